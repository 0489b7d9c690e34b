"""How much there must be to learn from."""

FEWEST_CODED = 20
"""Coded texts from which a question can be learned."""
FEWEST_CODES = 2
"""Codes that must be learnable."""
FEWEST_USES = 3
"""A code used less often than this is not learned."""
