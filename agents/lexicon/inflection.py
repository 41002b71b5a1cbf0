"""English forms of verbs and nouns, so that the lexicon is written in lemmas.

Called by `rules`, `grammars` and `times`.  Knows regular endings only; irregular forms stand in data.  A form that no
writer uses ("offerred") costs nothing and may be made; a form that is used must not be missed.
"""

from __future__ import annotations

import re

_ENDS_LIKE_STOP = re.compile(r"[^aeiou][aeiou][bdfgklmnprstvz]$|qu[aeiou][bdgmnpt]$")
_THIRD_PERSON = {"be": ("is", "are", "am"), "have": ("has",)}
_SIBILANT = ("s", "x", "z", "ch", "sh")


def verb_forms(lemma: str, past: str = "", participle: str = "") -> dict[str, str]:
    """Give every form of a verb with what it can be: b(ase), s, d (past), n (participle), g (-ing)."""
    forms: dict[str, str] = {}

    def add(form: str, kinds: str) -> None:
        forms[form] = "".join(sorted(set(forms.get(form, "") + kinds)))

    add(lemma, "b")
    for form in _THIRD_PERSON.get(lemma, (plural(lemma),)):
        add(form, "s")
    for stem in _stems(lemma):
        add(_ing(stem), "g")
        if not past:
            add(_ed(stem), "dn")
    for form in filter(None, past.split("/")):
        add(form, "d" if participle else "dn")
    for form in filter(None, participle.split("/")):
        add(form, "n")
    return forms


def plural(noun: str) -> str:
    """Add the ending that makes a plural, or the third person of a verb."""
    if noun.endswith(_SIBILANT) or noun in ("go", "do", "veto", "embargo", "undergo"):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + "s"


def _stems(lemma: str) -> tuple[str, ...]:
    """Both spellings where the last consonant may be doubled (cancel: canceled, cancelled)."""
    return (lemma, lemma + lemma[-1]) if _ENDS_LIKE_STOP.search(lemma) else (lemma,)


def _ed(stem: str) -> str:
    if stem.endswith("e"):
        return stem + "d"
    if stem.endswith("y") and stem[-2] not in "aeiou":
        return stem[:-1] + "ied"
    return stem + "ed"


def _ing(stem: str) -> str:
    if stem.endswith("ie"):
        return stem[:-2] + "ying"
    if stem.endswith("e") and not stem.endswith(("ee", "oe", "ye")):
        return stem[:-1] + "ing"
    return stem + "ing"
