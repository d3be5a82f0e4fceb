"""Every setting is described in docs/settings.md, and what is described there exists."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from service.settings import PREFIX, Settings, SettingsError, load_settings

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/settings.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `([A-Z_]+)` \| (.+?) \| (.+) \|$", PAGE, re.MULTILINE)
DEFAULTS = {name: default.strip("`") for name, default, _ in ROWS}
CODE = "\n".join(
    path.read_text(encoding="utf-8")
    for path in [
        *(ROOT / "service").rglob("*.py"),
        *(ROOT / "training").rglob("*.py"),
        ROOT / "gunicorn.conf.py",
    ]
)
OUTSIDE_SETTINGS = {f"{PREFIX}ENV_FILE"}  # where the others lie


def test_every_setting_is_described_and_every_description_is_of_a_setting():
    described = [name for name in DEFAULTS if name.startswith(PREFIX)]
    declared = {f"{PREFIX}{field.name.upper()}" for field in fields(Settings)} | OUTSIDE_SETTINGS
    assert len(ROWS) == len(DEFAULTS)
    assert set(described) == declared
    assert all(len(what) >= 15 for _, _, what in ROWS)


def test_every_variable_that_the_code_reads_is_described():
    read = set(re.findall(r"environ(?:\.get)?[(\[]\s*[\"']([A-Z_]+)[\"']", CODE))
    assert {"PORT", "BIND", "WEB_CONCURRENCY"} <= read
    assert read - {"OMP_NUM_THREADS"} <= DEFAULTS.keys()


def test_what_a_page_elsewhere_names_is_described_here():
    pages = [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *ROOT.glob("examples/**/*.md"),
        ROOT / "Makefile",
    ]
    pages += [ROOT / "compose.yaml", *ROOT.glob("deploy/*")]
    named = {name for page in pages for name in re.findall(rf"\b{PREFIX}[A-Z_]+", page.read_text("utf-8"))}
    assert named - {f"{PREFIX}DATA"} <= DEFAULTS.keys()


def test_the_defaults_are_those_of_the_code():
    settings = load_settings()
    code = {
        "CURRENCY": settings.currency,
        "TIMEZONE": settings.timezone.key,
        "REGION": settings.region,
        "LEAD_SCHEMA": settings.lead_schema or "none",
        "DUPLICATE_WINDOW_DAYS": str(settings.duplicate_window_days),
        "DUE_DAYS": str(settings.due_days),
        "HORIZON_DAYS": settings.horizon_days or "none",
        "GRADE_CUTOFFS": settings.grade_cutoffs or "none",
        "DATABASE_URL": settings.database_url,
        "CAMPAIGN_DRAFTS_PER_DAY": str(settings.campaign_drafts_per_day),
        "CLOCK_TOLERANCE_MINUTES": str(settings.clock_tolerance_minutes),
        "RETRAIN_DAYS": str(settings.retrain_days),
        "RETRAIN_MINUTES": str(settings.retrain_minutes),
        "RANDOM_WORK_SHARE": f"{settings.random_work_share:g}",
        "MAX_BODY_BYTES": str(settings.max_body_bytes),
        "METRICS_NETWORKS": ",".join(map(str, settings.metrics_networks)),
        "PROXIES": str(settings.proxies),
        "LOG_LEVEL": settings.log_level,
        "SIMULATED": str(settings.simulated).lower(),
    }
    needed = {"SECRET", "CONTACT_KEYS", "ARTEFACT_KEY"}
    assert {name.upper() for name in Settings.__dataclass_fields__} == code.keys() | needed
    assert {name: DEFAULTS[f"{PREFIX}{name}"] for name in code} == code
    assert {DEFAULTS[f"{PREFIX}{name}"] for name in needed} == {"needed"}


WRONG = {
    "CURRENCY": ["XXZ", "vnd", ""],
    "TIMEZONE": ["Saigon", "../etc/passwd", ""],
    "REGION": ["Vietnam", "vn"],
    "DUPLICATE_WINDOW_DAYS": ["-1", "many", "1e3", "99999999999"],
    "DUE_DAYS": ["-1", "99999999999"],
    "HORIZON_DAYS": ["0", "-5", "nan", "inf", "long"],
    "GRADE_CUTOFFS": ["1", "1,2,3", "a,b,c", "3,2"],
    "CAMPAIGN_DRAFTS_PER_DAY": ["-1"],
    "CLOCK_TOLERANCE_MINUTES": ["-1", "99999999999"],
    "RETRAIN_DAYS": ["-1", "weekly", "99999999999"],
    "RETRAIN_MINUTES": ["0", "-1", "99999"],
    "RANDOM_WORK_SHARE": ["-0.1", "0.21", "5%", "nan"],
    "MAX_BODY_BYTES": ["10", "-1"],
    "METRICS_NETWORKS": ["everybody", "10.0.0.1/8"],
    "PROXIES": ["-1", "100"],
    "LOG_LEVEL": ["LOUD"],
    "SIMULATED": ["perhaps"],
    "DATABASE_URL": ["mysql://user:hidden-word@host/name", "leadworth.db", ""],
    "SECRET": ["short", ""],
    "ARTEFACT_KEY": ["short"],
    "CONTACT_KEYS": ["", "1:short", "one:AAAA", "1", "hidden-word"],
}


@pytest.mark.parametrize("name", WRONG)
def test_a_value_that_cannot_be_right_names_the_setting(monkeypatch, name):
    for value in WRONG[name]:
        monkeypatch.setenv(f"{PREFIX}{name}", value)
        with pytest.raises(SettingsError, match=f"{PREFIX}{name}|{name}") as refused:
            load_settings()
        assert "hidden-word" not in str(refused.value)


def test_the_environment_comes_before_the_file(monkeypatch, tmp_path):
    file = tmp_path / "leadworth.env"
    file.write_text(f"{PREFIX}DUE_DAYS=5\n{PREFIX}PROXIES=1\n")
    monkeypatch.setenv(f"{PREFIX}ENV_FILE", str(file))
    monkeypatch.setenv(f"{PREFIX}DUE_DAYS", "7")
    monkeypatch.delenv(f"{PREFIX}PROXIES", raising=False)
    settings = load_settings()
    assert (settings.due_days, settings.proxies) == (7, 1)


def test_grade_cutoffs_and_a_horizon_are_read(monkeypatch):
    monkeypatch.setenv(f"{PREFIX}GRADE_CUTOFFS", "3000000,2000000,1000000")
    monkeypatch.setenv(f"{PREFIX}HORIZON_DAYS", "45.5")
    settings = load_settings()
    assert settings.grade_cutoffs == (3_000_000, 2_000_000, 1_000_000)
    assert settings.horizon_days == 45.5
