"""Who reports what to whom: each body and forum with what reaches it, and the ways not there."""

from collections import defaultdict
from collections.abc import Iterator
from textwrap import wrap
from typing import NamedTuple

from auditcheck.model.results import ItemResult, Result
from auditcheck.model.traces import Plain
from auditcheck.report.names import Names, Piece, say, text

Node = dict[str, object]

_BOX, _GAP, _EDGE = 200, 170, 2
_LINE, _PAD, _PORT, _BETWEEN = 15, 9, 26, 12
_LETTERS = 27  # on a line of a box


class Way(NamedTuple):
    """From whom (empty: not told), to whom, and what; by which item; `there` or found missing."""

    sender: str
    to: str
    what: list[Piece]
    when: list[Piece]
    item: str
    there: bool


def ways(result: Result, names: Names) -> Node:
    """The table's rows by receiver, numbered, and the drawing; empty where there is no way."""
    told = [*_told(result, names)]
    reached = {way.to: None for way in told}
    bodies = result.audit.get("bodies")
    named = [str(body) for body in bodies.values()] if isinstance(bodies, dict) else []
    if not reached:
        return {}
    unreached = [body for body in dict.fromkeys(named) if body not in reached]
    ordered = [way for receiver in reached for way in told if way.to == receiver]
    rows = [
        {
            "number": number,
            "from": names.item(way.sender) if way.sender else {},
            "to": names.item(way.to),
            "what": way.what,
            "when": way.when,
            "item": names.item(way.item) if way.item else {},
            "there": way.there,
        }
        for number, way in enumerate(ordered, 1)
    ]
    return {
        "rows": rows,
        "unreached": names.items(tuple(unreached)),
        "drawing": _drawing(ordered, names, [*reached, *unreached]),
    }


def _told(result: Result, names: Names) -> Iterator[Way]:
    """Reports, documents that were presented, and reports found missing, each with a receiver."""
    presented: dict[str, list[str]] = defaultdict(list)
    for item in result.items.values():
        fields = item.fields
        match item.kind:
            case "reports":
                yield from _ways(item, names, fields, there=True)
            case "documents":
                records = fields.get("presented_to")
                for record in records if isinstance(records, list) else []:
                    if isinstance(record, dict) and isinstance(to := record.get("to"), str):
                        presented[to].append(item.id)
            case "absences" if fields.get("of") == "reports":
                where = fields.get("where")
                sought = where if isinstance(where, dict) else {}
                yield from _ways(item, names, sought, there=False)
            case _:
                pass
    for to, ids in presented.items():  # by whom is not told
        what: list[Piece] = [say("ways.presented"), text(" ")]
        for place, document in enumerate(names.items(tuple(ids))):
            what += [text("; "), document] if place else [document]
        yield Way("", to, what, [], "", there=True)


def _ways(
    item: ItemResult, names: Names, fields: dict[str, Plain], *, there: bool
) -> Iterator[Way]:
    about = names.value("about", fields["about"], "reports") if fields.get("about") else []
    when = names.value("date", fields["date"]) if fields.get("date") else []
    for to in _several(fields.get("to")):
        for sender in _several(fields.get("from")) or [""]:
            yield Way(sender, to, about, when, item.id, there)


def _several(value: Plain) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, str)]


def _drawing(ways_: list[Way], names: Names, receivers: list[str]) -> Node:
    """Senders to the left, receivers to the right, a numbered line for each way."""
    leaving: dict[str, list[int]] = defaultdict(list)
    arriving: dict[str, list[int]] = {receiver: [] for receiver in receivers}
    for number, way in enumerate(ways_, 1):
        leaving[way.sender].append(number)
        arriving[way.to].append(number)
    right = _EDGE + _BOX + _GAP
    senders, starts, left_end = _boxes("a", leaving, names, _EDGE)
    reached, ends, right_end = _boxes("b", arriving, names, right)
    return {
        "width": right + _BOX + _EDGE,
        "height": max(left_end, right_end),
        "boxes": [*senders, *reached],
        "lines": [
            {
                "number": number,
                "from": f"a{[*leaving].index(way.sender) + 1}",
                "to": f"b{receivers.index(way.to) + 1}",
                "x1": _EDGE + _BOX,
                "y1": starts[number],
                "x2": right - 44,
                "x3": right - 3,
                "y2": ends[number],
                "there": way.there,
            }
            for number, way in enumerate(ways_, 1)
        ],
    }


def _boxes(
    side: str, column: dict[str, list[int]], names: Names, x: float
) -> tuple[list[Node], dict[int, float], float]:
    """The boxes of a column, where each numbered line meets them, and where the column ends."""
    boxes: list[Node] = []
    ports: dict[int, float] = {}
    y = float(_EDGE)
    for id_, numbers in column.items():
        called = str(names.item(id_).get("text", id_)) if id_ else ""
        lines = wrap(called, _LETTERS)
        tall = max(_LINE * max(len(lines), 1) + 2 * _PAD, _PORT * len(numbers))
        first = y + (tall - _LINE * max(len(lines), 1)) / 2 + 11
        boxes.append(
            {
                "name": f"{side}{len(boxes) + 1}",
                "called": called,
                "x": x,
                "y": y,
                "width": _BOX,
                "height": tall,
                "lines": [{"y": first + _LINE * n, "text": line} for n, line in enumerate(lines)],
                "text_y": first,
                "unreached": not numbers,
            }
        )
        for place, number in enumerate(numbers):
            ports[number] = round(y + tall * (place + 0.5) / len(numbers), 1)
        y += tall + _BETWEEN
    return boxes, ports, y - _BETWEEN + _EDGE
