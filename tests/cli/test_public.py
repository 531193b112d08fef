"""Nothing confidential is in any byte of a public output, and all that is not confidential is."""

import base64
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditcheck.cli.app import run
from planting import HIDDEN, plant

Captured = pytest.CaptureFixture[bytes]
KNOWN = (1000, 1599, 2000)
REPORTS = ("sv.html", "sv.md", "en.html", "en.md")


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str], list[str]]:
    """The audit with its secrets and with what must be seen."""
    return plant(tmp_path_factory.mktemp("planted"))


def leaks(output: bytes, secrets: list[str]) -> list[str]:
    """The secrets in the output, in any case or in base 64; the digits of a number stand alone.

    They hold letters and digits alone, so that no way of escaping them hides them from us.
    """
    lowered = output.lower()
    numbers = {digits for each in GROUPED.findall(lowered) for digits in _digits(each)}
    return [
        secret
        for secret in secrets
        if (secret in numbers if secret.isdigit() else _is_in(secret.encode(), lowered, output))
    ]


GROUPED = re.compile(rb"(?<![0-9a-z])[0-9][0-9,.\xa0\xc2&nbsp; ]*[0-9](?![0-9a-z])")


def _digits(run: bytes) -> Iterator[str]:
    """The numbers in a run of digits and what may stand between them."""
    yield from (each.decode() for each in re.findall(rb"[0-9]+", run))
    yield re.sub(rb"[^0-9]", b"", run).decode()


def _is_in(secret: bytes, lowered: bytes, output: bytes) -> bool:
    coded = (base64.b64encode(b"x" * n + secret)[2 * n : -4] for n in range(3))
    return secret in lowered or any(each in output for each in coded)


@pytest.fixture(scope="module")
def outputs(
    planted: tuple[Path, list[str], list[str]], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    """Every file that a public run writes."""
    out = tmp_path_factory.mktemp("out")
    evidence = str(planted[0])
    for language in ("sv", "en"):
        reports = [f"--report={out}/{name}" for name in REPORTS if name.startswith(language)]
        arguments = ["evaluate", evidence, "--public", "-q", f"--language={language}", *reports]
        assert run([*arguments, f"--result={out}/{language}.json"]) == 0
    assert run(["evaluate", evidence, "-q", f"--result={out}/whole.json"]) == 0
    for name in REPORTS:
        report = f"--report={out}/again-{name}"
        assert run(["render", f"{out}/whole.json", "--public", report]) == 0
    sheets = [f"--report={out}/{name}" for name in ("sheets.html", "sheets.md", "sheets")]
    assert run(["render", f"{out}/whole.json", "--fact-check=all", *sheets]) == 0
    assert run(["render", f"{out}/whole.json", "--fact-check=public-actors", sheets[-1]]) == 0
    for year in KNOWN:  # the hidden sources are known at first, the open ones later
        known = f"--known={year}-01-01"
        kept = f"{out}/whole-{year}.json"
        arguments = ["evaluate", evidence, known, "-q"]
        reports = [f"--report={out}/{year}.html", f"--result={out}/{year}.json"]
        assert run([*arguments, "--public", *reports]) == 0
        assert run([*arguments, f"--result={kept}"]) == 0
        assert run(["render", kept, "--public", f"--report={out}/again-{year}.md"]) == 0
        Path(kept).unlink()
    (out / "whole.json").unlink()
    return {path.name: path.read_bytes() for path in out.rglob("*.*")}


def test_no_file_has_a_secret(
    planted: tuple[Path, list[str], list[str]], outputs: dict[str, bytes]
) -> None:
    """Reports and results, from the evidence and from a result that was kept whole."""
    assert len(outputs) == 14 + 3 * len(KNOWN)
    assert {
        name: found for name, raw in outputs.items() if (found := leaks(raw, planted[1]))
    } == {}


def test_what_is_public_is_all_there(
    planted: tuple[Path, list[str], list[str]], outputs: dict[str, bytes]
) -> None:
    """Only records that name what is hidden go with it."""
    data = json.loads(outputs["sv.json"])
    assert len(data["items"]) == len([*HIDDEN, "quoting"])
    text = json.dumps(data)
    assert [each for each in planted[2] if each not in text] == []


SPOKEN = [
    ["evaluate"], ["evaluate", "--format=json"], ["explain"], ["explain", "--format=json"],
    ["explain", "--format=mermaid"], ["explain", "every-documents"], ["explain", "parts"],
    ["gaps"], ["gaps", "--format=json"],
]  # fmt: skip


@pytest.mark.parametrize("arguments", SPOKEN, ids=" ".join)
def test_no_answer_has_a_secret(
    planted: tuple[Path, list[str], list[str]], capsysbinary: Captured, arguments: list[str]
) -> None:
    """Neither stdout nor stderr, and each says how much is left out."""
    command, *more = arguments
    assert run([command, str(planted[0]), *more, "--public"]) == 0
    written = capsysbinary.readouterr()
    assert leaks(written.out + written.err, planted[1]) == []
    counted = rb'"items": 16,\s+"sources": 2'
    assert re.search(counted + rb"|16 items and 2 sources", written.out)


def test_the_working_version_has_them_all(
    planted: tuple[Path, list[str], list[str]], capsysbinary: Captured
) -> None:
    """So the search finds what is there."""
    assert run(["evaluate", str(planted[0]), "--format=json"]) == 0
    assert sorted(leaks(capsysbinary.readouterr().out, planted[1])) == sorted(planted[1])
