"""Swedish words for kinds, records, operators, fixed words and numbers.

A noun is written with its article and, where it has one, its plural after a slash. A verb says
what an item does with the value: `ägs av` + the owner. It takes no ending for gender or number.
One that begins with `är` can also stand after the noun without it: `dokument av typen …`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from auditcheck.model.conditions import Operator
from auditcheck.model.days import Unit
from auditcheck.model.truth import Degree


@dataclass(frozen=True, slots=True)
class Words:
    """A noun, the verb that binds it to a value, and what the field holds.

    `of` is the kind or record of a reference or a list, `fixed` the Swedish of the words that the
    model fixes in other words, and `star` the name that stands for the star.
    """

    noun: str
    given_verb: str = ""
    of: str = ""
    fixed: Mapping[str, str] = field(default_factory=dict)
    star: str = ""

    @property
    def with_article(self) -> str:
        """`en status`."""
        return self.noun.partition("/")[0].replace("*", self.star)

    @property
    def one(self) -> str:
        """`status`."""
        return self.with_article.partition(" ")[2]

    @property
    def many(self) -> str:
        """The plural, or the singular of what has none."""
        return self.noun.partition("/")[2] or self.one

    @property
    def name(self) -> str:
        """A field's name: the plural of a list."""
        return self.many if "/" in self.noun else self.one

    @property
    def neuter(self) -> bool:
        """Whether it is `ett` and `det`."""
        return self.noun.startswith("ett ")

    @property
    def own(self) -> str:
        """`egen`, `eget` or `egna`, as the noun's gender and number want."""
        if "/" in self.noun:
            return "egna"
        return "eget" if self.neuter else "egen"

    @property
    def verb(self) -> str:
        """`har status`, when no other is given."""
        return self.given_verb.replace("*", self.star) or f"har {self.one}"


NOUNS: Mapping[str, Words] = {
    "sources": Words("en källa/källor"),
    "actors": Words("en aktör/aktörer"),
    "documents": Words("ett dokument/dokument"),
    "forums": Words("ett forum/forum"),
    "functions": Words("en funktion/funktioner"),
    "reports": Words("en rapport/rapporter"),
    "decisions": Words("ett beslut/beslut"),
    "activities": Words("en aktivitet/aktiviteter"),
    "indicators": Words("en indikator/indikatorer"),
    "funds": Words("en finansieringspost/finansieringsposter"),
    "figures": Words("en sifferuppgift/sifferuppgifter"),
    "samples": Words("ett stickprov/stickprov"),
    "observations": Words("en iakttagelse/iakttagelser"),
    "absences": Words("en avsaknad/avsaknader"),
    "judgements": Words("en bedömning/bedömningar"),
    "responses": Words("ett svar/svar"),
    "organ": Words("ett organ/organ"),
    "bevis": Words("ett bevis/bevis"),
    "citation": Words("en källhänvisning/källhänvisningar"),
    "mention": Words("en hänvisning/hänvisningar"),
    "follow-up": Words("en uppföljning/uppföljningar"),
    "presentation": Words("en redovisning/redovisningar"),
    "member": Words("en ledamot/ledamöter"),
    "measurement": Words("en mätning/mätningar"),
    "limitation": Words("en begränsning/begränsningar"),
    "unadvised": Words("en brist utan rekommendation/brister utan rekommendation"),
    "unweighed": Words("en brist som inte vägs/brister som inte vägs"),
    "request": Words("en begäran/framställningar"),
}

NUMBER: Mapping[Operator, str] = {
    "is": "{}",
    "is_not": "något annat än {}",
    "one_of": "{}",
    "none_of": "något annat än {}",
    "at_least": "minst {}",
    "at_most": "högst {}",
    "above": "mer än {}",
    "below": "mindre än {}",
    "between": "mellan {}",
}
"""What a number is, after `på` or `är`."""

TAIL: Mapping[Operator, str] = {
    "before": "före {}",
    "after": "efter {}",
    "on_or_before": "senast {}",
    "on_or_after": "tidigast {}",
    "within": "inom {} före granskningens dag",
    "older_than": "mer än {} före granskningens dag",
    "in_period": "inom {}",
    "overlaps": "under någon del av {}",
    "contains_text": "med texten {} i sig",
    "starts_with": "med texten {} i början",
    "ends_with": "med texten {} i slutet",
}
"""What follows the field's noun: `ett datum före …`."""

