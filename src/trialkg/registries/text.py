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
_MAY_CHANGE_IN_JSON = re.compile(rb"\\(?:u00[01]|[bfr])")
_CHANGED_IN_JSON = re.compile(
    rb"\\(?:(?P<kept>[^bfru])|(?P<line_end>(?:r|u000[dD])(?:\\(?:n|u000[aA]))?)|u00[01][0-9a-fA-F]|[bf])"
)
_WHITE_SPACE = {rb"\u0009": rb"\t", rb"\u000a": rb"\n"}


def without_controls(text: str) -> str:
    """The text with blanks for control characters, which mean nothing in it and no XML could carry."""
    return _CONTROL.sub(" ", text)


def with_line_feeds(text: str) -> str:
    """The text with a line feed for every line end, whatever system it was typed on."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def cleaned_json(data: bytes) -> bytes:
    """A JSON text in whose strings there are no control characters and no line ends but line feeds.

    It is looked through once, instead of every string in it twice.
    """
    return _CHANGED_IN_JSON.sub(_changed, data) if _MAY_CHANGE_IN_JSON.search(data) else data


def _changed(escape: re.Match[bytes]) -> bytes:
    """A back slash that is escaped stands, and what follows it is text; so do all escapes but these."""
    if escape["kept"]:
        return escape[0]
    return rb"\n" if escape["line_end"] else _WHITE_SPACE.get(escape[0].lower(), b" ")


def markup_text(text: str | None) -> str | None:
    """The plain text of a field that its source writes in markdown; None where nothing stands."""
    if not text:
        return None
    if "\\" in text:
        text = "".join(_ESCAPE.split(text))
    return plain_text(text)


def plain_text(text: str | None) -> str | None:
    """The text with entities decoded and no blank margins; None where nothing stands."""
    if not text:
        return None
    if "&" in text:
        text = _ENTITY.sub(_character, text)
    return text.strip() or None


def plain_texts(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The texts of a list that say something, each as ``plain_text`` has it."""
    return tuple([plain for text in texts if (plain := plain_text(text))]) if texts else ()


def _character(entity: re.Match[str]) -> str:
    return with_line_feeds(html.unescape(entity.group()))
