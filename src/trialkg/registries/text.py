"""Registered text with the markup of its source undone: markdown escapes, HTML entities, stray line ends.

API v2 writes some fields in CommonMark, where a backslash before ASCII punctuation stands for the character
alone (https://spec.commonmark.org/0.31.2/#backslash-escapes). A line that began with an escaped ``\\*``
begins with ``*`` afterwards, which is what the person typed; bullets of the registry's own (``* ``) and
paragraphs stay as they are.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def markup_text(text: str | None) -> str | None:
    """The plain text of a field that its source writes in markdown; None where nothing stands."""
    if text and "\\" in text:
        text = _ESCAPE.sub(r"\1", text)
    return plain_text(text)


def plain_text(text: str | None) -> str | None:
    """The text with entities decoded, line ends unified, no blank margins; None where nothing stands."""
    if not text:
        return None
    if "&" in text:
        text = _ENTITY.sub(_character, text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.strip() or None


recurring_text = lru_cache(maxsize=1 << 15)(plain_text)
"""``plain_text`` for names that recur from record to record: places and facilities."""


def plain_texts(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The texts of a list that say something, each as ``plain_text`` has it."""
    return tuple(plain for text in texts if (plain := plain_text(text)))


def _character(entity: re.Match[str]) -> str:
    return html.unescape(entity.group())
