"""What an answer rests on: all that was looked at on the disk, and what was found there.

An answer that is made of nothing else is still right as long as its grounds hold. Each of them
is looked at again in the same way as the first time, whatever is found: a file that is missing,
or a pipe in its place, is a finding as good as any.
"""

import os
from collections.abc import Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from auditcheck.files.beside import MOST_HASHED, Beside, Found
from auditcheck.files.diagnostic import Diagnostic
from auditcheck.files.folder import SourceFile, read_folder
from auditcheck.files.regular import digest_regular


class Ground(NamedTuple):
    """One thing that was looked at: what sort of thing, by what names, and what was found."""

    kind: str
    at: tuple[str, ...]
    found: str


def of_folder(
    folder: Path, shown: str, files: Iterable[SourceFile], problems: Iterable[Diagnostic]
) -> Ground:
    """The ground that a folder is, once it has been read: its files, and what is refused."""
    listed = sha256()
    for file in files:
        listed.update(ascii((file.path, file.sha256)).encode())
    for each in problems:
        listed.update(ascii(each).encode())
    return Ground("folder", (str(folder), shown), listed.hexdigest())


def of_beside(beside: Beside) -> Iterator[Ground]:
    """The grounds that files beside the evidence are."""
    for named, found in beside.found.items():
        yield Ground("beside", (str(beside.root), named), _as_text(found))
    for path, digest in beside.digests.items():
        yield Ground("digest", (str(path),), digest or "")


def of_name(path: Path) -> Ground:
    """Whether there is a folder of that name; `found` is "yes" where there is."""
    try:
        return Ground("is a folder", (str(path),), "yes" if path.is_dir() else "no")
    except OSError:  # a name longer than names can be, a folder that may not be looked into
        return Ground("is a folder", (str(path),), "no")


def of_tree(folder: Path, *endings: str) -> Ground:
    """The ground that the files below a folder are whose names end so: their names and bytes."""
    listed = sha256()
    files = (Path(at, name) for at, _, names in os.walk(folder) for name in names)
    for file in sorted(each for each in files if each.name.endswith(endings)):
        listed.update(ascii((str(file), digest_regular(file, MOST_HASHED))).encode())
    return Ground("tree", (str(folder), *endings), listed.hexdigest())


def hold(grounds: Iterable[Ground]) -> bool:
    """Whether all is as it was found."""
    return all(_again(each) == each for each in grounds)


def _again(ground: Ground) -> Ground | None:
    """The same thing, looked at now; None for what nobody looks at."""
    match ground.kind, ground.at:
        case "folder", (folder, shown):
            return of_folder(Path(folder), shown, *read_folder(Path(folder), shown))
        case "tree", (folder, *endings):
            return of_tree(Path(folder), *endings)
        case "is a folder", (path,):
            return of_name(Path(path))
        case "beside", (root, named):
            found = Beside(Path(root)).find(named)
            return Ground(ground.kind, ground.at, _as_text(found))
        case "digest", (path,):
            digest = digest_regular(Path(path), MOST_HASHED)
            return Ground(ground.kind, ground.at, digest or "")
        case _:
            return None


def _as_text(found: Found | str) -> str:
    if isinstance(found, str):
        return found
    return f"{'readable' if found.readable else 'unreadable'} {found.size} {found.path}"
