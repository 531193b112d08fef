"""Rules of any kind to the loader and, where they are sound, to evidence that they must assess."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from auditcheck.pipeline import Audit, open_audit
from fuzz.assessing import checked, laid, said
from fuzz.evidence import SHIPPED
from fuzz.promises import on_terminal, page
from fuzz.seeds import BASE, ROOT, Data, hostile, slices, united
from fuzz.trees import Mutate, Pantry, as_file, mutated

EMPTY: Data = {"audit": {"title": "T", "subject": {"name": "S"}, "as_of": "2024-03-31"}}
HEADS = ("pack", "scale", "scales", "conclusion", "vocabulary", "parameters")


def packs() -> Iterator[Data]:
    """The shipped packs and the sound base, whole, by question and by criterion."""
    for folder in (ROOT / "rules", ROOT / "packs" / "internkontroll", BASE / "rules"):
        whole = united(folder)
        yield whole
        heads = tuple(head for head in HEADS if head != "conclusion")
        yield from slices(whole, heads, whole["questions"])
        for piece in slices(whole, heads, [*whole["criteria"]][::3]):
            criteria = piece.get("criteria", {})
            yield {**piece, "questions": {"q": {"asks": "Q", "essential": [*criteria]}}}


def seeds() -> Iterator[bytes]:
    """The same as files, and some with a fault."""
    yield from map(as_file, [*packs(), *[*hostile("rules")][::6]])


@cache
def pantry() -> Pantry:
    """What may be put in."""
    return Pantry([*packs(), *hostile("rules")])


def mutate(data: bytes, most: int, seed: int, of_bytes: Mutate) -> bytes:
    """Another pack, near this one."""
    return mutated(data, most, seed, pantry(), of_bytes)


def one_input(data: bytes) -> None:
    """Refused with places; or put in words, and able to assess any evidence that fits it."""
    empty = audit_in(data)
    checked(empty)
    if empty.pack is not None:
        assert empty.sound
        rules = laid("rules", {"e.yaml": data})
        put_in_words(rules)
        for folder in (BASE / "evidence", SHIPPED):
            checked(open_audit(folder, "evidence", rules=rules))
        begun(rules)


def audit_in(data: bytes) -> Audit:
    """An audit without evidence, by the pack in a file."""
    empty = laid("empty", {"e.yaml": as_file(EMPTY)})
    return open_audit(empty, "empty", rules=laid("rules", {"e.yaml": data}))


def put_in_words(rules: Path) -> None:
    """The pack can be checked by itself, be read as a page, and gives a schema."""
    said("check", str(rules), "--format", "json", codes=(0, 1))
    for line in said("rules", str(rules)).split("\n"):
        on_terminal(line)
    page(said("rules", str(rules), "--format", "html"))
    said("rules", str(rules), "--format", "md")
    said("schema", "evidence", "--rules", str(rules))


def begun(rules: Path) -> None:
    """An audit that is begun from the pack is sound, and is assessed by it."""
    folder = laid("begun", {})
    said("init", str(folder), "--rules", str(rules), "--as-of", "2024-03-31")
    audit = open_audit(folder, "begun", rules=rules)
    assert audit.sound, audit.diagnostics
    checked(audit)
