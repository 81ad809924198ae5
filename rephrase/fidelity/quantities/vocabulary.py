"""The words for numbers and months of some languages, as a table. Knows no grammar: how they combine is `quantities.py`.

One block a language. Its first line lists function words, by which the language of a text is guessed. Then:
`3 three` a cardinal, `3. third` an ordinal, `x1000 thousand` a multiplier, `~2 both` a word that implies a number but
does not state one, `1/2 half` a fraction, `m5 may` a month, `& and` a joiner inside numbers, `- minus` a sign.
Words are lower case. A word with several meanings stands only where the number is its usual one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from rephrase.fidelity.quantities.digits import Ratio
from rephrase.fidelity.quantities.more_languages import MORE_LANGUAGES

_TABLES: Mapping[str, str] = {
    "en": """the of and is are was to in that with for how he she it his her they from by at this as
0 zero nought
1 one | 2 two | 3 three | 4 four | 5 five | 6 six | 7 seven | 8 eight | 9 nine | 10 ten | 11 eleven | 12 twelve
13 thirteen | 14 fourteen | 15 fifteen | 16 sixteen | 17 seventeen | 18 eighteen | 19 nineteen | 20 twenty
30 thirty | 40 forty fourty | 50 fifty | 60 sixty | 70 seventy | 80 eighty | 90 ninety
x100 hundred | x1000 thousand | x1000000 million mln | x1000000000 billion bn | x1000000000000 trillion tn
x100000 lakh | x10000000 crore | x12 dozen
1. first | 2. second | 3. third | 4. fourth | 5. fifth | 6. sixth | 7. seventh | 8. eighth | 9. ninth | 10. tenth
11. eleventh | 12. twelfth | 13. thirteenth | 14. fourteenth | 15. fifteenth | 16. sixteenth | 17. seventeenth
18. eighteenth | 19. nineteenth | 20. twentieth | 30. thirtieth | 40. fortieth | 50. fiftieth | 60. sixtieth
70. seventieth | 80. eightieth | 90. ninetieth | 100. hundredth | 1000. thousandth
20~ twenties | 30~ thirties | 40~ forties | 50~ fifties | 60~ sixties | 70~ seventies | 80~ eighties | 90~ nineties
~0 none nothing nil | ~1 once single alone another each per | ~10 decade decades tenfold | ~100 century centuries
~2 both twice double doubled doubles doubling pair pairs couple couples two-fold twofold dual duo squared square twins
~3 triple tripled triples thrice trio threefold cubed triplets | ~4 quadruple quadrupled fourfold quartet quadruplets
~5 quintuple fivefold | ~12 dozens | ~14 fortnight | ~24 daily | ~7 weekly | ~1/2 halved halves halve midway
1/2 half | 1/4 quarter | ~1/4 quarters | ~1/3 thirds | ~1/5 fifths | ~100 hundreds | ~1000 thousands
m1 january jan | m2 february feb | m3 march | m4 april apr | m5 may | m6 june jun | m7 july jul | m8 august aug
m9 september sept sep | m10 october oct | m11 november nov | m12 december dec
& and | - minus negative""",
    "de": """der die das und ist von zu mit den dem ein eine nicht sie er es auf für sich wie im werden wird hat auch bei
