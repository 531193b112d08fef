"""`whatif`: what would lift a part, told as text, JSON and Markdown; and what it refuses."""

import json
from pathlib import Path

import pytest

from auditcheck.cli.app import run
from cli.test_much import AUDIT, PACK, SOME, chain, criteria, documents, write

ROOT = Path(__file__).parents[2]
EVIDENCE = str(ROOT / "evidence")
Captured = pytest.CaptureFixture[bytes]

DELVIS = """\
Bedrivs arbetet så som lagen kräver? [law]
  now: Nej
  Delvis can be reached by 2 minimal sets, from 1 criterion on

any one of these is enough
  1. law.picture-and-plan
  2. law.council

what would meet them
  law.picture-and-plan: Lägesbild och åtgärdsplan finns och hålls aktuella · now not met
    Se till att det finns minst ett dokument av typen lägesbild som innehåller kartläggning, \
brottslighetens omfattning, brottslighetens konsekvenser, annan information och analys.
      nearest
        Se till att Övergripande lägesbild 2023 (overall-picture-2023) innehåller kartläggning, \
brottslighetens omfattning, brottslighetens konsekvenser och analys.
        Se till att Övergripande lägesbild inför överenskommelsen 2025–2026 \
(overall-picture-next) innehåller kartläggning, brottslighetens omfattning, brottslighetens \
konsekvenser och analys.
        Se till att Lägesbilder för tertial (term-pictures) innehåller kartläggning, \
brottslighetens omfattning, brottslighetens konsekvenser och analys.
  law.council: Ett strategiskt råd finns och leds av kommunen · now not met
    Samtliga följande:
      Se till att det finns minst ett forum som har utpekats som strategiskt råd.
      När kravet ”Kommunen leder det strategiska rådet” blir tillämpligt: se till att det finns \
minst ett forum som har utpekats som strategiskt råd, och varje sådant forum leds av en aktör som \
räknas till kommunen.
"""
REACHED = """\
Är samverkan med externa parter tillräcklig? [external.cooperation]
  now: Ja
  Ja is reached
  falls without one of the criteria: external-agreement, external-steering → Delvis; \
civil-society, regional-cooperation → I allt väsentligt
  falls without one of the items: huddinge-kommun, civilsamhallet, samverkan-stockholmsregionen, \
civil-society-works → I allt väsentligt; lokalpolisomrade-huddinge, \
sodertorns-brandforsvarsforbund, kriminalvarden → Nej; agreement-2023, styrgruppen → Delvis
  falls without one of the sources: agreement-text → Nej; interviews → I allt väsentligt
  falls without what interviews alone bear: I allt väsentligt
  margin: 1 outcome down
"""


def answer(capture: Captured, question: str, reach: str, *more: str, code: int = 0) -> str:
    """What `whatif` writes about the shipped audit."""
    arguments = ["whatif", EVIDENCE, "--question", question, "--reach", reach, *more]
    assert run(arguments) == code
    return capture.readouterr().out.decode()


def sets_of(capture: Captured, question: str, reach: str) -> list[set[str]]:
    """The minimal sets, of an audit that has few."""
    told = json.loads(answer(capture, question, reach, "--format", "json"))
    assert all(way["sets"] == 1 for way in told["ways"])
    sets = [{name for step in way["steps"] for name in step["criteria"]} for way in told["ways"]]
    assert {*told["criteria"]} == {name for each in sets for name in each}
    return sets


def test_what_lifts_the_question_of_the_law(capsysbinary: Captured) -> None:
    """To Delvis either of the two demands that are not met, to Ja both; told word for word."""
    assert answer(capsysbinary, "law", "Delvis") == DELVIS
    both = {"law.picture-and-plan", "law.council"}
    assert sets_of(capsysbinary, "law", "Ja") == [both]
    assert sets_of(capsysbinary, "law", "I allt väsentligt") == [both]


