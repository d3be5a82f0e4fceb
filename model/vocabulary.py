"""The fixed words of attempts, dispositions, outcomes and payments, declared once, then grouped by name.

Source: the word list that Marketing and Sales share. Every other room imports these groups and
spells no word of its own.
"""

from typing import Final

# What one try to reach a lead gave.
RESULTS: Final = ("reached", "no_answer", "switched_off", "busy", "hung_up", "wrong_person", "callback")
REACHED_RESULTS: Final = frozenset({"reached", "callback"})

ATTEMPT_CHANNELS: Final = ("phone", "zalo", "facebook", "sms", "email", "in_person", "other")
ATTEMPT_SOURCES: Final = ("dialler", "manual")

# What the first real conversation, or the lack of one, showed.
QUALIFIED: Final = "qualified"
MARKETING_REASONS: Final = ("wrong_number", "no_need", "not_target", "no_budget", "spam")
UNREACHABLE: Final = "unreachable"
SHARED_REASONS: Final = (UNREACHABLE, "bad_timing")
# What only a conversation shows: who has one of these was reached, whatever the attempts say.
TALKED_REASONS: Final = ("no_need", "not_target", "no_budget", "bad_timing", "already_customer")
UNCOUNTED_REASONS: Final = ("duplicate", "already_customer")
REASONS: Final = (*MARKETING_REASONS, *SHARED_REASONS, *UNCOUNTED_REASONS)
DISPOSITIONS: Final = (QUALIFIED, *REASONS)
SUB_REASONS: Final = {
    "no_need": ("just_asking",),
    UNREACHABLE: ("no_answer", "switched_off", "busy"),
}

# Why a lead was given to its rep, or to nobody.
BY_ROTATION: Final = "rotation"
SAME_PERSON: Final = "same_person"
BY_HAND: Final = "by_hand"
TAKEN_BACK: Final = "taken_back"
IMPORTED: Final = "imported"
ASSIGNMENT_REASONS: Final = (BY_ROTATION, SAME_PERSON, BY_HAND, TAKEN_BACK, IMPORTED)

# What became of a deal.
WON: Final = "won"
LOST: Final = "lost"
OPEN: Final = "open"
OUTCOMES: Final = (WON, LOST, OPEN)
COMPETITOR: Final = "competitor"
LOST_REASONS: Final = (
    "price",
    COMPETITOR,
    "family",
    "schedule",
    "distance",
    "timing",
    "no_response",
    "other",
)

PAYMENT_KINDS: Final = ("deposit", "instalment", "refund")
REFUND: Final = "refund"

# What may change in a campaign while it runs.
CHANGE_KINDS: Final = ("content", "audience", "budget", "bid", "landing_page", "form", "offer", "other")
CHANNELS: Final = ("facebook", "google", "tiktok", "zalo", "email", "event", "referral", "organic", "other")

GRADES: Final = ("A", "B", "C", "D")
SCOPES: Final = ("ingest", "crm", "marketing", "call", "export", "admin")

# What people who sign in are.
REP: Final = "rep"
SALES_LEAD: Final = "sales_lead"
MARKETER: Final = "marketer"
BOSS: Final = "boss"
ADMIN: Final = "admin"
ROLES: Final = (REP, SALES_LEAD, MARKETER, BOSS, ADMIN)

# The two teams, and what each may write into a review or ask of the other.
MARKETING: Final = "marketing"
SALES: Final = "sales"
SIDES: Final = (MARKETING, SALES)
