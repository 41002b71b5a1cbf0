"""Placeholder, replaced by its owner."""

from __future__ import annotations


class Text:
    def __init__(self, body: str, *, title: str = "", lang: str = "") -> None:
        self.body = body
        self.title = title
        self.lang = lang or "en"
