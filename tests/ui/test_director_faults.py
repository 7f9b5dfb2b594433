"""The presenter's drawer by events: faults, seed, keys; the city has the last word."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from config.messages import Command, InjectedFault, ScenarioState
from dashboard.ui import fault_words
from dashboard.ui.words import NARROW
from simulators.orders import Inject, Repair, Reset, parse_order
from simulators.scenario import Player
from tests.town import START
from tests.ui.city_room import nice
from tests.ui.desk import Desk

NO2 = "air_quality/promenade/no2"


@pytest.fixture
def desk(qtbot):
    made = Desk(page="alarms")
    qtbot.addWidget(made.window)
    with qtbot.waitActive(made.window):
        made.window.show()
        made.window.activateWindow()
    made.turn()
    key(made, "F10")
    made.turn()
    yield made
    made.window.switch.close()
    made.context.language.use("en")


def key(desk, which):
    QTest.keySequence(desk.window, which)
    QApplication.processEvents()


def click(widget):
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def faults(desk):
    """The panel of faults, in sight."""
    click(desk.window.director.tabs.button(1))
    QApplication.processEvents()
    return desk.window.director.faults


def words(row):
    """All that a row says."""
    return "\n".join(label.text() for label in row.findChildren(QLabel)).replace(NARROW, " ")


def order(asked):
    """What the simulators make of a command."""
    verb, arguments = asked
    return parse_order(Command(verb, arguments), nice(), Player(nice()))


def tell(desk, *running, seed=1):
    """The city says which faults run, and with which seed."""
    desk.town.hear(ScenarioState("", "idle", seed=seed, faults=running))
    desk.turn()


def test_a_chosen_instrument_is_made_to_fail(desk):
    panel = faults(desk)
    panel.choose(NO2)
    panel.kind.setCurrentIndex(panel.kind.findData("stuck"))
    QTest.keyClicks(panel.amount, "38")
    panel.duration.setCurrentIndex(panel.duration.findData(600.0))
    click(panel.inject)
    assert desk.asked.others == [
        ("fault", {"kind": "stuck", "target": NO2, "amount": 38.0, "duration": 600.0})
    ]
    assert not desk.window.director.running.rows, "not before the city says so"
    made = order(desk.asked.others[0])
    assert isinstance(made, Inject)
    assert (made.fault.target, made.fault.amount, made.fault.until) == (NO2, 38.0, 600.0)


def test_everything_that_is_offered_can_be_obeyed(desk):
    """Each kind for a property, a whole thing and a gateway, of every service."""
    panel, seen = faults(desk), set()
    for domain in range(panel.domain.count()):
        panel.domain.setCurrentIndex(domain)
        for observed in range(min(2, panel.observed.count())):
            panel.observed.setCurrentIndex(observed)
            for kind in range(panel.kind.count()):
                panel.kind.setCurrentIndex(kind)
                click(panel.inject)
                made = order(desk.asked.others[-1])
                assert isinstance(made, Inject)
                seen.add(made.fault.kind)
    assert seen == {*fault_words.OF_THINGS, "gateway"}


def test_an_amount_is_asked_for_where_it_means_something(desk):
    panel = faults(desk)
    panel.choose("air_quality/promenade")
    offered = {}
    for target in ("air_quality/promenade", NO2):
        panel.choose(target + "/" * (target != NO2))
        for kind in range(panel.kind.count()):
            panel.kind.setCurrentIndex(kind)
            offered[target, panel.kind.currentData()] = panel.amount.isVisible()
    asked = {name for name, visible in offered.items() if visible}
    assert asked == {
        *((NO2, kind) for kind in ("stuck", "spike", "bias", "drift", "battery", "clock_skew")),
        *(("air_quality/promenade", kind) for kind in ("battery", "clock_skew")),
    }


@pytest.mark.parametrize(
    ("language", "written", "amount"), [("en", "-1.5", -1.5), ("fr", "-1,5", -1.5), ("fr", "-", None)]
)
def test_an_amount_is_written_as_the_language_writes_numbers(desk, language, written, amount):
    desk.context.language.use(language)
    QApplication.processEvents()
    panel = faults(desk)
    panel.choose(NO2)
    panel.kind.setCurrentIndex(panel.kind.findData("bias"))
    QTest.keyClicks(panel.amount, written)
    assert panel.inject.isEnabled() is (amount is not None)
    QTest.keyClick(panel.amount, Qt.Key.Key_Return)
    assert [arguments["amount"] for _, arguments in desk.asked.others] == [amount] * (amount is not None)


def test_a_choice_outlives_the_language(desk):
    panel = faults(desk)
    panel.choose(NO2)
    panel.kind.setCurrentIndex(panel.kind.findData("drift"))
    before = panel.arguments()
    desk.context.language.use("fr")
    QApplication.processEvents()
    assert panel.arguments() == before
    assert panel.kind.currentText() == "dérive de plus en plus"


def test_what_runs_is_shown_with_the_time_left_and_undone(desk):
    faults(desk)
    rows = desk.window.director.running.rows
    now = START + 60.0 * desk.minute
    tell(
        desk,
        InjectedFault("stuck", NO2, now, now + 660.0, 38.0),
        InjectedFault("bias", NO2, now, None, 3.0),
        InjectedFault("gateway", "gateway/ouest", now),
    )
    said = words(rows[NO2])
    assert "stuck at one value (38.0 µg/m³) · 10 min left" in said
    assert "all readings are off (3.0 µg/m³) · until it is undone" in said
    assert desk.window.director.tabs.button(1).text() == "Faults · 2"
    desk.turn(5)
    assert "5 min left" in words(rows[NO2])
    click(rows[NO2].undo)
    click(desk.window.director.running.all)
    assert desk.asked.others == [("fault", {"clear": True, "target": NO2}), ("fault", {"clear": True})]
    assert [order(asked) for asked in desk.asked.others] == [Repair(NO2), Repair("")]
    assert len(rows) == 2, "not before the city says so"
    tell(desk, InjectedFault("gateway", "gateway/ouest", now))
    assert list(rows) == ["gateway/ouest"]
    tell(desk)
    assert not rows
    assert desk.window.director.tabs.button(1).text() == "Faults"


def test_a_fault_whose_time_is_over_leaves_without_a_word_of_the_city(desk):
    now = START + 60.0 * desk.minute
    tell(desk, InjectedFault("dropout", NO2, now, now + 300.0))
    assert list(desk.window.director.running.rows) == [NO2]
    desk.turn(10)
    assert not desk.window.director.running.rows


def test_the_seed_is_the_citys_until_somebody_writes_another(desk):
    seed = desk.window.director.time.seed
    tell(desk, seed=7)
    assert seed.edit.text() == "7"
    seed.edit.setFocus()
    seed.edit.selectAll()
    QTest.keyClicks(seed.edit, "4x2")
    tell(desk, seed=7)
    assert seed.edit.text() == "42"
    QTest.keyClick(seed.edit, Qt.Key.Key_Return)
    assert desk.asked.others == [("reset", {"seed": 42})]
    assert order(desk.asked.others[0]) == Reset(42)
    desk.window.director.time.pause.setFocus()
    tell(desk, seed=42)
    assert seed.edit.text() == "42"


def test_chance_draws_another_seed(desk, monkeypatch):
    seed = desk.window.director.time.seed
    tell(desk, seed=7)
    monkeypatch.setattr("secrets.randbelow", lambda _: 7)
    click(seed.chance)
    assert seed.edit.text() == "8", "never the one that is on"
    click(seed.restart)
    assert desk.asked.others == [("reset", {"seed": 8})]


@pytest.mark.parametrize("written", ["", "9223372036854775808"])
def test_no_seed_no_restart(desk, written):
    seed = desk.window.director.time.seed
    seed.edit.setText(written)
    assert not seed.restart.isEnabled()
    QTest.keyClick(seed.edit, Qt.Key.Key_Return)
    assert desk.asked.others == []


def test_the_drawer_has_the_focus_while_it_is_open(desk):
    window = desk.window
    assert window.director.isAncestorOf(QApplication.focusWidget())
    key(desk, "Esc")
    assert window.director.isHidden()
    assert not window.rail.drawer.isChecked()
    focus = QApplication.focusWidget()
    assert focus is window.current or window.current.isAncestorOf(focus)
    key(desk, "F10")
    assert window.director.isAncestorOf(QApplication.focusWidget())
