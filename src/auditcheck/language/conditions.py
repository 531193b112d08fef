"""Conditions: from what is written under `requires`, `applies` … to a typed tree."""

from collections.abc import Mapping
from typing import Literal

from auditcheck.language.amounts import read_number
from auditcheck.language.arguments import NUMBER, SHARE, Surroundings
from auditcheck.language.clashing import refuse_number
from auditcheck.language.fields import FieldType, fields_of, find_field
from auditcheck.language.logic.ranges import ALL, COUNTS, SHARES, WHOLE
from auditcheck.language.matchers import names_of_kind, names_of_reference, read_tests
from auditcheck.language.scribe import Names, Written, shown
from auditcheck.language.selections import selection_of
from auditcheck.model.conditions import (
    AuditFact,
    Combined,
    Condition,
    Counted,
    CriterionHolds,
    Finding,
    Negated,
    Quantified,
    Reaches,
)
from auditcheck.model.truth import Degree

FORMS: Mapping[str, tuple[str, ...]] = {
    "some": ("where", "has"),
    "every": ("where", "has"),
    "no": ("where", "has"),
    "count": ("where", "has", "is"),
    "sum": ("where", "has", "is"),
    "share": ("where", "has", "is"),
    "finding": ("about", "any_about", "at_least"),
    "criterion": ("at_least",),
    "question": ("reaches",),
    "all": (),
    "any": (),
    "not": (),
    "at_least": ("of",),
    "audit": (),
}
_NO_ONE = Surroundings(None)


def form_of(keys: Mapping[str, object]) -> str | None:
    """The form that a mapping's keys make; `at_least` is one only beside `of`."""
    for form in FORMS:
        if form in keys and (form != "at_least" or not ({"finding", "criterion"} & set(keys))):
            return form
    return None


def read_condition(written: Written, names: Names) -> Condition | None:
    """The condition that is written, or None after a fault."""
    keys = written.mapping("a condition, such as {some: documents, where: …, has: …}")
    if not isinstance(written.value, dict):
        return None
    form = form_of(keys)
    if form is None:
        if keys:
            first = next(iter(keys))
            written.at(first, None).unknown("the condition", first, FORMS, at_key=True)
        else:
            written.fault("empty-condition", "found no condition", "write one, such as 'some: …'")
        return None
    allowed = (form, *FORMS[form])
    for key in keys:
        if key not in allowed:
            written.at(key, None).unknown(f"beside '{form}' the key", key, allowed, at_key=True)
            return None
    return _read_form(written, form, keys, names)


def _read_form(
    written: Written, form: str, keys: Mapping[str, object], names: Names
) -> Condition | None:
    head = written.at(form, keys[form])
    match form:
        case "some" | "every" | "no":
            selection = selection_of(head, written, keys)
            if selection is None:
                return None
            return Quantified(form, selection.kind, selection.where, selection.has, written.place)
        case "count" | "share":
            return _read_counted(written, head, form, keys)
        case "sum":
            return _read_sum(written, head, keys)
        case "finding":
            return _read_finding(written, head, keys)
        case "criterion":
            return _read_criterion(written, head, keys, names)
        case "question":
            return _read_question(written, head, keys, names)
        case "all" | "any":
            parts = _read_parts(head, names)
            return Combined(form, parts, written.place) if parts else None
        case "at_least":
            return _read_at_least(written, head, keys, names)
        case "not":
            part = read_condition(head, names)
            return part and Negated(part, written.place)
        case _:
            tests = read_tests(head, names_of_kind("audit"), _NO_ONE)
            return AuditFact(tests, written.place) if tests else None


def _read_parts(head: Written, names: Names) -> tuple[Condition, ...]:
    elements = head.items("a list of conditions")
    if isinstance(head.value, list) and not elements:
        head.fault("empty-list", "found an empty list", "write at least one condition")
    parts = [read_condition(each, names) for each in elements]
    return tuple(part for part in parts if part is not None)


def _read_at_least(
    written: Written, head: Written, keys: Mapping[str, object], names: Names
) -> Condition | None:
    if "of" not in keys:
        written.fault("missing-key", "'at_least' needs 'of'", "list the conditions under 'of'")
        return None
    of = written.at("of", keys["of"])
    parts = _read_parts(of, names)
    number = head.value
    if isinstance(number, bool) or not isinstance(number, int) or number < 1:
        head.fault("wrong-type", f"found {shown(number)}", "write a whole number from 1")
        return None
    if parts and number > len(parts) and isinstance(of.value, list) and number > len(of.value):
        head.fault(
            "never-holds",
            f"{number} of {len(parts)} conditions can never hold",
            f"write at most {len(parts)}",
        )
        return None
    return Combined("at_least", parts, written.place, number) if parts else None


