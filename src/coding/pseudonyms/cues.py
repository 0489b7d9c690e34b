"""Words that tell that a name is coming, or that what looks like a name is none. Small letters."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _prefixes(text: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(prefix.split()) for prefix in text.split(","))


HONORIFICS = _words("""
    dokter professor mevrouw mevr mvr mvrw mevrw mw mej mevrouws mnr menr juffrouw meneer mijnheer
    menheer dhr heer hr heren fam familie gezin dr drs ir ing prof mr mrs weduwe wed zuster broeder
    pater dominee ds
""")
# Full words, after which an ordinary word is as likely as a name (*mevrouw wit van schrik*).
PLAIN_HONORIFICS = _words("""
    dokter professor
    mevrouw juffrouw meneer mijnheer menheer heer heren familie gezin zuster broeder pater
""")
RELATIONS = _words("""
    man vrouw vriend vriendin partner echtgenoot echtgenote ex ex-man ex-vrouw ex-partner zoon
    zoontje zoons dochter dochtertje dochters kind jongen jongste oudste meisje baby broer broertje
    zus zusje zuster tweeling moeder vader mama papa mam pap ouders opa oma grootvader grootmoeder
    oom tante neef neefje nicht nichtje kleinzoon kleindochter kleinkind stiefzoon stiefdochter
    stiefvader stiefmoeder pleegzoon pleegdochter pleegkind pleegmoeder pleegvader schoonmoeder
    schoonvader schoonzoon schoondochter schoonzus zwager buurman buurvrouw buren buurmeisje
    buurjongen overbuurvrouw overbuurman collega teamgenoot huisgenoot kennis vriendje vriendinnetje
    klasgenoot oud-collega exman exvrouw gastouder oppas verloofde pleegouder
""")
# After these a capital says enough, and *mijn* is not needed before them.
KIN_TITLES = _words("ex tante oom ome opa oma juf meester zuster broeder buurvrouw buurman")
PROFESSIONS = _words("""
    juf meester leraar lerares leerkracht docent docente mentor dokter huisarts arts kinderarts
    jeugdarts psycholoog psychiater therapeut fysiotherapeut logopedist verpleegkundige
    wijkverpleegkundige wijkzuster praktijkondersteuner poh consulent consulente wmo-consulent
    jeugdconsulent klantmanager casemanager regisseur gezinsregisseur zorgregisseur coach
    gezinscoach wijkcoach jeugdcoach jobcoach buurtcoach jongerencoach begeleider begeleidster
    hulpverlener hulpverleenster jeugdhulpverlener jongerenwerker jeugdwerker opbouwwerker
    ouderenadviseur maatschappelijk-werker werker werkster medewerker medewerkster baliemedewerker
    gezinsvoogd voogd jeugdbeschermer jeugdreclasseerder bewindvoerder curator advocaat rechter
    kinderrechter officier wijkagent agent agente teamleider teamcoach manager directeur directrice
    bestuurder wethouder burgemeester raadslid beleidsmedewerker projectleider coördinator
    coordinator ambtenaar cliënt client patiënt patient leerling bewoner bewoonster vrijwilliger
    vrijwilligster mantelzorger ervaringsdeskundige stagiair stagiaire tolk gezinswerker buurtwerker
    wijkwerker sociaal-werker contactpersoon onderzoeker auteur voorzitter secretaris penningmeester
    vertrouwenspersoon ib'er gedragswetenschapper pedagoog orthopedagoog jeugdverpleegkundige
    zorgmedewerker thuishulp hulp huisbaas conciërge trainer cliëntondersteuner clientondersteuner
    schuldhulpverlener budgetcoach poh'er poh-ggz hoofdaannemer
""")
POSSESSIVES = _words("""
    mijn m'n mn onze ons haar zijn z'n zn hun jouw je uw jullie diens
""")
# After these a name follows straight away, also one nobody knows and also in small letters.
NAMING = _words("heet heette heten genaamd genoemd contactpersoon contactpersonen")
GREETINGS = _words("""
    groet groeten groetjes gr grtjs mvg liefs hoogachtend ondertekend afzender ondergetekende
