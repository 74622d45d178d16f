"""Han: Pinyin, Wade-Giles, and how families of the coast and Korea spell their name.

>>> tuple(parted(["毛泽东"], True)), tuple(readings("泽东"))
(('毛', '泽东'), ('zedong', 'tsetung'))
>>> tuple(readings("陈"))
('chen', 'chan', 'tan', 'chin')
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from kycscreen.names.scripts.letters import romanised

# Family names: Pinyin, then Cantonese, Hokkien, Taiwanese, Korean families' usage.
_FAMILIES = """
王 wang wong ong, 李 li lee yi ri, 张張 zhang cheung chang jang,
刘劉 liu lau lao yoo, 陈陳 chen chan tan chin, 杨楊 yang yeung yong,
黄黃 huang wong ng hwang ooi, 赵趙 zhao chiu chao cho jo, 吴吳 wu ng goh oh,
周 zhou chow chou joo, 徐 xu tsui hsu chui seo, 孙孫 sun suen soon son, 马馬 ma,
朱 zhu chu choo ju, 胡 hu wu woo, 郭 guo kwok kuo quek kwak, 何 he ho ha,
林 lin lam lim im, 高 gao ko kao go, 罗羅 luo lo law na,
郑鄭 zheng cheng tay chung jung, 梁 liang leung neo yang, 谢謝 xie tse hsieh chia,
宋 song sung, 唐 tang tong, 许許 xu hui hsu hur, 邓鄧 deng tang teng, 韩韓 han hon,
冯馮 feng fung, 曹 cao tso tsao cho, 彭 peng pang, 曾 zeng tsang tseng chang,
肖萧蕭 xiao siu hsiao, 田 tian tin tien, 董 dong tung, 潘 pan poon, 袁 yuan yuen,
蔡 cai choi tsai chua chae, 蒋蔣 jiang cheung chiang, 余 yu yue, 于 yu, 杜 du to tu,
叶葉 ye yip yeh, 程 cheng ching, 魏 wei ngai wai wi, 苏蘇 su so, 吕呂 lu lui lv yeo,
丁 ding ting, 任 ren yam jen im, 卢盧 lu lo, 姚 yao yiu, 沈 shen sum shum,
钟鍾 zhong chung, 姜 jiang keung chiang kang, 崔 cui chui tsui choi, 谭譚 tan tam,
陆陸 lu luk, 范 fan, 汪 wang wong, 廖 liao liu, 石 shi shek shih,
金 jin kam chin kim, 韦韋 wei wai, 贾賈 jia ka chia, 夏 xia ha hsia, 付傅 fu foo,
方 fang fong, 邹鄒 zou chow tsou, 熊 xiong hung hsiung, 白 bai pak pai baek,
孟 meng mang, 秦 qin chun chin, 邱 qiu yau chiu, 侯 hou hau, 江 jiang kong chiang,
尹 yin wan yoon, 薛 xue sit hsueh, 闫閻阎 yan yim yen, 段 duan tuen tuan, 雷 lei lui,
龙龍 long lung, 史 shi sze shih, 陶 tao to, 贺賀 he ho, 毛 mao mo, 郝 hao kok,
顾顧 gu koo ku, 龚龔 gong kung, 邵 shao siu, 万萬 wan man, 钱錢 qian chin chien,
严嚴 yan yim yen, 赖賴 lai, 洪 hong hung ang, 武 wu mo, 莫 mo mok, 孔 kong hung kung,
汤湯 tang tong, 温溫 wen wan, 康 kang hong, 施 shi sze shih si, 文 wen man moon,
牛 niu ngau, 樊 fan, 葛 ge kot ko, 邢 xing ying hsing, 安 an on ahn,
齐齊 qi chai chi, 易 yi yick, 乔喬 qiao kiu chiao, 伍 wu ng, 庞龐 pang pong,
颜顏 yan ngan yen, 倪 ni ngai, 庄莊 zhuang chong chuang, 聂聶 nie nip nieh,
章 zhang cheung chang, 鲁魯 lu lo, 岳 yue ngok yueh, 翟 zhai chak chai, 殷 yin yan,
詹 zhan chim chan, 申 shen san shin, 欧歐 ou au, 耿 geng keng, 关關 guan kwan kuan,
兰蘭 lan, 焦 jiao chiu, 俞 yu yue, 左 zuo cho tso, 柳 liu lau ryu yoo,
甘 gan kam kan, 祝 zhu chuk, 包 bao pau pao, 宁寧 ning, 尚 shang, 符 fu foo, 舒 shu,
阮 ruan yuen nguyen, 柯 ke o ko, 纪紀 ji kei chi, 梅 mei mui, 童 tong tung, 凌 ling,
毕畢 bi pat pi, 单單 shan, 季 ji, 裴 pei bae, 霍 huo fok, 涂 tu, 成 cheng shing sung,
苗 miao, 谷 gu ku, 盛 sheng shing, 曲 qu, 翁 weng yung, 冉 ran, 骆駱 luo lok,
蓝藍 lan lam, 路 lu, 游 you yau, 辛 xin san, 靳 jin, 管 guan, 柴 chai, 蒙 meng,
鲍鮑 bao pau, 华華 hua wah, 喻 yu, 祁 qi, 蒲 pu, 房 fang, 滕 teng, 屈 qu wat,
饶饒 rao yiu, 解 xie, 牟 mou, 艾 ai, 尤 you yau, 阳陽 yang, 时時 shi, 穆 mu,
农農 nong, 司 si, 卓 zhuo cheuk, 古 gu koo, 吉 ji kut, 缪繆 miao, 简簡 jian kan,
车車 che cha, 项項 xiang hong, 连連 lian lin lien, 芦蘆 lu, 麦麥 mai mak, 褚 chu,
娄婁 lou, 窦竇 dou, 戚 qi chik, 岑 cen shum, 景 jing king, 党 dang, 宫 gong,
费費 fei fai, 卜 bu, 冷 leng, 晏 yan, 席 xi, 卫衛 wei wai, 米 mi, 柏 bai, 宗 zong,
瞿 qu, 桂 gui, 全 quan chun jeon, 佟 tong, 应應 ying, 臧 zang, 闵閔 min, 苟 gou,
邬鄔 wu, 边邊 bian byun, 卞 bian byun, 姬 ji, 师師 shi, 和 he, 仇 qiu, 栾欒 luan,
隋 sui, 商 shang, 刁 diao, 沙 sha, 荣榮 rong wing, 巫 wu mo, 寇 kou, 桑 sang,
郎 lang, 甄 zhen yan, 丛叢 cong, 仲 zhong, 屠 tu, 虞 yu, 敖 ao, 巩鞏 gong, 明 ming,
佘 she, 池 chi, 查 zha cha, 麻 ma, 苑 yuan, 迟遲 chi, 邝鄺 kuang kwong, 冼 xian sin,
区區 ou au, 朴 piao park pak bak, 权權 quan kwon, 卢 lu roh, 戴 dai tai, 习習 xi hsi,
薄 bo po, 温 wen wan, 利 li lee, 容 rong yung, 覃 qin tan, 招 zhao chiu,
司马司馬 sima ssuma szema, 欧阳歐陽 ouyang auyeung, 上官 shangguan,
诸葛諸葛 zhuge chukot chuko, 令狐 linghu, 皇甫 huangfu, 尉迟尉遲 yuchi,
东方東方 dongfang, 南宫南宮 nangong namgung, 慕容 murong, 夏侯 xiahou,
公孙公孫 gongsun, 端木 duanmu, 司徒 situ szeto, 独孤 dugu, 呼延 huyan
"""
_GIVEN = {
    "曾": "zeng", "行": "xing", "长": "chang", "朴": "pu", "重": "chong", "乐": "le",
    "娜": "na", "女": "nu", "术": "shu", "術": "shu",
}  # fmt: skip
_COMPANY_WORDS = (
    "股份有限公司", "有限责任公司", "有限公司", "公司", "集团", "集團", "株式会社",
    "会社", "會社", "技术", "技術", "贸易", "貿易", "国际", "國際", "银行", "銀行",
    "实业", "實業", "科技", "工业", "工業", "海运", "海運", "船务", "船務", "投资",
    "投資", "控股", "电子", "電子", "石油", "化工", "机械", "機械", "航空", "汽车",
    "汽車", "大学", "大學", "证券", "保险", "保險", "建设", "建設", "物流", "通信",
    "香港", "中国", "中國", "北京", "上海", "朝鲜", "朝鮮", "深圳", "大连", "大連",
    "联合", "聯合",
)  # fmt: skip


def readings(word: str) -> Iterator[str]:
    """Yield a family name as families spell it, another word in two schemes."""
    family = families().get(word)
    if family is not None:
        yield from family
        return
    syllables = _syllables(word)
    yield "".join(syllables)
    yield "".join(map(_wade_giles, syllables))


def parted(words: Iterable[str], person: bool) -> Iterator[str]:
    """Part a person's family name from the given one, or a company's common words."""
    for word in words:
        yield from _parted(word, person)


def _parted(word: str, person: bool) -> Iterator[str]:
    if not all(_is_han(character) for character in word):
        yield from _runs(word)
    elif not person:
        yield from _company(word)
    elif 3 <= len(word) <= 4 and word[:2] in families():
        yield word[:2]
        yield word[2:]
    elif 2 <= len(word) <= 3 and word[0] in families():
        yield word[0]
        yield word[1:]
    elif len(word) == 4:
        # Two married family names, or a Japanese name: in both, two and two.
        yield word[:2]
        yield word[2:]
    else:
        yield word


def _company(word: str) -> Iterator[str]:
    pattern = _company_pattern()
    yield from (part for part in pattern.split(word) if part)


@cache
def _company_pattern() -> re.Pattern[str]:
    longest_first = sorted(_COMPANY_WORDS, key=len, reverse=True)
    return re.compile(f"({'|'.join(longest_first)})")


def _runs(word: str) -> Iterator[str]:
    """Part Han from what stands beside it without a blank (Latin, kana, digits)."""
    run = ""
    for character in word:
        if run and _is_han(character) != _is_han(run[-1]):
            yield run
            run = ""
        run += character
    yield run


def _is_han(character: str) -> bool:
    return (
        "\u3400" <= character <= "\u9fff"
        or "\uf900" <= character <= "\ufaff"
        or "\U00020000" <= character <= "\U0003ffff"
        or character == "々"
    )


@cache
def families() -> dict[str, tuple[str, ...]]:
    """Return the family names and how families spell them, Pinyin first."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in " ".join(_FAMILIES.split()).split(", "):
        forms, *spellings = entry.split()
        # Names of two characters that are written in two ways stand as four.
        width = 2 if _compound(forms, spellings[0]) else 1
        for at in range(0, len(forms), width):
            found.setdefault(forms[at : at + width], tuple(spellings))
    return found


