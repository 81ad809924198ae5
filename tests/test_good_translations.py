"""Good translations pass, most of all from Chinese and Japanese: terse texts, idioms of denial, odds and headings; what
they deny must still be denied."""

from __future__ import annotations

import pytest

from rephrase.fidelity import names_abroad, negation_abroad, numbers, opposites_abroad, proportion, repetition
from rephrase.fidelity.score import NOT_FAITHFULNESS, verdicts

GOOD = [
    (
        "杜甫，字子美，河南巩县人，唐代诗人。战乱中颠沛流离，写下“三吏”“三别”。晚年漂泊西南，大历五年冬病逝于湘江舟中，享年五十八岁。",
        "Du Fu, whose courtesy name was Zimei, came from Gong county in Henan and was a poet of the Tang dynasty. Driven from place to place"
        " by war, he wrote the poems known as the \"Three Officials\" and the \"Three Partings\". In his last years he wandered"
        " through the southwest, and in the winter of the fifth year of the Dali era he died of illness in a boat on the Xiang river, at the age"
        " of fifty-eight.",
    ),
    (
        "步骤：\n1. 洗米。\n2. 加水，水面高出米一指节。\n3. 大火煮开，转小火焖十五分钟。",
        "Steps:\n1. Wash the rice.\n2. Add water until it stands a finger joint above the rice.\n3. Bring to the boil over a high heat, then turn the heat"
        " down and simmer for fifteen minutes.",
    ),
    (
        "该方程在实数范围内无解.\n若扩大到复数,则有两个共轭的根.一般地,实系数方程的虚根总是成对出现.",
        "The equation has no solution in the real numbers. If we extend it to the complex numbers, there are two conjugate roots. In general, the"
        " imaginary roots of an equation with real coefficients always occur in pairs.",
    ),
    (
        "「もう終わったの」と聞くと、彼女は首を横に振った。\n「いいえ、まだ半分も済んでいません」",
        '"Have you finished?" I asked. She shook her head.\n"No, I am not even half way through."',
    ),
    (
        "1911年12月14日，挪威人阿蒙森率领五人小队到达南极点，比英国人斯科特早了三十四天。斯科特一行在归途中遭遇暴风雪，全部遇难。阿蒙森后来在搜寻意大利飞艇“意大利号”的失事人员时失踪，遗体至今没有找到。",
        "On 14 December 1911 the Norwegian Amundsen reached the South Pole with a party of five, thirty-four days before the Englishman Scott. Scott and his companions were caught in a blizzard on the way back and all perished. Amundsen himself later disappeared while searching for survivors of the Italian airship Italia; his body has never been found.",
    ),
    (
        "西安古称长安，是十三朝古都。公元前202年，刘邦在此定都，命萧何主持修建未央宫。张骞从这里出发出使西域，历时十三年，途中两次被匈奴扣押。如今全市人口超过一千三百万，地铁每天运送三百多万人次。",
        "Xi'an, known in ancient times as Chang'an, was the capital of thirteen dynasties. In 202 BC Liu Bang made it his capital and had Xiao He build the Weiyang Palace. It was from here that Zhang Qian set out on his mission to the Western Regions, which took thirteen years; on the way the Xiongnu captured him twice. Today the city has more than 13 million inhabitants, and its metro carries over three million passengers a day.",
    ),
    (
        "这家公司由李明和王芳于2009年在重庆创办，最初只有七名员工。到2021年，营业额已达四亿五千万元，在成都、厦门和乌鲁木齐设有分公司。去年他们不得不关闭了两家门店，但王芳说，公司从未裁过一个人。",
        "The company was founded in Chongqing in 2009 by Li Ming and Wang Fang, with only seven employees at first. By 2021 its turnover had reached 450 million yuan, and it had branches in Chengdu, Xiamen and Urumqi. Last year they had no choice but to close two shops, but Wang Fang says that the company has never laid off a single person.",
    ),
    (
        "明日の会議は十時からの予定でしたが、佐藤部長の都合により、午後二時半に変更になりました。場所は三階の第二会議室で変わりません。資料は田中さんが人数分を用意しますので、印刷してくる必要はありません。欠席される方は、今日中に私までご連絡ください。",
        "Tomorrow's meeting was scheduled for ten o'clock, but at the request of Mr Sato, the department head, it has been moved to half past two in the afternoon. The venue is still Meeting Room 2 on the third floor. Ms Tanaka will prepare enough copies of the documents for everyone, so there is no need to print them out. If you cannot attend, please let me know by the end of today.",
    ),
    (
        "وُلد نجيب محفوظ في حي الجمالية بالقاهرة في 11 ديسمبر 1911، وكان أصغر إخوته السبعة. درس الفلسفة في جامعة القاهرة، ثم عمل موظفا حكوميا حتى تقاعد عام 1971. نشر أكثر من ثلاثين رواية، أشهرها الثلاثية: بين القصرين وقصر الشوق والسكرية. وفي عام 1988 صار أول كاتب عربي ينال جائزة نوبل في الأدب، لكنه لم يسافر إلى ستوكهولم لتسلمها.",
        "Naguib Mahfouz was born in the Gamaliya quarter of Cairo on 11 December 1911, the youngest of seven siblings. He studied philosophy at Cairo University and then worked as a civil servant until he retired in 1971. He published more than thirty novels, the best known being the trilogy Palace Walk, Palace of Desire and Sugar Street. In 1988 he became the first Arab writer to win the Nobel Prize in Literature, but he did not travel to Stockholm to receive it.",
    ),
    (
        "غادر ابن بطوطة طنجة عام 1325 وهو في الحادية والعشرين من عمره قاصدا مكة. زار دمشق وبغداد وشيراز ومقديشو ودلهي، وتولى القضاء في جزر المالديف. وبعد نحو ثلاثين عاما عاد إلى فاس، فأملى أخبار رحلته على ابن جزي بأمر من السلطان أبي عنان.",
        "Ibn Battuta left Tangier for Mecca in 1325 at the age of twenty-one. He visited Damascus, Baghdad, Shiraz, Mogadishu and Delhi, and served as a judge in the Maldives. After some thirty years he returned to Fez, where he dictated the account of his journey to Ibn Juzayy by order of Sultan Abu Inan.",
    ),
    (
        "Mimar Sinan, Kayseri'nin Ağırnas köyünde doğdu ve devşirme olarak İstanbul'a getirildi. Kanuni Sultan Süleyman'ın Belgrad, Rodos ve Mohaç seferlerine katıldı. 1539'da baş mimar oldu ve elli yıla yakın bir süre bu görevde kaldı. Ustalık eserim dediği Selimiye Camii'ni Edirne'de, seksen yaşını geçmişken tamamladı. Kendisi Süleymaniye'yi kalfalık eseri saymış, Şehzade Camii'ni ise çıraklık eseri olarak anmıştır.",
        "Sinan the Architect was born in the village of Ağırnas near Kayseri and brought to Istanbul as a devshirme boy. He took part in the campaigns of Suleiman the Magnificent against Belgrade, Rhodes and Mohács. In 1539 he became chief architect, and he held the post for almost fifty years. The Selimiye Mosque in Edirne, which he called his masterpiece, he completed when he was past eighty. He himself regarded the Süleymaniye as the work of his journeyman years, and the Şehzade Mosque as that of his apprenticeship.",
    ),
    (
        "Friedrich Barbarossa brach im Mai 1189 von Regensburg zum Kreuzzug auf. Nicht weit von Seleukia ertrank er am 10. Juni 1190 im Fluss Saleph, noch ehe das Heer Antiochia erreichte. Sein Sohn Friedrich von Schwaben führte die Übriggebliebenen bis vor Akkon, wo auch er starb. Ohne den Kaiser war an die Eroberung Jerusalems nicht mehr zu denken.",
        "Frederick Barbarossa set out from Regensburg on crusade in May 1189. On 10 June 1190, not far from Seleucia, he drowned in the river Saleph, before the army had even reached Antioch. His son, Frederick of Swabia, led those who were left as far as Acre, where he too died. Without the emperor, taking Jerusalem was out of the question.",
    ),
    (
        "陈国栋，1921年生于长沙，1939年入燕京大学，1943年毕业，1947年赴英国利物浦大学留学，1950年获博士学位，1951年回国，1956年到重庆筹建研究所，1988年退休。",
        "Chen Guodong was born in Changsha in 1921. He entered Yenching University in 1939 and graduated in 1943. In 1947 he went to study at the University of Liverpool in England, where he received his doctorate in 1950. He returned to China in 1951. In 1956 he went to Chongqing to set up the research institute. He retired in 1988.",
    ),
    (
        "أسس العباسيون مدينة بغداد، ثم حكم الفاطميون القاهرة. وبعد قرون كتب عبدالناصر حسين تاريخ المدينتين في كتاب نشره في 3 إبريل 1962.",
        "The Abbasids founded the city of Baghdad; later the Fatimids ruled Cairo. Centuries afterwards Abdel Nasser Hussein wrote the history of both cities in a book that he published on 3 April 1962.",
    ),
    (
        "Le peintre a vécu au 14 rue du Faubourg-Saint-Denis jusqu'à sa mort. Sa fille, qui n'habitait pas loin, venait le voir tous les dimanches.",
        "The painter lived at 14 rue du Faubourg-Saint-Denis until his death. His daughter, who lived nearby, came to see him every Sunday.",
    ),
]  # fmt: skip
SAID_OTHERWISE = [
    ("行李重量不超过二十公斤。", "Luggage may weigh at most twenty kilograms."),
    ("矩阵不可逆时，行列式为零。", "When the matrix is singular, its determinant is zero."),
    ("在旋转变换之下，长度是不变量。", "Under rotations, length is an invariant."),
    ("他迟迟不肯回信。", "He kept putting off his reply."),
    ("この鳥は日本では珍しくない。", "This bird is common in Japan."),
    ("館内での飲食はご遠慮ください。", "Please do not eat or drink inside the building."),
    ("Solche Fehler sind nicht selten.", "Such mistakes are common."),
    ("Das Paket wiegt nicht mehr als zwei Kilo.", "The parcel weighs two kilos at most."),
    ("Es ist nicht auszuschließen, dass es morgen regnet.", "It is possible that it will rain tomorrow."),
    ("Ce vin n'est pas mauvais.", "This wine is good."),
    ("Il ne cesse de pleuvoir.", "It rains and rains."),
    ("No es raro ver nieve en abril.", "Snow in April is a common sight."),
    ("No hay que olvidar que vive lejos.", "It must be remembered that he lives far away."),
    ("Non è raro che nevichi in aprile.", "It often snows in April."),
    ("Он не скрывает своей радости.", "He is open about his joy."),
    ("Здесь нередко идёт снег.", "It often snows here."),
    ("Nie można wykluczyć, że spadnie deszcz.", "It is possible that it will rain."),
    ("Bu hastalık seyrek değildir.", "This disease is common."),
    ("لا يقل طول الجسر عن ثلاثة كيلومترات.", "The bridge is at least three kilometres long."),
    (
        "Das Haus hat einen Garten, aber keine Garage oder Werkstatt.",
        "The house has a garden, but no garage and no workshop.",
    ),
    ("重さ二十キロ以下の荷物を一つ持ち込めます。", "You may bring one piece of luggage not exceeding twenty kilos."),
    ("取模运算的耗时并不少。", "Modulo operations are not cheap."),
    ("他们不得不关了两家店。", "They had no choice but to close two shops."),
    ("清少納言は『枕草子』を書いた女房である。", "Sei Shonagon was a lady-in-waiting who wrote the Makura no Soshi."),
    ("会議の場所は三階のままで変わりません。", "The meeting is still on the third floor."),
    ("Fransız gemileri limana Rus gemileriyle girdi.", "The French ships entered the harbour with the Russian ones."),
    ("Auf dem Gipfel herrschte leider Nullsicht.", "On the summit, alas, we could see nothing at all."),
    (
        "Le beurre se gardait longtemps, ce qui n'est pas négligeable.",
        "The butter kept for a long time, which counts for something.",
    ),
    ("Dans ce village, il n'était pas une maison qui n'ait son puits.", "In this village every house had its well."),
    ("In diesem Dorf gibt es keinen Hof, der nicht seinen Brunnen hat.", "In this village every farm has its well."),
    (
        "暇だったので、ふと思い立って海を見に行きました。",
        "As I had nothing to do, I went on an impulse to look at the sea.",
    ),
    (
        "駅の前に五分ほど並んでいたら、席が空きました。",
        "After queuing for five minutes in front of the station, we got a seat.",
    ),
    ("Команда потерпела поражение, и тренер ушёл.", "His men were beaten, and the coach left."),
    ("等电梯修好了再出门吧。", "Do not go out until the lift has been mended."),
    ("他们不但没赶他走，还给他搭了棚子。", "Far from driving him away, they put up a shelter for him."),
    ("كان الصيادون لا يدفعون إلا في آخر الشهر.", "The fishermen paid only at the end of the month."),
    ("およそ一万二千戸が停電している。", "About 12,000 households are without power."),
    ("Yeterli veriye sahip olmadığımızda yöntem başarısız olur.", "The method fails when we do not have enough data."),
    ("Boyun eğmek dışında pek başka bir seçeneği kalmamıştır.", "He has had little choice but to give in."),
]
DENIED = [
    ("工作人员说，我们的行李里没有危险品，可以登机。", "The staff said that there were dangerous goods in our luggage and that we could board."),
    ("我们已经证明，这个函数在原点没有极限。", "We have already proved that this function has a limit at the origin."),
    ("この鳥は暖かい地方で生まれるので、日本では見られない。", "This bird is born in warm regions, so it is seen in Japan."),
    ("Solche Fehler kommen in diesem Haus nicht vor, sagte der Mann.", "Such mistakes occur in this house, said the man."),
    ("Ce vin, comme les autres de la maison, ne vient pas de Bourgogne.", "This wine, like the others of the house, comes from Burgundy."),
    ("En esta parte del país, que es muy seca y de clima suave, no nieva en el mes de abril.", "In this part of the country, which is very dry and has a mild climate, it snows in the month of April."),
    ("Он говорит, что его отец не любит снег, и поэтому они живут на юге.", "He says that his father loves snow, and that is why they live in the south."),
    ("Das Haus am Fluss hat einen großen Garten, aber auch eine Garage.", "The house by the river has a large garden, but no garage."),
    ("这家工厂去年关了两家店，员工都很满意。", "The factory closed two shops last year, and the employees are not satisfied."),
    ("Doktorlara göre bu hastalık bulaşıcı değildir.", "According to the doctors this disease is contagious."),
]  # fmt: skip


