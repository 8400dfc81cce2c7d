"""The second factor at the desk: asked for, set up, renewed, turned off, and reset for others."""

from __future__ import annotations

from typing import Any

import django_otp
import segno
from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.views import RedirectURLMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from home.accounts import second_factor, telling
from home.accounts.users import may_keep

FEW_CODES = 3


class CodeForm(forms.Form):
    """A code, and the words for why one is refused."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=30,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "none",
                "spellcheck": "false",
                "dir": "ltr",
            }
        ),
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.device: Any = None

    def clean_code(self) -> str:
        """Have the code verified."""
        code: str = self.cleaned_data["code"]
        self.refuse_while_locked()
        self.device = self.verify(code)
        if self.device is None:
            raise forms.ValidationError(
                _(
                    "This code is wrong, has run out or was used before. Wait for the next one "
                    "and type it within its half minute."
                )
            )
        return code

    def verify(self, code: str) -> Any:
        """Return the device that accepts the code."""
        return second_factor.verify(self.user, code)

    def refuse_while_locked(self) -> None:
        """Say how long to wait after wrong codes."""
        until = second_factor.locked_until(self.user)
        if until is None:
            return
        seconds = max(1, round((until - timezone.now()).total_seconds()))
        text = ngettext(
            "A wrong code was typed just now. Wait %(seconds)s second, then type a new code.",
            "Wrong codes were typed just now. Wait %(seconds)s seconds, then type a new code.",
            seconds,
        )
        raise forms.ValidationError(text % {"seconds": seconds})


class NewDeviceForm(CodeForm):
    """The first code of an app that is being set up."""

    def verify(self, code: str) -> Any:
        """Compare with the app that isn't in use yet."""
        device = second_factor.device_to_confirm(self.user)
        return device if device.verify_token("".join(code.split())) else None


@method_decorator([never_cache, sensitive_post_parameters("code")], name="dispatch")
class CodeView(RedirectURLMixin, FormView):
    """A page with a field for a code, beside signing in."""

    form_class: type[CodeForm] = CodeForm
    next_page = "wagtailadmin_home"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form whose code it is."""
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add where to go on."""
        return super().get_context_data(next=self.get_redirect_url(), **kwargs)

    def verified(self, device: Any) -> None:
        """Let this session in, under a new key."""
        self.request.session.cycle_key()
        django_otp.login(self.request, device)


class Check(CodeView):
    """After the password: the code."""

    template_name = "wagtailadmin/second_factor/check.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send on whoever has nothing to prove."""
        user: Any = request.user
        if user.is_verified() or not second_factor.device_of(user):
            return HttpResponseRedirect(self.get_success_url())
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Let them in, and say how many recovery codes are left when there are few."""
        user: Any = self.request.user
        self.verified(form.device)
        left = second_factor.recovery_codes_left(user)
        if left <= FEW_CODES:
            text = ngettext(
                "%(count)s recovery code is left. Make new ones under Account → Second factor.",
                "%(count)s recovery codes are left. Make new ones under Account → Second factor.",
                left,
            )
            messages.warning(self.request, text % {"count": left})
        return super().form_valid(form)


class SetUp(CodeView):
    """Set up an app: for the first time, or another one in its place."""

    template_name = "wagtailadmin/second_factor/set_up.html"
    form_class = NewDeviceForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Only who has proved the app in use may put another in its place."""
        user: Any = request.user
        if second_factor.device_of(user) and not user.is_verified():
            return redirect("second_factor_check")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what the app reads: a picture, and the same as letters."""
        device = second_factor.device_to_confirm(self.request.user)
        return super().get_context_data(
            picture=picture_of(device.config_url),
            key=second_factor.key_of(device),
            is_needed=second_factor.is_needed_by(self.request.user),
            **kwargs,
        )

    def form_valid(self, form: Any) -> HttpResponse:
        """Take the app into use, and show the recovery codes."""
        codes = second_factor.confirm(self.request.user, form.device)
        telling.tell(self.request.user, telling.SECOND_FACTOR_SET_UP)
        self.verified(form.device)
        log(self.request.user, "home.second_factor.set_up", user=self.request.user)
        return show_codes(self.request, codes, self.get_success_url())


@method_decorator(never_cache, name="dispatch")
class Overview(WagtailAdminTemplateMixin, FormView):
    """What somebody has as a second factor, and how to renew it or turn it off."""

    template_name = "wagtailadmin/second_factor/overview.html"
    form_class = CodeForm
    page_title = gettext_lazy("Second factor")
    header_icon = "key"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the account."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("wagtailadmin_account"), "label": _("Account")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form whose code it is."""
        return {**super().get_form_kwargs(), "user": self.request.user}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what there is."""
        user: Any = self.request.user
        return super().get_context_data(
            device=second_factor.device_of(user),
            codes_left=second_factor.recovery_codes_left(user),
            is_needed=second_factor.is_needed_by(user),
            **kwargs,
        )

    def form_valid(self, form: Any) -> HttpResponse:
        """Make new recovery codes, or turn the second factor off, for whom it isn't required."""
        user: Any = self.request.user
        if "turn_off" not in self.request.POST:
            log(user, "home.second_factor.codes", user=user)
            codes = second_factor.new_recovery_codes(user)
            return show_codes(self.request, codes, reverse("second_factor"))
        if second_factor.is_needed_by(user):
            raise PermissionDenied
        second_factor.remove(user)
        telling.tell(user, telling.SECOND_FACTOR_TURNED_OFF)
        log(user, "home.second_factor.turn_off", user=user)
        messages.success(self.request, _("The second factor is turned off."))
        return redirect("second_factor")


