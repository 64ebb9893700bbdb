"""Leads of stories -> events: the stories that tell of one thing, by meaning, words and days.

No step looks at all pairs. Stories become candidates for each other by a rare word that both use within a few days, at
most ``NEXT`` partners a word; a small fitted model (``grouping.json``, made by training/fit/events.py) says how likely
a candidate pair is one event; and pairs are merged by average linkage, where a pair that was no candidate counts as
nought, so that a chain of neighbours does not become one event.
"""

from __future__ import annotations

import heapq
import json
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from checker.facts.stems import content_stems
from checker.model import Article
from checker.odds import sigmoid

FORM = "1"
"""Changes when what a lead is made of does, so that leads that were kept are made anew."""
LEAD = 600
"""Code points of an article that its lead vector is made of: the headline and a first paragraph or two."""
READ, KEPT = 6000, 150
"""Code points whose words are counted, and how many words are kept, the most frequent ones."""

RARE = 20
"""Words of a story that make candidates: its most telling ones. At 20 all but 1 in 100 true pairs become candidates."""
NEXT = 60
"""Stories after this one that a shared word makes its candidates at most, so that work grows with the stories alone."""
FEWEST = 1000
"""Stories that words are taken to be rare among at least: three stories do not tell which of their words are rare."""
DAYS = 4
"""Days between two reports of one event at most; of 2,000 pairs of real reports none was further apart."""

Vector = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Lead:
    """What grouping needs to know of one story."""

    digest: str
    day: int | None
    """Ordinal of the day it was published."""
    vector: Vector | None
    terms: Mapping[str, int]
    """Stems of content words with their counts."""


def lead_text(article: Article) -> str:
    """Return the words that the lead vector is made of."""
    return article.text[:LEAD]


def terms(article: Article) -> dict[str, int]:
    """Count the stems of an article's content words, the most frequent first."""
    found = Counter(stem for stem, _ in content_stems(article.text[:READ]))
    return dict(sorted(found.items(), key=lambda t: (-t[1], t[0]))[:KEPT])


@dataclass(frozen=True, slots=True)
class Grouping:
    """The fitted model: log-odds that a pair of stories tells of one event."""

    bias: float
    weight: tuple[float, ...]
    """Of the features of ``features``, in their order."""
    threshold: float
    """Mean probability over the pairs of two groups from which they are one event."""

    def probability(self, row: Sequence[float]) -> float:
        """Return the probability that a pair is one event."""
        return sigmoid(self.bias + sum(w * x for w, x in zip(self.weight, row, strict=True)))


@cache
def grouping(variant: str) -> Grouping:
    """Return the model for ``encoder`` or ``words`` (no encoder took part)."""
    data = json.loads(resources.files("checker.batch").joinpath("grouping.json").read_text("utf-8"))[variant]
    return Grouping(data["bias"], tuple(data["weight"]), data["threshold"])


def group(leads: Sequence[Lead]) -> list[tuple[int, ...]]:
    """Return the events as places in ``leads``, each in order; a story alone is an event of its own.

    The result does not depend on the order of ``leads``.
    """
    order = sorted(range(len(leads)), key=lambda i: (leads[i].day or 0, leads[i].digest))
    ordered = [leads[i] for i in order]
    model = grouping("words" if any(x.vector is None for x in ordered) else "encoder")
    weighed = _weigh(ordered)
    # Only pairs that may be merged are kept: a pair below a tenth of the threshold pulls a mean no lower than none.
    chances = ((p, model.probability(_row(ordered, weighed, *p))) for p in _candidates(ordered, weighed))
    likely = {pair: chance for pair, chance in chances if chance >= model.threshold / 10}
    return sorted(tuple(sorted(order[i] for i in event)) for event in _linked(len(leads), likely, model.threshold))


