"""`verify`, `attest` and `export` as they are used: what they write, and what they refuse."""

import json
import os
from base64 import b64decode
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)
from securesystemslib.dsse import Envelope
from securesystemslib.exceptions import VerificationError
from securesystemslib.signer._key import SSlibKey

from auditcheck.cli.app import run
from auditcheck.cli.attesting import PASSPHRASE
from verification.made import AUDITS, text_of

Output = pytest.CaptureFixture[bytes]
HIDDEN: KeySerializationEncryption = BestAvailableEncryption(b"hemligt")


def pem(key: Ed25519PrivateKey, hidden: KeySerializationEncryption | None = None) -> bytes:
    """A private key as its owner keeps it."""
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, hidden or NoEncryption())


def public(key: Ed25519PrivateKey) -> bytes:
    """Its public half."""
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ed25519PrivateKey:
    """A key, with a result to sign, in the working folder."""
    monkeypatch.chdir(tmp_path)
    made = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    Path("result.json").write_text(text_of("exempelby"), "utf-8")
    Path("key.pem").write_bytes(pem(made))
    Path("hidden.pem").write_bytes(pem(made, HIDDEN))
    Path("pub.pem").write_bytes(public(made))
    other = Ed25519PrivateKey.from_private_bytes(bytes(32))
    Path("other.pem").write_bytes(public(other))
    return made


ATTEST = ["attest", "result.json", "--key", "key.pem", "-o", "signed.json", "-q"]
VERIFY = ["verify", "result.json", "--attestation", "signed.json", "--key"]


@pytest.mark.usefixtures("key")
def test_what_verify_says(capsysbinary: Output) -> None:
    """With everything at hand it is verified; without, in part, and it says what was not."""
    assert run(["verify", "result.json", *map(str, AUDITS["exempelby"])]) == 0
    assert capsysbinary.readouterr().out.decode() == (
        "verified\n"
        "  checked: the digests of every file of the evidence and the rules\n"
        "  checked: the traces of 15 criteria, and the levels of 4 parts and the whole\n"
    )
    assert run(["verify", "result.json"]) == 0
    out = capsysbinary.readouterr().out.decode()
    assert out.startswith("verified in part\n")
    assert out.count("  not checked: ") == 3


@pytest.mark.usefixtures("key")
def test_each_difference_has_its_line(capsysbinary: Output) -> None:
    """Where it is, what stands there and what must: on one line, for each."""
    plain = json.loads(Path("result.json").read_text("utf-8"))
    plain["questions"][3]["parts"][0]["level"] = "Ja"
    Path("result.json").write_text(json.dumps(plain), "utf-8")
    assert run(["verify", "result.json", *map(str, AUDITS["exempelby"]), "-q"]) == 1
    first, second, *_ = capsysbinary.readouterr().out.decode().splitlines()
    assert first == 'questions[3].parts[0].level: is "Ja", must be "Nej"'
    assert second == "not verified: 1 difference"


@pytest.mark.usefixtures("key")
def test_another_maker(capsysbinary: Output) -> None:
    """What another version made is checked; its words are not made again, and that is said."""
    text = Path("result.json").read_text("utf-8")
    Path("result.json").write_text(text.replace('"auditcheck 0.1.0"', '"auditcheck 9"'), "utf-8")
    assert run(["verify", "result.json", *map(str, AUDITS["exempelby"])]) == 0
    assert "not checked: words, places" in capsysbinary.readouterr().out.decode()


def test_another_reader_verifies_it(key: Ed25519PrivateKey) -> None:
    """Securesystemslib reads the envelope, and verifies it with the key and with no other."""
    assert run([*ATTEST, "--at", "2024-05-01"]) == 0
    envelope = Envelope.from_dict(json.loads(Path("signed.json").read_bytes()))
    (name,) = envelope.signatures
    right = SSlibKey.from_crypto(key.public_key(), keyid=name)
    assert {*envelope.verify([right], 1)} == {name}
    wrong = SSlibKey.from_crypto(Ed25519PrivateKey.generate().public_key(), keyid=name)
    with pytest.raises(VerificationError):
        envelope.verify([wrong], 1)
    told = json.loads(envelope.payload)
    assert envelope.payload_type == "application/vnd.in-toto+json"
    assert told["_type"] == "https://in-toto.io/Statement/v1"
    assert told["predicate"]["attestedOn"] == "2024-05-01"
    assert told["predicate"]["conclusion"] == "Delvis"


@pytest.mark.usefixtures("key")
def test_signing_twice_gives_the_same() -> None:
    """Without --at no day is in it, and Ed25519 signs the same the same way."""
    assert run(ATTEST) == 0
    first = Path("signed.json").read_bytes()
    assert run(ATTEST) == 0
    assert Path("signed.json").read_bytes() == first
    assert b"attestedOn" not in b64decode(json.loads(first)["payload"])


