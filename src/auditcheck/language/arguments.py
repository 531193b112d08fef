"""Arguments of matchers: from what is written to what is looked up or compared with."""

from collections.abc import Collection, Mapping
from fractions import Fraction
from typing import get_args

from auditcheck.files.spelling import MOST_LISTED
from auditcheck.language.fields import FieldType, fields_of, find_field, record_fields
from auditcheck.language.scribe import Written, shown
from auditcheck.model.conditions import Argument, Dollar, DollarOf, Fixed, Parameter, Range
from auditcheck.model.days import Days, parse_days

DATE = FieldType("date")
NUMBER = FieldType("number")
PERIOD = FieldType("period")
MOST_DIGITS = 30
SHARE = FieldType("number", words=("%",))


class Surroundings:
    """What `$item` and `$record` mean where an argument stands: a kind, and a list's record."""

    __slots__ = ("kind", "record")

    def __init__(self, kind: str | None, record: FieldType | None = None) -> None:
        self.kind = kind
        self.record = record

    def inside(self, record: FieldType) -> "Surroundings":
        """The surroundings inside a list of records; a referenced item is no record."""
        return Surroundings(self.kind, record if record.shape == "record" else self.record)


def read_argument(written: Written, wanted: FieldType, around: Surroundings) -> Argument | None:
    """An argument that fits a field of type `wanted`; None when it does not, which is a fault."""
    value = written.value
    if isinstance(value, str) and value.startswith("$"):
        return _read_dollar(written, value, wanted, around)
    if isinstance(value, dict):
        return _read_mapping(written, wanted, around)
    return _read_fixed(written, wanted)


def _read_mapping(written: Written, wanted: FieldType, around: Surroundings) -> Argument | None:
    keys = written.mapping("a value")
    if "parameter" in keys:
        return _read_parameter_on(written, wanted, around)
    if wanted.shape == "period":
        return _read_range(written, around)
    written.fault("wrong-type", "found a mapping", f"write {wanted.said}")
    return None


def _read_fixed(written: Written, wanted: FieldType) -> Fixed | None:
    value = written.value
    match wanted.shape:
        case "text" if isinstance(value, str):
            return Fixed(value)
        case "flag" if isinstance(value, bool):
            return Fixed(value)
        case "number" if isinstance(value, int | float) and not isinstance(value, bool):
            return Fixed(value)
        case "number" if wanted is SHARE and isinstance(value, str):
            return _read_percentage(written, value)
        case "word" if isinstance(value, str):
            return _read_word(written, value, wanted)
        case "date" if isinstance(value, str | int) and not isinstance(value, bool):
            return _read_date(written, str(value))
        case "reference":
            written.fault(
                "names-evidence",
                f"found {shown(value)} where a reference is compared",
                "rules never name an item of the evidence: write $body.NAME, $item.FIELD, "
                "or follow the reference with 'where'",
            )
        case _:
            help_ = f"write {_wanted(wanted)}"
            words = [word for words in _words_of(written, wanted) for word in words]
            if wanted.shape == "word" and words:
                help_ = f"write one of: {', '.join(map(repr, words[:MOST_LISTED]))}"
            written.fault("wrong-type", f"found {shown(value)}", help_)
    return None


def _words_of(written: Written, wanted: FieldType) -> list[Collection[str]]:
    """The lists of words that a field may have: its own, or those of the vocabulary."""
    vocabulary = written.lexicon.vocabulary
    fields = (wanted, *wanted.others)
    return [field.words or vocabulary.get(field.vocabulary, ()) for field in fields]


def _wanted(wanted: FieldType) -> str:
    return "a share, such as 75 % or 0.75" if wanted is SHARE else wanted.said


def _read_percentage(written: Written, text: str) -> Fixed | None:
    share = percentage(text)
    if share is None:
        written.fault("wrong-type", f"found {shown(text)}", f"write {_wanted(SHARE)}")
        return None
    return Fixed(share)


def percentage(text: str) -> Fraction | None:
    """`75 %` as a fraction; None for what is not a percentage."""
    number = text.removesuffix("%").strip()
    digits = number.replace(".", "", 1)
    well_formed = digits.isascii() and digits.isdecimal() and len(digits) <= MOST_DIGITS
    return Fraction(number) / 100 if text.endswith("%") and well_formed else None


def _read_word(written: Written, word: str, wanted: FieldType) -> Fixed | None:
    fields = (wanted, *wanted.others)
    if any(field.vocabulary in written.lexicon.broken for field in fields):
        return None
    vocabulary = written.lexicon.vocabulary
    lists = _words_of(written, wanted)
    if not any(lists):
        written.fault(
            "no-vocabulary",
            f"'{word}' is asked for, but the vocabulary has no words for {wanted.vocabulary}",
            f"list the words of {wanted.vocabulary} under 'vocabulary'",
        )
        return None
    if not any(word in words for words in lists):
        known = written.lexicon.spellings.of(
            wanted, lambda: [each for words in lists for each in words]
        )
        written.unknown("the word", word, known)
        return None
    for field in fields:
        if word in vocabulary.get(field.vocabulary, ()):
            written.lexicon.words[field.vocabulary, word] = None
    return Fixed(word)


def _read_date(written: Written, text: str) -> Fixed | None:
    try:
        days = parse_days(text)
    except ValueError as error:
        written.fault("not-a-date", str(error), "write a day as YYYY-MM-DD")
        return None
    if days.first != days.last:
        written.fault(
            "not-a-date", f"'{text}' is not a whole day", "a rule's dates are days: YYYY-MM-DD"
        )
        return None
    return Fixed(days)


