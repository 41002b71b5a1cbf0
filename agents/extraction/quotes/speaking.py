"""Which clauses speak, and who speaks in them: cue, speaker and mood read off the parse; called by `english`.

Takes no content.  A word of speech that the tagger takes for a noun is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from agents.extraction.parse.chunks import Chunk
from agents.extraction.parse.items import MARKED
from agents.extraction.parse.parse import Sentence
from agents.extraction.parse.penn import NAMES
from agents.extraction.parse.records import Clause, Phrase
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
    for clause in reversed(s.clauses):
        subject = clause.subject
        if subject is None or clause.via != "own" or clause.kind == "relative" or s.starts[clause.group.head] >= at:
            continue
        whole = _whole(s, clause.subject_phrase, clause.group.first) if _is_before(clause) else _chunk(subject)
        return s.span(*whole)
    return None


def finite_between(s: Sentence, first: int, last: int) -> Clause | None:
    """Give the first clause with a tense whose verb stands among tokens first..last."""
    return next((c for c in s.clauses if first <= c.group.head <= last and c.group.form == "finite"), None)


def voice(g: Grammar, s: Sentence, one: Spoken, earlier: Voice | None, said: Sequence[Span]) -> Voice | None:
    """Find who speaks; None where nobody is told.

    A verb without a subject of its own shares that of the `earlier` cue, where its own would stand in what was `said`.
    """
    clause, group = one.clause, one.clause.group
    if not _may_speak(g, s, clause):
        return None
    mood = _mood(g, s, clause)
    if group.passive:
        agent = clause.agent
        return Voice(_chunk(agent), "passive", agent.first - 1, mood) if agent is not None else None
    if clause.subject is None:
        return _unnamed(s, one, earlier, mood)
    named = clause.via == "participle" and s.words[clause.subject.head] in g.not_speech  # "a sign reading ..."
    if named or s.words[clause.subject.head] in g.idioms:
        return None
    found = _named(g, s, one, clause.subject, mood)
    inside = any(a <= found.words[0] <= b for a, b in said)
    if found.via != "shared-subject" or earlier is None or not inside:
        return found
    claims = one.form.kind not in g.speech.word_class("passing_on")  # "sources say he left, claiming ..."
    return found if claims and relays(g, s, earlier.words) else Voice(earlier.words, found.via, found.edge, mood)


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


def _named(g: Grammar, s: Sentence, one: Spoken, subject: Chunk, mood: Modality) -> Voice:
    """Who speaks in a clause with a subject, on either side of its verb, its own or another's."""
    clause, edge = one.clause, one.clause.group.first
    if clause.via == "own" and clause.kind != "relative" and subject.first > clause.group.last:
        phrase = clause.subject_phrase
        whole = _whole(s, phrase, len(s)) if phrase is not None and phrase.head is subject else _chunk(subject)
        return Voice(whole, "inverted", edge, mood)
    quoted = _quoted(s, clause)
    if quoted is not None:
        return Voice(_chunk(quoted), "subject", edge, mood)
    if clause.via == "relative" and clause.relative is not None:
        return Voice((clause.first, clause.first), "subject", edge, mood)
    if clause.via == "own" and subject.first < edge:
        whole = _whole(s, clause.subject_phrase, edge) if _is_before(clause) else _chunk(subject)
        return Voice(whole, "pronoun" if s.tags[subject.head] == "PRP" else "subject", clause.first, mood)
    writer = _writer(g, s, clause)
    return Voice(_chunk(writer or subject), "shared-subject", edge, mood)


def _writer(g: Grammar, s: Sentence, clause: Clause) -> Chunk | None:
    """Whose words a document holds: "the mayor sent a letter saying ..."."""
    paper, above = clause.subject, clause.parent
    if clause.via != "participle" or paper is None or s.words[paper.head] not in g.kinds["document"]:
        return None
    sent = above is not None and above.object is paper and not above.group.passive
    return above.subject if above is not None and sent else None


def _chunk(chunk: Chunk) -> Span:
    return chunk.first, chunk.last


def _is_before(clause: Clause) -> bool:
    """Tell whether the phrase of a subject is known and stands before the verb."""
    phrase, subject = clause.subject_phrase, clause.subject
    return phrase is not None and subject is not None and phrase.head is subject and subject.first < clause.group.first


def _is_among(g: Grammar, s: Sentence, clause: Clause, kind: str) -> bool:
    """Tell whether the subject is one that can say so: only papers and reports "learn" and "show"."""
    known = g.speech.word_class(kind)
    subject = clause.subject
    return subject is not None and any(s.words[k] in known for k in range(subject.first, subject.last + 1))


def _whole(s: Sentence, phrase: Phrase | None, end: int) -> Span:
    """The words of a subject: its chunk with what hangs on it, and the name that explains an office."""
    assert phrase is not None
    last = phrase.last.last
    named = next((p for p in phrase.appositions if s.tags[p.head.head] in NAMES), None)
    if named is not None and s.tags[phrase.head.head] not in NAMES and named.last.last < end:
        last = named.last.last
    return phrase.head.first, min(last, end - 1)


def _right_behind(s: Sentence, one: Spoken) -> Span | None:
    """Whoever stands behind a verb that follows marked words: «"No," laughed Mrs Roa»."""
    before, after = one.clause.group.first - 1, one.last + 1
    if before < 0 or after >= len(s) or s.tags[before] != MARKED or "quote" not in one.form.frames:
        return None
    chunk = s.chunk_at[after]
    return _chunk(chunk) if chunk is not None and not chunk.is_time else None


def _may_speak(g: Grammar, s: Sentence, clause: Clause) -> bool:
    """Tell ", adding", "by saying", "is said to have told" from "of saying", "to say", "said by"."""
    group = clause.group
    before = group.first - 1
    if group.passive:
        return group.form == "finite"
    if group.form == "to":  # "took to the stage to say"
        above = clause.parent
        if above is None:
            return False
        hearsay = above.group.passive and s.words[above.group.head] in g.speech.forms  # "is said to have told"
        return hearsay or s.words[above.group.head] in g.speech.word_class("lead_to")
    if group.form == "ing" and before >= 0 and s.tags[before] == "IN":
        return s.words[before] in g.speech.word_class("before_gerund")
    return True


def _quoted(s: Sentence, clause: Clause) -> Chunk | None:
    """Who speaks in "quoted the envoy as saying", "the envoy was quoted as saying"."""
    before, above = clause.group.first - 1, clause.parent
    if clause.group.form not in ("ing", "to") or before < 0 or s.words[before] != "as" or above is None:
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
