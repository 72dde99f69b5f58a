"""A position is read in every usual spelling, no sharper than it is written, or refused with the reason."""

import base64
import json
import math
from pathlib import Path

import mgrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from openlocationcode import openlocationcode
from pyproj import Geod, Proj, Transformer

from dashboard.ingest.coordinates import Found, Order, Refused, Unplaceable, read_axis, read_pair

UKRAINE = (22.0, 44.0, 40.5, 52.5)
NAUGHTY = Path(__file__).parents[3].parent / "shared" / "corpora" / "blns" / "blns.base64.json"
GEOD = Geod(ellps="WGS84")
SHARP = (37.7466, 48.1391)


def found(text: str, order: Order = "", bounds: tuple[float, float, float, float] | None = None) -> Found:
    outcome = read_pair(text, order, bounds)
    assert isinstance(outcome, Found), outcome
    return outcome


def reason(text: str, order: Order = "") -> str:
    outcome = read_pair(text, order, UKRAINE)
    assert isinstance(outcome, Refused), outcome
    return outcome.reason


def metres(one: Found, lon: float, lat: float) -> float:
    return float(GEOD.inv(one.lon, one.lat, lon, lat)[2])


@pytest.mark.parametrize(
    "text",
    [
        "48.1391 N, 37.7466 E", "48.1391N 37.7466E", "48.1391N37.7466E", "N48.1391 E37.7466", "N48.1391E37.7466",
        "E 37.7466 N 48.1391", "48.1391° N, 37.7466° E", "48,1391° N; 37,7466° E", "48,1391 N, 37,7466 E",
        "(48.1391 N, 37.7466 E)", "48.1391 north, 37.7466 east", "lat: 48.1391, lon: 37.7466", "lon=37.7466 lat=48.1391",
        "Latitude 48.1391 Longitude 37.7466", "широта 48,1391, довгота 37,7466", "Пн 48.1391 Сх 37.7466",
        "48.1391 пн.ш. 37.7466 сх.д.", "48.1391° пн. ш., 37.7466° сх. д.", "48,1391 с.ш., 37,7466 в.д.",
        "с.ш. 48,1391° в.д. 37,7466°", "48.1391 північної широти 37.7466 східної довготи", "48.1391N, 37.7466",
        "48.1391° N / 37.7466° E", "N: 48.1391 E: 37.7466", "48.1391 N 37.7466 Е",
        "+48.1391+037.7466/", "\u200e48.1391 N,\u00a037.7466 E\u200e",
        "POINT(37.7466 48.1391)", "point z (37.7466 48.1391 120.5)", "SRID=4326;POINT(37.7466 48.1391)",
        '{"type": "Point", "coordinates": [37.7466, 48.1391, 120]}',
        '{"type": "Feature", "geometry": {"type": "Point", "coordinates": [37.7466, 48.1391]}, "properties": {}}',
        "geo:48.1391,37.7466", "GEO:48.1391,37.7466,120;crs=wgs84",
    ],
)  # fmt: skip
def test_decimal_degrees_that_say_which_is_which_are_the_position_itself(text: str) -> None:
    outcome = found(text)
    assert (outcome.lon, outcome.lat) == pytest.approx(SHARP, abs=1e-12)
    assert (outcome.cell_m, outcome.flag, outcome.coarse) == (0, "", "")


@pytest.mark.parametrize(
    "text",
    [
        "48°08'20.8\"N 37°44'47.8\"E", "48°08′20.8″ N, 37°44′47.8″ E", "48º08’20,8” N 37º44’47,8” E",
        "48°8'20.8''N, 37°44'47.8''E", "N 48 08 20.8, E 37 44 47.8", "48 08 20.8 N 37 44 47.8 E", "48-08-20.8N 37-44-47.8E",
        "48:08:20.8N 37:44:47.8E", "48d08m20.8sN 37d44m47.8sE", "480820.8N0374447.8E", "48˚08´20.8\"N 37˚44´47.8\"E",
        "48°08'20,8\" пн. ш. 37°44'47,8\" сх. д.", "48°08'20,8\"с.ш., 37°44'47,8\"в.д.", "48°08′20,8″ с. ш. 37°44′47,8″ в. д.",
        "48 град. 08 мин. 20,8 сек. с.ш., 37 град. 44 мин. 47,8 сек. в.д.",
        "48 гр. 08 хв. 20,8 с пн.ш.; 37 гр. 44 хв. 47,8 с сх.д.",
    ],
)  # fmt: skip
def test_degrees_minutes_and_seconds_are_read_in_the_usual_spellings(text: str) -> None:
    outcome = found(text)
    assert (outcome.lon, outcome.lat) == pytest.approx((37 + 44 / 60 + 47.8 / 3600, 48 + 8 / 60 + 20.8 / 3600), abs=1e-12)
    assert outcome.cell_m == 1.9


