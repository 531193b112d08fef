"""`attest`: a result signed with the user's key; and the reading of what was attested."""

import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from auditcheck.cli.answer import Code, StopError, out_bytes, save, tell
from auditcheck.cli.extras import needing
from auditcheck.cli.opening import day_given
from auditcheck.cli.stored import Stored, bytes_of, stored

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (
        Ed25519PrivateKey,
        Ed25519PublicKey,
    )

PASSPHRASE = "AUDITCHECK_KEY_PASSPHRASE"  # noqa: S105  the name of the variable that holds it
_PRIVATE = "your private Ed25519 key, PEM (PKCS8)"
_PUBLIC = "the public Ed25519 key of who attested it, PEM"


def run_attest(path: Path, key: Path, output: Path | None, at: str | None, quiet: bool) -> int:
    """Sign a result; the envelope goes to a file or to stdout."""
    from auditcheck.report.attestation import envelope, statement

    kept = stored(path)
    day = day_given(at, "--at")
    private = _private(key)
    payload = statement(path.name, kept.raw, kept.result, day)
    signed = envelope(payload, _id_of(private.public_key()), private.sign)
    if output is None:
        out_bytes(signed)
        return Code.DONE
    save([(output, signed)], (path, key))
    if not quiet:
        tell(f"wrote {output.as_posix()}")
    return Code.DONE


def attested(kept: Stored, attestation: Path | None, key: Path | None) -> tuple[str, str]:
    """Who attested a result, by the id of the key, and what is wrong with that; empty if nothing.

    What cannot be read as an attestation or a key is told and we stop.
    """
    from auditcheck.report.attestation import disagreement, read_envelope

    if attestation is None or key is None:
        missing = "--key" if key is None else "--attestation"
        message = f"error: --attestation and --key go together\n  help: add '{missing}'"
        raise StopError(Code.USAGE, message)
    with needing("sign", "--attestation"):
        from cryptography.exceptions import InvalidSignature

    public = _public(key)
    read = read_envelope(bytes_of(attestation, "what 'auditcheck attest' wrote"))
    if isinstance(read, str):
        message = f"error: '{attestation}' is no attestation: {read}"
        raise StopError(Code.CANNOT, f"{message}\n  help: name what 'auditcheck attest' wrote")
    for signature in read.signatures:
        try:
            public.verify(signature, read.signed)
        except InvalidSignature:
            continue
        return _id_of(public), disagreement(read.statement, kept.raw, kept.result)
    return _id_of(public), f"no signature in it is by the key '{key}'"


def _private(path: Path) -> "Ed25519PrivateKey":
    with needing("sign", "attest"):
        from cryptography.exceptions import UnsupportedAlgorithm
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

    raw = bytes_of(path, _PRIVATE)
    try:
        if b"ENCRYPTED" in raw:
            key = load_pem_private_key(raw, _passphrase(path))
        else:
            key = load_pem_private_key(raw, None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        what = "the passphrase is wrong, or it is damaged" if b"ENCRYPTED" in raw else "not PEM"
        raise _no_key(path, what, _PRIVATE) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise _no_key(path, "it is a key of another sort", _PRIVATE)
    return key


def _passphrase(path: Path) -> bytes:
    """From the environment, else asked for where somebody can answer."""
    given = os.environ.get(PASSPHRASE)
    if given is not None:
        return given.encode()
    import sys
    from getpass import getpass

    if sys.stdin is None or not sys.stdin.isatty():
        message = f"error: the key '{path}' has a passphrase\n  help: set {PASSPHRASE}"
        raise StopError(Code.USAGE, message)
    return getpass(f"passphrase of {path}: ").encode()


def _public(path: Path) -> "Ed25519PublicKey":
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    raw = bytes_of(path, _PUBLIC)
    try:
        key = load_pem_public_key(raw)
    except (ValueError, UnsupportedAlgorithm):
        raise _no_key(path, "no public key in PEM is in it", _PUBLIC) from None
    if not isinstance(key, Ed25519PublicKey):
        raise _no_key(path, "it is a key of another sort", _PUBLIC)
    return key


def _no_key(path: Path, why: str, wanted: str) -> StopError:
    message = f"error: '{path}' cannot be used as a key: {why}\n  help: name {wanted}"
    return StopError(Code.CANNOT, message)


def _id_of(key: "Ed25519PublicKey") -> str:
    """A key's id: the SHA-256 of its SubjectPublicKeyInfo."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    spki = key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return sha256(spki).hexdigest()
