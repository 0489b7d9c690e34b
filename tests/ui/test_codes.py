"""How a codebook is laid out beside an answer."""

from tests.builders import CODE_REST, codebook

from coding.codebook import parse_codebook
from coding.ui.components.queue.codes import FUNCTION_LETTERS, HOTKEYS, code_groups
from coding.ui.style import EXCLUSIVE_COLOUR, PALETTE, code_colours


def _book(codes: list[str], dimensions: str = ""):
    head = "id: k\ntitle: T\ndescription: D\nsource: S\n" + dimensions + "codes:\n"
    return parse_codebook(head + "".join(f"  - {{{code}, {CODE_REST}}}\n" for code in codes), name="k.yaml")


def _groups(book):
    return code_groups(book, code_colours(book))


def test_children_under_their_parent_and_exclusive_codes_apart():
    groups = _groups(codebook())
    shown = [(group["label"], [(c["id"], c["depth"], c["key"]) for c in group["codes"]]) for group in groups]
    assert shown == [
        ("Codes", [("dienst", 0, "a"), ("laat", 1, "c"), ("zelden", 1, "d"), ("duur", 0, "e")]),
        ("Staat alleen", [("geen", 0, "f")]),
    ]


def test_a_child_written_before_its_parent_still_stands_under_it():
    book = _book(["id: kind, label: Kind, parent: ouder", "id: los, label: Los", "id: ouder, label: Ouder"])
    [group] = _groups(book)
    assert [code["id"] for code in group["codes"]] == ["los", "ouder", "kind"]


def test_each_dimension_is_a_group_of_its_own():
    book = _book(
        ["id: a, label: A", "id: les, label: Les, dimension: soort", "id: b, label: B"],
        "dimensions:\n  - {id: soort, label: Soort passage}\n",
    )
    groups = _groups(book)
    assert [(group["label"], [code["id"] for code in group["codes"]]) for group in groups] == [
        ("Thema", ["a", "b"]),
        ("Soort passage", ["les"]),
    ]


def test_keys_leave_the_functions_alone_and_run_out_in_silence():
    assert set(FUNCTION_LETTERS) == {"b", "g", "m", "n", "v", "w", "z"}
    assert not set(FUNCTION_LETTERS) & set(HOTKEYS)
    assert HOTKEYS.isalpha()  # digits take what is suggested
    [group] = _groups(_book([f"id: c{n}, label: C{n}" for n in range(40)]))
    keys = [code["key"] for code in group["codes"]]
    assert keys[:19] == list(HOTKEYS)
    assert len(set(keys[:19])) == 19
    assert keys[19:] == [""] * 21


def test_what_stands_alone_keeps_a_letter_however_many_codes_there_are():
    codes = ["id: geen, label: Geen, exclusive: true", *(f"id: c{n}, label: C{n}" for n in range(20))]
    [many, alone] = _groups(_book(codes))
    assert [(code["id"], code["key"]) for code in alone["codes"]] == [("geen", "y")]
    assert [code["key"] for code in many["codes"]][-3:] == ["x", "", ""]


def test_a_theme_has_one_colour_by_its_place_and_its_children_share_it():
    colours = code_colours(codebook())
    assert colours == {
        "dienst": PALETTE[0],
        "laat": PALETTE[0],
        "zelden": PALETTE[0],
        "duur": PALETTE[1],
        "geen": EXCLUSIVE_COLOUR,
    }


def test_retired_codes_have_no_key_and_notes_come_along():
    book = _book(["id: oud, label: Oud, retired: true", "id: nieuw, label: Nieuw"])
    [group] = code_groups(book, code_colours(book), notes={"nieuw": ["Anna: ruim nemen"]})
    assert [(code["id"], code["key"], code["retired"]) for code in group["codes"]] == [
        ("oud", "", True),
        ("nieuw", "a", False),
    ]
    assert [code["notes"] for code in group["codes"]] == [[], ["Anna: ruim nemen"]]
