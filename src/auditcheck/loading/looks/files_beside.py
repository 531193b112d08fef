"""Looks at the files kept beside the evidence: that they are there, inside, and as reviewed."""

from collections.abc import Iterable, Iterator
from functools import partial

from auditcheck.files.beside import MOST_HASHED, Reason
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
    for source in seen.evidence.of("sources"):
        if seen.shelf.files.get(source.id) == reason:
            message = _MESSAGES[reason].format(source.fields["file"])
            yield seen.told(source, ("file",), message, _REMEDIES[reason])


missing_file: Look = partial(_unusable, "missing")
outside_file: Look = partial(_unusable, "outside")
not_a_file: Look = partial(_unusable, "not a file")


def unlike_digest(seen: Seen) -> Iterable[Told]:
    """Files that are not what they were when they were reviewed: what rests on them is suspect."""
    suspect = seen.shelf.suspect(seen.evidence)
    for source, digest in _digested(seen):
        if source.id not in suspect:
            continue
        resting = [item for item in seen.evidence.items.values() if _rests_on(item, source)]
        message = "the file has changed since it was reviewed: what rests on it is suspect"
        remedy = f"read the file anew, mend what rests on it, then write sha256: {digest}"
        also = (
            seen.related("the file is named here", source, ("file",)),
            *(seen.related(f"'{item.id}' is suspect until then", item) for item in resting),
        )
        yield seen.told(source, ("sha256",), message, remedy, also)


def _rests_on(item: Item, source: Item) -> bool:
    return any(citation.source == source.id for citation in item.citations)


def unchecked_digest(seen: Seen) -> Iterable[Told]:
    """Files that may not be read, or are too large, to be checked."""
    for source, digest in _digested(seen):
        if digest is None:
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


def _digested(seen: Seen) -> Iterator[tuple[Item, str | None]]:
    """The sources with a digest and a file that is there, and the digest that the file has."""
    for source in seen.evidence.of("sources"):
        if "sha256" in source.fields and source.id in seen.shelf.digests:
            yield source, seen.shelf.digests[source.id]
