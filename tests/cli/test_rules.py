"""`rules`: the shipped pack, and one of one's own, as a page to read."""

from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from auditcheck.cli.app import run
from auditcheck.files.shipped import PACKS
from auditcheck.proving.cases import open_suite
from report.reading import Page
from variants import ROOT

HEAD = """
pack: {id: p, title: "Egna <b>regler</b>", version: 2.0.0}
scale:
  levels: [Nej, Ja]
  ladder: {Ja: {essential: all}}
  not_evidenced: withholds
"""
BODY = """
authorities:
  law: {title: En lag, kind: statute, reference: "SFS 1:1", in_force: 2020-01-01}
criteria:
  plan:
    title: En plan finns | alltid
    authority: law
    section: 1 §
    modality: ska
    duty_holder: nämnden
    due: 2024-07-01
    evidence: documentary
    applies: {audit: {plan_year: {given: true}}}
    partly: {some: documents}
    requires: {some: documents, where: {status: beslutad}}
    says: {not_yet_due: Planen ska finnas senast {due}.}
    note: Se även lagen.
  aside: {title: Bredvid, requires: {some: forums}}
questions:
  open: {asks: En fråga i ord, open: true}
  one:
    asks: Finns det planer?
    parts:
      a: {asks: Finns en plan?, essential: [plan]}
conclusion:
  asks: Allt?
  levels: {Ja: {parts: all, reaches: Ja, criterion: aside}}
recommendations:
  make-plan: {text: Gör en plan., to: [board], when_not_met: [plan, aside], or_not_evidenced: true}
"""
CASES = """
cases:
  en plan <finns>:
    from: somewhere/not-here
    expect: {plan: met, because: {plan: [the-plan]}, levels: {one.a: Ja}, conclusion: Ja}
  inget är känt:
    evidence: {}
    expect: {plan: not evidenced, levels: {one.a: not evidenced}, potentials: {one.a: Ja}}
"""

Output = pytest.CaptureFixture[str]


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A pack of one's own, in two files, and its cases."""
    (tmp_path / "a-head.yaml").write_text(HEAD, "utf-8")
    body = BODY.replace("Planen ska finnas senast {due}.", '"Planen ska finnas senast {due}."')
    (tmp_path / "body.yaml").write_text(body, "utf-8")
    (tmp_path / "body.test.yaml").write_text(CASES, "utf-8")
    return tmp_path


def page(output: Output, *arguments: str) -> str:
    """What `rules` writes to stdout."""
    assert run(["rules", *arguments]) == 0, output.readouterr().err
    return output.readouterr().out


def test_a_question_is_shown_with_its_ladder_and_criteria(own: Path, capsys: Output) -> None:
    """All that the pack says, in words, and where it stands."""
    text = page(capsys, str(own))
    assert (
        text
        == f"""\
Egna <b>regler</b>
Regelpaket p · Version 2.0.0 · Kriterier: 2
Bedömningsskala, från lägst till högst: Nej, Ja. Ingen bedömning ges så länge det som inte är \
belagt kan ändra den.

1  En fråga i ord
   Frågan besvaras i text, utan bedömning.

2  Finns det planer?

   Delfråga: Finns en plan?
   Så sätts bedömningen:
     Ja om alla väsentliga kriterier är uppfyllda
     Nej annars
   Bedömningen prövas av 2 testfall:
     en plan <finns>: Ja (body.test.yaml:3)
     inget är känt: Inte belagt; kan nå Ja (body.test.yaml:6)
   Väsentliga:
     K1 En plan finns | alltid

   K1 En plan finns | alltid
       Krav: Det finns minst ett dokument som har status beslutad.
       Tillämpligt när: Granskningen har uppgift om planår.
       Delvis uppfyllt när: Det finns minst ett dokument.
       Grund: SFS 1:1, 1 § – nämnden ska
       Ska vara uppfyllt senast: 1 juli 2024
       Krav på bevis: varje bevis ska ha stöd i mer än muntliga uppgifter
       Text i rapporten:
         Inte förfallet: Planen ska finnas senast 1 juli 2024.
       Leder till: Gör en plan.
       Anmärkning: Se även lagen.
       Tester: 2 testfall
         en plan <finns>: Uppfyllt; vilar på the-plan (body.test.yaml:3)
         inget är känt: Inte belagt (body.test.yaml:6)
       Vägs in i: bedömningen av fråga 2, Finns en plan? (2 testfall)
       Regel: plan · {own.as_posix()}/body.yaml:5

Samlad bedömning
   Allt?
   Så sätts bedömningen:
     Ja om alla delfrågor når minst bedömningen ”Ja”; dessutom gäller följande: kriteriet \
”Bredvid” är uppfyllt
     Nej annars
   Bedömningen prövas av ett testfall:
     en plan <finns>: Ja (body.test.yaml:3)

Kriterier som bara den samlade bedömningen vilar på

   K2 Bredvid
       Krav: Det finns minst ett forum.
       Leder till: Gör en plan.
       Tester: Inget testfall nämner kriteriet.
       Regel: aside · {own.as_posix()}/body.yaml:18

Rekommendationer

   Gör en plan. (till board)
     Lämnas när något av detta inte är helt uppfyllt:
       K1 En plan finns | alltid
       K2 Bredvid
     Lämnas också när det inte är belagt.

Vad kriterierna vilar på
   En lag – Lag, SFS 1:1. Gäller från och med 1 januari 2020.
"""
    )


