"""The table of tries leaves out nothing: no action, and no button of any page."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from dashboard.domain.access import Action
from tests.wire.tries import TRIES, covering

DASHBOARD = Path(__file__).parents[2] / "dashboard"
BUTTONS = {"button", "form_submit_button", "menu_button", "chat_input"}
WRITES_AS_ANOTHER_DOES = {
    "{}:save": "delete a mapping",
    "desk:start:empty": "begin a draft",
    "desk:start:template": "begin a draft",
    "desk:bring-back": "begin a draft",
    "desk:discard": "go on with a draft",
    "desk:discard:{}": "go on with a draft",
    "panel:{}": "see who reported",
    "said:take-back": "say who looked",
    "{}:confirm": "add a coverage log",
}
"""Buttons that write, or note a look, where the same action is tried with another."""
OF_THE_SESSION_ALONE = {
    "context:sign-out", "door:sign-in", "door:sign-out", "panel:close", "quick:all", "quick:{}", "show-unplaced", "undo",
    "review:batch-ask", "review:batch-no", "review:next", "review:previous", "upload:again", "desk:leave", "desk:undo",
    "desk:way", "desk:provision:add", "desk:zone:add:{}", "desk:{}:out", "desk:{}:take", "desk.widget(path, 'add')",
    "desk.widget(path, 'out')", "desk.widget(path, 'anew')", "{}:by-columns", "{}:change", "{}:finish-now", "{}:held", "{}:load",
    "{}:out", "{}:stop", "{}:use:{}", "key",
}  # fmt: skip
"""Buttons that change what one session looks at, or a draft on its desk, or a file that is not kept yet."""


def buttons() -> Iterator[str]:
    """The key of each button of the pages, as its source spells it, with {} for what differs."""
    for path in DASHBOARD.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in BUTTONS:
                yield next((spelled(one.value) for one in node.keywords if one.arg == "key"), f"one without a key in {path.name}")


def spelled(key: ast.expr) -> str:
    if isinstance(key, ast.Constant):
        return str(key.value)
    if isinstance(key, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in key.values)
    return ast.unparse(key)


def is_tried(key: str) -> bool:
    pattern = re.compile(re.escape(key).replace(r"\{\}", ".*"))
    return any(one.button and (pattern.fullmatch(one.button) or one.button == key) for one in TRIES)


def test_every_action_is_tried():
    assert frozenset().union(*(one.needs for one in TRIES)) == set(Action)
    assert frozenset().union(*(one.needs for one in covering())) == set(Action)


def test_every_button_is_tried_or_said_to_write_nothing_by_itself():
    found = set(buttons())
    said = OF_THE_SESSION_ALONE | set(WRITES_AS_ANOTHER_DOES)
    assert {key for key in found if not is_tried(key)} - said == set(), "add a try for it"
    assert said - found == set(), "no page has such a button"


def test_what_is_said_to_be_tried_with_another_is():
    assert set(WRITES_AS_ANOTHER_DOES.values()) <= {one.name for one in TRIES}
