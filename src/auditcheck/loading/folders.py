"""Folders of YAML files as they were read: bytes, documents, digests, and what is wrong."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath

from auditcheck.files.diagnostic import Diagnostic
from auditcheck.files.folder import SourceFile, read_folder
from auditcheck.files.grounds import Ground, of_folder
from auditcheck.files.yaml_text import Document, read_counted, shown_text
from auditcheck.loading.memory import Memory
from auditcheck.model.results import InputFile

MOST_VALUES = 3_000_000  # keys and values, of all the files of one folder


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that was read: its files as bytes, and as documents where they could be read.

    `place` is where it lies, `shown` what messages call it.
    """

    place: Path
    shown: str
    files: tuple[SourceFile, ...]
    documents: tuple[Document, ...]
    problems: tuple[Diagnostic, ...]
    ground: Ground

    def inside(self, path: str) -> str:
        """A file's path inside the folder, however the folder was named."""
        return path.removeprefix(f"{self.shown}/")

    @property
    def digests(self) -> tuple[InputFile, ...]:
        """The files with their digests."""
        return tuple(InputFile(self.inside(file.path), file.sha256) for file in self.files)


def texts_in(folders: Iterable[Folder], paths: Iterable[str]) -> Mapping[str, str]:
    """The texts of those files that were read, for showing lines of them."""
    wanted = {*paths}
    files = (file for folder in folders for file in folder.files if file.path in wanted)
    return {file.path: shown_text(file.raw) for file in files}


def documents_in(folders: Iterable[Folder]) -> Mapping[str, Document]:
    """The files that could be read, by path."""
    return {each.path: each for folder in folders for each in folder.documents}


def open_folder(folder: Path, shown: str, memory: Memory, *, tests: bool = False) -> Folder:
    """Read a folder's YAML files, or the `tests` beside them alone.

    Those that `memory` knows are not parsed again.
    """
    files, refused = read_folder(folder, shown, tests=tests)
    ground = of_folder(folder, shown, files, refused)
    name = PurePath(shown).as_posix()
    documents = []
    found = [*refused]
    room = MOST_VALUES
    for file in files:
        parse = partial(read_counted, file.path, file.raw)
        reading = memory.known(("yaml", file.path, file.sha256), parse)
        room -= reading.values
        if room < 0:
            return Folder(folder, name, (), (), (*refused, _too_much(name)), ground)
        found += reading.problems
        if reading.document is not None:
            documents.append(reading.document)
    return Folder(folder, name, files, tuple(documents), tuple(found), ground)


def _too_much(folder: str) -> Diagnostic:
    message = f"the YAML files have more than {MOST_VALUES:,} keys and values together"
    return Diagnostic(
        "too-many-files", "fault", message, folder, None, "name the folder of one audit"
    )
