"""The JSON Schema of rule files: sections, conditions, matchers and rungs, for editors and CI.

Which form a condition has is told by its first key that is one; the schema asks in the same order,
branch by branch, so that an editor blames what was written and not another form.
"""

from collections.abc import Iterable, Mapping

from auditcheck.language.conditions import FORMS
from auditcheck.language.fields import fields_of
from auditcheck.language.meanings import BESIDE_SAYS, FORM_SAYS, OPERATOR_SAYS, SECTION_SAYS
from auditcheck.language.operators import IN_A_LIST, OF_LISTS, OF_RECORDS, SHAPES
from auditcheck.language.schema import (
    DIALECT,
    SECTIONS,
    Schema,
    by_id,
    definitions_of,
    one_of,
    ref,
)
from auditcheck.model.kinds import DEMANDABLE, KINDS
from auditcheck.model.packs import (
    AuthorityText,
    ConclusionText,
    CriterionText,
    PackHead,
    QuestionText,
    RecommendationText,
    ScaleText,
)

_DOTTED = r"^[a-z0-9]+([-.][a-z0-9]+)*$"

_MANY = (*IN_A_LIST, *OF_LISTS, "between")  # take several values too


def rules_schema() -> Schema:
    """The schema of a rule file: its sections, conditions, matchers and rungs."""
    models = (
        PackHead, ScaleText, AuthorityText, CriterionText, QuestionText, ConclusionText,
        RecommendationText,
    )  # fmt: skip
    texts = {"type": "array", "items": {"type": "string"}}
    words = {"anyOf": [texts, {"type": "object", "additionalProperties": {"type": "string"}}]}
    value = {"type": ["number", "string"]}
    sections = {
        "pack": ref(PackHead),
        "scale": ref(ScaleText),
        "scales": by_id(ref(ScaleText)),
        "authorities": by_id(ref(AuthorityText)),
        "vocabulary": {
            "type": "object",
            "properties": dict.fromkeys(_coded_fields(), words),
            "additionalProperties": False,
        },
        "parameters": by_id(
            {"type": ["number", "string", "object"], "additionalProperties": value}
        ),
        "names": {
            "type": "object",
            "propertyNames": {"pattern": r"^(body|parameter)\."},
            "additionalProperties": {"type": "string"},
        },
        "selections": by_id(_defined("selection")),
        "criteria": by_id(ref(CriterionText), pattern=_DOTTED),
        "questions": by_id(ref(QuestionText)),
        "conclusion": ref(ConclusionText),
        "recommendations": by_id(ref(RecommendationText)),
    }
    return {
        "$schema": DIALECT,
        "title": "auditcheck: regelpaket",
        "type": "object",
        "additionalProperties": False,
        "properties": _described(sections, SECTION_SAYS),
        "$defs": definitions_of(models) | _language(),
    }


def _coded_fields() -> list[str]:
    fields = (field for kind in KINDS for field in fields_of(kind).values())
    return [field.vocabulary for field in fields if field.vocabulary]


