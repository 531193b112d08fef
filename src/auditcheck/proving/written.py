"""What stands in `*.test.yaml`: one model for a case, one for an accepted mutant, looser items."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import Field

from auditcheck.loading.rests import loosened
from auditcheck.model.kinds import DEMANDABLE, KINDS
from auditcheck.model.written import Common, Text, WholeDay, Written

FILLED = ("name", "title", "says", "reason", "by")  # in a case, the id where they are left out
_KEPT = ("observations", "figures")  # what they are without topic, holds or value nobody knows


class CaseText(Written):
    """One named case: evidence, what is changed in it, and what must come of it."""

    from_: Text | None = Field(None, alias="from", description="Mapp med en granskning.")
    as_of: WholeDay | None = Field(None, description="Dagen som bedömningen gäller.")
    evidence: dict[Text, Any] | None = Field(None, description="Bevis, som i en granskning.")
    set: dict[Text, dict[Text, Any]] | None = Field(None, description="Fält som ändras.")
    remove: dict[Text, list[Text] | dict[Text, list[Text]]] | None = Field(
        None, description="Bevis, eller fält i dem, som tas bort."
    )
    add: dict[Text, Any] | None = Field(None, description="Bevis som läggs till.")
    expect: dict[Text, Any] = Field(description="Utfall och nivåer som väntas.")
    note: Text | None = Field(None, description="Fritext.")


class AcceptedText(Written):
    """A mutant that no case notices, and why that is right."""

    at: Text = Field(description="Platsen i reglerna, så som den visas.")
    mutant: Text | None = Field(None, description="Ändringen, så som den visas; annars alla.")
    because: Text = Field(description="Varför den inte kan eller behöver märkas.")


@cache
def loose_models() -> Mapping[str, type[Common]]:
    """The kinds as a case may write them."""
    return {kind: _loose(kind) for kind in KINDS}


def _loose(kind: str) -> type[Common]:
    """The model of a kind whose starred fields may be left out: they are unknown then."""
    model = KINDS[kind]
    if kind not in DEMANDABLE or kind in _KEPT:
        return model
    return loosened(model)


@cache
def texts_of(kind: str) -> tuple[str, ...]:
    """The starred text fields of a kind, which a case need not write."""
    fields = KINDS[kind].model_fields
    return tuple(name for name in FILLED if name in fields and fields[name].is_required())
