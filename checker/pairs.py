"""Given pairs of statements -> how each pair stands: the whole comparison without the articles around it.

Each line of a JSON Lines file is one pair. What an article would tell is not there (other statements to choose a
partner from, neighbours, a heading), so alignment gives way to one question: does the judge read the same fact, or are
nearly all the words the same? All that follows, facts, comparators and decision, is what articles go through.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import Any, BinaryIO

from checker.compare import compare
from checker.decide import chances as chances_of
from checker.decide import decide, pair_features, policy
from checker.entail import Judge
from checker.facts import extract
from checker.facts.stems import content_stems
from checker.model import Alignment, Article, Comparison, Kind, Reading, Relation, Statement
from checker.split import split

SAME_FACT = 0.3
"""Probability by the judge from which two given statements tell the same fact.

The judge learned from stories, where one pair in six or fewer is true; of pairs that somebody wrote down side by side
about half are, so the bar is lower than one half (``training/eval/pairs.py --sweep`` shows what each bar costs).
"""

SAME_WORDS, FEWEST_WORDS = 0.6, 3
"""Share of the shorter statement's content words that the other repeats, and how many words at least, from which they
tell the same fact whatever the judge says: an edited copy differs in a word or two, and that is what to compare."""

CHUNK = 256
"""Pairs answered at a time: enough for full batches, few enough to see answers flow."""

MAX_LINE = 1_000_000
MAX_TEXT = 20_000
"""Bytes of a line and characters of a statement above which it is no statement."""

NAMES = ("a", "b")


@dataclass(frozen=True, slots=True)
class Given:
    """Two statements to compare, and the dates from which their ``on Friday`` is counted."""

    id: str | int
    a: str
    b: str
    a_date: date | None = None
    b_date: date | None = None


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that is no pair, by its number from 1, and why."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True)
class Measured:
    """What facts and comparators find in a pair before any model reads it."""

    given: Given
    left: tuple[Article, Statement]
    right: tuple[Article, Statement]
    words: float
    """Share of the shorter one's content words that the other repeats; 0 where too few are shared."""
    comparisons: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one pair stands."""

    id: str | int
    relation: Relation
    rules: tuple[str, ...]
    """The rules of the findings, the most serious first."""
    reading: Reading | None
    chances: tuple[float, float]
    """Probability of a conflict and of any difference, given that both tell the same fact."""

    def line(self) -> str:
        """Return the verdict as one line of JSON, in ASCII, so that nothing in it acts on a terminal."""
        data = {"id": self.id, "relation": self.relation.value, "rules": list(self.rules), "p": self._p()}
        return json.dumps(data, ensure_ascii=True, separators=(", ", ": "))

    def _p(self) -> dict[str, float | None]:
        r = self.reading
        if r is None:
            return dict.fromkeys(("same_fact", "entailment", "neutral", "contradiction"))
        # Entailment is from a to b; contradiction is the mean of both directions, and neutral is what is left.
        return {
            "same_fact": None if r.same is None else round(r.same, 4),
            "entailment": round(r.entailment, 4),
            "neutral": round(max(0.0, 1 - r.entailment - r.contradiction), 4),
            "contradiction": round(r.contradiction, 4),
        }


def lines(stream: BinaryIO) -> Iterator[Given | BadLine]:
    """Read pairs from JSON Lines; blank lines are passed over, and a line that is no pair is told as such."""
    number = 0
    while raw := stream.readline(MAX_LINE + 1):
        number += 1
        if len(raw) > MAX_LINE:
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(MAX_LINE)
            yield BadLine(number, f"it is longer than {MAX_LINE:,} bytes")
        elif raw.strip():
            try:
                yield _given(raw, number)
            except ValueError as error:
                yield BadLine(number, str(error))


def answers(
    found: Iterator[Given | BadLine], judge: Judge | None, *, chunk: int = CHUNK
) -> Iterator[Verdict | BadLine]:
    """Answer pairs in their order, ``chunk`` at a time; an answer does not depend on its neighbours."""
    while part := list(islice(found, chunk)):
        told = iter(verdicts([g for g in part if isinstance(g, Given)], judge))
        for item in part:
            yield next(told) if isinstance(item, Given) else item


def verdicts(given: Sequence[Given], judge: Judge | None) -> list[Verdict]:
    """Compare pairs of statements; ``judge`` is ``None`` where rules and words decide alone."""
    readings = judge.read([(flat(g.a), flat(g.b)) for g in given]) if judge is not None else None
    return [verdict(measure(g), readings[n] if readings is not None else None) for n, g in enumerate(given)]


def measure(given: Given) -> Measured:
    """Extract the facts of both statements and run the comparators.

    A text of several sentences is compared sentence by sentence: each of the shorter text with the one of the other
    that shares most of its words.
    """
    left_article, left = _statements("a1", given.a, given.a_date)
    right_article, right = _statements("a2", given.b, given.b_date)
    stems = {s.id: frozenset(stem for stem, _ in content_stems(s.text)) for s in (*left, *right)}

    def near(x: Statement, y: Statement) -> float:
        return len(stems[x.id] & stems[y.id]) / max(len(stems[x.id] | stems[y.id]), 1)

    if len(left) <= len(right):
        partners = [(x, max(right, key=lambda y: (near(x, y), -y.index))) for x in left]
    else:
        partners = [(max(left, key=lambda x: (near(x, y), -x.index)), y) for y in right]
    found: list[Comparison] = []
    for x, y in partners:
        found += compare(Alignment(x, y, left_article, right_article, 1.0, same=True))
    x, y = max(partners, key=lambda p: (near(*p), -p[0].index, -p[1].index))
    return Measured(
        given=given,
        left=(left_article, x),
        right=(right_article, y),
        words=_shared(frozenset[str]().union(*(stems[s.id] for s in left)),
                      frozenset[str]().union(*(stems[s.id] for s in right))),
        comparisons=tuple(found),
    )  # fmt: skip


def verdict(measured: Measured, reading: Reading | None, *, same_fact: bool | None = None) -> Verdict:
    """Decide how a measured pair stands, by the policy of articles; ``same_fact`` where that is known already."""
    same = reading.same if reading is not None else None
    alike = measured.words >= SAME_WORDS
    score = measured.words if same is None else max(same, measured.words if alike else 0.0)
    (left_article, left), (right_article, right) = measured.left, measured.right
    pair = Alignment(
        left,
        right,
        left_article,
        right_article,
        score=round(score, 4),
        same=(alike or (same is not None and same >= SAME_FACT)) if same_fact is None else same_fact,
        reading=reading,
    )
    worth = policy("judge" if reading is not None else "rules")
    told = decide(pair, measured.comparisons, NAMES, worth)
    findings = sorted(told.findings, key=lambda f: -f.level.rank)
    return Verdict(
        id=measured.given.id,
        relation=told.relation,
        rules=tuple(dict.fromkeys(f.rule for f in findings)),
        reading=reading,
        chances=chances_of(pair_features(pair, measured.comparisons, worth), worth),
    )


def flat(text: str) -> str:
    """Return a statement on one line, as the judge and the comparators read it."""
    return " ".join(text.split())


def _given(raw: bytes, number: int) -> Given:
    try:
        data = json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8") from None
    except (ValueError, RecursionError):
        raise ValueError("it is not JSON") from None
    if not isinstance(data, dict):
        raise ValueError('it is no object with "a" and "b"')
    identifier = data.get("id", number)
    if not isinstance(identifier, str | int) or isinstance(identifier, bool):
        raise ValueError('"id" is neither text nor a number')
    return Given(identifier, _text(data, "a"), _text(data, "b"), _date(data, "a_date"), _date(data, "b_date"))


def _text(data: dict[str, Any], name: str) -> str:
    text = data.get(name)
    if not isinstance(text, str):
        raise ValueError(f'"{name}" is not given as text')
    if not any(c.isalnum() for c in text):
        raise ValueError(f'"{name}" holds no words')
    if len(text) > MAX_TEXT:
        raise ValueError(f'"{name}" is longer than {MAX_TEXT:,} characters')
    return text


def _date(data: dict[str, Any], name: str) -> date | None:
    value = data.get(name)
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError(f'"{name}" is no date like 2024-09-27') from None


def _statements(identifier: str, text: str, published: date | None) -> tuple[Article, tuple[Statement, ...]]:
    article = Article(
        id=identifier,
        path=identifier,
        text=flat(text),
        published=published,
        published_from="option" if published else None,
    )
    found = split(article)
    # A statement that stands alone looks like a heading to the layout, and is a claim here.
    claims = [s if s.kind is Kind.QUOTE else replace(s, kind=Kind.CLAIM) for s in found if s.claims] or [
        replace(s, kind=Kind.CLAIM) for s in found
    ]
    return article, tuple(extract(s, article) for s in claims)


def _shared(x: frozenset[str], y: frozenset[str]) -> float:
    common = len(x & y)
    return common / min(len(x), len(y)) if common >= FEWEST_WORDS else 0.0
