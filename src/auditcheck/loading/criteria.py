"""Criteria as written to criteria as checked."""

from datetime import date
from string import Formatter

from auditcheck.language.conditions import read_condition
from auditcheck.language.scribe import Lexicon, Names, Written
from auditcheck.loading.problems import validated
from auditcheck.loading.rests import rest_of
from auditcheck.loading.sections import Entry, Sections
from auditcheck.model.conditions import Condition, Finding, Place
from auditcheck.model.days import Days
from auditcheck.model.packs import CriterionText, SaysText
from auditcheck.model.rules import Criterion
from auditcheck.model.truth import Outcome


def read_criteria(sections: Sections, lexicon: Lexicon, names: Names) -> dict[str, Criterion]:
    """The criteria, by id, in the order written."""
    criteria = {}
    for id_, entry in sections.of("criteria").items():
        text = validated(CriterionText, entry, sections.problems)
        sound = text or rest_of(CriterionText, entry)
        if sound is not None:
            _check_authority(sound, entry, sections, lexicon)
            criterion = _read_criterion(id_, sound, entry, lexicon, names)
            if text is not None:
                _check_final(text, entry, sections)
                if criterion is not None:
                    criteria[id_] = criterion
    return criteria


def _check_authority(
    text: CriterionText, entry: Entry, sections: Sections, lexicon: Lexicon
) -> None:
    name = text.authority
    if name is None or name in sections.of("authorities"):
        return
    known = lexicon.spellings.of("authorities", lambda: sections.of("authorities"))
    help_ = known.instead(name, "add it under 'authorities'")
    message = f"'{name}' is none of the pack's authorities"
    at = (*entry.route, "authority")
    sections.problems.append(entry.diagnostic("unknown-id", message, help_, at))


def _check_final(text: CriterionText, entry: Entry, sections: Sections) -> None:
    if text.final and text.modality != "ska":
        whose = f"'{text.modality}'" if text.modality else "no modality"
        message = f"the criterion is final with {whose}: only what shall be is"
        help_ = "write 'modality: ska', or take 'final' away"
        at = (*entry.route, "final")
        sections.problems.append(entry.diagnostic("final-without-ska", message, help_, at))


def _read_criterion(
    id_: str, text: CriterionText, entry: Entry, lexicon: Lexicon, names: Names
) -> Criterion | None:
    whole = Written(entry.value, entry.document, entry.route, lexicon)
    requires = applies = partly = None
    if "requires" in text.model_fields_set:  # else it is refused
        requires = read_condition(whole.at("requires", text.requires), names)
    if text.applies is not None:
        applies = read_condition(whole.at("applies", text.applies), names)
    if text.partly is not None:
        partly = read_condition(whole.at("partly", text.partly), names)
    if requires is None:
        return None
    return Criterion(
        id=id_,
        title=text.title,
        requires=requires,
        place=Place(entry.document.path, entry.route),
        applies=applies,
        partly=partly if text.partly is not None else _partly_of(requires),
        authority=text.authority,
        section=text.section,
        modality=text.modality,
        final=text.final,
        duty_holder=text.duty_holder,
        due=_day(text.due),
        in_force=_day(text.in_force),
        repealed=_day(text.repealed),
        evidence=text.evidence,
        says=_read_says(
            text.says, whole, has_due=isinstance(entry.value, dict) and "due" in entry.value
        ),
        note=text.note,
        was=tuple(text.was or ()),
    )


def _gives_due(entry: Entry) -> bool:
    """Whether a due date is written, be it one that is refused."""
    return isinstance(entry.value, dict) and "due" in entry.value


def _day(days: Days | None) -> date | None:
    return days.first if days else None


def _partly_of(requires: Condition) -> Condition | None:
    """A bare finding brings its own partly: that it holds at least partly."""
    if isinstance(requires, Finding) and not requires.partly_is_enough:
        return Finding(requires.topic, requires.where, requires.any_about, True, requires.place)
    return None


def _read_says(says: SaysText | None, whole: Written, *, has_due: bool) -> dict[Outcome, str]:
    texts: dict[Outcome, str] = {}
    for name in SaysText.model_fields:
        text = getattr(says, name, None)
        if text is None:
            continue
        texts[Outcome(name.replace("_", " "))] = text
        at = whole.at("says", {}).at(name, text)
        try:
            named = {(hole, how, as_) for _, hole, how, as_ in Formatter().parse(text)}
        except ValueError:
            named = {("{", None, None)}
        named.discard((None, None, None))
        if named - ({("due", "", None)} if has_due else set()):
            at.fault(
                "unknown-placeholder",
                "only {due}, of a criterion that has a due date, is filled in",
                "write plain text, and '{{' for a brace",
            )
    return texts
