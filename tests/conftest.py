"""In which order the tests run, how many at a time, with how much patience, and what is not swept."""

import gc
import os

import pytest
from hypothesis import settings

#: How long an example takes says something of the machine and of whatever else it does.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


def pytest_configure(config: pytest.Config) -> None:
    """Our own mark."""
    config.addinivalue_line("markers", "long: begins first, so that no processor waits for it at the end")


def pytest_collection() -> None:
    """Modules and tests stay until the end: nothing is gained by looking for garbage among them."""
    gc.disable()


def pytest_collection_finish() -> None:
    """From here on the collector looks at what tests make."""
    gc.collect()
    gc.freeze()
    gc.enable()


def pytest_unconfigure() -> None:
    """At the very end everything is taken down as usual."""
    gc.unfreeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first, each group in its own order."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: programs that start, stop and come back are mostly waited for."""
    return (os.cpu_count() or 1) + 1
