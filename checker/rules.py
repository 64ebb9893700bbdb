"""The rule table: what is reported, how much it matters, and the sentence a reader gets.

A comparator names a rule; this table says what follows from it. Message templates are filled with the sources' names
(``left``, ``right``) and the short phrases that the comparator cut out (``left_says``, ``right_says``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from checker.model import Relation, Severity

ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO
AGREE, DIFFER, CONFLICT = Relation.AGREE, Relation.DIFFER, Relation.CONFLICT


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: the rule's name is its id, ``family-kind``."""

    id: str
    level: Severity
    relation: Relation | None
    """What an aligned pair becomes when the rule fires; ``None`` for omissions."""
    summary: str
    message: str

    @property
    def family(self) -> str:
        """The part before the first hyphen: ``date`` of ``date-conflict``."""
        return self.id.split("-", 1)[0]


_VALUES = "{left} says {left_says}; {right} says {right_says}."

_ROWS = (
    Rule("date-conflict", ERROR, CONFLICT, "the two dates or periods cannot both hold", _VALUES),
    Rule("date-precision", INFO, AGREE, "one date or period lies within the other", _VALUES),
    Rule("date-bound", WARNING, DIFFER, "by, until, at least until, from or on differ", _VALUES),
    Rule("quantity-conflict", ERROR, CONFLICT, "the same thing counted, the values cannot both hold", _VALUES),
    Rule("quantity-precision", INFO, AGREE, "exact against rounded, or a range that holds the value", _VALUES),
    Rule(
        "quantity-unknown",
        WARNING,
        DIFFER,
        "a value in one source, not known or not given in the other",
        _VALUES,
    ),
    Rule(
        "quantity-base",
        INFO,
        AGREE,
        "the same amounts told on another base: left and gone, total and share",
        _VALUES,
    ),
    Rule(
        "certainty-shift",
        WARNING,
        DIFFER,
        "a fact in one source, planned, possible, alleged or expected in the other",
        "{left} gives it as {left_says}; {right} gives it as {right_says}.",
    ),
    Rule(
        "condition-dropped",
        WARNING,
        DIFFER,
        "a condition in one source, the same statement without it in the other",
        "{left} has {left_says}; {right} has {right_says}.",
    ),
    Rule(
        "commitment-shift",
        WARNING,
        DIFFER,
        "a firm undertaking in one source, a softer one in the other",
        "{left} has {left_says}; {right} has {right_says}.",
    ),
    Rule(
        "caveat-missing",
        WARNING,
        DIFFER,
        "one source sets a limit beside the statement, the other gives it bare",
        "{left} has {left_says}; {right} has {right_says}.",
    ),
    Rule(
        "polarity-conflict",
        ERROR,
        CONFLICT,
        "one source asserts what the other denies",
        "{left} has {left_says}; {right} has {right_says}: the two exclude each other.",
    ),
    Rule(
        "attribution-conflict",
        ERROR,
        CONFLICT,
        "the same words or claim credited to different speakers",
        "{left} credits {left_says}; {right} credits {right_says}.",
    ),
    Rule(
        "attribution-dropped",
        INFO,
        AGREE,
        "credited in one source, in the outlet's own voice in the other",
        "{left} credits {left_says}; {right} credits {right_says}.",
    ),
    Rule(
        "attribution-downgraded",
        WARNING,
        DIFFER,
        "named or official in one source, anonymous or second-hand in the other",
        "{left} credits {left_says}; {right} credits {right_says}.",
    ),
    Rule(
        "quote-altered",
        ERROR,
        CONFLICT,
        "content words inside quotation marks differ",
        "{left} quotes {left_says}; {right} quotes {right_says}.",
    ),
    Rule(
        "quote-elided",
        WARNING,
        DIFFER,
        "an ellipsis hides material words that the other source shows",
        "{left} has {left_says}; {right} has {right_says}.",
    ),
    Rule(
        "quote-unmarked",
        INFO,
        AGREE,
        "quoted in one source, the same words without marks in the other",
        "{left} has {left_says}; {right} has {right_says}.",
    ),
    Rule(
        "entity-conflict",
        ERROR,
        CONFLICT,
        "another person, body, place or title in the same slot",
        "{left} names {left_says}; {right} names {right_says}.",
    ),
    Rule(
        "name-variant",
        INFO,
        AGREE,
        "the same one under another name",
        "{left} writes {left_says}; {right} writes {right_says}.",
    ),
    Rule(
        "role-conflict",
        WARNING,
        DIFFER,
        "who acts, decides or pays differs, or joint against alone",
        "{left} has {left_says}; {right} has {right_says}.",
    ),
    Rule(
        "sequence-conflict",
        WARNING,
        DIFFER,
        "order or stage differs: planned, begun, done; before, after",
        "{left} has {left_says}; {right} has {right_says}.",
    ),
    Rule(
        "scope-shift",
        WARNING,
        DIFFER,
        "all against some, whole against part, another group or area",
        "{left} has {left_says}; {right} has {right_says}.",
    ),
    Rule(
        "cause-conflict",
        WARNING,
        DIFFER,
        "another reason for the same effect",
        "{left} gives {left_says}; {right} gives {right_says}.",
    ),
    Rule(
        "cause-missing",
        INFO,
        AGREE,
        "a reason in one source only",
        "{left} gives {left_says}; {right} gives {right_says}.",
    ),
    Rule(
        "headline-overreach",
        WARNING,
        DIFFER,
        "a headline or sub-heading stronger than the body it stands over, or than the other source",
        "{left} has {left_says}; {right} has {right_says}.",
    ),
    Rule(
        "omission-material",
        WARNING,
        None,
        "a statement of one source that bears on what the other says, and is missing there",
        "{left} has this, and {right} does not, though it bears on what is told there.",
    ),
    Rule(
        "source-only",
        INFO,
        None,
        "a statement that the other source does not have",
        "{left} has this; {right} does not mention it.",
    ),
    Rule(
        "superseded",
        INFO,
        AGREE,
        "a later version gives a newer value for the same measure",
        "{left} says {left_says}; {right} says {right_says}: the later one updates the earlier.",
    ),
    Rule(
        "self-contradiction",
        WARNING,
        DIFFER,
        "two statements of one article do not sit together",
        "{left} has {left_says} in one place and {right_says} in another.",
    ),
    Rule(
        "shared-origin",
        INFO,
        AGREE,
        "agreeing statements rest on one origin",
        "{left} and {right} both rest on {left_says}: one origin, not two.",
    ),
    Rule(
        "meaning-conflict",
        ERROR,
        CONFLICT,
        "the statements cannot both be true, and no rule above names the kind",
        "{left} and {right} tell this in ways that cannot both be true.",
    ),
)

