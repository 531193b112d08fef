"""What conditions compare with: values as written, `$` references and parameters, looked up."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, NamedTuple

from auditcheck.verification.values import same, span
from auditcheck.verification.world import Data, Piece, World, at


class Around(NamedTuple):
    """What `$item` and `$record` stand for, and the kinds that a field's name is read by."""

    item: Piece | None
    record: Piece | None
    kinds: tuple[str, ...]


class Arguments:
    """Looks up what a pack's conditions compare with."""

    def __init__(self, pack: Mapping[str, Data], world: World) -> None:
        self.pack, self.world = pack, world

    def numbers(self, value: Any, around: Around) -> Data:  # noqa: ANN401
        """What a number must be, by operator."""
        plain = not isinstance(value, dict) or "parameter" in value
        given = {("one_of" if isinstance(value, list) else "is"): value} if plain else value
        return {name: self.argument(each, around) for name, each in given.items()}

    def argument(self, value: Any, around: Around) -> Any:  # noqa: ANN401
        """What is compared with, one value or several, looked up; None for what is not given."""
        several = value if isinstance(value, list) else [value]
        found = [self._argument(each, around) for each in several]
        return found[0] if len(found) == 1 else found

    def _argument(self, value: Any, around: Around) -> Any:  # noqa: ANN401
        if isinstance(value, dict) and "parameter" in value:
            on = value.get("on")
            day: Any = self.world.result["as_of"]
            if on is not None:
                day = around.item and at(around.item.fields, on.removeprefix("$item."))
            return self._parameter(value["parameter"].removeprefix("$parameter."), day)
        if isinstance(value, dict):
            ends = {end: self._argument(each, around) for end, each in value.items()}
            return None if None in ends.values() else dict(sorted(ends.items()))
        if not isinstance(value, str) or not value.startswith("$"):
            return _read(value)
        head, _, path = value[1:].partition(".")
        audit = self.world.audit.fields
        match head:
            case "as_of":
                return self.world.result["as_of"]
            case "body":
                return at(audit, f"bodies.{path}")
            case "period":
                return at(audit, f"period.{path}" if path else "period")
            case "audit":
                return at(audit, path)
            case "parameter":
                return self._parameter(path, self.world.result["as_of"])
            case _:
                piece = around.item if head == "item" else around.record
                return piece and at(piece.fields, path)

    def _parameter(self, name: str, day: Any) -> Any:  # noqa: ANN401
        """The last value begun by the day; None where its days disagree or precede all."""
        written = self.pack["parameters"][name]
        if day is None or not isinstance(written, dict):
            return None if day is None else _read(written)
        steps = sorted((span(begins), value) for begins, value in written.items())
        first, last = span(day)
        before = [value for begins, value in steps if begins[0] <= first]
        within = [value for begins, value in steps if first < begins[0] <= last]
        values = [_read(each) for each in (*before[-1:], *within)]
        return values[0] if before and all(same(v, values[0]) for v in values) else None


def _read(value: Any) -> Any:  # noqa: ANN401
    """A value as written, a percentage as the number it is."""
    if not isinstance(value, str) or not value.endswith("%"):
        return value
    try:
        return float(Fraction(value.removesuffix("%").strip()) / 100)
    except ValueError:
        return value
