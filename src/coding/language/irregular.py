"""Dutch forms whose lemma is a matter of grammar: function words, and words the dictionaries have wrong."""


def _words(text: str) -> list[str]:
    return text.split()


def _read(table: str) -> dict[str, str]:
    """Read lines of ``lemma: form form ...`` as form to lemma."""
    pairs = (line.partition(":") for line in table.strip().splitlines())
    return {form: lemma.strip() for lemma, _colon, forms in pairs for form in forms.split()}


_PRONOUNS = _read("""
    ik: 'k
    je: jé
    hij: -ie ie
    hem: 'm
    het: 't
    haar: d'r 'r hare
    mijn: m'n mijne mijner mijnen
    zijn: z'n zijne zijnen zijner zijns
    jou: jouw jouwe
    u: uw uwe uwer
    ons: onze onzen onzer
    hun: hunne hunner
    wie: wien wiens wier
    die: dien diens
    deze: dezer dezen
    degeen: degene degenen
    datgeen: datgene
    elkaar: elkaars
    een: 'n ene
    al: alle allen aller
    beide: beiden beider
    elk: elke
    ieder: iedere iederen ieders
    enig: enige enigen
    enkel: enkele enkelen
    ettelijk: ettelijke
    menig: menige
    sommig: sommige sommigen
    welk: welke
    zulk: zulke zulks
    veel: meer meest meeste meesten vele velen
    weinig: minder mindere minst minste weinige weinigen
""")
_NUMBERS = _read("""
    één: een eén éen eentje
    twee: tweeën tweetjes
    drie: drieën drietjes
    vier: vieren viertjes
    vijf: vijven
    zes: zessen
    zeven: zevenen
    acht: achten
    negen: negenen negens
    tien: tienen
    honderd: honderden
    duizend: duizenden
    honderdduizend: honderdduizenden
    tienduizend: tienduizenden
    hoeveel: hoevelen
    zoveel: zovelen zovele
""")
FUNCTION_WORDS = {
    "PRON": _PRONOUNS,
    "DET": {**_PRONOUNS, **_read("de: den der des 's")},
    "ADV": {**_PRONOUNS, **_read("er: d'r\neens: 'ns")},
    "NUM": {**_PRONOUNS, **_NUMBERS},
    "ADP": _read("te: ten ter"),
    "CCONJ": {},
    "SCONJ": {},
}
"""Per part of speech (Universal Dependencies): form to lemma, where the two differ."""

IRREGULAR = {
    "noun": _read("""
        app: apps
        brandwond: brandwonden
        cookie: cookies
        download: downloads
        filosoof: filosofen
        fotograaf: fotografen
        grootouder: grootouders
        jongere: jongeren
        kosten: kosten
        mate: mate
        mensenrecht: mensenrechten
        peer: peren
        poh: pohs
        uitgave: uitgaven
    """),
    "verb": _read("""
        geboren: geboren
        gezin: gezinnen
        leiden: geleid geleide
        raken: geraakt geraakte
        roken: roken
        slopen: slopen
        smelten: gesmolten
        voelen: gevoeld
        voeren: voer voeren
        zijn: geweest wees weest wezen
        zwijgen: gezwegen
    """),
    "adj": _read("""
        aanstaande: aanstaande
        achterste: achterste
        afdoende: afdoende
        goed: betere
        heet: heet
        knap: knap
        links: links
        onderste: onderste
        onvoldoende: onvoldoende
        voorste: voorste
        weinig: minder mindere minst minste
        zoet: zoet
    """),
}
"""Per kind of content word: form to lemma, going before every dictionary (*gezinnen* is never a verb)."""

PARTICLES = frozenset(
    _words("""
    aan achter achterna achterover achteruit af bij bijeen binnen bloot boven buiten dicht door dood
    droog eens fijn gade gelijk goed groot hard heen her hoog in ineen kapot klaar kwijt langs leeg
    lief los mede mee mis na naar neer om omhoog omlaag omver onder op open opeen over raak recht
    rond samen schoon stil stop stuk tegen tekort teleur teloor tentoon terecht terug teweeg thuis
    toe tot uit uiteen vast vol voor vooraf voorbij voort vooruit vrij waar weer weg zwart
""")
)
"""What a separable verb may begin with; *ge* stands between it and the stem in a participle."""
