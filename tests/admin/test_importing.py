"""Importing actions from spreadsheets: nothing is written unseen, nothing is guessed."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook
from wagtail.models import ModelLogEntry

from actions.models import Action, ActionImport
from tests.admin.desk import messages_of, sign_in
from tests.factories.actions import (
    ActionFactory,
    CategoryFactory,
    CityPageFactory,
    ObjectiveFactory,
)
from tests.factories.home import LocaleFactory, ReportPageFactory

pytestmark = pytest.mark.django_db

Row = dict[str, Any]
FIRST: Row = {
    "external_id": "ex-1",
    "title": "Open doors",
    "summary": "The city opens a door.",
    "governments": "Exampleville (CO); sampletown",
    "categories": "Health; work",
    "gcm": "7; 15",
    "stage": "under way",
    "start": "2021-05",
    "end": "2023-06-30",
    "source_url": "https://example.org/1",
    "body": "One.\n\nTwo.",
}
SECOND: Row = {"external_id": "ex-2", "title": "مدينة", "summary": "ملخص", "language": "ar"}


@pytest.fixture(autouse=True)
def site() -> None:
    LocaleFactory(language_code="ar")
    CityPageFactory(title="Exampleville", country="CO")
    CityPageFactory(title="Exampleville", country="FR")
    CityPageFactory(title="Sampletown", slug="sampletown")
    CategoryFactory(slug="health", label="Health")
    CategoryFactory(slug="work")
    for number in (7, 15):
        ObjectiveFactory(framework="gcm", number=number)
    ReportPageFactory(slug="2022", year=2022)


def as_csv(*rows: Row) -> bytes:
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, list(dict.fromkeys(name for row in rows for name in row)))
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue().encode()


def as_xlsx(*rows: Row, change: Any = None) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    names = list(dict.fromkeys(name for row in rows for name in row))
    sheet.append(names)
    for row in rows:
        sheet.append([row.get(name) for name in names])
    if change:
        change(sheet)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def upload(client: Client, content: bytes, name: str = "actions.csv") -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("import_actions"), {"file": file}, follow=True)


def confirm(client: Client, answer: Any, rows: str = "all") -> Any:
    plan = answer.context["plan"]
    url = reverse("review_import", args=[answer.context["kept"].pk])
    return client.post(url, {"plan": plan.digest, "rows": rows}, follow=True)


def refusals(client: Client, content: bytes, name: str = "actions.csv") -> str:
    answer = upload(client, content, name)
    assert not ActionImport.objects.exists()
    return " ".join(answer.context["form"].errors["file"])


def outcomes(answer: Any) -> list[str]:
    return [str(row.outcome) for row in answer.context["plan"].rows]


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_a_confirmed_file_becomes_drafts_with_a_history(client: Client, write: Any) -> None:
    user = sign_in(client, "Writers")
    answer = upload(client, write(FIRST, SECOND))
    assert outcomes(answer) == ["create", "create"]
    assert not Action.objects.exists()
    done = confirm(client, answer)
    assert messages_of(done) == ["2 drafts were written."]
    action = Action.objects.get(external_id="ex-1")
    draft = action.get_latest_revision_as_object()
    assert (action.live, action.slug, str(draft.title)) == (False, "open-doors", "Open doors")
    assert [str(link.lrg) for link in draft.lrgs.all()] == ["Exampleville", "Sampletown"]
    assert str(draft.lrgs.all()[0].lrg.country) == "CO"
    assert {term.slug for term in draft.categories.all()} == {"health", "work"}
    assert {term.number for term in draft.objectives.all()} == {7, 15}
    assert (draft.start_date, draft.start_precision) == (date(2021, 5, 1), "month")
    assert (draft.end_date, draft.end_precision) == (date(2023, 6, 30), "day")
    assert "<p>One.</p><p>Two.</p>" in str(draft.body)
    assert Action.objects.get(external_id="ex-2").locale.language_code == "ar"
    entry = ModelLogEntry.objects.filter(action="wagtail.create", user=user)
    assert entry.count() == 2
    # The same file again leaves everything.
    again = upload(client, write(FIRST, SECOND))
    assert outcomes(again) == ["left", "left"]


def test_what_is_public_stays_until_an_editor_publishes(client: Client) -> None:
    sign_in(client, "Writers")
    action = ActionFactory(title="Open doors", summary="Old.", external_id="ex-1")
    answer = upload(client, as_csv({**FIRST, "governments": "", "categories": "", "body": ""}))
    row = answer.context["plan"].rows[0]
    assert row.outcome == "change"
    assert ("summary", "Old.", "The city opens a door.") in [
        (change.name, change.before, change.after) for change in row.changes
    ]
    confirm(client, answer)
    action.refresh_from_db()
    assert (action.live, action.summary) == (True, "Old.")
    assert action.get_latest_revision_as_object().summary == "The city opens a door."


def test_each_row_that_is_refused_says_why(client: Client) -> None:
    sign_in(client, "Writers")
    ActionFactory(external_id="locked", locked=True)
    bad = [
        {**FIRST, "external_id": "a", "title": ""},
        {**FIRST, "external_id": "b", "governments": "Exampleville; Nowhere"},
        {**FIRST, "external_id": "c", "start": "2023-13", "end": "soon", "gcm": "99; x"},
        {**FIRST, "external_id": "d", "end": "2020", "stage": "perhaps", "language": "de"},
        {**FIRST, "external_id": "e", "title": "x" * 300, "source_url": "javascript:alert(1)"},
        {**FIRST, "external_id": "locked"},
        {**FIRST, "external_id": "twice"},
        {**FIRST, "external_id": "twice"},
    ]
    answer = upload(client, as_csv(*bad, FIRST))
    rows = {row.number: row for row in answer.context["plan"].rows}
    assert outcomes(answer) == ["refused"] * 8 + ["create"]
    said = {number: " ".join(row.problems) for number, row in rows.items()}
    for number, parts in {
        2: ["title:"],
        3: ["“Exampleville” fits several", "“Nowhere” is not known"],
        4: ["start: “2023-13”", "end: “soon”", "gcm: “99”", "gcm: “x”"],
        5: ["end:", "stage: “perhaps”", "language: “de”"],
        6: ["300 characters", "source_url:"],
        7: ["locked"],
        8: ["more than once"],
    }.items():
        for part in parts:
            assert part in said[number], (number, said[number])
    refused = confirm(client, answer)
    assert "some rows are refused" in messages_of(refused)[0]
    assert not Action.objects.filter(external_id="ex-1").exists()
    done = confirm(client, refused, "valid")
    assert messages_of(done) == ["1 draft was written."]


def test_a_similar_action_of_the_same_government_is_pointed_out(client: Client) -> None:
    sign_in(client, "Writers")
    city = CityPageFactory(title="Testbury")
    ActionFactory(title="Open doors for all", lrgs=[city])
    answer = upload(client, as_csv({**FIRST, "governments": "Testbury"}))
    assert "Open doors for all" in answer.context["plan"].rows[0].warnings[0]


def test_confirming_twice_or_too_late_writes_nothing_more(client: Client) -> None:
    sign_in(client, "Writers")
    answer = upload(client, as_csv(FIRST))
    ActionFactory(external_id="ex-1", title="Meanwhile")
    late = confirm(client, answer)
    assert "Look at the rows once more" in messages_of(late)[0]
    assert outcomes(late) == ["change"]
    assert messages_of(confirm(client, late)) == ["1 draft was written."]
    assert messages_of(confirm(client, late)) == ["This file was imported already."]
    assert Action.objects.count() == 1


def test_two_imports_of_the_same_new_action_make_one(client: Client) -> None:
    sign_in(client, "Writers")
    first, second = upload(client, as_csv(FIRST)), upload(client, as_csv(FIRST))
    assert messages_of(confirm(client, first)) == ["1 draft was written."]
    late = confirm(client, second)
    assert "Look at the rows once more" in messages_of(late)[0]
    assert outcomes(late) == ["left"]
    assert Action.objects.count() == 1


def test_a_file_is_its_owners_and_imports_need_the_permission(client: Client) -> None:
    sign_in(client, "Writers")
    kept = upload(client, as_csv(FIRST)).context["kept"]
    sign_in(client, "Publishers")
    review = reverse("review_import", args=[kept.pk])
    assert client.get(review, follow=True).status_code == 404
    sign_in(client, "Translators")
    assert client.get(reverse("import_actions")).status_code == 302


def zip_bomb() -> bytes:
    buffer = io.BytesIO(as_xlsx(FIRST))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/media/zeros.bin", b"\0" * 90 * 1024 * 1024)
    return buffer.getvalue()


def with_macros() -> bytes:
    buffer = io.BytesIO(as_xlsx(FIRST))
    with zipfile.ZipFile(buffer, "a") as book:
        book.writestr("xl/vbaProject.bin", b"x")
    return buffer.getvalue()


def formula(sheet: Any) -> None:
    sheet["B2"] = "=1+1"


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 ...", "neither an XLSX nor a CSV"),
        (b"PK\x03\x04 broken", "not a readable XLSX"),
        ("external_id,title,summary\n1,Été,Été\n".encode("latin-1"), "not in UTF-8"),
        (b"name;place\nx;y\n", "Missing: external_id, title, summary"),
        (b"external_id,title,title,summary\n1,2,3,4\n", "more than once: title"),
        (b"external_id,title,summary\n", "no rows below"),
        (as_csv(FIRST, {name: name for name in FIRST}), "repeats the names"),
        (as_csv(*({**FIRST, "external_id": str(n)} for n in range(1001))), "more than 1000 rows"),
        (as_csv({**FIRST, "summary": "x" * 30_000}), "too much text"),
        (b"external_id,title,summary\n1,Hello, world,Summary.\n", "more cells than"),
        ("external_id,title,summary\n1,\u0645\u062f,x\n".encode("utf-16-le"), "no text"),
        (as_xlsx(FIRST, change=formula), "B2"),
        (as_xlsx(FIRST, change=lambda sheet: sheet.merge_cells("A2:B2")), "merged cells"),
        (with_macros(), "macros"),
        (zip_bomb(), "unpacks to too much"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_cant_be_trusted_is_refused(client: Client, content: bytes, part: str) -> None:
    sign_in(client, "Writers")
    assert part in refusals(client, content)


ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c SYSTEM "file:///etc/passwd">]>'
)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
@pytest.mark.parametrize("entity", ["&b;", "&c;"])
def test_no_entity_of_a_workbook_is_read(client: Client, part: str, entity: str) -> None:
    sign_in(client, "Writers")
    content = as_xlsx({**FIRST, "title": "Doors"})
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        entries = {name: book.read(name) for name in book.namelist()}
    text = re.sub(r"^<\?xml.*?\?>", "", entries[part].decode())
    entries[part] = f"{ENTITIES}{text}".replace("Doors", entity).encode()
    changed = io.BytesIO()
    with zipfile.ZipFile(changed, "w") as book:
        for name, data in entries.items():
            book.writestr(name, data)
    answer = upload(client, changed.getvalue(), "a.xlsx")
    assert answer.status_code == 200
    assert "root:" not in answer.content.decode()
    assert "aaaaaaaaaa" not in answer.content.decode()


def test_a_year_may_end_what_a_month_began(client: Client) -> None:
    sign_in(client, "Writers")
    answer = upload(client, as_csv({**FIRST, "start": "2023-05", "end": "2023"}))
    assert outcomes(answer) == ["create"]


def test_a_change_far_down_a_text_is_seen(client: Client) -> None:
    sign_in(client, "Writers")
    summary = "x" * 300
    action = ActionFactory(external_id="ex-1", summary=summary)
    answer = upload(
        client, as_csv({"external_id": "ex-1", "title": action.title, "summary": "New"})
    )
    action.summary = f"{summary} and more"
    action.save_revision()
    assert "Look at the rows once more" in messages_of(confirm(client, answer))[0]


def test_dates_of_spreadsheets_and_numbers_for_text(client: Client) -> None:
    sign_in(client, "Writers")
    row = {**FIRST, "external_id": 17, "start": datetime(2021, 5, 4), "end": 2023, "gcm": 7}
    answer = upload(client, as_xlsx(row), "a.xlsx")
    confirm(client, answer)
    draft = Action.objects.get(external_id="17").get_latest_revision_as_object()
    assert (draft.start_date, draft.start_precision) == (date(2021, 5, 4), "day")
    assert (draft.end_date, draft.end_precision) == (date(2023, 1, 1), "year")


@pytest.mark.parametrize("extension", ["xlsx", "csv"])
def test_the_template_is_accepted_as_it_is(client: Client, extension: str) -> None:
    sign_in(client, "Writers")
    template = client.get(reverse(f"import_template_{extension}")).content
    objective = ObjectiveFactory(framework="sdg", number=11)
    answer = upload(client, template, f"a.{extension}")
    assert outcomes(answer) == ["create"], answer.context["plan"].rows[0].problems
    assert objective.number == 11


def test_the_command_says_first_and_writes_when_told(tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "actions.csv"
    path.write_bytes(as_csv(FIRST, {**FIRST, "external_id": "ex-3", "stage": "perhaps"}))
    call_command("import_actions", path)
    said = capsys.readouterr().out
    assert "Row 2: New draft: Open doors [ex-1]" in said
    assert "stage: “perhaps”" in said
    assert not Action.objects.exists()
    with pytest.raises(CommandError, match="--valid-rows"):
        call_command("import_actions", path, "--write")
    assert not Action.objects.exists()
    call_command("import_actions", path, "--write", "--valid-rows")
    assert [action.external_id for action in Action.objects.all()] == ["ex-1"]
    path.write_bytes(b"%PDF")
    with pytest.raises(CommandError, match="neither"):
        call_command("import_actions", path)
