"""The demand of a criterion in Swedish: every form has its words, and they read as they should."""

from collections.abc import Iterator
from fractions import Fraction
from textwrap import dedent
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditcheck.files.yaml_text import read_yaml
from auditcheck.language import fields, rungs, sentences
from auditcheck.language.conditions import read_condition
from auditcheck.language.fields import FieldType
from auditcheck.language.scribe import Lexicon, Names, Written
from auditcheck.language.swedish import (
    COUNT,
    FULFILLED,
    NOUNS,
    NUMBER,
    RECORDS,
    REQUEST,
    TAIL,
    UNITS,
    VERB,
    Words,
    number,
    percent,
)
from auditcheck.language.swedish_fields import FIELDS
from auditcheck.model import conditions
from auditcheck.model.conditions import (
    AuditFact,
    CheckShare,
    Combined,
    Compare,
    Condition,
    Counted,
    CriterionHolds,
    Dollar,
    FieldTest,
    Finding,
    Fixed,
    Follow,
    IsGiven,
    Latest,
    Negated,
    Parameter,
    Place,
    Quantified,
    Range,
    Reaches,
    RecordCount,
    Records,
    Tests,
)
from auditcheck.model.days import Duration, Unit, parse_days
from auditcheck.model.engagement import Audit
from auditcheck.model.kinds import DEMANDABLE, KINDS
from auditcheck.model.rules import Quantity
from auditcheck.model.truth import Degree

PLACE = Place("rules.yaml", ())
TITLES = {
    "topic:sammanhållen styrning": "Arbetet har en gemensam styrning.",
    "body:kf": "fullmäktige",
    "parameter:tak": "taket",
    "law.plan": "Åtgärdsplanen är beslutad",
    "question:law": "Uppfylls lagens krav?",
    "question:law.council": "Finns ett råd?",
}
VOCABULARY = {
    "actors.type": ("nämnd",),
    "actors.responsible_for": ("samordning",),
    "documents.type": ("lägesbild", "åtgärdsplan", "överenskommelse", "mål och budget"),
    "documents.contains": ("konsekvenser", "orsaker", "analys"),
    "forums.designated_as": ("strategiskt råd",),
    "functions.tasks": ("samordna arbetet", "vara kontaktpunkt", "sprida information"),
    "reports.about": ("brottsförebyggande arbete",),
    "decisions.about": ("upphandling",),
    "samples.topic": ("delegationsbeslut",),
    "observations.topic": ("sammanhållen styrning", "samlad samverkan"),
}


def read(text: str) -> Condition:
    """The condition that is written."""
    document, problems = read_yaml("rules.yaml", dedent(text).encode())
    assert document is not None, problems
    lexicon = Lexicon(
        {field: dict.fromkeys(words, "") for field, words in VOCABULARY.items()},
        parameters={"gräns": FieldType("number"), "tak": FieldType("number")},
    )
    names = Names(frozenset(["law.plan"]), {"law": ("council",)}, {"law": ("Nej", "Ja")})
    condition = read_condition(Written(document.data, document, (), lexicon), names)
    assert condition is not None, lexicon.problems
    assert lexicon.problems == []
    return condition


def said(text: str) -> str:
    """The demand of the condition that is written, with plain spaces."""
    return sentences.demand(read(text), TITLES).replace("\N{NO-BREAK SPACE}", " ")


