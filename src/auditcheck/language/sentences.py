"""The demand of a criterion as a Swedish sentence, made from the condition tree itself.

Conditions that combine two simple ones are joined by a word, others are a numbered list.
"""

from collections.abc import Mapping
from typing import assert_never

from auditcheck.language.phrases import Phrase, asserts, finished, numbered, things
from auditcheck.language.swedish import (
    DOCUMENT_ENDINGS,
    FULFILLED,
    NOUNS,
    REQUEST,
    Words,
    count,
)
from auditcheck.language.swedish_values import Scope, how_many, measured, words_of
from auditcheck.model.conditions import (
    AuditFact,
    Combined,
    Compare,
    Condition,
    Counted,
    CriterionHolds,
    FieldTest,
    Finding,
    Fixed,
    Negated,
    Quantified,
    Reaches,
    Tests,
)


def demand(condition: Condition, pack_titles: Mapping[str, str]) -> str:
    """One sentence that says what the condition asks.

    `pack_titles` holds the criteria's titles by id, the questions' by `question:ID`, what the
    vocabulary says of topics by `topic:NAME`, and what bodies and parameters are called by
    `body:NAME` and `parameter:NAME`.
    """
    text = finished(_clause(condition, pack_titles).text)
    return f"{text[:1].upper()}{text[1:]}."


def request(kind: str, where: Tests, has: Tests, titles: Mapping[str, str]) -> str:
    """What to ask for, as a noun phrase: `en åtgärdsplan som har status beslutad`."""
    tests = (*where, *has)
    noun = _noun(kind).with_article
    if kind == "documents":
        for test in tests:
            if (named := _document(test)) is not None:
                noun, tests = named, tuple(each for each in tests if each is not test)
                break
    return finished(REQUEST.get(kind, "") + things(noun, tests, Scope(kind, kind, titles)).text)


def claim(named: str, kind: str, tests: Tests, titles: Mapping[str, str]) -> str:
    """That one item, by its name, is what the tests ask; a clause that can follow `att`."""
    text = finished(asserts(named, "det", tests, Scope(kind, kind, titles)).text)
    return f"det {text}" if text.startswith("för ") else text


def _document(test: FieldTest) -> str | None:
    """A type of document as a thing of its own, where its ending tells the article."""
    match test:
        case FieldTest(path=("type",), matchers=(Compare("is", (Fixed(value=str(word)),)),)):
            for article, endings in DOCUMENT_ENDINGS.items():
                if word.endswith(endings):
                    return f"{article} {word}"
            return None
        case _:
            return None


def field_name(kind: str, field: str) -> str:
    """The Swedish name of a field of a kind or of a list's record; dots reach into records."""
    return words_of(kind, tuple(field.split("."))).name


def _noun(kind: str) -> Words:
    return NOUNS.get(kind, NOUNS["bevis"])


def _clause(condition: Condition, titles: Mapping[str, str]) -> Phrase:
    match condition:
        case Quantified():
            return _quantified(condition, titles)
        case Counted():
            return _counted(condition, titles)
        case Finding():
            return _finding(condition, titles)
        case CriterionHolds(criterion=criterion, at_least=degree):
            title = titles.get(criterion, criterion)
            return Phrase(f"kriteriet ”{title}” är {FULFILLED[degree][0]}")
        case Reaches(question=question, part=part, level=level):
            return Phrase(f"{_asked(question, part, titles)} når minst bedömningen ”{level}”")
        case Combined():
            return _combined(condition, titles)
        case Negated(part=part):
            return _negated(part, titles)
        case AuditFact(tests=tests):
            return asserts("granskningen", "den", tests, Scope("audit", "audit", titles))
        case _:
            assert_never(condition)


def _quantified(condition: Quantified, titles: Mapping[str, str]) -> Phrase:
    kind, noun = condition.kind, _noun(condition.kind)
    scope, both = Scope(kind, kind, titles), (*condition.where, *condition.has)
    match condition.quantifier:
        case "some":
            found = things(noun.with_article, both, scope)
            return Phrase(f"det finns minst {found.text}", found.rank)
        case "no":
            found = things(noun.one, both, scope)
            return Phrase(
                f"det finns {'inget' if noun.neuter else 'ingen'} {found.text}", found.rank
            )
        case "every" if not condition.has:  # as `some`: there is one, and nothing is asked of it
            return _clause(condition._replace(quantifier="some"), titles)
        case "every":
            return _every(noun, condition.where, condition.has, scope)
        case _:
            assert_never(condition.quantifier)