@pytest.mark.parametrize("pack", PACKS)
def test_the_html_page_is_sound(pack: str, capsys: Output) -> None:
    """Balanced, every link with its target, and each criterion and recommendation on it."""
    read = Page(page(capsys, pack, "--format", "html"))
    assert read.unbalanced == []
    assert read.comments == []
    assert sorted(read.ids) == sorted(set(read.ids))
    assert read.targets <= set(read.ids)
    assert any(target.startswith("t-") for target in read.targets)
    suite = open_suite(ROOT / PACKS[pack], PACKS[pack])
    words = " ".join(read.of("li"))
    assert [case.name for case in suite.cases if case.name not in words] == []
    assert not [
        name for tag, attributes in read.elements for name in attributes if name.startswith("on")
    ]
    source = "".join(file.read_text("utf-8") for file in (ROOT / PACKS[pack]).glob("*.yaml"))
    codes = [text for text in read.of("code") if ":" not in text]
    assert len(codes) == len(set(codes))
    assert all(f"\n  {code}:\n" in source for code in codes)
    assert len(codes) == source.count("\n    requires:")


def test_what_a_pack_writes_is_text_on_the_page(own: Path, capsys: Output) -> None:
    """In HTML and in Markdown, where a bar would end a table's cell too."""
    html = page(capsys, str(own), "--format", "html")
    assert "<h1>Egna &lt;b&gt;regler&lt;/b&gt;</h1>" in html
    assert "<li>en plan &lt;finns&gt;: <strong>Uppfyllt</strong>" in html
    rendered = MarkdownIt("gfm-like", {"linkify": False}).render(
        page(capsys, str(own), "--format", "md")
    )
    assert "<h1>Egna &lt;b&gt;regler&lt;/b&gt;</h1>" in rendered
    assert "<summary>2 testfall</summary>" in rendered
    assert "<li>en plan &lt;finns&gt;: <strong>Uppfyllt</strong>" in rendered
    assert '<a href="#k-plan">K1 En plan finns | alltid</a>' in rendered
    assert (
        "<strong>Krav:</strong> Det finns minst ett dokument som har status beslutad." in rendered
    )


def test_the_same_pack_gives_the_same_page(capsys: Output) -> None:
    """By its folder or by its name; a folder's name comes first, a pack's is the default."""
    named = page(capsys, "brottsforebyggande", "--format", "md")
    assert named == page(capsys, str(ROOT / "rules"), "--format", "md")
    assert named == page(capsys, "--format", "md")


def test_what_is_no_pack_is_refused(own: Path, capsys: Output) -> None:
    """Neither a name of no pack, told with the one that was meant, nor an unsound pack is read."""
    assert run(["rules", "brottsförebyggande"]) == 3
    assert "help: write 'brottsforebyggande'" in capsys.readouterr().err
    assert run(["rules", "x"]) == 3
    assert "name a folder, or one of: brottsforebyggande" in capsys.readouterr().err
    (own / "body.test.yaml").write_text("cases: {a: {expect: {plam: met}}}", "utf-8")
    (own / "more.test.yaml").write_text("cases: [a]", "utf-8")
    assert run(["rules", str(own)]) == 3
    told = capsys.readouterr()
    assert told.out == ""
    assert "help: write 'plan'" in told.err
    assert "help: write a mapping from names to cases" in told.err
    assert "error: the tests in" in told.err
    (own / "more.yaml").write_text("criteria: {x: {title: X}}", "utf-8")
    assert run(["rules", str(own)]) == 3
    told = capsys.readouterr()
    assert told.out == ""
    assert "'x' lacks 'requires'" in told.err
    assert "are not sound" in told.err
