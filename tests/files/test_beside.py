"""Files that are named below a folder: found, refused, read once and remembered."""

import os
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from auditcheck.files import beside as room
from auditcheck.files.beside import Beside, Found, inside
from auditcheck.files.regular import digest_regular, read_digested

UNIX = pytest.mark.skipif(
    sys.platform == "win32", reason="links and pipes need their rights there"
)


def make(root: Path, *paths: str) -> Path:
    """Write a file at each path below the root."""
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(path)
    return root


@UNIX
def test_inside(tmp_path: Path) -> None:
    """A source is used only when it is a file below the folder, links and dots resolved."""
    make(tmp_path, "out.txt", "evidence/x.txt")
    root = make(tmp_path / "ev", "a.txt", "sources/b.txt")
    (root / "in.txt").symlink_to("sources/b.txt")
    (root / "out.txt").symlink_to("../out.txt")
    (root / "ring.txt").symlink_to("ring.txt")
    os.mkfifo(root / "pipe.txt")
    real = root.resolve()
    assert inside(root, "a.txt") == real / "a.txt"
    assert inside(root, "sources/../a.txt") == real / "a.txt"
    assert inside(root, "in.txt") == real / "sources" / "b.txt"
    for name in ("../out.txt", "../nowhere", "../evidence/x.txt", "out.txt", "/etc/passwd", ".."):
        assert inside(root, name) == "outside"
    for name in ("b.txt", "ring.txt", "a\0", "x" * 5_000, "a.txt/b", "none/../../ev/none"):
        assert inside(root, name) == "missing"
    for name in ("sources", ".", "", "pipe.txt"):
        assert inside(root, name) == "not a file"
    assert inside(tmp_path / "none", "a") == "missing"


def test_what_was_seen_once_is_what_is_said(tmp_path: Path) -> None:
    """A file that changes while it is looked at is one file, not two."""
    root = make(tmp_path / "ev", "a.txt")
    seen = Beside(root)
    found = seen.find("a.txt")
    assert found == Found((root / "a.txt").resolve(), 5, True)
    assert isinstance(found, Found)
    digest = seen.digest(found)
    assert digest == sha256(b"a.txt").hexdigest()
    (root / "a.txt").write_text("another")
    assert (seen.find("a.txt"), seen.digest(found)) == (found, digest)
    assert seen.find("b.txt") == "missing"
    assert seen.found == {"a.txt": found, "b.txt": "missing"}
    assert seen.digests == {found.path: digest}
    (root / "a.txt").unlink()
    assert Beside(root).digest(found) is None


def test_what_is_read_is_remembered_by_its_digest(tmp_path: Path) -> None:
    """Also where it is more than is asked for, and where it is gone."""
    root = make(tmp_path / "ev", "a.txt", "b.txt", "c.txt")
    seen = Beside(root)
    a, b, c = (seen.find(name) for name in ("a.txt", "b.txt", "c.txt"))
    assert isinstance(a, Found)
    assert isinstance(b, Found)
    assert isinstance(c, Found)
    c.path.unlink()
    assert [seen.read(a, 5), seen.read(b, 4), seen.read(c, 5)] == [b"a.txt", None, None]
    a.path.write_text("another")
    assert seen.digest(a) == sha256(b"a.txt").hexdigest()
    assert seen.digests == {
        a.path: sha256(b"a.txt").hexdigest(),
        b.path: sha256(b"b.txt").hexdigest(),
        c.path: None,
    }


def test_a_file_that_goes_while_it_is_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is missing, then."""
    monkeypatch.setattr(room, "inside", lambda root, named: root / named)
    assert Beside(tmp_path).find("a.txt") == "missing"


def test_a_digest_is_of_no_more_than_is_asked_for(tmp_path: Path) -> None:
    """Of the first bytes; of none where the name is impossible."""
    path = tmp_path / "a"
    path.write_bytes(b"abcdef")
    assert digest_regular(path, 3) == sha256(b"abc").hexdigest()
    assert read_digested(path, 3, 3) == (sha256(b"abc").hexdigest(), b"abc")
    assert digest_regular(tmp_path / "a\0b", 3) is None
