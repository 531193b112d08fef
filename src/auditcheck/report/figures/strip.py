"""The levels of all parts as a strip: a column for each part, as high as its level."""

from typing import NamedTuple

from auditcheck.model.results import Result
from auditcheck.report.names import Piece

Node = dict[str, object]

_ROW, _COLUMN = 26, 24
_TOP, _BELOW, _RIGHT = 10, 24, 14
_ASIDE = 18  # the whole stands so far from the parts
_LETTER = 6.4  # about so wide is a letter of the words beside the rows
_MOST = 16  # so many parts stand in one strip


class Graded(NamedTuple):
    """A part or the conclusion: what it is called in short, its scale, level and potential."""

    label: Piece
    scale: str
    level: str | None
    potential: str | None
    shown: Node
    whole: bool = False


def strips(result: Result, graded: list[Graded]) -> list[Node]:
    """A strip for each scale; where there are very many parts, several."""
    by_scale: dict[str, list[Graded]] = {}
    for each in graded:
        by_scale.setdefault(each.scale, []).append(each)
    return [
        _strip(result.scales[scale].levels, parts[start : start + _MOST])
        for scale, parts in by_scale.items()
        if scale in result.scales
        for start in range(0, len(parts), _MOST)
    ]


def _strip(levels: tuple[str, ...], parts: list[Graded]) -> Node:
    without = any(part.level not in levels for part in parts)
    bottom = _TOP + _ROW * (len(levels) + without)
    aside = _ASIDE if parts[-1].whole else 0
    left = 16 + round(_LETTER * max(map(len, levels)))

    def y(level: str | None) -> float:
        """The middle of a level's row; what has no level stands under the lowest."""
        rank = levels.index(level) if level in levels else -1
        return _TOP + _ROW * (len(levels) - rank - 0.5)

    return {
        "width": left + _COLUMN * len(parts) + _RIGHT + aside,
        "height": bottom + _BELOW,
        "left": left,
        "right": left + _COLUMN * len(parts) + aside,
        "base": bottom,
        "without_y": y(None) if without else 0,
        "rows": [{"word": level, "y": y(level)} for level in reversed(levels)],
        "marks": [
            {
                "x": left + _COLUMN * (place + 0.5) + (aside if part.whole else 0),
                "y": y(part.level),
                "label": part.label,
                "level": part.shown,
                "then": y(part.potential)
                if part.potential in levels and part.potential != part.level
                else 0,
                "then_word": part.potential or "",
            }
            for place, part in enumerate(parts)
        ],
    }
