"""Who says so: what its teller makes of a deed that somebody else is said to have done.

Called by compose.py once sides and operators are known.  What one tells of one's own side is a fact; what only unnamed
people tell, or one tells of an opponent, is reported; what is argued, without a day or a number, is a claim, and of a
wrong at most an accusation.  Which deeds opponents dispute is said in `operators.toml` (`telling`).
"""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace

from agents.extraction.signals import operators, status
from agents.extraction.signals.draft import Draft
from agents.extraction.signals.parties import parties
from agents.extraction.signals.public import around, sector
from agents.extraction.signals.scene import Scene
from agents.extraction.signals.sentence import Sentence
from agents.extraction.signals.stretches import says, subject_of
from agents.identity import root_actor
from agents.records import Party

_ADVERB = 3  # tokens before a verb in which "reportedly" stands
_COLON = 6  # tokens of a headline in which the colon behind its speaker stands


class Teller(NamedTuple):
    """Who tells a deed, and how."""

    party: Party | None
    is_named: bool = True
    verbatim: bool = False  # between quotation marks
    governs: bool = True  # "Oman said that", not ", Oman said"


def weigh(s: Sentence, made: Draft, scene: Scene) -> None:
    """Say by status and name what the teller makes of a draft."""
    teller, telling = _teller(s, made, scene), s.rules.roles.telling
    _give_voice(s, made, teller, scene)
    if not teller.is_named or _is_hearsay(s, made):
        made.weaken("reported")
    if _are_forces_of(s, teller.party, made.source):
        made.source = teller.party
    if _is_one(teller.party, made.source):
        return
    if teller.party is not None and not telling.disputed.isdisjoint((made.outcome.type, made.outcome.signal)):
        _dispute(s, made, teller, teller.party)
    elif made.outcome.type not in telling.spoken and _is_argument(s, made, teller):
        made.claim()


def _give_voice(s: Sentence, made: Draft, teller: Teller, scene: Scene) -> None:
    """Let who says it be who demands, blames or threatens, where no other is told: "aid must get in, Oslo says"."""
    clause = made.match.clause
    owes = clause is not None and status.ought(s, clause)
    party = teller.party or (_behind_a_comma(s, made, scene) if owes else None)
    if party is None or clause is None or not (party.ids and teller.is_named):
        return
    if owes and made.is_plain and not _is_one(party, made.source):
        operators.read_as(s, made, "ought")
        if not made.is_plain:
            made.source, made.target = party, made.source
    elif made.source is None and clause.group.tense == "future" and made.outcome.type in s.rules.roles.telling.voiced:
        made.source, made.status = party, "done"


def lay(s: Sentence, made: Draft, scene: Scene) -> bool:
    """Let a wrong be what its teller says of whoever did it; False where nobody tells it of another."""
    teller, doer, clause = _teller(s, made, scene), made.source, made.match.clause
    party = teller.party or _before_a_colon(s, scene) or _behind_a_comma(s, made, scene)
    if party is None or doer is None or not (party.ids and doer.ids and teller.is_named) or _is_one(party, doer):
        return False
    if doer.acts_for.split(":")[0] in s.rules.words["companies"]:
        return False
    foretold = (
        clause is not None and status.is_willed(s, clause) and made.outcome.type in s.rules.roles.telling.foretold
    )
    if not (made.is_told or foretold) or (clause is not None and clause.kind == "adverbial"):
        return False  # "as long as Rome plots"
    if any(not operators.is_report(s, op) for op in made.match.governors) or _only_describes(s, made):
        return False  # "accused Rome of plotting", told by Oslo
    made.source, made.target, made.status = party, doer, "done"
    return True


def _only_describes(s: Sentence, made: Draft) -> bool:
    """Tell "is among the most dangerous places" from "is a dangerous step"."""
    term = made.match.term
    chunk = s.chunk(term[1]) if term is not None else None
    if term is None or chunk is None or term[1] >= chunk.head:
        return False
    return s.rules.nouns.of(s.words[chunk.head]).isdisjoint(s.rules.words["deeds_are"])


def _before_a_colon(s: Sentence, scene: Scene) -> Party | None:
    """Who speaks in a headline: "Oslo: Russian trawlers cut our cable"."""
    colon = next((k for k in range(1, min(_COLON, len(s))) if s.words[k] == ":"), None)
    if colon is None or not s.is_title or any(letter in "VPC" for letter in s.letters[:colon]):
        return None
    found = parties(s, (0, colon - 1), scene, acting=True)
    return found[0] if len(found) == 1 else None


def _behind_a_comma(s: Sentence, made: Draft, scene: Scene) -> Party | None:
    """Who speaks at the end of it: "..., Oslo says"."""
    for clause in s.parsed.clauses:
        if clause.first > made.match.last and s.words[clause.first - 1] == "," and says(s, clause):
            return next(iter(parties(s, subject_of(s, clause), scene, acting=True)), None)
    return None


