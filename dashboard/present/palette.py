"""Colours and shapes: one style per verdict, and the two map palettes, so that every page draws the same thing alike.

Verdict colours are Okabe and Ito's (told apart by colour-blind readers) and a neutral grey; where one of theirs is too faint
on one ground, that theme gets its lighter or darker neighbour in the same family. Colour is never the only cue: each verdict
has its own shape. Colours are `#rrggbb`.
"""

from dataclasses import dataclass
from typing import Literal

Theme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class VerdictStyle:
    """How one verdict is drawn. Paths are SVG path data in a box of 24 by 24, drawn with fill rule `evenodd`."""

    verdict: str
    light: str
    """Fill on a light ground."""
    dark: str
    """Fill on a dark ground."""
    shape: str
    """The shape in a word, for legends and alternative text."""
    path: str
    """Outline of the shape; the rest of the box is empty."""
    glyph: str
    """Strokes drawn upon the shape in the ink of the theme; empty for none."""
    size_px: int
    """Side of the box on the screen for a single event, CSS pixels. Stronger verdicts are larger."""
    rank: int
    """Strength, larger is stronger; stronger marks lie above weaker ones."""

    def colour(self, theme: Theme) -> str:
        """Return the fill for a theme."""
        return self.light if theme == "light" else self.dark


@dataclass(frozen=True, slots=True)
class MapPalette:
    """Colours of the map's ground and furniture in one theme."""

    sea: str
    beyond: str
    """What the basemap does not cover."""
    neighbour: str
    """Land outside the theatre."""
    neighbour_line: str
    land: str
    """Regions of the theatre."""
    region_line: str
    river: str
    lake: str
    town: str
    """Dot of a town."""
    town_label: str
    town_halo: str
    zone: str
    """Outline and, thinly, fill of a zone."""
    line: str
    """A reference line."""
    line_casing: str
    mark_outline: str
    """Thin outline of every mark."""
    mark_halo: str
    """Ring outside the outline, which parts a mark from whatever lies under it."""
    glyph: str
    selection: str
    panel: str
    """Ground of controls and tooltips."""
    panel_text: str
    panel_soft: str
    """Secondary text on a panel."""
    panel_line: str


_DIAMOND = "M12 1 L23 12 L12 23 L1 12 Z"
_DISC = "M12 2 A10 10 0 1 1 12 22 A10 10 0 1 1 12 2 Z"
_SQUARE = "M5 3.5 H19 A1.5 1.5 0 0 1 20.5 5 V19 A1.5 1.5 0 0 1 19 20.5 H5 A1.5 1.5 0 0 1 3.5 19 V5 A1.5 1.5 0 0 1 5 3.5 Z"
_TRIANGLE = "M12 3 L22 20.5 H2 Z"
_RING = "M12 3 A9 9 0 1 1 12 21 A9 9 0 1 1 12 3 Z M12 7.5 A4.5 4.5 0 1 0 12 16.5 A4.5 4.5 0 1 0 12 7.5 Z"
_CROSS = "M3 6 L6 3 L12 9 L18 3 L21 6 L15 12 L21 18 L18 21 L12 15 L6 21 L3 18 L9 12 Z"
_QUESTION = "M8.7 9.2 C8.7 6.9 10.2 5.8 12 5.8 C13.9 5.8 15.3 7 15.3 8.8 C15.3 11.3 12 11.4 12 14.2 M12 17.9 L12 18"

VERDICT_STYLES: dict[str, VerdictStyle] = {
    style.verdict: style
    for style in (
        VerdictStyle("potential violation", "#d55e00", "#e8701a", "diamond", _DIAMOND, "", 24, 5),
        VerdictStyle("undetermined", "#e69f00", "#e69f00", "disc with a question mark", _DISC, _QUESTION, 20, 4),
        VerdictStyle("exempt (claimed)", "#0072b2", "#56b4e9", "square", _SQUARE, "", 17, 3),
        VerdictStyle("consistent with terms", "#009e73", "#1fb58a", "triangle", _TRIANGLE, "", 17, 2),
        VerdictStyle("outside scope", "#5f6b76", "#b9c3cc", "hollow ring", _RING, "", 14, 1),
        VerdictStyle("unplaced", "#cc79a7", "#cc79a7", "cross", _CROSS, "", 14, 0),
    )
}

MAP_PALETTES: dict[Theme, MapPalette] = {
    "light": MapPalette(
        sea="#dce6ec",
        beyond="#f4f5f6",
        neighbour="#eceae4",
        neighbour_line="#cbc7bb",
        land="#faf8f3",
        region_line="#bdb7a8",
        river="#a8c6da",
        lake="#cfdfe9",
        town="#7b8087",
        town_label="#4b5159",
        town_halo="#faf8f3",
        zone="#5a4a9c",
        line="#232a31",
        line_casing="#ffffff",
        mark_outline="#1c2126",
        mark_halo="#ffffff",
        glyph="#1c2126",
        selection="#10151a",
        panel="#ffffff",
        panel_text="#1c2126",
        panel_soft="#59626b",
        panel_line="#cfd5da",
    ),
    "dark": MapPalette(
        sea="#0c1823",
        beyond="#12181e",
        neighbour="#171d24",
        neighbour_line="#2a333c",
        land="#1f262e",
        region_line="#3d4853",
        river="#2f4d61",
        lake="#142230",
        town="#86919b",
        town_label="#aeb8c1",
        town_halo="#1f262e",
        zone="#b3a3f0",
        line="#eef2f5",
        line_casing="#0e151b",
        mark_outline="#0a0e12",
        mark_halo="#e6ebef",
        glyph="#0a0e12",
        selection="#ffffff",
        panel="#1a2129",
        panel_text="#e4e9ee",
        panel_soft="#9aa6b1",
        panel_line="#38434e",
    ),
}
