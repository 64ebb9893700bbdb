import pytest

from checker.model import Article, Span
from checker.split import split
from checker.split.quotes import elisions, quotations


def quoted(text):
    return [q.span.of(text) for q in quotations(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "it is over" twice.', ["it is over"]),
        ("He said “it is over” twice.", ["it is over"]),
        ("He said «it is over» twice.", ["it is over"]),
        ("He said „it is over“ twice.", ["it is over"]),
        ("Torture 'routine' in jails, UN says", ["routine"]),
        ("He said ‘it is over’ twice.", ["it is over"]),
        ("He said “she told me ‘go’ and I went” twice.", ["she told me ‘go’ and I went"]),
        ('He said “she called it "great" then” twice.', ['she called it "great" then']),
        ('“My legs hurt," he said.', ["My legs hurt,"]),
        ('“My legs hurt," he said. “So I sat."', ["My legs hurt,", "So I sat."]),
        ('"One," he said. "Two."', ["One,", "Two."]),
        ("the '90s and the workers' pay", []),
        ("It's the dockers' quay; they won't go.", []),
        ('A 12" pipe burst.', []),
        ('"It goes on', ["It goes on"]),
        ("He backed the 'old workers' party' again.", ["old workers' party"]),
    ],
)
def test_pairs(text, expected):
    assert quoted(text) == expected


def test_elisions():
    text = "A (...) b [...] c ... d … e. f"
    assert [s.of(text) for s in elisions(text, Span(0, len(text)))] == ["(...)", "[...]", "...", "…"]


def test_a_quotation_over_paragraphs_has_one_speaker():
    text = "“The quay fell,” Mara Voss said.\n\n“We knew it would.\n\n“We had told them so.”\n\nIt opens in May."
    found = split(Article(id="a1", path="a.txt", text=text))
    assert [q.speaker for s in found for q in s.quotes] == ["Mara Voss"] * 3
