"""What every process of the service is put together from, passed to whoever needs it."""

from dataclasses import dataclass
from datetime import timedelta

from service.serving import Serving
from service.settings import Settings
from service.store.database import Database
from service.usecases.company import Company
from service.usecases.leads.vault import Vault

DEFAULT_HORIZON_DAYS = 60.0


@dataclass(frozen=True, slots=True)
class Parts:
    settings: Settings
    database: Database
    company: Company
    serving: Serving

    @property
    def horizon_days(self) -> float:
        """The company's own horizon where it is set, else the serving model's, else 60 days."""
        scorer = self.serving.scorer
        learnt = scorer.horizon_days if scorer else None
        return self.settings.horizon_days or learnt or DEFAULT_HORIZON_DAYS


def create_parts(settings: Settings) -> Parts:
    """Over a store that need not be there yet. The web, the worker and the command line share it."""
    database = Database(settings.database_url)
    company = Company(
        currency=settings.currency,
        timezone=settings.timezone,
        region=settings.region,
        duplicate_window=timedelta(days=settings.duplicate_window_days),
        due_days=settings.due_days,
        grade_cutoffs=settings.grade_cutoffs,
        campaign_drafts_per_day=settings.campaign_drafts_per_day,
        clock_tolerance=timedelta(minutes=settings.clock_tolerance_minutes),
        vault=Vault(settings.contact_keys, settings.secret),
        random_work_share=settings.random_work_share,
    )
    return Parts(settings, database, company, Serving(database, settings.artefact_key, settings.lead_schema))
