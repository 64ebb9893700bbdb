"""Find the numbers of a text, in figures and in words, each as an interval that its written precision allows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.model import Modality

_ONES = dict(
    zip(
        """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
    """.split(),  # noqa: SIM905
        range(20),
        strict=True,
    )
)
_TENS = dict(
    zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10), strict=True)
)
MAGNITUDES = {
    "dozen": 12.0, "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "k": 1e3, "mn": 1e6, "mln": 1e6, "m": 1e6, "bn": 1e9, "bln": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12,
    "milliard": 1e9, "milliards": 1e9,
}  # fmt: skip
_PARTS = {
    "half": 1 / 2, "halves": 1 / 2, "third": 1 / 3, "quarter": 1 / 4, "fourth": 1 / 4, "fifth": 1 / 5, "sixth": 1 / 6,
    "seventh": 1 / 7, "eighth": 1 / 8, "ninth": 1 / 9, "tenth": 1 / 10, "twentieth": 1 / 20, "hundredth": 1 / 100,
}  # fmt: skip
_VAGUE = {"dozens": 12.0, "hundreds": 100.0, "thousands": 1e3, "millions": 1e6, "billions": 1e9}
_GLYPHS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
ORDINALS = {
    w: float(n)
    for n, w in enumerate(
        """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
    """.split(),  # noqa: SIM905
        1,
    )
}

_NUMBER_WORD = "|".join([*_TENS, *sorted(_ONES, key=len, reverse=True)])
_BIG = "dozen|hundred|thousand|million|billion|trillion"
_AFTER_BIG = r"(?:(?<=hundred)|(?<=thousand)|(?<=million)|(?<=billion))\s{1,3}and\s{1,3}"
_WORDS = (
    rf"(?:half\s(?:an?\s)?(?=(?:{_BIG})\b)|an?\s(?=(?:{_BIG})\b))?"
    rf"(?:{_NUMBER_WORD}|{_BIG})\b(?:(?:{_AFTER_BIG}|[\s-])(?:{_NUMBER_WORD}|{_BIG})\b){{0,9}}"
    r"(?:\s(?:and\s)?(?:a\s)?half\b(?!\s+(?:the|of|a|an)\b)|\sand\sa\s(?:quarter|third)\b"
    r"|\sand\sthree[\s-]quarters\b)?"
)
_PART = "|".join(_PARTS)
_FIGURE = (
    r"(?:(?<![\w.,/])|(?<=\b[RN])|(?<=[A-Z]{3}))(?:\d{1,3}(?:[,  ]\d{3}){1,5}|\d{1,15})(?:\.\d{1,6})?(?:\s?[½¼¾⅓⅔])?"
)

_FRACTION = re.compile(
    rf"\b(?P<in>(?:{_NUMBER_WORD}|\d{{1,3}})\s(?:in|out\sof)\s(?:every\s)?(?:{_NUMBER_WORD}"
    rf"|\d{{1,4}}))\b(?!\s?(?:percent|per|%|[-:]))"
    rf"|\b(?P<times>an?|one|two|three|four|five|seven|nine)[\s-](?P<part>{_PART})s?\b"
    rf"|\b(?P<half>half)\b(?!-)",
    re.I,
)
_FIGURES = re.compile(
    rf"(?P<fig>{_FIGURE})(?:(?P<gap>[\s-]?)(?P<mag>(?:hundred|thousand|million|billion|trillion"
    rf"|milliards?)\b|(?:k|mn|mln|m|bn|bln|tn|trn|b)(?![\w²³/])))?(?![\w²³])?",
    re.I,
)
_SPELLED = re.compile(rf"\b{_WORDS}", re.I)
_LOOSE = re.compile(
    r"\b(?:(?P<of>(?:dozens|scores|tens|hundreds|thousands)(?:\sand\s\w{4,9})?\sof\s(?:thousands|millions|billions))"
    r"|(?P<one>dozens|hundreds|thousands|millions|billions)|(?P<scores>scores)(?=\sof\b)"
    r"|(?P<pair>a\s(?:couple|pair)(?=\sof\b)))\b",
    re.I,
)


_ONE_UNIT = re.compile(
    r"\b(?:about|almost|nearly|close\sto|more\sthan|less\sthan|just\sover|just\sunder|over|under"
    r"|around|roughly|at\sleast|up\sto|for|lasted|within)"
    r"\s(?P<one>an?)(?=\s(?:hour|day|week|fortnight|month|year|decade|century|mile|kilomet|ton"
    r"|percentage\spoint|minute)\b)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number at ``[start, end)`` of the text; ``low`` and ``high`` are what its written precision leaves open."""

    start: int
    end: int
    value: float
    low: float
    high: float
    fraction: bool = False
    """A share without a unit: ``a third``, ``one in five``."""
    spelled: bool = False
    vague: bool = False
    """``dozens``, ``tens of thousands``."""
    short: str = ""
    """A one-letter magnitude as written, which may be a unit: ``45m``."""
    modality: Modality = Modality.EXACT


