"""Folders of files: what is read, and what is refused unread."""

import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path, PurePath

from auditcheck.files.characters import UNSEEN
from auditcheck.files.diagnostic import Diagnostic, in_order
from auditcheck.files.refusals import MOST_BYTES
from auditcheck.files.regular import read_regular

MOST_FILES = 20_000
MOST_ENTRIES = 100_000  # of any kind, looked at below one folder
MOST_TOGETHER = 128 * 2**20  # bytes, of all the files of one folder
YAML = (".yaml", ".yml")
TESTS = (".test.yaml", ".test.yml")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as it lay on the disk; its path is the one shown, relative and POSIX."""

    path: str
    raw: bytes
    sha256: str


def read_folder(
    folder: Path, shown: str, *, tests: bool = False
) -> tuple[tuple[SourceFile, ...], tuple[Diagnostic, ...]]:
    """Return the YAML files below a folder, by path, and what could not be read.

    Hidden names are passed over, and so are `*.test.yaml`, which `tests` asks for alone; a link is
    read when it leads to a file inside the folder.
    """
    shelf = _Shelf(folder, PurePath(shown).as_posix(), is_test if tests else is_yaml)
    shelf.find()
    files = []
    room = MOST_TOGETHER
    for relative in sorted(shelf.found):
        raw = shelf.read(relative)
        room -= len(raw or b"")
        if room < 0:
            message = f"the YAML files have more than {MOST_TOGETHER:,} bytes together"
            shelf.refuse("too-many-files", "", message, "name the folder of one audit")
            return (), in_order(shelf.faults)
        if raw is not None:
            files.append(SourceFile(shelf.shown(relative), raw, sha256(raw).hexdigest()))
    return tuple(files), in_order(shelf.faults)


class _Shelf:
    """A folder that is being read."""

    def __init__(self, folder: Path, top: str, is_named: Callable[[str], bool]) -> None:
        self.folder = folder
        self.top = top
        self.is_named = is_named
        self.found: list[str] = []
        self.faults: list[Diagnostic] = []

    def shown(self, relative: str) -> str:
        path = PurePath(self.top, relative).as_posix()
        return path.encode(errors="backslashreplace").decode()

    def refuse(self, code: str, relative: str, message: str, remedy: str | None = None) -> None:
        path = self.shown(relative)
        self.faults.append(Diagnostic(code, "fault", message, path, None, remedy))

    def find(self) -> None:
        """Note the relative paths of all YAML files below the folder."""
        try:
            mode = self.folder.stat().st_mode
        except (OSError, ValueError) as error:
            missing = isinstance(error, FileNotFoundError | NotADirectoryError | ValueError)
            code = "no-such-folder" if missing else "unreadable"
            self.refuse(code, "", "there is no such folder" if missing else _reason(error))
            return
        if not stat.S_ISDIR(mode):
            self.refuse("not-a-folder", "", "this is not a folder", "name the folder it lies in")
            return
        self._walk(self.folder.resolve())
        if not self.found and not self.faults and self.is_named is is_yaml:
            message, remedy = "no YAML file is in the folder", "name a folder of *.yaml files"
            self.refuse("no-files", "", message, remedy)

    def _walk(self, root: Path) -> None:
        pending = [""]
        room = MOST_ENTRIES
        while pending:
            folder = pending.pop()
            try:
                with os.scandir(root / folder) as entries:
                    listed = [*islice(entries, room + 1)]
            except OSError as error:
                self.refuse("unreadable", folder, _reason(error))
                continue
            room -= len(listed)
            for entry in listed:
                relative = f"{folder}{entry.name}"
                if not entry.name.startswith(".") and self._is_wanted(relative, entry, root):
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(f"{relative}/")
                    else:
                        self.found.append(relative)
            if room < 0 or len(self.found) > MOST_FILES:
                message = f"more than {MOST_FILES:,} YAML files or {MOST_ENTRIES:,} files in all"
                self.refuse("too-many-files", "", message, "name the folder of one audit")
                self.found.clear()
                return

    def _is_wanted(self, relative: str, entry: os.DirEntry[str], root: Path) -> bool:
        """Return whether to read the entry or look into it; refuse it where that must be told."""
        named = self.is_named(entry.name)
        if entry.is_symlink():
            wanted = self._is_wanted_link(relative, root, named=named)
        else:
            wanted = named or entry.is_dir(follow_symlinks=False)
        if wanted and (UNSEEN.search(entry.name) or {*"\t\n\r"} & {*entry.name}):
            message = "the name holds a character that cannot be shown"
            self.refuse("bad-file-name", relative, message, "rename it")
            return False
        return wanted

    def _is_wanted_link(self, relative: str, root: Path, *, named: bool) -> bool:
        try:
            target = (root / relative).resolve(strict=True)
        except RuntimeError:  # until 3.13; an OSError from then on
            self.refuse("link-loop", relative, "the link leads back to itself", "delete it")
            return False
        except OSError as error:
            if named:
                self.refuse("unreadable", relative, f"the link leads nowhere: {_reason(error)}")
            return False
        if not named and not target.is_dir():
            return False
        remedy = "put what it leads to into the folder itself"
        if not target.is_relative_to(root):
            self.refuse("link-outside", relative, "the link leads out of the folder", remedy)
        elif target.is_dir():
            self.refuse("link-to-folder", relative, "the link leads to a folder", remedy)
        else:
            return True
        return False

    def read(self, relative: str) -> bytes | None:
        """Return the bytes of a regular file that is not too large, else None and a fault."""
        path = self.folder / relative
        message = f"the file is larger than {MOST_BYTES:,} bytes"
        try:
            raw = read_regular(path, MOST_BYTES + 1)
        except OSError as error:
            self.refuse("unreadable", relative, _reason(error))
            return None
        if raw is None:
            message = "this is a pipe, a socket or a device, not a file"
            self.refuse("not-a-regular-file", relative, message, "delete it")
        elif len(raw) > MOST_BYTES:
            self.refuse("too-large", relative, message, "divide it into several files")
            return None
        return raw


def is_yaml(name: str) -> bool:
    """Return whether a file of that name holds evidence or rules (not their tests)."""
    folded = name.casefold()
    return folded.endswith(YAML) and not folded.endswith(TESTS)


def is_test(name: str) -> bool:
    """Return whether a file of that name holds the tests of rules."""
    return name.casefold().endswith(TESTS)


def _reason(error: Exception) -> str:
    """Return the system's words for an error, without the path."""
    return (getattr(error, "strerror", None) or str(error)).casefold()
