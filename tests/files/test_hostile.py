"""Hostile files: each is refused, and the first thing said of it is at the right place."""

import tomllib
from pathlib import Path

import pytest
import yaml

from auditcheck.files import yaml_text
from auditcheck.files.diagnostic import excerpt
from auditcheck.files.folder import read_folder
from auditcheck.files.yaml_text import read_yaml, shown_text

FOLDER = Path(__file__).parents[1] / "hostile" / "yaml"
EXPECTED = tomllib.loads((FOLDER / "expected.toml").read_text(encoding="utf-8"))
PURE_PYTHON = {"version-endless": (1, 7)}  # where that parser notices it


@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader])
@pytest.mark.parametrize("name", EXPECTED)
def test_hostile(name: str, loader: type, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first fault has the code and the place of the table, and can be shown."""
    monkeypatch.setattr(yaml_text, "EVENTS", loader)
    raw = (FOLDER / f"{name}.yaml").read_bytes()
    document, (fault, *_) = read_yaml(f"{name}.yaml", raw)
    assert document is None
    assert fault.span is not None
    place = fault.span.line, fault.span.column
    expected = EXPECTED[name]["line"], EXPECTED[name]["column"]
    if loader is yaml.SafeLoader:
        expected = PURE_PYTHON.get(name, expected)
    assert (fault.code, place) == (EXPECTED[name]["code"], expected)
    assert all(each.isprintable() for each in excerpt(fault, shown_text(raw)).split("\n"))


def test_every_hostile_file_is_in_the_table() -> None:
    """No file is forgotten, and reading the whole folder refuses none of them unread."""
    files, faults = read_folder(FOLDER, "")
    assert {file.path for file in files} == {f"{name}.yaml" for name in EXPECTED}
    assert faults == ()