0 null | 1 eins | 2 zwei zwo | 3 drei | 4 vier | 5 fünf fuenf | 6 sechs | 7 sieben | 8 acht | 9 neun | 10 zehn | 11 elf
12 zwölf zwoelf | 13 dreizehn | 14 vierzehn | 15 fünfzehn | 16 sechzehn | 17 siebzehn | 18 achtzehn | 19 neunzehn
20 zwanzig | 30 dreißig dreissig | 40 vierzig | 50 fünfzig | 60 sechzig | 70 siebzig | 80 achtzig | 90 neunzig
x100 hundert | x1000 tausend tsd | x1000000 million millionen mio | x1000000000 milliarde milliarden mrd
x1000000000000 billion billionen | x12 dutzend
1. erste ersten erster erstes erstem erst | 2. zweite zweiten zweiter zweites zweitem | 3. dritte dritten dritter drittes
4. vierte vierten vierter viertes | 5. fünfte fünften fünfter | 6. sechste sechsten | 7. siebte siebten | 8. achte achten
9. neunte neunten | 10. zehnte zehnten | 12. zwölfte zwölften
~1 ein eine einen einem einer eines einmal einzige einzigen pro je | ~2 beide beiden beider zweimal doppelt doppelte paar
~2 doppelten verdoppelt zweifach zweier verdoppeln zweiten | ~3 dreimal dreifach dreifache | ~4 viermal vierfach | ~5 fünfmal
~10 jahrzehnt jahrzehnte jahrzehnten zehnfach | ~100 jahrhundert jahrhunderte hunderte hunderten | ~12 dutzende
1/2 halb halbe halben halber halbes hälfte | 3/2 anderthalb eineinhalb | 5/2 zweieinhalb | 7/2 dreieinhalb
1/3 drittel | 1/4 viertel | 3/4 dreiviertel | 1/5 fünftel | 1/10 zehntel
20~ zwanziger | 30~ dreißiger | 50~ fünfziger | 60~ sechziger | 70~ siebziger | 80~ achtziger | 90~ neunziger
m1 januar jänner jan | m2 februar feb | m3 märz | m4 april apr | m5 mai | m6 juni | m7 juli | m8 august aug
m9 september sept | m10 oktober okt | m11 november nov | m12 dezember dez | & und | - minus""",
    "fr": """le la les des du et est un une dans que qui pour pas sur avec il elle au par ce son ses se à plus
0 zéro | 1 un une | 2 deux | 3 trois | 4 quatre | 5 cinq | 6 six | 7 sept | 8 huit | 9 neuf | 10 dix | 11 onze | 12 douze
13 treize | 14 quatorze | 15 quinze | 16 seize | 20 vingt vingts | 30 trente | 40 quarante | 50 cinquante | 60 soixante
70 septante | 80 octante huitante | 90 nonante
x100 cent cents | x1000 mille milliers millier | x1000000 million millions | x1000000000 milliard milliards | x12 douzaine
x12 douzaines
1. premier première premiers premières | 2. deuxième second seconde deuxièmes | 3. troisième | 4. quatrième | 5. cinquième
6. sixième | 7. septième | 8. huitième | 9. neuvième | 10. dixième | 12. douzième
~1 chaque seul seule fois | ~2 double doubler paire paires couple doublé | ~3 triple triplé | ~4 quadruple
~10 décennie dizaine dizaines décennies | ~15 quinzaine | ~20 vingtaine | ~100 siècle siècles centaine centaines
1/2 demi demie moitié | 1/3 tiers | 1/4 quart quarts
m1 janvier janv | m2 février févr | m3 mars | m4 avril | m5 mai | m6 juin | m7 juillet | m8 août aout | m9 septembre sept
m10 octobre oct | m11 novembre nov | m12 décembre déc | & et""",
    "es": """el la los las de del y en que un una por con para se su es al como lo más no fue son sus cada
0 cero | 1 uno un una | 2 dos | 3 tres | 4 cuatro | 5 cinco | 6 seis | 7 siete | 8 ocho | 9 nueve | 10 diez | 11 once
12 doce | 13 trece | 14 catorce | 15 quince | 16 dieciséis dieciseis | 17 diecisiete | 18 dieciocho | 19 diecinueve | 20 veinte
21 veintiuno veintiún veintiun veintiuna | 22 veintidós veintidos | 23 veintitrés veintitres | 24 veinticuatro | 25 veinticinco | 26 veintiséis veintiseis | 27 veintisiete
28 veintiocho | 29 veintinueve | 30 treinta | 40 cuarenta | 50 cincuenta | 60 sesenta | 70 setenta | 80 ochenta | 90 noventa
x100 cien ciento | 200 doscientos doscientas | 300 trescientos trescientas | 400 cuatrocientos cuatrocientas
500 quinientos quinientas | 600 seiscientos | 700 setecientos | 800 ochocientos | 900 novecientos
x1000 mil miles | x1000000 millón millones | x1000000000000 billón billones | x12 docena docenas
1. primer primero primera primeros primeras | 2. segundo segunda | 3. tercer tercero tercera | 4. cuarto cuarta
5. quinto quinta | 6. sexto sexta | 7. séptimo séptima | 8. octavo octava | 9. noveno novena | 10. décimo décima
~1 cada vez único | ~2 ambos ambas doble dobles par pares pareja duplicar dobla duplica | ~3 triple triples | ~4 cuádruple
~10 década décadas decena decenas | ~100 siglo siglos centenar cientos
1/2 medio media mitad | 1/3 tercio tercios tercera | 1/4 cuarto cuartos cuarta cuartas | 1/5 quintas | 1/10 décimas | 1/5 quinta | 1/10 décima
m1 enero | m2 febrero | m3 marzo | m4 abril | m5 mayo | m6 junio | m7 julio | m8 agosto | m9 septiembre setiembre
m10 octubre | m11 noviembre | m12 diciembre | & y""",
    "pt": """o os as de do da e em que um uma por com para se seu é ao como mais não foi são suas dos das no na