@pytest.mark.parametrize(
    ("text", "cell_m", "cell"),
    [
        ("48°08'20\"N 37°44'47\"E", 18.6, "degrees to the second"),
        ("48°08.35'N 37°44.78'E", 11.2, "degrees and minutes without seconds"),
        ("4808.35N 03744.78E", 11.2, "degrees and minutes without seconds"),
        ("48°08' N, 37°44' E", 1115.1, "degrees and minutes without seconds"),
        ("4808N03744E", 1115.1, "degrees and minutes without seconds"),
        ("48°N 37°E", 67_005.9, "whole degrees"),
        ("48°08'20\"N 37°44'E", 620.0, "degrees and minutes without seconds"),
        ("37U DP 12345 67890", 0, "MGRS square of 1 m, its middle is taken"),
        ("37UDP12346789", 7.1, "MGRS square of 10 m, its middle is taken"),
        ("37U DP 123 678", 70.8, "MGRS square of 100 m, its middle is taken"),
        ("37 U DP 12 67", 707.2, "MGRS square of 1 km, its middle is taken"),
        ("37udp", 70_710.7, "MGRS square of 100 km, its middle is taken"),
        ("8GX48Q2M+PX", 8.4, "Plus Code cell, its middle is taken"),
        ("8GX48Q00+", 3323.5, "Plus Code cell, its middle is taken"),
    ],
)
def test_what_a_text_leaves_open_is_a_cell_around_the_position(text: str, cell_m: float, cell: str) -> None:
    outcome = found(text)
    assert outcome.cell_m == pytest.approx(cell_m, rel=2e-3)
    assert outcome.cell == cell


@pytest.mark.parametrize(
    "text",
    [
        "37U 404567 5331234", "37 U 404567 5331234", "UTM 37U 404567 5331234", "UTM zone 37N 404567 5331234",
        "Zone 37 north, E 404567, N 5331234", "37U 404567mE 5331234mN", "37u 404567E 5331234N", "404567 5331234 37U",
        "404567 mE, 5331234 mN, zone 37U", "EPSG:32637 404567 5331234", "37U 404567.0 5331234,0", "37U 0404567 5331234",
    ],
)  # fmt: skip
def test_utm_is_read_with_its_zone_and_band_or_hemisphere(text: str) -> None:
    lon, lat = Transformer.from_crs(32637, 4326, always_xy=True).transform(404567, 5331234)
    outcome = found(text)
    assert metres(outcome, lon, lat) < 0.01
    assert outcome.cell_m == 0


@pytest.mark.parametrize(
    "text",
    [
        "48.1391, 37.7466", "48.1391,37.7466", "48.1391 37.7466", "48.1391; 37.7466", "48.1391/37.7466", "48.1391\t37.7466",
        "48.1391 | 37.7466", "48,1391; 37,7466",
        "48,1391 37,7466", "48,1391, 37,7466", "48,1391,37,7466", "[48.1391, 37.7466]", "(48.1391 37.7466)",
    ],
)  # fmt: skip
def test_a_pair_of_numbers_needs_an_order_or_a_theatre_that_only_one_order_fits(text: str) -> None:
    assert read_pair(text) == Refused(
        'could be lat, lon or lon, lat; declare coordinate_order ("lat,lon" or "lon,lat") in the mapping'
    )
    declared = found(text, "lat,lon")
    assert ((declared.lon, declared.lat), declared.flag) == (SHARP, "")
    assert (found(text, "lon,lat").lon, found(text, "lon,lat").lat) == SHARP[::-1]
    fitting = found(text, bounds=UKRAINE)
    assert (fitting.lon, fitting.lat) == SHARP
    assert fitting.flag == "read as lat, lon since only so it lies inside the theatre, the order is not declared"


