"""What to ask for, as a list to send: numbered, what settles most first, a row a request."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from auditcheck.model.assessments import PartResult
from auditcheck.model.results import Gap, Result
from auditcheck.report import markdown, pretty
from auditcheck.report.exports.tables import Table
from auditcheck.report.names import Names, Piece, say, text
from auditcheck.report.questions import part_numbers, question_number
from auditcheck.report.requests import Sent, by_gap
from auditcheck.report.view import View, head_of, version_of

Line = list[Piece]
_COLUMNS = (
    "requests.number",
    "requests.request",
    "requests.to",
    "requests.criterion",
    "requests.questions",
    "requests.levels",
    "requests.sent",
    "requests.sent_to",
    "requests.answered",
)


def build(result: Result, language: str, chosen: Callable[[Gap], bool], of: str = "") -> View:
    """The rows of the requests that are chosen; the numbers are those of the whole list.

    `of` is the one body that they are for, by its name, if there is one.
    """
    rows = _Rows(result, language)
    return {
        **head_of(result, language),
        "version": version_of(result),
        "heading": say("requests.to_one", of=of) if of else say("requests.title"),
        "columns": [say(key) for key in _COLUMNS],
        "rows": [
            rows.row(number, gap, sent)
            for number, (gap, sent) in enumerate(by_gap(result), 1)
            if chosen(gap)
        ],
    }


def render(view: View, templates: Path, format_: Literal["html", "md"]) -> str:
    """The list as a page or as Markdown."""
    from auditcheck.report.templates import render as fill

    if format_ == "html":
        return fill("requests.html.j2", view, templates).lstrip()
    return markdown.tidy(fill("requests.md.j2", view, templates, markdown.escape))


def table(view: View, templates: Path) -> Table:
    """The list as a flat table; a cell's lines are joined by semicolons."""
    from auditcheck.report.templates import texts_in

    texts = texts_in(templates, str(view["language"]))
    columns, rows = view["columns"], view["rows"]
    assert isinstance(columns, list)  # noqa: S101  made above
    assert isinstance(rows, list)  # noqa: S101  made above
    cells = (
        tuple("; ".join("".join(map(texts.say, line)) for line in cell) for cell in row)
        for row in rows
    )
    return Table("requests", {texts.say(each): str for each in columns}, [*cells])


class _Rows:
    def __init__(self, result: Result, language: str) -> None:
        self._names = Names(result, language, {})
        self._result = result
        self._language = language
        self._parts: dict[str, tuple[str, str, PartResult]] = {}
        for position, question in enumerate(result.questions, 1):
            numbers = part_numbers(question, question_number(question, position))
            for part, number in zip(question.parts, numbers, strict=True):
                self._parts[part.name] = number, part.asks or question.asks, part

    def row(self, number: int, gap: Gap, sent: list[Sent]) -> list[list[Line]]:
        """A row's cells, each of lines, each of pieces."""
        request = [text(pretty.capital(pretty.tidy(gap.request)))]
        for place, id_ in enumerate(dict.fromkeys(gap.items)):
            request += [text("; " if place else " ("), self._item(id_)]
        parts = [self._parts[name] for name in gap.parts if name in self._parts]
        return [
            [[text(str(number))]],
            [[*request, *([text(")")] if gap.items else [])]],
            [[text(gap.of)]],
            [[self._names.criterion(id_)] for id_ in gap.criteria],
            [[say("requests.part", number=n, asks=pretty.tidy(asks))] for n, asks, _ in parts],
            [[_could(part)] for _, _, part in parts],
            [[text(self._date(each.sent))] for each in sent],
            [[self._item(each.to)] for each in sent],
            [[self._answer(each)] for each in sent],
        ]

    def _item(self, id_: str) -> Piece:
        item = self._result.items.get(id_)
        return self._names.title(item) if item is not None else text(id_)

    def _answer(self, sent: Sent) -> Piece:
        return text(self._date(sent.answered)) if sent.answered else say("requests.not_answered")

    def _date(self, day: str) -> str:
        return pretty.date(day, self._language)


def _could(part: PartResult) -> Piece:
    now = text(part.assessment) if part.assessment else say(f"state.{part.state}")
    return say("requests.could", now=now, then=part.potential or "")
