"""What codes are called now, for sentences about what was done with them."""

from sqlalchemy import Connection, func, select

from coding.store.schema import Code, CodebookVersion


def code_labels(connection: Connection) -> dict[int, str]:
    """Return the label of every code, as in the newest version of its codebook."""
    newest = select(func.max(CodebookVersion.id)).group_by(CodebookVersion.codebook_id)
    labels = {
        (row.codebook_id, code["id"]): code["label"]
        for row in connection.execute(
            select(CodebookVersion.codebook_id, CodebookVersion.content).where(CodebookVersion.id.in_(newest))
        )
        for code in row.content["codes"]
    }
    return {
        row.id: labels.get((row.codebook_id, row.key), row.key)
        for row in connection.execute(select(Code.id, Code.codebook_id, Code.key))
    }
