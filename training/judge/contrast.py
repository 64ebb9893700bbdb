"""Contrast pairs made from free text: one fact changed, or the same fact in another form.

A small model learns that like words mean like facts; these pairs differ in one word that decides (a number, date,
name, a negation, an opposite), or in many that don't. Texts: news sentences of the training data only.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from data import CONTRA, ENTAIL, NEUTRAL, NOT_CONTRA, Example, fit_ids, rows, stories

Edit = Callable[[str, random.Random, set[str] | None], str | None]

WORDS = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
]
WORD_NUMBER = {w: i + 2 for i, w in enumerate(WORDS)}
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
OPPOSITES = """
rose fell|increased decreased|increase decrease|gained lost|up down|approved rejected|accepted refused|
won lost|higher lower|before after|support oppose|supported opposed|agreed refused|confirmed denied|
opened closed|open closed|began ended|started finished|passed failed|allowed banned|legal illegal|
guilty innocent|first last|north south|east west|northern southern|eastern western|arrived left|
hired fired|strengthened weakened|expand shrink|majority minority|alive dead|safe unsafe|raised cut|
raise cut|improved worsened|male female|man woman|men women|son daughter|father mother|brother sister|
older younger|buy sell|bought sold|succeeded failed|condemned praised|criticized praised|public private|
likely unlikely|possible impossible|inside outside|early late|morning evening|deputy former|
cleared convicted|acquitted convicted|released detained|permanent temporary|completed halted|
complete partial|resumed suspended|accelerate curtail|extended shortened|lifted imposed|cheaper dearer|
best worst|largest smallest|most fewest|maximum minimum|voluntary compulsory|welcomed condemned|
joined quit
""".replace("\n", "")
ANTONYM = {x: y for pair in OPPOSITES.split("|") for x, y in (pair.split(), pair.split()[::-1])}
AUX = r"\b(is|are|was|were|will|would|has|have|had|can|could|did|does|do|should|must)\b(?! not)(?!n't)"
BOUNDS = {
    "more than": "fewer than",
    "fewer than": "more than",
    "less than": "more than",
    "at least": "at most",
    "at most": "at least",
    "over": "under",
    "under": "over",
}
NUMBER = re.compile(r"(?<![\w.,-])\d+(?:,\d{3})*(?:\.\d+)?(?![\w-]|[.,]\d)")
NAME = re.compile(r"(?<=[a-z,] )(?:[A-Z][a-z]{2,}(?: [A-Z][a-z]+)*)")


def _swap(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + new + text[match.end() :]


def _pick(pattern: str | re.Pattern[str], text: str, dice: random.Random, shared: set[str] | None):  # type: ignore[no-untyped-def]
    found = [m for m in re.finditer(pattern, text) if shared is None or m.group().lower() in shared]
    return dice.choice(found) if found else None


def _matched(word: str, like: str) -> str:
    return word.capitalize() if like[0].isupper() else word


def number(text: str, dice: random.Random, shared: set[str] | None = None) -> str | None:
    words = rf"(?i)\b(?:{'|'.join(WORDS)})\b"
    m = _pick(NUMBER, text, dice, shared) or _pick(words, text, dice, shared)
    if m is None:
        return None
    old = m.group()
    if old.lower() in WORD_NUMBER:
        return _swap(text, m, _matched(dice.choice([w for w in WORDS if w != old.lower()]), old))
    value = float(old.replace(",", ""))
    if "." in old:
        places = len(old.split(".")[1])
        new = f"{value * dice.choice((0.4, 0.6, 1.3, 1.7, 2.5)) + 0.1:,.{places}f}"
    elif 1900 <= value <= 2100 and "," not in old:
        new = str(int(value) + dice.choice((-9, -4, -2, -1, 1, 2, 3, 6)))
    else:
        wide = max(1, int(value * 0.6))
        step = dice.choice((1, 2, 3)) if value < 20 else dice.randint(max(1, wide // 4), wide)
        changed = int(value) + (step if dice.random() < 0.6 or value <= step else -step)
        round_to = 10 ** max(0, len(str(int(value)).rstrip("0")) and len(str(int(value))) - 2)
        if value >= 100 and value % 10 == 0:
            changed = max(round_to, changed // round_to * round_to)
        new = f"{changed:,}" if "," in old else str(changed)
    return None if new == old else _swap(text, m, new)


def date(text: str, dice: random.Random, shared: set[str] | None = None) -> str | None:
    m = _pick(rf"\b(?:{'|'.join(DAYS + MONTHS)})\b", text, dice, shared)
    if m is None:
        return None
    others = DAYS if m.group() in DAYS else MONTHS
    return _swap(text, m, dice.choice([d for d in others if d != m.group()]))


def negation(text: str, dice: random.Random, shared: set[str] | None = None) -> str | None:
    m = re.search(r"\b(is|are|was|were|will|would|has|have|had|can|could|did|does|do|should|must) not ", text)
    if m:
        return _swap(text, m, f"{m.group(1)} ")
    m = re.search(AUX, text)  # the first one: most often the main clause
    if m is None:
        return None
    return _swap(text, m, f"{m.group()} not" if m.group() != "can" else "cannot")


def opposite(text: str, dice: random.Random, shared: set[str] | None = None) -> str | None:
    m = _pick(rf"(?i)\b(?:{'|'.join(ANTONYM)})\b", text, dice, None)
    return None if m is None else _swap(text, m, _matched(ANTONYM[m.group().lower()], m.group()))


def bound(text: str, dice: random.Random, shared: set[str] | None = None) -> str | None:
    m = re.search(rf"(?i)\b({'|'.join(BOUNDS)})(?= [$£€]?\d| {'| '.join(WORDS)})", text)
    return None if m is None else _swap(text, m, _matched(BOUNDS[m.group(1).lower()], m.group()))


class Names:
    """A name put in another's place: one of as many words, from the names of the other texts."""

    def __init__(self, texts: Sequence[str]) -> None:
        found = sorted({m for t in texts for m in NAME.findall(t)} - set(DAYS) - set(MONTHS))
        self.by_length = {n: [x for x in found if x.count(" ") == n] for n in range(4)}

    def __call__(self, text: str, dice: random.Random, shared: set[str] | None = None) -> str | None:
        m = _pick(NAME, text, dice, shared)
        if m is None or m.group() in DAYS or m.group() in MONTHS:
            return None
        others = self.by_length.get(m.group().count(" "), [])
        new = dice.choice(others) if others else None
        return None if new is None or new in text else _swap(text, m, new)


