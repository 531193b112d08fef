"""What a public result hides: the confidential items, what only they show, and their words.

Words of the hidden are looked for in everything that a person wrote; not in what the rules say,
which is public by itself, nor where a public item says the same.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from auditcheck.language.fields import FieldType, fields_of, record_fields
from auditcheck.model.kinds import KINDS
from auditcheck.model.results import ItemResult, Result
from auditcheck.model.traces import Plain

MARK = "[…]"
_SHORTEST = 6  # shorter texts, such as a unit or the number of a paragraph, tell nobody's secret

Types = Mapping[str, FieldType]


def hidden_in(result: Result) -> frozenset[str]:
    """The confidential ids, and those that rest on such sources only or serve such items only."""
    items = result.everything.values()
    citing: dict[str, set[str]] = {}
    for item in items:
        for cite in item.sources:
            citing.setdefault(cite.source, set()).add(item.id)
    hidden = {item.id for item in items if item.confidential}
    resting = {item.id: {cite.source for cite in item.sources} for item in items if item.sources}
    hidden |= {id_ for id_, sources in resting.items() if sources <= hidden}
    return frozenset(hidden | {source for source, by in citing.items() if by <= hidden})


class Veil:
    """Hides ids and words in values: where one stood, `MARK` stands."""

    def __init__(self, result: Result) -> None:
        self.ids = hidden_in(result)
        self._result = result

    def text(self, written: str) -> str:
        """What a person wrote, with every hidden id and text in it hidden."""
        return self._secrets.sub(MARK, written) if self.ids else written

    def demand(self, said: str) -> str:
        """What the rules ask, with the names of bodies that are hidden hidden."""
        return self._bodies.sub(MARK, said) if self.ids else said

    def seen(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Those of the ids that are not hidden."""
        return tuple(id_ for id_ in ids if id_ not in self.ids)

    def hides(self, ids: Iterable[str]) -> bool:
        """Whether one of the ids is hidden."""
        return not self.ids.isdisjoint(ids)

    def mapping(self, written: Mapping[str, Plain], types: Types) -> dict[str, Plain]:
        """The fields of an item, of a record or of the audit, with what is hidden in them."""
        return {name: self.value(value, types.get(name)) for name, value in written.items()}

    def fields(self, item: ItemResult) -> dict[str, Plain]:
        """The fields of a public item."""
        types = types_of(item.kind)
        if item.kind == "absences":
            sought = types_of(str(item.fields.get("of")))
            where = item.fields.get("where")
            if isinstance(where, dict):
                fields = {name: each for name, each in item.fields.items() if name != "where"}
                return {**self.mapping(fields, types), "where": self.mapping(where, sought)}
        return self.mapping(item.fields, types)

    def value(self, value: Plain, of: FieldType | None) -> Plain:
        """A value of a field; a record that names what is hidden is hidden whole.

        Without a type, as in a result of another make, every text may be a name or prose.
        """
        match value:
            case list():
                return [self.value(each, of) for each in value]
            case dict() if of is not None and of.element is not None:
                inner = {self.text(key): each for key, each in value.items()}
                return {key: self.value(each, of.element) for key, each in inner.items()}
            case dict():
                types = record_fields(of) if of is not None and of.record is not None else {}
                return MARK if self._names_hidden(value, types) else self.mapping(value, types)
            case str():
                shape = "" if of is None else of.shape
                if shape in ("reference", "") and value in self.ids:
                    return MARK
                return self.text(value) if shape in ("text", "") else value
            case _:
                return value

    def _names_hidden(self, record: Mapping[str, Plain], types: Types) -> bool:
        return any(
            value in self.ids
            for name, value in record.items()
            if isinstance(value, str) and (name not in types or types[name].shape == "reference")
        )

    @cached_property
    def _secrets(self) -> re.Pattern[str]:
        said = _words_of(self._result)
        open_ = {_squeezed(text) for text in self._public_texts()}
        ids = [rf"(?<![\w-]){re.escape(id_)}(?![\w-])" for id_ in self.ids if id_ not in said]
        texts = {
            text.strip()
            for text in self._hidden_texts()
            if len(text.strip()) >= _SHORTEST
            and _squeezed(text) not in open_
            and _squeezed(text) not in said
        }
        return _any_of([*(_loosely(text) for text in texts), *ids])

    @cached_property
    def _bodies(self) -> re.Pattern[str]:
        bodies = self._result.audit.get("bodies")
        named = bodies.values() if isinstance(bodies, dict) else ()
        hidden = [self._result.everything[str(id_)] for id_ in named if id_ in self.ids]
        names = [str(item.fields["name"]) for item in hidden if "name" in item.fields]
        return _any_of([_loosely(name) for name in names])

    def _hidden_texts(self) -> Iterator[str]:
        for item in self._result.everything.values():
            hidden = item.id in self.ids
            if hidden:
                yield from texts_in(item.fields, types_of(item.kind))
            for cite in item.sources:
                if cite.quote and (hidden or cite.source in self.ids):
                    yield cite.quote

    def _public_texts(self) -> Iterator[str]:
        yield from texts_in(self._result.audit, types_of("audit"))
        for item in self._result.everything.values():
            if item.id not in self.ids:
                yield from texts_in(item.fields, types_of(item.kind))