0 zero | 1 um uma | 2 dois duas | 3 três | 4 quatro | 5 cinco | 6 seis | 7 sete | 8 oito | 9 nove | 10 dez | 11 onze
12 doze | 13 treze | 14 catorze quatorze | 15 quinze | 16 dezesseis dezasseis | 17 dezessete dezassete | 18 dezoito
19 dezenove dezanove | 20 vinte | 30 trinta | 40 quarenta | 50 cinquenta | 60 sessenta | 70 setenta | 80 oitenta
90 noventa | x100 cem cento | 200 duzentos duzentas | 300 trezentos trezentas | 400 quatrocentos quatrocentas | 500 quinhentos quinhentas
600 seiscentos seiscentas | 700 setecentos setecentas | 800 oitocentos oitocentas | 900 novecentos novecentas | x1000 mil milhares
x1000000 milhão milhões | x1000000000 bilhão bilhões | x12 dúzia dúzias
1. primeiro primeira primeiros primeiras | 2. segundo segunda | 3. terceiro terceira | 4. quarto quarta | 5. quinto
6. sexto | 7. sétimo | 8. oitavo | 9. nono | 10. décimo
~2 ambos ambas dobro dupla par casal | ~3 triplo | ~10 década décadas | ~100 século séculos | ~1 cada vez
1/2 meio meia metade | 1/3 terço terços | 1/4 quarto quartos
m1 janeiro | m2 fevereiro | m3 março | m4 abril | m5 maio | m6 junho | m7 julho | m8 agosto | m9 setembro | m10 outubro
m11 novembro | m12 dezembro | & e""",
    "it": """il lo gli di del della e in che un una per con si è al come più non i le ha sono dei delle nel nella
0 zero | 1 uno un una | 2 due | 3 tre tré | 4 quattro | 5 cinque | 6 sei | 7 sette | 8 otto | 9 nove | 10 dieci | 11 undici
12 dodici | 13 tredici | 14 quattordici | 15 quindici | 16 sedici | 17 diciassette | 18 diciotto | 19 diciannove | 20 venti vent
30 trenta trent | 40 quaranta quarant | 50 cinquanta cinquant | 60 sessanta sessant | 70 settanta settant
80 ottanta ottant | 90 novanta novant
x100 cento | x1000 mille mila migliaia | x1000000 milione milioni | x1000000000 miliardo miliardi | x12 dozzina dozzine
1. primo prima primi prime | 2. secondo seconda | 3. terzo terza | 4. quarto quarta | 5. quinto quinta | 6. sesto
7. settimo | 8. ottavo | 9. nono | 10. decimo
~2 entrambi entrambe doppio doppia paio coppia | ~3 triplo | ~10 decennio decenni | ~100 secolo secoli centinaia
1/2 mezzo mezza metà | 1/3 terzo terzi | 1/4 quarto quarti | 1/5 quinti
m1 gennaio | m2 febbraio | m3 marzo | m4 aprile | m5 maggio | m6 giugno | m7 luglio | m8 agosto | m9 settembre | m10 ottobre
m11 novembre | m12 dicembre | & e""",
    "nl": """de het een en van in is dat op te zijn voor met die niet aan er om als ook door bij naar werd
0 nul | 1 één | 2 twee | 3 drie | 4 vier | 5 vijf | 6 zes | 7 zeven | 8 acht | 9 negen | 10 tien | 11 elf | 12 twaalf
13 dertien | 14 veertien | 15 vijftien | 16 zestien | 17 zeventien | 18 achttien | 19 negentien | 20 twintig | 30 dertig
40 veertig | 50 vijftig | 60 zestig | 70 zeventig | 80 tachtig | 90 negentig | x100 honderd | x1000 duizend
x1000000 miljoen | x1000000000 miljard | x12 dozijn | 1. eerste | 2. tweede | 3. derde | 4. vierde | 5. vijfde | 6. zesde
7. zevende | 8. achtste | 9. negende | 10. tiende | ~1 een per elke | ~2 beide beiden dubbel dubbele paar tweemaal
~10 decennium decennia | ~100 eeuw eeuwen | 1/2 half halve helft | 1/4 kwart
m1 januari | m2 februari | m3 maart | m4 april | m5 mei | m6 juni | m7 juli | m8 augustus | m9 september | m10 oktober
m11 november | m12 december | & en""",
    "pl": """i w na z do że się nie jest to jak od po przez dla przy był oraz które który są jego za o
