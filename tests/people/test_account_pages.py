"""allauth's pages inside the site: in every language, in our words, with the frame around them."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils import translation

from people.models import OutgoingMail
from tests.cast import PASSWORD

STRANGERS = [
    "account_login",
    "account_signup",
    "account_inactive",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_email_verification_sent",
]
OWN = [
    "account_logout",
    "account_email",
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
    "usersessions_list",
]
BEHIND_PASSWORD = ["mfa_activate_totp", "mfa_add_webauthn"]
# English that allauth or Django would say where a word of ours is missing.
ENGLISH = re.compile(r"\b(the|your|you|please|sign in|sign out|enter)\b", re.IGNORECASE)


def words_of(response):
    page = response.content.decode()
    page = re.sub(r"<(script|style|head)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return re.sub(r"<[^>]+>", " ", page)


def reader(cookie, person=None):
    client = Client()
    if cookie:
        client.cookies["display"] = cookie
    if person is not None:
        client.force_login(person)
    return client


@pytest.fixture
def confirmed(cast):
    """A learner who has just given the password, as the pages of security ask for."""

    def make(cookie=""):
        client = reader(cookie)
        address = reverse("account_login")
        client.post(address, {"login": cast.learner.username, "password": PASSWORD})
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        return client

    return make


@pytest.mark.parametrize("cookie", ["", "language:zh-hant"])
@pytest.mark.parametrize("name", STRANGERS)
def test_pages_before_the_door_speak_chinese_only(db, name, cookie):
    response = reader(cookie).get(reverse(name))
    assert response.status_code == 200
    assert ENGLISH.findall(words_of(response)) == []
    lang = "zh-Hant" if cookie else "zh-Hans"
    assert f'<html lang="{lang}"' in response.content.decode()


@pytest.mark.parametrize("cookie", ["", "language:zh-hant"])
@pytest.mark.parametrize("name", OWN)
def test_pages_of_an_account_speak_chinese_only(cast, name, cookie):
    response = reader(cookie, cast.learner).get(reverse(name))
    assert response.status_code == 200
    assert ENGLISH.findall(words_of(response)) == []


@pytest.mark.parametrize("name", BEHIND_PASSWORD)
def test_pages_of_security_open_after_the_password(cast, confirmed, name):
    asked = reader("", cast.learner).get(reverse(name), follow=True)
    assert "请再确认是您本人" in words_of(asked)
    response = confirmed().get(reverse(name))
    assert response.status_code == 200
    assert ENGLISH.findall(words_of(response)) == []


@pytest.mark.parametrize("name", STRANGERS + OWN)
def test_account_pages_carry_the_frame_and_no_inline_style_or_handler(cast, name):
    person = cast.learner if name in OWN else None
    page = reader("", person).get(reverse(name)).content.decode()
    assert 'class="masthead"' in page
    assert 'name="size" value="huge"' in page
    assert not re.search(r'\s(style|on\w+)="', page)
    assert "<title>" in page
    assert "｜本课</title>" in page


def test_wrong_password_says_what_happened_and_keeps_the_name(cast):
    response = reader("").post(
        reverse("account_login"), {"login": cast.learner.username, "password": "not the one"}
    )
    page = response.content.decode()
    assert "没有登录成功" in page
    assert "登录名或密码不对" in page
    assert f'value="{cast.learner.username}"' in page
    assert "not the one" not in page


def test_error_of_a_field_is_tied_to_its_box(cast, confirmed):
    address = reverse("account_change_password")
    given = {"oldpassword": PASSWORD, "password1": "short", "password2": "short"}
    page = confirmed().post(address, given).content.decode()
    assert "错误：密码太短，至少要 12 位。" in page
    box = re.search(r'<input[^>]*name="password1"[^>]*>', page)[0]
    assert 'aria-invalid="true"' in box
    for part in re.search(r'aria-describedby="([^"]+)"', box)[1].split():
        assert f'id="{part}"' in page


def test_device_list_names_this_device_in_words(cast):
    client = Client(headers={"User-Agent": "(Linux; Android 12) Chrome/107 MicroMessenger/8"})
    client.post(reverse("account_login"), {"login": "learner", "password": PASSWORD})
    words = words_of(client.get(reverse("usersessions_list")))
    assert "微信，安卓" in words
    assert "就是这台" in words


def test_second_factor_is_set_up_with_codes_to_keep(cast, confirmed):
    client = confirmed()
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    assert 'src="data:image/svg+xml' in page
    assert re.search(r'id="authenticator_secret" value="[A-Z2-7]{16,}"', page)
    refused = client.post(reverse("mfa_activate_totp"), {"code": "000000"}).content.decode()
    assert "错误：验证码不对" in refused


def test_reset_mail_is_written_in_the_language_of_the_reader(cast):
    person = cast.learner
    person.email = "learner@example.com"
    person.save(update_fields=["email"])
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    for cookie, subject, word in [
        ("", "设新密码的链接", "请点下面的链接"),
        ("language:zh-hant", "設新密碼的鏈接", "請點下面的鏈接"),
    ]:
        OutgoingMail.objects.all().delete()
        reader(cookie).post(reverse("account_reset_password"), {"email": person.email})
        mail = OutgoingMail.objects.get()
        assert subject in mail.subject
        assert word in mail.text
        assert "/accounts/password/reset/key/" in mail.text
        assert ENGLISH.findall(re.sub(r"\S+://\S+|\S+@\S+", "", mail.text)) == []


def test_reset_link_sets_a_password_and_works_once(cast):
    person = cast.learner
    person.email = "learner@example.com"
    person.save(update_fields=["email"])
    reader("").post(reverse("account_reset_password"), {"email": person.email})
    link = re.search(r"/accounts/password/reset/key/\S+", OutgoingMail.objects.get().text)[0]
    client = reader("")
    form = client.get(link, follow=True)
    assert "设新密码" in words_of(form)
    address = form.redirect_chain[-1][0]
    new = {"password1": "a quite new sentence", "password2": "a quite new sentence"}
    assert "新密码已保存" in words_of(client.post(address, new, follow=True))
    assert "链接不能用了" in words_of(reader("").get(link, follow=True))


def test_unknown_address_gets_the_same_answer_on_the_page(cast):
    known, unknown = reader(""), reader("")
    person = cast.learner
    person.email = "learner@example.com"
    person.save(update_fields=["email"])
    address = reverse("account_reset_password")
    first = known.post(address, {"email": person.email}, follow=True)
    second = unknown.post(address, {"email": "nobody@example.com"}, follow=True)
    assert words_of(first) == words_of(second)


def test_signing_out_by_the_foot_of_the_page_says_so(cast):
    client = reader("", cast.learner)
    page = client.get("/help/").content.decode()
    assert f"退出（{cast.learner.display_name}）" in page
    assert "您已退出" in words_of(client.post(reverse("account_logout"), follow=True))


def test_every_account_string_is_ours_in_traditional_too():
    with translation.override("zh-hant"):
        assert translation.gettext("登录本课") == "登錄本課"
        assert translation.gettext("Username") == "登錄名"