def _every(noun: Words, where: Tests, has: Tests, scope: Scope) -> Phrase:
    """`varje … har …, och det finns minst ett`; what exists comes first where that is clearer."""
    found = things(noun.one, where, scope)
    plain = asserts(f"varje {found.text}", "", has, scope)
    article = noun.with_article.partition(" ")[0]
    if found.rank == plain.rank == 0 and plain.text.startswith("varje"):
        return Phrase(f"{plain.text}, och det finns minst {article}", 2)
    such, pronoun = ("sådant", "det") if noun.neuter else ("sådan", "den")
    claim = asserts(f"varje {such} {noun.one}", pronoun, has, scope)
    return Phrase(f"det finns minst {article} {found.text}, och {claim.text}", max(2, claim.rank))


def _counted(condition: Counted, titles: Mapping[str, str]) -> Phrase:
    kind, noun = condition.kind, _noun(condition.kind)
    scope, both = Scope(kind, kind, titles), (*condition.where, *condition.has)
    match condition.measure:
        case "count":
            if (quantity := how_many(condition.matcher, noun)) is not None:
                found = things(quantity, both, scope)
                return Phrase(f"det finns {found.text}", found.rank)
            measure = "antalet"
        case "sum":
            measure = f"summan av {words_of(kind, condition.field).name}"
        case "share":
            of = things(f"alla {noun.many}", condition.where, scope)
            share = measured(condition.matcher, scope, share=True)
            if not condition.has:
                return Phrase(f"andelen är {share} av {of.text}", of.rank)
            claim = asserts(f"{share} av {of.text}", "de", condition.has, scope)
            return Phrase(claim.text, max(of.rank, claim.rank))
        case _:
            assert_never(condition.measure)
    of = things(f"alla {noun.many}", both, scope)
    return Phrase(
        f"{measure} är {measured(condition.matcher, scope)}, räknat på {of.text}", of.rank
    )


def _finding(condition: Finding, titles: Mapping[str, str]) -> Phrase:
    said = titles.get(f"topic:{condition.topic}") or f"ämnet ”{condition.topic}” stämmer"
    that = f"att {said[:1].lower()}{said[1:].removesuffix('.')}"
    if condition.partly_is_enough:
        that = f"att det minst delvis stämmer {that}"
    if condition.where is None and not condition.any_about:
        return Phrase(f"granskningens iakttagelser visar {that}")
    every = "minst ett iakttaget" if condition.any_about else "varje iakttaget"
    about = things(f"{every} bevis", condition.where or (), Scope("bevis", "bevis", titles))
    return Phrase(f"granskningens iakttagelser visar {that}, för {about.text}", about.rank)


def _asked(question: str, part: str | None, titles: Mapping[str, str]) -> str:
    asks = titles.get(f"question:{question}", question)
    if part is None:
        return f"revisionsfrågan ”{asks}”"
    named = titles.get(f"question:{question}.{part}", part)
    return f"delfrågan ”{named}” i revisionsfrågan ”{asks}”"


def _negated(part: Condition, titles: Mapping[str, str]) -> Phrase:
    match part:
        case Negated(part=inner):
            return _clause(inner, titles)
        case Quantified(quantifier="some"):
            return _clause(part._replace(quantifier="no"), titles)
        case Combined():
            return _combined(part, titles, negated=True)
        case _:
            clause = _clause(part, titles)
            no = "det är inte så att" if clause.rank < _LISTED else "följande gäller inte:"
            return Phrase(f"{no} {clause.text}", clause.rank)


_LISTED = 2


def _combined(condition: Combined, titles: Mapping[str, str], *, negated: bool = False) -> Phrase:
    clauses = [_clause(part, titles) for part in condition.parts]
    simple = all(clause.rank < _LISTED for clause in clauses)
    match clauses, condition.how:
        case [only], _ if not negated and condition.number <= 1:
            return only
        case [one, other], "all" | "any" as how if simple and not negated:
            word = "och" if how == "all" else "eller"
            return Phrase(f"{one.text}, {word} {other.text}", _LISTED)
        case _:
            heading = _heading(condition, negated=negated)
            texts = numbered([clause.text for clause in clauses])
            return Phrase(f"{heading}: {texts}", max([_LISTED, *(each.rank for each in clauses)]))


def _heading(condition: Combined, *, negated: bool) -> str:
    number = count(condition.number, neuter=True)
    match condition.how, negated:
        case "all", False:
            return "samtliga följande villkor är uppfyllda"
        case "all", True:
            return "inte alla följande villkor är uppfyllda"
        case "any", False:
            return "minst ett av följande villkor är uppfyllt"
        case "any", True:
            return "inget av följande villkor är uppfyllt"
        case "at_least", False:
            return f"minst {number} av följande villkor är uppfyllda"
        case _:
            return f"färre än {number} av följande villkor är uppfyllda"
