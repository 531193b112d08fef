"""Traces, walked from the leaves up: what each test, candidate and condition must come to.

A trace that is given is taken apart to what it asks, of which items; every truth, every number
and every citation in it is then made anew. What comes out is compared with what was given.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from auditcheck.verification.values import (
    FALSE,
    LISTED,
    SINGLE,
    TRUE,
    UNKNOWN,
    agreed,
    among,
    compare,
    latest,
    least,
    matches,
    mirror,
    most,
    number,
    span,
    wholes,
)
from auditcheck.verification.world import Data, Piece, World, at

LEFT_OUT = ("not applicable", "not yet due")
DEGREES = ("not met", "partly met", "met")


def both(candidate: Data) -> str:
    """Whether a candidate is concerned and has what is asked."""
    return least([candidate["concerned"], candidate["holds"]])


def some(candidates: Sequence[Data]) -> str:
    """Whether one at least is concerned and has what is asked."""
    return most(map(both, candidates))


def every(candidates: Sequence[Data]) -> str:
    """Whether one at least is concerned, and each that is has what is asked."""
    each = [most([mirror(c["concerned"]), c["holds"]]) for c in candidates]
    return least([most(c["concerned"] for c in candidates), *each])


class Tests:
    """The tests of fields: of items, of records in them, of what they refer to."""

    def __init__(self, world: World) -> None:
        self.world = world

    def candidate(self, asked: Data, piece: Piece) -> Data:
        """A candidate with the truths of its tests, and so its own."""
        where = [self.test(each, piece) for each in asked["where"]]
        has = [self.test(each, piece) for each in asked["has"]]
        concerned, holds = (least(t["truth"] for t in tests) for tests in (where, has))
        return {"id": piece.id, "concerned": concerned, "holds": holds, "where": where, "has": has}

    def test(self, asked: Data, piece: Piece) -> Data:
        """A test of a field with what is found there, and the truth of it."""
        operator, value = asked["operator"], at(piece.fields, asked["field"])
        if operator in (SINGLE if isinstance(value, list) else LISTED):
            value = None  # another kind's field of the same name
        made = {**asked, "found": value, "because": "", "records": [], "rest": []}
        if not piece.known:
            made |= {"truth": UNKNOWN, "because": "not known by then"}
        elif operator == "given":
            made["truth"] = agreed(*[(value is not None) == asked["asked"]] * 2)
        elif value is None:
            made |= {"truth": UNKNOWN, "because": "not given"}
        else:
            is_open = asked["field"].split(".")[0] in piece.incomplete
            if operator in ("some", "every", "no", "count", "latest", "where"):
                made |= self._inside(asked, value, is_open=is_open)
            else:
                made |= self._plain(asked, value, is_open=is_open)
        return made

    def _plain(self, test: Data, value: Any, *, is_open: bool) -> Data:  # noqa: ANN401
        operator, today = test["operator"], self.world.today
        if operator == "share":
            if not value["of"]:
                return {"truth": UNKNOWN, "because": "none were tested"}
            share = number(value["passed"]) / number(value["of"])
            truth = matches(test["asked"], lambda _: [share])
            return _because(truth, "what it is compared with is not given")
        several = isinstance(test["asked"], list)
        asked = test["asked"] if several else [test["asked"]]
        if None in asked:
            return _because(UNKNOWN, "what it is compared with is not given")
        if operator in LISTED:
            return _because(among(operator, value, asked, is_open), "the list is incomplete")
        if isinstance(value, list):
            truth = latest(value, (operator, asked[0]), is_open, today)
            reason = "the list is incomplete" if is_open else "the date is not given to the day"
            return _because(truth, reason)
        return _because(compare(operator, value, asked, today), "the date is not given to the day")

    def _inside(self, test: Data, value: Any, *, is_open: bool) -> Data:  # noqa: ANN401
        """What comes of the elements of a list, or of the item that a reference names."""
        operator = test["operator"]
        told = {each["id"]: each for each in test["records"]}
        untold = {
            id_: {"id": id_, "concerned": rest["concerned"], "holds": rest["holds"]}
            for rest in test["rest"]
            for id_ in rest["ids"]
        }
        records = []
        for place, element in enumerate(value if isinstance(value, list) else [value], 1):
            is_record = isinstance(element, dict)
            id_ = str(place) if is_record else str(element)
            if id_ in untold:
                records.append(untold[id_])
            elif told or untold or operator != "count":
                piece = Piece(id_, element) if is_record else self.world.piece(id_)
                asked = told.get(id_, {"where": [], "has": []})
                records.append(self.candidate(asked, piece))
        reason = "the list is incomplete" if is_open else "a record leaves it open"
        match operator:
            case "some":
                truth = most([some(records), UNKNOWN if is_open else FALSE])
            case "no":
                truth = mirror(most([some(records), UNKNOWN if is_open else FALSE]))
            case "every" if is_open:
                fails = [(each["concerned"], each["holds"]) == (TRUE, FALSE) for each in records]
                truth = FALSE if any(fails) else UNKNOWN
            case "every":
                truth = every(records)
            case "count":
                truths = [both(each) for each in records]
                lowest = truths.count(TRUE) if told or untold else len(value)
                highest = None if is_open else lowest + truths.count(UNKNOWN)
                truth = matches(test["asked"], wholes(lowest, highest))
            case "latest":
                truth, reason = _of_latest(test["asked"], value, records, is_open=is_open)
            case _:
                truth = records[0]["holds"]
                reason = "a record leaves it open"
        return {**_because(truth, reason), "records": records}


def _because(truth: str, reason: str) -> Data:
    return {"truth": truth, "because": reason if truth == UNKNOWN else ""}


def _of_latest(
    by: str, value: Sequence[Data], records: Sequence[Data], *, is_open: bool
) -> tuple[str, str]:
    """What the record with the highest value in `by` comes to; one without may be the highest."""
    if is_open:
        return UNKNOWN, "the list is incomplete"
    ranks = [_rank(record.get(by)) for record in value]
    pairs = list(zip(ranks, records, strict=True))
    sure = [low for (low, _), each in pairs if each["concerned"] == TRUE]
    said = {
        each["holds"]
        for (_, high), each in pairs
        if each["concerned"] != FALSE and (not sure or high >= max(sure))
    }
    if not sure:
        said.add(FALSE)
    if len(said) > 1:
        return UNKNOWN, "several records are the latest, and they disagree"
    return said.pop(), "a record leaves it open"


def _rank(value: object) -> tuple[tuple[int, Fraction], tuple[int, Fraction]]:
    if value is None:
        return (0, Fraction(0)), (2, Fraction(0))
    ends = map(date_number, span(value)) if isinstance(value, str) else [number(value)] * 2
    low, high = ends
    return (1, low), (1, high)


def date_number(day: Any) -> Fraction:  # noqa: ANN401  a date
    """A day as a number, to be ordered with others."""
    return Fraction(day.toordinal())
