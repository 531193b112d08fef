"""Evidence of any kind to the loader and, where it is sound, to the end of the way."""

from collections.abc import Iterator
from functools import cache

from auditcheck.files.shipped import PACKS
from auditcheck.files.yaml_text import read_yaml
from auditcheck.model.kinds import KINDS
from fuzz.assessing import Audit, checked, laid
from fuzz.seeds import BASE, ROOT, Data, hostile, slices, united
from fuzz.trees import Mutate, Pantry, as_file, mutated

SHIPPED = ROOT / "evidence"
QUESTIONS = [*united(ROOT / "rules")["questions"]]


def audits() -> Iterator[Data]:
    """The shipped audit in slices, and so the sound base."""
    shipped, base = united(SHIPPED), united(BASE / "evidence")
    yield shipped
    yield base
    for whole in (shipped, base):
        starts = [id_ for kind in KINDS for id_ in [*whole.get(kind, {})][:6]]
        for number, piece in enumerate(slices(whole, ("audit",), starts)):
            if whole is shipped:  # whose report is long: one question at a time
                asked = QUESTIONS[number % len(QUESTIONS)]
                piece["audit"] = {**piece["audit"], "questions": [asked]}
            yield piece


def seeds() -> Iterator[bytes]:
    """The same as files, and some with a fault."""
    yield from map(as_file, [*audits(), *[*hostile("evidence")][::4]])


@cache
def pantry() -> Pantry:
    """What may be put in."""
    return Pantry([*audits(), *hostile("evidence")])


def mutate(data: bytes, most: int, seed: int, of_bytes: Mutate) -> bytes:
    """Another audit, near this one."""
    return mutated(data, most, seed, pantry(), of_bytes)


def one_input(data: bytes) -> None:
    """Refused with places, or assessed, explained and reported."""
    checked(audit_in(data))


def audit_in(data: bytes) -> Audit:
    """The audit in a file, with the shipped rules that it names, else with those of the base."""
    document, _ = read_yaml("e.yaml", data)
    audit = document.data.get("audit") if document else None
    named = audit.get("rules") if isinstance(audit, dict) else None
    rules = None if isinstance(named, str) and named in PACKS else BASE / "rules"
    return Audit(laid("evidence", {"e.yaml": data}), rules)
