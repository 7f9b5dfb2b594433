"""The report of a run tells how its alarms did against the truth."""

import json
from pathlib import Path

from config.messages import ScenarioState, Truth
from dashboard.core.meter import Beats
from dashboard.report import Report
from tests.small_city import city, domain, limit, thing
from tests.town import START, Town


def test_scores_stand_in_the_report(tmp_path: Path) -> None:
    town = Town(city(domain([thing("a")], [limit(advisory=10.0, on_delay=120)])))
    report = Report(town.pipeline, Beats())
    town.hear(ScenarioState("storm", "running"), Truth("high advisory", "water/a/level", START + 300.0))
    for minute in range(20):
        town.say(minute, {"a": 15.0 if minute >= 5 else 1.0})
        report.frame(town.turn(minute))
    report.write(tmp_path / "report.json")
    (score,) = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["scores"]
    assert (score["scenario"], score["events"], score["found"], score["missed"]) == ("storm", 1, 1, [])
    assert (score["median_delay_s"], score["false"], score["alarms"]) == (120.0, [], 1)
