"""The window: top bar, rail, and one page at a time; it passes every frame to what is visible."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from config.catalogue import City
from config.effects import read_effects
from config.story import KEYS
from dashboard.core.alarms.effect_chain import EffectChain
from dashboard.core.alarms.event import AlarmEvent, Priority
from dashboard.core.alarms.past import Past
from dashboard.core.alarms.scoring import Scoring
from dashboard.core.frame import Frame
from dashboard.history.library import Library
from dashboard.ui import page_names, page_order, standing
from dashboard.ui.cards.notice import Notice
from dashboard.ui.context import Context
from dashboard.ui.director import WIDTH as DRAWER
from dashboard.ui.director import Director
from dashboard.ui.intents import Intents
from dashboard.ui.language import Language
from dashboard.ui.look import fonts
from dashboard.ui.look.focus_ring import FocusRing
from dashboard.ui.look.look import Look
from dashboard.ui.look.theme import DARK, LIGHT, Theme
from dashboard.ui.pace import Pace
from dashboard.ui.page_stack import PageStack
from dashboard.ui.pages.page import Page
from dashboard.ui.portions import Portions
from dashboard.ui.pump import Pump
from dashboard.ui.rail import PAGE_KEYS, Rail
from dashboard.ui.settle import settle
from dashboard.ui.smallest import SMALLEST
from dashboard.ui.sound import Sound
from dashboard.ui.tab_order import follow_layout
from dashboard.ui.top_bar import HEIGHT as BAR
from dashboard.ui.top_bar import TopBar
from dashboard.ui.transport.bar import TransportBar
from dashboard.ui.transport.port import Live, Replays, Transport
from dashboard.ui.views.switch import Switch

#: The presenter's drawer stands beside the page in windows from this width on.
_BESIDE: Final = 1600


class MainWindow(QMainWindow):
    """It turns to pages as it is asked; only the visible one is told of frames."""

    #: It is being closed.
    closing = Signal()

    def __init__(
        self,
        city: City,
        pump: Pump,
        intents: Intents,
        *,
        language: str = "fr",
        page: str = "city",
        theme: Theme = DARK,
        past: Iterable[AlarmEvent] = (),
        sound: Sound | None = None,
        history: Library | None = None,
        transport: Transport | None = None,
        beside: Context | None = None,
        live: Live | None = None,
        replays: Replays | None = None,
        portions: Portions | None = None,
    ) -> None:
        """`past`: what happened to alarms in earlier runs; without `sound` nothing is heard, without
        `history` there is nothing to look back on but memory.

        With `transport` a recording is played, and the window says so. A window that stands `beside`
        that of another context shares its look and language, and says how things are there (`live`).
        `replays` plays recordings in windows of their own. Without `portions` a page is made at once.
        """
        super().__init__()
        fonts.load()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.setFont(fonts.font())
        look = Look(self) if beside is None else beside.look
        words = Language(language, self) if beside is None else beside.language
        pipeline, effects = pump.pipeline, read_effects(city)
        self.context = Context(
            city, pipeline.store, pipeline.alarms, intents, look, words,
            effects=EffectChain(effects), past=Past(past), scoring=Scoring(city),
            sound=sound or Sound(), history=history or Library(), transport=transport, live=live,
            replays=replays, portions=portions or Portions(),
        )  # fmt: skip
        if beside is None:
            look.apply(theme)
        look.changed.connect(self._dress)  # before its views, which may ask their style
        self.setMinimumSize(SMALLEST)
        self._names = page_order.names(city, effects)
        self._frame: Frame | None = None
        self._pace = Pace(phase=0.75)
        self.bar = TopBar(self.context)
        self.rail = Rail(self.context, self._names)
        self.notice = Notice(self.context)
        self.director = Director(self.context)
        self.director.hide()
        self.director.closed.connect(self.toggle_director)
        self.stack = PageStack(self.context)
        self._lay_out()
        self.transport: TransportBar | None = None
        if transport is not None:
            self.transport = TransportBar(self.context, transport)
            self.add_below(self.transport)
            if beside is not None:
                self._on_key("Ctrl+W", self.close)
            self.rail.drawer.hide()  # a story that is over takes no orders
        self._bind_keys()
        self.stack.go_to.connect(self.show_thing)
        self.rail.chosen.connect(self.show_page)
        self.rail.director.connect(self.toggle_director)
        self.bar.full_screen.connect(self.toggle_full_screen)
        self.bar.alarms.connect(lambda: self.show_page("alarms"))
        self.switch = Switch(self.context, self, self._names)
        self.switch.chosen.connect(self.show_page)
        self.switch.again.connect(lambda: self.current.turn_over())
        self.bar.add(self.switch.button)
        follow_layout(self.bar)
        pump.turning.connect(self.context.portions.wait)
        pump.frame.connect(self.show_frame)
        self.retranslate()
        self._dress()
        self.show_page(page if page in (*self._names, *page_order.VIEWS) else self._names[0])
        if self.transport is not None:
            self.transport.track.setFocus()

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice)
        column.addWidget(self.stack, 1)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self.rail)
        below.addWidget(middle, 1)
        self._room = QSpacerItem(0, 0)
        below.addSpacerItem(self._room)
        self._below = below
        whole = QWidget()
        whole.setProperty("role", "ground")
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.bar)
        rows.addLayout(below, 1)
        self._rows = rows
        self.setCentralWidget(whole)
        self.director.setParent(whole)
        self._whole = whole
        self.ring = FocusRing(whole, self.context.look)

    def _bind_keys(self) -> None:
        for key, name in zip(PAGE_KEYS, self._names, strict=False):
            self._on_key(key, lambda name=name: self.show_page(name))
        if self.transport is None:
            for key in KEYS:
                self._on_key(key, lambda key=key: self.director.press(key))
                self._on_key(f"Shift+{key}", lambda key=key: self.director.press(key, undo=True))
            self._on_key("F10", self.toggle_director)
        else:
            self._on_key("T", self.transport.track.setFocus)
        self._on_key("F11", self.toggle_full_screen)
        self._on_key("Ctrl+L", self._next_language)
        self._on_key("Ctrl+T", self._other_theme)
        self._on_key("Ctrl+Space", self.bar.toggle_pause)
        self._on_key("Ctrl+M", self._mute)

    def _on_key(self, keys: str, act: object) -> None:
        QShortcut(QKeySequence(keys), self).activated.connect(act)

    # -- what it does ------------------------------------------------------------------------------

    @property
    def page(self) -> str:
        """Name of the page that is on."""
        return self.stack.name

    @property
    def current(self) -> Page:
        """The page that is on."""
        return self.stack.current

    def show_page(self, name: str) -> None:
        """Turn to that page."""
        page = self.stack.turn_to(name)
        if self.transport is None or not self.transport.track.hasFocus():
            page.take_focus()
        self.switch.show_page(name)
        self.rail.setVisible(name in self._names)
        if name in self._names:
            self.rail.show_page(name)
        if self._frame is not None:
            page.show_frame(self._frame)
        settle()

    def build_ahead(self) -> bool:
        """Build a portion of what nobody has asked for, out of sight: the drawer, then the pages.

        False when all stand.
        """
        if self._frame is None:
            return True
        if self.transport is None and self.director.build_ahead():  # a recording has no director
            return True
        return self.stack.build_ahead((*self._names, *page_order.VIEWS))

    def add_below(self, band: QWidget) -> None:
        """A band at the foot, as wide as the window."""
        self._rows.addWidget(band)

    def show_thing(self, name: str, thing: str) -> None:
        """Turn to that page and, unless it is "", choose that thing there."""
        if name in (*self._names, *page_order.VIEWS):
            self.show_page(name)
            if thing:
                self.current.focus_on(thing)

    def show_frame(self, frame: Frame) -> None:
        """One display refresh, for what is visible."""
        self._frame = frame
        self.stack.begin(frame)
        self.context.follow(frame)
        self.director.follow(frame)
        if frame.discovered:
            self._meet_strangers()
        self.switch.follow(frame)
        if self.isMinimized() or not self.isVisible():
            return
        self.bar.show_frame(frame)
        if self.transport is not None:
            self.transport.show_frame(frame)
        if self._pace.due(frame.wall):
            self.notice.show_health(frame)
            self._count_alarms()
        if self.director.isVisible():
            self.director.show_frame(frame)
        self.current.show_frame(frame)
        self.ring.follow()

    def toggle_director(self) -> None:
        """Open or close the presenter's drawer."""
        opens = self.director.isHidden()
        if opens:
            self.director.furnish()
        self.director.setVisible(opens)
        self._place_director()
        self.rail.drawer.setChecked(opens)
        if opens:
            if self._frame is not None:
                self.director.show_frame(self._frame)
            self.director.take_focus()
        else:
            self.current.take_focus()

    def put_away(self) -> None:
        """Close what lies over the page: the drawer, the help, a dialog, a menu."""
        if not self.director.isHidden():
            self.toggle_director()
        for over in (QApplication.activePopupWidget(), QApplication.activeModalWidget(), self.switch.help):
            if over is not None:
                over.close()

    def _place_director(self) -> None:
        """At the right edge: beside the page in a wide window, over it in a narrow one."""
        beside = not self.director.isHidden() and self.width() >= _BESIDE
        self._room.changeSize(DRAWER if beside else 0, 0)
        self._below.invalidate()
        whole = self._whole.size()
        self.director.setGeometry(whole.width() - DRAWER, BAR, DRAWER, whole.height() - BAR)
        self.director.raise_()

    def toggle_full_screen(self) -> None:
        """Full screen and back."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def retranslate(self) -> None:
        """The language has changed."""
        city, language = self.context.city, self.context.language
        title = self.tr("%1 · control room").replace("%1", language.text(city.name))
        self.setWindowTitle(title if self.transport is None else self.tr("REPLAY · %1").replace("%1", title))
        names = {name: name for name in self._names}
        names |= {domain.id: language.text(domain.name) for domain in city.domains}
        names |= page_names.short_names()
        self.rail.name_pages(names)
        self.rail.drawer.setText(self.tr("Director"))
        self.rail.drawer.setToolTip(self.tr("Director (F10)"))
        self.rail.drawer.setAccessibleName(self.tr("Director"))
        self.bar.retranslate()
        self.switch.retranslate()
        self.director.retranslate()
        if self._frame is not None:
            self.notice.show_health(self._frame)

    def _count_alarms(self) -> None:
        waiting = standing.waiting(self.context.alarms)
        worst = max((priority for _, priority in waiting.values()), default=Priority.NONE)
        for name, button in self.rail.buttons.items():
            if name == "alarms":
                button.show_count(self.context.alarms.unacknowledged, worst)
            elif name in self.context.city.by_id:
                button.show_count(*waiting.get(name, (0, Priority.NONE)))

    def _meet_strangers(self) -> None:
        """A page for a domain that the catalogue does not know, once one of its things speaks."""
        tables = self.context.store.tables.items()
        met = [name for name, table in tables if table.strange and name not in self._names]
        for name in met:
            if len(self._names) < len(PAGE_KEYS):
                self._on_key(PAGE_KEYS[len(self._names)], lambda name=name: self.show_page(name))
            self._names.append(name)
            self.rail.add(name)
        if met:
            self.retranslate()

    def _next_language(self) -> None:
        codes, language = self.context.city.languages, self.context.language
        language.use(codes[(codes.index(language.code) + 1) % len(codes)])

    def _mute(self) -> None:
        sound = self.context.sound
        sound.mute(not sound.muted)

    def _dress(self) -> None:
        self.context.look.dress(self)

    def _other_theme(self) -> None:
        look = self.context.look
        look.apply(LIGHT if look.theme is DARK else DARK)

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        moved = super().focusNextPrevChild(forward)
        self.ring.show_around(QApplication.focusWidget())
        return moved

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.transport is None or not self.transport.press(event):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_director()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closing.emit()
        self.switch.close()
        self.context.sound.close()
        super().closeEvent(event)
