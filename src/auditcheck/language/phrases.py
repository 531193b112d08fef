"""What a field is asked to be, as Swedish phrases that can follow `som`, `att det` or a subject.

What nests is told apart by its rank: phrases without a clause of their own (0) are joined by
`och`, those with one (1) by `dels … dels`, those with more by numbers, which count inside each
other. A mark stands for a number's bracket until the whole sentence is made.
"""

from collections.abc import Sequence
from typing import NamedTuple, assert_never

from auditcheck.language.swedish import NOUNS, TAIL, VERB, YEAR_TAIL, YEARS, Words
from auditcheck.language.swedish_values import (
    Scope,
    argument,
    how_many,
    listed,
    measured,
    words_of,
)
from auditcheck.model.conditions import (
    CheckShare,
    Compare,
    Dollar,
    FieldTest,
    Fixed,
    Follow,
    IsGiven,
    Latest,
    Range,
    RecordCount,
    Records,
    Tests,
)

_MARK = "\0"
_HAS = {True: "har", False: "saknar"}


class Phrase(NamedTuple):
    """A piece of a sentence; a negated one gets its `inte` where it is put in."""

    text: str
    rank: int = 0
    negated: bool = False

    @property
    def clause(self) -> str:
        """As it stands in a subordinate clause."""
        return f"inte {self.text}" if self.negated else self.text


def numbered(texts: Sequence[str]) -> str:
    """`(1) a; (2) b`, with what is numbered inside them as (1.1), (1.2) …"""
    return "; ".join(
        f"{_MARK}{place}) {text.replace(_MARK, f'{_MARK}{place}.')}"
        for place, text in enumerate(texts, 1)
    )


def finished(text: str) -> str:
    """The text with its numbers' brackets."""
    return text.replace(_MARK, "(")


def _joined(phrases: Sequence[Phrase], *, head: str = "", each: str = "") -> Phrase:
    """Several phrases as one; `head` is said once where that is enough, `each` for each."""
    clauses = [each + phrase.clause for phrase in phrases]
    rank = max(phrase.rank for phrase in phrases)
    if len(clauses) == 1:
        return Phrase(head + clauses[0], max(rank, 1))
    match rank:
        case 0:
            text = listed([head + clause for clause in clauses])
        case 1:
            text = head + ", ".join(f"dels {clause}" for clause in clauses)
        case _:
            text = head + numbered(clauses)
    return Phrase(text, rank + 1)


def things(noun: str, tests: Tests, scope: Scope, *more: Phrase) -> Phrase:
    """A noun with what it must be: `ett dokument av typen plan som har status beslutad`."""
    qualifiers, phrases = "", list(more)
    for test in tests:
        for phrase in _phrases_of(test, scope):
            if phrase.text.startswith("är ") and not phrase.negated and phrase.rank == 0:
                qualifiers += phrase.text.removeprefix("är")
            else:
                phrases.append(phrase)
    if not phrases:
        return Phrase(noun + qualifiers)
    clause = _joined(phrases, head="som ")
    return Phrase(f"{noun}{qualifiers} {clause.text}", clause.rank)


def asserts(subject: str, pronoun: str, tests: Tests, scope: Scope) -> Phrase:
    """A clause: the subject is what the tests ask; `för … gäller att` where that is clearer."""
    phrases = [phrase for test in tests for phrase in _phrases_of(test, scope)]
    if not phrases:
        return Phrase(f"{subject} finns")
    rank = max(phrase.rank for phrase in phrases)
    if not any(phrase.negated for phrase in phrases) and (rank == 0 or len(phrases) == 1):
        return Phrase(f"{subject} {listed([phrase.text for phrase in phrases])}", rank)
    claims = _joined(phrases, each=f"att {pronoun} ")
    return Phrase(f"för {subject} gäller {claims.text}", claims.rank)


