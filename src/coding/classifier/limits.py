"""How much there must be to learn from."""

FEWEST_CODED = 20
"""Coded texts from which a question can be learned."""
FEWEST_CODES = 2
"""Codes that must be learnable."""
FEWEST_USES = 2
"""A code used less often than this is not learned: with one use there is nothing to judge it on."""
