"""The evidence of the sample: something of every kind, and every hostile string."""

from auditcheck.model.assessments import At
from auditcheck.model.quotes import Verification
from auditcheck.model.results import Cite, ItemResult
from auditcheck.model.traces import Plain
from report.hostile import HOSTILE

SEEN = At("evidence/items.yaml", 7, 3)


def item(
    id_: str, kind: str, fields: dict[str, Plain], *cites: Cite, **more: object
) -> ItemResult:
    """A piece of evidence."""
    given: dict[str, object] = {
        "sources": cites,
        "strength": 2,
        "confidential": False,
        "read_by": (),
        "suspect": (),
        "at": SEEN,
    }
    return ItemResult(id=id_, kind=kind, fields=fields, **(given | more))  # type: ignore[arg-type]


def items() -> dict[str, ItemResult]:
    """Each by its id."""
    cite = Cite("minutes", None, None, None)
    made = [
        item(
            "minutes",
            "sources",
            {
                "kind": "minutes",
                "title": "Protokoll 2023",
                "date": "2023-10-27",
                "url": "https://example.org/ks?a=1&b=2",
            },
            strength=3,
        ),
        item(
            "coordinator",
            "sources",
            {"kind": "interview", "role": "Säkerhetssamordnare", "fact_checked": "2024-03-01"},
            strength=1,
        ),
        item(
            "uncited",
            "sources",
            {"kind": "statistics", "title": "Statistik", "url": "javascript:x"},
            strength=3,
        ),
        item(
            "board",
            "actors",
            {"name": "Kommunstyrelsen", "type": "styrelse", "side": "kommunen"},
            cite,
        ),
        item("council", "actors", {"name": "Kommunfullmäktige", "type": "fullmäktige"}, cite),
        item(
            "steering-group",
            "forums",
            {
                "name": "Styrgruppen",
                "level": "strategisk",
                "led_by": "board",
                "mandate": {"documented": True, "document": "agreement"},
                "members": [
                    {"actor": "board", "role": "ordförande", "leading": True},
                    {"actor": "council"},
                ],
            },
            cite,
        ),
        item(
            "agreement",
            "documents",
            {
                "type": "samverkansöverenskommelse",
                "title": "Överenskommelse 2023–2024",
                "status": "beslutad",
                "decided": {"date": "2022-12-01", "by": "board"},
                "contains": ["syfte", "områden"],
                "valid": {"from": "2023-01-01", "until": "2024-12-31"},
                "parties": [],
                "note": "Bred.",
                "mentions": [{"reference": "SFS 2023:193", "in_force": "2023-06"}],
                "incomplete": ["parties"],
            },
            cite,
            Cite("coordinator", "Vi har <b>alla</b> med oss", 4, Verification("exact", 4)),
            read_by=("law.met", "hidden"),
        ),
        item(
            "picture",
            "documents",
            {"type": "lägesbild", "presented_to": [{"to": "council", "date": "2023-05"}]},
            cite,
            confidential=True,
            read_by=("law.not-met",),
        ),
        item("programme", "documents", {"type": "program", "status": "utkast"}, cite),
        item(
            "steering",
            "observations",
            {
                "topic": "styrning",
                "about": "board",
                "holds": "partly",
                "says": "Styrningen är spridd.",
                "date": "2024",
            },
            cite,
            read_by=("law.not-evidenced",),
        ),
        item(
            "hearsay",
            "observations",
            {"topic": "styrning", "holds": "no", "says": "Ingen styr."},
            Cite("coordinator", None, None, None),
            strength=1,
            read_by=("law.not-evidenced",),
        ),
        item(
            "no-plans",
            "observations",
            {
                "topic": "aktivitetsplaner",
                "holds": "no",
                "says": "Inga aktivitetsplaner har tagits fram.",
            },
            cite,
        ),
        item(
            "no-plan",
            "absences",
            {
                "of": "documents",
                "where": {"type": "åtgärdsplan", "status": ["beslutad", "utkast"]},
                "note": "Ingen plan finns.",
            },
            cite,
            read_by=("law.not-met",),
        ),
        item(
            "report",
            "reports",
            {"from": "steering-group", "to": "board", "about": ["läge"], "date": "2023-11"},
            cite,
        ),
        item(
            "grant",
            "decisions",
            {"body": "board", "date": "2023-10-27", "amount": 6.2, "currency": "Mkr"},
            cite,
        ),
        item(
            "fund",
            "funds",
            {"kind": "generellt bidrag", "direction": "in", "year": 2024, "amount": 2400000},
            cite,
        ),
        item(
            "figure",
            "figures",
            {"title": "Bidrag", "value": 1.9, "stated_share": {"of": "figure", "is": 0.5}},
            cite,
        ),
        item(
            "tests",
            "samples",
            {"topic": "ärenden", "size": 40, "checks": {"beslut": {"passed": 30, "of": 40}}},
            cite,
        ),
        item("walk", "activities", {"title": "Trygghetsvandring", "status": "genomförd"}, cite),
        item("desk", "functions", {"name": "Samordningsfunktion", "held_by": "board"}, cite),
        item(
            "safe",
            "indicators",
            {
                "title": "Trygg utomhus",
                "unit": "%",
                "better": "higher",
                "set_by": "council",
                "attained": "partly",
                "series": [
                    {"year": 2023, "value": 63.5, "target": 68.5, "reference": 70},
                    {"year": 2021, "value": 63},
                    {"year": 2022, "value": 68.5, "target": 68},
                ],
            },
            cite,
        ),
        item("empty", "indicators", {"title": "Oro för brott"}, cite),
        item(
            "one",
            "indicators",
            {
                "title": "Ett värde",
                "better": "lower",
                "series": [{"year": 2024, "value": 3, "target": 3}],
            },
            cite,
        ),
        item(
            "answer",
            "responses",
            {
                "recommendation": "plan",
                "by": "Kommunstyrelsen",
                "stance": "accepted",
                "measure": "Plan tas fram.",
                "due": "2024-12",
            },
        ),
    ]
    made += [
        item(
            f"h{number}",
            "documents",
            {"type": "plan", "title": text, "note": text, "scope": text},
            Cite("minutes", text, number, None),
        )
        for number, text in enumerate(HOSTILE)
    ]
    return {made_.id: made_ for made_ in made}
