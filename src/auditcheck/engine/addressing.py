"""Whom to ask: who holds the item, else the body that has the duty, else the one audited."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from auditcheck.model.evidence import Evidence, Item

_HOLDERS = {
    "documents": "owner",
    "forums": "led_by",
    "functions": "held_by",
    "reports": "from",
    "decisions": "body",
    "indicators": "set_by",
    "funds": "to",
}


class Body(NamedTuple):
    """What a body is called, and its id where the audit has it."""

    name: str
    id: str | None


class Addresses:
    """The bodies of one audit, by what rules and people call them."""

    def __init__(self, evidence: Evidence) -> None:
        self._items = evidence.whole.items
        subject = evidence.audit.get("subject")
        self._subject = str(subject["name"]) if isinstance(subject, Mapping) else ""
        self._called: dict[str, Item] = {}
        bodies = evidence.audit.get("bodies")
        for name, id_ in bodies.items() if isinstance(bodies, Mapping) else ():
            self._call(self._items[str(id_)], name)
        for kind in ("actors", "forums"):
            for item in evidence.whole.of(kind):
                self._call(item)

    def _call(self, body: Item, *names: str) -> None:
        aliases = body.fields.get("aliases", ())
        also = (str(each) for each in aliases) if isinstance(aliases, tuple) else ()
        for name in (str(body.fields["name"]), *names, *also):
            self._called.setdefault(name.casefold(), body)

    def whom(self, items: Iterable[str], duty_holder: str | None) -> Body:
        """Whom to ask about these items for a criterion whose duty this holder has."""
        for id_ in items:
            field = _HOLDERS.get(self._items[id_].kind, "")
            holder = self._items.get(str(self._items[id_].fields.get(field, "")))
            if holder is not None:
                return Body(str(holder.fields["name"]), holder.id)
        for name in filter(None, (duty_holder, self._subject)):
            if (called := self._called.get(name.casefold())) is not None:
                return Body(str(called.fields["name"]), called.id)
        return Body(self._subject, None)
