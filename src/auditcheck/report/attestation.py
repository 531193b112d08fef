"""An in-toto statement of a result, and the DSSE envelope that carries it signed.

The formats are those of in-toto's Statement v1 and of DSSE v1, which other tools read too.
"""

import json
from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Callable
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

from auditcheck.model.results import InputFile, Result

PAYLOAD_TYPE = "application/vnd.in-toto+json"
STATEMENT_TYPE = "https://in-toto.io/Statement/v1"
PREDICATE_TYPE = "urn:x-auditcheck:audit-result:v1"

Plain = dict[str, Any]


class Envelope(NamedTuple):
    """A DSSE envelope as read: what was signed, the statement in it, and each signature."""

    signed: bytes
    statement: Plain
    signatures: tuple[bytes, ...]


def statement(name: str, raw: bytes, result: Result, at: date | None) -> bytes:
    """What is attested of a result's bytes: its digest, and what it names and comes to."""
    conclusion = result.conclusion
    predicate: Plain = {
        "madeBy": result.made_by,
        "asOf": result.as_of,
        "known": result.known,
        "pack": {"id": result.pack.id, "version": result.pack.version},
        "inputs": {
            "evidence": [_described(each) for each in result.inputs.evidence],
            "rules": [_described(each) for each in result.inputs.rules],
        },
        "levels": {
            part.name: part.level for question in result.questions for part in question.parts
        },
        "conclusion": None if conclusion is None else conclusion.assessment,
    }
    if at is not None:
        predicate["attestedOn"] = at.isoformat()
    whole = {
        "_type": STATEMENT_TYPE,
        "subject": [{"name": name, "digest": {"sha256": sha256(raw).hexdigest()}}],
        "predicateType": PREDICATE_TYPE,
        "predicate": predicate,
    }
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def _described(file: InputFile) -> Plain:
    return {"name": file.path, "digest": {"sha256": file.sha256}}


def envelope(payload: bytes, key_id: str, sign: Callable[[bytes], bytes]) -> bytes:
    """The payload in an envelope, signed by `sign` over DSSE's pre-authentication encoding."""
    signature = sign(pre_authentication(PAYLOAD_TYPE, payload))
    whole = {
        "payload": b64encode(payload).decode(),
        "payloadType": PAYLOAD_TYPE,
        "signatures": [{"keyid": key_id, "sig": b64encode(signature).decode()}],
    }
    return (json.dumps(whole, indent=2) + "\n").encode()


def pre_authentication(payload_type: str, payload: bytes) -> bytes:
    """What a DSSE signature is over: type and payload, each with its length."""
    kind = payload_type.encode()
    return b"DSSEv1 %d %b %d %b" % (len(kind), kind, len(payload), payload)


def read_envelope(raw: bytes) -> Envelope | str:
    """The envelope in the bytes, or a text that says why there is none to verify."""
    try:
        whole = json.loads(raw)
        payload = b64decode(whole["payload"], validate=True)
        signatures = tuple(b64decode(each["sig"], validate=True) for each in whole["signatures"])
        kind = whole["payloadType"]
        told = json.loads(payload)
    except (ValueError, Error, LookupError, TypeError, RecursionError):
        return "not a DSSE envelope with a statement in it"
    if kind != PAYLOAD_TYPE or not isinstance(told, dict):
        return f"its payload is not '{PAYLOAD_TYPE}'"
    if told.get("_type") != STATEMENT_TYPE or told.get("predicateType") != PREDICATE_TYPE:
        return f"its statement is not of the type '{PREDICATE_TYPE}'"
    return Envelope(pre_authentication(kind, payload), told, signatures)


def disagreement(told: Plain, raw: bytes, result: Result) -> str:
    """What a statement says otherwise than the result; empty where it is of this very result."""
    subjects = told.get("subject")
    digest = sha256(raw).hexdigest()
    if not isinstance(subjects, list) or not any(_names(each, digest) for each in subjects):
        return f"it is of another result; this one's sha256 is {digest}"
    expected = json.loads(statement("", raw, result, None))["predicate"]
    predicate = told.get("predicate")
    for name, each in expected.items():
        if not isinstance(predicate, dict) or predicate.get(name) != each:
            return f"what it says of '{name}' is not what the result says"
    return ""


def _names(subject: object, digest: str) -> bool:
    found = subject.get("digest") if isinstance(subject, dict) else None
    return isinstance(found, dict) and found.get("sha256") == digest