def _compound(forms: str, spelling: str) -> bool:
    return len(forms) in (2, 4) and len(re.findall("[aeiou]+", spelling)) > 1


def _syllables(word: str) -> list[str]:
    return [_GIVEN.get(c) or romanised(c) for c in word]


_WADE_INITIALS = (
    ("zh", "ch"), ("ch", "ch"), ("sh", "sh"), ("b", "p"), ("d", "t"), ("g", "k"),
    ("j", "ch"), ("q", "ch"), ("x", "hs"), ("r", "j"), ("z", "ts"), ("c", "ts"),
)  # fmt: skip
_WADE_WHOLE = {
    "zi": "tzu", "ci": "tzu", "si": "szu", "zhi": "chih", "chi": "chih", "shi": "shih",
    "ri": "jih", "er": "erh", "yi": "i", "you": "yu", "ye": "yeh", "yan": "yen",
    "yong": "yung", "e": "o", "ge": "ko", "ke": "ko", "he": "ho", "gui": "kuei",
    "kui": "kuei", "guo": "kuo", "kuo": "kuo", "huo": "huo", "shuo": "shuo", "wo": "wo",
    "ju": "chu", "qu": "chu", "xu": "hsu", "jue": "chueh", "que": "chueh",
    "xue": "hsueh", "yue": "yueh", "xiong": "hsiung", "qiong": "chiung",
    "jiong": "chiung",
}  # fmt: skip
_WADE_FINALS = (
    ("ian", "ien"), ("ie", "ieh"), ("ong", "ung"), ("uo", "o"), ("ue", "ueh"),
)  # fmt: skip


