"""Are the days of the week and the months those of the source? Knows their names in fifteen languages, no other dates.

Numbers in dates are the numbers check's. A day that is gone passes in a rephrasing ("yesterday"), one that has come for
another does not, also where one is named less often and another more often. Names that are everyday words too (may, march, sun) are not read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from rephrase.data import Task, Verdict
from rephrase.fidelity.beads import side_by_side
from rephrase.fidelity.clock import shifted
from rephrase.fidelity.words import words

# One line a language: Monday to Sunday, then January to December. "-" is left out: the word has other meanings.
_TABLE = """
monday tuesday wednesday thursday friday saturday sunday january february - april - june july august september october november december
mon tues wed thurs fri - - jan feb - apr - jun jul - sept oct nov dec
montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli august september oktober november dezember
montags dienstags mittwochs donnerstags freitags sonnabend sonntags jänner - - - - - - - - - - -
lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre octobre novembre décembre
lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
- - - - - sábados domingos - - - - - - - - setiembre - - -
segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
lunedì martedì mercoledì giovedì venerdì sabato domenica gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli augustus september oktober november december
- marți miercuri joi vineri sâmbătă duminică ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie
pazartesi salı çarşamba perşembe cuma cumartesi - - şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım -
понедельник вторник среду четверг пятницу субботу воскресенье января февраля марта апреля мая июня июля августа сентября октября ноября декабря
понедельникам вторникам средам четвергам пятницам субботам воскресеньям январе феврале марте апреле мае июне июле августе сентябре октябре ноябре декабре
понедельника вторника - четверга пятница суббота воскресенья январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
δευτέρα - τετάρτη πέμπτη παρασκευή σάββατο κυριακή ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου
- - - - - - - ιανουάριο φεβρουάριο μάρτιο απρίλιο μάιο ιούνιο ιούλιο αύγουστο σεπτέμβριο οκτώβριο νοέμβριο δεκέμβριο
الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت - يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
- - الاربعاء - - - - - - - إبريل - - يوليه اغسطس - اكتوبر - -
- - - - - - - جانفي فيفري - ابريل ماي جوان جويلية أوت - - - -
- - - - - - - - - - أفريل - - - - - - - -
الإثنين - - - - - - - شباط آذار نيسان أيار حزيران تموز آب أيلول - - -
सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर
- - - गुरूवार - - इतवार - फ़रवरी - - - - - - सितम्बर अक्तूबर नवम्बर दिसम्बर
"""
# Scripts without spaces, and names of several words: found anywhere.
_UNSPACED = """
星期一 星期二 星期三 星期四 星期五 星期六 星期日 - - - - - - - - - - - -
周一 周二 周三 周四 周五 周六 周日 - - - - - - - - - - - -
月曜 火曜 水曜 木曜 金曜 土曜 日曜 - - - - - - - - - - - -
- - - - - - 星期天 - - - - - - - - - - - -
จันทร์ อังคาร วันพุธ พฤหัส วันศุกร์ วันเสาร์ อาทิตย์ มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม
thứ_hai thứ_ba thứ_tư thứ_năm thứ_sáu thứ_bảy chủ_nhật - - - - - - - - - - - -
"""
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April May June July August September October November December".split()
_NAMES = [*_DAYS, *_MONTHS]
_MONTH_NUMBER = re.compile(r"(?<!\d)(1[0-2]|[1-9])\s?月(?!曜)|tháng (?:(1[0-2]|[1-9])\b)", re.IGNORECASE)


def _read(table: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for line in table.strip().split("\n"):
        for name, word in zip(_NAMES, line.split(), strict=True):
            if word != "-":
                found.setdefault(word.replace("_", " "), name)
    return found


NAMED_BY = _read(_TABLE)
_ANYWHERE = _read(_UNSPACED)
_CAPITAL = re.compile(r"(?<=[a-z,] )(?:March|May)\b")  # within a sentence, in English, these are the months
_FEIRAS = re.compile(r"\b(?:segunda|terça|quarta|quinta|sexta)-feira\b")  # in small letters
# One of them is in each of _ANYWHERE's names: few characters are looked for sooner than fifty names.
_IN_UNSPACED = ("期", "周", "曜", "ứ", "ủ", "ั", "า")
_PASSED = Verdict("dates", True, 1.0)

# A day told by another one: the day after Monday.
_RELATIVE = re.compile(
    r"\b(?:(?:next|following|previous|preceding|subsequent|same|prior|last|second|third) (?:day|month)|(?:day|month)s? (?:before|after|later|earlier|prior)|yesterday|tomorrow|today|eve|(?:that|this) (?:day|month))\b",
    re.IGNORECASE,
)

_BESIDE = (
    "next",
    "following",
    "previous",
    "preceding",
    "subsequent",
    "prior",
    "day ",
    "month ",
    "yesterday",
    "tomorrow",
    "eve",
)

# Read only as what may keep a name: a march is no month.
_MAYBE = {"march": "March", "mar": "March", "may": "May", "sun": "Sunday", "sat": "Saturday", "ocak": "January", "pazar": "Sunday"} | {
    "aralık": "December", "luni": "Monday", "segunda": "Monday", "terça": "Tuesday", "quarta": "Wednesday", "quinta": "Thursday",
    "sexta": "Friday", "среда": "Wednesday", "τρίτη": "Tuesday", "الأحد": "Sunday", "aug": "August", "dec": "December",
}  # fmt: skip
_ANY_WORD = frozenset(NAMED_BY.keys() | _MAYBE.keys())
_LAST_PART = re.compile(r"['’](?<=[^\W_].)([^\W\d_]+)(?![^\W\d_]|['’][^\W\d_])")  # of a word with an apostrophe


@lru_cache(maxsize=8)
def _parts(text: str) -> frozenset[str]:
    """Words that may name a day or a month, those with an apostrophe also by what follows it: nell'agosto."""
    found = _ANY_WORD.intersection(words(text))
    if "'" in text or "’" in text:
        found |= _ANY_WORD.intersection(_LAST_PART.findall(text.lower()))
    return found


