"""Text models in a folder on this machine, beside the word vectors that ship with the program."""

from coding.language.local.choice import ChosenVectors, VectorsInfo, text_model, vectors_from
from coding.language.local.folder import ModelFolder, recognise

__all__ = ["ChosenVectors", "ModelFolder", "VectorsInfo", "recognise", "text_model", "vectors_from"]
