"""What each role may do, in the API's scopes, and which pages it finds in its menu."""

from collections.abc import Collection
from typing import Final

REP, SALES_LEAD, MARKETER, BOSS, ADMIN = "rep", "sales_lead", "marketer", "boss", "admin"
# In the order in which they are tried. No role exports or sends leads by a publishable key.
_SCOPES: Final = {
    REP: ("crm",),
    # Why revenue changed is told to both teams: the bridge names no rep.
    SALES_LEAD: ("crm", "marketing"),
    MARKETER: ("marketing", "call"),
    BOSS: ("marketing",),
    ADMIN: ("admin", "crm", "marketing", "call"),
}
# Endpoint of the page, its word, and who has it in her menu, in the menu's order.
MENU: Final = (
    ("web_desk.show_desk", "nav_desk", (REP,)),
    ("web_overview.show_overview", "nav_overview", (BOSS, SALES_LEAD, MARKETER, ADMIN)),
    ("web_campaigns.list_campaigns", "nav_campaigns", (MARKETER, BOSS, SALES_LEAD, ADMIN)),
    ("web_reviews.show_this_week", "nav_reviews", (MARKETER, SALES_LEAD, BOSS, ADMIN)),
    ("web_alerts.list_alerts", "nav_alerts", (MARKETER, SALES_LEAD, BOSS, ADMIN)),
    ("web_bridge.show_bridge", "nav_bridge", (MARKETER, BOSS, SALES_LEAD, ADMIN)),
    ("web_budget.show_budget", "nav_budget", (MARKETER, BOSS, ADMIN)),
    ("web_funnel.show_funnel", "nav_funnel", (MARKETER, SALES_LEAD, BOSS, ADMIN)),
    ("web_team.show_team", "nav_team", (SALES_LEAD, MARKETER, BOSS, ADMIN)),
    ("web_reps.list_reps", "nav_reps", (SALES_LEAD, BOSS, ADMIN)),
    ("web_leads.list_leads", "nav_leads", (SALES_LEAD, ADMIN)),
    ("web_samples.list_samples", "nav_samples", (MARKETER, ADMIN)),
    ("web_disputes.list_disputes", "nav_disputes", (SALES_LEAD, MARKETER, ADMIN)),
    ("web_reps.show_me", "nav_me", (REP,)),
    ("web_agreement.show_agreement", "nav_agreement", (MARKETER, SALES_LEAD, BOSS, REP, ADMIN)),
    ("web_model.show_model", "nav_model", (ADMIN,)),
    ("web_setup.show_setup", "nav_setup", (ADMIN, SALES_LEAD, MARKETER)),
    ("web_keys.list_keys", "nav_keys", (ADMIN,)),
    ("web_users.list_users", "nav_users", (ADMIN, SALES_LEAD)),
)
HOME: Final = {REP: "web_desk.show_desk", BOSS: "web_overview.show_overview"}
USUAL_HOME: Final = "web_campaigns.list_campaigns"


def scope_of(role: str, allowed: Collection[str]) -> str | None:
    """The scope under which this role calls an operation; None where it may not.

    >>> scope_of("marketer", {"crm", "marketing"}), scope_of("boss", {"crm"})
    ('marketing', None)
    """
    return next((scope for scope in _SCOPES.get(role, ()) if scope in allowed), None)
