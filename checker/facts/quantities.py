"""Find the amounts of a statement as intervals in base units, with what is counted and how firmly.

Not quantities: dates and clock times, scores, labels (``No. 4``, ``Flight 30``), phone numbers, "one" as a pronoun.
Ages carry the unit ``year`` and count ``age``. An amount said to be unknown has the modality ``unknown``.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import replace

from checker.facts import when
from checker.facts.counting import KINDS, counted, head
from checker.facts.gist import singular
from checker.facts.labels import age, is_label
from checker.facts.numbers import ORDINALS, Number, numbers
from checker.facts.undisclosed import unknowns, zeros
from checker.facts.units import sign_before, unit_after
from checker.facts.votes import VERSUS, side, tally
from checker.model import Article, Modality, Quantity, Span, Statement

ABOUT = 0.15
"""Width of "about": newsrooms' round figures for one event were found to differ by this share on the train sets."""

_MODAL: tuple[tuple[Modality, re.Pattern[str]], ...] = tuple(
    (modality, re.compile(rf"\b(?:{words})\s(?:(?:of|the|its|a|an)\s)?$", re.I))
    for modality, words in (
        (
            Modality.AT_LEAST,
            r"at\sleast|not\sless\sthan|no\sless\sthan|no\sfewer\sthan|not\sfewer\sthan|a\sminimum\sof",
        ),
        (
            Modality.AT_MOST,
            r"up\sto|at\smost|no\smore\sthan|not\smore\sthan|as\s(?:many|much)\sas|a\smaximum\sof"
            r"|never\smore\sthan",
        ),
        (
            Modality.MORE_THAN,
            r"(?:just\s|well\s|slightly\s|a\slittle\s|far\s|a\sbit\s)?(?:more\sthan|over|above|upwards\sof"
            r"|in\sexcess\sof)|exceed(?:ing|s|ed)|topp?(?:ing|s|ed)|(?:sails|goes|went|moved|rose)\spast"
            r"|surpass(?:ing|es|ed)",
        ),
        (
            Modality.LESS_THAN,
            r"(?:just\s|well\s|slightly\s|a\slittle\s|far\s)?(?:less\sthan|fewer\sthan|under|below|short\sof)",
        ),
        (
            Modality.ABOUT,
            r"about|around|roughly|approximately|some|nearly|almost|close\sto|near\sto|circa|an\sestimated"
            r"|estimated|practically|virtually|or\sso|approaching|nearing|more\sor\sless|barely|just\son"
            r"|in\sthe\sregion\sof|something\slike|towards?",
        ),
    )
)
_NEAR_BELOW = re.compile(
    r"\b(?:nearly|almost|close\sto|approaching|nearing|barely|just\s(?:under|below|short\sof))\s(?:(?:an?|the)\s)?$",
    re.I,
)
_NEAR_ABOVE = re.compile(r"\b(?:just|slightly|a\slittle|a\sbit)\s(?:more\sthan|over|above)\s(?:(?:an?|the)\s)?$", re.I)


def extract(statement: Statement, article: Article) -> tuple[Quantity, ...]:
    """Return the amounts of one statement in order; spans are offsets into the article's text."""
    text = statement.text
    times = [f for f in when.find(text) if f.form not in {"within", "span"}]
    found = _joined(text, list(_amounts(text, times)))
    found.extend(_ordinals(text, times))
    found.extend(zeros(text))
    found.extend(q for q in unknowns(text) if not any(q.span.overlaps(o.span) and not o.ordinal for o in found))
    shift = statement.span.start
    return tuple(
        replace(q, span=Span(q.span.start + shift, q.span.end + shift)) for q in sorted(found, key=lambda q: q.span)
    )


