"""One try at everything a page lets somebody do: how to come to it, the message that does it, and how it shows that it was done.

`TRIES` is the whole of what can be done over the WebSocket. A test holds it against the actions there are and against the buttons
that the pages have, so that neither is added without a try.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from dashboard.domain.access import Action
from tests.wire.hands import Hands
from tests.wire.scene import Stage

Walk = Callable[[Stage, Hands], None]
NEW_ROWS = "observation_id,observed_from,lon,lat,act,source\n{},2026-07-20T10:00,38.4,48.5,fire.mortar,patrol\n"
COVERAGE = "region,from,means,state,note\nDonetsk oblast,2026-05-03,satellite,observed,{}\n"
OWN_PLACES = "name,lon,lat,radius_m\n{},37.5,48.5,300\n"
ZONE = """{{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"name":"{}","from":"2026-01-01"}},
"geometry":{{"type":"Polygon","coordinates":[[[37,48],[38,48],[38,49],[37,49],[37,48]]]}}}}]}}"""


@dataclass(frozen=True)
class Try:
    """needs: what takes it. come: everything before the last message. act: the last message. writes: tables it adds to, or where
    it only shows something, `shows`: what then arrives. button: what the last message presses, "" for none.
    """

    name: str
    needs: frozenset[Action]
    come: Walk
    act: Walk
    writes: tuple[str, ...]
    shows: bytes
    button: str


# --- Loading ------------------------------------------------------------------------------------------------------------------


def drop_new_file(stage: Stage, hands: Hands) -> None:
    hands.open("upload")
    hands.drop("upload:files:", {"new.csv": NEW_ROWS.format(stage.turn()).encode()})


def choose_last_file(stage: Stage, hands: Hands) -> None:
    now, rows = datetime.now(UTC), NEW_ROWS.format(stage.turn()).encode()
    store = stage.served.store
    store.add_upload("more.csv", rows, time_zone="UTC", mapping_json="", kind="user", now=now)
    hands.open("upload")
    hands.tick("files:", len(store.uploads()) - 1)


def come_to_sample(stage: Stage, hands: Hands) -> None:
    stage.take_sample_out()
    hands.open("upload")
    hands.widget("files:sample")


def drop_places(stage: Stage, hands: Hands) -> None:
    hands.open("upload")
    hands.drop("own:places:", {"places.csv": OWN_PLACES.format(stage.turn()).encode()})


def come_to_places_in_use(stage: Stage, hands: Hands) -> None:
    stage.served.store.add_own_file("places", "used.csv", OWN_PLACES.format(stage.turn()).encode(), datetime.now(UTC))
    hands.open("upload")
    hands.widget("own:confirm:0")


def choose_untold_name(stage: Stage, hands: Hands) -> None:
    for kept in stage.served.store.place_corrections():
        stage.served.store.correct_place(kept.names, "", who="the test", why="so", now=datetime.now(UTC))
    hands.open("upload")
    hands.tick("places:chosen:table:", 0)
    option = hands.widget("places:choice").shown.options[0]
    hands.set("places:choice", string_value=option)
    hands.set("places:why", string_value=stage.turn())
    hands.run()


def choose_correction(stage: Stage, hands: Hands) -> None:
    stage.served.store.correct_place(("", "", "Twin"), "A1", who="the test", why=stage.turn(), now=datetime.now(UTC))
    hands.open("upload")
    hands.tick("places:in-force:table:", 0)
    hands.set("places:revoke:why", string_value=stage.turn())
    hands.run()


def choose_mapping(stage: Stage, hands: Hands) -> None:
    stage.served.store.save_mapping("patrol", ("a", stage.turn()), "{}", datetime.now(UTC))
    hands.open("upload")
    hands.tick("kept:", 0)


def drop_coverage(stage: Stage, hands: Hands) -> None:
    hands.open("upload")
    hands.drop("coverage:file:", {"log.csv": COVERAGE.format(stage.turn()).encode()})


def say_who_looked(stage: Stage, hands: Hands) -> None:
    hands.open("upload")
    for choice in ("said:place", "said:state"):
        hands.set(choice, string_value=hands.widget(choice).shown.options[0])
    hands.set("said:from", string_value="2026-05-03")
    hands.set("said:note", string_value=stage.turn())
    hands.run()


# --- The agreement ------------------------------------------------------------------------------------------------------------


def drop_agreement(stage: Stage, hands: Hands) -> None:
    hands.open("agreement")
    hands.drop("agreement:files:", {"zone.geojson": ZONE.format(stage.turn()).encode()})


def come_to_another_version(_: Stage, hands: Hands) -> None:
    hands.open("agreement")
    hands.widget("agreement:use:")


def come_to_writing(_: Stage, hands: Hands) -> None:
    hands.open("agreement")


def come_to_saving(stage: Stage, hands: Hands) -> None:
    hands.open("agreement")
    hands.press("desk:start:used")
    key = next(one for one in hands.widgets if one.endswith(":agreement:title"))
    hands.set(key, string_value=stage.turn())
    hands.run()
    hands.set("desk:part", string_array_value={"data": ["Save"]})
    hands.run()
    hands.set("desk:note", string_value="for the test")
    hands.run()


def come_to_waiting_draft(stage: Stage, hands: Hands) -> None:
    with stage.hands_of("somebody") as other:
        other.open("agreement")
        other.press("desk:start:empty")
    hands.open("agreement")
    hands.widget("desk:discard:")


# --- Reviewing ----------------------------------------------------------------------------------------------------------------


def open_incident(stage: Stage, hands: Hands) -> str:
    incident = next(stage.incidents)
    hands.open("review", f"incident={incident}")
    return incident


def say(stage: Stage, hands: Hands) -> None:
    """Fill in the form, as a browser tells both of its fields."""
    form = next(one for one in hands.widgets if one.startswith("review:form:") and one.endswith(":text")).removesuffix(":text")
    hands.set(f"{form}:text", string_value=stage.turn())
    hands.set(f"{form}:evidence", string_value="")


def come_to_fresh_incident(stage: Stage, hands: Hands) -> None:
    open_incident(stage, hands)
    say(stage, hands)


def come_to_own_incident(stage: Stage, hands: Hands) -> None:
    open_incident(stage, hands)
    say(stage, hands)
    hands.press("review:take-up")
    say(stage, hands)


def come_to_proposal(stage: Stage, hands: Hands) -> None:
    with stage.hands_of("somebody") as other:
        incident = open_incident(stage, other)
        say(stage, other)
        other.press("review:take-up")
        say(stage, other)
        other.press("review:propose")
    hands.open("review", f"incident={incident}")
    say(stage, hands)


def come_to_several(_: Stage, hands: Hands) -> None:
    hands.open("review")
    hands.set("review:several", bool_value=True)
    hands.run()
    hands.tick("review:several:", 0)
    hands.press("review:batch-ask")


# --- People, the record, and what is only shown -------------------------------------------------------------------------------


def choose_person(stage: Stage, hands: Hands) -> None:
    stage.let_hold("chosen", [])
    people = [one.identity for one in stage.served.store.users.everybody(datetime.now(UTC))]
    hands.open("users")
    hands.tick("people:", people.index(stage.identity("chosen")))
    hands.set("people:why", string_value=stage.turn())
    hands.run()


def open_downloads(_: Stage, hands: Hands) -> None:
    hands.open("")
    hands.set("downloads", bool_value=True)
    hands.run()


def stay_outside(_: Stage, hands: Hands) -> None:
    hands.open("users")


def open_secret_incident(stage: Stage, hands: Hands) -> None:
    hands.open("", f"incident={stage.secret_incident}")


def press(key: str) -> Walk:
    return lambda _, hands: hands.press(key)


def show(page: str) -> Walk:
    return lambda _, hands: hands.open(page)


def take_along(_: Stage, hands: Hands) -> None:
    hands.fetch("get:incidents")


def _try(name: str, needs: Action | tuple[Action, ...], come: Walk, act: Walk | str, *writes: str, shows: bytes = b"") -> Try:
    every = frozenset(needs if isinstance(needs, tuple) else (needs,))
    pressed = act if isinstance(act, str) else ""
    return Try(name, every, come, press(act) if isinstance(act, str) else act, writes, shows, pressed)


_WRITES_AND_USES = (Action.WRITE_AGREEMENTS, Action.USE_AGREEMENTS)
TRIES = (
    _try("add a file", Action.UPLOAD_FILES, drop_new_file, "upload:add", "original", "upload"),
    _try("withdraw a file", (Action.UPLOAD_FILES, Action.WITHDRAW_FILES), choose_last_file, "files:confirm", "upload_view"),
    _try("add a coverage log", (Action.UPLOAD_FILES, Action.RECORD_COVERAGE), drop_coverage, "coverage:add", "coverage_file"),
    _try("say who looked", (Action.UPLOAD_FILES, Action.RECORD_COVERAGE), say_who_looked, "said:add", "coverage_entry"),
    _try("put places to use", (Action.UPLOAD_FILES, Action.CHANGE_OWN_FILES), drop_places, "own:use:places", "own_file"),
    _try("remove places", (Action.UPLOAD_FILES, Action.CHANGE_OWN_FILES), come_to_places_in_use, "own:confirm:0", "own_file"),
    _try("place a name", (Action.UPLOAD_FILES, Action.CORRECT_PLACES), choose_untold_name, "places:place", "place_correction"),
    _try("revoke a place", (Action.UPLOAD_FILES, Action.CORRECT_PLACES), choose_correction, "places:revoke", "place_correction"),
    _try("delete a mapping", (Action.UPLOAD_FILES, Action.KEEP_MAPPINGS), choose_mapping, "kept:confirm", "saved_mapping"),
    _try("load an agreement", _WRITES_AND_USES, drop_agreement, "agreement:use", "agreement", "agreement_file", "agreement_use"),
    _try("use another version", Action.USE_AGREEMENTS, come_to_another_version, "agreement:use:", "agreement_use"),
    _try("begin a draft", _WRITES_AND_USES, come_to_writing, "desk:start:used", "draft"),
    _try("save a draft", _WRITES_AND_USES, come_to_saving, "desk:save", "agreement", "agreement_use"),
    _try("go on with a draft", _WRITES_AND_USES, come_to_waiting_draft, "desk:go-on:", shows=b"-desk:undo"),
    _try("take an incident up", (Action.REVIEW, Action.COMMENT), come_to_fresh_incident, "review:take-up", "review_event"),
    _try("comment", Action.COMMENT, come_to_fresh_incident, "review:comment", "review_event"),
    _try("propose", (Action.REVIEW, Action.PROPOSE_DECISIONS), come_to_own_incident, "review:propose", "review_event"),
    _try("conclude", (Action.REVIEW, Action.PROPOSE_DECISIONS), come_to_own_incident, "review:none", "review_event"),
    _try("return", (Action.REVIEW, Action.COMMENT), come_to_own_incident, "review:return", "review_event"),
    _try("confirm", (Action.REVIEW, Action.CONFIRM_DECISIONS), come_to_proposal, "review:confirm", "review_event"),
    _try("take several up", (Action.REVIEW, Action.COMMENT), come_to_several, "review:batch-yes", "review_event"),
    _try("grant a role", Action.MANAGE_USERS, choose_person, "people:viewer", "role_grant"),
    _try("end all access", Action.MANAGE_USERS, choose_person, "people:end:confirm", "access_end"),
    _try("check the record", Action.READ_AUDIT_LOG, show("record"), "record:check", shows=b"entries"),
    _try("read the log", Action.READ_AUDIT_LOG, stay_outside, show("record"), shows=b"Entries of the audit log"),
    _try("compare", Action.COMPARE, come_to_writing, "reassess:go", shows=b"Columns: by the other one"),
    _try("look", Action.LOOK, stay_outside, show(""), shows=b"INC-"),
    _try("take a file along", Action.EXPORT, open_downloads, take_along, shows=b"incident_id"),
    _try("see who reported", Action.SEE_SOURCES, stay_outside, open_secret_incident, shows=b"Vasyl Petrenko-4711"),
    _try("see exactly where", Action.SEE_EXACT_PLACES, stay_outside, open_secret_incident, shows=b"48.1391"),
    _try(
        "show the sample again",
        (*_WRITES_AND_USES, Action.UPLOAD_FILES, Action.RECORD_COVERAGE, Action.CHANGE_SETTINGS),
        come_to_sample,
        "files:sample",
        "setting",
    ),
)


def covering() -> Iterator[Try]:
    """The tries that are enough for every action to be among them."""
    tried: set[Action] = set()
    for one in TRIES:
        if one.needs - tried:
            tried |= one.needs
            yield one
