"""What every view may look at and ask for; built once, handed down."""

from dataclasses import dataclass, field, replace

from config.catalogue import City
from dashboard.core.alarms.book import AlarmBook
from dashboard.core.alarms.effect_chain import EffectChain
from dashboard.core.alarms.health import AlarmHealth
from dashboard.core.alarms.past import Past
from dashboard.core.alarms.scoring import Scoring
from dashboard.core.frame import Frame
from dashboard.core.readings.store import Store
from dashboard.history.library import Library
from dashboard.ui.history.look_back import LookBack, look_back
from dashboard.ui.intents import Intents
from dashboard.ui.language import Language
from dashboard.ui.look.look import Look
from dashboard.ui.portions import Portions
from dashboard.ui.sound import Sound
from dashboard.ui.transport.port import Live, Replays, Transport


@dataclass(frozen=True, slots=True)
class Context:
    """Core is read, never written, by a view: `store` and `alarms` change only in the pipeline's turn."""

    city: City
    store: Store
    alarms: AlarmBook
    intents: Intents
    look: Look
    language: Language
    #: What was recorded, to look back on.
    history: Library = field(default_factory=Library)
    #: The recording that is played in place of a live city; None in a live one.
    transport: Transport | None = None
    #: Beside a replay: the live city of another window; None without one.
    live: Live | None = None
    #: Plays recordings in windows of their own; None where nobody does.
    replays: Replays | None = None
    #: How much of a page is made in one frame.
    portions: Portions = field(default_factory=Portions)
    #: What the plots of a page look at together; None: each for itself.
    look_back: LookBack | None = None
    # These follow every frame, whatever is on screen.
    #: What followed from what.
    effects: EffectChain = field(default_factory=EffectChain)
    #: How well the alarms serve.
    health: AlarmHealth = field(default_factory=AlarmHealth)
    #: What happened to alarms.
    past: Past = field(default_factory=Past)
    #: Alarms against the ground truth of a simulated city; None where there is none to come.
    scoring: Scoring | None = None
    #: What is heard of them.
    sound: Sound = field(default_factory=Sound)

    def looking_together(self) -> "Context":
        """The same for a page whose plots all look at one stretch of time."""
        return replace(self, look_back=look_back(self.store, self.history))

    def follow(self, frame: Frame) -> None:
        """One frame passed."""
        self.effects.follow(frame)
        if frame.restarted:
            self.health.clear()
        if frame.changed or frame.events:  # before the first reading its time is not the city's
            self.health.take(frame.events, frame.now)
        self.past.take(frame.events)
        if self.scoring is not None:
            self.scoring.take(frame)
        self.sound.hear(frame.events, frame.wall)
