"""Stories are grouped into events, whatever their order."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from checker.batch.events import DAYS, NEXT, Lead, companions, group, terms
from checker.model import Article
from tests.batch.desk import ALONE, FIRE, VOTE


def lead(n: int, title: str, text: str, day: int | None = 100) -> Lead:
    return Lead(f"d{n:02}", day, None, terms(Article("a1", "", f"{title}\n\n{text}")))


LEADS = [lead(n, title, text) for n, (_, title, text) in enumerate((*FIRE, *VOTE, ALONE))]


def test_two_reports_of_one_event_are_grouped_and_the_others_are_not():
    assert group(LEADS) == [(0, 1), (2, 3), (4,)]


@given(st.randoms(use_true_random=False))
def test_the_order_of_the_stories_does_not_matter(dice: random.Random):
    mixed = LEADS[:]
    dice.shuffle(mixed)
    found = {frozenset(mixed[i].digest for i in event) for event in group(mixed)}
    assert found == {frozenset(LEADS[i].digest for i in event) for event in group(LEADS)}


def test_the_same_words_a_week_later_are_another_event():
    later = lead(9, FIRE[0][1], FIRE[0][2], 100 + DAYS + 1)
    assert group([LEADS[0], later]) == [(0,), (1,)]


def test_an_undated_story_can_join():
    assert group([LEADS[0], lead(9, *FIRE[1][1:], day=None)]) == [(0, 1)]


def test_companions_are_the_event_of_one_story_the_likeliest_first():
    assert companions(LEADS[1], LEADS[2:] + LEADS[:1]) == [3]
    assert companions(LEADS[4], LEADS[:4]) == []


def test_work_grows_with_the_stories_and_not_with_their_pairs():
    same = [Lead(f"d{n:04}", 100, None, {"kastro": 2, "ferri": 2}) for n in range(5 * NEXT)]
    from checker.batch.events import features

    assert len(features(same)) <= len(same) * NEXT
