# One image for web, worker, beat and commands; docs/operations.md says how it is used.
FROM python:3.11-slim-bookworm AS build
WORKDIR /build
COPY requirements-boot.lock requirements.lock ./
RUN python -m venv /venv \
    && /venv/bin/python -m pip install --no-cache-dir --require-hashes -r requirements-boot.lock \
    && UV_PYTHON_DOWNLOADS=never /venv/bin/uv pip install --no-cache --python /venv/bin/python \
        --require-hashes --only-binary :all: --compile-bytecode -r requirements.lock

FROM python:3.11-slim-bookworm
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    BENKE_STATIC_ROOT=/app/var/static
RUN useradd --system --uid 10001 --home-dir /data --create-home benke \
    && install -d -o benke -g benke /data/mail
WORKDIR /app
COPY --from=build /venv /venv
COPY . .
# Everything of the project is read-only for the user that serves; only /data is not.
RUN python -m compileall -q common config discussions lessons people progress quizzes reminders \
    && python -c "from config.launching.messages import compile_messages; compile_messages()" \
    && BENKE_ROLE=web BENKE_SECRET_KEY=only-to-collect python manage.py collectstatic --no-input
USER benke
VOLUME /data
EXPOSE 8000
CMD ["python", "-m", "gunicorn", "-c", "python:config.gunicorn", "--bind", "0.0.0.0:8000"]
