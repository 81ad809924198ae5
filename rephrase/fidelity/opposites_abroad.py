"""Does a translation say the opposite of a word of its source: less for more, last for first? By a lexicon of opposites.

Fails on positive evidence only: an English word whose counterpart the source has nowhere near, while the source has one
of the opposite kind that the translation lacks. Knows the commonest opposites in the languages of the table and nothing
else; sentences are set side by side first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rephrase.data import Task, Verdict, not_judged
from rephrase.fidelity.beads import side_by_side, words_beside
from rephrase.fidelity.language import language_of
from rephrase.fidelity.opposites import NEGATIONS
from rephrase.fidelity.words import prose, shown

# Each kind of opposites: the English words of one side, those of the other, and for each language a pattern of either,
# within lower-case text. The patterns are generous, because what they find keeps a translation from failing.
_KINDS: dict[str, tuple[str, str, dict[str, tuple[str, str]]]] = {
    "amount": ("more most", "less fewer least fewest", {
        "de": (r"mehr|meist|höher|größer|weiter|länger|öfter|über|groß", r"wenig|minder|gering|niedrig|klein|kürzer|mindest|unter|selten"),
        "es": (r"más\b|mayor", r"menos|menor|inferior|poc[oa]|mínim"), "fr": (r"\bplus|davantage|majorité|plupart", r"moins|moindre|inférieur|peu\b"),
        "pt": (r"mais\b|maior", r"menos|menor|inferior|pouc"), "it": (r"più|maggior", r"meno|minor|inferior|poc"),
        "ru": (r"больш|более|наибол|чаще|самы", r"меньш|менее|наимен|реже|мало|минимум"), "tr": (r"daha|\ben\b|fazla|çok|artık", r"\baz\b|\baz[ıae]|daha az|düşük|küçük|eksik|asgari|minimum"),
        "zh": (r"更|最|多|较|大|再", r"少|低|小|不太|不那么|最不|不如"), "ja": (r"より|もっと|最|多|以上|大", r"少|低|以下|未満|小|ない|最小"),
        "vi": (r"hơn|nhất|nhiều", r"ít|kém|thấp|nhỏ|dưới|giảm"), "ar": (r"أكثر|أكبر|أعلى|أكث|معظم|مزيد|المزيد|زياد", r"أقل|أدنى|أصغر|قليل|الأقل"), "hi": (r"अधिक|ज़्यादा|ज्यादा|सबसे|और", r"कम|छोट|न्यून|थोड़"),
    }),
    "size": ("larger largest greater greatest bigger biggest large big huge", "smaller smallest small tiny", {
        "de": (r"groß|größ|mehr|hoh|höh|weit", r"klein|gering|wenig|winzig|niedrig|kurz"), "es": (r"grande|gran\b|mayor|más|ampli|alt", r"peque|menor|menos|poc|chic|baj|mínim"),
        "fr": (r"grand|gros|plus|supérieur|vaste|élev", r"petit|moindre|moins|peu|inférieur|faible"), "ru": (r"больш|крупн|велик|выс|обшир", r"мал|меньш|мелк|низк|немног|небольш"),
        "tr": (r"büyük|fazla|geniş|yüksek|kocaman|daha", r"küçük|\baz|düşük|ufak|minik"), "zh": (r"大|高|多|巨|远|长", r"小|少|微|低|短"), "ja": (r"大|多|高|以上|超", r"小|少|低|狭|未満"),
        "vi": (r"lớn|to\b|rộng|nhiều|cao|hơn", r"nhỏ|bé|ít|thấp|kém|chút"), "ar": (r"كبير|كبرى|أكبر|ضخم|عظ|واسع|أكثر", r"صغ|أقل|قليل|ضئيل|أدنى"), "hi": (r"बड़|विशाल|अधिक|ज़्यादा|महान", r"छोट|कम|थोड़|लघु"),
    }),
    "height": ("higher highest high upper", "lower lowest low", {
        "de": (r"hoh|hoch|höh|höch|ober|mehr|groß|größ|teur", r"nied|tief|unter|gering|wenig|klein|billig"), "es": (r"alt[oa]|superior|máxim|más|mayor|elevad|gran", r"baj|inferior|menor|menos|mínim|poc|reduc"),
        "fr": (r"haut|élev|supérieur|plus|fort|grand", r"bas\b|basse|mauvais|inférieur|faible|moins|petit|rédui"), "ru": (r"выс|верх|больш|крупн", r"низ|ниж|меньш|мал|сниж"), "tr": (r"yüksek|üst|büyük|fazla|lise|daha", r"düşük|alt|\baz|küçük|alçak"),
        "zh": (r"高|上|大|多|很|强", r"低|下|小|少|弱|浅"), "ja": (r"高|上|大|多", r"低|下|小|少"), "vi": (r"cao|trên|lớn|thượng|nhiều", r"thấp|dưới|hạ|nhỏ|ít|kém"), "ar": (r"عال|أعلى|مرتفع|علي|كبير|عليا|ثانوي", r"منخفض|أدنى|سفل|أقل|قليل|دني"), "hi": (r"उच्च|ऊँच|ऊंच|अधिक|ऊपर|बड़|हाई|उच", r"निम्न|निचल|कम|नीच|छोट|न्यून"),
    }),
    "age": ("older oldest old ancient elderly", "younger youngest young newer newest modern", {
        "de": (r"\balt|ält|antik|früh|\bjahr", r"jung|jüng|neu|modern|klein"), "es": (r"viej|antig|mayor|años|ancian|edad", r"jov|joven|nuev|menor|moder|recien"), "fr": (r"vieux|vieil|ancien|âg|antique|\bans\b|aîn", r"jeune|nouv|moderne|neuf|neuve|récent|cadet"),
        "ru": (r"стар|древн|лет|возраст|антич", r"молод|нов|младш|юн|соврем|недавн"), "tr": (r"yaş|eski|antik|kadim|büyük|ihtiyar", r"genç|yeni|küçük|modern|çağdaş"), "zh": (r"老|古|旧|岁|大|长", r"新|年轻|小|现代|近代|青|少|幼|初"), "ja": (r"古|老|歳|年上|旧|高齢|大", r"新|若|年下|現代|近代|少|幼"),
        "vi": (r"già|cũ|cổ|tuổi|lớn|xưa", r"trẻ|mới|hiện đại|tân|nhỏ"), "ar": (r"قديم|أقدم|أكبر|عمر|كبير|عام|مسن|عتيق", r"جديد|حديث|شاب|أصغر|صغ|معاصر|شباب|أحدث"), "hi": (r"पुरा|बड़|प्राचीन|उम्र|वर्ष|साल|बूढ़|आयु", r"नए|नय|नई|युवा|छोट|आधुनिक|नव|जवान"),
    }),
    "order": ("before previous previously preceding prior earlier", "after next later afterwards subsequently", {
        "de": (r"vor|früh|bevor|bis\b|eher|ehe\b|ersten", r"nach|spät|folg|nächst|danach|sobald|letzt|darauf|dann|hinter|wenn|als\b|ende"), "es": (r"antes|previ|anterior|ante\b|temprano|principio|inicio|preced|hasta|primer", r"después|despues|tras|luego|siguiente|posterior|próxim|seguid|sigu|al cabo|tard|final|entonces|más adelante|últim|pasad|una vez|cuando|\bal "),
        "fr": (r"avant|précéd|début|tôt|antérieur|auparavant|préalable|jusqu|premier", r"après|suiv|prochain|ensuite|plus tard|tard|ultérieur|puis|suite|fin\b|dernier|une fois|quand|lorsqu|bout"), "ru": (r"\bдо\b|перед|прежде|пред|ран|начал|пока|назад|чем|перв", r"после|след|зат|позж|поздн|потом|через|спустя|когда|конец|конц|дальн|далее"),
        "tr": (r"önce|evvel|erken|ilk|kadar|başı|öncü|geçmiş", r"sonra|ertesi|gelecek|takip|ardınd|izle|geç|sonu|son\b|müteakip|aşağı|peşi|bir\s+yıl|akabinde|bunu|sonuç"), "zh": (r"前|先|早|初|以往|未|上", r"后|後|下|次|接|随|晚|继|再|末|然|跟|之|经过|当|过|了|来"), "ja": (r"前|先|早|初|まえ|まで|うち", r"後|次|あと|翌|以降|続|遅|晩|末|から|たら|すると|って|経|して|て、|で、|来"),
        "vi": (r"trước|sớm|đầu|tiền|cho đến|khi chưa", r"sau|tiếp|kế|muộn|rồi|cuối|theo|hậu|khi|tới"), "ar": (r"قبل|سابق|سبق|مبكر|أول|أوائل|حتى|بداي", r"بعد|تال|لاحق|ثم|يلي|تلي|متأخر|أواخر|عقب|إثر|خلف|قادم|تبع|حين|عندما|أخير|آخر|تلا|تلت"), "hi": (r"पहले|पूर्व|पिछल|शुरु|प्रारंभ|आरंभ|तक|जल्द", r"बाद|अगल|पश्चात|आगे|फिर|निम्न|उपरांत|देर|अंत|अनुसर|आने|तत्पश्चात|के साथ|जब|कर|परवर्ती"),
    }),
    "rank": ("first", "last latter", {
        "de": (r"erst|zuerst|anfang|zunächst|\b1", r"letzt|ende|schluss|schließ|zweit|final|vergang|zuletzt|dauer"), "es": (r"primer|\b1|principi|inicial|antes", r"últim|final|pasad|fin\b|segund|durar|duró|por fin|anterior"), "fr": (r"premi|d'abord|\b1|initial|début", r"derni|fin|ultime|passé|second|enfin|dure|duré"),
        "ru": (r"перв|снача|\b1|вперв|впервые|начал|раньше", r"послед|прошл|конец|конц|финал|втор|длил|длит|окончат"), "tr": (r"ilk|birinci|önce|\b1|baş", r"son|ikinci|geçen|nihai|bitti|sürer|sürdü|final"), "zh": (r"第一|首|初|先|最早|头|一|1|前", r"最后|末|终|后|上|昨|去|持续|尾|近|决|结|底|剩|过去"), "ja": (r"最初|初|第一|一|1|まず|先|１", r"最後|終|末|先|昨|前|続|後|決|去|残|直近|ここ"),
        "vi": (r"đầu|nhất|thứ 1|trước|tiên|một", r"cuối|cùng|sau|qua|vừa|kéo dài|chót|rồi|kết|trước"), "ar": (r"أول|الأول|أولى|أولا|بداي|مرة|بدء", r"آخر|أخير|ماض|نهائ|الثاني|ختام|دام|استمر|خير"), "hi": (r"पहल|प्रथम|शुरु|सर्वप्रथम|सबसे|1|एक", r"आखिर|अंतिम|पिछल|अंत|बाद|दूसर|गत|चला"),
    }),
    "ends": ("begin begins began beginning start starts started", "end ends ended ending finish finished finishes", {
        "de": (r"anf|beg|start|erst|einleit|gründ", r"end|schl|aufhör|fertig|abges|letzt|aus\b"), "es": (r"empez|empie|comen|comien|inic|principi|part|arran", r"fin|termin|acab|conclu|cab|últim|extrem|al cabo|logr|cierr"), "fr": (r"commen|début|démarr|entam|lanc|origine|part", r"fin|termin|achev|clos|bout|cess|extrém|conclu"),
        "ru": (r"нач|старт|возник|запуск|стал", r"кон|заверш|законч|оконч|прекра|финиш|итог"), "tr": (r"başla|baş|ilk|itibaren|koyul", r"son|bit|tamam|niha|uç|netice"), "zh": (r"开|始|初|起|启|发|首|着手", r"结|终|末|完|尾|止|底|最后|后|端"), "ja": (r"始|初|開|スタート|起|はじ|最初", r"終|末|完|結|端|最後|おわ|先|まで"), "vi": (r"đầu|khởi|mở", r"cuối|kết|hết|xong|chấm|hoàn|tận|cùng"), "ar": (r"بد|أول|مطلع|انطل|شرع|استه", r"نه|ختام|آخر|انته|أتم|أكمل|أنه|طرف"), "hi": (r"शुरु|शुरू|आरंभ|प्रारं|आरम्भ|लगा|लगे", r"अंत|समाप|खत्म|ख़त्म|पूरा|पूर्ण|छोर|आखिर"),
    }),
    "change": ("increase increases increased increasing rise rises rose rising grew grows growing raised exceeded", "decrease decreases decreased decreasing fall falls fell falling shrank reduced reduces declined dropped lowered reduction", {
        "de": (r"steig|stieg|erhöh|wachs|wuchs|zun|vergröß|mehr|aufst|zuwachs|übers|verbess|an\b", r"sink|sank|fall|fiel|verring|abn|reduz|senk|weniger|zurück|schrump|gering|kürz|minder|verklein"), "es": (r"aument|sub|crec|increment|elev|más|supera|mayor|alza|ascen|acrecent", r"dism|baj|ca[eyí]|reduc|descen|menos|menor|decre|rebaj|mengu|recort|perd"), "fr": (r"augment|mont|croî|croi|accr|hauss|élev|plus|grand|dépass|ascen", r"dimin|baiss|rédui|tomb|chut|moins|décr|descend|déclin|perd|recul"),
        "ru": (r"увелич|раст|рос|повыш|подн|больш|возраст|взлет|прирост|наращ|вырос|превы|восх", r"уменьш|сниж|пад|упа|сокра|меньш|опус|теря|пониж|убыв|потер"), "tr": (r"art|yüksel|büyü|çoğal|geliş|çık|fazla|aş|kabar", r"azal|düş|küçül|in[dm]|kayb|gerile|eksil|kısıt|indirg|daral"), "zh": (r"增|升|涨|长|上|提|高|加|起|超|扩|兴", r"减|降|跌|下|落|低|少|缩|衰|掉|退|陷|堕"), "ja": (r"増|上|伸|昇|高|成長|拡大|加|興|超", r"減|下|落|降|縮|低|衰|陥"), "vi": (r"tăng|lên|nâng|phát triển|lớn|mọc|cao|vượt|trỗi", r"giảm|rơi|xuống|hạ|sụt|thấp|ngã|suy|thu hẹp|ít"), "ar": (r"زاد|زيا|ارتف|رفع|نم|صعد|تزاي|يزيد|تزيد|كبر|ازد|تجاوز|علو|صعود", r"قل|انخف|هبط|نقص|سقط|تراجع|خفض|تناق|خفف|وقع|هبوط|سقوط|ضأل"), "hi": (r"बढ|बढ़|वृद्धि|उठ|ऊपर|अधिक|उदय|चढ़|विकास", r"कम|गिर|घट|घाट|नीच|पतन|कटौती|ह्रास"),
    }),
    "extreme": ("maximum maximal maximize maximizing maximizes", "minimum minimal minimize minimizing minimizes", {
        "de": (r"max|höchst|größt", r"min|niedrigst|kleinst|tief|gering"), "es": (r"máx|max|mayor", r"mín|min|menor"), "fr": (r"max|plus grand", r"min|moindre|plus petit"), "ru": (r"макс|наибол|больш", r"мин|наимен|меньш"), "tr": (r"maks|azami|en büyük|en çok|en yüksek|en üst|en fazla|tepe|enbüyü|ençok", r"min|asgari|en küçük|en az|en düşük|enküçü|enaz|dip"),
        "zh": (r"最大|极大|最高|最多|至多", r"最小|极小|最低|最少|至少"), "ja": (r"最大|極大|最高", r"最小|極小|最低"), "vi": (r"tối đa|cực đại|lớn nhất|cao nhất", r"tối thiểu|cực tiểu|nhỏ nhất|ít nhất|thấp nhất"), "ar": (r"أقصى|قصوى|أعلى|عظمى|أكبر", r"أدنى|أقل|صغرى|دنيا|أصغر"), "hi": (r"अधिकतम|उच्चतम", r"न्यूनतम|कम से कम"),
    }),
    "side of the sky": ("north northern northwest northeast", "south southern southwest southeast", {
        "de": (r"nord", r"süd"), "es": (r"nort|nor[oe]|septentr|boreal", r"\bsur|sud|merid|austral"), "fr": (r"nord|septentr|boréal", r"sud|mérid|midi|austral"), "ru": (r"север", r"юг|юж|юго"), "tr": (r"kuzey", r"güney"), "zh": (r"北", r"南"), "ja": (r"北|ノー", r"南|サ"), "vi": (r"bắc", r"nam"), "ar": (r"شمال", r"جنوب"), "hi": (r"उत्तर|नॉर्|नार्", r"दक्षिण|साउथ"),
    }),
    "half of the sky": ("east eastern northeast southeast", "west western northwest southwest", {
        "de": (r"ost|öst|orient|morgen", r"west|okzid|abend"), "es": (r"est[eo]?\b|orient", r"oest|occid|ponient"), "fr": (r"\bl?['’]?est\b|orient|nord-est|sud-est", r"ouest|occid"), "ru": (r"вост", r"запад"), "tr": (r"doğu|şark", r"batı|garp"), "zh": (r"东", r"西"), "ja": (r"東|イースト", r"西|ウェ|ウエ"), "vi": (r"đông", r"tây"), "ar": (r"شرق", r"غرب"), "hi": (r"पूर्व|पूरब|ईस्ट", r"पश्चिम|वेस्ट"),
    }),
    "sign": ("positive", "negative", {
        "de": (r"posit", r"negat"), "es": (r"posit", r"negat"), "fr": (r"posit", r"négat"), "ru": (r"полож|позит", r"отриц|негат"), "tr": (r"pozit|olumlu|artı", r"negat|olumsuz|eksi"), "zh": (r"正|阳|积极", r"负|阴|消极"), "ja": (r"正|陽|プラス|ポジ", r"負|陰|マイナス|ネガ"), "vi": (r"dương|tích cực", r"âm|tiêu cực"), "ar": (r"موجب|إيجاب", r"سالب|سلب"), "hi": (r"सकारात्मक|धनात्मक|पॉज", r"नकारात्मक|ऋणात्मक|नेगे"),
    }),
    "flow": ("input inputs", "output outputs", {
        "de": (r"eing|input", r"ausg|output|leist|ertrag"), "es": (r"entrad|input", r"salid|output|produc"), "fr": (r"entrée|input", r"sortie|output|produ"), "ru": (r"вход|ввод|введ", r"выход|вывод|выпуск"), "tr": (r"gir[dişe]", r"çık|üret|sonuç"), "zh": (r"输入|投入", r"输出|产"), "ja": (r"入力|インプ", r"出力|アウトプ|産|生"), "vi": (r"đầu vào|nhập", r"đầu ra|xuất|sản lượng"), "ar": (r"دخل|مدخل", r"خرج|مخرج|ناتج|إنتاج"), "hi": (r"इनपुट|निवेश|आगत", r"आउटपुट|उत्पाद|निर्गत"),
    }),
    "sex": ("male males man men boy boys father brother brothers son sons husband uncle king", "female females woman women girl girls mother sister sisters daughter daughters wife aunt queen", {
        "de": (r"mann|männ|junge|vater|väter|bruder|brüder|sohn|söhn|knabe|onkel|könig|herr", r"frau|weib|mädchen|mutter|mütter|schwester|tochter|töchter|tante|königin|dame"), "es": (r"hombr|niño|chico|padre|herman|hijo|marido|espos|mascul|macho|varon|varón|tío|rey\b|muchacho", r"mujer|niña|chica|madre|hermana|hija|espos|femen|hembra|tía\b|reina|muchacha"),
        "fr": (r"homme|garçon|père|frère|fils|mari|mascul|mâle|oncle|\brois?\b", r"femme|fille|mère|sœur|soeur|épouse|fémin|femelle|tante|reine"), "ru": (r"муж|мальч|отец|отц|брат|сын|дяд|корол|парн|самец|самц|папа|юнош", r"жен|девоч|девуш|мать|матер|сестр|доч|тёт|корол|самк|мам"),
    }),
    "hour": ("day days daytime morning mornings", "night nights evening evenings", {
        "de": (r"tag|morgen|vormitt|früh|täg|datum|heute", r"nacht|nächt|abend"), "es": (r"día|diari|mañan|hoy|jornad", r"noche|tarde|noct|vísper"), "fr": (r"jour|matin|quotid", r"nuit|soir|noct|veille"), "ru": (r"дн|день|утр|сут|сегодн|врем", r"ноч|вечер"), "tr": (r"gün|sabah", r"gece|akşam"), "zh": (r"日|天|早|晨|上午|昼|号", r"夜|晚|傍"), "ja": (r"日|朝|昼|午前", r"夜|晩|夕"), "vi": (r"ngày|sáng|hôm|nhật", r"đêm|tối|chiều"), "ar": (r"يوم|أيام|نهار|صباح", r"ليل|مساء|ليال"), "hi": (r"दिन|सुबह|दिवस|प्रातः|रोज", r"रात|शाम"),
    }),
    "season": ("summer", "winter", {"de": (r"sommer", r"winter"), "es": (r"veran|estiv", r"invier|invern"), "fr": (r"\bété|estiv", r"hiver"), "ru": (r"лет", r"зим"), "tr": (r"yaz", r"kış"), "zh": (r"夏", r"冬"), "ja": (r"夏", r"冬"), "vi": (r"hè|hạ", r"đông"), "ar": (r"صيف", r"شت"), "hi": (r"गर्मी|ग्रीष्म", r"सर्दी|शीत|सर्दि")}),
    "worth": ("good better best", "bad worse worst", {
        "de": (r"gut|bess|best|wohl", r"schlecht|schlimm|böse|übel"), "es": (r"buen|mejor|bien|ópt", r"mal|peor"), "fr": (r"bon|meilleur|mieux|bien", r"mauvais|pire|mal|pis"), "ru": (r"хорош|лучш|добр|благ|наилуч", r"плох|худш|хуже|дурн|зл"), "tr": (r"iyi|güzel|en uygun|hayır", r"kötü|fena|beter"), "zh": (r"好|佳|优|善|良", r"坏|差|恶|糟|劣|不好|瘟|污|浊|不良"), "ja": (r"良|好|最適|優|善|いい|よい|よく|ベスト|最高", r"悪|ひど|劣|最低"), "vi": (r"tốt|hay|giỏi|khá|ưu", r"xấu|tệ|kém|tồi|dở"), "ar": (r"جيد|أفضل|حسن|خير|جيّد|أحسن", r"سيئ|أسوأ|سوء|رديء|شر"), "hi": (r"अच्छ|बेहतर|श्रेष्ठ|सर्वोत्तम|उत्तम|भल", r"बुर|बदतर|खराब|ख़राब"),
    }),
    "truth": ("true", "false", {"de": (r"wahr|richtig|echt", r"falsch|unwahr"), "es": (r"verdad|ciert|real", r"fals|menti"), "fr": (r"vrai|exact|vérit", r"faux|fauss"), "ru": (r"истин|прав|верн|настоя", r"лож|невер|фальш"), "tr": (r"doğru|gerçek", r"yanlış|sahte"), "zh": (r"真|正|对|实", r"假|错|伪|误"), "ja": (r"真|正し|本当|本物", r"偽|誤|間違|嘘"), "vi": (r"đúng|thật|thực", r"sai|giả|nhầm"), "ar": (r"صح|حقيق|صاد", r"خط|كاذب|زائف|باطل"), "hi": (r"सच|सत्य|सही|असल", r"झूठ|गलत|असत्य|ग़लत")}),
    "reach": ("public", "private", {"de": (r"öffent|staat|publik|publi", r"priv|eigen"), "es": (r"públic", r"priv|particul"), "fr": (r"publi", r"priv|particul"), "ru": (r"общест|публи|госуд|народ", r"част|прив|личн"), "tr": (r"kamu|halk|devlet|genel|umum|açık", r"özel|gizli|kişisel"), "zh": (r"公|众|国|民", r"私|民|秘"), "ja": (r"公|国|大衆|市民", r"私|個|民間|プライ"), "vi": (r"công|quần chúng|nhà nước", r"tư|riêng"), "ar": (r"عام|عموم|حكوم|جمهور|شعب", r"خاص|خصوص"), "hi": (r"सार्वजनिक|जनता|लोक|पब्लिक|सरकारी", r"निजी|प्राइवेट|व्यक्तिगत")}),
    "effort": ("easy easier easiest simple simpler", "harder hardest difficult complex complicated", {
        "de": (r"leicht|einfach|simpel|mühelos", r"schwer|schwier|hart|komplex|kompliz|mühsam|anstreng"), "es": (r"fácil|simple|sencill|facil", r"difícil|dificult|dur[oa]|comple|complic|arduo"), "fr": (r"facil|simple|aisé", r"diffic|dur|comple|compli|ardu"), "ru": (r"лёгк|легк|прост|легч|проще", r"труд|слож|тяж|комплекс|твёрд|тверд"), "tr": (r"kolay|basit|yalın|sade", r"zor|güç|karmaşık|sert|çetin|kompleks"), "zh": (r"易|简|容|单", r"难|复|硬|困|杂|努力"), "ja": (r"簡単|容易|単純|易|シンプル|楽", r"難|複|困|硬|厳|懸命"), "vi": (r"dễ|đơn giản|giản", r"khó|phức|cứng|chăm"), "ar": (r"سهل|بسيط|يسر|أسهل|أبسط", r"صعب|معقد|شاق|صلب|عسر|عقد|مركب"), "hi": (r"आसान|सरल|सहज", r"कठिन|मुश्किल|जटिल|कठोर|सख्त"),
    }),
    "inside": ("inside internal interior within indoor", "outside external exterior beyond outdoor", {"de": (r"\bin|drin", r"außer|auß|extern|jenseits"), "es": (r"dentro|intern|interior|en\b", r"fuera|extern|exterior|allá|afuera"), "fr": (r"intern|intér|dans|dedans|sein", r"extern|extér|dehors|hors|au-delà"), "ru": (r"внутр|\bв\b", r"вне|снаружи|за предел|наруж|внеш"), "tr": (r"\biç|dahil|içer", r"dış|hariç|öte|harici"), "zh": (r"内|里|中", r"外|超"), "ja": (r"内|中|イン", r"外|超|エクス"), "vi": (r"trong|nội", r"ngoài|ngoại"), "ar": (r"داخل|ضمن|في", r"خارج|وراء"), "hi": (r"अंदर|आंतरिक|भीतर|में", r"बाहर|बाह्य|परे")}),
}  # fmt: skip
# Of the order in time too many words are generous: what surely says before, and what after.
_SURELY = {
    "de": (r"bevor|vorher|\behe\b|zuvor|früher|\bvor\b", r"nachdem|danach|\bnach d|später|folgend|nächst"), "es": (r"antes|previ|anterior", r"después|despues|tras\b|siguiente|posterior|próxim"),
    "fr": (r"\bavant|précéd|auparavant|antérieur", r"après|suivant|prochain|plus tard"), "ru": (r"перед|прежде|раньше|ранее|предыдущ|до того", r"после|следующ|позже"), "tr": (r"önce|evvel", r"sonra|ertesi|gelecek|ardından"),
    "zh": (r"之前|以前|先前|前一|上一", r"之后|以后|后来|下一|随后"), "ja": (r"前に|以前|まえに|前の", r"の後|後に|以降|その後|次の|翌"), "vi": (r"trước", r"\bsau|tiếp theo"), "ar": (r"قبل|سابق", r"بعد|التالي|لاحق"), "hi": (r"पहले|पूर्व|पिछल", r"के बाद|बाद में|अगल"),
}  # fmt: skip
# What has a word of a kind in it and is none.
_NOT_MEANT = re.compile(
    r"(?:mon|diens|donners|frei|sams|sonn)tag\w*|曜日|星期日|另外|此外|以外|fin(?:es)? de seman\w+|周末|週末|cuối tuần|wochenende|hafta ?son\w*|نهاية الأسبوع"
)
_NEAR = 1  # places either side in which the translation may have the word that it seems to lack


_ENGLISH = frozenset(word for one, two, _ in _KINDS.values() for word in (*one.split(), *two.split()))


@lru_cache(maxsize=1024)
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a kind: its English words, what may say it in the source's language, and what says it surely."""

    english: frozenset[str]
    abroad: str
    surely: str


