"""`gaps`: the open evidence as a list of requests, to read or to send."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from auditcheck.cli.answer import Code, StopError, counted, out, out_bytes, save, tell, terminal
from auditcheck.cli.opening import as_json, assessed, beside_left_out, left_out

if TYPE_CHECKING:
    from auditcheck.cli.drawing import Node
    from auditcheck.model.results import Gap, Result
    from auditcheck.report.requests import Sent

Format = Literal["text", "json", "md", "csv"]
_ENDINGS: dict[str, Literal["md", "csv", "docx"]] = {
    ".md": "md", ".markdown": "md", ".csv": "csv", ".docx": "docx",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """How the list is to be written, where, and for whom."""

    format: Format
    output: Path | None
    to: str | None
    language: Literal["sv", "en"] | None
    public: bool
    quiet: bool


def run_gaps(
    folder: Path,
    rules: Path | None,
    as_of: str | None,
    wanted: Wanted,
    *,
    known: str | None = None,
) -> int:
    """List the gaps; exit 0 whether there are any or not."""
    ending = None if wanted.output is None else _ending(wanted.output)
    _, result = assessed(folder, rules, as_of, public=wanted.public, known=known)
    chosen, name = _chosen(result, wanted.to)
    language = wanted.language or str(result.audit.get("language") or "sv")
    listed = partial(_listed, result, language, chosen, name)
    if wanted.output is not None and ending is not None:
        named = folder / str(result.audit.get("rules", ""))
        save([(wanted.output, listed(ending))], [folder, named if rules is None else rules])
        if not wanted.quiet:
            tell(f"wrote {wanted.output.as_posix()}")
    elif wanted.format in ("md", "csv"):
        out_bytes(listed(wanted.format))
        tell("\n".join(left_out(result)))
    elif wanted.format == "json":
        out(as_json(beside_left_out(result, "gaps", _numbered(result, chosen))))
    else:
        if told := left_out(result):
            out("\n".join([*told, ""]) + "\n")
        out(_text(result, chosen, terminal().width))
    return Code.DONE


def _ending(path: Path) -> Literal["md", "csv", "docx"]:
    found = _ENDINGS.get(path.suffix.lower())
    if found is None:
        message = f"error: --output: '{path}' does not say its format"
        raise StopError(Code.USAGE, f"{message}\n  help: end it in .md, .csv or .docx")
    return found


def _chosen(result: "Result", to: str | None) -> tuple[Callable[["Gap"], bool], str]:
    """Which requests a body means, by its id or its name, and what it is called."""
    if to is None:
        return (lambda _: True), ""
    wanted = to.casefold()
    known = {gap.of: gap.to for gap in result.gaps}
    names = [name for name, id_ in known.items() if wanted in (name.casefold(), id_)]
    if names:
        return (lambda gap: gap.of in names), names[0]
    from auditcheck.files.spelling import instead

    words = [each for name, id_ in known.items() for each in (id_, name) if each]
    help_ = instead(to, words, f"name one of: {', '.join(known)}" if known else "leave it out")
    problem = f"nothing is asked of '{to}'"
    raise StopError(Code.USAGE, f"error: --to: {problem}\n  help: {help_}")


def _listed(
    result: "Result",
    language: str,
    chosen: Callable[["Gap"], bool],
    name: str,
    format_: Literal["md", "csv", "docx"],
) -> bytes:
    """The list in one of the forms that can be sent."""
    from auditcheck.files.shipped import shipped
    from auditcheck.report.request_list import build, render, table

    view, templates = build(result, language, chosen, name), shipped("templates")
    if format_ == "csv":
        from auditcheck.report.exports import csv_tables

        return csv_tables.render(table(view, templates))
    if format_ == "md":
        return render(view, templates, "md").encode()
    from auditcheck.cli.papers import on_paper

    return on_paper(render(view, templates, "html").encode(), "docx", "requests", None, None)


def _numbered(result: "Result", chosen: Callable[["Gap"], bool]) -> list[dict[str, object]]:
    from auditcheck.model.traces import to_plain
    from auditcheck.report.requests import by_gap

    told: list[dict[str, object]] = []
    for number, (gap, sent) in enumerate(by_gap(result), 1):
        if chosen(gap):
            plain = to_plain(gap)
            assert isinstance(plain, dict)  # noqa: S101  a gap has fields
            told.append({"number": number, **plain, "sent": [each._asdict() for each in sent]})
    return told


def _text(result: "Result", chosen: Callable[["Gap"], bool], width: int) -> str:
    from auditcheck.report.requests import by_gap

    if not result.gaps:
        return "no open evidence: every criterion is settled\n"
    from auditcheck.cli.drawing import Node, lines

    nodes = {
        number: (gap, _node(number, gap, sent, result))
        for number, (gap, sent) in enumerate(by_gap(result), 1)
        if chosen(gap)
    }
    told = []
    for question in result.questions:
        names = {part.name for part in question.parts}
        own = [node for gap, node in nodes.values() if not names.isdisjoint(gap.parts)]
        if own:
            number = "" if question.number is None else f"{question.number} "
            could = ", ".join(
                f"{part.assessment or part.state} → {part.potential}"
                for part in question.parts
                if part.potential != part.assessment
            )
            told.append(Node(f"{number}{question.asks}", [Node(could), *own]))
    if others := [node for gap, node in nodes.values() if not gap.parts]:
        told.append(Node("Open, but settles no question's level", others))
    return "\n\n".join("\n".join(lines(each, width)) for each in told) + "\n"


def _node(number: int, gap: "Gap", sent: list["Sent"], result: "Result") -> "Node":
    from auditcheck.cli.drawing import Node

    facts = [f"of {gap.of}", *gap.criteria]
    if gap.items:
        facts.append(f"about {', '.join(gap.items)}")
    if gap.settles:
        facts.append(f"settles {', '.join(gap.settles)} alone")
    below = [Node(" · ".join(facts)), *(Node(_told(each, result)) for each in sent)]
    return Node(f"{number}. {gap.request}", below)


def _told(sent: "Sent", result: "Result") -> str:
    to = result.items[sent.to].fields.get("name", sent.to) if sent.to in result.items else sent.to
    if sent.answered:
        return f"sent {sent.sent} to {to}, answered {sent.answered}"
    days = counted(sent.days, "day")
    return f"sent {sent.sent} to {to}, not answered: {days} at {result.as_of}"