def read_list(
    written: Written, wanted: FieldType, around: Surroundings
) -> tuple[Argument, ...] | None:
    """One or several arguments, of which none may be missing."""
    if not isinstance(written.value, list):
        single = read_argument(written, wanted, around)
        return None if single is None else (single,)
    if not written.value:
        written.fault("empty-list", "found an empty list", "name at least one value")
        return None
    several = [read_argument(each, wanted, around) for each in written.items("a list")]
    known = tuple(each for each in several if each is not None)
    return known if len(known) == len(several) else None


def _read_range(written: Written, around: Surroundings) -> Range | None:
    keys = written.mapping("a period: {from: …, until: …}")
    for key in keys:
        if key not in ("from", "until"):
            written.at(key, None).unknown("the key", key, ("from", "until"), at_key=True)
            return None
    if not keys:
        written.fault(
            "wrong-type", "a period needs 'from' or 'until'", "write {from: …, until: …}"
        )
        return None
    ends = {key: read_argument(written.at(key, keys[key]), DATE, around) for key in keys}
    if None in ends.values():
        return None
    match ends:
        case {"from": Fixed(Days() as first), "until": Fixed(Days() as last)}:
            if last.first < first.first:
                message = f"the period ends {last}, before it begins {first}"
                written.fault("never-holds", message, "write the first day under 'from'")
                return None
        case _:
            pass
    return Range(ends.get("from"), ends.get("until"))


def _read_dollar(
    written: Written, text: str, wanted: FieldType, around: Surroundings
) -> Argument | None:
    head, *path = text[1:].split(".")
    found = _type_of_dollar(written, head, tuple(path), around)
    if found is None:
        return None
    if not _fits(found, wanted):
        written.fault("wrong-type", f"{text} is {found.said}", f"compare with {_wanted(wanted)}")
        return None
    if head == "parameter":
        return Parameter(path[0])
    return Dollar(next(name for name in get_args(DollarOf) if name == head), tuple(path))


def _type_of_dollar(
    written: Written, head: str, path: tuple[str, ...], around: Surroundings
) -> FieldType | None:
    match head, path:
        case "as_of", ():
            return DATE
        case "period", ():
            return PERIOD
        case "period", ("from" | "until",):
            return DATE
        case "body", (name,) if name:
            written.lexicon.bodies[name] = None
            return FieldType("reference", kinds=("actors", "forums"))
        case "parameter", (name,):
            return _type_of_parameter(written, name)
        case "audit", (_, *_):
            return _type_at(written, fields_of("audit"), path, "the audit")
        case "item", (_, *_) if around.kind:
            return _type_at(written, fields_of(around.kind), path, f"an item of {around.kind}")
        case "record", (_, *_) if around.record:
            return _type_at(written, record_fields(around.record), path, "the record")
        case _:
            written.fault(
                "unknown-reference",
                f"'{written.value}' names nothing here",
                "write $as_of, $period, $period.from, $period.until, $body.NAME, $audit.FIELD, "
                "$item.FIELD, $record.FIELD or $parameter.NAME",
            )
            return None


def _type_of_parameter(written: Written, name: str) -> FieldType | None:
    parameters = written.lexicon.parameters
    if name in written.lexicon.broken:
        return None
    if name not in parameters:
        known = written.lexicon.spellings.of("the parameter", lambda: parameters)
        written.unknown("the parameter", name, known, code="unknown-id")
        return None
    return parameters[name]


def _type_at(
    written: Written, fields: Mapping[str, FieldType], path: tuple[str, ...], whose: str
) -> FieldType | None:
    found = find_field(fields, path)
    if isinstance(found, FieldType):
        return found
    index, known = found
    written.unknown(f"the field of {whose}", path[index], known, code="unknown-field")
    return None


def _fits(found: FieldType, wanted: FieldType) -> bool:
    if found.many:
        return False
    texts = ("text", "word")
    return found.shape == wanted.shape or (found.shape in texts and wanted.shape in texts)


def _read_parameter_on(
    written: Written, wanted: FieldType, around: Surroundings
) -> Parameter | None:
    keys = written.mapping("{parameter: NAME, on: FIELD}")
    for key in keys:
        if key not in ("parameter", "on"):
            written.at(key, None).unknown("the key", key, ("parameter", "on"), at_key=True)
            return None
    at_name = written.at("parameter", keys["parameter"])
    name = at_name.text("the name of a parameter")
    found = None if name is None else _type_of_parameter(at_name, name)
    if name is None or found is None:
        return None
    if not _fits(found, wanted):
        written.fault("wrong-type", f"{name} is {found.said}", f"compare with {_wanted(wanted)}")
        return None
    if "on" not in keys:
        return Parameter(name)
    at = written.at("on", keys["on"])
    on = at.text("the name of a field that is a date")
    if on is None:
        return None
    path = tuple(on.removeprefix("$item.").split("."))
    if around.kind is None:
        at.fault("unknown-reference", "there is no item here", "leave out 'on'")
        return None
    day = _type_at(at, fields_of(around.kind), path, f"an item of {around.kind}")
    if day is None:
        return None
    if day.shape != "date" or day.many:
        at.fault("wrong-type", f"{on} is {day.said}", "name a field that is a date")
        return None
    return Parameter(name, path)
