"""`check --watch`: the answer again at each change, until Ctrl-C; and how to wait for one."""

import gc
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

from auditcheck.cli.answer import Code, StopError, tell
from auditcheck.cli.checking import Looked, Wanted, answered, know_codes, look
from auditcheck.cli.extras import needing
from auditcheck.files.grounds import Ground, hold
from auditcheck.loading.memory import Memory

_AT_LEAST = 1_000  # ms between looks: what no system tells of, such as a folder that comes back
_TOGETHER = 400  # ms at most for changes that come close upon each other
_QUIET = 50  # ms without a change after which they are taken to be over


def run_watch(folder: Path, rules: Path | None, as_of: str | None, wanted: Wanted) -> int:
    """Check, and check again when something that the answer rests on changes; Ctrl-C ends it.

    Its exit code is 0 then; 3 at once where there is nothing to watch.
    """
    if wanted.format != "text":
        message = f"error: --watch is for people to read, and not for --format {wanted.format}"
        raise StopError(Code.USAGE, f"{message}\n  help: leave one of them out")
    know_codes(wanted)
    with needing("watch", "--watch"):
        import watchfiles  # noqa: F401  before anything is said
    gc.enable()  # this run is not a short one
    memory = Memory()
    try:
        looked = look(folder, rules, as_of, memory)
        code = answered(looked, wanted).give()
        if not looked.folders[0].files:  # a name that is misspelt, as likely as not
            return code
        well = "all is well; "
        while True:
            is_well = code == Code.DONE
            tell(f"{well if is_well else ''}waiting for changes, Ctrl-C ends")
            well = "all is well; " if is_well else "all is well again; "
            wait(looked.grounds)
            memory.begin_round()
            before, looked = looked, look(folder, rules, as_of, memory)
            tell(_divider(before, looked))
            code = answered(looked, wanted).give()
    except KeyboardInterrupt:
        tell("\nno longer watched")
        return Code.DONE


def wait(grounds: Sequence[Ground]) -> None:
    """Wait until something is not as it was found; what the system tells of is a hint alone."""
    from watchfiles import watch

    folders = [Path(each.at[0]) for each in grounds if each.kind in ("folder", "tree")]
    while hold(grounds):
        there = [each for each in folders if each.is_dir()]
        hints = watch(
            *there, watch_filter=None, debounce=_TOGETHER, step=_QUIET,
            rust_timeout=_AT_LEAST, yield_on_timeout=True,
        )  # fmt: skip
        try:
            with closing(hints):
                for changes in hints:
                    if changes or not hold(grounds):
                        break
        except (OSError, RuntimeError):  # gone since, or more than the system can watch
            time.sleep(_AT_LEAST / 1_000)


def _divider(before: Looked, now: Looked) -> str:
    """A line between two answers: when, and which files are not what they were."""
    seen = {each.shown for each in before.folders} & {each.shown for each in now.folders}
    old, new = _digests(before, seen), _digests(now, seen)
    paths = sorted(path for path in {*old, *new} if old.get(path) != new.get(path))
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    said = f"── {time.strftime('%H:%M:%S')} {''.join(paths[:1])}{more} "
    return f"\n{said:─<80}\n"


def _digests(looked: Looked, seen: set[str]) -> Mapping[str, str]:
    folders = (folder for folder in looked.folders if folder.shown in seen)
    return {file.path: file.sha256 for folder in folders for file in folder.files}
