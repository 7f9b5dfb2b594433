"""No word of the window is cut or left in the other language: every page, both sizes, in the storm."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication

from dashboard.ui import page_order
from tests.ui import eyes
from tests.ui.city_room import nice
from tests.ui.desk import Desk

PAGES = [*page_order.names(nice()), *page_order.VIEWS]
SIZES = ((1920, 1080), (1280, 720))
#: French pages are made in the large window and shown in the small one, the others the other way round.
ORDER = {language: SIZES if language == "fr" else SIZES[::-1] for language in nice().languages}


@pytest.fixture
def desk(qtbot) -> Iterator[Desk]:
    """A window over a city that was calm and then was not."""
    made = Desk(page="city", storm=True, since=75)
    qtbot.addWidget(made.window)
    made.window.show()
    made.turn(0.0)
    yield made
    made.context.language.use("en")


def show(desk: Desk, page: str) -> None:
    """Turn to a page, and let everything find its place."""
    desk.window.show_page(page)
    for _ in range(3):
        desk.turn(0.01)
        QApplication.processEvents()


@dataclass
class Look:
    """What a page showed to the eyes."""

    painted: set[str]
    said: set[str]  #: by its visible widgets, to the eye or a screen reader
    faults: list[str]  #: what is cut, clipped, too narrow, or out of the window


@pytest.fixture(scope="module")
def looks() -> dict[tuple[str, tuple[int, int]], dict[str, Look]]:
    """(Language, size) -> page -> what was seen; every test looks at what another has looked at."""
    return {}


@pytest.fixture
def look(looks, request):
    """Goes through every page in a new window for each language, unless somebody did.

    Pages are made in the size that is asked for first, and are seen in the other one, too.
    """

    def go(language: str, size: tuple[int, int]) -> dict[str, Look]:
        if (language, size) not in looks:
            desk: Desk = request.getfixturevalue("desk")
            desk.context.language.use(language)
            for shown in (size, *(other for other in SIZES if other != size)):
                desk.window.resize(*shown)
                looks[language, shown] = {page: seen_on(desk, page) for page in PAGES}
        return looks[language, size]

    return go


def seen_on(desk: Desk, page: str) -> Look:
    """Only names of things and sentences of the catalogue may end in an ellipsis."""
    free = eyes.names(nice())
    show(desk, page)
    with eyes.open_eyes() as seen:
        desk.window.grab()
    cut = [*seen.cut.values(), *seen.clipped, *eyes.narrow(desk.window), *eyes.outside(desk.window)]
    own = [text for text in {*seen.cut, *seen.clipped} if any(name in text for name in free)]
    left = {seen.cut.get(text, text) for text in own}
    return Look(seen.painted, eyes.said(desk.window), sorted({*cut} - left))


@pytest.mark.parametrize(
    ("language", "size"),
    [(language, size) for language, sizes in ORDER.items() for size in sizes],
    ids=lambda item: f"{item[0]}x{item[1]}" if isinstance(item, tuple) else item,
)
def test_no_word_is_cut(look, language, size):
    seen = look(language, size)
    assert [page for page in PAGES if len(seen[page].painted) <= 10] == []
    assert {page: seen[page].faults for page in PAGES if seen[page].faults} == {}


def test_no_english_is_left_in_french(look):
    seen, english, found = look("fr", SIZES[0]), eyes.english(), {}
    assert len(english) > 300
    for page in PAGES:
        words = seen[page].painted | seen[page].said
        assert len(words) > 20, page
        left = sorted(word for word in words if any(pattern.fullmatch(word) for pattern in english))
        found |= {page: left} if left else {}
    assert found == {}


def test_the_eyes_can_see(desk):
    """What these tests look for would be found: a cut title, a narrow button, an English word."""
    desk.window.resize(*SIZES[1])
    show(desk, "water")
    figure = desk.window.current.bar._figures[0]
    figure._title.setText("A title that is longer than any figure of this window is ever wide, surely")
    button = desk.window.current.things._buttons[0]
    button.setFixedWidth(12)
    with eyes.open_eyes() as seen:
        desk.window.grab()
    assert any(text.startswith("A title") for text in seen.cut)
    assert button.text() in eyes.narrow(desk.window)
    assert any(pattern.fullmatch("Search") for pattern in eyes.english())
