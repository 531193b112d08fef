"""Templates that fail say where, and the fixed texts are whole in both languages."""

import re
import shutil
import tomllib
from pathlib import Path
from typing import Any, get_args

import pytest

from auditcheck.engine.publishing import publish
from auditcheck.model.assessments import PartState
from auditcheck.model.conditions import Operator
from auditcheck.model.kinds import KINDS, STRENGTH
from auditcheck.model.results import Result
from auditcheck.model.rules import Modality
from auditcheck.model.traces import Because, Form
from auditcheck.model.truth import Outcome, Truth
from auditcheck.report import fact_check, html, markdown
from auditcheck.report.templates import TemplateFault
from auditcheck.report.view import View, build
from report.conftest import TEMPLATES

ROOM = Path(__file__).parents[2] / "src/auditcheck/report"
_HOLES = re.compile(r"\{(\w+)\}")


def texts(language: str) -> dict[str, Any]:
    """The texts of a language by their dotted keys."""
    words = tomllib.loads((TEMPLATES / f"texts.{language}.toml").read_text("utf-8"))
    return {
        f"{group}.{name}": text for group, named in words.items() for name, text in named.items()
    }


SV, EN = texts("sv"), texts("en")


def test_both_languages_have_the_same_texts_with_the_same_holes() -> None:
    """And no text is empty."""
    assert list(SV) == list(EN)
    for key, text in SV.items():
        assert text
        assert set(_HOLES.findall(str(text))) == set(_HOLES.findall(str(EN[key]))), key


def test_both_languages_have_the_same_forms() -> None:
    """A text is one, or one for a single thing and one for many; both languages agree which."""
    for key, text in SV.items():
        forms = list(text) if isinstance(text, dict) else []
        assert forms in ([], ["one", "many"]), key
        assert forms == (list(EN[key]) if isinstance(EN[key], dict) else []), key


_KEY = r"""["']([a-z_]+\.[a-z_0-9.]*[a-z_0-9])["']"""
_SAID = [
    re.compile(form.replace("KEY", _KEY))
    for form in (r"KEY\s*\|\s*say", r"\bsay\(\s*KEY", r"m\.(?:row|fact|cell|ladder)\([^()]*?KEY")
]


def test_every_text_that_is_said_is_there() -> None:
    """In the templates, also as a macro's key, and in the views."""
    files = [*TEMPLATES.rglob("*.j2"), *ROOM.rglob("*.py")]
    source = "\n".join(file.read_text("utf-8") for file in files)
    said = {key for form in _SAID for key in form.findall(source)}
    assert len(said) > 150
    assert sorted(said - set(SV)) == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_hole_is_left_unfilled(result: Result, language: str) -> None:
    """In the report, working and public, nor on the sheets."""
    for each in (result, publish(result)):
        view = build(each, language)
        for made in (html.render(view, TEMPLATES), markdown.render(view, TEMPLATES)):
            assert re.findall(r"\{[a-z_]+\}", made) == []
    sheets = fact_check.build(publish(result), language, fact_check.everyone(result))
    assert re.findall(r"\{[a-z_]+\}", fact_check.render(sheets, TEMPLATES, "md")) == []


def test_every_text_is_used() -> None:
    """A text that nothing says is a text that nobody keeps true."""
    files = [*TEMPLATES.rglob("*.j2"), *ROOM.rglob("*.py")]
    source = "\n".join(file.read_text("utf-8") for file in files)
    by_value = {
        "outcome", "outcome_means", "sentence", "state", "state_means", "weight", "trace", "kind",
        "source_kind", "method", "field", "operator", "because", "word", "holds", "modality",
        "authority", "evidence", "duration", "diagnostic", "strength", "severity", "chapter",
        "policy", "quote",
        "rung", "reason", "why_not", "absent", "one", "none", "diagnostic_means",
        "diagnostic_detail", "strengths", "told", "grounds", "number", "change", "change_means",
        "change_why", "cause", "fact_change", "follow_note", "promise",
    }  # fmt: skip
    built = {
        "finding.rises",
        "finding.sinks",
        "table.of_rules",
        "table.of_evidence",
        "table.of_sources",
        "ways.presented",
        "follow.of_evidence",
        "follow.of_result",
    }
    built |= {f"indicator.{name}" for name in ("value", "target", "reference", "yes", "no")}
    unused = [
        key
        for key in SV
        if key.partition(".")[0] not in by_value and f'"{key}"' not in source and key not in built
    ]
    assert unused == []