def test_a_pair_is_refused_where_both_orders_or_neither_fit_the_theatre() -> None:
    both = read_pair("10.5, 11.5", bounds=(0, 0, 20, 20))
    assert both == Refused(
        'could be lat, lon or lon, lat inside the theatre; declare coordinate_order ("lat,lon" or "lon,lat") in the mapping'
    )
    assert "neither lies inside the theatre" in reason("10.5, 11.5")
    assert found("10.5, 10.5").lon == 10.5


def test_a_value_no_latitude_can_have_tells_the_order() -> None:
    for text in ("139.7671, 35.6812", "35.6812, 139.7671"):
        assert (found(text).lon, found(text).lat, found(text).flag) == (139.7671, 35.6812, "")
    assert "lat 139.767 lies outside -90 to 90" in reason("139.7671, 35.6812", "lat,lon")
    assert "outside" in reason("139.7, 135.6")


def test_an_uncertainty_in_a_geo_address_is_kept() -> None:
    assert found("geo:48.1391,37.7466;u=35").within_m == 35
    assert math.isnan(found("geo:48.1391,37.7466").within_m)


def test_hexadecimal_wkb_of_a_point_is_read() -> None:
    outcome = found("0101000020E610000076711B0DE0DF4240E09C11A5BD114840")
    assert (outcome.lon, outcome.lat) == pytest.approx((37.749025, 48.138600), abs=1e-6)
    assert "looks like hexadecimal WKB" in reason("01" + "7F" * 20)


def test_notations_with_an_order_of_their_own_are_exchanged_only_where_a_person_says_so() -> None:
    text = "POINT(48.1391 37.7466)"
    assert (found(text).lon, found(text).lat) == SHARP[::-1]
    said = read_pair(text, swapped=True)
    assert isinstance(said, Found)
    assert ((said.lon, said.lat), said.flag) == (SHARP, "lon and lat exchanged, as the mapping says")


@pytest.mark.parametrize(("text", "places"), [("48, 37", 0), ("48.1, 37.7", 1), ("48.13, 37.74", 2), ("48.10, 37.7", 2)])
def test_few_decimals_are_said_and_not_sharpened_or_widened(text: str, places: int) -> None:
    outcome = found(text, "lat,lon")
    assert outcome.cell_m == 0
    assert outcome.coarse.startswith(f"position written to {places} decimal")


