"""What things are called in the report and where they stand: one place for labels and targets.

A *piece* is a plain dict: `text`, or `say` (the key of a fixed text) with its `params`, and `to`,
the target it links to (empty: no link). A link is only made to what the report shows.
"""

from collections import defaultdict

from auditcheck.model.assessments import CriterionResult
from auditcheck.model.quotes import VERIFIED
from auditcheck.model.results import Cite, ItemResult, Result
from auditcheck.model.traces import Plain
from auditcheck.report import pretty

Piece = dict[str, object]

_NAMED_BY = ("name", "title", "role", "topic", "type", "kind")
UNLISTED = ("sources", "judgements", "responses")  # kinds that have other places than the evidence
_DATES = {
    "date", "from", "until", "in_force", "updated", "received", "accessed", "fact_checked",
    "due", "done", "first", "last",
}  # fmt: skip
_REFERENCES = {
    "scope", "part_of", "reports_to", "owner", "by", "to", "from", "parties", "based_on",
    "document", "led_by", "actor", "held_by", "body", "carried_out_by", "planned_in", "set_by",
    "followed_up_by", "of", "id",
}  # fmt: skip
_BARE = {"to", "by", "date", "actor", "role", "reference", "document"}  # told by the value alone
_ABSENT = ("type", "designated_as", "about", "from", "body", "to", "scope")  # in this order
_ORAL = 1  # the strength of what somebody has said
_CODED = {"side", "status", "level", "direction", "better", "attained", "holds", "stance", "kind"}


def text(value: str, to: str = "") -> Piece:
    """A piece of text as it stands."""
    return {"text": value, "to": to}


def say(key: str, **params: object) -> Piece:
    """A piece of fixed text by its key, to be filled with `params`."""
    return {"say": key, "params": params, "to": ""}


