"""Intercoder agreement: per code and overall, with intervals, and where coders differ."""

from coding.agreement.agreement import Agreement
from coding.agreement.model import AgreementResult

__all__ = ["Agreement", "AgreementResult"]
