"""The Swedish of the evidence model's fields, by kind and by the record that a list holds.

Dots reach into records; a star stands for a name that the evidence gives.
"""

from auditcheck.language.swedish import NOUNS, Words

W = Words

_YES_NO = {"yes": "ja", "partly": "delvis", "no": "nej"}
_SOURCE_KINDS = {
    "sample": "stickprov",
    "site-visit": "platsbesök",
    "minutes": "protokoll",
    "statistics": "statistik",
    "document": "dokument",
    "survey": "enkät",
    "correspondence": "korrespondens",
    "written-answer": "skriftligt svar",
    "interview": "intervju",
    "fact-check": "faktagranskning",
    "self-assessment": "självskattning",
}
_SIDES = {
    "kommunen": "kommunen",
    "kommunalt bolag": "de kommunala bolagen",
    "extern": "de externa parterna",
}
_FORUM_LEVELS = {"strategisk": "strategisk nivå", "operativ": "operativ nivå"}
_STANCES = {
    "accepted": "godtas",
    "already done": "redan åtgärdat",
    "declined": "avböjs",
    "contested": "bestrids",
}
_BETTER = {"higher": "högre", "lower": "lägre"}
_LANGUAGES = {"sv": "svenska", "en": "engelska"}
_KINDS = {kind: noun.many for kind, noun in NOUNS.items()}

_COMMON = {
    "note": W("en anmärkning", "har anmärkningen"),
    "confidential": W("en sekretessmarkering", "omfattas av sekretess"),
    "aliases": W("ett annat namn/andra namn", "kallas även"),
    "incomplete": W("ett ofullständigt fält/ofullständiga fält", "saknar uppgifter om"),
}
_ITEM = {**_COMMON, "sources": W("en källa/källor", "har", "citation")}
_CRITERION = W("ett kriterium", "gäller kriteriet")
_MANDATE = {
    "mandate": W("ett uppdrag"),
    "mandate.documented": W("ett dokumenterat uppdrag", "har ett dokumenterat uppdrag"),
    "mandate.document": W("ett uppdragsdokument", "har sitt uppdrag i", "documents"),
}
_EFFECTIVE = {
    "effective": W("en tillämpningstid"),
    "effective.from": W("en första tillämpningsdag"),
    "effective.until": W("en sista tillämpningsdag"),
}
_PERIOD = {
    "period": W("en period"),
    "period.from": W("ett startdatum"),
    "period.until": W("ett slutdatum"),
}
_FOLLOWED_UP = {
    "followed_up": W("en uppföljning/uppföljningar", "har", "follow-up"),
}
_BASED_ON = {"based_on": W("ett underlag/underlag", "bygger på", "documents")}
_MONEY = {
    "amount": W("ett belopp", "har ett belopp på"),
    "currency": W("en valuta", "har valutan"),
}
_BY = W("en ansvarig", "har gjorts av", "organ")

