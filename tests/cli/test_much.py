"""Audits and packs that are very large: told whole, or refused with what the limit is."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest

from auditcheck.cli.app import run
from auditcheck.files.yaml_text import read_counted
from auditcheck.loading import folders

Output = pytest.CaptureFixture[bytes]

PACK = """
pack: {id: p, title: P, version: 1.0.0}
scale: {levels: [Nej, Ja], ladder: {Ja: {essential: all}}}
vocabulary: {documents.type: [plan, brev], actors.type: [nämnd]}
"""
AUDIT = """
audit: {title: T, subject: {name: S, kind: kommun}, as_of: 2024-03-31, rules: ../rules}
sources: {minutes: {kind: minutes, title: Protokoll}}
"""
SOME = "{some: documents, where: {type: plan}}"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an audit and rules to be filled, and the working folder."""
    for folder, text in (("rules", PACK), ("evidence", AUDIT)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.yaml").write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def criteria(*requires: str) -> str:
    """A section of criteria with these conditions."""
    lines = (f"  c{n}: {{title: C{n}, requires: {each}}}\n" for n, each in enumerate(requires))
    return f"criteria:\n{''.join(lines)}"


def questions(*groups: Iterable[int]) -> str:
    """A question for each group of criteria."""
    lines = (
        f"  q{n}: {{asks: Q, essential: [{', '.join(f'c{each}' for each in group)}]}}\n"
        for n, group in enumerate(groups)
    )
    return f"questions:\n{''.join(lines)}"


def chain(number: int) -> list[str]:
    """So many conditions, each of which asks for the criterion before it."""
    return [SOME, *(f"{{criterion: c{n}}}" for n in range(number - 1))]


def write(folder: Path, text: str, name: str = "b.yaml") -> None:
    """Write one more file."""
    folder.joinpath(name).write_text(text, "utf-8")


def documents(number: int, fields: str) -> str:
    """So many documents; `fields` is a format of their number."""
    lines = (f"  d{n}: {{{fields.format(n=n)}, sources: [minutes]}}\n" for n in range(number))
    return f"documents:\n{''.join(lines)}"


def test_criteria_that_rest_on_each_other(home: Path, capsysbinary: Output) -> None:
    """A chain of thousands is evaluated, explained as far as one can read, and reported."""
    write(home / "rules", criteria(*chain(1_500)) + questions([1_499]))
    write(home / "evidence", documents(1, "type: plan"))
    assert run(["evaluate", "evidence", "-q", "--report", "r.md", "--result", "r.json"]) == 0
    result = json.loads((home / "r.json").read_text("utf-8"))
    assert result["questions"][0]["parts"][0]["level"] == "Ja"
    assert result["criteria"]["c1499"]["rests_on"] == ["d0"]
    for more in ([], ["--format", "mermaid"], ["c1499"]):
        assert run(["explain", "evidence", *more]) == 0
    out, _ = capsysbinary.readouterr()
    assert b"explain 'c14" in out
    assert run(["rules", "rules"]) == 0
    assert run(["gaps", "evidence"]) == 0


def test_thousands_of_faults_are_each_told(home: Path, capsysbinary: Output) -> None:
    """Each is told with its line, though all stand in one line of the file."""
    write(home / "rules", criteria(SOME) + questions([0]))
    items = ", ".join(f"d{n}: {{type: plam{n}, sources: [minutes]}}" for n in range(3_000))
    write(home / "evidence", f"documents: {{{items}}}")
    assert run(["check", "evidence"]) == 1
    out, err = capsysbinary.readouterr()
    assert out.count(b"error[unknown-word]: ") == 3_000
    assert err == b"3000 faults, 0 warnings, 0 notes\n"
    assert run(["check", "evidence", "--format", "sarif"]) == 1


def test_thousands_of_unknown_ids(home: Path, capsysbinary: Output) -> None:
    """Each is told; the nearest is sought for the first of them."""
    write(home / "rules", criteria(SOME) + questions([0]))
    actors = "".join(
        f"  body-{n}: {{name: N, type: nämnd, sources: [minutes]}}\n" for n in range(2_000)
    )
    write(
        home / "evidence", documents(2_500, "type: plan, owner: bodi-{n}") + f"actors:\n{actors}"
    )
    assert run(["check", "evidence", "--format", "json"]) == 1
    found = json.loads(capsysbinary.readouterr().out)
    assert "write 'body-0'" in str(found)
    assert str(found).count("names no item of actors or forums") == 2_500


def test_what_is_not_told_one_by_one_is_counted(home: Path, capsysbinary: Output) -> None:
    """Of thousands of documents the report and the explanation tell some and count the others."""
    every = "{every: documents, where: {type: plan}, has: {status: beslutad}}"
    write(home / "rules", criteria(every, SOME) + questions([0, 1]))
    write(home / "evidence", documents(1_000, "type: plan, status: utkast"))
    paths = [f"--report=r.{ending}" for ending in ("md", "html")]
    assert run(["evaluate", "evidence", "-q", *paths, "--result", "r.json"]) == 0
    result = json.loads((home / "r.json").read_text("utf-8"))
    trace = result["criteria"]["c0"]["requires"]
    assert len(trace["candidates"]) == 100
    (rest,) = trace["rest"]
    assert (rest["concerned"], rest["holds"], rest["number"]) == ("true", "false", 900)
    assert len(result["criteria"]["c1"]["rests_on"]) == 1_000
    for ending in ("md", "html"):
        assert "och 900 till" in (home / f"r.{ending}").read_text("utf-8")
    assert run(["explain", "evidence", "c0"]) == 0
    told = capsysbinary.readouterr().out.decode()
    assert "every of documents (1000 of 1000 concerned)" in told
    assert "… and 988 more" in told
    assert run(["render", "r.json", "--format", "md"]) == 0


def test_a_pack_of_too_much(home: Path, capsysbinary: Output) -> None:
    """Neither more criteria than the limit, nor more questions, nor more weighed in all."""
    names = [f"  c{n}: {{}}\n" for n in range(20_001)]
    write(home / "rules", f"criteria:\n{''.join(names)}")
    assert run(["check", "rules"]) == 1
    assert b"20,001 criteria" in capsysbinary.readouterr().out
    write(home / "rules", criteria(*[SOME] * 2_001) + questions(*([n] for n in range(2_001))))
    assert run(["check", "rules"]) == 1
    assert b"2,001 parts of questions" in capsysbinary.readouterr().out
    groups = [[n] for n in range(1_900)]
    write(home / "rules", criteria(*chain(1_900)) + questions(*groups))
    assert run(["check", "rules"]) == 1
    assert b"weigh more than 1,000,000 criteria" in capsysbinary.readouterr().out
    write(home / "rules", criteria(*chain(1_000)) + questions(*groups[:1_000]))
    assert run(["check", "rules"]) == 0


def test_thousands_of_recommendations_and_questions(home: Path) -> None:
    """What names what is turned around once, not sought for each."""
    number = 1_200
    recommendations = "".join(
        f"  r{n}: {{text: R, when_not_met: [c{n}]}}\n" for n in range(number)
    )
    groups = [range(n, number, 300) for n in range(300)]
    write(home / "rules", criteria(*[SOME] * number) + questions(*groups))
    write(home / "rules", f"recommendations:\n{recommendations}", "c.yaml")
    write(
        home / "evidence",
        "absences: {a: {of: documents, where: {type: plan}, sources: [minutes]}}",
    )
    assert run(["evaluate", "evidence", "--result", "r.json", "--report", "r.md"]) == 0
    result = json.loads((home / "r.json").read_text("utf-8"))
    assert len(result["recommendations"]) == number
    assert result["questions"][7]["recommendations"] == ["r7", "r307", "r607", "r907"]


def test_a_folder_of_too_many_values(
    home: Path, capsysbinary: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading stops at the limit, and what was read of files that are refused counts too."""
    write(home / "rules", criteria(SOME) + questions([0]))
    write(home / "evidence", documents(30, "type: plan"))
    files = sorted((home / "evidence").iterdir())
    values = sum(read_counted(each.name, each.read_bytes()).values for each in files)
    monkeypatch.setattr(folders, "MOST_VALUES", values)
    assert run(["check", "evidence", "--no-cache"]) == 0
    write(home / "evidence", "x: [a, b, 1.1234567890123456]", "zz.yaml")
    monkeypatch.setattr(folders, "MOST_VALUES", values + 5)
    capsysbinary.readouterr()
    assert run(["check", "evidence", "--no-cache"]) == 3
    out, _ = capsysbinary.readouterr()
    assert out.startswith(b"error[too-many-files]: the YAML files have more than ")
    assert out.count(b"error[") == 1
    monkeypatch.setattr(folders, "MOST_VALUES", values + 6)
    assert run(["check", "evidence", "--no-cache"]) == 1
