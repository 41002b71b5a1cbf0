"""The signal rules: which words make a step of policy, and what that step is called.

Read from `signals/*.toml` (a file for each topic; terms, phrases and grammar in their own), `signals/verbs.tsv` and
`signals/plover.tsv`; checked once and frozen.  Says nothing of how a clause is read: that is agents/extraction/signals.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from agents.lexicon.errors import LexiconError
from agents.lexicon.inflection import plural, verb_forms
from agents.lexicon.nouns import Nouns
from agents.lexicon.nouns import load as load_nouns
from agents.lexicon.outcomes import Outcome, Rule
from agents.lexicon.patterns import Pattern, bare, cut, parse, spread
from agents.lexicon.roles import Roles
from agents.lexicon.roles import load as load_roles
from agents.lexicon.tables import rows as rows_of
from agents.lexicon.tellers import Tellers
from agents.lexicon.triggers import Trigger, Triggers

T = TypeVar("T", bound=Outcome)

_NOT_TOPICS = (
    "confidence.toml", "finer.toml", "grammar.toml", "objects.toml", "phrases.toml", "senses.toml", "terms.toml",
)  # fmt: skip


class _Topic(msgspec.Struct, forbid_unknown_fields=True):
    rule: list[Rule]
    operator: dict[str, Any] = {}
    reading: dict[str, Any] = {}
    reach: dict[str, int] = {}
    telling: dict[str, Any] = {}
    noun: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Form:
    """What a word can be: a form of `lemma`; kinds b(ase) s d (past) n (participle) g (-ing) o (noun of the deed)."""

    lemma: str
    kinds: str
    before: tuple[str, ...] = ()  # the tokens before it: "re", "-" of "re-open"


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a class: all its words after the first, and the class."""

    rest: tuple[str, ...]
    term: str


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything the reader of signals knows."""

    rules: tuple[Rule, ...]
    by_id: Mapping[str, Rule]
    verbs: Mapping[str, Triggers]
    names: Mapping[str, Triggers]
    forms: Mapping[str, tuple[Form, ...]]
    deeds: Mapping[str, tuple[tuple[Form, Triggers], ...]]  # each word that can be a verb of some rule
    terms: Mapping[str, Mapping[str, tuple[Term, ...]]]  # by first and second word; "" where there is no second
    words: Mapping[str, frozenset[str]]
    homes: Mapping[str, str]
    states: Mapping[str, str]
    tellers: Tellers
    finer: Mapping[str, Mapping[str, Outcome]]
    modes: Mapping[str, Mapping[str, str]]
    roles: Roles
    nouns: Nouns
    anchors: frozenset[str]  # of these a word stands in every sentence that is read

    @classmethod
    def load(cls, folder: Path) -> Rules:
        """Read and check the rules of a lexicon folder.  Raises LexiconError naming file and entry."""
        homes, states = _homes(folder / "actors"), _states(folder / "actors" / "states.tsv")
        tellers = Tellers.load(folder / "actors")
        folder = folder / "signals"
        facts = _facts(folder / "plover.tsv")
        rules = tuple(_settle(rule, facts, path) for path in _topics(folder) for rule in _read_topic(path))
        grammar, finer = _read(folder / "grammar.toml"), _read(folder / "finer.toml")
        forms = _forms(folder / "verbs.tsv")
        written = _read(folder / "terms.toml")
        terms = _terms(written["terms"], written["exact"])
        known = {t.term for group in terms.values() for t in group}
        phrases = _read(folder / "phrases.toml")["phrases"]
        words = {name: frozenset(group) for name, group in grammar["words"].items()}
        verbs, names = _index(rules, forms, known, phrases, words, folder)
        nouns = load_nouns(folder)
        return cls(
            anchors=_anchors(forms, verbs, names, terms, words["small"]),
            rules=rules,
            by_id=_by_id(rules, known, nouns.known, folder),
            verbs=verbs,
            names=names,
            forms=forms,
            deeds={
                word: tuple((f, verbs[f.lemma]) for f in group if f.lemma in verbs) for word, group in forms.items()
            },
            terms={first: _by_second(group) for first, group in terms.items()},
            words=words,
            homes=homes,
            states=states,
            tellers=tellers,
            finer=_finer(finer["finer"], facts, known, folder / "finer.toml"),
            modes={
                kind: {w: mode for mode, words in group.items() for w in words} for kind, group in finer["mode"].items()
            },
            roles=load_roles(
                folder,
                _read(folder / "operators.toml"),
                _read(folder / "objects.toml"),
                _read(folder / "confidence.toml"),
            ),
            nouns=nouns,
        )

    def __contains__(self, word: object) -> bool:
        """Tell whether a word in small letters is one that the rules know."""
        return word in self.forms or word in self.terms or word in self.words["small"]

    @property
    def signals(self) -> frozenset[str]:
        """Give the names of all signals that the rules can make."""
        outcomes = (o for r in self.rules for o in (r, *r.under.values(), *r.topics.values()))
        return frozenset(o.signal for o in outcomes if o.signal)


def _topics(folder: Path) -> list[Path]:
    return sorted(p for p in folder.glob("*.toml") if p.name not in _NOT_TOPICS)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(path, "file", str(error)) from error


def _read_topic(path: Path) -> list[Rule]:
    try:
        return msgspec.convert(_read(path), _Topic).rule
    except msgspec.ValidationError as error:
        raise LexiconError(path, "rule", str(error)) from error


def _table(path: Path, columns: str) -> list[dict[str, str]]:
    if not path.exists():
        raise LexiconError(path, "file", "is not there")
    names = columns.split()
    return [dict(zip(names, cells, strict=True)) for cells in rows_of(path, columns)]


def _homes(folder: Path) -> dict[str, str]:
    """Give the state of each place that has an id: who is hit when a city is."""
    cities = rows_of(folder / "cities.tsv", "id name iso3 population")
    places = rows_of(folder / "places.tsv", "id name aliases state kind")
    return {place: state for place, _, state, _ in cities} | {place: state for place, _, _, state, _ in places}


def _states(path: Path) -> dict[str, str]:
    """Give the state that each name of one means, for names that a headline's capitals swallow."""
    rows = rows_of(path, "id name aliases adjectives demonyms capital region")
    return {name.lower(): state for state, own, aliases, *_ in rows for name in (own, *aliases.split(";")) if name}


