"""The grammar of time expressions: where a text speaks of a date, and in what form (nothing is resolved here)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

MONTHS = {
    m: n
    for n, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
            "september sept sep", "october oct", "november nov", "december dec",
        ),
        1,
    )
    for m in names.split()
}  # fmt: skip
WEEKDAYS = {
    d: n
    for n, names in enumerate(
        (
            "monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thurs", "friday fri", "saturday sat",
            "sunday sun",
        )
    )
    for d in names.split()
}  # fmt: skip
ORDINAL_WORDS = {
    w: n
    for n, w in enumerate(
        """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third
    twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first
    """.split(),  # noqa: SIM905
        1,
    )
}
SMALL = {
    w: n
    for n, w in enumerate(
        """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty
    """.split()  # noqa: SIM905
    )
} | {"a": 1, "an": 1, "twenty-four": 24, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}

_LONG = "January|February|March|April|May|June|July|August|September|October|November|December"
_MONTH = rf"(?:{_LONG}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
_DAYNAME = (
    r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|(?:Mon|Tues|Tue|Wed|Thurs|Thu|Fri"
    r"|Sat|Sun)\.)"
)
_YEAR = r"(?:19|20|21)\d\d"
_SPELLED_DAY = "|".join(sorted(ORDINAL_WORDS, key=len, reverse=True))
_DAY = rf"(?:(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?|(?:{_SPELLED_DAY}))"
_PART_OF_DAY = r"(?:morning|afternoon|evening|night|lunchtime|midday|noon|midnight|daybreak|dawn|dusk|nightfall)"
_EDGE = (
    r"(?:the\s)?(?:very\s)?(?P<edge{n}>first\shalf|second\shalf|first\squarter|last\squarter"
    r"|first\sdays?|last\sdays?|last\sweek|first\sweek"
    r"|beginning|start|end|middle|early|late|mid|close|turn)(?:\sof(?:\sthe)?\s|[\s-](?:in\s)?)"
)
_COUNT = (
    rf"(?:\d{{1,3}}|{'|'.join(sorted(SMALL, key=len, reverse=True))}|a\sfew|several"
    rf"|(?:a\s)?couple\sof|half\sa|(?:one|two|three|four)\sand\sa\shalf)"
)
_UNIT = r"(?:minutes?|hours?|days?|nights?|weeks?|fortnights?|months?|years?|decades?|centur(?:y|ies))"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"

_RULES: tuple[tuple[str, str], ...] = (
    ("iso", rf"(?<![\d-])(?P<y>{_YEAR})-(?P<m>0[1-9]|1[0-2])-(?P<d>[0-3]\d)(?![\d-])"),
    ("dotted", rf"(?<![\d.])(?P<d>[0-3]?\d)\.(?P<m>[01]?\d)\.(?P<y>{_YEAR})(?![\d.])"),
    (
        "nthday",
        rf"\bthe\s(?P<nth>first|second|third|fourth|last)\s(?P<wd>{_DAYNAME})\s(?:of"
        rf"|in)\s(?P<mo>{_MONTH})(?:,?\s(?P<y>{_YEAR}))?",
    ),
    (
        "monthend",
        rf"\b(?:the\s)?(?P<edge>first|last)\sday\sof\s(?:(?P<this>this|next|the)\smonth"
        rf"|(?P<mo>{_MONTH})(?:,?\s(?P<y>{_YEAR}))?)",
    ),
    (
        "dmy",
        rf"(?:\b{_DAYNAME},?\s(?:the\s)?)?\b(?:the\s)?(?P<d>{_DAY})(?:\sof)?\s(?P<mo>{_MONTH})(?:,?\s(?P<y>{_YEAR})(?:\syear)?)?(?!\w)",
    ),
    (
        "mdy",
        rf"(?:\b{_DAYNAME},?\s)?\b(?P<mo>{_MONTH})\s(?:the\s)?(?P<d>{_DAY})(?![\w:]|[.,]\d)(?:,?\s(?P<y>{_YEAR}))?",
    ),
    (
        "month",
        rf"\b(?:{_EDGE.format(n='')})?(?:(?P<rel0>last|next"
        rf"|this)\s)?(?P<mo>{_MONTH})(?:,?\s(?:of\s)?(?:(?P<y>{_YEAR})(?:\syear)?|(?P<rel>last|next"
        rf"|this)\syear))?(?!\w)",
    ),
    (
        "weekend",
        r"\b(?:(?:the\s)?(?P<edge>end|start|beginning)\sof\s)?(?:(?P<rel>last|next|this|the\scoming"
        r"|the\spast|this\scoming)\s|(?:the|a)\s)weekend\b(?:\s(?P<later>after\snext))?",
    ),
    (
        "weekday",
        rf"\b(?:(?P<edge>early|late|later)\s(?:on\s)?)?(?:the\snight\s(?P<into>to"
        rf"|from)\s)?(?:(?P<rel>last|next|this|this\scoming|the\scoming|the\sfollowing)\s)?"
        rf"(?P<wd>{_DAYNAME})(?:['’]s)?(?:\s(?P<week>week))?(?:\s(?:of\s)?(?P<rel2>last|next"
        rf"|this)\sweek)?(?:\s(?:at\s)?(?P<part>{_PART_OF_DAY}))?(?!\w)",
    ),
    (
        "endof",
        r"\b(?:the\s)?(?P<edge>end|start|beginning|middle|close|first\shalf"
        r"|second\shalf)\sof\s(?:the\s)?(?P<rel>this|next|last|the|coming|following"
        r"|current)?\s?(?P<unit>week|month|year|quarter|decade)\b",
    ),
    (
        "quarter",
        rf"\b(?:the\s)?(?P<q>first|second|third|fourth|last|final)\s(?P<kind>quarter"
        rf"|half)(?:\sof\s(?P<yrel>this|last|next|the)\s?year"
        rf"|\s(?:of\s)?(?P<y>{_YEAR}))?\b(?!\sof\s(?:the\s)?(?:a|an|its|their|month))",
    ),
    (
        "season",
        rf"\b(?:(?:(?P<edge>early|late|mid|the\sbeginning\sof|the\send\sof)[\s-])?(?:(?P<rel>last|next"
        rf"|this|the\spast|the\scoming|past|coming)\s)?(?P<s>{_SEASON})(?:\s(?:of\s)?(?:(?P<y>{_YEAR})"
        rf"|(?P<yrel>last|next|this)\syear))?)\b(?!-)",
    ),
    (
        "ago",
        rf"\b(?:(?P<about>about|around|some|nearly|almost|more\sthan|just\sover"
        rf"|roughly)\s)?(?P<n>{_COUNT})\s(?P<unit>{_UNIT})\s(?P<dir>ago|earlier|from\snow|on)\b",
    ),
    (
        "within",
        rf"\b(?:with)?in\s(?:the\s)?(?P<rel>next|coming|following|past"
        rf"|last)?\s?(?P<n>{_COUNT})\s(?P<unit>{_UNIT})(?:['’](?:\stime)?)?(?!\w|['’])",
    ),
    (
        "span",
        rf"\b(?:the|these|those)\s(?P<rel>next|coming|past|last|following)\s(?P<n>{_COUNT})\s(?P<unit>{_UNIT})\b",
    ),
    (
        "unit",
        r"\b(?:(?P<edge>earlier|early|late|later)\s)?(?P<rel>this|last|next|the\spast|the\scoming"
        r"|the\sfollowing|the\sprevious)\s(?P<unit>day|week|month|quarter|year|decade|century)\b",
    ),
    ("partday", r"\b(?P<rel>this|last|tomorrow|yesterday)\s(?P<part>morning|afternoon|evening|night)\b"),
    (
        "day",
        r"\b(?:(?P<before>the\sday\s(?P<dir>before|after)\s))?(?P<day>yesterday|today|tonight|tomorrow|overnight)\b",
    ),
    ("decade", r"(?<![\w.,])(?P<y>(?:19|20|21)\d0)s\b"),
    (
        "year",
        rf"(?<![\w.,$€£/:-])(?:{_EDGE.format(n='y')})?(?:(?P<fiscal>fiscal)\s)?(?P<y>{_YEAR})(?P<after>\syear)?(?![\w%$€£/:-]|[.,]\d|\s?(?:percent|per\scent|million|billion|thousand|km|metres|meters|tonnes))",
    ),
)
_CLOCK_HOUR = "|".join(list(SMALL)[1:13])
_CLOCK = re.compile(
    rf"\b(?:(?P<about>about|around|shortly\sbefore|shortly\safter|just\safter|just\sbefore"
    rf"|soon\safter|toward|towards|nearly|before|after)\s)?"
    rf"(?:(?P<h>[01]?\d|2[0-4])(?:[:.](?P<mi>[0-5]\d))?\s?(?P<ap>a\.m\.|p\.m\.|am\b|pm\b)"
    rf"|(?P<h24>[01]?\d|2[0-3])[:.h](?P<m24>[0-5]\d)(?![\d:.%]|\s?(?:percent|per\scent|million"
    rf"|billion|%|to\sthe))(?:\s(?:hours|local\stime))?"
    rf"|(?P<gmt>[012]\d[0-5]\d)\s(?:GMT|UTC|hours|local\stime)"
    rf"|(?P<rel>(?P<rm>five|ten|quarter|a\squarter|twenty|twenty-five|half"
    rf"|\w{{3,6}}\sminutes)\s(?P<dir>past|to)\s(?P<rh>{_CLOCK_HOUR}|noon|midnight|\d{{1,2}}))\b"
    rf"|(?P<oc>{_CLOCK_HOUR}|\d{{1,2}})\so['’]clock"
    r"|(?P<name>noon|midday|midnight))",
    re.I,
)
_COMPILED = tuple((name, re.compile(rule, 0 if name == "season" else re.I)) for name, rule in _RULES)


class Found(NamedTuple):
    """A time expression as found: its place, its form (a rule's name) and the match."""

    start: int
    end: int
    form: str
    match: re.Match[str]


def inside(starts: list[int], found: Sequence[Found], start: int, end: int) -> bool:
    """Tell whether ``[start, end)`` overlaps a time expression; ``starts`` are the starts of ``found``, in order."""
    at = bisect_left(starts, end) - 1
    return at >= 0 and found[at].end > start


@lru_cache(maxsize=64)
def find(text: str) -> tuple[Found, ...]:
    """Return the time expressions of ``text`` from left to right, the longest first where two overlap."""
    found = [Found(m.start(), m.end(), "clock", m) for m in _CLOCK.finditer(text)]
    for name, rule in _COMPILED:
        for match in rule.finditer(text):
            if _plausible(name, match, text):
                found.append(Found(match.start(), match.end(), name, match))
    order = {name: n for n, (name, _) in enumerate(_COMPILED)}
    found.sort(key=lambda f: (f.start, -f.end, order.get(f.form, 99)))
    kept: list[Found] = []
    for item in found:
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
        elif item.end - item.start > kept[-1].end - kept[-1].start and item.form != "clock":
            kept[-1] = item
    return tuple(kept)


_MONTH_BEFORE = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|to|of|through|during|after|before|and|or|last|next|this"
    r"|early|late|mid|every|for|between)[\s-]|^)$",
    re.I,
)


