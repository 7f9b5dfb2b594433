"""Every word of the window is translated, and what is translated is what the window says."""

import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QTranslator

ROOT = Path(__file__).parents[2]
TRANSLATIONS = ROOT / "resources" / "translations"
#: Spelt alike in French, or a sign.
ALIKE = re.compile(
    r"[\W\d]*|km/h|[A-Z]|s|min|h|Nice \(N\)|Pause|Site|Sites|Station|Stations|Zones|Zone|Ctrl\+[A-Z]"
)


def messages(path: Path) -> dict[tuple[str, str], ET.Element]:
    """(context, source) -> message."""
    found = {}
    for context in ET.parse(path).getroot().iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            found[name, message.findtext("source") or ""] = message
    return found


def sources() -> list[str]:
    return sorted(str(path) for path in (ROOT / "dashboard" / "ui").rglob("*.py"))


@pytest.fixture(scope="module")
def said(tmp_path_factory) -> dict[tuple[str, str], ET.Element]:
    """What the sources say, by Qt's own tool."""
    tool = shutil.which("lupdate", path=str(Path(PySide6.__file__).parent))
    if tool is None:
        pytest.skip("this PySide6 comes without lupdate")
    path = tmp_path_factory.mktemp("words") / "ui.ts"
    subprocess.run([tool, *sources(), "-ts", str(path)], check=True, capture_output=True, timeout=60)
    return messages(path)


def test_the_committed_words_are_those_of_the_sources(said):
    committed = messages(TRANSLATIONS / "ui_fr.ts")
    assert sorted(set(said) - set(committed)) == [], "run make translations"
    assert sorted(set(committed) - set(said)) == [], "words that nobody says: run make translations"


def test_every_word_has_its_french():
    for key, message in messages(TRANSLATIONS / "ui_fr.ts").items():
        translation = message.find("translation")
        assert translation is not None, key
        assert translation.get("type") != "unfinished", key
        forms = [form.text for form in translation.iter("numerusform")] or [translation.text]
        assert all(form and form.strip() for form in forms), key
        assert len(forms) == (2 if message.get("numerus") else 1), key


def test_a_translation_keeps_the_places_of_its_numbers():
    for (_, source), message in messages(TRANSLATIONS / "ui_fr.ts").items():
        translation = message.find("translation")
        assert translation is not None
        for text in [form.text for form in translation.iter("numerusform")] or [translation.text]:
            assert sorted(re.findall(r"%[n\d]", text or "")) == sorted(re.findall(r"%[n\d]", source)), source


def test_plurals_are_said_in_english_too():
    french, english = messages(TRANSLATIONS / "ui_fr.ts"), messages(TRANSLATIONS / "ui_en.ts")
    assert set(english) == {key for key, message in french.items() if message.get("numerus")}
    for key, message in english.items():
        assert len([form for form in message.iter("numerusform") if form.text]) == 2, key


def test_the_compiled_words_are_those_of_the_committed(qapp):
    """A stale `.qm` says yesterday's words."""
    translator = QTranslator()
    assert translator.load(str(TRANSLATIONS / "ui_fr.qm"))
    for (context, source), message in messages(TRANSLATIONS / "ui_fr.ts").items():
        translation = message.find("translation")
        assert translation is not None
        forms = [form.text for form in translation.iter("numerusform")]
        wanted = forms[1] if forms else translation.text
        assert translator.translate(context, source, "", 5 if forms else -1) == wanted, (context, source)


def test_no_sentence_of_the_sources_escapes_the_translators():
    """Words that are given to a label, button or tool tip without `tr`."""
    pattern = re.compile(
        r"(?:setText|setToolTip|setAccessibleName|setPlaceholderText|setWindowTitle|label)\(\s*f?\"([^\"{}]*)\""
    )
    escaped = []
    for path in sources():
        escaped += [
            (Path(path).name, text)
            for text in pattern.findall(Path(path).read_text(encoding="utf-8"))
            if re.search(r"[A-Za-z]{3,}", text) and not ALIKE.fullmatch(text)
        ]
    assert escaped == []
