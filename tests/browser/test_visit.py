"""The tools of these tests: a page reaches this machine alone, and is waited for until what it asked for has been done."""

import http.server
import threading
import time

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.server import serve as serve_socket

from tests.browser.runs import STILL_MS, settled

APP = "<div data-testid=stApp data-test-script-state=notRunning></div>"
ASK = """async ([address, message]) => {
  window.__socket = new WebSocket(address);
  window.__socket.binaryType = 'arraybuffer';
  await new Promise((done) => (window.__socket.onopen = done));
  window.__socket.send(new Uint8Array(message));
}"""


@pytest.fixture
def elsewhere():
    """An address that answers, but is not one of those that a page may ask."""
    server = http.server.ThreadingHTTPServer(("127.0.0.2", 0), http.server.SimpleHTTPRequestHandler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.2:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def slow():
    """A server that answers a page's first message late, after having made way once; its address, and what it got and sent."""
    seen: list[BackMsg | int] = []

    def answer(socket):
        seen.append(BackMsg.FromString(socket.recv()))
        for status in (ForwardMsg.FINISHED_EARLY_FOR_RERUN, ForwardMsg.FINISHED_SUCCESSFULLY):
            time.sleep(1.5 * STILL_MS / 1000)
            socket.send(ForwardMsg(hash="x", script_finished=status).SerializeToString())
            seen.append(status)
        socket.recv()

    with serve_socket(answer, "127.0.0.1", 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"ws://127.0.0.1:{server.socket.getsockname()[1]}/", seen
        server.shutdown()


def ask(page, address: str, **state: object) -> BackMsg:
    """Let a page that stands still ask for a run, as Streamlit's does."""
    page.set_content(APP)
    message = BackMsg()
    for name, value in state.items():
        setattr(message.rerun_script, name, value)
    message.rerun_script.query_string = "a=1"
    page.evaluate(ASK, [address, list(message.SerializeToString())])
    return message


def test_what_a_page_asks_of_another_host_is_recorded_and_comes_to_nothing(visit, elsewhere):
    ended = visit.page.evaluate("(url) => fetch(url, { mode: 'no-cors' }).then(() => 'answered', () => 'refused')", elsewhere)

    assert (ended, visit.outside) == ("refused", [elsewhere])


@pytest.mark.parametrize("fragment", ["", "one"])
def test_a_page_is_settled_once_the_run_that_it_asked_for_has_ended_and_not_when_it_makes_way(visit, slow, fragment):
    address, seen = slow
    asked = ask(visit.page, address, fragment_id=fragment)

    settled(visit.page)

    assert seen == [asked, ForwardMsg.FINISHED_EARLY_FOR_RERUN, ForwardMsg.FINISHED_SUCCESSFULLY]


def test_a_look_in_by_the_clock_does_not_keep_a_page_from_being_settled(visit, slow):
    address, seen = slow
    ask(visit.page, address, is_auto_rerun=True)

    settled(visit.page)

    assert ForwardMsg.FINISHED_SUCCESSFULLY not in seen
