"""What stands under a table of what several people read."""

import pytest

from coding.codebook import starter_codebook
from coding.tables.provenance import Provenance, provenance_notes

UNDECIDED = (
    "Waar nog niets besloten is telt de codering van de hoofdonderzoeker, anders die van wie het eerst las."
)


@pytest.mark.parametrize(
    ("bases", "notes"),
    [
        ({"single": 9}, []),
        ({"single": 2, "agreed": 5}, ["Door meer mensen gelezen: 5 (5 gelijk)."]),
        (
            {"agreed": 1200, "adjudicated": 4, "unresolved": 3},
            [
                "Door meer mensen gelezen: 1.207 (1.200 gelijk, 4 samen besloten, 3 verschillend en nog niet "
                "besloten).",
                UNDECIDED,
            ],
        ),
        ({"adjudicated": 2}, ["Door meer mensen gelezen: 2 (2 samen besloten)."]),
    ],
)
def test_how_it_stands_with_what_several_people_read(bases: dict[str, int], notes: list[str]) -> None:
    provenance = Provenance(coder=None, coders=[("Anna", 9)], bases=bases, version=1, files=[], coded_at=None)
    found = provenance_notes(provenance, starter_codebook("boek", title="Boek", description=""))
    assert [note for note in found if not note.startswith(("Codering", "Codeboek"))] == notes
