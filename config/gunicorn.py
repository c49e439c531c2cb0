"""How gunicorn serves, the same under `run.py` and in a container; GUNICORN_CMD_ARGS overrides."""

import os

wsgi_app = "config.wsgi"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
worker_class = "gthread"
threads = 4
# One import for all workers: a quicker start and shared memory. Nothing connects at import.
preload_app = True
timeout = 30
graceful_timeout = 10
keepalive = 5
max_requests = 20_000
max_requests_jitter = 2_000
# Paths carry invitation and reset tokens, and no secret belongs into a log.
accesslog = None
control_socket_disable = True
