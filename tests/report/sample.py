"""A small result with everything in it that a report must be able to tell."""

from auditcheck.model.results import (
    At,
    AuthorityResult,
    Because,
    Candidate,
    Cite,
    ConclusionResult,
    CriterionResult,
    FieldTrace,
    Form,
    Gap,
    InputFile,
    Inputs,
    ItemResult,
    JudgementResult,
    Noted,
    PackResult,
    PartResult,
    PartState,
    Plain,
    QuestionResult,
    RecommendationResult,
    Result,
    RungResult,
    ScaleResult,
    Trace,
)
from auditcheck.model.truth import Outcome, Truth

HOSTILE = [
    "<script>alert(1)</script>",
    "</style></script><img src=x onerror=alert(1)>",
    "\"><b onmouseover='x'>",
    "{{ view.secret }} {% raw %}",
    "`code` *bold* _it_ **b** ~~s~~ $x$",
    "[link](javascript:alert(1)) ![i](x)",
    "a | b \\| c \\",
    "# heading",
    "- item",
    "+ item",
    "1. one",
    "12) twelve",
    "=== ---",
    "> quote",
    "&amp; &lt; &#35;",
    "<!-- comment -->",
    "]]> <![CDATA[ x",
    "[x]: http://example.org",
    "| a | b |",
    "\\[math\\] \\(x\\)",
    "***",
    "`` ` ``",
    "~~~",
    "line\nbreak\n\n# new",
    "  leading and trailing  ",
    "http://example.org/?a=1&b=2",
    "a\u0000b\u001b[31m",
    "räksmörgås – ”citat” 5 §",
    "https://x.example/*a*_b_",
    "![",
    "!",
    "<a id=\"q\"></a>",
    "\ttab",
    "*",
    "_",
    "a\\",
]  # fmt: skip

AT = At("rules/criteria.yaml", 12, 3)
SEEN = At("evidence/items.yaml", 7, 3)
LEVELS = ("Nej", "Delvis", "I allt väsentligt", "Ja")
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
        "id": id_, "title": f"Kravet {id_} är uppfyllt", "outcome": outcome,
        "lowest": outcome, "highest": outcome, "reason": "", "demand": "Det finns ett dokument.",
        "says": f"Kommunen lever upp till {id_}.", "requires": requires, "applies": None,
        "partly": None, "authority": "law", "section": "5 §", "modality": "ska",
        "duty_holder": "kommunen", "due": None, "in_force": None, "repealed": None,
        "evidence": "any", "note": None, "rests_on": ("agreement",), "weak": (),
        "refers_to": (), "weighed_in": ("organisation.roles",), "informs": (), "at": AT,
    }  # fmt: skip
    return CriterionResult(**(given | more))  # type: ignore[arg-type]


def item(
    id_: str, kind: str, fields: dict[str, Plain], *cites: Cite, **more: object
) -> ItemResult:
    """A piece of evidence."""
    given: dict[str, object] = {
        "sources": cites, "strength": 2, "confidential": False, "read_by": (), "at": SEEN,
    }  # fmt: skip
    return ItemResult(id=id_, kind=kind, fields=fields, **(given | more))  # type: ignore[arg-type]


def part(id_: str, question: str, grade: str | None, *criteria: str, **more: object) -> PartResult:
    """A part graded by the first two of the criteria, essential, and the others, supporting."""
    state: PartState = "graded" if grade else "not evidenced"
    given: dict[str, object] = {
        "asks": f"Är {id_ or question} tillräcklig?", "scale": "scale", "state": state,
        "assessment": grade, "potential": grade, "level": grade, "judgement": None,
        "essential": criteria[:2], "supporting": criteria[2:], "informing": (),
        "rungs": (RungResult("Ja", "alla avgörande uppfyllda", Truth.FALSE),),
        "met": 1, "counted": 3,
    }  # fmt: skip
    return PartResult(id=id_, question=question, **(given | more))  # type: ignore[arg-type]


