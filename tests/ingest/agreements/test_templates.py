"""Templates read well once what they ask for is supplied, and say what it is until then."""

import re
from pathlib import Path

import pytest

from dashboard.domain.agreement import Agreement
from dashboard.ingest.agreements.file import AgreementBundle, AgreementError, read_agreement
from dashboard.ingest.agreements.templates import NoSuchTemplateError, Template, template, templates
from dashboard.settings import templates_folder
from tests.ingest.agreements import drawn, geojson

TEMPLATES = templates(templates_folder())
NAMES = [one.name for one in TEMPLATES]
LINE = drawn("LineString", [[37, 47.5], [37.2, 49]], "Line", id="line")
AREA = drawn("Polygon", [[[36, 47], [38, 47], [38, 49], [36, 49], [36, 47]]], "Area", id="area")


def supplied(one: Template) -> bytes:
    """The template with a line or an area in place of every geometry it asks for, and a day for every time."""

    def drawn_for(found: re.Match[str]) -> str:
        zone_id = re.findall(r"id: ([\w-]+)", found.string[: found.start()])[-1]
        return f"geometry: {{file: z.geojson, feature: {'line' if zone_id.startswith('line') else 'area'}}}"

    text = re.sub(r"geometry: \{ask: [^}]*\}", drawn_for, one.data.decode())
    return re.sub(r"\{ask: [^}]*\}", "2026-01-01", text).encode()


def read(data: bytes) -> Agreement:
    return read_agreement(AgreementBundle("a.yaml", {"a.yaml": data, "z.geojson": geojson(LINE, AREA)}))


def test_there_is_a_template_of_each_kind_that_is_promised() -> None:
    assert NAMES == [
        "additional-measures-2020", "lebanon-2024", "minsk-memorandum-2014", "minsk-package-2015", "proposal-2025", "undof-1974",
    ]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_template_says_that_it_is_an_example_and_names_its_source(name: str) -> None:
    one = template(templates_folder(), name)
    assert one.data.startswith(b"# EXAMPLE, NOT LAW")
    assert b"# Source" in one.data
    assert one.title.endswith("(example)")
    assert one.source


@pytest.mark.parametrize("name", NAMES)
def test_a_template_cannot_be_used_before_everything_it_asks_for_is_supplied(name: str) -> None:
    one = template(templates_folder(), name)
    with pytest.raises(AgreementError) as caught:
        read(one.data)
    assert len(one.asks) == len(caught.value.problems)
    assert all("still to be supplied: " in problem for problem in caught.value.problems)


@pytest.mark.parametrize("name", NAMES)
def test_a_template_reads_well_once_that_is_done(name: str) -> None:
    agreement = read(supplied(template(templates_folder(), name)))
    assert agreement.provisions
    assert all("is never in force" not in note for note in agreement.notes)


def test_an_unknown_template_is_refused_with_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(NoSuchTemplateError, match="did you mean 'minsk-package-2015'"):
        template(templates_folder(), "minsk-package")