DEMANDS = {
    "a plan with the situational picture as its basis (5 §)": (
        """
        some: documents
        where: {type: åtgärdsplan}
        has: {status: beslutad, based_on: {some: {where: {type: lägesbild}}}}
        """,
        """
        Det finns minst ett dokument av typen åtgärdsplan som har status beslutad och som bygger
        på minst ett dokument av typen lägesbild.
        """,
    ),
    "every picture has all that is asked (4 §)": (
        """
        every: documents
        where: {type: lägesbild}
        has: {contains: {includes: [konsekvenser, orsaker, analys]}}
        """,
        """
        Varje dokument av typen lägesbild innehåller konsekvenser, orsaker och analys, och det
        finns minst ett.
        """,
    ),
    "pictures updated and plans followed up within two years (6 §)": (
        """
        all:
          - {some: documents, where: {type: lägesbild}, has: {updated: {within: 2 years}}}
          - some: documents
            where: {type: åtgärdsplan}
            has: {followed_up: {some: {has: {date: {within: 1 year}}}}}
        """,
        """
        Det finns minst ett dokument av typen lägesbild som har ett senaste uppdateringsdatum inom
        2 år före granskningens dag, och det finns minst ett dokument av typen åtgärdsplan som har
        minst en uppföljning som har ett datum inom ett år före granskningens dag.
        """,
    ),
    "a council led by the municipality, with people in leading positions (10 §)": (
        """
        some: forums
        where: {level: strategisk, designated_as: strategiskt råd}
        has:
          led_by: {where: {side: kommunen}}
          members: {some: {has: {leading: true, actor: {where: {side: extern}}}}}
        """,
        """
        Det finns minst ett forum på strategisk nivå som (1) har utpekats som strategiskt råd; (2)
        leds av en aktör som räknas till kommunen; (3) har minst en ledamot som dels har en
        ledande befattning, dels företräder en aktör som räknas till de externa parterna.
        """,
    ),
    "a function with its tasks (11 and 12 §§)": (
        """
        some: functions
        has:
          tasks: {includes: [samordna arbetet, vara kontaktpunkt, sprida information]}
          mandate.documented: true
        """,
        """
        Det finns minst en funktion som har till uppgift samordna arbetet, vara kontaktpunkt och
        sprida information och som har ett dokumenterat uppdrag.
        """,
    ),
    "reports to the council (13 §)": (
        """
        some: reports
        where: {to: $body.council, about: brottsförebyggande arbete}
        has: {date: {in_period: $period}}
        """,
        """
        Det finns minst en rapport som dels har lämnats till det organ som är council, dels
        handlar om brottsförebyggande arbete, dels har ett datum inom granskad period.
        """,
    ),
    "every picture reaches the board": (
        """
        every: documents
        where: {type: lägesbild}
        has: {presented_to: {some: {where: {to: $body.board}}}}
        """,
        """
        Det finns minst ett dokument av typen lägesbild, och varje sådant dokument har minst en
        redovisning som har gjorts för det organ som är board.
        """,
    ),
    "every, with what is not to be": (
        """
        every: actors
        where: {side: [kommunen, extern]}
        has: {type: {is_not: nämnd}, responsible_for: {excludes: [samordning]}}
        """,
        """
        Det finns minst en aktör som räknas till kommunen eller de externa parterna, och för varje
        sådan aktör gäller att den inte är av typen nämnd och att den inte ansvarar för
        samordning.
        """,
    ),
    "every, of which two things nest": (
        """
        every: documents
        where: {type: lägesbild}
        has: {status: beslutad, owner: {where: {reports_to: $body.board}}}
        """,
        """
        Det finns minst ett dokument av typen lägesbild, och för varje sådant dokument gäller dels
        att det har status beslutad, dels att det ägs av ett organ som rapporterar till det organ
        som är board.
        """,
    ),
    "none": (
        """
        {no: documents, where: {type: överenskommelse}, has: {valid.until: {before: $as_of}}}
        """,
        """
        Det finns inget dokument av typen överenskommelse som har en sista giltighetsdag före
        granskningens dag.
        """,
    ),
    "none of what is not neuter": (
        """
        {no: decisions, where: {amount: {above: {parameter: gräns, on: date}}}}
        """,
        """
        Det finns inget beslut som har ett belopp på mer än värdet av parametern gräns vid
        bevisets beslutsdatum.
        """,
    ),
    "no actor": (
        """
        {no: actors, where: {type: nämnd}}
        """,
        """
        Det finns ingen aktör av typen nämnd.
        """,
    ),
    "a count": (
        """
        {count: documents, where: {type: mål och budget}, is: {at_least: 3, at_most: 20}}
        """,
        """
        Det finns minst tre och högst 20 dokument av typen ”mål och budget”.
        """,
    ),
    "a count of one": (
        """
        {count: actors, where: {type: nämnd}, is: 1}
        """,
        """
        Det finns exakt en aktör av typen nämnd.
        """,
    ),
    "a count against a parameter": (
        """
        {count: actors, where: {type: nämnd}, is: {at_least: $parameter.gräns}}
        """,
        """
        Antalet är minst värdet av parametern gräns, räknat på alla aktörer av typen nämnd.
        """,
    ),
    "a sum": (
        """
        {sum: funds.amount, where: {kind: generellt bidrag, year: 2023}, is: {between: [700000,
        1900000.5]}}
        """,
        """
        Summan av belopp är mellan 700 000 och 1 900 000,5, räknat på alla finansieringsposter av
        slaget generellt bidrag som avser år 2023.
        """,
    ),
    "a share": (
        """
        {share: documents, where: {type: lägesbild}, has: {contains: orsaker}, is: {at_least: 75
        %}}
        """,
        """
        Minst 75 % av alla dokument av typen lägesbild innehåller orsaker.
        """,
    ),
    "a share, negated and as a decimal": (
        """
        {share: documents, has: {status: {is_not: utkast}}, is: {above: 0.125}}
        """,
        """
        För mer än 12,5 % av alla dokument gäller att de inte har status utkast.
        """,
    ),
    "a sample": (
        """
        {every: samples, where: {topic: delegationsbeslut}, has: {checks.anmälda: {share:
        {at_least: 95 %}}}}
        """,
        """
        Varje stickprov inom ämnet delegationsbeslut har en andel godkända i kontrollen anmälda på
        minst 95 %, och det finns minst ett.
        """,
    ),
    "the latest of a series": (
        """
        some: indicators
        has:
          series:
            latest: {by: year, where: {value: {given: true}}, has: {value: {is: $record.target}}}
        """,
        """
        Det finns minst en indikator som har en mätning som dels är den senaste efter år bland de
        mätningar som har uppgift om värde, dels har ett värde på sitt eget målvärde.
        """,
    ),
    "a finding": (
        """
        {finding: sammanhållen styrning}
        """,
        """
        Granskningens iakttagelser visar att arbetet har en gemensam styrning.
        """,
    ),
    "a finding on a topic that the vocabulary only names": (
        """
        {finding: samlad samverkan}
        """,
        """
        Granskningens iakttagelser visar att ämnet ”samlad samverkan” stämmer.
        """,
    ),
    "a finding about some things": (
        """
        {finding: sammanhållen styrning, about: {where: {type: nämnd}}, at_least: partly}
        """,
        """
        Granskningens iakttagelser visar att det minst delvis stämmer att arbetet har en gemensam
        styrning, för varje iakttaget bevis av typen nämnd.
        """,
    ),
    "a finding about anything": (
        """
        {finding: sammanhållen styrning, any_about: true}
        """,
        """
        Granskningens iakttagelser visar att arbetet har en gemensam styrning, för minst ett
        iakttaget bevis.
        """,
    ),
    "another criterion": (
        """
        {criterion: law.plan, at_least: partly}
        """,
        """
        Kriteriet ”Åtgärdsplanen är beslutad” är minst delvis uppfyllt.
        """,
    ),
    "a question": (
        """
        {question: law, reaches: Ja}
        """,
        """
        Revisionsfrågan ”Uppfylls lagens krav?” når minst bedömningen ”Ja”.
        """,
    ),
    "a question's part": (
        """
        {question: law.council, reaches: Ja}
        """,
        """
        Delfrågan ”Finns ett råd?” i revisionsfrågan ”Uppfylls lagens krav?” når minst bedömningen
        ”Ja”.
        """,
    ),
    "the engagement": (
        """
        {audit: {plan_year: {at_least: 2023}, subject.kind: kommun}}
        """,
        """
        Granskningen har ett planår från och med 2023 och gäller en granskad av slaget kommun.
        """,
    ),
    "one of two": (
        """
        {any: [{criterion: law.plan}, {finding: sammanhållen styrning}]}
        """,
        """
        Kriteriet ”Åtgärdsplanen är beslutad” är uppfyllt, eller granskningens iakttagelser visar
        att arbetet har en gemensam styrning.
        """,
    ),
    "all of one": (
        """
        {all: [{criterion: law.plan}]}
        """,
        """
        Kriteriet ”Åtgärdsplanen är beslutad” är uppfyllt.
        """,
    ),
    "lists in lists": (
        """
        at_least: 2
        of:
          - {criterion: law.plan}
          - all:
            - {some: forums}
            - {some: functions}
            - any: [{no: reports}, {criterion: law.plan}, {some: decisions}]
          - {audit: {period: {overlaps: {from: $period.from, until: 2024-12-31}}}}
        """,
        """
        Minst två av följande villkor är uppfyllda: (1) kriteriet ”Åtgärdsplanen är beslutad” är
        uppfyllt; (2) samtliga följande villkor är uppfyllda: (2.1) det finns minst ett forum;
        (2.2) det finns minst en funktion; (2.3) minst ett av följande villkor är uppfyllt:
        (2.3.1) det finns ingen rapport; (2.3.2) kriteriet ”Åtgärdsplanen är beslutad” är
        uppfyllt; (2.3.3) det finns minst ett beslut; (3) granskningen har en period under någon
        del av tiden från och med den granskade periodens första dag till och med 2024-12-31.
        """,
    ),
    "not": (
        """
        {not: {criterion: law.plan}}
        """,
        """
        Det är inte så att kriteriet ”Åtgärdsplanen är beslutad” är uppfyllt.
        """,
    ),
    "not some": (
        """
        {not: {some: forums}}
        """,
        """
        Det finns inget forum.
        """,
    ),
    "not not": (
        """
        {not: {not: {some: forums}}}
        """,
        """
        Det finns minst ett forum.
        """,
    ),
    "not every": (
        """
        {not: {every: forums, has: {level: operativ}}}
        """,
        """
        Följande gäller inte: varje forum är på operativ nivå, och det finns minst ett.
        """,
    ),
    "not all": (
        """
        {not: {all: [{some: forums}, {some: reports}]}}
        """,
        """
        Inte alla följande villkor är uppfyllda: (1) det finns minst ett forum; (2) det finns
        minst en rapport.
        """,
    ),
    "not any": (
        """
        {not: {any: [{some: forums}]}}
        """,
        """
        Inget av följande villkor är uppfyllt: (1) det finns minst ett forum.
        """,
    ),
    "not at least": (
        """
        {not: {at_least: 2, of: [{some: forums}, {some: reports}]}}
        """,
        """
        Färre än två av följande villkor är uppfyllda: (1) det finns minst ett forum; (2) det
        finns minst en rapport.
        """,
    ),
    "valid on the day": (
        """
        {some: documents, has: {valid: {overlaps: {from: $as_of, until: $as_of}}}}
        """,
        """
        Det finns minst ett dokument som har en giltighetstid som omfattar granskningens dag.
        """,
    ),
    "records: every and none": (
        """
        some: forums
        has:
          members: {every: {where: {actor: $body.board}, has: {leading: true}}}
          mandate.document: {where: {based_on: {no: {where: {type: lägesbild}}}}}
        """,
        """
        Det finns minst ett forum som dels har en eller flera ledamöter som företräder det organ
        som är board, varav samtliga har en ledande befattning, dels har sitt uppdrag i ett
        dokument som inte bygger på något dokument av typen lägesbild.
        """,
    ),
    "records: every, negated": (
        """
        {some: forums, has: {members: {every: {has: {leading: false}}}}}
        """,
        """
        Det finns minst ett forum som har en eller flera ledamöter, varav det för samtliga gäller
        att de inte har en ledande befattning.
        """,
    ),
    "records: none of what is not neuter": (
        """
        {some: forums, has: {members: {no: {has: {leading: true}}}}}
        """,
        """
        Det finns minst ett forum som inte har någon ledamot som har en ledande befattning.
        """,
    ),
    "records: counts": (
        """
        some: documents
        has:
          parties: {count: {where: {side: extern}, is: {above: 1}}}
          areas: {count: {at_least: 2}}
          purposes: {count: {at_least: $parameter.gräns}}
          title: {given: false}
        """,
        """
        Det finns minst ett dokument som dels har som part fler än en aktör som räknas till de
        externa parterna, dels har minst två områden, dels har syften, till ett antal av minst
        värdet av parametern gräns, dels saknar uppgift om titel.
        """,
    ),
    "every, of which nothing is asked": (
        """
        every: documents
        where: {type: lägesbild, presented_to: {every: {where: {to: $body.kf}}}}
        """,
        """
        Det finns minst ett dokument av typen lägesbild som har minst en redovisning som har gjorts
        för fullmäktige.
        """,
    ),
    "a parameter with a name": (
        """
        {no: decisions, where: {amount: {above: {parameter: tak, on: date}}}}
        """,
        """
        Det finns inget beslut som har ett belopp på mer än taket vid bevisets beslutsdatum.
        """,
    ),
    "a share of which nothing is asked": (
        """
        {share: documents, where: {type: lägesbild}, is: {at_least: 75 %}}
        """,
        """
        Andelen är minst 75 % av alla dokument av typen lägesbild.
        """,
    ),
    "references to fields": (
        """
        every: decisions
        where: {about: upphandling}
        has:
          effective.from: {on_or_after: $item.date}
          date: {after: $audit.as_of, older_than: 18 months}
        """,
        """
        Det finns minst ett beslut som handlar om upphandling, och varje sådant beslut har en
        första tillämpningsdag tidigast sitt eget beslutsdatum och har ett beslutsdatum efter
        granskningens bedömningsdag och mer än 18 månader före granskningens dag.
        """,
    ),
}


