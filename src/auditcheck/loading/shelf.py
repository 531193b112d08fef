"""The files that sources name: each read once, for its digest and for the quotes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from auditcheck.files.beside import MOST_HASHED, Beside, Reason
from auditcheck.files.beside import Found as File
from auditcheck.model.evidence import Citation, Evidence
from auditcheck.model.quotes import Verification
from auditcheck.model.results import InputFile

if TYPE_CHECKING:
    from auditcheck.sources.comparing import Found

MOST_KEPT = 64 * 2**20  # bytes of one file that are kept for its words

Unread = Literal["encrypted", "broken", "too large", "unknown", "unreadable"]
Quoted = tuple[str, int]  # an item, and which of its citations it is, from 0


class Shelf(NamedTuple):
    """What the files that sources name came to.

    `files` are those that sources name, or why they cannot be used; `digests` those of the sources
    whose file was to be read, None where it was not; `unread` why a source's words were not read;
    `found` what became of each quote whose source's words were read; `read` the files themselves.
    """

    files: Mapping[str, File | Reason]
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


def read_shelf(evidence: Evidence, beside: Beside) -> Shelf:
    """Read the files that sources with a digest, or with quotes, name; `beside` finds them."""
    quotes: dict[str, dict[Quoted, Citation]] = defaultdict(dict)
    for item in evidence.items.values():
        for number, citation in enumerate(item.citations):
            if citation.quote is not None:
                quotes[citation.source][item.id, number] = citation
    named = [source for source in evidence.of("sources") if "file" in source.fields]
    files = {source.id: beside.find(str(source.fields["file"])) for source in named}
    by_path: dict[Path, tuple[File, list[str]]] = {}
    for source in named:
        file = files[source.id]
        if not isinstance(file, str) and ("sha256" in source.fields or source.id in quotes):
            by_path.setdefault(file.path, (file, []))[1].append(source.id)
    reading = _Reading(beside)
    for file, sources in by_path.values():
        reading.read(file, sources, quotes)
    home = beside.root.resolve()
    read = sorted((path.relative_to(home).as_posix(), sha) for path, sha in reading.hashed.items())
    inputs = tuple(InputFile(path, digest) for path, digest in read)
    return Shelf(files, reading.digests, reading.unread, reading.found, inputs)


class _Reading:
    """The files as they are being read; together they may hold so much and no more."""

    def __init__(self, beside: Beside) -> None:
        self.beside = beside
        self.room = MOST_HASHED
        self.hashed: dict[Path, str] = {}
        self.digests: dict[str, str | None] = {}
        self.unread: dict[str, Unread] = {}
        self.found: dict[Quoted, Found] = {}

    def read(
        self,
        file: File,
        sources: Iterable[str],
        quotes: Mapping[str, Mapping[Quoted, Citation]],
    ) -> None:
        """Read one file: its digest for all its sources, its words for those that are quoted."""
        sought: dict[Quoted, Citation] = {}
        quoted = [id_ for id_ in sources if id_ in quotes]
        for id_ in quoted:
            sought |= quotes[id_]
        digest, raw = self._bytes(file, keep=bool(sought))
        for id_ in sources:
            self.digests[id_] = digest
        if digest is not None:
            self.hashed[file.path] = digest
        if not sought:
            return
        if raw is None:
            self.unread |= dict.fromkeys(quoted, "unreadable" if digest is None else "too large")
            return
        from auditcheck.sources.comparing import find
        from auditcheck.sources.formats import read_document
        from auditcheck.sources.pages import RefusedError

        try:
            document = read_document(file.path.name, raw)
            found = {at: find(c.quote or "", document, c.page) for at, c in sought.items()}
        except RefusedError as refused:
            self.unread |= dict.fromkeys(quoted, refused.why)
        else:
            self.found |= found

    def _bytes(self, file: File, *, keep: bool) -> tuple[str | None, bytes | None]:
        """A file's digest, None if it may not be read or there is no room; its bytes if kept."""
        if not file.readable or file.size > self.room:
            return None, None
        self.room -= file.size
        raw = self.beside.read(file, MOST_KEPT) if keep else None
        return self.beside.digest(file), raw
