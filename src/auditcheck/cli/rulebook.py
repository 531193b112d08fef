"""`rules`: a rule pack as a page to read."""

from typing import Literal

from auditcheck.cli.answer import Code, out
from auditcheck.cli.opening import opened_pack, opened_tests


def run_rules(rules: str, format_: Literal["text", "md", "html"]) -> int:
    """Write the pack in a folder, or a shipped one, as a page to stdout."""
    from auditcheck import __version__
    from auditcheck.files.shipped import shipped
    from auditcheck.language.wording import wording_of
    from auditcheck.pipeline import places_of_criteria
    from auditcheck.report.rulebook import build, render

    folder, pack = opened_pack(rules)
    made_by = f"auditcheck {__version__}"
    tests = opened_tests(rules, pack)
    view = build(pack, wording_of(pack), tests, places_of_criteria(folder), folder.shown, made_by)
    out(render(view, shipped("templates"), format_))
    return Code.DONE