@pytest.mark.parametrize(("written", "expected"), DEMANDS.values(), ids=DEMANDS)
def test_demand(written: str, expected: str) -> None:
    """A condition reads as an auditor would write it."""
    assert said(written) == " ".join(expected.split())


def test_request() -> None:
    """What to ask for names the paper where its type's ending tells the article."""
    plan = read("{some: documents, where: {type: åtgärdsplan}, has: {status: beslutad}}")
    agreement = read("{some: documents, has: {type: [lägesbild, åtgärdsplan]}}")
    budget = read("{some: documents, where: {status: beslutad, type: mål och budget}}")
    decision = read("{some: decisions, where: {about: upphandling}}")
    asked = [
        sentences.request(each.kind, each.where, each.has, {})
        for each in (plan, agreement, budget, decision)
        if isinstance(each, Quantified)
    ]
    assert asked == [
        "en åtgärdsplan som har status beslutad",
        "ett dokument av typen lägesbild eller åtgärdsplan",
        "ett dokument av typen ”mål och budget” som har status beslutad",
        "protokoll eller annat underlag som visar ett beslut som handlar om upphandling",
    ]
    assert sentences.request("nothing known", (), (), {}) == "ett bevis"


def _rung(
    essential: Quantity | None, supporting: Quantity | None = None, condition: str | None = None
) -> str:
    return rungs.rung(essential, supporting, Degree.MET, condition)