0 zero | 1 jeden jedna jedno jednego jednej jednym | 2 dwa dwie dwóch dwaj dwoje dwóm | 3 trzy trzech trzej | 4 cztery czterech
5 pięć pięciu | 6 sześć sześciu | 7 siedem siedmiu | 8 osiem ośmiu | 9 dziewięć dziewięciu | 10 dziesięć dziesięciu
11 jedenaście jedenastu | 12 dwanaście dwunastu | 13 trzynaście | 14 czternaście | 15 piętnaście piętnastu | 16 szesnaście
17 siedemnaście | 18 osiemnaście | 19 dziewiętnaście | 20 dwadzieścia dwudziestu | 30 trzydzieści | 40 czterdzieści
50 pięćdziesiąt | 60 sześćdziesiąt | 70 siedemdziesiąt | 80 osiemdziesiąt | 90 dziewięćdziesiąt | x100 sto stu
200 dwieście | 300 trzysta | 400 czterysta | 500 pięćset | x1000 tysiąc tysiące tysięcy tys
x1000000 milion miliony milionów mln | x1000000000 miliard miliardy miliardów mld
1. pierwszy pierwsza pierwsze pierwszego pierwszej pierwszym | 2. drugi druga drugie drugiego drugiej drugim
3. trzeci trzecia trzecie trzeciego trzeciej | 4. czwarty czwarta | 5. piąty piąta piątej | 6. szósty | 7. siódmy | 8. ósmy
9. dziewiąty | 10. dziesiąty | ~2 oba obie obu obydwa para parę dwukrotnie podwójny | ~3 trzykrotnie | ~10 dekada dekady
~100 wiek wieku wieków setki | 1/2 pół połowa połowę połowy | 3/2 półtora półtorej
m1 stycznia styczeń styczniu | m2 lutego luty lutym | m3 marca marzec marcu | m4 kwietnia kwiecień kwietniu | m5 maja maj maju
m6 czerwca czerwiec czerwcu | m7 lipca lipiec lipcu | m8 sierpnia sierpień sierpniu | m9 września wrzesień wrześniu
m10 października październik październiku | m11 listopada listopad listopadzie | m12 grudnia grudzień grudniu""",
    "ro": """și în de la cu pe că nu este sau din care un o a al mai fi pentru au fost lui sunt prin ale
1 unu un una | 2 doi două | 3 trei | 4 patru | 5 cinci | 6 șase şase | 7 șapte şapte | 8 opt | 9 nouă | 10 zece
11 unsprezece | 12 doisprezece douăsprezece | 13 treisprezece | 14 paisprezece | 15 cincisprezece | 16 șaisprezece
20 douăzeci | 30 treizeci | 40 patruzeci | 50 cincizeci | 60 șaizeci | 70 șaptezeci | 80 optzeci | 90 nouăzeci
x100 sută sute | x1000 mie mii | x1000000 milion milioane | x1000000000 miliard miliarde
1. primul prima primii întâi | 2. doilea doua secund | 3. treilea treia | 4. patrulea patra | 5. cincilea cincea
6. șaselea | 7. șaptelea | 8. optulea | 9. nouălea | 10. zecelea
~2 ambele ambii dublu pereche | ~10 deceniu decenii | ~100 secol secolul | 1/2 jumătate | 1/3 treime treimi | 1/4 sfert
m1 ianuarie | m2 februarie | m3 martie | m4 aprilie | m5 mai | m6 iunie | m7 iulie | m8 august | m9 septembrie
m10 octombrie | m11 noiembrie | m12 decembrie | & și""",
    "tr": """ve bir bu için ile olarak de da olan gibi daha çok en sonra kadar her ne ise o olduğu veya ancak