def _defined(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _described(schemas: Mapping[str, Schema], says: Mapping[str, str]) -> Schema:
    return {name: each | {"description": says[name]} for name, each in schemas.items()}


def _closed(properties: Schema, required: Iterable[str] = ()) -> Schema:
    needed = {"required": [*required]} if required else {}
    return {"properties": properties, "additionalProperties": False, **needed}


def _language() -> Schema:
    """Conditions, tests, matchers and rungs; what fits which field is seen when a pack loads."""
    quantity = _defined("quantity")
    groups: Schema = {
        "essential": quantity | {"description": "Hur många av de väsentliga kriterierna."},
        "supporting": quantity | {"description": "Hur många av de stödjande kriterierna."},
        "counting": {"const": "partly", "description": "partly: delvis uppfyllda räknas."},
    }
    parts: Schema = {
        "parts": quantity | {"description": "Hur många av delfrågorna."},
        "reaches": {"type": "string", "description": "Nivån som de minst ska nå."},
    }
    tests = _defined("tests")
    return {
        "condition": _condition({}) | {"description": "Ett villkor."},
        "rung": _condition(groups) | {"description": "Vad som ger nivån; allt ska gälla."},
        "parts-rung": _condition(parts) | {"description": "Vad som ger nivån; allt ska gälla."},
        "conditions": {"type": "array", "items": _defined("condition"), "minItems": 1},
        "tests": {
            "type": "object",
            "additionalProperties": _defined("matcher"),
            "minProperties": 1,
        },
        "matcher": _matcher(),
        "number": _number({}),
        "argument": {
            "type": ["string", "number", "boolean", "object"],
            "if": {"type": "object"},
            "then": _closed(dict.fromkeys(("parameter", "on", "from", "until"), _scalar())),
        },
        "arguments": {
            "type": ["string", "number", "boolean", "array", "object"],
            "if": {"type": "array"},
            "then": {"items": _defined("argument"), "minItems": 1},
            "else": _defined("argument"),
        },
        "items": {  # of a kind, or of a selection
            "anyOf": [one_of({kind: SECTIONS[kind] for kind in DEMANDABLE}), {"type": "string"}]
        },
        "selection": {
            "type": "object",
            **_closed(
                {
                    "of": _defined("items") | {"description": "Ett slag eller ett urval."},
                    "where": tests | {"description": BESIDE_SAYS["where"]},
                    "has": tests | {"description": BESIDE_SAYS["has"]},
                },
                ("of",),
            ),
        },
        "quantity": {
            "anyOf": [
                {"enum": ["all", "some", "half", "none"]},
                {"type": "integer", "minimum": 1},
                {"type": "string", "pattern": r"^\d+(\.\d+)? ?%$"},
            ]
        },
    }


def _scalar() -> Schema:
    return {"type": ["string", "number", "boolean"]}


def _condition(own: Schema) -> Schema:
    """A condition, with the keys that a rung has beside it: one form after the other is asked."""
    beginnings = own | {form: _head(form) | {"description": FORM_SAYS[form]} for form in FORMS}
    branch = _closed(beginnings) | {"minProperties": 1}
    for form in reversed([*FORMS]):
        branch = {"if": {"required": [form]}, "then": _form(form, own), "else": branch}
    return {"type": "object", **branch}


def _form(form: str, own: Schema) -> Schema:
    beside = {key: _beside(key) | {"description": BESIDE_SAYS[key]} for key in FORMS[form]}
    needed = (form, *(key for key in FORMS[form] if key in ("is", "of", "reaches")))
    return _closed(own | {form: _head(form) | {"description": FORM_SAYS[form]}} | beside, needed)


def _head(form: str) -> Schema:
    match form:
        case "some" | "every" | "no" | "count" | "share":
            return _defined("items")
        case "all" | "any":
            return _defined("conditions")
        case "not":
            return _defined("condition")
        case "at_least":
            return {"type": "integer", "minimum": 1}
        case "audit":
            return _defined("tests")
        case _:
            return {"type": "string"}


def _beside(key: str) -> Schema:
    match key:
        case "where" | "has":
            return _defined("tests")
        case "is":
            return _defined("number")
        case "of":
            return _defined("conditions")
        case "any_about":
            return {"type": "boolean"}
        case "at_least":
            return {"const": "partly"}
        case "about":
            return {"type": "object", **_closed({"where": _defined("tests")}, ("where",))}
        case _:
            return {"type": "string"}


def _matcher() -> Schema:
    """What a field must be: a value, one of several, or operators."""
    names = (*SHAPES, *OF_LISTS, *OF_RECORDS, "count", "given", "where", "share")
    operators = {name: _operator(name) for name in names}
    return {
        "type": ["string", "number", "boolean", "array", "object"],
        "items": _defined("argument"),
        "if": {"type": "object", "required": ["parameter"]},
        "then": _defined("argument"),
        "else": _closed(_described(operators, OPERATOR_SAYS)),
    }


def _operator(name: str) -> Schema:
    tests = {
        key: _defined("tests") | {"description": BESIDE_SAYS[key]} for key in ("where", "has")
    }
    match name:
        case "some" | "every" | "no":
            return {"type": "object", **_closed(tests)}
        case "latest":
            by = {"type": "string", "description": "Fältet som postena ordnas efter."}
            return {"type": "object", **_closed({"by": by, **tests}, ("by",))}
        case "count":
            return _number(tests | {"is": _defined("number") | {"description": BESIDE_SAYS["is"]}})
        case "share":
            return _defined("number")
        case "where":
            return _defined("tests")
        case "given":
            return {"type": "boolean"}
        case _ if name in _MANY:
            return _defined("arguments")
        case _:
            return _defined("argument")


def _number(more: Schema) -> Schema:
    """What a number must be: a value, one of several, or operators; and what else may be there."""
    operators = {
        name: _operator(name) | {"description": OPERATOR_SAYS[name]}
        for name, shapes in SHAPES.items()
        if "number" in shapes
    }
    parameter: Schema = {key: {"type": "string"} for key in ("parameter", "on")}
    return {
        "type": ["string", "number", "array", "object"],
        "items": _defined("argument"),
        **_closed(operators | more | parameter),
    }
