"""Every rule has all that a reader needs: a row, a page, an example that fires and one that stays silent."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pytest

from checker.explain import docstring, pages
from checker.explain.__main__ import markdown
from checker.model import Severity
from checker.rules import FAMILIES, GATES, OMISSIONS, RULES, selected

ROOT = Path(__file__).parent.parent


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    assert list(pages()) == list(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_page_is_complete(rule: str) -> None:
    page = pages()[rule]
    for text in (page.means, *page.fires, *page.silent, page.silent_because, page.wrong, page.act):
        assert len(text) > 9
    assert page.fires != page.silent
    assert (resources.files("checker") / page.module).is_file(), page.module


@pytest.mark.parametrize("module", sorted({p.module for p in pages().values()}))
def test_the_comparison_says_what_it_does(module: str) -> None:
    text = docstring(module)
    assert text
    if module.startswith("compare/"):
        assert "\nLevels\n" in text
        assert "\nNot judged\n" in text


@pytest.mark.parametrize("rule", RULES.values(), ids=lambda r: r.id)
def test_row_is_sound(rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)?", rule.id)
    assert (rule.relation is None) == (rule.id in OMISSIONS)
    said = rule.message.format(left="a.txt", right="b.txt", left_says="“x”", right_says="“y”")
    assert said.endswith(".")
    assert "{" not in said
    assert rule.level is not Severity.ERROR or rule.relation.value == "conflict"


def test_a_name_means_one_thing() -> None:
    # ``superseded`` is a rule, its own family, and the gate that keeps the conflict of the two values silent.
    assert set(RULES) & set(FAMILIES) == {"superseded"}
    assert set(GATES) & (set(RULES) | set(FAMILIES)) == {"superseded"}


def test_selection_takes_rules_and_families() -> None:
    assert selected("date-bound", (), ())
    assert selected("date-bound", ["date"], ())
    assert not selected("date-bound", ["quote-altered"], ())
    assert not selected("date-bound", ["date"], ["date-bound"])


def test_docs_are_true() -> None:
    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == markdown(), "run `make docs`"


NEEDS_MORE = {
    "caveat-missing": "the statement that follows",
    "headline-overreach": "a heading",
    "meaning-conflict": "the judge",
    "omission-material": "all statements of an article",
    "self-contradiction": "one article, and is not reported",
    "shared-origin": "a claim",
    "source-only": "all statements of an article",
}
"""Rules whose examples two bare sentences cannot show, and what they need; each has a fixture or a test of its own."""


@pytest.mark.parametrize("kind", ["fires", "silent"])
@pytest.mark.parametrize("rule", [r for r in RULES if r not in NEEDS_MORE])
def test_the_examples_of_a_page_are_true(rule, kind):
    from datetime import date

    from checker.pairs import Given, measure

    day = date(2031, 3, 1)
    made = measure(Given("x", *getattr(pages()[rule], kind), day, day))
    fired = {c.rule for c in made.comparisons if c.rule and not c.gate and not c.hint}
    assert (rule in fired) == (kind == "fires"), fired
