"""Cut a paragraph into sentences: nupunkt finds the ends, and what news does to sentences is put right here."""

from __future__ import annotations

import re

from checker.model import Span
from checker.read.wordlists import words
from checker.split.verbs import REPORTING

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_GOES_ON = re.compile(r"\s*[\"'”’»)\]]*\s*(?:[,;:—–-]|[a-zà-ÿ])")
_LONE_CLOSE = re.compile(r"[\s\"'”’»)\]]+")
_BEFORE_NUMBER = re.compile(
    r"(?<![\w-])(?:No|Nos|Art|Sec|Fig|Vol|pp?|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|ca|approx)\.\Z"
)
_BEFORE_NAME = re.compile(
    r"(?<![\w-])(?:Mr|Mrs|Ms|Dr|Prof|Gov|Sen|Rep|Reps|Sens|Lt|Col|Gen|Capt|Cpl|Sgt|Maj|Cmdr|Adm|Rev|Hon|St|Ste|Mt|Ft|Pres"
    r"|Supt|Insp|Det|Amb|Atty"
    r"|Brig|Fr|vs|v)\.\Z"
)
_INITIAL = re.compile(r"(?:^|[\s(\"“])(?:[A-Z]\.[ -]?){1,3}\Z")
_COUNTRY = re.compile(r"(?:^|[\s(\"“])(?:U\.S|U\.K|U\.N|E\.U|D\.C)\.\Z")
_CUT_SHORT = re.compile(r"(?:\(\s?(?:\.{2,}|…)\s?\)|\[\s?(?:\.{2,}|…)\s?\])\s*\Z")
_END_INSIDE = re.compile(r"[.!?…][\"'”’»)\]]{0,3}(?=\s+[\"'“‘«(\[]{0,2}[A-Z0-9À-ÖØ-Þ])")
_LAST_WORD = re.compile(r"(?<![\w.'’-])([^\W\d_]+)\.\Z")
_SHORTENED = words(
    """
    approx dept est etc incl tel avg max min vol govt assn bros messrs Messrs Calif Assoc Ariz Tenn Minn Okla
    Mich Mass Conn Wash Penn
    """
)
_STARTERS = words(
    """
    the a an it he she they we i you this that these those there in on at but and however his her its their our
    my as if when while after before since for with according no not one two three four five what who why how
    where yes
    """
)


def sentences(text: str, paragraph: Span) -> list[Span]:
    """Return the sentences of a paragraph, trimmed, in order; together they hold all its words."""
    body = paragraph.of(text)
    cuts = sorted(set(_ends(body)) | set(_missed(body)))
    pieces: list[Span] = []
    start = 0
    for found in [*cuts, len(body)]:
        cut = _after_marks(body, found)
        if cut <= start:
            continue
        if cut < len(body) and _keeps(body, start, cut):
            continue
        pieces.append(Span(start, cut))
        start = cut
    return [s for p in pieces if (s := _trimmed(text, Span(p.start + paragraph.start, p.end + paragraph.start)))]


def _ends(body: str) -> list[int]:
    from nupunkt import sent_spans  # noqa: PLC0415  (its model is loaded at the first call)

    return [end for _, end in sent_spans(body)]


def _missed(body: str) -> list[int]:
    """Return ends that nupunkt passes over.

    A full stop behind a long word, or with a closing mark, before a capital ends a sentence,
    unless the word is abbreviated.
    """
    found = []
    for m in _END_INSIDE.finditer(body):
        before = body[max(0, m.start() - 24) : m.start() + 1]
        following = _WORD.search(body, m.end(), m.end() + 40)
        word = _LAST_WORD.search(before)
        if (
            m[0][0] in "!?"
            or len(m[0]) > 1
            or (following and following[0].lower() in _STARTERS)
            or (m[0] == "." and re.match(r"\s+[“\"][A-Z]", body[m.end() : m.end() + 4]))
        ):
            whole = True
        else:
            whole = word is not None and (len(word[1]) >= (3 if word[1].islower() else 5)) and word[1] not in _SHORTENED
        if whole and not (_INITIAL.search(before) or _BEFORE_NAME.search(before) or _BEFORE_NUMBER.search(before)):
            found.append(m.end())
    return found


def _after_marks(body: str, cut: int) -> int:
    """Move a cut behind closing marks that nupunkt left to the next sentence, and back over space."""
    while cut > 0 and cut <= len(body) and body[cut - 1].isspace():
        cut -= 1
    m = re.compile(r"[”’»)\]]+").match(body, cut)
    if m:
        cut = m.end()
    if cut < len(body) and body[cut] in "\"'" and (cut + 1 == len(body) or body[cut + 1].isspace()):
        cut += 1
    return cut


def _keeps(body: str, start: int, cut: int) -> bool:
    """Tell whether the sentence goes on behind a cut."""
    before = body[max(start, cut - 24) : cut]
    after = body[cut : cut + 80]
    stripped = after.lstrip()
    if not _WORD.search(body, start, cut) or not _WORD.search(body, cut):
        return True
    if _GOES_ON.match(after) and not re.match(r"\s*[-–—]\s*[\"“«A-Z]", after):
        return True
    if _CUT_SHORT.search(before):
        return True
    number = stripped[:1].isdigit()
    if _BEFORE_NUMBER.search(before) and number:
        return True
    if _BEFORE_NAME.search(before):
        return True
    first = _WORD.match(stripped.lstrip("\"'“‘«(["))
    opener = first[0].lower() if first else ""
    if _INITIAL.search(before) and not _COUNTRY.search(before) and opener not in _STARTERS:
        return True
    if _COUNTRY.search(before) and opener not in _STARTERS and first and first[0][:1].isupper():
        return True
    return _credits(before, stripped)


def _credits(before: str, after: str) -> bool:
    """Tell whether a quotation's end is followed by its attribution: ``"Is it?" Smith asked.``"""
    if not re.search(r"[?!…][\"'”’»]{1,2}\s*\Z|[?!][\"'”’»]\Z", before):
        return False
    words = _WORD.findall(after.split(".", maxsplit=1)[0].split(",", maxsplit=1)[0])[:5]
    verb = next((n for n, w in enumerate(words) if w.lower() in REPORTING), None)
    return (
        verb is not None
        and (verb <= 1 or all(w[:1].isupper() for w in words[:verb]) or (words[0].lower() in _STARTERS and verb <= 2))
        and len(words) <= 5
    )


def _trimmed(text: str, span: Span) -> Span | None:
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end and any(c.isalnum() for c in text[start:end]) else None
