"""Put a name to pronouns, and give every part of a quotation the speaker that is named once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from checker.model import Attribution, Kind, Span, Standing, Statement
from checker.split.sources import PRONOUNS, single_person, standing

_REACH = 6
"""A pronoun's speaker was named within so many statements."""

_PERSON = re.compile(r"\b(?:Mr|Mrs|Ms|Dr)\.? [A-ZÀ-ÖØ-Þ][\w'’-]+|[A-ZÀ-ÖØ-Þ][\w'’-]+ (?:[A-Z]\. )?[A-ZÀ-ÖØ-Þ][\w'’-]+")


_FIRST_WORD = re.compile(r"[\"“]?([A-ZÀ-ÖØ-Þ][\w-]+)\b")


def speakers(
    text: str,
    statements: Sequence[Statement],
    credits: Sequence[Attribution | None],
    groups: Sequence[Sequence[tuple[int, Span]]],
) -> list[Attribution | None]:
    """Return the attribution of each statement, with pronouns resolved and quotations carried on.

    Where a quotation goes on over several statements, those without crediting words of their own get the attribution
    of the statement that has them, its span included: it then lies outside the statement.
    """
    resolved = _resolved(statements, credits, _surnames(text))
    by_group: dict[int, Attribution] = {}
    for found, inside in zip(resolved, groups, strict=True):
        for group, _ in inside:
            if found is not None:
                by_group.setdefault(group, found)
    result: list[Attribution | None] = []
    for n, (statement, found, inside) in enumerate(zip(statements, resolved, groups, strict=True)):
        if found is None and statement.kind is Kind.QUOTE:
            same = next((by_group[g] for g, _ in inside if g in by_group), None)
            result.append(same or _carried(text, statements, result, n))
        else:
            result.append(found)
    return result


def _carried(
    text: str, statements: Sequence[Statement], before: Sequence[Attribution | None], n: int
) -> Attribution | None:
    """Carry the speaker of the statement before, if that quoted too and stands in the same or the last paragraph."""
    if n == 0 or before[n - 1] is None or not statements[n - 1].quotes or not statements[n].quotes:
        return None
    between = text[statements[n - 1].span.end : statements[n].span.start]
    one_paragraph = "\n" not in between and "\r" not in between
    if one_paragraph or statements[n - 1].kind is not Kind.QUOTE or statements[n - 1].text[-1:] not in '"”»':
        return before[n - 1]
    return None


def _surnames(text: str) -> frozenset[str]:
    return frozenset(m[0].split()[-1] for m in _PERSON.finditer(text))


def _resolved(
    statements: Sequence[Statement], credits: Sequence[Attribution | None], surnames: frozenset[str]
) -> list[Attribution | None]:
    result: list[Attribution | None] = []
    for n, found in enumerate(credits):
        pronoun = found is not None and found.source.lower() in PRONOUNS
        result.append(_named(statements, result, n, found, surnames) if found is not None and pronoun else found)
    return result


def _named(
    statements: Sequence[Statement],
    before: Sequence[Attribution | None],
    n: int,
    found: Attribution,
    surnames: frozenset[str],
) -> Attribution:
    """Replace a pronoun by the nearest earlier speaker it can stand for; it stays where there is none."""
    personal = found.source.lower() in ("he", "she", "i")
    for back in range(n - 1, max(-1, n - 1 - _REACH), -1):
        earlier = before[back]
        if earlier is not None and earlier.source and earlier.source.lower() not in PRONOUNS:
            if single_person(earlier.source) == personal and (personal or earlier.standing is not Standing.NAMED):
                return replace(found, source=earlier.source, standing=earlier.standing, via=found.via or earlier.via)
            if not personal and not single_person(earlier.source):
                return replace(found, source=earlier.source, standing=earlier.standing)
        if personal and n - back <= 2 and statements[back].claims:
            named = [m[0] for m in _PERSON.finditer(statements[back].text)]
            if len(set(named)) == 1 and standing(named[0]) is Standing.NAMED:
                return replace(found, source=named[0], standing=Standing.NAMED)
        first = _FIRST_WORD.match(statements[back].text)
        if personal and n - back <= 3 and first and first[1] in surnames:
            return replace(found, source=first[1], standing=Standing.NAMED)
    return replace(found, standing=Standing.NAMED if personal else Standing.OFFICIAL)
