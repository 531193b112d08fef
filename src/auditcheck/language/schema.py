"""JSON Schemas of evidence and rules, for editors and CI."""

from collections.abc import Iterable, Mapping
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from auditcheck.language.conditions import FORMS
from auditcheck.language.fields import fields_of
from auditcheck.model.conditions import Operator
from auditcheck.model.engagement import Audit
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
from auditcheck.model.written import ID_PATTERN

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_LISTS = ("includes", "includes_any", "excludes", "some", "every", "no", "count", "latest")

_QUANTITIES = ("essential", "supporting", "parts")

Schema = dict[str, Any]


class _Generator(GenerateJsonSchema):
    """Pydantic's schema, without null (a field is left out instead) and without made-up titles."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        if schema.get("default") is None:
            return self.generate_inner(schema["schema"])
        return super().default_schema(schema)

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002  pydantic's hook
        return False


def _definitions(models: Iterable[type[BaseModel]]) -> Schema:
    pairs = [(model, "validation") for model in models]
    _, schema = models_json_schema(
        pairs,  # type: ignore[arg-type]  # a list of pairs with the literal
        schema_generator=_Generator,
        by_alias=True,
    )
    definitions: Schema = schema["$defs"]
    definitions.pop("Days", None)  # how dates are held, not how they are written
    for definition in definitions.values():
        definition.pop("title", None)
        definition.pop("description", None)
    resolved = _resolved(definitions)
    assert isinstance(resolved, dict)  # noqa: S101  a mapping stays one
    return resolved


def _resolved(schema: object) -> object:
    """Pydantic knows no schema of conditions: what names one gets its reference here."""
    if isinstance(schema, list):
        return [_resolved(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if "x-defined" in schema:
        rest = {key: each for key, each in schema.items() if key != "x-defined"}
        return rest | {"$ref": f"#/$defs/{schema['x-defined']}"}
    return {key: _resolved(each) for key, each in schema.items()}


def _ref(model: type[BaseModel]) -> Schema:
    return {"$ref": f"#/$defs/{model.__name__}"}


def _by_id(schema: Schema, description: str = "", pattern: str = ID_PATTERN) -> Schema:
    section = {
        "type": "object",
        "additionalProperties": schema,
        "propertyNames": {"pattern": pattern},
    }
    return section | ({"description": description} if description else {})


def evidence_schema(vocabulary: Mapping[str, Mapping[str, str]]) -> Schema:
    """The schema of an evidence file; a coded field takes the vocabulary's words, if any."""
    definitions = _definitions([Audit, *KINDS.values()])
    for kind, model in KINDS.items():
        properties = definitions[model.__name__]["properties"]
        for name, field in fields_of(kind).items():
            words = vocabulary.get(field.vocabulary)
            if words:
                coded = properties[name].get("items", properties[name])
                coded["enum"] = list(words)
    return {
        "$schema": DIALECT,
        "title": "auditcheck: granskningsbevis",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "audit": _ref(Audit) | {"description": "Granskningen: en enda."},
            **{kind: _by_id(_ref(model), SECTIONS[kind]) for kind, model in KINDS.items()},
        },
        "$defs": definitions,
    }


SECTIONS = {
    "sources": "Källor, efter id.",
    "actors": "Nämnder, enheter, bolag och myndigheter, efter id.",
    "documents": "Planer, program, överenskommelser, lägesbilder …, efter id.",
    "forums": "Forum där man möts, efter id.",
    "functions": "Stående uppgifter som någon har, efter id.",
    "reports": "Information som gått från ett organ till ett annat, efter id.",
    "decisions": "Vad ett organ beslutat, efter id.",
    "activities": "Insatser, efter id.",
    "indicators": "Mätta mål, efter id.",
    "funds": "Pengar som tagits emot, fördelats eller betalats, efter id.",
    "figures": "Tal som den granskade anger, efter id.",
    "samples": "Stickprov, n av N, efter id.",
    "observations": "Revisorns iakttagelser, efter id.",
    "absences": "Vad som eftersökts och inte finns, efter id.",
    "judgements": "Revisorns avsteg från reglernas nivå, efter id.",
    "responses": "Den granskades svar på rekommendationer, efter id.",
}


