"""Which articles are set side by side: two reports of one event are, two events are not."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from checker.embed import load
from checker.event import FEWEST_NAMES, MEANING_FLOOR, UNNAMED_WORDS, WORDS_FLOOR, closeness, same_event
from checker.read import read
from checker.story import Story, prepare

ROOT = Path(__file__).parent.parent
STORIES = ("date-start", "quantity-dead", "certainty-may", "caveat-missing", "attribution-speaker", "quote-altered")
STORIES += ("role-joint-alone", "scope-all-some", "cause-other", "headline-overreach", "omission-material")


@pytest.fixture(scope="module")
def stories() -> dict[str, tuple[Story, Story]]:
    encoder = load("built-in")
    folders = {name: next((ROOT / "fixtures" / "pairs").glob(f"*/{name}")) for name in STORIES}
    found = {}
    for name, folder in folders.items():
        one, two = (prepare(read(str(folder / f"{s}.txt"), id=f"a{n}"), encoder) for n, s in ((1, "a"), (2, "b")))
        found[name] = (one, two)
    return found


@pytest.mark.parametrize("meaning", [True, False])
def test_reports_of_one_event_are_kept(stories, meaning: bool) -> None:
    for name, (a, b) in stories.items():
        assert same_event(a.claims, b.claims, a.cosine(b) if meaning else None), name


@pytest.mark.parametrize("meaning", [True, False])
def test_reports_of_two_events_are_refused(stories, meaning: bool) -> None:
    refused = [
        not same_event(a.claims, b.claims, a.cosine(b) if meaning else None)
        for (a, _), (_, b) in combinations(stories.values(), 2)
    ]
    assert sum(refused) >= 0.9 * len(refused)


def test_the_order_of_files_does_not_matter(stories) -> None:
    for (a, _), (_, b) in combinations(stories.values(), 2):
        cosine = a.cosine(b)
        assert cosine is not None
        assert closeness(a.claims, b.claims, cosine) == closeness(b.claims, a.claims, cosine.T)


def test_few_names_say_nothing(stories) -> None:
    a, b = stories["date-start"]
    bare = [s for s in a.claims if not s.facts.names][:2]
    assert bare
    assert closeness(bare, b.claims, None).names == UNNAMED_WORDS
    assert FEWEST_NAMES > 1


def test_the_sum_is_set_against_the_floor(stories) -> None:
    a, b = stories["date-start"]
    near, words = closeness(a.claims, b.claims, a.cosine(b)), closeness(a.claims, b.claims, None)
    assert near.meaning is not None and near.sum > MEANING_FLOOR
    assert words.meaning is None and words.sum > WORDS_FLOOR
    assert closeness([], b.claims, None).words == 0.0
