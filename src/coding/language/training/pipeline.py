"""Train the built-in pipeline: ``python -m coding.language.training.pipeline UD_FOLDER TEXT_FOLDER``.

The UD folder holds ``train.conllu``, ``dev.conllu`` and ``test-*.conllu``; the text folder ``*.txt.xz``, one
sentence a line. The same folders give the same weights on the same machine.
"""

import argparse
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.util import compile_infix_regex, load_config, registry

from coding.language.features import LAYER, WordReader
from coding.language.lexicon import Lexicon
from coding.language.sentences import NAME as SURE_STARTS
from coding.language.training.lexicon import build_lexicon, lines_of, read_names, read_tables
from coding.language.training.scores import score, typed_answer
from coding.language.training.treebank import (
    Sentence,
    as_typed,
    documents,
    joined_at_colons,
    make_doc,
    read_treebank,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc

CONFIG = Path(__file__).with_name("pipeline.cfg")
OUTPUT = Path(__file__).parents[1] / "nl_pipeline"
NAME, VERSION = "ingebouwd", "1.0.0"
REAL_TEXT = ("wiki-", "WR-")  # documents of running text with the treebank's own tags: read more often
REAL_TEXT_TIMES = 3
ONLY_FOR_TRAINING = ("paths", "system", "corpora", "training", "pretraining", "initialize")

Reader = Callable[[Language], Iterator[Example]]


def make_reader(path: Path, typed: bool, seed: int) -> Reader:
    """Read a treebank for training (``typed``: other each time, see :func:`as_typed`) or for judging."""
    sentences = read_treebank(Path(path))
    chance = random.Random(seed)

    def for_training(nlp: Language) -> Iterator[Example]:
        texts = documents(joined_at_colons(sentences))
        texts += [text for text in texts if text[0].document.startswith(REAL_TEXT)] * (REAL_TEXT_TIMES - 1)
        chance.shuffle(texts)
        groups = list(as_typed([sentence for text in texts for sentence in text], chance))
        chance.shuffle(groups)
        for group, lines in groups:
            yield _example(make_doc(nlp.vocab, group, lines=lines))

    def for_judging(nlp: Language) -> Iterator[Example]:
        for text in documents(sentences):
            yield _example(make_doc(nlp.vocab, text))
        for sentence in sentences:
            yield _example(make_doc(nlp.vocab, [typed_answer(sentence)]))

    return for_training if typed else for_judging


def _example(right: "Doc") -> Example:
    from spacy.tokens import Doc

    spaces = [bool(token.whitespace_) for token in right]
    return Example(Doc(right.vocab, words=[token.text for token in right], spaces=spaces), right)


def give_lexicon(path: Path) -> Callable[[Language], Language]:
    """Give the lexicon in a file to the layers that read one."""

    def give(nlp: Language) -> Language:
        lexicon = Lexicon.from_bytes(Path(path).read_bytes())
        for _name, component in nlp.pipeline:
            for layer in component.model.walk():  # type: ignore[attr-defined]  # all are trainable
                if layer.name == LAYER:
                    layer.attrs["reader"] = WordReader(lexicon)
        return nlp

    return give


registry.readers.register("coding.treebank.v1", func=make_reader)
registry.callbacks.register("coding.lexicon.v1", func=give_lexicon)


def train_pipeline(
    treebank: Path, lexicon: Lexicon, output: Path, *, overrides: dict[str, Any] | None = None
) -> Language:
    """Train, and write what is best on ``dev.conllu`` to a folder that ``spacy.load`` reads.

    Parameters
    ----------
    treebank
        Folder with ``train.conllu`` and ``dev.conllu``.
    lexicon
        See :func:`coding.language.training.lexicon.build_lexicon`.
    output
        Folder to write to; what else is in it stays.
    overrides
        Settings other than those in ``pipeline.cfg``, such as ``{"training.max_steps": 10}``.
    """
    with tempfile.TemporaryDirectory() as scratch:
        file = Path(scratch) / "lexicon.npz"
        file.write_bytes(lexicon.to_bytes())
        settings = {
            "paths.train": str(treebank / "train.conllu"),
            "paths.dev": str(treebank / "dev.conllu"),
            "paths.lexicon": str(file),
            "components.tok2vec.model.embed.vector_width": lexicon.vectors.shape[1],
        }
        nlp = init_nlp(load_config(CONFIG, overrides={**settings, **(overrides or {})}))
        train(nlp, Path(scratch))
        best = spacy.load(Path(scratch) / "model-best")
    _save(best, output)
    return best


def _save(nlp: Language, output: Path) -> None:
    """Write a pipeline without what only training needs: its settings, and the treebank's words."""
    both_sides = r"(?<=[^\W\d_])[/+&](?=[^\W\d_])"  # werkdruk/caseload: two words
    tokenizer: Any = nlp.tokenizer  # spaCy declares it as a mere callable
    tokenizer.infix_finditer = compile_infix_regex([*(nlp.Defaults.infixes or []), both_sides]).finditer
    nlp.add_pipe(SURE_STARTS)
    config = nlp.config.copy()
    for section in ONLY_FOR_TRAINING:
        config[section] = {}
    nlp.config = config
    nlp.meta.update({"name": NAME, "version": VERSION, "license": "CC BY-SA 4.0", "performance": {}})
    nlp.to_disk(output, exclude=["vocab"])


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("treebank", type=Path, help="folder with train, dev and test-*.conllu")
    parser.add_argument("texts", type=Path, help="folder with *.txt.xz, one sentence a line")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    options = parser.parse_args(arguments)
    sentences = read_treebank(options.treebank / "train.conllu")
    forms = [word.form for sentence in sentences for word in sentence.words]
    lexicon = build_lexicon(lines_of(options.texts), read_tables(), read_names(), forms)
    nlp = train_pipeline(options.treebank, lexicon, options.output)
    tests: list[Sentence] = []
    for path in sorted(options.treebank.glob("test-*.conllu")):
        tests += read_treebank(path)
    print("dev: ", score(nlp, read_treebank(options.treebank / "dev.conllu")))
    print("test:", score(nlp, tests))


if __name__ == "__main__":
    main()
