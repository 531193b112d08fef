"""A rule pack: files to a checked `Pack`, or every diagnostic at once."""

from collections.abc import Iterable, Mapping
from datetime import date

from auditcheck.files.diagnostic import Diagnostic
from auditcheck.files.yaml_text import Document
from auditcheck.language.fields import FieldType, fields_of
from auditcheck.language.lint import lint_pack
from auditcheck.language.scribe import Lexicon, Written, shown
from auditcheck.loading.accepting import check_accepts_of_rules
from auditcheck.loading.criteria import read_criteria
from auditcheck.loading.former_names import check_former_names
from auditcheck.loading.names import read_names
from auditcheck.loading.problems import validated
from auditcheck.loading.questions import (
    names_of_questions,
    read_conclusion,
    read_questions,
    read_recommendations,
    read_scales,
    scale_texts,
)
from auditcheck.loading.sections import Entry, Sections, check_id, unite
from auditcheck.loading.selections import read_selections
from auditcheck.model.days import parse_days
from auditcheck.model.kinds import KINDS
from auditcheck.model.packs import LANGUAGE_VERSION, AuthorityText, PackHead
from auditcheck.model.rules import Authority, Pack, Steps

SECTIONS = (
    "authorities", "vocabulary", "parameters", "names", "selections", "criteria", "questions",
    "recommendations", "scales",
)  # fmt: skip
ALONE = ("pack", "scale", "conclusion")
MOST_CRITERIA = 20_000
MOST_PARTS = 2_000  # of all questions together; one without parts counts as one


def holds_pack(documents: Iterable[Document], *, all_read: bool) -> bool:
    """Whether these files are a rule pack and no audit, or look so where not all are read."""
    sections = {section for document in documents for section in document.data}
    if not all_read and sections <= {*SECTIONS, *ALONE}:
        return bool(sections)
    return "pack" in sections and "audit" not in sections


def load_pack(
    documents: Iterable[Document], folder: str
) -> tuple[Pack | None, tuple[Diagnostic, ...]]:
    """The pack in these files, or its faults; `folder` is what those of it as a whole name."""
    sections = unite(documents, SECTIONS, ALONE, one_space=False)
    if newer := _needs_newer(sections):
        return None, (newer,)
    problems = sections.problems
    if too_many := _too_many(sections, folder):
        return None, (*problems, too_many)
    for section in ("authorities", "questions", "recommendations", "parameters", "selections"):
        for id_, entry in sections.of(section).items():
            problems += check_id(id_, entry)
    for id_, entry in sections.of("criteria").items():
        problems += check_id(id_, entry, dots=True)
    lexicon = Lexicon({}, problems=problems)
    lexicon.vocabulary = _read_vocabulary(sections, lexicon)
    head = _read_head(sections, folder)
    authorities = _read_authorities(sections)
    parameters = _read_parameters(sections, lexicon)
    read_selections(sections, lexicon)
    scales_written = scale_texts(sections, folder)
    names = names_of_questions(sections, scales_written)
    criteria = read_criteria(sections, lexicon, names)
    scales = read_scales(scales_written, lexicon, names)
    questions = read_questions(sections, lexicon, names, scales)
    conclusion = read_conclusion(sections, lexicon, names, scales)
    recommendations = read_recommendations(sections, lexicon, names)
    problems += check_former_names(sections)
    proposed = (body for each in recommendations.values() for body in each.to)
    called = read_names(sections, lexicon, [*lexicon.bodies, *proposed], parameters)
    if head is None or any(each.severity == "fault" for each in problems):
        return None, tuple(problems)
    pack = Pack(
        id=head.id,
        title=head.title,
        version=head.version,
        language=head.language,
        scales=scales,
        authorities=authorities,
        vocabulary=lexicon.vocabulary,
        parameters=parameters,
        criteria=criteria,
        questions=questions,
        conclusion=conclusion,
        recommendations=recommendations,
        bodies=tuple(lexicon.bodies),
        words=tuple(lexicon.words),
        names=called,
    )
    by_path = {entry.document.path: entry.document for entry in _all(sections)}
    problems += [*lint_pack(pack, by_path), *check_accepts_of_rules(by_path.values())]
    return None if problems else pack, tuple(problems)


def _all(sections: Sections) -> Iterable[Entry]:
    yield from sections.alone.values()
    for entries in sections.entries.values():
        yield from entries.values()


def _needs_newer(sections: Sections) -> Diagnostic | None:
    """The only fault of a pack in a newer language: what else is in it cannot be judged."""
    entry = sections.alone.get("pack")
    needs = entry.value.get("needs") if entry and isinstance(entry.value, dict) else None
    if entry is None or not isinstance(needs, int) or needs <= LANGUAGE_VERSION:
        return None
    message = f"the pack needs version {needs} of the rule language; this is {LANGUAGE_VERSION}"
    help_ = "use a newer auditcheck, or an earlier version of the pack"
    return entry.diagnostic("newer-language", message, help_, ("pack", "needs"))


def _too_many(sections: Sections, folder: str) -> Diagnostic | None:
    """The only fault of a pack that is too large: what else is in it is not looked at."""
    parts = sum(
        len(named) if isinstance(named := entry.value.get("parts"), dict) else 1
        for entry in sections.of("questions").values()
        if isinstance(entry.value, dict)
    )
    criteria = len(sections.of("criteria"))
    if criteria <= MOST_CRITERIA and parts <= MOST_PARTS:
        return None
    message = (
        f"the pack has {criteria:,} criteria and {parts:,} parts of questions, and at most "
        f"{MOST_CRITERIA:,} and {MOST_PARTS:,} are weighed"
    )
    return Diagnostic("too-many-rules", "fault", message, folder, None, "divide it into several")