def _criteria() -> dict[str, CriterionResult]:
    made = {}
    for number, (outcome, form, truth) in enumerate(_CASES, 1):
        id_ = f"law.{outcome.value.replace(' ', '-')}"
        made[id_] = criterion(
            id_, outcome,
            trace(form, truth, kind="documents", considered=3, candidates=candidates(),
                  absences=("no-plan",) if number == 2 else (), lowest="1", highest="3",
                  asked="styrning" if form == "finding" else None,
                  conflict=("steering", "hearsay") if form == "finding" else (),
                  rests_on=("steering",) if form == "finding" else ("agreement",)),
            lowest=Outcome.NOT_MET if outcome is Outcome.NOT_EVIDENCED else outcome,
            highest=Outcome.MET if outcome is Outcome.NOT_EVIDENCED else outcome,
            section=f"{13 - number} §", due="2024-07-01" if number in (2, 6) else None,
            rests_on=("agreement", "picture", "steering", "no-plan", "programme")[:number],
            reason="Inget av dokumenten har det som krävs.",
        )  # fmt: skip
    forms: list[Form] = [
        "some", "every", "no", "count", "sum", "share", "finding", "criterion", "question",
        "all", "any", "not", "at_least", "audit",
    ]  # fmt: skip
    parts = tuple(
        trace(form, truth, kind="" if form in ("all", "any", "not", "at_least") else "documents",
              asked="law.met" if form == "criterion" else "organisation", lowest="0.5",
              highest=None if truth is Truth.UNKNOWN else "0.5", collecting=truth is Truth.UNKNOWN,
              left_out="not yet due" if form == "criterion" else "")
        for form in forms
        for truth in Truth
    )  # fmt: skip
    made["composite"] = criterion(
        "composite", Outcome.NOT_MET, trace("all", Truth.FALSE, parts=parts),
        authority="programme", section=None, modality=None, duty_holder=None, says="",
        refers_to=("law.not-met", "inner"), evidence="corroborated", weak=("hearsay",),
        applies=trace("audit", Truth.TRUE), partly=trace("any", Truth.UNKNOWN, parts=parts[:2]),
        note="En anmärkning.", in_force="2023-07-01", repealed="2030",
    )  # fmt: skip
    made["inner"] = criterion("inner", Outcome.MET, trace("some", Truth.TRUE), authority="law",
                              section="10 § st. 2", modality="ska verka för")  # fmt: skip
    made["alone"] = criterion("alone", Outcome.NOT_MET, trace("some", Truth.FALSE), authority=None)
    made["hidden"] = criterion("hidden", Outcome.MET, trace("some", Truth.TRUE))
    made["hostile"] = criterion(
        "hostile", Outcome.MET, trace("finding", Truth.TRUE, asked=HOSTILE[0]), title=HOSTILE[0],
        says=HOSTILE[5], demand=HOSTILE[4], reason=HOSTILE[6], note=HOSTILE[10],
        rests_on=tuple(f"h{number}" for number in range(len(HOSTILE))), authority="odd",
        section=HOSTILE[14], duty_holder=HOSTILE[20], modality=HOSTILE[7],
    )  # fmt: skip
    return made


