"""Which line of a TOML text each key path is on.

A parser that keeps places costs many times the parsing (tomlkit: 27 times tomli). Lines are needed only for
a problem or a finding, so the text is scanned then, once, for keys and brackets; it has parsed before, so what
is scanned is known to be valid TOML.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from tuiapp.dataset.resolved import KeyPath

_TOKEN = re.compile(
    r"""(?P<long>"{3}(?:\\.|[^\\])*?"{3,5}|'{3}.*?'{3,5})
      | (?P<text>"(?:\\.|[^"\\\n])*"|'[^'\n]*')
      | (?P<comment>\#[^\n]*)
      | (?P<line>\n)
      | (?P<sign>[\[\]{}=,.])
      | (?P<bare>[^\s\[\]{}=,."'\#]+)""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r'\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|x([0-9A-Fa-f]{2})|(["\\bfnrte]))')
_ESCAPED = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "e": "\x1b"}


class _Token(NamedTuple):
    kind: str
    text: str
    line: int


def scan(text: str) -> dict[KeyPath, int]:
    """The line, from 1, of every key, table and array element of a valid TOML text.

    A table of an array is on the line of its header; an inline table on that of its first brace.
    """
    return _Scanner(text).run()


def line_at(lines: Mapping[KeyPath, int], keys: KeyPath) -> int | None:
    """The line of a key path, or of the nearest part of it that is in the text; None when no part is."""
    for length in range(len(keys), 0, -1):
        line = lines.get(keys[:length])
        if line is not None:
            return line
    return None


def dotted(keys: KeyPath) -> str:
    """A key path as people write it: `event[0].signing[1].investment`."""
    text = ""
    for key in keys:
        text += f"[{key}]" if isinstance(key, int) else f".{key}" if text else key
    return text


def _tokens(text: str) -> list[_Token]:
    tokens = []
    line = 1
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind == "line":
            tokens.append(_Token(kind, "\n", line))
            line += 1
        elif kind == "long":
            tokens.append(_Token("text", match.group(), line))
            line += match.group().count("\n")
        elif kind != "comment":
            tokens.append(_Token(kind, match.group(), line))
    tokens.append(_Token("line", "\n", line))
    return tokens


def _unescape(match: re.Match[str]) -> str:
    number = match[1] or match[2] or match[3]
    return chr(int(number, 16)) if number else _ESCAPED.get(match[4], match[4])


def _key(token: _Token) -> str:
    if token.kind == "bare":
        return token.text
    inner = token.text[1:-1]
    return inner if token.text[0] == "'" else _ESCAPE.sub(_unescape, inner)


class _Scanner:
    """One pass over the tokens; `_at` is the next one."""

    def __init__(self, text: str) -> None:
        self._tokens = _tokens(text)
        self._at = 0
        self._lines: dict[KeyPath, int] = {}
        self._sizes: dict[KeyPath, int] = {}
        """How many tables each array of tables has so far."""

    def run(self) -> dict[KeyPath, int]:
        table: KeyPath = ()
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            if token.kind == "line":
                self._at += 1
            elif token.text == "[" and token.kind == "sign":
                table = self._header()
            else:
                self._pair(table)
        return self._lines

    def _note(self, keys: KeyPath, line: int) -> None:
        self._lines.setdefault(keys, line)

    def _is(self, sign: str) -> bool:
        token = self._tokens[self._at]
        return token.kind == "sign" and token.text == sign

    def _skip_lines(self) -> None:
        while self._at < len(self._tokens) - 1 and self._tokens[self._at].kind == "line":
            self._at += 1

    def _dotted_key(self) -> list[str]:
        names = [_key(self._tokens[self._at])]
        self._at += 1
        while self._is("."):
            names.append(_key(self._tokens[self._at + 1]))
            self._at += 2
        return names

    def _inside(self, keys: KeyPath) -> KeyPath:
        """The path itself, or that of the last table where it is an array of tables."""
        return (*keys, self._sizes[keys] - 1) if keys in self._sizes else keys

    def _header(self) -> KeyPath:
        line = self._tokens[self._at].line
        self._at += 1
        in_array = self._is("[")
        self._at += in_array
        keys: KeyPath = ()
        *parents, name = self._dotted_key()
        for parent in parents:
            keys = self._inside((*keys, parent))
            self._note(keys, line)
        keys = (*keys, name)
        self._note(keys, line)
        if in_array:
            self._sizes[keys] = self._sizes.get(keys, 0) + 1
            keys = self._inside(keys)
            self._note(keys, line)
        self._at += 1 + in_array
        return keys

    def _pair(self, table: KeyPath) -> None:
        line = self._tokens[self._at].line
        keys = table
        for name in self._dotted_key():
            keys = (*keys, name)
            self._note(keys, line)
        self._at += 1
        self._value(keys)

    def _value(self, keys: KeyPath) -> None:
        if self._is("["):
            self._array(keys)
        elif self._is("{"):
            self._inline_table(keys)
        else:
            # A number such as 1.5 and a date such as 2023-10-08 07:00 are several tokens.
            while self._tokens[self._at].kind in ("bare", "text") or self._is("."):
                self._at += 1

    def _array(self, keys: KeyPath) -> None:
        self._at += 1
        index = 0
        self._skip_lines()
        while not self._is("]"):
            self._note((*keys, index), self._tokens[self._at].line)
            self._value((*keys, index))
            index += 1
            self._skip_lines()
            if self._is(","):
                self._at += 1
                self._skip_lines()
        self._at += 1

    def _inline_table(self, keys: KeyPath) -> None:
        self._at += 1
        self._skip_lines()
        while not self._is("}"):
            self._pair(keys)
            self._skip_lines()
            if self._is(","):
                self._at += 1
                self._skip_lines()
        self._at += 1