def _read_head(sections: Sections, folder: str) -> PackHead | None:
    entry = sections.alone.get("pack")
    if entry is None:
        sections.problems.append(
            Diagnostic(
                "no-pack",
                "fault",
                "no file says what pack this is",
                folder,
                None,
                "add 'pack: {id: …, title: …, version: …}' to one of the files",
            )
        )
        return None
    return validated(PackHead, entry, sections.problems)


def _read_vocabulary(sections: Sections, lexicon: Lexicon) -> dict[str, dict[str, str]]:
    """Each coded field's words with their descriptions, in the order written."""
    coded = [
        field.vocabulary
        for kind in KINDS
        for field in fields_of(kind).values()
        if field.vocabulary
    ]
    vocabulary: dict[str, dict[str, str]] = {}
    for name, entry in sections.of("vocabulary").items():
        if name not in coded:
            written = Written(entry.value, entry.document, entry.route, lexicon)
            written.unknown("the coded field", name, coded, code="unknown-field", at_key=True)
            continue
        before = len(lexicon.problems)
        vocabulary[name] = _read_words(entry, lexicon.problems)
        if len(lexicon.problems) > before:
            lexicon.broken.add(name)
    return vocabulary


def _read_words(entry: Entry, problems: list[Diagnostic]) -> dict[str, str]:
    value = entry.value
    words: dict[str, str] = {}
    if isinstance(value, list | dict) and not value:
        message, help_ = "the list of words is empty", "name a word, or leave the field out"
        problems.append(entry.diagnostic("empty-list", message, help_, entry.route))
        return words
    if not isinstance(value, list | dict):
        problems.append(
            entry.diagnostic(
                "wrong-type",
                f"found {shown(value)}",
                "write a list of words, or 'word: what it means'",
                entry.route,
            )
        )
        return words
    described = value.items() if isinstance(value, dict) else ((word, "") for word in value)
    for index, (word, meaning) in enumerate(described):
        at = (*entry.route, word if isinstance(value, dict) else index)
        if not isinstance(word, str) or not isinstance(meaning, str):
            wrong = meaning if isinstance(word, str) else word
            message, help_ = f"found {shown(wrong)}", "write text; put it in quotes"
            problems.append(entry.diagnostic("wrong-type", message, help_, at))
        elif not word.strip():
            message, help_ = f"{shown(word)} is no word", "write the word, or delete the entry"
            problems.append(entry.diagnostic("invalid-value", message, help_, at))
        elif word in words:
            message = f"'{word}' stands twice in the list"
            problems.append(entry.diagnostic("duplicate-id", message, "keep one of them", at))
        else:
            words[word] = meaning
    return words


def _read_authorities(sections: Sections) -> dict[str, Authority]:
    authorities = {}
    for id_, entry in sections.of("authorities").items():
        text = validated(AuthorityText, entry, sections.problems)
        if text is not None:
            first, last = text.in_force, text.repealed
            if first and last and last.first <= first.first:
                message = f"'{id_}' begins {first} and ends {last}: never in force"
                help_, at = "correct one of the two days", (*entry.route, "repealed")
                sections.problems.append(entry.diagnostic("never-in-force", message, help_, at))
            authorities[id_] = Authority(
                id_,
                text.title,
                text.kind,
                text.reference,
                text.in_force.first if text.in_force else None,
                text.repealed.first if text.repealed else None,
                text.note,
            )
    return authorities


def _read_parameters(sections: Sections, lexicon: Lexicon) -> dict[str, Steps]:
    parameters = {}
    shapes: dict[str, FieldType] = {}
    for name, entry in sections.of("parameters").items():
        written = Written(entry.value, entry.document, entry.route, lexicon)
        values = _read_steps(written)
        kinds = {isinstance(value, str) for _, value in values}
        if len(kinds) > 1:
            written.fault("wrong-type", "numbers and text are mixed", "give values of one type")
        if len(kinds) != 1:
            lexicon.broken.add(name)
        else:
            shapes[name] = FieldType("text" if kinds.pop() else "number")
            parameters[name] = Steps(tuple(sorted(values, key=lambda step: step[0])))
    lexicon.parameters = shapes
    return parameters


def _read_steps(written: Written) -> list[tuple[date, int | float | str]]:
    steps: list[tuple[date, int | float | str]] = []
    value = written.value
    dated: Mapping[str, object] = value if isinstance(value, dict) else {"": value}
    for begins, each in dated.items():
        at = written.at(begins, each) if begins else written
        try:
            day = _begins(begins) if begins else date.min
        except ValueError as error:
            at.fault(
                "not-a-date", str(error), "write the day it begins as YYYY-MM-DD", at_key=True
            )
            continue
        if isinstance(each, bool) or not isinstance(each, int | float | str):
            at.fault("wrong-type", f"found {shown(each)}", "write a number or a text")
            continue
        steps.append((day, each))
    if isinstance(value, dict) and not value:
        written.fault("empty-list", "found an empty mapping", "write a value for a day")
    return steps


def _begins(text: str) -> date:
    days = parse_days(text)
    if days.first != days.last:
        raise ValueError(f"'{text}' is not a whole day")
    return days.first
