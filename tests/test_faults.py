"""Deliberate faults: the shipped pack with one thing written otherwise, and what `check` says.

Each is a change of text, here and there in two places at once; they stand in `faults.toml`. In the
new text «» surround what is told of, so that no line is counted by hand. Nothing else may be told:
of the shipped pack nothing is.
"""

import json
import tomllib
from pathlib import Path
from shutil import copytree
from typing import NamedTuple

import pytest

from auditcheck.cli.app import run
from auditcheck.files.diagnostic import CODES
from auditcheck.loading.rule_looks import RULE_LOOKS
from variants import ROOT


class Edit(NamedTuple):
    """What is written in a file, which is there once, and what is written instead."""

    file: str
    old: str
    new: str


FAULTS = {
    code: tuple(Edit(**each) for each in edits)
    for code, edits in tomllib.loads(
        Path(__file__).with_name("faults.toml").read_text("utf-8")
    ).items()
}


def spoiled(folder: Path, edits: tuple[Edit, ...]) -> tuple[str, int, int]:
    """Make the edits in a copy of the pack; where the remark must stand."""
    copytree(ROOT / "rules", folder)
    texts: dict[Path, str] = {}
    for edit in edits:
        path = folder / f"{edit.file}.yaml"
        text = texts.get(path) or path.read_text("utf-8")
        assert text.count(edit.old) == 1, edit
        texts[path] = text.replace(edit.old, edit.new)
    places = []
    for path, text in texts.items():
        before, mark, _ = text.partition("«")
        if mark:
            line = before.rpartition("\n")[2]
            places.append((f"rules/{path.name}", before.count("\n") + 1, len(line) + 1))
        path.write_text(text.replace("«", "").replace("»", ""), "utf-8")
    (place,) = places
    return place


def told(capsys: pytest.CaptureFixture[str], *options: str) -> list[tuple[str, str, int, int]]:
    """What `check rules` says: the codes and their places."""
    run(["check", "rules", "--format", "json", *options])
    found = json.loads(capsys.readouterr().out)
    return [(each["code"], each["path"], each["line"], each["column"]) for each in found]


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_shipped_pack_has_none(capsys: pytest.CaptureFixture[str]) -> None:
    """What is told below is told of the edits."""
    copytree(ROOT / "rules", "rules")
    assert told(capsys) == []


def test_there_are_more_than_forty() -> None:
    """Each code that is looked for beyond the form has one."""
    assert len(FAULTS) > 40
    assert set(RULE_LOOKS) <= set(FAULTS) <= set(CODES)


@pytest.mark.parametrize("code", FAULTS)
def test_a_deliberate_fault(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    """It is told of, at its place, and nothing besides."""
    place = spoiled(Path("rules"), FAULTS[code])
    assert told(capsys) == [(code, *place)]


@pytest.mark.parametrize(
    ("as_of", "codes"),
    [((), []), (("--as-of", "2025-01-31"), []),
     (("--as-of", "2025-02-01"), ["expired-accept", "no-section"])],
)  # fmt: skip
def test_an_accept_of_a_time(
    as_of: tuple[str, ...], codes: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a day it holds; on a day after its last the remark is told again, and so is it."""
    accept = "accept: [{code: no-section, because: Ses över., until: «2025-01-31»}]"
    was = "    authority: lag-2023-196\n    section: 11 §\n"
    edit = Edit("law", was, f"    authority: lag-2023-196\n    {accept}\n")
    place = spoiled(Path("rules"), (edit,))
    found = told(capsys, *as_of)
    assert sorted(each[0] for each in found) == codes
    assert all(each[1:] == place for each in found if each[0] == "expired-accept")
