"""Reports held against one provision, for the places that meet its zones."""

import numpy as np

from dashboard.engine.kernels.arrays import Bools, Clause, Codes, Exempted, Floats, Held, Ints, Met, Reported, Stand, Times
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
def _find_in_time(met: Met, reported: Reported, stand: Stand, row: int, found: Ints) -> int:
    """Write the pairs of a row whose zones a provision may be in force in at its time into `found`; return how many.

    Exact where the provision has no gaps. Without a branch, since whether a zone is in force is anybody's guess.
    """
    start, stop, count = reported.start[row], reported.end[row], 0
    if start >= stop:
        return 0
    for pair in range(met.first[row], met.end[row]):
        zone = met.zone[pair]
        found[count] = pair
        count += (start < stand.until[zone]) & (stop > stand.since[zone])
    return count


@compiled
def count_held(met: Met, reported: Reported, stand: Stand, count: Ints, used: Bools, first: int, end: int) -> None:
    """Count for the rows from `first` up to `end` the zones in which a provision is in force, and mark the matches it asks for.

    used: (tables, distinct reports).
    """
    found = np.empty(len(stand.number) + 1, np.int64)
    for row in range(first, end):
        if met.first[row] == met.end[row]:
            continue
        held, report = 0, reported.report[row]
        for at in range(_find_in_time(met, reported, stand, row, found)):
            number = stand.number[met.zone[found[at]]]
            if stand.has_gaps and covered_us(stand.in_force, number, reported.start[row], reported.end[row]) == 0:
                continue
            used[stand.bound[number], report] = True
            held += 1
        count[row] += held


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
    stand = clause.stand
    found = np.empty(len(stand.number) + 1, np.int64)
    for row in range(first, end):
        if met.first[row] == met.end[row]:
            continue
        start, stop, report, at = reported.start[row], reported.end[row], reported.report[row], place[row]
        exemption, notification = 0, -1
        if len(exempted.match):
            exemption, notification = exempted.match[row], exempted.notification[row]
        for one in range(_find_in_time(met, reported, stand, row, found)):
            pair = found[one]
            zone, share = met.zone[pair], met.share[pair]
            number = stand.number[zone]
            in_force = 1.0
            if stand.has_gaps or start < stand.since[zone] or stop > stand.until[zone]:
                covered = covered_us(stand.in_force, number, start, stop)
                if covered == 0:
                    continue
                in_force = covered / (stop - start)
            settled = in_force
            if len(clause.settled.begin) > 1:
                settled = covered_us(clause.settled, number, start, stop) / (stop - start)
            bound = stand.bound[number]
            act, weapon, party = clause.match[bound, report, 0], clause.match[bound, report, 1], clause.match[bound, report, 2]
            # Multiplied rather than asked, since shares are anybody's guess too.
            sure = (share * in_force >= clause.outside) * (1 + (share * settled >= clause.violation))
            held.row[at], held.provision[at], held.zone[at] = row, order, clause.position[zone]
            held.finding[at] = clause.decided[bound, report, sure, exemption]
            held.p_inside[at], held.edge_distance_m[at] = share, met.edge_m[pair]
            held.p_in_force[at], held.p_settled[at] = in_force, settled
            held.act[at], held.weapon[at], held.party[at], held.exemption[at] = act, weapon, party, exemption
            held.weapon_basis[at], held.notification[at], held.quota_count[at] = clause.basis[report], notification, -1
            at += 1
        place[row] = at


@compiled
def find_strongest(
    row: Ints, finding: Codes, p_inside: Floats, p_in_force: Floats, verdict: Codes, decisive: Ints, first: int, end: int
) -> None:
    """Let each row have the strongest of its findings from `first` up to `end` as its `verdict`; `decisive`: where it stands.

    Among equals the more certain counts, then the first. decisive: comes as -1 for every row.
    """
    for at in range(first, end):
        best = decisive[row[at]]
        if best >= 0 and finding[at] == finding[best]:
            # Shares are right to 1e-4: by what is finer, rounding would choose between two zones that hold the same ground.
            is_stronger = np.rint(p_inside[at] * 1e4) * p_in_force[at] > np.rint(p_inside[best] * 1e4) * p_in_force[best]
        else:
            is_stronger = best < 0 or finding[at] > finding[best]
        if is_stronger:
            decisive[row[at]] = at
            verdict[row[at]] = finding[at]
