"""The one way in which outside text gets into a map or a page: everything that was not written by us passes here.

Outside text is whatever a file, a form or a theatre folder brought: labels, names, tags, attributions, GeoJSON properties.
Two doors lead to the browser, and each has one encoder. `embed_json` is for data that a script reads; `html_text` is for
text inside an HTML fragment of our own.
"""

import base64
import json
import re

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_HTML_SAFE = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789 .,:-_")
_NOT_IN_HTML = {0x0: "\N{REPLACEMENT CHARACTER}"} | dict.fromkeys(range(0xD800, 0xE000), "\N{REPLACEMENT CHARACTER}")
_C1_CONTROLS = range(0x80, 0xA0)


def embed_json(value: object) -> str:
    """Return `value` as base64 of UTF-8 JSON: only `A-Z a-z 0-9 + / =`, inert in a template, in HTML and in a script.

    A template engine, an HTML parser and a script see one harmless word; the browser's own code turns it back
    (`atob`, `TextDecoder`, `JSON.parse`), and text arrives exactly as it was, lone surrogates included.
    Raises ValueError for NaN and infinities, which JSON cannot say, and TypeError for what is not JSON data.
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    whole = _LONE_SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)
    return base64.b64encode(whole.encode("utf-8")).decode("ascii")


def html_text(text: str) -> str:
    """Return `text` for an HTML fragment: every character outside `[A-Za-z0-9 .,:-_]` becomes a numeric reference.

    U+0080 to U+009F stay as they are, because a browser reads references to them as Windows-1252. NUL and lone
    surrogates, which no HTML text can hold, become U+FFFD. Fit for text content and for quoted attribute values; never
    for a script, a style, or the address of a link.
    """
    return "".join(_html_character(character) for character in text.translate(_NOT_IN_HTML))


def _html_character(character: str) -> str:
    if character in _HTML_SAFE or ord(character) in _C1_CONTROLS:
        return character
    return f"&#{ord(character)};"
