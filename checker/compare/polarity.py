"""Compare what one statement asserts with what the other denies.

Levels
    same        both assert, or both deny (nothing is reported)
    compatible  both deny the same, in other words: "failed to reach a deal", "ended without agreement"
    conflict    polarity-conflict: one says that it is so and the other that it is not ("was locked", "was not locked"),
                or they use words that exclude each other of the same thing ("rejected", "accepted")

Not judged
    connectives that hold a negation ("not only", "no later than"), "not all" (see scope), what would be under a
    condition, questions, and statements that share no more than the one word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker.compare.matter import Word, acts, behind, beside, clause_words, comparable, is_name, shared, words
from checker.compare.slots import phrase
from checker.facts.gist import stem
from checker.facts.opposites import exclude
from checker.model import Alignment, Article, Comparison, Cue, Level, Span, Statement

NAME = "polarity"

REACH = 2
"""Content words behind "no" and "nobody" that may be denied: "no shots were fired" denies shots and firing."""

SHORT = 3
"""Content words up to which a denying clause ("No shots were fired") has nothing more to share than what it denies."""

_WEAK = frozenset(("possible", "expected", "planned", "undecided", "alleged"))
_CASUALTIES = frozenset(stem(w) for w in ("died", "injured", "missing"))
"""How many were hurt is counted by place and hour: "no one was killed" says nothing of the other wing."""
_ELSEWHEN = re.compile(
    r"\b(?:similar|earlier|previous(?:ly)?|at\sfirst|initially|reported\sby|by\s\d|some\ssaid|rumou?r\w*|(?:19|20)\d\d)\b",
    re.I,
)
_SO_FAR_ONLY = re.compile(r"\b(?:so\sfar|as\sof|until\snow|up\sto\snow)\b", re.IGNORECASE)
_SO_FAR = re.compile(r"\b(?:has|have|['’]ve|yet|so\sfar)\b", re.IGNORECASE)
_LIMITED = re.compile(
    r"\A.{0,12}?\b(?:since|until|before|than|so|as|too|because|other|another|further|more|any\smore|one|all|every)\b"
    r"|\b(?:since|until|than)\b",
    re.IGNORECASE,
)
_INFINITIVE = re.compile(r"\bto\s$", re.IGNORECASE)
_SETTLED = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|able|managed|began|begun|started|continued|agreed|decided|due|set)\sto\s$",
    re.IGNORECASE,
)
_ANOTHER = re.compile(r"\b(?:another|others?|a\s(?:second|third|further))\b[^,;.]{0,24},?\s$", re.IGNORECASE)
_ABSENCE = re.compile(
    r"\b(?:off|dry|without|out\sof|lack\w*|unavailable|missing|cut|too\sfew|too\slittle|free|den\w{2,4}|abolish\w*|lift\w*"
    r"|waive\w*|remov\w*|except|banned|clos\w*|shut|declin\w*|refus\w*|rebuff\w*|reject\w*|dismiss\w*|spurn\w*|resist\w*"
    r"|ignor\w*|undermin\w*|erod\w*|def(?:y|ies|ied|ying)|brush\w*\saside)\b",
    re.IGNORECASE,
)
"""Words that deny without a negation: beside them "no" and the bare noun may well agree."""


def compare(pair: Alignment) -> Iterator[Comparison]:
    """Yield at most one comparison, by negation before opposites."""
    if not comparable(pair) or _unfit(pair.left) or _unfit(pair.right):
        return
    found = next(_denied(pair.left, pair.right), None)
    if found is not None:
        yield _conflict(pair, *found, gate=_outdated(pair.left, found[0], pair.left_article, pair.right_article))
        return
    found = next(_denied(pair.right, pair.left), None)
    if found is not None:
        gate = _outdated(pair.right, found[0], pair.right_article, pair.left_article)
        yield _conflict(pair, found[1], found[0], gate=gate)
        return
    opposed = list(_opposed(pair))
    for left, right, agrees in opposed:
        if not agrees:
            yield _conflict(pair, left, right)
            return
    for left, right, _ in opposed[:1]:
        yield _conflict(pair, left, right, gate="agrees-by-negation")


def _conflict(pair: Alignment, left: Span, right: Span, gate: str | None = None) -> Comparison:
    level = Level.CONFLICT if gate is None else Level.COMPATIBLE
    says = phrase(pair.left, left), phrase(pair.right, right)
    return Comparison(NAME, level, "polarity-conflict", left, right, *says, gate=gate)


def _outdated(denier: Statement, words: Span, own: Article, other: Article) -> str | None:
    """Return the gate for a denial of what had not happened yet, where the other article is of a later day."""
    if _SO_FAR_ONLY.search(denier.text):
        return "superseded"
    earlier = own.published and other.published and own.published < other.published
    at = denier.span.start
    before = denier.text[max(0, words.start - at - 24) : words.end - at + 24]
    return "superseded" if earlier and _SO_FAR.search(before) else None


def _unfit(statement: Statement) -> bool:
    """Tell whether a statement asks, or speaks of another time or of what was said at first."""
    return "?" in statement.text or bool(_ELSEWHEN.search(statement.text))


def _denied(denier: Statement, other: Statement) -> Iterator[tuple[Span, Span]]:
    """Yield the denying words and the words of the other that assert the same."""
    for cue in denier.facts.of("negation"):
        if (
            cue.value == "without"
            or cue.scope is None
            or _hedged(denier, cue.span)
            or _ANOTHER.search(denier.text, 0, cue.span.start - denier.span.start)
            or (_in_quotes(denier, cue.span) and _of_a_noun(denier, cue))
            or _LIMITED.search(_behind(denier, cue))
        ):
            continue
        for word in _denied_words(denier, cue):
            for match in words(other):
                if match.key != word.key or is_name(other, match.span) or _negated(other, match.span):
                    continue
                if _hedged(other, match.span) or not (acts(other, match.span) or cue.value == "none"):
                    continue
                if _absent(other, match.span) or _wished(other, match.span):
                    continue
                near = shared(denier, word.span, other, match.span)
                alike = bool(near and beside(denier, word.span) & beside(other, match.span))
                if not acts(other, match.span):
                    # A noun under "no" is only denied where the rest is the same, too.
                    alike = len(near) >= 2 and alike
                short = (
                    len(clause_words(denier, cue.scope)) <= (SHORT if acts(other, match.span) else 2)
                    and word.key not in _CASUALTIES
                )
                if alike or short or (near and word.key in _CASUALTIES):
                    yield Span(cue.span.start, word.span.end), match.span


def _in_quotes(statement: Statement, span: Span) -> bool:
    return any(q.span.holds(span) for q in statement.quotes)


def _of_a_noun(statement: Statement, cue: Cue) -> bool:
    """Tell whether a negation inside a quotation stands before a noun: "not a spot at a bar" denies no deed."""
    return bool(re.match(r"not\s(?:an?|the|any)\s", statement.text[cue.span.start - statement.span.start :], re.I))


def _wished(statement: Statement, span: Span) -> bool:
    """Tell whether a verb is what somebody is urged, asked or means to do: that does not say that it was done."""
    before = statement.text[max(0, span.start - statement.span.start - 24) : span.start - statement.span.start]
    return bool(_INFINITIVE.search(before)) and not _SETTLED.search(before)


def _absent(statement: Statement, span: Span) -> bool:
    """Tell whether a word beside ``span`` denies without a negation; "closed" itself is what "did not close" denies."""
    at = statement.span.start
    return any(not Span(m.start() + at, m.end() + at).overlaps(span) for m in _ABSENCE.finditer(statement.text))


def _denied_words(denier: Statement, cue: Cue) -> list[Word]:
    """Return what a negation denies: the verb behind "not"; behind "no", the noun and its verb."""
    told = [w for w in behind(denier, cue) if not denier.cut(w.span).endswith("ly")]
    return [w for w in told[: REACH if cue.value == "none" else 1] if not is_name(denier, w.span)]


def _behind(statement: Statement, cue: Cue) -> str:
    assert cue.scope is not None
    return statement.text[cue.span.end - statement.span.start : cue.scope.end - statement.span.start]


def _negated(statement: Statement, span: Span) -> bool:
    return any(c.scope is not None and c.scope.overlaps(span) for c in statement.facts.of("negation"))


def _hedged(statement: Statement, span: Span) -> bool:
    """Tell whether the clause around a word says what may be or would be, not what is."""
    for cue in statement.facts.cues:
        if cue.scope is None or not cue.scope.overlaps(span):
            continue
        if cue.kind == "condition" or (cue.kind == "certainty" and cue.value in _WEAK):
            return True
    return False


def _opposed(pair: Alignment) -> Iterator[tuple[Span, Span, bool]]:
    """Yield opposite words of one thing, and whether a negation on one side makes them agree."""
    left, right = pair.left.facts.of("opposite"), pair.right.facts.of("opposite")
    for a in left:
        if any(exclude(a.value, o.value) for o in left) or not acts(pair.left, a.span):
            continue
        for b in right:
            if not exclude(a.value, b.value) or any(exclude(b.value, o.value) for o in right):
                continue
            if not acts(pair.right, b.span) or _hedged(pair.left, a.span) or _hedged(pair.right, b.span):
                continue
            # Of two deeds of one person ("raised his bid", "cut his ties") the name alone says nothing.
            alike = beside(pair.left, a.span) & beside(pair.right, b.span) - _names(pair.left) - _names(pair.right)
            if alike and shared(pair.left, a.span, pair.right, b.span):
                yield a.span, b.span, _negated(pair.left, a.span) != _negated(pair.right, b.span)


def _names(statement: Statement) -> frozenset[str]:
    """Return the comparing keys of the words that stand in names."""
    spans = [n.span for n in statement.facts.names]
    return frozenset(w.key for w in words(statement) if any(s.overlaps(w.span) for s in spans))
