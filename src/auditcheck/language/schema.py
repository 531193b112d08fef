"""The JSON Schema of evidence, for editors and CI, and what it shares with that of rules."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, models_json_schema
from pydantic_core import core_schema

from auditcheck.language.fields import fields_of
from auditcheck.model.engagement import Audit
from auditcheck.model.kinds import KINDS
from auditcheck.model.written import ID_PATTERN, Accept

DIALECT = "https://json-schema.org/draft/2020-12/schema"
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


def definitions_of(models: Iterable[type[BaseModel]]) -> Schema:
    """The models and all that they hold, by name."""
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


def ref(model: type[BaseModel]) -> Schema:
    """What stands where a model is meant."""
    return {"$ref": f"#/$defs/{model.__name__}"}


def by_id(schema: Schema, description: str = "", pattern: str = ID_PATTERN) -> Schema:
    """A section: a mapping from ids."""
    section = {
        "type": "object",
        "additionalProperties": schema,
        "propertyNames": {"pattern": pattern},
    }
    return section | ({"description": description} if description else {})


def evidence_schema(
    vocabulary: Mapping[str, Mapping[str, str]], acceptable: Mapping[str, str]
) -> Schema:
    """The schema of an evidence file, with the codes that may be accepted and what each means.

    A coded field takes the vocabulary's words, if any.
    """
    definitions = definitions_of([Audit, *KINDS.values()])
    for kind, model in KINDS.items():
        properties = definitions[model.__name__]["properties"]
        for name, field in fields_of(kind).items():
            words = vocabulary.get(field.vocabulary)
            if words:
                coded = properties[name].get("items", properties[name])
                coded.update(one_of(words))
    definitions[Accept.__name__]["properties"]["code"].update(one_of(acceptable))
    return {
        "$schema": DIALECT,
        "title": "auditcheck: granskningsbevis",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "audit": ref(Audit) | {"description": "Granskningen: en enda."},
            **{kind: by_id(ref(model), SECTIONS[kind]) for kind, model in KINDS.items()},
        },
        "$defs": definitions,
    }


def one_of(words: Mapping[str, str]) -> Schema:
    """Words to choose from, each with what editors say of it."""
    said = {"enumDescriptions": [*words.values()]} if any(words.values()) else {}
    return {"enum": [*words], **said}


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
