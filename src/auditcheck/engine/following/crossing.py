"""Two audits evaluated crosswise: the evidence of one with the day or the rules of the other.

Evidence that was written for other rules is taken as it is: a word that these rules do not have is
one that they do not ask for. Judgements and the questions asked follow what has been renamed; a
judgement of a part or a level that these rules do not have does not count.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from auditcheck.engine.aligning import pairs, renamed_in
from auditcheck.engine.evaluate import evaluate
from auditcheck.engine.program import Program
from auditcheck.engine.result import make_result
from auditcheck.engine.suspects import Reviewed
from auditcheck.model.assessments import At
from auditcheck.model.differences import Factor
from auditcheck.model.evidence import Evidence, Fields, Item
from auditcheck.model.results import Inputs, Result
from auditcheck.model.rules import Pack

_NOWHERE = At("", 1, 1)


class Side(NamedTuple):
    """One audit: what it is evaluated from."""

    evidence: Evidence
    program: Program


class Crossing:
    """Every audit that can be made of two, each evaluated when it is first asked for."""

    def __init__(self, old: Side, new: Side) -> None:
        self._sides = (old, new)
        self._known: dict[frozenset[Factor], Result] = {}
        packs = old.program.pack, new.program.pack
        self._names = _renaming(*packs), _renaming(*reversed(packs))

    def result(self, newer: Iterable[Factor]) -> Result:
        """The old audit with these factors of the new one."""
        taken = frozenset(newer)
        if taken not in self._known:
            self._known[taken] = self._evaluated(taken)
        return self._known[taken]

    def _evaluated(self, newer: frozenset[Factor]) -> Result:
        def side(factor: Factor) -> Side:
            return self._sides[factor in newer]

        program = side("pack").program
        evidence, judged = side("evidence").evidence, side("judgement").evidence
        away = self._names["pack" not in newer]  # from the other side's rules to these
        at_home = side("evidence") is side("pack")
        audit = evidence.audit if at_home else _moved_audit(evidence, away)
        judgements = {
            item.id: item
            for each in judged.of("judgements")
            for item in _fitting(
                each, program.pack, {} if judged is side("pack").evidence else away
            )
        }
        mixed = replace(
            evidence,
            audit=audit,
            as_of=side("date").evidence.as_of,
            kinds={**evidence.kinds, "judgements": judgements},
        )
        evaluation = evaluate(program, mixed)
        items = dict.fromkeys((*mixed.items, *mixed.whole.items), _NOWHERE)
        criteria = dict.fromkeys(evaluation.criteria, _NOWHERE)
        return make_result(evaluation, Inputs((), (), ()), items, criteria, (), Reviewed())


def _renaming(old: Pack, new: Pack) -> Mapping[str, str]:
    """What the questions and parts of one pack are called in the other, where otherwise."""
    was = renamed_in(old), renamed_in(new)
    found = chain(
        pairs(old.questions, new.questions, was[0].questions, was[1].questions),
        pairs(_parts(old), _parts(new), was[0].parts, was[1].parts),
    )
    return {name: pair.new[0] for pair in found for name in pair.old if pair.new}


def _parts(pack: Pack) -> Iterable[str]:
    for question in pack.questions.values():
        for part in question.parts:
            yield f"{question.id}.{part.id}".removesuffix(".")


def _moved_audit(evidence: Evidence, names: Mapping[str, str]) -> Fields:
    asked = evidence.audit.get("questions")
    if not isinstance(asked, tuple):
        return evidence.audit
    return {**evidence.audit, "questions": tuple(names.get(str(q), q) for q in asked)}


def _fitting(judgement: Item, pack: Pack, names: Mapping[str, str]) -> Iterable[Item]:
    """The judgement as these rules name its part, if they have the part and the level."""
    fields = judgement.fields
    name = f"{fields['question']}.{fields.get('part', '')}".removesuffix(".")
    question, _, part = names.get(name, name).partition(".")
    known = pack.questions.get(question)
    levels = pack.scales[known.scale].levels if known else ()
    parts = {each.id for each in known.parts} if known else set()
    if part in parts and fields["level"] in levels:
        yield replace(judgement, fields={**fields, "question": question, "part": part})
