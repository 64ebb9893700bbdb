"""How well a reader can check who is credited: a name, an office, an outlet, or people without a name."""

from __future__ import annotations

import re

from checker.model import Standing
from checker.read.wordlists import words

PRONOUNS = words("he she they it we i")

_ANONYMOUS = re.compile(
    r"\b(?:sources?|insiders?|interlocutors?|people|persons?|someone|anonymous|unnamed|unidentified|not (?:to be "
    r"|be )?(?:named|identified)"
    r"|not authori[sz]ed|familiar with|briefed on|close to|near to|with (?:direct )?knowledge"
    r"|condition of anonymity|anonymity"
    r"|witness(?:es)?|residents?|neighbou?rs?|experts?|analysts?|observers?|critics|supporters|traders|brokers"
    r"|locals|passengers|employees?"
    r"|survivors?|bystanders?|some|many|others|those|users|activists|diplomats?|economists?|relatives|friends"
    r"|onlookers|workers|farmers|villagers"
    r"|campaigners|drivers|teachers|growers|winegrowers|parents|students|tenants|islanders|fishermen|pensioners"
    r"|strategists|advocates|shopkeepers)\b(?!['’])",
    re.I,
)
_ANONYMOUS_HEAD = re.compile(
    r"(?:[Aa]n?|[Tt]he|[Oo]ne|[Tt]wo|[Tt]hree|[Ss]everal|[Ss]ome|[Oo]ur|[Ii]ts|[Tt]heir"
    r"|[Aa]nother)?\b ?(?:\w+ )?(?:sources?|interlocutors?|insiders?|persons?|people)\b"
)
_SEEN = re.compile(r" (?:seen|obtained|reviewed|published|cited|quoted|released) by ")
_ROLE_NAME = re.compile(
    r"\b(?:Speaker|[Ss]pokes(?:man|woman|person)|[Cc]hief|[Hh]ead|[Dd]irector|Minister|[Pp]resident|[Ss]ecretary"
    r"|[Cc]hair(?:man|woman)?|[Gg]overnor"
    r"|[Mm]ayor|[Jj]udge|[Ll]eader|[Ll]awyer|[Aa]ttorney|[Oo]fficer|[Mm]anager|Rep\.|Sen\.|Gov\.|Gen\.|Col\."
    r"|Capt\.|Sgt\.|Lt\.|Dr|Mrs?|Ms)\.? (?:[A-Z][a-z]+\.? ){0,2}"
    r"[A-Z][\w'’-]+(?: [A-Z]\.)?(?: [A-Z][\w'’-]+)?(?: of \w+)?\Z"
)
_PLURAL = re.compile(
    r"\b(?:Republicans|Democrats|Conservatives|Liberals|Socialists|Greens|[Oo]fficials|[Mm]inisters|[Ll]awmakers"
    r"|[Pp]eople|[Pp]olice|[Ss]ources|[Ee]xperts"
    r"|[Aa]nalysts|[Rr]esidents|[Ww]itnesses|[Ii]nvestigators|[Pp]rosecutors|[Ll]awyers|[Dd]octors)\b|\b\w+ and [A-Z]"
)
_NAME_OF = re.compile(r"(?:[A-Z][\w'’-]+\.? ){1,3}[A-Z][\w'’-]+(?= of [A-Z])")
_PERSON_OF = re.compile(r"(?:[A-Z][\w'’-]+\.? ){1,3}[A-Z][\w'’-]+ of (?:the|a|an|its|their) ")
_OFFICIAL = re.compile(
    r"\b(?:police|officers?|officials?|ministry|minister|ministers|department|office|agency|authorit(?:y|ies)"
    r"|government|court|courts|judges?|council|commission"
    r"|committee|board|spokes(?:man|woman|person|people|persons)|prosecutors?|investigators?|army|military|navy"
    r"|coast ?guard|company|firm|bank|hospital"
    r"|statement|document|report|ruling|filing|release|letter|indictment|communiqu[eé]|decree|resolution|bulletin"
    r"|notice|text|papers|records|figures|data|survey"
    r"|union|unions|party|parliament|cabinet|presidency|kremlin|white house|embassy|bureau|university"
    r"|organi[sz]ers|operator|regulator|mayor|governor|president"
    r"|secretary|chief|director|lawyers?|attorneys?|defen[cs]e|service|services|administration|institute"
    r"|federation|association|directorate|centre|center"
    r"|chair(?:man|woman)?|campaign|aides?|ambassador|doctors|surgeons|scientists|researchers|firefighters"
    r"|rescuers|airline|club|school|group|trust|fund|inspectors)\b",
    re.I,
)
_BODY = re.compile(
    r"\b(?:Ministry|Department|Office|Agency|Authority|Government|Court|Council|Commission|Committee|Board|Army"
    r"|Navy|Police|Bank|Hospital|University"
    r"|Union|Party|Parliament|Senate|House|Bureau|Service|Federation|Association|Directorate|Centre|Center"
    r"|Institute|Register|Administration|Guard|Nations"
    r"|Kremlin|Congress|Pentagon|Organi[sz]ation|Group|Trust|Company|Corp|Inc|Ltd)\b"
)
_MEDIA = re.compile(
    r"(?:^|\b[Tt]he )Hill\Z"
    r"|\b(?:newspapers?|daily|website|site|broadcaster|channel|magazine|publication|outlet|tabloid|news agency"
    r"|media|portal|edition|station)\b"
    r"|\b(?:Post|Times|News|Radio|TV|Television|Herald|Tribune|Gazette|Courier|Daily|Mercury|Beacon|Messenger"
    r"|Telegraph|Chronicle|Observer|Guardian"
    r"|Journal|Dispatch|Newswire|Broadcasting|Atlantic|Politico|Axios|Reuters|AFP|Interfax|INTERFAX|TASS"
    r"|Xinhua|Bloomberg|CNN|BBC|NBC|CBS|ABC|MSNBC"
    r"|NPR|Sky|Spiegel|Monde|Associated Press|AP|Economist|Examiner|Weekly|Online)\b"
)
_NAME = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Prof|Gov|Sen|Rep|Gen|Col|Lt|Capt|Judge|President|Minister)\.? [A-ZÀ-ÖØ-Þ]|[A-ZÀ-ÖØ-Þ][\w'’-]+"
)
_PERSON = re.compile(
    r"[A-ZÀ-ÖØ-Þ][\w'’-]+(?: [A-ZÀ-ÖØ-Þ]\.?)?(?: (?:de|van|von|al|bin|da|di|del"
    r"|ter) )?[ -]?(?: ?[A-ZÀ-ÖØ-Þ][\w'’-]+){1,2}"
)


