import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model import Article, Kind
from checker.split import clauses, split


def texts(text):
    return [s.text for s in split(Article(id="a1", path="a.txt", text=text))]


def kinds(text):
    return [(s.kind, s.text) for s in split(Article(id="a1", path="a.txt", text=text))]


WHOLE = [
    "The U.S. Army left on Sept. 4, Gov. Ann Ruiz said.",
    "It opened at 8 a.m. and closed at 4 p.m. on Friday.",
    "No. 4 Mill St. was sold for $1.5 million to J. R. Tolland of Brno.",
    '"Is it safe?" she asked.',
    '"We will not go!" Tolland shouted.',
    "The works will not end soon, — says the ministry's statement.",
    '"The parties agree (...) They will meet in May," the office said.',
    "The fleet ... will sail in June.",
    "Lt. Col. Mara Voss and Prof. Ilan Reuter met the U.N. Security Council.",
    "The plan (the third since 2020) was dropped.",
    "He paid 3.5 percent, up from 2.75 percent.",
    "“Will you sign?” the judge asked him twice.",
]


@pytest.mark.parametrize("sentence", WHOLE)
def test_a_sentence_stays_whole(sentence):
    assert texts(f"It rained. {sentence} The sun came out later.") == [
        "It rained.",
        sentence,
        "The sun came out later.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "He lives in the park. Opposition leader Ruiz left.",
            ["He lives in the park.", "Opposition leader Ruiz left."],
        ),
        ('"It fell. We ran," she said.', ['"It fell.', 'We ran," she said.']),
        ('He said "we lost." Nobody came.', ['He said "we lost."', "Nobody came."]),
        (
            "“It is over,” Ruiz told a radio in Reno, Nev. “I am glad.”",
            ["“It is over,” Ruiz told a radio in Reno, Nev.", "“I am glad.”"],
        ),
        ("Was it him? Police do not say.", ["Was it him?", "Police do not say."]),
        ("It cost 12 crowns in 2030. Now it is free.", ["It cost 12 crowns in 2030.", "Now it is free."]),
    ],
)
def test_sentences_part(text, expected):
    assert texts(text) == expected


@pytest.mark.parametrize(
    ("dateline", "first"),
    [
        ("BRENNA, May 8 (Coast Press) -", "The port of Brenna closed on Friday."),
        ("Brenna. May 8th. COASTNEWS -", "The port of Brenna closed on Friday."),
        ("BRENNA, 8 May. /Coastinform/.", "The port of Brenna closed on Friday."),
        ("PORT BRENNA —", "The port closed on Friday."),
        ("BRENNA, Norway, May 8, 0640 GMT (Coast Press) -", "The port closed on Friday."),
        ("Brenna, 8 May -", "The port closed on Friday."),
        ("date 2031-05-08", "The port closed on Friday."),
    ],
)
def test_a_dateline_is_split_off(dateline, first):
    assert kinds(f"{dateline} {first} Ships wait outside.")[:2] == [(Kind.DATELINE, dateline), (Kind.CLAIM, first)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Smith - who is 40 - left the party on May 8.",
        "The deal - signed on 8 May (a Friday) - is void.",
        "On May 8 - a Friday - the port closed.",
        "NATO - the alliance - met in Brenna on Friday.",
    ],
)
def test_dashes_are_no_datelines(sentence):
    assert kinds(f"{sentence} Ships wait outside.")[0] == (Kind.CLAIM, sentence)


def test_headings_and_lines_above_the_story():
    text = (
        "The Brenna Gazette\nFriday 9 May 2031\n\nPort of Brenna closes\n(Adds harbour master)\nBy Ann Ruiz\n\n"
        "The port closed on Friday. Ships wait outside.\n\nWhat happens next\n\nThe council meets on Monday.\nWho pays?\nNobody knows.\n"
    )
    assert kinds(text) == [
        (Kind.DATELINE, "The Brenna Gazette"),
        (Kind.DATELINE, "Friday 9 May 2031"),
        (Kind.HEADLINE, "Port of Brenna closes"),
        (Kind.DATELINE, "(Adds harbour master)"),
        (Kind.DATELINE, "By Ann Ruiz"),
        (Kind.CLAIM, "The port closed on Friday."),
        (Kind.CLAIM, "Ships wait outside."),
        (Kind.SUBHEADING, "What happens next"),
        (Kind.CLAIM, "The council meets on Monday."),
        (Kind.SUBHEADING, "Who pays?"),
        (Kind.CLAIM, "Nobody knows."),
    ]


def test_a_wrapped_paragraph_is_one():
    text = (
        "Port closes\n\nThe port of Brenna was closed on Friday after a crane had\nfallen across the northern quay and blocked "
        "the way for\nships of every size. Nobody was hurt, the harbour master\nsaid.\n\nIt opens again on Monday.\n"
    )
    assert len(texts(text)) == 4
    assert texts(text)[1].endswith("ships of every size.")


def test_list_marks_are_left_out():
    assert texts("Port closes\n\nIt is so:\n- Two cranes fell.\n- Nobody was hurt.\n")[-2:] == [
        "Two cranes fell.",
        "Nobody was hurt.",
    ]


def test_a_quotation_alone_is_of_its_own_kind():
    found = kinds('The judge spoke. "It is over." He left.')
    assert found[1] == (Kind.QUOTE, '"It is over."')
    assert kinds('He called it "a win" on Friday.')[0][0] is Kind.CLAIM


PIECES = st.sampled_from(
    [
        "The port closed.",
        "\n",
        "\n\n",
        " ",
        '"',
        "“",
        "”",
        "'",
        "...",
        "(...)",
        "he said",
        "U.S.",
        "- ",
        "May 8",
        "BRENNA",
        "?",
        "x",
        "# ",
        "\r\n",
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=30).map(" ".join))
def test_statements_hold_all_words_in_order(text):
    last = 0
    for n, s in enumerate(split(Article(id="a7", path="a.txt", text=text)), 1):
        assert s.id == f"a7.{n}"
        assert s.span.of(text) == s.text == s.text.strip() != ""
        assert not any(c.isalnum() for c in text[last : s.span.start])
        assert s.span.start >= last
        for q in s.quotes:
            assert s.span.holds(q.span)
            assert all(q.span.holds(e) for e in q.elisions)
        assert all(s.span.holds(c) for c in clauses(s))
        last = s.span.end
    assert not any(c.isalnum() for c in text[last:])


@pytest.mark.parametrize(
    "piece", ["the mayor said that ", '"a b" ', "he, said, ", "A - ", "“It is so.” ", "'a b c said ", "The a\n"]
)
def test_hostile_text_takes_little_time(piece):
    start = time.process_time()
    split(Article(id="a1", path="a.txt", text=piece * 3000))
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("sentence", "parts"),
    [
        ("The port closed on Friday, and two ships had to turn round.", 2),
        ("The port closed on Friday; two ships had to turn round.", 2),
        ("The bill passed the lower house, which leaves the senate with a choice.", 2),
        ("The crane fell on the quay, blocking the way for ships.", 2),
        ("Ruhama, who runs the northern port, told us it was closed.", 1),
        ("Voss, Tolland, and Reuter met in Brenna.", 1),
        ('"The port closed on Friday, and two ships had to turn round," he said.', 1),
    ],
)
def test_clauses(sentence, parts):
    statement = split(Article(id="a1", path="a.txt", text=sentence))[0]
    assert len(clauses(statement)) == parts