def _plausible(form: str, match: re.Match[str], text: str) -> bool:
    """Tell whether the words are used as a date: "may" and "march" are verbs, "Sun" a star, 2040 a count."""
    groups = match.groupdict()
    month = groups.get("mo")
    if month and not month[0].isupper():
        return False
    if form == "month" and month and month.lower() in {"may", "march", "august", "april", "june"}:
        if groups.get("y") or groups.get("edge"):
            return True
        before = text[max(0, match.start() - 10) : match.start()]
        return bool(_MONTH_BEFORE.search(before)) and not (
            month == "May" and re.match(r"\s[a-z]+\b", text[match.end() : match.end() + 12] or "") and not before
        )
    if form in {"weekday", "nthday"} and not match["wd"][0].isupper():
        return False
    if form == "weekday" and re.search(r"\b(?:a|every|each)\s$", text[max(0, match.start() - 6) : match.start()], re.I):
        return False
    if form == "season":
        return bool(groups["rel"] or groups["y"] or groups["yrel"] or groups["edge"]) or bool(
            re.search(
                r"\b(?:in|by|until|since|from|during|this|before|for)\s(?:the\s)?$",
                text[max(0, match.start() - 11) : match.start()],
            )
        )
    if form == "quarter":
        before = text[max(0, match.start() - 14) : match.start()]
        return bool(groups["y"] or groups["yrel"]) or bool(
            re.search(
                r"\b(?:in|from|by|for|of|during|until|since)\s(?:the\s)?$",
                before + ("the " if match.group().lower().startswith("the ") else ""),
            )
        )
    if form == "year":
        if match["fiscal"] or match["after"] or match.groupdict().get("edgey"):
            return True
        before = text[max(0, match.start() - 16) : match.start()]
        if re.search(
            r"(?:\b(?:No|No\.|Flight|Route|Local|Station|Room|some|about|than|nearly|over|least|all"
            r"|the other|counted|of the)\s|#)$",
            before,
            re.I,
        ):
            return False
        after = text[match.end() : match.end() + 24]
        # "2,040" would be written with a comma in most papers, "2040 people" in the others.
        return not re.match(
            r"\s(?!(?:was|is|as|has|his|its|this|plus|was|does|perhaps|Games|Olympics|elections|states|and"
            r"|in|after|unless)\b)(?:[a-z]{2,15}s|people|men|women|children)\b(?!\s(?:the|a|to)\b)",
            after,
        )
    return True