def value_of(words: str) -> float | None:
    """Return the value of number words (``two hundred and twelve``, ``two and a half``); ``None`` if they are none."""
    total, group, seen, extra = 0.0, 0.0, False, 0.0
    parts = [t for t in re.split(r"[\s-]+", words.lower()) if t not in {"and", ""}]
    lead = 1.0
    last = ""
    for at, word in enumerate(parts):
        if word in {"a", "an"}:
            continue
        if word == "half":
            if at == 0:
                lead = 0.5
            else:
                extra = 0.5
        elif word in {"quarter", "third"}:
            extra = _PARTS[word]
        elif word == "quarters":
            extra, group = 0.75, group - 3
        elif word in _ONES:
            if last in _ONES or (last in _TENS and _ONES[word] > 9):
                return None
            group, seen = group + _ONES[word], True
        elif word in _TENS:
            if last in _ONES or last in _TENS:
                return None
            group, seen = group + _TENS[word], True
        elif word in {"hundred", "dozen"}:
            group, seen = (group or 1.0) * MAGNITUDES[word], True
        elif word in MAGNITUDES:
            factor = MAGNITUDES[word]
            # "two and a half million" counts the half in millions.
            total, group, extra, seen = total + ((group or 1.0) + extra) * factor, 0.0, 0.0, True
        else:
            return None
        last = word
    return (total + group) * lead + extra if seen else None


def _figure(match: re.Match[str]) -> Number:
    raw = match["fig"]
    glyph = next((v for g, v in _GLYPHS.items() if g in raw), 0.0)
    digits = re.sub(r"[^\d.]", "", raw)
    value = float(digits) + glyph
    decimals = len(digits.partition(".")[2])
    mag = (match["mag"] or "").lower()
    end, short = match.end(), ""
    if mag and mag in {"m", "b", "k"}:
        if match["gap"]:
            # "45 m" is metres, "16 b" is a label.
            mag, end = "", match.end("fig")
        else:
            short = mag
    factor = MAGNITUDES.get(mag, 1.0)
    slack = 0.5 * 10**-decimals if decimals or (factor > 1 and mag != "hundred") else 0.0
    if glyph:
        slack = 0.0
    return Number(match.start(), end, value * factor, (value - slack) * factor, (value + slack) * factor, short=short)


def _share(match: re.Match[str], text: str) -> Number | None:
    if match["in"]:
        first, last = re.split(r"\s(?:in|out\sof)\s(?:every\s)?", match["in"], maxsplit=1, flags=re.I)
        top, base = (float(n) if n.isdigit() else value_of(n) for n in (first, last))
        if not top or not base or top >= base or base < 2:
            return None
        share = top / base
    elif match["half"]:
        share = 0.5
        after = text[match.end() : match.end() + 14].lower()
        if not re.match(r"\s(?:of\b|the\b|its\b|their\b|his\b|her\b|an?\s(?:hour|mile|day|year|century)\b)", after):
            return None
    else:
        times = match["times"].lower()
        share = (value_of(times) or 1.0) * _PARTS[match["part"].lower()]
        after = text[match.end() : match.end() + 16].lower()
        if times in {"a", "an", "one"} and not re.match(
            r"(?:\s|-)(?:of\b|less\b|more\b|fewer\b|lower\b|higher\b|smaller\b|larger\b)|[.,;:)]|$", after
        ):
            return None  # "a third helicopter", "a second term"
        if share >= 1:
            return None
    return Number(match.start(), match.end(), share, share, share, fraction=True, spelled=True)


def numbers(text: str) -> list[Number]:
    """Return the numbers of ``text`` from left to right, none overlapping another."""
    found: list[Number] = []
    for match in _LOOSE.finditer(text):
        words = match.group().lower()
        if match["pair"]:
            found.append(Number(match.start(), match.end(), 2, 2, 2, spelled=True, modality=Modality.EXACT))
            continue
        first = words.split()[0]
        low = {"tens": 10.0, "scores": 20.0}.get(first) or _VAGUE.get(first, 1.0)
        if match["of"]:
            low *= _VAGUE[words.split()[-1]]
        found.append(
            Number(
                match.start(),
                match.end(),
                low * 2,
                low * 2,
                low * 10,
                spelled=True,
                vague=True,
                modality=Modality.RANGE,
            )
        )
    found.extend(Number(m.start("one"), m.end("one"), 1, 1, 1, spelled=True) for m in _ONE_UNIT.finditer(text))
    for match in _FRACTION.finditer(text):
        share = _share(match, text)
        if share is not None:
            found.append(share)
    for match in _FIGURES.finditer(text):
        found.append(_figure(match))
    for match in _SPELLED.finditer(text):
        value = value_of(match.group())
        if value is not None:
            # "six million" in words is as round as "6 million" in figures.
            slack = 0.0
            for name in ("million", "billion", "trillion"):
                if match.group().lower().endswith(name):
                    slack = MAGNITUDES[name] / 2
            found.append(Number(match.start(), match.end(), value, value - slack, value + slack, spelled=True))
    found.sort(key=lambda n: (n.start, -n.end))
    kept: list[Number] = []
    for number in found:
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return kept