# What many wrote instead: 光 Kwang, 泽 Tze, 敬 Jing, 贤 Hsian.
_WADE_USAGE = (
    ("tzu", "tze"), ("tzu", "tsu"), ("szu", "ssu"), ("szu", "sze"), ("tse", "tze"),
    ("uan", "wan"), ("uang", "wang"), ("uo", "wo"), ("uei", "wei"), ("ieh", "ie"),
    ("ien", "ian"), ("ueh", "ue"), ("yeh", "ye"), ("ih", "i"),
)  # fmt: skip


def _wade_giles(syllable: str) -> str:
    """Turn a syllable of Pinyin into Wade-Giles, without its apostrophe."""
    if syllable in _WADE_WHOLE:
        return _WADE_WHOLE[syllable]
    for pinyin, wade in _WADE_INITIALS:
        if syllable.startswith(pinyin):
            front, rest = wade, syllable.removeprefix(pinyin)
            break
    else:
        front, rest = "", syllable
    for pinyin, wade in _WADE_FINALS:
        if rest == pinyin or not front and rest.endswith(pinyin):
            return front + rest.removesuffix(pinyin) + wade
    return front + rest


# The syllables there are: initials, and the finals that go with each of them.
_SYLLABLES = (
    ("b p m", "a o ai ei ao an en ang eng i ie iao ian in ing u"), ("p m", "ou"),
    ("m", "e iu"), ("f", "a o ei ou an en ang eng u"),
    ("d t n l g k h z c s zh ch sh", "a e ai ao ou an ang eng u uo uan"),
    ("n g k h z s zh sh ch d c", "en"), ("d n l g k h z zh sh", "ei"),
    ("d t n l g k h z c s zh ch", "ong"), ("d t l g k h z c s zh ch sh", "un"),
    ("d t g k h z c s zh ch sh", "ui"), ("d t n l", "i ie iao ian ing"),
    ("d n l", "iu"), ("d l", "ia"), ("n l", "in iang ue v ve"),
    ("g k h zh ch sh", "ua uai uang"),
    ("j q x", "i ia ie iao iu ian in iang ing iong u ue uan un"),
    ("zh ch sh r z c s", "i"), ("r", "e ao ou an en ang eng ong u uo ui uan un"),
    ("y", "a ao e ou an ang i in ing u ue uan un ong"),
    ("w", "a o ai ei an en ang eng u"), ("-", "a o e ai ei ao ou an en ang er"),
)  # fmt: skip


