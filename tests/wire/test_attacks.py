"""What somebody hostile tries beside the pages: other origins, sessions, files and messages, and too much of each."""

import re
import socket
import uuid
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import requests
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.browser.pages import ROOT
from tests.wire.hands import Hands
from tests.wire.planted import secrets_in
from tests.wire.raw_client import RawClient, buttons

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]
TOO_LARGE = 300_000_000
SOURCE = b"Where things are: folders, from the environment or beside the program."
"""How one of the program's own files begins."""


@pytest.fixture(scope="module")
def cookies(stage):
    """The cookies of a viewer and of a recorder who have signed in."""
    found = {}
    for who in ("viewer", "recorder"):
        with stage.hands_of(who):
            found[who] = stage.cookies[who]
    return found


EVERY_PAGE = ("", "overview", "review", "upload", "agreement", "record", "users")


def test_nobody_is_shown_anything_before_signing_in(stage):
    with RawClient(stage.served.address) as client:
        for page in EVERY_PAGE:
            assert list(buttons(client.run(page=page))) == ["Sign in"]
    every = b"".join(client.received)
    assert secrets_in(client.received) == {}
    assert not re.search(rb"INC-|patrols\.csv|Illustrative ceasefire", every)


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("127.0.0.1", "https://evil.example"),
        ("127.0.0.1", "null"),
        ("127.0.0.1", "http://127.0.0.1.evil.example"),
        ("evil.example", "http://evil.example"),
    ],
)
def test_a_page_of_another_site_gets_no_socket_even_with_the_cookies_of_somebody(stage, cookies, host, origin):
    """The last is a name of the attacker's that was made to mean this machine once the page was there."""
    port = urlsplit(stage.served.address).port
    cookie = "; ".join(f"{name}={value}" for name, value in cookies["recorder"].items())
    site = f"{host}:{port}"
    with socket.create_connection(("127.0.0.1", port)) as plain, pytest.raises(InvalidStatus, match="403"):
        connect(
            f"ws://{site}/_stcore/stream",
            sock=plain,
            origin=f"{origin}:{port}" if origin.endswith(host) else origin,
            subprotocols=["streamlit"],
            additional_headers={"Cookie": cookie},
        )


def test_cookies_without_the_token_of_their_page_are_nobody_s(stage, cookies):
    for token in ("", "2|00000000|00000000000000000000000000000000|1", cookies["viewer"]["_streamlit_xsrf"]):
        with RawClient(stage.served.address, cookies["recorder"], token=token) as client:
            assert list(buttons(client.run())) == ["Sign in"]
        assert secrets_in(client.received) == {}


def test_a_cookie_that_was_changed_or_put_together_is_nobody_s(stage, cookies):
    value = cookies["viewer"]["_streamlit_user"]
    for forged in (
        value[:-1],
        value[:20] + "A" + value[21:],
        value + "x",
        cookies["recorder"]["_streamlit_user"][:40] + value[40:],
    ):
        with RawClient(stage.served.address, cookies["viewer"] | {"_streamlit_user": forged}) as client:
            assert list(buttons(client.run())) == ["Sign in"]


@pytest.mark.parametrize("still_open", [True, False])
def test_the_session_of_somebody_else_is_not_taken_over_by_its_number(stage, cookies, still_open):
    with stage.hands_of("recorder") as victim:
        victim.open("", f"incident={stage.secret_incident}")
        taken = victim.session_id
        if still_open:
            seen = seen_by_whoever_resumes(stage, cookies["viewer"], taken)
    if not still_open:
        seen = seen_by_whoever_resumes(stage, cookies["viewer"], taken)
    assert secrets_in(seen) == {}


def seen_by_whoever_resumes(stage, cookies, session) -> list[bytes]:
    with RawClient(stage.served.address, cookies, session=session) as client:
        hands = Hands(client)
        hands.open("", f"incident={stage.secret_incident}")
        assert hands.session_id != session
        hands.open("upload")
        assert "upload:files:0" not in hands.widgets
    return client.received


