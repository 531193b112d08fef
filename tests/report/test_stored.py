"""A stored result is read back whole, or refused with the place of what is wrong."""

import json
from typing import Any

import jsonschema
import pytest

from auditcheck.model.results import Result
from auditcheck.model.traces import to_plain
from auditcheck.report.stored import read_result, result_schema


@pytest.fixture
def plain(result: Result) -> Any:
    """The sample as what is kept."""
    return json.loads(json.dumps(to_plain(result)))


def test_a_result_comes_back_equal(result: Result, plain: Any) -> None:
    """From the very JSON that is kept."""
    assert read_result(json.dumps(plain).encode()) == result


def test_a_kept_result_fits_the_schema(plain: Any) -> None:
    """The schema that is published is the one that is read by."""
    schema = result_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(plain, schema)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"", "not JSON: expecting value, line 1, column 1"),
        (b'{"format":', "not JSON: expecting value, line 1, column 11"),
        (b"\xff\xfe\x00", "not JSON: "),
        (b"[" * 100_000, "not JSON: maximum recursion depth exceeded"),
        (b"[]", "not a stored result: 'format' is not 'auditcheck-result'"),
        (b'{"format": "sarif"}', "not a stored result: 'format' is not 'auditcheck-result'"),
        (b'{"format": "auditcheck-result"}', "'version' is null; this auditcheck reads version 2"),
        (b'{"format": "auditcheck-result", "version": true}', "'version' is true; "),
        (b'{"format": "auditcheck-result", "version": 2}', "'made_by': field required (and "),
    ],
)
def test_what_is_no_result_is_refused(raw: bytes, message: str) -> None:
    """With one line that says why."""
    told = read_result(raw)
    assert isinstance(told, str)
    assert told.startswith(message)


def test_a_changed_result_is_refused_with_its_place(plain: Any) -> None:
    """By the keys that lead to it."""
    plain["criteria"]["law.met"]["outcome"] = "fine"
    told = read_result(json.dumps(plain).encode())
    assert isinstance(told, str)
    assert told.startswith("'criteria.law.met.outcome': input should be 'not met'")
    assert told.endswith(', found "fine"')


def test_unknown_keys_are_refused(plain: Any) -> None:
    """A result of another make is not half read."""
    plain["criteria"]["law.met"]["more"] = 1
    told = read_result(json.dumps(plain).encode())
    assert told == "'criteria.law.met.more': unexpected keyword argument, found 1"


def test_a_language_without_texts_is_refused(result: Result) -> None:
    """The report could not be written in it."""
    data = json.loads(json.dumps(to_plain(result)))
    data["audit"]["language"] = "de"
    assert (
        read_result(json.dumps(data).encode()) == "'audit.language' is \"de\", not one of sv, en"
    )
