"""`check --watch` as a person uses it: files are saved, answers come, Ctrl-C ends it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from auditcheck.cli.app import run
from running import Running, placed, save

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent otherwise there")

Output = pytest.CaptureFixture[str]


class Watch(Running):
    """A running `check --watch`."""

    def __init__(self) -> None:
        super().__init__("check", "evidence", "--watch")

    def answer(self) -> str:
        """All that is said until it waits again."""
        return self.said("waiting for changes")


@pytest.fixture
def audit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a sound audit with rules beside it; their parent is the working folder."""
    return placed(tmp_path, monkeypatch)


@pytest.fixture
def watch(audit: Path) -> Iterator[Watch]:
    """The audit, watched."""
    assert audit.is_dir()
    with Watch() as watch:
        yield watch


def alone(audit: Path) -> str:
    """What `check` says of the audit by itself, stdout and stderr."""
    command = [sys.executable, "-m", "auditcheck", "check", "evidence"]
    ran = subprocess.run(command, cwd=audit.parent, capture_output=True, check=False)
    return (ran.stdout + ran.stderr).decode()


def test_each_save_is_answered(watch: Watch, audit: Path) -> None:
    """With what `check` would say, under a line that names the file; well is said to be."""
    first = watch.answer()
    assert first == f"{alone(audit)}all is well; waiting for changes, Ctrl-C ends\n"
    actors = audit / "actors.yaml"
    good = actors.read_text("utf-8")
    rules = audit.parent / "rules" / "pack.yaml"
    pack = rules.read_text("utf-8")
    for path, text, well in (
        (actors, f"{good}  zz: {{type: styrelse}}\n", None),  # a fault
        (actors, f"{good}  zz: [\n", None),  # another
        (actors, good, "all is well again; "),
        (audit / "new.yaml", "sources:\n  a: {kind: document, title: A}\n", "all is well; "),
        (rules, pack.replace("pack:", "pakc:"), None),
        (rules, pack, "all is well again; "),
    ):
        save(path, text)
        divider, said = watch.answer().lstrip().split("\n\n", 1)
        name = f"{path.parent.name}/{path.name}"
        assert re.fullmatch(rf"── \d\d:\d\d:\d\d {re.escape(name)} ─+", divider)
        assert said == f"{alone(audit)}{well or ''}waiting for changes, Ctrl-C ends\n"
    code, last = watch.end()
    assert (code, last) == (0, "\nno longer watched\n")


def test_a_folder_that_goes_and_comes_back(watch: Watch, audit: Path) -> None:
    """Both are answered, however it goes."""
    watch.answer()
    copytree(audit, audit.parent / "copy")
    for go in (lambda: audit.rename(audit.parent / "gone"), lambda: rmtree(audit)):
        go()
        said = watch.answer()
        while "no-such-folder" not in said:  # file by file
            said = watch.answer()
        copytree(audit.parent / "copy", audit.parent / "new")
        (audit.parent / "new").rename(audit)
        assert "all is well again" in watch.answer()
    assert watch.end()[0] == 0


def test_drafts_of_editors_are_no_change(watch: Watch, audit: Path) -> None:
    """Nothing is said until a file of evidence is saved."""
    watch.answer()
    for name in ("4913", ".actors.yaml.swp", "actors.yaml~", "#actors.yaml#", "notes.txt"):
        (audit / name).write_text("a: [\n")
    (audit / "4913").unlink()
    os.utime(audit / "actors.yaml", (0, 0))
    save(audit / "new.yaml", "{}\n")
    assert "evidence/new.yaml ─" in watch.answer()
    assert watch.end() == (0, "\nno longer watched\n")


def test_what_is_not_watched(audit: Path, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    """Formats for programs, a folder that is not there, an install without the extra."""
    assert audit.is_dir()
    assert run(["check", "evidence", "--watch", "--format", "json"]) == 2
    assert "error: --watch is for people to read" in capsys.readouterr().err
    assert run(["check", "none", "--watch"]) == 3
    assert "no-such-folder" in capsys.readouterr().out
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    assert run(["check", "evidence", "--watch"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        "error: --watch needs 'watchfiles', which is not installed\n"
        "  help: run: python -m pip install 'auditcheck[watch]'\n"
    )
