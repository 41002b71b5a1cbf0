"""Words of speech by language: which forms they take, what they mean and how they take what was said.

Loaded once from `cues/*.toml`, one file a language.  Knows no text; `agents.extraction.quotes` reads with it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from agents.lexicon.errors import LexiconError

Tense = str  # "base", "present", "past", "participle", "gerund"; several in one string where forms fall together

KINDS = frozenset(
    [
        "say",
        "ask",
        "deny",
        "admit",
        "promise",
        "threaten",
        "demand",
        "praise",
        "criticise",
        "report",
        "estimate",
        "announce",
        "agree",
        "refuse",
        "warn",
        "accuse",
        "urge",
        "argue",
        "claim",
        "confirm",
        "explain",
        "call",
        "offer",
        "find",
        "suggest",
        "belief",
    ]
)
FRAMES = frozenset(["quote", "that", "bare", "wh", "told", "to", "order", "as", "for", "thing"])


@dataclass(frozen=True, slots=True)
class Form:
    """One written form of a cue: its lemma, its tenses, and what each frame makes of it (frame -> kind)."""

    lemma: str
    tense: frozenset[str]
    frames: Mapping[str, str]
    particle: tuple[str, ...] = ()
    only: str = ""

    @property
    def kind(self) -> str:
        """Give what the cue means where no frame says otherwise."""
        return next(iter(self.frames.values()))


@dataclass(frozen=True, slots=True, eq=False)
class Speech:
    """The speech words of one language.  `forms` lists the longest particle first; `words` are closed classes."""

    lang: str
    forms: Mapping[str, tuple[Form, ...]]
    words: Mapping[str, frozenset[str]]
    nouns: Mapping[str, str] = field(default_factory=dict)
    phrases: tuple[tuple[str, ...], ...] = ()
    examples: tuple[tuple[str, str, str], ...] = ()  # class, sentence that must be read so, sentence that must not

    def word_class(self, name: str) -> frozenset[str]:
        """Give a closed class of words, empty where the language does not name it."""
        return self.words.get(name, frozenset())


@dataclass(frozen=True, slots=True)
class Cues:
    """The speech words of all languages, by two-letter code."""

    languages: Mapping[str, Speech]

    @classmethod
    def load(cls, folder: Path) -> Cues:
        """Read `cues/*.toml` under the folder; raises `LexiconError` for a wrong class, frame or form."""
        return cls({path.stem: _speech(path) for path in sorted((folder / "cues").glob("*.toml"))})

    def of(self, lang: str) -> Speech | None:
        """Give the speech words of a language, or None where nobody has written them."""
        return self.languages.get(lang)


def _speech(path: Path) -> Speech:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    lang = path.stem
    irregular: dict[str, list[str]] = {k: v.split() for k, v in data.get("irregular", {}).items()}
    merged: dict[tuple[str, str], dict[str, str]] = {}
    for group in data.get("group", ()):
        _check(path, group)
        for lemma in group["lemmas"].split():
            frames = merged.setdefault((lemma, group.get("only", "")), {})
            for frame in group["frames"].split():
                frames.setdefault(frame, group["class"])
    forms: dict[str, list[Form]] = {}
    for (lemma, only), frames in merged.items():
        head, *particle = lemma.split("_")
        for form, tense in _inflect(path, lang, lemma, head, irregular).items():
            forms.setdefault(form, []).append(Form(lemma, tense, frames, tuple(particle), only))
            if lang == "de" and particle:  # "teilte ... mit", but "mitteilte" and "mitgeteilt" in one word
                forms.setdefault(particle[0] + form, []).append(Form(lemma, tense, frames))
    words = {name: frozenset(value.split()) for name, value in data.get("words", {}).items()}
    words |= {f"support_{name}": frozenset(value.split()) for name, value in data.get("support", {}).items()}
    words |= {f"need_{name}": frozenset(value.split()) for name, value in data.get("needs", {}).items()}
    words |= {f"lead_{name}": frozenset(value.split()) for name, value in data.get("leads", {}).items()}
    verbs = words.get("support_verbs", frozenset())
    words["support_forms"] = frozenset(f for v in verbs for f in _inflect(path, lang, v, v, irregular))
    return Speech(
        lang,
        {form: tuple(sorted(all_, key=lambda f: -len(f.particle))) for form, all_ in forms.items()},
        words,
        {noun: kind for kind, nouns in data.get("nouns", {}).items() for noun in nouns.split()},
        tuple(tuple(p.split()) for p in data.get("source", {}).get("phrases", ())),
        tuple((g["class"], g["match"], g["miss"]) for g in data.get("group", ())),
    )


def _check(path: Path, group: dict[str, Any]) -> None:
    entry = f"group {group.get('class')!r}"
    for name, given, known in (
        ("class", [group.get("class", "")], KINDS),
        ("frames", group.get("frames", "").split(), FRAMES),
    ):
        wrong = [x for x in given if x not in known]
        if wrong or not given:
            raise LexiconError(path, entry, f"{name} {wrong} unknown; known are {' '.join(sorted(known))}")
    if not group.get("match") or not group.get("miss"):
        raise LexiconError(path, entry, "give a sentence under `match` that it must read, and one under `miss`")


def _inflect(
    path: Path, lang: str, lemma: str, head: str, irregular: Mapping[str, list[str]]
) -> dict[str, frozenset[str]]:
    """Give every form of a lemma with its tenses; a listed lemma takes its listed forms."""
    if lang == "en":
        listed = irregular.get(head)
        if listed is not None and len(listed) != 4:
            raise LexiconError(path, head, "give four forms: present, past, participle, gerund")
        present, past, participle, gerund = listed or _english(head)
        pairs: Iterable[tuple[str, str]] = (
            (head, "base"), (present, "present"), (past, "past"), (participle, "participle"), (gerund, "gerund"),
        )  # fmt: skip
    elif lang == "de":
        pairs = _german(head, irregular.get(lemma) or irregular.get(head))
    else:
        pairs = ((form, "past") for form in irregular.get(lemma, [head]))
    found: dict[str, set[str]] = {}
    for form, tense in pairs:
        found.setdefault(form, set()).add(tense)
    return {form: frozenset(tenses) for form, tenses in found.items()}


def _english(lemma: str) -> tuple[str, str, str, str]:
    """Inflect a regular English verb: present, past, participle, gerund."""
    if lemma.endswith("e"):
        return f"{lemma}s", f"{lemma}d", f"{lemma}d", f"{lemma[:-1]}ing"
    if lemma.endswith("y") and lemma[-2] not in "aeou":
        return f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma[:-1]}ied", f"{lemma}ing"
    present = f"{lemma}es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else f"{lemma}s"
    return present, f"{lemma}ed", f"{lemma}ed", f"{lemma}ing"


def _german(stem: str, listed: list[str] | None) -> Iterable[tuple[str, str]]:
    """Inflect a German weak verb, or name the listed forms of a strong one ("ge..." and the like are participles)."""
    if listed:
        return [(form, "participle" if i >= len(listed) - 1 else "past") for i, form in enumerate(listed)]
    root = stem[:-2] if stem.endswith("en") else stem[:-1]
    link = "e" if root.endswith(("t", "d")) else ""
    finite = [f"{root}{link}t", f"{root}{link}te", f"{root}{link}ten", stem]
    inseparable = root.startswith(("be", "er", "ver", "ent", "zer", "wider", "über", "unter")) or root.endswith("ier")
    participle = f"{root}{link}t" if inseparable else f"ge{root}{link}t"
    return [*((form, "past") for form in finite), (participle, "participle")]
