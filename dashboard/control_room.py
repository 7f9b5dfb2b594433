"""Puts the control room together, without a screen: broker, simulators, source, pipeline."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from config import topics
from config.broker_url import BrokerAddress
from config.messages import Command
from config.wire import Encoder, iso
from dashboard.children import Child, module
from dashboard.core.alarms.book import AlarmBook
from dashboard.core.alarms.journal import Earlier, open_journal
from dashboard.core.alerts.cap import CapWriter
from dashboard.core.frame import Frame
from dashboard.core.inbox import Inbox
from dashboard.core.link import LinkState, Mishap, Notice
from dashboard.core.pipeline import Helping, Pipeline
from dashboard.core.readings.store import Store
from dashboard.history.files import folder_of, session_file
from dashboard.history.library import Library, library_of
from dashboard.history.recorder import Recorder
from dashboard.history.session import Session
from dashboard.history.state import HistoryState
from dashboard.history.trouble import Status
from dashboard.ingest.mqtt_source import MqttSource
from dashboard.options import Options
from dashboard.outside import bulletins

_LOOPBACK: Final = "127.0.0.1"
#: How long the embedded broker may take until it listens, seconds.
_BROKER_START: Final = 10.0
#: Simulators wait so long for the control room to listen, so that their first reports are heard, seconds.
_LISTENING: Final = 2.0


#: Rounds take half a millisecond each: a thing that reports what it kept for a day is caught up with within
#: seconds. Observations: six times those of a frame at the rated load. Births: a city of 10,000 things is
#: met in a second.
_HELPING: Final = Helping(rounds=30, observations=2000, births=300)


_RECORDING: Final = {
    Status.FULL: Mishap.HISTORY_FULL,
    Status.READ_ONLY: Mishap.HISTORY_READ_ONLY,
    Status.HELD: Mishap.HISTORY_HELD,
}


class ControlRoom:
    """Everything behind the window. `start` and `connect` it, turn the pipeline, `stop` it."""

    def __init__(self, options: Options, folder: Path) -> None:
        """`folder` is where it keeps what outlives it. OSError when that cannot be used."""
        self._options = options
        self._ending = threading.Event()
        self._starter = threading.Thread(target=self._start_in_order, name="start", daemon=True)
        self._failure = ""
        self.children: list[Child] = []
        self.broker = options.broker or BrokerAddress(_LOOPBACK, free_port())
        if options.broker is None:
            self.children.append(Child("broker", self._broker_command, time.monotonic))
        if options.simulators:
            self.children.append(
                Child("simulators", self._simulators_command, time.monotonic, self.broker.credentials())
            )
        inbox = Inbox()
        self.source = MqttSource(options.city, inbox, self.broker, time.time)
        store = Store(options.city)
        alarms = AlarmBook(options.city, store)
        self._journal, earlier = open_journal(folder / f"alarms-{options.city.id}.jsonl")
        self._journal_notice = earlier.notice
        #: What happened to alarms in earlier runs.
        self.past = earlier.events
        alarms.restore(earlier.alarms, earlier.until)
        self.pipeline = Pipeline(options.city, inbox, self, alarms, store, self._journal, _HELPING)
        #: What is seen is recorded; None when nobody wants that.
        self.session = self._new_session(folder, store, earlier) if options.record else None
        self._recorder = None if self.session is None else Recorder(self.session)
        #: What was recorded, to look back on; with a recording of now or without.
        self.library = Library(folder=folder_of(folder.parent))
        if self.session is not None:
            self.library = library_of(self.session)
        self._encoder = Encoder(options.city)
        self._cap = CapWriter(options.city, f"control-room@{options.city.id}.example", "Exercise")

    @property
    def turner(self) -> Pipeline:
        """What is turned once a frame."""
        return self.pipeline

    @property
    def transport(self) -> None:
        """A live city has none."""
        return

    @property
    def finished(self) -> bool:
        """A city never is."""
        return False

    def start(self) -> None:
        """Start broker, connection and simulators in this order; they take a moment. Returns at once."""
        if self._recorder is not None:
            self._recorder.start()
        if self._options.broker is None:
            self.children[0].start()
        self._starter.start()

    def connect(self) -> None:
        """Wait until that is done; RuntimeError when the embedded broker does not come up."""
        self._starter.join()
        if self._failure:
            raise RuntimeError(self._failure)

    def stop(self) -> None:
        """Leave the broker and end the children, the last started first."""
        self._ending.set()
        if self._starter.is_alive():
            self._starter.join()
        self.source.stop()
        for child in reversed(self.children):
            child.stop()
        self.library.close()
        if self._recorder is not None:
            self._recorder.stop()
        self._journal.close()

    def unrecorded(self) -> list[str]:
        """After the end: what is missing in a recording that was asked for, a line."""
        if self.session is None or self._options.history is None:
            return []
        state = self.session.state()
        missing, why = state.waiting + state.missed, f": {state.detail}" if state.detail else ""
        return [f"--history: {missing:,} observations are not in it{why}"] if missing else []

    def follow(self, frame: Frame) -> None:
        """Record this frame, and tell the outside world what it brought."""
        if self.session is not None:
            self.session.record(frame)
        for topic, payload in bulletins(self._encoder, frame.events):
            self.source.publish(topic, payload, retain=True)
        for message in self._cap.messages(frame.events):
            self.source.publish(topics.cap(self._options.city.id, message.identifier), message.xml)

    def state(self) -> LinkState:
        """The connection, with a word on children that are down."""
        state = self.source.state()
        notices = [*map(_fallen, self.children), *state.notices]
        if self._journal.notice:
            notices.append(Notice(Mishap.ALARMS_UNSAVED, self._journal.notice))
        elif self._journal_notice:
            notices.append(Notice(Mishap.ALARMS_DAMAGED, self._journal_notice))
        if self.session is not None:
            notices.append(_unrecorded(self.session.state()))
        return replace(state, notices=tuple(notice for notice in notices if notice is not None))

    # -- intents: orders from the screen; what comes of them is seen in a later frame ----------------

    def acknowledge(self, alarms: Iterable[str]) -> None:
        """The operator has seen these alarms."""
        self.pipeline.alarms.acknowledge_all(list(alarms), self._now())

    def shelve(self, alarm: str, seconds: float, reason: str) -> None:
        """Put an alarm aside for a time."""
        self.pipeline.alarms.shelve(alarm, self._now(), seconds, reason)

    def unshelve(self, alarm: str) -> None:
        """Take a shelved alarm back."""
        self.pipeline.alarms.unshelve(alarm, self._now())

    def reset(self, alarm: str) -> None:
        """Let go of an alarm that is held although it is over."""
        self.pipeline.alarms.reset(alarm, self._now())

    def out_of_service(self, alarm: str, reason: str) -> None:
        """Put an alarm aside until it is put back in service."""
        self.pipeline.alarms.out_of_service(alarm, self._now(), reason)

    def in_service(self, alarm: str) -> None:
        """Put it back."""
        self.pipeline.alarms.in_service(alarm, self._now())

    def comment(self, alarm: str, text: str) -> None:
        """Write a word beside an alarm."""
        self.pipeline.alarms.comment(alarm, self._now(), text)

    def command(self, verb: str, **arguments: Any) -> None:
        """An order to the city."""
        self.source.publish(*self._encoder.command(Command(verb, arguments)))

    # -- children --------------------------------------------------------------------------------

    def _new_session(self, folder: Path, store: Store, earlier: Earlier) -> Session:
        place = folder_of(folder.parent)
        path = self._options.history or session_file(place, self._options.city.id, time.time())
        keeps_others = self._options.history is None
        return Session(path, self._options.city, store, earlier=earlier, keep_folder=keeps_others)

    def _now(self) -> float:
        return self.pipeline.now(time.time())

    def _broker_command(self) -> Sequence[str]:
        return module("dashboard.broker_process", self.broker.host, str(self.broker.port))

    def _simulators_command(self) -> Sequence[str]:
        options = self._options
        command = module("simulators", "--exit-with-parent", "--city", options.city_name)
        command += ["--broker", str(self.broker), *_certificates(self.broker)]
        clock = self.pipeline.clock
        if clock is not None:  # a restart: the story goes on where it was
            command += ["--start", iso(clock.at(time.time()))]
        elif options.start is not None:
            command += ["--start", options.start]
        told, scenario, seed = self.pipeline.scenario, options.scenario, options.seed
        if told.seed is not None:  # also the story that a presenter has chosen since
            scenario, seed = (told.scenario if told.phase == "running" else None), told.seed
        for name, value in (("--scenario", scenario), ("--speed", options.speed), ("--seed", seed)):
            if value is not None:
                command += [name, str(value)]
        return command

    def _start_in_order(self) -> None:
        """The broker first, then our ears, then the city: nobody speaks before somebody listens."""
        children = list(self.children)
        if self._options.broker is None:
            broker = children.pop(0)
            if not self._broker_answers():
                reason = f"it ended with status {broker.failure}" if broker.failure else "no answer"
                self._failure = f"the embedded broker does not listen on {self.broker}: {reason}"
                return
        self.source.start()
        self.source.listening.wait(_LISTENING)
        try:
            for child in children:
                if not self._ending.is_set():
                    child.start()
        except OSError as problem:
            self._failure = f"the simulators do not start: {problem}"

    def _broker_answers(self) -> bool:
        """Wait until the embedded broker listens, or for as long as it may take."""
        deadline = time.monotonic() + _BROKER_START
        while time.monotonic() < deadline and not self._ending.is_set():
            with (
                contextlib.suppress(OSError),
                socket.create_connection((self.broker.host, self.broker.port), timeout=1.0),
            ):
                return True
            self._ending.wait(0.02)
        return False


def free_port() -> int:
    """A TCP port of the loopback interface that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((_LOOPBACK, 0))
        return int(probe.getsockname()[1])


def _certificates(broker: BrokerAddress) -> list[str]:
    files = {"--ca-file": broker.ca_file, "--cert-file": broker.cert_file, "--key-file": broker.key_file}
    return [word for name, path in files.items() if path is not None for word in (name, str(path))]


def _fallen(child: Child) -> Notice | None:
    wait = child.restart_in()
    if wait is None:
        return None
    mishap = Mishap.BROKER_ENDED if child.name == "broker" else Mishap.CITY_ENDED
    return Notice(mishap, child.failure, wait)


def _unrecorded(state: HistoryState) -> Notice | None:
    return Notice(_RECORDING.get(state.status, Mishap.HISTORY_FAILED), state.detail) if state.detail else None
