"""Measures what reading an article costs, step by step, beside a peer in the same run.

Called by `demarche bench`.  It reads the bundled stories of the demo, counts CPU time of this process only, and
asserts nothing: a figure means something beside the peer's of the same run, on the same machine.
"""

from __future__ import annotations

import platform
from collections.abc import Sequence
from importlib.metadata import version
from os import getloadavg
from time import process_time
from typing import Any

from agents.extraction import parse_of, quotes, read, signals
from agents.extraction.backend import Backend
from agents.extraction.choice import RULES, chosen
from agents.extraction.names import entities
from agents.extraction.spacy_backend import blank_tokeniser
from agents.extraction.text import Text
from agents.installation import DISTRIBUTION, how_to_add
from agents.lexicon import Lexicon, load
from streams.demo import stories

ARTICLE_WORDS = 450  # the length of the article that the design's figures are told for
_PEER = "spaCy's tokeniser, blank English pipeline"
# No other tokeniser stands in for it: a ratio to something else would be read as the ratio.
_MISSING = {"name": _PEER, "missing": f"spaCy is not installed: {how_to_add('spacy')}"}


def measure(names: str = RULES, rounds: int = 5, tags: str = RULES) -> dict[str, Any]:
    """Read the bundle so many times, names and tags by these backends, the peer between; give the best of each.

    Times are CPU milliseconds for 450 words; a ratio is our time divided by the peer's, null where that is missing.
    Raises BackendError.
    """
    began = process_time()
    lexicon = load()
    loaded = process_time() - began
    backend = chosen(names, tags)
    outlets = [[f"{story.title}\n\n" + "\n\n".join(story.paragraphs) for story in o.stories] for o in stories.load()]
    bundle = [body for outlet in outlets for body in outlet]
    _read(bundle, lexicon, backend)  # warms up
    ours, peers = [], []
    for _ in range(rounds):
        ours.append(_read(bundle, lexicon, backend))
        peers += [sum(_unseen(outlets, k) for k in range(len(outlets)))] if blank_tokeniser() else []
    steps = {step: min(took[step] for took in ours) for step in ours[0]}
    words = sum(len(body.split()) for body in bundle)
    return {
        "measured": f"CPU time of reading {len(bundle)} demo articles, {words} words; best of {rounds} rounds",
        "names": names,
        "tags": tags,
        "ms_per_450_words": {step: _ms(s, words) for step, s in steps.items()},
        "articles_per_cpu_s": {step: round(len(bundle) / s) for step, s in steps.items()},
        "words_per_cpu_s": {step: round(words / s) for step, s in steps.items()},
        "peer": {"name": _PEER, "ms_per_450_words": _ms(min(peers), words)} if peers else _MISSING,
        "ratio": {step: round(s / min(peers), 2) for step, s in steps.items()} if peers else None,
        "lexicon_load_cpu_s": round(loaded, 3),
        "load_1min": round(getloadavg()[0], 1),
        "versions": {
            "demarche": version(DISTRIBUTION),
            **({"spacy": version("spacy")} if peers else {}),
            "lexicon": lexicon.version,
            "python": platform.python_version(),
            "machine": platform.machine(),
        },
    }


def _ms(seconds: float, words: int) -> float:
    return round(1000 * ARTICLE_WORDS * seconds / words, 3)


def _read(bundle: Sequence[str], lexicon: Lexicon, backend: Backend | None) -> dict[str, float]:
    """Read all texts and give the seconds that each step took, and those of the whole.

    A sentence is parsed in the step that first asks for it.  The whole is timed by itself: titles, times and happenings
    belong to it and to no step.
    """
    tags = backend.tags if backend is not None else None
    took = dict.fromkeys(("text", "entities", "quotes", "signals"), 0.0)
    for body in bundle:
        times = [process_time()]
        text = Text(body)
        _ = text.lang, text.sentences
        times.append(process_time())
        named = entities.find(text, lexicon.names, None, backend)
        times.append(process_time())
        parse = parse_of(text, named, tags)
        said = quotes.find(text, named, lexicon.cues, "", parse)
        times.append(process_time())
        signals.find(text, named, said, lexicon.rules, parse)
        times.append(process_time())
        for step, before, after in zip(took, times, times[1:], strict=False):
            took[step] += after - before
    began = process_time()
    for body in bundle:
        read(body, lexicon, backend=backend)
    return took | {"all": process_time() - began}


def _unseen(outlets: Sequence[Sequence[str]], k: int) -> float:
    """Give the peer's seconds for one outlet after it has read the others.

    spaCy's tokeniser remembers words: the same text again costs it a seventh of what news costs that it has not seen.
    """
    tokenise = blank_tokeniser()
    assert tokenise is not None
    for outlet in (*outlets[:k], *outlets[k + 1 :]):
        for body in outlet:
            tokenise(body)
    began = process_time()
    for body in outlets[k]:
        tokenise(body)
    return process_time() - began