def _read_counted(
    written: Written, head: Written, form: Literal["count", "share"], keys: Mapping[str, object]
) -> Counted | None:
    selection = selection_of(head, written, keys)
    if "is" not in keys:
        written.fault("missing-key", f"'{form}' needs 'is'", "write what the number must be")
        return None
    at = written.at("is", keys["is"])
    compared = read_number(at, _NO_ONE, SHARE if form == "share" else NUMBER)
    if selection is None:
        refuse_number(at, compared, SHARES if form == "share" else COUNTS)
        return None
    among = COUNTS
    if form == "share":
        among = SHARES if selection.has else WHOLE
    refuse_number(at, compared, among)
    return Counted(form, selection.kind, selection.where, selection.has, compared, written.place)


def _read_sum(written: Written, head: Written, keys: Mapping[str, object]) -> Counted | None:
    whole = head.text("a kind and its number, such as decisions.amount")
    if whole is None:
        return None
    name, _, path = whole.partition(".")
    selection = selection_of(head.at_value(name), written, keys)
    if "is" not in keys:
        written.fault("missing-key", "'sum' needs 'is'", "write what the total must be")
        return None
    at = written.at("is", keys["is"])
    compared = read_number(at, _NO_ONE)
    refuse_number(at, compared, ALL)
    if selection is None:
        return None
    steps = tuple(path.split(".")) if path else ()
    field = find_field(fields_of(selection.kind), steps) if steps else None
    if not isinstance(field, FieldType) or field.shape != "number" or field.many:
        numbers = [n for n, f in fields_of(selection.kind).items() if f.shape == "number"]
        head.unknown("the number to sum", whole, [f"{name}.{n}" for n in numbers])
        return None
    return Counted(
        "sum", selection.kind, (*selection.where, *selection.has), (), compared,
        written.place, steps, field.lowest,
    )  # fmt: skip


def _read_finding(written: Written, head: Written, keys: Mapping[str, object]) -> Finding | None:
    topics = head.lexicon.vocabulary.get("observations.topic", {})
    topic = head.text("a topic of observations")
    if topic is None or "observations.topic" in head.lexicon.broken:
        return None
    if topic not in topics:
        known = head.lexicon.spellings.of("the topic", lambda: topics)
        head.unknown("the topic", topic, known)
        return None
    head.lexicon.words["observations.topic", topic] = None
    where = None
    if "about" in keys:
        about = written.at("about", keys["about"])
        inside = about.mapping("{where: …}")
        if not isinstance(about.value, dict):
            return None
        if set(inside) != {"where"}:
            about.fault("missing-key", "'about' takes 'where'", "write about: {where: …}")
            return None
        where = read_tests(about.at("where", inside["where"]), names_of_reference(()), _NO_ONE)
    any_about = keys.get("any_about", False)
    if not isinstance(any_about, bool):
        at = written.at("any_about", any_about)
        at.fault("wrong-type", f"found {shown(any_about)}", "write true or false")
        return None
    partly = _read_partly(written, keys)
    if partly is None:
        return None
    return Finding(topic, where, any_about, partly, written.place)


def _read_partly(written: Written, keys: Mapping[str, object]) -> bool | None:
    if "at_least" not in keys:
        return False
    value = keys["at_least"]
    if value == "partly":
        return True
    written.at("at_least", value).unknown("the degree", str(value), ("partly",))
    return None


def _read_criterion(
    written: Written, head: Written, keys: Mapping[str, object], names: Names
) -> CriterionHolds | None:
    partly, name = _read_partly(written, keys), head.text("a criterion's id")
    if name is None or partly is None:
        return None
    if name not in names.criteria:
        head.unknown("the criterion", name, names.spelt(head.lexicon), code="unknown-id")
        return None
    degree = Degree.PARTLY_MET if partly else Degree.MET
    return CriterionHolds(name, degree, written.place)


def _read_question(
    written: Written, head: Written, keys: Mapping[str, object], names: Names
) -> Reaches | None:
    name = head.text("a question's id, or QUESTION.PART")
    if name is None:
        return None
    question, dot, part = name.partition(".")
    if question not in names.parts or (dot and part not in filter(None, names.parts[question])):
        parts = (f"{q}.{p}" for q, ps in names.parts.items() for p in ps if p)
        known = head.lexicon.spellings.of("the question", lambda: [*names.parts, *parts])
        head.unknown("the question", name, known, code="unknown-id")
        return None
    levels = names.levels[question]
    if not levels:
        head.fault("open-question", f"'{question}' is open and has no level", "ask a graded one")
        return None
    if "reaches" not in keys:
        written.fault("missing-key", "'question' needs 'reaches'", "name a level")
        return None
    if keys["reaches"] not in levels:
        written.at("reaches", None).unknown("the level", str(keys["reaches"]), levels)
        return None
    return Reaches(question, part or None, str(keys["reaches"]), written.place)
