"""`check pairs`: lines in, verdicts out in order, bad lines named; a stub stands in for the judge."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import typer.testing

from checker import cli_pairs
from checker.model import Reading, Relation
from checker.pairs import BadLine, Given, answers, lines, measure, verdict, verdicts

ALIKE = ("Ten people died in the fire in Porto on Monday.", "Fourteen people died in the fire in Porto on Monday.")


class Judge:
    """Says of every pair what it was told to say, and remembers what it read."""

    name, digest = "stub", None

    def __init__(self, **said: float) -> None:
        chances = {"same": 0.9, "entailment": 0.8, "entailment_back": 0.7, "neutral": 0.1, "contradiction": 0.05}
        self.reading, self.read_pairs = Reading(**{**chances, **said}), []

    def read(self, pairs):
        self.read_pairs += pairs
        return [self.reading for _ in pairs]


def given(*texts: str, **dates: date) -> Given:
    return Given("x", *texts, **dates)


def found(text: str | bytes) -> list[Given | BadLine]:
    return list(lines(io.BytesIO(text if isinstance(text, bytes) else text.encode())))


def run(*args: str, stdin: bytes | None = None):
    return typer.testing.CliRunner().invoke(cli_pairs.app, [*args, "--judge", "none"], input=stdin)


def line(n: object, a: str = ALIKE[0], b: str = ALIKE[1], **more: object) -> str:
    return json.dumps({"id": n, "a": a, "b": b, **more}) + "\n"


def test_a_line_is_a_pair_with_its_dates() -> None:
    assert found(line("p", "One.", "Two.", a_date="2024-09-27")) == [Given("p", "One.", "Two.", date(2024, 9, 27))]


def test_without_an_id_the_line_number_stands_in_and_blank_lines_are_passed_over() -> None:
    assert [g.id for g in found('\ufeff{"a": "x", "b": "y"}\n\n{"a": "x", "b": "y"}')] == [1, 3]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("oops", "not JSON"),
        ("[1]", "no object"),
        ("[" * 100_000, "not JSON"),
        ('{"id": 1, "a": "x"}', '"b" is not given as text'),
        ('{"id": 1, "a": "x", "b": 3}', '"b" is not given as text'),
        ('{"id": 1, "a": " .", "b": "y"}', '"a" holds no words'),
        ('{"id": [1], "a": "x", "b": "y"}', '"id" is neither'),
        ('{"id": true, "a": "x", "b": "y"}', '"id" is neither'),
        ('{"a": "x", "b": "y", "a_date": "Friday"}', '"a_date" is no date'),
        ('{"a": "x", "b": "y", "b_date": 20240927}', '"b_date" is no date'),
        (b'{"a": "\xff", "b": "y"}', "not UTF-8"),
        (json.dumps({"a": "x" * 30_000, "b": "y"}), "longer than 20,000"),
        (json.dumps({"a": "x" * 1_100_000, "b": "y"}), "longer than 1,000,000"),
    ],
)
def test_a_bad_line_is_told_with_its_number_and_the_next_is_read(text: str | bytes, reason: str) -> None:
    raw = text if isinstance(text, bytes) else text.encode()
    bad, good = found(raw + b'\n{"a": "x", "b": "y"}\n')
    assert isinstance(bad, BadLine)
    assert bad.number == 1
    assert reason in bad.reason
    assert isinstance(good, Given)


@pytest.mark.parametrize("chunk", [1, 2, 3, 100])
def test_order_is_kept_whatever_the_chunk(chunk: int) -> None:
    items = found(line(1) + "oops\n" + line(3) + line(4) + "oops\n" + line(6))
    told = list(answers(iter(items), Judge(), chunk=chunk))
    assert [t.number if isinstance(t, BadLine) else t.id for t in told] == [1, 2, 3, 4, 5, 6]


def test_answers_flow_before_the_input_ends() -> None:
    def endless():
        while True:
            yield given(*ALIKE)

    assert next(answers(endless(), Judge(), chunk=2)).id == "x"


def test_nothing_at_all() -> None:
    assert list(answers(iter(()), None)) == []
    assert verdicts([], Judge()) == []


def test_pairs_that_the_judge_keeps_apart_are_related_and_raise_nothing() -> None:
    [told] = verdicts([given("A ferry sank off Corfu.", "The bank cut its rate.")], Judge(same=0.01))
    assert (told.relation, told.rules) == (Relation.RELATED, ())


def test_nearly_the_same_words_are_compared_even_where_the_judge_keeps_them_apart() -> None:
    [told] = verdicts([given(*ALIKE)], Judge(same=0.01))
    assert told.relation is not Relation.RELATED


def test_an_edited_number_fires_its_rule() -> None:
    rules = {c.rule for c in measure(given(*ALIKE)).comparisons if c.gate is None}
    assert "quantity-conflict" in rules


def test_a_statement_agrees_with_itself() -> None:
    for judge in (None, Judge()):
        [told] = verdicts([given(ALIKE[0], ALIKE[0])], judge)
        assert told.relation is Relation.AGREE


def test_known_to_be_the_same_fact() -> None:
    measured = measure(given("A ferry sank off Corfu.", "The bank cut its rate."))
    assert verdict(measured, None).relation is Relation.RELATED
    assert verdict(measured, None, same_fact=True).relation is not Relation.RELATED


def test_relative_dates_count_from_the_dates_given() -> None:
    texts = "The ministers met on Friday.", "The ministers met on Friday."
    near = measure(given(*texts, a_date=date(2024, 9, 28), b_date=date(2024, 9, 29)))
    days = [s.facts.dates[0].start.date() for _, s in (near.left, near.right)]
    assert days == [date(2024, 9, 27), date(2024, 9, 27)]


def test_several_sentences_are_compared_with_their_nearest() -> None:
    long = f"The mayor came late. {ALIKE[1]} Schools stay shut."
    for texts in ((ALIKE[0], long), (long, ALIKE[0])):
        assert "quantity-conflict" in {c.rule for c in measure(given(*texts)).comparisons}


def test_a_line_out_has_the_promised_form_and_adds_up() -> None:
    [told] = verdicts([given(*ALIKE)], Judge())
    data = json.loads(told.line())
    assert list(data) == ["id", "relation", "rules", "p"]
    assert list(data["p"]) == ["same_fact", "entailment", "neutral", "contradiction"]
    assert sum(v for k, v in data["p"].items() if k != "same_fact") == pytest.approx(1)


def test_hostile_text_stays_inside_its_quotes() -> None:
    done = run("-", stdin=line("\x1b[31m\u202e\ud800", "\x1b[2J Ten died.", "<b>Ten died.</b>\u2028").encode())
    assert done.exit_code == 0
    assert done.stdout.isascii()
    assert "\x1b" not in done.stdout
    assert json.loads(done.stdout)["id"] == "\x1b[31m\u202e\ud800"
    assert len(done.stdout.splitlines()) == 1


def test_command_answers_good_lines_and_names_bad_ones() -> None:
    done = run("-", stdin=(line(1) + "oops\x1b[2J\n" + line(2)).encode())
    assert done.exit_code == 2
    assert [json.loads(x)["id"] for x in done.stdout.splitlines()] == [1, 2]
    assert "standard input: line 2: it is not JSON; not answered" in done.stderr
    assert "\x1b" not in done.stderr


def test_command_reads_a_file(tmp_path) -> None:
    (tmp_path / "p.jsonl").write_text(line(1) + line(2), "utf-8")
    done = run(str(tmp_path / "p.jsonl"))
    assert done.exit_code == 0
    assert {json.loads(x)["p"]["same_fact"] for x in done.stdout.splitlines()} == {None}


@pytest.mark.parametrize("name", ["missing.jsonl", "."])
def test_a_file_that_cannot_be_opened_is_one_line_and_exit_2(name: str, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(name)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(f"check: {name}: cannot be opened")


def main(cwd, *args: str) -> subprocess.CompletedProcess[str]:
    code = "from checker.cli import main; main()"
    root = str(Path(cli_pairs.__file__).resolve().parent.parent)
    env = {**os.environ, "PYTHONPATH": root, "COLUMNS": "80"}
    return subprocess.run(
        [sys.executable, "-c", code, *args], cwd=cwd, env=env, capture_output=True, text=True, check=False
    )


def test_pairs_is_a_command_of_its_own_unless_something_has_that_name(tmp_path) -> None:
    done = main(tmp_path, "pairs", "--help")
    assert done.returncode == 0
    assert done.stdout.startswith("Usage: check pairs")
    (tmp_path / "pairs").write_text("An article.", "utf-8")
    done = main(tmp_path, "pairs", "none.txt")
    assert "none.txt" in done.stderr
    assert "Usage: check pairs" not in done.stdout


def test_help_mentions_it(tmp_path) -> None:
    assert "check pairs" in main(tmp_path, "--help").stdout
