"""What sentences call the bodies and parameters that conditions name."""

from collections.abc import Iterable

from auditcheck.language.scribe import Lexicon, Written
from auditcheck.loading.sections import Sections


def read_names(
    sections: Sections, lexicon: Lexicon, bodies: Iterable[str], parameters: Iterable[str]
) -> dict[str, str]:
    """The words for `body.NAME` and `parameter.NAME`, of those that the rules speak of."""
    known = [f"body.{name}" for name in dict.fromkeys(bodies)]
    known += [f"parameter.{name}" for name in parameters]
    names = {}
    for name, entry in sections.of("names").items():
        written = Written(entry.value, entry.document, entry.route, lexicon)
        called = written.text("what sentences call it, such as 'kommunstyrelsen'")
        if name not in known:
            what = "the body or parameter"
            written.unknown(what, name, known, code="unknown-id", at_key=True)
        elif called is not None:
            names[name] = called
    return names
