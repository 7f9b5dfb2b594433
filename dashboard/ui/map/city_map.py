"""Everything that the views of one map share: the land, the things on it, and how they are."""

from PySide6.QtCore import QObject, Signal

from dashboard.core.frame import Frame
from dashboard.ui.context import Context
from dashboard.ui.map.conditions import Conditions
from dashboard.ui.map.overlay import Overlay
from dashboard.ui.map.terrain import Terrain, build
from dashboard.ui.map.things import Things
from dashboard.ui.pace import Pace


class CityMap(QObject):
    """Looks at the store at most twice a second, and only tells of what can be seen."""

    #: Something on the map is not as it was.
    changed = Signal()

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        """CatalogueError when the city's map cannot be used."""
        super().__init__(parent)
        self.terrain: Terrain = build(context.city)
        self.things = Things(context.city, context.store, context.alarms, self.terrain.projection)
        self.conditions = Conditions(context.city, context.store, context.alarms, self.terrain)
        self.overlay = Overlay(self.terrain, self.conditions)
        self._pace = Pace()

    def show_frame(self, frame: Frame, at_once: bool = False) -> None:
        """Follow a frame; `at_once` when it was not looked at for a while."""
        if at_once or frame.restarted:
            self._pace.now()
        if self._pace.due(frame.wall):
            things, conditions = self.things.refresh(), self.conditions.refresh(frame.now)
            if things or conditions:
                self.changed.emit()