0 sıfır | 1 bir | 2 iki | 3 üç | 4 dört | 5 beş | 6 altı | 7 yedi | 8 sekiz | 9 dokuz | 10 on | 20 yirmi | 30 otuz | 40 kırk
50 elli | 60 altmış | 70 yetmiş | 80 seksen | 90 doksan | x100 yüz | x1000 bin | x1000000 milyon | x1000000000 milyar
x1000000000000 trilyon | x12 düzine
1. birinci ilk | 2. ikinci | 3. üçüncü | 4. dördüncü | 5. beşinci | 6. altıncı | 7. yedinci | 8. sekizinci | 9. dokuzuncu
10. onuncu | 20. yirminci | ~2 ikisi iki ikili çift kat her | ~3 üçü üçlü | ~10 onlarca onyıl | ~20 yirmiden | ~30 otuzdan | ~40 kırktan | ~50 elliden | ~100 yüzyıl yüzlerce yüzden | ~1000 binlerce binden
1/2 yarım yarı yarısı buçuk yarısını | 1/4 çeyrek
m1 ocak | m2 şubat | m3 mart | m4 nisan | m5 mayıs | m6 haziran | m7 temmuz | m8 ağustos | m9 eylül | m10 ekim | m11 kasım
m12 aralık | - eksi""",
    "vi": """của và là các trong được có cho không người những một với này đã để từ khi đến ở như cũng
1 một mốt | 2 hai | 3 ba | 4 bốn tư | 5 lăm | 6 sáu | 7 bảy bẩy | 8 tám | 9 chín | 10 mười | x10 mươi | x100 trăm
x1000 nghìn ngàn | x1000000 triệu | x1000000000 tỷ tỉ | 1. nhất | ~5 năm | ~2 đôi cả nhì | ~12 tá
~10 thập | ~100 kỷ | 1/2 nửa rưỡi""",
    "ru": """и в не на что с по это как от за из для он она его но к о у был они при также или который
0 ноль нуль нуля | 1 один одна одно одного одной одному одним одном одну | 2 два две двух двум двумя
3 три трех трёх трем трём тремя | 4 четыре четырех четырёх четырем | 5 пять пяти пятью | 6 шесть шести | 7 семь семи
8 восемь восьми | 9 девять девяти | 10 десять десяти | 11 одиннадцать одиннадцати | 12 двенадцать двенадцати
13 тринадцать тринадцати | 14 четырнадцать четырнадцати | 15 пятнадцать пятнадцати | 16 шестнадцать шестнадцати
17 семнадцать семнадцати | 18 восемнадцать восемнадцати | 19 девятнадцать девятнадцати | 20 двадцать двадцати
30 тридцать тридцати | 40 сорок сорока | 50 пятьдесят пятидесяти | 60 шестьдесят шестидесяти
70 семьдесят семидесяти | 80 восемьдесят восьмидесяти | 90 девяносто | x100 сто ста | 200 двести двухсот
300 триста трехсот трёхсот | 400 четыреста | 500 пятьсот пятисот | 600 шестьсот | 700 семьсот | 800 восемьсот
900 девятьсот | x1000 тысяча тысячи тысяч тыс тысячу тысячами | x1000000 миллион миллиона миллионов миллионы млн
x1000000000 миллиард миллиарда миллиардов миллиарды млрд | x1000000000000 триллион триллиона триллионов трлн
x12 дюжина дюжины дюжин дюжину
1. первый первая первое первого первой первые первых первом первую | 2. второй вторая второе второго вторую втором
3. третий третья третье третьего третьей третьем | 4. четвертый четвёртый четвертая четвертого | 5. пятый пятая пятого
6. шестой | 7. седьмой | 8. восьмой | 9. девятый | 10. десятый
~2 оба обе обоих обеих вдвое дважды двое двоих двойной пара пару пары двойная двойного | ~3 трое втрое трижды тройной
~4 четверо вчетверо | ~1 раз каждый каждая каждого | ~10 десятилетие десятилетия десятки десяток | ~100 век века сотни
1/2 вполовину наполовину половина половину половины пол половиной полчаса | 3/2 полтора полторы полутора | 1/3 треть трети
1/4 четверть четверти | 1/5 пятых
m1 января январь январе | m2 февраля февраль феврале | m3 марта март марте | m4 апреля апрель апреле | m5 мая май мае
m6 июня июнь июне | m7 июля июль июле | m8 августа август августе | m9 сентября сентябрь сентябре
m10 октября октябрь октябре | m11 ноября ноябрь ноябре | m12 декабря декабрь декабре | - минус""",
    "ar": """في من على إلى أن التي الذي هذا هذه كان عن مع ما لا أو كل بين وقد بعد قبل كما ثم وهو
