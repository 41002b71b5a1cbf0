"""Which clauses speak, and who speaks in them: cue, speaker and mood read off the parse; called by `english`.

Takes no content.  A word of speech that the tagger takes for a noun is none.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from agents.extraction.parse.chunks import Chunk
from agents.extraction.parse.items import MARKED
from agents.extraction.parse.parse import Sentence
from agents.extraction.parse.penn import NAMES
from agents.extraction.parse.records import Clause
from agents.extraction.quotes.grammar import Grammar
from agents.lexicon.cues import Form
from agents.records import Modality, Span


class Spoken(Struct, frozen=True, gc=False):
    """A clause whose verb is a cue: tokens first..last are the cue with its particle."""

    clause: Clause
    form: Form
    first: int
    last: int


class Voice(Struct, frozen=True, gc=False):
    """Who speaks (tokens), how that is known, and where the attribution begins (`edge`)."""

    words: Span
    via: str
    edge: int
    modality: Modality


def spoken(g: Grammar, s: Sentence) -> Iterator[Spoken]:
    """Give the clauses of a sentence that speak, in order."""
    for clause in s.clauses:
        head = clause.group.head
        if any(a < head <= b for a, b in s.woven):  # whoever speaks there is quoted
            continue
        for form in g.speech.forms.get(s.words[head], ()):
            last = head + len(form.particle)
            if form.particle and s.words[head + 1 : last + 1] != [*form.particle]:
                continue
            if form.only and not _is_among(g, s, clause, f"{form.only}s"):
                continue
            yield Spoken(clause, form, head, last)
            break


def clause_subject(s: Sentence, at: int) -> Span | None:
    """Give the subject (characters) of the last clause with one of its own before a character of the text."""
    before = (c for c in reversed(s.clauses) if c.subject is not None and s.starts[c.group.head] < at)
    own = next((c for c in before if c.via == "own" and c.kind != "relative"), None)
    return s.span(*_subject(s, own, own.subject)) if own is not None and own.subject is not None else None


def voice(g: Grammar, s: Sentence, one: Spoken, earlier: Voice | None) -> Voice | None:
    """Find who speaks; None where nobody is told.  A verb without a subject of its own shares the `earlier` voice."""
    clause, subject = one.clause, one.clause.subject
    if not _may_speak(g, s, clause):
        return None
    mood = _mood(g, s, clause)
    if clause.group.passive:
        agent = clause.agent
        return Voice(_chunk(agent), "passive", agent.first - 1, mood) if agent is not None else None
    if subject is None:
        return _unnamed(s, one, earlier, mood)
    if s.words[subject.head] in (g.not_speech if clause.via == "participle" else g.idioms):  # "a sign reading ..."
        return None
    found = _named(s, clause, subject, mood)
    if earlier is None or found.via != "shared-subject":
        return found
    passed_on = one.form.kind in g.speech.word_class("passing_on") or not relays(g, s, earlier.words)
    return Voice(earlier.words, found.via, found.edge, mood) if passed_on else found  # "sources say he left, claiming"


def relays(g: Grammar, s: Sentence, who: Span) -> bool:
    """Tell whether a speaker passes on what others say: a paper, a document, a source without a name."""
    return not g.relays.isdisjoint(s.words[who[0] : who[1] + 1])


def _unnamed(s: Sentence, one: Spoken, earlier: Voice | None, mood: Modality) -> Voice | None:
    """Who speaks in a clause without a subject: whoever stands right behind it, or who spoke before."""
    group = one.clause.group
    behind = _right_behind(s, one)
    if behind is not None:
        return Voice(behind, "inverted", group.first, mood)
    if earlier is None or one.clause.via == "own" or group.form not in ("ing", "finite"):
        return None
    return Voice(earlier.words, "shared-subject", group.first, mood)


def _named(s: Sentence, clause: Clause, subject: Chunk, mood: Modality) -> Voice:
    """Who speaks in a clause with a subject, on either side of its verb, its own or another's."""
    edge = clause.group.first
    quoted = _quoted(s, clause)
    if quoted is not None:
        return Voice(_chunk(quoted), "subject", edge, mood)
    if clause.via == "relative":
        return Voice((clause.first, clause.first), "subject", edge, mood)
    if clause.via != "own":
        return Voice(_chunk(_writer(clause) or subject), "shared-subject", edge, mood)
    if subject.first > edge:
        return Voice(_subject(s, clause, subject), "inverted", edge, mood)
    via = "pronoun" if s.tags[subject.head] == "PRP" else "subject"
    return Voice(_subject(s, clause, subject), via, clause.first, mood)


def _writer(clause: Clause) -> Chunk | None:
    """Whose words another's thing holds: "the mayor sent a letter saying ..."."""
    above = clause.parent
    return above.subject if above is not None and above.object is clause.subject else None


def _chunk(chunk: Chunk) -> Span:
    return chunk.first, chunk.last


def _is_among(g: Grammar, s: Sentence, clause: Clause, kind: str) -> bool:
    """Tell whether the subject is one that can say so: only papers and reports "learn" and "show"."""
    known = g.speech.word_class(kind)
    subject = clause.subject
    return subject is not None and any(s.words[k] in known for k in range(subject.first, subject.last + 1))


def _subject(s: Sentence, clause: Clause, subject: Chunk) -> Span:
    """The words of a subject: its chunk with what hangs on it, and the name that explains an office."""
    phrase, edge = clause.subject_phrase, clause.group.first
    if phrase is None or phrase.head is not subject:
        return _chunk(subject)
    end = edge if subject.first < edge else len(s)
    names = (p for p in phrase.appositions if s.tags[p.head.head] in NAMES)
    named = next((p.last.last for p in names if s.tags[subject.head] not in NAMES), end)
    return subject.first, min(named if named < end else phrase.last.last, end - 1)


def _right_behind(s: Sentence, one: Spoken) -> Span | None:
    """Whoever stands behind a verb that follows marked words: «"No," laughed Mrs Roa»."""
    before, after = one.clause.group.first - 1, one.last + 1
    if before < 0 or after >= len(s) or s.tags[before] != MARKED:
        return None
    chunk = s.chunk_at[after]
    return _chunk(chunk) if chunk is not None else None


def _may_speak(g: Grammar, s: Sentence, clause: Clause) -> bool:
    """Tell ", adding", "by saying", "is said to have told" from "of saying", "to say", "said by"."""
    group, word = clause.group, s.words[clause.group.first - 1]
    if group.passive:
        return group.form == "finite"
    if group.form == "to":  # "took to the stage to say"
        above = s.words[clause.parent.group.head] if clause.parent is not None else ""
        return above in g.speech.forms or above in g.speech.word_class("lead_to")
    governed = group.form == "ing" and group.first > 0 and s.tags[group.first - 1] == "IN"
    return not governed or word in g.speech.word_class("before_gerund")


def _quoted(s: Sentence, clause: Clause) -> Chunk | None:
    """Who speaks in "quoted the envoy as saying", "the envoy was quoted as saying"."""
    above = clause.parent
    if above is None or s.words[clause.group.first - 1] != "as":
        return None
    return above.subject if above.group.passive else above.object


def _mood(g: Grammar, s: Sentence, clause: Clause) -> Modality:
    """Read off the verb group how far it was said."""
    group = clause.group
    if group.negated:
        return "negated"
    if g.speech.word_class("hearsay") & set(s.words[max(0, group.first - 1) : group.head]):
        return "reportedly"
    if clause.marker in ("if", "unless"):
        return "hypothetical"
    if group.modal is None:
        return "asserted"
    return "future" if group.tense == "future" else "hypothetical"
