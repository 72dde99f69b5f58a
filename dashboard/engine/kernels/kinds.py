"""Places told apart by how they are held against zones."""

from dashboard.engine.kernels.arrays import Bools, Ints
from dashboard.engine.kernels.compiling import compiled

POINT, SECTOR, AREA, NOWHERE = range(4)


@compiled
def split_kinds(
    number: Ints, kind_of: Ints, is_wide: Bools, start: int, points: Ints, discs: Ints, sectors: Ints, areas: Ints
) -> tuple[int, int, int, int]:
    """Write the rows of each kind, in order, counted from `start`; return how many each has. There is room for all in each.

    kind_of: what a row's number stands for. is_wide: which rows have a radius, so that a point is a disc.
    """
    count_points, count_discs, count_sectors, count_areas = 0, 0, 0, 0
    for row in range(len(number)):
        kind, here = kind_of[number[row]], start + row
        # Written everywhere and left only where it counts, since the kind of the next place is anybody's guess.
        points[count_points] = discs[count_discs] = sectors[count_sectors] = areas[count_areas] = here
        count_points += (kind == POINT) & (not is_wide[row])
        count_discs += (kind == POINT) & is_wide[row]
        count_sectors += kind == SECTOR
        count_areas += kind == AREA
    return count_points, count_discs, count_sectors, count_areas
