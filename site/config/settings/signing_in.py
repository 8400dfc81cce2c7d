"""How people sign in to the desk: passwords, the second factor, and how often they may try."""

from __future__ import annotations

from datetime import timedelta

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]

# Long rather than complicated, and no age at which it must be changed (NIST SP 800-63B).
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "home.accounts.passwords.MaximumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60 * 24

# Whether those who publish or keep the desk must prove who they are by a second factor.
TWO_FACTOR_REQUIRED = False
OTP_TOTP_ISSUER = "Call to Local Action"

# Counted in the cache, which all processes share and which forgets by itself.
AXES_HANDLER = "axes.handlers.cache.AxesCacheHandler"
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = timedelta(minutes=15)
# Whoever goes on trying does not keep the owner of the account out for longer.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "home.networks.network_of"
# The log says that somebody was kept out, not from where.
AXES_CLIENT_STR_CALLABLE = "home.accounts.attempts.anonymous"
AXES_LOCKOUT_CALLABLE = "home.accounts.attempts.locked_out"
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