0 صفر | 1 واحد واحدة الواحد | 2 اثنان اثنين اثنتين اثنتان | 3 ثلاثة ثلاث | 4 أربعة أربع | 5 خمسة خمس | 6 ستة ست | 7 سبعة سبع
8 ثمانية ثماني ثمان | 9 تسعة تسع | 10 عشرة عشر | 20 عشرون عشرين | 30 ثلاثون ثلاثين | 40 أربعون أربعين | 50 خمسون خمسين
60 ستون ستين | 70 سبعون سبعين | 80 ثمانون ثمانين | 90 تسعون تسعين | x100 مائة مئة | 200 مائتان مائتين مئتين مئتي
x1000 ألف آلاف ألفا | 2000 ألفين ألفان | x1000000 مليون ملايين | 2000000 مليونان مليونين مليوني مليونا | x1000000000 مليار مليارات بليون
1. الأول الأولى أول أولى الحادي الحادية حادي حادية | 2. الثاني الثانية ثاني ثانية | 3. الثالث الثالثة ثالث ثالثة | 4. الرابع الرابعة | 5. الخامس الخامسة
6. السادس السادسة | 7. السابع السابعة | 8. الثامن الثامنة | 9. التاسع التاسعة | 10. العاشر العاشرة
~2 كلا كلتا ضعف مرتين زوج زوجين عامين سنتين يومين شهرين ساعتين مرتان كلاهما | ~10 عقد عقود عشرات | ~100 قرن القرن قرون مئات
20~ عشرينات عشرينيات العشرينيات العشرينات عشرينيات | 30~ ثلاثينات ثلاثينيات الثلاثينيات الثلاثينات | 40~ أربعينات أربعينيات الأربعينيات الأربعينات | 50~ خمسينات الخمسينيات الخمسينات خمسينيات | 60~ ستينات الستينات ستينيات الستينيات
70~ السبعينات سبعينيات السبعينيات | 80~ ثمانينات الثمانينيات الثمانينات ثمانينيات | 90~ تسعينات التسعينات تسعينيات التسعينيات
1/2 نصف النصف | 1/3 ثلث | 2/3 ثلثي ثلثا | 1/4 ربع
m1 يناير جانفي | m2 فبراير شباط فيفري | m3 مارس آذار | m4 أبريل إبريل ابريل أفريل نيسان | m5 مايو أيار | m6 يونيو حزيران جوان | m7 يوليو يوليه تموز جويلية
m8 أغسطس اغسطس آب أوت | m9 سبتمبر أيلول | m10 أكتوبر اكتوبر | m11 نوفمبر | m12 ديسمبر""",
    "hi": """के का की है में से और को पर एक यह ने था हैं लिए कि थे इस भी या जो तो थी नहीं करने
