"""YAML is read as text with lines; what it could do to a reader, it cannot do here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.ingest.yaml_fields import Fields, Problems, own_name
from dashboard.ingest.yaml_nodes import Listing, MappingNode, Node, Scalar, YamlError, read_yaml


def complaint(data: bytes) -> tuple[str, int]:
    with pytest.raises(YamlError) as caught:
        read_yaml(data)
    return caught.value.message, caught.value.line


def fields(text: str, *known: str, where: str = "zone 'a'") -> Fields:
    return Fields(read_yaml(text.encode()), where, known, Problems("agreement.yaml"))


def plain(node: Node) -> object:
    if isinstance(node, MappingNode):
        return {entry.key: plain(entry.value) for entry in node.entries}
    return [plain(item) for item in node.items] if isinstance(node, Listing) else node.text


@pytest.mark.parametrize(
    "text", ["no", "2015-02-15", "2015-02-15T00:00", "08", "1e3", "0x1F", "1_000", "12:30:45", "true", ".inf"]
)
def test_a_scalar_is_its_text(text: str) -> None:
    node = read_yaml(f"a: {text}".encode())
    assert isinstance(node, MappingNode)
    assert node.entries[0].value == Scalar(text, 1)


def test_every_node_knows_its_line() -> None:
    node = read_yaml(b"# first\na: 1\nb:\n  - x\n  - {c: y}\n")
    assert isinstance(node, MappingNode)
    listing = node.entries[1].value
    assert isinstance(listing, Listing)
    assert [entry.line for entry in node.entries] == [2, 3]
    assert [item.line for item in listing.items] == [4, 5]


@pytest.mark.parametrize(
    ("text", "is_null"), [("a:", True), ("a: ~", True), ("a: null", True), ("a: ''", False), ("a: 'null'", False)]
)
def test_null_is_told_from_the_word(text: str, is_null: bool) -> None:
    node = read_yaml(text.encode())
    assert isinstance(node, MappingNode)
    assert isinstance(node.entries[0].value, Scalar)
    assert node.entries[0].value.is_null is is_null


def test_an_anchor_stands_for_its_node() -> None:
    assert plain(read_yaml(b"a: &times {from: '2015-01-01'}\nb: *times")) == {
        "a": {"from": "2015-01-01"},
        "b": {"from": "2015-01-01"},
    }


@pytest.mark.parametrize(
    ("data", "said", "line"),
    [
        (b"", "the file is empty", 0),
        (b"# only a comment\n", "the file is empty", 0),
        (b"a: 1\nb: 2\na: 3\n", "key 'a' stands here and in line 1, expected once", 3),
        (b"a:\n\t- b\n", "found a tab at column 1, expected spaces", 2),
        (b"a: [1, 2\nb: 3\n", "not YAML at column 2: ", 2),
        (b"a: b: c\n", "not YAML at column 5: mapping values are not allowed", 1),
        (b"a: 1\n---\nb: 2\n", "a second document", 2),
        (b"a: !!python/object/apply:os.system [ls]\n", "found the tag 'tag:yaml.org,2002:python", 1),
        (b"a: !!int 3\n", "found the tag", 1),
        (b"? [a, b]\n: c\n", "a key that is a list or a mapping", 1),
        (b"a: 1\nb: *gone\n", "alias *gone has no finished anchor", 2),
        (b"a: &a [*a]\n", "alias *a has no finished anchor", 1),
        (b"a: 1\nb: \xff\n", "bytes that are not UTF-8; save the file as UTF-8", 2),
        (b"a: 1\nb: \x07\n", "the character U+0007", 2),
        (b"[" * 50_000, "nested deeper than 30 levels", 1),
        (b"a: " + b"x" * 1_000_000, "expected at most 1,000,000", 0),
    ],
)
def test_what_is_not_read_is_refused_with_its_line(data: bytes, said: str, line: int) -> None:
    message, found = complaint(data)
    assert said in message
    assert "\n" not in message
    assert found == line


def test_aliases_that_unfold_to_millions_are_refused_before_they_do() -> None:
    levels = "\n".join(f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 10))
    message, _ = complaint(f"l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n{levels}\n".encode())
    assert "when every alias is unfolded" in message


@given(st.binary(max_size=200))
def test_no_bytes_bring_anything_but_nodes_or_a_yaml_error(data: bytes) -> None:
    try:
        node = read_yaml(data)
    except YamlError as error:
        assert "\n" not in error.message  # noqa: PT017 (either outcome is right)
    else:
        assert isinstance(node, Scalar | Listing | MappingNode)


def test_all_faults_are_collected_in_the_order_of_lines() -> None:
    one = fields("id: x\ncount: many\nnmae: y\nempty:\nlist: {}\n", "id", "count", "name", "empty", "list", "gone")
    assert one.number("count", "a number") is None
    assert one.text("gone", "a word") == ""
    assert one.text("empty") == ""
    assert one.texts("list", "[a, b]") == ()
    assert one.problems.messages == (
        "agreement.yaml:1: zone 'a': no 'gone', expected a word",
        "agreement.yaml:2: zone 'a': count is 'many', expected a number",
        "agreement.yaml:3: zone 'a': unknown key 'nmae'; did you mean 'name'?",
        "agreement.yaml:4: zone 'a': empty is empty, expected a text",
        "agreement.yaml:5: zone 'a': list is keys with values, expected a list such as [a, b]",
    )


def test_what_is_no_mapping_is_said_once_and_not_key_by_key() -> None:
    one = fields("just words", "id", "from", "to", where="")
    one.text("id")
    one.needs_one_of("from", "to")
    assert one.problems.messages == ("agreement.yaml:1: found 'just words', expected keys with values: id, from, to",)


@pytest.mark.parametrize(("text", "value"), [("100", 100.0), ("-5", -5.0), ("12.70", 12.7), ("+3", 3.0), ("007", 7.0)])
def test_a_number_is_written_in_digits(text: str, value: float) -> None:
    assert fields(f"n: {text}", "n").number("n", "a number") == value


@pytest.mark.parametrize("text", ["25 km", "1e3", "nan", ".inf", "25_000", "25,000", "0x10", "[1]", "{a: 1}", "''", "1.", "٣"])
def test_any_other_number_is_a_fault(text: str) -> None:
    one = fields(f"n: {text}", "n")
    assert one.number("n", "metres") is None
    assert "expected metres" in one.problems.messages[0]


@pytest.mark.parametrize("escape", [r"\0", r"\x1b", r"\ud800"])
def test_a_character_no_text_should_hold_is_a_fault(escape: str) -> None:
    one = fields(f'name: "a{escape}b"', "name")
    assert one.text("name") == ""
    assert "holds the character U+" in one.problems.messages[0]


def test_a_text_is_one_line_and_prose_keeps_its_own() -> None:
    one = fields("a: |\n  first\n  second\n", "a")
    assert one.text("a") == "first second"
    assert one.prose("a") == "first\nsecond"


def test_an_item_is_called_by_its_id_or_else_its_number() -> None:
    assert own_name(read_yaml(b"{id: a}"), "zone", 3) == "zone 'a'"
    for nameless in (b"{name: a}", b"[a]", b"{id: [a]}", b"{id: ''}"):
        assert own_name(read_yaml(nameless), "zone", 3) == "zone 3"
