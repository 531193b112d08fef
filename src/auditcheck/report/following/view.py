"""The follow-up report's content, common to its formats, and the report in one of them.

Made of the comparison and of the results that it compares; plain, like the view of a report.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Literal

from auditcheck.model.assessments import PartResult
from auditcheck.model.differences import UNCHANGED, Change, Difference, Follow, Step
from auditcheck.model.results import Result
from auditcheck.model.truth import Outcome
from auditcheck.report import markdown, pretty
from auditcheck.report.following.history import told
from auditcheck.report.following.numbers import numbers
from auditcheck.report.following.words import SIGNS, causes_of, change_of, facts_of, why_of
from auditcheck.report.levels import level, outcome
from auditcheck.report.names import Names, numbered, say
from auditcheck.report.view import View, version_of

Node = dict[str, object]

_QUIET = ("still met", "as before")


def build(followed: Follow, results: Sequence[Result], language: str) -> View:
    """What a follow-up report of these audits shows, in this language (`sv` or `en`)."""
    last = followed.audits[-1]
    audits = [
        {
            "title": pretty.tidy(each.title),
            "subject": pretty.tidy(each.subject),
            "as_of": pretty.date(each.as_of, language),
            "rules": say("page.version", title=result.pack.title, version=each.pack_version),
            "made_of": say(f"follow.of_{each.made_of}"),
            "version": version_of(result),
        }
        for each, result in zip(followed.audits, results, strict=True)
    ]
    return {
        "language": language,
        "made_by": followed.made_by,
        "title": pretty.tidy(last.title),
        "subject": pretty.tidy(last.subject),
        "public": all(each.public is not None for each in results),
        "from": pretty.date(followed.audits[0].as_of, language),
        "until": pretty.date(last.as_of, language),
        "audits": audits,
        "steps": [_Step(step, followed, results, language).told() for step in followed.steps],
        "history": [told(each, followed, results, language) for each in followed.history],
        "changes": [
            change_of(change) | {"means": say(f"change_means.{change}")} for change in SIGNS
        ],
    }


def render(view: View, templates: Path, format_: Literal["html", "md"]) -> str:
    """The report in one of its formats."""
    from auditcheck.report.templates import render as fill

    if format_ == "html":
        return fill("follow-up.html.j2", view, templates).lstrip()
    return markdown.tidy(fill("follow-up.md.j2", view, templates, markdown.escape))


class _Step:
    """One audit compared with the next."""

    def __init__(
        self, step: Step, followed: Follow, results: Sequence[Result], language: str
    ) -> None:
        self.step = step
        self.place = followed.steps.index(step) + 1
        self.old, self.new = results[step.old], results[step.new]
        self.names = tuple(
            Names(each, language, numbered(each, "")[0]) for each in (self.old, self.new)
        )
        self.days = tuple(
            pretty.date(followed.audits[each].as_of, language) for each in (step.old, step.new)
        )

    def told(self) -> Node:
        step = self.step
        known = numbers(self.old) | numbers(self.new)
        rows = [self._part(each, known.get(each.name, "")) for each in step.parts]
        return {
            "id": f"step-{self.place}",
            "from": self.days[0],
            "until": self.days[1],
            "notes": [say(f"follow_note.{note}") for note in step.notes],
            "differing": [say(f"cause.{factor}") for factor in step.differing],
            "crosswise": step.crosswise,
            "counts": [
                change_of(change) | {"criteria": of_criteria, "recommendations": of_recommended}
                for change, of_criteria, of_recommended in self._counts()
            ],
            "parts": rows,
            "conclusion": self._conclusion(step.conclusion) if step.conclusion else {},
            "groups": list(self._groups()),
        }

    def _counts(self) -> Iterable[tuple[Change, int, int]]:
        criteria = Counter(each.change for each in self.step.criteria)
        recommended = Counter(each.change for each in self.step.recommendations)
        for change in SIGNS:
            if criteria[change] or recommended[change]:
                yield change, criteria[change], recommended[change]

    def _groups(self) -> Iterable[Node]:
        """The criteria that have something to tell, by what became of them."""
        for change in SIGNS:
            found = [each for each in self.step.criteria if each.change == change]
            if found and change not in _QUIET:
                rows = [self._criterion(each) for each in found]
                yield {"change": change_of(change), "rows": rows}

    def _common(self, found: Difference) -> Node:
        facts, more = facts_of(found.facts, *self.names)
        changed = found.change not in UNCHANGED
        untold = changed and not found.causes
        return {
            "title": pretty.tidy(found.title),
            "was": [pretty.tidy(name) for name in found.was],
            "change": change_of(found.change),
            "why": why_of(found),
            "causes": [say("cause.untold")] if untold else causes_of(found.causes),
            "facts": facts,
            "more": more,
        }

    def _criterion(self, found: Difference) -> Node:
        stands = [outcome(Outcome(each)) if each else {} for each in (found.then, found.now)]
        says = self.new.criteria[found.name].says if found.name in self.new.criteria else ""
        return self._common(found) | {
            "then": stands[0],
            "now": stands[1],
            "says": pretty.tidy(says),
        }

    def _part(self, found: Difference, number: str) -> Node:
        then = _part_of(self.old, (*found.was, found.name))
        now = _part_of(self.new, (found.name,))
        return self._common(found) | {
            "number": number,
            "then": _level(self.old, then),
            "now": _level(self.new, now),
        }

    def _conclusion(self, found: Difference) -> Node:
        then, now = (
            level(each, each.conclusion.scale, each.conclusion.assessment, each.conclusion.state)
            if each.conclusion
            else {}
            for each in (self.old, self.new)
        )
        return self._common(found) | {"number": "", "then": then, "now": now}


def _part_of(result: Result, names: Sequence[str]) -> PartResult | None:
    parts = (part for question in result.questions for part in question.parts)
    return next((part for part in parts if part.name in names), None)


def _level(result: Result, part: PartResult | None) -> Node:
    if part is None:
        return {}
    state = "graded" if part.level is not None else part.state
    return level(result, part.scale, part.level, state)
