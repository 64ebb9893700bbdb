"""Compare the words that two statements give inside quotation marks.

Levels
    same        the same words, whatever the case, the punctuation, the spelling and the contractions (not reported)
    compatible  quote-unmarked: six or more words in a row stand in quotation marks here and without them there;
                quote-elided: an ellipsis stands where the other shows words that matter: content words, a condition,
                a negation, a number
    conflict    quote-altered: the same quotation with other words in it. A source that is a translation is held to
                numbers, names and negations only, since its other words are the translator's

Not judged
    quotations of different sayings, of different speakers, or shorter than six words; a quotation that only begins
    later or ends earlier; a word put in square brackets by the reporter.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.compare.quote_words import (
    ELLIPSIS,
    NEGATIONS,
    Token,
    edits,
    in_names,
    likeness,
    number,
    phrase,
    quoted,
    stem,
    tokens,
    variants,
    weighty,
)
from checker.compare.speakers import apart
from checker.model import Alignment, Article, Comparison, Level, Quote, Span, Statement

NAME = "quotes"

ALIKE = 0.6
"""Least share of words in order that makes two quotations one."""
ALIKE_SHORT = 0.8
"""The same for quotations of five words."""
SHORTEST = 6
"""Fewest words in a row, or in the shorter quotation."""
_SHORT_END = 4
"""Most words of a change at the end of a quotation."""
_SHORT_SAYING = 12
"""Words up to which two changes make it another saying."""
_PASSIVE = frozenset(["be", "been", "being", "is", "are", "was", "were"])
_ANCHOR = 2
"""Fewest equal words beside an ellipsis or a changed word."""


def compare(pair: Alignment) -> Iterator[Comparison]:
    """Yield what differs between each two quotations, and quotations that lost their marks."""
    matched = False
    for left, left_words in quoted(pair.left, pair.left_article):
        for right, right_words in quoted(pair.right, pair.right_article):
            found = _elided(pair, left, right) or _altered(pair, left, left_words, right, right_words)
            if found is not None:
                yield found
            matched = matched or found is not None or _run(_plain(left_words), _plain(right_words))[2] >= SHORTEST
    if not matched:
        yield from _unmarked(pair)
        if (other := next(_unmarked(pair.swapped()), None)) is not None:
            yield other.mirrored()


def _altered(pair: Alignment, left: Quote, a: list[Token], right: Quote, b: list[Token]) -> Comparison | None:
    one, two = _plain(a), _plain(b)
    # All words of one stand in the other in a row: it only begins later or ends earlier.
    if apart(left.speaker, right.speaker) or _run(one, two)[2] == min(len(one), len(two)):
        return None
    alike = likeness(*_core(one, two))
    # Five words are enough where four of them are equal.
    if alike < ALIKE or min(len(one), len(two)) < SHORTEST - (alike >= ALIKE_SHORT):
        return None
    changes = list(_changes(one, two))
    if min(len(one), len(two)) < _SHORT_SAYING and len(changes) + _other_ends(one, two, changes) > 1:
        return None  # "deserve to see the full report", "deserve to know the full truth": two sayings of one mould
    translated = pair.left_article.translated or pair.right_article.translated
    names = (*pair.left.facts.names, *pair.right.facts.names)
    for l0, l1, r0, r1 in changes:
        gone, come = one[l0:l1], two[r0:r1]
        gone, come = _without_variants(gone, come)
        if _masked(pair.left_article, a, l0, l1) or _masked(pair.right_article, b, r0, r1):
            continue
        if not _matters(gone, come) or _elision_between(pair, a, l0, l1, b, r0, r1):
            continue
        if translated and not any(number(w) or w in NEGATIONS or in_names(w, names) for w in (*gone, *come)):
            continue
        return Comparison(
            NAME,
            Level.CONFLICT,
            "quote-altered",
            _around(a, l0, l1),
            _around(b, r0, r1),
            _shown(pair.left_article, a, l0, l1),
            _shown(pair.right_article, b, r0, r1),
        )
    return None


def _other_ends(one: list[str], two: list[str], changes: list[tuple[int, int, int, int]]) -> int:
    """Count the ends at which both go on in other words and which are no change that was counted already."""
    equal = [o for o in edits(one, two) if o.tag == "equal"]
    if not equal:
        return 2
    first, last = equal[0], equal[-1]
    head = first.src_start > 0 and first.dest_start > 0 and not any(c[0] == 0 for c in changes)
    tail = last.src_end < len(one) and last.dest_end < len(two) and not any(c[1] == len(one) for c in changes)
    return head + tail


def _masked(article: Article, words: list[Token], start: int, end: int) -> bool:
    """Tell whether a house style has starred out letters there: the word is the same."""
    around = _around(words, start, end)
    return "*" in article.text[max(0, around.start - 1) : around.end + 4]


def _matters(gone: list[str], come: list[str]) -> bool:
    """Tell whether a substitution changes what is said: content against content, a number, a negation."""
    if set(gone) & NEGATIONS != set(come) & NEGATIONS:
        return True
    if any(number(w) for w in (*gone, *come)) or (bool(gone) != bool(come) and set(gone or come) <= _PASSIVE):
        return True
    heavy = [[w for w in words if stem(w)] for words in (gone, come)]
    return all(heavy) if gone and come else any(heavy)


def _elision_between(pair: Alignment, a: list[Token], l0: int, l1: int, b: list[Token], r0: int, r1: int) -> bool:
    """Tell whether an ellipsis stands where the words differ: then they are left out and not altered."""
    left, right = _around(a, max(0, l0 - 1), l1 + 1), _around(b, max(0, r0 - 1), r1 + 1)
    return bool(ELLIPSIS.search(left.of(pair.left_article.text)) or ELLIPSIS.search(right.of(pair.right_article.text)))


def _around(words: list[Token], start: int, end: int) -> Span:
    """Return the span of some words, or of the two words between which they are missing."""
    if start >= end:
        start, end = max(0, start - 1), min(len(words), end + 1)
    return Span(words[start].span.start, words[min(len(words), end) - 1].span.end)


def _without_variants(gone: list[str], come: list[str]) -> tuple[list[str], list[str]]:
    """Take out the words that are spellings of one another."""
    left = [w for w in gone if not any(variants(w, other) for other in come)]
    return left, [w for w in come if not any(variants(w, other) for other in gone)]


def _changes(one: list[str], two: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the substitutions inside two lists of words; what is cut or added at an end is none."""
    ops = [(o.tag, o.src_start, o.src_end, o.dest_start, o.dest_end) for o in edits(one, two)]
    at = 0
    while at < len(ops):
        if ops[at][0] == "equal":
            at += 1
            continue
        first = at
        while at < len(ops) and (
            ops[at][0] != "equal" or (ops[at][2] - ops[at][1] < 2 and at + 1 < len(ops) and at > first)
        ):
            at += 1
        last = at - 1
        while last > first and ops[last][0] == "equal":
            last -= 1
        l0, l1, r0, r1 = ops[first][1], ops[last][2], ops[first][3], ops[last][4]
        inside = first > 0 and last < len(ops) - 1
        # At an end, a few words for others are a change; a longer stretch may be another sentence, or the cut.
        if inside or (l1 > l0 and r1 > r0 and max(l1 - l0, r1 - r0) <= _SHORT_END):
            yield l0, l1, r0, r1
        at = last + 1


