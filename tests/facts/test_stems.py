import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.facts.stems import STOP_WORDS, content_stems, stem


@pytest.mark.parametrize(
    "family",
    [
        "agree agreed agreement agrees agreeing",
        "close closed closing closes closure",
        "country countries",
        "deny denied denies denial",
        "organise organized organisation organizing",
        "labour labor",
        "centre center",
        "withdraw withdrawal withdrew withdrawn",
        "stop stopped stopping",
        "policy policies",
        "die died dying dead deaths",
        "travelled traveled travel",
        "leave left leaving",
        "stay stayed stays staying",
    ],
)
def test_forms_of_a_word_share_a_stem(family: str) -> None:
    assert len({stem(word) for word in family.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("mission", "missile"), ("police", "policy"), ("state", "station"), ("nation", "native")]
)
def test_other_words_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_stop_words_are_left_out_and_spans_cut_out_the_words() -> None:
    text = "The port’s cranes weren't moved by 1,200 workers."
    found = content_stems(text)
    assert [span.of(text) for _, span in found] == ["port", "cranes", "moved", "1,200", "workers"]


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_spans_hold_for_any_text(text: str) -> None:
    end = 0
    for key, span in content_stems(text):
        assert key and end <= span.start < span.end <= len(text)
        assert span.of(text).lower() not in STOP_WORDS
        end = span.end
