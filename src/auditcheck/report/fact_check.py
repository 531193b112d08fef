"""Fact check: for each role and audited body, a sheet of the statements to confirm or correct.

A sheet holds facts, no outcomes and no levels: the audited party confirms what is so, not how it
is assessed. A role's sheet quotes that role alone; a body's quotes no role. The result is to be a
public one: what is confidential is on no sheet.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Literal

from auditcheck.model.results import Cite, ItemResult, Result
from auditcheck.model.traces import Plain
from auditcheck.report import markdown, pretty
from auditcheck.report.listing import Listing
from auditcheck.report.names import Names, Piece, numbered, say
from auditcheck.report.view import View, head_of

Node = dict[str, object]

_NO_STATEMENT = ("sources", "judgements", "responses")
_ASSESSED = frozenset({"topic", "holds"})  # of an observation: the auditor's, not a fact
_FIRST = 3  # so many criteria are named; the rest are counted


@dataclass(frozen=True, slots=True)
class Whom:
    """Who gets a sheet: a role, with the sources that it was, or an audited body.

    `key` is the id of its first source or of the body; `name` is what it is called.
    """

    key: str
    name: str
    of: Literal["role", "body"]
    ids: tuple[str, ...]


def everyone(result: Result) -> list[Whom]:
    """Those who can be given a sheet: the roles in the order of the sources, then the bodies."""
    roles: dict[str, list[ItemResult]] = defaultdict(list)
    for item in result.items.values():
        role = item.fields.get("role")
        if item.kind == "sources" and isinstance(role, str):
            roles[pretty.tidy(role).casefold()].append(item)
    scope = result.audit.get("scope")
    scope = scope if isinstance(scope, list) else []
    bodies = [result.items[id_] for id_ in scope if isinstance(id_, str) and id_ in result.items]
    return [
        *(
            Whom(sources[0].id, _said(sources[0], "role"), "role", tuple(s.id for s in sources))
            for sources in roles.values()
        ),
        *(Whom(body.id, _said(body, "name"), "body", (body.id,)) for body in bodies),
    ]


def _said(item: ItemResult, name: str) -> str:
    return pretty.tidy(str(item.fields.get(name, item.id)))


def build(result: Result, language: str, whom: Iterable[Whom]) -> View:
    """The sheets for these; plain, like the view of the report."""
    sheets = _Sheets(result, language)
    hidden = 0 if result.public is None else result.public.items
    return {
        **head_of(result, language),
        "hidden": hidden,
        "sheets": [sheets.sheet(each) for each in whom],
    }


def render(view: View, templates: Path, format_: Literal["html", "md"]) -> str:
    """The sheets as one document in one of its formats."""
    from auditcheck.report.templates import render as fill

    if format_ == "html":
        return fill("fact-check.html.j2", view, templates).lstrip()
    return markdown.tidy(fill("fact-check.md.j2", view, templates, markdown.escape))


class _Sheets:
    def __init__(self, result: Result, language: str) -> None:
        self.result = result
        self.names = Names(result, language, numbered(result, "")[0])
        self.listing = Listing(result, self.names)
        self.question_of = {part.name: q.id for q in result.questions for part in q.parts}
        self.numbers = {
            question.id: str(position if question.number is None else question.number)
            for position, question in enumerate(result.questions, 1)
        }

    def sheet(self, whom: Whom) -> Node:
        """One sheet: its statements by kind, numbered through."""
        rests = _quoted_by(whom) if whom.of == "role" else _names(whom)
        cites = self._own(whom) if whom.of == "role" else self._documentary
        by_kind: dict[str, list[ItemResult]] = defaultdict(list)
        for item in self.result.items.values():
            if item.kind not in _NO_STATEMENT and rests(item):
                by_kind[item.kind].append(item)
        numbers = count(1)
        groups = [
            {
                "kind": say(f"kind.{kind}", otherwise=kind) | {"case": "upper"},
                "rows": [
                    {"number": str(next(numbers)), **self._statement(item, cites(item))}
                    for item in items
                ],
            }
            for kind, items in by_kind.items()
        ]
        return {
            "id": pretty.target("f", whom.key),
            "key": whom.key,
            "intro": say("fact.intro_role" if whom.of == "role" else "fact.intro_body"),
            "whom": whom.name,
            "groups": groups,
            "questions": self._questions(item for items in by_kind.values() for item in items),
        }

    def _questions(self, items: Iterable[ItemResult]) -> list[Node]:
        """The questions that the statements are used for."""
        used = {each["number"] for item in items for each in self._bears_on(item)}
        return [
            {"number": self.numbers[question.id], "asks": pretty.tidy(question.asks)}
            for question in self.result.questions
            if self.numbers[question.id] in used
        ]

    def _statement(self, item: ItemResult, cites: Iterable[Cite]) -> Node:
        says = item.fields.get("says")
        observed = item.kind == "observations"
        return {
            "title": {} if observed and says else self._bare(self.names.title(item)),
            "says": pretty.tidy(says) if isinstance(says, str) else "",
            "fields": self.listing.told(item, _ASSESSED if observed else frozenset()),
            "quotes": [
                {
                    "quote": cite.quote or "",
                    "page": str(cite.page) if cite.page is not None else "",
                    "source": self._bare(self.names.item(cite.source)),
                }
                for cite in cites
                if cite.quote or cite.page
            ],
            "bears_on": self._bears_on(item),
        }

    @staticmethod
    def _bare(piece: Piece) -> Piece:
        """A piece without its link: a sheet has none of what the report links to."""
        return piece | {"to": ""}

    def _bears_on(self, item: ItemResult) -> list[Node]:
        """The questions that the statement is used for, each with the criteria that read it."""
        read: dict[str, dict[str, None]] = defaultdict(dict)
        for criterion in (self.result.criteria[id_] for id_ in item.read_by):
            for part in (*criterion.weighed_in, *criterion.informs):
                read[self.question_of.get(part, "")][pretty.tidy(criterion.title)] = None
        return [
            {
                "number": self.numbers[id_],
                "criteria": list(titles)[:_FIRST],
                "more": max(0, len(titles) - _FIRST),
            }
            for id_, titles in sorted(
                read.items(), key=lambda each: [*self.numbers].index(each[0])
            )
            if id_
        ]

    @staticmethod
    def _own(whom: Whom) -> Callable[[ItemResult], list[Cite]]:
        return lambda item: [cite for cite in item.sources if cite.source in whom.ids]

    def _documentary(self, item: ItemResult) -> list[Cite]:
        """What is quoted from sources that are nobody's words."""
        sources = self.result.items
        return [
            cite
            for cite in item.sources
            if cite.source in sources and "role" not in sources[cite.source].fields
        ]


def _quoted_by(whom: Whom) -> Callable[[ItemResult], bool]:
    return lambda item: any(cite.source in whom.ids for cite in item.sources)


def _names(whom: Whom) -> Callable[[ItemResult], bool]:
    def named(value: Plain) -> bool:
        match value:
            case str():
                return value in whom.ids
            case list():
                return any(map(named, value))
            case dict():
                return any(map(named, value.values()))
            case _:
                return False

    return lambda item: item.id in whom.ids or named(list(item.fields.values()))
