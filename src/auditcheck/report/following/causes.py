"""What made a change, in forms that can be put into words of any language."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from auditcheck.model.differences import Cause, Factor

Form = Literal["alone", "either", "together", "undone"]


class Said(NamedTuple):
    """One thing said of a cause.

    `alone`: one factor makes the change; `either`: each of several does; `together`: only these
    sets do; `undone`: it takes nothing but the factor's absence to undo it.
    """

    form: Form
    sets: tuple[tuple[Factor, ...], ...]


def said(causes: Sequence[Cause]) -> list[Said]:
    """What is to be said of the causes, the plainest first."""
    alone = tuple(each.factors for each in causes if each.alone and len(each.factors) == 1)
    together = tuple(each.factors for each in causes if each.alone and len(each.factors) > 1)
    undone = tuple(each.factors for each in causes if not each.alone)
    forms: list[tuple[Form, tuple[tuple[Factor, ...], ...]]] = [
        ("alone" if len(alone) == 1 else "either", alone),
        ("together", together),
        ("undone", undone),
    ]
    return [Said(form, sets) for form, sets in forms if sets]