def _facts(path: Path) -> dict[str, dict[str, str]]:
    return {row["cameo"]: row for row in _table(path, "cameo type mode quad goldstein meaning")}


def _settle(rule: Rule, facts: Mapping[str, dict[str, str]], path: Path) -> Rule:
    """Fill type, mode, quad and score of a rule and of what it becomes under operators."""
    under = {}
    for operator, outcome in rule.under.items():
        inherits = msgspec.structs.replace(outcome, object=outcome.object or rule.object)
        under[operator] = _fill(inherits, facts, path, f"{rule.id} under {operator}")
    topics = {name: _fill(o, facts, path, f"{rule.id} about {name}") for name, o in rule.topics.items()}
    filled = _fill(rule, facts, path, rule.id)
    return msgspec.structs.replace(filled, under=under, topics=topics)


def _fill(outcome: T, facts: Mapping[str, dict[str, str]], path: Path, entry: str) -> T:
    if not outcome.cameo:
        return outcome
    if outcome.cameo not in facts:
        raise LexiconError(path, entry, f"no CAMEO code {outcome.cameo!r}")
    fact = facts[outcome.cameo]
    kind = outcome.type or fact["type"]
    if not kind:
        raise LexiconError(path, entry, f"CAMEO {outcome.cameo} has no PLOVER type; state one")
    same = kind == fact["type"]
    quad = outcome.quad or (int(fact["quad"]) if same else _QUADS[kind])
    return msgspec.structs.replace(
        outcome,
        type=kind,
        mode=outcome.mode or (fact["mode"] if same else ""),
        quad=quad,
        goldstein=float(fact["goldstein"]) if outcome.goldstein is None else outcome.goldstein,
    )


