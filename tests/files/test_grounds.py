"""Grounds: they hold while all is as it was found, and no longer."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from auditcheck.files.beside import Beside, Found
from auditcheck.files.folder import read_folder
from auditcheck.files.grounds import Ground, hold, of_beside, of_folder, of_name, of_tree

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="links and pipes need their rights there"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder of evidence with two files, a link, a file beside them, and one outside."""
    root = tmp_path / "ev"
    (root / "deep").mkdir(parents=True)
    (root / "a.yaml").write_text("a: b\n")
    (root / "deep" / "b.yaml").write_text("c: d\n")
    (root / "link.yaml").symlink_to("a.yaml")
    (root / "plan.pdf").write_bytes(b"plan")
    (root / "other.pdf").write_bytes(b"plan")
    (root / "way.pdf").symlink_to("plan.pdf")
    (tmp_path / "out.yaml").write_text("a: b\n")
    return root


def replace(path: Path, by: Callable[[Path], object]) -> None:
    """Something else at the same path."""
    path.unlink()
    by(path)


IN_THE_FOLDER: dict[str, Callable[[Path], object]] = {
    "a byte": lambda root: (root / "a.yaml").write_text("a: c\n"),
    "a file more": lambda root: (root / "c.yaml").write_text("e: f\n"),
    "a file less": lambda root: (root / "a.yaml").unlink(),
    "another name": lambda root: (root / "a.yaml").rename(root / "z.yaml"),
    "another folder": lambda root: (root / "deep" / "b.yaml").rename(root / "b.yaml"),
    "two files exchanged": lambda root: (
        (root / "a.yaml").write_text("c: d\n"),
        (root / "deep" / "b.yaml").write_text("a: b\n"),
    ),
    "a pipe": lambda root: replace(root / "a.yaml", os.mkfifo),
    "a link out": lambda root: replace(
        root / "link.yaml", lambda path: path.symlink_to("../out.yaml")
    ),
    "a link to nowhere": lambda root: replace(
        root / "link.yaml", lambda path: path.symlink_to("none.yaml")
    ),
    "no folder": lambda root: root.rename(root.with_name("gone")),
}


@pytest.mark.parametrize("change", IN_THE_FOLDER)
def test_a_folder(change: str, root: Path) -> None:
    """Its files, their names and all that is refused: what else lies in it is nothing to it."""
    ground = of_folder(root, "ev", *read_folder(root, "ev"))
    (root / ".a.yaml.swp").write_text("")
    (root / "a.yaml~").write_text("")
    (root / "plan.pdf").write_text("")
    assert hold([ground])
    IN_THE_FOLDER[change](root)
    assert not hold([ground])


@pytest.mark.parametrize("change", [each for each in IN_THE_FOLDER if each != "a link out"])
def test_a_tree(change: str, root: Path) -> None:
    """The files of some endings, by name and bytes: where a link leads to is nothing to it."""
    ground = of_tree(root, ".yaml")
    (root / "plan.pdf").write_text("")
    (root / "a.yaml~").write_text("")
    IN_THE_FOLDER["a link out"](root)
    assert hold([ground])
    IN_THE_FOLDER[change](root)
    assert not hold([ground])


BESIDE: dict[str, Callable[[Path], object]] = {
    "a byte": lambda root: (root / "plan.pdf").write_bytes(b"plam"),
    "missing": lambda root: (root / "plan.pdf").unlink(),
    "there": lambda root: (root / "none.pdf").write_bytes(b""),
    "a pipe": lambda root: replace(root / "plan.pdf", os.mkfifo),
    "another link": lambda root: replace(
        root / "way.pdf", lambda path: path.symlink_to("other.pdf")
    ),
}


@pytest.mark.parametrize("change", BESIDE)
def test_files_beside(change: str, root: Path) -> None:
    """What was found of each, and its bytes where they were asked for."""
    beside = Beside(root)
    plan = beside.find("plan.pdf")
    assert isinstance(plan, Found)
    beside.digest(plan)
    assert (beside.find("none.pdf"), isinstance(beside.find("way.pdf"), Found)) == (
        "missing",
        True,
    )
    grounds = [*of_beside(beside)]
    (root / "other.pdf").write_bytes(b"nobody asked")
    assert hold(grounds)
    BESIDE[change](root)
    assert not hold(grounds)


def test_a_digest_that_could_not_be_made(root: Path) -> None:
    """It holds until the file can be read."""
    beside = Beside(root)
    gone = Found(root / "gone.pdf", 4, True)
    assert beside.digest(gone) is None
    assert hold(of_beside(beside))
    gone.path.write_bytes(b"back")
    assert not hold(of_beside(beside))


def test_a_name(root: Path) -> None:
    """Whether it is that of a folder; one that cannot be is none."""
    ground = of_name(root)
    assert (ground.found, of_name(root / ("x" * 5_000)).found) == ("yes", "no")
    root.rename(root.with_name("gone"))
    assert not hold([ground])
    root.write_text("a file")
    assert of_name(root).found == "no"


def test_what_nobody_looks_at_does_not_hold() -> None:
    """A ground of a sort that there is not, or that names too little."""
    for ground in (Ground("weather", ("ev",), "fair"), Ground("folder", ("ev",), "")):
        assert not hold([ground])
