"""Somebody at a page without a browser: signs in, sees which widgets a page has, uses them, and gives every message away."""

import json
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin

import requests
from google.protobuf.message import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates

from tests.wire.raw_client import RawClient

_PATIENCE_S = 60
_GENERATED = re.compile(r"\$\$(?:ID|WIDGET)-[0-9a-f]+-")


class NotOfferedError(Exception):
    """The page has no such widget."""


@dataclass(frozen=True)
class Widget:
    """A widget as a page showed it. fragment: of the part that runs by itself, "" for none. shown: what the page was told."""

    id: str
    fragment: str
    shown: Message

    @property
    def key(self) -> str:
        """The name the program gave it."""
        return _GENERATED.sub("", self.id)


def sign_in_as(address: str, who: str) -> dict[str, str]:
    """Sign in at the provider of tests as a browser would, and return the cookies a browser then has."""
    with requests.Session() as browser:
        browser.get(f"{address}/_stcore/health", timeout=_PATIENCE_S)
        with RawClient(address, cookies_of(browser)) as client:
            door = Hands(client)
            door.open("")
            (led,) = [one.auth_redirect.url for one in door.press("door:sign-in") if one.WhichOneof("type") == "auth_redirect"]
        asked = browser.get(urljoin(address, led), timeout=_PATIENCE_S)
        browser.post(asked.url, data={"sub": who}, timeout=_PATIENCE_S)
        cookies = cookies_of(browser)
    assert "_streamlit_user" in cookies, f"{who} could not sign in: {sorted(cookies)}"
    return cookies


def new_cookies(address: str) -> dict[str, str]:
    """The cookies of a browser that has only just come."""
    with requests.Session() as browser:
        browser.get(f"{address}/_stcore/health", timeout=_PATIENCE_S)
        return cookies_of(browser)


def words(received: list[bytes]) -> str:
    """What a reader of a page would see of what was received, without its style."""
    bodies = (ForwardMsg.FromString(data).delta.new_element.html.body for data in received)
    return " ".join(" ".join(re.sub(r"<[^>]+>", " ", body).split()) for body in bodies if not body.startswith("<style"))


def cookies_of(browser: requests.Session) -> dict[str, str]:
    """The cookies a browser holds, by name."""
    return {cookie.name: str(cookie.value) for cookie in browser.cookies}


