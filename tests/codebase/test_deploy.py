"""Dockerfile and compose.yaml, read as text: no container engine is needed to know that they fit the code."""

import json
import re
import runpy
import shlex
from dataclasses import fields
from fnmatch import fnmatch
from pathlib import Path

import pytest
import yaml

from service.settings import PREFIX, Settings
from service.supervise import WEB, WORKER, Patience

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())
SERVICES = COMPOSE["services"]
CADDYFILE = (ROOT / "deploy/Caddyfile").read_text()
OURS = ("service", "worker", "migration")


def read_dockerfile() -> dict[str, list[tuple[str, str]]]:
    """Each stage's instructions, those of the stage that it builds on first."""
    text = (ROOT / "Dockerfile").read_text().replace("\\\n", " ")
    stages: dict[str, list[tuple[str, str]]] = {}
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        instruction, _, rest = line.partition(" ")
        if instruction == "FROM":
            parent, _, name = rest.partition(" AS ")
            stages[name] = [*stages.get(parent, [("FROM", parent)])]
        else:
            stages[name].append((instruction, rest.strip()))
    return stages


STAGES = read_dockerfile()


def of(stage: str, instruction: str) -> list[str]:
    return [rest for found, rest in STAGES[stage] if found == instruction]


def copied(stage: str) -> list[str]:
    return [source for rest in of(stage, "COPY") for source in shlex.split(rest)[:-1]]


def seconds(text: str) -> float:
    return float(text.removesuffix("s"))


@pytest.mark.parametrize("stage", STAGES)
def test_what_is_copied_exists_and_is_not_ignored(stage):
    allowed = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    assert copied(stage)
    for source in copied(stage):
        assert (ROOT / source).exists(), source
        assert any(fnmatch(source, pattern) for pattern in allowed), f"{source} is in .dockerignore"


def test_the_service_gets_the_rooms_that_it_imports_and_not_the_training():
    assert {"service", "model", "migrations", "gunicorn.conf.py", "requirements.lock"} == set(
        copied("service")
    )
    assert set(copied("worker")) == set(copied("service")) | {"training"}


@pytest.mark.parametrize("stage", ["service", "worker"])
def test_the_process_is_not_root(stage):
    users = of(stage, "USER")
    assert users == ["leadworth"]
    created = next(rest for rest in of(stage, "RUN") if "useradd" in rest)
    assert re.search(r"--uid [1-9]\d{3,}", created)
    instructions = [instruction for instruction, _ in STAGES[stage]]
    assert instructions.index("USER") < instructions.index("CMD")


def test_images_are_pinned_by_tag():
    images = [*of("base", "FROM"), SERVICES["postgres"]["image"], SERVICES["caddy"]["image"]]
    assert all(re.search(r":\d", image) for image in images), images


def test_packages_are_installed_from_the_lock_with_hashes():
    assert "pip install --require-hashes -r requirements.lock" in of("base", "RUN")


@pytest.mark.parametrize(("stage", "command"), [("service", WEB), ("worker", WORKER)])
def test_containers_run_the_commands_that_the_supervisor_runs(stage, command):
    assert [json.loads(rest) for rest in of(stage, "CMD")] == [["python", *command[1:]]]


def test_compose_migrates_as_the_makefile_does():
    assert SERVICES["migration"]["command"] == ["python", "-m", "service", "migrate"]
    makefile = (ROOT / "Makefile").read_text()
    assert "SERVICE := $(BIN)/python -m service\n" in makefile
    assert "$(SERVICE) migrate\n" in makefile
    assert SERVICES["migration"]["restart"] == "no"


def test_the_health_check_asks_the_route_on_the_port_that_is_served():
    (check,) = of("service", "HEALTHCHECK")
    assert of("service", "EXPOSE") == ["8000"]
    assert "PORT=8000" in " ".join(of("service", "ENV"))
    assert "http://127.0.0.1:8000/healthz" in check


@pytest.mark.parametrize("name", OURS)
def test_compose_builds_stages_that_the_dockerfile_has(name):
    assert SERVICES[name]["build"]["target"] in STAGES
    assert "no-new-privileges:true" in SERVICES[name]["security_opt"]


def test_service_and_worker_wait_for_the_migration_and_it_waits_for_the_database():
    for name in ("service", "worker"):
        assert SERVICES[name]["depends_on"] == {"migration": {"condition": "service_completed_successfully"}}
    assert SERVICES["migration"]["depends_on"] == {"postgres": {"condition": "service_healthy"}}
    assert "pg_isready" in SERVICES["postgres"]["healthcheck"]["test"]


def test_what_stays_up_is_restarted():
    lasting = [name for name in SERVICES if name != "migration"]
    assert [SERVICES[name]["restart"] for name in lasting] == ["unless-stopped"] * len(lasting)


def test_only_the_proxy_is_reached_from_outside():
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["caddy"]
    assert "reverse_proxy service:8000" in CADDYFILE
    assert "respond @internal 404" in CADDYFILE
    assert "{$SITE_ADDRESS}" in CADDYFILE


def test_every_volume_is_declared_and_every_mounted_file_exists():
    mounts = [volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])]
    assert {name for name in mounts if not name.startswith("./")} == set(COMPOSE["volumes"])
    assert all((ROOT / name).is_file() for name in mounts if name.startswith("./"))


def test_the_database_keeps_its_data_where_its_image_writes_it():
    assert SERVICES["postgres"]["image"] == "postgres:18"
    assert SERVICES["postgres"]["volumes"] == ["database:/var/lib/postgresql"]


def test_secrets_come_from_files_that_are_written_and_never_committed():
    script = runpy.run_path(str(ROOT / "deploy/write_secrets.py"))
    written = {f"deploy/{name}" for name in script["compose"]()}
    assert {service["env_file"] for service in SERVICES.values() if "env_file" in service} == written
    assert "deploy/*.env" in (ROOT / ".gitignore").read_text().splitlines()
    assert not re.search(r"(?i)password|secret\b.*:\s*\S", json.dumps(SERVICES))


def test_every_setting_that_is_named_exists():
    known = {PREFIX + field.name.upper() for field in fields(Settings)} | {f"{PREFIX}ENV_FILE"}
    files = ["Dockerfile", "compose.yaml", "Makefile", ".env.example", "deploy/write_secrets.py", ".ci/run"]
    named = {name for file in files for name in re.findall(r"LEADWORTH_[A-Z_]+", (ROOT / file).read_text())}
    assert len(named) >= 4
    assert named <= known


def test_stopping_is_given_more_time_than_gunicorn_takes(monkeypatch):
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", "unused")
    gunicorn = runpy.run_path(str(ROOT / "gunicorn.conf.py"))
    assert Patience().stop > gunicorn["graceful_timeout"]
    assert all(
        seconds(SERVICES[name]["stop_grace_period"]) > gunicorn["graceful_timeout"]
        for name in ("service", "worker")
    )
    (idle,) = re.findall(r"keepalive (\d+)s", CADDYFILE)
    assert int(idle) < gunicorn["keepalive"], "the proxy must let go of an idle connection first"
