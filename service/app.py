"""The one place where parts are put together."""

from datetime import timedelta
from pathlib import Path

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from service import telemetry
from service.http import (
    assignments,
    attempts,
    campaigns,
    dispositions,
    errors,
    forms,
    health,
    leads,
    models,
    openapi,
    outcomes,
    payments,
    people,
    protection,
    scores,
)
from service.parts import Parts
from service.serving import Serving
from service.settings import Settings
from service.store.database import Database
from service.usecases.company import Company
from service.usecases.vault import Vault

_WEB = str(Path(__file__).parent / "web")
_RESOURCES = (
    assignments,
    attempts,
    campaigns,
    dispositions,
    forms,
    health,
    leads,
    models,
    openapi,
    outcomes,
    payments,
    people,
    scores,
)


def create_app(settings: Settings) -> Flask:
    """An app with its own engine and model. Create it after the fork; call `parts.serving.watch()` once."""
    app = Flask("leadworth", root_path=_WEB, template_folder="templates", static_folder="static")
    app.config.update(
        MAX_CONTENT_LENGTH=settings.max_body_bytes, MAX_FORM_MEMORY_SIZE=settings.max_body_bytes
    )
    app.extensions["leadworth"] = create_parts(settings)
    for resource in _RESOURCES:
        app.register_blueprint(resource.routes)
    errors.register(app)
    protection.protect(app)
    telemetry.measure(app)
    if settings.proxies:
        hops = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app


def create_parts(settings: Settings) -> Parts:
    """The parts without the web: for the command line and the worker too."""
    telemetry.configure_logs(settings.log_level)
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
    )
    return Parts(settings, database, company, Serving(database, settings.artefact_key, settings.lead_schema))
