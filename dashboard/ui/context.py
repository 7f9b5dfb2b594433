"""What every view may look at and ask for; built once, handed down."""

from dataclasses import dataclass, field

from config.catalogue import City
from dashboard.core.alarms.book import AlarmBook
from dashboard.core.alarms.effect_chain import EffectChain
from dashboard.core.readings.store import Store
from dashboard.ui.intents import Intents
from dashboard.ui.language import Language
from dashboard.ui.look.theme import Look


@dataclass(frozen=True, slots=True)
class Context:
    """Core is read, never written, by a view: `store` and `alarms` change only in the pipeline's turn."""

    city: City
    store: Store
    alarms: AlarmBook
    intents: Intents
    look: Look
    language: Language
    #: What followed from what; it follows every frame, whatever is on screen.
    effects: EffectChain = field(default_factory=EffectChain)
