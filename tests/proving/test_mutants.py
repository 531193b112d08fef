"""Mutants: what is written otherwise, which the cases notice, which are accepted."""

from pathlib import Path

import pytest

from auditcheck.files.yaml_text import Document
from auditcheck.proving.mutants import Mutants, hunt
from auditcheck.proving.mutations import mutated, mutations_of
from proving.proving import PACK, suite_of
from small import document

THOROUGH = """
as_of: 2024-09-01
evidence:
  documents:
    picture: {type: lägesbild}
    study: {type: plan, status: utkast}
    plan: {type: plan, status: beslutad, based_on: [picture, study]}
    draft: {type: plan, status: utkast, based_on: []}
  observations: {seen: {topic: styrning, holds: 'yes'}}
cases:
  both: {expect: {plan: met, levels: {q: Ja}, conclusion: Ja}}
"""
CONDITIONS = {
    "{some: documents, where: {type: plan}}": [
        "some becomes no", "dropped", "becomes is_not plan",
    ],
    "{every: documents, has: {status: [utkast, beslutad]}}": [
        "every becomes some", "dropped", "utkast dropped", "beslutad dropped", "becomes none_of",
    ],
    "{count: documents, where: {type: plan}, is: {at_least: 2}}": [
        "dropped", "becomes is_not plan", "at_least becomes at_most", "2 becomes 1", "2 becomes 3",
    ],
    "{share: documents, has: {type: plan}, is: {above: 50 %}}": [
        "dropped", "becomes is_not plan", "above becomes below", "50 % becomes 49 %",
        "50 % becomes 51 %",
    ],
    "{all: [{finding: styrning}, {not: {finding: styrning, any_about: true}}]}": [
        "all becomes any", "dropped", "dropped", "dropped",
    ],
    "{at_least: 1, of: [{finding: styrning, at_least: partly}, {finding: styrning}]}": [
        "1 becomes 0", "1 becomes 2", "dropped", "dropped", "dropped",
    ],
    "{finding: styrning, about: {where: {name: A}}}": ["dropped", "becomes is_not A"],
    "{audit: {plan_year: {above: 2020}}}": [
        "above becomes below", "2020 becomes 2019", "2020 becomes 2021",
    ],
    "{some: documents, where: {type: plan}, has: {updated: {within: 2 years}, "
    "owner: {given: true}}}": [
        "some becomes every", "dropped", "becomes is_not plan", "dropped", "dropped",
        "within becomes older_than", "2 years becomes 1 years", "2 years becomes 3 years",
        "dropped", "true becomes false",
    ],
    "{some: forums, has: {members: {every: {where: {leading: true}, has: {role: A}}}}}": [
        "some becomes every", "dropped", "every becomes some", "dropped", "true becomes false",
        "dropped", "becomes is_not A",
    ],
    "{some: forums, has: {members: {count: {where: {leading: true}, is: 2}}}}": [
        "some becomes every", "dropped", "dropped", "true becomes false", "becomes is_not 2",
        "2 becomes 1", "2 becomes 3",
    ],
    "{some: forums, has: {led_by: {where: {name: A}}, tasks: {count: 1}}}": [
        "some becomes every", "dropped", "dropped", "becomes is_not A", "dropped",
        "becomes is_not 1", "1 becomes 0", "1 becomes 2",
    ],
}  # fmt: skip


def said(text: str) -> list[str]:
    """The mutations of a file, as they are said."""
    return [each.said for each in mutations_of([document(text)])]


@pytest.mark.parametrize("condition", CONDITIONS)
def test_the_mutations_of_a_condition(condition: str) -> None:
    """Each thing that could have been written otherwise, in the order of the text."""
    assert said(f"criteria: {{c: {{requires: {condition}}}}}") == CONDITIONS[condition]


def test_the_mutations_of_a_criterion() -> None:
    """Its days, its conditions beside the demand, its demand on evidence."""
    text = """
criteria:
  c:
    due: 2024-07-01
    evidence: documentary
    applies: {finding: a}
    partly: {finding: b}
parameters: {limit: {2020-01-01: 5}, other: 1}
selections: {s: {of: documents, where: {type: plan, status: beslutad}}}
"""
    assert said(text) == [
        "2024-07-01 becomes 2024-06-30", "2024-07-01 becomes 2024-07-02",
        "dropped", "dropped", "dropped",
        "5 becomes 4", "5 becomes 6", "1 becomes 0", "1 becomes 2",
        "dropped", "dropped", "becomes is_not plan", "dropped", "becomes is_not beslutad",
    ]  # fmt: skip


def test_the_mutations_of_ladders_and_groups() -> None:
    """Rungs, quantities, and each criterion that is weighed."""
    text = """
scale: {levels: [A, B], ladder: {B: {essential: all, supporting: half, counting: partly}}}
questions:
  q:
    parts: {p: {essential: [x], supporting: [y], levels: {B: {essential: 2}}}}
conclusion: {levels: {B: {parts: some, reaches: B}}}
"""
    assert said(text) == [
        "dropped", "dropped", "all becomes some", "dropped", "half becomes all", "dropped",
        "x dropped", "y dropped", "dropped", "2 becomes 1", "2 becomes 3",
        "dropped", "some becomes all",
    ]  # fmt: skip


def test_a_mutant_differs_in_one_thing() -> None:
    """The rest of the pack is as it was, and the pack itself is not touched."""
    documents: tuple[Document, ...] = (document(PACK),)
    before = repr(documents[0].data)
    for mutation in mutations_of(documents):
        (changed,) = mutated(documents, mutation)
        assert repr(changed.data) != before
        assert repr(documents[0].data) == before


