"""Regular files, read without ever waiting for one and never more than was asked for."""

import os
import stat
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

_CHUNK = 2**20


def read_regular(path: Path, most: int) -> bytes | None:
    """Return at most `most` bytes of a file, or None for what is no regular file."""
    if not stat.S_ISREG(path.stat().st_mode):  # never opened: opening a pipe waits
        return None
    with _opened(path) as file:
        return file.read(most) if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else None


def digest_regular(path: Path, most: int) -> str | None:
    """Return the SHA-256 of at most `most` bytes of a file; None for what cannot be read."""
    return read_digested(path, most, 0)[0]


def read_digested(path: Path, most: int, keep: int) -> tuple[str | None, bytes | None]:
    """Return the SHA-256 of at most `most` bytes of a file, and those very bytes.

    The bytes are None where they are more than `keep`, and both where it cannot be read.
    """
    found, kept = sha256(), bytearray()
    try:
        with _opened(path) as file:
            while most > 0 and (chunk := file.read(min(most, _CHUNK))):
                found.update(chunk)
                most -= len(chunk)
                keep -= len(chunk)
                if keep >= 0:
                    kept += chunk
    except (OSError, ValueError):  # a path with a NUL
        return None, None
    return found.hexdigest(), bytes(kept) if keep >= 0 else None


def _opened(path: Path) -> BinaryIO:
    return open(path, "rb", opener=_open_without_waiting)


def _open_without_waiting(path: str, flags: int) -> int:
    """Open even what became a pipe since it was looked at."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
