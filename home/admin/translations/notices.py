"""Somebody's notices at the desk, and how often they come by mail."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.account import BaseSettingsPanel
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.admin.translations.links import work_url
from home.models import Notice, NoticeChoice
from home.models.translation_state import Status


class Notices(WagtailAdminTemplateMixin, TemplateView):
    """What is new, the newest first."""

    template_name = "wagtailadmin/translations/notices.html"
    page_title = gettext_lazy("Notices")
    header_icon = "bell"
    _show_breadcrumbs = True
    paginate_by = 50

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the dashboard."""
        return [*self.breadcrumbs_items, {"url": reverse("notices"), "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a page of one's own notices."""
        mine = Notice.objects.of(self.request.user).select_related("state")
        paginator = WagtailPaginator(mine, self.paginate_by)
        page = paginator.get_page(self.request.GET.get("p"))
        rows = [
            {
                "notice": notice,
                "url": work_url(notice.state),
                "shows_changes": notice.state.status == Status.NEEDS_UPDATE,
            }
            for notice in page.object_list
        ]
        return super().get_context_data(
            rows=rows,
            page_obj=page,
            elided_page_range=paginator.get_elided_page_range(page.number),
            unread=Notice.objects.of(self.request.user).unread().count(),
            **kwargs,
        )


@require_POST
def mark_read(request: HttpRequest) -> HttpResponse:
    """Mark one of somebody's notices as read, or all of them."""
    notices = Notice.objects.of(request.user).unread()
    one = request.POST.get("notice", "")
    if one.isascii() and one.isdecimal() and len(one) < 19:
        notices = notices.filter(pk=int(one))
    count = notices.update(read_at=timezone.now())
    text = ngettext("%(count)d notice is read.", "%(count)d notices are read.", count)
    messages.success(request, text % {"count": count})
    return redirect("notices")


class NoticesMenuItem(MenuItem):
    """Says how many notices are unread; not there for who has none."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to whom there is something to show."""
        return Notice.objects.of(request.user).exists()

    def render_component(self, request: HttpRequest) -> Any:
        """Add the number to the name."""
        component = super().render_component(request)
        unread = Notice.objects.of(request.user).unread().count()
        if unread:
            component.label = _("Notices (%(count)d)") % {"count": unread}
        return component


class NoticeChoiceForm(forms.ModelForm):
    """How often the notices come by mail."""

    class Meta:
        model = NoticeChoice
        fields = ["frequency"]
        widgets = {"frequency": forms.RadioSelect}


class NoticesPanel(BaseSettingsPanel):
    """The choice, on the page of one's account."""

    name = "translation_notices"
    title = gettext_lazy("Notices by mail")
    order = 250
    form_class = NoticeChoiceForm
    form_object = "user"

    def get_form(self) -> Any:
        """Edit one's choice; who has not chosen begins with the usual one."""
        choice = NoticeChoice.objects.filter(user=self.user).first()
        instance = choice or NoticeChoice(user=self.user)
        kwargs: dict[str, Any] = {"instance": instance, "prefix": self.name}
        if self.request.method == "POST":
            return self.form_class(self.request.POST, **kwargs)
        return self.form_class(**kwargs)