def test_a_criterion_that_is_not_weighed_informs() -> None:
    """One that nothing used would be refused, so it is moved and not dropped."""
    documents: tuple[Document, ...] = (document(PACK),)
    moved = next(each for each in mutations_of(documents) if each.said == "plan dropped")
    (changed,) = mutated(documents, moved)
    questions = changed.data["questions"]
    assert questions == {
        "q": {"asks": "Styrs arbetet?", "essential": ["steering"], "informing": ["plan"]}
    }


def hunted(folder: Path, tests: str, jobs: int = 1) -> Mutants:
    """What comes of the mutants of the small pack."""
    suite = suite_of(folder, tests)
    assert suite.sound, suite.problems
    seen: list[int] = []
    found = hunt(suite, suite.cases, jobs, lambda n, _: seen.append(n))
    assert seen[-1] == max(seen)
    return found


def names(found: Mutants) -> list[str]:
    """The survivors by place and change."""
    return [f"{each.mutation.at}: {each.mutation.said}" for each in found.survivors]


ONE_CASE = "as_of: 2024-09-01\ncases: {c: {expect: {plan: not evidenced, levels: {q: Nej}}}}"


def test_what_no_case_notices_survives(tmp_path: Path) -> None:
    """A case that expects little lets much pass; each survivor has its line as it is and was."""
    tests = ONE_CASE.replace(", levels: {q: Nej}", "")
    found = hunted(tmp_path, tests)
    assert "criteria/plan/requires/has/status: dropped" in names(found)
    first = next(each for each in found.survivors if each.mutation.said == "some becomes every")
    assert (first.path, first.span.line) == ("rules/pack.yaml", 13)
    assert (first.line, first.instead) == ("some: documents", "every: documents")


def test_what_a_case_notices_does_not(tmp_path: Path) -> None:
    """Cases that tell right from nearly right leave fewer."""
    tests = (
        THOROUGH
        + """
  draft: {set: {documents: {plan: {status: utkast}}}, expect: {plan: not met}}
  one: {set: {observations: {seen: {holds: 'no'}}}, expect: {levels: {q: Delvis}, conclusion: Nej}}
  unbased: {set: {documents: {plan: {based_on: [study]}}}, expect: {plan: not met}}
  none: {remove: {documents: [plan, draft], observations: [seen]}, expect: {plan: not evidenced}}
  early: {as_of: 2024-06-30, remove: {documents: [plan]}, expect: {plan: not yet due}}
  late: {as_of: 2024-07-01, remove: {documents: [plan]}, expect: {plan: not met}}
"""
    )
    found = hunted(tmp_path, tests)
    assert found.number == 14
    assert names(found) == ["conclusion/levels/Ja/parts: all becomes some"]  # of one part the same


def test_acceptances(tmp_path: Path) -> None:
    """One that names a survivor takes it away; one that names none is told."""
    accepted = """
accepted_mutants:
  - {at: criteria/plan/requires/has/status, mutant: dropped, because: B}
  - {at: criteria/plan/requires/where, because: B}
  - {at: criteria/plan/requires/has, mutant: nonsense, because: B}
  - {at: criteria/gone, because: B}
"""
    before, after = hunted(tmp_path, ONE_CASE), hunted(tmp_path, ONE_CASE + accepted)
    assert after.accepted == len(before.survivors) - len(after.survivors) == 2
    assert "criteria/plan/requires/has/status: dropped" not in names(after)
    assert [each.code for each in after.unused] == ["unused-acceptance"] * 2
    assert "'nonsense'" in after.unused[0].message


def test_two_processes_find_the_same(tmp_path: Path) -> None:
    """How the work is spread changes nothing."""
    assert hunted(tmp_path, ONE_CASE, jobs=2) == hunted(tmp_path, ONE_CASE)


WRITTEN = {
    "{some: documents, where: {type: plan}}": ["no", None, "{is_not: plan}"],
    "{audit: {methods: [a, b]}}": [None, None, "{none_of: [a, b]}"],
    "{audit: {period: {given: true}}}": ["false"],
}


@pytest.mark.parametrize("condition", WRITTEN)
def test_what_is_written_instead(condition: str) -> None:
    """As YAML writes it in a line; nothing where something is dropped."""
    mutations = mutations_of([document(f"criteria: {{c: {{requires: {condition}}}}}")])
    assert [each.text for each in mutations] == WRITTEN[condition]


def test_a_level_that_a_criterion_asks_for(tmp_path: Path) -> None:
    """A slip in a ladder is noticed through the criterion that asks for the level."""
    pack = PACK.replace(
        "questions:\n",
        "  level: {title: L, requires: {question: q, reaches: Delvis}}\n"
        "questions:\n  r: {asks: R, essential: [level]}\n",
    )
    case = "{set: {observations: {seen: {holds: 'no'}}}, expect: {level: met}}"
    tests = f"{THOROUGH.partition('cases:')[0]}cases:\n  c: {case}\n"
    suite = suite_of(tmp_path, tests, pack)
    assert suite.sound, suite.problems
    found = hunt(suite, suite.cases, 1, lambda _n, _of: None)
    assert "scale/ladder/Ja: dropped" in names(found)
    assert "criteria/plan/requires/has/status: becomes is_not beslutad" not in names(found)