def test_rung() -> None:
    """A rung says how much of each group is wanted, and what else."""
    share = Quantity("share", share=Fraction(3, 4))
    assert _rung(Quantity("all")) == "alla väsentliga kriterier är uppfyllda"
    assert _rung(Quantity("some")) == "minst ett väsentligt kriterium är uppfyllt"
    assert _rung(Quantity("none")) == "inget väsentligt kriterium är uppfyllt"
    assert _rung(Quantity("half")) == "minst hälften av de väsentliga kriterierna är uppfyllda"
    assert _rung(Quantity("number", 1)) == "minst ett väsentligt kriterium är uppfyllt"
    assert _rung(Quantity("number", 3)) == "minst tre väsentliga kriterier är uppfyllda"
    assert (
        _rung(None, share)
        == "minst 75\N{NO-BREAK SPACE}% av de stödjande kriterierna är uppfyllda"
    )
    assert (
        _rung(Quantity("all"), Quantity("all"))
        == "alla väsentliga och stödjande kriterier är uppfyllda"
    )
    assert (
        _rung(Quantity("all"), Quantity("some"), "Det finns ett råd.")
        == "alla väsentliga kriterier är uppfyllda och minst ett stödjande kriterium är uppfyllt; "
        "dessutom gäller följande: det finns ett råd"
    )
    assert _rung(None, None, "Det finns ett råd.") == "det finns ett råd"
    assert _rung(None) == "inga särskilda krav ställs"
    assert (
        rungs.rung(Quantity("some"), None, Degree.PARTLY_MET, None)
        == "minst ett väsentligt kriterium är minst delvis uppfyllt"
    )
    for word in get_args(Quantity.__annotations__["word"]):
        assert _rung(Quantity(word, 2))


