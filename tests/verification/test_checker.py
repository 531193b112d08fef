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
from auditcheck.language.references import conditions_of
from auditcheck.model.conditions import Compare, FieldTest
from auditcheck.model.evidence import Evidence
from auditcheck.model.results import At, Inputs
from auditcheck.proving.cases import open_suite
from auditcheck.proving.running import result_of, run_case
from auditcheck.verification.checking import differences
from auditcheck.verification.comparing import Difference
from engine.test_laws import lawful
from small import AUDIT, HEAD, SCALE, SOURCES, VOCABULARY, evaluated, joined, questions_for
from strategies import Case, cases
from variants import ROOT, Data as Sections, variant
from verification.made import AUDITS, Data, data_in, result

HERE = At("x.yaml", 1, 1)


def found(plain: Data, evidence: Any = None, rules: Any = None) -> list[Difference]:
    """The differences, at most a few."""
    return list(differences(plain, evidence, rules))[:5]


def plain_of(evaluation: Evaluation) -> Data:
    """An evaluation's result, as it would be kept."""
    places = defaultdict(lambda: HERE)
    plain: Data = json.loads(as_json(make_result(evaluation, Inputs((), ()), places, places, ())))
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


@lawful(80)
@given(cases())
def test_any_audit_holds(case: Case) -> None:
    """Of random small packs and audits the traces bear out all that was made of them."""
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
    named = Evidence(audit, evidence.as_of, kinds, evidence.collecting)
    plain = plain_of(evaluate(compile_pack(case.pack), named))
    assert found(plain) == []


RULES = """
parameters: {limit: {2023-01-01: 5, 2024-01-01: 7}, word: utkast}
selections:
  plans: {of: documents, where: {type: plan}}
  decided-plans: {of: plans, has: {status: beslutad}}
authorities: {law: {title: L, kind: statute, in_force: 2023-07-01}}
criteria:
  some: {title: T, requires: {some: decided-plans, has: {contains: {includes: [mål, orsaker]}}}}
  every: {title: T, requires: {every: plans, has: {updated: {within: 1 year}}}}
  no: {title: T, requires: {no: plans, has: {valid.until: {before: $as_of}}}, evidence: documentary}
  count: {title: T, requires: {count: plans, has: {status: $parameter.word}, is: {between: [1, 2]}}}
  sum: {title: T, requires: {sum: decisions.amount, is: {at_least: $parameter.limit}}, evidence: corroborated}
  share: {title: T, requires: {share: plans, has: {contains: orsaker}, is: {at_least: 50 %}}}
  follows: {title: T, requires: {some: plans, has: {based_on: {some: {has: {type: lägesbild}}}}}}
  owned: {title: T, requires: {some: plans, has: {owner: {where: {type: nämnd}}}}}
  latest: {title: T, requires: {every: indicators, has: {series: {latest: {by: year, has: {value: {at_least: $record.target}}}}}}}
  counted: {title: T, requires: {some: plans, has: {presented_to: {count: {where: {to: $body.board}, is: {at_least: 1}}}}}}
  long: {title: T, requires: {some: plans, has: {contains: {count: {at_least: 2}}}}}
  sampled: {title: T, requires: {every: samples, has: {checks.attest: {share: {at_least: 75 %}}}}}
  given: {title: T, requires: {every: plans, has: {owner: {given: true}}}}
  dated: {title: T, requires: {every: decisions, has: {date: {in_period: $period}, amount: {above: {parameter: limit, on: date}}}}}
  spans: {title: T, requires: {some: plans, has: {valid: {overlaps: {from: 2023-06-01, until: $as_of}}}}}
  worded: {title: T, requires: {some: plans, has: {title: {contains_text: TRYGG}, status: {is_not: utkast}}}}
  steered: {title: T, requires: {finding: styrning}}
  about: {title: T, requires: {finding: uppföljning, about: {where: {type: plan}}, any_about: true, at_least: partly}}
  both: {title: T, requires: {all: [{criterion: some}, {not: {criterion: late}}, {any: [{criterion: steered, at_least: partly}, {question: rest.a, reaches: Ja}]}]}}
  several: {title: T, requires: {at_least: 2, of: [{criterion: some}, {criterion: every}, {criterion: late}]}}
  late: {title: T, authority: law, due: 2025-01-01, requires: {some: forums}, applies: {criterion: owned}}
  gone: {title: T, repealed: 2024-01-01, requires: {criterion: late}}
  engaged: {title: T, requires: {audit: {plan_year: {at_least: 2023}}}, partly: {some: plans}}
  denied: {title: T, requires: {every: documents, where: {type: [brev, lägesbild]}, has: {status: beslutad}}}
questions:
  q: {asks: Q, essential: [some, every, no, count, sum, share, follows, owned], supporting: [latest, counted, long, sampled], informing: [denied]}
  rest:
    asks: R
    parts:
      a: {essential: [given, dated, spans, worded], levels: {Ja: {essential: 50 %, counting: partly}}}
      b: {essential: [steered, about, both, several, late, gone], levels: {Ja: {essential: 2, criterion: engaged}}}
  unasked: {asks: U, essential: [denied]}
conclusion: {asks: W, levels: {Ja: {parts: half, reaches: Ja}}}
recommendations:
  r: {text: Gör, to: [board], when_not_met: [every, late, steered], or_not_evidenced: true}
"""
ITEMS = """
actors: {b: {name: B, type: nämnd, sources: [talk]}}
documents:
  p: {type: plan, status: beslutad, title: Trygghetsplan, contains: [mål], incomplete: [contains], owner: b, updated: [2023-05], valid: {from: 2022, until: 2024}, based_on: [l], presented_to: [{to: b}, {to: b, date: 2023}], sources: [talk]}
  u: {type: plan, status: utkast, contains: [orsaker, mål], valid: {until: 2023-12}, sources: [talk, minutes]}
  l: {type: lägesbild, sources: [talk]}
decisions:
  d: {body: b, date: 2023-05, amount: 6, sources: [minutes]}
  e: {body: b, date: 2024-02-01, sources: [talk]}
indicators:
  i: {title: I, series: [{year: 2022, value: 1, target: 2}, {year: 2023, value: 3, target: 2}], sources: [talk]}
samples: {s: {topic: inköp, size: 4, checks: {attest: {passed: 3, of: 4}}, sources: [talk]}}
observations:
  o: {topic: styrning, holds: partly, says: S, sources: [talk]}
  n: {topic: uppföljning, about: p, holds: "no", says: S, sources: [talk]}
  m: {topic: uppföljning, about: u, holds: "partly", says: S, sources: [minutes]}
  k: {topic: uppföljning, about: u, holds: "yes", says: S, sources: [minutes]}
absences:
  x: {of: documents, where: {type: brev}, sources: [talk]}
  y: {of: documents, where: {type: lägesbild}, sources: [talk]}
judgements:
  j: {question: q, level: Ja, reason: R, by: Revisor, date: 2024-01-01, until: 2023-12-31}
  h: {question: rest, part: a, level: Nej, reason: R, by: Revisor, date: 2024-01-01}
"""
ENGAGED = """
audit:
  title: T
  subject: {name: S}
  as_of: 2024-03-31
  period: {from: 2023-01-01, until: 2023-12-31}
  plan_year: 2023
  questions: [q, rest]
  bodies: {board: b}
  collecting: COLLECTING
"""


