"""Runs a target under atheris: `python tests/fuzz TARGET [CORPUS or FILE] [libFuzzer's options]`.

The target's seeds are laid into the corpus first; without a corpus one is made for the run. What
crashes is left where `-artifact_prefix` says, in the working folder if it does not.
"""

import os
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha1
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

sys.path.insert(0, str(Path(__file__).parents[1]))

LIMITS = ("-timeout=30", "-rss_limit_mb=1500", "-max_len=300000")


def main(arguments: Sequence[str]) -> int:
    """Fuzz in a process of its own, which libFuzzer ends; gives its exit code."""
    with tempfile.TemporaryDirectory() as made:
        tempfile.tempdir = made
        child = os.fork()
        if not child:
            fuzz(*arguments)
        _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status)


def fuzz(name: str, *given: str) -> None:
    """Fuzz until the time that is given is over, or something breaks; does not return."""
    os.environ["AUDITCHECK_CACHE"] = ""  # an answer that is kept is no answer made
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["auditcheck", "markdown_it"]):
        package = import_module("auditcheck")
        for each in walk_packages(package.__path__, "auditcheck."):
            with suppress(ImportError):  # of an extra that is not installed
                import_module(each.name)  # now: when a command imports it, it is too late
        import_module("fuzz.kept").keep(setattr)
        target = import_module(f"fuzz.{name}")
    options = [each for each in given if each.startswith("-")]
    places = [each for each in given if not each.startswith("-")] or [tempfile.mkdtemp()]
    corpus = Path(places[0])
    if not corpus.is_file():
        corpus.mkdir(parents=True, exist_ok=True)
        for seed in target.seeds():
            (corpus / sha1(seed, usedforsecurity=False).hexdigest()).write_bytes(seed)
    hooks = {}
    if mutate := getattr(target, "mutate", None):
        hooks["custom_mutator"] = lambda *tried: mutate(*tried, atheris.Mutate)
    if words := getattr(target, "TOKENS", None):
        tokens = Path(tempfile.mkdtemp(), "tokens.txt")
        tokens.write_text("".join(map(_quoted, words)), "ascii")
        options.append(f"-dict={tokens}")
    atheris.Setup([name, *LIMITS, *options, *places], target.one_input, **hooks)
    atheris.Fuzz()


def _quoted(token: str) -> str:
    """A line of libFuzzer's dictionary."""
    raw = token.encode("utf-8", "surrogatepass")
    return '"' + "".join(f"\\x{byte:02x}" for byte in raw) + '"\n'


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
