"""Why a level is what it is: one sentence for the rung that holds, one for the next above it."""

import tomllib
from dataclasses import replace
from typing import Any

import pytest

from auditcheck.model.assessments import Reach, RungResult
from auditcheck.model.results import Result
from auditcheck.model.truth import Truth
from auditcheck.report import html, markdown
from auditcheck.report.reasons import reason
from auditcheck.report.templates import Texts
from auditcheck.report.view import build
from report.conftest import TEMPLATES

F, U, T = Truth.FALSE, Truth.UNKNOWN, Truth.TRUE
Of = Any  # a group's name


def said(level: str | None, *ladder: RungResult, language: str = "sv") -> str:
    """The reason in words."""
    texts = Texts(tomllib.loads((TEMPLATES / f"texts.{language}.toml").read_text("utf-8")))
    return " ".join(texts.say(each) for each in reason(level, ladder))


def reach(of: Of, needs: str, n: int, size: int, truth: Truth, up_to: str = "met") -> Reach:
    """So many of so many, where nothing is open unless that is why it is unknown."""
    return Reach(of, up_to, needs, n, n + (truth is U), size, truth)


def rung(level: str, truth: Truth, *reached: Reach) -> RungResult:
    """A rung that asks this in words."""
    return RungResult(level, "styrningen är god", truth, reached)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (reach("essential", "all", 4, 4, T), "alla fyra väsentliga kriterier är uppfyllda"),
        (reach("essential", "half", 2, 2, T), "båda de väsentliga kriterierna är uppfyllda"),
        (reach("supporting", "all", 1, 1, T), "det enda stödjande kriteriet är uppfyllt"),
        (reach("essential", "some", 1, 3, T, "partly met"),
         "ett av tre väsentliga kriterier är minst delvis uppfyllt"),
        (reach("essential", "2", 14, 15, T),
         "14 av 15 väsentliga kriterier är uppfyllda (minst två krävs)"),
        (reach("essential", "75 %", 3, 4, T),
         "tre av fyra väsentliga kriterier är uppfyllda (minst 75\u00a0% krävs)"),
        (reach("supporting", "none", 0, 2, T),
         "inget av de två stödjande kriterierna är uppfyllt (inga får vara det)"),
        (reach("parts", "half", 6, 9, T, "Delvis"),
         "sex av nio delfrågor når minst Delvis (minst hälften krävs)"),
        (reach("parts", "all", 1, 1, T, "Delvis"), "den enda delfrågan når minst Delvis"),
    ],
)  # fmt: skip
def test_the_rung_that_holds_gives_its_numbers(given: Reach, words: str) -> None:
    """And how many it asks for, where the numbers do not tell."""
    assert said("Ja", rung("Ja", T, given)) == f"Ja, eftersom {words}."


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (reach("essential", "all", 1, 2, F),
         "Ja nås inte, eftersom bara ett av två väsentliga kriterier är uppfyllt (alla krävs)."),
        (reach("essential", "all", 0, 1, F),
         "Ja nås inte, eftersom det enda väsentliga kriteriet inte är uppfyllt."),
        (reach("supporting", "none", 2, 3, F),
         "Ja nås inte, eftersom två av tre stödjande kriterier är uppfyllda (inga får vara det)."),
        (reach("essential", "all", 1, 2, U),
         ("Om Ja nås går inte att avgöra, eftersom ett av två väsentliga kriterier är uppfyllt, "
          "och fler kan bli det när det som är öppet har klarlagts (alla krävs).")),
        (reach("parts", "all", 0, 0, F, "Ja"), "Ja nås inte, eftersom inget finns att räkna."),
    ],
)  # fmt: skip
def test_the_next_above_says_why_it_is_not_reached(given: Reach, words: str) -> None:
    """Only by the quantities that settle it; those that hold are not its reason."""
    holds = reach("essential", "some", 1, 2, T)
    ladder = (rung("Ja", given.truth, given, holds), rung("Delvis", T, holds))
    assert said("Delvis", *ladder).partition(". ")[2] == words


