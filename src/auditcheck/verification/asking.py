"""What a pack's YAML asks, of each item: traces before anything is found, every item in them."""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import product
from math import prod
from typing import Any

from auditcheck.model.engagement import Audit
from auditcheck.model.kinds import DEMANDABLE, KINDS
from auditcheck.verification.arguments import Arguments, Around
from auditcheck.verification.values import same
from auditcheck.verification.world import Data, Piece, World, at

Pairs = list[tuple[str, Any]]  # fields with what they must be, as written
_IN_LISTS = {
    "is": "includes",
    "is_not": "excludes",
    "one_of": "includes_any",
    "none_of": "excludes",
}
_PINNING = ("is", "one_of", "includes", "includes_any")
_MOST = 10_000  # combinations of values that absences are tried for
_BARE: Data = {"candidates": [], "rest": [], "absences": [], "asked": None, "parts": []}


@cache
def is_list(kinds: tuple[str, ...], field: str) -> bool:
    """Whether a field holds a list, in the first of the kinds that has it."""
    for kind in (*kinds, *DEMANDABLE):
        for name, info in (Audit if kind == "audit" else KINDS[kind]).model_fields.items():
            if (info.alias or name) == field:
                return "list[" in str(info.annotation)
    return False


class Asking(Arguments):
    """Reads conditions as they are written in a pack that has been loaded without fault."""

    def __init__(self, pack: Mapping[str, Data], world: World) -> None:
        super().__init__(pack, world)
        self.parts: Callable[[str], list[Data]] = lambda _: []

    def condition(self, keys: Data, place: str) -> Data:
        """The trace of a condition before anything is made of it."""
        form = next(each for each in _FORMS if each in keys and _is_form(each, keys))
        bare: Data = {**_BARE, "form": form, "place": place}
        value = keys[form]
        match form:
            case "all" | "any" | "not":
                several = form != "not"
                found = [*enumerate(value)] if several else [(0, value)]
                return bare | {"parts": [
                    self.condition(each, f"{place}/{form}" + (f"/{n}" if several else ""))
                    for n, each in found
                ]}  # fmt: skip
            case "at_least":
                parts = [self.condition(p, f"{place}/of/{n}") for n, p in enumerate(keys["of"])]
                return bare | {"asked": value, "parts": parts}
            case "criterion":
                degrees = (1,) if keys.get("at_least") == "partly" else (2,)
                return bare | {"asked": value, "degrees": degrees}
            case "question":
                asked = {"question": value, "reaches": keys["reaches"]}
                return bare | {"asked": asked, "of": lambda: self.parts(value)}
            case "audit":
                has = self.tests(
                    [*value.items()], self.world.audit, Around(None, None, ("audit",))
                )
                return bare | {"candidates": [{"id": "audit", "where": [], "has": has}]}
            case "finding":
                return bare | self._finding(keys)
            case _:
                return bare | self._selected(form, keys)

    def _selection(self, name: str, keys: Data) -> tuple[str, Pairs, Pairs]:
        """The kind, and the tests of a selection with those that are added to it."""
        kind, where, has = name, Pairs(), Pairs()
        if name in self.pack.get("selections", {}):
            base = self.pack["selections"][name]
            kind, where, has = self._selection(base["of"], base)
        where = [*where, *keys.get("where", {}).items()]
        return kind, where, [*has, *keys.get("has", {}).items()]

    def _selected(self, form: str, keys: Data) -> Data:
        name, _, field = keys[form].partition(".") if form == "sum" else (keys[form], "", "")
        kind, where, has = self._selection(name, keys)
        if form == "sum":
            where, has = [*where, *has], []
        candidates = []
        for item in self.world.of(kind):
            piece = self.world.piece(item["id"])
            around = Around(piece, None, (kind,))
            tests = {"where": where, "has": has}
            each = {part: self.tests(pairs, piece, around) for part, pairs in tests.items()}
            candidates.append({"id": piece.id, **each})
        denied = where if form in ("every", "share") else [*where, *has]
        asked: Data = {"kind": kind, "candidates": candidates}
        asked["cover"] = lambda: self._covering(kind, denied)
        if "is" in keys:
            asked["asked"] = self.numbers(keys["is"], Around(None, None, ()))
        if field:
            info = next(i for n, i in KINDS[kind].model_fields.items() if (i.alias or n) == field)
            least = re.search(r"ge=(\d+)", f"{info.annotation}{info.metadata}")
            asked |= {"field": field, "least": int(least[1]) if least else None}
        return asked

    def _finding(self, keys: Data) -> Data:
        holding = ["yes", "partly"] if keys.get("at_least") == "partly" else ["yes"]
        about = keys.get("about", {}).get("where")
        things: dict[str, list[Data]] = {}
        for item in self.world.of("observations"):
            if item["fields"]["topic"] != keys["finding"]:
                continue
            thing = item["fields"].get("about", "")
            where = []
            if about is not None:
                if not thing:
                    continue
                piece = self.world.piece(thing)
                where = self.tests([*about.items()], piece, Around(piece, None, DEMANDABLE))
            has = [{"field": "holds", "operator": "one_of", "asked": holding}]
            things.setdefault(thing, []).append({"id": item["id"], "where": where, "has": has})
        return {
            "asked": keys["finding"], "candidates": [c for each in things.values() for c in each],
            "any_about": (keys.get("any_about", False),),
        }  # fmt: skip

    def tests(self, pairs: Pairs, piece: Piece, around: Around) -> list[Data]:
        """The tests of an item's or record's fields, with what they ask looked up."""
        return [
            {"field": field, "operator": name, "asked": asked, "records": records, "rest": []}
            for field, value in pairs
            for name, asked, records in self._matchers(field, value, piece, around)
        ]

    def _matchers(self, field: str, value: Any, piece: Piece, around: Around) -> Iterable[Any]:  # noqa: ANN401
        many = "." not in field and bool(around.kinds) and is_list(around.kinds, field)
        found = at(piece.fields, field)
        plain = not isinstance(value, dict) or "parameter" in value
        given = {("one_of" if isinstance(value, list) else "is"): value} if plain else value
        for written, inside in given.items():
            name = _IN_LISTS.get(written, written) if many else written
            if isinstance(found, list) is not many and found is not None:
                found = None
            match name:
                case "some" | "every" | "no":
                    yield name, None, self._records(inside, found, around)
                case "latest":
                    yield name, inside["by"], self._records(inside, found, around)
                case "where":
                    refers = [] if found is None else [found]
                    yield name, None, self._records({"has": inside}, refers, around)
                case "count":
                    nested = isinstance(inside, dict) and ("where" in inside or "has" in inside)
                    records = self._records(inside, found, around) if nested else []
                    alone = isinstance(inside, dict) and len(inside) == 1
                    is_ = nested or (alone and isinstance(inside.get("is"), dict))
                    yield name, self.numbers(inside["is"] if is_ else inside, around), records
                case "share":
                    yield name, self.numbers(inside, around), []
                case "given":
                    yield name, inside, []
                case "within" | "older_than":
                    count, unit = inside.split()
                    yield name, f"{int(count)} {unit.removesuffix('s')}s", []
                case _:
                    yield name, self.argument(inside, around), []

    def _records(self, inside: Data, found: list[Any] | None, around: Around) -> list[Data]:
        """What is asked of each element of a list, or item that references lead to."""
        asked = []
        for place, element in enumerate(found or (), 1):
            if isinstance(element, dict):
                piece = Piece(str(place), element)
                inner = Around(around.item, piece, ())
            else:
                piece = self.world.piece(str(element))
                inner = around._replace(kinds=(self.world.kind(piece.id),))
            tests = {part: self.tests([*inside.get(part, {}).items()], piece, inner)
                     for part in ("where", "has")}  # fmt: skip
            asked.append({"id": piece.id, **tests})
        return asked

    def _covering(self, kind: str, denied: Pairs) -> list[str]:
        """The absences that cover a demand, each combination of the values that it asks for."""
        wheres = {
            each["id"]: each["fields"].get("where", {})
            for each in self.world.of("absences")
            if each["fields"]["of"] == kind and not self.world.is_weak(each["id"])
        }
        named = {field for where in wheres.values() for field in where}
        pins: list[list[tuple[str, list[Any]]]] = []
        nobody = Piece("", {})
        for field, value in denied if wheres else ():
            for test in self.tests([(field, value)], nobody, Around(None, None, (kind,))):
                if field in named and test["operator"] in _PINNING:
                    asked = test["asked"] if isinstance(test["asked"], list) else [test["asked"]]
                    together = test["operator"] == "includes"
                    pins.append([(field, asked)] if together else [(field, [v]) for v in asked])
        if prod(map(len, pins)) > _MOST:
            return []
        first: dict[str, int] = {}
        for place, world in enumerate(product(*pins)):
            covers = [id_ for id_, where in wheres.items() if _denies(where, world)]
            if not covers:
                return []
            for id_ in covers:
                first.setdefault(id_, place)
        return sorted((id_ for id_ in wheres if id_ in first), key=lambda id_: first[id_])


_FORMS = ("some", "every", "no", "count", "sum", "share", "finding", "criterion", "question",
          "all", "any", "not", "at_least", "audit")  # fmt: skip


def _is_form(form: str, keys: Data) -> bool:
    return form != "at_least" or "of" in keys


def _denies(where: Data, demanded: Iterable[tuple[str, list[Any]]]) -> bool:
    """Whether an absence says that nothing of what is demanded is there."""
    demanded = list(demanded)
    return all(
        any(
            field == name and any(same(v, each) for v in asked if v is not None
                                  for each in (absent if isinstance(absent, list) else [absent]))
            for name, asked in demanded
        )
        for field, absent in where.items()
    )  # fmt: skip
