"""What `--help` says of the commands on recordings."""

import inspect

import pytest
from docstring_parser import parse

from dashboard import history_commands


@pytest.mark.parametrize("name", ["history", "export", "report", "compare"])
def test_every_option_is_explained(name):
    command = getattr(history_commands, name)
    explained = {item.arg_name: item.description for item in parse(inspect.getdoc(command)).params}
    assert list(explained) == list(inspect.signature(command).parameters)
    assert all(explained.values())
