"""Reports of the desk as files: what somebody has called a page is never calculated."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from tests.admin.desk import sign_in
from tests.factories.home import StandardPageFactory

pytestmark = pytest.mark.django_db

FORMULA = '=HYPERLINK("https://evil.example/")'


def test_a_title_is_no_formula_in_a_report(client: Client) -> None:
    user = sign_in(client, "Administrators")
    page = StandardPageFactory(title=FORMULA)
    page.save_revision(user=user, log_action=True)
    answer = client.get(reverse("wagtailadmin_reports:site_history"), {"export": "csv"})
    text = b"".join(part if isinstance(part, bytes) else part.encode() for part in answer)
    cells = [cell for row in csv.reader(io.StringIO(text.decode())) for cell in row]
    assert f"'{FORMULA}" in cells
    assert FORMULA not in cells
