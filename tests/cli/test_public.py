"""Nothing confidential is in any byte of a public output, and all that is not confidential is."""

import base64
import json
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pikepdf
import pytest
from pypdf import PdfReader

from auditcheck.cli.app import run
from planting import HIDDEN, plant

Captured = pytest.CaptureFixture[bytes]
KNOWN = (1000, 1599, 2000)
REPORTS = ("sv.html", "sv.md", "sv.pdf", "sv.docx", "en.html", "en.md")


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str], list[str]]:
    """The audit with its secrets and with what must be seen."""
    return plant(tmp_path_factory.mktemp("planted"))


def leaks(output: bytes, secrets: list[str], said: bytes | None = None) -> list[str]:
    """The secrets in the output, in any case or in base 64; the digits of a number stand alone.

    They hold letters and digits alone, so that no way of escaping them hides them from us. Where a
    format is full of numbers that measure, `said` is what numbers may be looked for in.
    """
    lowered = output.lower()
    worded = lowered if said is None else said.lower()
    numbers = {digits for each in GROUPED.findall(worded) for digits in _digits(each)}
    joined = re.sub(rb"[^0-9a-z]", b"", worded)
    return [
        secret
        for secret in secrets
        if (
            secret in numbers or (len(secret) > len("2023") and secret.encode() in joined)
            if secret.isdigit()
            else _is_in(secret.encode(), lowered, output)
        )
    ]


GROUPED = re.compile(rb"(?<![0-9a-z])[0-9][0-9,.\xa0\xc2&nbsp; ]*[0-9](?![0-9a-z])")


def _digits(run: bytes) -> Iterator[str]:
    """The numbers in a run of digits and what may stand between them."""
    yield from (each.decode() for each in re.findall(rb"[0-9]+", run))
    yield re.sub(rb"[^0-9]", b"", run).decode()


def _is_in(secret: bytes, lowered: bytes, output: bytes) -> bool:
    coded = (base64.b64encode(b"x" * n + secret)[2 * n : -4] for n in range(3))
    return secret in lowered or any(each in output for each in coded)


class Unpacked(NamedTuple):
    """All that is in a file, whatever it is packed in, and of that what is said in words."""

    raw: bytes
    said: bytes


def unpacked(raw: bytes) -> Unpacked:
    """A file's own bytes, and all that is packed in them."""
    if raw.startswith(b"PK"):
        with ZipFile(BytesIO(raw)) as package:
            names = package.namelist()
            parts = [package.read(each) for each in names]
        lined = [re.sub(rb"<w:(p|br|tab)\b", rb"\n\g<0>", part) for part in parts]
        said = [re.sub(rb"<[^>]*>", b"", part) for part in lined]  # a word may be cut into runs
        said += [caption for part in parts for caption in CAPTION.findall(part)]
        return Unpacked(
            b"\n".join([raw, *map(str.encode, names), *parts, *said]), b"\n".join(said)
        )
    if raw.startswith(b"%PDF"):
        with pikepdf.open(BytesIO(raw)) as pdf:
            streams = [
                each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream)
            ]
            said = [text for each in (*pdf.objects, pdf.trailer) for text in _texts(each)]
        said += (pages := [each.extract_text().encode() for each in PdfReader(BytesIO(raw)).pages])
        streams += [re.sub(rb"(-|\xc2\xad|\xe2\x80\x90)?\s+", b"", each) for each in pages]
        return Unpacked(b"\n".join([raw, *streams, *said]), b"\n".join(said))
    return Unpacked(raw, raw)


CAPTION = re.compile(rb'<w:tblCaption w:val="([^"]*)"')


def _texts(value: pikepdf.Object) -> Iterator[bytes]:
    """The texts and names in an object, those of other objects left to themselves."""
    match value:
        case pikepdf.String():
            yield str(value).encode()
        case pikepdf.Name():
            yield str(value).encode()
        case pikepdf.Array():
            for each in value:
                if not getattr(each, "is_indirect", False):
                    yield from _texts(each)
        case pikepdf.Dictionary() | pikepdf.Stream():
            for name, each in value.items():
                yield name.encode()
                if name in ("/ID", "/Headers"):  # numbers that WeasyPrint gives to cells
                    continue
                if not getattr(each, "is_indirect", False):
                    yield from _texts(each)
        case _:
            pass


@pytest.fixture(scope="module")
def outputs(
    planted: tuple[Path, list[str], list[str]], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Unpacked]:
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
    names = ("sheets.html", "sheets.md", "sheets.pdf", "sheets.docx", "sheets")
    sheets = [f"--report={out}/{name}" for name in names]
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
    return {path.name: unpacked(path.read_bytes()) for path in out.rglob("*.*")}


