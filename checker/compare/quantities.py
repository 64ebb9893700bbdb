"""Compare the amounts that two statements give for the same thing.

Levels
    same        the amounts are equal, in whatever words or unit: “a dozen” and “12”, “11 km” and “7 miles”
    compatible  exact against rounded, “about”, “more than”, or a range that holds the value (quantity-precision);
                parts and whole that add up (quantity-base); a value against “not known” (quantity-unknown);
                an earlier count and a later one (superseded)
    conflict    the same thing is counted and the amounts, with their tolerances, cannot both hold:
                “12 dead” and “21 dead” (quantity-conflict)

Not judged
    amounts in different units or currencies, of different things (dead against injured, part against whole), of
    another place or time, ordinals, ages, and amounts the other source leaves out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from checker.compare.slots import (
    Slot,
    apart_in_name,
    apart_in_place,
    apart_in_time,
    clause,
    elsewhere,
    phrase,
    slot,
    stems,
)
from checker.facts.counting import KINDS, head
from checker.facts.gist import stem
from checker.facts.overlap import alike, meet
from checker.facts.units import is_money
from checker.model import Alignment, Comparison, Kind, Level, Modality, Quantity, Statement

NAME = "quantities"

_MOST = 16
"""Amounts looked at in one statement: a table read as one sentence says nothing that can be set side by side."""
_TOLLS = frozenset(
    {"dead", "injured", "hospital", "missing", "rescued", "arrested", "charged", "evacuated", "infected"}
)
"""Counts that grow while the news is fresh: a later article's other number is a newer count."""
_EARLIER = re.compile(
    r"\b(?:up\sfrom|down\sfrom|raised\sfrom|revised|earlier\s(?:count|toll|figure|report|estimate)"
    r"|at\sfirst|first\sgiven|initially|previously"
    r"|so\sfar|rose\sto|risen\sto|rises?\sto|climbed\sto|now|had\sbeen\sgiven|until\snow|by\s(?:then"
    r"|nightfall|evening)|more\sthan\sfirst|corrected)\b",
    re.I,
)
_PART = re.compile(
    r"^\s?(?:of\s(?:them|these|those|the|whom|which|its|their|his|her)\b)|^\s(?:others|more|other"
    r"|further|additional|new)\b",
    re.I,
)
_PART_BEFORE = re.compile(
    r"\b(?:including|among\sthem|of\s(?:them|these|those|whom|which),?|other|another|(?:and"
    r"|with)\s(?:his|her|its|their)|a\sfurther|the\sother|the\slast|the\sremaining"
    r"|of\sthe\s\S{1,12})\s$",
    re.I,
)
_MEASURED = re.compile(
    r"\b(?:net|gross|exclud\w{1,4}|includ\w{1,4}|average|median|adjusted|per\s\w{2,10}|an?\s(?:year"
    r"|month|week|day|hour|night|tonne|share|litre|head)"
    r"|annual(?:ly)?|monthly|weekly|daily|capacity|turnout|tickets?|majority|short\sof|saved?"
    r"|savings?|maximum|minimum|target)\b",
    re.I,
)
_KIND_STEMS = stems(
    "killed dead died death fatality injured hurt wounded missing rescued arrested detained evacuated infected hospital"
    " votes vote"
)


def compare(pair: Alignment) -> Iterator[Comparison]:
    """Yield what the amounts of the two statements say of each other."""
    if Kind.DATELINE in {pair.left.kind, pair.right.kind}:
        return
    left, right = _usable(pair.left), _usable(pair.right)
    yield from _unknown(pair, left, right)
    known_left = [q for q in left if not q.unknown]
    known_right = [q for q in right if not q.unknown]
    met = {(i, j) for i, a in enumerate(known_left) for j, b in enumerate(known_right) if alike(a, b) and meet(a, b)}
    done: set[tuple[str, int]] = set()
    for i, j in sorted(met, key=lambda ij: (not _equal(known_left[ij[0]], known_right[ij[1]]), ij)):
        if ("l", i) in done or ("r", j) in done:
            continue
        done |= {("l", i), ("r", j)}
        if found := _meeting(pair, known_left[i], known_right[j]):
            yield found
    settled = ({i for i, _ in met}, {j for _, j in met})
    apart = False
    for i, a in enumerate(known_left):
        for j, b in enumerate(known_right):
            if i not in settled[0] and j not in settled[1] and alike(a, b):
                for found in _clash(pair, a, b, known_left, known_right):
                    apart = True
                    yield found
    if not apart:
        loose = [[q for n, q in enumerate(known) if n not in settled[side]] for side, known in
                 enumerate((known_left, known_right))]  # fmt: skip
        yield from _hint(pair, *loose)