def _amounts(text: str, times: list[when.Found]) -> Iterator[Quantity]:
    starts = [t.start for t in times]
    every = [n for n in numbers(text) if not when.inside(starts, times, n.start, n.end)]
    at, done = 0, -1
    while at < len(every):
        number = every[at]
        following = every[at + 1] if at + 1 < len(every) else None
        at += 1
        if number.start < done:
            continue
        begin = every[at - 2].end if at >= 2 else 0
        if following is not None and VERSUS.fullmatch(text[number.end : following.start]):
            pair = tally(text, number, following)
            if pair is not None:
                yield from pair
                done = following.end
                continue
        if following is not None and (bridge := _between(text, number, following)) >= 0:
            stop = every[at + 1].start if at + 1 < len(every) else len(text)
            quantity = _quantity(text, following, bridge, stop)
            if quantity is not None:
                low, high = sorted((number.low * _scale(quantity, following), quantity.high))
                first = bridge
                yield replace(
                    quantity, span=Span(first, quantity.span.end), low=low, high=high, modality=Modality.RANGE
                )
                done = following.end
                continue
        result = _quantity(text, number, begin, following.start if following else len(text))
        if result is None:
            continue
        done = result.span.end
        yield result
        if (
            following is not None
            and result.unit is not None
            and re.fullmatch(
                r"\s?\(\s?(?:about\s|some\s|roughly\s|nearly\s)?[^\d(]{0,3}", text[result.span.end : following.start]
            )
        ):
            other = _quantity(text, following, result.span.end, len(text))
            # "11 km (7 miles)": one amount in two forms.
            if (
                other is not None
                and other.unit == result.unit
                and abs(other.low - result.low) <= 0.12 * max(abs(result.low), abs(other.low))
            ):
                done = other.span.end


_AND = re.compile(r",?\s(?:and\s)?(?:(?:at\sleast|about|some|another)\s)?", re.I)


def _joined(text: str, found: list[Quantity]) -> list[Quantity]:
    """Give "five soldiers and four attackers were killed" one kind: both numbers count dead."""
    for order in (range(1, len(found)), range(len(found) - 2, -1, -1)):
        for at in order:
            other = found[at - 1] if order.step > 0 else found[at + 1]
            here = found[at]
            if here.unit or other.unit or other.counted not in KINDS or here.counted in KINDS or here.counted is None:
                continue
            first, second = sorted((here, other), key=lambda q: q.span)
            _, end = head(text, first.span.end)
            if end > first.span.end and _AND.fullmatch(text[end : second.span.start]):
                found[at] = replace(here, counted=other.counted)
    return found


def _scale(quantity: Quantity, number: Number) -> float:
    return quantity.high / number.high if number.high else 1.0


def _between(text: str, first: Number, second: Number) -> int:
    """Return where "between 10 and 15" or "10-15" starts; -1 for neither."""
    gap = text[first.end : second.start]
    lead = text[max(0, first.start - 9) : first.start]
    if first.value < second.value:
        if re.search(r"\bbetween\s[^\w\s]?$", lead, re.I) and re.fullmatch(r"\s(?:\w{1,12}\s)?and\s[^\w\s]?", gap):
            return first.start
        if re.fullmatch(r"\s?[-–]\s?", gap) and not first.spelled:
            return first.start
    return -1


def _quantity(text: str, number: Number, begin: int, stop: int) -> Quantity | None:
    start, end = number.start, number.end
    before = text[max(0, start - 48, begin) : start]
    if number.value >= 1e15 or is_label(text, number, before):
        return None
    if years := age(text, number, before):
        return years
    low, high, unit, noun = number.low, number.high, None, None
    sign = sign_before(text, start)
    after = unit_after(text, end + (3 if number.modality is Modality.EXACT and written_pair(text, number) else 0))
    if sign is not None:
        unit, start = sign
        before = text[max(0, start - 48, min(begin, start)) : start]
        if after is not None and after.money and after.name == unit:
            end = after.end
    elif after is not None and not (number.short and number.short == "m" and after.money is False):
        unit, end = after.name, after.end
        low, high = low * after.factor, high * after.factor
        if unit == "degF":
            unit, low, high = "degC", (low - 32) / 1.8, (high - 32) / 1.8
    elif number.short == "m" and not re.match(r"\s(?:people|[a-z]{3,14}s\b|of\b)", text[end : end + 16]):
        # "45m" with neither money nor a noun behind it is a length.
        unit, low, high = "m", low / 1e6, high / 1e6
    elif number.fraction:
        point = re.match(
            r"\sof\s(?:an?|one)\s(?P<u>percentage\spoint|percent|per\scent|point|hour|day|year|mile|mil+ion"
            r"|billion|kilo\w*|ton\w*)",
            text[end : end + 34],
        )
        if point:
            inner = unit_after(text, end + point.start("u"))
            name = point["u"].lower()
            if name in {"million", "billion"}:
                low = high = low * (1e6 if name == "million" else 1e9)
                end += point.end()
            elif inner is not None:
                unit, end, low, high = inner.name, inner.end, low * inner.factor, high * inner.factor
        elif re.match(r"\san?\s(?:hour|mile|day|year|century|kilo)", text[end : end + 14]):
            inner = unit_after(text, end + text[end:].index("a") + (2 if text[end : end + 4].lower() == " an " else 1))
            if inner is not None:
                unit, end, low, high = inner.name, inner.end, low * inner.factor, high * inner.factor
        else:
            unit, low, high = "percent", low * 100, high * 100
    # "three and a half weeks", "a six-week course": handled by the unit's own rule.
    of = re.match(r"\s(?:of|in)\s(?:the\s|its\s|their\s|all\s|those\s|them\b|our\s|his\s)?", text[end : end + 14])
    vote = (
        side(text, end)
        if not before.endswith((" of the ", " of its ", " of ")) and sign is None and unit is None
        else None
    )
    what = counted(text, start, end + (of.end() if of and of.group().strip() != "in" else 0), begin, stop)
    noun = vote or what.kind if unit is None or unit == "percent" else None
    modality, low, high = _modality(number, before, low, high, text[end : end + 26])
    if unit is None and noun is None and number.spelled and number.value == 1:
        return None  # the pronoun
    return Quantity(Span(start, max(end, number.end)), low, high, unit, noun, modality)


