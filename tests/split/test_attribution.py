import pytest

from checker.model import Article, Standing
from checker.split import split

NAMED, OFFICIAL, MEDIA, ANONYMOUS, IMPERSONAL = (
    Standing.NAMED,
    Standing.OFFICIAL,
    Standing.MEDIA,
    Standing.ANONYMOUS,
    Standing.IMPERSONAL,
)


def credits(text):
    return [s.attribution for s in split(Article(id="a1", path="a.txt", text=text))]


@pytest.mark.parametrize(
    ("sentence", "source", "standing"),
    [
        ("The quay is closed, the harbour office said.", "the harbour office", OFFICIAL),
        ("The quay is closed, according to the harbour office.", "the harbour office", OFFICIAL),
        ("According to Mara Voss, the quay is closed.", "Mara Voss", NAMED),
        ("Mara Voss, who runs the port, told reporters that the quay is closed.", "Mara Voss", NAMED),
        ("The harbour master, Mara Voss, said the quay is closed.", "Mara Voss", NAMED),
        ('"The quay is closed," said the harbour master, Mara Voss.', "Mara Voss", NAMED),
        ('"The quay is closed," docker Olli Prast said on Friday.', "docker Olli Prast", NAMED),
        ("The quay will stay shut, — says the official notice.", "the official notice", OFFICIAL),
        ("Two people briefed on the plans said the quay would close.", "Two people briefed on the plans", ANONYMOUS),
        ("A person who asked not to be named said the quay would close.", "A person", ANONYMOUS),
        ("It is noted that the quay is closed.", "", IMPERSONAL),
        ("The Coast Herald reported that the quay is closed.", "The Coast Herald", MEDIA),
        ("Police warned that the quay may fall.", "Police", OFFICIAL),
        ("Ruiz stood on the quay with Mr. Voss, a spokeswoman said.", "a spokeswoman", OFFICIAL),
        ("In a televised statement President Ann Ruiz said the quay was closed.", "President Ann Ruiz", NAMED),
        ("According to the log the quay was shut at noon.", "the log", OFFICIAL),
        ("Late on Monday Mara Voss said it was closed.", "Mara Voss", NAMED),
        ('"It is shut," said Ann Ruiz of Brenna General Hospital.', "Ann Ruiz of Brenna General Hospital", NAMED),
        ("The Foreign Ministry of Brenna said it was closed.", "The Foreign Ministry of Brenna", OFFICIAL),
        ("Col. Mara Voss said it was closed.", "Col. Mara Voss", NAMED),
    ],
)
def test_the_source_is_found(sentence, source, standing):
    found = credits(sentence)[0]
    assert found is not None
    assert (found.source, found.standing) == (source, standing)


@pytest.mark.parametrize(
    "sentence",
    [
        "The quay is closed.",
        "The port was told to close the quay.",
        "Voss did not say when the quay would open.",
        "The company announced an agreement with the dockers.",
        "The court confirmed the sentence against two dockers.",
        "Two parties agreed to reopen the quay in May.",
        'A sign reads "no entry" and nobody said a word.',
        "There were 12 confirmed cases and two reports of theft.",
        "The toll on the northern quay rose to twelve, but officials said more were missing.",
        "It would say nothing.",
    ],
)
def test_no_source_is_invented(sentence):
    assert credits(sentence)[0] is None


@pytest.mark.parametrize(
    ("sentence", "via"),
    [
        ("As The Coast Herald notes, citing sources, the quay will close.", "The Coast Herald"),
        ("The Coast Herald, citing sources, reports that the quay will close.", "The Coast Herald"),
    ],
)
def test_an_outlet_that_cites_sources(sentence, via):
    found = credits(sentence)[0]
    assert (found.standing, found.via) == (ANONYMOUS, via)


def test_a_pronoun_gets_the_speaker_named_before():
    text = "The quay is closed, Mara Voss said. Two cranes fell. It will open in May, she added."
    assert credits(text)[2].source == "Mara Voss"
    plural = "The quay is closed, the harbour office said. It will open in May, it added."
    assert credits(plural)[1].source == "the harbour office"


def test_a_quotation_keeps_its_speaker():
    text = '"It fell on us. We ran," said Olli Prast. "Nobody came." "I was last."\n\nThe quay is closed.'
    found = split(Article(id="a1", path="a.txt", text=text))
    assert [s.attribution and s.attribution.source for s in found] == ["Olli Prast"] * 4 + [None]
    assert all(q.speaker == "Olli Prast" for s in found for q in s.quotes)


def test_headlines_credit_too():
    found = split(
        Article(id="a1", path="a.txt", text="Quay to close in May, insider says\n\nThe quay of Brenna closes.")
    )
    assert found[0].attribution.source == "insider"
