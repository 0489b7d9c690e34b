"""Codings to take elsewhere: a row per answer with 0/1 per code, or a row per coding."""

import csv
import io
from typing import TYPE_CHECKING

from sqlalchemy import select

from coding.codebook import Codebooks
from coding.codings import Codings
from coding.corpus import Corpus
from coding.errors import NotFoundError
from coding.exchange.workbook import WORKBOOK_OPTIONS, write_text
from coding.formulas import guard_formula
from coding.i18n import _
from coding.store import Database
from coding.store.schema import Document, SourceFile

if TYPE_CHECKING:
    import pandas as pd

REPORTS = "reports"
TEXT_WIDTH, NAME_WIDTH, CODE_WIDTH = 60, 24, 12


class CodingsExport:
    """The codings of one project as flat tables."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._corpus = Corpus(database)
        self._codings = Codings(database)
        self._codebooks = Codebooks(database)

    def wide(self, question_key: str, *, coder: str | None = None, text: bool = True) -> "pd.DataFrame":
        """Return a row per answer (or passage) and a column per code: 1 given, 0 not given, empty not read.

        Parameters
        ----------
        coder
            Whose coding; without it one coding per answer is taken from all coders' work.
        text
            Whether the answer itself is a column.

        Returns
        -------
        ``[respondent, coder, text, <code>, …]``; for reports ``[document, passage, coder, text, <code>, …]``.
        A theme has a 1 only where it was given itself, not where something below it was.
        """
        import pandas as pd

        given = self._combined(question_key, coder)
        content = self._codebooks.for_question(question_key).content
        codes = [code.id for code in content.in_use(set(given["code"].dropna()))]
        segments = self._segments(question_key)
        flags = (
            pd.crosstab(given["segment_id"], given["code"].fillna(""))
            .reindex(columns=codes, fill_value=0)
            .astype("Int64")
        )
        who = given.drop_duplicates("segment_id")[["segment_id", "coder"]]
        frame = segments.merge(who, on="segment_id", how="left").merge(
            flags.reset_index(), on="segment_id", how="left"
        )
        return frame[[*self._places(question_key), "coder", *(["text"] if text else []), *codes]]

    def long(self, question_key: str, *, coder: str | None = None) -> "pd.DataFrame":
        """Return a row per coding of every coder; read without a code is a row with an empty code.

        Returns
        -------
        ``[question, respondent, coder, code, label, origin]``; for reports ``[document, passage, coder, code,
        label, origin]``. As CSV, `Codings.import_codings` reads it back.
        """
        content = self._codebooks.for_question(question_key).content
        judged = self._codings.judgements(question_key)
        judged = judged.loc[judged["read"].astype(bool), ["segment_id", "coder"]]
        if coder is not None:
            self._check_coder(coder)
            judged = judged[judged["coder"] == coder]
        given = self._codings.codings(question_key)[["segment_id", "coder", "code", "origin"]]
        frame = self._segments(question_key).merge(judged, on="segment_id")
        frame = frame.merge(given, on=["segment_id", "coder"], how="left")
        frame["label"] = frame["code"].map({code.id: code.label for code in content.codes})
        order = {code.id: number for number, code in enumerate(content.codes)}
        frame = frame.assign(place=frame["code"].map(order), question=question_key)
        frame = frame.sort_values(["position", "coder", "place"], kind="stable")
        if self._is_reports(question_key):
            frame = frame.drop(columns="passage").rename(columns={"text": "passage"})
            places = ["document", "passage"]
        else:
            places = ["question", "respondent"]
        text_columns = ["code", "label", "origin"]
        frame[text_columns] = frame[text_columns].astype(object).where(frame[text_columns].notna(), "")
        return frame[[*places, "coder", *text_columns]].reset_index(drop=True)

    def _is_reports(self, question_key: str) -> bool:
        return self._corpus.question(question_key).kind == REPORTS

    def _places(self, question_key: str) -> list[str]:
        return ["document", "passage"] if self._is_reports(question_key) else ["respondent"]

    def _segments(self, question_key: str) -> "pd.DataFrame":
        """Return the codable segments with their report's file name and their number within it."""
        question = self._corpus.question(question_key)
        with self._database.read() as connection:
            files = connection.execute(
                select(Document.id, SourceFile.name)
                .join(SourceFile, SourceFile.id == Document.source_file_id)
                .where(Document.question_id == question.id)
            ).all()
        segments = self._corpus.segments(question_key).rename(columns={"id": "segment_id"})
        return segments.assign(
            position=range(len(segments)),
            passage=segments.groupby("document_id").cumcount() + 1,
            document=segments["document_id"].map({row.id: row.name for row in files}),
        )[["segment_id", "position", "respondent", "document", "passage", "text"]]

    def _combined(self, question_key: str, coder: str | None) -> "pd.DataFrame":
        if coder is not None:
            self._check_coder(coder)
        return self._codings.combined(question_key, coder=coder)

    def _check_coder(self, coder: str) -> None:
        coders = list(self._codings.coders()["name"])
        if coder not in coders:
            raise NotFoundError(
                _("Er is geen codeur '{coder}'; er zijn: {known}.").format(
                    coder=coder, known=", ".join(coders) or _("niemand")
                )
            )


def frame_csv(frame: "pd.DataFrame", *, separator: str = ",") -> str:
    """Return a table as CSV; missing values are empty, text that looks like a formula gets an apostrophe.

    The text has no byte order mark; encode it as ``utf-8-sig`` in a file that is meant for Excel.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow([guard_formula(str(name)) for name in frame.columns])
    plain = frame.astype(object).where(frame.notna(), "")
    for row in plain.itertuples(index=False, name=None):
        writer.writerow([guard_formula(value) if isinstance(value, str) else value for value in row])
    return out.getvalue()


def frame_xlsx(frame: "pd.DataFrame", *, sheet_name: str) -> bytes:
    """Return a table as an Excel workbook of one sheet; text is text, missing values are empty cells."""
    from xlsxwriter import Workbook

    from coding.exchange.theme_xlsx import sheet_names

    out = io.BytesIO()
    workbook = Workbook(out, WORKBOOK_OPTIONS)
    sheet = workbook.add_worksheet(sheet_names([sheet_name])[0])
    head = workbook.add_format({"bold": True, "bottom": 1})
    body = workbook.add_format({"valign": "top", "text_wrap": True})
    for column, name in enumerate(map(str, frame.columns)):
        width = {"text": TEXT_WIDTH, "passage": TEXT_WIDTH}.get(name, NAME_WIDTH)
        if str(frame.dtypes.iloc[column]) == "Int64":
            width = max(CODE_WIDTH, len(name) + 1)
        sheet.set_column(column, column, width)
        write_text(sheet, 0, column, name, head)
    plain = frame.astype(object).where(frame.notna(), None)
    for row, values in enumerate(plain.itertuples(index=False, name=None), start=1):
        for column, value in enumerate(values):
            if isinstance(value, str):
                write_text(sheet, row, column, value, body)
            elif value is not None:
                sheet.write_number(row, column, value, body)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(frame), max(len(frame.columns) - 1, 0))
    workbook.close()
    return out.getvalue()
