"""All alarms of the city: what the readings say, what the operators did, and what follows."""

import math
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from config.catalogue import City
from dashboard.core.alarms.alarm import Happening, Standing
from dashboard.core.alarms.event import INSTRUMENT_KINDS, Alarm, AlarmEvent
from dashboard.core.alarms.groups import GroupedAlarms
from dashboard.core.alarms.standing import Subject, calm, given, standing_of
from dashboard.core.limits.bank import Crossing
from dashboard.core.limits.rule import TODO
from dashboard.core.limits.silence import Change, Silence
from dashboard.core.limits.watch import LimitWatch
from dashboard.core.readings.batch import Batch, Floats
from dashboard.core.readings.store import Store, Stream

#: Readings further ahead of the city's clock than this do not make its time, seconds.
AHEAD: Final = 300.0
#: Readings so far behind the city's newest come from a slow clock, seconds: a round spans a minute.
BEHIND: Final = 60.0
#: The city is silent when nothing came for so many seconds of wall clock and three of its periods.
CITY_SILENCE: Final = 10.0
_CITY_PERIODS: Final = 3.0


class AlarmBook(GroupedAlarms):
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
        #: The city's time at the end of the run that was taken over.
        self.restored_until = -math.inf

    # -- what the city brings ----------------------------------------------------------------------

    def update(self, batch: Batch, now: float) -> list[AlarmEvent]:
        """Judge one round of readings: each thing at most once, marked with quality, already stored."""
        if len(batch):
            heard, newest = self._heard(batch.times, now), self._silence.newest
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
        self.restored_until = -math.inf
        self.withdraw_all(now)
        self._silence.clear()
        for watch in self._watches.values():
            watch.clear()
        return self.drain()

    def restore(self, alarms: Iterable[Alarm], until: float) -> None:
        """Take over what stood when an earlier run ended at `until`; only before the first reading.

        An alarm that no limit makes any more is withdrawn.
        """
        self.restored_until = until
        for alarm in alarms:
            try:
                calm, subject = self._resolve(alarm.id)
            except KeyError:
                self.withdraw(alarm, until)
                continue
            standing = standing_of(alarm)
            if standing.suppressed and alarm.kind not in INSTRUMENT_KINDS and not self.group(alarm.id):
                standing = replace(standing, suppressed=False)  # its limit has no group any more
                alarm = replace(alarm, state=standing.state, suppressed=False)
            self._hold(alarm.id, subject, standing)
            self.add(replace(alarm, todo=calm.todo), standing, subject)

    def out_of_service(self, alarm_id: str, now: float, reason: str, by: str = "operator") -> None:
        """Take an alarm, also a calm one, out of service; ValueError without a reason.

        KeyError when no limit and no instrument makes such an alarm.
        """
        reason = given(reason, "taken out of service")
        calm, subject = self._resolve(alarm_id)
        self.add(calm, Standing(), subject)
        self.do(alarm_id, Happening.OUT_OF_SERVICE, now, by, reason=reason)
        self.settle_group(alarm_id, now)

    # -- what is asked -----------------------------------------------------------------------------

    def levels(self, domain: str) -> NDArray[np.uint8]:
        """(things,) the worst priority at each thing of a domain; what was put aside does not count."""
        return self.coloured(domain, len(self._store.tables[domain]))

    # -- how it goes -------------------------------------------------------------------------------

    def _heard(self, times: Floats, now: float) -> Floats:
        """(n,) when things were heard that give these times; -inf while nobody can tell.

        A sensor whose clock is slow or fast was heard all the same. Readings a minute apart may stand
        in one frame or in two, which must make no difference: they keep their own times.
        """
        newest, credible = self._silence.newest, times <= now + AHEAD
        latest = newest if math.isfinite(newest) else times.max(initial=newest, where=credible)
        return np.where(credible & (times >= latest - BEHIND), times, latest)

    def _watch(self, domain: str) -> LimitWatch:
        watch = self._watches.get(domain)
        if watch is None:
            table = self._store.tables[domain]
            watch = self._watches[domain] = LimitWatch(
                self._city.by_id.get(domain), table, self._city.silence.thing
            )
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
        if self.standing(f"city/{self._city.id}").level != level:
            self.judge(*self._silent_city(), now, level, periods, _CITY_PERIODS)

    def _take_crossing(self, domain: str, found: Crossing) -> None:
        rule = self._watches[domain].rules[found.rule]
        stream = Stream(domain, found.row, rule.column)
        value, threshold = found.value, found.threshold
        if rule.kind == "state":  # say the state, not whether it is one of the limit's
            value, threshold = float(self._store.tables[domain].last_value[found.row, rule.column]), math.nan
        alarm, subject = self._calm(stream, found.rule)
        self.judge_grouped(alarm, subject, found.time, found.level, value, threshold)

    def _take_silence(self, change: Change) -> None:
        if change.domain:
            alarm, subject = self._silent_thing(change.domain, change.row)
            steps = self._city.silence.thing.thresholds()
        else:
            alarm, subject = self._silent_gateway(self._silence.gateways[change.row])
            steps = self._city.silence.gateway.thresholds()
        if change.suppressed:
            self.add(alarm, Standing(suppressed=True), subject)
            self.do(alarm.id, Happening.SUPPRESSED, change.time)
        threshold = steps[max(change.level, 1) - 1]
        value = threshold if change.level else 0.0
        self.judge(alarm, subject, change.time, change.level, value, threshold)
        if not change.suppressed:
            self.do(alarm.id, Happening.UNSUPPRESSED, change.time)

    # -- alarms by name, before they ever were -----------------------------------------------------

    def _calm(self, stream: Stream, number: int) -> tuple[Alarm, Subject]:
        """The alarm that a rule makes on a datastream."""
        rule = self._watch(stream.domain).rules[number]
        datastream = self._store.id(stream)
        key = (stream.domain, stream.row, number)
        name = self._names.get(key)
        if name is None:
            watch = self._watches[stream.domain]
            name = self._names[key] = datastream + watch.suffix(stream.row, number)
            self.enter_group(name, watch.group(stream.row, number))
        return calm(name, datastream, rule.kind, rule.todo, rule.latching), (stream.domain, stream.row)

    def _silent_thing(self, domain: str, row: int) -> tuple[Alarm, Subject]:
        table = self._store.tables[domain]
        thing = f"{domain}/{table.places[row].id}"
        headline = table.properties[int(np.argmax(table.observed[row]))].id
        return calm(f"{thing}#stale", f"{thing}/{headline}", "stale", TODO["stale"]), (domain, row)

    def _silent_gateway(self, gateway: str) -> tuple[Alarm, Subject]:
        name = f"gateway/{gateway}"
        return calm(name, f"{name}/observations", "gateway", TODO["gateway"]), None

    def _silent_city(self) -> tuple[Alarm, Subject]:
        name = f"city/{self._city.id}"
        return calm(name, f"{name}/observations", "city", TODO["city"]), None

    def _resolve(self, alarm_id: str) -> tuple[Alarm, Subject]:
        """The calm alarm of that name and its thing; KeyError when nothing makes it."""
        name, mark, kind = alarm_id.partition("#")
        match name.split("/"):
            case ["city", self._city.id] if not mark:
                return self._silent_city()
            case ["gateway", gateway] if gateway in self._silence.gateways and not mark:
                return self._silent_gateway(gateway)
            case [domain, thing] if kind == "stale" and domain in self._store.tables:
                row = self._store.tables[domain].row(thing)
                if row is not None:
                    return self._silent_thing(domain, row)
            case [_, _, _]:
                stream = self._store.find(name)
                number = self._watch(stream.domain).number(stream.row, stream.column, mark + kind)
                return self._calm(stream, number)
        raise KeyError(alarm_id)

    def _hold(self, alarm_id: str, subject: Subject, standing: Standing) -> None:
        """Let what makes an alarm know that its condition lasts since an earlier run."""
        name, mark, kind = alarm_id.partition("#")
        level = int(standing.level)
        match name.split("/"):
            case ["gateway", gateway]:
                self._silence.hold_gateway(self._silence.gateways.index(gateway), level)
            case [domain, _] if subject is not None:
                self._silence.hold(domain, subject[1], level, standing.suppressed)
            case [domain, _, _] if level:
                stream = self._store.find(name)
                watch = self._watch(domain)
                watch.hold(stream.row, watch.number(stream.row, stream.column, mark + kind), level)
