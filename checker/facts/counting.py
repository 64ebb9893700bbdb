"""What a number counts: the kind (dead, injured, job ...) where the words show one, else the head noun."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from checker.facts.gist import singular

_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+){0,4}")
_GAP = re.compile(r"[\s\"“”'‘’]{0,4}")
# Words at which a noun phrase ends; compiled for this project.
_STOP = frozenset(
    """
    a an the in on at by for from to with of and or but as than that which who whose when where while after
    before since until during over under into out off up down through against between among within without
    across near around about is are was were be been being has have had will would can could may might must
    shall should did does do not this these those its their his her our your my it they he she we you if
    because though however also only just still now then there here last next said says say according
    including according per each every both all killed injured wounded hurt dead died missing arrested
    detained evacuated rescued held left fell rose remain remained stood voted took went came lost got gave
    made agreed began started walked fled drowned perished more less fewer later earlier ago apart away
    altogether overall total so far
    """.split()  # noqa: SIM905
)
_SKIP = frozenset(
    """
    more other others new additional further extra different separate such additional consecutive full whole
    some of the their its his her our
    """.split()  # noqa: SIM905
)
_IRREGULAR = {
    "people": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "police": "police",
    "lives": "life",
    "troops": "soldier",
    "crew": "crew",
    "staff": "worker",
    "cattle": "cattle",
    "sheep": "sheep",
    "deer": "deer",
    "aircraft": "aircraft",
    "youth": "youth",
    "personnel": "worker",
    "hostage": "hostage",
}
_GENERIC = frozenset({"person", "victim", "other", "human"})
_NOT_PLURAL = re.compile(r"(?:ss|us|is|ous|['’]s)$", re.I)


class Counted(NamedTuple):
    """What a number counts."""

    kind: str | None
    noun: str | None
    """The head noun in the singular; ``None`` where it is generic (people) or was not found."""
    end: int
    """Where the noun phrase ends in the text."""


@lru_cache(maxsize=1)
def _kinds() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, str], dict[str, str]]:
    data = tomllib.loads(files("checker.facts").joinpath("words/counted.toml").read_text("utf-8"))
    after = {word: kind for kind, lists in data.items() for word in lists["after"]}
    before = {word: kind for kind, lists in data.items() for word in lists["before"]}

    def union(words: dict[str, str]) -> re.Pattern[str]:
        longest = sorted(words, key=len, reverse=True)
        return re.compile(rf"\b(?:{'|'.join(re.escape(w) for w in longest)})\b", re.I)

    return union(after), union(before), after, before


_BREAK = re.compile(
    r"[.;:!?]\s|[;:(]|,\s(?:and\s)?(?=\w)|\s(?:and|while|but)\s(?=(?:\w+\s){0,3}\w*\d|\w+\s(?:were|was|are))"
)
_DIGIT = re.compile(r"\d")


_BEING = re.compile(
    r"(?P<of>\sof\s(?:the\s|those\s)?\w{2,14}|\sof|\s\w{2,14})?\s(?:are"
    r"|were)\s(?:\w{2,12}\s)?(?P<noun>[a-z]{3,14}(?<!s)s|children|women|men|people)\b",
    re.I,
)


def head(text: str, end: int) -> tuple[str | None, int]:
    """Return the singular of the noun counted by the number that ends at ``end``, and where the phrase ends."""
    at = end
    plural: tuple[str, int] | None = None
    last: tuple[str, int] | None = None
    for step in range(8):
        gap = _GAP.match(text, at)
        start = gap.end() if gap else at
        if start == at and step and at < len(text) and text[at] not in "-":
            break
        token = _TOKEN.match(text, start + (1 if step == 0 and text[start : start + 1] == "-" else 0))
        if token is None:
            break
        low = token.group().lower().replace("’", "'")
        if low in _SKIP and plural is None and last is None:
            at = token.end()
            continue
        if low in _STOP:
            break
        if low in _IRREGULAR:
            plural = (_IRREGULAR[low], token.end())
            break
        last = (low, token.end())
        at = token.end()
        if step == 0 and text[end : end + 1] == "-":
            # "a nine-page note" counts pages.
            return singular(low.split("-")[0]), token.start() + len(low.split("-")[0])
        if low.endswith("s") and len(low) > 3 and not _NOT_PLURAL.search(low):
            plural = (singular(low.rsplit("-", 1)[-1]), token.end())
            break
    if plural:
        return plural
    return None, end


def counted(text: str, start: int, end: int, begin: int, stop: int) -> Counted:
    """Return what the number at ``[start, end)`` counts.

    The numbers beside it end at ``begin`` and start at ``stop``: what lies beyond is theirs.
    """
    noun, phrase = head(text, end)
    being = _BEING.match(text, end - (text[end - 1] == " "), min(stop, end + 60))
    if being and (noun is None or being["of"]):
        noun, phrase = singular(being["noun"]), being.end()
    after_rule, before_rule, after, before = _kinds()
    tail = text[end : min(len(text), stop, end + 90)]
    cut = _BREAK.search(tail)
    tail = tail[: cut.start()] if cut else tail
    kind: str | None = None
    for match in after_rule.finditer(tail):
        between = tail[: match.start()]
        # "12 people who were killed", but not "12 people said the dead man ..."
        if len(between.split()) <= 6:
            kind = after[match.group().lower()]
            break
    if kind is None:
        lead = text[max(0, begin, start - 70) : start]
        cuts = [m.end() for m in re.finditer(r"[.;:!?]\s|[;:()]|,\s", lead)]
        lead = lead[cuts[-1] :] if cuts else lead
        found = list(before_rule.finditer(lead))
        if (
            found
            and len(lead[found[-1].end() :].split()) <= 4
            and not re.search(
                r"\b(?:in|on|at|for|by|from|with|after|before|of the)\s(?:\w+\s){0,3}$", lead[found[-1].end() :]
            )
        ):
            kind = before[found[-1].group().lower()]
    if kind is None:
        kind = noun
    return Counted(kind, None if noun in _GENERIC else noun, phrase)


KINDS = ("dead", "injured", "hospital", "missing", "rescued", "arrested", "charged", "evacuated", "infected", "job")
"""The kinds that say what happened to those counted."""
