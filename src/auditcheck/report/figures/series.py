"""An indicator's series as coordinates of a small line chart; what is drawn, never how."""

from math import floor, isfinite, log10
from typing import Any

WIDTH, HEIGHT = 460, 210
_LEFT, _RIGHT, _TOP, _BOTTOM = 62, 84, 28, 50
_STEPS = (1, 2, 2.5, 5, 10)
_ABOVE, _BELOW = -9, 17  # where a number stands from its point
_PARTS = 4  # about so many steps on the axis

Series = list[tuple[int, dict[str, float]]]
Drawing = dict[str, Any]
NAMES = ("value", "target", "reference")


def chart(series: Series) -> Drawing:
    """Lines through the given numbers of each name, scaled together; empty where none is given."""
    numbers = [v for _, given in series for v in given.values() if isfinite(v)]
    if not numbers:
        return {}
    first, last = series[0][0], series[-1][0]
    low, high = min(numbers), max(numbers)
    room = (high - low) or abs(high) or 1.0

    def x(year: int) -> float:
        share = (year - first) / (last - first) if last > first else 0.5
        return round(_LEFT + share * (WIDTH - _LEFT - _RIGHT), 1)

    def y(value: float) -> float:
        share = (value - low) / room
        return round(HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM), 1)

    lines: list[Drawing] = []
    for name in NAMES:
        points: list[Drawing] = [
            {"x": x(year), "y": y(given[name]), "value": given[name], "year": str(year)}
            for year, given in series
            if name in given and isfinite(given[name])
        ]
        if points:
            path = " ".join(f"{point['x']},{point['y']}" for point in points)
            lines.append({"name": name, "points": points, "path": path})
            _set_aside(points)
    _spread_labels(lines)
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "base": HEIGHT - _BOTTOM,
        "left": _LEFT - 12,
        "right": WIDTH - _RIGHT,
        "years": [{"x": x(year), "year": str(year)} for year in _few([y_ for y_, _ in series])],
        "ticks": [{"y": y(value), "value": value} for value in _ticks(low, high)],
        "lines": lines,
    }


def _ticks(low: float, high: float) -> list[float]:
    """Round numbers from the lowest to the highest, for the axis; one where they are the same."""
    room = high - low
    if not isfinite(room) or room < abs(high) * 1e-9:
        return [low]
    size = 10.0 ** floor(log10(room / _PARTS))
    step = next(each * size for each in _STEPS if each * size >= room / _PARTS)
    number = floor(low / step)
    ticks = [round(step * (number + place), 12) for place in range(_PARTS + 2)]
    return [tick for tick in ticks if low <= tick <= high]


def _set_aside(points: list[Drawing]) -> None:
    """Put each point's number above it, or below where the line comes down to it."""
    for place, point in enumerate(points):
        beside = [p["value"] for p in points[max(0, place - 1) : place + 2] if p is not point]
        lower = bool(beside) and all(value > point["value"] for value in beside)
        point["aside"] = _BELOW if lower else _ABOVE


def _few(years: list[int]) -> list[int]:
    """At most about six of the years, so that their labels do not run together."""
    step = -(-len(years) // 6)
    return years[::-1][::step][::-1] if step else []


def _spread_labels(lines: list[Drawing]) -> None:
    """Give each line's label, at its last point, a height of its own."""
    lowest = 0.0
    ends = [(line["points"][-1], line) for line in lines]
    for end, line in sorted(ends, key=lambda pair: float(pair[0]["y"])):
        line["label_y"] = lowest = round(max(end["y"] + 4, lowest + 14), 1)
        line["label_x"] = round(end["x"] + 8, 1)