class Reset(WagtailAdminTemplateMixin, TemplateView):
    """Take the second factor of a colleague away who has lost it."""

    template_name = "wagtailadmin/second_factor/reset.html"
    page_title = gettext_lazy("Reset the second factor")
    header_icon = "key"
    _show_breadcrumbs = True

    @cached_property
    def colleague(self) -> Any:
        """Whose it is."""
        return get_object_or_404(get_user_model(), pk=self.kwargs["user_id"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Admit those who keep the accounts; those of superusers, superusers only."""
        if not may_keep(request.user, self.colleague):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """Name the colleague."""
        return get_user_display_name(self.colleague)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the users."""
        return breadcrumbs_of(self, self.colleague)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether there is anything to reset."""
        return super().get_context_data(
            colleague=self.colleague,
            name=get_user_display_name(self.colleague),
            device=second_factor.device_of(self.colleague),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take it away; whoever is signed in with it has to set up another."""
        if second_factor.reset(self.colleague):
            log(self.colleague, "home.second_factor.reset", user=request.user)
        text = _("%(name)s has no second factor any more and can set up a new one.")
        messages.success(request, text % {"name": get_user_display_name(self.colleague)})
        return redirect("wagtailusers_users:edit", self.colleague.pk)


def show_codes(request: HttpRequest, codes: list[str], next_url: str) -> HttpResponse:
    """Show recovery codes, which nobody can look up later."""
    context = {"codes": codes, "next": next_url}
    return render(request, "wagtailadmin/second_factor/codes.html", context)


def picture_of(text: str) -> SafeString:
    """Return a text as a picture that a phone reads."""
    code = segno.make(text, error="m")
    svg = code.svg_inline(scale=5, border=4, light="#fff", svgclass=None, lineclass=None)
    # Drawn here, from nothing but squares.
    return mark_safe(svg)  # noqa: S308


def breadcrumbs_of(view: Any, colleague: Any) -> list[dict[str, Any]]:
    """Lead from a page about a colleague back to the users."""
    return [
        *view.breadcrumbs_items,
        {"url": reverse("wagtailusers_users:index"), "label": _("Users")},
        {
            "url": reverse("wagtailusers_users:edit", args=[colleague.pk]),
            "label": get_user_display_name(colleague),
        },
        {"url": "", "label": view.get_page_title()},
    ]


urlpatterns: list[URLPattern] = [
    path("second-factor/", Overview.as_view(), name="second_factor"),
    path("second-factor/check/", Check.as_view(), name="second_factor_check"),
    path("second-factor/set-up/", SetUp.as_view(), name="second_factor_set_up"),
    path("second-factor/reset/<int:user_id>/", Reset.as_view(), name="second_factor_reset"),
]
