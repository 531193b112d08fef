"""Which chapters and annexes a report has, with their numbers; the empty are left out."""

from auditcheck.report.names import Piece, say, text

Node = dict[str, object]

_CHAPTERS = ("summary", "about", "law", "findings", "conclusion")
_BACKGROUND = ("background", "purpose", "questions", "limits", "criteria", "method")
_ANNEXES = (
    "compliance", "reporting", "indicators", "gaps", "unweighed", "notes", "evidence", "sources",
    "inputs",
)  # fmt: skip


def contents(view: Node) -> list[Node]:
    """The chapters with their numbers and targets; those without a text are named by their key."""
    has = _has(view)
    chapters = [
        _entry(str(number), key) | {"below": _below(view, key, str(number), has)}
        for number, key in enumerate((k for k in _CHAPTERS if has.get(k, True)), 1)
    ]
    annexes = [
        _entry(chr(ord("A") + number), key) | {"annex": True}
        for number, key in enumerate(k for k in _ANNEXES if has.get(k, True))
    ]
    return chapters + annexes


def numbers_of(chapters: list[Node]) -> Node:
    """The number of each chapter, annex and section that goes by a key of its own."""
    sections = [each for chapter in chapters for each in (chapter, *_nodes(chapter["below"]))]
    return {str(each["key"]): each["number"] for each in sections if each["key"] == each["id"]}


def _has(view: Node) -> dict[str, bool]:
    """Whether there is anything to tell under each key that can be empty."""
    told = {
        "background": ("notice", "background", "plan_year"),
        "method": ("methods", "method", "fact_checked", "strengths"),
        "law": ("statutes",),
        "compliance": ("statutes", "others"),
        "reporting": ("ways",),
        "indicators": ("indicators",),
        "gaps": ("gaps", "may_change"),
        "unweighed": ("shortcomings", "not_weighed"),
        "notes": ("notes",),
        "evidence": ("evidence",),
        "sources": ("sources",),
    }
    return {key: any(view[name] for name in names) for key, names in told.items()}


def _below(view: Node, key: str, number: str, has: dict[str, bool]) -> list[Node]:
    match key:
        case "about":
            keys = [name for name in _BACKGROUND if has.get(name, True)]
            return [_entry(f"{number}.{n}", name) for n, name in enumerate(keys, 1)]
        case "law":
            return [
                _entry(f"{number}.{n}", "statute", text(str(each["title"])), str(each["id"]))
                for n, each in enumerate(_nodes(view["statutes"]), 1)
            ]
        case "findings":
            return [
                _entry(f"{number}.{n}", "question", text(str(each["asks"])), str(each["id"]))
                for n, each in enumerate(_nodes(view["questions"]), 1)
            ]
        case _:
            return []


def _nodes(value: object) -> list[Node]:
    return value if isinstance(value, list) else []


def _entry(number: str, key: str, title: Piece | None = None, id_: str = "") -> Node:
    title = title or say(f"chapter.{key}")
    return {"number": number, "key": key, "title": title, "id": id_ or key, "below": []}
