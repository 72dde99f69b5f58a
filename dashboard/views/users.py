"""People who sign in: who holds which role, granting and taking back, and what happened lately."""

from dashboard.domain.access import Action
from dashboard.ui import link
from dashboard.ui.events_list import events_list
from dashboard.ui.people_list import people_list
from dashboard.ui.session import Scene
from dashboard.ui.visitor import may


def users(scene: Scene) -> None:
    """Show the page."""
    link.leave()
    people_list(scene)
    if may(Action.READ_AUDIT_LOG):
        events_list(scene)
