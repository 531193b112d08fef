"""What became of everything: the closed set of changes, alignment, facts."""

from dataclasses import replace
from itertools import product

import pytest

from auditcheck.engine.following.audits import Given, follow
from auditcheck.engine.following.standing import Stand, compared
from auditcheck.model.differences import Change
from followed import (
    OUTCOMES,
    PLAIN,
    RENAMED,
    RULES,
    every,
    followed,
    given,
    kept,
    named,
    step_of,
)

N, P, M, E, A = "not met", "partly met", "met", "not evidenced", "not applicable"
CHANGES: dict[tuple[str, str], Change] = {
    (N, N): "remaining", (P, P): "remaining", (M, M): "still met",
    (N, P): "partly", (N, M): "mended", (P, M): "mended",
    (M, P): "worse", (M, N): "worse", (P, N): "worse",
    (E, E): "as before", (A, A): "as before",
    (A, N): "new demand", (A, P): "new demand", (A, M): "new demand", (A, E): "new demand",
    (N, A): "withdrawn", (P, A): "withdrawn", (M, A): "withdrawn", (E, A): "withdrawn",
    (E, N): "not comparable", (E, P): "not comparable", (E, M): "not comparable",
    (N, E): "not comparable", (P, E): "not comparable", (M, E): "not comparable",
}  # fmt: skip


@pytest.mark.parametrize(("then", "now"), [*product(OUTCOMES, OUTCOMES)])
def test_a_criterion(then: str, now: str) -> None:
    """Every outcome with every other has its one word."""
    told = step_of(given(RULES, OUTCOMES[then]), given(RULES, OUTCOMES[now])).criteria[0]
    assert (told.then, told.now, told.change) == (then, now, CHANGES[then, now])
    plain = told.change in ("mended", "partly", "worse", "remaining", "still met", "as before")
    assert (told.why is None) == plain


def test_why_it_is_not_better_or_worse() -> None:
    """The time and the reason are named."""

    def why(then: str, now: str) -> str | None:
        return step_of(given(RULES, OUTCOMES[then]), given(RULES, OUTCOMES[now])).criteria[0].why

    assert why(E, N) == "not evidenced then"
    assert why(M, E) == "not evidenced now"
    assert why(A, M) == "not applicable then"
    assert why(M, A) == "not applicable now"


@pytest.mark.parametrize(("then", "now"), [*product(OUTCOMES, OUTCOMES)])
def test_a_recommendation(then: str, now: str) -> None:
    """It goes by what became of the criterion, and is told only where it is made."""
    found = step_of(given(RULES, OUTCOMES[then]), given(RULES, OUTCOMES[now])).recommendations
    short = {N, P}
    if not short & {then, now}:
        assert found == ()
        return
    (told,) = found
    assert (told.then is not None, told.now is not None) == (then in short, now in short)
    assert told.change == CHANGES[then, now]


def test_a_part_goes_by_its_level() -> None:
    """Up to the top is mended, up to less is partly; the judgement's level is what counts."""
    judged = "\njudgements: {j: {question: q, level: Delvis, reason: R, by: B, date: 2024-01-01}}"

    def change(then: str, now: str) -> Change:
        return step_of(given(RULES, then), given(RULES, now)).parts[0].change

    assert change(OUTCOMES[N], OUTCOMES[P]) == "partly"
    assert change(OUTCOMES[P], OUTCOMES[M]) == "mended"
    assert change(OUTCOMES[P], OUTCOMES[P]) == "remaining"
    assert change(OUTCOMES[M], OUTCOMES[M]) == "still met"
    assert change(OUTCOMES[M], OUTCOMES[M] + judged) == "worse"
    assert change(OUTCOMES[N], OUTCOMES[N] + judged) == "partly"


