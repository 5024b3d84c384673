"""Registered text with the markup of its source undone: markdown escapes, HTML entities, stray line ends.

API v2 writes some fields in CommonMark, where a backslash before ASCII punctuation stands for the character
alone (https://spec.commonmark.org/0.31.2/#backslash-escapes). A line that began with an escaped ``\\*``
begins with ``*`` afterwards, which is what the person typed; bullets of the registry's own (``* ``) and
paragraphs stay as they are.
"""

from __future__ import annotations

import html
import re

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
"""Splitting at escapes leaves what stands between them and the characters they escape, in order."""

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_CONTROL_IN_JSON = re.compile(rb"\\(?:(\\)|u00[01][0-9a-fA-F]|b|f)")
_MAY_BE_CONTROL = re.compile(rb"\\(?:u00[01]|[bf])")
_WHITE_SPACE = {rb"\u0009": rb"\t", rb"\u000a": rb"\n", rb"\u000d": rb"\r"}


def without_controls(text: str) -> str:
    """The text with blanks for control characters, which mean nothing in it and no XML could carry."""
    return _CONTROL.sub(" ", text)


def json_without_controls(data: bytes) -> bytes:
    """The same for the strings of a JSON text, which is looked through once instead of every string in it."""
    return _CONTROL_IN_JSON.sub(_kept_or_blank, data) if _MAY_BE_CONTROL.search(data) else data


def _kept_or_blank(escape: re.Match[bytes]) -> bytes:
    """A backslash that is escaped stands, and what follows it is text; so does white space."""
    return escape[0] if escape[1] else _WHITE_SPACE.get(escape[0].lower(), b" ")


def markup_text(text: str | None) -> str | None:
    """The plain text of a field that its source writes in markdown; None where nothing stands."""
    if not text:
        return None
    if "\\" in text:
        text = "".join(_ESCAPE.split(text))
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


def plain_texts(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The texts of a list that say something, each as ``plain_text`` has it."""
    return tuple([plain for text in texts if (plain := plain_text(text))]) if texts else ()


def _character(entity: re.Match[str]) -> str:
    return html.unescape(entity.group())
