"""Folders: which files are read, and what is refused unread."""

import os
import socket
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from auditcheck.files import folder as room
from auditcheck.files.folder import SourceFile, is_yaml, read_folder

UNIX = pytest.mark.skipif(
    sys.platform == "win32", reason="links and pipes need their rights there"
)


def make(root: Path, *paths: str, text: str = "a: b\n") -> Path:
    """Write the same text to each path below the root."""
    root.mkdir(exist_ok=True)
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return root


def faults_of(folder: Path) -> list[tuple[str, str]]:
    """Return the codes and paths of what could not be read."""
    return [(fault.code, fault.path) for fault in read_folder(folder, "ev")[1]]


def paths_of(folder: Path, shown: str = "ev") -> list[str]:
    """Return the shown paths of what was read."""
    return [file.path for file in read_folder(folder, shown)[0]]


def test_reads_yaml_files_by_path(tmp_path: Path) -> None:
    """All YAML files below the folder come in order of path, with their bytes and digest."""
    make(tmp_path, "b.yaml", "a/z.yml", "a/b/c.yaml", "a.yaml", "C.YAML", "å.yaml")
    make(tmp_path, "b.txt", "x.test.yaml", "a/y.test.yml", ".git/c.yaml", ".d.yaml", "yaml")
    files, faults = read_folder(tmp_path, "evidence")
    assert [file.path for file in files] == [
        "evidence/C.YAML",
        "evidence/a.yaml",
        "evidence/a/b/c.yaml",
        "evidence/a/z.yml",
        "evidence/b.yaml",
        "evidence/å.yaml",
    ]
    assert faults == ()
    digest = sha256(b"a: b\n").hexdigest()
    assert files[0] == SourceFile("evidence/C.YAML", b"a: b\n", digest)


@pytest.mark.parametrize(
    ("shown", "path"),
    [("ev", "ev/a.yaml"), (".", "a.yaml"), ("./ev/", "ev/a.yaml"), ("../ev", "../ev/a.yaml")],
)
def test_shows_paths_as_the_user_gave_the_folder(tmp_path: Path, shown: str, path: str) -> None:
    """The folder's name stands before each path as it was given, without needless dots."""
    assert paths_of(make(tmp_path, "a.yaml"), shown) == [path]


def test_reads_the_tests_of_rules_where_they_are_asked_for(tmp_path: Path) -> None:
    """`*.test.yaml` and nothing else; that there are none is no fault."""
    make(tmp_path, "a.yaml", "a.test.yaml", "b/c.TEST.yml", ".hidden.test.yaml")
    found, faults = read_folder(tmp_path, "r", tests=True)
    assert ([file.path for file in found], faults) == (["r/a.test.yaml", "r/b/c.TEST.yml"], ())
    assert read_folder(make(tmp_path / "d", "e.yaml"), "r", tests=True) == ((), ())


def test_a_folder_named_as_a_file_is_a_folder(tmp_path: Path) -> None:
    """A folder may have any name."""
    assert paths_of(make(tmp_path, "a.yaml/b.yaml")) == ["ev/a.yaml/b.yaml"]


def test_refuses_what_is_no_folder_of_yaml(tmp_path: Path) -> None:
    """A missing folder, a file and an empty folder each have their own code."""
    make(tmp_path, "a.yaml", "empty/a.txt", "tests/a.test.yaml")
    assert faults_of(tmp_path / "none") == [("no-such-folder", "ev")]
    assert faults_of(tmp_path / "a.yaml" / "b") == [("no-such-folder", "ev")]
    assert faults_of(Path("a\0b")) == [("no-such-folder", "ev")]
    assert faults_of(tmp_path / "a.yaml") == [("not-a-folder", "ev")]
    assert faults_of(tmp_path / "empty") == [("no-files", "ev")]
    assert faults_of(tmp_path / "tests") == [("no-files", "ev")]


def test_refuses_what_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of the limit is read, one byte more is not, and no more than that is read of any."""
    monkeypatch.setattr(room, "MOST_BYTES", 5)
    make(tmp_path, "a.yaml")
    make(tmp_path, "b.yaml", text="a: bc\n")
    assert paths_of(tmp_path) == ["ev/a.yaml"]
    assert faults_of(tmp_path) == [("too-large", "ev/b.yaml")]


def test_refuses_what_is_too_many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither more YAML files nor more entries of any kind are gone through."""
    make(tmp_path, "a.yaml", "b.yaml", "c/d.yaml", "c/e.txt")
    monkeypatch.setattr(room, "MOST_FILES", 2)
    assert faults_of(tmp_path) == [("too-many-files", "ev")]
    assert paths_of(tmp_path) == []
    monkeypatch.setattr(room, "MOST_FILES", 9)
    monkeypatch.setattr(room, "MOST_ENTRIES", 4)
    assert faults_of(tmp_path) == [("too-many-files", "ev")]
    monkeypatch.setattr(room, "MOST_ENTRIES", 5)
    assert faults_of(tmp_path) == []


