# Two images from one file: `--target service` answers requests, `--target worker` also holds training.

FROM python:3.11-slim AS base
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app
COPY requirements.lock ./
RUN pip install --require-hashes -r requirements.lock
COPY gunicorn.conf.py ./
COPY model model
COPY service service
COPY migrations migrations
# The kernels that score are compiled once, here: the process may not write beside the code.
RUN python -c "import model.lead.compiled.compiled_model"
# The code belongs to root; the process may write to var/ alone.
RUN groupadd --system --gid 10001 leadworth \
    && useradd --system --uid 10001 --gid leadworth --home-dir /app leadworth \
    && install -d -o leadworth -g leadworth -m 700 var
USER leadworth
VOLUME /app/var

FROM base AS worker
COPY training training
CMD ["python", "-m", "service", "worker"]

FROM base AS service
ENV BIND=0.0.0.0 PORT=8000
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD ["python", "-m", "gunicorn", "-c", "gunicorn.conf.py", "service.wsgi:app"]
