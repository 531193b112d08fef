"""What is looked at once an audit is evaluated: what weighs nothing, or may not be weighed so."""

from collections.abc import Iterable, Iterator
from typing import Literal

from auditcheck.engine.advice import recommendations_of
from auditcheck.engine.evaluate import Evaluation, Judged
from auditcheck.engine.judging import part_of, without_leave
from auditcheck.engine.reading import not_weighed, read_by
from auditcheck.files.diagnostic import Diagnostic
from auditcheck.files.place import Route
from auditcheck.loading.evidence import Read
from auditcheck.loading.looks.seen import span_of
from auditcheck.model.evidence import Item

AFTER = (
    "not-weighed", "shortcoming-not-weighed", "expired-judgement", "unused-judgement",
    "superfluous-judgement", "idle-response",
)  # fmt: skip
"""The codes of warnings and notes that are told once the audit is evaluated."""


def look_after(read: Read, evaluation: Evaluation) -> list[Diagnostic]:
    """Warnings and notes on what the evaluation leaves aside, or that changes nothing in it."""
    return [
        *_weighing(read, evaluation),
        *(each for judged in evaluation.judged for each in _judging(read, evaluation, judged)),
        *_answering(read, evaluation),
    ]


def passed_over(read: Read, evaluation: Evaluation) -> Iterator[Diagnostic]:
    """Faults of judgements above final demands that are not met, without the pack's leave."""
    for judged, names in without_leave(evaluation):
        named = ", ".join(f"'{each}'" for each in names)
        message = f"the judgement passes over {named}: final, and not shown to be met"
        help_ = (
            "judge no higher than the rules, add evidence that it is met, or let the pack give "
            "leave with 'may_pass_over'"
        )
        if evaluation.evidence.known:
            message += f" by what was known by {evaluation.evidence.known.by}"
        yield _at(read, judged.item, ("level",), "passed-over-demand", "fault", message, help_)


def _weighing(read: Read, evaluation: Evaluation) -> Iterator[Diagnostic]:
    help_ = "ask whether a criterion ought to weigh it; the report says that it stands outside"
    shortcomings, others = not_weighed(evaluation, read_by(evaluation))
    items = evaluation.evidence.items
    for id_ in shortcomings:
        message = f"the recorded shortcoming '{id_}' is not weighed in any assessment"
        yield _at(read, items[id_], (), "shortcoming-not-weighed", "warning", message, help_)
    for id_ in others:
        message = f"the item '{id_}' is not weighed in any assessment"
        yield _at(read, items[id_], (), "not-weighed", "note", message, help_)


def _judging(read: Read, evaluation: Evaluation, judged: Judged) -> Iterable[Diagnostic]:
    """A judgement that no longer counts, that counts nowhere, or that departs from nothing."""
    item, fields = judged.item, judged.item.fields
    name = f"{judged.question}.{judged.part}".removesuffix(".")
    level = evaluation.levels[judged.question, judged.part]
    if judged.why_not == "expired":
        day = evaluation.evidence.as_of
        message = f"the judgement of '{name}' counted until '{fields['until']}', before {day}"
        help_ = "judge anew with a later 'until', or leave it as a record of what was judged"
        yield _at(read, item, ("until",), "expired-judgement", "warning", message, help_)
    elif part_of(evaluation, judged) is None:
        message = f"'{name}' is judged, but the audit does not ask about it"
        help_ = "add the question to audit.questions, or remove the judgement"
        yield _at(read, item, ("question",), "unused-judgement", "warning", message, help_)
    elif not judged.in_force:
        message = f"'{name}' is judged, but has no level to depart from: {level.state}"
        help_ = "keep it until the part is graded, or remove it"
        yield _at(read, item, ("question",), "unused-judgement", "warning", message, help_)
    else:
        pack = evaluation.program.pack
        levels = pack.scales[pack.questions[judged.question].scale].levels
        if level.assessment is not None and levels[level.assessment] == fields["level"]:
            message = f"'{name}' is judged '{fields['level']}', as the rules give it"
            help_ = "remove it: the rules' level needs no judgement"
            yield _at(read, item, ("level",), "superfluous-judgement", "note", message, help_)


def _answering(read: Read, evaluation: Evaluation) -> Iterator[Diagnostic]:
    """Responses to recommendations that do not come."""
    coming = {each.id for each in recommendations_of(evaluation)}
    for item in evaluation.evidence.of("responses"):
        name = str(item.fields["recommendation"])
        if name not in coming:
            message = f"this answers '{name}', which is not recommended here"
            help_ = "leave it as a record, or answer a recommendation that comes"
            at = ("recommendation",)
            yield _at(read, item, at, "idle-response", "note", message, help_)


def _at(
    read: Read,
    item: Item,
    route: Route,
    code: str,
    severity: Literal["fault", "warning", "note"],
    message: str,
    help_: str,
) -> Diagnostic:
    entry = read.entries[item.id]
    span = span_of(entry, route) if route else entry.span
    return Diagnostic(code, severity, message, entry.document.path, span, help_)
