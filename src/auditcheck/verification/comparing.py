"""What stands in a result against what should: each difference with its path."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from auditcheck.verification.world import Data

RUNG = ("level", "truth", "reached")
"""What is claimed of a rung; beside it stands what it asks, in words."""


class Difference(NamedTuple):
    """A claim that does not hold: where in the result, what stands there, what should."""

    path: str
    stands: object
    should: object


def digests(which: str, given: Sequence[Data], found: Sequence[Data]) -> Iterator[Difference]:
    """The differences between the files that a result names and those that are there."""
    stands, there = ({each["path"]: each["sha256"] for each in files} for files in (given, found))
    for path in sorted({*stands, *there}):
        if stands.get(path) != there.get(path):
            missing = "no such file"
            yield Difference(
                f"inputs.{which}.{path}", stands.get(path, missing), there.get(path, missing)
            )
    if len(given) != len(stands):
        yield Difference(f"inputs.{which}", len(given), len(stands))


def partly(path: str, given: Data, should: Mapping[str, Any]) -> Iterator[Difference]:
    """The differences in those claims that are made anew."""
    for name, each in should.items():
        if name == "rungs":
            claims = [{key: rung[key] for key in RUNG} for rung in given[name]]
            yield from compared(f"{path}.{name}", claims, each)
        else:
            yield from compared(f"{path}.{name}", given[name], each)


def compared(path: str, given: Any, should: Any) -> Iterator[Difference]:  # noqa: ANN401
    """The differences between what stands and what should, each at its own path."""
    if isinstance(given, dict) and isinstance(should, dict):
        for name in [*given, *(each for each in should if each not in given)]:
            yield from compared(f"{path}.{name}", given.get(name), should.get(name))
    elif isinstance(given, list) and isinstance(should, list) and len(given) == len(should):
        for at, (one, other) in enumerate(zip(given, should, strict=True)):
            yield from compared(f"{path}[{at}]", one, other)
    elif type(given) is not type(should) or given != should:
        yield Difference(path, given, should)


def traced(path: str, given: Any, should: Any) -> Iterator[Difference]:  # noqa: ANN401
    """The same of traces, where of very many candidates some are told only by their ids."""
    if not (isinstance(given, dict) and isinstance(should, dict)):
        yield from compared(path, given, should)
        return
    for name, each in given.items():
        at, other = f"{path}.{name}", should.get(name)
        if name in ("candidates", "records"):
            yield from _many(at, each, given["rest"], other or [])
        elif name in ("where", "has", "parts") and len(each) == len(other or []):
            for number, (one, two) in enumerate(zip(each, other or [], strict=True)):
                yield from traced(f"{at}[{number}]", one, two)
        elif name != "rest":
            yield from compared(at, each, other)


def _many(
    path: str, given: Sequence[Data], rest: Sequence[Data], should: Sequence[Data]
) -> Iterator[Difference]:
    untold = {id_: each for each in rest for id_ in each["ids"]}
    expected = {each["id"]: each for each in should}
    ids = [*(each["id"] for each in given), *untold]
    same_ids = sorted(ids) == sorted(expected) if rest else ids == [*expected]
    if not same_ids:
        yield Difference(path, ids, [*expected])
        return
    for at, each in enumerate(given):
        yield from traced(f"{path}[{at}]", each, expected[each["id"]])
    for at, each in enumerate(rest):
        where = path.rpartition(".")[0] + f".rest[{at}]"
        if each["number"] != len(each["ids"]):
            yield Difference(f"{where}.number", each["number"], len(each["ids"]))
        for id_ in each["ids"]:
            for name in ("concerned", "holds"):
                if each[name] != expected[id_][name]:
                    yield Difference(f"{where}.{id_}.{name}", each[name], expected[id_][name])
