"""Runs of Han characters that are names from elsewhere, and which of them a translation has given another name for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rephrase.fidelity.abroad.lexicon import IS_ENGLISH, romanised
from rephrase.fidelity.abroad.sounds import SOUNDS, SYLLABLE_SOUNDS, of_syllables, of_word, softened, weight
from rephrase.fidelity.words import pieces

# What names from elsewhere are written with in Chinese: the tables of the Xinhua agency, and CLDR's names of places.
_TRANSLITERATES = (
    "丁万世腾丘东丝丹丽乌乔云亚亨京什仁伊伍休伦伯伽佐佛作佩依侯俄保儿克兰兴其典兹内冈农冯几凯切列刘刚利别力加努劳勋勒华卓南博卡卢印厄及叙古台史叶各吉向吕哈哥哲唐喀嘉因图圣圭坎坡坦埃城基堡塔塞墨士夏多"
    "太夫夸奇奈奎契奥妮姆威娃娅娜媞子孔孙孟季宁安宗宾密富察尔尚尤尼屈属山崔州巴布希帕席干平库庞度康廉延廷开弗张当彭彼律得德必忒怀思恩恰惠意慕戈戴所扎托扬拉拜拿挪捷措提摩撒支敦文斐斯方施日旺昂昆昌明"
    "易普曹曼曾朗木未朱杜杨杭杰松林果查柯柴根格桑梅梵森楚欣欧武比毕毛永求汉江汤汪沃沙治法波泰泽洋洛津洪洲派济海涅温港湾滕潘澳热爱牙特玛玻珀珊珍班琳琴琼瑙瑞瑟瓜瓦甘田申甸留略疆登皮盖盛真石祖福科穆"
    "立策简米索累约纳纽绍维缇罕罗美翁翠考耳耶聪肖肯胡胥能腊舍舒色艾芒芙芬芭芳苏若英范茜茨茱茹荣荷莉莎莫莱莲菲萄萝萧萨葡蒂蒙蓓蕾薇衣裘西言詹让诺谢豪贝贡费贾赖赛赞赫路辛达迈迦迪逊通道邓邦都采里金钦钱"
    "锡门阿陀陶隆雄雅雷霍露非韦顿领香马高魏鲁鲍麦黎黑默黛齐龙"
)
TRANSLITERATED = re.compile(f"[{_TRANSLITERATES}]{{2,}}")
# The same with others between: what may be a name, where the first is what must be one.
MAY_BE_ONE = re.compile(f"[{_TRANSLITERATES}](?:[\u3400-\u4dbf\u4e00-\u9fff]?[{_TRANSLITERATES}])+")
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_SURELY_ONE = re.compile(f"[{_TRANSLITERATES}]{{3,}}")  # as no Chinese word has
# With those that stand beside them, of which one may be the name's.
_WITH_OTHERS = re.compile(f"[{_HAN}]?[{_TRANSLITERATES}]{{2,}}[{_HAN}]?")
_NEAR, _ALL = 0.25, 0.1  # distances up to which a name may be in a run, and a word all of it
_LEAST = 2.3  # consonants of a word that may be all of one


def instead(own: str, english: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Names of an English sentence that no run of its Chinese one may be, each with a run there that nothing in it may be."""
    lost = _lost(own, english)
    for name in names if lost else ():
        if not any(_is_in(romanised(name), run) for run in _WITH_OTHERS.findall(own)):
            yield name, lost[0]


def _lost(own: str, english: str) -> list[str]:
    """The longer runs that no name may be, nor any word that was one: golf, marathon."""
    found = [(match[0], own[max(0, match.start() - 1) : match.end() + 1]) for match in _SURELY_ONE.finditer(own)]
    words = frozenset(pieces(english)) if found else frozenset()
    names = frozenset(romanised(word) for word in words if len(word) > 2 and not IS_ENGLISH[word.lower()])
    others = frozenset(map(romanised, words)) - names
    return [
        run
        for run, with_others in found
        if not any(_is_in(name, with_others) for name in names) and not any(_is_all(word, run) for word in others)
    ]


def _is_in(name: str, run: str) -> bool:
    return of_syllables(softened(SOUNDS[name]), [*map(romanised, run)]) <= _NEAR


def _is_all(word: str, run: str) -> bool:
    sounds = softened(SOUNDS[word])
    own = tuple(sound for character in run for sound in SYLLABLE_SOUNDS[romanised(character)])
    return weight(sounds) >= _LEAST and of_word(sounds, own, 1.0) <= _ALL
