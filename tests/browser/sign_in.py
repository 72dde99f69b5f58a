"""What tests of sign-in share: an identity provider, a dashboard that goes by it, a record with secrets in it, and signing in."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page, expect

from dashboard.domain.access import Role
from dashboard.domain.people import Identity
from dashboard.ingest.agreements.file import bundle_from_path
from dashboard.settings import sample_folder
from dashboard.store.opening import store_in_folder
from dashboard.store.sql_store import SqlStore
from tests.browser.conftest import _free_port, _wait_until_answering
from tests.browser.pages import PATIENCE_MS, ROOT

SECRETS = {
    "source": "Vasyl Petrenko-4711",
    "origin": "log of post Orlan-88",
    "description": "seen from the attic of Lesi Ukrainky 12b",
    "evidence": "https://example.org/album-of-vasyl",
    "file": "vasyl-field-notes.csv",
    "id": "VP-0007",
    "place": "Kuznetsova house",
    "other": "call sign Barvinok",
}
"""What a report may hold that not everybody is to see; each is found nowhere else."""
LON, LAT = 37.7466713, 48.1391287
HEADER = "observation_id,observed_from,lon,lat,place,act,source,origin,description,evidence,Remark\n"
ROWS = (
    f"{SECRETS['id']},2026-07-03T14:20,{LON},{LAT},{SECRETS['place']},fire.artillery,{SECRETS['source']},{SECRETS['origin']},"
    f"{SECRETS['description']},{SECRETS['evidence']},{SECRETS['other']}\n"
    "PT-1,2026-07-04T10:00,37.9,48.3,,fire.mortar,patrol 1,,,,\n"
)


@dataclass(frozen=True)
class Served:
    """A dashboard on which people sign in. issuer: the provider's address."""

    address: str
    issuer: str
    data: Path
    store: SqlStore

    def grant(self, *roles: Role, to: str | None = None) -> Identity:
        """Grant roles to somebody, to a person called like the first of them unless told otherwise."""
        identity = Identity(self.issuer, to or roles[0])
        self.store.users.introduce(identity, "", "", datetime.now(UTC))
        for role in roles:
            self.store.users.grant(identity, role, why="for the test", now=datetime.now(UTC))
        return identity

    def written(self) -> list[str]:
        """The tables that people wrote to, first to last: not what tells of people, of what they looked at, or was worked out."""
        left_out = ("event", "person", "role_grant", "access_end", "assessment")
        with self.store.database.reading() as connection:
            rows = connection.rows("SELECT what FROM entry ORDER BY seq")
        return [what for (what,) in rows if what not in left_out]

    def events(self) -> list[tuple[str, str]]:
        """Kind and subject of every event, the first at first."""
        return [(one.kind.value, one.subject) for one in reversed(self.store.events(10_000, datetime.now(UTC)))]


@contextmanager
def identity_provider() -> Iterator[str]:
    """Run the provider and give its address."""
    port = _free_port()
    script = Path(__file__).parent / "apps" / "identity_provider.py"
    process = subprocess.Popen([sys.executable, "-W", "ignore", str(script), str(port)], stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_answering(f"{address}/.well-known/openid-configuration", process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def dashboard_with_sign_in(serve: Callable[..., str], issuer: str, data: Path, **environment: str) -> Served:
    """Start the dashboard on a record of two reports, one full of secrets."""
    store = store_in_folder(data)
    now = datetime(2026, 5, 5, tzinfo=UTC)
    bundle = bundle_from_path(sample_folder() / "agreement.yaml")
    kept = store.add_agreement(bundle.main, bundle.files, kind="sample", now=now)
    store.use_agreement(kept.id, now)
    store.add_agreement(bundle.main, bundle.files | {bundle.main: bundle.files[bundle.main] + b"\n"}, kind="user", now=now)
    store.add_upload(SECRETS["file"], (HEADER + ROWS).encode(), time_zone="Europe/Kyiv", mapping_json="", kind="user", now=now)
    store.put_setting("sample seeded", now.isoformat(), now)
    settings = {
        "DASHBOARD_DATA": str(data),
        "DASHBOARD_OIDC_METADATA_URL": f"{issuer}/.well-known/openid-configuration",
        "DASHBOARD_OIDC_CLIENT_ID": "dashboard",
        "DASHBOARD_OIDC_CLIENT_SECRET": "not-checked-by-the-provider",
        "DASHBOARD_OIDC_REDIRECT_URI": "http://127.0.0.1:{port}/oauth2callback",
        "DASHBOARD_COOKIE_SECRET": "0123456789abcdef0123456789abcdef",
        "DASHBOARD_CHECK_SECONDS": "1",
    }
    return Served(serve(ROOT / "dashboard" / "app.py", **(settings | environment)), issuer, data, store)


def sign_in(page: Page, served: Served, who: str, query: str = "") -> None:
    """Open the dashboard and sign in, as a person would."""
    page.goto(f"{served.address}/{query}")
    button = page.get_by_role("button", name="Sign in")
    expect(button).to_be_visible(timeout=PATIENCE_MS)
    button.click()
    page.wait_for_url(f"{served.issuer}/**", timeout=PATIENCE_MS)
    page.get_by_role("button", name=who, exact=True).click()
    page.wait_for_url(f"{served.address}/**", timeout=PATIENCE_MS)
    if query:
        page.goto(f"{served.address}/{query}")
