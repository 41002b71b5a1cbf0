"""Who said what: direct, mixed and indirect speech with its speaker; called by `agents.extraction.read`.

Marks first, then the cues of each sentence, then marked words that no cue owns, then speakers.  The language
decides the rules; a language without rules gives direct speech only.  Belief and silence are no speech.
"""

from __future__ import annotations

from collections.abc import Sequence

from agents.extraction.quotes import english, german, plain
from agents.extraction.quotes.attribution import Attribution
from agents.extraction.quotes.grammar import grammar
from agents.extraction.quotes.marks import Region, regions
from agents.extraction.quotes.speakers import Speakers
from agents.extraction.quotes.standalone import Act, Standalone
from agents.extraction.quotes.tokens import Token, Unit, units
from agents.extraction.text import Text
from agents.identity import digest
from agents.lexicon.cues import Cues
from agents.records import Cue, Entity, Quote, QuoteType, Span

_READERS = {"en": english.attributions, "de": german.attributions}


def find(text: Text, entities: Sequence[Entity], cues: Cues, revision: str = "") -> tuple[Quote, ...]:
    """Find what was said in a text.  Pure; never raises on a text; offsets are characters of its body.

    `revision` is an opaque key of the document that goes into the ids; offsets do not, so that an edit
    elsewhere keeps them.
    """
    marked = regions(text.body, text.paragraphs, text.lang)
    cut = units(text, marked)
    speech = cues.of(text.lang)
    g = grammar(speech) if speech is not None else None
    reader = _READERS.get(text.lang, plain.attributions)
    walk = Standalone(text.body, marked, cut, g)
    for number, unit in enumerate(cut):
        found = reader(g, unit.tokens) if g is not None else []
        owned = {k for one in found for a, b in one.pieces for k in range(a, b + 1)}
        walk.take(number, [_act(unit, one, number) for one in found], owned)
    speakers = Speakers(text, entities, g)
    seen: dict[str, int] = {}
    quotes = [_quote(text, act, cut, marked, speakers, revision, seen) for act in walk.acts]
    return tuple(sorted(quotes, key=lambda q: q.pieces[0]))


def _act(unit: Unit, one: Attribution, number: int) -> Act:
    t = unit.tokens
    pieces = [(t[a].start, t[b].end) for a, b in one.pieces]
    who = (t[one.subject[0]].start, t[one.subject[1]].end) if one.subject else None
    return Act(pieces, who, one.via, number, one)


def _quote(
    text: Text,
    act: Act,
    cut: Sequence[Unit],
    marked: Sequence[Region],
    speakers: Speakers,
    revision: str,
    seen: dict[str, int],
) -> Quote:
    body = text.body
    words = " ... ".join(body[a:b] for a, b in act.pieces)
    normal = " ".join(words.casefold().split())
    nth = seen[normal] = seen.get(normal, -1) + 1
    verbatim = tuple(
        r.inner for r in marked if r.parent < 0 and any(a <= r.start and r.end <= b for a, b in act.pieces)
    )
    one = act.attribution
    tokens = cut[act.unit].tokens if one is None else _tokens_of(cut, act)
    speaker = speakers.speaker(act.speaker, act.via) if act.speaker else None
    return Quote(
        id=digest(revision, normal, str(nth)),
        type=_type(body, act.pieces, verbatim),
        text=words,
        pieces=tuple(act.pieces),
        verbatim=verbatim,
        speaker=speaker,
        cue=_cue(body, tokens, one) if one is not None else None,
        addressee=speakers.party(_chars(tokens, one.addressee)) if one is not None and one.addressee else None,
        confidence=speaker.confidence if speaker else 0.3,
        rules=(one.frame if one is not None else "standalone", act.via),
    )


def _tokens_of(cut: Sequence[Unit], act: Act) -> Sequence[Token]:
    start = act.pieces[0][0]
    return next(u.tokens for u in cut if u.start <= start < u.end)


def _chars(tokens: Sequence[Token], span: Span) -> Span:
    return tokens[span[0]].start, tokens[span[1]].end


def _type(body: str, pieces: Sequence[Span], verbatim: Sequence[Span]) -> QuoteType:
    if not verbatim:
        return "indirect"
    outside = sum(b - a for a, b in pieces) - sum(b - a for a, b in verbatim)
    return "direct" if outside <= 3 * len(verbatim) + 2 else "mixed"


def _cue(body: str, tokens: Sequence[Token], one: Attribution) -> Cue:
    start, end = _chars(tokens, one.cue)
    return Cue(text=body[start:end], start=start, end=end, lemma=one.lemma, kind=one.kind, modality=one.modality)
