"""A form that makes an instrument fail: where, how, by how much, for how long."""

import math
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QDoubleValidator
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from config.catalogue import Property
from dashboard.ui import fault_words, words
from dashboard.ui.cards.labels import label
from dashboard.ui.context import Context
from dashboard.ui.look import theme as tokens
from dashboard.ui.look.fonts import Type, font

#: In the city's time, s; 0 until it is undone.
DURATIONS: Final = (600.0, 1800.0, 3600.0, 6 * 3600.0, 24 * 3600.0, 0.0)
_GATEWAY: Final = "gateway"


class FaultPanel(QWidget):
    """Each choice narrows those below it: only what the city can obey is offered."""

    injected = Signal(dict)  #: the arguments of the command

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        city = context.city
        self._gateways = sorted({t.gateway for domain in city.domains for t in domain.things if t.gateway})
        self.domain, self.thing, self.observed, self.kind, self.duration = (QComboBox() for _ in range(5))
        self.amount = QLineEdit()
        self.inject = QPushButton()
        self.inject.setFont(font(Type.CAPTION_STRONG))
        self.inject.setProperty("role", "primary")
        self._titles = [label("", Type.CAPTION, "soft") for _ in range(6)]
        self._lay_out()
        self.domain.currentIndexChanged.connect(self._fill_things)
        self.thing.currentIndexChanged.connect(self._fill_properties)
        self.observed.currentIndexChanged.connect(self._fill_kinds)
        self.kind.currentIndexChanged.connect(self._show_amount)
        self.amount.textChanged.connect(self._check)
        self.amount.returnPressed.connect(self._ask)
        self.inject.clicked.connect(self._ask)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(tokens.GRID)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, (title, control) in enumerate(zip(self._titles, self._controls(), strict=True)):
            title.setBuddy(control)
            control.setFont(font(Type.CAPTION))
            if isinstance(control, QComboBox):
                policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
                control.setSizeAdjustPolicy(policy)
                control.setMinimumContentsLength(12)
                control.setMaxVisibleItems(14)
            grid.addWidget(title, row, 0)
            grid.addWidget(control, row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.GRID)
        column.addLayout(grid)
        column.addWidget(self.inject)

    def _controls(self) -> tuple[QComboBox | QLineEdit, ...]:
        return self.domain, self.thing, self.observed, self.kind, self.amount, self.duration

    # -- what is chosen ----------------------------------------------------------------------------

    @property
    def target(self) -> str:
        """`domain/thing/property`, `domain/thing` or `gateway/name`."""
        parts = (self.domain.currentData(), self.thing.currentData(), self.observed.currentData())
        return "/".join(part for part in parts if part)

    def choose(self, target: str) -> None:
        """Offer that target, or as much of it as is known."""
        for box, part in zip((self.domain, self.thing, self.observed), target.split("/"), strict=False):
            box.setCurrentIndex(max(0, box.findData(part)))

    def arguments(self) -> dict[str, object] | None:
        """Of the command; None while the amount is no number."""
        found: dict[str, object] = {"kind": self.kind.currentData(), "target": self.target}
        if not self.amount.isHidden() and self.amount.text():
            amount, good = self._context.language.locale.toDouble(self.amount.text())
            if not good or not math.isfinite(amount):
                return None
            found["amount"] = amount
        if not self.duration.isHidden() and self.duration.currentData():
            found["duration"] = self.duration.currentData()
        return found

    # -- what is offered ---------------------------------------------------------------------------

    def retranslate(self) -> None:
        """The language has changed: the choices stay."""
        titles = (
            self.tr("Service"), self.tr("Where"), self.tr("Property"), self.tr("Fault"), self.tr("Amount"),
            self.tr("For"),
        )  # fmt: skip
        controls = self._controls()
        for title, control, text in zip(self._titles, controls, titles, strict=True):
            title.setText(text)
            control.setAccessibleName(text)
        self.duration.setToolTip(self.tr("In the city's time"))
        self.inject.setText(self.tr("Inject the fault"))
        language = self._context.language
        locale = QLocale(language.locale)
        locale.setNumberOptions(QLocale.NumberOption.RejectGroupSeparator)
        validator = QDoubleValidator(self)
        validator.setNotation(QDoubleValidator.Notation.StandardNotation)
        validator.setLocale(locale)
        self.amount.setValidator(validator)
        self.amount.clear()
        forever = self.tr("until it is undone")
        times = [(words.duration(language, s) if s else forever, s) for s in DURATIONS]
        self._fill(self.duration, times, DURATIONS[1])
        domains = [(language.text(domain.name), domain.id) for domain in self._context.city.domains]
        if self._gateways:
            domains.append((self.tr("Gateways"), _GATEWAY))
        self._fill(self.domain, domains)
        self._fill_things()

    @staticmethod
    def _fill(box: QComboBox, choices: Sequence[tuple[str, object]], default: object = None) -> None:
        before = box.currentData() if box.count() else default
        box.blockSignals(True)
        box.clear()
        for text, data in choices:
            box.addItem(text, data)
        box.setCurrentIndex(max(0, box.findData(before)))
        box.blockSignals(False)

    def _fill_things(self) -> None:
        domain, language = self.domain.currentData(), self._context.language
        if domain == _GATEWAY:
            self._fill(self.thing, [(name, name) for name in self._gateways])
        else:
            things = self._context.city.domain(domain).things
            self._fill(self.thing, sorted((language.name(thing), thing.id) for thing in things))
        self._fill_properties()

    def _fill_properties(self) -> None:
        domain, language = self.domain.currentData(), self._context.language
        choices: list[tuple[str, object]] = [(self.tr("all of it"), "")]
        if domain != _GATEWAY:
            known = self._context.city.domain(domain)
            has = known.thing(self.thing.currentData()).properties
            choices += [(language.text(item.name), item.id) for item in known.properties if item.id in has]
        self._fill(self.observed, choices)
        self._show_row(self.observed, domain != _GATEWAY)
        self._fill_kinds()

    def _fill_kinds(self) -> None:
        kinds: Sequence[str] = fault_words.OF_THINGS
        if self.domain.currentData() == _GATEWAY:
            kinds = (_GATEWAY,)
        elif not self.observed.currentData():
            kinds = [kind for kind in kinds if kind != "spike"]  # one reading is of one property
        self._fill(self.kind, [(fault_words.kind_word(kind), kind) for kind in kinds])
        self._show_amount()

    def _show_amount(self) -> None:
        kind = self.kind.currentData()
        unit = fault_words.amount_unit(kind, self._item())
        self._show_row(self.amount, unit is not None)
        self._show_row(self.duration, kind != "spike")
        usual = self._usual(kind)
        empty = self.tr("empty: %1").replace("%1", usual)
        self.amount.setPlaceholderText(f"{unit} · {empty}" if unit else empty)
        self._check()

    def _usual(self, kind: str) -> str:
        match kind:
            case "stuck":
                return self.tr("its last reading")
            case "drift":
                return self.tr("its noise")
            case "clock_skew":
                return words.duration(self._context.language, 120.0)
            case "battery":
                return words.duration(self._context.language, 6 * 3600.0)
        return self.tr("5 to 20 times its noise")

    def _item(self) -> Property | None:
        return fault_words.property_of(self._context.city, self.target)

    def _show_row(self, control: QWidget, visible: bool) -> None:
        control.setVisible(visible)
        for title in self._titles:
            if title.buddy() is control:
                title.setVisible(visible)

    def _check(self) -> None:
        self.inject.setEnabled(self.arguments() is not None)

    def _ask(self) -> None:
        arguments = self.arguments()
        if arguments is not None:
            self.injected.emit(arguments)
