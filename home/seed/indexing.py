"""Index once after a load instead of once a save: thousands of records are written in one go."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db.models.signals import post_save
from modelsearch.index import get_indexed_models
from modelsearch.signal_handlers import post_save_signal_handler
from wagtail.signal_handlers import (
    connect_reference_index_signal_handlers,
    disconnect_reference_index_signal_handlers,
)

from home.searching.updating import postponed


@contextmanager
def indexing_postponed() -> Iterator[None]:
    """Leave both search indexes and the index of references alone while records are saved."""
    models = [model for model in get_indexed_models() if post_save.has_listeners(model)]
    disconnect_reference_index_signal_handlers()
    connected = [
        model for model in models if post_save.disconnect(post_save_signal_handler, sender=model)
    ]
    try:
        with postponed():
            yield
    finally:
        for model in connected:
            post_save.connect(post_save_signal_handler, sender=model)
        connect_reference_index_signal_handlers()


def rebuild_indexes() -> None:
    """Bring all indexes up to date with everything that is stored."""
    call_command("rebuild_references_index", verbosity=0)
    call_command("update_index", verbosity=0)
    call_command("rebuild_search", verbosity=0)