def _items() -> dict[str, ItemResult]:
    cite = Cite("minutes", None, None)
    made = [
        item("minutes", "sources", {"kind": "minutes", "title": "Protokoll 2023", "date": "2023-10-27",
             "url": "https://example.org/ks?a=1&b=2"}, strength=3),
        item("coordinator", "sources", {"kind": "interview", "role": "Säkerhetssamordnare",
             "fact_checked": "2024-03-01"}, strength=1),
        item("uncited", "sources", {"kind": "statistics", "title": "Statistik", "url": "javascript:x"}, strength=3),
        item("board", "actors", {"name": "Kommunstyrelsen", "type": "styrelse", "side": "kommunen"}, cite),
        item("council", "actors", {"name": "Kommunfullmäktige", "type": "fullmäktige"}, cite),
        item("steering-group", "forums", {"name": "Styrgruppen", "level": "strategisk", "led_by": "board",
             "mandate": {"documented": True, "document": "agreement"},
             "members": [{"actor": "board", "role": "ordförande", "leading": True}, {"actor": "council"}]}, cite),
        item("agreement", "documents", {"type": "samverkansöverenskommelse", "title": "Överenskommelse 2023–2024",
             "status": "beslutad", "decided": {"date": "2022-12-01", "by": "board"}, "contains": ["syfte", "områden"],
             "valid": {"from": "2023-01-01", "until": "2024-12-31"}, "parties": [], "note": "Bred.",
             "mentions": [{"reference": "SFS 2023:193", "in_force": "2023-06"}], "incomplete": ["parties"]},
             cite, Cite("coordinator", "Vi har <b>alla</b> med oss", 4), read_by=("law.met", "hidden")),
        item("picture", "documents", {"type": "lägesbild", "presented_to": [{"to": "council", "date": "2023-05"}]},
             cite, confidential=True, read_by=("law.not-met",)),
        item("programme", "documents", {"type": "program", "status": "utkast"}, cite),
        item("steering", "observations", {"topic": "styrning", "about": "board", "holds": "partly",
             "says": "Styrningen är spridd.", "date": "2024"}, cite, read_by=("law.not-evidenced",)),
        item("hearsay", "observations", {"topic": "styrning", "holds": "no", "says": "Ingen styr."},
             Cite("coordinator", None, None), strength=1, read_by=("law.not-evidenced",)),
        item("no-plans", "observations", {"topic": "aktivitetsplaner", "holds": "no",
             "says": "Inga aktivitetsplaner har tagits fram."}, cite),
        item("no-plan", "absences", {"of": "documents", "where": {"type": "åtgärdsplan", "status": ["beslutad", "utkast"]},
             "note": "Ingen plan finns."}, cite, read_by=("law.not-met",)),
        item("report", "reports", {"from": "steering-group", "to": "board", "about": ["läge"], "date": "2023-11"}, cite),
        item("grant", "decisions", {"body": "board", "date": "2023-10-27", "amount": 6.2, "currency": "Mkr"}, cite),
        item("fund", "funds", {"kind": "generellt bidrag", "direction": "in", "year": 2024, "amount": 2400000}, cite),
        item("figure", "figures", {"title": "Bidrag", "value": 1.9, "stated_share": {"of": "figure", "is": 0.5}}, cite),
        item("tests", "samples", {"topic": "ärenden", "size": 40, "checks": {"beslut": {"passed": 30, "of": 40}}}, cite),
        item("walk", "activities", {"title": "Trygghetsvandring", "status": "genomförd"}, cite),
        item("desk", "functions", {"name": "Samordningsfunktion", "held_by": "board"}, cite),
        item("safe", "indicators", {"title": "Trygg utomhus", "unit": "%", "better": "higher", "set_by": "council",
             "attained": "partly", "series": [{"year": 2023, "value": 63.5, "target": 68.5, "reference": 70},
             {"year": 2021, "value": 63}, {"year": 2022, "value": 68.5, "target": 68}]}, cite),
        item("empty", "indicators", {"title": "Oro för brott"}, cite),
        item("one", "indicators", {"title": "Ett värde", "better": "lower",
             "series": [{"year": 2024, "value": 3, "target": 3}]}, cite),
        item("answer", "responses", {"recommendation": "plan", "by": "Kommunstyrelsen", "stance": "accepted",
             "measure": "Plan tas fram.", "due": "2024-12"}),
    ]  # fmt: skip
    made += [
        item(f"h{number}", "documents", {"type": "plan", "title": text, "note": text, "scope": text},
             Cite("minutes", text, number))
        for number, text in enumerate(HOSTILE)
    ]  # fmt: skip
    return {made_.id: made_ for made_ in made}


def _questions() -> tuple[QuestionResult, ...]:
    roles = part(
        "roles", "organisation", "I allt väsentligt", "law.met", "law.partly-met", "hostile",
        level="Delvis", assessment="I allt väsentligt", potential="Ja", judgement="j1",
        informing=("law.not-applicable",),
    )  # fmt: skip
    return (
        QuestionResult("organisation", 1, "Är arbetet organiserat?", False,
                       (roles, part("task", "organisation", "Nej", "law.not-met", "law.met")),
                       ("plan", "council")),
        QuestionResult("law", 6, "Uppfylls lagen?", False,
                       (part("", "law", "Ja", "law.not-evidenced", "law.not-yet-due", "composite", asks="",
                             potential="Delvis"),), ("plan",)),
        QuestionResult("future", None, "Hur ser framtiden ut?", True,
                       (part("", "future", None, state="open", asks="", met=0, counted=0),), ()),
        QuestionResult("rest", 8, "Övriga tillstånd?", False, (
            part("nothing", "rest", None, potential="Ja"),
            part("never", "rest", None, state="not applicable"),
            part("later", "rest", None, state="not yet due"),
            part("held", "rest", None, "alone", state="graded", potential="Ja")), ()),
    )  # fmt: skip


