import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.facts.clauses import around, clauses
from checker.facts.cues import extract
from checker.facts.opposites import exclude, sides
from checker.facts.stems import stem
from checker.model import Article, Cue, Span, Statement


def cues(text: str, before: str = "Headline\n") -> list[tuple[str, str, str]]:
    article = Article("a1", "a.txt", before + text)
    statement = Statement("a1.1", "a1", 0, Span(len(before), len(before) + len(text)), text)
    return [(c.kind, c.value, c.span.of(article.text)) for c in extract(statement, article)]


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("The gate wasn’t locked.", ("negation", "not", "n’t")),
        ("Nobody saw the boat.", ("negation", "none", "Nobody")),
        ("Talks failed to end the row.", ("negation", "failed", "failed to")),
        ("The mayor has yet to reply.", ("negation", "yet", "has yet to")),
        ("The mill may close.", ("certainty", "possible", "may")),
        ("The mill is expected to close.", ("certainty", "expected", "is expected")),
        ("He allegedly took the money.", ("certainty", "alleged", "allegedly")),
        ("The state undertakes to pay.", ("commitment", "firm", "undertakes to")),
        ("The state is considering a loan.", ("commitment", "soft", "considering")),
        ("It opens, provided that the roof holds.", ("condition", "if", "provided that")),
        ("It opens subject to a safety check.", ("condition", "subject", "subject to")),
        ("The number of dead is unknown.", ("caveat", "unknown", "is unknown")),
        (
            "The claim could not be independently verified.",
            ("caveat", "unverified", "not be independently verified"),
        ),
        ("It shut because of rust.", ("cause", "after", "because of")),
        ("Work is under way.", ("stage", "begun", "is under way")),
        ("All the boats sank.", ("scope", "all", "All")),
        ("Both sides reached an agreement.", ("actor", "joint", "reached an agreement")),
        ("The gate was locked.", ("opposite", "lock", "locked")),
        ("However, it rained.", ("discourse", "contrast", "However")),
        ("Earlier the count was nine.", ("earlier", "earlier", "Earlier")),
    ],
)
def test_finds(text: str, cue: tuple[str, str, str]) -> None:
    assert cue in cues(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Not only the roof fell.", "negation"),
        ("It opens no later than Friday.", "negation"),
        ("The fair opens in May.", "certainty"),
        ("He spoke on condition of anonymity.", "condition"),
        ("They asked if it rained.", "condition"),
        ("After all, it rained.", "stage"),
        ("It cost over 300 euros.", "cause"),
        ("The train is due to arrive.", "cause"),
    ],
)
def test_set_phrases_are_no_cue(text: str, kind: str) -> None:
    assert kind not in {found for found, *_ in cues(text)}


def test_a_negation_governs_its_clause_only() -> None:
    text = "The gate was not locked, but the guard was there."
    statement = Statement("a1.1", "a1", 0, Span(0, len(text)), text)
    negation = next(c for c in extract(statement, Article("a1", "a.txt", text)) if c.kind == "negation")
    assert negation.scope is not None
    assert negation.scope.of(text) == "The gate was not locked"


@pytest.mark.parametrize(
    ("text", "governed"),
    [
        ("If the council agrees, the pool will open.", "If the council agrees"),
        ("As a member, and subject to tests and talks, the club will play.", "subject to tests and talks"),
        ("The pool will open if the council agrees.", "if the council agrees"),
    ],
)
def test_a_condition_governs_what_it_introduces(text: str, governed: str) -> None:
    statement = Statement("a1.1", "a1", 0, Span(0, len(text)), text)
    condition = next(c for c in extract(statement, Article("a1", "a.txt", text)) if c.kind == "condition")
    assert condition.scope is not None
    assert condition.scope.of(text) == governed


def test_opposites_are_mutual_and_no_word_excludes_itself() -> None:
    table = sides()
    assert sum(len(others) for others in table.values()) >= 300
    assert all(key in table[other] for key, others in table.items() for other in others)
    assert not [key for key in table if exclude(key, key)]
    assert exclude(stem("rejected"), stem("accepts"))
    assert not exclude(stem("rejected"), stem("refuses"))


@given(st.text(alphabet=st.sampled_from("not if may all . , ; “”()because of over 3 unknown\n"), max_size=120))
def test_spans_and_scopes_hold(text: str) -> None:
    article = Article("a1", "a.txt", f"x {text}")
    statement = Statement("a1.1", "a1", 0, Span(2, 2 + len(text)), text)
    found: tuple[Cue, ...] = extract(statement, article)
    for cue in found:
        assert cue.scope is not None
        assert statement.span.holds(cue.span) and cue.scope.holds(cue.span) and statement.span.holds(cue.scope)
    assert list(found) == sorted(found, key=lambda c: c.span)


@given(st.text(max_size=100))
def test_clauses_do_not_overlap(text: str) -> None:
    found = clauses(text)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(around(text, Span(c.start, c.end)) == c for c in found)


def test_a_very_long_paragraph_takes_no_time() -> None:
    text = "The mayor could not say whether the boat may sail, because of rust, if at all. " * 700
    statement = Statement("a1.1", "a1", 0, Span(0, len(text)), text)
    begin = time.perf_counter()
    extract(statement, Article("a1", "a.txt", text))
    assert time.perf_counter() - begin < 3.0
