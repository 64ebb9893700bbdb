"""Find the noun phrase that a reporting verb has for its speaker, before it or behind it."""

from __future__ import annotations

import re

from checker.split.phrases import ARTICLES, BREAKS, LEADING, PARTICLES, Subject, Token, cut
from checker.split.sources import PRONOUNS
from checker.split.verbs import AFTER_SPEAKER, AUXILIARY, CLAUSE_OPENERS, CREDITING, FINITE, NO_SUBJECT, PREPOSITIONS

_QUOTE_END = frozenset("\"”»'’")
_QUOTE_OPENERS = frozenset('"”»“«?!;:')
_PARTY = re.compile(r"[RDI]-[A-Z]")  # `Ann Ruiz, R-Texas, said`
LONGEST = 16
"""Words in a speaker's phrase; a longer one is no speaker."""


def before(found: list[Token], verb: int) -> Subject | None:
    """Take the subject in front of the verb: back to the clause boundary, over one apposition."""
    last = verb - 1
    while last >= 0 and (
        found[last].text in AUXILIARY or (found[last].text.islower() and found[last].text.endswith("ly"))
    ):
        last -= 1
    if last < 0:
        return None
    if found[last].low in ("and", "but") or (found[last].text == "," and found[last - 1].low in ("and", "but")):
        return _first(found, last)
    if found[last].text in (",", "—", "–", ")"):
        return _apposed(found, last) or _leading_name(found, last)
    return _ending(found, last)


def _apposed(found: list[Token], closing: int) -> Subject | None:
    """Take the subject where an apposition stands between it and the verb: ``Mark Ruiz, a lawyer, said``."""
    last = closing - 1
    while (
        last >= 0
        and found[last].text not in (",", "(", "—", "–", ";", ":", '"', "”", "“", "?", "!")
        and closing - last < 24
    ):
        last -= 1
    if last < 0 or found[last].text not in (",", "(", "—", "–"):
        return None
    apposed = found[last + 1 : closing]
    if not apposed:
        return None
    inner = apposed[0]
    names = all(t.text[:1].isupper() or t.low in PARTICLES for t in apposed)
    if names and len(apposed) > 1 and inner.low not in ARTICLES and not _PARTY.match(inner.text):
        return cut(apposed)  # `the lawyer, Mark D. Sheridan, said`
    if inner.low in (
        "but",
        "and",
        "in",
        "on",
        "at",
        "however",
        "after",
        "before",
        "meanwhile",
        "though",
        "while",
        "as",
    ):
        return None
    if last >= 2 and inner.text.isdigit():
        return _ending(found, last - 1)  # `Ruiz, 41, said`
    return _ending(found, last - 1)


def _leading_name(found: list[Token], last: int) -> Subject | None:
    """Take a name at the start of the clause far from its verb: ``Ann Ruiz, a nurse, of Lund, said``."""
    start = last
    while start > 0 and last - start < 60 and found[start - 1].text not in _QUOTE_OPENERS:
        start -= 1
    end = start
    while end < last and (found[end].text[:1].isupper() or found[end].low in PARTICLES):
        end += 1
    words = found[start:end]
    if len(words) < 2 or found[end].text != "," or words[0].low in NO_SUBJECT or words[0].low in LEADING:
        return None
    return cut(words)


def named_before(found: list[Token], verb: int) -> Subject | None:
    """Return the subject before the verb if it is a name behind which an apposition stands."""
    if verb < 3 or found[verb - 1].text != ",":
        return None
    subject = before(found, verb)
    if subject is None:
        return None
    inside = [t.text for t in found if subject[0] <= t.start < subject[1]]
    return subject if all(w[:1].isupper() or w in PARTICLES for w in inside) else None


