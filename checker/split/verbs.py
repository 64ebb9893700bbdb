"""Words that attributions are made of, by how surely they credit someone; compiled for this project."""

from __future__ import annotations

from checker.read.wordlists import words

SPEECH = words(
    """
    said says say told tells added adds wrote writes insisted insists tweeted testified quipped joked
    """
)
"""These credit wherever a speaker stands before or behind them."""

REPORTS = words(
    """
    stressed stresses noted notes emphasized emphasizes emphasised emphasises stated states reported reports
    announced announces argued argues claimed claims confirmed confirms declared declares explained explains
    recalled recalls commented concluded concludes admitted admits acknowledged acknowledges maintained
    maintains alleged alleges warned warns denied denies suggested suggests complained complains pledged pledges
    promised promises vowed vows conceded concedes countered disclosed discloses revealed reveals predicted
    predicts estimated estimates cautioned cautions remarked remarks observed observes underlined underlines
    informed informs specified specifies clarified clarifies assured assures asserted asserts contended contends
    boasted repeated repeats reiterated reiterates indicated indicates advances established found finds ruled
    determined accepts accepted agreed learned
    """
)
"""These credit with ``that``, a colon or a quotation behind them, or at a clause's end.

``Announced an agreement`` is an act."""

QUOTING = words(
    """
    asked asks replied replies answered retorted called shouted read reads continued recited mused sighed
    laughed
    """
)
"""These credit next to a quotation or a question only."""

THOUGHT = words(
    """
    believe believes believed think thinks thought suspect suspects suspected expect expects expected fear fears
    feared report reckon reckons reckoned note argue claim warn assume assumes assumed stress estimate confirm
    insist allege deny emphasize emphasise announce acknowledge maintain hope hopes hoped predict suggest accuse
    estimates
    """
)
"""Plural and thinking verbs: they credit people and bodies, with ``that`` or a whole clause behind them."""

REPORTING = SPEECH | REPORTS | QUOTING
CREDITING = REPORTING | THOUGHT

AUXILIARY = words(
    """
    has have had also later earlier repeatedly publicly then already just once again still further clearly only
    first finally both all
    """
)
"""Words between a speaker and the verb."""

BLOCKING = words(
    """
    not never n't didn't doesn't don't won't would could might may can must should will shall cannot to be being
    been refused declined is are was were isn't wasn't did does do by as of getting got get and/or
    """
)
"""Directly before the verb they make it no report: ``was told``, ``did not say``, ``would say``."""

PREPOSITIONS = words(
    """
    of for in at from to with and on by under over near about after before during among as into since until
    """
)

NO_SUBJECT = PREPOSITIONS | words(
    """
    that which who whom whatever whoever what when where while because if but or so than then there here whose whether
    why how not no nobody none neither nothing more less most least
    """
)
"""No speaker is, begins or ends with these."""

CLAUSE_OPENERS = words(
    """
    that which whatever but and or while because as when if than so though although what where who whom whose since
    until whether
    """
)

AFTER_SPEAKER = words(
    """
    on in at who which that after before during when while as by and but yesterday late early today tonight
    monday tuesday wednesday thursday friday saturday sunday told from to through with outside over about under
    again earlier last this later adding
    """
)
"""They end a speaker that stands behind the verb."""

FINITE = words(
    """
    is are was were has have had will would can could may might shall should must did does do came went took
    made gave fell rose left found held kept put set saw won lost met cut led began broke brought paid sold sent
    ran grew hit shot spoke stood lay got knew thought wants want needs need having being
    """
)
"""A phrase with one of these is a clause and no speaker."""
