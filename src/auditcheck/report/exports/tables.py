"""A result as flat tables: outcomes, levels, recommendations; a column is one sort of value."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from auditcheck.model.assessments import PartResult
from auditcheck.model.results import Result

Cell = str | int | bool | None | tuple[str, ...]


class Table(NamedTuple):
    """A table: its name, the type of each column, and its rows in the order of the columns."""

    name: str
    columns: Mapping[str, type]
    rows: Sequence[tuple[Cell, ...]]


def tables(result: Result) -> tuple[Table, ...]:
    """The tables of a result; each row names the audited and the day, to be joined by."""
    return (_outcomes(result), _levels(result), _recommendations(result))


_WHOSE: Mapping[str, type] = {
    "subject": str, "as_of": str, "known": str, "pack": str, "pack_version": str,
}  # fmt: skip


def _whose(result: Result) -> tuple[str | None, ...]:
    subject = result.audit.get("subject")
    name = subject.get("name", "") if isinstance(subject, dict) else ""
    return (str(name), result.as_of, result.known, result.pack.id, result.pack.version)


def _outcomes(result: Result) -> Table:
    columns = {
        **_WHOSE, "criterion": str, "title": str, "outcome": str, "lowest": str, "highest": str,
        "reason": str, "says": str, "authority": str, "section": str, "modality": str,
        "duty_holder": str, "due": str, "evidence": str, "weighed_in": tuple, "rests_on": tuple,
        "sources": tuple,
    }  # fmt: skip
    rows = []
    for each in result.criteria.values():
        items = [result.items[id_] for id_ in each.rests_on if id_ in result.items]
        sources = dict.fromkeys(cite.source for item in items for cite in item.sources)
        rows.append((
            *_whose(result), each.id, each.title, each.outcome.value, each.lowest.value,
            each.highest.value, each.reason, each.says, each.authority, each.section,
            each.modality, each.duty_holder, each.due, each.evidence, each.weighed_in,
            each.rests_on, tuple(sources),
        ))  # fmt: skip
    return Table("outcomes", columns, rows)


def _levels(result: Result) -> Table:
    columns = {
        **_WHOSE, "of": str, "question": str, "part": str, "number": int, "asks": str,
        "scale": str, "state": str, "assessment": str, "potential": str, "level": str,
        "rank": int, "ranks": int, "judgement": str, "essential_met": int, "essential": int,
    }  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (
            *_whose(result), "part", part.question, part.id or None, question.number, part.asks,
            part.scale, part.state, part.assessment, part.potential, part.level,
            *_rank(result, part.scale, part.level), part.judgement, *_met(part),
        )
        for question in result.questions
        for part in question.parts
    ]  # fmt: skip
    whole = result.conclusion
    if whole is not None:
        rows.append((
            *_whose(result), "conclusion", None, None, None, whole.asks, whole.scale, whole.state,
            whole.assessment, whole.potential, whole.assessment,
            *_rank(result, whole.scale, whole.assessment), None, None, None,
        ))  # fmt: skip
    return Table("levels", columns, rows)


def _met(part: PartResult) -> tuple[int, int]:
    return part.met, part.counted


def _rank(result: Result, scale: str, level: str | None) -> tuple[int | None, int]:
    """The level's place on its scale, from 0, and how many levels the scale has."""
    levels = result.scales[scale].levels
    return (None if level is None else levels.index(level)), len(levels)


def _recommendations(result: Result) -> Table:
    columns = {
        **_WHOSE, "recommendation": str, "text": str, "to": tuple, "because_of": tuple,
        "questions": tuple, "responses": tuple,
    }  # fmt: skip
    rows: list[tuple[Cell, ...]] = [
        (
            *_whose(result), each.id, each.text, each.to, each.because_of, each.questions,
            each.responses,
        )
        for each in result.recommendations
    ]  # fmt: skip
    return Table("recommendations", columns, rows)