def test_what_lifts_the_question_of_the_resources(capsysbinary: Captured) -> None:
    """One outcome, not evidenced today: a decision of the board that builds on the pictures."""
    assert sets_of(capsysbinary, "resources", "Ja") == [{"board-decides-from-pictures"}]
    told = json.loads(answer(capsysbinary, "resources", "Ja", "--format", "json"))
    need = told["criteria"]["board-decides-from-pictures"]["met"]
    assert need["says"] == (
        "Visa att det finns minst ett beslut som dels har fattats av Kommunstyrelsen, "
        "dels bygger på minst ett dokument av typen lägesbild."
    )
    assert need["kind"] == "decisions"
    body = {"field": "body", "operator": "is", "value": "kommunstyrelsen", "found": None}
    assert body in [*need["where"], *need["has"]]
    near = [part["items"] for part in need["parts"]]
    assert near == [["money-for-safety"], ["money-for-surroundings"]]


def test_what_is_reached_is_told_with_what_it_rests_on(capsysbinary: Captured) -> None:
    """And how far it is from falling."""
    assert answer(capsysbinary, "external.cooperation", "Ja") == REACHED


def test_markdown_is_for_a_report(capsysbinary: Captured) -> None:
    """In Swedish, with the facts as a list."""
    page = answer(capsysbinary, "law", "Delvis", "--format", "md")
    assert page.startswith("# Vad krävs för att ”Bedrivs arbetet så som lagen kräver?” ska bli")
    assert "1. Lägesbild och åtgärdsplan finns och hålls aktuella – uppfyllt\n" in page
    assert "  - Se till att det finns minst ett forum som har utpekats som strategiskt råd" in page
    page = answer(capsysbinary, "external.cooperation", "Ja", "--format", "md")
    assert "Ja är redan nått" in page


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an audit and rules to be filled; a document is looked for and not there."""
    for folder, text in (("rules", PACK), ("evidence", AUDIT)):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.yaml").write_text(text, "utf-8")
    write(tmp_path / "evidence", "absences: {x: {of: documents, sources: [minutes]}}", "x.yaml")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def questions(levels: str, group: range, more: str = "") -> str:
    """One question with its own ladder."""
    names = ", ".join(f"c{n}" for n in group)
    return f"questions:\n  q: {{asks: Q, essential: [{names}], levels: {levels}{more}}}\n"


ASKED = ["whatif", "evidence", "--question", "q", "--reach", "Ja"]


def test_twenty_of_forty(home: Path, capsysbinary: Captured) -> None:
    """They are counted exactly and told as one way; no set is left out in silence."""
    text = criteria(*[SOME] * 40) + questions("{Ja: {essential: 20}}", range(40))
    write(home / "rules", text)
    assert run(ASKED) == 0
    told = capsysbinary.readouterr().out.decode()
    assert "by 137846528820 minimal sets, from 20 criteria on" in told
    assert "1. any 20 of these 40 (c0, c1, " in told
    assert run([*ASKED, "--format", "json"]) == 0
    data = json.loads(capsysbinary.readouterr().out)
    assert (data["sets"], data["more"], len(data["ways"])) == (137846528820, 0, 1)
    assert run([*ASKED, "--format", "md"]) == 0
    assert "vilka 20 som helst av dessa 40" in capsysbinary.readouterr().out.decode()


def test_ways_that_are_not_told_are_counted(home: Path, capsysbinary: Captured) -> None:
    """Of very many the smallest are told, and how many more there are."""
    pairs = [f"{{criterion: c{n - 1}}}" if n % 2 else SOME for n in range(40)]
    write(home / "rules", criteria(*pairs) + questions("{Ja: {essential: 20}}", range(40)))
    assert run(ASKED) == 0
    assert (
        "… and 377379349 more ways, none of them smaller" in capsysbinary.readouterr().out.decode()
    )
    assert run([*ASKED, "--format", "json"]) == 0
    data = json.loads(capsysbinary.readouterr().out)
    assert (data["sets"], data["more"], len(data["ways"])) == (377379369, 377378369, 1000)


def test_what_cannot_be_reached(home: Path, capsysbinary: Captured) -> None:
    """The answer is no: how far one comes, and what does not count today."""
    text = criteria(SOME, SOME).replace("title: C1,", "title: C1, due: 2030-01-01,")
    write(home / "rules", text + questions("{Ja: {essential: 2}}", range(2)))
    assert run(ASKED) == 1
    told = capsysbinary.readouterr().out.decode()
    assert (
        "Ja cannot be reached by criteria being met: the highest that they can give is Nej" in told
    )
    assert "left out: c1 (not yet due)" in told
    assert run([*ASKED, "--format", "json"]) == 1
    data = json.loads(capsysbinary.readouterr().out)
    assert (data["answer"], data["highest"], data["left_out"]) == (
        "impossible",
        "Nej",
        {"c1": "not yet due"},
    )
    assert run([*ASKED, "--format", "md"]) == 1
    assert "det högsta som det kan ge är Nej" in capsysbinary.readouterr().out.decode()


def test_partly_met_is_told_where_it_counts(home: Path, capsysbinary: Captured) -> None:
    """The lesser demand is enough, and its facts are the ones told."""
    requires = "{some: documents, where: {type: plan}, has: {status: beslutad}}"
    text = criteria(requires).replace("}}}\n", f"}}}}, partly: {SOME}}}\n")
    write(home / "rules", text + questions("{Ja: {essential: all, counting: partly}}", range(1)))
    assert run(ASKED) == 0
    told = capsysbinary.readouterr().out.decode()
    assert "1. c0 (partly met)" in told
    assert "minst ett dokument av typen plan." in told


def test_a_judgement_stands_beside(home: Path, capsysbinary: Captured) -> None:
    """It is the rules' level that is lifted, and what counts now is said."""
    write(home / "rules", criteria(SOME) + questions("{Ja: {essential: all}}", range(1)))
    judged = "judgements: {j: {question: q, level: Ja, reason: R, by: B, date: 2024-01-01}}"
    write(home / "evidence", judged, "j.yaml")
    assert run(ASKED) == 0
    assert (
        "now: Nej by the rules; a judgement gives Ja [j]" in capsysbinary.readouterr().out.decode()
    )
    assert run([*ASKED, "--format", "md"]) == 0
    assert "(revisorns egen bedömning är Ja)" in capsysbinary.readouterr().out.decode()


