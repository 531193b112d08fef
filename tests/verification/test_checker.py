"""The checker agrees with the engine wherever both are asked, and follows each form by itself."""

import json
from collections import defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, given

from auditcheck.cli.opening import as_json
from auditcheck.engine.evaluate import Evaluation, evaluate
from auditcheck.engine.program import compile_pack
from auditcheck.engine.result import make_result
from auditcheck.engine.suspects import Reviewed
from auditcheck.language.references import conditions_of
from auditcheck.model.assessments import At
from auditcheck.model.conditions import Compare, FieldTest
from auditcheck.model.evidence import Evidence
from auditcheck.model.results import Inputs
from auditcheck.proving.cases import open_suite
from auditcheck.proving.running import result_of, run_case
from auditcheck.verification.checking import differences
from auditcheck.verification.comparing import Difference
from engine.test_laws import lawful
from small import AUDIT, HEAD, SCALE, SOURCES, VOCABULARY, evaluated, joined, questions_for
from strategies import Case, cases
from variants import ROOT, variant
from variants import Data as Sections
from verification.made import AUDITS, Data, data_in, result

FORMS = Path(__file__).parent / "forms"
HERE = At("x.yaml", 1, 1)


def found(plain: Data, evidence: Any = None, rules: Any = None) -> list[Difference]:
    """The differences, at most a few."""
    return list(differences(plain, evidence, rules))[:5]


def plain_of(evaluation: Evaluation) -> Data:
    """An evaluation's result, as it would be kept."""
    places: dict[str, At] = defaultdict(lambda: HERE)
    plain: Data = json.loads(
        as_json(make_result(evaluation, Inputs((), (), ()), places, places, (), Reviewed()))
    )
    return plain


@pytest.mark.parametrize("name", AUDITS)
@pytest.mark.parametrize("with_evidence", [True, False])
@pytest.mark.parametrize("with_rules", [True, False])
def test_the_shipped_audits_hold(name: str, with_evidence: bool, with_rules: bool) -> None:
    """With whatever it is given, it finds nothing in a result that is as it was made."""
    folder, rules = (data_in(each) for each in AUDITS[name])
    given_ = (folder if with_evidence else None, rules if with_rules else None)
    assert found(result(name), *given_) == []


@pytest.mark.parametrize("folder", ["rules", "packs/internkontroll"])
def test_the_cases_of_the_packs_hold(folder: str) -> None:
    """Every sixth case beside the rules: engine and checker say the same of it."""
    suite = open_suite(ROOT / folder, folder)
    assert suite.pack is not None
    program = compile_pack(suite.pack)
    rules = [dict(each.data) for each in suite.rules]
    seen = 0
    for case in suite.cases[::6]:
        made = result_of(run_case(program, case), suite.rules)
        if made is not None:
            seen += 1
            assert found(json.loads(as_json(made)), None, rules) == [], case.name
    assert seen > 12


def asks_twice(node: Any) -> bool:
    """Whether a number is asked for twice by one operator, which no file can say."""
    if isinstance(node, FieldTest):
        return asks_twice(node.matchers)
    if not isinstance(node, tuple):
        return False
    operators = [each.operator for each in node if isinstance(each, Compare)]
    return len(operators) > len({*operators}) or any(map(asks_twice, node))


def sayable(case: Case) -> Evidence:
    """The case's evidence with all that words are made of; of packs that a file can hold."""
    written = [c for each in case.pack.criteria.values() for c in conditions_of(each)]
    assume(not any(map(asks_twice, written)))
    evidence = case.evidence
    always = {"judgements": {"reason": "R", "by": "Revisor", "date": "2024-01-01"}}
    kinds = {
        kind: {
            id_: replace(item, fields={"name": id_, **always.get(kind, {}), **item.fields})
            for id_, item in of.items()
        }
        for kind, of in evidence.kinds.items()
    }
    audit = {**evidence.audit, "subject": {"name": "S"}, "collecting": (*evidence.collecting,)}
    return Evidence(audit, evidence.as_of, kinds, evidence.collecting)


@lawful(80)
@given(cases())
def test_any_audit_holds(case: Case) -> None:
    """Of random small packs and audits the traces bear out all that was made of them."""
    plain = plain_of(evaluate(compile_pack(case.pack), sayable(case)))
    assert found(plain) == []