""")
SPEAKING = (
    ("ik", "ben"),
    ("ik", "heet"),
    ("mijn", "naam", "is"),
    ("naam", "is"),
    ("naam",),
    ("voornaam",),
    ("achternaam",),
    ("roepnaam",),
    ("gesproken", "met"),
    ("gesprek", "met"),
    ("contact", "met"),
    ("afspraak", "met"),
    ("gebeld", "met"),
    ("gemaild", "met"),
    ("een", "zekere"),
    ("t.n.v",),
    ("tnv",),
    ("naam", "van"),
    ("dank", "je", "wel"),
    ("dankjewel",),
    ("t.a.v",),
    ("tav",),
    ("gegevens",),
    ("hulp", "van"),
    ("begeleiding", "van"),
    ("dank", "aan"),
    ("bedankt",),
    ("hoi",),
    ("beste",),
    ("hallo",),
    ("lieve",),
    ("vraag", "naar"),
    ("vragen", "naar"),
)
# Of these the words after which a name may also be written small.
SPEAKING_SURE = (
    *(("ik", "heet"), ("mijn", "naam", "is"), ("naam", "is"), ("voornaam",), ("achternaam",)),
    *(("t.n.v",), ("tnv",)),
)
CALLED = _words("gebeld gesproken gemaild geappt ontmoet gezien gebelt gesproke")
HAVE = _words("heb had hebben hadden heeft")

PREFIXES = _prefixes(
    """
    van, van de, van der, van den, van het, van 't, van t, van't, vant, van d', de, den, der, ter, ten,
    te, het, 't, in 't, in t, in't, int, in het, in de, in den, op de, op den, op het, op 't, op t,
    op't, uit de, uit den, uit het, uit 't, aan 't, aan de, aan den, aan het, over de, onder de, voor
    de, bij de, van in 't, von, von der, von dem, zu, zum, zur, el, al, ait, aït, ben, bin, ibn, abu,
    abou, la, le, di, da, dos, do, de la, de las, de los, du, des, vd, v.d, v.d., v, v., vander, vanden,
    vande, 's, van 's, ou, da silva
    """
)
# Before a word in small letters only these say that it is a surname.
SURE_PREFIXES = _prefixes(
    """
    van der, van den, van 't, van t, van't, vant, der, den, ter, ten, 't, op den, uit den, aan den, von,
    von der, el, ait, aït, vd, v.d, v.d., vander, vanden, vande
    """
)
# Sure prefixes that with an unclear given name may be something else (*hoop ter sprake*).
LOOSE_PREFIXES = _prefixes("der, den, ter, ten, 't")
# Words after a given name that are hardly anything but a surname.
CLEAR_SURNAMES = _words("vries jansen janssen pieters jacobs willems peters hendriks graaff")
# People with *de* in their name after whom streets are called: there it is no article.
CALLED_WITH_DE = _words(
    "ruyter ruijter bruijn bruyn witt gruyter gruijter lairesse genestet clercq rooij rooy vries"
)
# *kees in 't veld* is called so, *kees op 't werk* is not: what follows these prefixes in small letters.
PLACED_PREFIXES = _prefixes("in 't, in t, in't, int, in het, op 't, op t, op't, op het, uit 't, aan 't")
PLACED_SURNAMES = _words("veld velt hout hof hoff land zandt zand root roodt end eind eynde groen holt ven")

# A capital name beside one of these belongs to an organisation, a street, a law or a method.
NAMED_AFTER = _words("""
    groep stichting huis huizen school basisschool college lyceum kliniek ziekenhuis gasthuis
    methode methodiek fonds instituut zorg jeugdzorg thuiszorg centrum team wijkteam prijs straat
    laan plein weg park hal zaal schaal model wet commissie akkoord norm test bv nv b.v n.v
    vereniging bureau café cafe restaurant winkel locatie gebouw huize villa hospice wijk buurt
    kasteel camping motie amendement regeling rapport sint st sint. kerk kapel hof polder haven dijk
    gracht kade singel steeg syndroom ziekte universiteit academie museum theater bibliotheek flat
    toren dorp leger therapie training vragenlijst kids jeugd hulp huisartsenpraktijk apotheek
    supermarkt bank verzekeringen advies zorggroep advocaten makelaars bouw woonzorgcentrum
    verpleeghuis verzorgingshuis jeugdhuis buurthuis speeltuin peuterspeelzaal kinderopvang crèche
    gemeente provincie regio stad eiland kanaal meer bos matrix index schrikker cultuur podium
    brigade coalitie platform alliantie foundation project programma cursus aanpak pact
""")
ARTICLES = _words("de het 't een")
# Given names that at the beginning of a sentence are a month, the weather or a word.
NEVER_ALONE = _words("""
    mei april august augustus june storm corona ramadan will wil ben best beste server echt die dan hoop vrede
    liefde star ster massa rein constant lief flink kick gala dina server job
""")
MONTH_BEFORE = _words("""
    in vanaf tot sinds eind begin medio half voor na per op vorige afgelopen volgende en of mei
    januari februari maart april juni juli augustus september oktober november december
""")
ACTS = _words("""
    heeft had is was kwam komt belde belt zei zegt vertelde vertelt stopte luistert luisterde helpt
    hielp deed doet gaf geeft kan kon wil wilde moet moest krijgt kreeg werkt werkte vindt vond
    denkt dacht woont woonde ging gaat nam neemt regelde regelt weet wist bleef reageert reageerde
    schreef mailt mailde vroeg vraagt zou zal werd wordt spreekt sprak begeleidt begeleidde zorgt
    zorgde zit zat huilt huilde mag mocht
""")
IDIOMS = "|".join(
    (
        r"joost mag|barbertje|brave hendrik|houten klaas|stijve harr?ie?|nieuwsgierig aagje|vrolijke frans",
        r"jan (?:en alleman|modaal|met de (?:pet|korte)|rap|soldaat|boezeroen|publiek|splinter|doedel)\b",
        r"jan (?:klaassen|steen|kaas|contant|salie|zonder)\b|jan, piet en klaas|jan(?:tje)? van leiden",
        r"piet(?:je)? (?:precies|snot|puk|bell)|henk en ingrid|zwarte piet|klaas vaak",
        r"sint (?:nicolaas|maarten|jan|jozef|anna)|bob de bouwer|jip en janneke|tante (?:pos|betje)",
        r"anne frank|magere hein|willem-alexander|hans(?:je)? en grietje|roos van leary|van jan tot",
        r"hansje brinker|jantje beton|de kleine johannes|ot en sien|bert en ernie|(?:dikke )?van dale",
    )
)
