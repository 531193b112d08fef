"""What `check` found, in each format that a terminal, a forge or a hook reads."""

from collections.abc import Callable, Mapping

from auditcheck.report.diagnostics import github, gitlab, junit, plain_json, sarif, text
from auditcheck.report.diagnostics.findings import Findings

FORMATS: Mapping[str, Callable[[Findings], str]] = {
    "text": text.render,  # for people
    "json": plain_json.render,  # for programs: every field, by its name
    "sarif": sarif.render,  # SARIF 2.1.0: GitHub code scanning, editors
    "github": github.render,  # annotations that a GitHub workflow writes to its log
    "gitlab": gitlab.render,  # GitLab's code quality report
    "junit": junit.render,  # JUnit XML: what shows tests shows these
}
