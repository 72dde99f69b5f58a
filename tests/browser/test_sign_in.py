"""Sign-in with a real identity provider, in a browser: nobody sees anything before, and roles hold. Of sockets: tests.wire."""

import re
import time
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from dashboard.domain.access import Role
from tests.browser.conftest import open_visit
from tests.browser.pages import counts, settled
from tests.browser.sign_in import LAT, LON, dashboard_with_sign_in, identity_provider, sign_in
from tests.wire.planted import SOUGHT, secrets_in

pytestmark = pytest.mark.slow
PAGES = {
    Role.VIEWER: ["Overview", "Agreement"],
    Role.RECORDER: ["Overview", "Review", "Upload", "Agreement"],
    Role.REVIEWER: ["Overview", "Review", "Agreement"],
    Role.APPROVER: ["Overview", "Review", "Agreement", "Record"],
    Role.ADMINISTRATOR: ["Overview", "Agreement", "Record", "Users"],
}


@pytest.fixture(scope="module")
def served(serve, tmp_path_factory):
    with identity_provider() as issuer:
        yield dashboard_with_sign_in(serve, issuer, tmp_path_factory.mktemp("signed-in"))


@pytest.fixture
def signed_in(browser, served):
    """Sign somebody in in a browser of their own: `with signed_in("viewer") as visit`."""

    @contextmanager
    def go(who, query=""):
        with open_visit(browser, width=1440, height=900) as visit:
            sign_in(visit.page, served, who, query)
            yield visit

    return go


@pytest.mark.parametrize("role", Role)
def test_each_role_sees_its_pages_and_who_is_signed_in(served, signed_in, role):
    served.grant(role)
    with signed_in(role.value) as visit:
        expect(counts(visit.page)).to_be_visible()
        links = visit.page.locator("[data-testid=stTopNavLink]")
        assert [one.strip() for one in links.all_inner_texts()] == PAGES[role]
        expect(visit.page.locator(".cf-who")).to_contain_text(f"{role.value.capitalize()} Person")
        assert not visit.errors
        settled(visit.page)
        visit.page.get_by_role("button", name="Sign out").click()
        visit.page.get_by_role("button", name="End session").click()  # at the provider, which is told too
        expect(visit.page.get_by_role("button", name="Sign in")).to_be_visible()
    subject = f"{role.value} at {served.issuer}"
    assert ("signed in", subject) in served.events()
    assert ("signed out", subject) in served.events()


def test_whoever_holds_no_role_is_told_so_and_whom_to_ask_and_is_let_in_once_one_is_granted(served, signed_in):
    served.grant(Role.ADMINISTRATOR)
    with signed_in("somebody") as visit:
        expect(visit.page.get_by_text("You are known here but hold no role yet")).to_be_visible()
        expect(visit.page.get_by_text(re.compile("Ask an administrator: .*dministrator"))).to_be_visible()
        expect(counts(visit.page)).to_have_count(0)
        served.grant(Role.VIEWER, to="somebody")
        expect(counts(visit.page)).to_be_visible()
    assert ("refused", f"somebody at {served.issuer}") in served.events()


def test_access_that_is_ended_while_a_page_is_open_takes_what_it_shows_away_within_a_minute(served, signed_in):
    identity = served.grant(Role.REVIEWER)
    with signed_in("reviewer") as visit:
        expect(counts(visit.page)).to_be_visible()
        begun = time.monotonic()
        served.store.users.end_access(identity, ends_from=datetime.now(UTC), why="lost the computer", now=datetime.now(UTC))
        expect(visit.page.get_by_text("Your session has ended")).to_be_visible(timeout=60_000)
        expect(counts(visit.page)).to_have_count(0)
        expect(visit.page.locator("iframe")).to_have_count(0)
        assert time.monotonic() - begun < 60
        # Not even a role granted anew brings the session back: it may be somebody else's by now.
        served.grant(Role.REVIEWER)
        visit.page.reload()
        expect(visit.page.get_by_text("Your session has ended")).to_be_visible()


def everything_sent_to(visit) -> list[bytes]:
    """Keep every byte that reaches a browser from now on, on any way."""
    sent = []

    def frame(payload):
        sent.append(payload if isinstance(payload, bytes) else payload.encode())

    def response(answer):
        if "/static/" in answer.url:
            return  # the map's ground and the program: the same for all, and full of digits
        try:
            sent.append(answer.url.encode() + b" " + answer.body())
        except Exception:  # noqa: BLE001 # a redirect has no body
            sent.append(answer.url.encode())

    visit.page.on("websocket", lambda socket: socket.on("framereceived", frame))
    visit.page.on("response", response)
    return sent


@pytest.mark.parametrize("role", [Role.VIEWER, Role.RECORDER])
def test_no_byte_that_a_viewer_is_sent_holds_who_reported_or_where(served, signed_in, role, tmp_path):
    served.grant(role)
    with signed_in(role.value) as visit:
        page = visit.page
        expect(counts(page)).to_be_visible()
        sent = everything_sent_to(visit)
        for query in queries(served):
            page.goto(f"{served.address}/?{query}")
            expect(counts(page)).to_be_visible()
            settled(page)
        sent.extend(downloads(page))
        sent.append(page.content().encode())
        page.goto(f"{served.address}/agreement")
        expect(page.get_by_text("Agreements kept")).to_be_visible()
        settled(page)
    found = secrets_in(sent)
    assert set(found) == (set() if role is Role.VIEWER else set(SOUGHT)), found
    exports = [subject for kind, subject in served.events() if kind == "exported"]
    assert len(exports) >= 9


def queries(served):
    """Links to each incident in both languages, and to the map from near."""
    from dashboard.engine.incident_table import _incident_id

    keys = rows_of(served)
    for key in keys:
        for language in ("en", "uk"):
            yield f"incident={_incident_id(key)}&language={language}&map={LON:.2f},{LAT:.2f},14.00"


def rows_of(served):
    from dashboard.domain.columns import OBSERVATION_TABLE
    from dashboard.ingest.intake import ReadOptions, SourceFile, read_files

    assert "row_key" in OBSERVATION_TABLE
    upload = served.store.uploads()[0]
    data = served.store.original(upload.sha256)
    return read_files([(SourceFile(upload.file_name, data), ReadOptions(upload.time_zone))]).observations["row_key"].tolist()


def downloads(page):
    """Take every file along that the menu offers, explanations included."""
    settled(page)
    page.get_by_role("button", name="Download", exact=True).click()
    explain = page.get_by_text("Explanations, English").or_(page.get_by_text("Explanations, Українська")).first
    expect(explain).to_be_visible()
    explain.click()
    settled(page)
    for button in page.locator("[data-testid=stDownloadButton] button").all():
        with page.expect_download() as waiting:
            button.click()
        yield waiting.value.path().read_bytes()
