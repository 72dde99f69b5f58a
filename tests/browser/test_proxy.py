"""The proxy's configuration of docs/deployment, run for real: TLS, headers, limits, and signing in through it."""

import http.client
import re
import shutil
import socket
import ssl
import subprocess
import time
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from playwright.sync_api import expect

from dashboard.domain.access import Role
from tests.browser.conftest import _free_port
from tests.browser.pages import ROOT, counts, map_frame
from tests.browser.sign_in import dashboard_with_sign_in, identity_provider, sign_in

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(NGINX is None, reason="no nginx here: the proxy's configuration was not tried"),
]
CONFIGURATION = ROOT / "docs" / "deployment" / "nginx.conf"


def certificate(folder: Path) -> None:
    """A certificate for this machine, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(1).not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
    (folder / "fullchain.pem").write_bytes(made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )  # fmt: skip
    (folder / "privkey.pem").write_bytes(pem)


@contextmanager
def nginx(folder: Path, port: int, upstream: str):
    """Run nginx with the configuration as it stands, but for ports, the certificate's place and its own files' places."""
    certificate(folder)
    site = CONFIGURATION.read_text(encoding="utf-8")
    for said, here in (
        ("listen 80;", f"listen 127.0.0.1:{_free_port()};"),
        ("listen 443 ssl;", f"listen 127.0.0.1:{port} ssl;"),
        ("server 127.0.0.1:8501;", f"server {upstream};"),
        ("/etc/ssl/dashboard/", f"{folder}/"),
        ("wss://$host", f"wss://$host:{port}"),
    ):
        assert site.count(said), said
        site = site.replace(said, here)
    places = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(
        f"pid {folder}/pid; error_log {folder}/error.log; daemon off; master_process off; events {{}}"
        f" http {{ access_log off; {places} {site} }}"
    )
    process = subprocess.Popen([NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf")])
    try:
        _wait_until_listening(port, process)
        yield process
    finally:
        process.terminate()
        process.wait(timeout=20)


def _wait_until_listening(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"nginx ended with code {process.returncode}")
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=2):
            return
        time.sleep(0.05)
    raise RuntimeError(f"nginx did not listen on port {port} within 60 s")


@pytest.fixture(scope="module")
def proxied(serve, tmp_path_factory):
    folder, port = tmp_path_factory.mktemp("proxy"), _free_port()
    with identity_provider() as issuer:
        redirect = f"https://127.0.0.1:{port}/oauth2callback"
        served = dashboard_with_sign_in(serve, issuer, folder / "data", DASHBOARD_OIDC_REDIRECT_URI=redirect)
        with nginx(folder, port, served.address.removeprefix("http://")):
            yield replace(served, address=f"https://127.0.0.1:{port}")


def ask(proxied, path, *, method="GET", headers=None, body=None):
    """One request through the proxy, whose certificate nobody vouches for."""
    unverified = ssl.create_default_context()
    unverified.check_hostname, unverified.verify_mode = False, ssl.CERT_NONE
    connection = http.client.HTTPSConnection(proxied.address.removeprefix("https://"), context=unverified, timeout=30)
    connection.putrequest(method, path)
    for name, value in (headers or {}).items():
        connection.putheader(name, value)
    connection.endheaders(body)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/media/none", "/_stcore/upload_file/a/b"])
def test_every_answer_carries_the_headers(proxied, path):
    answer = ask(proxied, path)
    assert answer.getheader("Strict-Transport-Security") == "max-age=31536000"
    assert answer.getheader("X-Content-Type-Options") == "nosniff"
    assert answer.getheader("X-Frame-Options") == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in answer.getheader("Content-Security-Policy")
    assert "nginx/" not in answer.getheader("Server")


@pytest.mark.parametrize(
    ("path", "cookie", "size_mb", "status"),
    [
        ("/", "", 2, 413),
        ("/_stcore/upload_file/a/b", "x", 201, 413),
        ("/_stcore/upload_file/a/b", "", 1, 401),
        ("/media/a", "", 0, 401),
        ("/_stcore/metrics", "x", 0, 404),
    ],
)
def test_what_is_too_large_or_by_nobody_is_turned_away_before_it_is_taken_in(proxied, path, cookie, size_mb, status):
    headers = {"Content-Length": str(size_mb << 20)} | ({"Cookie": f"_streamlit_user={cookie}"} if cookie else {})
    assert ask(proxied, path, method="PUT" if size_mb else "GET", headers=headers).status == status


def test_a_person_signs_in_through_the_proxy_and_the_map_draws_under_its_policy(visit_of, proxied):
    proxied.grant(Role.VIEWER)
    page, said = visit_of(width=1440, height=900, ignore_https_errors=True).page, []
    page.on("console", lambda message: said.append(message.text))
    sign_in(page, proxied, "viewer")
    expect(counts(page)).to_be_visible()
    map_frame(page)
    expect(page.locator("[data-testid=stVegaLiteChart] canvas, [data-testid=stVegaLiteChart] svg").first).to_be_visible()
    assert [one for one in said if re.search("Content Security Policy", one)] == []
    cookies = {one["name"]: one for one in page.context.cookies()}
    assert cookies["_streamlit_user"]["secure"]


def test_one_address_that_asks_without_end_is_slowed_down(proxied):
    answers = [ask(proxied, "/auth/login").status for _ in range(40)]
    assert answers[0] in (302, 307)
    assert answers[-1] == 503
