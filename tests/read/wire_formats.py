"""Shared by the tests of the formats: the fixtures, statements to compare, and documents built on the spot."""

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from checker.errors import InputError
from checker.read import read_all
from checker.split import split

FIXTURES = Path(__file__).parents[2] / "fixtures" / "formats"
STORIES = ("north", "coast")
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

quick = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), database=None)


def load(name, **options):
    return read_all(name, data=(FIXTURES / name).read_bytes(), **options)


def statements(article):
    return [(s.kind, s.text) for s in split(article)]


def as_text(story):
    return statements(load(f"{story}.txt")[0])


def paragraphs(story):
    return (FIXTURES / f"{story}.txt").read_text(encoding="utf-8").strip().split("\n\n")


def only_input_errors(name, data):
    """Read bytes that may be anything; whatever is wrong must be told as an ``InputError``."""
    try:
        for article in read_all(name, data=data):
            article.text.encode("utf-8")
            repr(article.metadata).encode("utf-8")
    except InputError as error:
        assert error.reason
        assert error.path


@st.composite
def mutated(draw, data):
    """Bytes with some pieces dropped, doubled, overwritten or exchanged."""
    out = bytearray(data)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(out)))
        end = min(len(out), at + draw(st.integers(0, 40)))
        piece = draw(st.sampled_from((b"", b"<", b"&x;", b'"', b"\0", b"\xff", b"]]>", b"{", b"null", b"\\ud800")))
        out[at:end] = draw(st.sampled_from((piece, bytes(out[at:end]) * 2, bytes(reversed(out[at:end])))))
    return bytes(out)


def docx(paragraphs, *, title=True, core="", extra=None):
    """Build a Word document."""
    style = '<w:pPr><w:pStyle w:val="Title"/></w:pPr>'
    body = "".join(
        f"<w:p>{style if title and not n else ''}"
        f"<w:r><w:t>{escape(p[:9])}</w:t></w:r><w:r><w:t>{escape(p[9:])}</w:t></w:r></w:p>"
        for n, p in enumerate(paragraphs)
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        if core:
            archive.writestr("docProps/core.xml", core)
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def pdf(lines):
    """Build a PDF of one page in Helvetica."""
    shown = " ".join(f"({line.translate({40: None, 41: None})}) Tj T*" for line in lines)
    stream = f"BT /F1 10 Tf 14 TL 40 800 Td {shown} ET".encode("cp1252", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 900 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for n, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (n, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % o for o in offsets)
    return bytes(out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start))
