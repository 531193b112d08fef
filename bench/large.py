"""Audits and packs of any size, to see what they cost: `large.py audit|pack FOLDER NUMBER`."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from itertools import count, islice
from pathlib import Path

from auditcheck.files.shipped import PACKS, shipped
from auditcheck.files.yaml_out import block
from auditcheck.files.yaml_text import read_yaml

EVIDENCE = Path(__file__).parents[1] / "evidence"
MOST_IN_A_FILE = 1_000
NOT_IDS = ("type", "kind", "topic", "designated_as")  # words, though an id may be spelt alike

Sections = Mapping[str, Mapping[str, object]]


def audit(folder: Path, items: int) -> None:
    """The shipped audit's evidence so many times over that it is about so many items."""
    whole = _read(EVIDENCE)
    engagement = whole.pop("audit")
    ids = {id_ for section in whole.values() for id_ in section}
    copies = -(-items // len(ids))
    entries = (
        (kind, _renamed(id_, ids, number), _renamed(item, ids, number))
        for number in range(copies)
        for kind, section in whole.items()
        for id_, item in section.items()
    )
    _write(folder, entries)
    _write_one(folder / "audit.yaml", {"audit": engagement})


def pack(folder: Path, criteria: int) -> None:
    """The shipped pack's criteria so many times over, each copy with its questions."""
    whole = _read(shipped(PACKS["brottsforebyggande"]))
    ids = {*whole["criteria"]}
    copies = -(-criteria // len(ids))
    copied = ("criteria", "questions", "recommendations")
    entries = (
        (kind, _renamed(id_, {id_}, number), _renamed(each, {*ids, *whole["questions"]}, number))
        for number in range(copies)
        for kind in copied
        for id_, each in whole[kind].items()
    )
    _write(folder, entries)
    _write_one(folder / "pack.yaml", {k: v for k, v in whole.items() if k not in copied})


def _read(folder: Path) -> dict[str, dict[str, object]]:
    whole: dict[str, dict[str, object]] = {}
    for file in sorted(folder.glob("*.yaml")):
        document, _ = read_yaml(file.name, file.read_bytes())
        if document and not file.name.endswith(".test.yaml"):
            for section, entries in document.data.items():
                whole.setdefault(section, {}).update(entries)
    return whole


def _renamed(value: object, ids: set[str], number: int) -> object:
    """The value with every id in it as that of one copy."""
    match value:
        case str() if value in ids:
            return f"{value}-{number}" if number else value
        case list():
            return [_renamed(each, ids, number) for each in value]
        case dict():
            return {
                key: each if key in NOT_IDS else _renamed(each, ids, number)
                for key, each in value.items()
            }
        case _:
            return value


def _write(folder: Path, entries: Iterable[tuple[str, object, object]]) -> None:
    waiting: Iterator[tuple[str, object, object]] = iter(entries)
    for number in count():
        sections: dict[str, dict[str, object]] = {}
        for kind, id_, entry in islice(waiting, MOST_IN_A_FILE):
            sections.setdefault(kind, {})[str(id_)] = entry
        if not sections:
            return
        _write_one(folder / f"part-{number:04}.yaml", sections)


def _write_one(path: Path, data: Sections) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(block(data)) + "\n", "utf-8")


if __name__ == "__main__":
    {"audit": audit, "pack": pack}[sys.argv[1]](Path(sys.argv[2]), int(sys.argv[3]))
