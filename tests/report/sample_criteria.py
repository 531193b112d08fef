"""The criteria of the sample: every outcome, and every form of condition with every truth."""

from auditcheck.model.assessments import At, CriterionResult
from auditcheck.model.traces import Because, Candidate, FieldTrace, Form, Trace
from auditcheck.model.truth import Outcome, Truth
from report.hostile import HOSTILE

AT = At("rules/criteria.yaml", 12, 3)
_CASES: list[tuple[Outcome, Form, Truth]] = [
    (Outcome.MET, "some", Truth.TRUE),
    (Outcome.NOT_MET, "some", Truth.FALSE),
    (Outcome.PARTLY_MET, "every", Truth.FALSE),
    (Outcome.NOT_EVIDENCED, "finding", Truth.UNKNOWN),
    (Outcome.NOT_APPLICABLE, "count", Truth.FALSE),
    (Outcome.NOT_YET_DUE, "no", Truth.UNKNOWN),
]


def trace(form: Form, truth: Truth, **more: object) -> Trace:
    """A trace of this form and truth."""
    return Trace(form=form, place="criteria.x.requires", truth=truth, **more)  # type: ignore[arg-type]


def candidates() -> tuple[Candidate, ...]:
    """One that has what is asked, and others that fail in every way."""
    missed = FieldTrace(
        "contains", "includes", "konsekvenser", ["omfattning", "trender"], Truth.FALSE
    )
    unsaid = FieldTrace(
        "decided.date", "on_or_before", "2024-07-01", None, Truth.UNKNOWN, Because.NOT_GIVEN
    )
    record = Candidate(
        "1",
        Truth.TRUE,
        Truth.FALSE,
        (),
        (FieldTrace("to", "is", "board", "council", Truth.FALSE),),
    )
    nested = FieldTrace("presented_to", "some", None, None, Truth.FALSE, Because.KNOWN, (record,))
    return (
        Candidate("agreement", Truth.TRUE, Truth.TRUE, (), ()),
        Candidate("picture", Truth.TRUE, Truth.FALSE, (), (missed, nested)),
        Candidate("programme", Truth.UNKNOWN, Truth.UNKNOWN, (unsaid,), ()),
        Candidate("vanished", Truth.FALSE, Truth.FALSE, (missed,), ()),
    )


def criterion(id_: str, outcome: Outcome, requires: Trace, **more: object) -> CriterionResult:
    """A criterion, met by the agreement unless something else is said."""
    given: dict[str, object] = {
        "id": id_,
        "title": f"Kravet {id_} är uppfyllt",
        "outcome": outcome,
        "lowest": outcome,
        "highest": outcome,
        "reason": "",
        "demand": "Det finns ett dokument.",
        "says": f"Kommunen lever upp till {id_}.",
        "requires": requires,
        "applies": None,
        "partly": None,
        "authority": "law",
        "section": "5 §",
        "modality": "ska",
        "duty_holder": "kommunen",
        "due": None,
        "in_force": None,
        "repealed": None,
        "evidence": "any",
        "note": None,
        "rests_on": ("agreement",),
        "weak": (),
        "refers_to": (),
        "weighed_in": ("organisation.roles",),
        "informs": (),
        "suspect": (),
        "at": AT,
    }
    return CriterionResult(**(given | more))  # type: ignore[arg-type]


def criteria() -> dict[str, CriterionResult]:
    """Each by its id."""
    made = {}
    for number, (outcome, form, truth) in enumerate(_CASES, 1):
        id_ = f"law.{outcome.value.replace(' ', '-')}"
        made[id_] = criterion(
            id_,
            outcome,
            trace(
                form,
                truth,
                kind="documents",
                considered=3,
                candidates=candidates(),
                absences=("no-plan",) if number == 2 else (),
                lowest="1",
                highest="3",
                asked="styrning" if form == "finding" else None,
                conflict=("steering", "hearsay") if form == "finding" else (),
                rests_on=("steering",) if form == "finding" else ("agreement",),
            ),
            lowest=Outcome.NOT_MET if outcome is Outcome.NOT_EVIDENCED else outcome,
            highest=Outcome.MET if outcome is Outcome.NOT_EVIDENCED else outcome,
            section=f"{13 - number} §",
            due="2024-07-01" if number in (2, 6) else None,
            rests_on=("agreement", "picture", "steering", "no-plan", "programme")[:number],
            reason="Inget av dokumenten har det som krävs.",
        )
    forms: list[Form] = [
        "some",
        "every",
        "no",
        "count",
        "sum",
        "share",
        "finding",
        "criterion",
        "question",
        "all",
        "any",
        "not",
        "at_least",
        "audit",
    ]
    parts = tuple(
        trace(
            form,
            truth,
            kind="" if form in ("all", "any", "not", "at_least") else "documents",
            asked="law.met" if form == "criterion" else "organisation",
            lowest="0.5",
            highest=None if truth is Truth.UNKNOWN else "0.5",
            collecting=truth is Truth.UNKNOWN,
            left_out="not yet due" if form == "criterion" else "",
        )
        for form in forms
        for truth in Truth
    )
    made["composite"] = criterion(
        "composite",
        Outcome.NOT_MET,
        trace("all", Truth.FALSE, parts=parts),
        authority="programme",
        section=None,
        modality=None,
        duty_holder=None,
        says="",
        refers_to=("law.not-met", "inner"),
        evidence="corroborated",
        weak=("hearsay",),
        applies=trace("audit", Truth.TRUE),
        partly=trace("any", Truth.UNKNOWN, parts=parts[:2]),
        note="En anmärkning.",
        in_force="2023-07-01",
        repealed="2030",
    )
    made["inner"] = criterion(
        "inner",
        Outcome.MET,
        trace("some", Truth.TRUE),
        authority="law",
        section="10 § st. 2",
        modality="ska verka för",
    )
    made["alone"] = criterion("alone", Outcome.NOT_MET, trace("some", Truth.FALSE), authority=None)
    made["hidden"] = criterion("hidden", Outcome.MET, trace("some", Truth.TRUE), weighed_in=())
    made["hostile"] = criterion(
        "hostile",
        Outcome.MET,
        trace("finding", Truth.TRUE, asked=HOSTILE[0]),
        title=HOSTILE[0],
        says=HOSTILE[5],
        demand=HOSTILE[4],
        reason=HOSTILE[6],
        note=HOSTILE[10],
        rests_on=tuple(f"h{number}" for number in range(len(HOSTILE))),
        authority="odd",
        section=HOSTILE[14],
        duty_holder=HOSTILE[20],
        modality=HOSTILE[7],
    )
    return made
