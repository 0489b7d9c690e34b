"""What models suggest, what people made of it, and whether more coding still changes anything."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Select, func, select

from coding.classifier.figures.overruling import Seen, overruling
from coding.classifier.keeping import LEFT_OUT
from coding.classifier.material import Coded, read_coded
from coding.classifier.registry import ModelRegistry
from coding.classifier.steady import steps_of
from coding.classifier.stopping import (
    WANTED_POINTS,
    Advice,
    Narrow,
    Steady,
    Stratum,
    saturation,
    theme_intervals,
)
from coding.classifier.summary import ModelSummary
from coding.codebook import Codebooks
from coding.codings import Action, Codings, Origin, audit_sample
from coding.store import question_id
from coding.store.schema import (
    Code,
    Coding,
    CodingEvent,
    Judgement,
    Segment,
    Suggestion,
)

if TYPE_CHECKING:
    from pandas import DataFrame

AT_ONCE = 500  # bound values per statement


class ModelViews(ModelRegistry):
    """Reads what models suggest and what came of it; nothing here writes."""

    # ── what they suggest ───────────────────────────────────────────────────────────────────────

    def suggestions(
        self,
        question_key: str,
        *,
        segment_ids: Sequence[int] | None = None,
        minimum: float = 0.1,
        top: int = 5,
        model_id: int | None = None,
    ) -> "DataFrame":
        """Return what a model suggests.

        Left out are codes of a codebook that the question is no longer coded with, and a code that stands
        alone (*geen*) where another code is likelier.

        Parameters
        ----------
        question_key
            The question or collection of reports.
        segment_ids
            Only these; ``None`` takes all.
        minimum
            Leave out what is less likely.
        top
            At most so many per segment.
        model_id
            Which model; ``None`` takes the one that suggests now.

        Returns
        -------
        DataFrame
            segment_id, code, probability; best first per segment. Empty when nothing was trained yet.
        """
        from pandas import DataFrame

        if model_id is None:
            model_id = self.current_id(question_key)
        found: list[tuple[int, str, float]] = []
        if model_id is not None:
            statement = (
                select(Suggestion.segment_id, Suggestion.code_id, Suggestion.probability)
                .where(Suggestion.model_id == model_id, Suggestion.probability >= minimum)
                .order_by(Suggestion.segment_id, Suggestion.probability.desc(), Suggestion.code_id)
            )
            found = self._shown(question_key, statement, segment_ids, top)
        return DataFrame(found, columns=["segment_id", "code", "probability"])

    def left_out_probabilities(self, question_key: str) -> "DataFrame | None":
        """Return how likely each code is, for a text that was learned from without that text.

        Unlike `suggestions` all that is stored (from 2% on), for every text of the question.

        Returns
        -------
        DataFrame or None
            segment_id, code, probability, of the model that suggests now. None where there is no model, or
            one from before this was kept.
        """
        from pandas import DataFrame

        model = self.current(question_key)
        if model is None or model.settings.get("left_out") != LEFT_OUT:
            return None
        codebook = Codebooks(self.database).for_question(question_key)
        names = {codebook.code_ids[code.id]: code.id for code in codebook.content.live}
        statement = select(Suggestion.segment_id, Suggestion.code_id, Suggestion.probability)
        with self.database.read() as connection:
            rows = connection.execute(statement.where(Suggestion.model_id == model.id)).all()
        found = DataFrame(rows, columns=["segment_id", "code", "probability"])
        found["code"] = found["code"].map(names)
        return found.dropna(subset="code")

    def _shown(
        self,
        question_key: str,
        statement: Select[int, int, float],
        segment_ids: Sequence[int] | None,
        top: int,
    ) -> list[tuple[int, str, float]]:
        codebook = Codebooks(self.database).for_question(question_key)
        codes = {codebook.code_ids[code.id]: code for code in codebook.content.live}
        shown: list[tuple[int, str, float]] = []
        counts: dict[int, int] = {}
        with self.database.read() as connection:
            for part in _parts(statement, segment_ids):
                for segment_id, code_id, probability in connection.execute(part):
                    already, code = counts.get(segment_id, 0), codes.get(code_id)
                    if code is None or already >= top or (already and code.exclusive):
                        continue
                    counts[segment_id] = already + 1
                    shown.append((segment_id, code.id, probability))
        return shown

    # ── what people made of it ──────────────────────────────────────────────────────────────────

    def overruling(self, question_key: str) -> dict[str, dict[str, Any]]:
        """Return per code what became of the suggestions; see `figures.overruling`.

        Only texts count that somebody read with suggestions on screen: the newest event with which they
        read it names a model. What they saw is what that model suggests for it; what they gave is how it
        stands now.
        """
        seen = []
        for model_id, readings in self._assisted(question_key).items():
            segments = sorted({segment for segment, _coder in readings})
            shown: dict[int, dict[str, float]] = {}
            found = self.suggestions(question_key, segment_ids=segments, model_id=model_id)
            for segment, code, probability in zip(
                found["segment_id"], found["code"], found["probability"], strict=True
            ):
                shown.setdefault(int(segment), {})[str(code)] = float(probability)
            seen += [
                Seen(shown[segment], frozenset(codes), frozenset(code for code in codes if codes[code]))
                for (segment, _coder), codes in readings.items()
                if segment in shown
            ]
        return overruling(seen)

    def assisted_segments(self, question_key: str) -> set[int]:
        """Return the segments that somebody read with suggestions on screen."""
        return {segment for found in self._assisted(question_key).values() for segment, _coder in found}

    def _assisted(self, question_key: str) -> dict[int, dict[tuple[int, int], dict[str, bool]]]:
        """Return by model, segment and coder the codes given, and whether they were taken over."""
        with self.database.read() as connection:
            question = question_id(connection, question_key)
            newest = (
                select(
                    CodingEvent.segment_id, CodingEvent.coder_id, func.max(CodingEvent.id).label("event_id")
                )
                .join(Segment, Segment.id == CodingEvent.segment_id)
                .where(Segment.question_id == question, CodingEvent.action == Action.READ.value)
                .group_by(CodingEvent.segment_id, CodingEvent.coder_id)
                .subquery()
            )
            readings = connection.execute(
                select(CodingEvent.segment_id, CodingEvent.coder_id, CodingEvent.model_id)
                .join(newest, newest.c.event_id == CodingEvent.id)
                .join(
                    Judgement,
                    (Judgement.segment_id == CodingEvent.segment_id)
                    & (Judgement.coder_id == CodingEvent.coder_id),
                )
                .where(CodingEvent.model_id.is_not(None), Judgement.read)
            ).all()
            given = connection.execute(
                select(Coding.segment_id, Coding.coder_id, Code.key, CodingEvent.origin)
                .join(Code, Code.id == Coding.code_id)
                .join(CodingEvent, CodingEvent.id == Coding.event_id)
                .join(Segment, Segment.id == Coding.segment_id)
                .where(Segment.question_id == question)
            ).all()
        codes: dict[tuple[int, int], dict[str, bool]] = {}
        for row in given:
            taken = row.origin == Origin.SUGGESTION.value
            codes.setdefault((row.segment_id, row.coder_id), {})[row.key] = taken
        found: dict[int, dict[tuple[int, int], dict[str, bool]]] = {}
        for reading in readings:
            key = (reading.segment_id, reading.coder_id)
            found.setdefault(reading.model_id, {})[key] = codes.get(key, {})
        return found

    # ── when to stop ────────────────────────────────────────────────────────────────────────────

    def advice(self, question_key: str, *, points: float = WANTED_POINTS) -> Advice:
        """Return the three signs that say whether more coding still changes anything; see `stopping`.

        Parameters
        ----------
        points
            How precise the table has to be: half the width of an interval, in percentage points.
        """
        codebook = Codebooks(self.database).for_question(question_key).content
        coded = read_coded(self.database, question_key, unresolved=True)
        with_themes = {
            segment: given.codes
            | {codebook.code(code).parent or code for code in given.codes if code in codebook}
            for segment, given in coded.items()
        }
        with self.database.read() as connection:
            question = question_id(connection, question_key)
            population = _population(connection, question)
            drawn = audit_sample(connection, question)
        unread = population - coded.keys()
        parts = zip(drawn["segments"], drawn["N"], strict=True) if unread else [(population, len(population))]
        strata = [
            Stratum([with_themes[segment] for segment in segments if segment in with_themes], int(n))
            for segments, n in parts
        ]
        n_sample = sum(len(part.label_sets) for part in strata)
        themes = theme_intervals(strata, [code.id for code in codebook.live])
        newest = self.latest(question_key)
        with self.database.read() as connection:
            steady = Steady([]) if newest is None else steps_of(connection, newest)
        return Advice(
            steady=steady,
            narrow=Narrow(themes if n_sample else [], n_sample, len(population), wanted=points / 100),
            saturated=saturation([coded[segment].codes for segment in self._in_order(question_key, coded)]),
            n_unread=len(unread),
        )

    def open_mistakes(self, question_key: str, model: ModelSummary) -> list[dict[str, Any]]:
        """Return the likely mistakes of a model that still stand: the coding was not changed since."""
        coded = read_coded(self.database, question_key, unresolved=True)
        return [
            one
            for one in model.metrics.get("mistakes", [])
            if one["segment"] in coded and (one["code"] in coded[one["segment"]].codes) == one["given"]
        ]

    def counts(self, question_key: str) -> tuple[int, int]:
        """Return how many texts a question has to code, and how many of them anybody read; quickly."""
        with self.database.read() as connection:
            codable = (Segment.question_id == question_id(connection, question_key)) & Segment.codable
            total = connection.scalar(select(func.count()).select_from(Segment).where(codable))
            read = connection.scalar(
                select(func.count(Judgement.segment_id.distinct()))
                .join(Segment, Segment.id == Judgement.segment_id)
                .where(codable, Judgement.read)
            )
        return total or 0, read or 0

    def texts(self, segment_ids: Collection[int]) -> dict[int, str]:
        """Return the texts of segments, by number."""
        wanted = sorted(set(segment_ids))
        found: dict[int, str] = {}
        with self.database.read() as connection:
            for start in range(0, len(wanted), AT_ONCE):
                rows = connection.execute(
                    select(Segment.id, Segment.text).where(Segment.id.in_(wanted[start : start + AT_ONCE]))
                )
                found |= {row.id: row.text for row in rows}
        return found

    def _in_order(self, question_key: str, coded: Mapping[int, Coded]) -> list[int]:
        """Return the segments that were read, first read first."""
        judged = Codings(self.database).judgements(question_key)
        judged = judged[judged["read"].astype(bool) & judged["segment_id"].isin(list(coded))]
        first = judged.groupby("segment_id")["first_read_at"].min().reset_index()
        return [int(segment) for segment in first.sort_values(["first_read_at", "segment_id"])["segment_id"]]


def _population(connection: Connection, question: int) -> set[int]:
    return set(connection.scalars(select(Segment.id).where(Segment.question_id == question, Segment.codable)))


def _parts(
    statement: Select[int, int, float], segment_ids: Sequence[int] | None
) -> Iterator[Select[int, int, float]]:
    """Split a statement over many segments into statements over few."""
    if segment_ids is None:
        yield statement
        return
    wanted = sorted(set(segment_ids))
    for start in range(0, len(wanted), AT_ONCE):
        yield statement.where(Suggestion.segment_id.in_(wanted[start : start + AT_ONCE]))