def test_field_name() -> None:
    """A field is named in Swedish, by its own name where the table lacks it."""
    assert sentences.field_name("documents", "valid.until") == "sista giltighetsdag"
    assert sentences.field_name("documents", "areas") == "områden"
    assert sentences.field_name("samples", "checks.a/b") == "andel godkända i kontrollen a/b"
    assert sentences.field_name("figures", "parts.drift") == "värde för delen drift"
    assert sentences.field_name("documents", "no.such") == "no.such"
    assert sentences.field_name("nothing known", "field") == "field"


def test_numbers() -> None:
    """Numbers have a decimal comma and groups of three from ten thousand on."""
    space = "\N{NO-BREAK SPACE}"
    assert [number(each) for each in (2023, 10_000, -1_234_567.5, Fraction(5, 2))] == [
        "2023", f"10{space}000", f"-1{space}234{space}567,5", "2,5",
    ]  # fmt: skip
    assert [percent(each) for each in (1, 0.07, Fraction(2, 3))] == [
        f"100{space}%", f"7{space}%", f"66,6667{space}%",
    ]  # fmt: skip


# Every form has its words


def _fields(
    at: str, model: Any, path: tuple[str, ...] = ()
) -> Iterator[tuple[str, str, FieldType]]:
    """Every field of a model and of the records inside it: where its words are, and its type."""
    for name, field in fields._fields_of_model(model, at).items():
        if name == "accept":  # no rule asks for it, and no report shows it
            continue
        inside = (*path, name)
        yield at, ".".join(inside), field
        held = field.element or field
        if field.element is not None:
            inside = (*inside, "*")
            yield at, ".".join(inside), field.element
        if held.record is not None and held.many:
            yield from _fields(FIELDS[at][name].of, held.record)
        elif held.record is not None:
            yield from _fields(at, held.record, inside)


