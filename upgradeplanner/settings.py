"""All settings, from the environment alone; docs/configuration.md lists every variable.

One file for laptop, team and tests. With nothing set: SQLite, a folder as queue, and
keys made on the first start in the data folder.
"""

import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cryptography.fernet import Fernet

from upgradeplanner.env import (
    data_dir,
    env_bool,
    env_int,
    env_list,
    env_secret,
    env_str,
    kept_secret,
    under_test,
)
from upgradeplanner.logs import logging_from
from upgradeplanner.policy import POLICY
from upgradeplanner.stores import cache, database

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = data_dir(BASE_DIR / "data")
UNDER_TEST = under_test()
DEBUG = env_bool("UPGRADEPLANNER_DEBUG")

# ---- Where it is reached ----
BASE_URL = env_str("UPGRADEPLANNER_BASE_URL", "http://127.0.0.1:8000").rstrip("/")
IS_HTTPS = BASE_URL.startswith("https://")
ALLOWED_HOSTS_ARE_SET = bool(env_list("UPGRADEPLANNER_ALLOWED_HOSTS"))
ALLOWED_HOSTS = [
    *["localhost", "127.0.0.1", "[::1]"],
    *filter(None, [urlsplit(BASE_URL).hostname]),
    *env_list("UPGRADEPLANNER_ALLOWED_HOSTS"),
]
CSRF_TRUSTED_ORIGINS = [BASE_URL]
ROOT_URLCONF = "upgradeplanner.urls"
WSGI_APPLICATION = "upgradeplanner.wsgi.application"

# ---- Secrets ----
SECRET_KEY_IS_SET = bool(env_secret("UPGRADEPLANNER_SECRET_KEY"))
SECRET_KEY = env_secret("UPGRADEPLANNER_SECRET_KEY") or kept_secret(
    DATA_DIR / "secret_key", secrets.token_urlsafe(50)
)
# Newest first: the first encrypts, every one decrypts. Commas or lines between them.
ENCRYPTION_KEYS_FILE = DATA_DIR / "encryption_keys"
ENCRYPTION_KEYS_ARE_SET = bool(env_secret("UPGRADEPLANNER_ENCRYPTION_KEYS"))
ENCRYPTION_KEYS = (
    (
        env_secret("UPGRADEPLANNER_ENCRYPTION_KEYS")
        or kept_secret(ENCRYPTION_KEYS_FILE, Fernet.generate_key().decode())
    )
    .replace(",", " ")
    .split()
)

# ---- Parts ----
INSTALLED_APPS = [
    "upgradeplanner",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "apps.core",
    "apps.audit",
    "apps.accounts",
    "apps.orgs",
    "apps.snapshots",
    "apps.inventory",
    "apps.plans",
    "apps.probes",
    "apps.findings",
    "apps.checklists",
    "apps.troubleshooting",
    "apps.roadmap",
    "apps.syncs",
    "apps.dashboard",
    "apps.demo",
    "apps.simulator",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "upgradeplanner.middleware.kept_private",
    "upgradeplanner.middleware.without_nul",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
# Loaders by hand: the partials loader wraps the others, and an app that did this by
# itself would be undone by the next one that does.
FILE_LOADERS = [
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
CACHED_LOADERS = [("django.template.loaders.cached.Loader", FILE_LOADERS)]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [("template_partials.loader.Loader", CACHED_LOADERS)],
            "builtins": ["template_partials.templatetags.partials"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "apps.accounts.context.permissions",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# ---- Rows, files, cache ----
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASE_URL = env_secret("DATABASE_URL")
DATABASE_IS_EMBEDDED = not DATABASE_URL
DATABASES = {"default": database(DATABASE_URL, DATA_DIR)}
STATIC_URL = "/static/"
STATIC_ROOT = Path(env_str("UPGRADEPLANNER_STATIC_ROOT") or DATA_DIR / "static")
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns without it
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_STORAGE = (
    "django.contrib.staticfiles.storage.StaticFilesStorage"
    if DEBUG or UNDER_TEST
    else "whitenoise.storage.CompressedManifestStaticFilesStorage"
)
# Evidence files lie in the data folder, not in the web root; bytes.
UPLOAD_LIMIT = env_int("UPGRADEPLANNER_UPLOAD_MB", 10, at_least=1) * 1_000_000
FILE_UPLOAD_HANDLERS = [
    "apps.core.uploads.LimitedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": STATIC_STORAGE},
}
BROKER_URL = env_secret("CELERY_BROKER_URL")
CACHES = {"default": cache(BROKER_URL, DATA_DIR)}  # counts failed sign-ins

# ---- People ----
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"{VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{VALIDATION}.NumericPasswordValidator"},
]
if UNDER_TEST:  # the slow hash is the point of it, but not five hundred times
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "apps.accounts.adapter.AccountAdapter"
MFA_ADAPTER = "apps.accounts.adapter.MFAAdapter"
USERSESSIONS_ADAPTER = "apps.accounts.adapter.SessionsAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts come from an administrator's link
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True  # one address a person, changed once it is confirmed
ACCOUNT_FORMS = {
    "add_email": "apps.accounts.forms.ChangeAddressForm",
    "reset_password": "apps.accounts.forms.ForgottenPasswordForm",
}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/15m/key"}  # the lock-out
ALLAUTH_TRUSTED_PROXY_COUNT = env_int("UPGRADEPLANNER_TRUSTED_PROXIES", 0)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Upgrade planner"
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are vouched for by who invited
# Browsers allow passkeys on http://localhost; everywhere else they ask for https.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_HTTPS

# ---- Browser ----
SESSION_COOKIE_AGE = env_int("UPGRADEPLANNER_SESSION_HOURS", 12, at_least=1) * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = IS_HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if IS_HTTPS else None
CONTENT_SECURITY_POLICY = POLICY
SECURE_HSTS_SECONDS = 31_536_000 if IS_HTTPS else 0
# Subdomains and browsers' preload lists are the domain owner's decision.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]

# ---- Okta ----
TRUSTED_ORG_ORIGINS = frozenset(
    origin.rstrip("/") for origin in env_list("UPGRADEPLANNER_TRUSTED_ORG_ORIGINS")
)
OUTBOUND_PROXY = env_secret("UPGRADEPLANNER_OUTBOUND_PROXY")
CA_BUNDLE = env_str("UPGRADEPLANNER_CA_BUNDLE")

# ---- Mail ----
EMAIL_HOST = env_str("UPGRADEPLANNER_EMAIL_HOST")  # empty: no mail is sent
EMAIL_BACKEND = (
    f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'dummy'}.EmailBackend"
)
EMAIL_PORT = env_int("UPGRADEPLANNER_EMAIL_PORT", 587)
EMAIL_HOST_USER = env_str("UPGRADEPLANNER_EMAIL_USER")
EMAIL_HOST_PASSWORD = env_secret("UPGRADEPLANNER_EMAIL_PASSWORD")
EMAIL_USE_TLS = env_bool("UPGRADEPLANNER_EMAIL_TLS", default=True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env_str("UPGRADEPLANNER_EMAIL_FROM", "upgrade-planner@localhost")

# ---- Time, words, logs ----
TIME_ZONE = "UTC"
LOGGING = logging_from(env_str("UPGRADEPLANNER_LOG_LEVEL", "INFO").upper())