@pytest.mark.parametrize("collecting", ["[documents]", "[decisions, indicators]"])
@pytest.mark.parametrize("policy", ["lowers", "withholds", "favours"])
def test_every_form_is_followed(collecting: str, policy: str) -> None:
    """Conditions of every form, with items that are open, weak, absent and disagreed about."""
    rules = f"{SCALE.replace('}}}', f'}}}}, not_evidenced: {policy}}}')}{RULES}"
    evidence = ITEMS + ENGAGED.replace("COLLECTING", collecting)
    plain = plain_of(evaluated(rules, evidence))
    pack = [each.data for each in joined(rules, HEAD, SCALE, VOCABULARY, questions_for(rules))]
    items = [each.data for each in joined(evidence, AUDIT, SOURCES)]
    assert len({each["outcome"] for each in plain["criteria"].values()}) == 6
    assert found(plain, items, pack) == []
    assert found(plain) == []


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
    assert [each.path for each in found(plain, None, rules)][0] == (
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
    assert [each.path for each in found(plain, folder, rules)] == [
        "criteria.law.extent.requires.candidates",
        "criteria.law.extent.requires.rests_on",
        "criteria.law.extent.rests_on",
    ] or found(plain, folder, rules)


def test_a_trace_of_something_else_is_missed() -> None:
    """A criterion's trace put in another's place, with its outcome, is not what the rules ask."""
    plain = result("huddinge")
    one, other = plain["criteria"]["law.mapping"], plain["criteria"]["law.analysis"]
    for name in ("requires", "outcome", "lowest", "highest", "rests_on"):
        one[name] = other[name]
    assert found(plain, None, data_in(ROOT / "rules"))
