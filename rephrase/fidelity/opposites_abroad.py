"""Does a translation say the opposite of a word of its source: less for more, last for first? By a lexicon of opposites.

Fails on positive evidence only: an English word whose counterpart the source has nowhere near, while the source has one
of the opposite kind that the translation lacks. Knows the commonest opposites in the languages of the table and nothing
else; sentences are set side by side first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rephrase.data import Task, Verdict, not_judged
from rephrase.fidelity.antonyms import kinds
from rephrase.fidelity.beads import side_by_side, words_beside
from rephrase.fidelity.denials import denials
from rephrase.fidelity.language import language_of
from rephrase.fidelity.opposites import NEGATIONS
from rephrase.fidelity.words import prose, shown

# Each kind of opposites: the English words of one side, those of the other, and for each language a pattern of either,
# within lower-case text. The patterns are generous, because what they find keeps a translation from failing.
_KINDS: dict[str, tuple[str, str, dict[str, tuple[str, str]]]] = {
    "amount": ("more most~additional further extra larger greater bigger higher increased increasingly", "less fewer least fewest~lower smaller little few minimum minimal reduced shorter below under lowest smallest", {
        "de": (r"mehr|meist|höher|größer|weiter|länger|öfter|über|groß~erhöh|zusätz|verstärk|noch", r"wenig|minder|gering|niedrig|klein|kürzer|mindest|unter|selten"),
        "es": (r"más\b|mayor", r"menos|menor|inferior|poc[oa]|mínim"), "fr": (r"\bplus|davantage|majorité|plupart", r"moins|moindre|inférieur|peu\b"),
        "pt": (r"mais\b|maior", r"menos|menor|inferior|pouc"), "it": (r"più|maggior", r"meno|minor|inferior|poc"),
        "ru": (r"больш|более|наибол|чаще|самы", r"меньш|менее|наимен|реже|мало|минимум"), "tr": (r"daha(?! az| küç| düş| kıs| kötü)|\ben\b(?! az| küç| düş)|fazla|çoğu|çok|artık", r"\baz\b|\baz[ıa]\b|düşük|küçük|eksik|asgari|minimum"),
        "zh": (r"更|最|多|较|大|再", r"少|低|小|不太|不那么|最不|不如|不足|不到|未满|不满|以下|以内"), "ja": (r"より|もっと|最|多|以上|大", r"少|低|以下|未満|小|ない|最小"),
        "vi": (r"hơn|nhất|nhiều", r"ít|kém|thấp|nhỏ|dưới|giảm"), "ar": (r"أكثر|أكبر|أعلى|أكث|معظم|مزيد|المزيد|زياد", r"أقل|أدنى|أصغر|قليل|الأقل"), "hi": (r"अधिक|ज़्यादा|ज्यादा|सबसे|और", r"कम|छोट|न्यून|थोड़"),
    }),
    "size": ("larger largest greater greatest bigger biggest large big huge~great high higher tall more wide massive vast", "smaller smallest small tiny~little less low lower minor few short slight", {
        "de": (r"groß|größ~mehr|hoh|höh|weit", r"klein|winzig~gering|wenig|niedrig|kurz"), "es": (r"grande|gran\b|mayor~más|ampli|alt", r"peque|menor~menos|poc|chic|baj|mínim"), "fr": (r"grand|gros~plus|supérieur|vaste|élev", r"petit~moindre|moins|peu|inférieur|faible"),
        "ru": (r"больш|крупн|велик~выс|обшир", r"мал(?!о)|меньш|мелк|небольш~мало|низк|немног"), "tr": (r"büyük|kocaman~fazla|geniş|yüksek", r"küçük|ufak|minik~\baz|düşük"), "zh": (r"大|巨~高|多|远|长", r"小~少|微|低|短"),
        "ja": (r"大~多|高|以上|超", r"小~少|低|狭|未満"), "vi": (r"lớn|\bto\b~rộng|nhiều|cao|hơn", r"nhỏ|\bbé\b~ít|thấp|kém|chút"), "ar": (r"كبير|كبرى|أكبر|ضخم~عظ|واسع|أكثر", r"صغ~أقل|قليل|ضئيل|أدنى"),
        "hi": (r"बड़|विशाल~अधिक|ज़्यादा|महान", r"छोट|लघु~कम|थोड़"),
    }),
    "height": ("higher highest high upper~tall taller more greater top up highly large larger", "lower lowest low~less smaller small short down reduced poor bottom", {
        "de": (r"hoh|hoch|höh|höch~ober|mehr|groß|größ|teur", r"nied|tief~unter|gering|wenig|klein|billig"), "es": (r"alt[oa]|superior|elevad~máxim|más|mayor|gran", r"\bbaj|inferior~menor|menos|mínim|poc|reduc"), "fr": (r"haut|élev|supérieur~plus|fort|grand", r"\bbas\b|\bbasse|inférieur~mauvais|faible|moins|petit|rédui"),
        "ru": (r"выс|верх~больш|крупн", r"низ|ниж~меньш|мал|сниж"), "tr": (r"yüksek|üst~büyük|fazla|lise", r"düşük|alçak~alt|\baz|küçük"), "zh": (r"高~上|大|多|很|强|更", r"低~下|小|少|弱|浅"),
        "ja": (r"高~上|大|多", r"低~下|小|少"), "vi": (r"\bcao\b~trên|lớn|thượng|nhiều", r"thấp~dưới|hạ|nhỏ|ít|kém"), "ar": (r"عال|أعلى|مرتفع|عليا~علي|كبير|ثانوي", r"منخفض|أدنى|سفل~أقل|قليل|دني"),
        "hi": (r"उच्च|ऊँच|ऊंच~अधिक|ऊपर|बड़|हाई|उच", r"निम्न|निचल~कम|नीच|छोट|न्यून"),
    }),
    "rank": ("first~initial initially one once beginning", "last latter~end final finally past second recent lasted lasts ago previous", {
        "de": (r"\berste|zuerst~erst|anfang|zunächst|\b1", r"letzt~ende|schluss|schließ|zweit|final|vergang|zuletzt|dauer"), "es": (r"primer~\b1|principi|inicial|antes", r"últim~final|pasad|fin\b|segund|durar|duró|por fin|anterior"), "fr": (r"premi~d'abord|\b1|initial|début", r"derni~fin|ultime|passé|second|enfin|dure|duré"),
        "ru": (r"перв|вперв~снача|\b1|начал|раньше", r"послед|прошл~конец|конц|финал|втор|длил|длит|окончат"), "tr": (r"\bilk|birinci~önce|\b1|baş", r"\bson(?!ra|suz|uç|lu)|geçen~nihai|bitti|sürer|sürdü|final|ikinci"), "zh": (r"第一|首[次先个]|最早|最初~首|初|先|头|一|1|前", r"最后|最终|末|去年|上[周个月]~终|后|上|昨|去|持续|尾|近|决|结|底|剩|过去"),
        "ja": (r"最初|初めて|第一~初|一|1|まず|先|１", r"最後|最終|昨|先週|先月~終|末|先|前|続|後|決|去|残|直近|ここ"), "vi": (r"đầu tiên|thứ nhất~đầu|nhất|thứ 1|trước|tiên|một", r"cuối|vừa qua~cùng|sau|qua|vừa|kéo dài|chót|rồi|kết|trước"), "ar": (r"أول|الأول|أولى|أولا~بداي|مرة|بدء", r"آخر|أخير|ماض~نهائ|الثاني|ختام|دام|استمر|خير"),
        "hi": (r"पहला|पहली|पहले|प्रथम~पहल|शुरु|सर्वप्रथम|सबसे|1|एक", r"आखिर|अंतिम|पिछल~अंत|बाद|दूसर|गत|चला"),
    }),
    "ends": ("begin begins began beginning start starts started~starting initial initially early onset launched first", "end ends ended ending finish finished finishes~final finally last late conclude concluded complete completed close over", {
        "de": (r"\banf|beg[aio]nn|\bstart~anf|beg|start|erst|einleit|gründ", r"\bend|\bschluss|aufhör~end|schl|fertig|abges|letzt|aus\b"), "es": (r"empez|empie|comien|comen[zc]|inici~inic|comen|principi|part|arran", r"\bfin\b|\bfinal|termin|acab|conclu~fin|cab|últim|extrem|al cabo|logr|cierr"), "fr": (r"commen|début|démarr~entam|lanc|origine|part", r"\bfin\b|termin|achev~fin|clos|bout|cess|extrém|conclu"),
        "ru": (r"\bнач[аи]|старт~нач|возник|запуск|стал", r"конец|конц|заверш|законч|оконч~кон|прекра|финиш|итог"), "tr": (r"başla~baş|ilk|itibaren|koyul", r"\bson(?!ra|suz|uç|lu)|\bbit[ietm]|tamamla~son|bit|tamam|niha|uç|netice"), "zh": (r"开始|起初|着手|始于~开|始|初|起|启|发|首", r"结束|最终|末|完成|终~结|完|尾|止|底|最后|后|端|断"),
        "ja": (r"始|開始|スタート|はじめ~初|開|起|はじ|最初", r"終|完了|末~完|結|端|最後|おわ|先|まで"), "vi": (r"bắt đầu|khởi~đầu|mở", r"kết thúc|cuối~kết|hết|xong|chấm|hoàn|tận|cùng"), "ar": (r"بدأ|بداي|تبدأ|يبدأ|بدء~بد|أول|مطلع|انطل|شرع|استه", r"نهاي|انته|ختام~نه|آخر|أتم|أكمل|أنه|طرف"),
        "hi": (r"शुरु|शुरू|आरंभ|प्रारं~आरम्भ|लगा|लगे", r"अंत|समाप|खत्म|ख़त्म~पूरा|पूर्ण|छोर|आखिर"),
    }),
    "change": ("increase increases increased increasing rise rises rose rising grew grows growing raised exceeded~higher high more up increasingly growth gain gained larger", "decrease decreases decreased decreasing fall falls fell falling shrank reduced reduces declined lowered reduction~dropped loss lost low lower less smaller down shrink", {
        "de": (r"steig|stieg|erhöh|wachs|wuchs~zun|vergröß|mehr|aufst|zuwachs|übers|verbess|an\b", r"\bsink|\bsank|gefall|\bfiel|verring|reduz|senk~fall|fiel|abn|sink|weniger|zurück|schrump|gering|kürz|minder|verklein"), "es": (r"aument|crec|increment~sub|elev|más|supera|mayor|alza|ascen|acrecent", r"dism|reduc|descen|\bcay~baj|ca[eyí]|menos|menor|decre|rebaj|mengu|recort|perd"), "fr": (r"augment|croî|croi|accr~mont|hauss|élev|plus|grand|dépass|ascen", r"dimin|baiss|rédui|chut~tomb|moins|décr|descend|déclin|perd|recul"),
        "ru": (r"увелич|\bраст|\bрос|повыш|возраст|вырос~подн|больш|раст|рос|взлет|прирост|наращ|превы|восх", r"уменьш|сниж|сокра|пониж~пад|упа|меньш|опус|теря|убыв|потер"), "tr": (r"\bart[ıtam]|yüksel~art|büyü|çoğal|geliş|çık|fazla|aş|kabar", r"azal|düş~küçül|in[dm]|kayb|gerile|eksil|kısıt|indirg|daral"), "zh": (r"增[加长多大强]?|上升|上涨|提高~升|涨|长|上|提|高|加|起|超|扩|兴", r"减[少小低]?|下降|降低|下跌|缩小~降|跌|缩|下|落|低|少|衰|掉|退|陷|堕"),
        "ja": (r"増|上昇|成長|拡大~上|伸|昇|高|加|興|超", r"減|下落|低下|縮~下|落|降|低|衰|陥"), "vi": (r"\btăng~lên|nâng|phát triển|lớn|mọc|cao|vượt|trỗi|trưởng", r"giảm~rơi|xuống|hạ|sụt|thấp|ngã|suy|thu hẹp|ít"), "ar": (r"زاد|زيا|ارتف|يزيد|تزيد|ازد|تزاي~رفع|نم|صعد|كبر|تجاوز|علو|صعود", r"انخف|هبط|نقص|تراجع|تناق~قل|سقط|خفض|خفف|وقع|هبوط|سقوط|ضأل"),
        "hi": (r"बढ|बढ़|वृद्धि~उठ|ऊपर|अधिक|उदय|चढ़|विकास", r"गिर|घट|कटौती~कम|घाट|नीच|पतन|ह्रास"),
    }),
    "extreme": ("maximum maximal maximize maximizing maximizes", "minimum minimal minimize minimizing minimizes", {
        "de": (r"\bmax|höchst|größt", r"\bmin(?:im|d)|niedrigst|kleinst|tief|gering"), "es": (r"\bmáx|\bmax|mayor", r"\bmín|\bmin(?:im|or)|menor"), "fr": (r"\bmax|plus grand", r"\bmin(?:im|or)|moindre|plus petit"), "ru": (r"\bмакс|наибол|больш", r"\bминим|наимен|меньш"), "tr": (r"\bmaks|azami|en büyük|en çok|en yüksek|en üst|en fazla|tepe|enbüyü|ençok", r"\bmin[ie]m|asgari|en küçük|en az|en düşük|enküçü|enaz|dip"),
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
    "sex": ("male males man men boy boys father brother brothers son sons husband uncle king~guy guys gentleman masculine he him his", "female females woman women girl girls mother sister sisters daughter daughters wife aunt queen~lady ladies feminine she her", {
        "de": (r"mann|männ|junge|vater|väter|bruder|brüder|sohn|söhn|knabe|onkel|könig|herr", r"frau|weib|mädchen|mutter|mütter|schwester|tochter|töchter|tante|königin|dame"), "es": (r"hombr|niño|chico|padre|herman|hijo|marido|espos|mascul|macho|varon|varón|tío|rey\b|muchacho", r"mujer|niña|chica|madre|hermana|hija|espos|femen|hembra|tía\b|reina|muchacha"),
        "fr": (r"homme|garçon|père|frère|fils|mari|mascul|mâle|oncle|\brois?\b", r"femme|fille|mère|sœur|soeur|épouse|fémin|femelle|tante|reine"), "tr": (r"adam|erkek|baba|oğ[ul]|koca|amca|dayı|kral(?!iç)", r"kadın|\bkız|anne|dişi|hanım|teyze|hala|kraliçe|\beşi"), "zh": (r"男|父|爸|兄|弟|哥|儿子|丈夫|先生|叔|王|雄|公主?", r"女|母|妈|姐|妹|妻|太太|姑|雌|后|娘"), "ja": (r"男|父|兄|弟|息子|夫|雄|オス|彼(?!女)|王", r"女|母|姉|妹|娘|妻|雌|メス|嬢"),
        "vi": (r"\bnam\b|trai|\bcha|\bbố|\banh|chồng|\bông|\bđực|vua", r"\bnữ|gái|\bmẹ|\bchị|\bvợ|\bbà\b|\bcái\b|hoàng hậu|nàng"), "ar": (r"رجل|رجال|ذكر|ذكور|ولد|أولاد|(?<!\w)أب|(?<!\w)[وف]?أخ(?!ت|ر|ي|ذ)|ابن(?!ت|ة)|زوج(?!ة|ت)|ملك(?!ة)|صبي", r"امرأ|نساء|نسو|أنث|إناث|إناث|بنت|بنات|فتا|فتي|(?<!\w)أم(?!ا|ر|ك|ي)|أخت|ابنة|ابنت|زوجة|زوجت|زوجات|ملكة|سيد"), "hi": (r"पुरुष|आदमी|लड़क[ेाो]|पिता|भाई|बेट[ेाो]|पति|राजा|(?<![\u0900-\u097f])नर(?![\u0900-\u097f])", r"महिला|औरत|लड़की|लड़कियाँ|माँ|माता|मां|बहन|बेटी|पत्नी|मादा|स्त्री|रानी"),
        "ru": (r"\b(?:муж|мальч|отец|отц|брат|сын|дяд|корол|парн|самец|самц|папа|юнош)", r"\b(?:жен|девоч|девуш|мать|матер|сестр|доч|тёт|корол|самк|мам)"),
    }),
    "season": ("summer", "winter", {"de": (r"sommer", r"winter"), "es": (r"veran|estiv", r"invier|invern"), "fr": (r"\bété|estiv", r"hiver"), "ru": (r"лет", r"зим"), "tr": (r"yaz", r"kış"), "zh": (r"夏", r"冬"), "ja": (r"夏", r"冬"), "vi": (r"hè|hạ", r"đông"), "ar": (r"صيف", r"شت"), "hi": (r"गर्मी|ग्रीष्म", r"सर्दी|शीत|सर्दि")}),
    "worth": ("good better best~well great fine optimal nice improved", "bad worse worst~poor badly evil severe ill", {
        "de": (r"gut|bess|best|wohl", r"schlecht|schlimm|böse|übel"), "es": (r"buen|mejor|bien|ópt", r"mal|peor"), "fr": (r"bon|meilleur|mieux|bien", r"mauvais|pire|mal|pis"), "ru": (r"хорош|лучш|добр|благ|наилуч", r"плох|худш|хуже|дурн|зл"), "tr": (r"iyi|güzel|en uygun|hayır", r"kötü|fena|beter"), "zh": (r"好|佳|优|善|良", r"坏|差|恶|糟|劣|不好|瘟|污|浊|不良"), "ja": (r"良|好|最適|優|善|いい|よい|よく|ベスト|最高", r"悪|ひど|劣|最低"), "vi": (r"tốt|hay|giỏi|khá|ưu", r"xấu|tệ|kém|tồi|dở"), "ar": (r"جيد|أفضل|حسن|خير|جيّد|أحسن", r"سيئ|أسوأ|سوء|رديء|(?<!\w)(?:ال)?[وب]?شر(?!\w)|شرير"), "hi": (r"अच्छ|बेहतर|श्रेष्ठ|सर्वोत्तम|उत्तम|भल", r"बुर|बदतर|खराब|ख़राब"),
    }),
    "truth": ("true", "false", {"de": (r"wahr|richtig|echt", r"falsch|unwahr"), "es": (r"verdad|ciert|real", r"fals|menti"), "fr": (r"vrai|exact|vérit", r"faux|fauss"), "ru": (r"истин|прав|верн|настоя", r"лож|невер|фальш"), "tr": (r"doğru|gerçek", r"yanlış|sahte"), "zh": (r"真|正|对|实", r"假|错|伪|误"), "ja": (r"真|正し|本当|本物", r"偽|誤|間違|嘘"), "vi": (r"đúng|thật|thực", r"sai|giả|nhầm"), "ar": (r"صح|حقيق|صاد", r"خط|كاذب|زائف|باطل"), "hi": (r"सच|सत्य|सही|असल", r"झूठ|गलत|असत्य|ग़लत")}),
    "reach": ("public", "private", {"de": (r"öffent|staat|publik|publi", r"priv|eigen"), "es": (r"públic", r"priv|particul"), "fr": (r"publi", r"priv|particul"), "ru": (r"общест|публи|госуд|народ", r"част|прив|личн"), "tr": (r"kamu|halk|devlet|genel|umum|açık", r"özel|gizli|kişisel"), "zh": (r"公|众|国|民", r"私|民|秘"), "ja": (r"公|国|大衆|市民", r"私|個|民間|プライ"), "vi": (r"công|quần chúng|nhà nước", r"tư|riêng"), "ar": (r"عام|عموم|حكوم|جمهور|شعب", r"خاص|خصوص"), "hi": (r"सार्वजनिक|जनता|लोक|पब्लिक|सरकारी", r"निजी|प्राइवेट|व्यक्तिगत")}),
    "effort": ("easy easier easiest simple simpler", "harder hardest difficult complex complicated", {
        "de": (r"leicht|einfach|simpel|mühelos", r"schwer|schwier|hart|komplex|kompliz|mühsam|anstreng"), "es": (r"fácil|simple|sencill|facil", r"difícil|dificult|dur[oa]|comple|complic|arduo"), "fr": (r"facil|simple|aisé", r"diffic|dur|comple|compli|ardu"), "ru": (r"лёгк|легк|прост|легч|проще", r"труд|слож|тяж|комплекс|твёрд|тверд"), "tr": (r"kolay|basit|yalın|sade", r"zor|güç|karmaşık|sert|çetin|kompleks"), "zh": (r"易|简|容|单", r"难|复|硬|困|杂|努力"), "ja": (r"簡単|容易|単純|易|シンプル|楽", r"難|複|困|硬|厳|懸命"), "vi": (r"dễ|đơn giản|giản", r"khó|phức|cứng|chăm"), "ar": (r"سهل|بسيط|يسر|أسهل|أبسط", r"صعب|معقد|شاق|صلب|عسر|عقد|مركب"), "hi": (r"आसान|सरल|सहज", r"कठिन|मुश्किल|जटिल|कठोर|सख्त"),
    }),
    "inside": ("inside internal interior indoor~within in inner", "outside external exterior outdoor~beyond out outer", {"de": (r"\bin|drin", r"außer|auß|extern|jenseits"), "es": (r"dentro|intern|interior|en\b", r"fuera|extern|exterior|allá|afuera"), "fr": (r"intern|intér|dans|dedans|sein", r"extern|extér|dehors|hors|au-delà"), "ru": (r"внутр|\bв\b", r"вне|снаружи|за предел|наруж|внеш"), "tr": (r"\biç|dahil|içer", r"dış|hariç|öte|harici"), "zh": (r"内|里|中", r"外|超"), "ja": (r"内|中|イン", r"外|超|エクス"), "vi": (r"trong|nội", r"ngoài|ngoại"), "ar": (r"داخل|ضمن|في", r"خارج|وراء"), "hi": (r"अंदर|आंतरिक|भीतर|में", r"बाहर|बाह्य|परे")}),
}  # fmt: skip
# What has a word of a kind in it and is none.
_NOT_MEANT = re.compile(
    r"非常|\bfinde\b|(?:mon|diens|donners|frei|sams|sonn)tag\w*|曜日|星期日|另外|此外|以外|fin(?:es)? de seman\w+|周末|週末|cuối tuần|wochenende|hafta ?son\w*|نهاية الأسبوع"
)
_IDIOM = re.compile(
    r"\bbefore long\b|\bafter all\b|\bmore or less\b|\bat (?:last|first|least|most|best|worst)\b|\bfirst of all\b|\b(?:best|better|well)[- ]known\b"
)
_NAME = re.compile(r"(?<=[\w,;] )[A-Z][a-z]+")  # a word with a capital within a sentence
_VERB_LAST = frozenset("ja tr hi".split())
_SCOPE = 4  # words from a negation on that it may deny
_NEAR = 1  # places either side in which the translation may have the word that it seems to lack


_ALL = _KINDS | kinds()
_ENGLISH = frozenset(word for one, two, _ in _ALL.values() for word in f"{one}~{two}".replace("~", " ").split())


@lru_cache(maxsize=2048)
def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(source)


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a kind: its English words, and those that may say it too; the same in the source's language as patterns."""

    english: frozenset[str]
    english_too: frozenset[str]
    abroad: str
    surely: str


