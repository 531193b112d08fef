"""Looks at recommendations: those that nothing brings, and shortcomings that bring none."""

from collections.abc import Iterable

from auditcheck.files.spelling import nearest
from auditcheck.language.behind import Behind
from auditcheck.loading.rule_looks.seen import Seen, Told, inside


def none_proposed(seen: Seen) -> Iterable[Told]:
    """Criteria that are weighed, and for which nothing is proposed when they are not met.

    What a criterion with a recommendation builds on is covered by it.
    """
    pack = seen.pack
    named = (name for each in pack.recommendations.values() for name in each.when_not_met)
    behind = Behind(pack)
    covered = behind.criteria(named)
    said = set[str]()
    for question, part in seen.graded:
        for name in (*part.weighed, *behind.weighed_by(part)):
            criterion = pack.criteria[name]
            if name in covered or name in said or criterion.modality == "får":
                continue
            said.add(name)
            if not seen.prover.never_lacking(name):
                message = f"'{name}' is weighed in '{question.id}', but no recommendation names it"
                remedy = (
                    "name it under a recommendation's 'when_not_met', or accept it with a reason"
                )
                yield seen.told(criterion.place, message, remedy, key=True)


def idle(seen: Seen) -> Iterable[Told]:
    """Recommendations that no criterion can bring."""
    for each in seen.pack.recommendations.values():
        if not any(_brings(seen, name, open_=each.or_not_evidenced) for name in each.when_not_met):
            message = f"nothing brings '{each.id}': none of its criteria can be found wanting"
            remedy = "name a criterion that can be not met, or remove the recommendation"
            yield seen.told(inside(each.place, "when_not_met"), message, remedy)


def _brings(seen: Seen, name: str, *, open_: bool) -> bool:
    """Whether a criterion can be less than met: on some day due, in force and found wanting."""
    criterion = seen.pack.criteria[name]
    days = seen.days(criterion)
    ever_due = max(days.first, criterion.due or days.first) < days.last
    return ever_due and (open_ or not seen.prover.never_lacking(name))


def unasked_body(seen: Seen) -> Iterable[Told]:
    """Bodies that something is recommended to, and that no rule asks about."""
    asked = seen.pack.bodies
    for each in seen.pack.recommendations.values():
        for index, name in enumerate(each.to):
            if asked and name not in asked:
                close = nearest(name, asked)
                message = f"no rule asks about the body '{name}' ($body.{name})"
                remedy = f"write '{close}'" if close else f"name one of: {', '.join(asked)}"
                yield seen.told(inside(each.place, "to", index), message, remedy)
