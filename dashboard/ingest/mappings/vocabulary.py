"""Reported words to the words of the domain. What is unknown is broadened or left open, said in a flag, and kept as it came."""

from dataclasses import dataclass

from dashboard.domain.acts import ACTS, BY_CODE, UNDETERMINED, deepest_known
from dashboard.domain.columns import MEANS
from dashboard.domain.coverage import STATES
from dashboard.ingest.mappings.act_words import ACT_WORDS, OPEN, wording
from dashboard.ingest.mappings.means_words import MEANS_WORDS
from dashboard.ingest.mappings.state_words import OPEN_STATES, STATE_WORDS
from dashboard.ingest.quoting import did_you_mean, quoted
from dashboard.ingest.read import Read

_CODE_OF = {word: one.means for one in ACT_WORDS for word in one.words}
_OPEN = {word: one.reason for one in OPEN for word in one.words}
_LABELS = {wording(act.label): act.code for act in ACTS}
_MEANS_OF = {word: one.means for one in MEANS_WORDS for word in one.words}
_STATE_OF = {word: one.means for one in STATE_WORDS for word in one.words}
_OPEN_STATE = {word: one.reason for one in OPEN_STATES for word in one.words}
_RELIABILITY, _CREDIBILITY = frozenset("ABCDEF"), frozenset("123456")
_NOT_GRADED = frozenset({"", "-", "n/a", "not graded", "ungraded"})


@dataclass(frozen=True, slots=True)
class Grade:
    """An Admiralty grade: reliability A to F, credibility 1 to 6, empty where not graded. flags: what could not be used."""

    reliability: str
    credibility: str
    flags: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    """Columns whose cells are no grade, so that their text has to be kept elsewhere."""


def read_act(text: str) -> Read[str]:
    """Return a code of the act list. An unknown detail is given up, an act that is unknown or left open by its word is left
    undetermined; either is flagged.
    """
    words = " ".join(text.casefold().split())
    code = words.replace(" ", "-").replace("_", "-")
    if not words:
        return Read(UNDETERMINED)
    if code in BY_CODE:
        return Read(code)
    said = wording(text)
    if (known := _CODE_OF.get(said) or _LABELS.get(said)) is not None:
        return Read(known)
    if (reason := why_open(text)) is not None:
        return Read(UNDETERMINED, flag=f"act {quoted(text.strip())} {reason}; left undetermined")
    broader = deepest_known(code)
    taken = "left undetermined" if broader == UNDETERMINED else f"read as {broader}"
    return Read(broader, flag=f"act {quoted(text.strip())} is not on the act list; {taken}")


def why_open(text: str) -> str | None:
    """Return why a well-known word does not say what happened, None where it is none of these."""
    return _OPEN.get(wording(text))


def read_means(text: str) -> Read[str]:
    """Return one of the means; what is unknown is `other` and flagged."""
    words = " ".join(text.casefold().replace("_", " ").split())
    dashed = words.replace(" ", "-")
    if not words:
        return Read("other")
    if dashed in MEANS:
        return Read(dashed)
    known = _MEANS_OF.get(wording(text))
    return (
        Read(known)
        if known
        else Read("other", flag=f"means {quoted(text.strip())} is not one of {', '.join(MEANS)}; read as other")
    )


def read_state(text: str) -> Read[str]:
    """Return one of the states of coverage, flagged where another word is read as it; a problem where the word is none.

    Unlike an act or means, an unknown state is never broadened: any reading would say of a place that it was watched, or why not.
    """
    said = wording(text)
    if said in STATES:
        return Read(said)
    if (known := _STATE_OF.get(said)) is not None:
        return Read(known, flag=f"state {quoted(said)} is read as {known}")
    if (reason := _OPEN_STATE.get(said)) is not None:
        return Read("", problem=f"{quoted(text.strip())} {reason}")
    expected = f", expected one of {', '.join(STATES)}"
    near = did_you_mean(said, STATES) if said else ""
    # Where no state is near, the suggestion is the list of all, which has been given.
    meant = near if near.startswith("; did you mean") else ""
    return Read("", problem=f"{quoted(text.strip()) + ' is no state' if text.strip() else 'no state is given'}{expected}{meant}")


def read_grade(reliability_text: str, credibility_text: str) -> Grade:
    """Return an Admiralty grade from its two cells; `B2` in one of them serves for both where the other does not disagree."""
    reliability, credibility = _bare(reliability_text), _bare(credibility_text)
    if _is_both(reliability) and credibility in ("", reliability, reliability[1]):
        return Grade(reliability[0], reliability[1])
    if _is_both(credibility) and reliability in ("", credibility[0]):
        return Grade(credibility[0], credibility[1])
    wrong = {}
    if reliability and reliability not in _RELIABILITY:
        wrong["reliability"] = f"reliability {quoted(reliability_text.strip())} is not A to F; held as not graded"
    if credibility and credibility not in _CREDIBILITY:
        wrong["credibility"] = f"credibility {quoted(credibility_text.strip())} is not 1 to 6; held as not graded"
    return Grade(
        "" if "reliability" in wrong else reliability,
        "" if "credibility" in wrong else credibility,
        flags=tuple(wrong.values()),
        unused=tuple(wrong),
    )


def _bare(text: str) -> str:
    stripped = text.strip()
    return "" if stripped.casefold() in _NOT_GRADED else stripped.upper()


def _is_both(grade: str) -> bool:
    return len(grade) == 2 and grade[0] in _RELIABILITY and grade[1] in _CREDIBILITY
