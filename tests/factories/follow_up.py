"""Contact persons and requests for news."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from actions.models import ProgressRequest
from home.models import Contact

from .actions import CityPageFactory


class ContactFactory(DjangoModelFactory):
    """Somebody who answers for a city that does not exist."""

    city = factory.SubFactory(CityPageFactory)
    name = "Alex Example"
    role = "Officer"
    email = factory.Sequence(lambda n: f"alex{n}@example.org")
    language = "en"

    class Meta:
        model = Contact


class ProgressRequestFactory(DjangoModelFactory):
    """A request that waits for its answer."""

    contact = factory.SubFactory(ContactFactory)
    city = factory.SelfAttribute("contact.city")
    language = factory.SelfAttribute("contact.language")

    class Meta:
        model = ProgressRequest