# ---- changes that keep the meaning, or only make it coarser ----

FORMS = [
    (r"\bpercent\b|\bper cent\b", "%"),
    (r"(?<=\d) ?%", " percent"),
    (r"\bUnited States\b", "U.S."),
    (r"\bU\.S\.", "United States"),
    (r"\bUnited Nations\b", "UN"),
    (r"\bUnited Kingdom\b", "UK"),
    (r"\$(\d[\d.,]*) (million|billion)", r"\1 \2 dollars"),
    (r"\bmillion\b", "mln"),
    (r"\btwo years\b", "24 months"),
    (r"\btwo weeks\b", "14 days"),
    (r"\b(?:a|one) week\b", "seven days"),
    (r"\b(?:a|one) year\b", "12 months"),
    (r"\btwo days\b", "48 hours"),
    (r"\bhalf of\b", "50 percent of"),
    (r"\bSeptember\b", "Sept."),
    (r"\bJanuary\b", "Jan."),
    (r"\bNovember\b", "Nov."),
    (r"\bPresident\b", "Pres."),
    (r"\bcannot\b", "is unable to"),
    (r"\bdid not\b", "didn't"),
    (r"\bhas not\b", "hasn't"),
    (r"\bkilled\b", "left dead"),
    (r"\bannounced\b", "said"),
    (r"\bchildren\b", "kids"),
    (r"\bpurchased\b|\bbought\b", "acquired"),
    (r"\bbegan\b", "started"),
    (r"\bapproximately\b", "about"),
    (r"\bmore than\b", "over"),
]
HEDGES = {"will": "may", "confirmed": "suggested", "said": "hinted", "is": "may be", "was": "may have been"}