def test_a_recommendation_of_several_criteria() -> None:
    """Better in one: partly. Worse in one: worse. Both: it remains."""
    rules = """
criteria:
  a: {title: A, requires: {some: documents, where: {type: plan}, has: {status: beslutad}}}
  b: {title: B, requires: {some: documents, where: {type: brev}, has: {status: beslutad}}}
recommendations: {r: {text: R, when_not_met: [a, b]}}
"""

    def audit(plan: str, letter: str) -> Given:
        rest = "sources: [minutes]"
        return given(
            rules,
            f"documents: {{a: {{type: plan, status: {plan}, {rest}}}, "
            f"b: {{type: brev, status: {letter}, {rest}}}}}",
        )

    yes, no = "beslutad", "utkast"

    def change(then: Given, now: Given) -> Change:
        return step_of(then, now).recommendations[0].change

    assert change(audit(no, no), audit(yes, no)) == "partly"
    assert change(audit(yes, no), audit(no, no)) == "worse"
    assert change(audit(yes, no), audit(no, yes)) == "remaining"
    assert change(audit(no, no), audit(yes, yes)) == "mended"
    assert change(audit(yes, yes), audit(no, yes)) == "worse"


def test_a_recommendation_that_the_rules_no_longer_make() -> None:
    """The shortcoming is there: withdrawn is not mended; and the other way, a new demand."""
    without = RULES.replace("recommendations:\n  r: {text: R, when_not_met: [c]}\n", "")
    made, unmade = given(RULES, OUTCOMES[N]), given(without, OUTCOMES[N])
    gone = step_of(made, unmade).recommendations[0]
    assert (gone.change, gone.why) == ("withdrawn", "not recommended now")
    new = step_of(unmade, made).recommendations[0]
    assert (new.change, new.why) == ("new demand", "not recommended then")


def test_what_is_renamed_is_the_same() -> None:
    """Then and now stand beside each other under the new name; backwards, too."""
    old, new = given(PLAIN, OUTCOMES[N]), given(RENAMED, OUTCOMES[M])
    step = step_of(old, new)
    for found, name, was in (
        (step.parts, "asked", "q"), (step.criteria, "better", "c"),
        (step.recommendations, "advice", "r"),
    ):  # fmt: skip
        (told,) = found
        assert told.change == "mended"
        assert (told.name, told.was) == (name, (was,))
        assert [each.factors for each in told.causes] == [("evidence",)]
    back = step_of(new, old)
    assert [each.change for each in every(back)] == ["worse"] * 3
    assert [each.name for each in every(back)] == ["q", "c", "r"]


def test_judgements_and_questions_asked_follow_what_is_renamed() -> None:
    """Crosswise, what was said of a question is said of what it has become."""
    judged = "judgements: {j: {question: %s, level: Ja, reason: R, by: B, date: 2024-01-01}}"
    audit = "audit: {title: T, subject: {name: S}, as_of: 2024-03-31, questions: [%s]}\n"
    old = given(PLAIN, audit % "q" + OUTCOMES[N] + "\n" + judged % "q")
    new = given(RENAMED, audit % "asked" + OUTCOMES[N])
    (part,) = step_of(old, new).parts
    assert (part.change, part.then, part.now) == ("worse", "Ja", "Nej")
    assert [each.factors for each in part.causes] == [("judgement",)]


def test_a_judgement_of_what_the_other_rules_do_not_have_counts_for_nothing_there() -> None:
    """Another scale, or no such question: the mix is evaluated all the same."""
    judged = "\njudgements: {j: {question: q, level: Delvis, reason: R, by: B, date: 2024-01-01}}"
    other = PLAIN.replace("q: {asks", "z: {asks")
    step = step_of(given(RULES, OUTCOMES[N] + judged), given(other, OUTCOMES[N]))
    assert {each.name: each.change for each in step.parts} == {
        "z": "new demand",
        "q": "withdrawn",
    }
    assert all(each.causes for each in step.parts)


