"""Article text is hostile: nothing of it acts on a terminal, and none of it makes a run last."""

from __future__ import annotations

import json
import time
import unicodedata
from pathlib import Path

import pytest
import typer.testing

from checker import cli

PAIR = Path(__file__).parent.parent / "fixtures" / "pairs" / "conflict" / "quantity-dead"
A, B = ((PAIR / name).read_text("utf-8") for name in ("a.txt", "b.txt"))
SECONDS = 20

ACTS = {
    "colour": "\x1b[31m\x1b[2J",
    "title": "\x1b]0;owned\x07",
    "link": "\x1b]8;;https://example.org\x1b\\click\x1b]8;;\x1b\\",
    "csi-8-bit": "\x9b31m",
    "backspace": "\x08\x08",
    "carriage": "\rAll is well",
    "bidi": "\u202eevil\u202c\u2066x\u2069",
    "separator": "\u2028\u2029\x85",
    "byte-order": "\ufeff\u200b",
    "tags": "\U000e0041\U000e0042",
    "markup": "<script>alert(1)</script>[bold red]x[/] {left} %s",
}


def check(folder: Path, a: str, b: str, *args: str):
    (folder / "a.txt").write_bytes(a.encode("utf-8", "surrogatepass"))
    (folder / "b.txt").write_bytes(b.encode("utf-8", "surrogatepass"))
    runner = typer.testing.CliRunner()
    return runner.invoke(cli.app, [str(folder / "a.txt"), str(folder / "b.txt"), "--judge", "none", *args])


def harmless(text: str) -> None:
    assert [c for c in text if c != "\n" and unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")] == []
    assert not set(text) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("args", [("-v",), ("-q",), ()], ids=["verbose", "quiet", "plain"])
def test_nothing_of_an_article_acts_on_the_terminal(tmp_path, name: str, args: tuple[str, ...]) -> None:
    spoilt = A.replace("Nine miners", f"Nine {ACTS[name]} miners").replace("Dresk", f"{ACTS[name]}Dresk", 1)
    done = check(tmp_path, spoilt, B, *args)
    assert done.exit_code in (0, 1), done.stderr
    harmless(done.stdout)
    harmless(done.stderr)


@pytest.mark.parametrize("name", ACTS)
def test_json_carries_the_words_and_no_escape(tmp_path, name: str) -> None:
    done = check(tmp_path, A.replace("Nine miners", f"Nine {ACTS[name]} miners"), B, "--format", "json")
    assert done.exit_code in (0, 1), done.stderr
    assert "\x1b" not in done.stdout and "\x07" not in done.stdout
    assert any(
        ACTS[name].split("\r")[0][:2] in s["text"] for a in json.loads(done.stdout)["articles"] for s in a["statements"]
    )


def test_why_shows_no_escape(tmp_path) -> None:
    spoilt = A.replace("Nine miners", "Nine \x1b[31m miners")
    report = json.loads(check(tmp_path, spoilt, B, "--format", "json").stdout)
    done = check(tmp_path, spoilt, B, "--why", report["findings"][0]["fingerprint"])
    assert done.exit_code == 0
    harmless(done.stdout)


def test_a_hostile_file_name(tmp_path) -> None:
    evil = tmp_path / "a\x1b[31m\u202e\n.txt"
    evil.write_text(A, "utf-8")
    other = tmp_path / "b.txt"
    other.write_text(B, "utf-8")
    done = typer.testing.CliRunner().invoke(cli.app, [str(evil), str(other), "--judge", "none", "-v"])
    assert done.exit_code in (0, 1), done.stderr
    harmless(done.stdout)
    gone = typer.testing.CliRunner().invoke(cli.app, [str(evil) + "x", str(other)])
    assert gone.exit_code == 2
    assert gone.stderr.count("\n") == 1
    harmless(gone.stderr)


PLAIN = "the mine was closed and men who had been down said that it was not safe for them to be there at night".split()
LONG = {
    "paragraph of 10,000 words": " ".join(PLAIN[n * 7 % len(PLAIN)] for n in range(10_000)) + ".",
    "5,000 lines of one word": "\n".join(PLAIN[n * 7 % len(PLAIN)] for n in range(5_000)),
    "2,000 nested brackets and quotes": '("' * 2000 + "the mine was closed" + '")' * 2000,
    "4,001 quotation marks": '"' * 4001 + " the mine",
    "2,000 open curly quotes": "“the mine was " * 2000,
    "5,000 numbers": "12 " * 5000,
    "5,000 dates": "the 3 May 2031 and " * 5000,
    "4,000 names": "and Anna Bell of the " * 4000,
    "10,000 full stops": ". " * 10_000,
    "3,000 attributions": "the mine, he said, " * 3000,
    "3,000 negations": "it was not closed, and " * 3000,
    "400 quotations": '"It was not the mine," he said. ' * 400,
    "a word of 200,000 letters": "x" * 200_000,
    "50,000 blanks": "the mine" + " " * 50_000 + "was closed.",
    "20,000 empty lines": "The mine." + "\n" * 20_000 + "It was closed.",
    "400 headings": "\n".join(f"# The mine {n}\n" for n in range(400)),
    "20,000 combining marks": "e" + "\u0301" * 20_000,
    "5,000 figures": "1,234.56 " * 5000 + "9" * 5000,
}


@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize("both", [False, True], ids=["one", "both"])
def test_no_text_takes_long(tmp_path, name: str, both: bool) -> None:
    start = time.monotonic()
    more = f"\n\n{LONG[name]}\n"
    done = check(tmp_path, A + more, B + (more if both else ""), "--format", "json")
    assert time.monotonic() - start < SECONDS
    assert done.exit_code in (0, 1, 2)
    assert "internal error" not in done.stderr
    if done.exit_code == 2:
        assert done.stdout == "" and done.stderr.count("\n") == 1
