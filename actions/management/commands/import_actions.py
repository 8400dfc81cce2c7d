"""Import actions from a spreadsheet as drafts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from actions.importing.planning import Outcome, Plan, Planner
from actions.importing.reading import FileRefusedError, read_table
from actions.importing.templates import csv_template, xlsx_template
from actions.importing.writing import NotValidError, write


class Command(BaseCommand):
    """Say what an XLSX or CSV file would create and change; with --write, write it as drafts.

    Rows are found again by their external id: importing a file twice changes nothing. Nothing is
    ever published, and nothing is written unless every row is valid or --valid-rows is given.
    """

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="an XLSX or CSV file")
        parser.add_argument("--write", action="store_true", help="write; without it, only say")
        parser.add_argument(
            "--valid-rows", action="store_true", help="write the valid rows though others are not"
        )
        parser.add_argument(
            "--user", default="", help="the user name for the history of the drafts"
        )
        parser.add_argument(
            "--template", action="store_true", help="write an empty template to the file instead"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if options["template"]:
            path.write_bytes(csv_template() if path.suffix == ".csv" else xlsx_template())
            self.stdout.write(f"The template is in {path}.")
            return
        plan = self.read(path)
        self.report(plan)
        if not options["write"]:
            self.stdout.write("Nothing was written. To write it, add --write.")
            return
        try:
            written = write(plan, self.user(options["user"]), valid_rows=options["valid_rows"])
        except NotValidError as error:
            raise CommandError(f"{error} To write the others, add --valid-rows.") from error
        self.stdout.write(f"{written} draft(s) written.")

    def read(self, path: Path) -> Plan:
        """Read and judge the file."""
        try:
            return Planner(read_table(path.name, path.read_bytes())).plan()
        except OSError as error:
            raise CommandError(str(error)) from error
        except FileRefusedError as error:
            raise CommandError("\n".join(error.problems)) from error

    def user(self, name: str) -> Any:
        """Return the user of a name; none without a name."""
        if not name:
            return None
        users = get_user_model()
        user = users._default_manager.filter(**{users.USERNAME_FIELD: name}).first()
        if user is None:
            raise CommandError(f"There is no user “{name}”.")
        return user

    def report(self, plan: Plan) -> None:
        """Print what would become of each row that is not left as it is."""
        for row in plan.rows:
            if row.outcome == Outcome.LEFT:
                continue
            self.stdout.write(f"Row {row.number}: {row.label}: {row.title} [{row.external_id}]")
            for change in row.changes if row.outcome == Outcome.CHANGE else ():
                self.stdout.write(f"    {change.name}: {change.before!r} → {change.after!r}")
            for text in [*row.problems, *row.warnings]:
                self.stdout.write(f"    {text}")
        if plan.unknown_columns:
            self.stdout.write(f"Columns not used: {', '.join(plan.unknown_columns)}")
        self.stdout.write(plan.summary)
