"""What people decided on an incident as HTML: beside the machine's verdict, in a line, and as a history."""

from datetime import UTC

from dashboard.domain.lineage import whereabouts
from dashboard.domain.review_events import called
from dashboard.domain.review_states import Review, state_words
from dashboard.present.encode import html_text
from dashboard.present.review_list import history
from dashboard.present.sentences import count_of
from dashboard.reviews import Docket
from dashboard.ui.theme import verdict_chip


def both_html(held: Docket, incident: str, verdict: str) -> str:
    """Return the machine's verdict and the people's decision as HTML, apart and each under its own name."""
    point = held.standpoint(incident)
    because = "".join(f"<li>{html_text(one)}</li>" for one in point.because)
    reasons = f"<ul>{because}</ul>" if because else ""
    reopened = " cf-caution" if point.reopened else ""
    decision = f'<p class="cf-decision">{html_text(point.label)}</p>{reasons}'
    return (
        '<div class="cf-both">'
        f'<section class="cf-said"><h4>Machine verdict</h4><p>{verdict_chip(verdict)}</p></section>'
        f'<section class="cf-said{reopened}"><h4>Decision of people</h4>{decision}</section></div>'
    )


def histories_html(held: Docket, incident: str) -> str:
    """Return an incident's own review and those it goes back to as HTML."""
    own = held.review(incident)
    parts = [history_html(held, own, "History of the review")] if own.events else []
    for earlier in held.earlier(incident):
        title = f"Earlier review: {earlier.incident_id}, {state_words(earlier.state)}, {count_of(len(earlier.events), 'event')}"
        told = f"<summary>{html_text(title)}</summary>{history_html(held, earlier, '')}"
        parts.append(f'<details class="cf-findings">{told}</details>')
    return f'<div class="cf-history">{"".join(parts)}</div>' if parts else '<p class="cf-quiet">Nobody has reviewed it yet.</p>'


def history_html(held: Docket, review: Review, title: str) -> str:
    """Return one review's events as HTML, under a title where one is given."""
    entries = "".join(
        f'<li><p><b>{html_text(called(one.who))}</b> {html_text(one.did)} <span class="cf-quiet">{html_text(one.when)}</span></p>'
        + (f'<p class="cf-told">{html_text(one.said)}</p>' if one.said else "")
        + "".join(f'<p class="cf-quiet">Evidence: {html_text(line)}</p>' for line in one.evidence)
        + f'<p class="cf-quiet">{html_text(one.judged)}</p></li>'
        for one in history(review)
    )
    elsewhere = whereabouts(review, held.incident_of)
    moved = f'<p class="cf-quiet">{html_text(elsewhere)}</p>' if elsewhere else ""
    head = f"<h4>{html_text(title)}</h4>" if title else ""
    return f"{head}<ol>{entries}</ol>{moved}"


def decision_html(held: Docket, incident: str, *, in_full: bool) -> str:
    """Return what people decided on an incident in a few lines of HTML, for other pages; it links to the review.

    in_full: whether people's own words may be told; else only where it stands.
    """
    point = held.standpoint(incident)
    if not in_full:
        return f'<p class="cf-people"><span class="cf-quiet">Decision of people</span> <b>{html_text(point.label)}</b></p>'
    review = held.review(incident)
    when = f", {review.leading.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if review.leading else ""
    last = html_text(f" by {' and '.join(map(called, review.by))}{when}") if review.by else ""
    because = f'<span class="cf-quiet">: {html_text("; ".join(point.because))}</span>' if point.because else ""
    return (
        f'<p class="cf-people{" cf-caution" if point.reopened else ""}"><span class="cf-quiet">Decision of people</span> '
        f"<b>{html_text(point.label)}</b>{last}{because} "
        f'<a href="review?incident={html_text(incident)}" target="_self">Review</a></p>'
    )