@UNIX
def test_refuses_pipes_and_sockets_unopened(tmp_path: Path) -> None:
    """What would make a reader wait is refused at once."""
    make(tmp_path, "a.yaml")
    os.mkfifo(tmp_path / "pipe.yaml")
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.path.relpath(tmp_path / "s.yaml"))
        assert faults_of(tmp_path) == [
            ("not-a-regular-file", "ev/pipe.yaml"),
            ("not-a-regular-file", "ev/s.yaml"),
        ]
    assert paths_of(tmp_path) == ["ev/a.yaml"]


@UNIX
def test_refuses_a_file_that_becomes_a_pipe(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even when a pipe takes a file's place between looking and opening, nobody waits."""
    make(tmp_path, "a.yaml")
    open_file = os.open

    def swap(path: str, flags: int) -> int:
        Path(path).unlink()
        os.mkfifo(path)
        return open_file(path, flags)

    monkeypatch.setattr(os, "open", swap)
    assert faults_of(tmp_path) == [("not-a-regular-file", "ev/a.yaml")]


@UNIX
def test_refuses_links_that_leave_or_loop(tmp_path: Path) -> None:
    """A link is read when it leads to a file inside the folder, and else told of."""
    make(tmp_path, "out.yaml", "evil/x.yaml")
    folder = make(tmp_path / "ev", "a.yaml", "sub/b.yaml", "data/c.txt")
    links = {
        "in.yaml": "a.yaml",
        "text.yaml": "data/c.txt",
        "out.yaml": "../out.yaml",
        "passwd.yaml": "/etc/passwd",
        "loop.yaml": "loop.yaml",
        "ring-a.yaml": "ring-b.yaml",
        "ring-b.yaml": "ring-a.yaml",
        "gone.yaml": "nowhere",
        "gone.txt": "nowhere",
        "file": "a.yaml",
        "up": "..",
        "self": ".",
        "other": "sub",
        "evil": "../evil",
        ".hidden": "../evil",
    }
    for name, target in links.items():
        (folder / name).symlink_to(target)
    assert paths_of(folder) == ["ev/a.yaml", "ev/in.yaml", "ev/sub/b.yaml", "ev/text.yaml"]
    assert faults_of(folder) == [
        ("link-outside", "ev/evil"),
        ("unreadable", "ev/gone.yaml"),
        ("link-loop", "ev/loop.yaml"),
        ("link-to-folder", "ev/other"),
        ("link-outside", "ev/out.yaml"),
        ("link-outside", "ev/passwd.yaml"),
        ("link-loop", "ev/ring-a.yaml"),
        ("link-loop", "ev/ring-b.yaml"),
        ("link-to-folder", "ev/self"),
        ("link-outside", "ev/up"),
    ]


@UNIX
def test_a_link_to_a_folder_beside_it_leaves(tmp_path: Path) -> None:
    """A sibling whose name begins alike is outside."""
    make(tmp_path / "evidence", "a.yaml")
    folder = make(tmp_path / "ev", "a.yaml")
    (folder / "b.yaml").symlink_to(tmp_path / "evidence" / "a.yaml")
    assert faults_of(folder) == [("link-outside", "ev/b.yaml")]


@UNIX
def test_reads_a_folder_that_is_itself_a_link(tmp_path: Path) -> None:
    """The user's own link to the evidence is followed."""
    make(tmp_path / "real", "a.yaml", "b/c.yaml")
    (tmp_path / "ev").symlink_to("real")
    assert paths_of(tmp_path / "ev") == ["ev/a.yaml", "ev/b/c.yaml"]


@UNIX
def test_refuses_names_that_cannot_be_shown(tmp_path: Path) -> None:
    """Line breaks, invisible characters and bytes that are not UTF-8 are refused in names."""
    make(tmp_path, "a\nb.yaml", "c\u202ed.yaml", "e\tf/g.yaml")
    (tmp_path / os.fsdecode(b"h\xff")).mkdir()
    shown = read_folder(tmp_path, "ev")[1]
    assert [fault.code for fault in shown] == ["bad-file-name"] * 4
    assert "ev/h\\udcff" in {fault.path for fault in shown}
    assert paths_of(tmp_path) == []


class Refusing:
    """Stands for a system that refuses what it is asked."""

    def __init__(self, error: OSError) -> None:
        self.error = error

    def __call__(self, *_: object, **__: object) -> int:
        """Refuse whatever is asked."""
        raise self.error


def test_tells_of_what_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Missing rights to a file, a folder in it, or the folder itself are told in plain words."""
    make(tmp_path, "a.yaml", "b/c.yaml")
    refused = Refusing(PermissionError(13, "Permission denied"))
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refused)
        (first, *_), messages = faults_of(tmp_path), read_folder(tmp_path, "ev")[1]
        assert first == ("unreadable", "ev/a.yaml")
        assert messages[0].message == "permission denied"
    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", refused)
        assert faults_of(tmp_path) == [("unreadable", "ev")]
    with monkeypatch.context() as patch:
        patch.setattr(Path, "stat", refused)
        assert faults_of(tmp_path) == [("unreadable", "ev")]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.yaml", True),
        ("a.YML", True),
        ("a.test.yaml", False),
        ("a.Test.yml", False),
        ("test.yaml", True),
        ("a.yaml.bak", False),
        ("yaml", False),
    ],
)
def test_is_yaml(name: str, expected: bool) -> None:
    """The end of the name decides, whatever its case."""
    assert is_yaml(name) is expected