def test_what_is_no_message_ends_the_connection_and_nothing_else(stage, cookies):
    for data, code in ((b"\xff" * 50, 1002), ("text", 1000), (bytes(2), 1002)):
        with RawClient(stage.served.address, cookies["viewer"]) as client:
            client.run()
            assert client.send_bytes(data) in {code, 1006, 1011}, data
    with RawClient(stage.served.address, cookies["viewer"]) as client:
        assert b"INC-" in b"".join(one.SerializeToString() for one in client.run())


def test_a_message_too_large_ends_the_connection_and_nothing_else(stage, cookies):
    message = BackMsg()
    message.rerun_script.widget_states.widgets.add(id="x", string_value="x" * TOO_LARGE)
    with RawClient(stage.served.address, cookies["viewer"]) as client:
        assert client.send_bytes(message.SerializeToString()) in {1009, 1006}
    with RawClient(stage.served.address, cookies["viewer"]) as client:
        assert "Sign out" in buttons(client.run())


def commands() -> Iterator[BackMsg]:
    """Everything a client may ask of Streamlit besides a run."""
    for field in ("clear_cache", "set_run_on_save", "load_git_info", "debug_disconnect_websocket", "debug_shutdown_runtime"):
        message = BackMsg()
        setattr(message, field, True)
        yield message


def test_the_commands_of_developers_do_nothing(stage, cookies):
    before, files = stage.mark(), {path.name for path in ROOT.iterdir()}
    with RawClient(stage.served.address, cookies["viewer"]) as client:
        hands = Hands(client)
        hands.open("", f"incident={stage.secret_incident}")
        for message in commands():
            client.tell(message)
        for asked in ("install_skills", "dismiss_skills_nudge"):
            message = BackMsg()
            message.backend_operation_request.request_id = str(uuid.uuid4())
            message.backend_operation_request.session_id = hands.session_id
            getattr(message.backend_operation_request, asked).SetInParent()
            answer = client.ask(message, "backend_operation_response").backend_operation_response
            assert "not available" in answer.error_msg
        assert "context:sign-out" in (hands.open(""), hands.widgets)[1]
    assert stage.mark() == before
    assert {path.name for path in ROOT.iterdir()} - {".pytest_cache"} == files - {".pytest_cache"}
    assert secrets_in(client.received) == {}


NEVER_SAID = ('{"last_object_clicked": 1}', "[]", "null", '{"chosen": "INC-0000000000000000"}', "{", "9" * 5_000)


def test_what_the_map_never_says_changes_nothing_and_harms_nobody_else(stage, cookies):
    """What is no JSON ends the page of whoever sent it, and of nobody else."""
    before = stage.mark()
    for told in NEVER_SAID:
        with RawClient(stage.served.address, cookies["viewer"]) as client:
            hands = Hands(client)
            hands.open("")
            (the_map,) = [one for one in hands.widgets.values() if type(one.shown).__name__ == "ComponentInstance"]
            hands.run(WidgetState(id=the_map.id, json_value=told))
        assert secrets_in(client.received) == {}
    with stage.hands_of("viewer") as another:
        another.open("")
        assert the_map.key in another.widgets
    assert stage.mark() == before


def test_a_link_to_what_is_not_there_shows_the_page_and_nothing_more(stage, cookies):
    with RawClient(stage.served.address, cookies["viewer"]) as client:
        hands = Hands(client)
        for query in ("incident=INC-0&page=99999999&entry=1", "map=nan,inf,1e999&zones=%00&first_day=0000-99"):
            hands.open("", query)
            assert "context:sign-out" in hands.widgets
            assert "downloads" in hands.widgets
    assert secrets_in(client.received) == {}