def test_parts_are_followed_with_their_question() -> None:
    """A part whose question was renamed, one renamed in it, and one from another question."""
    criteria = "criteria:\n" + "\n".join(
        f"  {name}: {{title: T, requires: {{some: documents, where: {{type: plan}}}}}}"
        for name in ("one", "two", "three")
    )
    old = (
        criteria
        + """
questions:
  q: {asks: Q, parts: {a: {essential: [one]}, b: {essential: [two]}}}
  z: {asks: Z, parts: {c: {essential: [three]}, d: {essential: [one]}}}
"""
    )
    new = (
        criteria
        + """
questions:
  n:
    asks: N
    was: q
    parts:
      a: {essential: [one]}
      bb: {was: b, essential: [two]}
      c: {was: z.c, essential: [three]}
  z: {asks: Z, parts: {d: {essential: [one]}}}
"""
    )
    step = step_of(given(old, OUTCOMES[M]), given(new, OUTCOMES[M]))
    assert [(each.name, each.was, each.change) for each in step.parts] == [
        ("n.a", ("q.a",), "still met"),
        ("n.bb", ("q.b",), "still met"),
        ("n.c", ("z.c",), "still met"),
        ("z.d", (), "still met"),
    ]


def test_several_that_became_one_are_not_compared() -> None:
    """Nor one that became several, read backwards; the pack is the cause."""
    both = """
criteria:
  a: {title: A, requires: {some: documents, where: {type: plan}}}
  b: {title: B, requires: {some: documents, where: {type: plan}}}
"""
    one = (
        "criteria: {c: {title: C, was: [a, b], requires: {some: documents, where: {type: plan}}}}"
    )
    old, new = given(both, OUTCOMES[M]), given(one, OUTCOMES[M])
    (told,) = step_of(old, new).criteria
    assert (told.name, told.was, told.change) == ("c", ("a", "b"), "not comparable")
    assert told.why == "joined or divided"
    assert [each.factors for each in told.causes] == [("pack",)]
    (forms,) = step_of(kept(old), kept(new)).criteria  # without evaluating, from the results
    assert forms.causes == told.causes
    (back,) = step_of(new, old).criteria
    assert (back.was, back.change, back.why) == (("c",), "not comparable", "joined or divided")
    assert [each.factors for each in back.causes] == [("pack",)]


def test_levels_of_two_scales_are_not_compared() -> None:
    """Whatever they are called; the same levels by another ladder are."""
    other = PLAIN + "scale: {levels: [Låg, Ja], ladder: {Ja: {essential: all}}}\n"
    told = step_of(given(PLAIN, OUTCOMES[N]), given(other, OUTCOMES[M])).parts[0]
    assert (told.change, told.why) == ("not comparable", "another scale")
    ladder = PLAIN + "scale: {levels: [Nej, Ja], ladder: {Ja: {essential: none}}}\n"
    told = step_of(given(PLAIN, OUTCOMES[N]), given(ladder, OUTCOMES[N])).parts[0]
    assert told.change == "mended"
    assert [each.factors for each in told.causes] == [("pack",)]


def test_what_is_not_asked_is_not_withdrawn() -> None:
    """The rules still demand it, and this audit did not look."""
    two = PLAIN.replace("[c]}}", "[c]}, z: {asks: Z, essential: [d]}}", 1)
    other = "  d: {title: D, requires: {some: documents, where: {type: brev}}}\nquestions"
    two = two.replace("questions", other)
    audit = "audit: {title: T, subject: {name: S}, as_of: 2024-03-31, questions: [z]}\n"
    step = step_of(given(two, OUTCOMES[N]), given(two, audit + OUTCOMES[N]))
    part, criterion = named(step.parts)["q"], named(step.criteria)["c"]
    assert [(e.change, e.why) for e in (part, criterion, step.recommendations[0])] == [
        ("not comparable", "not asked now")
    ] * 3
    assert [each.factors for each in part.causes] == [("evidence",)]
    gone = step_of(given(two, OUTCOMES[N]), given(PLAIN, OUTCOMES[N]))
    assert named(gone.parts)["z"].change == "withdrawn"
    assert named(gone.criteria)["d"].why == "not in the rules now"


