"""Scales, questions, conclusion and recommendations as written to what is checked."""

from collections.abc import Iterable, Mapping
from typing import get_args

from auditcheck.files.diagnostic import Diagnostic
from auditcheck.language.ladders import read_parts_rung, read_rung
from auditcheck.language.scribe import Lexicon, Names, Written
from auditcheck.loading.problems import validated
from auditcheck.loading.sections import Entry, Sections, check_id
from auditcheck.model.assessments import PartState
from auditcheck.model.conditions import Place
from auditcheck.model.packs import (
    ConclusionText,
    Groups,
    LadderText,
    QuestionText,
    RecommendationText,
    ScaleText,
)
from auditcheck.model.rules import (
    Conclusion,
    Part,
    PartsRung,
    Question,
    Recommendation,
    Rung,
    Scale,
)
from auditcheck.model.truth import Outcome

_NO_LEVELS = frozenset(map(str, (*Outcome, *get_args(PartState))))

ScaleEntries = Mapping[str, tuple[ScaleText, Entry]]


def scale_texts(sections: Sections, folder: str) -> ScaleEntries:
    """The scales as written, the pack's main one first, under the name `scale`."""
    entries = dict(sections.of("scales"))
    if "scale" in entries:
        message, help_ = "'scale' is the name of the pack's own scale", "choose another name"
        sections.problems.append(entries.pop("scale").diagnostic("name-taken", message, help_))
    if "scale" in sections.alone:
        entries = {"scale": sections.alone["scale"], **entries}
    texts = {}
    for name, entry in entries.items():
        text = validated(ScaleText, entry, sections.problems)
        if text is not None:
            texts[name] = (text, entry)
            sections.problems += _taken(text, entry)
    if not entries:
        message, help_ = "the pack has no scale", "add 'scale: {levels: […], ladder: {…}}'"
        sections.problems.append(Diagnostic("no-scale", "fault", message, folder, None, help_))
    return texts


def _taken(text: ScaleText, entry: Entry) -> Iterable[Diagnostic]:
    """A level named as an outcome, or as what stands where there is no level, would be both."""
    for index, level in enumerate(text.levels):
        if level.casefold() in _NO_LEVELS:
            yield entry.diagnostic(
                "name-taken", f"'{level}' is what an outcome, or the lack of a level, is called",
                "choose another name for the level", (*entry.route, "levels", index),
            )  # fmt: skip


def names_of_questions(sections: Sections, scales: ScaleEntries) -> Names:
    """What conditions may refer to, read before any condition is."""
    parts: dict[str, tuple[str, ...]] = {}
    levels: dict[str, tuple[str, ...]] = {}
    first = next(iter(scales), "")
    for id_, entry in sections.of("questions").items():
        value = entry.value if isinstance(entry.value, dict) else {}
        named = value.get("parts")
        parts[id_] = tuple(named) if isinstance(named, dict) and named else ("",)
        scale = scales.get(str(value.get("scale", first)))
        is_open = value.get("open") is True
        levels[id_] = () if is_open or scale is None else tuple(scale[0].levels)
    return Names(frozenset(sections.of("criteria")), parts, levels)


def read_scales(texts: ScaleEntries, lexicon: Lexicon, names: Names) -> dict[str, Scale]:
    """The scales with their ladders, highest rung first."""
    scales = {}
    for name, (text, entry) in texts.items():
        written = Written(entry.value, entry.document, entry.route, lexicon)
        levels = tuple(text.levels)
        ladder = _read_ladder(written.at("ladder", text.ladder), text.ladder, levels, names)
        scales[name] = Scale(name, levels, ladder, text.not_evidenced)
    return scales


def _levels_of(written: Written, ladder: LadderText, levels: tuple[str, ...]) -> list[str]:
    """The ladder's levels, highest first; one that the scale lacks is a fault."""
    for level in ladder:
        if level not in levels:
            written.at(level, None).unknown("the level", level, levels, at_key=True)
        elif level == levels[0]:
            written.at(level, None).fault(
                "lowest-level", f"'{level}' is the lowest level and needs nothing",
                "leave it out: it is given where no other level is", at_key=True,
            )  # fmt: skip
    return [level for level in reversed(levels[1:]) if level in ladder]


def _read_ladder(
    written: Written, ladder: LadderText | None, levels: tuple[str, ...], names: Names
) -> tuple[Rung, ...]:
    if ladder is None:
        return ()
    rungs = [
        read_rung(written.at(level, ladder[level]), level, names)
        for level in _levels_of(written, ladder, levels)
    ]
    return tuple(rung for rung in rungs if rung is not None)


def read_questions(
    sections: Sections, lexicon: Lexicon, names: Names, scales: Mapping[str, Scale]
) -> dict[str, Question]:
    """The questions, in the order written."""
    questions = {}
    for id_, entry in sections.of("questions").items():
        text = validated(QuestionText, entry, sections.problems)
        if text is not None:
            written = Written(entry.value, entry.document, entry.route, lexicon)
            scale = text.scale or next(iter(scales), "")
            if scale not in scales:
                if scales:
                    at = written.at("scale", scale)
                    at.unknown("the scale", scale, scales, code="unknown-id")
                continue
            _check_open(written, text)
            parts = tuple(_read_parts(written, entry, text, scales[scale], names, sections))
            place = Place(entry.document.path, entry.route)
            was = tuple(text.was or ())
            questions[id_] = Question(
                id_, text.number, text.asks, scale, text.open, parts, place, was
            )
    return questions