def other_form(text: str, dice: random.Random, shared: set[str] | None = None) -> str | None:
    """Digits for words, words for digits, abbreviations, units, a day moved to the front."""
    ways: list[str] = []
    for pattern, new in FORMS:
        if re.search(pattern, text):
            ways.append(re.sub(pattern, new, text, count=1))
    m = re.search(rf"(?<= )(?:{'|'.join(WORDS)})(?= [a-z])", text)
    if m:
        ways.append(_swap(text, m, str(WORD_NUMBER[m.group()])))
    m = re.search(r"(?<= )([2-9]|1[0-5])(?= [a-z])", text)
    if m:
        ways.append(_swap(text, m, WORDS[int(m.group()) - 2]))
    m = re.search(rf" on ({'|'.join(DAYS)})\b(?!,? [A-Z])", text)
    if m and re.match(r"(The|A|An|He|She|They|It) ", text):
        rest = text[: m.start()] + text[m.end() :]
        ways.append(f"On {m.group(1)}, {rest[0].lower()}{rest[1:]}")
    m = re.search(r"(?<![\w.,])(\d+(?:\.\d+)?) (million|billion)\b", text)
    if m:
        scale = 10**6 if m.group(2) == "million" else 10**9
        ways.append(_swap(text, m, f"{round(float(m.group(1)) * scale):,}"))
    return dice.choice(ways) if ways else None


def coarser(text: str, dice: random.Random, shared: set[str] | None = None) -> str | None:
    """True if the text is, and says less: a number rounded, a trailing part dropped, all made some."""
    ways: list[str] = []
    for m in re.finditer(r"(?<= )\d[\d,]*(?= [a-z])", text):
        value = m.group().replace(",", "")
        if value.isdigit() and len(value) >= 3 and not (1900 <= int(value) <= 2100) and int(value) % 100:
            unit = 10 ** (len(value) - 1 if len(value) == 3 else len(value) - 2)
            low = int(value) // unit * unit
            ways.append(_swap(text, m, f"{dice.choice(('more than', 'over', 'at least'))} {low:,}"))
            near = round(int(value) / unit) * unit
            ways.append(_swap(text, m, f"{dice.choice(('about', 'around', 'some', 'nearly'))} {near:,}"))
    m = re.match(r"(.{45,}?), (?:which|who|where|while|after|with|including|as|according)\b.{12,}$", text)
    if m:
        ways.append(m.group(1) + ".")
    for old, new in (
        (r"\b[Aa]ll (?:of )?(?=the |\w+s\b)", "some of "),
        (r"\bEvery\b", "Some"),
        (r"\beach\b", "some"),
    ):
        if re.search(old, text):
            ways.append(re.sub(old, new, text, count=1))
    return dice.choice(ways) if ways else None


def hedged(text: str, dice: random.Random, shared: set[str] | None = None) -> str | None:
    found = [m for m in re.finditer(rf"\b(?:{'|'.join(HEDGES)})\b", text) if m.group() != "was" or "by" in text]
    if not found:
        return None
    m = dice.choice(found)
    return _swap(text, m, HEDGES[m.group()])


# ---- pairs ----

NEWS = ("duc_scu", "duc_shared_fact_pairs", "mrpc", "rte_glue", "ecbplus_sentence_pairs", "fool_me_twice")


def _news_texts(data: Path, sets: Path) -> list[str]:
    texts = set()
    for name in NEWS:
        for row in rows(data / "train" / f"{name}.jsonl.gz"):
            if row["split"] != "test":
                texts.add(row["a"])
    for one in stories(sets, set(fit_ids(sets))):
        texts |= {a for pair in one.unlinked for a in pair}
    return sorted(t for t in texts if 45 <= len(t) <= 240)


def _entailing(data: Path) -> list[tuple[str, str]]:
    """Pairs whose second text follows from the first in other words, to be broken by one edit."""
    out = []
    for name in ("duc_scu", "rte_glue", "fool_me_twice", "mrpc"):
        for row in rows(data / "train" / f"{name}.jsonl.gz"):
            if row["split"] != "test" and row["label"] in ("entailment", "paraphrase"):
                out.append((row["a"], row["b"]))
    return out