@pytest.mark.parametrize(("source", "english"), GOOD)
def test_good_translations_pass(source: str, english: str) -> None:
    """A careful translation of a terse or broken-up text fails no check of faithfulness."""
    failed = [v for v in verdicts(source, english, "translate") if not v.passed and v.check not in NOT_FAITHFULNESS]
    assert not failed, failed


@pytest.mark.parametrize(("source", "english"), SAID_OTHERWISE)
def test_a_denial_may_be_said_without_one(source: str, english: str) -> None:
    """Not rare is common, not more than is at most, not to forget is to remember, and the other way round."""
    for check in (negation_abroad.check, opposites_abroad.check):
        verdict = check(source, english, "translate")
        assert verdict.passed, verdict.reason


@pytest.mark.parametrize(("source", "english"), DENIED)
def test_a_denial_that_is_lost_or_invented_fails(source: str, english: str) -> None:
    """A plain negation that one of the texts has and the other in no form is an error."""
    assert not negation_abroad.check(source, english, "translate").passed


def test_a_heading_that_is_a_caption_too_may_come_again() -> None:
    """What the source says twice in the same words a translation says twice; what it says once comes once."""
    source = "潮汐的成因\n\n月球的引力使海水升降。太阳的引力也有影响。\n\n潮汐的成因"
    english = "The causes of the tides on Earth\n\nThe pull of the moon makes the sea rise and fall. That of the sun has an effect, too.\n\n"
    heading = "The causes of the tides on Earth"
    assert repetition.check(source, english + heading, "translate").passed
    assert not repetition.check(source.rpartition("\n\n")[0], english + heading, "translate").passed


