"""What is done with one sign-up, below the address of the list."""

from django.urls import path

from .files import download, picture
from .status_change import ChangeStatus
from .steps import Assign, Comment, LetIn

urlpatterns = [
    path("<int:pk>/status/<slug:status>/", ChangeStatus.as_view(), name="status"),
    path("<int:pk>/assign/", Assign.as_view(), name="assign"),
    path("<int:pk>/comment/", Comment.as_view(), name="comment"),
    path("<int:pk>/let-in/", LetIn.as_view(), name="let_in"),
    path("files/<uuid:key>/", download, name="file"),
    path("files/<uuid:key>/image/", picture, name="picture"),
]