def standing(source: str) -> Standing:
    """Return the standing of a source as written."""
    if not source:
        return Standing.IMPERSONAL
    if _ANONYMOUS_HEAD.match(source):
        return Standing.ANONYMOUS
    source = _SEEN.split(source)[0]
    head = _NAME_OF.match(source)
    if (
        (head and not _BODY.search(head[0]) and not _MEDIA.search(head[0]))
        or _PERSON_OF.match(source)
        or _ROLE_NAME.search(source)
    ):
        return Standing.NAMED
    media = _MEDIA.search(source) is not None
    named = _PERSON.search(re.sub(r"^(?:The|A|An|His|Her|Its)\b", "", source)) is not None
    body = _BODY.search(source) is not None
    if named and not body and not (media and source.lower().startswith(("the ", "this "))):
        return (
            Standing.MEDIA if media and not re.search(r"\b(?:of|from|editor|host|told)\b", source) else Standing.NAMED
        )
    if media:
        return Standing.MEDIA
    if _ANONYMOUS.search(source) and not body:
        return Standing.ANONYMOUS
    if body or _OFFICIAL.search(source):
        return Standing.OFFICIAL
    words = source.split()
    if any(w[:1].isupper() for w in words[1:]) or (words[0][:1].isupper() and words[0].lower() not in _STARTS):
        return Standing.NAMED
    return (
        Standing.ANONYMOUS
        if words[0].lower() in ("a", "an", "one", "two", "three", "several", "most")
        else Standing.OFFICIAL
    )


_STARTS = words(
    """
    the a an his her its their our this that these those both all one two three some many most several
    """
)


def single_person(source: str) -> bool:
    """Tell whether ``he`` or ``she`` can stand for a source."""
    if _BODY.search(source) or _PLURAL.search(source):
        return False
    kind = standing(source)
    if kind is Standing.NAMED:
        return True
    return (
        re.search(
            r"\b(?:spokes(?:man|woman|person)|officer|official|minister|president|mayor|governor|chief|director"
            r"|judge|lawyer|prosecutor"
            r"|insider|interlocutor|source|witness|resident|employee|analyst|expert|secretary|woman|man|doctor"
            r"|head|chair\w*|manager|owner)\b",
            source,
            re.I,
        )
        is not None
    )
