"""Single changes of a result: none is let pass by the checker but words that it does not make."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from shutil import copytree
from typing import Any

import pytest

from auditcheck.cli.answer import Code
from auditcheck.cli.app import run
from auditcheck.verification.checking import differences
from verification.made import AUDITS, Data, data_in, result, text_of

TRUTHS = ("false", "unknown", "true")
MADE_AGAIN = {
    r"criteria\..*\.demand": "the demand in Swedish words: the rules' own form is compared",
    r"(criteria|items|set_aside)\..*\.at\.\w+": "where in its file; the file's digest is compared",
    r"(questions\.\d+\.parts\.\d+|conclusion)\.rungs\.\d+\.asks": "the rung in Swedish words",
    r"questions\.\d+\.parts\.\d+\.rests.*": "what a level rests on: the audit is assessed again",
    r"(items|set_aside)\..*\.verification(\..*)?": "what became of a quote, by files read again",
    r"gaps\.\d+\.(request|of|to|kind)": "what to ask for and of whom, in words",
    r"gaps\.\d+\.settles": "which of its parts it settles alone: that it bears on them is checked",
    r"gaps(\.\d+\.items)?": "how many requests there are, and the items named in each",
    r"diagnostics.*": "what check remarks of the evidence",
}
ASIDE = {
    r"inputs\..*": "compared as digests, before the checker",
    r"(format|version)": "another is not read at all",
    r"public": "of a public result claims are not checked, and by itself it is refused",
    r"made_by": "tells which auditcheck made it; with another's name, words are not made again",
}
Change = tuple[tuple[str | int, ...], Any]


def changes(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[Change]:
    """Every single change: each truth to the others, each value to another, each citation gone."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from changes(each, (*path, name))
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield from changes(each, (*path, at))
        if value:
            yield path, value[1:]
            yield path, [*value, value[0]]
    elif value in TRUTHS:
        yield from ((path, truth) for truth in TRUTHS if truth != value)
    elif isinstance(value, bool):
        yield path, not value
    elif isinstance(value, int | float):
        yield path, value + 1
    elif value is None:
        yield path, "x"
    else:
        yield path, f"{value}x"


def put(plain: Data, path: tuple[str | int, ...], value: Any) -> Any:
    """Change one thing; returns what stood there."""
    at: Any = plain
    for step in path[:-1]:
        at = at[step]
    stood, at[path[-1]] = at[path[-1]], value
    return stood


def named(path: tuple[str | int, ...], among: dict[str, str]) -> bool:
    """Whether a path is one of those that have a reason."""
    return any(re.fullmatch(each, ".".join(map(str, path))) for each in among)


@pytest.mark.parametrize(
    ("name", "most"), [("exempelby", 2200), ("huddinge", 150), ("furuhede-then", 200)]
)
def test_no_change_passes(name: str, most: int) -> None:
    """Of a seeded sample, the checker finds each that is of a claim it makes anew."""
    plain, (evidence, rules) = result(name), map(data_in, AUDITS[name])
    every = [c for c in changes(plain) if not named(c[0], MADE_AGAIN | ASIDE)]
    chosen = Random(5).sample(every, min(most, len(every)))  # noqa: S311  test data
    passed = []
    for path, value in chosen:
        stood = put(plain, path, value)
        if next(differences(plain, evidence, rules), None) is None:
            passed.append(path)
        put(plain, path, stood)
    assert passed == []


@pytest.mark.parametrize("pattern", MADE_AGAIN)
@pytest.mark.usefixtures("capsysbinary")
def test_what_is_made_again_is_found_too(pattern: str, tmp_path: Path) -> None:
    """Words, places and remarks: `verify` makes them again, and finds a change in any."""
    plain = result("huddinge")
    every = [c for c in changes(plain) if named(c[0], {pattern: ""})]
    for path, value in Random(5).sample(every, min(2, len(every))):  # noqa: S311  test data
        stood = put(plain, path, value)
        kept = tmp_path / "result.json"
        kept.write_text(json.dumps(plain), "utf-8")
        code = run(["verify", str(kept), *map(str, AUDITS["huddinge"])])
        assert code in (Code.NO, Code.CANNOT), path  # 3: what no result can hold is not read
        put(plain, path, stood)
    assert every


def test_any_byte_of_any_file(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """One byte changed anywhere in the evidence or the rules is found, and its file is named."""
    kept = tmp_path / "result.json"
    kept.write_text(text_of("exempelby"), "utf-8")
    folders = [copytree(each, tmp_path / each.name) for each in AUDITS["exempelby"]]
    random = Random(5)  # noqa: S311  test data
    files = [file for folder in folders for file in sorted(folder.glob("*.yaml"))
             if not file.name.endswith(".test.yaml")]  # fmt: skip
    assert run(["verify", str(kept), *map(str, folders)]) == Code.DONE
    capsysbinary.readouterr()
    for file in files:
        raw = file.read_bytes()
        at = random.randrange(len(raw))
        file.write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
        assert run(["verify", str(kept), *map(str, folders)]) == Code.NO
        out = capsysbinary.readouterr().out.decode()
        assert re.search(rf"^inputs\.(evidence|rules)\.{file.name}: is ", out, re.MULTILINE)
        file.write_bytes(raw)
