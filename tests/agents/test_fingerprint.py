"""Copies know each other by their fingerprints; other texts do not."""

from __future__ import annotations

import random

from agents.fingerprint import SHINGLE, SIZE, fingerprint, resemblance


def text(seed: int, words: int = 400) -> list[str]:
    chance = random.Random(seed)
    return [f"w{chance.randrange(5_000)}" for _ in range(words)]


def jaccard(a: list[str], b: list[str]) -> float:
    shingles = [{tuple(t[i : i + SHINGLE]) for i in range(len(t) - SHINGLE + 1)} for t in (a, b)]
    return len(shingles[0] & shingles[1]) / len(shingles[0] | shingles[1])


def test_case_space_and_marks_make_no_difference() -> None:
    assert fingerprint("The envoy, he said, LEFT.") == fingerprint("the  envoy he said\nleft")


def test_the_estimate_is_near_the_true_share_of_shingles() -> None:
    errors = []
    for seed in range(40):
        whole = text(seed)
        for other in (whole[: len(whole) // 2], whole[:300] + text(seed + 1000, 100), whole[50:] + whole[:50]):
            estimate = resemblance(fingerprint(" ".join(whole)), fingerprint(" ".join(other)))
            errors.append(estimate - jaccard(whole, other))
    assert abs(sum(errors) / len(errors)) < 0.02  # without bias
    assert max(map(abs, errors)) < 0.25


def test_unrelated_texts_share_nothing() -> None:
    prints = [fingerprint(" ".join(text(seed))) for seed in range(30)]
    assert max(resemblance(a, b) for a in prints for b in prints if a is not b) < 0.05


def test_a_prefix_of_a_fingerprint_is_a_fingerprint() -> None:
    a, b = text(1), text(1)[:300]
    whole = resemblance(fingerprint(" ".join(a)), fingerprint(" ".join(b)))
    assert abs(resemblance(fingerprint(" ".join(a))[:16], fingerprint(" ".join(b))[:16]) - whole) < 0.3


def test_short_and_empty_texts() -> None:
    assert fingerprint("") == fingerprint("…!") == ()
    assert len(fingerprint("Envoy leaves")) == 1
    assert resemblance(fingerprint("Envoy leaves"), fingerprint("envoy leaves!")) == 1.0
    assert resemblance((), ()) == resemblance((), (1, 2)) == 0.0


def test_it_is_small_sorted_and_of_32_bits() -> None:
    found = fingerprint(" ".join(text(7, 3_000)))
    assert len(found) == SIZE and list(found) == sorted(set(found)) and found[-1] < 2**32
