"""What changed, as people read it."""

from coding.recipes import change_rows
from coding.recipes.comparing import compare


def test_rows_say_what_they_were_and_are() -> None:
    def figures(*rows: tuple[str, int, float | None]) -> dict[str, list[dict[str, object]]]:
        return {
            "rows": [{"code": code, "label": code.title(), "n": n, "percent": p} for code, n, p in rows],
            "groups": [],
        }

    before = figures(("druk", 10, 50.0), ("geld", 4, 20.0), ("oud", 1, 5.0))
    after = figures(("druk", 10, 50.0), ("geld", 1200, 19.5), ("nieuw", 2, None))
    assert change_rows(compare(before, after), decimals=1) == [
        ("Geld", "4 → 1.200", "20,0% → 19,5%", "-0,5"),
        ("Nieuw (nieuw)", "– → 2", "–", ""),
        ("Oud (staat er niet meer in)", "1 → –", "5,0% → –", ""),
    ]