def _core(one: list[str], two: list[str]) -> tuple[list[str], list[str]]:
    """Cut the longer list to where the shorter begins and ends in it, so that a longer quotation is no other one."""
    if len(one) > len(two):
        second, first = _core(two, one)
        return first, second
    blocks = [o for o in edits(one, two) if o.tag == "equal"]
    if not blocks:
        return one, two
    start = max(0, blocks[0].dest_start - blocks[0].src_start)
    end = min(len(two), blocks[-1].dest_end + len(one) - blocks[-1].src_end)
    return one, two[start:end]


def _elided(pair: Alignment, left: Quote, right: Quote) -> Comparison | None:
    """Find words of one quotation that stand behind an ellipsis of the other."""
    if apart(left.speaker, right.speaker):
        return None
    found = _hidden(pair.left_article, pair.left, left, pair.right_article, right.span)
    if found is not None:
        return found
    found = _hidden(pair.right_article, pair.right, right, pair.left_article, left.span)
    return found.mirrored() if found is not None else None


def _hidden(article: Article, statement: Statement, quote: Quote, other: Article, full: Span) -> Comparison | None:
    """Compare a quotation that has an ellipsis with one that may show what it hides."""
    words = tokens(other.text, full)
    theirs = _plain(words)
    for mark in _ellipses(article, quote):
        before = _plain(tokens(article.text, Span(quote.span.start, mark.start)))[-6:]
        behind = _plain(tokens(article.text, Span(mark.end, quote.span.end)))[:6]
        start = _after(theirs, before) if before else 0
        if start is None:
            continue
        end = _before(theirs, behind, start) if behind else len(theirs)
        if end is None or end <= start or not (before or behind):
            continue
        hidden = words[start:end]
        if ELLIPSIS.search(other.text[hidden[0].span.start : hidden[-1].span.end]):
            continue
        if sum(weighty(t.word) for t in hidden) < 1 or (len(hidden) < 2 and not stem(hidden[0].word)):
            continue
        shown = phrase(other.text, hidden[0].span, hidden[-1].span)
        span = Span(hidden[0].span.start, hidden[-1].span.end)
        return Comparison(NAME, Level.COMPATIBLE, "quote-elided", mark, span, f"“{mark.of(article.text)}”", shown)
    return None