def numbered(result: Result, prefix: str) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Which criteria are shown, with their short numbers, and by which part each is explained.

    A criterion stands where it is first used, those it refers to right after it. What only a
    recommendation names stands under the empty name.
    """
    shown: dict[str, str] = {}
    places: dict[str, list[str]] = defaultdict(list)

    def place(ids: tuple[str, ...], under: str) -> None:
        stack = list(reversed(ids))
        while stack:
            id_ = stack.pop()
            if id_ in shown or id_ not in result.criteria:
                continue
            shown[id_] = f"{prefix}{len(shown) + 1}"
            places[under].append(id_)
            stack.extend(reversed(result.criteria[id_].refers_to))

    weighed: dict[str, list[str]] = defaultdict(list)
    for criterion in result.criteria.values():
        for name in criterion.weighed_in:
            weighed[name].append(criterion.id)
    for question in result.questions:
        for part in question.parts:
            place((*part.essential, *part.supporting, *part.informing), part.name)
            place(tuple(weighed[part.name]), part.name)
    for recommendation in result.recommendations:
        place(recommendation.because_of, "")
    return shown, places


def _verified(cite: Cite) -> Piece:
    """What became of a quote that was looked for, and whether it is there as it is cited."""
    looked = cite.verification
    if looked is None:
        return {"looked_for": {}, "is_there": False}
    key = f"quote.{looked.step.replace(' ', '_')}"
    said = say(f"{key}_on", page=str(looked.page)) if looked.page else say(key)
    return {"looked_for": said, "is_there": looked.step in VERIFIED}


class Names:
    """Labels and link targets of one result."""

    def __init__(self, result: Result, language: str, shown: dict[str, str]) -> None:
        """`shown` gives each criterion that the report explains its short number."""
        self.language = language
        self.shown = shown
        self._result = result
        self._everything = result.everything
        self._parts = {part.name for question in result.questions for part in question.parts}
        self._labels: dict[str, Piece] = {}
        self.withheld = result.public.criteria if result.public else ()

    def criterion(self, id_: str) -> Piece:
        """A link to a criterion by its title."""
        title = self._result.criteria[id_].title if id_ in self._result.criteria else id_
        to = pretty.target("k", id_) if id_ in self.shown else ""
        return text(pretty.tidy(title), to) | {"ref": self.shown.get(id_, "")}

    def criteria(self, ids: tuple[str, ...]) -> list[Piece]:
        """Links to those criteria that the report shows."""
        return [self.criterion(id_) for id_ in ids if id_ in self.shown]

    def part(self, name: str) -> str:
        """The target of a part, if there is such a part."""
        return pretty.target("d", name) if name in self._parts else ""

    def item(self, id_: str) -> Piece:
        """A link to a piece of evidence, or to a source, by what it is called."""
        if id_ not in self._labels:
            self._labels[id_] = self._label(id_)
        return self._labels[id_]

    def knows(self, id_: str) -> bool:
        """Whether the result holds an item of this id."""
        return id_ in self._result.items

    def only_heard(self, ids: tuple[str, ...]) -> bool:
        """Whether each of these rests on nothing but what somebody has said."""
        items = [self._result.items[id_] for id_ in ids if id_ in self._result.items]
        return bool(items) and all(item.strength == _ORAL for item in items)

    def note(self, id_: str) -> str:
        """What is noted on an item, if anything, cut where it is long."""
        item = self._result.items.get(id_)
        note = item.fields.get("note") if item else None
        return pretty.short(pretty.tidy(note), 160) if isinstance(note, str) else ""

    def items(self, ids: tuple[str, ...]) -> list[Piece]:
        """Links to several, each once."""
        return [self.item(id_) for id_ in dict.fromkeys(ids)]

    def rests_on(self, criterion: CriterionResult) -> list[Piece]:
        """Links to what an outcome rests on; in a public report, that it rests on more."""
        links = self.items(criterion.rests_on)
        return [*links, say("criterion.left_out")] if criterion.id in self.withheld else links

    def _label(self, id_: str) -> Piece:
        item = self._everything.get(id_)
        if item is None:
            return text(id_)
        to = pretty.target("s" if item.kind == "sources" else "b", id_)
        piece = self.title(item)
        if "text" in piece:
            piece = text(pretty.short(str(piece["text"])))
        unlisted = item.kind in UNLISTED[1:] or id_ not in self._result.items
        return piece | {"to": "" if unlisted else to}

    def title(self, item: ItemResult) -> Piece:
        """What a piece of evidence is called, in full."""
        fields = item.fields
        match item.kind:
            case "reports":
                ends = [self._name(fields.get(end)) for end in ("from", "to")]
                return text(" → ".join(ends))
            case "decisions":
                day = pretty.date(str(fields.get("date", "")), self.language)
                more = [str(fields["paragraph"])] if "paragraph" in fields else []
                more += self._amount(item)
                return text(", ".join([f"{self._name(fields.get('body'))} {day}", *more]))
            case "absences":
                return say("label.absence", what=self._absent(fields))
            case "funds":
                given = [self._name(fields[f]) for f in ("kind", "year") if f in fields]
                return text(pretty.capital(", ".join([" ".join(given), *self._amount(item)])))
            case "observations":
                about = fields.get("about")
                topic, whose = str(fields.get("topic")), ""
                if about in self._everything and (named := self._name(about)):
                    whose = "" if named.lower() in topic.lower() else f" – {named}"
                return text(pretty.capital(topic) + whose)
            case _:
                return text(self._name(item.id))

    def cites(self, item: ItemResult) -> list[dict[str, object]]:
        """The sources of a piece of evidence, with page, quote and what became of that."""
        return [
            {
                "source": self.item(cite.source),
                "quote": cite.quote or "",
                "page": str(cite.page) if cite.page is not None else "",
                **_verified(cite),
            }
            for cite in item.sources
        ]

    def topic(self, name: str) -> Piece:
        """What the rules' vocabulary says of a topic, else the topic itself in quotes."""
        says = self._result.words.get("observations.topic", {}).get(name)
        return text(pretty.tidy(says)) if says else say("value.quoted", what=name)

    def _absent(self, fields: dict[str, Plain]) -> list[Piece]:
        """`en rapport om lägesbild till Kommunstyrelsen`: what an absence says is not there."""
        of, where = fields.get("of"), fields.get("where")
        sought = dict(where) if isinstance(where, dict) else {}
        kind = sought.pop("type", None) if of == "documents" else None
        one = say(f"one.{of}", otherwise=say(f"kind.{of}", otherwise=str(of)))
        pieces = [text(self._name(kind)) if kind else one]
        ordered = sorted(sought, key=lambda name: _ABSENT.index(name) if name in _ABSENT else 99)
        for name in ordered:
            what = self._name(sought[name])
            label = say(f"field.{name}", otherwise=name) | {"case": "lower"}
            other = say("absent.other", field=label, what=what)
            pieces += [text(" "), say(f"absent.{name}", what=what, otherwise=other)]
        return pieces

    def _amount(self, item: ItemResult) -> list[str]:
        amount = item.fields.get("amount")
        if not isinstance(amount, int | float):
            return []
        unit = item.fields.get("currency")
        printed = pretty.number(amount, self.language)
        return [f"{printed}\u00a0{unit}" if isinstance(unit, str) else printed]

    def _name(self, value: Plain) -> str:
        if isinstance(value, list):
            return ", ".join(self._name(element) for element in value)
        if isinstance(value, str) and value in self._everything:
            fields = self._everything[value].fields
            named = next((fields[f] for f in _NAMED_BY if isinstance(fields.get(f), str)), value)
            return pretty.tidy(str(named))
        return "" if value is None else str(value)

    def value(self, field: str, found: Plain, kind: str = "") -> list[Piece]:
        """A field's value as pieces: dates and numbers as printed, references as links."""
        match found:
            case None:
                return [say("value.nothing")]
            case bool():
                return [say("value.true" if found else "value.false")]
            case int() | float():
                return [text(pretty.number(found, self.language))]
            case str():
                return [self._text(field, found, kind)]
            case list():
                return self._list(field, found, kind)
            case dict():
                return self._mapping(found, kind)

    def _text(self, field: str, found: str, kind: str) -> Piece:
        last = field.rsplit(".", 1)[-1]
        group = {("sources", "kind"): "source_kind", ("absences", "of"): "kind"}.get((kind, last))
        if group:
            return say(f"{group}.{found}", otherwise=found)
        printed = pretty.date(found, self.language)
        if printed != found and last in _DATES:
            return text(printed)
        refers = last in _REFERENCES or (last == "about" and kind == "observations")
        if refers and found in self._everything:
            return self.item(found)
        if last in _CODED and found.isascii() and found.replace(" ", "").isalpha():
            return say(f"word.{found}", otherwise=found)
        return text(pretty.tidy(found))

    def _list(self, field: str, found: list[Plain], kind: str) -> list[Piece]:
        if not found:
            return [say("value.none")]
        pieces: list[Piece] = []
        for element in found:
            separator = "; " if isinstance(element, dict) else ", "
            pieces += [text(separator)] if pieces else []
            pieces += self.value(field, element, kind)
        return pieces

    def _mapping(self, found: dict[str, Plain], kind: str) -> list[Piece]:
        ends = [found.get(end) for end in ("from", "until")]
        if set(found) <= {"from", "until"} and all(e is None or isinstance(e, str) for e in ends):
            first, last = (str(end) if end else None for end in ends)
            if first and first == last:
                return [text(pretty.date(first, self.language))]
            return [text(pretty.period(first, last, self.language))]
        match found:
            case {"of": str(of), "is": int() | float() as share, **others} if not others:
                part = pretty.percent(round(share * 100, 2), self.language)
                return [say("value.share", share=part), text(" "), self.item(of)]
            case {"passed": int(passed), "of": int(of), **others} if not others:
                return [say("value.passed", passed=str(passed), of=str(of))]
        pieces: list[Piece] = []
        for key, value in found.items():
            pieces += [text(": " if _is_year(pieces, found) else ", ")] if pieces else []
            if key not in _BARE and key != "year":
                pieces += [say(f"field.{key}", otherwise=key) | {"case": "lower"}, text(": ")]
            pieces += self.value(key, value, kind)
        return pieces


def _is_year(pieces: list[Piece], record: dict[str, Plain]) -> bool:
    """Whether what has been told of a record is the year that it begins with."""
    return len(pieces) == 1 and next(iter(record)) == "year"
