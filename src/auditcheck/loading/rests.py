"""What is sound in an entry that is refused, so that its other faults are told at once."""

from copy import copy
from functools import cache
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError, create_model

from auditcheck.loading.sections import Entry

Model = TypeVar("Model", bound=BaseModel)


@cache
def loosened(model: type[Model]) -> type[Model]:
    """The model with no field that must be given."""
    fields: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        if info.is_required():
            optional = copy(info)
            optional.default = None
            fields[name] = (info.annotation, optional)
    return create_model(model.__name__, __base__=model, **fields) if fields else model


def rest_of(model: type[Model], entry: Entry) -> Model | None:
    """The entry without the fields that are wrong or missing; None where nothing is left."""
    loose: type[Model] = loosened(model)
    value = entry.value
    if not isinstance(value, dict):
        return None
    try:
        return loose.model_validate(value)
    except ValidationError as error:
        wrong = {each["loc"][0] for each in error.errors(include_url=False) if each["loc"]}
    try:
        return loose.model_validate({key: value[key] for key in value if key not in wrong})
    except ValidationError:  # of the fields together
        return None
