"""Open a data folder and draw up what the overview sends; print what that took, as JSON: `python -m bench.our_opening FOLDER`."""

import json
import resource
import sys
import time
from pathlib import Path
from zoneinfo import ZoneInfo

from dashboard.engine.warm import warm
from dashboard.pictures import Picture, current_picture
from dashboard.present.filters import Filters
from dashboard.present.incident_list import incident_page
from dashboard.present.labels import Labels
from dashboard.present.map_view import Viewport, map_payload
from dashboard.present.selection import select, shown_period
from dashboard.present.tally import by_verdict, counts_of, tally, tally_by_zone
from dashboard.present.timeline import timeline
from dashboard.settings import sample_folder, theatre_folder
from dashboard.workflows import open_project

_ALL_OF_IT = Viewport((30.0, 46.0, 40.0, 51.0), 6.0)


def main(folder: str) -> None:
    """Open the folder once, the compiled code being loaded."""
    warm()
    wall, cpu = time.perf_counter(), time.process_time()
    project = open_project(Path(folder), theatre_folder(), sample_folder())
    _overview(current_picture(project), ZoneInfo(project.theatre.time_zone))
    taken = {"wall_s": time.perf_counter() - wall, "cpu_s": time.process_time() - cpu}
    print(json.dumps(taken | {"peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3}))


def _overview(picture: Picture, zone: ZoneInfo) -> None:
    filters, situation, facets = Filters(), picture.situation, picture.facets
    Labels(situation)
    selection = select(facets, situation, filters, zone)
    period = shown_period(filters, facets, zone)
    by_verdict(facets, situation, filters, zone)
    counts_of(facets, situation, selection)
    map_payload(facets, situation, selection, _ALL_OF_IT, period=period, selected=None, zone=zone)
    timeline(situation, selection, period, zone)
    tally_by_zone(facets, selection)
    for name in ("acts", "regions"):
        tally(facets, situation, selection, name)
    incident_page(facets, situation, selection, order="strongest first", number=1, size=25, zone=zone)


if __name__ == "__main__":
    main(*sys.argv[1:])