@lru_cache(maxsize=8)
def named(text: str) -> frozenset[str]:
    """The English names of the days and months that a text names."""
    found = {NAMED_BY[word] for word in _parts(text) if word in NAMED_BY}
    if "March" in text or "May" in text:  # a search for either costs fifty times as much
        found.update(_CAPITAL.findall(text))
    if text.isascii():
        return frozenset(found)
    lowered = text.lower()
    found.update(name for word, name in _unspaced(lowered) if word in lowered)
    if "月" in lowered or "tháng " in lowered:
        found.update(_MONTHS[int(match[1] or match[2]) - 1] for match in _MONTH_NUMBER.finditer(lowered))
    found.update(_feiras(lowered))
    return frozenset(found)


def _unspaced(lowered: str) -> Collection[tuple[str, str]]:
    """The names that may stand anywhere, each with its English one; none where the text has no part of any."""
    return _ANYWHERE.items() if any(part in lowered for part in _IN_UNSPACED) else ()


def _feiras(lowered: str) -> list[str]:
    return [NAMED_BY[match[0]] for match in _FEIRAS.finditer(lowered)] if "-feira" in lowered else []


def _maybe(text: str) -> set[str]:
    """The days and months that a text names or may name by a word with another meaning."""
    return {_MAYBE[word] for word in _parts(text) if word in _MAYBE}


def _counted(text: str) -> Counter[str]:
    """How often each day is named, by any word that may name it."""
    units = words(text)
    found: Counter[str] = Counter()
    for word in _parts(text):
        for table in (NAMED_BY, _MAYBE):
            if word in table:
                found[table[word]] += units.count(word)
    if text.isascii():
        return found
    lowered = text.lower()
    for word, name in _unspaced(lowered):
        found[name] += lowered.count(word)
    found.update(_feiras(lowered))
    return found