def test_what_is_told_before_all() -> None:
    """Other subjects, an earlier day, other packs, nothing that differs."""
    audit = "audit: {title: T, subject: {name: %s, code: '%s'}, as_of: 2024-03-31}\n" + OUTCOMES[N]
    one = given(PLAIN, audit % ("Ena", "0001"))
    assert step_of(one, given(PLAIN, audit % ("Andra", "0001"))).notes == ()
    assert step_of(one, given(PLAIN, audit % ("Ena", "0002"))).notes == ("different subjects",)
    nameless = "audit: {title: T, subject: {name: ' ena '}, as_of: 2024-03-31}\n" + OUTCOMES[N]
    assert "different subjects" not in step_of(one, given(PLAIN, nameless)).notes
    assert step_of(one, given(PLAIN, audit % ("Ena", "0001"))).notes == ("nothing differs",)
    earlier = (audit % ("Ena", "0001")).replace("2024-03-31", "2023-03-31")
    assert step_of(one, given(PLAIN, earlier)).notes == ("not later",)
    other = "pack: {id: other, title: P, version: 1.0.0}\n" + PLAIN
    assert "different packs" in step_of(one, given(other, audit % ("Ena", "0001"))).notes


TWO_DRAFTS = """documents:
  a: {type: plan, status: utkast, sources: [minutes]}
  b: {type: plan, status: utkast, sources: [minutes]}
"""


def test_the_facts_behind_a_change() -> None:
    """New, changed and gone, of what the outcome rests on; the same is not told."""
    then = TWO_DRAFTS
    now = then.replace(
        "a: {type: plan, status: utkast", "c: {type: plan, status: beslutad"
    ).replace("b: {type: plan,", "b: {type: plan, title: B,")
    told = step_of(given(PLAIN, then), given(PLAIN, now)).criteria[0]
    assert [(fact.item, fact.change, fact.fields) for fact in told.facts] == [
        ("c", "new", ()), ("b", "changed", ("title",)), ("a", "gone", ()),
    ]  # fmt: skip
    moved = given(PLAIN, then), given(PLAIN, then.replace("[minutes]", "[talk, minutes]", 1))
    told = step_of(*moved).criteria[0]
    assert [(fact.item, fact.fields) for fact in told.facts] == [("a", ("sources",))]


def test_the_public_comparison_names_nothing_hidden() -> None:
    """What is hidden on either side is no fact; the changes are the same."""
    then = TWO_DRAFTS
    now = then.replace("utkast", "beslutad").replace("b: {type", "b: {confidential: true, type")
    audits = given(PLAIN, then), given(PLAIN, now)
    whole, _ = follow(audits)
    public, results = follow(audits, public=True)
    assert {fact.item for each in every(whole.steps[0]) for fact in each.facts} == {"a", "b"}
    assert {fact.item for each in every(public.steps[0]) for fact in each.facts} == {"a"}
    assert [(e.name, e.change, e.causes) for e in every(whole.steps[0])] == [
        (e.name, e.change, e.causes) for e in every(public.steps[0])
    ]
    assert "b" not in results[1].items
    was_public = kept(Given(results[1]))
    facts = [fact for each in every(step_of(audits[0], was_public)) for fact in each.facts]
    assert ("b", "not shown") in [(fact.item, fact.change) for fact in facts]


def test_standings_that_no_rules_bring_together() -> None:
    """Not asked goes before not demanded; answered in prose is no level."""
    unasked, unexamined = Stand("unasked", "not in the rules"), Stand("unexamined", "not asked")
    prose, silent = Stand("open", "answered in prose"), Stand("open", "not evidenced")
    assert compared(unasked, unexamined) == ("not comparable", "not asked now")
    assert compared(unexamined, unasked) == ("not comparable", "not asked then")
    assert compared(prose, silent) == ("not comparable", "answered in prose then")
    assert compared(prose, prose) == ("as before", None)
    assert compared(unasked, prose) == ("new demand", "not in the rules then")


def test_results_that_name_what_they_do_not_hold() -> None:
    """Somebody else's may; what is not there is told of as not there."""
    old, new = given(RULES, OUTCOMES[N]), given(RULES, OUTCOMES[M])
    (made,) = old.result.recommendations
    forged = replace(
        old.result,
        recommendations=(replace(made, because_of=("nobody",)),),
        criteria={
            name: replace(each, rests_on=("nothing",))
            for name, each in old.result.criteria.items()
        },
    )
    found = followed(Given(forged), kept(new))
    (told,) = found.steps[0].recommendations
    assert (told.change, told.criteria) == ("withdrawn", ())
    assert [fact.item for fact in found.steps[0].criteria[0].facts] == ["p"]
    assert found.history[0].years[0].outcomes == {}