def companions(lead: Lead, others: Sequence[Lead]) -> list[int]:
    """Return the places of the stories that tell of one story's event, the likeliest first."""
    model = grouping("words" if any(x.vector is None for x in (lead, *others)) else "encoder")
    known = [lead, *others]
    weighed = _weigh(known)
    mine = frozenset(list(weighed[0])[:RARE])
    near = [n for n, w in enumerate(weighed) if n and mine & frozenset(list(w)[:RARE])]
    found = [(model.probability(_row(known, weighed, 0, n)), n - 1) for n in near if _near(lead, known[n])]
    return [n for p, n in sorted(found, key=lambda f: (-f[0], f[1])) if p >= model.threshold]


def _near(one: Lead, other: Lead) -> bool:
    return one.day is None or other.day is None or abs(other.day - one.day) <= DAYS


def features(leads: Sequence[Lead]) -> dict[tuple[int, int], tuple[float, ...]]:
    """Return the candidate pairs with what the model knows of them; ``leads`` are in the order of their days."""
    weighed = _weigh(leads)
    return {(i, j): _row(leads, weighed, i, j) for i, j in _candidates(leads, weighed)}


def _row(leads: Sequence[Lead], weighed: Sequence[Mapping[str, float]], i: int, j: int) -> tuple[float, ...]:
    few, many = sorted((weighed[i], weighed[j]), key=len)
    words = math.fsum(w * many.get(term, 0.0) for term, w in few.items())
    one, other = leads[i].day, leads[j].day
    gap = 1.0 if one is None or other is None else float(abs(other - one))
    a, b = leads[i].vector, leads[j].vector
    meaning = () if a is None or b is None else (float(np.round(a @ b, 4)),)
    return (words, math.sqrt(words), gap, *meaning)


def _weigh(leads: Sequence[Lead]) -> list[dict[str, float]]:
    """Return the unit tf-idf vector of every story, the most telling words first."""
    seen = Counter(term for lead in leads for term in lead.terms)
    whole = max(len(leads), FEWEST) + 1
    result = []
    for lead in leads:
        raw = {t: (1 + math.log(n)) * math.log(whole / seen[t]) for t, n in lead.terms.items()}
        length = math.sqrt(math.fsum(w * w for w in raw.values())) or 1.0
        result.append({t: w / length for t, w in sorted(raw.items(), key=lambda x: (-x[1], x[0]))})
    return result


def _candidates(leads: Sequence[Lead], weighed: Sequence[Mapping[str, float]]) -> list[tuple[int, int]]:
    telling: dict[str, list[int]] = defaultdict(list)
    for i, weights in enumerate(weighed):
        for term in list(weights)[:RARE]:
            telling[term].append(i)
    found: set[tuple[int, int]] = set()
    for places in telling.values():
        for n, i in enumerate(places):
            for j in places[n + 1 : n + 1 + NEXT]:
                if not _near(leads[i], leads[j]):
                    break
                found.add((i, j))
    return sorted(found)


def _linked(count: int, likely: Mapping[tuple[int, int], float], threshold: float) -> list[list[int]]:
    """Merge by average linkage: always the two groups whose pairs are likeliest on average, down to the threshold."""
    members = {i: [i] for i in range(count)}
    total: dict[int, dict[int, float]] = defaultdict(dict)
    for (i, j), p in likely.items():
        total[i][j] = total[j][i] = p
    heap = [(-p, i, j) for (i, j), p in likely.items() if p >= threshold]
    heapq.heapify(heap)
    while heap:
        known, i, j = heapq.heappop(heap)
        if i not in members or j not in members or -known != _mean(total, members, i, j):
            continue  # told of groups that have been merged since
        members[i] += members.pop(j)
        total[i].pop(j)
        for k, p in total.pop(j).items():
            if k != i:
                total[i][k] = total[k][i] = total[i].get(k, 0.0) + p
                total[k].pop(j)
        for k in total[i]:
            mean = _mean(total, members, i, k)
            if mean >= threshold:
                heapq.heappush(heap, (-mean, min(i, k), max(i, k)))
    return list(members.values())


def _mean(total: Mapping[int, Mapping[int, float]], members: Mapping[int, list[int]], i: int, j: int) -> float:
    return total[i].get(j, 0.0) / (len(members[i]) * len(members[j]))
