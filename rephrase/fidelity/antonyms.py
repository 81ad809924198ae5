"""Opposites of everyday words in several languages, as any bilingual dictionary pairs them. Knows no texts.

Each kind has the English words of either side, then what says either side in a language: beginnings of words as patterns
within lower-case text, in the order of LANGUAGES. After a tilde stand words that may say it, and may say other things too:
these keep a translation from failing, and never make it fail.
"""

from __future__ import annotations

LANGUAGES = ("de", "es", "fr", "ru", "tr", "zh", "ja", "vi", "ar", "hi")

# English of one side / of the other; then for each language one / other. After ~ what only may say it.
_TABLE = """
before prior~earlier previously previous preceding ago until till ahead front / after~later next then following subsequently since once upon when afterwards past
    bevor|\\behe\\b|\\bvor\\b~vor|früh|\\bbis\\b|eher|ersten / nachdem|\\bnach (?:d|ein|\\d|sein|ihr|all)~nach|spät|folg|nächst|danach|sobald|letzt|darauf|dann|hinter|wenn|als\\b|ende || \\bantes\\b~previ|anterior|\\bante\\b|principio|inicio|preced|hasta|primer / después|despues|\\btras\\b~luego|siguiente|posterior|próxim|seguid|sigu|al cabo|tard|final|entonces|más adelante|últim|pasad|una vez|cuando || \\bavant~précéd|début|tôt|antérieur|auparavant|préalable|jusqu|premier / \\baprès~suiv|prochain|ensuite|tard|ultérieur|puis|suite|fin\\b|dernier|une fois|quand|lorsqu|bout || перед|прежде|до того|пока\\b.{0,40}\\bне\\b~\\bдо\\b|пред|ран|начал|назад|перв / после(?!дн)|спустя~след|зат|позж|поздн|потом|через|когда|конец|конц|дальн|далее|пока || önce|evvel~erken|ilk|kadar|başı|öncü|geçmiş / sonra|ardından~ertesi|gelecek|takip|izle|geç|müteakip|peşi|akabinde
    之前|以前|(?<![目从当提空先向])前(?![面往者任景进提期两几一])~前|先|早|初|以往|未|上 / 之后|以后|(?<![最落背然先])后(?![果来代者方面期续台退])~后|後|下|次|接|随|晚|继|再|末|然|跟|经过 || 前に|以前|まえに|前の~前|先|早|初|まえ|まで|うち|てから / (?<!そ)の後|後に|た後|以降|てから|でから~後|次|あと|翌|続|遅|晩|末|たら|すると|経|過 || trước~sớm|đầu|tiền|cho đến|chưa / \\bsau\\b~tiếp|kế|muộn|rồi|cuối|theo|hậu|khi|tới || قبل~سابق|سبق|مبكر|أول|أوائل|حتى|بداي / بعد~تال|لاحق|ثم|يلي|تلي|متأخر|أواخر|عقب|إثر|خلف|قادم|تبع|حين|عندما|أخير|آخر|تلا|تلت || पहले~पूर्व|पिछल|शुरु|प्रारंभ|आरंभ|तक|जल्द / के बाद|बाद में~बाद|अगल|पश्चात|आगे|फिर|निम्न|उपरांत|देर|अंत|अनुसर|आने|के साथ|जब
previous previously preceding preceded precede precedes~earlier before past last prior above / next following followed follow follows~later after subsequent subsequently coming below
    vorherig|vorig|vorang|voraus|zuvor~vor|früher|vergang|letzt|bisher / nächst|folg|nachfolg~nach|danach|kommend|darauf|unten || anterior|previ|preced~pasad|antes|últim / siguiente|próxim|sigu~seguid|después|posterior || précéd|antéri~dernier|avant|passé / suiv|prochain~après|ensuite || предыдущ|предшеств~прошл|перед|ранее|прежн / следующ|след~после|дальн|будущ|затем || önceki|geçen~önce|yukarı / sonraki|takip|izle|gelecek|ertesi~sonra|ardınd|aşağı
    上一|前一|先前~之前|前|上|以往|此前|过去 / 下一|接下来|其次|紧随~随后|后|下|次|接|跟|以下|未来 || 前の|前回~以前|前|先|先ほど / 次の|次に|翌~次|後|続|以下|これから || trước~cũ|vừa / tiếp theo|kế tiếp|tới~sau|tiếp|theo|dưới || سابق~سبق|ماض|قبل / تالي|قادم|يلي~تال|بعد|لاحق|تبع|مقبل || पिछल~पूर्व|पहले|गत / अगल|निम्न~अनुसरण|बाद|आने|आगे
day days daytime morning mornings~daily today date dates tomorrow / night nights evening evenings~nightly tonight overnight
    \\btag|täg|morgens|vormitt~morgen|früh|datum|heute|tags / nacht|nächt|abend || \\bdía|diari|mañan~hoy|jornad / noche|noct~tarde|vísper || \\bjour|matin|quotid / nuit|\\bsoir|noct~veille || \\bдн[яейию]|\\bден|\\bутр~сут|сегодн|врем / ноч|вечер || \\bgün|sabah / gece|akşam
    天|早上|早晨|上午|白昼~日|早|晨|昼|号|期 / 夜|晚上|傍晚|每晚|晚间~晚 || 毎日|一日|日間|昼|朝~日 / 夜|晩|夕 || \\bngày|sáng~\\bhôm|nhật / \\bđêm|tối~chiều || يوم|أيام|نهار|صباح / ليل|مساء|ليال || दिन|सुबह|दिवस|प्रातः|रोज / रात|शाम
majority~most mostly / minority~few
    mehrheit|großteil|meist / minderheit || mayor[ií]a|mayorit / minor[ií]|minorit || majorit|plupart / minorit || большинств / меньшинств || çoğunlu|çoğu / azınlı
    多数|大部分 / 少数 || 多数|大半|ほとんど|大部分 / 少数 || đa số|phần lớn|hầu hết|đại đa / thiểu số|số ít || أغلب|غالب|معظم / أقلي || बहुमत|अधिकांश|बहुसंख्य|ज़्यादातर / अल्पसंख्य|अल्पमत
closer closest nearer nearest~close near nearly approach approaches closely / farther farthest furthest~further far away
    \\bnäh|\\bnah|nächst / \\bfern|entfern|weit || cerc|próxim|acerc / lej|alej || proch|près|rapproch / loin|éloign || ближ|близ / дальш|дальн|далек|далёк || yakın|yaklaş / uzak
    近 / 远|離 || 近 / 遠|離 || \\bgần / \\bxa\\b || قرب|أقرب / أبعد|بعيد || निकट|करीब|पास|नज़दीक / दूर
long longer longest lengthy~far length / short shorter shortest brief~small low briefly shortly
    lang|läng|weit / kurz|kürz || (?<!menos )larg|durader|extens~tiempo|longitud|menos cort / (?<!menos )cort|brev~menos larg || (?<!moins )long~moins court / (?<!moins )court|bref|brève~moins long || длин|долг|дольш|продолж / корот|кратк|недолг || uzun|uzak|boyun / kısa
    长~久|远|大 / 短~矮|简|小|近 || 長~久|遠|以上 / 短~近|小 || dài|lâu|xa\\b / ngắn|thấp|tắt || طويل|طول|طوال|أطول|مدة / قصير|أقصر|قصر || लंब|लम्ब|दीर्घ|देर / छोट|लघु|संक्षि
buy buys bought buying purchase purchases purchased purchasing~pay paid pays spent spend spends cost costs order ordered get got gets acquired / sell sells sold selling~sale sales seller sellers retailed marketed
    (?<!ver)kauf|erwerb|erwarb|erworb|besorg / verkauf|verkäuf|veräußer|absatz || compr|adquir / vend|venta || achet|achat|acqu|procur / vend|vente || куп|приобр|закуп / прода || satın|alı[rmy]|aldı|alma|alış / sat(?!ın)
    买|購|购|订 / 卖|賣|售|销 || 買|購|仕入 / 売|販 || mua|sắm / bán || شراء|اشتر|يشتر|تشتر|شرى|ابتاع / باع|بيع|تبيع || खरीद|ख़रीद|क्रय / बेच|बिक|विक्र
left leftover~leave leaves leaving remain remains remained remaining rest / right rights~correct correctly just properly
    \\blink|übrig|bleib|blieb|\\brest|verl[aiä]|hinterl / recht|richtig || izquierd|qued|sobr|rest|dej|sal[ií]|abandon / derech|correct|just || gauche|rest|laiss|quitt|part / droit|correct|bon || \\bлев|слева|влево|остал|остав|остат|покин / прав || \\bsol|kal[dıam]|bırak|ayrıl|geri / sağ|hak|doğru
    左|剩|余下~余|留|离|还有|走 / 右|权~對|对|正 || 左|残|余り~余|去|離|出 / 右|権~正|好 || trái|còn lại~còn|lại|rời|để|dư / quyền|bên phải~phải|đúng || يسار|أيسر|يسر|تبق|بق[يى]|ترك|غادر / يمين|أيمن|حق|صح || बाए|बाई|बाय|वाम|बच|शेष|छोड़|बाक / दाए|दाई|दाहि|दाय|अधिकार|सही|ठीक
common commonly / rare rarely uncommon
    häufig|\\boft|üblich|gewöhn|gemein~verbreit|gängig / selten|\\brar~ungewöhn|außergewöhn || común|comun|frecuen|usual|menudo|habitual|corrient / \\brar[oa]|poc|infrec|escas || commun|couran|souvent|fréquen|habituel|général / \\brare|peu || част|обыч|распростран|общ / редк|редч|нечаст || yaygın|\\bsık|genel|ortak|çoğu|olağan / nadir|ender|seyrek
    常|普遍|共同~通|共 / 罕|稀|难得~少 || 一般|よく|普通|共通|頻 / 稀|まれ|珍|滅多|少 || phổ biến|thường|chung / hiếm|\\bít || شائع|مشترك|عام|غالب|عاد|كثير|شيوع / نادر|ندر|قليل || \\bआम|सामान्य|अक्सर|प्राय|साधारण|समान / दुर्लभ|विरल
even / odd
    (?<!un)gerade|sogar|selbst~noch|auch / ungerade|seltsam || \\bpar(?:es)?\\b|inclus|\\baun|hasta|siquiera / impar|extrañ || \\bpaire?s?\\b|même|encore / impair|étrange || (?<!не)ч[её]тн|даже / неч[её]тн|стран || \\bçift|bile|dahi|hatta|eşit / \\btek|garip
    偶|甚至|即使|即便~也|均|更|还|哪怕|就算|都 / 奇|单 || 偶|さえ|すら~でも|も / 奇|妙 || chẵn|thậm chí|ngay cả|kể cả~ngay|dù / lẻ|kỳ|lạ || زوجي~حتى|شفع / فردي|غريب || यहाँ तक कि|यहां तक कि~\\bसम|तक|भी / विषम|अजीब
student students pupil pupils / teacher teachers instructor instructors
    schül|student|studier / lehr|dozent|professor || estudiant|alumn / profesor|maestr|docent|instructor || élève|étudiant|écolier / prof|enseign|maître|institut|monit || учен[ие]|студент|учащ|школьн / учител|преподав|педагог || öğrenci / öğretmen|hoca|eğitmen
    学生|学员|学徒 / 师|教员|教授 || 生徒|学生 / 先生|教師|教授|講師 || học sinh|sinh viên|học viên|học trò / giáo viên|thầy|cô giáo|giảng viên || طالب|طلاب|طلب|تلميذ|تلاميذ / معلم|مدرس|أستاذ || छात्र|विद्यार्थी / शिक्षक|अध्यापक|गुरु
child children kid kids~son sons daughter daughters boy boys girl girls / parent parents~father mother fathers mothers family
    kind / elter|mutter|vater || niñ|hij|infan|chic|pequeñ / padre|progenit|madre || enfant|gosse|fils|fille / parent || дет[яиейс]|ребён|ребен / родител || çocuk|evlat / ebeveyn|anne|baba|veli
    孩|儿童|子女 / 父母|家长|双亲 || 子|児童 / 親|保護者 || \\btrẻ|\\bcon\\b|em bé|nhi / cha mẹ|bố mẹ|phụ huynh || طفل|أطفال|أولاد|أبناء|ولد / والد|آباء || बच्च|संतान|बाल / माता|अभिभावक|पालक
new newer newest young younger youngest modern~recent recently latest newly contemporary current small little / old older oldest ancient elderly~age aged years year former large big great
    \\bneu|\\bjung|jüng|modern~aktuell|heutig|gegenw|erneu / \\balt|\\bält|antik|uralt|betagt~jahre || nuev|joven|jóven|modern~recient|menor|actual|contempor / viej|antig|ancian~mayor|edad|años || nouv|neuf|neuve|jeune|modern~récent|actuel|contempor / vieux|vieil|ancien|antique~\\bâg|\\bans\\b || \\bнов|молод|младш|соврем|моложе~недавн|нынеш / \\bстар|древн|пожил~возраст|лет || yeni|genç|modern|çağdaş~küçük|güncel|günümüz / eski|yaşlı|antik|kadim~yaş|büyük|ihtiyar
    新|年轻|年青|现代~小|近|幼|少|当代|今|青 / 老|旧|古~岁|大|年长|历史 || 新|若|現代~現|近|年下|下ろ|小|今 / 古|老|旧~歳|年上|昔|大 || mới|trẻ|hiện đại~gần đây|đương đại|ngày nay / \\bcũ\\b|\\bgià|\\bcổ\\b~tuổi|lớn|xưa|lâu || جديد|شاب|حديث|أحدث~معاصر|حالي|جدد|صغير|أصغر / قديم|عجوز|مسن~قدم|كبير|عمر|أكبر|سن || नया|नए|नई|नये|नयी|युवा|आधुनिक|जवान~वर्तमान|समकालीन|छोट|नव / पुरान|प्राचीन|बूढ|वृद्ध~उम्र|साल|वर्ष|बड़
heavy heavier heaviest / light lighter lightest
    schwer~stark|gewicht|dicht|heftig / leicht|licht|hell|lamp || pesad~fuert|intens|peso|grav / liger|leve|\\bluz|\\bluc|clar|lumin || lourd~\\bpes|fort|intens|grave|gros / léger|lumi~lég|clair|lamp || тяж~сильн|интенс|крупн / лёгк|легк|\\bсвет|легч || ağır~yoğun|şiddet|sağanak / hafif|ışı~açık|aydın|lamba
    重|沉~大|浓 / 轻|光|灯~淡|浅|亮|照 || 重|激しい~激|大|強 / 軽|光|灯~明|電気|照 || nặng~lớn|mạnh|dày / nhẹ|ánh sáng~sáng|đèn || ثقيل|ثقل~غزير|شديد|كثيف / خفيف|ضوء|أخف~نور|ضوئ || भारी|घन|वज़न|तेज / हल्क|प्रकाश|रोशनी
open opens opened~openly opening / closed closes shut~close closing closely
    öffn|offen~erschl|auf / \\bschließ(?!lich)|\\bschloss|geschlossen~schließ|zu\\b || abr[ieí]|abier|apert|inaugur / cerr|cierr|claus || ouv|inaugu / ferm|clos|clôt || откр|раскр / закр|замкн || \\baç(?!ı[ks]|ıs)~\\baç / kapa~yakın
    打开|开放|开放|公开~开|放|启 / 关闭|闭|封闭~关|封|近|合 || 開|オープン~公開 / 閉|クローズ~近 || mở|khai / đóng|khép|kín || فتح|مفتوح|افتت / غلق|مغلق || खुल|खोल|उद्घाट / बंद|बन्द
dependent depend depends depended / independent independently independence
    (?<!un)abhäng / unabhäng|selbständ|selbstständ || (?<!in)depend / independ || (?<!in)dépend / indépend || (?<!не)завис / независ|самост || bağımlı|bağlı / bağımsız
    依|相关|取决|附属 / 独立 || 依|従属|頼|よって / 独立 || phụ thuộc|tùy|lệ thuộc / độc lập || عتمد|اعتماد|تابع|توقف / مستقل|استقلال || निर्भर|आश्रित / स्वतंत्र|आज़ाद|स्वाधीन
infinite infinitely / finite
    unendlich / (?<!un)endlich || infinit / (?<!in)finit || infini / (?<!in)fini || бесконеч / (?<!бес)конечн || sonsuz / sonlu|sınırlı
    无限|无穷 / 有限 || 無限 / 有限 || vô hạn|vô cùng / hữu hạn || نهائ / محدود|منته || अनंत|अनन्त|असीम / परिमित|सीमित
former formerly~ex old first previous previously / latter~second last later
    ehemal|früher|einst~erster|erste|\\bex / letzter|letztere~letzt|zweit || antigu|\\bex|expres~anterior|primer|entonces / est[ae]s? últim~últim|segund || ancien|\\bex-~précéd|premi / ce dernier|cette derni|ces derni~dernier|derni|second || бывш~прежн|перв / последн~втор || eski~önce|ilk / sonuncu|ikincisi~son|ikinci
    前总|前任|前者|原来的~前|旧|原|曾 / 后者~后|末|晚 || 元大|元首|前者|かつて~元|前|旧 / 後者~後 || cựu~cũ|trước|xưa|đầu / \\bsau\\b~cuối || سابق~أول / أخير~آخر|لاحق || भूतपूर्व|पूर्व~पूर्व|पहल / बाद वाल~बाद|अंतिम|दूसर|उत्तर
win wins won winning gain gains gained victory~winner winners got get gets received earn earned profit beat increase increased / lose loses lost losing loss losses defeat~loser missing decline fell cost drop miss
    gew[aio]nn|\\bsieg~zunahm|gestieg|bekam|bekomm|erhiel|zug / verlor|verlier|verlust|niederl|unterl~verl[io]|besieg || gan[aóoé]|venc|triunf|victori~consig|obtuv|aument / perd|pierd|derrot|pérdid~falt || gagn|remport|vainc|victoi~obten|acqu|obtin / perd|perte|défait~tomb || выигр|побе|завоев~приобр|получ|набра / проигр|теря|потер|утра|пораж~выпал|вып || kazan|galip|zafer~elde|art / kayb|kayıp|yenil|yitir~düş
    赢|胜|获~夺|得|增|收|涨|中 / 输了|失去|败|丢|损失|掉了~输|失|损|掉|亏|没了 || 勝|獲得|優勝~得|増|受 / 負け|失っ|失い|敗|損~負|失|抜け|落 || thắng|giành~đoạt|được|chiếm|tăng / thua|đánh mất|bị mất|thất bại~mất|bại|rụng || فاز|فوز|كسب|ربح|انتص|حصل|نصر / خس|فقد|هزم|هزيم|ضاع || जीत|विजय|विजेता|प्राप्त|पाया / हार|खो|हानि|नुकसान|गंवा|गिर
strong stronger strongest powerful / weak weaker weakest
    stark|stärk|kräft~mächt|fest / schwach|schwäch || fuert|fuerz~poder|sólid|intens|firme / débil|debil || \\bfort|puiss~solid|renfor / faible|affaibl || сильн|мощ|крепк / слаб || güçlü|kuvvetli~güç(?!süz)|kuvvet|sağlam / zayıf|güçsüz
    强~壮|大|有力|坚|牢 / 弱 || 強~力 / 弱 || mạnh~khỏe|vững|lớn / yếu || قوي|أقوى~قوة|شديد / ضعيف|ضعف|أضعف || मजबूत|शक्ति|मज़बूत|ताकत|प्रबल / कमजोर|दुर्बल|कमज़ोर
rich richer richest wealthy / poor poorer poorest
    reich / \\barm|ärm|schlecht || \\bric[oa]|acaudal|adiner|riquez / pobre|\\bmal || rich / pauvre|mauvais || богат|состоят / бедн|нищ|плох || zengin / fakir|yoksul|zayıf|kötü
    富|丰 / 贫|穷|差 || 豊|裕福|金持|富 / 貧 || giàu|phong phú / nghèo|kém || غني|أغن|ثري|ثر / فقير|فقر || अमीर|धनी|समृद्ध / गरीब|ग़रीब|निर्धन
hot hotter hottest warm warmer warmest / cold colder coldest cool cooler coolest
    heiß|warm|wärm|hitz / kalt|kält|kühl || calient|cálid|calor|calur / \\bfr[ií]|fresc|helad|enfri || chaud|chaleur / froid|frais || горяч|жар|тёпл|тепл / холод|прохлад || sıcak|ılık / soğuk|serin
    热|暖|烫 / 冷|寒|凉 || 熱|暑|暖 / 冷|寒|涼 || nóng|ấm / lạnh|mát || حار|ساخن|دافئ|حرار / بارد|برد|أبرد || गर्म|गरम|उष्ण / ठंड|शीत|ठण्ड
wet wetter humid / dry drier driest
    nass|feucht|regen / trock|dürr || húmed|moja|lluv / sec[oa]|árid|seque || humid|mouill|pluv / \\bsec|sèch|arid || мокр|влаж / сух|засуш || ıslak|yağış|nem / kuru|kurak
    湿|潮 / 干|旱 || 湿|濡 / 乾|干 || ướt|ẩm / khô|hạn || رطب|مبلل|رطوب / جاف|جفاف || गील|नम|आर्द्र / सूख|शुष्क
alive living / dead deceased
    leb / \\btot|gestorb|verstorb|starb || viv / muert|mort|fallec|muri || viv / mort|décéd|tué || жив / м[её]ртв|умер|погиб|смерт|убит || canlı|yaşa|hayat / ölü|öldü|ölen|ölm
    活|生 / 死|亡|逝 || 生 / 死|亡 || sống / chết|tử|mất || حي|أحياء / ميت|مات|موت|قتل|وفا || जीव|जिंदा|ज़िंदा / मर|मृत
success successes successful / failure failures failed
    (?<!miss)(?<!nicht )erfolg|gelung|gelang / misserfolg|scheiter|fehl|versag || éxito|logr|exitos / fracas|fall|inefic || succès|réuss|abouti / échec|échou|défaill || (?<!не)(?<!не )успе|(?<!не)удач|(?<!не )удал / неуда|не удал|провал|отказ|сбо|безусп || başarı(?!sız) / başarısız|arıza
    成功|成 / 失败|败|故障|失 || 成功|成 / 失敗|敗|故障 || thành công / thất bại|hỏng || نجاح|نجح|ناجح / فشل|إخفاق || (?<!अ)सफल|कामयाब / विफल|असफल|नाकाम
accept accepts accepted approve approved allowed permitted support supports supported~allow allows permit permits agreed let lets passed adopted enable enables / reject rejects rejected forbid forbids forbidden prohibit prohibited oppose opposes opposed~refuse refused refuses against deny denied banned objected opponents dismissed
    akzept|angenomm|genehm|erlaub|gestatt|unterstütz|befürw~ann[ae]hm|nahm|billig|lass|ließ|zuge|zuläss|ermögl / abgelehn|\\blehn|verweig|verboten|untersag~ablehn|verb[oi]|widersetz|gegen|weiger || acept|aprob|permit|autoriz|apoy|respald~admit / rechaz|prohib~neg[aó]|nieg|opus|opon|oposi|contra || accept|approuv|permis|autoris|souten|soutien~perme|appuy|admis / rejet|interdi~refus|oppos|contre || принят|одобр|разреш|поддерж~прин|позвол|допуст|дать|дав / отверг|отклон|запре~отказ|против || kabul|onay|izin ver|destek~izin|ver[mdie]|olanak|sağla / reddet|yasak|karşı çık~red|karşı
    接受|批准|允许|同意|支持~接|批|允|支|准|可|采|让|使 / 拒绝|禁止|反对|否决|驳回~拒|禁|反|否|驳 || 受け入れ|承認|許可|支持~受|承|許|認|支|賛|採|でき|させ / 拒否|拒絶|却下|禁止|反対~拒|禁|反|否 || chấp nhận|phê duyệt|cho phép|ủng hộ|hỗ trợ~chấp|duyệt|cho|đồng ý|được / từ chối|bác bỏ|\\bcấm|phản đối~bác|phản|chống|cản || وافق|سمح|دعم|أيد|موافق~قبل|تتيح|يتيح|تسمح / رفض|حظر~منع|عارض|معارض || (?<!अ)स्वीकार|मंजूर|अनुम|समर्थ~देत / अस्वीकार|खारिज|मना|प्रतिबंध|विरोध|निषिद्ध
wide wider widest broad / narrow narrower narrowest
    breit|weit|umfass / schmal|eng || anch|ampli / estrech|angost || larg|vaste|étend / étroit || широк|шире|обширн / узк|уже || geniş|yaygın / dar
    宽|广 / 窄|狭 || 広|幅 / 狭|細 || rộng / hẹp || واسع|عريض|عرض|وسع / ضيق || चौड़|व्यापक|विस्तृत / संकीर्ण|संकर|तंग
deep deeper deepest / shallow shallower
    tief / flach|seicht || profund|hond / superficial|poco || profond / superficiel|peu || глуб / мелк|поверх || derin / sığ|yüzeysel
    深 / 浅 || 深 / 浅 || sâu / nông|cạn || عمق|عميق / ضحل|سطحي || गहर / उथल|छिछ
thick thicker / thin thinner
    dick|dicht / dünn || grues|espes|dens / delgad|fin[oa] || épais / mince|fin || толст|густ|толщ / тонк|тоньш || kalın / ince
    厚|粗|浓 / 薄|细|稀|瘦 || 厚|太|濃 / 薄|細 || dày|đặc / mỏng || سميك|سمك|كثيف / رقيق|رفيع || मोट|घन / पतल
fast faster fastest quick quickly rapid rapidly~speed soon / slow slower slowest slowly~half
    schnell|rasch|zügig / langsam || rápid|veloz|pront / lent|despac || rapid|vite / lent || быстр~скор|больш / медл || hızlı|çabuk|sürat / yavaş
    快|迅~速 / 慢~缓 || 速い|速く|急速~速|早|急|倍 / 遅|ゆっくり || nhanh|mau / chậm || سريع|أسرع|سرع / بطيء|بطء|أبطأ || तेज|तेज़|शीघ्र|जल्द / धीर|धीम|मंद
friend friends / enemy enemies
    freund / feind || amig|compañer / enemig || ami|copain|copine / ennemi || друз|друг|подруг|прият / враг || arkadaş|dost / düşman
    朋友|友 / 敌 || 友 / 敵 || bạn / thù|địch || صديق|أصدقاء|صداق / عدو|أعداء || दोस्त|मित्र / दुश्मन|शत्रु
attack attacks attacked / defence defense defended
    angr|attack|anschl|überf / verteid|abwehr || ataq|ataca|atent|agres / defen || attaq|attent|agress / défen || атак|напад|наступ / оборон|защи || saldır / savun
    攻|袭|击 / 防|卫|守 || 攻|襲 / 防|守 || tấn công|công kích / phòng|bảo vệ || هجوم|هاجم|هجم / دفاع|دافع || हमल|आक्रम / रक्षा|बचाव
present / absent
    anwes|vorh|gegenw|heutig / abwes|fehl || present|actual / ausent|ausen || présen|actuel / absen || присутств|настоящ|нынеш / отсутств || mevcut|hazır|şimdi|var / yok|eksik
    在|现|存 / 缺|不在|无 || 存在|現|出席 / 不在|欠|ない || hiện|có mặt / vắng|thiếu || حاضر|حضور|موجود|حالي / غائب|غياب || मौजूद|उपस्थित|वर्तमान / अनुपस्थित|गैर
happy happier glad / sad unhappy
    (?<!un)glück|froh|fröh|zufried / traur|unglück || feliz|felic|content|alegr / trist|infeliz || heureux|content|joyeu / trist|malheur || счаст|рад|довол / груст|печал|несчаст || mutlu(?!suz) / üzgün|mutsuz|üzücü
    高兴|快乐|幸福|开心 / 悲|伤|难过 || 幸|嬉|楽|喜 / 悲|寂 || vui|hạnh phúc|mừng / buồn || سعيد|سعد|مسرور / حزين|حزن || खुश|प्रसन्न / दुखी|दुःख|उदास
clean cleaner / dirty dirtier
    sauber|rein / schmutz|dreck || limpi / suci || propre|pur / sale || чист / гряз || temiz / kirli|pis
    干净|清|洁 / 脏|污 || きれい|清|綺麗 / 汚 || sạch / bẩn || نظيف|نظف / قذر|متسخ|وسخ || साफ|स्वच्छ / गंद|मैल
full / empty
    voll / leer || llen|complet|plen / vací || plein|compl|entier / vide || полн|цел / пуст || dolu|tam|bütün / boş
    满|全|完|充 / 空 || 満|全|完 / 空 || đầy|toàn|đủ / trống|rỗng || كامل|مليء|ممتل|تام / فارغ|خال || पूर्ण|भर|पूर / खाली|रिक्त
safe safer / dangerous
    sicher / gefähr|riskant || segur|salvo / peligr || sûr|sécur|sain / danger || безопас / опасн || güven / tehlike
    安全|安 / 危|险 || 安全|安 / 危 || an toàn / nguy || آمن|أمان|سلام / خطير|خطر || सुरक्षित / खतर|ख़तर
urban / rural
    städt|stadt|urban / ländl|land|dorf || urban|ciudad / rural|camp || urbain|ville / rural|campagn || город / сельск|дерев || kent|şehir / kırsal|köy
    城|市 / 农|乡|村 || 都市|市 / 農|田舎|地方|村 || thành thị|đô thị|thành phố / nông thôn|làng || حضر|مدن|مدين / ريف|قرو || शहर|नगर / ग्राम|गाँव|गांव|देहात
vertical vertically / horizontal horizontally
    vertik|senkrecht / horizon|waag || vertic / horizon || vertic / horizon || вертик / горизон || dikey|düşey / yatay
    垂直|竖|纵 / 水平|横 || 垂直|縦|鉛直 / 水平|横 || dọc|đứng / ngang || رأسي|عمودي / أفقي || ऊर्ध्व|लंब|खड़ / क्षैतिज
import imports imported / export exports exported
    import|einf / export|ausf || import / export || import / export || импорт|ввоз / экспорт|вывоз || ithal / ihra
    进口~导入|入口|输入 / 出口|导出~输出 || 輸入 / 輸出 || nhập / xuất || استير|وارد / صادر|تصدير || आयात / निर्यात
cheap cheaper cheapest / expensive dearer
    billig|günst|preisw / teuer|teur || barat|económ / car[oa]|costos || bon marché|moins cher|économ|abordable / cher|coûteu || дешев|недорог / (?<!не)дорог|дорож || ucuz / pahalı
    便宜|廉 / 贵|昂 || 安 / 高 || rẻ / đắt || رخيص|أرخص / غال|أغلى|مكلف|باهظ || सस्त / महंग|महँग
above~over more higher upper top exceed exceeds on / below beneath~under less lower bottom following down
    oberhalb|oben|obige~über|ober|mehr|höher / unterhalb|unten~unter|nieder|folg || encima|arriba|anterior~sobre|más|superior / debajo|abajo~bajo|menos|inferior|continuación|siguiente || dessus~\\bsur|supér|plus|au-delà / dessous~\\bsous|infér|moins|ci-après || выше~над|сверх|более|больш|верх / ниже~под|менее|меньш|след || yukarı|üstünde|üzerinde~üst|üzer|fazla|aşan|aşar|aşkın / aşağı|altında~\\balt|\\baz\\b
    上述|上面|以上|高于|之上~上|超|高|多 / 下述|下面|以下|低于|之下~下|低|少|如下 || 上記|以上|上の|の上~上|超|高 / 下記|以下|下の|の下~下|低|未満 || trên~hơn|quá|vượt / dưới~sau đây|sau || فوق|أعلاه~أعلى|أكثر|علا|على / تحت|أدناه|أسفل~أدنى|أقل|دون|تال || ऊपर~अधिक|ज़्यादा / नीचे~नीच|कम|निम्न
early earlier earliest~first beginning before previously initial initially soon sooner / late later latest~after last end recent recently subsequently then following eventually
    früh~erst|anfang|zuvor|vorher|eher|vor\\b / spät~nach|ende|letzt|dann|anschl|folg || tempran~anter|antes|principi|primer|previ|inicio|comien / \\btard|más tarde|posterior~después|poster|final|últim|luego|fin || \\btôt~début|anté|avant|précéd|premi|auparav|plutôt / \\btard|ultéri~après|fin|derni|ensuite|puis|ulté || \\bран[ьн]~перв|прежд|начал|до\\b|предыд / позд|позж~после|конц|затем|впосл|потом|спустя || erken~önce|ilk|başla|başın / \\bgeç(?:\\b|e)|daha sonra~geç|sonra|son|ilerle|nihayet
    早期|早些|较早|初期|早~初|先|前|首|古|最 / 晚期|晚些|后期|后来|随后|迟~晚|后|末|随|近|来 || 早~初|前|先|以前 / 遅|後に|その後|後期~後|末|最近|晩|のち || sớm~đầu|trước / muộn|sau này|sau đó~sau|cuối|trễ|mãi|rồi || مبكر|باكر~أول|قبل|سابق|بداي|أوائل / متأخر|لاحق|أواخر~بعد|آخر|ثم || जल्द|शुरुआती|शुरूआती|प्रारंभिक~पहल|शुरु|शुरू|प्रारं|पूर्व|आरं / देर|बाद में~बाद|अंत|आखिर|फिर
"""


def _sides(cell: str) -> tuple[str, str]:
    one, other = cell.strip().split(" / ")
    return one.strip(), other.strip()


def kinds() -> dict[str, tuple[str, str, dict[str, tuple[str, str]]]]:
    """For each kind, by its first English word: the English words of either side, and the patterns of either by language."""
    found: dict[str, tuple[str, str, dict[str, tuple[str, str]]]] = {}
    lines = _TABLE.strip().split("\n")
    for at in range(0, len(lines), 3):
        one, other = _sides(lines[at])
        cells = f"{lines[at + 1]} || {lines[at + 2]}".split(" || ")
        found[one.replace("~", " ").split()[0]] = one, other, dict(zip(LANGUAGES, map(_sides, cells), strict=True))
    return found
