"""Results as `verify` reads them, with the evidence and rules that they were made from."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from auditcheck.cli.opening import as_json
from auditcheck.files.folder import is_yaml
from auditcheck.files.yaml_text import read_yaml
from auditcheck.pipeline import open_audit, result_of
from variants import ROOT

AUDITS = {
    "huddinge": (ROOT / "evidence", ROOT / "rules"),
    "furuhede-then": (ROOT / "examples" / "furuhede-2024", ROOT / "rules"),
    "exempelby": (ROOT / "packs" / "exempelby", ROOT / "packs" / "internkontroll"),
}
KNOWN = {"furuhede-then": date(2024, 8, 1)}
Data = dict[str, Any]


def data_in(folder: Path) -> list[Data]:
    """The files of a folder as plain data."""
    read = [
        read_yaml(path.name, path.read_bytes())
        for path in sorted(folder.iterdir())
        if is_yaml(path.name)
    ]
    return [dict(document.data) for document, _ in read if document is not None]


@cache
def text_of(name: str) -> str:
    """A shipped audit's result, as it is kept."""
    folder, rules = AUDITS[name]
    audit = open_audit(folder, "evidence", rules=rules, known=KNOWN.get(name))
    return as_json(result_of(audit))


def result(name: str) -> Data:
    """The same as plain data, anew for each who asks."""
    plain: Data = json.loads(text_of(name))
    return plain
