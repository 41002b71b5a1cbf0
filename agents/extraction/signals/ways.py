"""The ways to the sides of a deed, by the names under which `objects.toml` lists them: subject, agent, owner, "on" ...

Called by roles.py.  Each gives the parties that one place of the clause names, or nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from agents.extraction.parse.records import Clause
from agents.extraction.signals import stretches
from agents.extraction.signals.match import Match
from agents.extraction.signals.orders import sides_of_colon
from agents.extraction.signals.parties import named_inside, parties
from agents.extraction.signals.public import is_adjective
from agents.extraction.signals.scene import Scene
from agents.extraction.signals.sentence import Sentence
from agents.extraction.signals.stretches import Phrase
from agents.records import Party


class Way(Protocol):
    """Gives the parties that one place of the clause names; `source` is known where targets are looked for."""

    __name__: str

    def __call__(self, s: Sentence, m: Match, scene: Scene, source: Party | None, /) -> list[Party]:
        """Look there."""


_HYPHENS = "-‑–—/"
_PASSIVE = ("passive", "reduced")
_STATE = 3  # letters of a state's id
_OPENING = 12  # tokens from "In a call with Cairo" to its comma
_BEFORE_TERM = 3  # tokens before a term in which whose it is stands
_CLAUSE = 10  # tokens behind a deed in which its other side may still be named


def first_of(s: Sentence, ways: Iterable[Phrase], scene: Scene) -> list[Party]:
    """Those whom the first phrase names that names anybody."""
    return next((found for p in ways if (found := parties(s, p, scene))), [])


def _before_the_colon(s: Sentence, m: Match, scene: Scene, _: Party | None) -> list[Party]:
    """ "Oslo to Rome: ...": who speaks."""
    found = sides_of_colon(s, m.head)
    return parties(s, found[0], scene, acting=True) if found else []


def _spoken_to(s: Sentence, m: Match, scene: Scene, _: Party | None) -> list[Party]:
    """ "Oslo to Rome: ...": to whom."""
    found = sides_of_colon(s, m.head)
    return parties(s, found[1], scene) if found else []


def hosts(s: Sentence, m: Match, scene: Scene) -> list[Party]:
    """The states in which it was done."""
    places = first_of(s, stretches.after(s, m.last + 1, s.rules.words["sure_place"]), scene)
    return [p for p in places if len(p.acts_for) == _STATE]


def struck(s: Sentence, m: Match, scene: Scene) -> list[Party]:
    """The states in which people without a name were hit: "in a strike on Goma", "killed across Chad in a raid"."""
    words = s.rules.words["struck"]
    behind, before = stretches.after(s, m.last + 1, words), stretches.after(s, m.head + 1, words, m.last - m.head)
    hit = ([p for p in parties(s, phrase, scene) if len(p.acts_for) == _STATE] for phrase in (*behind, *before))
    return next(filter(None, hit), [])


def _subject(s: Sentence, m: Match, scene: Scene, _: Party | None) -> list[Party]:
    return parties(s, stretches.subject(s, m.head), scene, acting=m.rule.whose != "subject")


def _owner_of_the_subject(s: Sentence, m: Match, scene: Scene, _: Party | None) -> list[Party]:
    """ "The Turkish plan is a crime", "Chile's permits were theft": whose it is that something is said of."""
    clause = m.clause
    if clause is None or clause.subject is None or clause.subject.is_pronoun:
        return []
    return [p for p in named_inside(s, clause.subject.first, clause.subject.last) if p.ids][:1]


def _agent(s: Sentence, m: Match, scene: Scene, _: Party | None) -> list[Party]:
    return parties(s, stretches.agent(s, m.head), scene, acting=True)


def _term(s: Sentence, m: Match, scene: Scene, _: Party | None) -> list[Party]:
    """ "Polish tanks rolled into Ukraine"."""
    return [p for p in parties(s, m.term, scene, acting=True) if p.ids]


def _owner(s: Sentence, m: Match, scene: Scene, _: Party | None) -> list[Party]:
    return parties(s, stretches.possessor(s, m.first), scene, acting=True)


def _owner_of_the_term(s: Sentence, m: Match, scene: Scene, _: Party | None) -> list[Party]:
    """ "Peru's envoy was called home", "on Peru's blacklist"."""
    return parties(s, stretches.possessor(s, m.term[0]), scene) if m.term else []


def _maker_of_the_term(s: Sentence, m: Match, scene: Scene, _: Party | None) -> list[Party]:
    """ "A load of Turkish drones was delivered", but whose drones "Turkey's" are, nobody says."""
    chunk = s.chunk(m.term[0]) if m.term else None
    if chunk is None or chunk.owner is not None:
        return []
    return [p for p in named_inside(s, chunk.first, chunk.last) if p.ids]


def _receiver(s: Sentence, m: Match, scene: Scene, _: Party | None) -> list[Party]:
    """ "Was summoned to the ministry in Lima", "was called home to Lima"."""
    return first_of(s, stretches.after(s, m.head + 1, ("to",)), scene)


def _let_out_of(s: Sentence, m: Match, scene: Scene, _: Party | None) -> list[Party]:
    """ "Two cyclists were freed from Chad": the state that held them."""
    found = first_of(s, stretches.after(s, m.head + 1, s.rules.words["let_out"]), scene)
    return [p for p in found if len(p.acts_for) == _STATE]


def _head_of_the_title(s: Sentence, m: Match, scene: Scene, _: Party | None) -> list[Party]:
    """ "Lee in Beijing for talks with Xi": a headline may need no verb."""
    chunk = s.chunk(0)
    if not s.is_title or chunk is None or chunk.last >= m.head or any(c.first < m.head for c in s.parsed.clauses):
        return []
    return parties(s, stretches.extent(s, chunk), scene, acting=True)


def _right_before(s: Sentence, m: Match, scene: Scene, _: Party | None) -> list[Party]:
    """ "Rome behind blast": a headline's small word for a verb."""
    chunk = s.chunk(m.head - 1) if m.head and s.is_title else None
    return parties(s, (chunk.first, chunk.last), scene, acting=True) if chunk is not None else []