@dataclass(eq=False)
class Hands:
    """One session. sent: every message, the first at first; what a page shows is kept until it is drawn anew."""

    client: RawClient
    page: str = ""
    query: str = ""
    widgets: dict[str, Widget] = field(default_factory=dict)
    states: dict[str, WidgetState] = field(default_factory=dict)
    sent: list[BackMsg] = field(default_factory=list)
    session_id: str = ""
    page_hash: str = ""

    def open(self, page: str, query: str = "") -> list[ForwardMsg]:
        """Go to a page."""
        self.page, self.query, self.widgets, self.states = page, query, {}, {}
        return self.run()

    def run(self, *once: WidgetState, fragment: str = "") -> list[ForwardMsg]:
        """Run the page with all that was typed and chosen so far, and with what is told this once."""
        message = BackMsg()
        message.rerun_script.page_name = self.page
        message.rerun_script.query_string = self.query
        message.rerun_script.fragment_id = fragment
        states = {**self.states, **{one.id: one for one in once}}
        message.rerun_script.widget_states.CopyFrom(WidgetStates(widgets=states.values()))
        return self.send(message)

    def send(self, message: BackMsg) -> list[ForwardMsg]:
        """Send a message as it is, and see what the page shows then."""
        self.sent.append(message)
        told = self.client.send(message)
        self._see(told)
        return told

    def press(self, key: str) -> list[ForwardMsg]:
        """Press a button."""
        widget = self.widget(key)
        return self.run(WidgetState(id=widget.id, trigger_value=True), fragment=widget.fragment)

    def set(self, key: str, **value: object) -> None:
        """Type or choose something; it is sent with the next run."""
        widget = self.widget(key)
        self.states[widget.id] = WidgetState(id=widget.id, **value)

    def tick(self, key: str, row: int) -> list[ForwardMsg]:
        """Choose a row of a table. Its key ends in a number, which changes when it is mounted anew."""
        widget = next((one for name, one in self.widgets.items() if re.fullmatch(rf"{re.escape(key)}-?\d+", name)), None)
        if widget is None:
            raise NotOfferedError(f"no table {key} among {sorted(self.widgets)}")
        selection = {"selection": {"rows": [row], "columns": [], "cells": []}}
        self.states[widget.id] = WidgetState(id=widget.id, string_value=json.dumps(selection))
        return self.run(fragment=widget.fragment)

    def drop(self, key: str, files: Mapping[str, bytes]) -> list[ForwardMsg]:
        """Upload files to the widget whose key begins like this."""
        widget = self.widget(key)
        state = WidgetState(id=widget.id)
        for name, data in files.items():
            place = self.place_for(name)
            answer = self.put(place.upload_url, name, data)
            assert answer.status_code == 204, answer.text
            told = state.file_uploader_state_value.uploaded_file_info.add(name=name, size=len(data), file_id=place.file_id)
            told.file_urls.CopyFrom(place)
        self.states[widget.id] = state
        return self.run(fragment=widget.fragment)

    def place_for(self, name: str) -> Message:
        """Ask where a file is to be uploaded to."""
        message = BackMsg()
        message.file_urls_request.request_id = str(uuid.uuid4())
        message.file_urls_request.session_id = self.session_id
        message.file_urls_request.file_names.append(name)
        answer = self.client.ask(message, "file_urls_response").file_urls_response
        assert not answer.error_msg, answer.error_msg
        return answer.file_urls[0]

    def put(self, path: str, name: str, data: bytes) -> requests.Response:
        """Upload a file to an address, with this session's cookies."""
        return requests.put(
            f"{self.client.address}{path}",
            files={"file": (name, data)},
            headers={"X-Xsrftoken": self.client.cookies.get("_streamlit_xsrf", "")},
            cookies=self.client.cookies,
            timeout=_PATIENCE_S,
        )

    def fetch(self, key: str) -> bytes:
        """Take a file along, as its button does; b"" where none is handed over."""
        url = self.made_ready(key)
        data = self.got(url) if url else b""
        self.client.received.append(data)
        return data

    def made_ready(self, key: str) -> str:
        """Ask for a file to be made ready, as its button does, and return where it is, "" where it is not to be had."""
        widget = self.widget(key)
        message = BackMsg()
        message.backend_operation_request.request_id = str(uuid.uuid4())
        message.backend_operation_request.session_id = self.session_id
        message.backend_operation_request.deferred_file.file_id = widget.shown.deferred_file_id
        self.sent.append(message)
        answer = self.client.ask(message, "backend_operation_response").backend_operation_response
        return str(answer.deferred_file.url)

    def got(self, url: str) -> bytes:
        """Fetch a file from where it is."""
        answer = requests.get(f"{self.client.address}{url}", timeout=_PATIENCE_S)
        assert answer.status_code == 200, answer.status_code
        return answer.content

    def widget(self, key: str) -> Widget:
        """Return the widget of a key, or the one whose key begins so; NotOfferedError."""
        if key in self.widgets:
            return self.widgets[key]
        found = [one for name, one in self.widgets.items() if name.startswith(key)]
        if not found:
            raise NotOfferedError(f"no widget {key} among {sorted(self.widgets)}")
        return found[-1]

    def _see(self, told: list[ForwardMsg]) -> None:
        for one in told:
            kind = one.WhichOneof("type")
            if kind == "new_session":
                self.session_id = one.new_session.initialize.session_id or self.session_id
                self.page_hash = one.new_session.page_script_hash
                if not one.metadata.run.fragment_ids:
                    self.widgets = {}
            if kind == "delta":
                for widget in _widgets(one):
                    self.widgets[widget.key] = widget


def _widgets(told: ForwardMsg) -> list[Widget]:
    """Return what of a delta can be used: an element, or a block that opens."""
    delta = told.delta
    holder = {"new_element": delta.new_element, "add_block": delta.add_block}.get(delta.WhichOneof("type"))
    if holder is None:
        return []
    kind = holder.WhichOneof("type")
    shown = getattr(holder, kind) if kind else holder
    widget_id = getattr(shown, "id", "") or getattr(holder, "id", "")
    return [Widget(widget_id, delta.fragment_id, shown)] if widget_id else []