def _ellipses(article: Article, quote: Quote) -> list[Span]:
    if quote.elisions:
        return list(quote.elisions)
    start = quote.span.start
    return [Span(start + m.start(), start + m.end()) for m in ELLIPSIS.finditer(quote.span.of(article.text))]


def _after(words: list[str], tail: list[str]) -> int | None:
    """Return the place behind ``tail`` in ``words``; the last words of it must match."""
    need = min(len(tail), _ANCHOR)
    for size in range(len(tail), need - 1, -1):
        part = tail[-size:]
        for at in range(len(words) - size + 1):
            if words[at : at + size] == part:
                return at + size
    return None


def _before(words: list[str], lead: list[str], start: int) -> int | None:
    need = min(len(lead), _ANCHOR)
    for size in range(len(lead), need - 1, -1):
        for at in range(start, len(words) - size + 1):
            if words[at : at + size] == lead[:size]:
                return at
    return None


def _unmarked(pair: Alignment) -> Iterator[Comparison]:
    """Find quoted words of the left statement that the right one has in a row without marks."""
    text = pair.right_article.text
    bare = [t for t in tokens(text, pair.right.span) if not any(q.span.overlaps(t.span) for q in pair.right.quotes)]
    for _, words in quoted(pair.left, pair.left_article):
        start, other, size = _run(_plain(words), _plain(bare))
        if size >= SHORTEST and sum(bool(stem(t.word)) for t in words[start : start + size]) >= 2:
            yield Comparison(
                NAME,
                Level.COMPATIBLE,
                "quote-unmarked",
                Span(words[start].span.start, words[start + size - 1].span.end),
                Span(bare[other].span.start, bare[other + size - 1].span.end),
                f"{_short(pair.left_article, words, start, size)} in quotation marks",
                "the same words without marks",
            )
            return


def _run(one: list[str], two: list[str]) -> tuple[int, int, int]:
    """Return the longest run of equal words: its places in both and its length."""
    best, previous = (0, 0, 0), [0] * (len(two) + 1)
    for i, word in enumerate(one, 1):
        row = [0] * (len(two) + 1)
        for j, other in enumerate(two, 1):
            if word == other:
                row[j] = previous[j - 1] + 1
                if row[j] > best[2]:
                    best = (i - row[j], j - row[j], row[j])
        previous = row
    return best


def _plain(words: list[Token]) -> list[str]:
    return [t.word for t in words]


def _shown(article: Article, words: list[Token], start: int, end: int) -> str:
    """Show the changed words with two words on either side."""
    return phrase(article.text, words[max(0, start - 2)].span, words[min(len(words), end + 2) - 1].span)


def _short(article: Article, words: list[Token], start: int, size: int) -> str:
    return phrase(article.text, words[start].span, words[start + size - 1].span, 60)