def _within_the_words(s: Sentence, m: Match, scene: Scene, source: Party | None) -> list[Party]:
    """ "Rome warns Oslo's moves will be seen as war": who is named on the way to what is threatened."""
    named = named_inside(s, m.head + 1, m.last) if not m.pattern.has_party else []
    return [p for p in named if p.ids and (source is None or p.name != source.name)][:1]


def _condition(s: Sentence, m: Match, scene: Scene, source: Party | None) -> list[Party]:
    """ "Rome warns of a reply if Oslo strikes": who is warned of what they may do."""
    opened = (c for c in s.parsed.clauses if c.marker in s.rules.words["if"] and c.first > m.head)
    return next((found for c in opened if (found := parties(s, stretches.subject_of(s, c), scene))), [])


def _one_before(s: Sentence, m: Match, scene: Scene, source: Party | None) -> list[Party]:
    """ "Chad proposed a pact, but Libya called it an insult": whose it is that another answers to."""
    if m.party is None or s.words[m.party[0]] not in s.rules.words["answered"] or source is None:
        return []
    before = [c for c in s.parsed.clauses if c.group.head < m.head and c.kind == "main"]
    told = [parties(s, stretches.subject_of(s, c), scene, acting=True) for c in before]
    return next((found for found in reversed(told) if found and found[0].ids and found[0].name != source.name), [])


def _means(s: Sentence, m: Match, scene: Scene, _: Party | None) -> list[Party]:
    """ "Five were killed in two Kenyan strikes", "in a wave of strikes by Kenya"; "Gaza attack" says where."""
    if m.last <= m.head:
        return []
    means = m.term if m.term and m.term[0] > m.head else (m.last, m.last)
    if found := [p for p in parties(s, means, scene, acting=True) if p.ids]:
        return found
    owners = parties(s, stretches.possessor(s, m.last), scene, acting=True)
    sure = any(True for _ in stretches.after(s, m.last + 1, s.rules.words["struck_place"]))
    return [p for p in owners if sure or is_adjective(p, s) or p.text.isupper()]


def _bearer(s: Sentence, m: Match, scene: Scene, _: Party | None) -> list[Party]:
    """Who does what bears the noun: "the court ordered the arrest of"; of a passive, who stands behind "by"."""
    clause = m.bearer
    if clause is None:
        return []
    agent = stretches.extent(s, clause.agent) if clause.agent is not None else None
    return parties(s, agent if clause.group.passive else stretches.subject_of(s, clause), scene, acting=True)


def _by_the_term(s: Sentence, m: Match, scene: Scene, _: Party | None) -> list[Party]:
    """ "The strikes by Kenya went on"."""
    if m.term is None or m.term[1] > m.head:
        return []
    return first_of(s, stretches.after(s, m.term[1] + 1, s.rules.words["doer"], m.head - m.term[1]), scene)


