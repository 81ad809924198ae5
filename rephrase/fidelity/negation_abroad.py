"""Does a translation deny what its source says, or the other way round? Counts words of negation sentence by sentence.

Only where sentences can be set side by side, by their lengths or because there are as many in both texts, and only in the
languages of the table. A sentence with an English negation and none in the source's language fails, and one that has lost all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from rephrase.data import Task, Verdict, not_judged
from rephrase.fidelity.beads import side_by_side, words_beside
from rephrase.fidelity.language import language_of
from rephrase.fidelity.opposites import NEGATIONS, may_deny
from rephrase.fidelity.words import prose

# What may deny, for each language: patterns within lower-case text. Generous: each hit keeps a translation from failing.
_DENIES = {
    "de": r"\bnicht|\bkein|\bohne\b|\bnie\b|\bniemals|\bniemand|\bnirgend|\bweder|\bnoch nie|\bun[a-z]{4}|los\b|lose[rnms]?\b|\bnein\b|\bmiss",
    "es": r"\bno\b|\bsin\b|\bnunca|\bjamás|\bni\b|\bnadie|\bningun|\bningún|\bnada\b|\bin[a-z]{4}|\bim[a-z]{4}|\bdes[a-z]{4}|\btampoco",
    "fr": r"\bne\b|\bn['’]|\bpas\b|\bsans\b|\bjamais|\bni\b|\bnon\b|\baucun|\bpersonne|\brien\b|\bin[a-z]{4}|\bim[a-z]{4}|\bdé[a-z]{4}",
    "it": r"\bnon\b|\bsenza|\bmai\b|\bné\b|\bnessun|\bniente|\bnulla|\bno\b|\bin[a-z]{4}|\bdis[a-z]{4}",
    "pt": r"\bnão\b|\bsem\b|\bnunca|\bjamais|\bnem\b|\bninguém|\bnenhum|\bnada\b|\bin[a-z]{4}|\bdes[a-z]{4}",
    "ro": r"\bnu\b|\bn-|\bfără|\bniciodată|\bnici\b|\bnimeni|\bnimic|\bniciun|\bne[a-zăâîșț]{4}|\bin[a-z]{4}",
    "tr": r"değil|\byok|[sş][ıiuü]z(?!l[ae]r\b)|m[ae]z|m[ae]d[ıi]|m[ae]d[ae]n|m[ae]m[ae]|m[ae]m[ıi]ş|m[ae]y(?:[ae]n|[ıi]p|[ae]c|[ae]bil|[ıi]n\b|[ıi]z\b)"
    r"|m[ae]s[ae]|m[ae]s[ıi]n\b|m[ıiuü]yor|\bhayır|\bne\b|\basla\b|hiç|yalnız|başka|aksi|engel|reddet|eksik|zor\b|hariç",
    "vi": r"không|chưa|chẳng|đừng|\bvô\b|\bphi\b|\bbất\b|thiếu",
    "ru": r"\bне|\bни|\bнет\b|\bбез|\bнельзя|\bникогда|\bникто",
    "uk": r"\bне|\bні|\bбез|\bнемає",
    "el": r"\bδεν\b|\bμη|\bχωρίς|\bούτε|\bποτέ|\bκαν[εέ]ν|\bκαμία|\bόχι|\bα[νπ]?[α-ω]{4}|\bδίχως|\bτίποτ",
    "ar": r"لا|لم|لن|ليس|غير|دون|بلا|ما |عدم|أبد",
    "hi": r"नहीं|न |ना |बिना|मत |बगैर|अ[क-ह]|गैर|रहित|कभी",
    "zh": r"不|没|沒|無|无|非|未|别|勿|否|莫",
    "ja": r"ない|なく|なか|なけ|ず|ません|ぬ|無|不|非|未|まい",
    "pl": r"\bnie|\bbez|\bani\b|\bnigdy|\bnikt|\bżad",
    "cs": r"\bne|\bbez|\bani\b|\bnikd|\bžád|\bnic",
    "th": r"ไม่|มิ|ไร้|ปราศจาก|อย่า|ห้าม",
    "nl": r"\bniet|\bgeen|\bzonder|\bnooit|\bnoch\b|\bniemand|\bon[a-z]{4}|\bniks|\bnergens",
}  # fmt: skip
# Where a plain negation is one of these, a translation that has none may have lost it. Others deny in too many ways.
_PLAIN = {
    "de": r"\bnicht\b(?! nur)|\bkeine?[nrms]?\b", "es": r"\bno\b(?! sol| ser)|\bnunca\b", "fr": r"\bpas\b(?! seul)|\bjamais\b", "vi": r"\bkhông\b(?! chỉ)",
    "it": r"\bnon\b(?! sol)", "pt": r"\bnão\b(?! só)", "ro": r"\bnu\b(?! numai| doar)", "ru": r"^(?!.*\bпока\b).*\bне\b(?! только)", "pl": r"\bnie\b(?! tylko)",
    "tr": r"(?<!sadece )(?<!yalnızca )\bdeğil(?:dir|di|iz|im|ler|se)?\b(?! m[iı]\b)(?!,)|\w{2}m[ae]z(?:lar|ler|sınız|siniz)?\b"
    r"|\w{2}m(?:[ae]d[ıi](?:k|lar|ler|m)?\b|[ıiuü]yor|[ae]y[ae]c[ae]|[ae]y[ae]bilir|[ae]m[ae]l[ıi]|[ae]m[ıi]ş)|(?<!p )\b\w{2,30}m[ae]d[ıi]ğ",
    "ar": r"\bليس(?:ت|وا)?\b(?! فقط)|\bلم\b|\bلن\b", "hi": r"(?<!ही )(?<!केवल )नहीं(?! तो)",
    "zh": r"(?<!是)(?<!不)不(?:是(?!.*而是)|会|能|可能|需要|存在|包含|依赖|等于|知道)(?!不)|(?<!有)没有|无法|从未|并不",
    "ja": r"(?:ない|なかった|ません|ませんでした)(?:。|$|ため|ので|が、)",
}  # fmt: skip
# English words that deny by themselves, where most languages have a word of denial too.
_DENYING = frozenset(
    "impossible unlikely unknown unable unstable uncertain uncommon illegal unequal unnecessary invisible incomplete incorrect irregular"
    " unusual unsuccessful disagree disagrees disagreed".split()
)
_DENIALS = NEGATIONS | _DENYING
_QUESTION = re.compile(r"[?？;؟]\s*$")
# How words begin that only look as if they denied: information, inside, important, under, distance.
_NO_DENIAL = (
    r"(?!un(?:der|i[tovqfl]|til)|in(?:form|put|dex|t[eor]|clu|crea|dic|deed|side|st|vol|vers|vest|ner|divi|it|fer|her|dus|vent|come|jur|sp|sul|fl)"
    r"|im(?:ag|por|pl|pro|pac|med|migr)|ir(?:on|ri)|il(?:lus)|dis(?:cus|play|trib|tanc|tinc|cov|k|tric|pos|ease))"
)
_IN_ENGLISH = re.compile(
    rf"\b{_NO_DENIAL}(?:un|in|im|ir|il|dis|non)[a-z]{{4}}|less\b|\bthan\b|\bno longer\b|\binstead\b"
)


@lru_cache(maxsize=32)
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)


def _units(words: Sequence[str]) -> list[str]:
    """Words, without what is no negation or may be said in other ways: not only, no longer, not all, No. 5."""
    units = [unit if unit.isalnum() else unit.replace("’", "").replace("'", "") for unit in words]
    if "not" not in units and "no" not in units:
        return units
    return [u for at, u in enumerate(units) if u not in ("not", "no") or _denies(units[at + 1 : at + 2])]


def _denies(after: list[str]) -> bool:
    return not (after and (after[0] in ("only", "longer", "all", "every") or after[0].isdigit()))


def _is_plain_denial(sentence: str, language: str) -> bool:
    if language not in _PLAIN or _QUESTION.search(sentence):
        return False
    return _pattern(_PLAIN[language]).search(sentence.lower()) is not None


def _may_deny(english: str, units: list[str]) -> bool:
    return _IN_ENGLISH.search(english.lower()) is not None or any(map(may_deny, units))


def turned(source: str, rewrite: str) -> list[str]:
    """Sentences of an English translation that deny where their source does not, or no longer deny."""
    language = language_of(prose(source))
    if language not in _DENIES:
        return []
    beside = zip(side_by_side(source, rewrite), words_beside(source, rewrite), strict=True)
    pairs = [(own, english, _units(words)) for (own, english), words in beside if own and english]
    plain = [_is_plain_denial(own, language) for own, _, _ in pairs]
    denies = [not _DENIALS.isdisjoint(units) for _, _, units in pairs]
    denial = _pattern(_DENIES[language])
    come = _without(denies, lambda at: denial.search(pairs[at][0].lower()) is not None)
    gone = _without(plain, lambda at: denies[at] or _may_deny(*pairs[at][1:]))
    return [f"denied: {pairs[at][1]}" for at in come] + [f"no longer denied: {pairs[at][1]}" for at in gone]


def _without(denies: list[bool], may_deny: Callable[[int], bool]) -> list[int]:
    """Sentences of one text that deny where the other has nothing that may, in whatever order neighbours stand.

    Either nothing near the same place may deny, or fewer sentences may in all.
    """
    alone = [at for at, deny in enumerate(denies) if deny and not may_deny(at)]
    if not alone:
        return []
    may = [*map(may_deny, range(len(denies)))]
    fewer = sum(denies) > sum(may)
    return [at for at in alone if fewer or not any(may[max(0, at - 1) : at + 2])]


def check(source: str, rewrite: str, task: Task) -> Verdict:
    """Fails a translation in which a sentence denies where its source does not, or the other way round."""
    if task != "translate":
        return not_judged("negation_abroad", "but in translations")
    said = turned(source, rewrite)
    return Verdict("negation_abroad", not said, 0.3 if said else 1.0, "; ".join(line[:110] for line in said[:2]))
