"""Matches of n sources -> claims: one fact, who tells it, who is silent, from how many origins."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations

from checker.decide import fingerprint, locate
from checker.model import Article, Claim, Finding, Match, Relation, Statement
from checker.report.plain import shorten
from checker.rules import RULES

SHOWN = 60
"""Code points of a quotation that a message repeats."""
MIN_ORIGIN_WORDS = 6
"""A shared quotation of this many words or more is one origin; shorter ones are common phrases."""


def join(
    matches: Sequence[Match],
    statements: Mapping[str, Statement],
    articles: Sequence[Article],
    linked: float,
    compared: Collection[frozenset[str]] | None = None,
) -> tuple[Claim, ...]:
    """Join matches into claims, in reading order of their first statement.

    A statement joins a claim only if it tells the same fact as every statement of another article in it (a match of
    ``linked`` or more), so that a chain of near facts does not become one claim. Articles that were not compared with
    each other (``compared`` names the pairs that were; ``None`` means all) say nothing against it.
    """
    ids = {(s.article, s.span.start): s.id for s in statements.values()}
    scores: dict[frozenset[str], float] = {}
    relations: dict[frozenset[str], Relation] = {}
    order = {a.id: n for n, a in enumerate(articles)}
    for m in matches:
        pair = frozenset((ids[m.left.article, m.left.span.start], ids[m.right.article, m.right.span.start]))
        scores[pair] = max(m.score, scores.get(pair, 0.0))
        relations[pair] = max(m.relation, relations.get(pair, Relation.RELATED), key=lambda r: r.rank)
    group: dict[str, set[str]] = {}
    same = [p for p, r in relations.items() if r is not Relation.RELATED]
    for pair in sorted(same, key=lambda p: (-scores[p], sorted(p))):
        a, b = sorted(pair)
        left, right = group.setdefault(a, {a}), group.setdefault(b, {b})
        if left is right:
            continue
        if all(
            scores.get(frozenset((x, y)), 0.0) >= linked
            for x in left
            for y in right
            if statements[x].article != statements[y].article
            and (compared is None or frozenset((statements[x].article, statements[y].article)) in compared)
        ):
            left |= right
            for member in right:
                group[member] = left
    found: list[tuple[tuple[int, int], set[str]]] = []
    seen: set[int] = set()
    for members in group.values():
        if id(members) not in seen and len({statements[m].article for m in members}) > 1:
            seen.add(id(members))
            found.append((min((order[statements[m].article], statements[m].index) for m in members), members))
    claims = []
    for n, (_, members) in enumerate(sorted(found, key=lambda f: f[0]), 1):
        told = sorted(members, key=lambda m: (order[statements[m].article], statements[m].index))
        voices = {statements[m].article for m in members}
        claims.append(
            Claim(
                id=f"c{n}",
                statements=tuple(told),
                silent=tuple(a.id for a in articles if a.id not in voices),
                origins=_origins([statements[m] for m in told], {a.id: a.source for a in articles}),
                relation=max(
                    (r for p, r in relations.items() if p <= members), key=lambda r: r.rank, default=Relation.AGREE
                ),
            )
        )
    return tuple(claims)


def shared_origins(
    claims: Sequence[Claim], statements: Mapping[str, Statement], articles: Sequence[Article], labels: Mapping[str, str]
) -> list[Finding]:
    """Make one note for every two articles whose statements on one claim rest on the same words or the same source."""
    rule = RULES["shared-origin"]
    of = {a.id: a for a in articles}
    found = []
    for claim in claims:
        noted: set[tuple[str, str]] = set()
        for x, y in combinations([statements[i] for i in claim.statements], 2):
            one, other = _keys(x, of[x.article].source), _keys(y, of[y.article].source)
            both = [one[k] for k in one if k in other]
            if x.article == y.article or not both or (x.article, y.article) in noted:
                continue
            noted.add((x.article, y.article))
            left, right = labels[x.article], labels[y.article]
            found.append(
                Finding(
                    fingerprint=fingerprint(rule.id, x.text, y.text),
                    rule=rule.id,
                    level=rule.level,
                    relation=rule.relation,
                    message=rule.message.format(left=left, right=right, left_says=both[0]),
                    locations=(locate(of[x.article], x), locate(of[y.article], y)),
                )
            )
    return found


def _keys(s: Statement, source: str | None) -> dict[str, str]:
    """Return what shows where a statement comes from, each with the words that say so."""
    keys: dict[str, str] = {}
    for q in s.quotes:
        quoted = s.cut(q.span)
        inside = re.findall(r"\w+", quoted.casefold())
        if len(inside) >= MIN_ORIGIN_WORDS:
            keys[" ".join(inside)] = f"the same quotation, “{shorten(quoted, SHOWN)}”"
    words = re.findall(r"\w+", s.text.casefold())
    if len(words) >= 2 * MIN_ORIGIN_WORDS:
        keys[" ".join(words)] = "the same sentence"
    if source:
        keys[f"source {source}"] = source
    return keys


def _origins(told: Sequence[Statement], sources: Mapping[str, str | None]) -> int:
    """Count where a claim really comes from: articles that share a quotation or an agency are one origin."""
    keys: dict[str, set[str]] = {}
    for s in told:
        keys.setdefault(s.article, set()).update(_keys(s, sources[s.article]))
    origins: list[set[str]] = []
    for mine in keys.values():
        joined = [o for o in origins if o & mine]
        origins = [o for o in origins if not o & mine] + [mine.union(*joined)]
    return len(origins)