def _on_the_term(s: Sentence, m: Match, scene: Scene, _: Party | None) -> list[Party]:
    """ "Sanctions against Chad took effect"."""
    if m.term is None or m.term[1] > m.head:
        return []
    return first_of(s, stretches.after(s, m.term[1] + 1, m.rule.target, m.head - m.term[1]), scene)


def _predicate_of(s: Sentence, m: Match, scene: Scene, _: Party | None) -> list[Party]:
    """ "Kenya is open to talks", "remains ready to"."""
    clause = s.around(m.head)
    if clause is None or s.tags[m.head][0] != "J" or clause.group.last >= m.head:
        return []
    return parties(s, stretches.subject_of(s, clause), scene, acting=True)


def _speaker(s: Sentence, m: Match, scene: Scene, _: Party | None) -> list[Party]:
    """Who says no, where "its refusal" names nobody."""
    return parties(s, stretches.main_subject(s, m.head), scene) if m.rule.operator else []


def _maker(s: Sentence, m: Match, scene: Scene, _: Party | None) -> list[Party]:
    """ "The decision of Chad to"."""
    if not m.rule.operator or m.last <= m.head:
        return []
    return first_of(s, stretches.after(s, m.head + 1, s.rules.words["maker"], m.last - m.head), scene)


def _teller(s: Sentence, m: Match, scene: Scene, _: Party | None) -> list[Party]:
    """ "Told Cairo in a call that": who says something on the occasion has part in it."""
    clause = _told_at(s, m)
    return [] if clause is None else parties(s, stretches.subject_of(s, clause), scene, acting=True)


def _told(s: Sentence, m: Match, scene: Scene, _: Party | None) -> list[Party]:
    clause = _told_at(s, m)
    if clause is None:
        return []
    behind = clause.group.head + 1
    named = parties(s, stretches.right(s, behind), scene)
    return named or first_of(s, stretches.after(s, behind, s.rules.words["told_to"]), scene)


def _told_at(s: Sentence, m: Match) -> Clause | None:
    """The clause in which somebody says something to another on the occasion that a match names."""
    if not m.rule.mutual or s.letters[m.head] != "P":
        return None
    behind = (c for c in s.parsed.clauses if c.first >= m.head)
    clause = s.around(m.head) or next(behind, None)
    if clause is None or clause.group.passive:
        return None
    return clause if any(f.lemma in s.rules.words["telling"] for f in s.forms(clause.group.head)) else None


def _who_follows(s: Sentence, m: Match, scene: Scene, _: Party | None) -> list[Party]:
    """ "In a call with Cairo, Rome offered"."""
    if not m.rule.mutual or s.letters[m.head] != "P" or "," not in s.letters[m.last : m.last + _OPENING]:
        return []
    if m.head and s.letters[m.head - 1] not in '.,"C':
        return []
    return parties(s, stretches.right(s, s.letters.index(",", m.last) + 1), scene, acting=True)


def _patient(s: Sentence, m: Match, scene: Scene, _: Party | None) -> list[Party]:
    if m.voice not in _PASSIVE or not m.pattern.has_party:
        return []
    return parties(s, stretches.subject(s, m.head), scene)


def _object(s: Sentence, m: Match, scene: Scene, source: Party | None) -> list[Party]:
    """Whoever stands at the * of the pattern."""
    if m.party is None or m.voice in _PASSIVE:
        return []
    first, last = m.party
    phrase = m.party if last > first else stretches.right(s, first)
    return parties(s, phrase, scene, acting=m.rule.person and not m.rule.operator, other_than=source)


def _object_of_what_is_said(s: Sentence, m: Match, scene: Scene, _: Party | None) -> list[Party]:
    """ "Threatened to crush Peru"."""
    verb = next((k for k in range(m.last + 1, len(s)) if s.letters[k] not in 'A"'), m.last)
    return parties(s, stretches.right(s, verb + 1), scene) if s.words[m.last] == "to" else []


def _behind_the_words(s: Sentence, m: Match, scene: Scene, _: Party | None) -> list[Party]:
    """Whoever stands right behind a wording that ends in a verb or a small word: "impose sanctions on Iran"."""
    if (m.party is not None and m.party[1] < m.last) or not m.head < m.last < len(s) - 1:
        return []  # "accused them of": nobody behind "of" is meant
    if s.letters[m.last] not in "VGPQT" and s.words[m.last] != "that":
        return []
    acting = m.rule.person and m.pattern.has_party
    return parties(s, stretches.right(s, m.last + 1), scene, acting=acting)