def _check_open(written: Written, text: QuestionText) -> None:
    """An open question has no level, so nothing may say what gives one."""
    inner = written.at("parts", text.parts)
    holding: list[tuple[Written, Groups]] = [(written, text)]
    holding += [(inner.at(id_, part), part) for id_, part in (text.parts or {}).items()]
    for at, groups in holding if text.open else ():
        if groups.levels is not None:
            at.at("levels", groups.levels).fault(
                "levels-of-open", "the question is open and has no level",
                "take the ladder away, or 'open: true'", at_key=True,
            )  # fmt: skip


def _read_parts(
    written: Written,
    entry: Entry,
    text: QuestionText,
    scale: Scale,
    names: Names,
    sections: Sections,
) -> Iterable[Part]:
    own = text.levels
    at_levels = written.at("levels", own)
    if text.parts is None:
        ladder = _read_ladder(at_levels, own, scale.levels, names) or scale.ladder
        yield _read_part("", text.asks, text, ladder, written, entry, names, sections)
        return
    for group in ("essential", "supporting", "informing", "may_pass_over"):
        if getattr(text, group) is not None:
            written.at(group, None).fault(
                "criteria-beside-parts", "the question has parts, which hold its criteria",
                f"move '{group}' into a part", at_key=True,
            )  # fmt: skip
    shared = _read_ladder(at_levels, own, scale.levels, names) or scale.ladder
    for id_, part in text.parts.items():
        inner = Entry(part, entry.document, (*entry.route, "parts", id_))
        sections.problems += check_id(id_, inner)
        at = written.at("parts", None).at(id_, part)
        own_ladder = _read_ladder(at.at("levels", part.levels), part.levels, scale.levels, names)
        asks = part.asks or text.asks
        read = _read_part(id_, asks, part, own_ladder or shared, at, inner, names, sections)
        yield read._replace(was=tuple(part.was or ()))


def _read_part(
    id_: str,
    asks: str,
    groups: Groups,
    ladder: tuple[Rung, ...],
    written: Written,
    entry: Entry,
    names: Names,
    sections: Sections,
) -> Part:
    chosen = {}
    seen: dict[str, str] = {}
    for group in ("essential", "supporting", "informing"):
        listed = getattr(groups, group) or []
        chosen[group] = tuple(listed)
        at = Entry(None, entry.document, (*entry.route, group))
        sections.problems += check_criteria(listed, at, names, written.lexicon)
        for index, name in enumerate(listed):
            if name in seen:
                written.at(group, listed).at(index, name).fault(
                    "in-two-groups", f"'{name}' is both {seen[name]} and {group}",
                    "keep it in one group",
                )  # fmt: skip
            seen[name] = group
    leave = tuple(groups.may_pass_over or ())
    at = Entry(None, entry.document, (*entry.route, "may_pass_over"))
    sections.problems += check_criteria(leave, at, names, written.lexicon)
    return Part(
        id_, asks, chosen["essential"], chosen["supporting"], chosen["informing"], ladder,
        written.place, leave,
    )  # fmt: skip


def check_criteria(
    listed: Iterable[str], at: Entry, names: Names, lexicon: Lexicon
) -> Iterable[Diagnostic]:
    """Faults of names that are no criterion's."""
    for index, name in enumerate(listed):
        if name not in names.criteria:
            help_ = names.spelt(lexicon).instead(name, "add it under 'criteria'")
            message = f"'{name}' is none of the pack's criteria"
            yield at.diagnostic("unknown-id", message, help_, (*at.route, index))


def read_conclusion(
    sections: Sections, lexicon: Lexicon, names: Names, scales: Mapping[str, Scale]
) -> Conclusion | None:
    """The conclusion, if the pack has one with levels."""
    entry = sections.alone.get("conclusion")
    if entry is None:
        return None
    text = validated(ConclusionText, entry, sections.problems)
    if text is None or text.levels is None or not scales:
        return None
    written = Written(entry.value, entry.document, entry.route, lexicon)
    name = text.scale or next(iter(scales))
    if name not in scales:
        written.at("scale", name).unknown("the scale", name, scales, code="unknown-id")
        return None
    levels = scales[name].levels
    asked = (level for levels_of in names.levels.values() for level in levels_of)
    known = tuple(dict.fromkeys(asked)) or levels
    ladder = written.at("levels", text.levels)
    rungs = [
        read_parts_rung(ladder.at(level, text.levels[level]), level, known, names)
        for level in _levels_of(ladder, text.levels, levels)
    ]
    whole: tuple[PartsRung, ...] = tuple(rung for rung in rungs if rung is not None)
    return Conclusion(text.asks, name, whole, Place(entry.document.path, entry.route))


def read_recommendations(
    sections: Sections, lexicon: Lexicon, names: Names
) -> dict[str, Recommendation]:
    """The recommendations, in the order written."""
    recommendations = {}
    for id_, entry in sections.of("recommendations").items():
        text = validated(RecommendationText, entry, sections.problems)
        if text is not None:
            at = Entry(None, entry.document, (*entry.route, "when_not_met"))
            sections.problems += check_criteria(text.when_not_met, at, names, lexicon)
            recommendations[id_] = Recommendation(
                id_,
                text.text,
                tuple(text.to or ()),
                tuple(text.when_not_met),
                text.or_not_evidenced,
                Place(entry.document.path, entry.route),
                tuple(text.was or ()),
            )
    return recommendations