@lru_cache(maxsize=32)
def _sides(language: str) -> list[tuple[Side, Side]]:
    found = []
    for name, (one, two, table) in _KINDS.items():
        if language in table:
            sure = _SURELY[language] if name == "order" else table[language]
            words = frozenset(one.split()), frozenset(two.split())
            left, right = (Side(*side) for side in zip(words, table[language], sure, strict=True))
            found += [(left, right), (right, left)]
    return found


def exchanged(source: str, rewrite: str) -> list[str]:
    """Words of an English translation for which its source has the opposite, each with its sentence."""
    sides = _sides(language_of(prose(source)))
    if not sides:
        return []
    pairs = side_by_side(source, rewrite)
    english = words_beside(source, rewrite)
    denied = {at for at, units in enumerate(english) if not NEGATIONS.isdisjoint(units)}
    telling = [
        tuple(filter(_ENGLISH.__contains__, units)) for units in english
    ]  # few sentences have any, and few words
    places = [at for at, units in enumerate(telling) if units and at not in denied]
    own = {at: _NOT_MEANT.sub(" ", pairs[at][0].replace("İ", "i").lower()) for at in places}
    found = sorted(place for side, opposite in sides for place in _turned(own, telling, places, side, opposite))
    return [f"{word}: {pairs[at][1]}" for at, word in found]


def _turned(
    own: Mapping[int, str], telling: list[tuple[str, ...]], places: list[int], side: Side, opposite: Side
) -> Iterator[tuple[int, str]]:
    """Those places where the English has a word of one side and the source only the opposite, which the English lacks."""
    for at in places:
        word = next(filter(side.english.__contains__, telling[at]), "")
        if not word or not _pattern(opposite.surely).search(own[at]):
            continue
        near = slice(max(0, at - _NEAR), at + _NEAR + 1)
        if not _pattern(side.abroad).search(own[at]) and all(map(opposite.english.isdisjoint, telling[near])):
            yield at, word


def check(source: str, rewrite: str, task: Task) -> Verdict:
    """Fails a translation with the opposite of a word of its source."""
    if task != "translate":
        return not_judged("opposites_abroad", "but in translations")
    said = exchanged(source, rewrite)
    return Verdict("opposites_abroad", not said, 0.3 if said else 1.0, shown(said, 2, 110)[:240])
