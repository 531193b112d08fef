"""Ladders: from what is written for a level to typed quantities and conditions."""

from collections.abc import Mapping
from typing import Literal

from auditcheck.language.arguments import percentage
from auditcheck.language.conditions import FORMS, form_of, read_condition
from auditcheck.language.scribe import Names, Written, shown
from auditcheck.model.conditions import Condition
from auditcheck.model.rules import PartsRung, Quantity, Rung
from auditcheck.model.truth import Degree

_WORDS: tuple[Literal["all", "some", "half", "none"], ...] = ("all", "some", "half", "none")
_RUNG = ("essential", "supporting", "counting")
_PARTS_RUNG = ("parts", "reaches")


def read_quantity(written: Written) -> Quantity | None:
    """`all`, `some`, `half`, `none`, a number (at least so many) or a percentage (at least)."""
    value = written.value
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return Quantity("number", number=value, text=str(value))
    if isinstance(value, str):
        for word in _WORDS:
            if value == word:
                return Quantity(word, text=value)
        share = percentage(value)
        if share is not None and share <= 1:
            return Quantity("share", share=share, text=value)
    written.fault(
        "not-a-quantity",
        f"found {shown(value)}",
        "write all, some, half, none, a number from 1, or a percentage such as '75 %'",
    )
    return None


def _split(
    written: Written, own: tuple[str, ...]
) -> tuple[dict[str, Written], dict[str, object]] | None:
    """A rung's own keys, and those of the condition beside them; None after a fault."""
    keys = written.mapping("what gives the level, such as {essential: all}")
    if not keys:
        written.fault("empty-condition", "the level is given by nothing", "write what gives it")
        return None
    beside = {key: value for key, value in keys.items() if key not in own}
    for key in beside:
        if key not in FORMS and form_of(beside) is None:
            written.at(key, None).unknown("the key", key, [*own, *FORMS], at_key=True)
            return None
    return {key: written.at(key, keys[key]) for key in own if key in keys}, beside


def _condition(written: Written, beside: Mapping[str, object], names: Names) -> Condition | None:
    return read_condition(written.at_value(beside), names) if beside else None


def read_rung(written: Written, level: str, names: Names) -> Rung | None:
    """One rung of a part's ladder."""
    split = _split(written, _RUNG)
    if split is None:
        return None
    own, beside = split
    counting = Degree.MET
    if "counting" in own:
        if own["counting"].value != "partly":
            own["counting"].unknown("the degree", str(own["counting"].value), ("partly",))
            return None
        counting = Degree.PARTLY_MET
    groups = {key: read_quantity(own[key]) for key in ("essential", "supporting") if key in own}
    condition = _condition(written, beside, names)
    if None in groups.values() or (beside and condition is None):
        return None
    if not groups and condition is None:
        written.fault("empty-condition", "the level is given by nothing", "write what gives it")
        return None
    return Rung(
        level, groups.get("essential"), groups.get("supporting"), counting, condition,
        written.place,
    )  # fmt: skip


def read_parts_rung(
    written: Written, level: str, levels: tuple[str, ...], names: Names
) -> PartsRung | None:
    """One rung of the conclusion's ladder; `levels` are those that any part can have.

    Beside `question` and without `parts`, `reaches` is the question's.
    """
    keys = written.value if isinstance(written.value, dict) else {}
    split = _split(written, () if "question" in keys and "parts" not in keys else _PARTS_RUNG)
    if split is None:
        return None
    own, beside = split
    condition = _condition(written, beside, names)
    if beside and condition is None:
        return None
    if not own:
        return PartsRung(level, None, None, condition, written.place)
    for key, other in (("parts", "reaches"), ("reaches", "parts")):
        if key not in own:
            written.fault("missing-key", f"'{other}' needs '{key}'", f"add '{key}: …'")
            return None
    quantity = read_quantity(own["parts"])
    reached = str(own["reaches"].value)
    if reached not in levels:
        own["reaches"].unknown("the level", reached, levels)
        return None
    return (
        None if quantity is None else PartsRung(level, quantity, reached, condition, written.place)
    )
