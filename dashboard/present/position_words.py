"""What is said of positions that look wrong: a heading, and lines on what it may mean and what to do."""

from dashboard.present.sentences import count_of

Said = tuple[str, tuple[str, ...]]


def most_look_swapped(swapped: int, total: int) -> bool:
    """Whether more than half of the positions look as if latitude and longitude stood in each other's place."""
    return 2 * swapped > total


def swapped_words(swapped: int, total: int, *, exchanged: bool) -> Said:
    """Say that positions look swapped. exchanged: whether they are read the other way round already."""
    title = f"In {_of(swapped, total)} latitude and longitude look swapped"
    fact = "As they are read now they lie outside the theatre, and inside it the other way round."
    if exchanged:
        return title, (fact, "You said to read them the other way round. If that was wrong, read them as they stand.")
    if most_look_swapped(swapped, total):
        return title, (fact, "Nothing is changed unless you say so.")
    return title, (fact, "The others do not, so the whole file cannot be turned round. Put those rows right, or ask the sender.")


def nowhere_words(nowhere: int, total: int) -> Said:
    """Say that positions stand at 0, 0."""
    title = f"{_of(nowhere, total)} {'stands' if nowhere == 1 else 'stand'} at 0, 0"
    return title, ("That often stands for a position nobody knew. It is kept as reported unless you say that it is missing.",)


def outside_words(outside: int, total: int) -> Said:
    """Say that positions lie outside the theatre."""
    title = f"{_of(outside, total)} {'lies' if outside == 1 else 'lie'} outside the theatre"
    return title, ("Kept as reported. If that cannot be, look at the columns chosen for the position, or ask the sender.",)


def unordered_words(unordered: int) -> Said:
    """Say that pairs of numbers do not tell which of the two is the latitude."""
    title = (
        f"{count_of(unordered, 'row')} {'holds' if unordered == 1 else 'hold'} two numbers that could be read either way round"
    )
    return title, ("Neither the numbers nor the theatre tell which is the latitude. Say which comes first; it is not guessed.",)


def _of(count: int, total: int) -> str:
    return f"{count:,} of {count_of(total, 'position')}"
