import base64
import html
import json
import math
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.present.encode import embed_json, html_text

NAUGHTY_STRINGS = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "blns" / "blns.json"
TEMPLATE_TEXTS = [
    "{{7*7}}",
    "{% raw %}",
    "{# x #}",
    "${alert(1)}",
    "`",
    "</script>",
    "<!--",
    "\u2028\u2029",
    "\x00",
    "\ud800",
    "\ufeff{}",
]
any_text = st.text(st.characters(codec=None, exclude_categories=[]))


def decoded(encoded: str) -> object:
    return json.loads(base64.b64decode(encoded).decode("utf-8"))


def naughty_strings() -> list[str]:
    if not NAUGHTY_STRINGS.exists():
        pytest.skip("the Big List of Naughty Strings is not beside the repository")
    return json.loads(NAUGHTY_STRINGS.read_text(encoding="utf-8"))


@given(any_text)
def test_embedded_text_is_one_harmless_word_and_comes_back_as_it_was(text):
    encoded = embed_json({"label": text})

    assert re.fullmatch("[A-Za-z0-9+/]*={0,2}", encoded)
    assert decoded(encoded) == {"label": text}


@given(any_text)
def test_html_text_holds_no_character_that_means_something_to_a_template_or_to_html(text):
    allowed = re.compile(r"(?:[A-Za-z0-9 .,:_\x80-\x9f-]|&#[0-9]+;)*")

    assert allowed.fullmatch(html_text(text))


def test_naughty_strings_come_back_from_both_encoders():
    for text in naughty_strings():
        assert decoded(embed_json(text)) == text
        visible = "".join(character for character in text if character.isprintable())
        assert html.unescape(html_text(visible)) == visible


@pytest.mark.parametrize("text", TEMPLATE_TEXTS)
def test_text_of_templates_and_scripts_is_carried_and_not_shown(text):
    assert decoded(embed_json([text])) == [text]
    assert not set(html_text(text)) & set("{}%$`<>\"'/\u2028\x00")


def test_the_characters_between_colon_and_underscore_in_ascii_are_not_a_range_that_slips_through():
    assert html_text("<=>?@[\\]^") == "&#60;&#61;&#62;&#63;&#64;&#91;&#92;&#93;&#94;"
    assert html_text("Az 09.,:-_") == "Az 09.,:-_"


def test_windows_controls_stay_and_what_html_cannot_hold_becomes_the_replacement_character():
    assert html_text("\x80\x9f") == "\x80\x9f"
    assert html_text("\x00\ud800") == "&#65533;&#65533;"
    assert html_text("\x7f\xa0") == "&#127;&#160;"


@pytest.mark.parametrize("number", [math.nan, math.inf])
def test_numbers_that_json_cannot_say_are_refused(number):
    with pytest.raises(ValueError, match="Out of range float values are not JSON compliant"):
        embed_json({"lon": number})
