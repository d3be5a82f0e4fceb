"""The parts that commands share, opened over a store that is migrated."""

from service.parts import Parts, create_parts
from service.settings import SettingsError, load_settings
from service.store.migrations import is_current
from service.telemetry import configure_logs


def open_parts() -> Parts:
    """Raises SettingsError where the store is not at this code's migration."""
    configure_logs("WARNING")  # a command says itself what it did
    parts = create_parts(load_settings())
    if not is_current(parts.database):
        raise SettingsError("the store is not migrated: run `python -m service migrate` first")
    return parts
