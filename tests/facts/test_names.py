import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.facts.name_words import fold
from checker.facts.names import extract, same
from checker.facts.overlap_names import shared
from checker.model import Article, Facts, Kind, Name, Span, Statement


def names(text: str, rest: str = "", kind: Kind = Kind.CLAIM) -> tuple[Name, ...]:
    article = Article("a1", "a.txt", f"{text}\n\n{rest}")
    return extract(Statement("a1.1", "a1", 0, Span(0, len(text)), text, kind), article)


def name(text: str, kind: str | None = None) -> Name:
    return Name(Span(0, len(text)), text, tuple(fold(w) for w in text.split()), None, kind)


@pytest.mark.parametrize(
    ("text", "expected", "title"),
    [
        ("Transport Minister Lida Corven opened the bridge.", "Lida Corven", "Transport Minister"),
        ("The ship was steered by Capt. Joren Haske.", "Joren Haske", "Capt"),
        ("It burned, fire chief Marta Oyelaran said.", "Marta Oyelaran", "fire chief"),
        ("The mayor, Ilse Brandt, was there.", "Ilse Brandt", "mayor"),
        ("Piet van der Meer, chairman of the club, left.", "Piet van der Meer", "chairman"),
    ],
)
def test_a_title_is_kept_beside_the_name(text: str, expected: str, title: str) -> None:
    found = next(n for n in names(text) if n.text == expected)
    assert (found.title, found.kind) == (title, "person")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Farmers blame the Ministry of Water and Power.", ["Ministry of Water and Power"]),
        ("Talks between Norvia and the Rail Board failed.", ["Norvia", "Rail Board"]),
        ("However, the toll rose on Monday.", []),
        ("Fourteen people were hurt.", []),
    ],
)
def test_runs_of_capitals_are_names(text: str, expected: list[str]) -> None:
    assert [n.text for n in names(text)] == expected


def test_a_word_that_opens_a_sentence_counts_when_it_is_a_name_elsewhere() -> None:
    assert [n.text for n in names("Varland votes today.", "Parties in Varland agreed.")] == ["Varland"]
    assert not names("Farmers vote today.", "The farmers agreed.")


def test_an_acronym_has_the_key_of_the_name_it_stands_for() -> None:
    found = names("The Harbour and Allied Trades Union (HATU) met; later HATU voted.")
    assert len({n.key for n in found}) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Horvath", "Jan Horvath"),
        ("J. Horvath", "Jan Horvath"),
        ("Yusuf Karamé", "Youssef Karame"),
        ("U.S.", "United States"),
        ("Washington", "United States"),
        ("Supreme Military Commission", "High Military Commission"),
        ("NWA", "National Water Agency"),
    ],
)
def test_forms_of_one_name(left: str, right: str) -> None:
    assert same(name(left), name(right))
    assert same(name(right), name(left))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Jan Horvath", "Eva Horvath"),
        ("North Varland", "Varland"),
        ("Ministry", "Water Ministry"),
        ("Lida Corven", "Paul Hegge"),
    ],
)
def test_two_names(left: str, right: str) -> None:
    assert not same(name(left), name(right))
    assert not same(name(right), name(left))


def test_shared_counts_both_and_one_only() -> None:
    def statement(*found: str) -> Statement:
        return Statement("a1.1", "a1", 0, Span(0, 1), "", facts=Facts(names=tuple(name(n) for n in found)))

    left, right = statement("Jan Horvath", "Varland"), statement("Horvath", "Norvia")
    assert shared(left, right) == (1, 2) == shared(right, left)
    assert shared(statement(), right) == (0, 2)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='ABcd .,"“-’\n1é()', max_size=120))
def test_spans_cut_out_the_names(text: str) -> None:
    article = Article("a1", "a.txt", text)
    for found in extract(Statement("a1.1", "a1", 0, Span(0, len(text)), text), article):
        assert found.span.of(text) == found.text


def test_a_long_paragraph_takes_little_time() -> None:
    text = " ".join(["Minister", "of", "Alpha,", "Beta", "and", "chief"] * 1700)
    start = time.perf_counter()
    names(text)
    assert time.perf_counter() - start < 2
