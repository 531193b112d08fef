"""Looks at the files kept beside the evidence: that they are there, inside, and the same."""

import os
from collections.abc import Iterable, Iterator
from functools import partial
from hashlib import sha256
from pathlib import Path

from auditcheck.files.folder import Reason, inside
from auditcheck.loading.looks.seen import Look, Seen, Told
from auditcheck.model.evidence import Item

MOST_HASHED = 512 * 2**20  # bytes, of all the files of an audit together
_CHUNK = 2**20

_REMEDIES: dict[Reason, str] = {
    "missing": "put the file there, correct the path, or remove 'file'",
    "outside": "put the file into the folder of the evidence, and name it by its path from there",
    "not a file": "name the file itself, not its folder",
}
_MESSAGES: dict[Reason, str] = {
    "missing": "there is no file '{}' beside the evidence",
    "outside": "'{}' leads out of the folder of the evidence",
    "not a file": "'{}' is not a file",
}


def _unusable(reason: Reason, seen: Seen) -> Iterable[Told]:
    for source, path in _named(seen):
        if inside(seen.folder, path) == reason:
            message = _MESSAGES[reason].format(path)
            yield seen.told(source, ("file",), message, _REMEDIES[reason])


missing_file: Look = partial(_unusable, "missing")
outside_file: Look = partial(_unusable, "outside")
not_a_file: Look = partial(_unusable, "not a file")


def unlike_digest(seen: Seen) -> Iterable[Told]:
    """Files that are not what they were when their digest was written down."""
    digests: dict[Path, str | None] = {}
    for source, file, is_readable in _digested(seen):
        if not is_readable:
            continue
        if file not in digests:
            digests[file] = _digest(file)
        if digests[file] != source.fields["sha256"]:
            message = f"the file's SHA-256 is '{digests[file]}', not what is written here"
            remedy = "find out why the file has changed; then replace the file or the digest"
            also = (seen.related("the file is named here", source, ("file",)),)
            yield seen.told(source, ("sha256",), message, remedy, also)


def unchecked_digest(seen: Seen) -> Iterable[Told]:
    """Files that may not be read, or are too large, to be checked."""
    for source, _, is_readable in _digested(seen):
        if not is_readable:
            most = MOST_HASHED // 2**20
            message = "the digest was not checked: the file may not be read, or is too large"
            remedy = f"let the file be readable, and all files together at most {most} MiB"
            yield seen.told(source, ("sha256",), message, remedy)


def digest_without_file(seen: Seen) -> Iterable[Told]:
    """Digests of no file."""
    for source in seen.evidence.of("sources"):
        if "sha256" in source.fields and "file" not in source.fields:
            message = "a digest is given, but no file"
            yield seen.told(source, ("sha256",), message, "add 'file: PATH', or remove 'sha256'")


def _named(seen: Seen) -> Iterator[tuple[Item, str]]:
    for source in seen.evidence.of("sources"):
        if "file" in source.fields:
            yield source, str(source.fields["file"])


def _digested(seen: Seen) -> Iterator[tuple[Item, Path, bool]]:
    """The sources with a digest and a file that is there, and whether the file is to be read."""
    known: dict[Path, bool] = {}
    room = MOST_HASHED
    for source, path in _named(seen):
        file = inside(seen.folder, path)
        if "sha256" not in source.fields or not isinstance(file, Path):
            continue
        if file not in known:
            size = file.stat().st_size
            known[file] = size <= room and os.access(file, os.R_OK)
            room -= size if known[file] else 0
        yield source, file, known[file]


def _digest(path: Path) -> str | None:
    """The SHA-256 of a file; None where it is no longer what it was when it was looked for."""
    found, room = sha256(), MOST_HASHED
    try:
        with open(path, "rb", opener=_open_without_waiting) as file:
            while room > 0 and (chunk := file.read(_CHUNK)):
                found.update(chunk)
                room -= len(chunk)
    except OSError:
        return None
    return found.hexdigest()


def _open_without_waiting(path: str, flags: int) -> int:
    """Open even what became a pipe since it was looked at."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
