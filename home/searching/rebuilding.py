"""Writing every entry anew."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

from home.models import SearchEntry, SearchWord, SiteDocument

from .entries import refresh_all, refresh_documents
from .kinds import kinds
from .vocabulary import Vocabulary


def rebuild() -> int:
    """Write the entries of everything public and count the words; return how many entries.

    Readers find what was there before until all is done.
    """
    vocabulary = Vocabulary()
    models = [model for model in kinds() if model is not SiteDocument]
    with transaction.atomic():
        types = ContentType.objects.get_for_models(*kinds()).values()
        SearchEntry.objects.exclude(content_type__in=types).delete()
        for model in models:
            known = SearchEntry.objects.filter(
                content_type=ContentType.objects.get_for_model(model)
            )
            refresh_all(
                model,
                {
                    *model.objects.values_list("translation_key", flat=True),
                    *known.values_list("translation_key", flat=True),
                },
                vocabulary,
            )
        refresh_documents(SiteDocument.objects.values_list("pk", flat=True))
        SearchWord.objects.all().delete()
        vocabulary.learn()
    with connection.cursor() as cursor:
        # So that the planner knows how many entries there are.
        cursor.execute("ANALYZE home_searchentry, home_searchword")
    return SearchEntry.objects.count()