@pytest.mark.parametrize("collecting", ["[documents]", "[decisions, indicators]"])
@pytest.mark.parametrize("policy", ["lowers", "withholds", "favours"])
def test_every_form_is_followed(collecting: str, policy: str) -> None:
    """Conditions of every form, with items that are open, weak, absent and disagreed about."""
    scale = SCALE.replace("}}}", f"}}}}, not_evidenced: {policy}}}")
    rules = f"{scale}{(FORMS / 'rules.yaml').read_text('utf-8')}"
    evidence = (FORMS / "evidence.yaml").read_text("utf-8").replace("COLLECTING", collecting)
    plain = plain_of(evaluated(rules, evidence))
    pack = [each.data for each in joined(rules, HEAD, SCALE, VOCABULARY, questions_for(rules))]
    items = [each.data for each in joined(evidence, AUDIT, SOURCES)]
    assert len({each["outcome"] for each in plain["criteria"].values()}) == 6
    assert found(plain, items, pack) == []
    assert found(plain) == []
    assert plain["renamed"] == {
        "criteria": {"some": ["any", "one"]},
        "questions": {"rest": ["the-rest", "others"]},
        "parts": {
            "rest.a": ["the-rest.a", "others.a"],
            "rest.b": ["rest.bb", "the-rest.b", "the-rest.bb", "others.b", "others.bb", "q.b"],
        },
        "recommendations": {"r": ["do"]},
    }
    for section, names in plain["renamed"].items():
        for was in names.values():
            was.append("other")
            assert [each.path for each in found(plain, items, pack)] != [], section
            was.pop()
    del plain["renamed"]
    assert found(plain, items, pack) != []


def test_traces_of_very_many_are_followed(tmp_path: Path) -> None:
    """What is told only by its ids is made anew too, and a change in it is found."""

    def many(data: Sections) -> None:
        for n in range(220):
            data["documents"][f"x-{n}"] = {
                "type": "lägesbild", "contains": ["analys"] if n % 3 else ["kartläggning"],
                "presented_to": [{"to": "kommunstyrelsen", "date": "2024-01"}] * (n % 4),
                "sources": ["interviews"],
            }  # fmt: skip
            data["observations"][f"o-{n}"] = {
                "topic": "sammanhållen styrning", "holds": ["yes", "no"][n % 2], "says": "x",
                "sources": ["interviews"],
            }  # fmt: skip
        data["documents"]["x-1"]["presented_to"] *= 500

    text = as_json(variant(tmp_path / "many", many))
    plain, rules = json.loads(text), data_in(ROOT / "rules")
    assert found(plain, data_in(tmp_path / "many"), rules) == []
    assert found(plain) == []
    rest = plain["criteria"]["law.mapping"]["requires"]["rest"]
    moved = rest[0]["ids"].pop()
    assert next(each.path for each in found(plain, None, rules)) == (
        "criteria.law.mapping.requires.candidates"
    )
    rest.append({"concerned": "true", "holds": "true", "number": 1, "ids": [moved]})
    rest[0]["number"] -= 1
    assert found(plain, None, rules)


def test_an_item_left_out_is_missed() -> None:
    """A trace that is consistent without an item that concerns it is not what the rules ask."""
    folder, rules = (data_in(each) for each in AUDITS["huddinge"])
    plain = result("huddinge")
    trace = plain["criteria"]["law.extent"]["requires"]
    gone = trace["candidates"].pop()["id"]
    trace["rests_on"].remove(gone)
    plain["criteria"]["law.extent"]["rests_on"].remove(gone)
    paths = [each.path for each in found(plain, folder, rules)]
    assert "criteria.law.extent.requires.candidates" in paths
    assert "criteria.law.extent.rests_on" in paths


def test_a_trace_of_something_else_is_missed() -> None:
    """A criterion's trace put in another's place, with its outcome, is not what the rules ask."""
    plain = result("huddinge")
    one, other = plain["criteria"]["law.mapping"], plain["criteria"]["law.analysis"]
    for name in ("requires", "outcome", "lowest", "highest", "rests_on"):
        one[name] = other[name]
    assert found(plain, None, data_in(ROOT / "rules"))
