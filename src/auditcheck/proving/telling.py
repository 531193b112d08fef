"""What a pack's cases expect of each criterion and level, without running them: to be read."""

from collections import defaultdict
from collections.abc import Iterable
from typing import assert_never

from auditcheck.files.diagnostic import Diagnostic
from auditcheck.files.yaml_text import Document
from auditcheck.loading.problems import validated
from auditcheck.model.assessments import At
from auditcheck.model.rules import Pack
from auditcheck.model.wording import Tests, Tried
from auditcheck.proving.cases import cases_in
from auditcheck.proving.expecting import Expected, read_expectations
from auditcheck.proving.written import CaseText


def tests_in(
    documents: Iterable[Document], pack: Pack, folder: str
) -> tuple[Tests, tuple[Diagnostic, ...]]:
    """The cases in test files by what they expect something of, and what is wrong with them.

    Their evidence is not looked at, so the audits that they start from need not be there; places
    are paths inside the folder, which is shown as `folder`.
    """
    problems: list[Diagnostic] = []
    told: dict[tuple[str, str], list[Tried]] = defaultdict(list)
    for document in documents:
        for name, entry in cases_in(document, problems):
            text = validated(CaseText, entry, problems)
            if text is None:
                continue
            span = entry.span
            at = At(document.path.removeprefix(f"{folder}/"), span.line, span.column)
            expected = read_expectations(entry, text.expect, pack, problems)
            for about, found in _by_name(expected).items():
                told[about].append(Tried(name, found, at))
    criteria = {id_: tuple(told["criterion", id_]) for id_ in pack.criteria}
    parts = {
        (question.id, part.id): tuple(told["part", f"{question.id}.{part.id}".rstrip(".")])
        for question in pack.questions.values()
        for part in question.parts
    }
    return Tests(criteria, parts, tuple(told["conclusion", ""])), tuple(problems)


def _by_name(
    expected: Iterable[Expected],
) -> dict[tuple[str, str], tuple[tuple[str, tuple[str, ...]], ...]]:
    """What one case expects, by the criterion or part that it is of."""
    found: dict[tuple[str, str], list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for each in expected:
        match each.what:
            case "outcome" | "because":
                found["criterion", each.name].append((each.what, each.values))
            case "level" | "potential":
                found["part", each.name].append((each.what, each.values))
            case "conclusion":
                found["conclusion", ""].append((each.what, each.values))
            case "recommendations" | "diagnostics":
                pass
            case _:
                assert_never(each.what)
    return {about: tuple(expects) for about, expects in found.items()}
