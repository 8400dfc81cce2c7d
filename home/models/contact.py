"""People to whom the team writes about an LRG that has joined."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


class Contact(models.Model):
    """A person who answers for an LRG: personal data, never public, with the sign-ups' permission.

    Made from a sign-up when its drafts are created; kept until the person is erased.
    """

    city = models.ForeignKey(
        "actions.CityPage",
        verbose_name=_("city or region"),
        on_delete=models.CASCADE,
        related_name="contacts",
        limit_choices_to={"is_source": True},
    )
    sign_up = models.ForeignKey(
        "home.SignUp", null=True, editable=False, on_delete=models.SET_NULL, related_name="contacts"
    )
    name = models.CharField(_("name"), max_length=255)
    role = models.CharField(_("role"), max_length=255, blank=True)
    email = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        verbose_name = _("contact person")
        verbose_name_plural = _("contact persons")
        ordering = ["name"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["city", "email"], name="unique_contact_of_city")
        ]

    def __str__(self) -> str:
        """Say whose contact it is, not who: the log keeps this after a person is erased."""
        return gettext("Contact person of %(city)s") % {"city": self.city}