def _side(english: str, abroad: str) -> Side:
    words = english.partition("~")[0].split()
    too = frozenset(english.replace("~", " ").split())
    return Side(frozenset(words), too, abroad.replace("~", "|"), abroad.partition("~")[0])


@lru_cache(maxsize=32)
def _sides(language: str) -> list[tuple[Side, Side]]:
    """All sides of the kinds known in a language, each with the opposite one."""
    found = []
    for one, two, table in _ALL.values():
        if language in table:
            left, right = map(_side, (one, two), table[language])
            found += [(left, right), (right, left)]
    return found


@lru_cache(maxsize=32)
def _sides_of(language: str) -> Mapping[str, list[int]]:
    """The numbers of the sides that each English word is of."""
    found: dict[str, list[int]] = {}
    for number, (side, _) in enumerate(_sides(language)):
        for word in side.english:
            found.setdefault(word, []).append(number)
    return found


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of the source, the English beside it, and the words of that which have opposites."""

    own: str
    english: str
    telling: tuple[str, ...]
    idle: frozenset[str]  # those of them that are part of a name, as New York, or denied

    def says(self, side: Side) -> int:
        """How many English words are of a side, names and denied ones aside."""
        return sum(word in side.english and word not in self.idle for word in self.telling)

    def may_say(self, side: Side) -> int:
        """How many English words may say a side."""
        return sum(map(side.english_too.__contains__, self.telling))


def _place(own: str, english: str, units: tuple[str, ...]) -> Place:
    telling = tuple(filter(_ENGLISH.__contains__, units))
    return Place(
        own.replace("İ", "i").lower() if telling else "", english, telling, _denied(units) if telling else frozenset()
    )


def _denied(units: tuple[str, ...]) -> frozenset[str]:
    """Words that a negation before them may deny."""
    if NEGATIONS.isdisjoint(units):
        return frozenset()
    return frozenset(word for at, unit in enumerate(units) if unit in NEGATIONS for word in units[at : at + _SCOPE])


def _sober(place: Place) -> Place:
    """A place without what has a word of a kind in it and is none, and without names."""
    names = frozenset(map(str.lower, _NAME.findall(place.english)))
    idioms = frozenset(" ".join(_IDIOM.findall(place.english.lower())).split())
    return Place(_NOT_MEANT.sub(" ", place.own), place.english, place.telling, place.idle | names | idioms)


def _undenied(place: Place, language: str) -> Place:
    """A place without what its source may deny: not rare is common."""
    denied = _scopes(language)
    own = denied.sub(" ", place.own) if denied else place.own
    return Place(own, place.english, place.telling, place.idle)


@lru_cache(maxsize=32)
def _scopes(language: str) -> re.Pattern[str] | None:
    """What a word of negation may deny, with that word: what stands before it where the verb comes last."""
    how = denials(language)
    if how is None:
        return None
    if language in _VERB_LAST:
        scope = rf"\w{{0,{_SCOPE}}}" if language == "ja" else rf"(?:\w+\W+){{0,{_SCOPE - 1}}}\w*"
        return re.compile(f"{scope}(?:{how.each.pattern})")
    scope = rf"\w{{0,{_SCOPE}}}" if language == "zh" else rf"(?:\W+\w+){{0,{_SCOPE - 1}}}"
    return re.compile(f"(?:{how.each.pattern}){scope}")


def denied_opposites(own: str, units: Sequence[str], language: str) -> int:
    """How many English words say by their sense what the source denies the opposite of: near for not far."""
    denied = _scopes(language)
    said = [number for unit in units for number in _sides_of(language).get(unit, ())]
    if denied is None or not said:
        return 0
    scopes = " ".join(match[0] for match in denied.finditer(own.lower()))
    return sum(
        _pattern(_sides(language)[number][1].surely).search(scopes) is not None for number in dict.fromkeys(said)
    )


def exchanged(source: str, rewrite: str) -> list[str]:
    """Words of an English translation for which its source has the opposite, each with its sentence."""
    language = language_of(prose(source))
    sides, numbers = _sides(language), _sides_of(language)
    if not sides:
        return []
    places = [
        _place(own, english, units)
        for (own, english), units in zip(side_by_side(source, rewrite), words_beside(source, rewrite), strict=True)
    ]
    said = []
    for at, place in enumerate(places):
        for number in dict.fromkeys(number for word in place.telling for number in numbers.get(word, ())):
            side, opposite = sides[number]
            turned = (
                _is_turned(place, side, opposite)
                and _is_turned(_sober(place), side, opposite)
                and _is_more(_undenied(place, language), opposite)
            )
            if turned and not _is_near(places, at, opposite):
                said.append(f"{next(filter(side.english.__contains__, place.telling))}: {place.english}")
    return said


def _is_turned(place: Place, side: Side, opposite: Side) -> bool:
    """Whether the English has a word of one side more often than the source may, and the source the opposite more often."""
    if not (here := place.says(side)) or not _is_more(place, opposite):
        return False
    may = len(_pattern(side.abroad).findall(place.own))
    return here > may or (place.may_say(side) > may and here > len(_pattern(side.surely).findall(place.own)))


def _is_more(place: Place, side: Side) -> bool:
    """Whether the source surely says a side more often than the English may."""
    sure = _pattern(side.surely)
    return sure.search(place.own) is not None and len(sure.findall(place.own)) > place.may_say(side)


def _is_near(places: list[Place], at: int, side: Side) -> bool:
    """Whether English next to a place has more words of a side than the source there: those may be what is missed."""
    near = places[max(0, at - _NEAR) : at] + places[at + 1 : at + 1 + _NEAR]
    return any((said := place.says(side)) and said > len(_pattern(side.abroad).findall(place.own)) for place in near)


def check(source: str, rewrite: str, task: Task) -> Verdict:
    """Fails a translation with the opposite of a word of its source."""
    if task != "translate":
        return not_judged("opposites_abroad", "but in translations")
    said = exchanged(source, rewrite)
    return Verdict("opposites_abroad", not said, 0.3 if said else 1.0, shown(said, 2, 110)[:240])