def rules_schema() -> Schema:
    """The schema of a rule file: its sections, conditions, matchers and rungs."""
    models = (
        PackHead, ScaleText, AuthorityText, CriterionText, QuestionText, ConclusionText,
        RecommendationText,
    )  # fmt: skip
    definitions = _definitions(models) | _language()
    words = {"anyOf": [_strings(), {"type": "object", "additionalProperties": {"type": "string"}}]}
    value = {"type": ["number", "string"]}
    return {
        "$schema": DIALECT,
        "title": "auditcheck: regelpaket",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "pack": _ref(PackHead),
            "scale": _ref(ScaleText),
            "scales": _by_id(_ref(ScaleText)),
            "authorities": _by_id(_ref(AuthorityText)),
            "vocabulary": {
                "type": "object",
                "properties": dict.fromkeys(_coded_fields(), words),
                "additionalProperties": False,
            },
            "parameters": _by_id(
                {"anyOf": [value, {"type": "object", "additionalProperties": value}]}
            ),
            "selections": _by_id({"$ref": "#/$defs/selection"}),
            "criteria": _by_id(_ref(CriterionText), pattern=_DOTTED),
            "questions": _by_id(_ref(QuestionText)),
            "conclusion": _ref(ConclusionText),
            "recommendations": _by_id(_ref(RecommendationText)),
        },
        "$defs": definitions,
    }


_DOTTED = r"^[a-z0-9]+([-.][a-z0-9]+)*$"


def _coded_fields() -> list[str]:
    fields = (field for kind in KINDS for field in fields_of(kind).values())
    return [field.vocabulary for field in fields if field.vocabulary]


def _strings() -> Schema:
    return {"type": "array", "items": {"type": "string"}}


def _language() -> Schema:
    """Conditions, tests, matchers and rungs; what fits which field is seen when a pack loads."""
    condition, tests = {"$ref": "#/$defs/condition"}, {"$ref": "#/$defs/tests"}
    scalar = {"type": ["string", "number", "boolean"]}
    operators = [*get_args(Operator), *_LISTS, "where", "share", "given", "parameter", "on"]
    forms = [_form(form, beside, condition, tests) for form, beside in FORMS.items()]
    conditions = {"type": "array", "items": condition, "minItems": 1}
    return {
        "condition": {"type": "object", "anyOf": forms, "description": "Ett villkor."},
        "conditions": conditions,
        "tests": {
            "type": "object",
            "additionalProperties": {"$ref": "#/$defs/matcher"},
            "description": "Fält och vad de ska vara; punkt når in i poster, t.ex. valid.until.",
        },
        "matcher": {
            "anyOf": [
                scalar,
                {"type": "array", "items": scalar},
                {"type": "object", "propertyNames": {"enum": list(dict.fromkeys(operators))}},
            ]
        },
        "selection": {
            "type": "object",
            "required": ["of"],
            "additionalProperties": False,
            "properties": {"of": {"type": "string"}, "where": tests, "has": tests},
        },
        "rung": {
            "type": "object",
            "properties": {
                **{each: {"$ref": "#/$defs/quantity"} for each in _QUANTITIES},
                "counting": {"const": "partly"},
                "reaches": {"type": "string"},
            },
            "description": "Vad som ger nivån: mängder av kriterier, och eventuellt ett villkor.",
        },
        "quantity": {
            "anyOf": [
                {"enum": ["all", "some", "half", "none"]},
                {"type": "integer", "minimum": 1},
                {"type": "string", "pattern": r"^\d+(\.\d+)? ?%$"},
            ]
        },
    }


def _form(form: str, beside: tuple[str, ...], condition: Schema, tests: Schema) -> Schema:
    own: Schema = {"type": "string"}
    if form in ("some", "every", "no", "count", "share"):
        own = {"anyOf": [{"enum": list(DEMANDABLE)}, {"type": "string"}]}
    elif form in ("all", "any"):
        own = {"$ref": "#/$defs/conditions"}
    elif form == "not":
        own = condition
    elif form == "at_least":
        own = {"type": "integer", "minimum": 1}
    elif form == "audit":
        own = tests
    others: Schema = {
        "where": tests,
        "has": tests,
        "of": {"$ref": "#/$defs/conditions"},
        "any_about": {"type": "boolean"},
        "at_least": {"const": "partly"},
        "reaches": {"type": "string"},
        "about": {"type": "object", "properties": {"where": tests}},
    }
    properties = {form: own} | {key: others.get(key, {}) for key in beside}
    needed = [form, *(key for key in beside if key in ("is", "of", "reaches"))]
    return {"properties": properties, "required": needed}
