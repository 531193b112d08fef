"""Which folder an audit's rules are in: the one given, one beside the evidence, a shipped pack."""

from dataclasses import replace
from pathlib import Path, PurePath
from typing import NamedTuple

from auditcheck.files.characters import quote
from auditcheck.files.diagnostic import Diagnostic
from auditcheck.files.grounds import Ground, of_name
from auditcheck.files.shipped import PACKS, shipped
from auditcheck.files.spelling import instead
from auditcheck.loading.evidence import Read
from auditcheck.loading.folders import Folder, open_folder
from auditcheck.loading.memory import Memory


class Rules(NamedTuple):
    """The folder of the rules as read, or why there is none; and the names that were tried."""

    folder: Folder | None
    problems: tuple[Diagnostic, ...]
    names: tuple[Ground, ...] = ()


def find_rules(read: Read, folder: Path, shown: str, rules: Path | None, memory: Memory) -> Rules:
    """The rules given, else those that the audit names: a folder beside it, or a shipped pack."""
    if rules is not None:
        tried = of_name(rules)
        opened = _open_named(tried, str(rules), memory)
        return Rules(_with_help(opened, str(rules)), (), (tried,))
    entry = read.at_audit
    if entry is None or not isinstance(entry.value, dict):
        return Rules(None, ())
    named = entry.value.get("rules")  # read even where the rest of the audit is not sound
    if named is None:
        message, help_ = "the audit names no rules", "add 'rules: …' to it, or give --rules FOLDER"
        return Rules(None, (entry.diagnostic("no-rules", message, help_),))
    if not isinstance(named, str):
        return Rules(None, ())
    beside = of_name(folder / named)
    if beside.found == "yes":
        if _holds(folder / named, folder):
            message = f"{quote(named)} is a folder that the evidence itself lies in"
            help_ = "name the folder of the rules alone"
            wrong = entry.diagnostic("no-rules", message, help_, (*entry.route, "rules"))
            return Rules(None, (wrong,), (beside,))
        joined = PurePath(_joined(shown, named)).as_posix()
        return Rules(open_folder(folder / named, joined, memory), (), (beside,))
    if named in PACKS:
        return Rules(open_folder(shipped(PACKS[named]), named, memory), (), (beside,))
    help_ = pack_instead(named)
    message = f"{quote(named)} is no folder beside the evidence, and no pack that is shipped"
    wrong = entry.diagnostic("no-rules", message, help_, (*entry.route, "rules"))
    return Rules(None, (wrong,), (beside,))


def open_rules(name: str, *, tests: bool = False) -> Folder:
    """The rule pack in this folder, or else the shipped one of this name; or the `tests` of it."""
    return _open_named(of_name(Path(name)), name, Memory(), tests=tests)


def place_of_rules(name: str) -> tuple[Path, str]:
    """Where that pack lies, there or not, and what messages call it."""
    return _place_of(of_name(Path(name)), name)


def names_shipped(name: str) -> bool:
    """Whether a name means a shipped pack: a folder of the same name comes first."""
    return _means_shipped(of_name(Path(name)), name)


def _means_shipped(tried: Ground, name: str) -> bool:
    return name in PACKS and tried.found == "no"


def _open_named(tried: Ground, name: str, memory: Memory, *, tests: bool = False) -> Folder:
    place, shown = _place_of(tried, name)
    return open_folder(place, shown, memory, tests=tests)


def _place_of(tried: Ground, name: str) -> tuple[Path, str]:
    if _means_shipped(tried, name):
        return shipped(PACKS[name]), name
    return Path(name), Path(name).as_posix()


def pack_instead(name: str) -> str:
    """What to write instead of a name that is no folder and no shipped pack."""
    return instead(name, PACKS, f"name a folder, or one of: {', '.join(PACKS)}")


def _with_help(folder: Folder, name: str) -> Folder:
    """The folder; where it is not there, with the names of the packs that are shipped."""
    problems = (
        replace(each, help=pack_instead(name)) if each.code == "no-such-folder" else each
        for each in folder.problems
    )
    return replace(folder, problems=tuple(problems))


def _holds(outer: Path, folder: Path) -> bool:
    """Whether a folder lies in another or is it, wherever links lead."""
    try:
        return folder.resolve().is_relative_to(outer.resolve())
    except (OSError, RuntimeError):  # links in a ring
        return False


def _joined(shown: str, name: str) -> str:
    """`evidence` and `../rules` are shown as `rules`; a whole path as it is."""
    if PurePath(name).is_absolute():
        return name
    steps: list[str] = []
    for step in (*PurePath(shown).parts, *PurePath(name).parts):
        if step == ".." and steps and steps[-1] not in ("..", "/"):
            steps.pop()
        else:
            steps.append(step)
    return "/".join(steps).replace("//", "/") or "."