_BY_QUAD = ("AGREE CONSULT SUPPORT CONCEDE", "COOPERATE AID RETREAT", "REQUEST ACCUSE REJECT THREATEN",
            "PROTEST SANCTION MOBILIZE COERCE ASSAULT")  # fmt: skip
_QUADS = {kind: quad for quad, kinds in enumerate(_BY_QUAD, 1) for kind in kinds.split()}


def _finer(
    groups: Iterable[Mapping[str, Any]], facts: Mapping[str, dict[str, str]], known: set[str], path: Path
) -> dict[str, dict[str, Outcome]]:
    """For each code that can be refined: the finer outcome by the class of term that is spoken of."""
    finer: dict[str, dict[str, Outcome]] = {}
    for group in groups:
        for stem in group["stems"]:
            codes = group.get("codes") or {term: stem + digit for term, digit in group["digits"].items()}
            if unknown := codes.keys() - known:
                raise LexiconError(path, stem, f"unknown {', '.join(sorted(unknown))}")
            found = {t: _fill(Outcome(cameo=code), facts, path, stem) for t, code in codes.items() if code in facts}
            finer[stem] = found
            finer.setdefault(f"{stem}0", found)
    return finer


def _by_id(rules: Iterable[Rule], terms: set[str], kinds: frozenset[str], folder: Path) -> dict[str, Rule]:
    """Give the rules by their ids; what a rule becomes must be among them, and classes known that it speaks of."""
    known = {rule.id: rule for rule in rules}
    for rule in known.values():
        if unknown := {rule.abroad, *rule.own.values(), *rule.becomes.values()} - known.keys() - {""}:
            raise LexiconError(folder, rule.id, f"unknown rule {', '.join(sorted(unknown))}")
        if unknown := ({*rule.becomes, *rule.own} - terms) | (set(rule.of) - kinds):
            raise LexiconError(folder, rule.id, f"unknown {', '.join(sorted(unknown))}")
    return known


def _forms(path: Path) -> dict[str, tuple[Form, ...]]:
    forms: dict[str, dict[str, str]] = defaultdict(dict)
    for row in _table(path, "lemma past participle nouns"):
        found = verb_forms(row["lemma"], row["past"], row["participle"])
        for noun in filter(None, row["nouns"].split(";")):
            found[noun] = found.get(noun, "") + "o"
        for form, kinds in found.items():
            forms[form][row["lemma"]] = kinds
    made: dict[str, list[Form]] = defaultdict(list)
    for form, group in forms.items():
        *before, last = cut(form)
        made[last].extend(Form(lemma, kinds, tuple(before)) for lemma, kinds in group.items())
    return {form: tuple(group) for form, group in made.items()}


def _terms(classes: Mapping[str, list[str]], exact: Mapping[str, list[str]]) -> dict[str, tuple[Term, ...]]:
    """Index the terms of all classes, with plurals but for the `exact`, by their first word; the longest first."""
    index: dict[str, set[Term]] = defaultdict(set)
    for name, entries in classes.items():
        for entry in entries:
            words = entry.lower().split()
            for last in {words[-1], plural(words[-1])}:
                written = tuple(cut(" ".join((*words[:-1], last))))
                index[written[0]].add(Term(written[1:], name))
    for name, entries in exact.items():
        for entry in entries:
            first, *rest = cut(entry)
            index[first].add(Term(tuple(rest), name))
    return {first: tuple(sorted(group, key=_longest_first)) for first, group in index.items()}


def _by_second(terms: Iterable[Term]) -> dict[str, tuple[Term, ...]]:
    found: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        found["".join(term.rest[:1])].append(term)
    return {second: tuple(group) for second, group in found.items()}


def _longest_first(term: Term) -> tuple[int, tuple[str, ...], str]:
    return -len(term.rest), term.rest, term.term


