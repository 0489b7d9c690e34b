"""Tiny pipelines, made as spaCy's own packages are."""

import os
import subprocess
import sys
from pathlib import Path

VERSION = "9.9.9"
TAGS = {"wachtlijsten": "NOUN", "lange": "ADJ", "afspraken": "VERB", "wij": "PRON"}


def save_model(folder: Path, name: str = "nl_core_news_sm", *, tags: bool = True) -> Path:
    """Save a pipeline with tags, lemmas and entities by rule: every lemma is ``fout``, Utrecht is a place."""
    import spacy
    from spacy.lookups import Lookups

    language, short = name.split("_", 1)
    nlp = spacy.blank(language, meta={"name": short, "version": VERSION})
    nlp.add_pipe("sentencizer")
    if tags:
        ruler = nlp.add_pipe("attribute_ruler")
        ruler.add([[{"TEXT": {"REGEX": "."}}]], {"POS": "X"})
        for form, tag in TAGS.items():
            ruler.add([[{"LOWER": form}]], {"POS": tag})
    lookups = Lookups()
    lookups.add_table("lemma_lookup", dict.fromkeys([*TAGS, "De", "wachttijd", "is", "lang", "."], "fout"))
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"}).initialize(nlp=nlp, lookups=lookups)
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "GPE", "pattern": "Utrecht"}])
    nlp.to_disk(folder)
    return folder


def install(site: Path, name: str, *, tags: bool = True) -> None:
    """Install such a pipeline as a package: files, ``load`` and what pip leaves behind."""
    (site / name).mkdir()
    data = save_model(site / name / f"{name}-{VERSION}", name, tags=tags)
    (site / name / "meta.json").write_bytes((data / "meta.json").read_bytes())
    (site / name / "__init__.py").write_text(
        "from pathlib import Path\nfrom spacy.util import load_model_from_init_py\n\n"
        "def load(**overrides):\n    return load_model_from_init_py(__file__, **overrides)\n",
        encoding="utf-8",
    )
    info = site / f"{name}-{VERSION}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {name}\nVersion: {VERSION}\n", encoding="utf-8"
    )


def run(code: str, site: Path) -> list[str]:
    """Run Python with the packages in that folder installed; return the lines it printed."""
    path = os.pathsep.join(filter(None, [str(site), os.environ.get("PYTHONPATH", "")]))
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()
