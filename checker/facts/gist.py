"""Words of a statement as light stems, so that "agreed" and "agreement" or "vessels" and "ships" can be matched."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]{1,12})?")

# Function words and words of reporting: they say nothing of the event. Compiled for this project.
STOP = frozenset(
    """
    a an the this that these those and or but nor so yet if as at by for from in into of off on onto out
    over to up down with within without about above after again against all almost along already also
    although among any anyone are around be because been before being below between both can could did do
    does doing done during each either else ever every few had has have having he her here hers him his how
    i it its itself just last least less like made make many may me might more most much must my near nearly
    next no not now of often once one only other others our ours own per put rather said same say says she
    should since some still such than their theirs them then there they through till too toward towards
    under until upon us very was we were what when where whether which while who whom whose why will would
    you your according told tell tells added adds added reported report reports announced announce statement
    spokesman spokeswoman official officials today yesterday tomorrow mr mrs ms dr year years month months
    week weeks day days hour hours minute minutes time times number total figure figures monday tuesday
    wednesday thursday friday saturday sunday january february march april june july august september
    october november december jan feb mar apr jun jul aug sept sep oct nov dec morning afternoon evening
    night noon went goes going gone came come comes take took taken takes get gets got give gave given put
    puts set keep kept million billion thousand hundred dozen percent cent per first second third two three
    four five six seven eight nine ten eleven twelve roughly approximately further yet late early later
    earlier end beginning start
    """.split()  # noqa: SIM905
)

_SUFFIXES = (
    "ization", "isation", "ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ers", "ors", "er", "or",
    "ies", "ied", "ed", "es", "ly", "al", "s", "e", "y",
)  # fmt: skip

# Small classes of words that reporters use for the same thing; compiled for this project from general usage.
_CLASSES = (
    "ship vessel boat",
    "firm company enterprise business corporation",
    "people person persons inhabitant resident",
    "licence license permit concession",
    "worker employee staffer",
    "child kid pupil schoolchild",
    "lorry truck",
    "car vehicle automobile",
    "carriage coach wagon",
    "soldier troop serviceman",
    "police officer policeman policewoman",
    "lawmaker legislator deputy mp parliamentarian",
    "rebel insurgent militant gunman attacker raider assailant fighter",
    "house home dwelling",
    "flat apartment",
    "job post position",
    "die death dead kill fatality deceased lose",
    "injure hurt wound casualty",
    "meet meeting session gather",
    "begin start open commence launch",
    "finish complete end conclude close",
    "resume restart reopen",
    "buy purchase acquire",
    "arrest detain custody",
    "cancel revoke annul withdraw scrap",
    "vote ballot poll election referendum",
    "cost price expense bill",
    "sentence sentencing jail",
    "ban prohibit outlaw prohibition forbid",
    "expire lapse",
    "pay payment",
    "leave quit depart resign",
    "flight fly",
    "fire blaze",
    "quake earthquake tremor",
    "sign signature",
    "plane aircraft aeroplane jet",
    "bag sack",
    "salary wage pay",
    "strike walkout stoppage",
    "talk negotiation",
    "building block",
)


@lru_cache(maxsize=20000)
def _bare(word: str) -> str:
    for suffix in _SUFFIXES:
        if len(word) - len(suffix) >= 3 and word.endswith(suffix):
            word = word[: -len(suffix)]
            if suffix in {"ies", "ied"}:
                return word
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] != "s":
        word = word[:-1]
    return word.rstrip("e") if len(word) > 3 else word


_CANON: dict[str, str] = {}
for _line in _CLASSES:
    _names = _line.split()
    for _name in _names:
        _CANON.setdefault(_bare(_name), _bare(_names[0]))

# Past forms that no suffix rule reaches.
_IRREGULAR = {
    "met": "meet", "held": "hold", "paid": "pay", "bought": "buy", "sold": "sell", "died": "die", "began": "begin",
    "begun": "begin", "men": "man", "women": "woman", "children": "child", "went": "go", "left": "leave",
    "lost": "lose", "built": "build", "sent": "send", "fell": "fall", "fallen": "fall", "rose": "rise",
    "risen": "rise", "came": "come", "gave": "give", "took": "take", "taken": "take", "shot": "shoot",
    "struck": "strike", "won": "win", "led": "lead", "brought": "bring", "drove": "drive", "flew": "fly", "ran": "run",
    "people": "person", "lives": "life", "dying": "die",
}  # fmt: skip


@lru_cache(maxsize=20000)
def stem(word: str) -> str:
    """Return a light stem of an English word; words of one small synonym class share one stem."""
    low = word.lower().replace("’", "'")
    low = low[:-2] if low.endswith("'s") else low
    low = _IRREGULAR.get(low, low)
    bare = _bare(low)
    return _CANON.get(bare, bare)


_NAMES = {name: line.split()[0] for line in reversed(_CLASSES) for name in line.split()}


def singular(word: str) -> str:
    """Return the singular of a noun, or the first noun of its synonym class: ``ships`` and ``vessels`` are ``ship``."""
    low = word.lower().replace("’", "'")
    low = low[:-2] if low.endswith("'s") else low
    if low in _IRREGULAR and low not in {"left", "lost", "led"}:
        low = _IRREGULAR[low]
    elif low.endswith("ies") and len(low) > 4:
        low = low[:-3] + "y"
    elif re.search(r"(?:ch|sh|ss|x)es$", low):
        low = low[:-2]
    elif low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3:
        low = low[:-1]
    return _NAMES.get(low, low)


class Word(NamedTuple):
    """One content word with its place in the text it was cut from."""

    start: int
    end: int
    stem: str


def content(text: str) -> list[Word]:
    """Return the content words of ``text`` in order, with offsets into it."""
    return [
        Word(m.start(), m.end(), stem(m.group()))
        for m in WORD.finditer(text)
        if len(m.group()) > 2 and m.group().lower().replace("’", "'") not in STOP
    ]
