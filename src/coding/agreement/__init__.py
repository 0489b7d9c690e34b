"""Intercoder agreement: per code and overall, with intervals, and where coders differ."""

from coding.agreement.agreement import Agreement
from coding.agreement.model import AgreementResult
from coding.agreement.text import format_agreement

__all__ = ["Agreement", "AgreementResult", "format_agreement"]
