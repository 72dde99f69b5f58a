"""Reviewing in a browser: by keys alone, several at once, and with texts that would run if they could."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.apps.hostile import HOSTILE
from tests.browser.pages import PATIENCE_MS, settled

APP = Path(__file__).parent / "apps" / "review_app.py"


@pytest.fixture(scope="module")
def address(serve):
    return serve(APP)


def open_review(page: Page, address: str, who: str) -> None:
    page.goto(address)
    expect(page.get_by_label("Your name")).to_be_visible(timeout=PATIENCE_MS)
    settled(page)
    sign(page, who)


def sign(page: Page, who: str) -> None:
    page.get_by_label("Your name").fill(who)
    page.get_by_label("Your name").press("Enter")
    settled(page)


def key(page: Page, name: str, button: str) -> None:
    """Press a key with nothing in focus, once the button that it stands for is there to be pressed."""
    expect(page.get_by_role("button", name=button).first).to_be_enabled(timeout=PATIENCE_MS)
    page.evaluate("document.activeElement.blur()")
    settled(page)
    page.keyboard.press(name)
    settled(page)


def kind(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).click(force=True)
    settled(page)


def decided(page: Page, words: str) -> None:
    expect(page.locator(".cf-decision")).to_have_text(words, timeout=PATIENCE_MS)


def incident(page: Page) -> str:
    return page.url.partition("incident=")[2]


def test_a_violation_is_taken_up_proposed_and_confirmed_by_keys_alone(visit, address):
    page = visit.page
    open_review(page, address, "Anna")
    key(page, "j", "Next")
    expect(page).to_have_url(re.compile("incident=INC-"), timeout=PATIENCE_MS)
    first = incident(page)
    key(page, "t", "Take up")
    decided(page, "under review")
    page.get_by_label("Reason or comment").press_sequentially("jkt pnd are letters here")
    settled(page)
    assert incident(page) == first
    key(page, "p", "Propose to confirm")
    decided(page, "proposed for confirmation")
    key(page, "j", "Next")
    expect(page).not_to_have_url(re.compile(first), timeout=PATIENCE_MS)
    sign(page, "Boris")
    kind(page, "To confirm")
    key(page, "j", "Next")
    expect(page).to_have_url(re.compile(first), timeout=PATIENCE_MS)
    page.get_by_label("Reason or comment").fill("the same")
    key(page, "y", "Confirm")
    decided(page, "confirmed")
    expect(page.locator(".cf-history")).to_contain_text("jkt pnd are letters here")
    expect(page.locator(".cf-said").first).to_contain_text("potential violation")
    assert visit.errors == []


def test_several_are_returned_only_after_a_yes_that_names_how_many(visit, address):
    page = visit.page
    open_review(page, address, "Vera")
    page.get_by_text("Decide several at once").click()
    settled(page)
    table = page.locator("[data-testid=stDataFrame] canvas").first.bounding_box()
    for row in (1, 2):
        page.mouse.click(table["x"] + 16, table["y"] + 35 * row + 17)
        settled(page)
    page.get_by_role("button", name="Decide 2 incidents").click()
    settled(page)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Take up for review: 2 incidents")
    dialog.get_by_role("button", name="No", exact=True).click()
    settled(page)
    expect(page.get_by_role("radio", name=re.compile("Under review 0"))).to_be_attached()
    page.get_by_role("button", name="Decide 2 incidents").click()
    dialog.get_by_role("button", name="Yes, all 2").click()
    expect(page.get_by_text("2 incidents decided")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_role("radio", name=re.compile("Under review 2"))).to_be_attached()


def test_texts_of_reviewers_stand_on_the_page_and_never_run(visit, address):
    page = visit.page
    open_review(page, address, HOSTILE[0])
    kind(page, "All")
    key(page, "j", "Next")
    page.get_by_label("Reason or comment").fill("\n".join(HOSTILE))
    key(page, "m", "Comment")
    expect(page.locator(".cf-told").last).to_contain_text(HOSTILE[0])
    assert (visit.dialogs, visit.outside, visit.errors) == ([], [], [])
