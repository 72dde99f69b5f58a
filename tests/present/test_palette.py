from itertools import combinations, product

import numpy as np
import pytest

from dashboard.domain.verdicts import STRONGEST_FIRST
from dashboard.present.palette import MAP_PALETTES, VERDICT_STYLES

THEMES = ("light", "dark")
COLOUR_BLINDNESS = {  # Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(colour: str) -> np.ndarray:
    channels = np.array([int(colour[start : start + 2], 16) for start in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast ratio, 1 to 21."""
    light, dark = sorted((float(linear(colour) @ (0.2126, 0.7152, 0.0722)) for colour in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    to_xyz = np.array(((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505)))
    x, y, z = np.cbrt(np.clip(to_xyz @ rgb / (0.9505, 1, 1.089), 1e-6, None))
    return np.array((116 * y - 16, 500 * (x - y), 200 * (y - z)))


def test_every_verdict_has_a_style_and_they_stand_strongest_first():
    assert list(VERDICT_STYLES) == [verdict.words for verdict in STRONGEST_FIRST]
    ranks = [style.rank for style in VERDICT_STYLES.values()]
    assert ranks == sorted(ranks, reverse=True)


def test_no_two_verdicts_share_a_shape():
    for one, other in combinations(VERDICT_STYLES.values(), 2):
        assert one.shape != other.shape
        assert one.path != other.path


@pytest.mark.parametrize(("theme", "verdict"), list(product(THEMES, VERDICT_STYLES)))
def test_a_mark_stands_out_from_every_ground_by_its_fill_or_its_rim(theme, verdict):
    palette = MAP_PALETTES[theme]
    fill = VERDICT_STYLES[verdict].colour(theme)
    for ground in (palette.land, palette.sea, palette.neighbour, palette.lake, palette.beyond):
        assert max(contrast(fill, ground), contrast(palette.mark_outline, ground), contrast(palette.mark_halo, ground)) >= 4.5
        assert contrast(fill, ground) >= 1.6, "the colour itself must still be seen"
    assert max(contrast(fill, palette.mark_outline), contrast(fill, palette.mark_halo)) >= 3


@pytest.mark.parametrize(("theme", "blindness"), list(product(THEMES, COLOUR_BLINDNESS)))
def test_verdict_colours_differ_for_colour_blind_readers(theme, blindness):
    seen = {
        style.verdict: lab(np.array(COLOUR_BLINDNESS[blindness]) @ linear(style.colour(theme)))
        for style in VERDICT_STYLES.values()
    }
    for one, other in combinations(seen, 2):
        assert np.linalg.norm(seen[one] - seen[other]) > 10, (one, other)


@pytest.mark.parametrize("theme", THEMES)
def test_text_and_lines_on_the_map_are_legible(theme):
    palette = MAP_PALETTES[theme]
    assert contrast(palette.town_label, palette.land) >= 4.5
    assert contrast(palette.panel_text, palette.panel) >= 7
    assert contrast(palette.panel_soft, palette.panel) >= 4.5
    for ground in (palette.land, palette.sea, palette.neighbour):
        assert contrast(palette.zone, ground) >= 4.5
        assert contrast(palette.line, ground) >= 7
        assert contrast(palette.selection, ground) >= 7
