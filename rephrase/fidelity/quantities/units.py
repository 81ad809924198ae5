"""Units of measure as a table: what a unit measures, and how many of the base unit it is. Knows nothing of numbers.

One line a unit: what it measures, how many of the base unit, its spellings in the languages of `vocabulary.py`.
A speed is read as the distance it names (60 mph = 60 miles per hour = 60 miles), since translations write either.
A unit that could be read as another word (in, a, do) has no entry: an unread unit is never a finding.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from rephrase.fidelity.quantities.digits import Ratio

TABLE = """
share 1/100 % ٪ ％ percent per\u00a0cent pct prozent pourcent процент процента процентов percentage パーセント प्रतिशत procent
share 1/10 割 成
share 1/1000 ‰ permille promille
metre 1000 km kilometer kilometers kilometre kilometres kilometern kilómetro kilómetros kilomètre kilomètres км километр
metre 1000 километров километра 公里 千米 キロメートル キロ km/h kph kmh quilômetros quilómetros kilometri chilometri kilometre किलोमीटर
metre 1000 كيلومتر كم
metre 1 m meter meters metre metres metern metro metros mètre mètres м метр метра метров 米 公尺 メートル m/s मीटर متر mét
metre 1/100 cm centimeter centimeters centimetre centimetres zentimeter centímetro centímetros centimètre centimètres см
metre 1/100 сантиметр сантиметров сантиметра 厘米 公分 センチメートル センチ सेंटीमीटर
metre 1/1000 mm millimeter millimeters millimetre millimetres milímetros millimètres мм миллиметров 毫米 ミリメートル ミリ
metre 1/1000000 µm μm micron microns micrometer micrometers micrometre micrometres
metre 1/1000000000 nm nanometer nanometers nanometre nanometres
foot 1 ft foot feet fuß pie pies pied pieds фут фута футов 英尺 フィート ayak फीट फुट قدم
foot 5280 mile miles mi mph meile meilen milla millas миля милю мили миль 英里 マイル mil मील ميل dặm
foot 1/12 inch inches zoll pulgada pulgadas pouce pouces дюйм дюйма дюймов 英寸 インチ इंच بوصة
foot 3 yd yard yards yarda yardas ярд ярда ярдов 码 ヤード
gram 1000 kg kilo kilos kilogram kilograms kilogramm kilogramo kilogramos kilogramme kilogrammes кг килограмм килограммов
gram 1000 килограмма 公斤 千克 キログラム किलोग्राम किलो كيلوغرام kilogramos
gram 1 g gram grams gramme grammes gramm gramos г грамм граммов грамма 克 グラム ग्राम غرام
gram 1/1000 mg milligram milligrams milligramm miligramos мг миллиграмм 毫克 ミリグラム
gram 1/1000000 µg μg mcg microgram micrograms
pound 1 lb lbs pound pounds £ gbp pfund libra libras livre livres фунт фунта фунтов 磅 ポンド 英镑 पाउंड paund جنيه
pound 1/16 oz ounce ounces unze unzen onza onzas унция унции унций 盎司 オンス
tonne 1 ton tons tonne tonnes tonnen tonelada toneladas тонн тонна тонны 吨 トン टन
tonne 1000000000 gigaton gigatons gigatonne gigatonnes gt
tonne 1000000 megaton megatons megatonne megatonnes
tonne 1 tấn طن tonnellate
litre 1 l liter liters litre litres litern litro litros л литр литра литров 升 公升 リットル लीटर لتر lít
litre 1/1000 ml milliliter milliliters millilitre millilitres mililitros мл миллилитров 毫升 ミリリットル
litre 1/1000000 µl μl microliter microliters microlitre microlitres
gallon 1 gallon gallons gallone gallonen galón galones галлон галлона галлонов 加仑 ガロン
gallon 1/4 quarts
gallon 1/8 pint pints pinte pintes pinta pintas пинта пинты пинт 品脱
second 1 s sec secs second seconds sekunde sekunden segundo segundos seconde secondes с сек секунд секунда секунды 秒 秒钟
second 1/1000 ms millisecond milliseconds
second 1/1000000 µs μs microsecond microseconds
second 1/1000000000 ns nanosecond nanoseconds
second 1 秒間 saniye सेकंड ثانية ثوان giây secondi sekund
second 60 min mins minute minutes minuten minuto minutos мин минута минуты минут минуту 分 分钟 分鐘 分間 dakika मिनट
second 60 minütige minütigen minütiger minütiges минутного минутное минутные минутный минутных минутная минутную minüten dakikalık minuten
second 3600 stündige stündigen stündiger часовую часовые часовое часовых часовой часового saatlik
month 12 jährige jährigen jähriger летний летняя летних yıllık
day 1 tägige tägigen
second 60 دقيقة دقائق phút minuti minut
second 3600 h hr hrs hour hours stunde stunden hora horas heure heures ч час часа часов 小时 小時 个小时 個小時 時間 saat
second 3600 घंटे घंटा ساعة ساعات giờ ore ora godzin godziny uur uren
day 1 day days tag tage tagen día días dia dias jour jours день дня дней 天 日間 gün दिन يوم أيام ngày giorni dni dagen
day 1 日
day 7 week weeks woche wochen semana semanas semaine semaines неделя недели недель неделю 周 星期 个星期 週間 hafta
day 7 हफ्ते सप्ताह أسبوع أسابيع tuần settimane tygodni weken
month 1 month months monat monate monaten mes meses mois месяц месяца месяцев 个月 個月 か月 ヶ月 カ月 ay महीने महीना شهر أشهر
month 1 tháng mesi miesięcy maanden mês
month 12 year years yr yrs jahr jahre jahren año años ano anos ans année années год года лет 年間 yıl yaş साल वर्ष سنة
month 12 岁 歲 歳 سنوات عام anni lat jaar jaren
month 12 年
month 120 decade decades jahrzehnt jahrzehnte jahrzehnten década décadas décennie décennies
dollar 1 $ usd dollar dollars dólar dólares доллар доллара долларов 美元 美金 ドル dolar đô डॉलर دولار دولارات dollari
dollar 1/100 ¢ cent cents centavo centavos цент цента центов 美分 セント सेंट
euro 1 € eur euro euros евро 欧元 ユーロ यूरो يورو
yen 1 ¥ jpy yen 円 日元 йен иен
yuan 1 cny rmb yuan 元 人民币 юаней
rupee 1 ₹ inr rupee rupees रुपये रुपए рупий rupien roupies rupias
rouble 1 ₽ rub ruble rubles rouble roubles rubel рублей рубля рубль
celsius 1 °c ℃ celsius celcius 摄氏度 摂氏
fahrenheit 1 °f ℉ fahrenheit 华氏度 華氏
watt 1 w watt watts вт ватт 瓦
watt 1000 kw kilowatt kilowatts квт киловатт 千瓦
watt 1000000 mw megawatt megawatts мвт 兆瓦
watt 1000000000 gw gigawatt gigawatts гвт
watthour 1000 kwh квтч 千瓦时
watthour 1000000 mwh
volt 1 v volt volts вольт 伏
volt 1000 kv kilovolt kilovolts
volt 1/1000 millivolt millivolts
ampere 1 amp amps ampere amperes
ampere 1/1000 milliamp milliamps milliampere milliamperes
newton 1 newton newtons
newton 1000 kilonewton kilonewtons
pascal 1 pascal pascals
pascal 1000 kpa kilopascal kilopascals
joule 1 joule joules
joule 1000 kj kilojoule kilojoules
hertz 1 hz hertz гц
hertz 1000 khz
hertz 1000000 mhz
hertz 1000000000 ghz
byte 1 byte bytes
byte 1000 kb kilobyte kilobytes
byte 1000000 mb megabyte megabytes мб
byte 1000000000 gb gigabyte gigabytes гб
byte 1000000000000 tb terabyte terabytes
hectare 1 ha hectare hectares hektar hectáreas 公顷
acre 1 acre acres
"""

# A number in a formula and what LaTeX sets between it and its unit: $500\,\mathrm{nm}$, $500$ nm.
_IN_LATEX = re.compile(
    r"(?<![\d.,])\${0,2}(\d[\d.,]{0,30})(?:~|\\[,;:! ]|\s|\\quad(?![A-Za-z])){0,4}"
    r"\\(?:text|textrm|mathrm|mbox|rm|si|unit)\s?\{\s*([^\W\d_]{1,12})\s*\}\${0,2}"
)
_BEFORE_UNIT = re.compile(r"(?<!\$)\$(\d[\d.,]{0,30})\$[ ~]?(?=([^\W\d_]{1,12})(?![^\W_]))")

Unit = tuple[str, int | Fraction]  # what it measures, how many of the base unit; a "share" is of a plain number


def _table() -> Mapping[str, Unit]:
    units: dict[str, Unit] = {}
    for line in TABLE.strip().split("\n"):
        measures, factor, *spellings = line.split(" ")
        for spelling in spellings:
            unit = (measures, Ratio(factor) if "/" in factor else int(factor))
            units.setdefault(spelling.replace("\u00a0", " "), unit)
    return units


UNITS = _table()


@lru_cache(maxsize=8)
def with_plain_units(text: str) -> str:
    """The text with numbers and units as prose has them where LaTeX sets them apart."""
    if "$" not in text and "\\" not in text:
        return text
    for pattern in (_IN_LATEX, _BEFORE_UNIT):
        text = pattern.sub(lambda found: _in_prose(found) if found[2].lower() in UNITS else found[0], text)
    return text


def _in_prose(found: re.Match[str]) -> str:
    return f"{found[1]} {found[2]} " if found.re is _IN_LATEX else f"{found[1]} "
