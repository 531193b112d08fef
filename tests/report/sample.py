"""A small result with everything in it that a report must be able to tell."""

from auditcheck.model.assessments import (
    ConclusionResult,
    JudgementResult,
    PartResult,
    PartState,
    QuestionResult,
    RecommendationResult,
    RungResult,
)
from auditcheck.model.results import (
    AuthorityResult,
    Gap,
    InputFile,
    Inputs,
    Noted,
    PackResult,
    Result,
    ScaleResult,
)
from auditcheck.model.truth import Truth
from report.hostile import HOSTILE
from report.sample_criteria import criteria
from report.sample_items import SEEN, items

LEVELS = ("Nej", "Delvis", "I allt väsentligt", "Ja")


def part(id_: str, question: str, grade: str | None, *criteria: str, **more: object) -> PartResult:
    """A part graded by the first two of the criteria, essential, and the others, supporting."""
    state: PartState = "graded" if grade else "not evidenced"
    given: dict[str, object] = {
        "asks": f"Är {id_ or question} tillräcklig?",
        "scale": "scale",
        "state": state,
        "assessment": grade,
        "potential": grade,
        "level": grade,
        "judgement": None,
        "essential": criteria[:2],
        "supporting": criteria[2:],
        "informing": (),
        "rungs": (RungResult("Ja", "alla avgörande uppfyllda", Truth.FALSE),),
        "met": 1,
        "counted": 3,
        "suspect": (),
    }
    return PartResult(id=id_, question=question, **(given | more))  # type: ignore[arg-type]


def _questions() -> tuple[QuestionResult, ...]:
    roles = part(
        "roles",
        "organisation",
        "I allt väsentligt",
        "law.met",
        "law.partly-met",
        "hostile",
        level="Delvis",
        assessment="I allt väsentligt",
        potential="Ja",
        judgement="j1",
        informing=("law.not-applicable",),
    )
    return (
        QuestionResult(
            "organisation",
            1,
            "Är arbetet organiserat?",
            False,
            (roles, part("task", "organisation", "Nej", "law.not-met", "law.met")),
            ("plan", "council"),
        ),
        QuestionResult(
            "law",
            6,
            "Uppfylls lagen?",
            False,
            (
                part(
                    "",
                    "law",
                    "Ja",
                    "law.not-evidenced",
                    "law.not-yet-due",
                    "composite",
                    asks="",
                    potential="Delvis",
                ),
            ),
            ("plan",),
        ),
        QuestionResult(
            "future",
            None,
            "Hur ser framtiden ut?",
            True,
            (part("", "future", None, state="open", asks="", met=0, counted=0),),
            (),
        ),
        QuestionResult(
            "rest",
            8,
            "Övriga tillstånd?",
            False,
            (
                part("nothing", "rest", None, potential="Ja"),
                part("never", "rest", None, state="not applicable"),
                part("later", "rest", None, state="not yet due"),
                part("held", "rest", None, "alone", state="graded", potential="Ja"),
            ),
            (),
        ),
    )


def sample() -> Result:
    """The result."""
    return Result(
        format="auditcheck-result",
        version=2,
        made_by="auditcheck 0.1.0",
        as_of="2024-03-31",
        audit={
            "title": "Granskning av trygghetsskapande och brottsförebyggande arbete",
            "subject": {"name": "Provköpings kommun", "kind": "kommun", "code": "0126"},
            "commissioned_by": "Provköpings revisorer",
            "auditor": "Provrevision",
            "period": {"from": "2023-01-01", "until": "2023-12-31"},
            "as_of": "2024-03-31",
            "as_of_note": "Granskningen avslutades då.",
            "plan_year": 2023,
            "purpose": "Att bedöma om arbetet följer lag och egna mål.",
            "background": "Lagen är ny.\n\nRevisorerna har sett en risk.",
            "scope": ["board", "council"],
            "methods": ["Dokumentstudier", HOSTILE[0]],
            "collecting": ["decisions"],
            "bodies": {"board": "board", "council": "council"},
            "limitations": [
                {"what": "Bolagens arbete", "why": "Det ryms inte.", "affects": ["law"]}
            ],
        },
        pack=PackResult("brott", "Brottsförebyggande arbete", "1.0.0", "sv"),
        inputs=Inputs(
            (InputFile("audit.yaml", "a" * 64),),
            (InputFile("law.yaml", "b" * 64),),
            (InputFile("sources/minutes.pdf", "c" * 64),),
        ),
        scales={"scale": ScaleResult(LEVELS, "lowers")},
        authorities={
            "law": AuthorityResult(
                "law",
                "Lag om kommuners ansvar för brottsförebyggande arbete",
                "statute",
                "SFS 2023:196",
                "2023-07-01",
                None,
                "Ersätter inget.",
            ),
            "programme": AuthorityResult(
                "programme", "Kommunens program", "policy", None, None, None, None
            ),
            "odd": AuthorityResult("odd", HOSTILE[2], "norm", HOSTILE[6], None, None, HOSTILE[7]),
            "unused": AuthorityResult("unused", "Oanvänd", "agreement", None, None, None, None),
        },
        words={"observations.topic": {"styrning": "Arbetet styrs samlat."}},
        conclusion=ConclusionResult(
            "Är det samlade arbetet i linje med mål och lag?",
            "scale",
            "graded",
            "Delvis",
            "I allt väsentligt",
            (RungResult("Delvis", "hälften når Delvis", Truth.TRUE),),
            (),
        ),
        questions=_questions(),
        criteria=criteria(),
        recommendations=(
            RecommendationResult(
                "plan",
                "Ta fram lägesbild och åtgärdsplan.",
                ("board",),
                ("law.not-met",),
                ("organisation", "law"),
                ("answer",),
            ),
            RecommendationResult(
                "council",
                HOSTILE[11],
                ("board", "styrelsen"),
                ("composite", "alone"),
                ("organisation",),
                (),
            ),
        ),
        judgements=(
            JudgementResult(
                "j1",
                "organisation.roles",
                "Delvis",
                "Bristerna väger tyngre.",
                "Uppdragsledare",
                "2024-03-20",
                "2024-12-31",
                True,
                "",
            ),
            JudgementResult(
                "j2",
                "law",
                "Delvis",
                "Övergångstid.",
                "Uppdragsledare",
                "2023-03-20",
                "2023-12-31",
                False,
                "den gällde till och med 2023-12-31",
            ),
        ),
        gaps=(
            Gap(
                ("law.not-evidenced",),
                "Beslut som bygger på lägesbilden",
                "Kommunstyrelsens protokoll",
                "decisions",
                ("picture",),
                ("law", "organisation.roles"),
                ("law",),
                None,
            ),
        ),
        shortcomings_not_weighed=("no-plans",),
        not_weighed=("no-plans", "walk", "tests"),
        diagnostics=(
            Noted(
                "statute-number",
                "warning",
                "'SFS 2023:193' is not among the authorities",
                "write 'SFS 2023:196'",
                {},
                ("agreement",),
                SEEN,
            ),
            Noted("only-oral", "note", HOSTILE[1], "", {}, (), None),
        ),
        items=items(),
    )
