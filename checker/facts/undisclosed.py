"""What is said not to be: "no casualties", and amounts that are not known or not given."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from checker.facts.counting import counted
from checker.model import Modality, Quantity, Span

_NONE = re.compile(
    r"\b(?P<no>no|zero|nobody|no\sone|none)\b(?:\s(?:of\sthe\s\w{3,14}\s)?(?:other\s|further\s"
    r"|immediate\s|reported\s|known\s|reports\sof\s(?:any\s)?)?)?"
    r"(?:(?:was|were|has\sbeen|had\sbeen|is|are)\s)?(?:seriously\s)?"
    r"(?P<what>casualties|deaths|fatalities|injuries|dead|killed|hurt|injured|injury|wounded|missing"
    r"|arrests|arrested|victims|jobs|died)\b",
    re.I,
)
_NONE_KIND = {
    "deaths": "dead",
    "fatalities": "dead",
    "dead": "dead",
    "killed": "dead",
    "died": "dead",
    "victims": "dead",
    "injuries": "injured",
    "hurt": "injured",
    "injured": "injured",
    "injury": "injured",
    "wounded": "injured",
    "missing": "missing",
    "arrests": "arrested",
    "arrested": "arrested",
    "jobs": "job",
    "casualties": "dead",
}

_HIDDEN = (
    r"(?:unknown|unclear|undisclosed|uncertain|not\s(?:yet\s)?(?:been\s)?(?:known|disclosed|clear"
    r"|given|specified|published|released"
    r"|revealed|established|determined|made\spublic|announced|available|confirmed|worked\sout)"
    r"|never\s(?:been\s)?(?:established|disclosed|made\spublic|published)"
    r"|(?:a\s)?(?:commercial\s)?secret|anyone['’]s\sguess|anybody['’]s\sguess|kept\ssecret"
    r"|yet\sto\sbe\s(?:determined|established|disclosed|worked\sout|announced))"
)
_BE = (
    r"(?:is|was|are|were|has|have|had|remains?|remained|would|will|be|still|also|currently"
    r"|immediately|not|yet|been|so\sfar|as\syet|at\spresent|for\snow)"
)
_REFUSE = (
    r"(?:did\snot|didn['’]t|does\snot|do\snot|would\snot|wouldn['’]t|will\snot|won['’]t"
    r"|declin\w{1,3}\sto|refus\w{1,3}\sto|could\snot|couldn['’]t|cannot|can['’]t"
    r"|nobody\s(?:can|could|has\sbeen\sable\sto|knows|knew)|no\sone\s(?:can|could|knows)|unable\sto"
    r"|has\syet\sto|have\syet\sto|had\syet\sto|without)"
)
_TELL = (
    r"(?:specify(?:ing)?|say(?:ing)?|disclos(?:e|ing)|giv(?:e|ing)|nam(?:e|ing)|reveal(?:ing)?"
    r"|provid(?:e|ing)|stat(?:e|ing)|put|indicat(?:e|ing)|tell|worked?\sout"
    r"|know|estimate|confirm|publish|determine|establish|quantify)"
)
_MEASURE_NOUN = (
    r"(?:number|scale|size|extent|amount|value|cost|price|sum|figure|total|toll|volume|quantity"
    r"|weight|length|breakdown|bill|budget|salary|fee|terms|rate|share)"
)
_UNKNOWN: tuple[re.Pattern[str], ...] = tuple(
    re.compile(rule, re.I)
    for rule in (
        rf"\b(?:final\s|exact\s|actual\s|precise\s|total\s|full\s"
        rf"|true\s)?{_MEASURE_NOUN}(?:\sof\s(?P<of>[^.,;]{{1,60}}?))?\s(?:{_BE}\s){{1,5}}{_HIDDEN}",
        rf"\b{_REFUSE}\s(?:\w{{2,12}}\s){{0,2}}?{_TELL}\s(?:the\s|an?\s|any\s|its\s|their\s)?(?:exact\s"
        rf"|precise\s|actual\s|total\s|final\s|new\s)?{_MEASURE_NOUN}s?\b(?:\s(?:of|for"
        rf"|on)\s(?P<of>[^.,;]{{1,60}}))?",
        rf"\b{_REFUSE}\s(?:\w{{2,12}}\s){{0,4}}?{_TELL}\s(?:yet\s)?how\s(?:many|much|large|big|long|far"
        rf"|heavy)\b\s?(?P<of>[^.,;]{{0,60}})",
        rf"\bhow\s(?:many|much|long|large|big|far)\b\s?(?P<of>[^.,;:]{{0,80}}?),?\s(?:{_BE}\s){{1,5}}{_HIDDEN}",
        rf"\bhow\s(?:many|much|long|large|big"
        rf"|far)\b\s?(?P<of>[^.;:]{{0,80}}?),?\s(?:(?:the\s)?\w{{2,14}}\s){{0,4}}{_REFUSE}\s(?:yet\s)?{_TELL}\b",
        rf"\b(?:it\s)?(?:{_BE}\s){{1,4}}(?:unknown|unclear|uncertain|not\s(?:yet\s)?(?:known|clear"
        rf"|disclosed|specified|established))\s(?:exactly\s)?how\s(?:many|much|long|large|big"
        rf"|far)\b\s?(?P<of>[^.,;]{{0,60}})",
        rf"\bwhat\s(?P<of>[^.,;]{{0,60}}?\b(?:cost|costs|pays?|paid|worth|weighed|weighs|fetched|price"
        rf"|earns?|owes?)\b[^.,;]{{0,40}}?),?\s(?:(?:{_BE}\s){{1,4}}{_HIDDEN}|(?:nobody|no\sone)\s(?:can"
        rf"|could)\s(?:yet\s)?{_TELL})",
        rf"\b(?:nobody|no\sone)\s(?:can|could)\s{_TELL}\s(?:yet\s)?what\s(?P<of>[^.,;]{{0,50}}?\b(?:cost|costs)\b)",
        r"\b(?:no\s(?:official\s|exact\s|precise\s|further\s)?(?:figures?|numbers?|sum|amount|price"
        r"|estimate|toll)\s(?:was|were|has\sbeen|had\sbeen|is|are)\s(?:yet\s)?(?:given|available"
        r"|released|disclosed|named|provided|announced|published))",
        r"\b(?:gave|gives|named|names|hands?\sout|provided|offered|disclosed|published"
        r"|released)\sno\s(?:official\s|exact\s|precise\s)?(?:figures?|numbers?|sum|amount|price"
        r"|estimate|toll|total)\b(?:\s(?:of|for|on)\s(?P<of>[^.,;]{1,40}))?",
        r"\b(?:an?\s)?(?:undisclosed|unknown|unspecified)\s(?:number|amount|sum|price|quantity|fee"
        r"|total)\b(?:\sof\s(?P<of>[^.,;]{1,40}))?",
    )
)
_MONEY = re.compile(
    r"\b(?:cost\w*|price\w*|value|worth|pays?|paid|owes?|sum|bill|budget|salary|fee|money|fetched|terms)\b", re.I
)

_MOST = 40
"""Gaps looked for in one statement, so that a hostile text costs no more than a long one."""


def zeros(text: str) -> Iterator[Quantity]:
    """Yield the zeros: "no one was hurt"; spans are offsets into ``text``."""
    for match in _NONE.finditer(text):
        if (
            match["no"].lower() == "none"
            and "of the" not in match.group().lower()
            and not re.search(r"\b(?:was|were)\b", match.group())
        ):
            continue
        yield Quantity(Span(match.start(), match.end()), 0.0, 0.0, None, _NONE_KIND[match["what"].lower()])
        if match["what"].lower() == "casualties":
            yield Quantity(Span(match.start(), match.end()), 0.0, 0.0, None, "injured")


def unknowns(text: str) -> Iterator[Quantity]:
    """Yield the amounts said to be unknown or not given; "money" is counted where a price or a sum is meant."""
    taken: list[Span] = []
    for rule in _UNKNOWN:
        for match in rule.finditer(text):
            span = Span(match.start(), match.end())
            if len(taken) >= _MOST or any(span.overlaps(t) for t in taken):
                continue
            taken.append(span)
            of = match.groupdict().get("of") or ""
            what = counted(f"0 {of.strip()}", 0, 1, 0, len(of) + 2) if of.strip() else None
            money = bool(_MONEY.search(match.group()))
            kind = "money" if money else what.kind if what else None
            length = re.search(r"\bhow\slong\b|\blength\b", match.group(), re.I)
            yield Quantity(span, 0.0, math.inf, "s" if length else None, kind, Modality.UNKNOWN)
