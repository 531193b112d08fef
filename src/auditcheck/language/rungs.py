"""What gives a level, in Swedish words: a rung of a part's ladder, or of the conclusion's."""

from typing import assert_never

from auditcheck.language.swedish import FULFILLED, count, percent
from auditcheck.model.rules import Quantity
from auditcheck.model.truth import Degree


def rung(
    essential: Quantity | None,
    supporting: Quantity | None,
    counting: Degree,
    condition: str | None,
) -> str:
    """What gives a level, as a clause without a full stop; `condition` is a demand's sentence."""
    groups = ((essential, "väsentligt", "väsentliga"), (supporting, "stödjande", "stödjande"))
    said = [
        _quantity(quantity, one, many, counting)
        for quantity, one, many in groups
        if quantity is not None
    ]
    text = " och ".join(said)
    if essential and supporting and essential.word == supporting.word == "all":
        text = _quantity(essential, "", "väsentliga och stödjande", counting)
    return _with_condition(text, condition)


def parts_rung(parts: Quantity | None, level: str | None, condition: str | None) -> str:
    """What gives a level of the conclusion, as a clause without a full stop."""
    text = "" if parts is None else f"{_parts(parts)} når minst bedömningen ”{level}”"
    return _with_condition(text, condition)


def _with_condition(text: str, condition: str | None) -> str:
    if condition is None:
        return text or "inga särskilda krav ställs"
    also = f"{condition[:1].lower()}{condition[1:].removesuffix('.')}"
    return f"{text}; dessutom gäller följande: {also}" if text else also


def _parts(quantity: Quantity) -> str:
    match quantity.word:
        case "all":
            return "alla delfrågor"
        case "some":
            return "minst en delfråga"
        case "half":
            return "minst hälften av delfrågorna"
        case "none":
            return "ingen delfråga"
        case "number" if quantity.number == 1:
            return "minst en delfråga"
        case "number":
            return f"minst {count(quantity.number, neuter=False)} delfrågor"
        case "share":
            return f"minst {percent(quantity.share)} av delfrågorna"
        case _:
            assert_never(quantity.word)


def _quantity(quantity: Quantity, one: str, many: str, counting: Degree) -> str:
    met, all_met = FULFILLED[counting]
    match quantity.word:
        case "all":
            return f"alla {many} kriterier är {all_met}"
        case "some":
            return f"minst ett {one} kriterium är {met}"
        case "half":
            return f"minst hälften av de {many} kriterierna är {all_met}"
        case "none":
            return f"inget {one} kriterium är {met}"
        case "number":
            if quantity.number == 1:
                return f"minst ett {one} kriterium är {met}"
            return f"minst {count(quantity.number, neuter=True)} {many} kriterier är {all_met}"
        case "share":
            return f"minst {percent(quantity.share)} av de {many} kriterierna är {all_met}"
        case _:
            assert_never(quantity.word)
