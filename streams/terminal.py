"""Records -> text for a terminal: alerts, actors, and a text with its evidence marked.

Colours are click's, which drops them where the output is no terminal or NO_COLOR is set.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import partial

import click

from agents.excerpts import sentence_of, words_of
from agents.extraction import ALL, Reading
from agents.incidents import headline, words
from agents.lexicon.alerts import AlertRule
from agents.raising import judged
from agents.records import ActorState, Alert, Evidence, Incident, Party, Relation, Word
from agents.state import incidents_about

COLOURS = {"low": "white", "medium": "yellow", "high": "red", "critical": "magenta"}
WIDTH = 100


def alert_text(alert: Alert) -> str:
    """Write an alert: headline, the words that show it, outlet and link, and what was before."""
    colour = COLOURS[alert.severity]
    head = f"{alert.at:%d %b %H:%M}  {click.style(f'{alert.severity:<8}', fg=colour, bold=True)} {alert.desk:<10}"
    lines = [f"{head} {_news(alert)}{click.style(alert.headline, bold=True)}"]
    for evidence in alert.evidence[:1]:
        lines.append(_wrapped(f"“{sentence_of(evidence)}”"))
        via = f", citing {evidence.attributed_to}" if evidence.attributed_to else ""
        told = f"{_outlet(evidence)}{via}; {_sources(alert)}; {alert.rule}; id {alert.id}"
        lines += [_quiet(told), *([_quiet(evidence.url)] if evidence.url else [])]
    if alert.before and alert.before.word:
        lines.append(_quiet(f"before: {words(alert.before.word)}, level {alert.before.level:+.1f}"))
    return "\n".join(lines)


def _news(alert: Alert) -> str:
    """Say what a revision brings, of any but the first."""
    if alert.update == "new":
        return ""
    told = f"told by {alert.independent} independent sources" if alert.update == "corroborated" else alert.update
    return click.style(f"[{told}] ", fg="cyan")


def explanation(alert: Alert) -> str:
    """Write all that is known of an alert, every report of it."""
    rows = [alert_text(alert), ""]
    rows.append(f"  type        {alert.type} {alert.cameo} (Goldstein {alert.goldstein:+.1f}), {alert.status}")
    rows.append(f"  day         {alert.day}, revision {alert.revision} ({alert.update})")
    if alert.turn is not None:
        since = f" of {alert.turn.at:%d %b %Y}" if alert.turn.at else ""
        rows.append(
            f"  takes back  {words(alert.turn.kind)}{since}{f', alert {alert.turn.of}' if alert.turn.of else ''}"
        )
    if alert.reversed_by:
        rows.append(f"  taken back  by alert {alert.reversed_by}")
    rows.append(f"  confidence  {alert.confidence:.2f}")
    for name, standing in (("before", alert.before), ("after", alert.after)):
        if standing:
            last = f", last word {words(standing.word)} on {standing.word_at:%d %b %Y}" if standing.word_at else ""
            rows.append(f"  {name:<11} level {standing.level:+.2f}{_trending(standing.trend)}{last}")
    if alert.coverage:
        articles, outlets = counted(alert.coverage.articles, "article"), counted(alert.coverage.outlets, "outlet")
        rows.append(f"  coverage    {articles}, {outlets} in the day before")
    for e in alert.evidence:
        rows += ["", f"  {e.at:%d %b %Y %H:%M}  {_outlet(e)}: {e.title}", f"  {e.url} characters {e.start}-{e.end}"]
        rows.append(_wrapped(f"“{sentence_of(e)}”"))
    return "\n".join(rows)


def _outlet(evidence: Evidence) -> str:
    return (evidence.outlet or "no outlet named") + (" (state media)" if evidence.state_run else "")


def state_text(state: ActorState) -> str:
    """Write what is known of an actor."""
    rows = [click.style(f"{state.name or state.actor_id}", bold=True) + f"  {state.actor_id}"]
    rows.append(
        _quiet(f"{counted(state.mentions, 'mention')}, last on {state.last_at:%d %b %Y %H:%M}" if state.last_at else "")
    )
    if state.relations:
        rows.append(f"\n{relation_head()}")
        newest = sorted(state.relations.values(), key=lambda r: (r.last_at, r.counterpart), reverse=True)
        rows += [relation_row(r) for r in newest]
    for title, lines in (("incidents", _incidents(state)), ("words", _utterances(state))):
        if rest := list(lines):
            rows += ["", f"  {title}", *rest]
    return "\n".join(rows)


def relation_head() -> str:
    """Name the columns of `relation_row`."""
    return f"  {'towards':<28} {'level':>6} {'trend':>6}  last word on each object"


def relation_row(relation: Relation) -> str:
    """Write one relation in one line, the newest word first."""
    said = ", ".join(f"{words(w.signal)} ({w.at:%d %b})" for _, w in _last_words(relation))
    return f"  {relation.name:<28} {relation.level:>+6.1f} {_trend(relation.trend):>6}  {said}"


def relation_text(source: str, target: str, relation: Relation | None) -> str:
    """Write how one actor acts towards another: level, trend, and the last word on each object, the newest first."""
    head = click.style(f"{source} → {target}", bold=True)
    if relation is None:
        return f"{head}  no step is known"
    rows = [f"{head}  level {relation.level:+.1f}{_trending(relation.trend)}, last step on {relation.last_at:%d %b %Y}"]
    rows += [f"  {words(about):<14} {words(w.signal)} ({w.at:%d %b %Y})" for about, w in _last_words(relation)]
    return "\n".join(rows)


def _last_words(relation: Relation) -> list[tuple[str, Word]]:
    """Give the last word on each object, the newest first."""
    return sorted(relation.words.items(), key=lambda word: (-word[1].at.timestamp(), word[0]))


def incident_row(incident: Incident) -> str:
    """Write a happening in one line: day, headline, how far it got, who tells it, and its id."""
    told = click.style(f"({incident.status}, {_sources(incident)})", dim=True)
    return f"{incident.day}  {click.style(headline(incident), bold=True)}  {told}  {incident.id}"


def actors_table(states: Iterable[ActorState]) -> str:
    """Write one line an actor."""
    rows = [f"{'actor':<30} {'id':<26} {'mentions':>8} {'incidents':>9}  newest step"]
    for s in states:
        newest = next(iter(incidents_about(s)), None)
        step = headline(newest) if newest else ""
        rows.append(f"{s.name[:30]:<30} {s.actor_id:<26} {s.mentions:>8} {len(s.steps):>9}  {step}")
    return "\n".join(rows)


def reading_text(reading: Reading, rules: Sequence[AlertRule], wanted: frozenset[str] = ALL) -> str:
    """Write the findings of the kinds wanted, each with the words that show it and the rule that fired.

    Alerts are what the text alone raises by the alert `rules`; of other happenings it says why they raise none.  The
    kind of the piece stands first, where it is no news.
    """
    kinds: dict[str, Callable[[Reading], Iterator[str]]] = {
        "alerts": partial(_raised, rules=rules), "signals": _signals, "quotes": _quotes, "entities": _entities,
    }  # fmt: skip
    shown = (
        row for kind, of in kinds.items() if kind in wanted for row in (click.style(kind, bold=True), *of(reading))
    )
    kind = () if reading.kind == "news" else (f"{click.style('kind', bold=True)}  {reading.kind}",)
    return "\n".join((*kind, *shown))


def _raised(reading: Reading, rules: Sequence[AlertRule]) -> Iterator[str]:
    for r in judged(reading.happenings, rules):
        h = r.happening
        sides = " → ".join(", ".join(_who(p) for p in side) or "?" for side in (h.sources, h.targets))
        told = f"{r.rule.desk}, {r.severity}" if r.rule else f"no alert: {r.why}"
        yield f"  {click.style(words(h.signal), fg='red' if r.rule else 'bright_black')}  {sides}  {told}"
        yield _wrapped(" ".join(reading.text.body[h.start : h.end].split()))


def _signals(reading: Reading) -> Iterator[str]:
    body = reading.text.body
    for s in reading.signals:
        start, end = s.trigger
        marked = body[s.start : start] + click.style(body[start:end], fg="yellow", bold=True) + body[end : s.end]
        yield (f"  {click.style(words(s.signal), fg='red')}  {_who(s.source)} → {_who(s.target)}  "
               f"{s.type} {s.cameo}, {s.status}, {s.confidence:.2f}, {s.rule}")  # fmt: skip
        yield _wrapped(" ".join(marked.split()))


def _quotes(reading: Reading) -> Iterator[str]:
    for q in reading.quotes:
        speaker = f"{q.speaker.text} ({q.speaker.name or '?'})" if q.speaker else "nobody named"
        yield f"  {q.type:<9} {speaker}, {q.cue.text if q.cue else 'no cue'}, {q.confidence:.2f}"
        yield _wrapped(" ".join(q.text.split()))


def _entities(reading: Reading) -> Iterator[str]:
    seen = dict.fromkeys((e.name or e.text, e.type, e.subtype, e.ids) for e in reading.entities)
    for name, kind, sub, ids in seen:
        yield f"  {kind:<4} {name}{f' ({sub})' if sub else ''}  {' '.join(dict.fromkeys(ids))}"


def _incidents(state: ActorState) -> Iterator[str]:
    for i in incidents_about(state):
        yield f"  {date.fromisoformat(i.day):%d %b}  {headline(i)} ({i.status}, {_sources(i)})"


def _utterances(state: ActorState) -> Iterator[str]:
    for q in state.quotes[:10]:
        yield _wrapped(f"{q.at:%d %b}  {q.speaker}: “{' '.join(words_of(q).split())}”")


def _who(party: Party | None) -> str:
    return f"{party.text} [{party.actor_id or party.person_id or '?'}]" if party else "?"


def _sources(alert: Alert | Incident) -> str:
    copies = f", {counted(alert.copies, 'copy', 'copies')}" if alert.copies else ""
    return f"{counted(alert.independent, 'independent source')}{copies}"


def _trend(trend: float | None) -> str:
    return "" if trend is None else f"{trend:+.1f}"


def _trending(trend: float | None) -> str:
    return "" if trend is None else f", trend {trend:+.2f}"


def counted(number: int, one: str, more: str = "") -> str:
    """Write a number with its noun; `more` is the plural where an s does not make it."""
    return f"{number} {one if number == 1 else more or one + 's'}"


def _wrapped(text: str) -> str:
    return textwrap.fill(text, WIDTH, initial_indent=" " * 6, subsequent_indent=" " * 6)


def _quiet(text: str) -> str:
    return click.style(f"      {text}", dim=True)