def test_the_finer_of_two_coordinates_tells_how_finely_they_are_written() -> None:
    assert found("48.1, 37.746", "lat,lon").coarse == ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is no position in a spelling that is known; expected a latitude and a longitude such as 48.1391, 37.7466"),
        ("n/a", "is no position in a spelling that is known"),
        ("Avdiivka", "is no position in a spelling that is known"),
        ("48.1391", "only one coordinate is given"),
        ("48,37", "can be read as one number or as two"),
        ("48 08 20", "only one coordinate is given"),
        ("48 N 37", "can be parted into a latitude and a longitude in more than one way"),
        ("48,5,37", "can be parted into a latitude and a longitude in more than one way"),
        ("48.1391, 37.7466, 120", "is no position in a spelling that is known"),
        ("48.1391, 37.7466 and 48.2, 37.8", "is no position in a spelling that is known"),
        ("48.1 N, 37.7 N", "holds two latitudes"),
        ("48°70'N 37°10'E", "48°70'N has 70 minutes, expected below 60"),
        ("48°08'60\"N 37°10'E", "has 60 seconds, expected below 60"),
        ("48.5°30'N 37°E", "has a fraction before its last part"),
        ("-48.1391 S, 37.7466 E", "has both a minus sign and a hemisphere"),
        ("N 48.1391 N, 37.7466 E", "names a hemisphere twice"),
        ("N 48.1391 E, 37.7466 E", "names both a latitude and a longitude"),
        ("91 N, 37 E", "lat 91 lies outside -90 to 90"),
        ("90°30'N, 37°E", "lat 90.5 lies outside -90 to 90"),
        ("48.1391 N, 181 E", "lon 181 lies outside -180 to 180"),
        ("48 08.35, 37 44.78", "degrees and minutes without a mark"),
        ("37UDP123", "is an MGRS reference whose 3 digits cannot be parted into equal halves"),
        ("37U DP 12 345", "is an MGRS reference whose 5 digits cannot be parted into equal halves"),
        ("37U DP 123 4567 8", "is an MGRS reference whose"),
        ("37UZZ12", "is no MGRS reference: zone 37 has no square ZZ"),
        ("37VDP1212", "is no MGRS reference: DP does not lie in grid zone 37V"),
        ("61UDP1212", "is no MGRS reference"),
        ("37UAP1212", "is no MGRS reference: AP does not lie in grid zone 37U"),
        ("DP 1234 5678", "looks like an MGRS reference without its grid zone"),
        ("37 404567 5331234", "names UTM zone 37 without its band or hemisphere"),
        ("37V 404567 5331234", "does not lie in UTM zone 37V"),
        ("61U 404567 5331234", "names UTM zone 61, expected 1 to 60"),
        ("37U 404567 15331234", "names a UTM northing of 15331234 m"),
        ("37S 404567 4000000", "could mean band S or a hemisphere"),
        ("22223322+2", "is no Plus Code"),
        ("X8GX8VMP+QX", "is a Plus Code beyond the poles or the 180th meridian"),
        ("-1E2", "is one number with an exponent"),
        ("POINT EMPTY", "is the shape 'POINT EMPTY', expected POINT(lon lat)"),
        ("POINT(37.7466, 48.1391)", "expected POINT(lon lat), longitude first"),
        ("POLYGON((1 1, 2 2, 3 1, 1 1))", "expected POINT(lon lat), longitude first"),
        ("SRID=3857;POINT(37.7 48.1)", "is given in the reference system 3857, expected 4326"),
        (
            "POINT(35.6812 139.7671)",
            "lies at lon 35.6812, lat 139.767, outside -180 to 180 and -90 to 90; lon and lat look swapped",
        ),
        ('{"type": "Polygon", "coordinates": []}', "is no GeoJSON point"),
        ('{"type": "Point", "coordinates": ["37.7", "48.1"]}', "is a GeoJSON point without two numbers"),
        ('{"type": "Point", "coordinates": [NaN, 48.1]}', "is a point without a position"),
        ('{"type": "Point", "coordinates": [1e999, 48.1]}', "is a point without a position"),
        ('{"type": "Point"', "is no GeoJSON that can be read"),
        ("{" * 200, "is no GeoJSON that can be read"),
        ("geo:48.1391,37.7466;crs=moon", "is given in the reference system 'moon', expected wgs84"),
        ("geo:48.1391,37.7466;u=near", "states the uncertainty 'near', expected metres"),
        ("geo:0,0?q=48.1391,37.7466", "is no geo: address that is known"),
        ("48.1391 " * 100, "is too long to be a position"),
        ("٤٨.١٣, ٣٧.٧٤", "is no position in a spelling that is known"),
        ("nan, inf", "is no position in a spelling that is known"),
        ("5331234 7404567", "is no position in a spelling that is known"),
    ],
)
def test_what_is_wrong_or_could_mean_two_things_is_refused_with_the_reason(text: str, said: str) -> None:
    assert said in reason(text)


@pytest.mark.parametrize("text", ["4GPV+XQ", "4gpv+xq Avdiivka", "PV+XQ, Донецьк"])
def test_a_short_plus_code_is_unplaceable_without_a_reference(text: str) -> None:
    outcome = read_pair(text, bounds=UKRAINE)
    assert isinstance(outcome, Unplaceable)
    assert "is short, it names a spot only together with a reference position" in outcome.reason


