"""`gaps` as a list to send: its forms, for whom, and what is on record."""

import json
from pathlib import Path
from shutil import copytree
from zipfile import ZipFile

import pytest

from auditcheck.cli.app import run

ROOT = Path(__file__).parents[2]
EVIDENCE, FURUHEDE = str(ROOT / "evidence"), str(ROOT / "examples" / "furuhede-2024")
Output = pytest.CaptureFixture[str]


def said(capsys: Output, *arguments: str, code: int = 0) -> tuple[str, str]:
    """Both outputs of `gaps`."""
    assert run(["gaps", *arguments]) == code
    return capsys.readouterr()


def test_question_4_of_the_shipped_audit_has_one_request(capsys: Output) -> None:
    """Two decisions of one board, told by one meeting's minutes, are asked about at once."""
    (first, *_) = json.loads(said(capsys, EVIDENCE, "--format", "json")[0])
    assert first["items"] == ["money-for-safety", "money-for-surroundings"]
    assert (first["of"], first["to"]) == ("Kommunstyrelsen", "kommunstyrelsen")
    assert first["settles"] == first["parts"] == ["resources"]
    assert first["sent"] == []


def test_nothing_is_said_to_have_been_asked_in_the_real_municipality(capsys: Output) -> None:
    """No request is on record there; the invented one has one, unanswered."""
    assert "sent 20" not in said(capsys, EVIDENCE)[0]
    listed, _ = said(capsys, FURUHEDE)
    assert "sent 2024-11-18 to Kommunstyrelsen, not answered: 43 days at 2024-12-31" in listed
    assert run(["evaluate", FURUHEDE]) == 0
    assert " · 1 request unanswered\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2024-11-17", ""),
        ("2024-11-19", "not answered: 1 day at 2024-11-19"),
        ("2024-12-10", "answered 2024-12-02"),
    ],
)
def test_what_is_on_record_is_told_as_of_the_day(
    day: str, told: str, tmp_path: Path, capsys: Output
) -> None:
    """Sent later it is not told, and answered later it is not answered."""
    copy = copytree(FURUHEDE, tmp_path / "furuhede")
    audit = copy / "audit.yaml"
    text = audit.read_text("utf-8")
    audit.write_text(
        text.replace("sent: 2024-11-18\n", "sent: 2024-11-18\n      answered: 2024-12-02\n"),
        "utf-8",
    )
    listed, _ = said(capsys, str(copy), "--as-of", day)
    assert told in listed
    assert ("sent 2024-11-18" in listed) is bool(told)


def test_the_list_in_files(tmp_path: Path, capsys: Output) -> None:
    """The ending says the form; what stdout gives is the same."""
    for ending in ("md", "csv", "docx"):
        out, err = said(capsys, FURUHEDE, "-o", str(tmp_path / f"list.{ending}"))
        assert (out, err) == ("", f"wrote {(tmp_path / f'list.{ending}').as_posix()}\n")
    for ending in ("md", "csv"):
        out, _ = said(capsys, FURUHEDE, "--format", ending)
        assert out.encode() == (tmp_path / f"list.{ending}").read_bytes()
    with ZipFile(tmp_path / "list.docx") as packed:
        assert "inte besvarat" in packed.read("word/document.xml").decode()
    out, _ = said(capsys, FURUHEDE, "--format", "md", "--language", "en")
    assert out.startswith("# Evidence to ask for\n")


@pytest.mark.parametrize("body", ["kommunstyrelsen", "Kommunstyrelsen", "KOMMUNSTYRELSEN"])
def test_only_one_body_is_asked(body: str, capsys: Output) -> None:
    """By its id or its name; the numbers stay those of the whole list."""
    data = json.loads(said(capsys, EVIDENCE, "--to", body, "--format", "json")[0])
    assert {each["of"] for each in data} == {"Kommunstyrelsen"}
    assert [each["number"] for each in data] == [1, 6]
    text, _ = said(capsys, EVIDENCE, "--to", body)
    assert "\n  6. protokoll" in text
    assert "Lokalpolisområde" not in text
    markdown, _ = said(capsys, EVIDENCE, "--to", body, "--format", "md")
    assert markdown.startswith("# Begäran till Kommunstyrelsen\n")


def test_wrong_use(tmp_path: Path, capsys: Output) -> None:
    """A body that is asked nothing, a file that does not say its form, one among the evidence."""
    _, err = said(capsys, EVIDENCE, "--to", "kommunstyrelse", code=2)
    assert "nothing is asked of 'kommunstyrelse'" in err
    assert "write 'Kommunstyrelsen'" in err
    _, err = said(capsys, EVIDENCE, "-o", str(tmp_path / "list.xlsx"), code=2)
    assert "end it in .md, .csv or .docx" in err
    copy = copytree(FURUHEDE, tmp_path / "furuhede")
    _, err = said(capsys, str(copy), "-o", str(copy / "list.md"), code=2)
    assert "lies inside the input" in err


def test_a_request_for_what_is_settled_is_a_note(tmp_path: Path, capsys: Output) -> None:
    """It may be let stand, as other notes may."""
    copy = copytree(FURUHEDE, tmp_path / "furuhede")
    audit = copy / "audit.yaml"
    text = audit.read_text("utf-8").replace(
        "criterion: regional-cooperation", "criterion: law.council"
    )
    audit.write_text(text, "utf-8")
    assert run(["check", str(copy), "--no-cache"]) == 0
    out = capsys.readouterr().out
    assert "note[settled-request]: the request for 'law.council' waits for an answer" in out
    assert run(["evaluate", str(copy)]) == 0
    assert "unanswered" not in capsys.readouterr().out
    accepted = "audit:\n  accept: [{code: settled-request, because: Svaret kommer ändå.}]"
    audit.write_text(text.replace("audit:", accepted, 1), "utf-8")
    assert run(["check", str(copy), "--no-cache"]) == 0
    assert "settled-request" not in capsys.readouterr().out
