"""What a criterion rests on in law or policy, and how strong the demand is, in words."""

from auditcheck.model.results import AuthorityResult
from auditcheck.report import pretty
from auditcheck.report.names import Piece, say, text


def ground(authority: AuthorityResult, section: str) -> Piece:
    """The provision that a criterion rests on: `6 kap. 6 § kommunallagen`, `SFS 2023:196, 4 §`."""
    to = pretty.target("a", authority.id)
    head, found, _ = authority.title.partition(section) if section else ("", "", "")
    if found and (name := head.strip(" ,")):
        return text(pretty.tidy(f"{section} {name[:1].lower()}{name[1:]}"), to)
    name = authority.reference or authority.title
    return text(pretty.tidy(f"{name}, {section}" if section else name), to)


def modality(word: str | None, *, final: bool) -> Piece:
    """How strong a demand is in its own words, and whether no judgement may pass over it."""
    if not word:
        return {}
    return say("modality.final" if final else f"modality.{word}", otherwise=word)
