from datetime import date

import pytest

from checker.errors import InputError
from checker.read import MAX_BYTES, complete, discover, read

BODY = "The council of Harwick voted on Tuesday to close the old bridge, and the mayor said that it would open again in May."


def article(text, **options):
    return read("story.txt", id="a1", data=text.encode(), **options)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (BODY.encode(), None),
        (b"\xef\xbb\xbf" + BODY.encode(), None),
        (BODY.encode("utf-16"), None),
        (BODY.encode("utf-16-le"), None),
        (BODY.encode("utf-32"), None),
        (BODY.encode("cp1252"), "cp1252"),
    ],
)
def test_the_text_is_the_decoded_file(data, encoding):
    assert read("story.txt", id="a1", data=data, encoding=encoding).text == BODY


def test_windows_text_is_guessed():
    text = "The café in Brno closed on Friday — “for good”, the owner said. " * 4
    assert read("a.txt", id="a1", data=text.encode("cp1252")).text == text


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_newlines_stay_as_they_are(newline):
    text = f"Bridge closes{newline}{newline}{BODY}{newline}"
    found = article(text)
    assert found.text == text
    assert found.headline == "Bridge closes"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no words"),
        (b" \n--- ...\n", "no words"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), "binary"),
        (bytes(range(1, 32)) * 40, "binary"),
        (b"x" * (MAX_BYTES + 1), "larger"),
    ],
)
def test_what_is_no_article_is_refused_with_reason_and_hint(data, reason):
    with pytest.raises(InputError) as caught:
        read("b.txt", id="a1", data=data)
    assert reason in caught.value.line
    assert caught.value.path == "b.txt"
    assert caught.value.hint


def test_a_wrong_encoding_is_told():
    with pytest.raises(InputError, match="not valid ascii"):
        read("b.txt", id="a1", data="Café".encode(), encoding="ascii")
    with pytest.raises(InputError, match="no such encoding"):
        read("b.txt", id="a1", data=b"word", encoding="utf-99")


def test_a_missing_file_and_a_folder_are_told(tmp_path):
    with pytest.raises(InputError, match="does not exist"):
        read(str(tmp_path / "none.txt"), id="a1")
    with pytest.raises(InputError, match="is a folder"):
        read(str(tmp_path), id="a1")


FOREIGN = {
    "German": "Der Stadtrat von Harwick hat am Dienstag beschlossen, die alte Brücke zu schließen. Die Bürgermeisterin sagte, "
    "dass sie im Mai wieder öffnen wird und dass die Arbeiten an der Brücke nicht länger als vier Monate dauern werden.",
    "French": "Le conseil de Harwick a voté mardi la fermeture du vieux pont. La maire a déclaré que le pont serait ouvert de "
    "nouveau au mois de mai et que les travaux ne dureraient pas plus de quatre mois, selon un rapport de la ville.",
    "Spanish": "El consejo de Harwick votó el martes el cierre del viejo puente. La alcaldesa dijo que el puente se abrirá de "
    "nuevo en mayo y que las obras no durarán más de cuatro meses, según un informe de la ciudad y de los vecinos.",
    "Cyrillic": "Городской совет проголосовал во вторник за закрытие старого моста. Мэр сказала, что мост снова откроют в мае "
    "и что работы продлятся не более четырех месяцев, говорится в докладе города о состоянии дорог и мостов области.",
    "Arabic": "صوت مجلس المدينة يوم الثلاثاء على إغلاق الجسر القديم وقالت العمدة إن الجسر سيفتح من جديد في شهر مايو وإن "
    "الأعمال لن تستمر أكثر من أربعة أشهر وفقا لتقرير المدينة عن حالة الطرق والجسور في المنطقة",
    "Chinese": "市议会周二投票决定关闭旧桥。市长表示，该桥将于五月重新开放，根据市政府关于道路和桥梁状况的报告，工程不会超过四个月。"
    "当地居民对这一决定表示欢迎，但商店老板担心顾客会减少。议会还决定在河上游修建一座新的人行桥，预计明年完工。工程费用由省政府承担。",
}


@pytest.mark.parametrize("name", FOREIGN)
def test_other_languages_are_refused(name):
    with pytest.raises(InputError, match=name):
        article(FOREIGN[name])


@pytest.mark.parametrize(
    "text",
    [
        "Fire kills two",
        "Harwick: pont closed",
        "PORT SAID, May 3 (Coast Press) - Two die in Zagreb-Ljubljana-Trieste rail crash, police say",
        "Die-hard fans of El Niño and La Niña met in Las Palmas with Der Spiegel on Monday; the mayor of Los Angeles was there "
        "and said that it was an honour for the city to have them, and that she had come for the music and the sea.",
    ],
)
def test_english_passes(text):
    assert article(text).language == "en"


