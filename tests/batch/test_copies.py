"""Copies are folded; a text in which one sentence was changed is none."""

from __future__ import annotations

from checker.batch.copies import fold
from checker.model import Article

WIRE = (
    "A ferry caught fire in the port of Kastro on Monday.\n\nTwelve people died, the coast guard said. "
    "The blaze began in the engine room.\n\nTwo hundred passengers were taken off. The port was closed until the "
    "evening. An inquiry has begun."
)


def folded(*texts: str):
    kept, copies = fold([Article(f"a{n}", f"{n}.txt", t) for n, t in enumerate(texts, 1)])
    return [a.id for a in kept], copies


def test_a_text_with_an_agency_line_of_its_own_is_a_copy():
    assert folded(WIRE, WIRE + "\n\nCopyright the wire service, all rights reserved.") == (["a1"], {"a2": "a1"})


def test_a_shortened_text_is_a_copy():
    assert folded(WIRE, WIRE.rsplit(". ", 2)[0] + ".") == (["a1"], {"a2": "a1"})


def test_a_copy_with_another_number_is_compared():
    assert folded(WIRE, WIRE.replace("Twelve", "Fourteen")) == (["a1", "a2"], {})


def test_an_extract_of_two_sentences_is_compared():
    assert folded(WIRE, WIRE.split("\n\n", maxsplit=1)[0]) == (["a1", "a2"], {})


def test_another_text_is_compared():
    other = "Fire swept through a ferry in Kastro. The dead number twelve, says the coast guard, and an inquiry is on."
    assert folded(WIRE, other) == (["a1", "a2"], {})


def test_hard_wrapped_copy_is_a_copy():
    wrapped = WIRE.replace("the port of Kastro", "the port of\nKastro").replace("in the engine", "in\nthe engine")
    assert folded(WIRE, wrapped) == (["a1"], {"a2": "a1"})