YEAR_TAIL: Mapping[Operator, str] = {
    "at_least": "från och med {}",
    "at_most": "till och med {}",
    "above": "efter {}",
    "below": "före {}",
    "between": "mellan {}",
}
YEARS = ("year", "plan_year")

VERB: Mapping[Operator, tuple[str, bool]] = {
    "is": ("och", False),
    "is_not": ("eller", True),
    "one_of": ("eller", False),
    "none_of": ("eller", True),
    "includes": ("och", False),
    "includes_any": ("eller", False),
    "excludes": ("eller", True),
}
"""What follows the field's verb: the word between the values, and whether it is negated."""

COUNT: Mapping[Operator, str] = {
    "is": "exakt {}",
    "is_not": "fler eller färre än {}",
    "one_of": "exakt {}",
    "none_of": "ett annat antal än {}",
    "at_least": "minst {}",
    "at_most": "högst {}",
    "above": "fler än {}",
    "below": "färre än {}",
    "between": "mellan {}",
}
"""How many, before the noun."""

FULFILLED: Mapping[Degree, tuple[str, str]] = {
    Degree.MET: ("uppfyllt", "uppfyllda"),
    Degree.PARTLY_MET: ("minst delvis uppfyllt", "minst delvis uppfyllda"),
    Degree.NOT_MET: ("prövat", "prövade"),
}

UNITS: Mapping[Unit, tuple[str, str]] = {
    "days": ("en dag", "dagar"),
    "weeks": ("en vecka", "veckor"),
    "months": ("en månad", "månader"),
    "years": ("ett år", "år"),
}

REQUEST: Mapping[str, str] = {
    "actors": "uppgift om ",
    "forums": "protokoll, uppdragsbeskrivning eller annat underlag som visar ",
    "functions": "uppdragsbeskrivning eller annat underlag som visar ",
    "reports": "protokoll eller annat underlag som visar ",
    "decisions": "protokoll eller annat underlag som visar ",
    "activities": "plan, uppföljning eller annat underlag som visar ",
    "indicators": "mål- och uppföljningsunderlag som visar ",
    "funds": "ekonomiskt underlag som visar ",
    "figures": "underlag som visar ",
    "samples": "resultatet av ",
    "observations": "underlag för ",
}
"""What to ask for, before the thing that it shows; a document is asked for itself."""

DOCUMENT_ENDINGS: Mapping[str, tuple[str, ...]] = {
    "en": ("plan", "bild", "överenskommelse", "policy", "rutin", "ordning", "strategi",
           "instruktion", "riktlinje", "rapport", "analys"),
    "ett": ("program", "beslut", "protokoll", "reglemente", "avtal", "direktiv", "underlag"),
}  # fmt: skip
"""Types of documents that can be named as a thing of their own, `en åtgärdsplan`, by article."""

RECORDS = ("citation", "mention", "follow-up", "presentation", "member", "measurement",
           "limitation", "unadvised", "unweighed", "request")  # fmt: skip
"""The nouns that are a list's records, not items."""

_SMALL = ("noll", "", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva",
          "tolv")  # fmt: skip
_UNGROUPED = 10_000
_UNWRITTEN = 1e15  # no person writes such a share; a float is exact enough for it
NBSP = "\N{NO-BREAK SPACE}"


def number(value: float | Fraction) -> str:
    """A number with Swedish signs: a decimal comma, and groups of three from 10 000 on."""
    if isinstance(value, Fraction):
        text = f"{float(value):,.4f}".rstrip("0").rstrip(".")
    else:
        text = f"{value:,}"
    grouped = "" if -_UNGROUPED < value < _UNGROUPED else NBSP
    return text.replace(",", grouped).replace(".", ",")


def percent(value: float | Fraction) -> str:
    """A share in per cent, exact for what a person writes."""
    exact: float | Fraction = Fraction(str(value)) if -_UNWRITTEN < value < _UNWRITTEN else value
    return f"{number(exact * 100)}{NBSP}%"


def count(value: int, *, neuter: bool) -> str:
    """A number of things: in letters up to twelve, `ett` or `en` by the noun's gender."""
    if value == 1:
        return "ett" if neuter else "en"
    return _SMALL[value] if value in range(len(_SMALL)) else number(value)
