"""What the app is put together from, passed to whoever needs it."""

from dataclasses import dataclass

from service.serving import Serving
from service.settings import Settings
from service.store.database import Database
from service.usecases.company import Company


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


DEFAULT_HORIZON_DAYS = 60.0
