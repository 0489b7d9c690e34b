"""Parts of speech, sentence ends, lemmas, speed and memory of the Dutch pipelines.

    python benchmarks/language.py UD_FOLDER [FILE ...]      (test-alpino and test-lassy when none is named)

Gold tokens. UPOS is measured on whole documents without line breaks; "as typed" is every sentence a text of
its own, in lower case, without the punctuation it ends in; sentence F counts a sentence when both its ends
are right. Speed is words per second of processor time, on one thread, from text to lemma: short answers are
sentences of at most 12 words as typed, paragraphs are documents.
"""

import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path

import spacy
from lemmas import TEST_FILES, by_pipeline, score_lemmas, ways
from machine import header
from spacy.tokens import Doc
from spacy.vocab import Vocab

from coding.language import BUILT_IN, choose, installed, load
from coding.language.training.scores import score, typed_answer
from coding.language.training.treebank import Sentence, documents, make_doc, read_treebank
from coding.threads import ONE_THREAD

SHORT = 12  # words of a short answer, at most
WORDS = 60_000  # to measure speed on
BLANK = "blank"


def pipeline(name: str) -> spacy.Language:
    """Load our own pipeline as the program does, a blank one, or an installed one as it comes."""
    if name == BLANK:
        nlp = spacy.blank("nl")
        nlp.add_pipe("sentencizer")
        nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
        nlp.initialize()
        return nlp
    return load(BUILT_IN) if name == BUILT_IN else spacy.load(name)


def read(folder: Path, files: list[str]) -> list[Sentence]:
    return [sentence for file in files for sentence in read_treebank(folder / f"{file}.conllu")]


def text_of(sentences: list[Sentence]) -> str:
    return make_doc(Vocab(), sentences).text


def words_per_second(nlp: spacy.Language, texts: list[str]) -> float:
    """Return the words that a second of processor time reads, after a first look at some others."""
    list(nlp.pipe(texts[-20:]))
    words, seconds = 0, 0.0
    while words < WORDS:
        with nlp.memory_zone():
            started = time.process_time()
            docs: list[Doc] = list(nlp.pipe(texts))
            seconds += time.process_time() - started
            words += sum(len(doc) for doc in docs)
    return words / seconds


def print_speed(name: str, folder: Path, files: list[str]) -> None:
    """Print loading time, speed and memory of one pipeline; in a process of its own."""
    before = time.process_time()
    nlp = pipeline(name)
    loaded = time.process_time() - before
    sentences = read(folder, files)
    answers = [text_of([typed_answer(one)]) for one in sentences if len(one.words) <= SHORT]
    paragraphs = [text_of(document) for document in documents(sentences)]
    speeds = [words_per_second(nlp, answers), words_per_second(nlp, paragraphs)]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"load": loaded, "answers": speeds[0], "paragraphs": speeds[1], "memory": memory}))


def speed(name: str, folder: Path, files: list[str]) -> str:
    command = [sys.executable, __file__, f"--speed={name}", str(folder), *files]
    printed = subprocess.run(
        command, check=True, capture_output=True, text=True, env={**os.environ, **ONE_THREAD}
    ).stdout
    figures = json.loads(printed.splitlines()[-1])
    return (
        f"loaded in {figures['load']:.2f} s, {figures['answers']:,.0f} words/s on short answers, "
        f"{figures['paragraphs']:,.0f} on paragraphs, {figures['memory']:.0f} MiB"
    )


def main() -> None:
    """Print all figures."""
    arguments = sys.argv[1:]
    measured = arguments.pop(0).removeprefix("--speed=") if arguments[0].startswith("--speed") else None
    folder, files = Path(arguments[0]), arguments[1:] or list(TEST_FILES)
    if measured is not None:
        print_speed(measured, folder, files)
        return
    sentences = read(folder, files)
    tokens = sum(len(sentence.words) for sentence in sentences)
    print(header(f"Dutch pipelines on {', '.join(files)}: {tokens:,} tokens, {len(sentences):,} sentences"))
    print("Lemmas")
    for name, lemmas in ways().items():
        print(f"  {name}: {score_lemmas(sentences, lemmas)}")
    models = installed()
    for name in (BUILT_IN, BLANK, *models):
        nlp = pipeline(name)
        print('spaCy blank("nl")' if name == BLANK else choose(name).name)
        print(f"  {score(nlp, sentences)}")
        if name in models:
            print(f"  its own lemmas: {score_lemmas(sentences, by_pipeline(nlp))}")
        print(f"  {speed(name, folder, files)}")


if __name__ == "__main__":
    main()
