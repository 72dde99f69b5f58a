"""The ways out of a provision."""

from collections.abc import Iterator

from dashboard.domain.agreement import Exemption
from dashboard.domain.columns import MEANS
from dashboard.domain.notifications import CLAIMS
from dashboard.ingest.agreements.surroundings import Surroundings, read_acts, read_areas
from dashboard.ingest.quoting import did_you_mean, quoted
from dashboard.ingest.yaml_fields import Fields

_KEYS = ("acts", "parties", "notified", "claimed", "means", "outside")


def read_exemptions(fields: Fields, around: Surroundings) -> tuple[Exemption, ...]:
    """Read the list under `exempt`; empty where there is none."""
    if not fields.has("exempt"):
        return ()
    found = (
        _exemption(Fields(node, f"{fields.where}: exempt {number}", _KEYS, fields.problems), around)
        for number, node in enumerate(fields.each("exempt"), 1)
    )
    return tuple(one for one in found if one is not None)


def _exemption(inner: Fields, around: Surroundings) -> Exemption | None:
    notified = inner.optional_text("notified")
    if inner.has("notified") and notified != "true":
        inner.fault(inner.line_of("notified"), f"notified is {quoted(notified)}, expected true, or no such key")
    if inner.has("notified") and inner.has("claimed"):
        inner.fault(
            inner.line_of("claimed"), "claimed beside 'notified', expected one or the other: give each an entry of its own"
        )
    inner.needs_one_of(*_KEYS)
    conditions = {
        "acts": read_acts(inner),
        "parties": tuple(one.text for one in inner.texts("parties", "[monitors]")),
        "notified": notified == "true",
        "claimed": _claim(inner),
        "means": tuple(_means(inner)),
        "outside": read_areas(inner, "outside", around),
    }
    return Exemption(**conditions) if any(conditions.values()) else None  # type: ignore[arg-type]


def _claim(inner: Fields) -> str:
    claim = inner.optional_text("claimed")
    if claim and claim not in CLAIMS:
        inner.fault(inner.line_of("claimed"), f"unknown claim {quoted(claim)}{did_you_mean(claim, CLAIMS)}")
        return ""
    return claim


def _means(inner: Fields) -> Iterator[str]:
    known = MEANS[:-1]
    for one in inner.words("means", "one of the means, such as drone"):
        if one.text not in known:
            inner.fault(one.line, f"unknown means {quoted(one.text)}{did_you_mean(one.text, known)}")
        yield one.text