@pytest.mark.parametrize(
    ("source", "english", "wrong"),
    [
        ("两三天后就好了。", "It will be well in two or three days.", "It will be well in eight or nine days."),
        ("七成学生住校。", "Seventy percent of the pupils live at school.", "Ninety percent of the pupils live at school."),
        ("地铁每天运送三百多万人次。", "The metro carries over three million passengers a day.", "The metro carries over four million passengers a day."),
        ("这套钟总重两吨半，最高的钟一米二。", "The bells weigh two and a half tonnes in all, and the tallest is 1.2 metres high.", "The bells weigh seven and a half tonnes in all, and the tallest is 1.2 metres high."),
        ("Le projet a été adopté par dix-neuf voix contre quatorze.", "The plan was adopted by nineteen votes to fourteen.", "The plan was adopted by sixteen votes to fourteen."),
        ("A petição dos moradores tem seiscentas assinaturas, não mais.", "The residents' petition has six hundred signatures, no more.", "The residents' petition has nine hundred signatures, no more."),
        ("这座桥早在 18 世纪 30 年代就已建成。", "The bridge was built as early as the 1730s.", "The bridge was built as early as the 1750s."),
        ("سافر وهو في الحادية والعشرين من عمره إلى مدينة الألف مئذنة.", "At the age of twenty-one he travelled to the city of a thousand minarets.", "At the age of twenty-four he travelled to the city of a thousand minarets."),
        ("Fue emperador del veintiuno de mayo de mil ochocientos veintidos al diecinueve de marzo de mil ochocientos veintitres.", "He was emperor from 21 May 1822 to 19 March 1823.", "He was emperor from 21 May 1822 to 19 March 1827."),
        ("كان يسكن في الحي اللاتيني من المدينة القديمة قبل الحرب.", "Before the war he lived in the Latin quarter of the old city.", "Before the war he lived in a quarter of the old city's 30 houses."),
        ("水600ミリリットルを入れる。", "Add 600 millilitres of water.", "Add 700 millilitres of water."),
        ("عاش في هذه المدينة الكبيرة قبل الحرب مليونا نسمة.", "Two million people lived in this big city before the war.", "Five million people lived in this big city before the war."),
    ],
)  # fmt: skip
def test_numbers_of_other_languages_are_read(source: str, english: str, wrong: str) -> None:
    """Two numbers for about, tenths, long units, duals, decades, numbers with an article or without accents have their values."""
    assert numbers.check(source, english, "translate").passed
    assert not numbers.check(source, wrong, "translate").passed


