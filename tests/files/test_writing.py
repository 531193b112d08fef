"""Writing that is whole or not, of one file and of several."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from auditcheck.files.writing import UnwrittenError, write_together

UNIX = pytest.mark.skipif(
    sys.platform == "win32", reason="links and pipes need their rights there"
)


def test_writes_and_replaces(tmp_path: Path) -> None:
    """What was there is replaced whole, keeps its mode, and nothing else is left behind."""
    path = tmp_path / "out.html"
    write_together([(path, b"one")])
    path.chmod(0o640)
    write_together([(path, b"two")])
    assert path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [*tmp_path.iterdir()] == [path]


@UNIX
def test_new_files_have_the_usual_mode(tmp_path: Path) -> None:
    """A new file is as readable as any that the user writes."""
    program = (
        "import os, sys; from pathlib import Path; os.umask(0o027);"
        "from auditcheck.files.writing import write_together;"
        "write_together([(Path(sys.argv[1]), b'')])"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "a")], check=True)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o640


@UNIX
def test_writing_raises_only_os_errors(tmp_path: Path) -> None:
    """A folder, a device, a missing folder, an impossible name: each an OSError."""
    for path in (
        tmp_path,
        Path(os.devnull),
        tmp_path / "none" / "a",
        tmp_path / "a\0b",
        tmp_path / ("x" * 300),
        Path(),
    ):
        with pytest.raises(OSError, match=r".+"):
            write_together([(path, b"")])
    assert [*tmp_path.iterdir()] == []
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)


def test_a_failed_write_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the disk is full the old file stays, and the draft is gone."""
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        write_together([(path, b"new")])
    assert path.read_bytes() == b"old"
    assert [*tmp_path.iterdir()] == [path]


@UNIX
@pytest.mark.parametrize("bad", ["folder", "pipe", "none/a", "a\0b"])
def test_all_are_written_or_none(tmp_path: Path, bad: str) -> None:
    """One that cannot be written leaves those before and after it as they were."""
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "old").write_bytes(b"old")
    paths = [tmp_path / name for name in ("old", "new", bad, "newer")]
    with pytest.raises(UnwrittenError) as raised:
        write_together([(path, b"data") for path in paths])
    assert raised.value.path == tmp_path / bad
    assert (tmp_path / "old").read_bytes() == b"old"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["folder", "old", "pipe"]
    good = [paths[0], paths[1], paths[3]]
    write_together([(path, path.name.encode()) for path in good])
    assert [path.read_bytes() for path in good] == [b"old", b"new", b"newer"]
