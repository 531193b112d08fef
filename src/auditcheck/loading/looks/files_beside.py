"""Looks at the files kept beside the evidence: that they are there, inside, and the same."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

from auditcheck.files.beside import MOST_HASHED, Found, Reason
from auditcheck.loading.looks.seen import Look, Seen, Told
from auditcheck.model.evidence import Item

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
        if seen.beside.find(path) == reason:
            message = _MESSAGES[reason].format(path)
            yield seen.told(source, ("file",), message, _REMEDIES[reason])


missing_file: Look = partial(_unusable, "missing")
outside_file: Look = partial(_unusable, "outside")
not_a_file: Look = partial(_unusable, "not a file")


def unlike_digest(seen: Seen) -> Iterable[Told]:
    """Files that are not what they were when their digest was written down."""
    for source, file, is_checked in _digested(seen):
        written = source.fields["sha256"]
        if is_checked and (digest := seen.beside.digest(file)) != written:
            message = f"the file's SHA-256 is '{digest}', not what is written here"
            remedy = "find out why the file has changed; then replace the file or the digest"
            also = (seen.related("the file is named here", source, ("file",)),)
            yield seen.told(source, ("sha256",), message, remedy, also)


def unchecked_digest(seen: Seen) -> Iterable[Told]:
    """Files that may not be read, or are too large, to be checked."""
    for source, _, is_checked in _digested(seen):
        if not is_checked:
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


def _digested(seen: Seen) -> Iterator[tuple[Item, Found, bool]]:
    """The sources with a digest and a file that is there, and whether the file is to be read."""
    known: dict[Path, bool] = {}
    room = MOST_HASHED
    for source, path in _named(seen):
        file = seen.beside.find(path)
        if "sha256" not in source.fields or isinstance(file, str):
            continue
        if file.path not in known:
            known[file.path] = file.size <= room and file.readable
            room -= file.size if known[file.path] else 0
        yield source, file, known[file.path]