def _hint(pair: Alignment, left: list[Quantity], right: list[Quantity]) -> Iterator[Comparison]:
    """Set the one amount of a unit that each statement has left against the other's."""
    for unit in dict.fromkeys(q.unit for q in left):
        ours, theirs = ([q for q in side if q.unit == unit] for side in (left, right))
        if len(ours) != 1 or len(theirs) != 1:
            continue
        a, b = ours[0], theirs[0]
        if a.counted in KINDS and b.counted in KINDS and a.counted != b.counted:
            continue  # the dead and the injured
        if meet(a, b) or _rounded(a, b) or _superseded(pair, a, b) or _gate(pair, a, b):
            continue
        around = slot(pair, a.span, b.span, _counted_stems(pair.left, a) | _counted_stems(pair.right, b))
        if around.near or (around.wide >= 2 and a.counted == b.counted):
            says = (phrase(pair.left, a.span), phrase(pair.right, b.span))
            yield Comparison(NAME, Level.CONFLICT, "quantity-conflict", a.span, b.span, *says, hint=True)


def _usable(statement: Statement) -> list[Quantity]:
    return [q for q in statement.facts.quantities[:_MOST] if not q.ordinal and q.counted != "age"]


def _equal(a: Quantity, b: Quantity) -> bool:
    wide = max(abs(a.high), abs(b.high), 1.0)
    return (
        a.modality is b.modality
        and abs(a.low - b.low) <= 1e-6 * wide
        and (a.high == b.high or abs(a.high - b.high) <= 1e-6 * wide)
    )


def _meeting(pair: Alignment, a: Quantity, b: Quantity) -> Comparison | None:
    says = (phrase(pair.left, a.span), phrase(pair.right, b.span))
    if _equal(a, b) or (a.unit == b.unit == "s" and a.modality is b.modality is Modality.EXACT):
        return Comparison(NAME, Level.SAME, None, a.span, b.span, *says)
    if a.counted is None or a.counted != b.counted:
        around = slot(pair, a.span, b.span)
        if not around.near and not around.wide:
            return None
    return Comparison(NAME, Level.COMPATIBLE, "quantity-precision", a.span, b.span, *says)


def _unknown(pair: Alignment, left: list[Quantity], right: list[Quantity]) -> Iterator[Comparison]:
    """Set a value against "not known" or "did not say how many"."""
    for mirrored, ours, theirs in ((False, left, right), (True, right, left)):
        if any(q.unknown for q in theirs):
            continue
        for gap in (q for q in ours if q.unknown):
            values = [q for q in theirs if _answers(gap, q, pair, mirrored)]
            if not values:
                continue
            value = values[0]
            a, b = (value, gap) if mirrored else (gap, value)
            yield Comparison(
                NAME,
                Level.COMPATIBLE,
                "quantity-unknown",
                a.span,
                b.span,
                phrase(pair.left, a.span),
                phrase(pair.right, b.span),
                gate="other-time" if apart_in_time(pair) else None,
            )


def _answers(gap: Quantity, value: Quantity, pair: Alignment, mirrored: bool) -> bool:
    """Tell whether ``value`` is what the other source says is not known."""
    around = slot(pair, value.span, gap.span) if mirrored else slot(pair, gap.span, value.span)
    money = (
        value.unit is not None
        and len(value.unit) >= 3
        and value.unit[:1].isalpha()
        and value.unit not in {"percent", "percentage point", "m/s", "degC"}
    )
    if gap.counted == "money":
        return money
    if gap.unit == "s":
        return value.unit == "s" and around.wide >= 1
    if value.unit is not None:
        return gap.counted is None and around.wide >= 2
    if gap.counted is not None and gap.counted == value.counted:
        return True
    return around.wide >= 2 and gap.counted is None


def _clash(
    pair: Alignment, a: Quantity, b: Quantity, left: list[Quantity], right: list[Quantity]
) -> Iterator[Comparison]:
    says = (phrase(pair.left, a.span), phrase(pair.right, b.span))
    if _adds_up(a, [q for q in right if alike(a, q)]) or _adds_up(b, [q for q in left if alike(b, q)]):
        yield Comparison(NAME, Level.COMPATIBLE, "quantity-base", a.span, b.span, *says)
        return
    around = slot(pair, a.span, b.span, _counted_stems(pair.left, a) | _counted_stems(pair.right, b))
    slotted = _same_slot(pair, a, b, around, left, right)
    toll = a.counted == b.counted and a.counted in _TOLLS and _part(pair.left, a) == _part(pair.right, b)
    if (slotted or toll) and _superseded(pair, a, b) and _gate(pair, a, b) is None:
        yield Comparison(NAME, Level.COMPATIBLE, "superseded", a.span, b.span, *says)
        return
    if not slotted:
        return
    if _rounded(a, b):
        yield Comparison(NAME, Level.COMPATIBLE, "quantity-precision", a.span, b.span, *says)
        return
    yield Comparison(NAME, Level.CONFLICT, "quantity-conflict", a.span, b.span, *says, gate=_gate(pair, a, b))


def _counted_stems(statement: Statement, quantity: Quantity) -> frozenset[str]:
    noun = _noun(statement, quantity)
    found = {stem(w) for w in (noun, quantity.counted) if w}
    return frozenset(found) | (
        _KIND_STEMS if quantity.counted in KINDS or (quantity.counted or "").startswith("vote") else frozenset()
    )


