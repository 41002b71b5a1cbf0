"""Whether the lexicon is sound: it loads, its cells are clean, and its tables agree with each other.

Called by `demarche lexicon check`.  It gathers all problems instead of ending at the first; facts it cannot judge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize

from agents import lexicon
from agents.lexicon.alerts import AlertRule, load_rules, silences
from agents.lexicon.cues import Cues
from agents.lexicon.errors import LexiconError
from agents.lexicon.headlines import Headlines
from agents.lexicon.labels import labels
from agents.lexicon.names import Names
from agents.lexicon.rules import Rules
from agents.lexicon.titles import Titles

# Parts of an actor id that stand where a state's code stands: whom no state owns.
_WITHOUT_STATE = frozenset({"IGO", "NGO", "IMG", "ISM", "MNC"})


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong, and where."""

    file: str
    entry: str
    problem: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a lexicon holds, by kind, and what is wrong with it."""

    version: str
    counts: dict[str, int]
    problems: tuple[Problem, ...]


def examine(folder: Path) -> Report:
    """Load and compare everything in a lexicon's folder.  Raises nothing on data, whatever it is."""
    problems = [*_unclean(folder)]
    counts: dict[str, int] = {}
    for what, count in _loaders(folder).items():
        try:
            counts |= count()
        except LexiconError as error:
            problems.append(Problem(error.path, error.entry, error.problem))
        except (OSError, ValueError) as error:  # not UTF-8, not TOML
            problems.append(Problem(what, "file", str(error)))
    if not problems:
        problems.extend(_disagreements(Names.load(folder)))
        alerts, rules = load_rules(folder), Rules.load(folder)
        problems.extend(_never_raised(alerts, rules))
        problems.extend(_unjudged(alerts, silences(folder), rules))
        problems.extend(_unheaded(Headlines.load(folder), rules, Names.load(folder)))
    return Report(lexicon.fingerprint(folder), counts, tuple(problems))


def _loaders(folder: Path) -> dict[str, Callable[[], dict[str, int]]]:
    def names() -> dict[str, int]:
        found = Names.load(folder)
        kinds = [known.kind for known in {m for meanings in found.by_name.values() for m in meanings}]
        return {
            "spellings": len(found.by_name),
            **{f"{kind} names": kinds.count(kind) for kind in sorted(set(kinds))},
            "persons": len(found.persons),
            "offices held": sum(len(person.roles) for person in found.persons.values()),
            "titles": len(found.titles),
        }

    def cues() -> dict[str, int]:
        return {"languages with cues": len(Cues.load(folder).languages)}

    return {
        "actors": names,
        "cues": cues,
        "signals": lambda: {"signal rules": len(Rules.load(folder).rules)},
        "alerts.toml": lambda: {"alert rules": len(load_rules(folder))},
        "headlines.toml": lambda: {"kinds with headlines": len(Headlines.load(folder).words.kinds)},
        "titles.toml": lambda: {"labels of titles": len(Titles.load(folder).labels)},
        "labels.tsv": lambda: {"labels of taggers": len(labels(folder))},
    }


def _unclean(folder: Path) -> Iterator[Problem]:
    """Find cells with white space around them or letters in two pieces: nobody would see why they never match."""
    for path in sorted(folder.rglob("*.tsv")):
        file = path.relative_to(folder).as_posix()
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except UnicodeDecodeError as error:
            yield Problem(file, "file", str(error))
            continue
        for number, line in enumerate(lines, 1):
            if line.startswith("#"):
                continue
            for cell in line.split("\t"):
                if cell != " ".join(cell.split()):
                    yield Problem(file, f"row {number}", f"stray white space in {cell!r}")
                if cell != normalize("NFC", cell):
                    yield Problem(file, f"row {number}", f"{cell!r} is not in NFC")


def _disagreements(names: Names) -> Iterator[Problem]:
    """Find actors of states that no table has, and titles of Wikipedia for ids that nothing bears."""
    known = [m for meanings in names.by_name.values() for m in meanings]
    states = {m.id for m in known if m.kind == "state"}
    for person in names.persons.values():
        for role in person.roles:
            if role.actor_id.split(":", 1)[0] not in states | _WITHOUT_STATE:
                yield Problem("actors/people", person.id, f"{role.actor_id}: there is no such state")
    for actor_id in sorted({m.actor_id for m in known if m.actor_id}):
        if actor_id.split(":", 1)[0] not in states | _WITHOUT_STATE:
            yield Problem("actors", actor_id, "there is no such state")
    borne = {i for m in known for i in (m.id, m.actor_id, m.place_id) if i} | set(names.holders)
    for known_id in sorted(set(names.titles_of) - borne):
        yield Problem("actors/wikipedia.tsv", known_id, "nothing bears this id")


def _never_raised(alerts: Iterable[AlertRule], rules: Rules) -> Iterator[Problem]:
    """Find alert rules that wait for a signal of a name that nothing makes."""
    for alert in alerts:
        for signal in sorted(alert.signals - rules.signals):
            yield Problem("alerts.toml", alert.id, f"no rule in signals/ makes {signal!r}")


def _unjudged(alerts: Iterable[AlertRule], silent: Iterable[str], rules: Rules) -> Iterator[Problem]:
    """Find kinds that no alert rule asks for and of which nothing says why, or of which both is so."""
    asked, quiet = {s for alert in alerts for s in alert.signals}, set(silent)
    for signal in sorted(rules.signals - asked - quiet):
        yield Problem("alerts.toml", signal, "no rule asks for it, and no [[silent]] says why")
    for signal in sorted((quiet & asked) | (quiet - rules.signals)):
        yield Problem("alerts.toml", signal, "is silent, and asked for or never read")


def _unheaded(headlines: Headlines, rules: Rules, names: Names) -> Iterator[Problem]:
    """Find kinds without a headline, headlines of no kind, and short names of nobody."""
    words = headlines.words
    for signal in sorted(rules.signals - words.kinds.keys()):
        yield Problem("headlines.toml", signal, "no headline says it")
    for signal in sorted(words.kinds.keys() - rules.signals):
        yield Problem("headlines.toml", signal, "is never read")
    called = {known.name for meanings in names.by_name.values() for known in meanings}
    for name in sorted((words.names.keys() | words.adjectives.keys()) - called):
        yield Problem("headlines.toml", name, "nobody is called so")
