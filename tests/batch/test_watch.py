"""Stories that arrive in a folder are compared once, when they are whole."""

from __future__ import annotations

import http.server
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from checker.batch.post import checked, send
from checker.batch.store import Store
from checker.batch.watch import Watch
from checker.config import Config
from checker.errors import UsageError
from checker.pipeline import Models
from tests.batch.desk import FIRE, VOTE

WORDS = Config(encoder="none", judge="none")
ROOT = Path(__file__).parents[2]


def put(folder: Path, name: str, source: str, title: str, text: str, **more: str) -> None:
    told = {"source": source, "title": title, "text": text, "published": "2031-05-05", **more}
    (folder / name).write_text(json.dumps(told), "utf-8")


@pytest.fixture
def desk(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    said: list[str] = []
    with Store(str(tmp_path / "s.sqlite")) as kept:
        yield Watch(str(folder), kept, WORDS, Models.load(WORDS), said.append), folder, said


def arrivals(watch: Watch, interval: float = 0.01):
    return list(watch.forever(interval, threading.Event(), once=True))


def test_each_story_is_compared_with_what_came_before(desk):
    watch, folder, _ = desk
    put(folder, "a.json", *FIRE[0])
    put(folder, "b.json", *VOTE[0])
    assert [a.against for a in arrivals(watch)] == [(), ()]
    put(folder, "c.json", *FIRE[1])
    (arrival,) = arrivals(watch)
    assert arrival.against == (str(folder / "a.json"),)
    assert [f.rule for f in arrival.report.findings if f.level.value == "error"] == ["quantity-conflict"]
    told = arrival.as_dict()
    assert told["summary"]["conflict"] == 1
    json.dumps(told)
    assert arrivals(watch) == []


def test_a_file_is_read_when_it_has_stopped_growing(desk):
    watch, folder, _ = desk
    whole = json.dumps({"source": "Post", "title": FIRE[0][1], "text": FIRE[0][2], "published": "2031-05-05"})
    (folder / "a.json").write_text(whole[:60], "utf-8")
    assert watch._ready() == []  # seen for the first time
    (folder / "a.json").write_text(whole, "utf-8")
    assert watch._ready() == []  # it has grown since
    assert [a.article.headline for a in arrivals(watch)] == [FIRE[0][1]]


def test_what_cannot_be_read_is_said_and_read_again_when_it_changes(desk):
    watch, folder, said = desk
    (folder / "a.json").write_text('{"text": "broken', "utf-8")
    os.utime(folder / "a.json", (1, 1))
    (folder / "a.txt").write_bytes(b"\x00\x01")
    assert arrivals(watch) == []
    assert len(said) >= 1
    put(folder, "a.json", *FIRE[0])
    assert len(arrivals(watch)) == 1


def test_a_later_version_supersedes_and_does_not_conflict(desk):
    watch, folder, _ = desk
    put(folder, "a.json", "Wire", "Ferry fire in Kastro", FIRE[0][2], id="x1")
    arrivals(watch)
    put(folder, "b.json", "Wire", "UPDATE 1-Ferry fire in Kastro", FIRE[0][2].replace("Twelve", "Twenty"), id="x1")
    (arrival,) = arrivals(watch)
    assert arrival.report is None
    assert "later version" in arrival.problem
    put(folder, "c.json", *FIRE[1])
    (arrival,) = arrivals(watch)
    skipped = [s.path for s in arrival.report.skipped]
    assert skipped == [str(folder / "a.json")]


def test_a_burst_is_read_whole(desk):
    watch, folder, _ = desk
    for n in range(500):
        text = f"The council of Dunmore {n} raised parking to {n} crowns on Friday, the mayor of ward {n} said."
        (folder / f"{n:03}.txt").write_text(text, "utf-8")
    seen = []
    watch.compare = lambda article: seen.append(article.path)  # what is compared is not the matter here
    arrivals(watch)
    assert len(set(seen)) == 500


def test_sigterm_ends_the_watch_with_what_was_done_kept(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    put(folder, "a.json", *FIRE[0])
    (tmp_path / "checker.toml").write_text('encoder = "none"\njudge = "none"\n', "utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "checker.cli", "watch", str(folder), "--store", str(tmp_path / "s.sqlite"),
         "--interval", "0.1", "--config", str(tmp_path / "checker.toml")],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert "no other story of its event yet" in process.stdout.readline()
    put(folder, "b.json", *FIRE[1])
    assert "conflict" in process.stdout.readline()
    process.send_signal(signal.SIGTERM)
    assert process.wait(20) == 0
    with Store(str(tmp_path / "s.sqlite")) as kept:
        assert kept.counts().articles == 2


class Receiver(http.server.BaseHTTPRequestHandler):
    """Keeps what is posted; answers as it was told to."""

    posted: list[bytes]
    answer = 204

    def do_POST(self):
        self.server.posted.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(self.server.answer)
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def receiver(socket_enabled):
    server = http.server.HTTPServer(("127.0.0.1", 0), Receiver)
    server.posted, server.answer = [], 204
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


def test_a_webhook_gets_the_body(receiver):
    url = f"http://127.0.0.1:{receiver.server_port}/hook?desk=1"
    assert send(checked(url, ()), b'{"a": 1}') == ""
    assert receiver.posted == [b'{"a": 1}']


def test_a_webhook_that_fails_is_tried_again_and_then_named(receiver):
    receiver.answer = 503
    assert send(f"http://127.0.0.1:{receiver.server_port}/", b"{}") == "it answered 503"
    assert len(receiver.posted) == 3
    receiver.answer = 404
    assert send(f"http://127.0.0.1:{receiver.server_port}/", b"{}") == "it answered 404"
    assert len(receiver.posted) == 4


def test_a_webhook_that_is_not_there_is_named(receiver):
    receiver.shutdown()
    receiver.server_close()
    started = time.monotonic()
    assert send(f"http://127.0.0.1:{receiver.server_port}/", b"{}") != ""
    assert time.monotonic() - started < 20


@pytest.mark.parametrize("url", ["http://127.0.0.1:8080/x", "http://localhost/", "http://[::1]:9/"])
def test_this_machine_may_be_posted_to(url):
    assert checked(url, ()) == url


@pytest.mark.parametrize(
    "url",
    ["http://example.org/", "http://127.0.0.1.example.org/", "ftp://127.0.0.1/", "http://", "http://a:b@127.0.0.1/",
     "http://10.0.0.8/", "http://[::1", "http://127.0.0.1:x/"],
)  # fmt: skip
def test_another_machine_may_not_be_unless_it_is_named(url):
    with pytest.raises(UsageError):
        checked(url, ())
    assert checked("http://10.0.0.8/", ("10.0.0.8",)) == "http://10.0.0.8/"


def test_a_file_that_is_corrected_is_no_second_source(desk):
    watch, folder, _ = desk
    (folder / "a.txt").write_text(f"KASTRO, May 5, 2031 - {FIRE[0][2]}", "utf-8")
    arrivals(watch)
    (folder / "a.txt").write_text(f"KASTRO, May 5, 2031 - {FIRE[0][2].replace('Twelve', 'Twenty-one')}", "utf-8")
    (arrival,) = arrivals(watch)
    assert arrival.against == ()
    assert watch.store.counts().articles == 1


def test_a_file_that_vanishes_ends_nothing(desk):
    watch, folder, said = desk
    put(folder, "a.json", *FIRE[0])
    watch._ready()
    ready = watch._ready()
    (folder / "a.json").unlink()
    assert [list(watch._compared(name, threading.Event())) for name in ready] == [[]]
    assert len(said) == 1


def test_a_feed_that_is_being_replaced_comes_back(desk, tmp_path):
    watch, *_ = desk
    watch.folder = str(tmp_path / "feed.jsonl")
    assert watch._ready() == []
    told = {"source": "Post", "title": FIRE[0][1], "text": FIRE[0][2], "published": "2031-05-05"}
    (tmp_path / "feed.jsonl").write_text(json.dumps(told) + "\n", "utf-8")
    assert len(arrivals(watch)) == 1


def test_a_story_that_was_not_handed_on_is_compared_again(desk):
    watch, folder, _ = desk
    put(folder, "a.json", *FIRE[0])
    watch._ready()
    (name,) = watch._ready()
    next(watch._compared(name, threading.Event()))  # and then the power goes
    assert watch.store.counts().articles == 0
    assert len(arrivals(watch)) == 1


def test_a_stop_holds_between_two_files(desk):
    watch, folder, _ = desk
    for n, told in enumerate((*FIRE, *VOTE)):
        put(folder, f"{n}.json", *told)
    stop, seen = threading.Event(), []
    for arrival in watch.forever(0.01, stop, once=True):
        seen.append(arrival)
        stop.set()
    assert len(seen) == 1
