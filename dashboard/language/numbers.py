"""How a language writes shares, distances, numbers, moments and lists."""

from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal, get_decimal_symbol

from dashboard.domain.days import is_day_start
from dashboard.domain.intervals import BEGINNING, END
from dashboard.domain.message import Decimal, Degrees, Distance, Hundredths, Message, Moment, Number, Percent, Span, message
from dashboard.language.catalogue import Language, catalogue

_BARELY, _NEARLY = 0.01, 0.99


def percent_words(share: Percent, language: Language) -> str:
    """Print a percentage that never rounds to certainty: `> 99 %` and `< 1 %` where it is not 1 or 0."""
    if 0 < share.share < _BARELY:
        return "< 1 %"
    if _NEARLY < share.share < 1:
        return "> 99 %"
    return f"{decimal(share.share * 100, '0', language)} %"


def hundredths_words(share: Hundredths, language: Language) -> str:
    """Print a share to two decimals, never rounded to certainty."""
    if 0 < share.share < _BARELY:
        return f"< {decimal(_BARELY, '0.00', language)}"
    if _NEARLY < share.share < 1:
        return f"> {decimal(_NEARLY, '0.00', language)}"
    return decimal(share.share, "0.00", language)


def distance_message(distance: Distance, language: Language) -> Message:
    """Return a distance with its unit, no finer than it is worth: 40 m, 850 m, 3.2 km, 41 km."""
    size = abs(distance.metres)
    if size < 995:
        return message("unit.metres", number=decimal(round(size / 10) * 10 if size >= 10 else size, "0", language))
    return message("unit.kilometres", number=decimal(size / 1000, "0.0" if size < 9_950 else "0", language))


def number_words(number: Number, language: Language) -> str:
    """Print a number with all its digits."""
    return decimal(number.value, "0.######", language)


def written_words(number: Decimal, language: Language) -> str:
    """Print a number as it is written, with the language's own decimal mark."""
    return number.text.replace(".", get_decimal_symbol(language))


@cache
def decimal(value: float, pattern: str, language: Language) -> str:
    """Print a number by a CLDR pattern, halves rounded to even as Python does."""
    return format_decimal(value, format=pattern, locale=language)


def moment_message(moment: Moment, language: Language) -> Message:
    """Return an instant as date and clock, with the name of its clock."""
    local = moment.at.astimezone(ZoneInfo(moment.zone))
    return message("time.moment", day=day_words(local.date(), language), clock=_clock(local), zone=zone_message(moment.zone))


def span_message(span: Span, language: Language) -> Message:
    """Return `[start, end)` by the local clock, no sharper than it is; a side at the end of time is said to be open."""
    start, end = span.times.start, span.times.end
    if start == BEGINNING and end == END:
        return message("time.always")
    if start == BEGINNING or end == END:
        moment = Moment(end if start == BEGINNING else start, span.zone)
        return message("time.until" if start == BEGINNING else "time.from", moment=moment)
    local = ZoneInfo(span.zone)
    return _bounded(start.astimezone(local), end.astimezone(local), span, language)


def _bounded(first: datetime, last: datetime, span: Span, language: Language) -> Message:
    how, zone, day = "when" if span.spoken else "time", zone_message(span.zone), day_words(first.date(), language)
    if is_day_start(first) and is_day_start(last):
        final = (span.times.end - timedelta(microseconds=1)).astimezone(last.tzinfo).date()
        if final == first.date():
            return message(f"{how}.day", day=day, zone=zone)
        return message(f"{how}.days", first=day, last=day_words(final, language), zone=zone)
    shape = "%H:%M:%S" if any(one.second or one.microsecond for one in (first, last)) else "%H:%M"
    clocks = {"start": first.strftime(shape), "end": last.strftime(shape)}
    if first.date() == last.date():
        return message(f"{how}.within-day", day=day, zone=zone, **clocks)
    return message(f"{how}.across-days", first=day, last=day_words(last.date(), language), zone=zone, **clocks)


def degrees_words(degrees: Degrees, language: Language) -> str:
    """Print a coordinate without its sign."""
    return decimal(abs(degrees.value), "0." + "0" * degrees.decimals, language)


def zone_message(zone: str) -> Message:
    """Return the name of a clock: by its own entry in the catalogue, else by the zone's name."""
    key = f"clock.{zone}"
    return message(key) if key in catalogue("en") else message("clock.other", zone=zone)


@cache
def day_words(day: date, language: Language) -> str:
    """Print a date in full: 15 February 2015, 15 лютого 2015."""
    return format_date(day, "d MMMM y", locale=language)


def _clock(local: datetime) -> str:
    return f"{local:%H:%M:%S}" if local.second or local.microsecond else f"{local:%H:%M}"