ALL_FIELDS = [
    each for kind, model in {**KINDS, "audit": Audit}.items() for each in _fields(kind, model)
]
SWEDISH = {
    "utkast", "beslutad", "upphävd", "planerad", "pågår", "genomförd", "antagen",
    "generellt bidrag", "projektbidrag", "egna medel", "in", "ut",
}  # fmt: skip
REFERENCES = {("actors", "forums"): "organ", ("observations", "absences"): "bevis", (): "bevis"}


@pytest.mark.parametrize(("at", "path", "field"), ALL_FIELDS)
def test_every_field_has_words(at: str, path: str, field: FieldType) -> None:
    """A field's words fit its type: a plural for a list, what a reference names, fixed words."""
    words = FIELDS[at][path]
    if field.shape != "map":
        assert ("/" in words.noun) == field.many
    if field.shape == "reference":
        assert words.of == REFERENCES.get(field.kinds, field.kinds and field.kinds[0])
    for word in field.words:
        assert word in words.fixed or word in SWEDISH
    assert not (field.shape == "flag" and words.verb.startswith("är "))


def test_no_field_is_imagined() -> None:
    """Every entry of the table is a field of the model, every noun a kind or a record."""
    known = {(at, path) for at, path, _ in ALL_FIELDS}
    kinds = {at for at, _ in known}
    assert kinds == {*KINDS, "audit", *RECORDS}
    assert {(at, path) for at in kinds for path in FIELDS[at]} == known
    assert set(NOUNS) == {*KINDS, *RECORDS, "organ", "bevis"}
    assert {words.of for at in kinds for words in FIELDS[at].values()} - {""} <= set(NOUNS)
    assert set(REQUEST) | {"documents"} == set(DEMANDABLE)
    assert set(FIELDS["bevis"]) == {path for at in DEMANDABLE for path in FIELDS[at]}
    assert set(UNITS) == set(get_args(Unit))
    assert set(FULFILLED) == set(Degree)


