"""What people do to a codebook, on the content alone."""

import pytest
from tests.builders import codebook

from coding.codebook import (
    Add,
    Change,
    Code,
    CodebookContent,
    CodebookError,
    Edit,
    Kind,
    Merge,
    Move,
    Restore,
    Retire,
    Split,
    draft,
    parse_codebook,
    step_down,
    step_up,
    to_yaml,
    with_missing_retired,
)
from coding.errors import NotFoundError


def ids(content: CodebookContent) -> list[str]:
    return [code.id for code in content.codes]


def new(label: str, **more: object) -> Code:
    return draft(codebook(), label, **more)  # type: ignore[arg-type]


def test_a_new_code_comes_after_its_theme_and_before_what_stands_alone() -> None:
    assert ids(Add(new("Kou", parent="dienst")).applied(codebook())) == [
        "dienst",
        "laat",
        "zelden",
        "kou",
        "duur",
        "geen",
    ]
    assert ids(Add(new("Kou")).applied(codebook())) == ["dienst", "laat", "zelden", "duur", "kou", "geen"]


def test_other_words_leave_the_id_alone_and_a_new_label_is_a_renaming() -> None:
    renamed = Edit("laat", {"label": "Vertraging"})
    assert renamed.kind is Kind.RENAME
    assert renamed.applied(codebook()).code("laat").label == "Vertraging"
    redefined = Edit("laat", {"label": "Vertraging", "definition": "Later dan gepland."})
    assert redefined.kind is Kind.REDEFINE
    with pytest.raises(ValueError, match="retired"):
        Edit("laat", {"retired": True})


def test_moving_takes_along_what_falls_under_a_code() -> None:
    assert ids(Move("dienst", None).applied(codebook())) == ["duur", "dienst", "laat", "zelden", "geen"]
    below = Move("duur", "dienst", before="zelden").applied(codebook())
    assert ids(below) == ["dienst", "laat", "duur", "zelden", "geen"]
    assert below.code("duur").parent == "dienst"
    with pytest.raises(CodebookError, match="er is één laag"):
        Move("duur", "laat").applied(codebook())


def test_one_place_up_or_down_among_its_own() -> None:
    up = step_up(codebook(), "zelden")
    assert up is not None
    assert ids(up.applied(codebook())) == ["dienst", "zelden", "laat", "duur", "geen"]
    down = step_down(codebook(), "dienst")
    assert down is not None
    assert ids(down.applied(codebook())) == ["duur", "dienst", "laat", "zelden", "geen"]
    assert [step_up(codebook(), "dienst"), step_down(codebook(), "duur"), step_up(codebook(), "geen")] == [
        None
    ] * 3


def test_merging_a_theme_hands_on_what_falls_under_it() -> None:
    merged = Merge(("dienst",), "duur").applied(codebook())
    assert (merged.code("laat").parent, merged.code("zelden").parent) == ("duur", "duur")
    assert merged.current_id("dienst") == "duur"
    into_child = Merge(("dienst",), "laat").applied(codebook())
    assert (into_child.code("laat").parent, into_child.code("zelden").parent) == (None, "laat")


def test_a_code_that_went_up_twice_lives_on_in_the_last() -> None:
    content = Merge(("zelden",), "duur").applied(Merge(("laat",), "zelden").applied(codebook()))
    assert [content.current_id(code) for code in ("laat", "zelden", "duur", "weg")] == [
        "duur",
        "duur",
        "duur",
        "weg",
    ]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (Merge(("laat",), "laat"), "Kies twee verschillende codes"),
        (Merge((), "laat"), "Kies twee verschillende codes"),
        (Retire("dienst"), "vallen nog codes: Te laat, Rijdt zelden"),
        (Split("laat", ()), "ten minste één nieuwe code"),
        (Edit("laat", {"label": "Te duur"}), "code 'Te duur': dit label staat al op code 'Te duur'"),
        (Edit("laat", {"examples": ("een",)}), "code 'Te laat': geef ten minste 2 voorbeelden"),
        (Edit("laat", {"definition": ""}), "code 'Te laat': 'definitie' ontbreekt"),
        (Move("geen", "dienst"), "een uitsluitende code heeft geen hoofdthema"),
    ],
)
def test_what_cannot_be_done_says_why_without_lines(change: Change, problem: str) -> None:
    with pytest.raises(CodebookError, match=problem) as caught:
        change.applied(codebook())
    assert "regel " not in str(caught.value)


def test_a_code_that_is_not_there() -> None:
    with pytest.raises(NotFoundError, match="Code 'weg' staat niet in het codeboek"):
        Retire("weg").applied(codebook())


def test_a_retired_code_is_kept_in_files_and_may_lend_its_label_to_another() -> None:
    content = Retire("laat").applied(codebook())
    assert [code.id for code in content.live] == ["dienst", "zelden", "duur", "geen"]
    again = Add(draft(content, "Te laat")).applied(content)
    assert parse_codebook(to_yaml(again), name="x") == again
    with pytest.raises(CodebookError, match="dit label staat al"):
        Restore("laat").applied(again)


def test_a_retired_code_is_shown_where_it_was_given_with_its_theme() -> None:
    content = Retire("dienst").applied(Retire("zelden").applied(Retire("laat").applied(codebook())))
    assert [code.id for code in content.in_use({"laat"})] == ["dienst", "laat", "duur", "geen"]
    assert [code.id for code in content.in_use(set())] == ["duur", "geen"]


def test_codes_that_a_file_lacks_come_back_as_retired() -> None:
    book = codebook()
    loaded = parse_codebook(
        to_yaml(book).split("- id: laat")[0] + "- id: geen" + to_yaml(book).split("- id: geen")[1], name="x"
    )
    assert ids(loaded) == ["dienst", "geen"]
    whole = with_missing_retired(book, loaded)
    assert {code.id: code.retired for code in whole.codes} == {
        "dienst": False,
        "geen": False,
        "laat": True,
        "zelden": True,
        "duur": True,
    }
    assert whole.code("laat").parent == "dienst"


@pytest.mark.parametrize(
    ("lines", "problem"),
    [
        ("merged_into: duur", "een code die in een andere is opgegaan, is vervallen"),
        ("merged_into: weg, retired: true", "de code 'weg' waarin deze is opgegaan bestaat niet"),
        ("merged_into: laat, retired: true", "in een kring"),
    ],
)
def test_a_file_with_a_merge_that_cannot_be(lines: str, problem: str) -> None:
    text = to_yaml(codebook()).replace(
        "- id: laat\n", "- id: laat\n" + "".join(f"  {part}\n" for part in lines.split(", "))
    )
    with pytest.raises(CodebookError, match=problem):
        parse_codebook(text, name="x")


def test_a_code_in_use_cannot_fall_under_a_retired_theme() -> None:
    text = to_yaml(codebook()).replace("- id: dienst\n", "- id: dienst\n  retired: true\n")
    with pytest.raises(CodebookError, match="het hoofdthema 'dienst' is vervallen"):
        parse_codebook(text, name="x")