def _index(
    rules: Iterable[Rule],
    forms: Mapping[str, tuple[Form, ...]],
    terms: set[str],
    phrases: Mapping[str, list[str]],
    words: Mapping[str, frozenset[str]],
    folder: Path,
) -> tuple[dict[str, Triggers], dict[str, Triggers]]:
    """Compile all patterns and index them by verb lemma, or by first word (a class: `<name>`)."""
    small = words["small"]
    lemmas = {f.lemma for group in forms.values() for f in group}
    present = _presents(forms)
    verbs: dict[str, list[Trigger]] = defaultdict(list)
    names: dict[str, list[Trigger]] = defaultdict(list)
    for rule in rules:
        for pattern in _patterns(rule, phrases, present, folder):
            unknown = {s.term for s in (pattern.heads, *pattern.steps) if s.term} - terms
            unknown |= pattern.heads.words - lemmas if pattern.verbal else set()
            if unknown:
                raise LexiconError(folder, rule.id, f"{pattern.text!r}: unknown {', '.join(sorted(unknown))}")
            for one in filter(None, (pattern, bare(pattern, words["left_out"]))):
                for head in one.heads.words or {f"<{one.heads.term}>"}:
                    (verbs if one.verbal else names)[head].append(Trigger(one, rule))
    return {k: Triggers(v, small) for k, v in verbs.items()}, {k: Triggers(v, small) for k, v in names.items()}


def _presents(forms: Mapping[str, tuple[Form, ...]]) -> dict[str, frozenset[str]]:
    """Give for each past of a verb its present forms."""
    now: dict[str, set[str]] = defaultdict(set)
    for form, group in forms.items():
        for known in group:
            if not {"b", "s"}.isdisjoint(known.kinds) and not known.before:
                now[known.lemma].add(form)
    pasts = {form: [f.lemma for f in group if "d" in f.kinds] for form, group in forms.items()}
    return {form: frozenset().union(*(now[lemma] for lemma in lemmas)) for form, lemmas in pasts.items() if lemmas}


def _patterns(
    rule: Rule, phrases: Mapping[str, list[str]], present: Mapping[str, frozenset[str]], folder: Path
) -> Iterator[Pattern]:
    """Compile the patterns of a rule, each named phrase in all its wordings."""
    for text, verbal, of_subject in (
        *((t, True, False) for t in rule.does),
        *((t, True, True) for t in rule.happens),
        *((t, False, False) for t in rule.names),
    ):
        try:
            for one in spread(text, phrases):
                yield parse(one, verbal=verbal, of_subject=of_subject, present=present)
        except (KeyError, ValueError) as error:
            raise LexiconError(folder, rule.id, f"{text!r}: {error}") from error


def _anchors(
    forms: Mapping[str, tuple[Form, ...]],
    verbs: Mapping[str, Triggers],
    names: Mapping[str, Triggers],
    terms: Mapping[str, tuple[Term, ...]],
    small: frozenset[str],
) -> frozenset[str]:
    """Give the words one of which stands in every sentence that a rule with a signal can read.

    Small words and "be", "have", "say" stand in every other sentence and show nothing: where a pattern begins
    with one, the words that follow it are its anchors.
    """
    found: set[str] = set()
    begin: dict[str, set[str]] = defaultdict(set)  # class of terms -> the words they begin with
    for word, beginning in terms.items():
        for term in beginning:
            begin[term.term].add(word)
    for form, group in forms.items():
        if any(f.lemma not in _EVERYWHERE and any(t.rule.signal for t in verbs.get(f.lemma, ())) for f in group):
            found.add(form)
    heads = {head: group for head, group in names.items() if not head.startswith("<")}
    found.update(head for head in heads if head not in small)
    behind = [t for lemma in _EVERYWHERE for t in verbs.get(lemma, ())]
    behind += [t for head, group in heads.items() if head in small for t in group]
    for trigger in behind:
        for step in trigger.pattern.steps:
            found.update(word for word in step.words if word not in small)
            found |= begin[step.term]
    found.update(word for name, words in begin.items() if f"<{name}>" in names for word in words)
    return frozenset(found)


_EVERYWHERE = ("be", "do", "have", "say", "tell")
