"""The review desk: sign-ups are read, talked over, answered, and made into drafts."""

from .permissions import SignUpPermissionPolicy

__all__ = ["SignUpPermissionPolicy"]