@cache
def pinyin() -> dict[str, tuple[str, ...]]:
    """Return the syllables of Pinyin, each by the ways it is written."""
    return {
        written: (written.replace("v", "u"),)
        for initials, finals in _SYLLABLES
        for initial in initials.replace("-", "").split(" ")
        for final in finals.split()
        for written in (initial + final,)
    }


@cache
def older() -> dict[str, tuple[str, ...]]:
    """Return the syllables of Pinyin by how they were written before it."""
    found: dict[str, list[str]] = {}
    for (syllable,) in dict.fromkeys(pinyin().values()):
        for written in wade_giles(syllable):
            found.setdefault(written, []).append(syllable)
    return {written: tuple(syllables) for written, syllables in found.items()}


def wade_giles(pinyin: str) -> tuple[str, ...]:
    """Return how a syllable of Pinyin was written, in the scheme and loosely.

    >>> wade_giles("zi"), wade_giles("guan"), wade_giles("yi")
    (('tzu', 'tze', 'tsu'), ('kuan', 'kwan'), ('i', 'yi'))
    """
    whole = _wade_giles(pinyin)
    loose = [
        whole.removesuffix(scheme) + usage
        for scheme, usage in _WADE_USAGE
        if whole.endswith(scheme)
    ]
    return tuple(dict.fromkeys((whole, *loose, *(["yi"] if whole == "i" else []))))