def test_every_value_has_its_words() -> None:
    """Every form with every truth, every outcome, state, operator, kind and field."""
    wanted = [f"trace.{form}.{truth.name.lower()}" for form in get_args(Form) for truth in Truth]
    wanted += [f"{g}.{o.value}" for g in ("outcome", "outcome_means", "sentence") for o in Outcome]
    wanted += [f"{g}.{state}" for g in ("state", "state_means") for state in get_args(PartState)]
    wanted += [f"because.{because.name.lower()}" for because in Because]
    wanted += [f"operator.{o}" for o in get_args(Operator) if o not in ("is", "includes")]
    wanted += [
        f"operator.{o}" for o in ("given", "some", "every", "no", "count", "latest", "where")
    ]
    wanted += [f"modality.{modality}" for modality in get_args(Modality)]
    wanted += [f"{group}.{kind}" for group in ("kind", "one", "none") for kind in KINDS]
    wanted += [f"rung.{truth.name.lower()}" for truth in Truth]
    wanted += [f"{group}.{kind}" for group in ("source_kind", "method") for kind in STRENGTH]
    wanted += [f"strength.{strength}" for strength in set(STRENGTH.values())]
    not_listed = {"judgements", "responses"}
    shown_alone = {"sources", "note", "confidential", "incomplete", "says", "accept"}
    wanted += [
        f"field.{field.alias or name}"
        for kind, model in KINDS.items()
        if kind not in not_listed
        for name, field in model.model_fields.items()
        if name not in shown_alone
    ]
    assert [key for key in wanted if key not in SV] == []


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A user's own copy of the templates."""
    return shutil.copytree(TEMPLATES, tmp_path / "own")


@pytest.mark.parametrize(
    ("file", "line", "source", "message"),
    [
        ("report.html.j2", 2, "a\n{{ view.nothing }}", "'dict object' has no attribute 'nothing'"),
        ("report.html.j2", 1, "{{ nothing }}", "'nothing' is undefined"),
        ("report.html.j2", 3, "\n\n{% for %}", "Expected an expression"),
        ("report.html.j2", 1, "{{ view.title.__class__.__mro__ }}", "unsafe"),
        ("report.html.j2", 1, "{{ view.update({}) }}", "is unsafe"),
        ("report.html.j2", 1, "{{ 1 / 0 }}", "division by zero"),
        ("report.html.j2", 2, "\n{{ 'page.nothing'|say }}", "there is no text 'page.nothing'"),
        ("report.html.j2", 1, "{% include 'other.j2' %}", "there is no template 'other.j2'"),
        (
            "report.html.j2",
            2,
            "\n{% include '../../etc/passwd' %}",
            "no template '../../etc/passwd'",
        ),
        ("report.html.j2", 1, "{% include '/etc/passwd' %}", "there is no template"),
        ("report.html.j2", 2, "\n{% include 'report.html.j2' %}", "without end"),
        ("report.html.j2", 1, "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "without end"),
        ("report.html.j2", 1, "{{ ''.__class__.__base__.__subclasses__() }}", "unsafe"),
        ("report.html.j2", 1, "{{ view|attr('__class__') }}", "unsafe"),
        ("report.html.j2", 1, "{{ t.update(x=1) }}", "is unsafe"),
        ("report.html.j2", 1, "{{ '{0.__class__}'.format(view) }}", "unsafe"),
        ("report.html.j2", 1, "{% for i in range(10 ** 9) %}{% endfor %}", "Range too big"),
        ("report.css", 1, "{{ nothing }}", "'nothing' is undefined"),
        ("html/summary.j2", 1, "{{ view.nothing }}", "'dict object' has no attribute 'nothing'"),
    ],
)
def test_a_fault_in_a_template_is_told_with_its_place(
    own: Path, view: View, file: str, line: int, source: str, message: str
) -> None:
    """The file, the line and what is wrong; never a traceback."""
    (own / file).write_text(source, "utf-8")
    with pytest.raises(TemplateFault, match=re.escape(message)) as raised:
        html.render(view, own)
    assert (raised.value.template, raised.value.line) == (file, line)


def test_broken_texts_are_told(own: Path, view: View) -> None:
    """With the file's name and, where it is known, the line."""
    file = own / f"texts.{view['language']}.toml"
    for raw, told in (
        (b"[page]\n[a", rf"{file.name}:2: "),
        (b"[page]\nskip = 1", f"{file.name}: 'page.skip' is not a text"),
        (b"page = 'p'", f"{file.name}: 'page' is not a text"),
        ("[page]\nskip = 'é'".encode("latin-1"), f"{file.name}:2: the file is not UTF-8"),
    ):
        file.write_bytes(raw)
        with pytest.raises(TemplateFault, match=told):
            html.render(view, own)


def test_a_template_outside_the_folder_is_refused(own: Path, view: View, tmp_path: Path) -> None:
    """A link that leaves the folder is not followed, so nothing else comes into the report."""
    secret = tmp_path / "secret.txt"
    secret.write_text("hemligt", "utf-8")
    (own / "html" / "out.j2").symlink_to(secret)
    (own / "report.html.j2").write_text("{% include 'html/out.j2' %}", "utf-8")
    with pytest.raises(TemplateFault, match="a link leaves the folder"):
        html.render(view, own)


def test_a_template_that_is_not_utf8_is_told(own: Path, view: View) -> None:
    """The file is the user's, and so is the fault."""
    (own / "report.html.j2").write_bytes("é".encode("latin-1"))
    with pytest.raises(TemplateFault, match=":1: the file is not UTF-8"):
        html.render(view, own)