@pytest.mark.parametrize(
    ("text", "published", "origin"),
    [
        (f"date 2031-05-14\nBridge closes\n\n{BODY}", date(2031, 5, 14), "header"),
        (f" date 2031-05-14 {BODY}", date(2031, 5, 14), "header"),
        (f"Bridge closes\n\nHARWICK, May 14, 2031 (Coast Press) - {BODY}", date(2031, 5, 14), "dateline"),
        (f"The Harwick Gazette\nWednesday 14 May 2031\n\nBridge closes\n\n{BODY}", date(2031, 5, 14), "header"),
        (f"Bridge closes\nPublished 14 May 2031, 10:30\n\n{BODY}", date(2031, 5, 14), "header"),
        (f"Bridge closes\nBy Ann Ruiz, 14 May 2031\n\n{BODY}", date(2031, 5, 14), "header"),
        (f"14.05.2031, 09:30\n\nBridge closes\n\n{BODY}", date(2031, 5, 14), "header"),
        (f"Bridge closes\n\nHARWICK, May 14 (Coast Press) - {BODY} It was built in 1931.", None, None),
        (
            f"Bridge closes\nWednesday 14 May\n\n{BODY} The year 2031 is the third of the works.",
            date(2031, 5, 14),
            "header",
        ),
        (f"Bridge closes\n\n{BODY} On May 14, 2031 it had been inspected.", None, None),
    ],
)
def test_the_date_of_publication(text, published, origin):
    found = article(text)
    assert (found.published, found.published_from) == (published, origin)


def test_a_published_line_wins_over_an_update():
    text = f"Bridge closes\nUpdated 16 May 2031\nPublished 14 May 2031\n\n{BODY}"
    assert article(text).published == date(2031, 5, 14)


def test_as_of_dates_what_gives_no_date():
    found = article(BODY, as_of=date(2031, 5, 20))
    assert (found.published, found.published_from) == (date(2031, 5, 20), "option")
    dated = article(f"HARWICK, Dec 30 (Coast Press) - {BODY}", as_of=date(2032, 1, 3))
    assert (dated.published, dated.published_from) == (date(2031, 12, 30), "dateline")


def test_a_missing_year_comes_from_the_other_source():
    first = article(f"HARWICK, Dec 30 (Coast Press) - {BODY}")
    second = article(f"date 2032-01-02\n{BODY}")
    assert complete((first, second))[0].published == date(2031, 12, 30)
    assert complete((first, article(f"date 2032-06-02\n{BODY}")))[0].published is None
    assert complete((first,))[0].published is None


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (f"HARWICK, May 14 (Coast Press) - {BODY}", "Coast Press"),
        (f"HARWICK, 14 May. /Coastinform/. {BODY}", "Coastinform"),
        (f"Harwick. May 14th. COASTNEWS - {BODY}", "COASTNEWS"),
        (f"HARWICK, 14 May – CoTAG. {BODY}", "CoTAG"),
        (f"The Harwick Gazette\n\nBridge closes\n\n{BODY}", "The Harwick Gazette"),
        (f"Bridge closes\nThe Harwick Gazette, Friday, 14 May 2031\n\n{BODY}", "The Harwick Gazette"),
        (f"Bridge closes\n\n{BODY}", None),
    ],
)
def test_the_source(text, source):
    assert article(text).source == source


def test_a_translated_text_is_marked():
    assert article(f"{BODY} The works will last until September 2031 year.").translated
    assert article(f"Harwick. May 14th. INTERFAX - {BODY}").translated
    assert not article(f"HARWICK, May 14 (Transalp) - {BODY}").translated
    assert not article(BODY).translated


def test_markdown_gives_title_date_and_source():
    text = f"---\ntitle: Bridge closes\ndate: 2031-05-14\nsource: Coast Press\n---\n\n# Bridge closes\n\n{BODY}\n"
    found = read("story.md", id="a1", data=text.encode())
    assert found.text == text
    assert (found.headline, found.published, found.source) == ("Bridge closes", date(2031, 5, 14), "Coast Press")


def test_discover(tmp_path):
    for name in ("b.txt", "a.md", ".hidden.txt", "c.pdf"):
        (tmp_path / name).write_text("x")
    a, b = str(tmp_path / "a.md"), str(tmp_path / "b.txt")
    assert discover([str(tmp_path)]) == [a, b]
    assert discover([b, str(tmp_path), "-"]) == [b, a, "-"]
    assert discover([str(tmp_path / "*.txt")]) == [b]
    for wrong in (str(tmp_path / "none.txt"), str(tmp_path / "*.html")):
        with pytest.raises(InputError):
            discover([wrong])
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="no articles"):
        discover([str(tmp_path / "empty")])