RULES: dict[str, Rule] = {rule.id: rule for rule in _ROWS}
"""All rules by id, in the order in which they are explained."""

FAMILIES: tuple[str, ...] = tuple(dict.fromkeys(rule.family for rule in _ROWS))

OMISSIONS = frozenset({"omission-material", "source-only"})

GATES: dict[str, str] = {
    "other-place": "the two speak of different places",
    "other-subject": "the two speak of different subjects",
    "other-time": "the two speak of another event or period",
    "other-measure": "dead against injured, net against gross, this against last quarter",
    "dateline": "a dateline or publication date is no claim",
    "reported-view": "two speakers hold different opinions",
    "refinement": "one adds detail to the other",
    "list-member": "one names a member of the list that the other gives",
    "scope-difference": "one speaks of the whole, the other of a part, and both hold",
    "same-name-other-subject": "the same name for another thing",
    "unrealised-condition": "one speaks of what would be under a condition",
    "event-restated": "the same event told twice, at another point of the story",
    "superseded": "one source marks the value as an earlier count",
    "discourse-cue": "the word is a connective, not a negation",
    "same-value-other-form": "the same value in another form or unit",
    "agrees-by-negation": "negation on both sides, or a negated opposite: they agree",
}
"""Gates by name, with the reason a silenced comparison is given."""


def selected(rule: str, select: Iterable[str], ignore: Iterable[str]) -> bool:
    """Tell whether a rule is on: ``select`` (empty means all) and ``ignore`` hold rule ids or families."""
    names = {rule, rule.split("-", 1)[0]}
    return (not (chosen := set(select)) or bool(names & chosen)) and not names & set(ignore)
