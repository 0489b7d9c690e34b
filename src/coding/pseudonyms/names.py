"""Names of people: what the words before them say, lists of names, and what comes back in the text."""

import re

from coding.language import is_known_word
from coding.pseudonyms import cues, name_lists
from coding.pseudonyms.reading import ENDINGS, SHORTEST, Candidate
from coding.pseudonyms.slips import cue_word, is_relation, is_role, slip_of_a_verb
from coding.pseudonyms.small_names import SmallNames

_NATIONALITY = re.compile(r".*(?:aanse?|eese?|ische?|iër|ese|lands?e?r?|kse?|gse?|oolse?)$")
_IS = frozenset({"is", "was", "werd", "wordt", "blijft", "bleef"})
_GREETED = frozenset({"beste", "lieve", "geachte"})
_SURNAME_LIKE = re.compile(
    r".{2,}(?:sma|stra|inga|ema|man|sen|ink|ski|ska|wicz|oğlu|oglu|ering|aard|mans|veld|hout|horst|huis|"
    r"singh|pal|khan|lal|ani|oui|aoui|idi)$"
)
_LONGEST = 8  # words in a name
_SPEAKING: dict[str, list[tuple[str, ...]]] = {}
for _phrase in cues.SPEAKING:
    _SPEAKING.setdefault(_phrase[-1], []).append(_phrase)


def names(text: str) -> list[Candidate]:
    """Find the names in a text; some of them hang on a part of speech (`Candidate.word_start`)."""
    reader = _Finder(text)
    return reader.candidates()


