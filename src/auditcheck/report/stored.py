"""A stored result: read back strictly, or refused with what is wrong and where; and its schema."""

import json
from collections.abc import Iterator

from pydantic import TypeAdapter, ValidationError

from auditcheck.model.differences import Follow
from auditcheck.model.results import RESULT_VERSION, Result
from auditcheck.report.view import LANGUAGES

_FORMAT = "auditcheck-result"
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SHOWN = 60


def read_result(raw: bytes) -> Result | str:
    """The result in the bytes of a `result.json`; or a text that says why it cannot be read."""
    try:
        data = json.loads(raw)
    except json.JSONDecodeError as error:
        return f"not JSON: {error.msg.lower()}, line {error.lineno}, column {error.colno}"
    except (UnicodeDecodeError, RecursionError, ValueError) as error:
        return f"not JSON: {_first_line(str(error))}"
    if not isinstance(data, dict) or data.get("format") != _FORMAT:
        return f"not a stored result: 'format' is not '{_FORMAT}'"
    version = data.get("version")
    if version != RESULT_VERSION or isinstance(version, bool):
        return f"'version' is {_quoted(version)}; this auditcheck reads version {RESULT_VERSION}"
    audit = data.get("audit")
    language = audit.get("language", "sv") if isinstance(audit, dict) else "sv"
    if language not in LANGUAGES:
        return f"'audit.language' is {_quoted(language)}, not one of {', '.join(LANGUAGES)}"
    try:
        result = _adapter().validate_json(raw, strict=True, extra="forbid")
    except ValidationError as error:
        return _told(error)
    return next(_dangling(result), result)


def _dangling(result: Result) -> Iterator[str]:
    """What names a criterion that the result does not hold."""
    parts = [part for question in result.questions for part in question.parts]
    named = [(part.name, (*part.essential, *part.supporting, *part.informing)) for part in parts]
    named += [(each.id, each.refers_to) for each in result.criteria.values()]
    for whose, names in named:
        for name in names:
            if name not in result.criteria:
                yield f"'{whose}' names {_quoted(name)}, which is none of its criteria"


def result_schema() -> dict[str, object]:
    """The JSON Schema of a stored result."""
    schema = _adapter().json_schema(mode="validation")
    return {"$schema": _DIALECT, "title": "An auditcheck result", **schema}


def diff_schema() -> dict[str, object]:
    """The JSON Schema of a comparison, as `diff --format json` gives it."""
    schema = TypeAdapter(Follow).json_schema(mode="validation")
    return {"$schema": _DIALECT, "title": "An auditcheck comparison", **schema}


def _adapter() -> TypeAdapter[Result]:
    return TypeAdapter(Result)


def _told(error: ValidationError) -> str:
    faults = error.errors(include_url=False, include_context=False)
    first = faults[0]
    where = ".".join(str(step) for step in first["loc"]) or "the file"
    more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
    found = "" if first["type"] == "missing" else f", found {_quoted(first['input'])}"
    return f"'{where}': {_first_line(first['msg']).lower()}{found}{more}"


def _quoted(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _first_line(text: str) -> str:
    return text.partition("\n")[0].rstrip(".")
