"""Text from outside in spreadsheets: never taken for a formula."""

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def guard_formula(text: str) -> str:
    """Keep a spreadsheet from taking text for a formula: put an apostrophe before it.

    Examples
    --------
    >>> guard_formula("=1+1"), guard_formula("- te weinig tijd"), guard_formula("-")
    ("'=1+1", "'- te weinig tijd", '-')
    """
    risky = text.startswith(FORMULA_SIGNS) or text.lstrip().startswith(FORMULA_SIGNS)
    return f"'{text}" if risky and len(text) > 1 else text


def without_guard(text: str) -> str:
    """Return text as it was before `guard_formula`.

    Examples
    --------
    >>> without_guard("'=1+1"), without_guard("'s avonds")
    ('=1+1', "'s avonds")
    """
    bare = text.removeprefix("'")
    return bare if guard_formula(bare) == text else text