def test_nouns_say_their_gender() -> None:
    """Every noun is written with its article."""
    nouns = [*NOUNS.values(), *(words for at in FIELDS.values() for words in at.values())]
    assert all(words.noun.startswith(("en ", "ett ")) for words in nouns)
    assert Words("en källa/källor").own == "egna"
    assert Words("en källa").own == "egen"


OPERATORS = get_args(conditions.Operator)


def _test(*matchers: conditions.Matcher, path: str = "title", many: bool = False) -> Tests:
    return (FieldTest(tuple(path.split(".")), matchers, PLACE, many),)


def _has(*matchers: conditions.Matcher, path: str = "title") -> str:
    return sentences.request("documents", (), _test(*matchers, path=path), {})


@pytest.mark.parametrize("operator", OPERATORS)
def test_every_operator_has_words(operator: conditions.Operator) -> None:
    """Each operator says something of its own, wherever it can stand."""
    assert (operator in VERB) + (operator in TAIL) + (operator in NUMBER) >= 1
    compare = Compare(operator, (Fixed("x"), Fixed("y")))
    others = [_has(Compare(each, compare.arguments)) for each in OPERATORS if each != operator]
    own = _has(compare)
    assert "x" in own
    alike = {
        _has(Compare(each, compare.arguments))
        for pair in (("is", "includes"), ("one_of", "includes_any"),
                     ("is_not", "none_of", "excludes"))
        if operator in pair
        for each in pair
    }  # fmt: skip
    assert own not in others or alike == {own}
    numbers = (Compare(operator, (Fixed(2),)),)
    counted = Counted("count", "documents", (), (), numbers, PLACE)
    assert ("det finns" in sentences.demand(counted, {}).lower()) == (operator in COUNT)
    assert set(COUNT) == set(NUMBER)


MATCHERS: dict[Any, conditions.Matcher] = {
    Compare: Compare("is", (Fixed("x"),)),
    IsGiven: IsGiven(True),
    Records: Records("some", (), ()),
    RecordCount: RecordCount((), (), (Compare("is", (Fixed(2),)),)),
    Latest: Latest("year", (), ()),
    Follow: Follow(()),
    CheckShare: CheckShare((Compare("is", (Fixed(Fraction(1, 2)),)),)),
}
CONDITIONS: dict[Any, Condition] = {
    Quantified: Quantified("some", "forums", (), (), PLACE),
    Counted: Counted("share", "forums", (), (), (Compare("is", (Fixed(1),)),), PLACE),
    Finding: Finding("x", None, False, False, PLACE),
    CriterionHolds: CriterionHolds("x", Degree.MET, PLACE),
    Reaches: Reaches("x", None, "Ja", PLACE),
    Combined: Combined("all", (), PLACE),
    Negated: Negated(Reaches("x", "y", "Ja", PLACE), PLACE),
    AuditFact: AuditFact((), PLACE),
}
ARGUMENTS: dict[Any, conditions.Argument] = {
    Fixed: Fixed("x"),
    Dollar: Dollar("as_of"),
    Parameter: Parameter("x"),
    Range: Range(None, None),
}
VALUES: dict[Any, tuple[conditions.Constant, str]] = {
    str: ("a och b", "”a och b”"),
    int: (5, "5"),
    float: (0.5, "0,5"),
    bool: (True, "ja"),
    type(parse_days("2024")): (parse_days("2024-05"), "2024-05"),
    Duration: (Duration(1, "months"), "en månad"),
    Fraction: (Fraction(1, 2), "50\N{NO-BREAK SPACE}%"),
}


def test_every_form_has_words() -> None:
    """Each member of the unions is put in words: a new one fails here."""
    assert set(MATCHERS) == set(get_args(conditions.Matcher))
    assert len({_has(matcher) for matcher in MATCHERS.values()}) == len(MATCHERS)
    assert set(CONDITIONS) == set(get_args(Condition))
    assert len({sentences.demand(each, {}) for each in CONDITIONS.values()}) == len(CONDITIONS)
    assert set(ARGUMENTS) == set(get_args(conditions.Argument))
    assert len({_has(Compare("is", (each,))) for each in ARGUMENTS.values()}) == len(ARGUMENTS)
    assert set(VALUES) == set(get_args(conditions.Constant))
    for value, words in VALUES.values():
        asked = _has(Compare("one_of", (Fixed(value), Fixed("x"))))
        assert asked == f"ett dokument som har titeln {words} eller x"
    for of in get_args(conditions.DollarOf):
        assert _has(Compare("is", (Dollar(of, ("until",)),)))


