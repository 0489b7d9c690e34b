"""Reading files, cleaning them, cutting them into segments, keeping them."""

from coding.corpus.blocks import CODABLE_KINDS, Block, LeftOut, ReadDocument
from coding.corpus.corpus import REPORTS, Corpus
from coding.corpus.edits import Edit, edited
from coding.corpus.guess import guess_mapping
from coding.corpus.listed import item_spans
from coding.corpus.mapping import (
    MOST_ANSWERED,
    SEVERAL,
    ClosedQuestion,
    Condition,
    DuplicateRule,
    FileMapping,
    OpenQuestion,
    SurveyMapping,
    VariableMapping,
)
from coding.corpus.mapping_file import load_mapping, make_mapping, mapping_yaml, parse_mapping
from coding.corpus.readers import FileOptions, RawRow, RawTable, is_table, read_document, read_table
from coding.corpus.readers.bounds import BROKEN_ARCHIVE, check_archive
from coding.corpus.readers.encoding import decode
from coding.corpus.report_store import write_report
from coding.corpus.results import ImportReport, QuestionInfo
from coding.corpus.segments import By, TextSegment, answer_passages, arranged, cut, passages
from coding.corpus.sentences import plain_sentence_spans
from coding.corpus.source_files import Fingerprint, sign
from coding.corpus.survey import SurveyData, SurveyRecord, read_survey
from coding.corpus.survey_store import SurveyWriter

__all__ = [
    "BROKEN_ARCHIVE",
    "CODABLE_KINDS",
    "MOST_ANSWERED",
    "REPORTS",
    "SEVERAL",
    "Block",
    "By",
    "ClosedQuestion",
    "Condition",
    "Corpus",
    "DuplicateRule",
    "Edit",
    "FileMapping",
    "FileOptions",
    "Fingerprint",
    "ImportReport",
    "LeftOut",
    "OpenQuestion",
    "QuestionInfo",
    "RawRow",
    "RawTable",
    "ReadDocument",
    "SurveyData",
    "SurveyMapping",
    "SurveyRecord",
    "SurveyWriter",
    "TextSegment",
    "VariableMapping",
    "answer_passages",
    "arranged",
    "check_archive",
    "cut",
    "decode",
    "edited",
    "guess_mapping",
    "is_table",
    "item_spans",
    "load_mapping",
    "make_mapping",
    "mapping_yaml",
    "parse_mapping",
    "passages",
    "plain_sentence_spans",
    "read_document",
    "read_survey",
    "read_table",
    "sign",
    "write_report",
]