def _first(found: list[Token], conjunction: int) -> Subject | None:
    """Take the subject at the start of the sentence for a second verb: ``Ruiz stood beside him and said``."""
    if not found or conjunction < 2:
        return None
    if found[0].low in PRONOUNS:
        return cut(found[:1])
    last = 0
    while last < conjunction and (found[last].text[:1].isupper() or found[last].low in PARTICLES):
        last += 1
    words = found[:last]
    return cut(words) if last >= 2 and words[-1].text[:1].isupper() and words[0].low not in NO_SUBJECT else None


def _ending(found: list[Token], last: int) -> Subject | None:
    """Return the noun phrase that ends at a token."""
    if last < 0 or found[last].text in BREAKS or found[last].low in NO_SUBJECT or found[last].low in FINITE:
        return None
    if found[last].low in PRONOUNS and found[last - 1].low in PREPOSITIONS:
        last -= 1  # the object of a relative clause; the speaker stands before it
    first = last
    while first > 0:
        if last - first > LONGEST:
            return None
        ahead = found[first - 1]
        if ahead.text in BREAKS or (not ahead.text[:1].isalnum() and ahead.text not in "&'’/-"):
            break
        if ahead.low == "who":
            return _ending(found, first - 2)  # `people who worked on it said`
        if ahead.low in CLAUSE_OPENERS:
            both = (
                ahead.low == "and"
                and first >= 2
                and found[first].text[:1].isupper()
                and found[first - 2].text[:1].isupper()
            )
            if not both:
                break
        if first >= 2 and found[first - 2].low == "who" and ahead.text.islower():
            return _ending(found, first - 3)
        if ahead.text in CREDITING and ahead.text not in (
            "report",
            "reports",
            "claims",
            "read",
            "note",
            "claim",
            "found",
            "agreed",
        ):
            break
        first -= 1
    return cut(found[first : last + 1])


def after(found: list[Token], verb: int) -> Subject | None:
    """Take the subject behind the verb: ``," said the mayor``, ``— says the statement``, ``, reports the agency``."""
    if verb == 0 or found[verb].low in ("told", "tells", "informed", "informs"):
        return None
    ahead = found[verb - 1]
    marked = ahead.text in _QUOTE_END or ahead.text in ("—", "–", "?", "!")
    if not marked and ahead.text not in (",", "-") and ahead.low not in ("so", "as"):
        return None
    first = verb + 1
    if first >= len(found):
        return None
    last = first - 1
    while last + 1 < len(found) and last - first < 12:
        word = found[last + 1]
        if word.text in BREAKS or word.low in AFTER_SPEAKER:
            break
        last += 1
    words = found[first : last + 1]
    if not words:
        return None
    ended = last + 1 >= len(found) or found[last + 1].text in BREAKS or found[last + 1].low in AFTER_SPEAKER
    opener = words[0]
    named = any(w.text[:1].isupper() for w in words)
    if not ended or any(
        w.text in FINITE or (w.text.islower() and len(w.text) > 4 and w.text.endswith("ed")) for w in words[1:]
    ):
        return None
    if not (
        opener.text[:1].isupper()
        or opener.low in ARTICLES
        or opener.low in PRONOUNS
        or named
        or (marked and len(words) <= 2)
    ):
        return None
    if opener.low in ("that", "it", "there", "they", "he", "she", "we") and (len(words) > 1 or not marked):
        return None
    if len(words) > 1 and opener.low == "the" and not marked and not named and ahead.text == "," and len(words) > 4:
        return None
    subject = cut(words)
    if subject is None or (named and opener.text[:1].isupper()):
        return subject
    name = _apposed_name(found, last + 1)
    return (subject[0], name[1], name[2]) if name else subject


def _apposed_name(found: list[Token], comma: int) -> Subject | None:
    """Take the name behind an office: ``said the abbot, Father Yusuf Karam``."""
    if comma >= len(found) or found[comma].text != ",":
        return None
    last = comma
    while last + 1 < len(found) and (found[last + 1].text[:1].isupper() or found[last + 1].low in PARTICLES):
        last += 1
    ended = last + 1 >= len(found) or found[last + 1].text in BREAKS
    return cut(found[comma + 1 : last + 1]) if last > comma and ended else None