def test_whole_period_and_open_ends() -> None:
    """A period is named as the audit's, or by the ends it has."""
    period = Compare("overlaps", (Dollar("period"),))
    begins = Compare("in_period", (Range(Dollar("as_of"), None),))
    assert _has(period, path="valid").endswith("under någon del av granskad period")
    assert _has(begins, path="valid").endswith("inom tiden från och med granskningens dag")


HERE = st.just(PLACE)
KIND = st.sampled_from([*KINDS, "no such"])
PATH = st.sampled_from(
    [*FIELDS["documents"], *FIELDS["forums"], *FIELDS["member"], *FIELDS["measurement"],
     "checks.x", "parts.x", "no.such"]
).map(lambda dotted: tuple(dotted.split(".")))  # fmt: skip
COMPARES = st.lists(st.builds(Compare), max_size=2).map(tuple)
TESTS: st.SearchStrategy[Tests] = st.deferred(
    lambda: st.lists(
        st.builds(
            FieldTest,
            path=PATH,
            matchers=st.lists(MATCHER, max_size=2).map(tuple),
            place=HERE,
        ),
        max_size=3,
    ).map(tuple)
)
# The reader refuses numbers of more than 30 digits.
st.register_type_strategy(float, st.floats(-1e29, 1e29, allow_nan=False))
st.register_type_strategy(Fraction, st.fractions(-(10**29), 10**29))
MATCHER: st.SearchStrategy[conditions.Matcher] = st.deferred(
    lambda: st.one_of(
        st.builds(Compare),
        st.builds(IsGiven),
        st.builds(Records, where=TESTS, has=TESTS),
        st.builds(RecordCount, where=TESTS, has=TESTS, matcher=COMPARES),
        st.builds(Latest, where=TESTS, has=TESTS),
        st.builds(Follow, where=TESTS),
        st.builds(CheckShare, matcher=COMPARES),
    )
)
CONDITION: st.SearchStrategy[Condition] = st.deferred(
    lambda: st.one_of(
        st.builds(Quantified, kind=KIND, where=TESTS, has=TESTS, place=HERE),
        st.builds(Counted, kind=KIND, where=TESTS, has=TESTS, matcher=COMPARES, place=HERE),
        st.builds(Finding, where=TESTS, place=HERE),
        st.builds(CriterionHolds, place=HERE),
        st.builds(Reaches, place=HERE),
        st.builds(
            Combined,
            parts=st.lists(CONDITION, max_size=3).map(tuple),
            number=st.integers(0, 3),
            place=HERE,
        ),
        st.builds(Negated, part=CONDITION, place=HERE),
        st.builds(AuditFact, tests=TESTS, place=HERE),
    )
)


@settings(max_examples=50, deadline=None)
@given(CONDITION)
def test_any_tree_has_a_sentence(condition: Condition) -> None:
    """Whatever the tree, it is put in words, as one that begins with a capital and ends."""
    sentence = sentences.demand(condition, {})
    assert sentence.endswith(".")
    assert sentence[0] == sentence[0].upper()


@pytest.mark.parametrize(
    ("quantity", "said"),
    [
        (Quantity("all"), "alla delfrågor"),
        (Quantity("some"), "minst en delfråga"),
        (Quantity("half"), "minst hälften av delfrågorna"),
        (Quantity("none"), "ingen delfråga"),
        (Quantity("number", number=1), "minst en delfråga"),
        (Quantity("number", number=3), "minst tre delfrågor"),
        (Quantity("share", share=Fraction(3, 4)), "minst 75\u00a0% av delfrågorna"),
    ],
)
def test_a_rung_of_the_conclusion(quantity: Quantity, said: str) -> None:
    """How many of the parts reach which level, and what else must hold."""
    assert rungs.parts_rung(quantity, "Delvis", None) == f"{said} når minst bedömningen ”Delvis”"
    assert rungs.parts_rung(None, None, "Det gäller.") == "det gäller"
