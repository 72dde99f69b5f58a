import re
from html import unescape
from zoneinfo import ZoneInfo

import pytest

from dashboard.present.detail import incident_detail
from dashboard.ui.incident_panel import detail_html
from tests.browser.apps.hostile import HOSTILE
from tests.factories import one_observation, situation_of

KYIV = ZoneInfo("Europe/Kyiv")
TEXT_COLUMNS = (
    "observation_id",
    "description",
    "party",
    "source",
    "origin",
    "evidence",
    "reported_place",
    "weapon",
    "file",
    "flags",
)


def html_of(text: str) -> str:
    situation = situation_of([one_observation()], **{name: [text] for name in TEXT_COLUMNS})
    return detail_html(incident_detail(situation, 0, KYIV), KYIV, "<p>people</p>")


@pytest.mark.parametrize("text", HOSTILE)
def test_outside_text_stands_in_the_detail_only_encoded(text):
    html = html_of(text)

    tags = set(re.findall(r"</?([a-zA-Z]+[0-9]*)", html))
    ours = {"article", "header", "span", "img", "h3", "p", "ol", "ul", "li", "dl", "dt", "dd", "details", "summary", "div"}
    assert tags <= ours | {"table", "thead", "tbody", "tr", "th", "td"}
    assert html.count("<img") == html.count('<img class="cf-icon" src="data:image/svg+xml;base64,')
    texts = [unescape(one) for one in re.findall(r">([^<]*)<", html)]
    assert sum(text in one for one in texts) >= len(TEXT_COLUMNS) - 1


def test_the_detail_says_in_which_time_zone_its_times_are():
    assert "Europe/Kyiv" in unescape(html_of("x"))