FIELDS: dict[str, dict[str, Words]] = {
    "sources": _COMMON | {
        "kind": W("ett slag", "är av slaget", fixed=_SOURCE_KINDS),
        "title": W("en titel", "har titeln"),
        "role": W("en roll", "har rollen"),
        "date": W("ett datum"),
        "received": W("ett mottagningsdatum"),
        "file": W("en fil", "finns i filen"),
        "sha256": W("en kontrollsumma", "har kontrollsumman"),
        "url": W("en adress", "finns på adressen"),
        "accessed": W("ett läsdatum"),
        "pages": W("ett sidantal", "har ett sidantal på"),
        "fact_checked": W("ett datum för faktagranskning"),
    },
    "actors": _ITEM | {
        "name": W("ett namn", "har namnet"),
        "type": W("en typ", "är av typen"),
        "side": W("en tillhörighet", "räknas till", fixed=_SIDES),
        "part_of": W("en överordnad organisation", "ingår i", "organ"),
        "responsible_for": W("ett ansvarsområde/ansvarsområden", "ansvarar för"),
        "reports_to": W("en mottagare av rapportering", "rapporterar till", "organ"),
    },
    "documents": _ITEM | _EFFECTIVE | _PERIOD | _FOLLOWED_UP | _BASED_ON | {
        "type": W("en typ", "är av typen"),
        "title": W("en titel", "har titeln"),
        "status": W("en status"),
        "decided": W("ett beslut"),
        "decided.date": W("ett beslutsdatum"),
        "decided.by": W("en beslutsfattare", "har beslutats av", "organ"),
        "valid": W("en giltighetstid"),
        "valid.from": W("en första giltighetsdag"),
        "valid.until": W("en sista giltighetsdag"),
        "owner": W("en ägare", "ägs av", "organ"),
        "scope": W("en omfattning", "omfattar"),
        "contains": W("ett innehåll/innehåll", "innehåller"),
        "parties": W("en part/parter", "har som part", "actors"),
        "purposes": W("ett syfte/syften", "anger syftet"),
        "areas": W("ett område/områden", "anger området"),
        "mentions": W("en hänvisning/hänvisningar", "har", "mention"),
        "used_for": W("en användning/användningar", "används till"),
        "updated": W("ett uppdateringsdatum/uppdateringsdatum"),
        "presented_to": W("en redovisning/redovisningar", "har", "presentation"),
    },
    "forums": _ITEM | _MANDATE | {
        "name": W("ett namn", "har namnet"),
        "level": W("en nivå", "är på", fixed=_FORUM_LEVELS),
        "designated_as": W("ett utpekande/utpekanden", "har utpekats som"),
        "led_by": W("en ledande aktör", "leds av", "actors"),
        "members": W("en ledamot/ledamöter", "har", "member"),
        "meets": W("en mötesfrekvens", "möts"),
        "tasks": W("en uppgift/uppgifter", "har till uppgift"),
    },
    "functions": _ITEM | _MANDATE | {
        "name": W("ett namn", "har namnet"),
        "held_by": W("en innehavare", "innehas av", "actors"),
        "tasks": W("en uppgift/uppgifter", "har till uppgift"),
    },
    "reports": _ITEM | {
        "from": W("en avsändare", "har lämnats av", "organ"),
        "to": W("en mottagare", "har lämnats till", "organ"),
        "about": W("ett ämne/ämnen", "handlar om"),
        "date": W("ett datum"),
        "channel": W("en kanal", "har lämnats genom"),
    },
    "decisions": _ITEM | _EFFECTIVE | _BASED_ON | _MONEY | {
        "body": W("ett beslutande organ", "har fattats av", "organ"),
        "date": W("ett beslutsdatum"),
        "paragraph": W("en paragraf", "har paragrafen"),
        "about": W("ett ämne/ämnen", "handlar om"),
        "document": W("ett antaget dokument", "avser att anta", "documents"),
    },
    "activities": _ITEM | _PERIOD | _FOLLOWED_UP | {
        "title": W("ett namn", "har namnet"),
        "status": W("en status"),
        "category": W("en kategori", "är av kategorin"),
        "areas": W("ett område/områden", "avser området"),
        "carried_out_by": W("en utförare/utförare", "genomförs av", "organ"),
        "problem": W("ett angivet problem", "ska möta problemet"),
        "goals": W("ett mål/mål", "har målet"),
        "effect_indicators": W("ett effektmått/effektmått", "har effektmåttet"),
        "planned_in": W("en plan", "finns i", "documents"),
    },
    "indicators": _ITEM | {
        "title": W("ett namn", "har namnet"),
        "code": W("en kod", "har koden"),
        "topic": W("ett ämne", "är inom ämnet"),
        "unit": W("en enhet", "har enheten"),
        "better": W("en önskad riktning", "har som önskad riktning", fixed=_BETTER),
        "set_by": W("ett organ som har satt målet", "har fastställts av", "organ"),
        "followed_up_by": W("ett uppföljande organ/uppföljande organ", "följs upp av", "organ"),
        "series": W("en mätning/mätningar", "har", "measurement"),
        "goal": W("ett mål", "mäter målet"),
        "attained": W("en uppgiven måluppfyllelse", "har som uppgiven måluppfyllelse",
                      fixed=_YES_NO),
    },
    "funds": _ITEM | _MONEY | {
        "kind": W("ett slag", "är av slaget"),
        "direction": W("en riktning", "har riktningen"),
        "from": W("en givare", "kommer från", "actors"),
        "to": W("en mottagare", "går till", "actors"),
        "year": W("ett år", "avser år"),
        "purpose": W("ett ändamål", "har ändamålet"),
        "use_accounted": W("en redovisad användning", "har en redovisad användning"),
    },
    "figures": _ITEM | {
        "title": W("ett namn", "har namnet"),
        "value": W("ett värde", "har ett värde på"),
        "unit": W("en enhet", "har enheten"),
        "year": W("ett år", "avser år"),
        "parts": W("en uppdelning"),
        "parts.*": W("ett värde för delen *", "har ett värde för delen * på"),
        "stated_share": W("en uppgiven andel"),
        "stated_share.of": W("ett andelstal", "uppges som andel av", "figures"),
        "stated_share.is": W("en uppgiven andel", "har en uppgiven andel på"),
    },
    "samples": _ITEM | _PERIOD | {
        "topic": W("ett ämne", "är inom ämnet"),
        "population": W("en population", "är ur populationen"),
        "size": W("en storlek", "har en storlek på"),
        "checks": W("en kontroll/kontroller"),
        "checks.*": W("en andel godkända i kontrollen *"),
        "checks.*.passed": W("ett antal godkända i kontrollen *",
                             "har ett antal godkända i kontrollen * på"),
        "checks.*.partly": W("ett antal delvis godkända i kontrollen *",
                             "har ett antal delvis godkända i kontrollen * på"),
        "checks.*.of": W("ett antal prövade i kontrollen *",
                         "har ett antal prövade i kontrollen * på"),
    },
    "observations": _ITEM | {
        "topic": W("ett ämne", "är inom ämnet"),
        "about": W("ett föremål", "gäller", "bevis"),
        "holds": W("ett utfall", "har utfallet", fixed=_YES_NO),
        "says": W("en iakttagelse", "säger"),
        "date": W("ett datum"),
    },
    "absences": _ITEM | {
        "of": W("ett eftersökt slag", "är av slaget", fixed=_KINDS),
        "where": W("ett villkor", "avser"),
        "where.*": W("ett villkor för *", "har villkoret * lika med"),
    },
    "judgements": _COMMON | {
        "question": W("en revisionsfråga", "gäller revisionsfrågan"),
        "part": W("en delfråga", "gäller delfrågan"),
        "level": W("en bedömning", "är på nivån"),
        "reason": W("ett skäl", "har skälet"),
        "by": W("en bedömare", "har gjorts av"),
        "date": W("ett datum"),
        "until": W("en sista giltighetsdag"),
    },
    "responses": _COMMON | {
        "recommendation": W("en rekommendation", "gäller rekommendationen"),
        "by": W("en svarande", "har lämnats av"),
        "date": W("ett datum"),
        "status": W("en status"),
        "stance": W("en ståndpunkt", "har ståndpunkten", fixed=_STANCES),
        "measure": W("en åtgärd", "har åtgärden"),
        "due": W("ett datum då åtgärden ska vara klar"),
        "responsible": W("en ansvarig roll", "har som ansvarig"),
        "done": W("ett datum då åtgärden blev klar"),
    },
    "audit": _PERIOD | {
        "title": W("en titel", "har titeln"),
        "subject": W("en granskad organisation"),
        "subject.name": W("ett namn på den granskade", "gäller"),
        "subject.kind": W("ett slag av granskad", "gäller en granskad av slaget"),
        "subject.code": W("en kod för den granskade", "gäller en granskad med koden"),
        "as_of": W("en bedömningsdag"),
        "as_of_note": W("ett skäl för bedömningsdagen", "har skälet för bedömningsdagen"),
        "commissioned_by": W("en uppdragsgivare", "har beställts av"),
        "auditor": W("en granskare", "görs av"),
        "plan_year": W("ett planår", "ingår i revisionsplanen för år"),
        "purpose": W("ett syfte", "har syftet"),
        "notice": W("en upplysning till läsaren", "har upplysningen"),
        "background": W("en bakgrund", "har bakgrunden"),
        "scope": W("ett granskat organ/granskade organ", "omfattar", "organ"),
        "methods": W("en metod/metoder", "använder metoden"),
        "rules": W("ett regelpaket", "följer regelpaketet"),
        "questions": W("en revisionsfråga/revisionsfrågor", "ställer revisionsfrågan"),
        "language": W("ett rapportspråk", "har som rapportspråk", fixed=_LANGUAGES),
        "bodies": W("en rollfördelning"),
        "bodies.*": W("ett organ i rollen *", "har i rollen *", "organ"),
        "collecting": W("ett bevisslag under insamling/bevisslag under insamling",
                        "samlar ännu in", fixed=_KINDS),
        "limitations": W("en begränsning/begränsningar", "har", "limitation"),
        "unadvised": W("en brist utan rekommendation/brister utan rekommendation", "har",
                       "unadvised"),
        "unweighed": W("en brist som inte vägs/brister som inte vägs", "har", "unweighed"),
        "requests": W("en begäran/framställningar", "har", "request"),
    },
    "citation": {
        "source": W("en källa", "pekar på", "sources"),
        "quote": W("ett citat", "har citatet"),
        "page": W("en sida", "avser sidan"),
    },
    "mention": {
        "reference": W("en beteckning", "har beteckningen"),
        "in_force": W("ett ikraftträdande"),
    },
    "follow-up": {"date": W("ett datum"), "by": _BY},
    "presentation": {"date": W("ett datum"), "to": W("en mottagare", "har gjorts för", "organ")},
    "member": {
        "actor": W("en företrädd aktör", "företräder", "actors"),
        "role": W("en roll", "har rollen"),
        "leading": W("en ledande befattning", "har en ledande befattning"),
    },
    "measurement": {
        "year": W("ett år", "avser år"),
        "value": W("ett värde", "har ett värde på"),
        "target": W("ett målvärde", "har ett målvärde på"),
        "reference": W("ett jämförelsevärde", "har ett jämförelsevärde på"),
    },
    "limitation": {
        "what": W("ett hinder", "gäller"),
        "why": W("ett skäl", "har skälet"),
        "affects": W("en berörd revisionsfråga/berörda revisionsfrågor", "berör revisionsfrågan"),
    },
    "unadvised": {"criterion": _CRITERION, "because": W("ett skäl", "har skälet")},
    "unweighed": {
        "item": W("en konstaterad brist", "gäller", "bevis"),
        "affects": W("en berörd revisionsfråga/berörda revisionsfrågor", "berör revisionsfrågan"),
        "because": W("ett skäl", "har skälet"),
    },
    "request": {
        "criterion": _CRITERION,
        "to": W("en mottagare", "har skickats till", "organ"),
        "sent": W("ett sändningsdatum"),
        "what": W("ett begärt underlag", "avser"),
        "answered": W("ett svarsdatum"),
    },
}  # fmt: skip

FIELDS["organ"] = FIELDS["forums"] | FIELDS["actors"]
FIELDS["bevis"] = {
    name: words
    for kind in ("observations", "samples", "figures", "funds", "indicators", "activities",
                 "decisions", "reports", "functions", "forums", "documents", "actors")
    for name, words in FIELDS[kind].items()
}  # fmt: skip
