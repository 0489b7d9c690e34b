"""Intercoder agreement: per code and overall, with intervals, of two coders or of all."""

from coding.agreement.agreement import Agreement
from coding.agreement.alpha import krippendorff_alpha, masi_distance
from coding.agreement.labels import krippendorff_label, landis_koch_label
from coding.agreement.model import AgreementResult, Figures, Part
from coding.agreement.table_file import LabelColumns, agreement_of_table
from coding.agreement.text import format_agreement, origins_sentence, overall_names, to_csv

__all__ = [
    "Agreement",
    "AgreementResult",
    "Figures",
    "LabelColumns",
    "Part",
    "agreement_of_table",
    "format_agreement",
    "krippendorff_alpha",
    "krippendorff_label",
    "landis_koch_label",
    "masi_distance",
    "origins_sentence",
    "overall_names",
    "to_csv",
]
