"""How languages deny: words and endings of negation, for counting them. Knows no texts.

Function words and affixes as any grammar lists them; the ways of each language to say them together (no … nada, ne … pas,
не … никогда) count once where a denial must be sure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

# For each language: what only looks like a negation; what denies; and what may deny, in another way. Within lower-case text.
_LATIN = (  # words with the Latin prefix of negation, in the languages that have it
    r"\bin(?:acc|act|chang|ad[eé][cqg]|cap|ci?ert|compat|compl[eé]t|compr|conn|cons[ci]|contr|corr|cr[eé][ií]b|croy|d[eé]cis|d[eé]f|d[eé]p|dip|dir|disp|distin|ef|[eé]fic|[eé]gal|[eé]vit"
    r"|estab|exac|exat|exist|esper|aspett|atten|exp[eé]r|expl|fin|flex|fr[eé]c?qu|fund|habit|inter|just|mort|nec|num|offens|oper|quiet|s[eé]g|sat|sens|signi|sol|sop|stab|suf|t[oó]l|[uú]til"
    r"|v[aá]l|vari|vis)\w+|\bim(?:mat|mob|mor|mut|par|pat|perf|pens|pop|pos[is]|prec|préc|pr[eé]v|prob|prop|prud|pun)\w+|\bil(?:l?[eé]g|l?óg|l?og|lim)\w+|\bir{1,2}(?:r?eal|r?eg|r?el|r?es)\w+"
)
_TABLE: dict[str, tuple[str, str, str]] = {
    "de": (
        r"nicht (?:nur|zuletzt)|\bnoch\b",
        r"\bnichts?\b|\bkein(?:e[nrms]?|erlei|esfalls|eswegs)?\b|\bohne\b|\bnie(?:mals)?\b|\bniemand\w*|\bnirgend\w*|\bweder\b|\bnein\b",
        r"\bun(?!ter|s\b|sere?|d\b|i|gefähr|mittelbar|g[a]rn)\w{4,}|(?:los|lose[rnms]?)\b|\bmiss\w{4}|\bkaum\b|\banders\w*|\bunterschied\w*|\babweich\w*|\bausgeschalt\w*|\bdeaktiv\w*|\bfehl\w+|\bmangel\w*"
        r"|\baufhör\w*|\baufgehört|\w*weiger\w*|\b(?:an)?statt\b|\baußer\b|\bversäum\w*|\bscheiter\w*|\bverb[io]e?t\w*|\blehn\w+|\babgelehnt|\bverhinder\w*"
        r"|\bvermeid\w*|\bwenig\w*|\bsonst\b|\bnur\b|\bnicht-|\bverlor\w*|\bfrei\b|\w+frei(?:e[nrms]?)?\b|\bnull\w*",
    ),
    "nl": (r"niet alleen", r"\bniets?\b|\bgeen\b|\bzonder\b|\bnooit\b|\bniemand\b|\bnergens\b|\bniks\b|\bnoch\b|\bnee\b", r"\bon[a-z]{4}\w*|loos\b|loze\b|\bweiger\w*|\bslechts\b"),
    "es": (
        r"\bsin embargo|\bque nunca|\bno obstante|\bno s[oó]lo|\bno s[oó]lamente|\bno únicamente",
        r"\bno\b|\bsin\b|\bnunca\b|\bjamás\b|\bni\b|\bnadie\b|\bningun\w*|\bningún|\bnada\b|\btampoco\b",
        r"{latin}|\bdes(?:con|apa|emp|ac|cono|igual|favor|hon|orden)\w+"
        r"|\bfall[aóoe]\w*|\bdifer\w+|\bfalt\w+|\bcare[cn]\w+|\bimp[ie]d\w+|\bevit\w+|\bneg[aóoá]\w*|\bniega\w*|\brechaz\w+|\bfracas\w+|\ben (?:lugar|vez) de|\bexcepto\b|\bsalvo\b|\bapenas\b"
        r"|\bpoc[oa]s?\b|\bdej[aóoeá]\w* de\b|\bs[oó]lo\b|\bmenos\b|\bprohib\w+",
    ),
    "fr": (
        r"\b(?:pas|non) seulement|\bsans doute",
        r"\bpas\b|\bjamais\b|\bsans\b|\bni\b|\bnon\b|\baucune?s?\b|\bpersonne\b|\brien\b|\bnul(?:le)?s?\b|\bn(?:e\b|['’])(?:\W*\w+){1,3}?\W+(?:plus|point|guère)\b|\bn(?:e |['’])(?:peu|sau|sai|os|cess|pouv|pui|pour|doi)\w+(?!(?:\W+\w+){0,4}?\W+(?:pas|plus|jamais|que|rien|aucun\w*|ni|personne)\b)|\bplus (?:de|d['’]|aucun)(?=[^.]{0,40}(?:disponible|mémoire))",
        r"{latin}|\bdé(?:s\w|favor|plai)\w+|\bmanqu\w+|\bdiffér\w+|\babsen\w+|\brefus\w+|\béchou\w+|\béchec\w*"
        r"|\bempêch\w+|\bévit\w+|\bsauf\b|\bplutôt\b|\bau lieu\b|\bà peine\b|\bpeu\b|\bcess\w+|\bseul\w*|\binterdi\w+|\bmoins\b",
    ),
    "it": (
        r"\bnon sol\w+",
        r"\bnon\b|\bsenza\b|\bmai\b|\bné\b|\bnessun\w*|\bniente\b|\bnulla\b|\bno\b|\bneanche\b|\bnemmeno\b|\bneppure\b",
        r"{latin}|\bsconosc\w+|\bscorrett\w+|\bfall\w+|\bdivers\w+|\bdis(?:occ|acc|abil|on|uni|ug)\w+|\bmanca\w*|\brifiut\w+|\bevit\w+|\bimped\w+|\binvece\b|\btranne\b|\bpoc[oah]i?e?\b|\bsolo\b|\bpriv[oiae]\b|\bvietat\w+|\bmeno\b",
    ),
    "pt": (
        r"\bnão (?:só|apenas|somente)",
        r"\bnão\b|\bsem\b|\bnunca\b|\bjamais\b|\bnem\b|\bninguém\b|\bnenhum\w*|\bnada\b",
        r"{latin}|\bdes(?:con|apa|emp|ac|igual|favor|hon|orden)\w+|\bfalt\w+|\bcarec\w+|\bimped\w+|\bevit\w+|\bneg[ao]\w*|\brecus\w+|\bfracass\w+|\bexceto\b|\bpouc[oa]s?\b|\bapenas\b|\bmenos\b",
    ),
    "ro": (
        r"\bnu (?:numai|doar)",
        r"\bnu\b|\bn-|\bfără\b|\bniciodată\b|\bnici\b|\bnimeni\b|\bnimic\b|\bniciun\w*|\bnicio\b",
        r"\bne[a-zăâîșț]{4}\w*|{latin}|\blips\w+|\brefuz\w+|\bevit\w+|\bdoar\b|\bdecât\b|\bîn loc\b|\bpuțin\w*",
    ),
    "ru": (
        r"\bне (?:только|просто|менее)|\bпока\b.{0,30}?\bне\b",
        r"\bне\b|\bнет\b|\bбез\b|\bникогда\b|\bникто\b|\bникого\b|\bнич[еёт]\w*|\bник[аео]\w+|\bнельзя\b|\bни\b|\bнигде\b",
        r"\bне[а-яё]{4}\w*|\bбе[сз][а-яё]{4}\w*|\bотсутств\w+|\bотказ\w+|\bизбе[жг]\w+|\bразлич\w+|\bотлич\w+|\bневерн\w+|\bошиб\w+|\bвместо\b|\bкроме\b|\bедва\b|\bмало\b|\bлишь\b|\bзапре[тщ]\w+|\bлиш[её]н\w*|\bтолько\b|\bиначе\b",
    ),
    "uk": (r"\bне (?:тільки|лише)", r"\bне\b|\bнема\w*|\bбез\b|\bніколи\b|\bніхто\b|\bніщо\b|\bні\b|\bжодн\w+", r"\bне[а-яіїє]{4}\w*|\bбез[а-яіїє]{4}\w*|\bвідсутн\w+|\bвідмов\w+"),
    "pl": (
        r"\bnie tylko",
        r"\bnie\b|\bbez\b|\bani\b|\bnigdy\b|\bnikt\b|\bnikogo\b|\bnic\b|\bniczego\b|\bżad\w+",
        r"\bnie[a-ząęółśżźćń]{4}\w*|\bbez[a-ząęółśżźćń]{4}\w*|\bbrak\w*|\bodm[oó]w\w+|\bunik\w+|\bzamiast\b|\boprócz\b|\bledwo\b|\bmało\b|\btylko\b|\bjedynie\b|\bzakaz\w*",
    ),
    "cs": (
        r"\bnebo\w*|\bnež\w*|\bnej\w*|\bneděl\w*|\bnecha\w*|\bnemocni\w*|\bnebe\w*|\bnedávn\w*|\bnehod\w*|\bnejen\w*|\bnedaleko|\bnepřítel\w*|\bnemoc\w*|\bneustál\w*|\bnesl\w*|\bnesou",
        r"\bne\w{2,}|\bne\b|\bbez\b|\bani\b|\bnikd\w+|\bžád\w+|\bnic\w*|\bnení\b",
        r"\bbez\w{4,}|\bchyb\w+|\bodm[ií]t\w+|\bmísto\b|\bkromě\b|\bsotva\b|\bmálo\b|\bjen\b|\bpouze\b|\bzak[aá]z\w+|\bbrán\w+",
    ),
    "et": (r"(?!)", r"\bei\b|\bega\b|\bpole\b|\bpolnud\b|\bmitte\w*|\bilma\b|\bära\b|mata\b|\bkunagi\b", r"matu\w*\b|\beba\w+|\bpuud\w+|\bkeeldu\w+|\bvaid\b|\bainult\b|\basemel\b|\bvält\w+"),
    "el": (r"\bόχι μόνο", r"\bδε[ν]?\b|\bμη[ν]?\b|\bχωρίς\b|\bούτε\b|\bποτέ\b|\bκανέν\w*|\bκαμία\b|\bόχι\b|\bδίχως\b|\bτίποτ\w+", r"\bα[νπ]?[α-ω]{4}\w*"),
    "tr": (
        r"(?<=\w)m[ae]d[ıi]r(?:lar|ler)?\b|\bunutma\w*|(?<=\w)m[ae]d[ae]n önce\w*|\b(?P<verb>\w)\w*[ıiuü]p (?P=verb)\w*m[ae](?:m[ae]|d[ıi])\w*|\btamam\w*|\bsiz\w*|\bne kadar|\bne zaman|\bne tür|\bne var ki|\bne de\b|\bdeniz\w*|\bfransız\w*|\bhırsız\w*|\böksüz\w*|\bönemse\w*|(?:sadece|yalnızca) [^,.]{0,60}?değil,?",
        r"\bdeğil\w*|\byok(?:tu[rk]?|sa|ken|tu)?\b|\bhiç\w*|\basla\b|\bhayır\b|m(?<=\w\wm)(?:[ae](?:z\w*|d[ıi]\w*|d[ae]n\b|y(?:[ae]n|[ıi]p|[ae]c|[ae]bil|[ıi]nc)\w*|m[ae]\w*|m[ıi]ş\w*|s[ae]\w*|ks[ıi]z[ıi]n)|[ıiuü]yor\w*)",
        r"[sş](?<=\w\w[sş])[ıiuü]z\w*|m(?<=\w\w\wm)[ae]\W*$|\bfarkl\w+|\byalnız\w*|\bsadece\b|\bancak ve ancak\b|\b(?:dışında (?:pek )?)?başka\b|\baksi\w*|\bdışında\b|\bengel\w*|\balıkoy\w*|\breddet\w*|\beksik\w*|\bhariç\b|\bolanaksız\w*|\bgayri\w*|\bkaçın\w+|\bönle\w+|\baz\b|\bvazge[çc]\w+|\byana kal\w+|\bbırak\w+",
    ),
    "vi": (
        r"hay (?:là )?(?:không|chưa)|không\W*$|(?:số|bằng|khác) không|trước hết|hầu hết|không (?:gian|khí|quân|trung|những|chỉ|phận)|hàng không|(?:tĩnh|chân|hư) không",
        r"\bkhông\b|\bchưa\b|\bchẳng\b|\bđừng\b|\bchả\b",
        r"\bvô\b|\bphi\b|\bbất\b|\bthiếu\b|\bkém\b|\bít\b|từ chối|\bkhó\b|\bngoài\b|\bkhác\b|\blỗi\b|\btrừ\b|\btránh\b|\bchỉ\b|\bmất\b|\bhết\b",
    ),
    "ar": (
        r"أم لا|لا سيما|لا يزال|لا تزال|ما زال|ليس فقط|لا فقط|لا بد",
        r"(?<!\w)[وفأ]?(?:لا|لم|لن|بلا|ألا|كلا)(?!\w)|(?<!\w)[وفأ]?لي?س(?:ت|وا|نا|ا|تا)?(?!\w)|(?<!\w)[وفبلك]?(?:ال)?غير(?!\w)|(?<!\w)[وفب]?دون(?!\w)|(?<!\w)[وفبلك]?عدم(?!\w)|(?<!\w)أبدا",
        r"(?<!\w)[وف]?ما(?!\w)|نفي|نفى|تعذ|مخفي|خفي|عجز|تختلف|مختلف|رفض|فشل|منع|ينقص|نقص|انعد|خال(?!\w)|لولا|إلا|سوى|بدل|مستحيل|حظر|تجنب|افتق|يفتقر|لاسلك|مجهول|نادر|قليل|فقط",
    ),
    "hi": (
        r"नहीं तो|(?:केवल|सिर्फ|ही) नहीं|न केवल|न सिर्फ",
        r"नहीं|(?<![\u0900-\u097f])(?:न|ना|मत)(?![\u0900-\u097f])|बिना|बगैर|बग़ैर|कभी भी",
        r"(?<![\u0900-\u097f])(?:अ(?:संभव|सम्भव|ज्ञात|नियमित|स्थिर|पूर्ण|समर्थ|सफल|योग्य|समान|वैध|सामान्य|सहमत|निश्चित|दृश्य|प्रत्यक्ष|पर्याप्त|क्षम|कुशल|नुचित|नावश्यक|नजान|विश्वस)\w*)"
        r"|गैर|ग़ैर|रहित|विफल|अमान्य|अवैध|अप्रत्याशित|अद|असमर्थ|भिन्न|अलग|इनकार|इंकार|मना|बजाय|अलावा|अभाव|निषेध|अस्वीकार|मुक्त|शून्य|वंचित|असफल|रोक|कमी|मुश्किल|अन्यथा|केवल|सिर्फ|मात्र",
    ),
    "zh": (
        r"多少|至少|非常|特别|除非|减少|缺少|损失|年轻|刚才|人才|才能|区别|分别|类别|性别|级别|识别|别人|别的|是否|能否|可否|无论|不论|不管|未来|不断|不仅|不但|不只|不过|不久|不妨|非洲|[南北东西中]非|是不是|会不会|能不能|有没有|差别|个别|辨别|判别|无线|不得不|不可或缺|无疑|无穷|无数|无菌|没问题|没有问题|毫无疑问|不禁|告别|不光|并非只|不少|不停|要不|对不起|不错|不好意思",
        r"不|没|沒|無|无|非|未|勿|莫",
        r"别|否|免|难|缺|少|失|拒|禁|防|零|仅|才|停|阻|意外|异常|错",
    ),
    "ja": (
        r"まず|必ず|はず|わずか|ずつ|ずっと|いずれ|非常|未来|(?:なければ|なくては|ねば)(?:な(?:ら|り)|いけ)\w{0,4}|かもしれ(?:ない|ません)|だけで(?:は)?なく|しか[^。]{0,20}(?:ない|ません|なかった)|違いない|少なくとも|亡くな|無料|未満|恥ずか|なくな",
        r"ない|なく|なかっ|なけ|ません|いいえ|いや[、,]|ず|ぬ|無|不|非|未",
        r"まい|想定外|予期|異常|異な|違|誤|少な|難|欠|以外|拒|禁|防|避|失|しか|だけ|のみ|代わり|停[電止]|断水|遠慮|控え|お断り|暇|やめ|後悔|ばよかった",
    ),
    "th": (r"(?!)", r"ไม่|ไร้|ปราศจาก|อย่า|ห้าม", r"มิ|ขาด|นอกจาก"),
}  # fmt: skip
# How negative words of one statement go together, each with what may stand between: counted once.
_TOGETHER = {
    "de": (r"\bkein\w*|\bweder\b", r"kein\w*|noch"),
    "es": (r"\bno\b", r"nada|nunca|jamás|nadie|ning\w+|tampoco|ni"), "it": (r"\bnon\b", r"niente|nulla|mai|nessun\w*|né"), "pt": (r"\bnão\b", r"nada|nunca|jamais|ninguém|nenhum\w*|nem"),
    "ro": (r"\bnu\b|\bn-", r"nimic|niciodată|nimeni|niciun\w*|nicio|nici"), "fr": (r"\bpas\b|\bjamais\b|\bsans\b|\brien\b|\bpersonne\b|\baucune?\b", r"rien|personne|aucune?|jamais|ni|pas"),
    "ru": (r"\bни\w*\b|\bне\b|\bнет\b", r"не|ни\w*|нет"), "uk": (r"\bні\w*\b|\bне\b", r"не|ні\w*"), "pl": (r"\bnie\b|\bnigdy\b|\bnikt\b|\bnic\b|\bżad\w+", r"nie|nigdy|nikt|nic\w*|żad\w+|ani"),
    "cs": (r"\bnikd\w+|\bžád\w+|\bnic\b|\bne\w+", r"ne\w+|nikd\w+|žád\w+|nic\w*|ani"), "el": (r"\bδεν?\b", r"ποτέ|καν[εέ]ν\w*|καμία|τίποτ\w+"), "et": (r"\bei\b|\bpole\b", r"kunagi|ega|mitte\w*"),
    "tr": (r"\bhiç\w*|\basla\b", r"değil\w*|yok\w*|\w+m[ae]z\w*|\w+m[ae]d[ıi]\w*|\w+m[ae]y\w+|\w+m[ıiuü]yor\w*|\w+m[ae]m\w+"),
}  # fmt: skip
# What denies beyond doubt, where that is less than what denies: no prefix, no fixed phrase, nothing that may mean another thing.
_SURE = {
    "de": r"\bnicht\b|\bkeine?[nrms]?\b|\bniemals\b|\bnie\b|\bniemand\w*|\bnichts\b(?! ander)", "fr": r"\bpas\b|\bjamais\b|\baucune?\b|\bn(?:e\b|['’])(?:\W*\w+){1,2}?\W+(?:rien|personne)\b",
    "es": r"\bno\b|\bnunca\b|\bnadie\b|\bning\w+", "it": r"\bnon\b|\bnessun\w*|\bniente\b", "pt": r"\bnão\b|\bnunca\b|\bnenhum\w*|\bninguém\b", "ro": r"\bnu\b|\bn-|\bniciun\w*|\bnicio\b|\bnimeni\b",
    "ru": r"\bне\b|\bнет\b|\bнельзя\b|\bникогда\b|\bникто\b", "pl": r"\bnie\b|\bnigdy\b|\bnikt\b|\bżad\w+",
    "cs": r"\bnení\b|\bnejsou\b|\bneby[lt]\w*|\bnebud\w*|\bnem[aá]\w{0,3}\b|\bnemoh\w*|\bnemůž\w*|\bnelze\b|\bnikdy\b|\bnikdo\b|\bžádn\w+", "et": r"\bei\b|\bpole\b|\bpolnud\b",
    "tr": r"\bdeğil\w*|\byok(?:tur)?\b|\bhiç(?:bir)?\b"
    r"|m(?<=\w\wm)(?:[ae](?:z(?:lar|ler|d[ıi]|sınız|siniz|ken)?\b|d[ıi](?!r)\w*|y(?:[ae]n|[ıi]p|[ae]c|[ae]bil)\w*|m[ae][kls]\w*|m[ıi]ş\w*|s[ae]\w{0,2}\b)|[ıiuü]yor\w*)",
    "vi": r"\bkhông\b|\bchưa\b|\bchẳng\b", "ar": r"(?<!\w)[وفأ]?(?:لم|لن|لا)(?!\w)|(?<!\w)[وفأ]?ليس(?:ت|وا)?(?!\w)", "hi": r"नहीं",
    "zh": r"不(?!同|佳|前|良|可思议|等|足|平|再|安|幸|满|少|错|停|锈|动产|见|一|完|对|定|规|易|如|像|太|给力|大|应|得|了|到|好|利|朽|止|失|及|力|适|愿|忍)|没有?|无法|从未|并非|绝非|尚未|未能|未曾|毫无", "ja": r"(?:ない|なかった|ません)(?!と[いだ]|か)",
}  # fmt: skip
_WITHOUT = {
    "de": r"\bohne\b", "es": r"\bsin\b", "fr": r"\bsans\b", "it": r"\bsenza\b", "pt": r"\bsem\b", "ro": r"\bfără\b", "ru": r"\bбез\b", "uk": r"\bбез\b", "pl": r"\bbez\b", "cs": r"\bbez\b", "et": r"\bilma\b",
    "nl": r"\bzonder\b", "el": r"\bχωρίς\b|\bδίχως\b", "tr": r"(?<=\w\w)m[ae]d[ae]n\b|(?<=\w\w\w)s[ıiuü]z(?:ca|ce|dır|dir|dur|dür)?\b", "vi": r"mà không|không có|\bthiếu\b", "ar": r"(?<!\w)[وفب]?دون(?!\w)|بلا", "hi": r"बिना|बगैर", "zh": r"没有|毫无|无需", "ja": r"なし|ずに|ないで",
}  # fmt: skip
# Denials that another language may say without one, or with another: not more than (at most), not rare (often), cannot but
# (must), not bounded (infinite). They may stand for a negation and are never sure to be one.
_LOOSE = {
    "de": r"\bkein\w* [^.;]{0,40}\b(?:der|die|das|den|dem) (?:\w+ ){0,6}nicht\b|\bnicht (?:\w+ ){0,2}(?:un(?!d\b|s\b|ter)\w{4,}|zu verachten)|\bnicht (?:selten|ungewöhnlich|unüblich|unbedingt|umhin|ander\w+ als|(?:\w+ ){0,2}\w+er als|mehr als|unter|über)\b|\bnichts ander\w+|\b(?:über|unter)schreite\w*[^.,;]{0,40}\bnicht\b|\bkein wunder|\bkein geringer\w*|\bnicht (?:\w+ ){0,3}(?:vergess|aus(?:zu)?schlie|ausgeschl|aufhör|aufgeh|verhinder|leugn|bestreit|verheimlich|verberg|verbarg|verborgen|verhehl|verschweig|überseh|unterschätz|vernachlässig|ignorier|bezweif)\w*|\bnicht weit\b|\bkein zweifel",
    "nl": r"\bniet (?:ver|zelden|ongewoon|meer dan|minder dan|\w+er dan)",
    "es": r"\bno (?:hay|había|hubo|existe|existía) [^.;]{0,30}\bque no\b|\bno (?:\w+ ){0,2}(?:desdeñable|despreciable|{latin})|\bno (?:\w+ ){0,2}(?:más|menos) (?:de|que)\b|\bno (?:es|son|resulta|era) (?:raro|extraño|infrecuente|de extrañar|inusual)\w*|\bno (?:pocas|pocos|supera|excede|sobrepasa|rebasa)\w*|\bno \w+ hasta\b|\bno \w+ sino\b|\bno (?:\w+ ){0,3}(?:olvid|ocult|escap|descart|dej|ignor|neg|dud|falt|cab|imped|desped)\w*|\bno (?:\w+ ){1,6}desde\b|\bno (?:\w+ ){0,3}lejos|\ba nadie (?:se )?(?:le|les)? ?(?:escap|sorprend|extrañ)\w*",
    "pt": r"\bnão (?:há|havia|houve|existe|existia) [^.;]{0,30}\bque não\b|\bnão (?:\w+ ){0,2}(?:desprezível|negligenciável|{latin})|\bnão (?:\w+ ){0,2}(?:mais|menos) (?:de|do que|que)\b|\bnão (?:é|são|era) (?:raro|estranho|incomum)\w*|\bnão (?:poucas|poucos|ultrapassa|excede|supera)\w*|\bnão (?:\w+ ){0,3}(?:esque|ocult|escond|descart|deix|ignor|neg|duvid|falt)\w*|\bnão (?:\w+ ){0,3}longe",
    "it": r"\bnon (?:c['’]è|c['’]era|vi è|vi era) [^.;]{0,30}\bche non\b|\bnon (?:\w+ ){0,2}(?:trascurabil|disprezzabil|{latin})|\bnon (?:\w+ ){0,3}lontan\w*|\bnon (?:\w+ ){0,2}(?:più|meno|oltre|superiore|inferiore) (?:di|che|a)\w*\b|\bnon (?:è|sono|era) (?:raro|rari|rare|insolito|strano)\w*|\bnon di rado|\bnon (?:pochi|poche|supera|eccede)\w*|\bnon \w+ (?:che|se non)\b|\bnon (?:\w+ ){0,3}(?:dimentic|nascond|nascost|esclud|smett|ignor|neg|dubit|manc|trascur|imped)\w*|\bnon (?:\w+ ){1,6}da(?:l|lla)? \d+",
    "fr": r"\bn(?:e |['’])\w+ (?:pas|point|personne|rien|aucun\w*) [^.;]{0,40}\b(?:qui|que|dont|où)\b[^.;]{0,15}\bn(?:e |['’])\w+|\bpas (?:\w+ )?(?:négligeable|mince|anodin|innocent|{latin})\w*|\bpas (?:très |bien |trop )?loin\b|\bpas (?:rares?|inhabituel\w*|étonnante?s?|surprenante?s?|exclue?s?)\b|\bpas (?:plus|moins|davantage) d\w*|\bpas (?:plus|moins) \w+ qu\w*|\bn(?:e |['’])(?:\w+ ){0,2}(?:dépass|excèd|excéd)\w* pas|\bn(?:e |['’])\w+(?: \w+)? pas (?:sans|moins)\b|\bn(?:e |['’])(?:\w+ ){0,2}(?:oubli|exclu|cess|ignor|ni|dout|manqu|néglig|saur|cach|dissimul)\w* (?:pas|point|jamais)|\bn(?:e |['’])(?:\w+ )?jamais (?:oubli|cess|ignor|ni|dout|manqu|néglig|cach|dissimul)\w*|\bne pas (?:oubli|exclu|cess|ignor|ni|dout|manqu|néglig)\w*|\bsaurait\b[^.]{0,60}\bsans\b",
    "ro": r"\bnu (?:departe|mai mult|mai puțin|depășe\w+|\w+ decât)",
    "ru": r"\bне (?:далек\w+|бол(?:ее|ьше)|ме(?:нее|ньше)|выше|ниже|раньше|позже|позднее|старше|моложе|дольше|редк\w+|превы\w+|исключ\w+|удивительн\w+)|\bне мог\w+ не\b|\bнельзя не\b|\bне что иное|\bне (?:\w+ ){0,2}(?:забы|скрыва|скрыл|исключ|переста|отриц|сомнева|игнор|прекра)\w*|\bнет сомнени\w*|\bне только|\bне так давно|\bне раз\b",
    "uk": r"\bне (?:більше|менше|раніше|пізніше|рідк\w+|перевищ\w+)",
    "pl": r"\bnie (?:daleko|więcej|mniej|później|wcześniej|dłużej|starsz\w+|młodsz\w+|przekracza\w*|rzadko|sposób|dziw\w*|lada)\b|\bnie można nie\b|\bnic dziwnego|\bnie (?:\w+ ){0,2}(?:zapom|ukryw|wyklucz|przesta|zaprzecz|wątpi|ignor)\w*",
    "et": r"\bmitte (?:rohkem|vähem|üle|hiljem|varem)|\bpole haruldane|\bei ole haruldane|\bei ületa\w*",
    "el": r"\bόχι (?:περισσότερ\w+|λιγότερ\w+)|\bδεν (?:είναι σπάνι\w+|ξεπερν\w+|υπερβαίν\w+)",
    "tr": r"\b(?:uzak|az|nadir|fazla|çok|seyrek) değil\w*|\b(?:geçme|aşma)[zy]\w*|\w*unutma\w*|\bşüphe(?:siz|\s+yok)\w*|\bihmal etme\w*|\bgörmezden gelme\w*",
    "vi": r"\bkhông (?:quá|dưới|ít hơn|nhiều hơn|kém|hiếm|nhỏ hơn|lớn hơn|vượt quá|thể không)",
    "ar": r"(?<!\w)[وفأ]?(?:لا|لم|لن) (?:[يت](?:قل|زيد|زد|تجاوز|تعدى|خلو|خل|ستهان)\w*)|(?<!\w)[وف]?(?:لا|لم|لن|ما|ليس) [^.،؛]{0,40}?(?<!\w)[إا]لا(?!\w)|(?<!\w)(?:لا بد|لا يسع\w*|لا شك)",
    "hi": r"से (?:अधिक|ज़्यादा|ज्यादा|कम)[^।]{0,25}नहीं|कम नहीं|असामान्य नहीं|दुर्लभ नहीं",
    "zh": r"不(?:[超多少低高大小早晚迟]于|超过|到|足|下|变|动点|可约|相交|规则|定积分|等式|久|乏|罕见|在少数|亚于|逊于|由得|约而同|绝|时|外乎|曾间断|断|间断|朽|例外|言而喻|失为|愧|可否认|可避免|能不|会不|无|灰心|依赖|受|灭)|不得不|无不|莫不|无一不|无非|毫不[犹意]|没有[^。,，]{0,8}不|并不罕见|无[一]?例外|非[^。,，]{1,12}不可|不可[逆约数微导忽低]|不[容能应可要应该该]*(?:忽视|忽略|否认|排除|低估|忘|缺少|或缺)|[并]?不远|线性无关|不无关系|不止|迟迟[不未没]|不[肯愿]轻易",
    "ja": r"(?:少な|珍し|まれでは|おかし|遅)く(?:は)?(?:ない|ありません|なかった)|を(?:超|越)えない|にほかなら(?:ない|ず|ぬ)|に(?:過|す)ぎ(?:ない|ません|ず)|ざるを(?:え|得)(?:ない|ません|なかった)|にすぎない|ないわけでは(?:ない|ありません)|変わらない|不変|不動点|既約|忘れ(?:ない|ては(?:なら|いけ)ない|てはいけません)|否定できない|無視できない|欠かせない|遠くない|絶えない|止まない|違いない|(?:変わり|忘れ|否定でき|無視でき|欠かせ|絶え|止み|遠くあり|違いあり)ません",
}  # fmt: skip
# What looks like a negation to the other patterns, denies nothing and may still be said by one: not a few, no doubt, nothing but.
_IDIOMS = {
    "zh": r"不少|不久|不[断停]|不得不|不可或缺|[无無]疑|[无無]穷|[无無]数|没有?问题|不禁|不错|不妨|不[只止光]|对不起|不好意思",
    "ja": r"違いない|しか[^。]{0,20}(?:ない|ません|なかった)|無料",
}
# At most and at least, which English may say by a negation: not exceeding.
_BOUNDS = {
    "de": r"\b(?:höchst|mindest|wenigst)ens\b|\b(?:maximal|minimal)\b|\bbis zu\b", "nl": r"\b(?:hoogst|minst)ens\b|\bmaximaal\b|\btot en met\b",
    "es": r"\b(?:como|a lo|al) (?:máximo|sumo|más|mínimo|menos)\b|\bhasta\b", "fr": r"\b(?:au|tout au) (?:plus|maximum|moins|minimum)\b|\bjusqu",
    "it": r"\bal (?:massimo|più|minimo|meno)\b|\balmeno\b|\bfino a", "pt": r"\b(?:no|pelo|ao) (?:máximo|mínimo|menos|mais)\b|\baté\b",
    "ro": r"\bcel (?:mult|puțin)\b|\bpână la\b", "ru": r"максимум|минимум|\bдо\b|по (?:большей|меньшей) мере|самое (?:большее|меньшее)", "uk": r"максимум|мінімум|\bдо\b|щонайб|щонайм",
    "pl": r"\bco (?:najwyżej|najmniej)\b|maksymaln|minimaln|\bdo\b", "cs": r"\b(?:nejvýše|nanejvýš|nejméně|alespoň|maximálně)\b|\baž\b", "et": r"\b(?:kõige rohkem|kuni|vähemalt|ülimalt)\b",
    "el": r"το πολύ|τουλάχιστον|\bέως\b|\bμέχρι\b", "tr": r"\ben (?:çok|fazla|az)\b|azami|asgari|\bkadar\b", "vi": r"nhiều nhất|tối đa|ít nhất|tối thiểu", "ar": r"على الأكثر|على الأقل|كحد أ(?:قصى|دنى)|حتى",
    "hi": r"अधिक से अधिक|ज़्यादा से ज़्यादा|कम से कम|अधिकतम|न्यूनतम|तक", "zh": r"以[内內下上]|之[内內]|至[多少]|最[多少]|顶多", "ja": r"以[下内上]|まで|最大|最小|高々|たかだか|せいぜい|多くとも|少なくとも", "th": r"อย่างมาก|อย่างน้อย|ไม่เกิน",
}  # fmt: skip
_BETWEEN = 12  # words
_QUOTED = r"|\b(?:never|without|nothing)\b"  # English within the other language


@dataclass(frozen=True, slots=True)
class Denials:
    """How to count a language's denials in a sentence, in lower case."""

    idle: re.Pattern[str]
    loose: re.Pattern[str]
    sure: re.Pattern[str]
    each: re.Pattern[str]
    soft: re.Pattern[str]
    without: re.Pattern[str]
    idiom: re.Pattern[str]
    bound: re.Pattern[str]


