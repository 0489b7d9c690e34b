"""How much there must be to say something of a code."""

FEWEST_USES = 2
"""A code used less often is suggested from the codebook alone; there is nothing to judge that on."""
FEW_USES = 5
"""A code used less often is called new: how sure the program says to be of it rests on little."""
