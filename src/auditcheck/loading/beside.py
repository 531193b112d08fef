"""The files that lie beside the evidence: each read once, for its digest and for the quotes."""

import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from auditcheck.files.folder import Reason, inside
from auditcheck.model.evidence import Citation, Evidence, Item
from auditcheck.model.quotes import Verification
from auditcheck.model.results import InputFile

if TYPE_CHECKING:
    from auditcheck.sources.comparing import Found

MOST_HASHED = 512 * 2**20  # bytes, of all the files of an audit together
MOST_KEPT = 64 * 2**20  # bytes of one file that are kept for its words
_CHUNK = 2**20

Unread = Literal["encrypted", "broken", "too large", "unknown", "unreadable"]
Quoted = tuple[str, int]  # an item, and which of its citations it is, from 0


class Beside(NamedTuple):
    """What the files beside the evidence came to.

    `files` are those that sources name, or why they cannot be used; `digests` those of the sources
    whose file was to be read, None where it was not; `unread` why a source's words were not read;
    `found` what became of each quote whose source's words were read; `read` the files themselves.
    """

    files: Mapping[str, Path | Reason]
    digests: Mapping[str, str | None]
    unread: Mapping[str, Unread]
    found: "Mapping[Quoted, Found]"
    read: tuple[InputFile, ...]

    def suspect(self, evidence: Evidence) -> frozenset[str]:
        """The sources whose file is not the one that was reviewed, by its digest."""
        return frozenset(
            id_
            for id_, digest in self.digests.items()
            if digest is not None and evidence.items[id_].fields.get("sha256", digest) != digest
        )

    def verified(self, evidence: Evidence) -> Mapping[Quoted, Verification]:
        """What became of each quote whose source has a file."""
        looked = {at: Verification(each.step, each.page) for at, each in self.found.items()}
        for item in evidence.items.values():
            for number, citation in enumerate(item.citations):
                if citation.quote is not None and citation.source in self.unread:
                    looked[item.id, number] = Verification("unread", None)
        return looked


def read_beside(evidence: Evidence, folder: Path) -> Beside:
    """Read the files in `folder` that sources with a digest, or with quotes, name."""
    quotes: dict[str, dict[Quoted, Citation]] = defaultdict(dict)
    for item in evidence.items.values():
        for number, citation in enumerate(item.citations):
            if citation.quote is not None:
                quotes[citation.source][item.id, number] = citation
    named = [source for source in evidence.of("sources") if "file" in source.fields]
    files = {source.id: inside(folder, str(source.fields["file"])) for source in named}
    by_path: dict[Path, list[Item]] = defaultdict(list)
    for source in named:
        path = files[source.id]
        if isinstance(path, Path) and ("sha256" in source.fields or source.id in quotes):
            by_path[path].append(source)
    shelf = _Shelf()
    for path, sources in by_path.items():
        shelf.read(path, [source.id for source in sources], quotes)
    home = folder.resolve()
    read = sorted((path.relative_to(home).as_posix(), sha) for path, sha in shelf.hashed.items())
    inputs = tuple(InputFile(path, digest) for path, digest in read)
    return Beside(files, shelf.digests, shelf.unread, shelf.found, inputs)


class _Shelf:
    """The files as they are being read; together they may hold so much and no more."""

    def __init__(self) -> None:
        self.room = MOST_HASHED
        self.hashed: dict[Path, str] = {}
        self.digests: dict[str, str | None] = {}
        self.unread: dict[str, Unread] = {}
        self.found: dict[Quoted, Found] = {}

    def read(
        self,
        path: Path,
        sources: Iterable[str],
        quotes: Mapping[str, Mapping[Quoted, Citation]],
    ) -> None:
        """Read one file: its digest for all its sources, its words for those that are quoted."""
        sought: dict[Quoted, Citation] = {}
        quoted = [id_ for id_ in sources if id_ in quotes]
        for id_ in quoted:
            sought |= quotes[id_]
        digest, raw = self._bytes(path, keep=bool(sought))
        for id_ in sources:
            self.digests[id_] = digest
        if digest is not None:
            self.hashed[path] = digest
        if not sought:
            return
        if raw is None:
            self.unread |= dict.fromkeys(quoted, "unreadable" if digest is None else "too large")
            return
        from auditcheck.sources.comparing import find
        from auditcheck.sources.formats import read_document
        from auditcheck.sources.pages import RefusedError

        try:
            document = read_document(path.name, raw)
            found = {at: find(c.quote or "", document, c.page) for at, c in sought.items()}
        except RefusedError as refused:
            self.unread |= dict.fromkeys(quoted, refused.why)
        else:
            self.found |= found

    def _bytes(self, path: Path, *, keep: bool) -> tuple[str | None, bytes | None]:
        """A file's digest, None if it may not be read or there is no room; its bytes if kept."""
        digest, kept = sha256(), bytearray()
        try:
            if path.stat().st_size > self.room:
                return None, None
            with open(path, "rb", opener=_open_without_waiting) as file:
                while chunk := file.read(_CHUNK):
                    self.room -= len(chunk)
                    if self.room < 0:
                        return None, None
                    digest.update(chunk)
                    keep = keep and len(kept) + len(chunk) <= MOST_KEPT
                    if keep:
                        kept += chunk
        except OSError:
            return None, None
        return digest.hexdigest(), bytes(kept) if keep else None


def _open_without_waiting(path: str, flags: int) -> int:
    """Open even what became a pipe since it was looked at."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