@pytest.mark.parametrize(
    ("question", "reach", "said"),
    [
        ("organisation", "Ja", "has several parts\n  help: write one of: organisation.roles, "),
        ("lagen", "Ja", "is no question or part of this audit"),
        ("law", "Jaa", "'Jaa' is no level of 'law'\n  help: write one of: Nej, Delvis, "),
    ],
)
def test_wrong_use(capsysbinary: Captured, question: str, reach: str, said: str) -> None:
    """What there is not is said, with what there is."""
    assert run(["whatif", EVIDENCE, "--question", question, "--reach", reach]) == 2
    assert said in capsysbinary.readouterr().err.decode()


def test_a_question_in_prose_has_no_level(home: Path, capsysbinary: Captured) -> None:
    """So nothing lifts it."""
    write(
        home / "rules",
        criteria(SOME) + "questions:\n  q: {asks: Q, open: true, informing: [c0]}\n",
    )
    assert run(ASKED) == 2
    assert b"answered in prose" in capsysbinary.readouterr().err


def test_a_chain_of_a_thousand(home: Path, capsysbinary: Captured) -> None:
    """What a criterion rests on is unfolded as far as one can read, and then named."""
    text = criteria(*chain(1_000)) + questions("{Ja: {essential: all}}", range(999, 1_000))
    write(home / "rules", text)
    assert run(ASKED) == 0
    told = capsysbinary.readouterr().out.decode()
    assert "1. c999\n" in told
    assert "Se till att kriteriet ”C966” är uppfyllt." in told


def test_what_is_too_much(home: Path, capsysbinary: Captured) -> None:
    """Beyond the bound nothing is told by halves: it is refused, and so said."""
    write(home / "rules", criteria(*[SOME] * 201) + questions("{Ja: {essential: 20}}", range(201)))
    write(home / "evidence", documents(1, "type: brev"))
    assert run(ASKED) == 3
    assert b"is too much to be told exactly" in capsysbinary.readouterr().err