def _tokens(text: str) -> set[str]:
    """What an edit may change in the other text so that both speak of it: words, numbers, whole names."""
    low = text.lower()
    return set(re.findall(r"[a-z]+|\d[\d.,]*\d|\d", low)) | {m.lower() for m in NAME.findall(text)}


def contrast_pairs(data: Path, sets: Path, seed: int, count: int) -> list[Example]:
    """About `count` pairs: 45 % a text and its broken copy, 25 % an entailing pair broken, 30 % harmless."""
    if not count:
        return []
    dice = random.Random(f"contrast-{seed}")
    texts = _news_texts(data, sets)
    names = Names(texts)
    breaking: list[tuple[str, Edit, int]] = [
        ("number", number, 4),
        ("date", date, 2),
        ("name", names, 3),
        ("negation", negation, 3),
        ("opposite", opposite, 4),
        ("bound", bound, 1),
    ]
    kinds = [b for b in breaking for _ in range(b[2])]
    out: list[Example] = []

    def fill(until: float, make: Callable[[], Example | None]) -> None:
        for _ in range(count * 20):
            if len(out) >= until:
                break
            made = make()
            if made is not None:
                out.append(made)

    def broken() -> Example | None:
        text = dice.choice(texts)
        name, edit, _ = dice.choice(kinds)
        new = edit(text, dice, None)
        return None if new is None else Example(text, new, f"edit-{name}", 1.0, CONTRA, None, 0.8)

    pairs = _entailing(data)

    def broken_pair() -> Example | None:
        a, b = dice.choice(pairs)
        name, edit, _ = dice.choice(kinds)
        if name == "bound":
            return None
        new = edit(b, dice, _tokens(a))
        return None if new is None else Example(a, new, f"pair-{name}", 1.0, CONTRA, None, 0.8)

    def harmless() -> Example | None:
        text = dice.choice(texts)
        kind = dice.choice(("form", "form", "coarser", "coarser", "hedged", "same"))
        if kind == "form":
            new = other_form(text, dice)
            if new is not None:
                both = (text, new) if dice.random() < 0.5 else (new, text)
                return Example(*both, "edit-form", 1.0, ENTAIL)
        elif kind == "coarser":
            new = coarser(text, dice)
            if new is not None:
                if dice.random() < 0.6:
                    return Example(text, new, "edit-coarser", 1.0, ENTAIL)
                return Example(new, text, "edit-finer", 1.0, NEUTRAL, None, 0.8)
        elif kind == "hedged":
            new = hedged(text, dice)
            if new is not None:  # what may be does not contradict what is, and does not entail it
                if dice.random() < 0.6:
                    return Example(new, text, "edit-hardened", 1.0, NEUTRAL, None, 0.8)
                return Example(text, new, "edit-hedged", 1.0, NOT_CONTRA, None, 0.8)
        elif dice.random() < 0.1:
            return Example(text, text, "edit-none", 1.0, ENTAIL)
        return None

    fill(count * 0.45, broken)
    fill(count * 0.70, broken_pair)
    fill(count, harmless)
    return out


def story_contrasts(labelled: Sequence[Example], seed: int, share: float = 0.3) -> list[Example]:
    """Agreeing story pairs broken on what both say: conflicts in the words of stories, where few exist."""
    dice = random.Random(f"stories-{seed}")
    agreeing = [e for e in labelled if e.relation == 0]
    names = Names([e.a for e in agreeing])
    out = []
    for e in agreeing:
        if dice.random() > share:
            continue
        edits: list[Edit] = [number, number, date, names]
        if e.source == "clause":  # in a whole sentence the changed word may lie outside the shared fact
            edits += [negation, opposite]
        dice.shuffle(edits)
        for edit in edits:
            new = edit(e.b, dice, _tokens(e.a))
            if new is not None:
                out.append(Example(e.a, new, "story-edit", 1.0, CONTRA, 2, 0.6))
                break
        else:
            new = hedged(e.b, dice)
            if new is not None:
                out.append(Example(e.a, new, "story-hedge", 1.0, NOT_CONTRA, 1, 0.5))
    return out
