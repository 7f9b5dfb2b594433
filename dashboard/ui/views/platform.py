"""Silos or platform: five departments that each see their own trouble, or one storm and what follows."""

from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from dashboard.core.frame import Frame
from dashboard.ui import words
from dashboard.ui.cards.labels import label, say
from dashboard.ui.context import Context
from dashboard.ui.look import theme as tokens
from dashboard.ui.look.fonts import Type, font
from dashboard.ui.pace import Pace
from dashboard.ui.pages.page import Page
from dashboard.ui.views.scene import ChainScene

SILOS: Final = "silos"
PLATFORM: Final = "platform"
#: A page narrower than this, pixels, has a smaller headline.
_NARROW: Final = 1400


class PlatformPage(Page):
    """One switch, one headline, one picture."""

    def __init__(self, context: Context, name: str = PLATFORM, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._pace = Pace()
        self._frame: Frame | None = None
        self._zone = ZoneInfo(context.city.time_zone)
        self.scene = ChainScene(context)
        self._sides = QButtonGroup(self)
        self.silos, self.platform = self._side(0), self._side(1)
        self._headline = label("", Type.FIGURE)
        self._more = label("", Type.LARGE, "soft")
        told = QVBoxLayout()
        told.setSpacing(2)
        for part in (self._headline, self._more):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            told.addWidget(part)
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self.silos)
        head.addWidget(self.platform)
        head.addSpacing(2 * tokens.GAP)
        head.addLayout(told, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.GAP, tokens.GAP, tokens.GAP, tokens.GRID)
        column.setSpacing(tokens.GAP)
        column.addLayout(head)
        column.addWidget(self.scene, 1)
        self._empty = label("", Type.TITLE, "soft")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._empty, 1)
        known = bool(context.effects.effects)
        self.scene.setVisible(known)
        self._empty.setVisible(not known)
        self._sides.idClicked.connect(lambda number: self.show_side(platform=bool(number)))
        self.scene.asked.connect(self.go_to)
        self.entrance = self.scene
        self.show_side(platform=False)
        self.retranslate()

    def _side(self, number: int) -> QPushButton:
        button = QPushButton()
        button.setProperty("role", "choice")
        button.setCheckable(True)
        button.setFont(font(Type.LARGE))
        button.setMinimumSize(150, 52)
        self._sides.addButton(button, number)
        return button

    # -- what the window does with it --------------------------------------------------------------

    def show_frame(self, frame: Frame) -> None:
        """One display refresh; the picture and its words at most twice a second."""
        self._frame = frame
        if self.outdated or frame.restarted:
            self.outdated = False
            self._pace.now()
        if self._pace.due(frame.wall):
            self.scene.show_frame(frame)
            self._say()

    def show_side(self, *, platform: bool) -> None:
        """Silos, or the platform."""
        (self.platform if platform else self.silos).setChecked(True)
        self.scene.show_platform(platform)
        self._say()

    def turn_over(self) -> None:
        """To the other side."""
        self.show_side(platform=not self.scene.platform)

    def focus_on(self, thing: str) -> None:
        """`silos` or `platform`."""
        self.show_side(platform=thing == PLATFORM)

    def retranslate(self) -> None:
        """The language has changed."""
        self.silos.setText(self.tr("Silos"))
        self.platform.setText(self.tr("Platform"))
        self._empty.setText(self.tr("This city does not say how its services hang together."))
        self.scene.setAccessibleName(self.tr("What follows from what"))
        self._pace.now()
        self._say()

    # -- what it says ------------------------------------------------------------------------------

    def _say(self) -> None:
        headline, more = self._platform_words() if self.scene.platform else self._silo_words()
        say(self._headline, headline)
        say(self._more, more)

    def _silo_words(self) -> tuple[str, str]:
        """What a department knows, and what it does not."""
        chain = self.context.effects
        troubled = {
            item.effect.department for item in self.scene.strips if item.priority and item.effect.department
        }
        if not troubled:
            return (
                self.tr("%n departments, each with a screen of its own.", "", len(chain.departments)),
                self.tr("All is calm: nobody misses the others."),
            )
        if len(troubled) == 1:
            return (
                self.tr("One department has an alarm."),
                self.tr("It does not know why, and the others do not know of it."),
            )
        more = self.tr("Each guesses a cause of its own.")
        if len(chain.followed()) > 1:
            more = self.tr("Each guesses a cause of its own, and every guess is wrong.")
        return self.tr("%n departments see trouble. None of them knows why.", "", len(troubled)), more

    def _platform_words(self) -> tuple[str, str]:
        """The cause, and how long there was to act."""
        chain, language = self.context.effects, self.context.language
        cause, followed = chain.cause(), chain.followed()
        if cause is None:
            return (
                self.tr("The same readings on one screen."),
                self.tr("All is calm: the dots show what may follow from what."),
            )
        text = language.text(cause.effect.text)
        headline = self.tr("One cause: %1 at %2.").replace("%2", words.time_of_day(cause.time, self._zone))
        headline = headline.replace("%1", text[:1].lower() + text[1:])
        if not followed:
            return headline, self.tr("Every department is warned of what may follow.")
        more = self.tr(
            "%n effects followed. Whoever saw the cause had %1 to act before the last.", "", len(followed)
        )
        return headline, more.replace("%1", words.long_duration(language, followed[-1].time - cause.time))

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        small = event.size().width() < _NARROW  # words as large as there is room
        self._headline.setFont(font(Type.LARGE if small else Type.FIGURE))
        self._more.setFont(font(Type.BODY if small else Type.LARGE))
        super().resizeEvent(event)