def test_no_file_has_a_secret(
    planted: tuple[Path, list[str], list[str]], outputs: dict[str, Unpacked]
) -> None:
    """Reports and results, from the evidence and from a result that was kept whole."""
    assert len(outputs) == 20 + 3 * len(KNOWN)
    assert {
        name: found
        for name, each in outputs.items()
        if (found := leaks(each.raw, planted[1], each.said))
    } == {}


def test_what_is_public_is_all_there(
    planted: tuple[Path, list[str], list[str]], outputs: dict[str, Unpacked]
) -> None:
    """Only records that name what is hidden go with it."""
    data = json.loads(outputs["sv.json"].raw)
    assert len(data["items"]) == len([*HIDDEN, "quoting"])
    text = json.dumps(data)
    assert [each for each in planted[2] if each not in text] == []


LIFT = ["whatif", "--question=q.a", "--reach=Ja"]
FORMATS: tuple[list[str], ...] = ([], ["--format=json"], ["--format=md"])
SPOKEN = [
    ["evaluate"], ["evaluate", "--format=json"], ["explain"], ["explain", "--format=json"],
    ["explain", "--format=mermaid"], ["explain", "every-documents"], ["explain", "parts"],
    ["gaps"], ["gaps", "--format=json"], ["gaps", "--format=md"], ["gaps", "--format=csv"],
    *([*LIFT, *more] for more in FORMATS),
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
    counted = (
        r'"items": 16,\s+"sources": 2|16 items and 2 sources|16 granskningsbevis och 2 källor'
    )
    assert re.search(counted, (written.out + written.err).decode())


def test_the_working_version_has_them_all(
    planted: tuple[Path, list[str], list[str]], capsysbinary: Captured
) -> None:
    """So the search finds what is there."""
    assert run(["evaluate", str(planted[0]), "--format=json"]) == 0
    assert sorted(leaks(capsysbinary.readouterr().out, planted[1])) == sorted(planted[1])


@pytest.mark.parametrize("turned", [False, True], ids=["gone", "new"])
def test_no_follow_up_has_a_secret(
    planted: tuple[Path, list[str], list[str]],
    tmp_path: Path,
    capsysbinary: Captured,
    *,
    turned: bool,
) -> None:
    """Of folders and of results, with all that is not hidden gone, or new; reports and stdout."""
    folder, secrets, seen = planted
    other = folder.parent / f"other-{turned}"
    other.mkdir()
    audit = {"title": "T", "subject": {"name": "N"}, "as_of": "2025-03-31", "rules": "../rules"}
    (other / "audit.yaml").write_text(json.dumps({"audit": audit}), "utf-8")
    kept = [tmp_path / "one.json", tmp_path / "two.json"]
    for each, path in zip((folder, other), kept, strict=True):
        assert run(["evaluate", str(each), "-q", f"--result={path}"]) == 0
    for pair in ([folder, other], kept):
        audits = [str(path) for path in (reversed(pair) if turned else pair)]
        for language in ("sv", "en"):
            paths = [tmp_path / f"{language}.{ending}" for ending in ("html", "md")]
            reports = [f"--report={path}" for path in paths]
            assert run(["diff", *audits, "--public", f"--language={language}", *reports]) == 0
            written = [path.read_bytes() for path in paths]
            told = capsysbinary.readouterr().out
            assert leaks(b"\n".join([*written, told]), secrets) == []
            shown = [each for each in seen if each.encode() in written[0]]
            assert len(shown) > 3
            assert b"public version: " in told
        assert run(["diff", *audits, "--public", "--format", "json"]) == 0
        assert leaks(capsysbinary.readouterr().out, secrets) == []


@pytest.mark.parametrize("format_", ["html", "pdf", "docx"])
def test_each_format_of_the_working_version_shows_them(
    planted: tuple[Path, list[str], list[str]], tmp_path: Path, format_: str
) -> None:
    """All that the page shows is found in a PDF and in a Word document, however it is packed."""
    path, page = tmp_path / f"r.{format_}", tmp_path / "page.html"
    reports = [f"--report={each}" for each in dict.fromkeys((path, page))]
    assert run(["evaluate", str(planted[0]), "-q", *reports]) == 0
    shown = {*leaks(re.sub(rb"<[^>]*>", b" ", page.read_bytes()), planted[1])}
    assert len(shown) > 100
    written = unpacked(path.read_bytes())
    found = {*leaks(written.raw, planted[1], written.said)}
    assert sorted(shown - found) == []
