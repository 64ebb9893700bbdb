"""Amounts: values, units, what is counted, how firmly, and what is no amount."""

import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.facts import quantities
from checker.model import Article, Modality, Quantity, Span, Statement


def found(text: str) -> tuple[Quantity, ...]:
    article = Article(id="a1", path="a.txt", text=text)
    return quantities.extract(Statement("a1.1", "a1", 0, Span(0, len(text)), text), article)


def only(text: str) -> Quantity:
    (quantity,) = found(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("It cost $1.2 billion.", 1.15e9, 1.25e9, "USD"),
        ("It cost £45m.", 44.5e6, 45.5e6, "GBP"),
        ("It cost 14m euros.", 13.5e6, 14.5e6, "EUR"),
        ("It cost R18 million.", 17.5e6, 18.5e6, "ZAR"),
        ("Prices rose 3.4%.", 3.35, 3.45, "percent"),
        ("Rates went up by a quarter of a percentage point.", 0.25, 0.25, "percentage point"),
        ("Rates went up by 25 basis points.", 0.25, 0.25, "percentage point"),
        ("The tunnel is 11 km (7 miles) long.", 11000, 11000, "m"),
        ("A 62-kilometre cable.", 62000, 62000, "m"),
        ("It weighed 4 tonnes.", 4000, 4000, "kg"),
        ("It took two and a half weeks.", 1512000, 1512000, "s"),
        ("It was over in a quarter of an hour.", 900, 900, "s"),
        ("One in five nurses left.", 20, 20, "percent"),
        ("Three-quarters of pupils passed.", 75, 75, "percent"),
        ("Winds reached 120 km/h.", 120 / 3.6, 120 / 3.6, "m/s"),
    ],
)
def test_values(text: str, low: float, high: float, unit: str) -> None:
    quantity = only(text)
    assert quantity.unit == unit
    assert quantity.low == pytest.approx(low)
    assert quantity.high == pytest.approx(high)


@pytest.mark.parametrize(
    ("text", "value", "counted"),
    [
        ("Thirty-one barges sank.", 31, "barge"),
        ("The blast killed 12 people.", 12, "dead"),
        ("The death toll rose to 21.", 21, "dead"),
        ("Some villagers said 7 were still missing.", 7, "missing"),
        ("Half a dozen firms were fined.", 6, "firm"),
        ("A nine-page letter arrived.", 9, "page"),
        ("Eleven of the patients are children.", 11, "child"),
        ("No one was hurt.", 0, "injured"),
        ("The vessels: 14 vessels were held.", 14, "ship"),
    ],
)
def test_counted(text: str, value: float, counted: str) -> None:
    quantity = only(text)
    assert (quantity.low, quantity.counted) == (value, counted)


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("At least 40 barns burned.", Modality.AT_LEAST),
        ("More than 40 barns burned.", Modality.MORE_THAN),
        ("Up to 40 barns burned.", Modality.AT_MOST),
        ("Nearly 40 barns burned.", Modality.ABOUT),
        ("Fewer than 40 barns burned.", Modality.LESS_THAN),
        ("Between 40 and 50 barns burned.", Modality.RANGE),
        ("Dozens of barns burned.", Modality.RANGE),
        ("40 barns burned.", Modality.EXACT),
    ],
)
def test_modality(text: str, modality: Modality) -> None:
    assert only(text).modality is modality


def test_joined_numbers_share_what_happened() -> None:
    assert [q.counted for q in found("Six sailors and three divers were killed.")] == ["dead", "dead"]
    assert [q.counted for q in found("At least 12 people were killed and 30 injured.")] == ["dead", "injured"]


def test_votes() -> None:
    assert [(q.low, q.counted) for q in found("The plan was approved by 14 votes to 11.")] == [
        (14, "vote for"),
        (11, "vote against"),
    ]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The ministry did not specify the number of troops.", "soldier"),
        ("How many divers were below is not known.", "diver"),
        ("The firm declined to disclose the price.", "money"),
        ("The actual scale of the withdrawal is currently unknown.", None),
    ],
)
def test_unknown(text: str, counted: str | None) -> None:
    quantity = only(text)
    assert quantity.unknown
    assert quantity.counted == counted
    assert math.isinf(quantity.high)


def test_ages_count_years_of_age() -> None:
    for text in ("Ms Brandt, 44, said so.", "A man of 71 fell.", "The 9-year-old waited."):
        assert [(q.unit, q.counted) for q in found(text)] == [("year", "age")]


@pytest.mark.parametrize(
    "text",
    ["The No. 4 seed lost.", "Members of Local 388 voted.", "One of them fled.", "A Formula One race.", "They won 3-1.",
     "The shop at gate 12 shut.", "It was built in 2017.", "It began at 7 a.m.", "No one spoke.", "Nobody knows."],
)  # fmt: skip
def test_no_amounts(text: str) -> None:
    assert [q for q in found(text) if not q.ordinal] == []


@given(st.text(alphabet="0123456789 ,.-$%€km onetwohundredmillionhalf", max_size=120))
def test_spans_are_ordered_and_inside(text: str) -> None:
    found_here = found(text)
    assert list(found_here) == sorted(found_here, key=lambda q: q.span)
    for quantity in found_here:
        assert 0 <= quantity.span.start < quantity.span.end <= len(text)
        assert quantity.low <= quantity.high


@pytest.mark.parametrize("piece", ["1-2-", "two ", "one hundred and ", "how many ", "did not say ", "11 km ("])
def test_hostile_text_costs_linear_time(piece: str) -> None:
    begun = time.perf_counter()
    found(piece * (40000 // len(piece)))
    assert time.perf_counter() - begun < 10


def test_a_wire_update_number_is_no_amount() -> None:
    text = "UPDATE 2-Miller triples its forecast"
    article = Article("a1", "a.txt", text)
    statement = Statement("a1.1", "a1", 0, Span(0, len(text)), text)
    assert not [q for q in quantities.extract(statement, article) if q.low == 2]
