"""Published examples, and small tables to reckon with."""

# Krippendorff's example of four coders and twelve units; 0 is not judged.
FOUR_CODERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
    [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
]
THREE_CATEGORIES = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]


def binary(both: int, only_first: int, only_second: int, n: int) -> list[list[int]]:
    """Return the table of two coders who used a code."""
    return [[n - both - only_first - only_second, only_second], [only_first, both]]
