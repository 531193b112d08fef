"""Writing files that are whole, or as they were: several of them together."""

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from errno import EINVAL
from pathlib import Path

Output = tuple[Path, bytes]


class UnwrittenError(OSError):
    """A file could not be written: which, and the system's words for why."""

    def __init__(self, path: Path, cause: OSError) -> None:
        super().__init__(cause.errno, cause.strerror, str(path))
        self.path = path


def write_together(outputs: Iterable[Output]) -> None:
    """Write every file whole, or leave all as they were; raises UnwrittenError only.

    All are first written beside their places, and then moved into them one after the other: only
    a move that the system refuses, after it took all the bytes, parts them.
    """
    drafts: list[tuple[Path, Path]] = []
    path = Path()
    try:
        for path, data in outputs:
            drafts.append((_new_draft(path), path))
            _write(*drafts[-1], data)
        for draft, path in drafts:
            draft.replace(path)
    except OSError as error:
        raise UnwrittenError(path, error) from None
    finally:
        for draft, _ in drafts:
            with suppress(OSError):
                draft.unlink()


def _new_draft(path: Path) -> Path:
    try:
        return path.with_name(f".{os.urandom(8).hex()}.tmp")
    except ValueError as error:  # a path without a name
        raise OSError(EINVAL, str(error), str(path)) from error


def _write(draft: Path, path: Path, data: bytes) -> None:
    try:
        mode = _mode_to_keep(path)
    except ValueError as error:  # a path with a NUL
        raise OSError(EINVAL, str(error), str(path)) from error
    with draft.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if mode is not None:
        draft.chmod(mode)


def _mode_to_keep(path: Path) -> int | None:
    """Return the permissions of the file that is there, or None; refuses what is no file."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(mode):
        raise OSError(EINVAL, "not a regular file", str(path))
    return stat.S_IMODE(mode)