def _phrases_of(test: FieldTest, scope: Scope) -> list[Phrase]:
    """What one field must be: its comparisons in one phrase where they can be."""
    words = words_of(scope.at, test.path)
    noun, inner = NOUNS.get(words.of, words), scope.inside(words)
    tails, phrases = [], []
    for matcher in test.matchers:
        match matcher:
            case Compare(operator=operator) if operator not in VERB:
                tails.append(_tail(matcher, scope, year=test.path[-1] in YEARS))
            case CheckShare(matcher=numbers):
                tails.append(f"på {measured(numbers, scope, share=True)}")
            case Compare():
                phrases.append(_by_verb(matcher, words, scope))
            case IsGiven(expected=expected):
                phrases.append(Phrase(f"{_HAS[expected]} uppgift om {words.name}"))
            case Follow(where=where):
                found = things(noun.with_article, where, inner)
                phrases.append(Phrase(f"{words.verb} {found.text}", found.rank))
            case Records():
                phrases.append(_records(matcher, words.verb, noun, inner))
            case RecordCount():
                phrases.append(_counted(matcher, words, noun, inner))
            case Latest():
                phrases.append(_latest(matcher, words.verb, noun, inner))
            case _:
                assert_never(matcher)
    if tails:
        article, _, name = words.with_article.partition(" ")
        latest = "senaste " if test.many else ""
        phrases.insert(0, Phrase(f"har {article} {latest}{name} {listed(tails)}"))
    return phrases


def _records(matcher: Records, verb: str, noun: Words, scope: Scope) -> Phrase:
    match matcher.quantifier:
        case "some":
            found = things(noun.with_article, (*matcher.where, *matcher.has), scope)
            return Phrase(f"{verb} minst {found.text}", found.rank)
        case "no":
            found = things(noun.one, (*matcher.where, *matcher.has), scope)
            none = "något" if noun.neuter else "någon"
            return Phrase(f"{verb} {none} {found.text}", found.rank, negated=True)
        case "every" if not matcher.has:  # as `some`: there is one, and nothing is asked of it
            return _records(matcher._replace(quantifier="some"), verb, noun, scope)
        case "every":
            article = noun.with_article.partition(" ")[0]
            found = things(f"{article} eller flera {noun.many}", matcher.where, scope)
            claim = asserts("samtliga", "de", matcher.has, scope)
            all_of = f"det {claim.text}" if claim.text.startswith("för ") else claim.text
            rank = max(found.rank, claim.rank, 1)
            return Phrase(f"{verb} {found.text}, varav {all_of}", rank)
        case _:
            assert_never(matcher.quantifier)


def _counted(matcher: RecordCount, words: Words, noun: Words, scope: Scope) -> Phrase:
    verb = words.verb if words.of else "har"
    quantity = how_many(matcher.matcher, noun)
    found = things(quantity or noun.many, (*matcher.where, *matcher.has), scope)
    if quantity is not None:
        return Phrase(f"{verb} {found.text}", found.rank)
    return Phrase(f"{verb} {found.text}, till ett antal av {measured(matcher.matcher, scope)}", 1)


def _latest(matcher: Latest, verb: str, noun: Words, scope: Scope) -> Phrase:
    among = things(f"de {noun.many}", matcher.where, scope)
    last = "är det" if noun.neuter else "är den"
    last += f" senaste efter {words_of(scope.at, (matcher.by,)).one}"
    last += f" bland {among.text}" if matcher.where else ""
    found = things(noun.with_article, matcher.has, scope, Phrase(last, among.rank))
    return Phrase(f"{verb} {found.text}", found.rank)


def _by_verb(matcher: Compare, words: Words, scope: Scope) -> Phrase:
    """The field's verb with the values, or the verb of a yes or no by itself."""
    between, negated = VERB[matcher.operator]
    match matcher.arguments:
        case (Fixed(value=bool(wanted)),):
            return Phrase(words.verb, negated=negated is wanted)
        case arguments:
            values = listed([argument(each, scope, words) for each in arguments], between)
            role = any(isinstance(each, Dollar) and each.of == "body" for each in arguments)
            return Phrase(f"{words.verb} {values}", int(role), negated)


def _tail(matcher: Compare, scope: Scope, *, year: bool) -> str:
    operator, written = matcher.operator, matcher.arguments
    match operator, written:
        case "overlaps", (Range(start=start, end=end),) if start and start == end:
            return f"som omfattar {argument(start, scope)}"
    texts = YEAR_TAIL if year and operator in YEAR_TAIL else TAIL
    if operator not in texts:
        return f"på {measured((matcher,), scope)}"
    return texts[operator].format(listed([argument(each, scope) for each in written]))
