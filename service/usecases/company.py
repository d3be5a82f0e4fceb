"""The company's own rules, as every use case gets them."""

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from service.usecases.leads.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    currency: str
    timezone: ZoneInfo
    region: str
    duplicate_window: timedelta
    due_days: int
    grade_cutoffs: tuple[int, int, int] | None
    campaign_drafts_per_day: int
    clock_tolerance: timedelta
    vault: Vault
    random_work_share: float = 0.0
