"""Addresses of this app; names are noun-verb."""

from django.urls import URLPattern, URLResolver, path

from lessons.views import reading

app_name = "lessons"
urlpatterns: list[URLPattern | URLResolver] = [
    path("lessons/", reading.lesson_list, name="lesson-list"),
    path("lessons/<int:lesson_id>/<int:number>/", reading.page_detail, name="page-detail"),
    path("lessons/<int:lesson_id>/<int:number>/read/", reading.page_mark, name="page-mark"),
    path(
        "lessons/<int:lesson_id>/<int:number>/position/",
        reading.position_save,
        name="position-save",
    ),
    path("pictures/<int:upload_id>/<int:number>/", reading.picture, name="picture"),
]