def types_of(kind: str) -> Types:
    """The types of a kind's fields, of the audit's or, of a kind that we do not know, none."""
    return fields_of(kind) if kind in KINDS or kind == "audit" else {}


def texts_in(fields: Mapping[str, Plain], types: Types) -> Iterator[str]:
    """Everything in the fields in words of one's own: no word of the model, reference or date."""
    for name, value in fields.items():
        yield from _texts(value, types.get(name))


def _texts(value: Plain, of: FieldType | None) -> Iterator[str]:
    match value:
        case list():
            for each in value:
                yield from _texts(each, of)
        case dict():
            if of is not None and of.element is not None:
                yield from value
            types = record_fields(of) if of is not None and of.record is not None else {}
            yield from texts_in(value, types)
        case str() if of is None or of.shape == "text" or (of.shape == "word" and not of.words):
            yield value


def _words_of(result: Result) -> "_Said":
    """All that the rules say: with their words alone nothing is told of the evidence."""
    said = [result.pack.title, *result.authorities, *result.criteria]
    said += [word for words in result.words.values() for pair in words.items() for word in pair]
    for authority in result.authorities.values():
        said += [authority.title, authority.note or ""]
    for criterion in result.criteria.values():
        said += [criterion.title, criterion.says, criterion.note or ""]
        said += [criterion.duty_holder or "", criterion.section or ""]
    for question in result.questions:
        said += [question.asks, *(part.asks for part in question.parts)]
    said += [each.text for each in result.recommendations]
    said += [body for each in result.recommendations for body in each.to]
    said += [result.conclusion.asks] if result.conclusion else []
    return _Said(said)


class _Said:
    """Texts, as something that a word or a phrase can be in: whole words, in any case."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = _squeezed("\n".join(texts))

    def __contains__(self, phrase: str) -> bool:
        found = rf"(?<![\w-]){re.escape(_squeezed(phrase))}(?![\w-])"
        return re.search(found, self._texts) is not None


def _squeezed(text: str) -> str:
    return " ".join(text.casefold().split())


def _loosely(text: str) -> str:
    """The words of a text with any white space between them, the last perhaps inflected."""
    words = [re.escape(word) for word in text.split()]
    start, end = (
        (r"(?<!\w)" if text[:1].isalnum() else ""),
        (r"\w*" if text[-1:].isalpha() else ""),
    )
    return start + r"\s+".join(words) + end


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    """Any of the patterns, the longest first; of none, what is never found."""
    return re.compile("|".join(sorted(patterns, key=len, reverse=True)) or r"(?!)", re.IGNORECASE)
