"""Looks at when rules are in force: criteria against authorities, due dates and parameters."""

from collections.abc import Iterable
from datetime import date

from auditcheck.language.references import conditions_of
from auditcheck.language.spans import Span
from auditcheck.language.within import parameters_in
from auditcheck.loading.rule_looks.seen import Seen, Told, inside
from auditcheck.model.rules import Criterion


def outside_authority(seen: Seen) -> Iterable[Told]:
    """Criteria whose own days lie outside those of what they rest on."""
    for criterion in seen.pack.criteria.values():
        authority = seen.pack.authorities.get(criterion.authority or "")
        if authority is None:
            continue
        days = Span(authority.in_force or date.min, authority.repealed or date.max)
        begins = f" from {authority.in_force}" if authority.in_force else ""
        ends = f" until {authority.repealed}" if authority.repealed else ""
        for name, own in (("in_force", criterion.in_force), ("repealed", criterion.repealed)):
            if own is not None and not days.first <= own <= days.last:
                message = f"{own} lies outside '{authority.id}', in force{begins}{ends}"
                stands = seen.place("authorities", authority.id)
                also = (seen.related("its days stand here", stands),)
                remedy = "correct the day, or rest the criterion on another authority"
                yield seen.told(inside(criterion.place, name), message, remedy, also)


def due_out_of_force(seen: Seen) -> Iterable[Told]:
    """Due dates before a criterion is in force, or when it no longer is."""
    for criterion in seen.pack.criteria.values():
        days, due = seen.days(criterion), criterion.due
        if due is None or days.first <= due < days.last:
            continue
        message = f"it is due {due}, but in force only from {days.first}"
        if due >= days.last:
            message = f"it is due {due}, but repealed already {days.last}"
        remedy = "correct 'due', or 'in_force' or 'repealed' here or of its authority"
        yield seen.told(inside(criterion.place, "due"), message, remedy)


def parameter_gap(seen: Seen) -> Iterable[Told]:
    """Parameters whose first value begins after a criterion that uses it is in force."""
    earliest: dict[str, Criterion] = {}
    for criterion in seen.pack.criteria.values():
        for condition in conditions_of(criterion):
            for name in parameters_in(condition):
                before = earliest.setdefault(name, criterion)
                earliest[name] = min(before, criterion, key=lambda each: seen.days(each).first)
    for name, criterion in earliest.items():
        begins, needed = seen.pack.parameters[name].values[0][0], seen.days(criterion).first
        if date.min < needed < begins:
            message = (
                f"'{name}' has no value before {begins}, but '{criterion.id}', which uses it, is "
                f"in force from {needed}"
            )
            also = (seen.related("it is used here", criterion.place),)
            place = seen.place("parameters", name, begins.isoformat())
            remedy = f"add the value that it had on {needed}, or correct the day"
            yield seen.told(place, message, remedy, also, key=True)