def test_where_no_rung_holds_the_lowest_one_is_the_reason() -> None:
    """The level at the bottom asks nothing."""
    short = reach("essential", "3", 2, 4, F)
    assert said("Nej", rung("Ja", F, short), rung("Delvis", F, short)) == (
        "Nej, eftersom bara två av fyra väsentliga kriterier är uppfyllda (minst tre krävs). "
        "Det räcker inte till nivån Delvis."
    )


def test_those_at_least_partly_met_are_met_where_all_of_them_are() -> None:
    """Another rung, which counts those that are met, tells; else it is not known."""
    some = reach("essential", "some", 1, 2, T, "partly met")
    as_many = rung("Ja", F, reach("essential", "all", 1, 2, F))
    assert said("Delvis", as_many, rung("Delvis", T, some)).startswith(
        "Delvis, eftersom ett av två väsentliga kriterier är uppfyllt."
    )
    fewer = rung("Ja", F, reach("essential", "all", 0, 2, F))
    assert said("Delvis", fewer, rung("Delvis", T, some)).startswith(
        "Delvis, eftersom ett av två väsentliga kriterier är minst delvis uppfyllt."
    )


def test_all_of_everything_is_said_at_once() -> None:
    """And a group without any criterion that counts is no reason."""
    both = reach("essential", "all", 2, 2, T), reach("supporting", "all", 3, 3, T)
    everything = "Ja, eftersom alla kriterier är uppfyllda, både väsentliga och stödjande."
    assert said("Ja", rung("Ja", T, *both)) == everything
    empty = reach("supporting", "all", 0, 0, T)
    assert said("Ja", rung("Ja", T, both[0], empty)) == (
        "Ja, eftersom båda de väsentliga kriterierna är uppfyllda."
    )
    mixed = replace(both[1], needs="some", least=1)
    assert said("Ja", rung("Ja", T, both[0], mixed)) == (
        "Ja, eftersom båda de väsentliga kriterierna är uppfyllda och ett av tre stödjande "
        "kriterier är uppfyllt."
    )


@pytest.mark.parametrize(
    ("truth", "words"),
    [
        (T, "Ja, eftersom detta gäller: styrningen är god."),
        (U, "Ja, eftersom det är oklart om detta gäller: styrningen är god."),
    ],
)
def test_a_rung_of_a_condition_alone_says_what_it_asks(truth: Truth, words: str) -> None:
    """As the pack puts it; where what is open counts as met, that it is open."""
    assert said("Ja", rung("Ja", truth)) == words
    below = rung("Delvis", T, reach("essential", "some", 1, 2, T))
    assert said("Delvis", rung("Ja", F), below).endswith(
        "Ja nås inte, eftersom detta inte gäller: styrningen är god."
    )


def test_in_english() -> None:
    """The levels stay the pack's own words."""
    ladder = (
        rung("Ja", F, reach("parts", "all", 3, 9, F, "Ja")),
        rung("Delvis", T, reach("parts", "half", 6, 9, T, "Delvis")),
    )
    assert said("Delvis", *ladder, language="en") == (
        "Delvis, because six of nine sub-questions reach at least Delvis (at least half are "
        "required). Ja is not reached, because only three of nine sub-questions reach at least Ja "
        "(all are required)."
    )


def test_without_level_or_ladder_there_is_no_reason() -> None:
    """An open question, or one whose level is withheld."""
    assert said(None, rung("Ja", T)) == said("Ja") == ""


def test_every_number_has_a_word_and_every_form_its_words() -> None:
    """From none to thirteen of thirteen, of each group, in both languages."""
    for language in ("sv", "en"):
        for of, up_to in (("essential", "met"), ("supporting", "partly met"), ("parts", "Ja")):
            for size in range(14):
                for n in range(size + 1):
                    assert said(
                        "Ja", rung("Ja", T, reach(of, "3", n, size, T, up_to)), language=language
                    )


def test_a_judgement_stands_beside_the_reason_for_the_rules_level(result: Result) -> None:
    """The reason is the rules', so it is told as theirs."""
    pages = [form.render(build(result, "sv"), TEMPLATES) for form in (html, markdown)]
    judged = next(p for q in result.questions for p in q.parts if p.judgement)
    assert judged.assessment
    for page in pages:
        assert f"Reglerna ger: {judged.assessment}, eftersom" in page.replace("\u00a0", " ")