def test_half_of_a_chinese_text_lost_is_found() -> None:
    """That a Chinese text may grow by half hides no sentence that is lost."""
    source, english = GOOD[0]
    assert not proportion.check(source, english.partition(". ")[0] + ".", "translate").passed


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("Amundsen", "Shackleton"), ("Urumqi", "Lhasa"), ("Liverpool", "Manchester"), ("Abbasids", "Seljuks"), ("Suleiman", "Bayezid")],
)  # fmt: skip
def test_another_name_in_a_good_translation_fails(right: str, wrong: str) -> None:
    """A translation that passes fails when a name of it is replaced by another one of its kind."""
    source, english = next(pair for pair in GOOD if right in pair[1])
    assert not names_abroad.check(source, english.replace(right, wrong), "translate").passed


def test_half_past_and_parts_of_words_say_numbers() -> None:
    """An hour and a half is half past the hour, and a word made of a number says it."""
    for source, english in [
        ("A padaria abre às cinco e meia.", "The bakery opens at half past five."),
        ("Она везла молоко в двух трёхлитровых банках.", "She carried the milk in two three-litre jars."),
        ("Duvarlarda yüzden fazla saat asılıydı ve bir kapı vardı.", "More than a hundred clocks hung on the walls, and there was a door."),
    ]:  # fmt: skip
        verdict = numbers.check(source, english, "translate")
        assert verdict.passed, verdict.reason
