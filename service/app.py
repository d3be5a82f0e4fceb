"""The one place where parts are put together."""

from pathlib import Path

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from service import telemetry
from service.http import (
    actions,
    ad_reviews,
    agreement,
    alerts,
    announcements,
    assignments,
    attempts,
    bridge,
    budget,
    call_samples,
    campaigns,
    desk,
    dispositions,
    disputes,
    errors,
    feedback,
    forms,
    funnel,
    health,
    leads,
    model_card,
    models,
    openapi,
    outcomes,
    overview,
    payments,
    people,
    periods,
    protection,
    quality,
    reps,
    reviews,
    scores,
    service_levels,
    team,
    watch,
)
from service.parts import create_parts
from service.settings import Settings
from service.web.frame.register import register as register_pages

_WEB = str(Path(__file__).parent / "web")
_RESOURCES = (
    actions,
    ad_reviews,
    agreement,
    alerts,
    announcements,
    assignments,
    attempts,
    bridge,
    budget,
    call_samples,
    campaigns,
    desk,
    dispositions,
    disputes,
    feedback,
    forms,
    funnel,
    health,
    leads,
    model_card,
    models,
    openapi,
    outcomes,
    overview,
    payments,
    people,
    periods,
    quality,
    reps,
    reviews,
    scores,
    service_levels,
    team,
    watch,
)


def create_app(settings: Settings) -> Flask:
    """An app with its own engine and model. Create it after the fork; call `parts.serving.watch()` once."""
    telemetry.configure_logs(settings.log_level)
    app = Flask("leadworth", root_path=_WEB, template_folder="templates", static_folder="static")
    app.url_map.merge_slashes = False  # a redirect would answer a machine with a page
    app.config.update(
        MAX_CONTENT_LENGTH=settings.max_body_bytes, MAX_FORM_MEMORY_SIZE=settings.max_body_bytes
    )
    app.extensions["leadworth"] = create_parts(settings)
    for resource in _RESOURCES:
        app.register_blueprint(resource.routes)
    errors.register(app)
    protection.protect(app)
    register_pages(app)
    telemetry.measure(app)
    if settings.proxies:
        hops = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app
