"""The files that lie beside the evidence and are named in it: each looked at once."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, NamedTuple

from auditcheck.files.regular import digest_regular, read_digested

MOST_HASHED = 512 * 2**20  # bytes, of all the files of an audit together

Reason = Literal["missing", "outside", "not a file"]


class Found(NamedTuple):
    """A file that is there, with its links resolved: its size in bytes, and may it be read."""

    path: Path
    size: int
    readable: bool


class Beside:
    """The files below a folder that are named in it.

    What was once seen of a file is what is said of it from then on, and is remembered: it is all
    of these files that an answer can rest on.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._found: dict[str, Found | Reason] = {}
        self._digests: dict[Path, str | None] = {}

    def find(self, named: str) -> Found | Reason:
        """Return the file of that path below the folder, or why it cannot be used."""
        if named not in self._found:
            self._found[named] = _find(self.root, named)
        return self._found[named]

    def digest(self, file: Found) -> str | None:
        """Return the file's SHA-256; None where it can no longer be read."""
        if file.path not in self._digests:
            self._digests[file.path] = digest_regular(file.path, MOST_HASHED)
        return self._digests[file.path]

    def read(self, file: Found, most: int) -> bytes | None:
        """Return the file's bytes, whose digest is the file's from then on.

        None where they are more than `most`, or it can no longer be read.
        """
        self._digests[file.path], raw = read_digested(file.path, MOST_HASHED, most)
        return raw

    @property
    def found(self) -> Mapping[str, Found | Reason]:
        """All that was found, by the path that it was named by."""
        return self._found

    @property
    def digests(self) -> Mapping[Path, str | None]:
        """The digests of all files that were read, or whose digest was asked for."""
        return self._digests


def _find(root: Path, named: str) -> Found | Reason:
    path = inside(root, named)
    if not isinstance(path, Path):
        return path
    try:
        return Found(path, path.stat().st_size, os.access(path, os.R_OK))
    except OSError:  # gone since it was found
        return "missing"


def inside(root: Path, relative: str) -> Path | Reason:
    """Return the file that evidence names by a path below the root, or why it cannot be used."""
    try:
        home = root.resolve(strict=True)
        path = home / relative
        if not path.resolve().is_relative_to(home):
            return "outside"
        found = path.resolve(strict=True)
        return found if found.is_file() else "not a file"
    except (OSError, RuntimeError, ValueError):  # links in a ring; a name with a NUL
        return "missing"
