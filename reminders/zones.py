"""Time zones by the names of places, in the words of the reader."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Group = tuple[_StrPromise, list[tuple[str, _StrPromise]]]

# One place for each way the clock goes somewhere people live; the near ones by more names.
PLACES: list[Group] = [
    (
        _("中国"),
        [
            ("Asia/Shanghai", _("北京")),
            ("Asia/Urumqi", _("乌鲁木齐")),
            ("Asia/Hong_Kong", _("香港")),
            ("Asia/Macau", _("澳门")),
            ("Asia/Taipei", _("台北")),
        ],
    ),
    (
        _("亚洲"),
        [
            ("Asia/Tokyo", _("东京")),
            ("Asia/Seoul", _("首尔")),
            ("Asia/Pyongyang", _("平壤")),
            ("Asia/Vladivostok", _("海参崴")),
            ("Asia/Irkutsk", _("伊尔库茨克")),
            ("Asia/Ulaanbaatar", _("乌兰巴托")),
            ("Asia/Manila", _("马尼拉")),
            ("Asia/Singapore", _("新加坡")),
            ("Asia/Kuala_Lumpur", _("吉隆坡")),
            ("Asia/Jakarta", _("雅加达")),
            ("Asia/Bangkok", _("曼谷")),
            ("Asia/Ho_Chi_Minh", _("河内")),
            ("Asia/Yangon", _("仰光")),
            ("Asia/Dhaka", _("达卡")),
            ("Asia/Kathmandu", _("加德满都")),
            ("Asia/Kolkata", _("新德里")),
            ("Asia/Karachi", _("伊斯兰堡")),
            ("Asia/Tashkent", _("塔什干")),
            ("Asia/Almaty", _("阿拉木图")),
            ("Asia/Kabul", _("喀布尔")),
            ("Asia/Dubai", _("迪拜")),
            ("Asia/Tehran", _("德黑兰")),
            ("Asia/Riyadh", _("利雅得")),
            ("Asia/Jerusalem", _("耶路撒冷")),
        ],
    ),
    (
        _("欧洲和非洲"),
        [
            ("Europe/Moscow", _("莫斯科")),
            ("Europe/Istanbul", _("伊斯坦布尔")),
            ("Europe/Athens", _("雅典")),
            ("Europe/Berlin", _("柏林")),
            ("Europe/Paris", _("巴黎")),
            ("Europe/Rome", _("罗马")),
            ("Europe/Madrid", _("马德里")),
            ("Europe/London", _("伦敦")),
            ("Europe/Lisbon", _("里斯本")),
            ("Africa/Cairo", _("开罗")),
            ("Africa/Nairobi", _("内罗毕")),
            ("Africa/Johannesburg", _("约翰内斯堡")),
            ("Africa/Lagos", _("拉各斯")),
            ("Africa/Accra", _("阿克拉")),
        ],
    ),
    (
        _("大洋洲"),
        [
            ("Australia/Perth", _("珀斯")),
            ("Australia/Adelaide", _("阿德莱德")),
            ("Australia/Brisbane", _("布里斯班")),
            ("Australia/Sydney", _("悉尼")),
            ("Pacific/Port_Moresby", _("莫尔兹比港")),
            ("Pacific/Auckland", _("奥克兰")),
            ("Pacific/Fiji", _("斐济")),
            ("Pacific/Honolulu", _("檀香山")),
        ],
    ),
    (
        _("美洲"),
        [
            ("America/New_York", _("纽约")),
            ("America/Toronto", _("多伦多")),
            ("America/Chicago", _("芝加哥")),
            ("America/Denver", _("丹佛")),
            ("America/Phoenix", _("凤凰城")),
            ("America/Los_Angeles", _("洛杉矶")),
            ("America/Vancouver", _("温哥华")),
            ("America/Anchorage", _("安克雷奇")),
            ("America/Halifax", _("哈利法克斯")),
            ("America/Mexico_City", _("墨西哥城")),
            ("America/Bogota", _("波哥大")),
            ("America/Lima", _("利马")),
            ("America/Caracas", _("加拉加斯")),
            ("America/Santiago", _("圣地亚哥")),
            ("America/Sao_Paulo", _("圣保罗")),
            ("America/Argentina/Buenos_Aires", _("布宜诺斯艾利斯")),
        ],
    ),
]


def choices(now: dt.datetime, kept: str = "") -> list[tuple[str, list[tuple[str, str]]]]:
    """The places in groups, each with its clock of today; `kept` is one chosen before."""
    groups = [
        (str(group), [(zone, _named(str(name), zone, now)) for zone, name in places])
        for group, places in PLACES
    ]
    known = {zone for _group, places in PLACES for zone, _name in places}
    if kept and kept not in known:
        name = kept.rpartition("/")[2].replace("_", " ")
        groups.append((gettext("现在选的"), [(kept, _named(name, kept, now))]))
    return groups


def _named(name: str, zone: str, now: dt.datetime) -> str:
    offset = f"{now.astimezone(ZoneInfo(zone)):%z}"  # +0545
    hours, minutes = int(offset[1:3]), offset[3:5]
    clock = f"{offset[0]}{hours}" + (f":{minutes}" if minutes != "00" else "")
    return gettext("%(place)s（UTC%(offset)s）") % {"place": name, "offset": clock}
