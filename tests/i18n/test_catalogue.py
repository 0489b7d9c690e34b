"""The English catalogue is complete, and says the same as the code."""

import importlib.util
import io
import re
from types import ModuleType

import pytest
from tests.conftest import REPOSITORY

from coding import i18n


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogue", REPOSITORY / "tools" / "catalogue.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_text_in_the_code_has_an_english_translation(tool: ModuleType) -> None:
    wanted = {str(message.id) for message in tool.extracted() if message.id}
    present = {str(message.id) for message in tool.stored() if message.id}
    assert wanted - present == set(), "run: python tools/catalogue.py, then translate"
    assert present - wanted == set(), "texts that are gone: run python tools/catalogue.py"
    assert tool.untranslated(tool.stored()) == []


def test_translations_keep_the_placeholders(tool: ModuleType) -> None:
    for message in tool.stored():
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        for original, text in zip(ids, texts, strict=True):
            assert set(re.findall(r"{\w*}", text)) == set(re.findall(r"{\w*}", original)), original


def test_the_compiled_catalogue_is_that_of_the_source(tool: ModuleType) -> None:
    from babel.messages.mofile import write_mo

    compiled = io.BytesIO()
    write_mo(compiled, tool.stored())
    assert tool.MO_FILE.read_bytes() == compiled.getvalue(), "run: python tools/catalogue.py"


def test_language_is_dutch_until_somebody_asks_for_english() -> None:
    import contextvars

    def in_english() -> tuple[str, str]:
        i18n.use_language("en")
        return i18n._("rij {row}"), i18n.format_number(1234.5, 1)

    assert (i18n._("rij {row}"), i18n.format_number(1234.5, 1)) == ("rij {row}", "1.234,5")
    assert contextvars.copy_context().run(in_english) == ("row {row}", "1,234.5")
    assert i18n.current_language() == "nl"


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match="nl, en"):
        i18n.use_language("fr")


def test_what_rounds_to_nothing_has_no_minus() -> None:
    assert (i18n.format_number(-0.004, 2), i18n.format_number(-0.006, 2)) == ("0,00", "-0,01")
