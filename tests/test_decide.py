"""From comparisons and a reading to findings: bars by how a difference was named, and the rule that the judge names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.decide import decide, evidence_key, fired, policy
from checker.facts import extract
from checker.model import Alignment, Article, Comparison, Level, Reading, Relation, Severity, Span
from checker.split import split

NAMES = ("a.txt", "b.txt")
CONFLICTING = Reading(0.99, 0.01, 0.01, 0.04, 0.95, 0.01, 0.04, 0.95)


def pair(left: str, right: str, reading: Reading | None = None) -> Alignment:
    made = []
    for n, text in enumerate((left, right), 1):
        article = Article(f"a{n}", NAMES[n - 1], text)
        made.append((article, extract(split(article)[0], article)))
    (a, x), (b, y) = made
    return Alignment(x, y, a, b, 0.95, True, reading=reading)


def open_policy(**bars: float):
    """The fitted policy with every bar out of reach but those given."""
    shut = dict.fromkeys(
        ("error", "warning", "hinted_error", "hinted_warning", "unnamed_error", "unnamed_warning"), 1.1
    )
    return replace(policy("judge"), **(shut | bars))


def test_a_hint_is_evidence_of_its_own_and_gives_way_to_a_rule_that_fired():
    sure = Comparison("quantities", Level.CONFLICT, "quantity-conflict", Span(0, 3), Span(0, 3))
    hint = replace(sure, hint=True)
    assert [evidence_key(c) for c in (sure, hint)] == ["quantity-conflict", "quantity-conflict?"]
    assert fired([sure, hint]) == [sure]
    assert fired([hint]) == [hint]


def test_a_hint_is_told_where_its_own_bar_is_reached():
    p = pair("Six gas firms were fined in Velm.", "Seven distributors of gas got fines in Velm.", CONFLICTING)
    hint = Comparison(
        "quantities", Level.CONFLICT, "quantity-conflict", Span(0, 3), Span(0, 5), "six", "seven", hint=True
    )
    assert decide(p, [hint], NAMES, open_policy(error=0.0, warning=0.0)).findings == ()
    (found,) = decide(p, [hint], NAMES, open_policy(hinted_error=0.0)).findings
    assert (found.rule, found.level) == ("quantity-conflict", Severity.ERROR)


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        ("role-conflict", "role-conflict"),
        ("quote-altered", "meaning-conflict"),  # neither quotes
        ("date-conflict", "meaning-conflict"),  # neither gives a date
        ("headline-overreach", "meaning-conflict"),  # neither is a heading
        (None, "meaning-conflict"),
    ],
)
def test_the_judge_names_the_kind_where_it_can_be(kind, rule):
    p = pair("The board sued the league over the licences.", "The league took the board to court.",
             replace(CONFLICTING, kind=kind))  # fmt: skip
    (found,) = decide(p, [], NAMES, open_policy(unnamed_warning=0.0)).findings
    assert found.rule == rule
    assert found.message.startswith("a.txt has “The board sued the league over the licences.”; b.txt has “The league")


def test_without_a_judge_nothing_unnamed_is_told():
    p = pair("The board sued the league over the licences.", "The league took the board to court.")
    assert decide(p, [], NAMES, replace(policy("rules"), unnamed_warning=0.0, unnamed_error=0.0)).findings == ()


def test_an_earlier_count_agrees_whatever_the_judge_reads():
    p = pair("Nine people died, according to an earlier count.", "Twelve people died.", CONFLICTING)
    earlier = Comparison("quantities", Level.COMPATIBLE, "superseded", Span(0, 4), Span(0, 6), "nine", "twelve")
    always = open_policy(relation_conflict=0.0)
    assert decide(p, [], NAMES, always).relation is Relation.CONFLICT
    assert decide(p, [earlier], NAMES, always).relation is Relation.AGREE