def _rarer_and_oftener(source: str, rewrite: str) -> str:
    """What is said less often and what more often, where both texts have both: one may stand in the other's place."""
    names = named(source) | named(rewrite) | _maybe(source) | _maybe(rewrite)
    kinds = [kind for kind in (_DAYS, _MONTHS) if len(names.intersection(kind)) > 1]
    if not kinds:
        return ""
    before, after = _counted(source), _counted(rewrite)
    for kind in kinds:
        lost = [day for day in kind if before[day] > after[day]]
        invented = [day for day in kind if after[day] > before[day]]
        if not lost or not invented:
            continue
        # A day the source has not is one told there by another; one it has may be told by another in the rewrite.
        new = [day for day in invented if not before[day]]
        is_told = any(_may_tell(source, day, before, kind) for day in new) if new else _RELATIVE.search(rewrite)
        if not is_told:
            return f"less often: {', '.join(lost)}; more often: {', '.join(invented)}"
    return ""


def _names_another(source: str, known: Collection[str], task: Task) -> bool:
    """Whether a source names other days and tells none by another one, so that a day it has not is invented."""
    if not known or task not in ("rephrase", "translate"):
        return False
    return not _relative(source)


def _relative(text: str) -> list[str]:
    """The words that tell a day by another one, as no "that day" does."""
    found = [match[0].lower() for match in _RELATIVE.finditer(text)]
    return [words for words in found if not words.startswith(("that", "this", "same"))]


def _may_tell(text: str, day: str, named: Mapping[str, int], kind: Sequence[str]) -> bool:
    """Whether a text may tell a day by one that it names: the next day by the one before, the third day by any."""
    found = _relative(text)
    if not found:
        return False
    at = kind.index(day)
    beside = named[kind[at - 1]] or named[kind[(at + 1) % len(kind)]]
    return bool(beside) or any(not words.startswith(_BESIDE) for words in found)


def _beside_another(source: str, rewrite: str) -> str:
    """What a sentence of a translation names for what its own of the source does, where each is named elsewhere, too."""
    if _counted(source) == _counted(rewrite):
        return ""
    for own, other in side_by_side(source, rewrite):
        before, after = named(own), named(other)
        if before and after and before != after and not _RELATIVE.search(other):
            lost, invented = before - after - _maybe(other), after - before - _maybe(own)
            for kind in (_DAYS, _MONTHS):
                gone, come = lost.intersection(kind), invented.intersection(kind)
                if gone and come:
                    return f"{', '.join(sorted(gone))} → {', '.join(sorted(come))}: {other}"
    return ""


def check(source: str, rewrite: str, task: Task) -> Verdict:
    """Fails when a day, a month, a half of the day or an era stands for another."""
    if task in ("rephrase", "translate") and (said := shifted(source, rewrite, task == "translate")):
        return Verdict("dates", False, 0.3, said)
    before, after = named(source), named(rewrite)
    if not before and not after:
        return _PASSED
    if before != after and task != "summary":
        maybe_before, maybe_after = _maybe(source), _maybe(rewrite)
        for kind in (frozenset(_DAYS), frozenset(_MONTHS)):
            lost, invented = sorted(before & kind - after - maybe_after), sorted(after & kind - before - maybe_before)
            if invented and (lost or _names_another(source, before & kind, task)):
                said = f"lost: {', '.join(lost)}; invented: {', '.join(invented)}"
                return Verdict("dates", False, 0.3, said[:200])
    if task not in {"summary", "learning_note"} and (said := _rarer_and_oftener(source, rewrite)):
        return Verdict("dates", False, 0.3, said)
    if task == "translate" and len(before | after) > 1 and (said := _beside_another(source, rewrite)):
        return Verdict("dates", False, 0.3, said[:200])
    return _PASSED
