import re
from dataclasses import replace

import pytest

from checker.compare.quotes import compare
from checker.facts.names import extract
from checker.model import Alignment, Article, Facts, Quote, Span, Statement


def side(number: int, text: str, speaker: str | None, translated: bool) -> tuple[Statement, Article]:
    article = Article(f"a{number}", f"{number}.txt", text, translated=translated)
    quotes = tuple(Quote(Span(*m.span(1)), speaker) for m in re.finditer(r'"([^"]+)"', text))
    statement = Statement(f"a{number}.1", article.id, 0, Span(0, len(text)), text, quotes=quotes)
    return replace(statement, facts=Facts(names=extract(statement, article))), article


def rules(
    left: str, right: str, speakers: tuple[str | None, str | None] = (None, None), translated: bool = False
) -> list[str | None]:
    one, first = side(1, left, speakers[0], False)
    two, second = side(2, right, speakers[1], translated)
    found = list(compare(Alignment(one, two, first, second, 0.9, True)))
    back = list(compare(Alignment(two, one, second, first, 0.9, True)))
    assert [(c.rule, c.left, c.right, c.left_says) for c in found] == [
        (c.rule, c.right, c.left, c.right_says) for c in back
    ]
    for c in found:
        assert c.left is not None and c.left.of(left)
        assert c.right is not None and c.right.of(right)
    return [c.rule for c in found]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ('"The wall was weak and we told them so," he said.', '"The wall was sound and we told them so," he said.'),
        ('"We found nine of them behind the old barn."', '"We found five of them behind the old barn."'),
        ('"We will not sell the mill to anyone," she said.', '"We will gladly sell the mill to anyone."'),
        ('"Every report of it will be read by us."', '"Every credible report of it will be read by us."'),
    ],
)
def test_other_words_inside_the_marks_are_an_alteration(left: str, right: str) -> None:
    assert rules(left, right) == ["quote-altered"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ('"We don\'t organise such tours here anymore," he said.', '"We do not organize such tours here anymore."'),
        ('"The wall was weak and we told them so."', '"The wall was weak and we told them so, again and again."'),
        ('"The wall was weak and we told them so."', '"Nobody asked the people who live at the river."'),
        ('"It is over now."', '"It is late now."'),
    ],
)
def test_spellings_cuts_and_other_sayings_are_none(left: str, right: str) -> None:
    assert rules(left, right) == []


def test_two_speakers_may_say_alike_things() -> None:
    left, right = '"We need more rain before the sowing."', '"We need more money before the sowing."'
    assert rules(left, right, ("Ada Moss", "Karl Lind")) == []
    assert rules(left, right, ("Ada Moss", "Moss")) == ["quote-altered"]


def test_a_translation_is_held_to_numbers_names_and_negations() -> None:
    left = '"The wall was weak and nine men told them so."'
    assert rules(left, '"The wall was feeble and nine men told them so."', translated=True) == []
    assert rules(left, '"The wall was weak and five men told them so."', translated=True) == ["quote-altered"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            '"We will pay the workers ... before the winter," he said.',
            '"We will pay the workers, if the bank agrees, before the winter," he said.',
        ),
        ('"The road is open (...)," she said.', '"The road is open but nobody should drive at night," she said.'),
    ],
)
def test_an_ellipsis_that_hides_words_that_matter(left: str, right: str) -> None:
    assert rules(left, right) == ["quote-elided"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ('"We will pay the workers ... before winter."', '"We will pay the workers, as I said, before winter."'),
        ('"The road is open ..." she said.', '"Nobody asked us what we wanted to do."'),
    ],
)
def test_an_ellipsis_that_hides_nothing(left: str, right: str) -> None:
    assert "quote-elided" not in rules(left, right)


def test_quoted_words_that_lost_their_marks() -> None:
    quoted = '"The harbour is deeper than any in the north," he said.'
    assert rules(quoted, "He said the harbour is deeper than any in the north.") == ["quote-unmarked"]
    assert rules(quoted, "He praised the deep harbour of the north.") == []
    assert rules(quoted, '"The harbour is deeper than any in the north."') == []