class _Finder(SmallNames):
    """Walks once through the words of one text."""

    def candidates(self) -> list[Candidate]:
        found: list[Candidate] = []
        at = 0
        while at < len(self.words):
            read = None if self.blocked[at] else (self._cued(at) or self._listed(at))
            if read is None:
                at += 1
                continue
            candidate, at = read
            if any(
                word.start >= candidate.start and not word.initials for word in self.words[:at][-_LONGEST:]
            ):
                found.append(candidate)  # not *cliënt B.*, which says nothing
        found += list(self.enumerated(found))
        found += list(self.enumerated_before(found))
        found += list(self.repeated(found))
        return sorted(found, key=lambda candidate: candidate.start)

    # ── after a cue ─────────────────────────────────────────────────────────────────────────────

    def _cued(self, at: int) -> tuple[Candidate, int] | None:
        """Read a name after a word that announces one; ``at`` is the first word of the name."""
        if at == 0:
            return self._initials(at)
        before = self.words[at - 1]
        gap = self.text[before.end : self.words[at].start]
        small = cue_word(before.small)
        owned = at >= 2 and self._owned(at - 1)
        plain = small in cues.PLAIN_HONORIFICS
        if small in cues.HONORIFICS and re.fullmatch(r"[ \t]+" if plain else r"\.?[ \t]*", gap):
            return self._after_honorific(at, plain=plain)
        if small in cues.NAMING and re.fullmatch(r"(?:\s*[:=]\s*|[ \t]+)", gap):
            skipped = (
                1 if self.words[at].small in {"is", "was", "hier", "nu"} and at + 1 < len(self.words) else 0
            )
            return self._after_naming(at + skipped, small_too=True)
        if small in cues.GREETINGS and re.fullmatch(r"\s*[,.:!]?\s*", gap):
            return self._after_naming(at, small_too=small in {"groet", "groeten", "groetjes", "mvg"})
        spoken = self._spoken(at)
        if spoken and re.fullmatch(r"(?:\s*[:.,]\s*|[ \t]+)", gap):
            return self._after_naming(at, small_too=spoken in cues.SPEAKING_SURE)
        relation = is_relation(small)
        if (relation or is_role(small)) and re.fullmatch(r"[ \t]+|[ \t]*[,:(–-][ \t]*", gap):
            return self._after_role(at, gap=gap, owned=owned, kin=small in cues.KIN_TITLES, relation=relation)
        if (before.small in cues.HAVE and self._called(at)) or self._who_is_called(at):
            return self.candidate(at, at + 1, "cue"), at + 1
        if before.small in _IS and at >= 2 and self.joined(at) and self.joined(at - 1):
            role = self.words[at - 2].small
            if (is_role(role) or is_relation(role)) and not _NATIONALITY.match(self.words[at].small):
                return self._after_role(at, gap=gap, owned=self._owned(at - 2), kin=False, relation=False)
        return self._initials(at)

    def _owned(self, at: int) -> bool:
        """Whether *mijn* or the like stands before a word, perhaps with an adjective between."""
        places = [place for place in (at - 1, at - 2, at - 3) if place >= 0]
        return any(self.words[place].small in cues.POSSESSIVES for place in places)

    def _spoken(self, at: int) -> tuple[str, ...] | None:
        for phrase in _SPEAKING.get(self.words[at - 1].small, ()):
            part = self.words[max(0, at - len(phrase)) : at]
            if tuple(word.small for word in part) == phrase:
                return phrase
        return None

    def _called(self, at: int) -> bool:
        """*ik heb hannie gebeld*: a word nobody knows between *heb* and *gebeld*."""
        if at + 1 >= len(self.words) or self.words[at + 1].small not in cues.CALLED:
            return False
        word = self.words[at]
        return len(word.text) >= SHORTEST and (
            word.small in name_lists.given_names() - name_lists.never_small() or not is_known_word(word.small)
        )

    def _who_is_called(self, at: int) -> bool:
        """*een jongen die Jayro heet*: a word nobody knows between *die* and *heet*."""
        if at + 1 >= len(self.words) or self.words[at + 1].small not in {"heet", "heette"}:
            return False
        if at == 0 or self.words[at - 1].small not in {"die", "dat", "hij", "zij", "ze"}:
            return False
        small = self.words[at].small
        return self.joined(at + 1) and not self.function_word(at) and not is_known_word(small)

    def _initials(self, at: int) -> tuple[Candidate, int] | None:
        """Read initials with a surname: *J.P. de Vries*."""
        if not self.words[at].initials or at + 1 >= len(self.words) or not self.joined(at + 1):
            return None
        if self.words[at].start and self.text[self.words[at].start - 1] in "./":
            return None
        end = self.surname(at + 1, cued=False)
        if end == at + 1 or not self.words[end - 1].capital or self.organisation_beside(at, end):
            return None
        last = self.words[end - 1].small
        ordinary = is_known_word(last) or self.function_word(end - 1)
        if end == at + 2 and ordinary and last not in name_lists.surnames():
            return None  # groep A. Wanneer
        return self.candidate(at, end, "cue"), end

    def _after_honorific(self, at: int, *, plain: bool) -> tuple[Candidate, int] | None:
        word = self.words[at]
        if word.initials or self.capital(at) or (word.text.isupper() and len(word.text) >= SHORTEST):
            if word.small in cues.HONORIFICS:
                return None
            end = self.name(at, cued=True)
            if end == at and word.text.isupper() and not self.blocked[at]:
                if self.shouted:
                    return self._small_after_honorific(at, plain=plain)
                end = at + 1
            lone_prefix = tuple(word.small for word in self.words[at:end]) in cues.PREFIXES
            ordinary = word.capital and self.function_word(at) and end == at + 1
            return None if end == at or lone_prefix or ordinary else (self.candidate(at, end, "cue"), end)
        end = self.surname(at, cued=True)
        if end > at:
            return self.candidate(at, end, "cue"), end
        if (
            len(word.text) == 1
            and self.text[word.end : word.end + 1] in {".", " "}
            and at + 1 < len(self.words)
        ):
            rest = self._after_honorific(at + 1, plain=plain)  # j. de vries
            return rest and (Candidate(word.start, rest[0].end, "cue"), rest[1])
        return self._small_after_honorific(at, plain=plain)

    def _small_after_honorific(self, at: int, *, plain: bool) -> tuple[Candidate, int] | None:
        word, small = self.words[at], self.words[at].small
        if self.blocked[at] or len(small) < SHORTEST or self.function_word(at) or small in cues.HONORIFICS:
            return None
        listed = small in name_lists.surnames() or small in name_lists.given_names()
        known = is_known_word(small)
        if not listed and (known or ENDINGS.match(small) or slip_of_a_verb(small)):
            return None
        following = self.words[at + 1].small if at + 1 < len(self.words) and self.joined(at + 1) else ""
        if plain and known and following in {"van", "en", "als", "om", "uit", "geworden"}:
            return None  # mevrouw wit van woede
        end = self.small_name(at)
        candidate = self.candidate(at, end, "cue")
        if plain and (known or not listed) and end == at + 1:
            tags = frozenset({"PROPN", "NOUN", "X", ""})
            candidate = Candidate(candidate.start, candidate.end, "cue", word.start, tags)
        return candidate, end

    def _after_naming(self, at: int, *, small_too: bool) -> tuple[Candidate, int] | None:
        if at >= len(self.words) or self.blocked[at]:
            return None
        word = self.words[at]
        if word.small in cues.HONORIFICS:
            return None
        if word.initials or self.capital(at):
            if not word.initials and not self.may_be_name(at):
                return None
            end = self.name(at, cued=True)
            if end == at or self.organisation_beside(at, end):
                return None
            return self.candidate(at, end, "cue"), end
        if small_too and len(word.text) == 1 and self.joined(at + 1):
            rest = self._after_naming(at + 1, small_too=True)  # tnv j jansma
            return rest and (Candidate(word.start, rest[0].end, "cue"), rest[1])
        listed = word.small in name_lists.given_names() - name_lists.unclear_with_capital()
        unknown = small_too and not is_known_word(word.small) and not ENDINGS.match(word.small)
        if len(word.small) < SHORTEST or self.function_word(at) or not (listed or unknown):
            return None
        end = self.small_name(at)
        return self.candidate(at, end, "cue"), end

    def _after_role(
        self, at: int, *, gap: str, owned: bool, kin: bool, relation: bool
    ) -> tuple[Candidate, int] | None:
        word, small = self.words[at], self.words[at].small
        if self.blocked[at] or small in cues.HONORIFICS:
            return None
        if word.initials or self.capital(at):
            titled = kin and not gap.strip() and not self.function_word(at)
            if not (word.initials or titled or self.may_be_name(at)):
                return None
            end = self.name(at, cued=True)
            if end == at or self.organisation_beside(at, end):
                return None
            return self.candidate(at, end, "cue"), end
        if not gap.strip():
            end = self._prefixed_surname(at)
            if end > at:
                return self.candidate(at, end, "cue"), end
        if gap.strip() or len(small) < SHORTEST or self.function_word(at):
            return None
        ambiguous = small in name_lists.ambiguous_names() or is_known_word(small)
        listed = small in name_lists.given_names()
        end = self.small_name(at)
        candidate = self.candidate(at, end, "cue")
        if listed and (owned or kin or not ambiguous or small not in name_lists.unclear_with_capital()):
            return candidate, end
        if not (relation and (owned or kin)) or is_known_word(small) or ENDINGS.match(small):
            return None
        if slip_of_a_verb(small) or small in name_lists.places():
            return None
        tags = frozenset({"PROPN", "NOUN", "X", ""})
        return Candidate(candidate.start, candidate.end, "cue", word.start, tags), end

    def _prefixed_surname(self, at: int) -> int:
        """Return the end of a surname with its prefix in small letters: *dokter de Vries*."""
        end = self.surname(at, cued=False)
        length = self.prefix(at)
        if end <= at + length or not self.words[end - 1].capital or not length:
            return at
        last = self.words[end - 1].small
        whole = " ".join(word.small for word in self.words[at:end])
        if tuple(word.small for word in self.words[at : at + length]) in cues.SURE_PREFIXES:
            return end
        if whole in name_lists.surnames() or (last in name_lists.surnames() and self.words[at].small == "de"):
            return end
        return at

    # ── by a list ───────────────────────────────────────────────────────────────────────────────

    def _listed(self, at: int) -> tuple[Candidate, int] | None:
        """Read a name that begins with a known given name, or a lone surname that is nothing else."""
        word = self.words[at]
        small = re.sub(r"'s$", "", word.small)
        base = small.split("-")[0]
        if word.initials or (small in _GREETED and at + 1 < len(self.words) and self.capital(at + 1)):
            return None
        if not self.capital(at):  # capitals throughout say as little as small letters
            return self.listed_small(at) or self._prefixed(at)
        given = small in name_lists.given_names() or small in name_lists.foreign_given_names()
        given = given or ("-" in small and set(small.split("-")) <= name_lists.given_names())
        given = given or ("-" in small and base in name_lists.given_names() and not is_known_word(small))
        if not given:
            return self._prefixed(at) or self._before_surname(at) or self._lone_surname(at)
        end = self.name(at, cued=False)
        if self.organisation_beside(at, end):
            return None
        if end == at + 1:
            end = self.small_surname(at + 1, after_name=small not in name_lists.unclear_with_capital())
        if end == at + 1:
            return self._lone_given(at, small)
        if small in name_lists.unclear_with_capital() and not self._surname_like(end - 1):
            return None
        article = self.joined(at) and self.words[at - 1].small == "de"
        if article and self.words[end - 1].small not in name_lists.surnames():
            return None  # de Sophia Revalidatie
        return self.candidate(at, end, "list"), end

    def _surname_like(self, at: int) -> bool:
        last = self.words[at].small
        return last in name_lists.surnames() or (not is_known_word(last) and last not in name_lists.places())

    def _lone_given(self, at: int, small: str) -> tuple[Candidate, int] | None:
        candidate = self.candidate(at, at + 1, "list")
        before = self.words[at - 1].small if self.joined(at) else ""
        if before in cues.ARTICLES or small in name_lists.places():
            return None
        if "-" not in small and small not in name_lists.dutch_given_names() and is_known_word(small):
            return None
        if small not in name_lists.unclear_with_capital():
            return candidate, at + 1
        if "-" in self.text[candidate.end : candidate.end + 1]:
            return None
        if self.begins_sentence(at):
            following = self.words[at + 1].small if at + 1 < len(self.words) and self.joined(at + 1) else ""
            if following not in cues.ACTS or small in cues.NEVER_ALONE:
                return None
            tags = frozenset({"PROPN", "NOUN", "X", ""})
            return Candidate(candidate.start, candidate.end, "list", candidate.start, tags), at + 1
        if before in cues.MONTH_BEFORE and small in {"mei", "august", "april", "june", "augustus"}:
            return None
        if self.titles():
            return None
        return candidate, at + 1

    def _prefixed(self, at: int) -> tuple[Candidate, int] | None:
        """Read a surname with *van* that stands alone: *volgens Van Dijk*, *Van der Berg belde*."""
        if self.words[at].small not in {"van", "vd", "vander", "vanden"} or not self.prefix(at):
            return None
        end = self.surname(at, cued=False)
        last = self.words[end - 1]
        whole = " ".join(word.small for word in self.words[at:end])
        if end == at or not last.capital or last.small in name_lists.places():
            return None
        if whole not in name_lists.surnames() or self.organisation_beside(at, end):
            return None
        following = self.words[end].small if end < len(self.words) and self.joined(end) else ""
        if self.begins_sentence(at) and following not in cues.ACTS:
            return None
        if not self.words[at].capital and last.small in name_lists.given_names():
            return None  # van Jacobs moeder
        return self.candidate(at, end, "list"), end

    def _before_surname(self, at: int) -> tuple[Candidate, int] | None:
        """Read a given name nobody knows before a surname that is known: *Bouchra El Idrissi*."""
        if at + 1 >= len(self.words) or not self.joined(at + 1) or not self.may_be_name(at):
            return None
        if self.words[at].small in cues.HONORIFICS | cues.PROFESSIONS | cues.RELATIONS | cues.NAMED_AFTER:
            return None
        end = self.surname(at + 1, cued=False)
        last = self.words[end - 1].small
        if end == at + 1 or self.function_word(at) or not self.words[end - 1].capital:
            return None
        if is_known_word(last) and end == at + 2:
            return None  # Buurtzorg Post
        following = self.words[end].small if end < len(self.words) and self.joined(end) else ""
        unknown = self.may_be_name(end - 1) and (_SURNAME_LIKE.match(last) or following in cues.ACTS)
        if last not in name_lists.surnames() and not (unknown or "-" in last):
            return None
        return None if self.organisation_beside(at, end) else (self.candidate(at, end, "list"), end)

    def _lone_surname(self, at: int) -> tuple[Candidate, int] | None:
        word = self.words[at]
        if self.begins_sentence(at) or is_known_word(word.small) or word.small in name_lists.places():
            return None
        if self.titles() or self.words[at - 1].small in cues.ARTICLES | cues.NAMED_AFTER | {"van"}:
            return None
        end = at + 1
        while self.joined(end) and self.capital(end) and self.may_be_name(end):
            end += 1  # Nguyen Thi Lan: in some languages the surname comes first
        if word.small not in name_lists.surnames() or self.organisation_beside(at, end):
            return None
        return self.candidate(at, end, "list"), end