@pytest.mark.parametrize(
    ("text", "axis", "degrees"),
    [
        ("37,7466", "lon", 37.7466), ("37.7466°", "lon", 37.7466), ("E37.7466", "lon", 37.7466), ("37.7466 в.д.", "lon", 37.7466),
        ("37.7466W", "lon", -37.7466), ("зх 37.7466", "lon", -37.7466), ("−37.7466", "lon", -37.7466),
        ("48°08'20\"", "lat", 48 + 8 / 60 + 20 / 3600), ("-0°30'", "lat", -0.5), ("48 08 20", "lat", 48 + 8 / 60 + 20 / 3600),
        ("48d08m20s", "lat", 48 + 8 / 60 + 20 / 3600), ("48°08'20\"S", "lat", -(48 + 8 / 60 + 20 / 3600)),
        ("48 08 20 S", "lat", -(48 + 8 / 60 + 20 / 3600)), ("пд.ш. 48.5", "lat", -48.5), ("lat 48.5", "lat", 48.5),
    ],
)  # fmt: skip
def test_one_coordinate_is_read_from_its_cell(text: str, axis: str, degrees: float) -> None:
    angle = read_axis(text, axis)  # type: ignore[arg-type]
    assert not isinstance(angle, Refused), angle
    assert angle.degrees == pytest.approx(degrees, abs=1e-12)


@pytest.mark.parametrize(
    ("text", "axis", "said"),
    [
        ("ninety", "lat", "lat is not a number; expected decimal degrees such as 37.7466"),
        ("48.1 N", "lon", "lon says that it is a latitude; lon and lat look swapped"),
        ("48°08'20s", "lat", "lat ends in s, which could be seconds or a hemisphere"),
        ("48d08m20S", "lat", "lat ends in S, which could be seconds or a hemisphere"),
        ("48 08", "lat", "lat is degrees and minutes without a mark"),
        ("48.1391, 37.7466", "lat", "lat holds a whole position, expected one coordinate"),
        ("91°", "lat", "lat 91 lies outside -90 to 90"),
        ("37.5 O", "lon", "lon is not a number"),
        ("12 apples 30", "lon", "lon is not a number"),
        ("1" * 400, "lon", "lon is not a number"),
    ],
)
def test_a_cell_that_is_no_single_coordinate_is_refused_with_the_reason(text: str, axis: str, said: str) -> None:
    angle = read_axis(text, axis)  # type: ignore[arg-type]
    assert isinstance(angle, Refused)
    assert angle.reason.startswith(said)


LON, LAT = st.floats(-180, 180), st.floats(-80, 83.9)


def sexagesimal(value: float, marks: str, places: int) -> str:
    """Return degrees, minutes and seconds rounded to decimals of a second, with three marks."""
    units = round(abs(value) * 3600 * 10**places)
    minutes, seconds = divmod(units, 60 * 10**places)
    degrees, minutes = divmod(minutes, 60)
    return f"{degrees}{marks[0]}{minutes:02d}{marks[1]}{seconds / 10**places:.{places}f}{marks[2]}"


@given(
    LON, LAT, st.sampled_from(["°'\"", "º′″", ":: ", "dms", "---", "   "]), st.integers(0, 3), st.sampled_from([", ", " ", "; "])
)
def test_degrees_minutes_seconds_come_back_within_their_cell(
    lon: float, lat: float, marks: str, places: int, between: str
) -> None:
    marks = marks.replace("---", "-- ")
    written = between.join(
        (f"{sexagesimal(lat, marks, places)} {'NS'[lat < 0]}", f"{sexagesimal(lon, marks, places)} {'EW'[lon < 0]}")
    )
    outcome = found(written)
    assert metres(outcome, lon, lat) <= max(outcome.cell_m, 1.0)


@given(LON, LAT, st.integers(0, 4))
def test_degrees_and_minutes_come_back_within_their_cell(lon: float, lat: float, places: int) -> None:
    def one(value: float) -> str:
        degrees, minutes = divmod(round(abs(value) * 60 * 10**places), 60 * 10**places)
        return f"{degrees}° {minutes / 10**places:.{places}f}'"

    outcome = found(f"{'NS'[lat < 0]} {one(lat)} {'EW'[lon < 0]} {one(lon)}")
    assert metres(outcome, lon, lat) <= max(outcome.cell_m, 1.0)


