"""Each form of condition, and the item that it asks for."""

import pytest

from auditcheck.files.yaml_out import flow
from auditcheck.language.skeletons import skeletons_of
from auditcheck.model.rules import Pack
from small import pack


def asking(*requires: str) -> Pack:
    """A pack with one criterion for each condition."""
    criteria = [f"  c{n}: {{title: C, requires: {each}}}\n" for n, each in enumerate(requires)]
    return pack("criteria:\n" + "".join(criteria))


def made(*requires: str) -> dict[str, str]:
    """The items as they are written, by id, without what every item has."""
    kinds, _ = skeletons_of(asking(*requires))
    return {
        each.id: flow(each.fields).replace(", sources: [FYLL I]", "")
        for skeletons in kinds.values()
        for each in skeletons
    }


DATE = "FYLL I (ÅÅÅÅ-MM-DD)"
PLAN = "{type: plan}"


@pytest.mark.parametrize(
    ("requires", "items"),
    [
        ("{some: documents, where: {type: plan}}", {"plan": PLAN}),
        (
            "{every: documents, where: {type: plan}, has: {status: beslutad, contains: mål}}",
            {"plan": "{type: plan, status: beslutad, contains: [mål]}"},
        ),
        (
            "{no: documents, where: {type: plan}, has: {status: utkast}}",
            {"plan": '{type: plan, status: "FYLL I (utkast, beslutad, upphävd)"}'},
        ),
        (
            "{not: {some: documents, where: {type: plan}, has: {status: utkast}}}",
            {"plan": '{type: plan, status: "FYLL I (utkast, beslutad, upphävd)"}'},
        ),
        (
            "{no: documents, where: {type: [plan, brev]}, has: {decided.date: {within: 9 days}}}",
            {"dokument": f'{{type: "FYLL I (plan, brev)", decided: {{date: {DATE}}}}}'},
        ),
        (
            "{some: documents, where: {type: plan, decided.by: $body.board}}",
            {
                "board": '{name: FYLL I, type: "FYLL I (nämnd, myndighet)"}',
                "plan-board": "{type: plan, decided: {by: board}}",
            },
        ),
        (
            (
                "{some: documents, where: {type: plan}, has: {valid: {given: true}, "
                "contains: {count: {at_least: 2}}, updated: {after: 2023-01-01}}}"
            ),
            {
                "plan": f"{{type: plan, valid: {{from: {DATE}, until: {DATE}}}, "
                f'contains: ["FYLL I (mål, orsaker, konsekvenser)"], updated: [{DATE}]}}'
            },
        ),
        (
            (
                "{some: documents, where: {type: plan}, has: {presented_to: {some: {where: "
                "{to: $body.board}}}, based_on: {every: {where: {type: lägesbild}}}}}"
            ),
            {
                "board": '{name: FYLL I, type: "FYLL I (nämnd, myndighet)"}',
                "lagesbild": "{type: lägesbild}",
                "plan": "{type: plan, based_on: [lagesbild], presented_to: [{to: board}]}",
            },
        ),
        (
            (
                "{some: documents, where: {type: plan}, has: {presented_to: "
                "{count: {at_least: 1}}, parties: {count: {at_least: 2}}}}"
            ),
            {"plan": "{type: plan, parties: [FYLL I], presented_to: [{to: FYLL I}]}"},
        ),
        (
            (
                "{some: forums, where: {level: strategisk}, has: {led_by: {where: "
                "{side: kommunen}}, members: {no: {has: {leading: true}}}}}"
            ),
            {
                "aktor-kommunen": '{name: FYLL I, type: "FYLL I (nämnd, myndighet)", '
                "side: kommunen}",
                "forum-strategisk": "{name: FYLL I, level: strategisk, led_by: aktor-kommunen, "
                'members: [{actor: FYLL I, leading: "FYLL I (true, false)"}]}',
            },
        ),
        (
            (
                "{every: indicators, where: {topic: trygghet}, has: {series: {latest: "
                "{by: year, has: {value: {at_least: $record.target}}}}}}"
            ),
            {
                "indikator-trygghet": "{title: FYLL I, topic: trygghet, "
                "series: [{year: FYLL I, value: FYLL I}]}"
            },
        ),
        (
            (
                "{some: samples, where: {topic: inköp}, has: {checks.attest: {share: "
                "{at_least: 75 %}}}}"
            ),
            {
                "stickprov-inkop": "{topic: inköp, size: FYLL I, checks: {attest: "
                "{passed: FYLL I, partly: FYLL I, of: FYLL I}}}"
            },
        ),
        (
            "{some: samples, where: {topic: inköp}, has: {checks: {given: true}}}",
            {
                "stickprov-inkop": "{topic: inköp, size: FYLL I, checks: {FYLL I: "
                "{passed: FYLL I, partly: FYLL I, of: FYLL I}}}"
            },
        ),
        (
            "{sum: decisions.amount, where: {about: inköp}, is: {at_least: 5}}",
            {"beslut-inkop": f"{{body: FYLL I, date: {DATE}, about: [inköp], amount: FYLL I}}"},
        ),
        (
            "{finding: styrning, about: {where: {type: plan}}}",
            {
                "plan": PLAN,
                "iakttagelse-styrning": "{topic: styrning, about: plan, "
                'holds: "FYLL I (yes, partly, no)", says: FYLL I}',
            },
        ),
        ("{audit: {plan_year: {at_least: 2023}}}", {}),
    ],
)
def test_a_condition_asks_for_items(requires: str, items: dict[str, str]) -> None:
    """What it says is there; what it leaves open is blank, in the shape of its field."""
    assert made(requires) == items


def test_what_is_asked_of_one_thing_is_one_item() -> None:
    """Lists are joined, a value takes a blank's place; what cannot be one thing is two."""
    contains = "{{some: documents, where: {{type: plan}}, has: {{contains: {}}}}}"
    decided = "{some: documents, where: {type: plan}, has: {status: beslutad}}"
    draft = "{some: documents, where: {type: plan}, has: {status: utkast}}"
    given = "{some: documents, where: {type: plan}, has: {status: {given: true}}}"
    asked = (given, contains.format("mål"), contains.format("orsaker"), decided, draft)
    assert made(*asked) == {
        "plan": "{type: plan, status: beslutad, contains: [mål, orsaker]}",
        "plan-2": "{type: plan, status: utkast}",
    }
    kinds, _ = skeletons_of(asking(*asked))
    assert [list(each.asked_by) for each in kinds["documents"]] == [
        ["c0", "c1", "c2", "c3"],
        ["c4"],
    ]


def test_what_says_nothing_of_which_is_not_joined() -> None:
    """Two criteria that ask for a forum may ask for two."""
    board = "{some: forums, has: {level: strategisk}}"
    assert list(made(board, "{criterion: c0}", "{some: forums}")) == ["forum", "forum-2"]


def test_facts_of_the_engagement_are_given_apart() -> None:
    """They are the audit's own fields."""
    _, facts = skeletons_of(asking("{audit: {plan_year: {at_least: 2023}}}"))
    assert facts == {"plan_year": "FYLL I"}
