"""Quotes: ranked proposals per code, what people chose, and the background that may stand with it."""

from coding.quotes.background import Background, background_line
from coding.quotes.excerpts import locate, shown
from coding.quotes.model import ChosenQuote, Proposal
from coding.quotes.quotes import Quotes

__all__ = ["Background", "ChosenQuote", "Proposal", "Quotes", "background_line", "locate", "shown"]