@given(LON, LAT, st.integers(0, 5), st.booleans())
def test_an_mgrs_reference_comes_back_within_its_square(lon: float, lat: float, precision: int, spaced: bool) -> None:
    # A hair south of the equator the other implementation names a square of the row that begins beyond it.
    assume(abs(lon) < 180 and abs(lat) > 1e-4)
    written = reference = mgrs.MGRS().toMGRS(lat, lon, MGRSPrecision=precision)
    if spaced:
        head, digits = reference[: len(reference) - 2 * precision], reference[len(reference) - 2 * precision :]
        written = f"{head[:-2]} {head[-2:]} {digits[:precision]} {digits[precision:]}".strip()
    outcome = found(written)
    # The plane of the grid is up to a thousandth narrower or wider than the ground.
    assert metres(outcome, lon, lat) <= max(outcome.cell_m, 1.0) * 1.002


@given(st.integers(1, 60), st.sampled_from("CDEFGHJKLMNPQRSTUVWX"), st.text("ABCDEFGHJKLMNPQRSTUVWXYZ", min_size=2, max_size=2))
def test_the_squares_of_a_grid_zone_are_those_another_implementation_knows(zone: int, band: str, square: str) -> None:
    outcome = read_pair(f"{zone}{band}{square}55")
    if isinstance(outcome, Found):
        _, hemisphere, easting, northing = mgrs.MGRS().MGRSToUTM(f"{zone}{band}{square}55")
        crs = (32600 if hemisphere == "N" else 32700) + zone
        lon, lat = Transformer.from_crs(crs, 4326, always_xy=True).transform(easting, northing)
        assert metres(outcome, lon, lat) < 0.01


@given(st.floats(-180, 179.9), LAT)
def test_utm_comes_back_to_the_metre(lon: float, lat: float) -> None:
    zone = int((lon + 180) // 6) + 1
    projection = Proj(proj="utm", zone=zone, south=lat < 0, ellps="WGS84")
    easting, northing = projection(lon, lat)
    outcome = found(f"{zone} {'south' if lat < 0 else 'north'} {easting:06.0f} {northing:.0f}")
    assert metres(outcome, lon, lat) < 1


@given(LON, LAT, st.sampled_from([4, 6, 8, 10, 11, 12, 15]), st.booleans())
def test_a_plus_code_comes_back_within_its_cell(lon: float, lat: float, length: int, lower: bool) -> None:
    assume(abs(lon) < 179)
    code = openlocationcode.encode(lat, lon, length)
    outcome = found(code.lower() if lower else code)
    assert metres(outcome, lon, lat) <= max(outcome.cell_m, 1.0)


@given(LON, LAT, st.sampled_from(["{1}, {0}", "[{1}; {0}]", "{1} {0}", "geo:{1},{0}", "POINT({0} {1})", "lat {1} lon {0}"]))
def test_decimal_degrees_come_back_exactly(lon: float, lat: float, form: str) -> None:
    written = form.format(f"{lon:.9f}", f"{lat:.9f}")
    outcome = found(written, "lat,lon")
    assert (outcome.lon, outcome.lat) == (float(f"{lon:.9f}"), float(f"{lat:.9f}"))


@given(st.text(max_size=60) | st.text("0123456789.,;-+ °'\"NSEWПнСхПдЗх:dms()[]{}", max_size=40))
def test_any_text_is_a_position_within_the_world_or_a_reason(text: str) -> None:
    for outcome in (read_pair(text), read_pair(text, "lat,lon", UKRAINE), read_axis(text, "lat")):
        if isinstance(outcome, Found):
            assert abs(outcome.lon) <= 180
            assert abs(outcome.lat) <= 90
            assert outcome.cell_m >= 0


@pytest.mark.skipif(not NAUGHTY.exists(), reason="the corpus of naughty strings is not beside the repository")
def test_naughty_strings_are_refused() -> None:
    for text in (base64.b64decode(one).decode("utf-8", "surrogateescape") for one in json.loads(NAUGHTY.read_text())):
        outcome = read_pair(text, "", UKRAINE)
        # `0.0/0.0` is a position; that it often stands for none is said wherever it is placed.
        assert not isinstance(outcome, Found) or (outcome.lon, outcome.lat) == (0, 0), text
        read_axis(text, "lat")
        read_axis(text, "lon")
