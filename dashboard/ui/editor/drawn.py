"""Drawing the zone that is being changed by mouse, on the map beside the form."""

from collections.abc import Sequence

from dashboard.ingest.agreements.draft import SHAPE
from dashboard.ingest.agreements.drawing import corners_of_shape, shape_of_corners
from dashboard.ui.editor import desk
from dashboard.ui.editor.chooser import chosen
from dashboard.ui.editor.corners import draws_area
from dashboard.ui.editor.geometry import is_drawn
from dashboard.ui.map_frame import Corner, Sketch


def sketch_of_zone() -> Sketch | None:
    """Return what can be drawn for the zone that is being changed; None where it is not drawn, or not by its corners."""
    number = chosen("zones")
    if number is None or not is_drawn(number):
        return None
    corners = corners_of_shape(desk.current().at("zones", number, "geometry", SHAPE))
    if corners is None:
        return None
    is_area = draws_area(number)
    return Sketch(desk.widget(("zones", number), "sketch", str(hash((corners, is_area)))), is_area, corners)


def take_sketch(corners: Sequence[Corner], sketch: Sketch) -> None:
    """Make a drawn shape that of the zone."""
    number = chosen("zones")
    desk.put(("zones", number or 0, "geometry"), {SHAPE: shape_of_corners(corners, is_area=sketch.is_area)}, anew=True)
