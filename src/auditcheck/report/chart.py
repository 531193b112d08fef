"""An indicator's series as coordinates of a small line chart; what is drawn, never how."""

from math import isfinite

WIDTH, HEIGHT = 420, 170
_LEFT, _RIGHT, _TOP, _BOTTOM = 16, 76, 24, 30

Series = list[tuple[int, dict[str, float]]]
NAMES = ("value", "target", "reference")


def chart(series: Series) -> dict[str, object]:
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

    lines: list[dict[str, object]] = []
    for name in NAMES:
        points = [
            {"x": x(year), "y": y(given[name])}
            for year, given in series
            if name in given and isfinite(given[name])
        ]
        if points:
            path = " ".join(f"{point['x']},{point['y']}" for point in points)
            lines.append({"name": name, "points": points, "path": path})
    _spread_labels(lines)
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "base": HEIGHT - _BOTTOM,
        "left": _LEFT,
        "right": WIDTH - _RIGHT,
        "years": [{"x": x(year), "year": str(year)} for year in _few([y_ for y_, _ in series])],
        "lines": lines,
    }


def _few(years: list[int]) -> list[int]:
    """At most about six of the years, so that their labels do not run together."""
    step = -(-len(years) // 6)
    return years[::-1][::step][::-1] if step else []


def _spread_labels(lines: list[dict[str, object]]) -> None:
    """Give each line's label, at its last point, a height of its own."""
    ends = []
    for line in lines:
        points = line["points"]
        assert isinstance(points, list)  # noqa: S101  narrows what was built above
        ends.append((float(points[-1]["y"]), float(points[-1]["x"]), line))
    lowest = 0.0
    for at, x, line in sorted(ends, key=lambda end: end[0]):
        line["label_y"] = lowest = round(max(at + 4, lowest + 14), 1)
        line["label_x"] = round(x + 8, 1)
