"""A client that speaks Streamlit's protocol by itself: it sends what no page offers, and shows all that comes back."""

from contextlib import ExitStack
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

PATIENCE_S = 150
"""How long to wait for the next message: the first picture after a start takes a minute on a busy machine."""


@dataclass
class RawClient:
    """One session of a visitor. cookies: those of a browser that signed in; empty for somebody who did not.

    token: of the page, where it is to be another than the cookies go with. session: one to go on with.
    """

    address: str
    cookies: dict[str, str] = field(default_factory=dict)
    received: list[bytes] = field(default_factory=list)
    token: str | None = None
    session: str = ""

    def __enter__(self) -> Self:
        token = self.cookies.get("_streamlit_xsrf", "") if self.token is None else self.token
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self._stack = ExitStack()
        connecting = connect(
            f"ws://{urlsplit(self.address).netloc}/_stcore/stream",
            origin=self.address,
            subprotocols=["streamlit", *filter(None, (token, self.session))],
            additional_headers={"Cookie": cookie} if cookie else {},
            max_size=None,
        )
        self._socket: ClientConnection = self._stack.enter_context(connecting)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stack.close()

    def run(self, *, page: str = "", states: list[WidgetState] | None = None, fragment: str = "") -> list[ForwardMsg]:
        """Ask for a run of a page with these widgets' states; return what came of it."""
        message = BackMsg()
        message.rerun_script.page_name = page
        message.rerun_script.query_string = ""
        message.rerun_script.fragment_id = fragment
        message.rerun_script.widget_states.CopyFrom(WidgetStates(widgets=states or []))
        return self.send(message)

    def send(self, message: BackMsg) -> list[ForwardMsg]:
        """Send anything and return the messages until the run has finished; those until the server falls silent else."""
        self._socket.send(message.SerializeToString())
        told: list[ForwardMsg] = []
        while (one := self._next()) is not None:
            told.append(one)
            if one.WhichOneof("type") == "script_finished" and one.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                break
        return told

    def tell(self, message: BackMsg) -> None:
        """Send a message and wait for nothing."""
        self._socket.send(message.SerializeToString())

    def ask(self, message: BackMsg, kind: str) -> ForwardMsg:
        """Send what is answered without a run, and return the answer."""
        self._socket.send(message.SerializeToString())
        while (one := self._next()) is not None:
            if one.WhichOneof("type") == kind:
                return one
        raise AssertionError(f"there was no {kind}")

    def send_bytes(self, data: bytes | str) -> int:
        """Send what is no message; return the code with which the server ends the connection, 0 where it does not."""
        try:
            self._socket.send(data)
            while True:
                self._socket.recv(timeout=5)
        except TimeoutError:
            return 0
        except ConnectionClosed as closed:
            return closed.rcvd.code if closed.rcvd else 1006

    def _next(self) -> ForwardMsg | None:
        try:
            data = self._socket.recv(timeout=PATIENCE_S)
        except (TimeoutError, ConnectionClosed):
            return None
        assert isinstance(data, bytes)
        self.received.append(data)
        return ForwardMsg.FromString(data)


def buttons(told: list[ForwardMsg]) -> dict[str, str]:
    """The ids of the buttons that a run drew, by their labels."""
    elements = (one.delta.new_element for one in told if one.WhichOneof("type") == "delta")
    return {element.button.label: element.button.id for element in elements if element.WhichOneof("type") == "button"}
