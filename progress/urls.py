"""Addresses of this app; names are noun-verb."""

from django.urls import path

from progress.views import learner, secretary

app_name = "progress"
urlpatterns = [
    path("", learner.home, name="home"),
    path("lessons/<int:pk>/", learner.lesson_detail, name="lesson-detail"),
    path("hours/", learner.credit_list, name="credit-list"),
    path("branches/", secretary.branch_list, name="branch-list"),
    path("branches/<int:pk>/", secretary.branch_detail, name="branch-detail"),
    path("people/<int:pk>/", secretary.person_detail, name="person-detail"),
    path("people/<int:pk>/exempt/", secretary.exemption_create, name="exemption-create"),
    path("exemptions/<int:pk>/end/", secretary.exemption_end, name="exemption-end"),
    path("assignments/new/", secretary.assignment_create, name="assignment-create"),
    path("assignments/<int:pk>/cancel/", secretary.assignment_cancel, name="assignment-cancel"),
]