PATHS = [
    "/app/static/../settings.py",
    "/app/static/..%2fsettings.py",
    "/app/static/%2e%2e/settings.py",
    "/app/static/..%5csettings.py",
    "/app/static//{root}/dashboard/settings.py",
    "/static/../../../../../..{root}/dashboard/settings.py",
    "/media/../dashboard/settings.py",
    "/media/..%2f..%2fdashboard%2fsettings.py",
    "/component/streamlit_folium.st_folium/../../../../../..{root}/dashboard/settings.py",
    "/component/streamlit_folium.st_folium/%2e%2e%2f%2e%2e%2fsettings.py",
    "/_stcore/bidi-components/x/../../../settings.py",
    "/dashboard/settings.py",
    "/app/static/../../.git/HEAD",
]


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_out_of_what_is_served(stage, path):
    asked = requests.Request("GET", stage.served.address).prepare()
    asked.url = stage.served.address + path.format(root=ROOT)  # as it stands: a library would tidy it up
    answer = requests.Session().send(asked, timeout=30)
    assert SOURCE not in answer.content
    assert b"ref: refs" not in answer.content


def test_what_the_server_says_of_itself_names_nobody_and_nothing(stage, cookies):
    with stage.hands_of("recorder") as hands:
        hands.open("", f"incident={stage.secret_incident}")
        said = [requests.get(f"{stage.served.address}/_stcore/{one}", timeout=30) for one in OF_ITSELF]
    assert secrets_in(one.content for one in said) == {}
    every = b"".join(one.content for one in said)
    assert not re.search(rb"Person|@example\.org|patrols\.csv|" + hands.session_id.encode(), every)


OF_ITSELF = ("health", "metrics", "host-config", "script-health-check")


def test_a_file_is_uploaded_with_the_token_of_its_page_or_not_at_all(stage, cookies):
    with stage.hands_of("recorder") as hands:
        hands.open("upload")
        place = hands.place_for("a.csv")
        for token in ("", "2|0|0|1"):
            answer = requests.put(
                stage.served.address + place.upload_url,
                files={"file": ("a.csv", b"a")},
                headers={"X-Xsrftoken": token},
                cookies=cookies["viewer"],
                timeout=30,
            )
            assert answer.status_code == 403
        nowhere = place.upload_url.replace(hands.session_id, str(uuid.uuid4()))
        assert hands.put(nowhere, "a.csv", b"a").status_code == 400


def test_a_file_too_large_is_refused_whether_or_not_its_length_is_told(stage):
    with stage.hands_of("recorder") as hands:
        hands.open("upload")
        url = stage.served.address + hands.place_for("large.csv").upload_url

        def body() -> Iterator[bytes]:
            yield b'--x\r\nContent-Disposition: form-data; name="file"; filename="large.csv"\r\n\r\n'
            for _ in range(TOO_LARGE // 1_000_000):
                yield bytes(1_000_000)

        told = {"X-Xsrftoken": stage.cookies["recorder"]["_streamlit_xsrf"], "Content-Type": "multipart/form-data; boundary=x"}
        try:
            status = requests.put(url, data=body(), headers=told, cookies=stage.cookies["recorder"], timeout=120).status_code
        except requests.ConnectionError:
            status = 413  # the server hung up on the rest of it
        assert status == 413
        assert "context:sign-out" in (hands.open("upload"), hands.widgets)[1]


def test_a_file_to_take_along_is_asked_for_by_a_key_that_is_told_to_its_page_alone(stage):
    """Streamlit asks for no more than the key, so it has to be one that nobody comes upon, and is handed over on record."""
    with stage.hands_of("recorder") as owner, stage.hands_of("viewer") as other:
        for hands in (owner, other):
            hands.open("", f"incident={stage.secret_incident}")
            hands.set("downloads", bool_value=True)
            hands.run()
        keys = {hands: hands.widget("get:observations").shown.deferred_file_id for hands in (owner, other)}
        assert all(re.fullmatch(r"[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}", key) for key in keys.values())
        assert keys[owner].encode() not in b"".join(other.client.received)
        for guessed in (uuid.uuid4().hex, keys[owner][:-1] + "0f"[keys[owner][-1] == "0"], ""):
            other.widget("get:observations").shown.deferred_file_id = guessed
            assert other.fetch("get:observations") == b""
        noted = stage.exports()
        assert b"Vasyl Petrenko-4711" in owner.fetch("get:observations")
        (who,) = stage.exports()[len(noted) :]
        assert "[recorder at " in who
    assert secrets_in(other.client.received) == {}