0 शून्य | 1 एक | 2 दो | 3 तीन | 4 चार | 5 पांच पाँच | 6 छह छः छे | 7 सात | 8 आठ | 9 नौ | 10 दस | 11 ग्यारह | 12 बारह
13 तेरह | 14 चौदह | 15 पंद्रह पन्द्रह | 16 सोलह | 17 सत्रह | 18 अठारह | 19 उन्नीस | 20 बीस | 25 पच्चीस | 30 तीस
40 चालीस | 50 पचास | 60 साठ | 70 सत्तर | 75 पचहत्तर | 80 अस्सी | 90 नब्बे | x100 सौ | x1000 हजार हज़ार | x100000 लाख
x10000000 करोड़ करोड | x1000000 मिलियन | x1000000000 अरब बिलियन | x12 दर्जन
21 इक्कीस | 22 बाईस बाइस | 23 तेईस तेइस | 24 चौबीस | 26 छब्बीस | 27 सत्ताईस सत्ताइस | 28 अट्ठाईस अट्ठाइस अठाईस
29 उनतीस उन्तीस | 31 इकतीस इकत्तीस | 32 बत्तीस | 33 तैंतीस | 34 चौंतीस | 35 पैंतीस | 36 छत्तीस | 37 सैंतीस | 38 अड़तीस
39 उनतालीस | 41 इकतालीस | 42 बयालीस | 43 तैंतालीस | 44 चौवालीस चवालीस | 45 पैंतालीस | 46 छियालीस | 47 सैंतालीस
48 अड़तालीस | 49 उनचास | 51 इक्यावन | 52 बावन | 53 तिरपन | 54 चौवन | 55 पचपन | 56 छप्पन | 57 सत्तावन | 58 अट्ठावन
59 उनसठ | 61 इकसठ | 62 बासठ | 63 तिरसठ | 64 चौंसठ | 65 पैंसठ | 66 छियासठ | 67 सड़सठ | 68 अड़सठ | 69 उनहत्तर | 71 इकहत्तर
72 बहत्तर | 73 तिहत्तर | 74 चौहत्तर | 76 छिहत्तर | 77 सतहत्तर | 78 अठहत्तर | 79 उनासी | 81 इक्यासी | 82 बयासी
83 तिरासी | 84 चौरासी | 85 पचासी | 86 छियासी | 87 सत्तासी | 88 अट्ठासी | 89 नवासी | 91 इक्यानवे | 92 बानवे | 93 तिरानवे
94 चौरानवे | 95 पंचानवे पचानवे | 96 छियानवे | 97 सत्तानवे | 98 अट्ठानवे | 99 निन्यानवे
1. पहला पहली पहले प्रथम | 2. दूसरा दूसरी दूसरे द्वितीय | 3. तीसरा तीसरी तीसरे तृतीय | 4. चौथा चौथी चौथे | 5. पांचवां पाँचवें
~2 दोनों दोगुना दोगुनी दुगुना जोड़ी दोहरी | ~3 तीनों तिगुना | ~10 दशक दशकों | ~100 सदी शताब्दी सैकड़ों
1/2 आधा आधे आधी | 3/2 डेढ़ | 5/2 ढाई | 1/4 चौथाई | 1/3 तिहाई
m1 जनवरी | m2 फरवरी फ़रवरी | m3 मार्च | m4 अप्रैल | m5 मई | m6 जून | m7 जुलाई | m8 अगस्त | m9 सितंबर सितम्बर
m10 अक्टूबर अक्तूबर | m11 नवंबर नवम्बर | m12 दिसंबर दिसम्बर""",
    "zh": "的 是 在 了 和",
    "ja": "の は を に が",
}
LANGUAGES: Mapping[str, str] = {**_TABLES, **MORE_LANGUAGES}

SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]+")),
    ("zh", re.compile(r"[\u4e00-\u9fff]+")),
    ("ru", re.compile(r"[\u0400-\u04ff]+")),
    ("ar", re.compile(r"[\u0600-\u06ff]+")),
    ("hi", re.compile(r"[\u0900-\u097f]+")),
    ("el", re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]+")),
)
LATIN = tuple(name for name in LANGUAGES if name not in {script for script, _ in SCRIPTS})


@dataclass(frozen=True, slots=True)
class Word:
    """What a word says: its value and how it is used: cardinal, ordinal, scale, implied, fraction, decade, month, ..."""

    role: str
    value: int | Fraction


def _entry(mark: str) -> Word:
    if mark == "&":
        return Word("joiner", 0)
    if mark == "-":
        return Word("minus", 0)
    roles = {"x": "scale", "~": "implied", "m": "month"}
    if mark[0] in roles:
        return Word(roles[mark[0]], _number(mark[1:]))
    if mark[-1] in ".~":
        return Word("ordinal" if mark[-1] == "." else "decade", _number(mark[:-1]))
    return Word("fraction" if "/" in mark else "cardinal", _number(mark))


def _number(text: str) -> int | Fraction:
    return Ratio(text) if "/" in text else int(text)


@cache
def words(language: str) -> Mapping[str, Word]:
    """The number words of a language; none for a language without a table. The first meaning listed wins."""
    table: dict[str, Word] = {}
    endings: list[str] = []
    for line in LANGUAGES.get(language, "").split("\n")[1:]:
        if line[0] == "*":
            endings = line[1:].split()
            continue
        for entry in line.split("|"):
            mark, *forms = entry.split()
            for form in forms:
                for inflected in [form[:-1] + ending for ending in endings] if form[-1] == "*" else [form]:
                    table.setdefault(inflected, _entry(mark))
    return table


@cache
def function_words_of(language: str) -> frozenset[str]:
    return frozenset(LANGUAGES[language].split("\n")[0].split())


@cache
def function_words() -> Mapping[str, frozenset[str]]:
    """The function words of each language of Latin script."""
    return {language: function_words_of(language) for language in LATIN}
