"""Paths become stories: subfolders, JSON Lines of any length, errors in their place."""

from __future__ import annotations

import json

import pytest

from checker.batch import corpus
from checker.batch.corpus import articles, digest, walk
from checker.config import Config
from checker.errors import InputError
from tests.batch.desk import archive


def read(*paths):
    return list(articles([str(p) for p in paths], Config()))


def test_a_folder_is_read_with_all_below_it_in_a_stable_order(tmp_path):
    folder = archive(tmp_path / "in")
    (folder / ".hidden.txt").write_text("Never read.", "utf-8")
    names = [str(p)[len(str(folder)) + 1 :] for p in walk([str(folder)])]
    assert names == ["deep/one.json", "deep/two.json", "wire.jsonl"]


def test_a_file_named_beside_its_folder_is_read_once(tmp_path):
    folder = archive(tmp_path / "in")
    assert len(list(walk([str(folder), str(folder / "wire.jsonl")]))) == 3


def test_a_link_to_a_folder_above_does_not_go_round_for_ever(tmp_path):
    folder = archive(tmp_path / "in")
    (folder / "deep" / "again").symlink_to(folder)
    assert len(list(walk([str(folder)]))) == 3


def test_a_bad_line_is_an_error_with_its_number_and_the_others_are_read(tmp_path):
    row = {"text": "The mayor resigned on Friday, the council said.", "title": "Mayor resigns"}
    file = tmp_path / "a.jsonl"
    file.write_text(json.dumps(row) + "\n{broken\n\n" + json.dumps(row | {"title": "Mayor goes"}) + "\n", "utf-8")
    found = read(file)
    assert [getattr(f, "headline", None) for f in found] == ["Mayor resigns", None, "Mayor goes"]
    assert isinstance(found[1], InputError)
    assert found[1].path.endswith("a.jsonl#2")


def test_a_line_without_end_is_passed_over_and_the_next_one_read(tmp_path, monkeypatch):
    monkeypatch.setattr(corpus, "MAX_BYTES", 200)
    row = {"text": "The mayor resigned on Friday, the council said."}
    file = tmp_path / "a.jsonl"
    file.write_text('{"text": "' + "x" * 1000 + '"}\n' + json.dumps(row) + "\n", "utf-8")
    long, short = read(file)
    assert "longer than 200 bytes" in long.reason
    assert short.text.startswith("The mayor")


def test_a_path_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        read(tmp_path / "none.txt")


def test_the_digest_does_not_look_at_the_place(tmp_path):
    (tmp_path / "a.txt").write_text("The mayor resigned on Friday.", "utf-8")
    (tmp_path / "b.txt").write_text("The mayor resigned on Friday.", "utf-8")
    (tmp_path / "c.txt").write_text("The mayor resigned on Thursday.", "utf-8")
    a, b, c = (digest(read(tmp_path / n)[0]) for n in ("a.txt", "b.txt", "c.txt"))
    assert a == b != c


def test_another_version_has_another_digest_though_the_text_is_the_same(tmp_path):
    told = {"text": "The mayor resigned on Friday, the council said.", "title": "Mayor resigns", "source": "Wire"}
    (tmp_path / "a.json").write_text(json.dumps(told | {"id": "x1"}), "utf-8")
    (tmp_path / "b.json").write_text(json.dumps(told | {"id": "x1", "title": "KILL-Mayor resigns"}), "utf-8")
    a, b = (digest(read(tmp_path / n)[0]) for n in ("a.json", "b.json"))
    assert a != b


def test_a_folder_that_cannot_be_looked_into_is_named_and_the_rest_is_read(tmp_path, monkeypatch):
    folder = archive(tmp_path / "in")
    listed = type(folder).iterdir

    def refuses(path):
        if path.name == "deep":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(type(folder), "iterdir", refuses)
    found = read(folder)
    assert [f.reason for f in found if isinstance(f, InputError)] == ["cannot be looked into (Permission denied)"]
    assert len(found) == 4


def test_a_name_that_is_not_utf_8_is_an_error_of_that_file(tmp_path):
    name = tmp_path / "caf\udce9.txt"
    try:
        name.write_text("The mayor resigned on Friday.", "utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    (error,) = read(tmp_path)
    assert error.reason == "has a name that is not UTF-8"
    error.path.encode()


def test_what_a_run_wrote_is_not_read_again(tmp_path):
    folder = archive(tmp_path / "in")
    (folder / "report").mkdir()
    (folder / "report" / "page.txt").write_text("Not a story.", "utf-8")
    assert len(list(walk([str(folder)]))) == 4
    assert len(list(walk([str(folder)], folder / "report"))) == 3