def _teller(s: Sentence, made: Draft, scene: Scene) -> Teller:
    at = s.starts[made.match.head]
    quote = scene.said_at(at)
    if quote is None or (quote.speaker is None and not quote.verbatim):
        return Teller(made.reporter)
    who = quote.speaker or Party("")
    named = bool(who.ids) or s.rules.words["unnamed"].isdisjoint(who.text.lower().split())
    verbatim = any(start <= at < end for start, end in quote.verbatim)
    return Teller(quote.speaker, named, verbatim, quote.cue is not None and quote.cue.start < at)


def _dispute(s: Sentence, made: Draft, teller: Teller, party: Party) -> None:
    """Weigh a deed of force told by somebody else: foreseen, claimed, reported, or a fact with its source."""
    concrete, suffers = _is_concrete(s, made), _suffers(s, made, party)
    if party.ids and (made.status == "announced" or _tense(s, made) == "future"):
        made.weaken("hypothetical")
    elif suffers and _is_blame(s, made, concrete):
        _accuse(s, made, party)
    elif _is_argument(s, made, teller):
        made.claim()
    elif suffers and (teller.governs or teller.verbatim or not concrete):
        made.weaken("reported")
        if made.target is not None and not made.target.ids:
            made.target = replace(made.target, actor_id=root_actor(party.acts_for) or None)


def _accuse(s: Sentence, made: Draft, party: Party) -> None:
    """What is said of a wrong in general says only that somebody is blamed."""
    if made.source is None or not made.is_told:
        made.claim()
    else:
        made.outcome, made.status = s.rules.by_id[s.rules.roles.telling.blame], "done"
        made.source, made.target = party, made.source


def _is_hearsay(s: Sentence, made: Draft) -> bool:
    """Tell "reportedly sent", "has allegedly been killed"."""
    head, clause = made.match.head, made.match.clause
    first = clause.group.first if clause is not None else head
    return not s.rules.words["hearsay"].isdisjoint(s.words[max(0, first - _ADVERB) : head + 2])


def _is_one(party: Party | None, other: Party | None) -> bool:
    """Tell whether two are of one side: a minister and his state."""
    if party is None or other is None:
        return False
    return party.name == other.name or root_actor(party.acts_for) == root_actor(other.actor_id or "-")


def _are_forces_of(s: Sentence, party: Party | None, source: Party | None) -> bool:
    """Tell whether those without a name who did it are the teller's own: "the army of Oman said troops had killed"."""
    if party is None or source is None or source.ids or sector(party) not in s.rules.words["sectors_commanding"]:
        return False
    return not s.rules.words["subordinates"].isdisjoint(around(s, source))


def _suffers(s: Sentence, made: Draft, party: Party) -> bool:
    """Tell whether one tells what was done to one's own side ("our villages"), or by one's own rebels."""
    words, target, source = s.rules.words, made.target, made.source
    if target is not None and not target.ids and not words["own"].isdisjoint(around(s, target)):
        return True
    if source is None or sector(source) not in words["sectors_opposed"]:
        return _is_one(party, target)
    return source.acts_for[:4] == party.acts_for[:3] + ":"


def _is_argument(s: Sentence, made: Draft, teller: Teller) -> bool:
    """Tell what somebody holds forth on between marks ("They started this war") from what is news ("have struck")."""
    clause = made.match.clause
    news = clause is not None and clause.group.aspect.startswith("perfect")
    return teller.verbatim and not news and not _is_concrete(s, made)


def _is_blame(s: Sentence, made: Draft, concrete: bool) -> bool:
    """Tell what one is blamed for ("have killed many of us", "always shells") from what happened once."""
    habit = not s.rules.words["habitual"].isdisjoint(s.words[slice(*_extent(s, made))])
    return habit or (not concrete and _tense(s, made) != "past")


def _is_concrete(s: Sentence, made: Draft) -> bool:
    """Tell whether a day, a time of day, or a number of people or things goes with the deed."""
    first, end = _extent(s, made)
    days = s.grammar.dates | s.grammar.months | s.rules.words["of_a_day"]
    return "#" in s.letters[first:end] or not days.isdisjoint(s.words[first:end])


def _extent(s: Sentence, made: Draft) -> tuple[int, int]:
    """The tokens of the deed's clause, and of those that share its subject."""
    clause = made.match.clause or s.around(made.match.head)
    if clause is None:
        return 0, len(s)
    return clause.first, 1 + max([clause.last, *(c.last for c in s.parsed.clauses if c.beside is clause)])


def _tense(s: Sentence, made: Draft) -> str:
    clause = made.match.clause
    return clause.group.tense if clause is not None else ""
