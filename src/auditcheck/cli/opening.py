"""Opening an audit for a command: its folder, rules and day; its faults go to stderr."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from auditcheck.cli.answer import Code, StopError, counted, tell

if TYPE_CHECKING:
    from auditcheck.files.diagnostic import Diagnostic
    from auditcheck.loading.folders import Folder
    from auditcheck.loading.memory import Memory
    from auditcheck.model.results import Result
    from auditcheck.model.rules import Pack
    from auditcheck.model.wording import Tests
    from auditcheck.pipeline import Audit


def opened(
    folder: Path,
    rules: Path | None,
    as_of: str | None,
    memory: "Memory | None" = None,
    *,
    known: str | None = None,
) -> "Audit":
    """The audit as loaded, sound or not, at a day, and with what was known by another.

    Where the folder holds rules instead, we stop.
    """
    from auditcheck.loading.pack import holds_pack
    from auditcheck.pipeline import open_audit

    shown, day, by = folder.as_posix(), day_given(as_of), day_given(known, "--known")
    audit = open_audit(folder, shown, rules=rules, as_of=day, known=by, memory=memory)
    read = audit.evidence_folder
    if not audit.sound and holds_pack(read.documents, all_read=not read.problems):
        message = f"error: {read.shown} holds a rule pack, not an audit"
        help_ = f"name the folder of an audit; 'auditcheck check {read.shown}' looks at the rules"
        raise StopError(Code.CANNOT, f"{message}\n  help: {help_}")
    return audit


def day_given(text: str | None, option: str = "--as-of") -> date | None:
    """The day that an option names; what is no whole day is wrong use."""
    from auditcheck.model.days import parse_days

    if text is None:
        return None
    try:
        days = parse_days(text)
    except ValueError as error:
        problem = str(error)
    else:
        if days.first == days.last:
            return days.first
        problem = f"'{text}' is not a whole day"
    raise StopError(Code.USAGE, f"error: {option}: {problem}\n  help: write YYYY-MM-DD")


def excerpts(audit: "Audit", found: Iterable["Diagnostic"]) -> str:
    """Diagnostics as people read them, one after the other."""
    from auditcheck.files.diagnostic import excerpt
    from auditcheck.loading.folders import texts_in

    told = tuple(found)
    texts = texts_in(audit.folders, (each.path for each in told))
    return "\n\n".join(excerpt(each, texts.get(each.path)) for each in told)


def faults_in(audit: "Audit") -> tuple[str, int]:
    """The faults of an audit that is not sound, as people read them, and how many they are."""
    faults = [each for each in audit.diagnostics if each.severity == "fault"]
    return excerpts(audit, faults), len(faults)


_COLOURS = {"error": 31, "warning": 33, "note": 36}


def coloured(text: str) -> str:
    """Diagnostics with the weight of each in its colour, for a terminal that takes colour."""
    import re

    def colour(found: re.Match[str]) -> str:
        return f"\033[1;{_COLOURS[found[1]]}m{found[0]}\033[0m"

    return re.sub(r"^(error|warning|note)(?=\[[a-z0-9-]+\]: )", colour, text, flags=re.MULTILINE)


def assessed(
    folder: Path,
    rules: Path | None,
    as_of: str | None,
    *,
    public: bool = False,
    known: str | None = None,
) -> tuple["Audit", "Result"]:
    """The audit with its result; when it cannot be assessed, every fault is told and we stop.

    `public`: without what is confidential; `known`: with what was known by a day alone.
    """
    from auditcheck.pipeline import result_of

    audit = opened(folder, rules, as_of, known=known)
    if not audit.sound:
        told, number = faults_in(audit)
        tell(told)
        faults = counted(number, "fault")
        raise StopError(Code.CANNOT, f"not assessed: {faults} in the evidence or its rules")
    result = result_of(audit)
    return audit, published(result) if public else result


def published(result: "Result") -> "Result":
    """The result as the public may have it."""
    from auditcheck.engine.publishing import publish

    return publish(result)


def left_out(result: "Result") -> list[str]:
    """In lines, what does not count as it was not known, and what a public result leaves out."""
    told = []
    if result.known is not None:
        from auditcheck.cli.knowing import not_known

        told += not_known(result)
    if (public := result.public) is not None:
        items, sources = counted(public.items, "item"), counted(public.sources, "source")
        told.append(f"public version: {items} and {sources} left out as confidential")
    return told


def beside_left_out(result: "Result", name: str, data: object) -> object:
    """A part of a result for JSON, beside what is left out where something is."""
    beside: dict[str, object] = {}
    if result.public is not None:
        beside["public"] = result.public
    if result.known is not None:
        aside = {id_: each.why for id_, each in result.set_aside.items()}
        beside |= {"known": result.known, "set_aside": aside}
    return beside | {name: data} if beside else data


def opened_tests(name: str, pack: "Pack") -> "Tests":
    """What the cases beside a pack expect of it; their faults are told and we stop."""
    from auditcheck.loading.rules_folder import open_rules
    from auditcheck.proving.telling import tests_in

    folder = open_rules(name, tests=True)
    tests, wrong = tests_in(folder.documents, pack, folder.shown)
    problems = (*folder.problems, *wrong)
    if problems:
        _tell_all(folder, problems)
        raise StopError(Code.CANNOT, f"error: the tests in {folder.shown} are not sound")
    return tests


def _tell_all(folder: "Folder", problems: "Iterable[Diagnostic]") -> None:
    from auditcheck.files.diagnostic import excerpt, in_order
    from auditcheck.files.yaml_text import shown_text

    texts = {file.path: shown_text(file.raw) for file in folder.files}
    tell("\n\n".join(excerpt(each, texts.get(each.path)) for each in in_order(problems)))


def opened_pack(name: str) -> tuple["Folder", "Pack"]:
    """The pack in a folder, or the shipped one of this name; its faults are told and we stop."""
    from auditcheck.loading.pack import load_pack
    from auditcheck.loading.rules_folder import open_rules

    folder = open_rules(name)
    know_pack(name, folder.problems)
    pack, wrong = load_pack(folder.documents, folder.shown)
    if pack is None or folder.problems:
        _tell_all(folder, [*folder.problems, *(wrong if folder.files else ())])
        raise StopError(Code.CANNOT, f"error: the rules in {folder.shown} are not sound")
    return folder, pack


def know_pack(name: str, problems: "Iterable[Diagnostic]") -> None:
    """Stop where a name of rules was found to be none."""
    from auditcheck.loading.rules_folder import pack_instead

    if any(each.code == "no-such-folder" and each.span is None for each in problems):
        message = f"error: '{name}' is no folder, and no pack that is shipped"
        raise StopError(Code.CANNOT, f"{message}\n  help: {pack_instead(name)}")


def as_json(value: object) -> str:
    """A result or a part of it as JSON: keys in their order, every letter itself."""
    from pydantic_core import to_json

    from auditcheck.model.traces import to_plain

    return to_json(to_plain(value), indent=2).decode() + "\n"
