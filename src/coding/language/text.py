"""The choice of pipeline in plain words, for the command line."""

import shlex

from coding.i18n import _, format_number, ngettext
from coding.language.choice import PipelineInfo
from coding.language.local import VectorsInfo
from coding.language.settled import PipelineChange
from coding.language.vectors import word_vectors


def format_info(info: PipelineInfo, vectors: VectorsInfo | None = None) -> str:
    """Write which pipeline and which word vectors are used, why, and how to get a better pipeline."""
    lines = [
        _("Taalmodel: {name}").format(name=info.name),
        info.reason,
        describe_vectors(vectors),
        *(filter(None, [vectors.problem, vectors.advice]) if vectors else []),
    ]
    return "\n".join([*lines, "", info.advice] if info.advice else lines)


def format_change(change: PipelineChange, *, project: str) -> str:
    """Write the question that another pipeline puts, and how to answer it for the project at that place."""
    at = shlex.quote(project)
    n = change.n_again
    again = _("Alles opnieuw ontleden ({texts}):  coding analyse --project {project} --again").format(
        texts=ngettext("{n} tekst", "{n} teksten", n).format(n=format_number(n)), project=at
    )
    lines = [describe_change(change), again]
    if change.own.model:
        stay = _("Bij het oude blijven:  coding language --project {project} --use {model}")
        lines.append(stay.format(project=at, model=shlex.quote(change.own.model)))
    return "\n".join(lines)


def describe_vectors(vectors: VectorsInfo | None = None) -> str:
    """Write which word vectors, or which model in a folder, are used; those of the program when left out."""
    if vectors is None or not vectors.folder or vectors.problem:
        return _("Woordvectoren: {name}, meegeleverd.").format(name=word_vectors().name)
    if vectors.prefix:
        return _("Woordvectoren: {name}, uit {folder}; voor elke tekst komt “{prefix}”.").format(
            name=vectors.name, folder=vectors.folder, prefix=vectors.prefix
        )
    return _("Woordvectoren: {name}, uit {folder}.").format(name=vectors.name, folder=vectors.folder)


def describe_change(change: PipelineChange) -> str:
    """Write what changed and what that means, in sentences."""
    sentences = [
        _("Er is een ander taalmodel dan waarmee dit project is ontleed."),
        _("Ontleed met {own}; nu gekozen is {chosen}.").format(
            own=change.own.name, chosen=change.chosen.name
        ),
    ]
    if change.own.model:
        sentences.append(_("Zolang u niets doet, werkt het project verder met het oude."))
    elif change.n_waiting:
        sentences.append(
            ngettext(
                "Het oude is er niet meer: {n} nieuwe tekst kan pas mee als u alles opnieuw laat ontleden.",
                "Het oude is er niet meer: {n} nieuwe teksten kunnen pas mee als u alles opnieuw laat "
                "ontleden.",
                change.n_waiting,
            ).format(n=format_number(change.n_waiting))
        )
    else:
        sentences.append(
            _(
                "Het oude is er niet meer. Wat ontleed is, blijft in gebruik; nieuwe teksten kunnen pas mee "
                "als u alles opnieuw laat ontleden."
            )
        )
    return " ".join(sentences)
