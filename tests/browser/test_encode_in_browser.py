import json
from pathlib import Path

import pytest

from dashboard.present.encode import embed_json, html_text

NAUGHTY_STRINGS = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "blns" / "blns.json"
READ_HTML = """([text, attribute]) => {
  const parsed = new DOMParser().parseFromString(`<p title="${attribute}">${text}</p>`, "text/html");
  const only = parsed.body.children.length === 1 && parsed.body.firstChild.children.length === 0;
  return only ? [parsed.body.firstChild.textContent, parsed.body.firstChild.title] : null;
}"""
READ_DATA = "(encoded) => JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(encoded), (c) => c.charCodeAt(0))))"


@pytest.fixture(scope="module")
def naughty_strings() -> list[str]:
    if not NAUGHTY_STRINGS.exists():
        pytest.skip("the Big List of Naughty Strings is not beside the repository")
    controls = "".join(map(chr, range(1, 0xA0)))
    return [*json.loads(NAUGHTY_STRINGS.read_text(encoding="utf-8")), controls, "\ufeffstart", "\ufffe\uffff", "\U0010ffff"]


def test_a_browser_reads_html_text_as_it_was_typed(visit, naughty_strings):
    for text in naughty_strings:
        assert visit.page.evaluate(READ_HTML, [html_text(text), html_text(text)]) == [text, text]


def test_a_browser_reads_embedded_data_as_it_was(visit, naughty_strings):
    for text in naughty_strings:
        assert visit.page.evaluate(READ_DATA, embed_json({"label": text})) == {"label": text}


def test_the_same_strings_as_they_are_break_out_of_their_element(visit, naughty_strings):
    broken = [text for text in naughty_strings if visit.page.evaluate(READ_HTML, [text, ""]) != [text, ""]]

    assert len(broken) > 50
