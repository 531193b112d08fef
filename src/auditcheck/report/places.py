"""Where what is shown stands in the files: for who checks the report, in its last annex."""

from auditcheck.model.assessments import At
from auditcheck.model.kinds import KINDS
from auditcheck.model.results import Result
from auditcheck.report.names import UNLISTED, Names, Piece

Node = dict[str, object]

_UNSHOWN = UNLISTED[1:]


def places(result: Result, names: Names) -> list[Node]:
    """The criteria, then the evidence and its sources by kind, each with its id, file and line."""
    order = {kind: place for place, kind in enumerate(KINDS)}
    items = [item for item in result.items.values() if item.kind not in _UNSHOWN]
    items.sort(key=lambda item: order.get(item.kind, len(order)))
    groups = {
        "rules": [
            _entry(names.criterion(id_), id_, result.criteria[id_].at) for id_ in names.shown
        ],
        "evidence": [_entry(names.item(item.id), item.id, item.at) for item in items],
    }
    return [{"of": of, "entries": entries} for of, entries in groups.items() if entries]


def _entry(name: Piece, id_: str, at: At) -> Node:
    return {"name": name, "key": id_, "at": f"{at.path}:{at.line}"}
