"""The shipped audit with something changed: a copy to evaluate."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from auditcheck.files.yaml_text import read_yaml
from auditcheck.model.results import Result
from auditcheck.pipeline import open_audit, result_of

ROOT = Path(__file__).parents[1]
Data = dict[str, dict[str, Any]]


def shipped_data() -> Data:
    """All sections of the shipped audit, as plain data."""
    data: Data = {}
    for path in sorted((ROOT / "evidence").glob("*.yaml")):
        document, problems = read_yaml(path.name, path.read_bytes())
        assert document is not None, problems
        for section, entries in document.data.items():
            assert isinstance(entries, dict)
            data.setdefault(section, {}).update(entries)
    return data


def variant(folder: Path, change: Callable[[Data], object], as_of: str | None = None) -> Result:
    """The shipped audit with `change` made to its data, evaluated with the shipped rules."""
    data = shipped_data()
    change(data)
    folder.mkdir(exist_ok=True)
    (folder / "audit.yaml").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    day = date.fromisoformat(as_of) if as_of else None
    audit = open_audit(folder, "evidence", rules=ROOT / "rules", as_of=day)
    assert audit.sound, [each for each in audit.diagnostics if each.severity == "fault"]
    return result_of(audit)


def levels(result: Result) -> Mapping[str, str | None]:
    """The level of each part."""
    return {part.name: part.level for question in result.questions for part in question.parts}
