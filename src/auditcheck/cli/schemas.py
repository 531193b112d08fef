"""`schema`: JSON Schemas for editors and CI."""

from pathlib import Path
from typing import TYPE_CHECKING, Literal

from auditcheck.cli.answer import Code, StopError, out
from auditcheck.cli.opening import as_json, opened_pack

if TYPE_CHECKING:
    from collections.abc import Mapping


def run_schema(what: Literal["evidence", "rules", "result", "diff"], rules: Path | None) -> int:
    """Write a schema to stdout."""
    if rules is not None and what != "evidence":
        message = f"error: --rules says nothing about the schema of {what}"
        raise StopError(Code.USAGE, f"{message}\n  help: leave it out")
    if what == "result":
        from auditcheck.report.stored import result_schema

        out(as_json(result_schema()))
        return Code.DONE
    if what == "diff":
        from auditcheck.report.stored import diff_schema

        out(as_json(diff_schema()))
        return Code.DONE
    if what == "rules":
        from auditcheck.language.rules_schema import rules_schema

        out(as_json(rules_schema()))
        return Code.DONE
    from auditcheck.language.schema import evidence_schema
    from auditcheck.loading.accepting import ON_EVIDENCE

    out(as_json(evidence_schema(_vocabulary(rules), ON_EVIDENCE)))
    return Code.DONE


def _vocabulary(rules: Path | None) -> "Mapping[str, Mapping[str, str]]":
    """The coded words of a pack; without one, any word will do."""
    if rules is None:
        return {}
    _, pack = opened_pack(str(rules))
    return pack.vocabulary
