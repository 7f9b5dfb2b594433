"""Alarms that tell of one event: the worst of them speaks, the others are suppressed by design (ISA-18.2)."""

from collections import defaultdict
from collections.abc import Iterable

from dashboard.core.alarms.alarm import Happening, Standing
from dashboard.core.alarms.event import Alarm
from dashboard.core.alarms.standing import AlarmList, Subject


class GroupedAlarms(AlarmList):
    """Of the alarms of a group that last, one speaks: the worst, and of equals the one that was first.

    Whoever becomes worse than it speaks from then on, and is called out. Whoever takes over because it
    has grown milder is not: what it tells of is known, and was acknowledged if it was; if not, the
    event still asks for somebody, once. The suppressed ones still colour their things, and stand in the
    list of what was put aside.
    """

    def __init__(self) -> None:
        super().__init__()
        self._group_of: dict[str, str] = {}
        #: As a dict for its order: the same alarms speak in every run.
        self._members: defaultdict[str, dict[str, None]] = defaultdict(dict)

    def enter_group(self, alarm_id: str, group: str) -> None:
        """It belongs there; "" for an alarm that is news by itself."""
        if group:
            self._group_of[alarm_id] = group
            self._members[group][alarm_id] = None

    def group(self, alarm_id: str) -> Iterable[str]:
        """All alarms of its group, itself among them; none when it has no group."""
        name = self._group_of.get(alarm_id)
        return () if name is None else tuple(self._members[name])

    def speaker(self, alarm_id: str) -> str:
        """The alarm that speaks for its group, "" when there is none."""
        return self._best(name for name in self.group(alarm_id) if not self.standing(name).suppressed)

    def spoken_for(self, alarm_id: str) -> list[str]:
        """The alarms for which this one speaks."""
        if self.speaker(alarm_id) != alarm_id:
            return []
        return [name for name in self.group(alarm_id) if name != alarm_id and _tells(self.standing(name))]

    def judge_grouped(
        self, calm: Alarm, subject: Subject, time: float, level: int, value: float, threshold: float
    ) -> None:
        """Its condition is at that level since `time`, like `judge`; nobody is asked while another speaks."""
        name = calm.id
        speaker = self.speaker(name)
        before = self.standing(speaker)
        if speaker not in ("", name) and 0 < level <= before.level:
            self.add(calm, Standing(suppressed=True), subject)
            self.do(name, Happening.SUPPRESSED, time)
        self.judge(calm, subject, time, level, value, threshold)
        self.settle_group(name, time, known=bool(speaker) and (before.shelved or not before.unseen))

    def settle_group(self, alarm_id: str, time: float, *, known: bool = False) -> None:
        """After something happened to an alarm, let the right one of its group speak.

        `known`: the one that spoke had been acknowledged, or put aside for a time.
        """
        members = self.group(alarm_id)
        best = self._best(members)
        for name in members:
            standing = self.standing(name)
            if name != best and _tells(standing):
                if not standing.suppressed:
                    self.do(name, Happening.SUPPRESSED, time)
            elif standing.suppressed and (name == alarm_id or name != best):
                self.do(name, Happening.UNSUPPRESSED, time)
            elif standing.suppressed:
                self.do(name, Happening.LEADS, time)
                before = self.standing(alarm_id)
                if known:
                    self.do(name, Happening.ACKNOWLEDGED, time, acknowledged=time)
                elif not before.level and before.worst <= standing.level:  # its call goes over with the word
                    self.do(alarm_id, Happening.ACKNOWLEDGED, time, acknowledged=time)

    def in_service(self, alarm_id: str, now: float, by: str = "operator") -> None:
        """Put it back in service."""
        super().in_service(alarm_id, now, by)
        self.settle_group(alarm_id, now)

    def _best(self, names: Iterable[str]) -> str:
        """The worst; of equals the one that speaks, then the one that was first; "" for none."""

        def rank(name: str) -> tuple[int, bool, float]:
            standing, alarm = self.standing(name), self.get(name)
            return (int(standing.level), not standing.suppressed, -alarm.raised if alarm else 0.0)

        return max((name for name in names if _tells(self.standing(name))), key=rank, default="")


def _tells(standing: Standing) -> bool:
    """Whether its condition lasts, and is believed. One that was shelved still speaks: it is known."""
    return bool(standing.level) and not standing.out_of_service