def sample() -> Result:
    """The result."""
    return Result(
        format="auditcheck-result", version=1, made_by="auditcheck 0.1.0", as_of="2024-03-31",
        audit={
            "title": "Granskning av trygghetsskapande och brottsförebyggande arbete",
            "subject": {"name": "Provköpings kommun", "kind": "kommun", "code": "0126"},
            "commissioned_by": "Provköpings revisorer", "auditor": "Provrevision",
            "period": {"from": "2023-01-01", "until": "2023-12-31"}, "as_of": "2024-03-31",
            "as_of_note": "Granskningen avslutades då.", "plan_year": 2023,
            "purpose": "Att bedöma om arbetet följer lag och egna mål.",
            "background": "Lagen är ny.\n\nRevisorerna har sett en risk.",
            "scope": ["board", "council"], "methods": ["Dokumentstudier", HOSTILE[0]],
            "collecting": ["decisions"], "bodies": {"board": "board", "council": "council"},
            "limitations": [{"what": "Bolagens arbete", "why": "Det ryms inte.", "affects": ["law"]}],
        },
        pack=PackResult("brott", "Brottsförebyggande arbete", "1.0.0", "sv"),
        inputs=Inputs((InputFile("audit.yaml", "a" * 64),), (InputFile("law.yaml", "b" * 64),)),
        scales={"scale": ScaleResult(LEVELS, "lowers")},
        authorities={
            "law": AuthorityResult("law", "Lag om kommuners ansvar för brottsförebyggande arbete", "statute",
                                   "SFS 2023:196", "2023-07-01", None, "Ersätter inget."),
            "programme": AuthorityResult("programme", "Kommunens program", "policy", None, None, None, None),
            "odd": AuthorityResult("odd", HOSTILE[2], "norm", HOSTILE[6], None, None, HOSTILE[7]),
            "unused": AuthorityResult("unused", "Oanvänd", "agreement", None, None, None, None),
        },
        words={"observations.topic": {"styrning": "Arbetet styrs samlat."}},
        conclusion=ConclusionResult("Är det samlade arbetet i linje med mål och lag?", "scale", "graded", "Delvis",
                                    "I allt väsentligt", (RungResult("Delvis", "hälften når Delvis", Truth.TRUE),)),
        questions=_questions(), criteria=_criteria(),
        recommendations=(
            RecommendationResult("plan", "Ta fram lägesbild och åtgärdsplan.", ("board",), ("law.not-met",),
                                 ("organisation", "law"), ("answer",)),
            RecommendationResult("council", HOSTILE[11], ("board", "styrelsen"), ("composite", "alone"),
                                 ("organisation",), ()),
        ),
        judgements=(
            JudgementResult("j1", "organisation.roles", "Delvis", "Bristerna väger tyngre.", "Uppdragsledare",
                            "2024-03-20", "2024-12-31", True, ""),
            JudgementResult("j2", "law", "Delvis", "Övergångstid.", "Uppdragsledare", "2023-03-20", "2023-12-31",
                            False, "den gällde till och med 2023-12-31"),
        ),
        gaps=(
            Gap("law.not-evidenced", "Beslut som bygger på lägesbilden", "Kommunstyrelsens protokoll",
                "decisions", ("picture",), ("law", "organisation.roles")),
        ),
        shortcomings_not_weighed=("no-plans",), not_weighed=("no-plans", "walk", "tests"),
        diagnostics=(
            Noted("statute-number", "warning", "'SFS 2023:193' is not among the authorities", "write 'SFS 2023:196'",
                  ("agreement",), SEEN),
            Noted("only-oral", "note", HOSTILE[1], "", (), None),
        ),
        items=_items(),
    )  # fmt: skip