def _on(s: Sentence, m: Match, scene: Scene, _: Party | None) -> list[Party]:
    """Whoever a preposition of the rule leads to, behind its words."""
    return first_of(s, stretches.after(s, m.last + 1, m.rule.target), scene) if m.rule.target else []


def _on_within(s: Sentence, m: Match, scene: Scene, _: Party | None) -> list[Party]:
    if not m.rule.target or m.last <= m.head:
        return []
    return first_of(s, stretches.after(s, m.head + 1, m.rule.target, m.last - m.head), scene)


def _before_the_term(s: Sentence, m: Match, scene: Scene, _: Party | None) -> list[Party]:
    return named_inside(s, _from(m), m.term[0]) if m.term else []


def _around_the_term(s: Sentence, m: Match, scene: Scene, _: Party | None) -> list[Party]:
    return named_inside(s, _from(m), m.term[1]) if m.term else []


def _from(m: Match) -> int:
    return m.head + 1 if m.term is None or m.head < m.term[0] else m.term[0] - _BEFORE_TERM


def _place(s: Sentence, m: Match, scene: Scene, _: Party | None) -> list[Party]:
    """ "Condemned the coup in Niger"."""
    return hosts(s, m, scene)


def _of_the_term(s: Sentence, m: Match, scene: Scene, _: Party | None) -> list[Party]:
    """ "Russian staff were told to quit Moldova"."""
    return named_inside(s, m.term[0] - _BEFORE_TERM, m.term[1]) if m.term and m.voice in _PASSIVE else []


def _behind_the_term(s: Sentence, m: Match, scene: Scene, _: Party | None) -> list[Party]:
    """ "Israel's envoy to Dublin was called back"."""
    return named_inside(s, m.term[1] + 1, m.head) if m.term and m.voice in _PASSIVE else []


def in_clause(s: Sentence, m: Match) -> list[Party]:
    """Whoever is named in what is left of the clause."""
    start = m.last + 1
    end = min(len(s), start + _CLAUSE)
    last = next((k - 1 for k in range(start, end) if s.letters[k] in ".,SWV"), end - 1)
    return named_inside(s, start, last)


def between(s: Sentence, m: Match, scene: Scene) -> list[Party]:
    """ "Talks between A and B", "a call with B"."""
    start = (m.term or (m.head, m.head))[1] + 1
    ways = ("between",) if m.voice == "passive" else ("between", "with")
    found = first_of(s, stretches.after(s, start, ways), scene)
    if not found and s.words[start : start + 1] == ["of"]:  # "the summit of Seoul and Tokyo"
        pair = parties(s, stretches.right(s, start + 1, pair=True), scene)
        return pair if len(pair) > 1 else []
    return found


def hyphenated(s: Sentence, m: Match) -> list[Party]:
    """Both of "Oslo-Rome talks", "the Thai-Lao truce", where the deed's noun, its subject or its object is theirs."""
    clause = m.clause
    ends = [m.term[1]] if m.term else [m.head] if m.is_noun else []
    chunks = [s.chunk(k) for k in ends] + ([clause.subject, clause.object] if clause is not None else [])
    for chunk in filter(None, chunks):
        first, last = stretches.extent(s, chunk)  # "a session of the Oslo-Rome commission"
        for k in range(first + 1, last):
            if s.words[k] in _HYPHENS and -1 != s.owner[k - 1] != s.owner[k + 1] != -1:
                pair = named_inside(s, k - 1, k + 1)
                return pair if len(pair) > 1 and all(p.actor_id for p in pair) else []
    return []


_EACH: tuple[Way, ...] = (
    _before_the_colon,
    _spoken_to,
    _subject,
    _owner_of_the_subject,
    _agent,
    _term,
    _owner,
    _owner_of_the_term,
    _maker_of_the_term,
    _receiver,
    _let_out_of,
    _right_before,
    _within_the_words,
    _condition,
    _one_before,
    _head_of_the_title,
    _means,
    _bearer,
    _by_the_term,
    _on_the_term,
    _predicate_of,
    _speaker,
    _who_follows,
    _maker,
    _teller,
    _told,
    _patient,
    _object,
    _object_of_what_is_said,
    _behind_the_words,
    _on,
    _on_within,
    _before_the_term,
    _around_the_term,
    _place,
    _of_the_term,
    _behind_the_term,
)
WAYS = {way.__name__.replace("_", " ").strip(): way for way in _EACH}
