"""`init`: a new audit to fill in."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from auditcheck.cli.answer import Code, StopError, save, tell
from auditcheck.cli.opening import as_json, day_given, opened_pack
from auditcheck.files.characters import UNSEEN

if TYPE_CHECKING:
    from datetime import date


def run_init(folder: Path, rules: str, as_of: str | None, quiet: bool) -> int:
    """Write the files of a new audit in a folder that is new or empty."""
    from auditcheck.language.new_audit import SCHEMA, files_of
    from auditcheck.language.schema import evidence_schema
    from auditcheck.loading.accepting import ON_EVIDENCE
    from auditcheck.loading.rules_folder import names_shipped

    _refuse_what_is_there(folder)
    opened, pack = opened_pack(rules)
    shipped = names_shipped(rules)
    named = rules if shipped else _beside(rules, folder)
    texts = files_of(pack, named, day_given(as_of) or _today())
    texts[SCHEMA] = as_json(evidence_schema(pack.vocabulary, ON_EVIDENCE))
    outputs = [(folder / name, text.encode()) for name, text in texts.items()]
    save(outputs, [opened.place])
    if quiet:
        return Code.DONE
    for path, _ in outputs:
        tell(f"wrote {path.as_posix()}")
    tell(f"  help: fill in the files; 'auditcheck gaps {folder.as_posix()}' lists what to ask for")
    return Code.DONE


def _beside(rules: str, folder: Path) -> str:
    """The way from the audit's folder to that of its rules, as a file can hold it."""
    try:
        path = Path(os.path.relpath(rules, folder)).as_posix()
    except ValueError:  # on another drive
        path = Path(rules).absolute().as_posix()
    if UNSEEN.search(path) or "\r" in path:
        message = f"error: '{path}' holds a character that the audit cannot name its rules by"
        raise StopError(Code.USAGE, f"{message}\n  help: rename the folder")
    return path


def _refuse_what_is_there(folder: Path) -> None:
    """Nothing is ever written over, nor among files that another audit may be made of."""
    try:
        there = sorted(each.name for each in folder.iterdir() if not each.name.startswith("."))
    except FileNotFoundError:
        return
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        help_ = "name a folder that is new or empty"
        message = f"error: cannot begin an audit in '{folder}': {reason}\n  help: {help_}"
        raise StopError(Code.USAGE, message) from None
    if there:
        message = f"error: '{folder}' is not empty: it holds '{there[0]}'"
        raise StopError(Code.USAGE, f"{message}\n  help: name a folder that is new or empty")


def _today() -> "date":
    from datetime import datetime

    return datetime.now().astimezone().date()
