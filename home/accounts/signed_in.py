"""Who is signed in, with the second factor that they have proven."""

from __future__ import annotations

from typing import Any

from django.utils.functional import LazyObject
from django_otp.middleware import OTPMiddleware


class SignedInMiddleware(OTPMiddleware):
    """Says which second factor a user has proven.

    The library wraps a user that is found late into another one. What asks for the kind of the
    user, as Wagtail's log does before it notes anything, would find neither: one of them goes.
    """

    def _verify_user_sync(self, request: Any, user: Any) -> Any:
        verified = super()._verify_user_sync(request, user)
        return verified._wrapped if isinstance(verified, LazyObject) else verified
