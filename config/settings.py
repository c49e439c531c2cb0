"""All settings, read once from the environment; a value that makes no sense stops the start.

The table of variables stands in docs/operations.md. Nothing here asks the database.
"""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent


def env(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def env_flag(name: str, default: bool = False) -> bool:
    value = env(name, "1" if default else "0").lower()
    if value not in {"0", "1", "true", "false", "yes", "no"}:
        raise ImproperlyConfigured(f"{name} must be 1 or 0, not {value!r}")
    return value in {"1", "true", "yes"}


def env_int(name: str, default: int, low: int, high: int) -> int:
    value = env(name, str(default))
    if not value.isdigit() or not low <= int(value) <= high:
        raise ImproperlyConfigured(f"{name} must be a number from {low} to {high}, not {value!r}")
    return int(value)


def env_choice(name: str, default: str, choices: set[str]) -> str:
    value = env(name, default)
    if value not in choices:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(sorted(choices))}")
    return value


DEBUG = env_flag("BENKE_DEBUG")
IS_HTTPS = env_flag("BENKE_HTTPS")
# Which kind of process this is: web requests get shorter time-outs than jobs.
ROLE = env_choice("BENKE_ROLE", "manage", {"web", "worker", "beat", "manage", "test"})
# `manage.py outline` and `quiz` run without any environment; whatever serves must set a key.
SECRET_KEY = env("BENKE_SECRET_KEY")
if not SECRET_KEY:
    if ROLE in {"web", "worker"}:
        raise ImproperlyConfigured("BENKE_SECRET_KEY is not set")
    SECRET_KEY = "not-secret-because-nothing-is-served"  # noqa: S105
BASE_URL = env("BENKE_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
if urlsplit(BASE_URL).scheme not in {"http", "https"}:
    raise ImproperlyConfigured(f"BENKE_BASE_URL must begin with http:// or https://: {BASE_URL!r}")
OWN_HOSTS = f"{urlsplit(BASE_URL).hostname} localhost 127.0.0.1 [::1]"
ALLOWED_HOSTS = env("BENKE_ALLOWED_HOSTS", OWN_HOSTS).split()
CSRF_TRUSTED_ORIGINS = [BASE_URL]
# The file the first start writes its demo accounts to; empty: no demo is wanted.
DEMO_FILE = env("BENKE_DEMO_FILE")

INSTALLED_APPS = [
    "people",
    "lessons",
    "quizzes",
    "discussions",
    "progress",
    "reminders",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "config.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "common.display.DisplayMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "common.methods.MethodMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "csp.context_processors.nonce",
                "common.display.display",
            ],
            "builtins": ["common.templatetags.benke"],
        },
    },
]


# --- Database ------------------------------------------------------------------------------
def database(url: str) -> dict[str, object]:
    """Django's settings for a postgresql:// URL; a socket folder stands in `?host=`."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("DATABASE_URL must begin with postgresql://")
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    is_web = ROLE == "web"
    statement_ms = 10_000 if is_web else 60_000
    limits = (
        f"-c statement_timeout={statement_ms} -c lock_timeout=3000"
        " -c idle_in_transaction_session_timeout=30000"
    )
    options: dict[str, object] = {"options": limits if ROLE in {"web", "worker"} else ""}
    if "sslmode" in query:
        options["sslmode"] = query["sslmode"]
    if is_web:
        options["pool"] = {"min_size": 1, "max_size": env_int("BENKE_POOL", 8, 1, 100)}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "benke",
        "USER": unquote(parts.username or "") or query.get("user", ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host") or parts.hostname or "",
        "PORT": query.get("port") or str(parts.port or ""),
        "CONN_MAX_AGE": 0 if is_web else 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


DATABASES = {"default": database(env("DATABASE_URL", "postgresql:///benke"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Queue and cache -----------------------------------------------------------------------
REDIS_URL = env("REDIS_URL", "redis://127.0.0.1:6379/0")
if urlsplit(REDIS_URL).scheme not in {"redis", "rediss", "unix"}:
    raise ImproperlyConfigured("REDIS_URL must begin with redis://, rediss:// or unix://")
# The cache only holds counters of allauth's limits; `common.cache` forgives a Redis that is away,
# so that a dead cache never means a dead sign-in.
CACHES = {
    "default": {
        "BACKEND": "common.cache.ForgivingRedisCache",
        "LOCATION": REDIS_URL,
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
        "KEY_PREFIX": "benke",
    }
}

# --- Mail ----------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = env("BENKE_FROM_EMAIL", "本课 <benke@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_TIMEOUT = 20
_mail = urlsplit(env("EMAIL_URL", "file:///tmp/benke-mail"))
if _mail.scheme == "file":
    EMAIL_BACKEND = "common.mail_folder.EmailBackend"
    EMAIL_FILE_PATH = unquote(_mail.path)
elif _mail.scheme in {"smtp", "smtps", "smtp+tls"}:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = _mail.hostname or "localhost", _mail.port or 25
    EMAIL_HOST_USER = unquote(_mail.username or "")
    EMAIL_HOST_PASSWORD = unquote(_mail.password or "")
    EMAIL_USE_SSL, EMAIL_USE_TLS = _mail.scheme == "smtps", _mail.scheme == "smtp+tls"
else:
    raise ImproperlyConfigured(
        "EMAIL_URL must begin with smtp://, smtps://, smtp+tls:// or file://"
    )

# --- People --------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "progress:home"
ACCOUNT_ADAPTER = "people.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_FORMS = {"signup": "people.forms.SignupForm"}
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_USER_DISPLAY = "people.models.display_name_of"
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {
    # Tight for one account, wide for one address: a branch of sixty signs in behind one office.
    "login": "120/m/ip",
    "login_failed": "5/5m/key,200/5m/ip",
    "signup": "60/m/ip",
    "reset_password": "60/m/ip,5/m/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env_int("BENKE_PROXY_COUNT", 0, 0, 9)
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_HTTPS
MFA_TOTP_ISSUER = "本课"
USERSESSIONS_TRACK_ACTIVITY = False
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30

# --- Safety --------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "people.views.errors.csrf_failure"
if IS_HTTPS:
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# --- Languages and time --------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体"), ("zh-hant", "繁體"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = env("BENKE_TIME_ZONE", "Asia/Shanghai")

# --- Static files --------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "common.static_bundles.BundleFinder",
]
STATIC_ROOT = env("BENKE_STATIC_ROOT", str(BASE_DIR / "var" / "static"))
# Nothing asks for the names without a hash, and compressing both costs twice.
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "common.static_storage.StaticStorage"
        if ROLE in {"web", "worker"} and not DEBUG
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# --- Logs ----------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env("BENKE_LOG_LEVEL", "INFO")},
}
