"""What may be shown of the respondents of one survey."""

from collections.abc import Sequence

from coding.corpus import Corpus
from coding.errors import NotFoundError
from coding.i18n import _
from coding.quotes.background import Background, shared_background
from coding.tables import Tables


class Backgrounds:
    """What may be shown of the respondents of one question's survey."""

    def __init__(
        self, tables: Tables, corpus: Corpus, question: str, variables: Sequence[str], *, fewest: int
    ) -> None:
        survey = corpus.question(question).survey
        self._fewest = fewest
        self._groups = tables.backgrounds(survey)
        if unknown := [key for key in variables if key not in self._groups]:
            known = ", ".join(map(str, self._groups)) or _("geen")
            raise NotFoundError(
                _("Er is geen kenmerk '{key}' in deze peiling; er zijn: {known}.").format(
                    key=unknown[0], known=known
                )
            )
        table = corpus.variables(survey)
        self._labels = dict(zip(table["key"], table["label"], strict=True))
        self._variables = variables

    def of(self, respondent: str | None) -> Background | None:
        """Return what may stand with a quote of this respondent, by the labels of the variables."""
        if respondent is None:
            return None
        found = shared_background(self._groups, respondent, self._variables, fewest=self._fewest)
        return Background(
            tuple((self._labels[key], value) for key, value in found.values),
            found.n_sharing,
            tuple(self._labels[key] for key in found.left_out),
        )
