"""Reading files, cleaning them, cutting them into segments, keeping them."""

from coding.corpus.blocks import Block, ReadDocument
from coding.corpus.corpus import REPORTS, Corpus
from coding.corpus.guess import guess_mapping
from coding.corpus.mapping import (
    MOST_ANSWERED,
    ClosedQuestion,
    DuplicateRule,
    FileMapping,
    OpenQuestion,
    SurveyMapping,
    VariableMapping,
)
from coding.corpus.mapping_file import load_mapping, make_mapping, mapping_yaml, parse_mapping
from coding.corpus.readers import FileOptions, RawRow, RawTable, is_table, read_document, read_table
from coding.corpus.readers.encoding import decode
from coding.corpus.results import ImportReport, QuestionInfo
from coding.corpus.segments import TextSegment, cut, passages, sentence_spans
from coding.corpus.survey import SurveyData, SurveyRecord, read_survey

__all__ = [
    "MOST_ANSWERED",
    "REPORTS",
    "Block",
    "ClosedQuestion",
    "Corpus",
    "DuplicateRule",
    "FileMapping",
    "FileOptions",
    "ImportReport",
    "OpenQuestion",
    "QuestionInfo",
    "RawRow",
    "RawTable",
    "ReadDocument",
    "SurveyData",
    "SurveyMapping",
    "SurveyRecord",
    "TextSegment",
    "VariableMapping",
    "cut",
    "decode",
    "guess_mapping",
    "is_table",
    "load_mapping",
    "make_mapping",
    "mapping_yaml",
    "parse_mapping",
    "passages",
    "read_document",
    "read_survey",
    "read_table",
    "sentence_spans",
]
