"""What is looked at in a pack that loads: cases beside the deliberate faults."""

import pytest

from auditcheck.loading.accepting import told_of_rules
from auditcheck.loading.rule_looks import look_at_rules
from small import HEAD, SCALE, document, pack, remarks

LAW = "authorities: {law: {title: L, kind: policy, in_force: 2020-01-01, repealed: 2025-01-01}}\n"
PLAN, TWO = (
    "{some: documents, where: {type: plan}}",
    "{count: documents, where: {type: plan}, is: %s}",
)
WORDS = "vocabulary: {documents.type: [plan]}\n"
DOUBLE = ("implied-criterion", "contradicting-criteria", "never-met")


def criteria(**requires: str) -> str:
    """Criteria that require so, written with what stands beside it."""
    lines = (f"  {name}: {{title: T, requires: {text}}}" for name, text in requires.items())
    return "criteria:\n" + "\n".join(lines) + "\n"


def question(groups: str) -> str:
    """One question with these groups, and one with levels for all."""
    return f"questions: {{q: {{asks: Q, {groups}}}}}\n"


@pytest.mark.parametrize(
    ("groups", "told"),
    [
        ("essential: [plan, plans]", ["implied-criterion"]),
        ("essential: [plans, plan]", ["implied-criterion"]),
        ("essential: [steered], supporting: [plan, plans]", ["implied-criterion"]),
        ("essential: [plans], supporting: [plan]", ["implied-criterion"]),
        # the basis carries the level, what goes beyond it lifts
        ("essential: [plan], supporting: [plans]", []),
        ("essential: [plans], informing: [plan]", []),
        # what only informs may build on each other
        ("essential: [steered], informing: [plan, plans]", []),
        ("essential: [steered], informing: [plan, same]", ["implied-criterion"]),
        ("essential: [plan, same]", ["implied-criterion"]),
        ("parts: {a: {essential: [plan]}, b: {essential: [plans]}}", []),
        ("parts: {a: {essential: [plan, plans]}, b: {essential: [plans, plan]}}",
         ["implied-criterion"]),
        ("parts: {a: {essential: [plan, none]}, b: {supporting: [none], essential: [plan]}}",
         ["contradicting-criteria"]),
        ("essential: [plan], informing: [none]", []),
        ("essential: [steered], informing: [plan, none]", ["contradicting-criteria"]),
        ("essential: [never, plan, none]", ["never-met", "contradicting-criteria"]),
        ("essential: [never, steered]", ["never-met"]),
    ],
)  # fmt: skip
def test_criteria_that_say_what_others_say(groups: str, told: list[str]) -> None:
    """Told once for each, whatever the order and however many parts have them."""
    written = {
        "plan": PLAN, "plans": TWO % "{at_least: 2}", "same": TWO % "{above: 0}",
        "none": "{no: documents, where: {type: plan}}", "steered": "{finding: styrning}",
        "never": "{all: [{finding: uppföljning}, {not: {finding: uppföljning}}]}",
    }  # fmt: skip
    named = {name: text for name, text in written.items() if name in groups}
    found = remarks(criteria(**named) + question(groups), *DOUBLE)
    assert [code for code, _ in found] == told


def test_the_other_criterion_is_named_with_its_place() -> None:
    """And what stands twice is said to be one thing."""
    rules = criteria(a=PLAN, b=TWO % "{above: 0}")
    text = HEAD + SCALE + WORDS + rules + question("essential: [a, b]")
    read = document(text)
    (found,) = [x for x in look_at_rules(pack(text), [read]) if x.code == "implied-criterion"]
    assert found.message == "'b' and 'a' are met by the same: one thing is asked twice"
    (other,) = found.also
    assert (other.message, other.span) == ("'a' stands here", read.spots.key(("criteria", "a")))


@pytest.mark.parametrize(
    ("beside", "code"),
    [
        ("due: 2019-12-31", "due-out-of-force"),
        ("due: 2020-01-01", ""),
        ("due: 2025-01-01", "due-out-of-force"),
        ("in_force: 2019-12-31", "outside-authority"),
        ("in_force: 2020-01-01", ""),
        ("repealed: 2025-01-01", ""),
        ("repealed: 2025-01-02", "outside-authority"),
    ],
)
def test_days_of_criteria(beside: str, code: str) -> None:
    """Their own against their authority's, the first day in and the last out."""
    written = f"criteria: {{c: {{title: C, authority: law, requires: {PLAN}, {beside}}}}}\n"
    found = remarks(LAW + written, "due-out-of-force", "outside-authority")
    assert [each for each, _ in found] == ([code] if code else [])


@pytest.mark.parametrize(
    ("steps", "told"),
    [("{2020-01-01: 5}", 0), ("{2020-01-02: 5}", 1), ("5", 0),
     ("{2019-01-01: 4, 2020-06-01: 5}", 0)],
)  # fmt: skip
def test_parameters_begin_in_time(steps: str, told: int) -> None:
    """With the first criterion that uses them; where that has no first day, none is missed."""
    uses = "{audit: {plan_year: {above: $parameter.least}}}"
    condition = f"{{all: [{{finding: styrning, about: {{where: {{name: A}}}}}}, {uses}]}}"
    written = (
        f"parameters: {{least: {steps}}}\ncriteria:\n"
        f"  later: {{title: C, authority: law, in_force: 2021-01-01, requires: {uses}}}\n"
        f"  c: {{title: C, authority: law, requires: {condition}}}\n"
    )
    assert len(remarks(LAW + written, "parameter-gap")) == told
    undated = written.replace(" in_force: 2021-01-01,", "").replace("authority: law,", "")
    assert remarks(undated, "parameter-gap") == []


