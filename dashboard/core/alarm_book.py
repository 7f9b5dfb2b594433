"""All alarms of the city: what the readings say, what the operators did, and what follows."""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from config.catalogue import City
from dashboard.core.alarm import Happening, Standing
from dashboard.core.alarm_event import Alarm, AlarmEvent
from dashboard.core.alarm_list import AlarmList, Subject, calm
from dashboard.core.batch import Batch
from dashboard.core.limit_bank import Crossing
from dashboard.core.limit_rule import SILENT, TODO, Rule
from dashboard.core.limit_watch import LimitWatch
from dashboard.core.silence import Change, Silence
from dashboard.core.store import Store, Stream

#: Readings further ahead of the city's clock than this do not make its time, seconds.
AHEAD: Final = 300.0
#: The city is silent when nothing came for so many seconds of wall clock and three of its periods.
CITY_SILENCE: Final = 10.0
_CITY_PERIODS: Final = 3.0


class AlarmBook(AlarmList):
    """Turns readings into alarms, and keeps them.

    What the readings bring about depends on them alone: the same readings make the same events at the
    same times, in frames of any length and at any speed. For that, the city's time is that of its
    newest reading; `now` counts only for what operators do, and when the whole city is silent.

    What an operator does comes back as an event of a later `update` or `advance`, like all else.
    """

    def __init__(self, city: City, store: Store) -> None:
        super().__init__()
        self._city = city
        self._store = store
        self._watches: dict[str, LimitWatch] = {}
        self._silence = Silence(city, store.tables)
        self._names: dict[tuple[str, int, int], str] = {}

    # -- what the city brings ----------------------------------------------------------------------

    def update(self, batch: Batch, now: float) -> list[AlarmEvent]:
        """Judge one round of readings: each thing at most once, marked with quality, already stored."""
        if len(batch):
            newest = self._silence.newest
            # A sensor whose clock is slow or fast was heard all the same.
            heard = np.maximum(np.where(batch.times > now + AHEAD, min(now, newest), batch.times), newest)
            known = np.isfinite(heard)
            self._judge_city(now, 0, 0.0)
            if heard.max() > newest:
                self._settle(newest)
            if known.any():
                for change in self._silence.update(batch.domain, batch.rows[known], heard[known]):
                    self._take_silence(change)
            for crossing in self._watch(batch.domain).update(batch):
                self._take_crossing(batch.domain, crossing)
        return self.drain()

    def advance(self, now: float, silence: float = 0.0) -> list[AlarmEvent]:
        """Judge what time alone brings about.

        `silence`: for how many seconds of wall clock nothing at all came although the city's clock
        runs. What waits for a delay is judged on the newest reading's time, and on `now` in that case.
        """
        if math.isfinite(self._silence.newest):
            self.end_shelving(now)
            periods = (now - self._silence.newest) / self._silence.shortest
            if silence > CITY_SILENCE and periods > _CITY_PERIODS:
                self._judge_city(now, 3, periods)
                self._overdue(now)
        return self.drain()

    def restart(self, now: float) -> list[AlarmEvent]:
        """The city begins another story: every alarm is withdrawn."""
        self.withdraw_all(now)
        self._silence.clear()
        for watch in self._watches.values():
            watch.clear()
        return self.drain()

    # -- what is asked -----------------------------------------------------------------------------

    def levels(self, domain: str) -> NDArray[np.uint8]:
        """(things,) the worst priority at each thing of a domain; what was put aside does not count."""
        return self.coloured(domain, len(self._store.tables[domain]))

    # -- how it goes -------------------------------------------------------------------------------

    def _watch(self, domain: str) -> LimitWatch:
        watch = self._watches.get(domain)
        if watch is None:
            table = self._store.tables[domain]
            watch = self._watches[domain] = LimitWatch(self._city.by_id.get(domain), table)
        return watch

    def _settle(self, until: float) -> None:
        """All readings up to `until` are in."""
        for change in self._silence.settle(until):
            self._take_silence(change)
        self._overdue(until)

    def _overdue(self, until: float) -> None:
        for domain, watch in self._watches.items():
            for crossing in watch.overdue(until):
                self._take_crossing(domain, crossing)

    def _judge_city(self, now: float, level: int, periods: float) -> None:
        name = f"city/{self._city.id}"
        if self.standing(name).level != level:
            alarm = calm(name, f"{name}/observations", "city", TODO["city"])
            self.judge(alarm, None, now, level, periods, _CITY_PERIODS)

    def _take_crossing(self, domain: str, found: Crossing) -> None:
        rule = self._watches[domain].rules[found.rule]
        stream = Stream(domain, found.row, rule.column)
        value, threshold = found.value, found.threshold
        if rule.kind == "state":  # say the state, not whether it is one of the limit's
            value, threshold = float(self._store.tables[domain].last_value[found.row, rule.column]), math.nan
        alarm = self._calm(stream, found.rule, rule)
        self.judge(alarm, (domain, found.row), found.time, found.level, value, threshold)

    def _calm(self, stream: Stream, number: int, rule: Rule) -> Alarm:
        """The alarm that a rule makes on a datastream, before it ever was."""
        datastream = self._store.id(stream)
        key = (stream.domain, stream.row, number)
        name = self._names.get(key)
        if name is None:
            name = self._names[key] = datastream + self._watches[stream.domain].suffix(stream.row, number)
        return calm(name, datastream, rule.kind, rule.todo, rule.latching)

    def _take_silence(self, change: Change) -> None:
        alarm, subject = self._silent(change)
        if change.suppressed:
            self.add(alarm, Standing(suppressed=True), subject)
            self.do(alarm.id, Happening.SUPPRESSED, change.time)
        threshold = SILENT[max(change.level, 1) - 1]
        value = threshold if change.level else 0.0
        self.judge(alarm, subject, change.time, change.level, value, threshold)
        if not change.suppressed:
            self.do(alarm.id, Happening.UNSUPPRESSED, change.time)

    def _silent(self, change: Change) -> tuple[Alarm, Subject]:
        """The alarm of a silent thing or gateway, before it ever was."""
        if not change.domain:
            name = f"gateway/{self._silence.gateways[change.row]}"
            return calm(name, f"{name}/observations", "gateway", TODO["gateway"]), None
        table = self._store.tables[change.domain]
        thing = f"{change.domain}/{table.places[change.row].id}"
        headline = table.properties[int(np.argmax(table.observed[change.row]))].id
        alarm = calm(f"{thing}#stale", f"{thing}/{headline}", "stale", TODO["stale"])
        return alarm, (change.domain, change.row)
