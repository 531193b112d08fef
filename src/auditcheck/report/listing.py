"""The annexes' material: evidence, sources and indicators, each item once and linked both ways."""

from collections import defaultdict

from auditcheck.model.kinds import KINDS, STRENGTH
from auditcheck.model.results import ItemResult, Result
from auditcheck.model.traces import Plain
from auditcheck.report import pretty
from auditcheck.report.figures.series import NAMES, Drawing, chart
from auditcheck.report.names import UNLISTED, Names, Piece, say

Node = dict[str, object]

_SHOWN_ELSEWHERE = {"sources", "note", "confidential", "incomplete", "says"}
_IN_ANNEX = {"indicators": frozenset({"series"})}  # the annex of indicators has them as tables
_NAMING = ("name", "title", "role")  # the entry's heading says it
_LINK = ("https://", "http://")


class Listing:
    """The items of one result as the report lists them."""

    def __init__(self, result: Result, names: Names) -> None:
        self._result = result
        self._names = names
        self._cited: dict[str, dict[str, None]] = defaultdict(dict)
        for item in result.items.values():
            for cite in item.sources:
                self._cited[cite.source][item.id] = None
        self._readers = {item.id: dict.fromkeys(item.read_by) for item in result.items.values()}
        for criterion in result.criteria.values():  # also what it rests on through another one
            for id_ in criterion.rests_on:
                self._readers.setdefault(id_, {})[criterion.id] = None

    def evidence(self) -> list[Node]:
        """The evidence by kind, in the kinds' order; within a kind as written."""
        return [
            {
                "kind": say(f"kind.{kind}", otherwise=kind) | {"case": "upper"},
                "id": f"slag-{kind}",
                "entries": entries,
            }
            for kind in self._kinds()
            if kind not in UNLISTED
            if (entries := [self._entry(item) for item in self._of(kind)])
        ]

    def sources(self) -> list[Node]:
        """The sources, those with the highest strength first, each with what cites it."""
        listed = sorted(self._of("sources"), key=lambda item: -(_strength(item) or 0))
        return [
            self._entry(item)
            | {
                "cited_by": self._names.items(tuple(self._cited[item.id])),
            }
            for item in listed
        ]

    def by_kind_of_source(self) -> list[Node]:
        """The sources grouped by their kind: what the method chapter tells."""
        groups: dict[str, list[ItemResult]] = defaultdict(list)
        for item in self._of("sources"):
            groups[str(item.fields.get("kind", ""))].append(item)
        return [
            {
                "kind": say(f"method.{kind}", otherwise=kind),
                "sources": [self._names.item(item.id) for item in items],
            }
            for kind, items in groups.items()
        ]

    def fact_checked(self) -> list[Piece]:
        """The sources whose roles have checked the report's facts."""
        checked = [i for i in self._of("sources") if "fact_checked" in i.fields]
        return [self._names.item(item.id) for item in checked]

    def told(self, item: ItemResult, beside: frozenset[str] = frozenset()) -> list[Node]:
        """All fields of an item that its title does not say, but those in `beside`."""
        return [
            self._field(item.kind, name, value)
            for name, value in item.fields.items()
            if name not in _SHOWN_ELSEWHERE | beside
            and not (name in _NAMING and isinstance(value, str))
        ]

    def indicators(self) -> list[Node]:
        """Each indicator with its series as a table and as a chart."""
        return [self._indicator(item) for item in self._of("indicators")]

    def _kinds(self) -> list[str]:
        others = {item.kind for item in self._result.items.values()} - set(KINDS)
        return [*KINDS, *sorted(others)]

    def _of(self, kind: str) -> list[ItemResult]:
        return [item for item in self._result.items.values() if item.kind == kind]

    def _entry(self, item: ItemResult) -> Node:
        fields = item.fields
        return {
            "name": self._names.item(item.id),
            "title": self._names.title(item),
            "key": item.id,
            "says": self._prose(fields.get("says")),
            "note": self._prose(fields.get("note")),
            "strength": say(f"strength.{strength}") if (strength := _strength(item)) else {},
            "confidential": item.confidential,
            "incomplete": self._names.value("incomplete", fields.get("incomplete") or []),
            "is_incomplete": bool(fields.get("incomplete")),
            "fields": self.told(item, _IN_ANNEX.get(item.kind, frozenset())),
            "annex": pretty.target("i", item.id) if item.kind == "indicators" else "",
            "cites": self._names.cites(item),
            "read_by": self._names.criteria(tuple(self._readers[item.id])),
            "suspect": self._names.items(item.suspect),
        }

    @staticmethod
    def _prose(value: Plain) -> str:
        return pretty.tidy(value) if isinstance(value, str) else ""

    def _field(self, kind: str, name: str, value: Plain) -> Node:
        rows: list[list[Piece]] = []
        if isinstance(value, list) and any(isinstance(element, dict) for element in value):
            rows = [self._names.value(name, element, kind) for element in value]
        plain = [] if rows else self._names.value(name, value, kind)
        label = say(f"field.{kind}.{name}", otherwise=say(f"field.{name}", otherwise=name))
        address = name == "url" and isinstance(value, str) and value.startswith(_LINK)
        return {"label": label, "value": plain, "rows": rows, "url": value if address else ""}

    def _indicator(self, item: ItemResult) -> Node:
        better, unit = item.fields.get("better"), item.fields.get("unit")
        series = _series(item.fields.get("series"))
        printed = [
            {
                "year": str(year),
                "reached": _reached(given, better),
                **{n: self._amount(given[n], unit) if n in given else "" for n in NAMES},
            }
            for year, given in series
        ]
        said = item.fields.get("attained")
        return {
            "name": self._names.item(item.id),
            "title": self._names.title(item),
            "id": pretty.target("i", item.id),
            "better": say(f"word.{better}", otherwise=str(better)) if better else {},
            "set_by": self._names.value("set_by", item.fields.get("set_by")),
            "goal": self._prose(item.fields.get("goal")),
            "attained": say(f"word.{said}", otherwise=str(said)) if said else {},
            "rows": printed,
            "has_reference": any("reference" in given for _, given in series),
            "chart": self._labelled(chart(series), printed, unit),
        }

    def _amount(self, value: float, unit: Plain) -> str:
        printed = pretty.percent if unit == "%" else pretty.number
        return printed(value, self._names.language)

    def _labelled(self, drawn: Drawing, rows: list[dict[str, str]], unit: Plain) -> Node:
        """The chart with its numbers as they are printed."""
        if not drawn or not rows:
            return {}
        marks = [*drawn["ticks"], *(point for line in drawn["lines"] for point in line["points"])]
        for mark in marks:
            mark["label"] = self._amount(mark["value"], unit)
        return {**drawn, "first": rows[0]["year"], "last": rows[-1]["year"]}


def _strength(item: ItemResult) -> int | None:
    """An item's strength; a source's is that of its kind."""
    if item.kind == "sources":
        return STRENGTH.get(str(item.fields.get("kind")))
    return item.strength


def _series(value: Plain) -> list[tuple[int, dict[str, float]]]:
    found = {}
    for record in value if isinstance(value, list) else []:
        if isinstance(record, dict) and isinstance(year := record.get("year"), int):
            numbers = {n: v for n in NAMES if isinstance(v := record.get(n), int | float)}
            found[year] = {n: v for n, v in numbers.items() if not isinstance(v, bool)}
    return sorted(found.items())


def _reached(given: dict[str, float], better: Plain) -> str:
    """Whether the year's value reaches its target: yes, no, or empty where it cannot be said."""
    if "value" not in given or "target" not in given or better not in ("higher", "lower"):
        return ""
    ahead = given["value"] - given["target"]
    return "yes" if (ahead >= 0 if better == "higher" else ahead <= 0) else "no"
