"""Cue words in all their forms: compounds, plurals, slips of the keyboard; verbs that look like names."""

import re
from functools import cache

from coding.language import is_known_word
from coding.pseudonyms import cues

_ROLE = re.compile(
    r".{2,}(?:begeleid(?:er|ster)|consulente?|coach|manager|medewerk(?:er|ster)|werk(?:er|ster)|arts|voogd|"
    r"leid(?:er|ster)|adviseur|adviseuse|verpleegkundige|docente?|leraar|lerares|regisseur|therapeute?|"
    r"psycho(?:loog|loge)|agente?|coördinator|coordinator|hulpverlen(?:er|ster)|ondersteun(?:er|ster)|deskundige|"
    r"mentor|bewindvoerder|juriste?|beheerder|directeur|directrice|trainer|pedagoge?|logopediste?)s?"
)
_KIN = re.compile(
    r".*(?:moeder|vader|zoon|dochter|broer|zus|oma|opa|tante|oom|neef|nicht|buurman|buurvrouw|buurjongen|"
    r"buurmeisje|vriend|vriendin|collega|kind|jongen|meisje|man|vrouw|partner|kleinkind)"
    r"(?:s|'s|tje|tjes|je|jes|en|eren|netje|nen|n|sen)?"
)
_NO_KIN = re.compile(
    r".*(?:mevrouw|directeur)|mannen|vrouwen|iemand|niemand|timmerman|vakman|zakenman|deskundigen?"
)


@cache
def is_relation(small: str) -> bool:
    """Tell whether a word is a relative, neighbour or friend: *stiefzoon*, *buurjongetje*."""
    word = cue_word(small)
    if word in cues.RELATIONS or word in cues.KIN_TITLES:
        return True
    return _KIN.fullmatch(word) is not None and _NO_KIN.fullmatch(word) is None


@cache
def is_role(small: str) -> bool:
    """Tell whether a word is somebody's work or part: *trajectbegeleider*, *wmo-consulent*."""
    word = cue_word(small)
    return word in cues.PROFESSIONS or _ROLE.fullmatch(word) is not None


_SHORTEST_TYPED = 6


@cache
def cue_word(small: str) -> str:
    """Return the cue a word is, also with one slip of the keyboard in a long one (*contactpersoom*)."""
    if len(small) < _SHORTEST_TYPED - 1 or is_known_word(small):
        return small
    return next((cue for cue in _typed() if one_slip(small, cue)), small)


@cache
def _typed() -> tuple[str, ...]:
    longer = cues.HONORIFICS | cues.RELATIONS | cues.PROFESSIONS
    return tuple(sorted(word for word in longer if len(word) >= _SHORTEST_TYPED))


def slip_of_a_verb(small: str) -> bool:
    """Tell whether a word is one slip away from a verb that often follows a person (*krigt*)."""
    return any(one_slip(small, verb) for verb in cues.ACTS if len(verb) > len("is") + 1)


def one_slip(typed: str, meant: str) -> bool:
    """Whether two words differ by one letter added, missing, changed or swapped with its neighbour."""
    if abs(len(typed) - len(meant)) > 1 or typed == meant:
        return False
    at = next(
        (i for i, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), min(len(typed), len(meant))
    )
    rest, wanted = typed[at:], meant[at:]
    return (
        rest[1:] == wanted[1:]
        or rest[1:] == wanted
        or rest == wanted[1:]
        or (rest[:2] == wanted[:2][::-1] and rest[2:] == wanted[2:])
    )
