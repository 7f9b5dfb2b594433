"""A wheel has all that the programs read: whatever lies beside their modules is named in `pyproject.toml`."""

import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("config", "dashboard", "resources", "simulators")
DATA = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["package-data"]


@pytest.mark.parametrize("package", PACKAGES)
def test_every_file_of_a_package_is_in_the_wheel(package):
    folder = ROOT / package
    taken = {path for pattern in DATA.get(package, ()) for path in folder.glob(pattern)}
    there = {path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts}
    modules = {path for path in there if path.suffix == ".py"}
    assert not there - modules - taken
    folders = {path.parent for path in modules - taken}
    assert all((place / "__init__.py").exists() for place in folders), "each folder is a package"