def written_pair(text: str, number: Number) -> bool:
    """Tell whether the number is "a couple" or "a pair", with "of" before what it counts."""
    return text[number.start : number.end].lower() in {"a couple", "a pair"} and text.startswith(" of", number.end)


def _modality(number: Number, before: str, low: float, high: float, after: str) -> tuple[Modality, float, float]:
    if number.vague:
        return Modality.RANGE, low, high
    if _NEAR_BELOW.search(before):
        return Modality.ABOUT, low * (1 - ABOUT), high
    if _NEAR_ABOVE.search(before):
        return Modality.MORE_THAN, low, high * (1 + ABOUT)
    for modality, rule in _MODAL:
        if not rule.search(before):
            continue
        if modality in {Modality.AT_LEAST, Modality.MORE_THAN}:
            return modality, low, math.inf
        if modality in {Modality.AT_MOST, Modality.LESS_THAN}:
            return modality, 0.0, high
        return modality, low * (1 - ABOUT), high * (1 + ABOUT)
    if re.match(r"\s(?:or\sso|or\smore\sor\sless)\b|\s\w{1,12}\sor\sso\b", after):
        return Modality.ABOUT, low * (1 - ABOUT), high * (1 + ABOUT)
    if re.match(r"(?:\s\w{1,12})?\sor\smore\b", after):
        return Modality.AT_LEAST, low, math.inf
    return Modality.EXACT, low, high


_TIME_UNITS = frozenset({"time", "day", "days", "week", "month", "year", "hour", "half", "quarter"})
_NUMBER_LIKE = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "few"})
_ORDINAL = re.compile(
    rf"\b(?:(?P<w>{'|'.join(ORDINALS)})|(?P<d>\d{{1,3}})(?:st|nd|rd|th))\b(?!\s?(?:percent|of\sall))", re.I
)


def _ordinals(text: str, times: list[when.Found]) -> Iterator[Quantity]:
    starts = [t.start for t in times]
    for match in _ORDINAL.finditer(text):
        if when.inside(starts, times, match.start(), match.end()):
            continue
        value = ORDINALS[match["w"].lower()] if match["w"] else float(match["d"])
        noun = re.match(r"[\s-]([a-z]{3,16})", text[match.end() : match.end() + 18])
        if noun and (noun[1] in _NUMBER_LIKE or noun[1] in _TIME_UNITS):
            continue
        if match["w"] and (
            noun is None
            or (
                re.search(
                    r"\b(?:a|an|one|two|three|four|at)[\s-]$", text[max(0, match.start() - 6) : match.start()], re.I
                )
                and value >= 3
            )
        ):
            continue
        yield Quantity(
            Span(match.start(), match.end()), value, value, None, singular(noun[1]) if noun else None, ordinal=True
        )
