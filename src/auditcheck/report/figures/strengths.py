"""How strong the evidence is that each question rests on: how much of it of each strength."""

from collections import Counter

from auditcheck.model.assessments import QuestionResult
from auditcheck.model.results import Result
from auditcheck.report import pretty
from auditcheck.report.names import text

Node = dict[str, object]

STRENGTHS = (3, 2, 1)
_LEFT, _WIDTH, _RIGHT = 64, 300, 44
_ROW, _BAR, _TOP = 30, 18, 4
_STRIPE = 4
_DIGIT, _AROUND = 8, 7  # a number is written in what has room for its digits, and around them
_LEGEND = 20


def strengths(result: Result, numbers: list[str]) -> Node:
    """The table's rows and the drawing's bars; empty where there is no evidence."""
    rows: list[Node] = []
    for number, question in zip(numbers, result.questions, strict=True):
        counted = Counter(
            item.strength
            for id_ in _rests_on(result, question)
            if (item := result.items.get(id_)) is not None and item.strength in STRENGTHS
        )
        counts = [counted[strength] for strength in STRENGTHS]
        asks = text(pretty.tidy(question.asks), pretty.target("q", question.id))
        rows.append({"number": number, "question": asks, "counts": counts})
    most = max((_total(row) for row in rows), default=0)
    if not most:
        return {}
    bottom = _TOP + _ROW * len(rows)
    return {
        "rows": [row | {"total": _total(row)} for row in rows],
        "strengths": list(STRENGTHS),
        "width": _LEFT + _WIDTH + _RIGHT,
        "height": bottom + _LEGEND * len(STRENGTHS) + 8,
        "bars": [_bar(row, _TOP + _ROW * place, most) for place, row in enumerate(rows)],
        "left": _LEFT,
        "legend": [
            {
                "y": bottom + 8 + _LEGEND * place,
                **_filled(strength, _LEFT, 24),
            }
            for place, strength in enumerate(STRENGTHS)
        ],
    }


def _rests_on(result: Result, question: QuestionResult) -> dict[str, None]:
    """All that the question's criteria rest on, each item once."""
    parts = {part.name for part in question.parts}
    return {
        id_: None
        for criterion in result.criteria.values()
        if parts.intersection((*criterion.weighed_in, *criterion.informs))
        for id_ in criterion.rests_on
    }


def _counts(row: Node) -> list[int]:
    counts = row["counts"]
    assert isinstance(counts, list)  # noqa: S101  made above
    return counts


def _total(row: Node) -> int:
    return sum(_counts(row))


def _bar(row: Node, y: float, most: int) -> Node:
    segments: list[Node] = []
    x = float(_LEFT)
    for strength, count in zip(STRENGTHS, _counts(row), strict=True):
        width = round(_WIDTH * count / most, 1)
        if count:
            has_room = width >= _DIGIT * len(str(count)) + _AROUND
            inside = str(count) if has_room else ""
            segments.append({"count": count, "inside": inside, **_filled(strength, x, width)})
        x = round(x + width, 1)
    return {"number": row["number"], "y": y, "end": x, "total": _total(row), "segments": segments}


def _filled(strength: int, x: float, width: float) -> Node:
    """A field that is full, striped or empty: it is told by its look, whatever its colour."""
    stripes = ""
    if strength == 2:  # noqa: PLR2004  what is documented stands between the two others
        places = range(_STRIPE // 2, int(width), _STRIPE)
        stripes = "".join(f"M{round(x + place, 1)} 0v{_BAR}" for place in places)
    return {
        "strength": strength,
        "x": x,
        "width": width,
        "height": _BAR,
        "full": strength == 3,  # noqa: PLR2004
        "stripes": stripes,
    }