def _noun(statement: Statement, quantity: Quantity) -> str | None:
    return head(statement.text, quantity.span.end - statement.span.start)[0]


def _adds_up(total: Quantity, parts: list[Quantity]) -> bool:
    """Tell whether two or more amounts of the other side sum up to ``total``."""
    if len(parts) < 2 or total.low <= 0:
        return False
    value = (total.low + total.high) / 2
    sums = [sum((p.low + p.high) / 2 for p in parts)]
    sums += [(p.low + p.high + q.low + q.high) / 2 for n, p in enumerate(parts) for q in parts[n + 1 :]]
    return any(abs(s - value) <= 0.005 * value for s in sums)


def _rounded(a: Quantity, b: Quantity) -> bool:
    """Tell whether one is the other in round figures: 1,200 and 1,187."""
    for x, y in ((a, b), (b, a)):
        value = round((x.low + x.high) / 2) if x.high < 1e18 else 0
        if value < 100:
            continue
        digits = str(int(value)).rstrip("0")
        step = 10 ** (len(str(int(value))) - len(digits))
        if step >= 10 and len(digits) <= 2 and y.low <= value + step / 2 and y.high >= value - step / 2:
            return True
    return False


def _same_slot(
    pair: Alignment, a: Quantity, b: Quantity, around: Slot, left: list[Quantity], right: list[Quantity]
) -> bool:
    """Tell whether both amounts answer the same question: what is counted, and the words around it."""
    if _part(pair.left, a) != _part(pair.right, b):
        return False
    ours = sum(1 for q in left if alike(a, q))
    theirs = sum(1 for q in right if alike(b, q))
    alone = ours == theirs == 1
    if not _misread(a, b) and around.near < 3:
        return False
    if a.unit is not None:
        strong = around.plain >= 2 and (around.near >= 3 or around.share >= 0.5)
        if a.unit == "percent" and a.counted != b.counted:
            return False
        if is_money(a.unit):
            strong = around.plain >= 2 and around.near >= 3
        return strong and (alone or around.near >= 4)
    if a.counted is None or a.counted != b.counted:
        return False
    if a.counted in KINDS:
        nouns = {_noun(pair.left, a), _noun(pair.right, b)} - {None, "person"}
        if len(nouns) == 2 and not nouns & set(KINDS):
            return False  # five soldiers, seven raiders
    if a.counted.startswith("vote "):
        return around.near >= 1 or around.wide >= 1 or alone
    if a.counted in {"person", "man", "woman"}:
        return around.near >= 2 and around.share >= 0.5
    if a.counted in KINDS:
        return around.near >= 2 or (around.near == 1 and (around.share >= 0.34 or around.wide >= 2))
    return alone or around.near >= 2


def _misread(a: Quantity, b: Quantity) -> bool:
    """Tell whether one number may be a false report of the other: of its order, or the same figures a zero apart.

    In the train sets, numbers more than 2.5 times apart counted different things nine times in ten.
    """
    if math.isinf(a.high) or math.isinf(b.high):
        small, large = sorted((a.low, b.low))
    else:
        small, large = sorted(((a.low + a.high) / 2, (b.low + b.high) / 2))
    return small > 0 and (large <= 2.5 * small or any(abs(large / small - f) < 0.01 * f for f in (10, 100, 1000)))


def _part(statement: Statement, quantity: Quantity) -> bool:
    start, end = quantity.span.start - statement.span.start, quantity.span.end - statement.span.start
    return bool(_PART.search(statement.text[end : end + 20])) or bool(
        _PART_BEFORE.search(statement.text[max(0, start - 30) : start])
    )


def _superseded(pair: Alignment, a: Quantity, b: Quantity) -> bool:
    """Tell whether one source marks its number as an older or newer count, or is the later report of a toll."""
    for statement, quantity in ((pair.left, a), (pair.right, b)):
        start, end = quantity.span.start - statement.span.start, quantity.span.end - statement.span.start
        if _EARLIER.search(statement.text[max(0, start - 40) : end + 70]):
            return True
    old, new = pair.left_article.published, pair.right_article.published
    if old is None or new is None or old == new or a.counted not in _TOLLS:
        return False
    first, second = (a, b) if old < new else (b, a)
    grows = second.low > first.high
    return grows or a.counted in {"missing", "hospital"}


def _gate(pair: Alignment, a: Quantity, b: Quantity) -> str | None:
    if apart_in_time(pair):
        return "other-time"
    if apart_in_place(pair):
        return "other-place"
    if elsewhere(pair.left, a.span) != elsewhere(pair.right, b.span):
        return "other-subject"
    if apart_in_name(pair):
        return "other-subject"
    if _measures(pair.left, a) != _measures(pair.right, b):
        return "other-measure"
    return None


def _measures(statement: Statement, quantity: Quantity) -> frozenset[str]:
    """Return the words that say how the amount was measured: net, average, a year ..."""
    bounds = clause(statement, quantity.span)
    return frozenset(m.group().lower()[:5] for m in _MEASURED.finditer(statement.text, bounds.start, bounds.end))
