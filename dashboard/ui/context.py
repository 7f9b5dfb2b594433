"""What every view may look at and ask for; built once, handed down."""

from dataclasses import dataclass

from config.catalogue import City
from dashboard.core.store import Store
from dashboard.ui.intents import Intents
from dashboard.ui.language import Language
from dashboard.ui.models.alarm_board import AlarmBoard
from dashboard.ui.theme import Look


@dataclass(frozen=True, slots=True)
class Context:
    """Core is read, never written, by a view: `store` changes only in the pipeline's turn."""

    city: City
    store: Store
    #: The alarms that stand; fed by the window with every frame.
    board: AlarmBoard
    intents: Intents
    look: Look
    language: Language
