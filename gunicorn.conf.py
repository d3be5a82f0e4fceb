"""How gunicorn serves Leadworth: under `make run`, in compose and by hand alike.

The environment decides: PORT (8000), BIND (127.0.0.1), WEB_CONCURRENCY (worker processes, 2).
"""

import contextlib
import os
import select
import tempfile
from pathlib import Path

import gunicorn.http.wsgi
import gunicorn.workers.gthread

wsgi_app = "service.wsgi:app"
bind = f"{os.environ.get('BIND', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"

# Engine, threads and model are opened in each worker after the fork, so nothing may be loaded before it.
preload_app = False


class DrainingWorker(gunicorn.workers.gthread.ThreadWorker):
    """Told to stop, it also answers the connections that the kernel has taken and nobody has accepted yet.

    Without that they wait for the slowest request and are then cut off.
    """

    def set_accept_enabled(self, enabled):
        if not self.alive and self._accepting:
            for listener in self.sockets:
                while select.select([listener], [], [], 0)[0]:
                    self.accept(listener)
        super().set_accept_enabled(enabled)
        if not self.alive:
            for listener in self.sockets:
                listener.close()


worker_class = DrainingWorker
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 8

timeout = 60
graceful_timeout = 30  # compose's stop_grace_period and the supervisor's patience are a little longer
# Longer than the proxy in front keeps an idle connection (deploy/Caddyfile: 60 s): a connection that the
# server closes first may swallow a POST that the proxy has just sent on it.
keepalive = 75

# A worker proves that it lives by touching a file; on a slow disk that would look like a hang.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - memory, not a shared name

limit_request_line = 4094
limit_request_fields = 64
limit_request_field_size = 8190

accesslog = None  # requests are logged by the application, which knows what may be written down
errorlog = "-"
loglevel = os.environ.get("GUNICORN_LOG_LEVEL", "info")
control_socket_disable = True  # nobody steers the server by a socket in the home directory

# The header tells nobody which server and release answers.
gunicorn.http.wsgi.SERVER = "leadworth"

# 8 threads a worker share the cores already; a pool of BLAS threads in each would only make them wait.
os.environ.setdefault("OMP_NUM_THREADS", "1")

# prometheus_client reads this when a worker imports it, and adds up all workers' files on /metrics.
# A reload keeps the directory: workers of before and after write to the same one.
_metrics = Path(os.environ.get("PROMETHEUS_MULTIPROC_DIR") or tempfile.mkdtemp(prefix="leadworth-metrics-"))
os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(_metrics)


def child_exit(_server, worker):
    """Drop a dead worker's gauges; its counters stay in the sums."""
    from prometheus_client import multiprocess

    multiprocess.mark_process_dead(worker.pid)


def on_exit(_server):
    """Leave nothing behind in the temporary directory."""
    for file in _metrics.glob("*.db"):
        file.unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        _metrics.rmdir()
