"""Rules of any kind to the loader and, where they are sound, to evidence that they must assess."""

from collections.abc import Iterator
from functools import cache

from fuzz.assessing import Audit, checked, is_sound, laid, looked_at, said, shown
from fuzz.evidence import SHIPPED
from fuzz.promises import linked, page
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
    rules = str(empty.rules)
    sound = is_sound(looked_at("check", rules))
    assert checked(empty) == sound
    if sound:
        for folder in (BASE / "evidence", SHIPPED):
            checked(Audit(folder, empty.rules))
        put_in_words(rules)
        begun = laid("begun", {})
        said("init", str(begun), "--rules", rules, "--as-of", "2024-03-31")
        assert checked(Audit(begun, empty.rules))


def audit_in(data: bytes) -> Audit:
    """An audit without evidence, by the pack in a file."""
    evidence = laid("empty", {"e.yaml": as_file(EMPTY)})
    return Audit(evidence, laid("rules", {"e.yaml": data}))


def put_in_words(rules: str) -> None:
    """The pack can be read as a page, and gives a schema."""
    shown("rules", rules)
    linked(page(said("rules", rules, "--format", "html")))
    said("rules", rules, "--format", "md")
    said("schema", "evidence", "--rules", rules)
