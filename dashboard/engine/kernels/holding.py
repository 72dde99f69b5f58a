"""Reports held against one provision, for the places that meet its zones."""

import numpy as np

from dashboard.engine.kernels.arrays import Bools, Clause, Codes, Exempted, Floats, Held, Ints, Met, Reported, Times
from dashboard.engine.kernels.compiling import compiled


@compiled
def covered_us(times: Times, which: int, start: int, end: int) -> int:
    """Return how many microseconds of `[start, end)` lie within a set of intervals."""
    first, last = times.begin[which], times.begin[which + 1]
    if first == last or end <= times.low[first] or start >= times.high[last - 1]:
        return 0
    if last - first == 1:
        return min(end, times.high[first]) - max(start, times.low[first])
    return _covered_until(times, first, last, end) - _covered_until(times, first, last, start)


@compiled
def _covered_until(times: Times, first: int, last: int, instant: int) -> int:
    """Return how many microseconds before an instant lie within the intervals from `first` up to `last`."""
    begun, after = first, last
    while begun < after:
        middle = (begun + after) // 2
        if times.low[middle] <= instant:
            begun = middle + 1
        else:
            after = middle
    if begun == first:
        return 0
    return times.before[begun - 1] + min(instant, times.high[begun - 1]) - times.low[begun - 1]


@compiled
def count_held(
    met: Met, reported: Reported, zone_number: Ints, in_force: Times, bound: Ints, count: Ints, used: Bools, first: int, end: int
) -> None:
    """Count for the rows from `first` up to `end` the zones in which a provision is in force, and mark the matches it asks for.

    zone_number, in_force, bound: as of `Clause`. used: (tables, distinct reports).
    """
    for row in range(first, end):
        for pair in range(met.first[row], met.end[row]):
            number = zone_number[met.zone[pair]]
            if number >= 0 and covered_us(in_force, number, reported.start[row], reported.end[row]) > 0:
                count[row] += 1
                used[bound[number], reported.report[row]] = True


@compiled
def hold_rows(
    met: Met,
    reported: Reported,
    clause: Clause,
    exempted: Exempted,
    order: int,
    place: Ints,
    held: Held,
    first: int,
    end: int,
) -> None:
    """Write the findings of the rows from `first` up to `end`, those of a row at its `place` and after.

    Leaves `place` behind them. exempted: of length 0 where the provision knows no exemption. order: the provision's position in
    the agreement.
    """
    for row in range(first, end):
        start, stop, report = reported.start[row], reported.end[row], reported.report[row]
        for pair in range(met.first[row], met.end[row]):
            number = clause.number[met.zone[pair]]
            if number < 0:
                continue
            covered = covered_us(clause.in_force, number, start, stop)
            if covered == 0:
                continue
            at = place[row]
            place[row] += 1
            in_force = covered / (stop - start)
            settled = in_force
            if len(clause.settled.begin) > 1:
                settled = covered_us(clause.settled, number, start, stop) / (stop - start)
            bound = clause.bound[number]
            act, weapon, party = clause.match[bound, report, 0], clause.match[bound, report, 1], clause.match[bound, report, 2]
            exemption, notification = 0, -1
            if len(exempted.match):
                exemption, notification = exempted.match[row], exempted.notification[row]
            sure = 0
            if met.share[pair] * in_force >= clause.outside:
                sure = 1 if met.share[pair] * settled < clause.violation else 2
            held.row[at], held.provision[at], held.zone[at] = row, order, clause.position[met.zone[pair]]
            held.finding[at] = clause.rule[sure, act, weapon, party, exemption]
            held.p_inside[at], held.edge_distance_m[at] = met.share[pair], met.edge_m[pair]
            held.p_in_force[at], held.p_settled[at] = in_force, settled
            held.act[at], held.weapon[at], held.party[at], held.exemption[at] = act, weapon, party, exemption
            held.weapon_basis[at], held.notification[at], held.quota_count[at] = clause.basis[report], notification, -1


@compiled
def find_strongest(row: Ints, finding: Codes, p_inside: Floats, p_in_force: Floats, verdict: Codes, decisive: Ints) -> None:
    """Let each row that has findings have the strongest as its `verdict`, and in `decisive` where it stands.

    Among equals the more certain counts, then the first. decisive: comes as -1 for every row.
    """
    # Shares are right to 1e-4: by what is finer, rounding would choose between two zones that hold the same ground.
    share = np.rint(p_inside * 1e4) / 1e4
    for at in range(len(row)):
        best = decisive[row[at]]
        if best >= 0 and finding[at] == finding[best]:
            is_stronger = share[at] * p_in_force[at] > share[best] * p_in_force[best]
        else:
            is_stronger = best < 0 or finding[at] > finding[best]
        if is_stronger:
            decisive[row[at]] = at
            verdict[row[at]] = finding[at]
