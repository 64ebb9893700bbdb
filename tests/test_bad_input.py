"""What cannot be compared is refused: one clear line on standard error, exit 2, nothing on standard output."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer.testing

from checker import cli
from checker.read import MAX_BYTES

PAIRS = Path(__file__).parent.parent / "fixtures" / "pairs"
GOOD = (PAIRS / "conflict" / "quantity-dead" / "a.txt").read_text("utf-8")
OTHER = (PAIRS / "conflict" / "quantity-dead" / "b.txt").read_text("utf-8")
ELSEWHERE = (PAIRS / "differ" / "certainty-may" / "b.txt").read_text("utf-8")

GERMAN = (
    "Der Stadtrat von Lauterbach hat am Dienstag beschlossen, die alte Brücke über den Fluss nicht mehr zu reparieren. "
    "Sie wird im nächsten Jahr abgerissen, und eine neue Brücke soll bis zum Herbst fertig sein, sagte die Bürgermeisterin. "
    "Viele Anwohner sind mit dem Plan nicht einverstanden, weil der Verkehr dann durch ihre Straßen geführt wird."
)
FRENCH = (
    "Le conseil municipal de Valmont a décidé mardi de ne pas réparer le vieux pont sur la rivière, qui est fermé depuis le mois "
    "de mars. Il sera démoli dans un an et un nouveau pont devrait être ouvert avant la fin de l'automne, selon la mairie. Les "
    "riverains ne sont pas contents de ce projet, car les voitures vont passer par leurs rues pendant plus de six mois."
)
RUSSIAN = (
    "Городской совет во вторник решил не ремонтировать старый мост через реку, который закрыт с марта. Его снесут в следующем году, "
    "а новый мост должен быть готов до конца осени, сообщили в мэрии. Жители соседних улиц недовольны этим планом."
)


@pytest.fixture
def desk(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("good.txt").write_text(GOOD, "utf-8")
    Path("other.txt").write_text(OTHER, "utf-8")
    return tmp_path


def check(*args: str, stdin: bytes | None = None):
    return typer.testing.CliRunner().invoke(cli.app, ["--judge", "none", *args], input=stdin)


def refused(done, *says: str) -> None:
    assert done.exit_code == 2, done.stdout
    assert done.stdout == ""
    assert done.stderr.startswith("check: ")
    assert done.stderr.count("\n") == 1, done.stderr
    for word in says:
        assert word in done.stderr, done.stderr


FILES = {
    "empty": (b"", "holds no words"),
    "blank": (b" \n\t\r\n \xc2\xa0\n", "holds no words"),
    "stops": (b"... --- !!!\n", "holds no words"),
    "bom": (b"\xef\xbb\xbf", "holds no words"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "binary"),
    "zeros": (bytes(500), "binary"),
    "odd-utf16": (b"\xff\xfe" + GOOD.encode("utf-16-le")[:-1], "not valid utf-16"),
    "lone-utf16": (b"\xff\xfe" + GOOD.encode("utf-16-le") + b"\x00\xd8", "not valid utf-16"),
    "german": (GERMAN.encode(), "German"),
    "german-latin-1": (GERMAN.encode("latin-1"), "German"),
    "french": (FRENCH.encode(), "French"),
    "russian": (RUSSIAN.encode(), "Cyrillic"),
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("first", [True, False])
def test_a_file_that_is_no_article(desk, name: str, first: bool) -> None:
    data, says = FILES[name]
    Path("bad.txt").write_bytes(data)
    refused(check(*(("bad.txt", "good.txt") if first else ("good.txt", "bad.txt"))), "bad.txt", says)


@pytest.mark.parametrize("name", ["empty", "png", "german"])
def test_standard_input_that_is_no_article(desk, name: str) -> None:
    data, says = FILES[name]
    refused(check("-", "good.txt", stdin=data), "standard input", says)


def test_too_large(desk) -> None:
    Path("huge.txt").write_bytes(b"The dam broke. " * (MAX_BYTES // 15 + 1))
    refused(check("huge.txt", "good.txt"), "huge.txt", "larger than 5 MB")
    refused(check("-", "good.txt", stdin=Path("huge.txt").read_bytes()), "larger than 5 MB")


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("gone.txt", "good.txt"), "gone.txt: does not exist"),
        (("good.txt", "gone/*.txt"), "matches no file"),
        (("good.txt",), "only this one article"),
        (("good.txt", "good.txt"), "the same file is named twice"),
        (("good.txt", "./good.txt"), "the same file is named twice"),
        (("good.txt", "copy.txt"), "the same text"),
        (("good.txt", "link.txt"), "the same"),
        (("good.txt", "none"), "holds no articles"),
        (("none",), "holds no articles"),
        (("good.txt", "x" * 5000), "is no file name"),
    ],
)
def test_what_is_named_is_not_two_articles(desk, args: tuple[str, ...], says: str) -> None:
    Path("copy.txt").write_text(GOOD.replace("\n", "\r\n") + "\n\n", "utf-8")
    Path("link.txt").symlink_to("good.txt")
    Path("none").mkdir()
    Path("none/picture.png").write_bytes(b"x")
    refused(check(*args), says)


@pytest.mark.parametrize("encoder", ["built-in", "none"])
def test_two_stories_on_two_events(desk, encoder: str) -> None:
    Path("apart.txt").write_text(ELSEWHERE, "utf-8")
    refused(check("good.txt", "apart.txt", "--encoder", encoder), "good.txt and apart.txt", "same event")


def test_a_third_story_on_another_event_is_named(desk) -> None:
    Path("apart.txt").write_text(ELSEWHERE, "utf-8")
    done = check("good.txt", "other.txt", "apart.txt", "--format", "json", "--fail-on", "never")
    assert done.exit_code == 2
    assert "apart.txt: it does not tell of the event of the others" in done.stderr


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16", "utf-16-le", "utf-8-sig", "utf-32"])
def test_encodings_that_are_told_from_the_bytes(desk, encoding: str) -> None:
    said = GOOD.replace("Ilja Morav", "Iljá Moräv").replace("Dresk", "Dräsk")
    Path("coded.txt").write_bytes(said.encode(encoding))
    done = check("coded.txt", "other.txt", "--format", "json", "--exit-zero")
    assert done.exit_code == 0, done.stderr
    assert "Iljá Moräv" in done.stdout


def test_a_named_encoding_that_is_wrong(desk) -> None:
    Path("coded.txt").write_bytes(GOOD.replace("Dresk", "Dräsk").encode("latin-1"))
    refused(check("coded.txt", "other.txt", "--encoding", "utf-8"), "coded.txt: is not valid utf-8")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights do not bind this user")
def test_a_file_that_may_not_be_read(desk) -> None:
    Path("locked.txt").write_text(OTHER, "utf-8")
    Path("locked.txt").chmod(0)
    refused(check("good.txt", "locked.txt"), "locked.txt: cannot be read", "rights")


def test_a_file_whose_bytes_cannot_be_had(desk, monkeypatch) -> None:
    def denied(self) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", denied)
    refused(check("good.txt", "other.txt"), "good.txt: cannot be read (Permission denied)")


@pytest.mark.parametrize("name", ["empty", "png", "russian"])
def test_the_command_itself(desk, name: str) -> None:
    data, says = FILES[name]
    Path("bad.txt").write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-m", "checker.cli", "good.txt", "bad.txt"],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(PAIRS.parent.parent)},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (2, "")
    assert says in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_output_file_is_not_written_for_a_refused_run(desk) -> None:
    Path("bad.txt").write_bytes(b"")
    refused(check("good.txt", "bad.txt", "--format", "json", "--output", "r.json"), "bad.txt")
    assert not Path("r.json").exists()
