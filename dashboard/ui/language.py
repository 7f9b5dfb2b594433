"""The language of the window, switched live: translators, locale, and the catalogue's own words."""

from collections.abc import Mapping
from importlib.resources import files
from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator, Signal

from config.catalogue import Thing
from dashboard.core.readings.table import Place

#: Language code -> the locale of its numbers and dates.
LOCALES: Final = {
    "fr": QLocale(QLocale.Language.French, QLocale.Country.France),
    "en": QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}


class Language(QObject):
    """English is the source text; the others are translated with Qt's own tools.

    `use` makes Qt send LanguageChange to every widget; `changed` follows for those that are none.
    """

    changed = Signal()

    def __init__(self, code: str = "fr", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.code = ""
        self.locale = LOCALES["en"]
        self._translators: list[QTranslator] = []
        self.use(code)

    def use(self, code: str) -> None:
        """Speak that language; KeyError for one without a locale."""
        if code == self.code:
            return
        locale = LOCALES[code]
        for old in self._translators:
            QCoreApplication.removeTranslator(old)
        self._translators = _translators(code, self)
        self.code, self.locale = code, locale
        QLocale.setDefault(locale)
        for new in self._translators:
            QCoreApplication.installTranslator(new)
        self.changed.emit()

    def name_of(self, code: str) -> str:
        """What a language calls itself."""
        return LOCALES[code].nativeLanguageName()

    def name(self, place: Place | Thing) -> str:
        """What a thing is called in this language."""
        return place.names.get(self.code) or place.name

    def text(self, words: Mapping[str, str]) -> str:
        """A text of the catalogue in this language, else in the first it has, else empty."""
        return words.get(self.code) or next(iter(words.values()), "")


def _translators(code: str, parent: QObject) -> list[QTranslator]:
    """Ours, and Qt's for the few dialogs that Qt words itself."""
    ours = QTranslator(parent)
    # By name: given bytes, Qt would go on reading them after Python has thrown them away.
    result = [ours] if ours.load(str(files("resources") / "translations" / f"ui_{code}.qm")) else []
    qts = QTranslator(parent)
    if qts.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        result.append(qts)
    return result
