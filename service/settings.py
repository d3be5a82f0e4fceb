"""Every setting, read once from the environment; each is described here and nowhere else."""

import base64
import binascii
import os
from dataclasses import dataclass
from functools import cached_property
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import phonenumbers
from environs import Env, EnvError

from model.money import CURRENCIES
from service.usecases.leads.vault import derive

PREFIX = "LEADWORTH_"
_STORES = ("sqlite:///", "postgresql://", "postgresql+psycopg://")
_CENTURY_DAYS = 36_525
MOST_RANDOM_WORK = 0.2
_LOG_LEVELS = frozenset({"DEBUG", "INFO", "WARNING", "ERROR"})


class SettingsError(Exception):
    """A setting is missing or cannot be read; the message names it and says what would be right."""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """`docs/settings.md` is held against these fields by a test."""

    database_url: str
    secret: bytes
    contact_keys: dict[int, bytes]
    artefact_key: bytes
    currency: str
    timezone: ZoneInfo
    region: str
    lead_schema: str | None
    duplicate_window_days: int
    due_days: int
    horizon_days: float | None
    grade_cutoffs: tuple[int, int, int] | None
    campaign_drafts_per_day: int
    clock_tolerance_minutes: int
    retrain_days: int
    retrain_minutes: int
    random_work_share: float
    max_body_bytes: int
    metrics_networks: tuple[IPv4Network | IPv6Network, ...]
    proxies: int
    log_level: str
    simulated: bool

    @cached_property
    def cursor_key(self) -> bytes:
        """What lists' cursors are signed with."""
        return derive(self.secret, "cursor")


def load_settings() -> Settings:
    """Read the environment, over `var/leadworth.env` where that is there. Raises SettingsError."""
    env = Env(expand_vars=False)
    env_file = Path(os.environ.get(f"{PREFIX}ENV_FILE", "var/leadworth.env"))
    if env_file.is_file():
        env.read_env(str(env_file), recurse=False, override=False)
    try:
        with env.prefixed(PREFIX):
            return _read(env)
    except EnvError as error:
        raise SettingsError(str(error)) from error


def _read(env: Env) -> Settings:
    return Settings(
        database_url=_store(env.str("DATABASE_URL", "sqlite:///var/leadworth.db")),
        secret=_long(env.str("SECRET", ""), "SECRET"),
        contact_keys=_contact_keys(env.str("CONTACT_KEYS", "")),
        artefact_key=_long(env.str("ARTEFACT_KEY", ""), "ARTEFACT_KEY"),
        currency=_one_of(env.str("CURRENCY", "VND"), "CURRENCY", CURRENCIES, "an ISO 4217 code, as VND"),
        timezone=_zone(env.str("TIMEZONE", "Asia/Ho_Chi_Minh")),
        region=_one_of(
            env.str("REGION", "VN"), "REGION", phonenumbers.SUPPORTED_REGIONS, "an ISO 3166 country, as VN"
        ),
        lead_schema=env.str("LEAD_SCHEMA", None),
        duplicate_window_days=_count(env, "DUPLICATE_WINDOW_DAYS", 30, most=_CENTURY_DAYS),
        due_days=_count(env, "DUE_DAYS", 3, most=_CENTURY_DAYS),
        horizon_days=_horizon(env.float("HORIZON_DAYS", None)),
        grade_cutoffs=_cutoffs(env.list("GRADE_CUTOFFS", None, subcast=int)),
        campaign_drafts_per_day=_count(env, "CAMPAIGN_DRAFTS_PER_DAY", 20),
        clock_tolerance_minutes=_count(env, "CLOCK_TOLERANCE_MINUTES", 10, most=24 * 60),
        retrain_days=_count(env, "RETRAIN_DAYS", 7, most=_CENTURY_DAYS),
        retrain_minutes=_count(env, "RETRAIN_MINUTES", 60, least=1, most=24 * 60),
        random_work_share=_share(env.float("RANDOM_WORK_SHARE", 0.0)),
        max_body_bytes=_count(env, "MAX_BODY_BYTES", 5 * 1024 * 1024, least=1024),
        metrics_networks=_networks(env.list("METRICS_NETWORKS", ["127.0.0.0/8", "::1/128"])),
        proxies=_count(env, "PROXIES", 0, most=16),
        log_level=_one_of(env.str("LOG_LEVEL", "INFO").upper(), "LOG_LEVEL", _LOG_LEVELS, "one of them"),
        simulated=env.bool("SIMULATED", False),
    )


def _store(url: str) -> str:
    if not url.startswith(_STORES):  # not echoed: it may hold a password
        raise SettingsError(f"{PREFIX}DATABASE_URL needs sqlite:///FILE or postgresql://USER@HOST/NAME")
    return url


def _long(value: str, name: str) -> bytes:
    if len(value) < 32:
        raise SettingsError(f"{PREFIX}{name} needs at least 32 characters; `make secrets` writes one")
    return value.encode()


def _contact_keys(text: str) -> dict[int, bytes]:
    keys = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        version, _, encoded = part.partition(":")
        try:
            keys[int(version)] = base64.b64decode(encoded, validate=True)
        except (ValueError, binascii.Error):
            keys[0] = b""
    if not keys or any(len(key) != 32 for key in keys.values()):
        raise SettingsError(
            f"{PREFIX}CONTACT_KEYS needs 'version:base64 of 32 bytes', with commas between versions; "
            "`make secrets` writes one"
        )
    return keys


def _one_of(value: str, name: str, allowed: frozenset[str] | set[str], right: str) -> str:
    if value not in allowed:
        raise SettingsError(f"{PREFIX}{name} is {value!r}; it needs {right}")
    return value


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise SettingsError(
            f"{PREFIX}TIMEZONE is {name!r}; it needs an IANA zone, as Asia/Ho_Chi_Minh"
        ) from error


def _count(env: Env, name: str, default: int, least: int = 0, most: int = 2**31) -> int:
    value = env.int(name, default)
    if not least <= value <= most:
        raise SettingsError(f"{PREFIX}{name} is {value}; it needs {least} to {most}")
    return value


def _horizon(days: float | None) -> float | None:
    if days is not None and not 0 < days <= _CENTURY_DAYS:
        raise SettingsError(f"{PREFIX}HORIZON_DAYS is {days}; it needs more than 0, at most {_CENTURY_DAYS}")
    return days


def _share(share: float) -> float:
    if not 0 <= share <= MOST_RANDOM_WORK:
        raise SettingsError(f"{PREFIX}RANDOM_WORK_SHARE is {share}; it needs 0 to {MOST_RANDOM_WORK}")
    return share


def _networks(texts: list[str]) -> tuple[IPv4Network | IPv6Network, ...]:
    try:
        return tuple(ip_network(text.strip()) for text in texts)
    except ValueError as error:
        raise SettingsError(f"{PREFIX}METRICS_NETWORKS needs networks with commas, as 10.0.0.0/8") from error


def _cutoffs(values: list[int] | None) -> tuple[int, int, int] | None:
    if not values:
        return None
    if len(values) != 3 or sorted(values, reverse=True) != values:
        raise SettingsError(f"{PREFIX}GRADE_CUTOFFS needs three falling amounts in minor units: A, B, C from")
    return (values[0], values[1], values[2])
