"""In which order the tests run, and how many at a time."""

import os

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Our own mark."""
    config.addinivalue_line("markers", "long: begins first, so that no processor waits for it at the end")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first, each group in its own order."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: programs that start, stop and come back are mostly waited for."""
    return (os.cpu_count() or 1) + 1