def _grouped(alternatives: str) -> str:
    """A pattern's alternatives, those at the beginning of a word put together: found several times as fast."""
    found, depth, start = [], 0, 0
    for at, char in enumerate(alternatives):
        depth += (char in "([") - (char in ")]")
        if char == "|" and depth == 0:
            found.append(alternatives[start:at])
            start = at + 1
    found.append(alternatives[start:])
    at_words = [one.removeprefix(r"\b") for one in found if one.startswith(r"\b")]
    others = [one for one in found if not one.startswith(r"\b")]
    return "|".join([rf"\b(?:{'|'.join(at_words)})", *others] if at_words else others)


@lru_cache(maxsize=32)
def denials(language: str) -> Denials | None:
    """How a language denies; None for one that is not in the table."""
    if language not in _TABLE:
        return None
    idle, each, soft = _TABLE[language]
    sure = _grouped(_SURE.get(language, "(?!)"))
    if language in _TOGETHER:
        first, more = _TOGETHER[language]
        marks = (
            r"\w.;:" if language == "tr" else r"\w.;:,"
        )  # a verb that comes last is parted by commas from what it denies
        sure = rf"(?:{_grouped(first)})(?:(?:[^{marks}]+\w+){{0,{_BETWEEN}}}?[^\w.;:]+(?:{more})\b)+|{sure}"
    return Denials(
        re.compile(_grouped(rf"{idle}|:[a-z]+:")),  # a mark of reStructuredText is no colon
        re.compile(_grouped(_LOOSE.get(language, "(?!)").replace("{latin}", _LATIN.replace(r"\b", "")))),
        re.compile(sure),
        re.compile(_grouped(rf"{each}|\b(?:never|without|nothing)\b")),  # and English that is quoted
        re.compile(_grouped(soft.replace("{latin}", _LATIN))),
        re.compile(_grouped(_WITHOUT.get(language, "(?!)"))),
        re.compile(_IDIOMS.get(language, "(?!)")),
        re.compile(_BOUNDS.get(language, "(?!)")),
    )