@pytest.mark.usefixtures("key")
def test_verify_reads_what_was_attested(capsysbinary: Output) -> None:
    """The right key of this result is well; another key, result or statement is not."""
    assert run(ATTEST) == 0
    assert run([*VERIFY, "pub.pem", "-q"]) == 0
    assert run([*VERIFY, "other.pem"]) == 1
    assert "no signature in it is by the key 'other.pem'" in capsysbinary.readouterr().out.decode()
    text = Path("result.json").read_text("utf-8")
    Path("result.json").write_text(text + "\n", "utf-8")
    assert run([*VERIFY, "pub.pem"]) == 1
    assert "it is of another result" in capsysbinary.readouterr().out.decode()


@pytest.mark.usefixtures("capsysbinary", "key")
def test_a_changed_statement() -> None:
    """A byte changed in the payload makes the signature another's."""
    assert run(ATTEST) == 0
    envelope = json.loads(Path("signed.json").read_bytes())
    envelope["payload"] = envelope["payload"].replace("A", "B", 1)
    Path("signed.json").write_text(json.dumps(envelope), "utf-8")
    assert run([*VERIFY, "pub.pem"]) in (1, 3)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["attest", "result.json", "--key", "none.pem"], 3, "cannot read 'none.pem'"),
        (["attest", "result.json", "--key", "result.json"], 3, "not PEM"),
        (["attest", "result.json", "--key", "pub.pem"], 3, "not PEM"),
        (["attest", "result.json", "--key", "ec.pem"], 3, "it is a key of another sort"),
        (["attest", "result.json", "--key", "key.pem", "--at", "2024"], 2, "--at: '2024'"),
        (["attest", "result.json", "--key", "key.pem", "-o", "key.pem"], 2, "is an input"),
        (["attest", "pub.pem", "--key", "key.pem"], 3, "is not a result"),
        (["verify", "result.json", "--key", "pub.pem"], 2, "add '--attestation'"),
        (["verify", "result.json", "--attestation", "x"], 2, "add '--key'"),
        ([*VERIFY, "none.pem"], 3, "cannot read 'none.pem'"),
        ([*VERIFY, "key.pem"], 3, "no public key in PEM is in it"),
        ([*VERIFY, "ec-pub.pem"], 3, "it is a key of another sort"),
        (["verify", "result.json", "--attestation", "result.json", "--key", "pub.pem"], 3,
         "is no attestation"),
        (["verify", "result.json", "none"], 3, "there is no such folder"),
        (["export", "result.json", "--format", "csv"], 2, "name a folder: -o DIR"),
        (["export", "result.json", "--format", "csv", "-o", "pub.pem"], 2, "is not a folder"),
    ],
)  # fmt: skip
@pytest.mark.usefixtures("key")
def test_what_is_refused(arguments: list[str], code: int, said: str, capsysbinary: Output) -> None:
    """What cannot be used is told with its name, and how to go on."""
    curve = generate_private_key(SECP256R1())
    Path("ec.pem").write_bytes(
        curve.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    Path("ec-pub.pem").write_bytes(
        curve.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )
    assert run(arguments) == code
    err = capsysbinary.readouterr().err.decode()
    assert said in err
    assert "  help: " in err or code == 3


@pytest.mark.usefixtures("key")
def test_a_passphrase(monkeypatch: pytest.MonkeyPatch, capsysbinary: Output) -> None:
    """It comes from the environment; a wrong one is told, and so is one that nobody can give."""
    arguments = ["attest", "result.json", "--key", "hidden.pem"]
    monkeypatch.setenv(PASSPHRASE, "hemligt")
    assert run(arguments) == 0
    monkeypatch.setenv(PASSPHRASE, "fel")
    assert run(arguments) == 3
    monkeypatch.delenv(PASSPHRASE)
    with Path(os.devnull).open() as nobody:
        monkeypatch.setattr("sys.stdin", nobody)
        assert run(arguments) == 2
    err = capsysbinary.readouterr().err.decode()
    assert "the passphrase is wrong" in err
    assert f"set {PASSPHRASE}" in err


@pytest.mark.usefixtures("key")
def test_export_writes_files(capsysbinary: Output) -> None:
    """Tables into a folder that may be new, OSCAL to a file or stdout."""
    assert run(["export", "result.json", "--format", "csv", "-o", "tables"]) == 0
    assert sorted(each.name for each in Path("tables").iterdir()) == [
        "levels.csv", "outcomes.csv", "recommendations.csv",
    ]  # fmt: skip
    assert run(["export", "result.json", "--format", "oscal", "-o", "oscal.json", "-q"]) == 0
    capsysbinary.readouterr()
    assert run(["export", "result.json", "--format", "oscal"]) == 0
    assert capsysbinary.readouterr().out == Path("oscal.json").read_bytes()