BRIEF = f"criteria: {{c: {{title: C, due: 2021-01-01, repealed: 2021-01-01, requires: {PLAN}}}}}\n"


@pytest.mark.parametrize(
    ("rules", "told"),
    [
        (criteria(c=PLAN), ["no-recommendation"]),
        (criteria(c=PLAN) + "questions: {q: {asks: Q, informing: [c], open: true}}\n", []),
        (criteria(c=PLAN) + "recommendations: {r: {text: R, when_not_met: [c]}}\n", []),
        (criteria(c=PLAN, d="{criterion: c}")
         + "recommendations: {r: {text: R, when_not_met: [d]}}\n", []),
        (criteria(c=PLAN, d="{criterion: c}") + question("essential: [d]")
         + "recommendations: {r: {text: R, when_not_met: [c]}}\n", ["no-recommendation"]),
        (criteria(c=TWO % "{at_least: 0}"), []),
        (f"criteria: {{c: {{title: C, modality: får, requires: {PLAN}}}}}\n"
         + question("essential: [e], informing: [c]").replace("essential: [e], ", "open: true, "),
         []),
        (criteria(c=TWO % "{at_least: 0}")
         + "recommendations: {r: {text: R, when_not_met: [c]}}\n", ["idle-recommendation"]),
        (criteria(c=TWO % "{at_least: 0}")
         + "recommendations: {r: {text: R, when_not_met: [c], or_not_evidenced: true}}\n", []),
        (BRIEF + "recommendations: {r: {text: R, when_not_met: [c]}}\n", ["idle-recommendation"]),
    ],
)  # fmt: skip
def test_recommendations(rules: str, told: list[str]) -> None:
    """What is weighed has one, by itself or by what builds on it; and each can come."""
    found = remarks(rules, "no-recommendation", "idle-recommendation")
    assert [code for code, _ in found] == told


@pytest.mark.parametrize(
    ("to", "requires", "told"),
    [("[board]", "{some: reports, where: {to: $body.board}}", 0),
     ("[bord]", "{some: reports, where: {to: $body.board}}", 1),
     ("[council, board]", "{some: reports, where: {to: $body.board}}", 1),
     ("[board]", PLAN, 0)],
)  # fmt: skip
def test_bodies_that_something_is_recommended_to(to: str, requires: str, told: int) -> None:
    """In a pack that asks about bodies, those are the ones there are."""
    rules = (
        f"{criteria(c=requires)}recommendations: {{r: {{text: R, to: {to}, when_not_met: [c]}}}}"
    )
    assert len(remarks(rules, "unasked-body")) == told


@pytest.mark.parametrize(
    ("words", "told"),
    [("[plan, brev]", 1), ("{plan: En plan, brev: Ett brev, lista: En lista}", 1), ("[plan]", 0),
     ("[plan, a, b, c, d, e, f, g]", 1)],
)  # fmt: skip
def test_words(words: str, told: int) -> None:
    """Once for a field; one of which no word is asked for is there to tell apart."""
    rules = f"{criteria(c=PLAN)}vocabulary: {{documents.type: {words}, forums.tasks: [möte]}}\n"
    assert len(remarks(rules, "unused-word")) == told
    by_parameter = rules.replace("type: plan}", "type: $parameter.word}")
    assert len(remarks(f"{by_parameter}parameters: {{word: plan}}\n", "unused-word")) == told


@pytest.mark.parametrize(("number", "told"), [(100, 99), (101, 0)])
def test_groups_beyond_measure_are_left_alone(number: int, told: int) -> None:
    """Every two of a hundred are compared; of more, none."""
    names = [f"c{n}" for n in range(number)]
    written = criteria(**dict.fromkeys(names, PLAN))
    first, *others = names
    for groups in (
        f"essential: [{', '.join(names)}]",
        f"essential: [{first}], supporting: [{', '.join(others)}]",
    ):
        found = remarks(written + question(groups), "implied-criterion")
        assert len(found) == (told or ("supporting" in groups) * (number - 2))


def test_an_accept_reaches_what_it_stands_in() -> None:
    """Not what stands before it, nor after, with the same code."""
    accept = "accept: [{code: no-authority, because: Så är det.}]"
    rules = criteria(a=PLAN, b=f"{PLAN}, {accept}", c=PLAN)
    read = document(HEAD + SCALE + WORDS + rules + question("essential: [a, b, c]"))
    found, accepted = told_of_rules(pack(read.text), [read], None)
    where = [each.span for each in found if each.code == "no-authority"]
    assert where == [read.spots.key(("criteria", name)) for name in ("a", "c")]
    assert [each.span for each in accepted] == [read.spots.key(("criteria", "b"))]
