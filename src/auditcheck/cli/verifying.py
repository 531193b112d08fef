"""`verify`: what a result names and claims, against the evidence and the rules."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from auditcheck.cli.answer import Code, StopError, counted, out
from auditcheck.cli.stored import Stored, stored

if TYPE_CHECKING:
    from auditcheck.loading.folders import Folder
    from auditcheck.pipeline import Audit
    from auditcheck.verification.comparing import Difference

_SHOWN = 160
Attestation = tuple[Path | None, Path | None]


def run_verify(
    path: Path, evidence: Path | None, rules: Path | None, attestation: Attestation, quiet: bool
) -> int:
    """Verify a result; exit 0, or 1 with each difference on a line."""
    from auditcheck.verification.comparing import Difference

    kept = stored(path)
    checked, left = list[str](), list[str]()
    found: list[Difference] = []
    if attestation != (None, None):
        from auditcheck.cli.attesting import attested

        who, wrong = attested(kept, *attestation)
        checked.append(f"the attestation, by the key {who}")
        if wrong:
            found.append(Difference("the attestation", wrong, "signed by the key, of this result"))
    plain = kept.plain
    audit = None if evidence is None else _opened(evidence, rules, plain)
    if audit is None:
        left.append("the digests, and that the items are the evidence's: no EVIDENCE was named")
        left.append("that the traces ask what the rules ask, and all that only the rules tell")
    else:
        found += _digests(plain, audit)
        checked.append("the digests of every file of the evidence and the rules")
        own = (audit.read.audit or {}).get("as_of")
        if own is not None and str(own) != plain["as_of"]:
            checked.append(f"for {plain['as_of']}, which is not the evidence's own day, {own}")
        if audit.known is not None:
            checked.append(f"with the evidence that was known by {audit.known}")
    if plain.get("public") is not None:
        if not checked:
            help_ = "name the EVIDENCE that it was made from, or an --attestation"
            message = f"error: '{path}' is a public result, which shows too little by itself"
            raise StopError(Code.CANNOT, f"{message}\n  help: {help_}")
        left.append("the claims: this is a public result, and what it leaves out is not in it")
    elif audit is not None and not audit.sound and found:
        left.append("the claims: the files are not those that the result names, and have faults")
    else:
        found += _claims(plain, audit)
        checked.append(f"the traces of {_counted(plain)}")
        found += _made_again(kept, audit, {each.path for each in found}, left)
    return _tell(found, checked, left, quiet)


def _opened(evidence: Path, rules: Path | None, plain: dict[str, Any]) -> "Audit":
    """The evidence and its rules as they are; a folder that is not there is told and we stop."""
    from auditcheck.cli.opening import excerpts
    from auditcheck.pipeline import open_audit

    day = _day(plain, "as_of")
    by = None if plain.get("known") is None else _day(plain, "known")
    audit = open_audit(evidence, evidence.as_posix(), rules=rules, as_of=day, known=by)
    unread = {"no-such-folder", "not-a-folder", "no-files", "no-rules"}
    stopping = [each for each in audit.diagnostics if each.code in unread]
    if stopping or audit.rules_folder is None:
        message = excerpts(audit, stopping)
        raise StopError(Code.CANNOT, f"{message}\nerror: there is nothing to verify it with")
    return audit


def _day(plain: dict[str, Any], name: str) -> date:
    try:
        return date.fromisoformat(plain[name])
    except ValueError:
        help_ = "make it again with 'auditcheck evaluate --result'"
        message = f"error: the result's '{name}' is no day: '{plain[name]}'\n  help: {help_}"
        raise StopError(Code.CANNOT, message) from None


def _digests(plain: dict[str, Any], audit: "Audit") -> "Iterator[Difference]":
    from auditcheck.verification.comparing import digests

    folders = {"evidence": audit.evidence_folder, "rules": audit.rules_folder}
    read = {name: () if folder is None else folder.digests for name, folder in folders.items()}
    if audit.shelf is not None and plain.get("public") is None:
        read["sources"] = audit.shelf.read
    for which, files in read.items():
        there = [{"path": each.path, "sha256": each.sha256} for each in files]
        yield from digests(which, plain["inputs"][which], there)


def _claims(plain: dict[str, Any], audit: "Audit | None") -> "Iterator[Difference]":
    from auditcheck.verification.checking import differences

    if audit is None:
        yield from differences(plain, None, None)
        return
    yield from differences(plain, _data(audit.evidence_folder), _data(audit.rules_folder))


def _data(folder: "Folder | None") -> list[dict[str, Any]]:
    return [] if folder is None else [dict(each.data) for each in folder.documents]


def _counted(plain: dict[str, Any]) -> str:
    parts = sum(len(each["parts"]) for each in plain["questions"])
    return f"{len(plain['criteria'])} criteria, and the levels of {parts} parts and the whole"


def _made_again(
    kept: Stored, audit: "Audit | None", told: set[str], left: list[str]
) -> "Iterator[Difference]":
    """What the checker does not make – words, places, remarks – made again and compared."""
    from auditcheck import __version__

    made_by = kept.result.made_by
    if audit is None or not audit.sound:
        left.append("words, places and remarks, which are made again from evidence and rules")
    elif made_by != f"auditcheck {__version__}":
        left.append(f"words, places and remarks: it says it was made by '{made_by}'")
    else:
        from auditcheck.cli.opening import as_json
        from auditcheck.pipeline import result_of
        from auditcheck.verification.comparing import compared

        again = json.loads(as_json(result_of(audit)))
        for each in compared("", kept.plain, again):
            path = each.path.removeprefix(".")
            if not path.startswith("inputs.") and path not in told:
                yield each._replace(path=path)


def _one_line(text: str) -> str:
    """A text of the result as no terminal obeys it and no line is forged by it."""
    from auditcheck.files.characters import harmless

    return " ".join(harmless(text).split())


def _tell(found: "list[Difference]", checked: list[str], left: list[str], quiet: bool) -> int:
    lines = [f"{_one_line(each.path)}: is {_shown(each.stands)}, must be {_shown(each.should)}"
             for each in found]  # fmt: skip
    if not quiet or found:
        number = counted(len(found), "difference")
        well = "verified in part" if left else "verified"
        lines.append(f"not verified: {number}" if found else well)
        lines += [f"  checked: {each}" for each in checked]
        lines += [f"  not checked: {each}" for each in left]
    out("\n".join(lines))
    return Code.NO if found else Code.DONE


def _shown(value: object) -> str:
    text = _one_line(json.dumps(value, ensure_ascii=False, default=str))
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
