"""Lists of people run by the strokes of the surname: how many strokes a surname has.

Counts follow the standard forms of the General List of Simplified Characters (1964, 2013); names
beginning with another character stand behind these, by code point.
"""

from __future__ import annotations

STROKES = {
    2: "丁卜刁",
    3: "于万马卫干上山门弓",
    4: "王方尹孔牛毛文元车戈邓尤仇韦水巴支计亢",
    5: "田叶石白史冯左卢司甘申龙兰包古皮平边宁乐东艾丘",
    6: "刘任朱伍许孙江汤安毕齐闫匡成曲庄池向祁阮牟伊关华吕乔邢羊仲纪年农米阳",
    7: "李吴何余沈宋张陈杜苏陆汪邹邵严岑谷邱辛花杨时芦连肖束巫沙佟冷狄芮应贡",
    8: "周林郑罗金孟武范欧季岳庞尚明易苗卓单居宗官屈幸郎",
    9: "赵胡侯俞姚段柳施洪胥姜郝钟祝柯饶贺骆费贾闻娄宣项查禹荣相柏祖",
    10: "郭徐高唐夏袁秦莫倪凌桂陶桑席栾聂谈钱顾晏翁殷班涂耿柴",
    11: "梁曹黄崔盛章康常符隋阎鹿萧龚尉屠梅戚麻商宿",
    12: "彭董韩傅曾程蒋鲁温游喻童葛焦裘舒景喜覃谢储粟",
    13: "赖雷詹路窦甄简靳解蓝蒙虞鲍褚楚阙满",
    14: "蔡谭廖熊管翟臧赫蔺裴缪漆慕",
    15: "潘黎滕樊颜黎稽",
    16: "薛霍穆冀燕",
    17: "戴魏糜",
    18: "瞿",
}
# Traditional spellings count as the simplified ones: one person, one place in the list.
TRADITIONAL = str.maketrans(
    "馬衛萬門韋車鄧計葉馮盧龍蘭邊寧樂東劉許孫江湯畢齊莊關華呂喬紀農陽吳餘張陳蘇陸鄒嚴楊時蘆連應"
    "鄭羅範歐龐單趙鐘鍾饒賀駱費賈聞婁項榮國郭徐錢顧塗貢聶談黃閻蕭龔韓蔣魯溫喻謝儲賴竇簡藍滿闕譚繆潘顏",
    "马卫万门韦车邓计叶冯卢龙兰边宁乐东刘许孙江汤毕齐庄关华吕乔纪农阳吴余张陈苏陆邹严杨时芦连应"
    "郑罗范欧庞单赵钟钟饶贺骆费贾闻娄项荣国郭徐钱顾涂贡聂谈黄阎萧龚韩蒋鲁温喻谢储赖窦简蓝满阙谭缪潘颜",
)
_COUNT = {character: count for count, names in STROKES.items() for character in names}
UNKNOWN = 99


def sort_key(name: str) -> str:
    """Two figures of strokes and the name, so that plain text order is the order of the list."""
    plain = name.strip().translate(TRADITIONAL)
    return f"{_COUNT.get(plain[:1], UNKNOWN):02d}{plain}"[:70]
