"""The embedded broker's settings."""

from config import topics
from dashboard.broker_process import RARE


def test_of_all_that_our_programs_subscribe_to_only_observations_and_births_are_kept_in_full():
    wanted = {*topics.subscriptions("+"), topics.commands("+")}
    frequent = {f"+/{topics.OBSERVATION}/#", f"+/{topics.THING}/#"}
    assert {f"+/{topic}" for topic in RARE} == wanted - frequent
