"""One incoming story against an archive."""

from __future__ import annotations

import json

import pytest
import typer.testing

from checker.batch.run import run
from checker.cli import app
from checker.config import Config
from tests.batch.desk import FIRE, archive

WORDS = Config(encoder="none", judge="none")
NEW = (
    "KASTRO, May 5, 2031 - Twenty-one people died when the ferry Meltemi caught fire in the port of Kastro on Monday, "
    "the coast guard said.\n\nThe blaze began in the engine room.\n"
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    return archive(tmp_path_factory.mktemp("desk") / "in")


def check(*arguments: str):
    common = ["--encoder", "none", "--judge", "none", "--no-config"]
    return typer.testing.CliRunner().invoke(app, [*arguments, *common])


def test_a_story_is_compared_with_those_of_its_event_and_not_those_with_each_other(desk, tmp_path):
    (tmp_path / "new.txt").write_text(NEW, "utf-8")
    done = check(str(tmp_path / "new.txt"), "--against", str(desk), "--format", "json")
    report = json.loads(done.stdout)
    assert done.exit_code == 1
    assert sorted(a["path"].rsplit("/", 1)[1] for a in report["articles"]) == [
        "new.txt",
        "wire.jsonl#1",
        "wire.jsonl#2",
    ]
    assert {p["left"]["article"] for p in report["alignments"]} == {"a1"}
    conflicts = [f for f in report["findings"] if f["rule"] == "quantity-conflict"]
    assert {f["locations"][1]["article"] for f in conflicts} == {"a2", "a3"}
    assert all(f["locations"][0]["article"] == "a1" for f in conflicts)


def test_a_store_gives_the_same_as_its_folder(desk, tmp_path):
    (tmp_path / "new.txt").write_text(NEW, "utf-8")
    run([str(desk)], tmp_path / "out", WORDS, store=str(tmp_path / "s.sqlite"))
    by_folder = check(str(tmp_path / "new.txt"), "--against", str(desk), "--format", "json").stdout
    by_store = check(str(tmp_path / "new.txt"), "--against", str(tmp_path / "s.sqlite"), "--format", "json").stdout
    assert by_folder == by_store


def test_no_story_of_its_event_is_said_and_no_failure(desk, tmp_path):
    (tmp_path / "new.txt").write_text("The council of Velm raised the price of parking, the treasurer said.", "utf-8")
    done = check(str(tmp_path / "new.txt"), "--against", str(desk))
    assert done.exit_code == 0
    assert "holds no other story of its event" in " ".join(done.stdout.split())


def test_where_a_match_is_required_no_match_is_exit_2(desk, tmp_path):
    (tmp_path / "new.txt").write_text("The council of Velm raised the price of parking, the treasurer said.", "utf-8")
    assert check(str(tmp_path / "new.txt"), "--against", str(desk), "--require-match").exit_code == 2


def test_the_same_text_in_the_archive_is_not_its_own_second_source(desk, tmp_path):
    told = {"text": FIRE[0][2], "title": FIRE[0][1], "source": "Kastro Mirror", "published": "2031-05-05"}
    (tmp_path / "new.json").write_text(json.dumps(told), "utf-8")
    report = json.loads(check(str(tmp_path / "new.json"), "--against", str(desk), "--format", "json").stdout)
    assert [a["path"].rsplit("/", 1)[1] for a in report["articles"]] == ["new.json", "wire.jsonl#2"]


def test_it_takes_one_story_and_an_archive_that_is_there(desk, tmp_path):
    (tmp_path / "new.txt").write_text(NEW, "utf-8")
    new = str(tmp_path / "new.txt")
    assert check(new, str(desk / "wire.jsonl"), "--against", str(desk)).exit_code == 2
    assert check(str(desk / "deep"), "--against", str(desk)).exit_code == 2
    gone = check(new, "--against", str(tmp_path / "none.sqlite"))
    assert gone.exit_code == 2
    assert "no store here" in gone.stderr
