"""More forms of famous names, in the notation of `forms.py`: of rulers and saints in Slavic, Nordic, Baltic and other languages,
of antiquity and scholars, and what Chinese and Japanese write, which is looked for as it stands.

Written from general knowledge.
"""

MORE_FORMS = """
abel: habil avel abil | abraham: ibrah abram avraam abraam brahym 亚伯拉罕 アブラハム | adalbert: wojc vojt albrecht bela | adam: 亚当
アダム | adolphus: aadolf adolf | aeschylus: esquil eschil eskhil eschyl aischyl ajsch 埃斯库罗斯 アイスキュロス | agnes: ines agni anez
agnese | ajax: ayax aias ayaks aiace | alaric: alar | albert: adalb albrecht | albrecht: albert | alexander: olek oleks xand
亚历山大 アレクサンドロス アレクサンダー | alexandria: aliskand alasknd iskend skndr 亚历山大 アレクサンドリア | alhazen: hayth haith khait hytham lhythm |
amazon: 亚马逊 亚马孙 亞馬遜 | ambrose: ambr amvros | ampere: 安培 アンペール | andrew: ondrej andras andriy 安德烈 アンデレ | anne: anni | anthony:
antal antti ondon | antoninus: anton | aphrodite: afrod 阿佛洛狄忒 アフロディテ | apollo: apol | archimedes: arquim archim arkhim arkim
arsim 阿基米德 アルキメデス | ares: aris | ariadne: ariadn arian | aristophanes: aristof | aristotle: aryst 亚里士多德 亚里斯多德 アリストテレス |
artaxerxes: artaj artak | artemis: artem | ashoka: asok 阿育王 アショーカ | athena: aten afin atin 雅典娜 アテナ | athens: atin athin 雅典
アテネ | attila: atil | augsburg: august augsb | augustus: august avgust awgust 奥古斯都 アウグストゥス | aurangzeb: awrang orang |
aurelius: aurel avrel | avicenna: awic sina syna bnsyna | bacchus: bac bakch bakk vakh dionis | baidu: 百度 | baldwin: bald
baud bodou | barbara: varvar borbal warwar | bartholomew: bartl varthol | basil: bazyl vass wasyl vasyl | bayes: bajes 贝叶斯
ベイズ | bayezid: bajaz bayaz beyaz baiaz | beatrice: beat | becquerel: bekker 贝克勒尔 | bede: bed beda | benedict: bened vened
benedek benoi 本笃 ベネディクト | benjamin: beniam binyam | benz: 奔驰 平治 | bernoulli: bernul 伯努利 ベルヌーイ | bethlehem: betlej byt 伯利恒
ベツレヘム | blanche: blanc bianc blank | boeing: 波音 | boethius: boec boez boet | bohemond: boem bohem | bohr: bor 玻尔 ボーア |
boleslaus: boles | boleslaw: boles | boltzmann: bolz 玻尔兹曼 | boole: bul 布尔 ブール | bridget: brig bryg birgit | brunswick:
braunsch brunsz brunsv brauns | brutus: brut | buddha: bud bouddh 佛陀 释迦 仏陀 ブッダ | caesar: cezar sezar cezari 凯撒 恺撒 カエサル シーザー |
cain: kajin qabil kayin | callixtus: calix calis kalik kalis | calypso: kalip calip kalyp | cambridge: 剑桥 劍橋 ケンブリッジ | cana:
kan | canute: knut kanut knud | casimir: kazim kasim casim kazym | catherine: katar katal katarz yekat jekat catar kitti
cathar 叶卡捷琳娜 凯瑟琳 エカチェリーナ カタリナ | catullus: catul katul | cauchy: kosi koshi kosh 柯西 コーシー | celestine: celest tsel | celsius:
摄氏 摂氏 セルシウス | charlemagne: karel kaarle 查理 カール シャルルマーニュ | charles: karel karoli karlo kaarl karolj 查理 卡尔 シャルル カール チャールズ |
chebyshev: tscheb tcheb ceb czeb cheb 切比雪夫 | chiang: jiang 蒋 蔣 | christ: kristu hrist masih msyh 基督 キリスト | christian: krist
kryst chryst crist khrist | christina: krys kryst kristi hrist | christopher: krzyszt kristof hrist | chrysostom: zlato zloto
crisost krizost khrisost | cicero: cycer kiker tsits 西塞罗 キケロ | circe: kirke tsirts cyrce kirk | claire: klar chiar clar |
clara: klar chiar | clement: klim kelem clem | clovis: chlod khlod hlod clodo klodv | cnut: knut kanut | coca: 可口 | cola: 可乐
| commodus: komod comod | confucius: konfuc konfuz 孔子 孔夫子 | conrad: konrad corrad kurt | constantine: kostan kustan kostya
konstanty costant 君士坦丁 コンスタンティヌス | constantinople: carogr tsargr qstn kustant alqstn 君士坦丁堡 コンスタンティノープル | copernicus: kopern
哥白尼 コペルニクス | cordoba: qurtub qrtb kordob | coulomb: kulon 库仑 | cracow: krak cracov | crassus: cras kras | cronus: kron cron |
curie: kyuri kiuri 居里 キュリー | cyclops: cicl cykl tsikl kykl | cyril: cyryl kyryl cyrill | cyrus: kor kuros 居鲁士 キュロス |
daedalus: dedal daidal | damascus: dmshq dimash damask dims dmsk sam 大马士革 ダマスカス ダマスコ | darius: dary dareios 大流士 ダレイオス |
darwin: 达尔文 ダーウィン | david: dawid dawud davyd dwd 大卫 ダビデ ダヴィデ | demeter: demet dimit | demetrius: dmitr dimitr dymitr demetri
dimit dmytr | demosthenes: demost demosf | descartes: dekart kartez 笛卡尔 デカルト | diogenes: diogen dioj diyoj | dionysus: dionis
dioniz dionys bacc | dirichlet: 狄利克雷 狄里克雷 ディリクレ | disney: 迪士尼 迪斯尼 | dominic: domin domok | dorothea: dorot dorof | dubrovnik:
ragus | edmund: edmon odmund odon | edward: edv eduv edwar 爱德华 エドワード | einstein: aynsh einsh ajnsz 爱因斯坦 愛因斯坦 アインシュタイン |
eleanor: alieno leonor | elijah: ily ilj eliasz elias illes lyas 以利亚 エリヤ | elisabeth: elzb alzb erzs yeliz jeliz lizav elis
伊丽莎白 | elisha: elise jelis yelis | elizabeth: elzb alzb erzs yeliz jeliz eliisab elsp 伊丽莎白 エリザベス エリザベート | emily: emili |
eric: erik eryk eerik | erik: eric eryk | esther: eszter | ethelred: aethel etelr | euclid: ewkl euklid 欧几里得 欧几里德 ユークリッド
エウクレイデス | eugene: eugeniu jeno yevhen ievgen | euler: eyler eiler oyler ejler 欧拉 オイラー | euripides: ewryp 欧里庇得斯 エウリピデス |
eurydice: eurid eury evrid ewry | eve: ev ew haw hwa 夏娃 イブ エバ | ezekiel: hezek izek ezechi | facebook: 脸书 臉書 | fahrenheit: 华氏
華氏 | faraday: 法拉第 ファラデー | ferdinand: ferdin fernand nando 斐迪南 费迪南 フェルナンド フェルディナント | florence: flor floren 佛罗伦萨 翡冷翠 フィレンツェ |
fourier: fur furj 傅里叶 傅立叶 フーリエ | frances: ferenc franc | francis: ferenc franti pranc fransi 弗朗西斯 方济各 フランシスコ フランソワ |
francisco: 旧金山 舊金山 三藩 | frederick: frede fred friedr frigy bedr fredr 腓特烈 弗里德里希 フリードリヒ | gabriel: dzhabr jabr djibr 加百列 ガブリエル
| galen: gal dzhal jal | galileo: 伽利略 ガリレオ | galois: galu 伽罗瓦 ガロア | gauss: 高斯 ガウス | gautama: gaut 乔达摩 | geneva: genew jenev
dzhen 日内瓦 ジュネーヴ ジュネーブ | genghis: chingg jinkis janki dzyng tschingg 成吉思 チンギス | geoffrey: gottfr godefr zhof gof | george:
jerz jiri gyorgy dzhor georgi giorgi jory juri yuri gheorg jorg jors jur 乔治 ゲオルギウス ジョージ | giles: idz egid gil | giovanni: jan
juan jean iohan dzhov joan | godfrey: gotf godef goff gottf | goliath: golia jalut jalu | google: 谷歌 | granada: ghrn gharn |
greenwich: 格林威治 格林尼治 | gregory: gerg grzeg hryh grigo grego 格里高利 グレゴリウス | gustavus: kusta gustaw gustaf 古斯塔夫 グスタフ | guy: guid
gvid | haakon: hakon hokon gakon | hadrian: adrian adriy hadr | hamilcar: amilc gamil | hannibal: hanib 汉尼拔 ハンニバル | harald:
harold garald arald | harold: harald garold arold | hector: hekt ett gekt ekt | hedwig: jadw hedv edvig eduv gedv jadv |
helen: olena ilon helena | helena: elena ilon helen jelen yelen olen | henry: henryk hendr jindr anri henrik enriqu arrigo 亨利
アンリ ハインリヒ ヘンリー | hephaestus: hef gef efest | hera: ger er ir | heraclitus: heracl gerakl eracl herakl irakl | heraclius:
heracl gerakl eracl herakl irakl hirql | hermite: ermit 埃尔米特 エルミート | herod: hirud hirod herodes yrwds hyrwds 希律 ヘロデ | hesse:
ges | hilbert: gilb 希尔伯特 ヒルベルト | hollywood: 好莱坞 好萊塢 | homer: omir homero 荷马 ホメロス ホメーロス | honda: 本田 | hong: 香港 ホンコン |
honolulu: 檀香山 | honorius: honor gonor onor | horace: horac goratsi orazi ホラティウス | huawei: 华为 華為 | hugh: hugu uguc ug guug |
huygens: gyuyg guig hoig gyuig 惠更斯 ホイヘンス | icarus: ikar icar | ignatius: ignac ihnat | igor: ihor ingvar | innocent: innoz
inocen innocen | intel: 英特尔 | irene: iren irin eir | isaac: izaak izsak iszak shaq 以撒 イサク | isabel: isab izab elisab yelis |
isabella: isab izab elisab 伊莎贝拉 イサベル イザベラ | isaiah: iesaj izaj ezsai yesa jesaj shaya | ivan: iwan jan juan jean ioann 伊凡
イヴァン | jacob: jakub yaqwb yaaq yaaqub 雅各 ヤコブ | jacobi: yakob 雅可比 雅各比 ヤコビ | jadwiga: hedw hedv jadv edvig | james: jakub jaak
yaaq santiag giacom jakov dzheym 雅各 詹姆斯 ヤコブ ジェームズ | jan: yan ian jean juan johan | jane: joann giovann juan jan | jean: zhan
jan johan juan giov | jerome: hieron hjer ieron jeroom ironim | jerusalem: urshal alquds alqds jeroz ierous iyerus yerushal
耶路撒冷 エルサレム | jesus: jez iyes yeho yas ysw jeez isu 耶稣 イエス | joan: joann juann janna zhan juana 贞德 ジャンヌ | joanna: juan jean
giovan ioann jan zhan yoan | job: hiob ijob ayoub aywb iov yov 约伯 ヨブ | johann: joh jan juan jean giov ioann iogan yoh 约翰 ヨハン
| johannes: joh jan juan jean giov ioann iogan yoh 约翰 ヨハネス | john: ion jaan janos johan juhan yohan yoan yovan hovh ioan iwan
giann yann shuan ywhn yhya jonas janis 约翰 約翰 ヨハネ ジョン ヨハン | jonah: jonasz yona iona jonas 约拿 ヨナ | joseph: jozs yosyp juozap
jooz yusef ywsf iosef jos 约瑟 ヨセフ ヨーゼフ ジョゼフ | joshua: jozue jehosch iosu yusha yosh 约书亚 ヨシュア | joule: dzhoul dzul 焦耳 ジュール |
judith: judit yudit iudif | julian: yulian iulian jull | julius: iul yuliu 尤利乌斯 ユリウス | jupiter: iup zeus | justinian: iustin
查士丁尼 ユスティニアヌス | juvenal: yuven giov iuven | karl: carl charl karol karel kaarl | katherine: kat cat ekat yekat jekat |
kepler: 开普勒 ケプラー | kiev: kij kyj kyiv kiyev | kong: 香港 ホンコン | kublai: hubil hub kubl qubl xubil 忽必烈 フビライ クビライ | kyiv: kij
kiew kiev kyj kiyev | ladislas: wlad ladis vladis laszlo ulad | ladislaus: wlad ladis vladis laszlo ulad | lagrange: lagranj
lagranzh lagranz 拉格朗日 ラグランジュ | laplace: 拉普拉斯 ラプラス | lawrence: lavr wawrz vavr lorin laurit lovren laurent | lazarus: lazarz
lazar azar | lebesgue: lebeg 勒贝格 ルベーグ | legendre: lezhandr ljozhand 勒让德 ルジャンドル | leibniz: leybn lejbn 莱布尼茨 莱布尼兹 ライプニッツ |
leipzig: lips lipsk lajpc | leo: lew leev lav 利奥 良 レオ | leonard: lienh lenart | leopold: lipot leopol | livy: liwi tytus tit
| lorentz: 洛伦兹 ローレンツ | lothar: lotar lothai klot hlot | louis: ludv ludwik liudv luj rui alojz 路易 ルイ ルートヴィヒ | lucia: luc luts
luz luk | lucian: luc luk | lucretius: lucrec lukrec lukret luk | ludwig: luis louis lodew ludov luigi lyudv liudv 路德维希
ルートヴィヒ | luke: lukas lukasz luq lwqa lou lukac 路加 ルカ | luther: lut 路德 ルター | lycurgus: licur lyk lik | macau: aomen 澳门 澳門 マカオ
| magnus: mogens mann | mahal: 泰姬 タージ | margaret: malgorz market markar greta marar magri mairead margit | mark: marek marqu
marqos mrqs 马可 マルコ | markov: 马尔可夫 马尔科夫 マルコフ | martha: marth | mary: marij marja mariam maryi miriam mryam mrym maarj 玛利亚 马利亚
玛丽 圣母 マリア メアリー | matilda: matil mathil matyl maud | matthew: mateusz maciej matej matyas matey mate mattai mathi mta 马太 マタイ |
matthias: matya mati matti matej maciej motiej mathia 马加什 マーチャーシュ | maurice: mauric mavrik moric | maximilian: maks maxim
massim miksa 马克西米利安 マクシミリアン | maxwell: 麦克斯韦 マクスウェル | mcdonald: 麦当劳 マクドナルド | mecca: mec makk mekk mkt mkh 麦加 メッカ | medea: mede
mide | medina: mdyn almdyn | mehmed: mhmd mohamm mekhm 穆罕默德 メフメト | mendel: 孟德尔 メンデル | menelaus: menel | mercedes: 奔驰 梅赛德斯 |
methodius: metod mefod method | michael: mikail mihal mihai mykh mikko michal mykol 米迦勒 ミカエル | microsoft: 微软 微軟 | milan:
mediol majland mylan 米兰 ミラノ | minkowski: 闵可夫斯基 ミンコフスキー | minos: min | mitsubishi: 三菱 | mohammed: mhmd mohamad muhamm 穆罕默德
ムハンマド | moscow: moskau mwskw 莫斯科 モスクワ | moses: mojz moshe mwsa mooses mozes mozes 摩西 モーセ | muhammad: mhmd mekhm 穆罕默德 ムハンマド |
munich: monach mnich mjunch myun 慕尼黑 ミュンヘン | nanking: nanj 南京 | naples: nabol nabul neapol nabwly 那不勒斯 ナポリ | narcissus: narc
narz nark nars | nestle: 雀巢 | newton: 牛顿 ニュートン | nicholas: mikulas miklos mikalo nikola niilo mykol nqwla 尼古拉 ニコラ | nintendo:
任天堂 | nissan: 日产 日産 | noah: noj nwh nuuh 诺亚 挪亚 ノア | noether: net neter noter 诺特 ネーター | nokia: 诺基亚 | octavian: oktaw okt |
odoacer: odoa | odysseus: odis odyss ulis 奥德修斯 オデュッセウス | olaf: olav oluf olof | oleg: helgi oleh | origen: orig oryg |
orpheus: orfe 俄耳甫斯 オルフェウス | otto: oton otton odon 奥托 オットー | ovid: owid owidi 奥维德 オウィディウス | oxford: 牛津 オックスフォード | panasonic:
松下 | paris: alex | pascal: 帕斯卡 パスカル | pasteur: 巴斯德 パスツール | paul: pauli pavl pavlo bwls bulus boul pavao paavali 保罗 パウロ ポール
パウル | pepin: pip | pepsi: 百事 | persephone: persef | peter: pietr petar petro petrus peeter pekka btrs butr petrou pierr 彼得
ペテロ ペトロ ピョートル ペーター ピーター | petrarch: petrarc 彼特拉克 ペトラルカ | petronius: petron | philip: filipp felip flyb fulop filip vilip 腓力
菲利普 フィリップ フェリペ フィリッポス | pilate: pilat bilat bylat | pius: pio piy pie pij 庇护 ピウス | planck: 普朗克 プランク | plato: platon aflat
eflat 柏拉图 プラトン | pliny: plyn plini | plotinus: plotin | poisson: puas 泊松 ポアソン | pompey: pompej | porphyry: porf porph |
porus: pur por | priam: pri | ptolemy: ptolem batlym btlm batl ptolom 托勒密 プトレマイオス | pythagoras: pitag pitag 毕达哥拉斯 ピタゴラス
ピュタゴラス | ragusa: dubrov | raphael: raf 拉斐尔 ラファエロ | ratisbon: ratysb rezn | raymond: rajm raimu rajmu | regensburg: ratysb
ratisb rezno | reuters: 路透 | rhazes: raz | ricci: 利玛窦 利瑪竇 マテオ | richard: rykard rysz rich 理查 リチャード | riemann: 黎曼 リーマン |
rijeka: fium | robert: roop 罗伯特 | roger: rogel rutger rodj rozer 罗杰 | rome: rzym ruma rwma 罗马 ローマ | rurik: ryur riur hror
roer | saladin: slh salac slah saladyn saladdin selah slahad 萨拉丁 サラディン サラーフ | samsung: 三星 | samuel: samui samu szamu chamuel shmu
| sappho: saf sap | saragossa: zarag sarag saraq | satan: szat saat chayt shyt | schrodinger: shred shrod szred sred 薛定谔
シュレーディンガー | sebastian: sevast sebest sebasti | seneca: senek | seville: ishbil shbyl isbil sewil | shek: 蒋 蔣 jieshi | sicily:
siqil sqly sycyl sikil szicil 西西里 シチリア | siemens: 西门子 | sigismund: zygm sigism sigizm zikm segism zsigm 西吉斯蒙德 ジギスムント |
simeon: sim sym szym | simon: szym shim symon semen samw 西门 シモン | sisyphus: sisif sizif syz sisyph zizi | sixtus: six sis
syks siks sest | socrates: sokr suqr sqrat 苏格拉底 ソクラテス | solomon: salom suleim shelo slyman salam 所罗门 ソロモン | sony: 索尼 |
sophia: zofi sofij | sophocles: sofok 索福克勒斯 ソポクレス ソフォクレス | split: spalat | stanislas: stan estan stanisl | stanislaus: stan
estan | starbucks: 星巴克 | stephen: szczep szczepan istvan estev estef stepan stephan staffan steafan isti stjepan tapani 斯德望
司提反 斯蒂芬 ステファノ スティーヴン | strabo: estrab strab | suetonius: sueton svet swet | suleiman: suleym sulejm slyman solyman szulej 苏莱曼
スレイマン | susan: zuz zsuz suus shush | tacitus: tacyt | taj: 泰姬 タージ | tamerlane: timur tamer tamor tymwr 帖木儿 ティムール | tancred:
tankr | tantalus: tantal | tartu: dorp yur derp | taylor: tejl teil 泰勒 テイラー | telemachus: telem | tencent: 腾讯 騰訊 | teresa:
ther tere terez teer | tertullian: tertul | thales: tal fal 泰勒斯 タレス | thebes: tib teb thib | theodora: teod feod | theodore:
teod fedir todor tivadar bohdan tuudor | theodoric: teod dietr theod diet | theodosius: teod feod | theresa: terez teer ter
特蕾莎 テレジア テレサ | thomas: toma tamas toomas tuma twma foma 多马 托马斯 トマス | thucydides: tucid tukid tuzid fukid thouk 修昔底德 トゥキュディデス
| tiberius: tyber tiver | timothy: tymot timof timote | titian: tycj tic | toledo: tulayt tlytl tolaitol | toyota: 丰田 豊田 |
trier: trev trew trewir | trieste: tryjes terst trst | turing: tjur tyur 图灵 チューリング | turks: turk turc turq tork | twitter: 推特
| ulrich: ulr oldr udalr uldar | urban: orban urb | ursula: orsol urszul | valentine: walent balint wal | venice: wenec
weneck velenc vened benat bndqy albunduq benat 威尼斯 ヴェネツィア ベネチア | victoria: wikt vikt bikt 维多利亚 ヴィクトリア | vienna: wiede becz
vin fyen vyan bec becs 维也纳 ウィーン | vilnius: wiln viln | virgil: werg wirg verg 维吉尔 ウェルギリウス | vladimir: wlodz volod uladz
waldem | volkswagen: 大众 大眾 | volta: 伏打 伏特 | voltaire: wolter volter 伏尔泰 ヴォルテール | vulcan: wulk volc vulk | walter: walth gauti
valter | warsaw: varsov warschau vrsw wrsw 华沙 ワルシャワ | watt: 瓦特 ワット | weierstrass: veyer veier wejer 魏尔斯特拉斯 外尔斯特拉斯 |
wenceslas: wacl vacl vencel wenz vyach vjac | wenceslaus: wacl vacl vencel wenz vyach vjac venc | wikipedia: 维基 維基 | wilhelm:
guil guill william vilh vilem guglie vilm vilgel 威廉 ヴィルヘルム | william: gijom gilj vilhel wilm liam gwil vilhj uylyam wylym 威廉
ウィリアム ヴィルヘルム ギヨーム | wroclaw: bresl | xavier: javier saver ksaw saviy ksav 沙勿略 ザビエル | xenophon: xenof kseno senof | xerxes:
jerj kserk sers khsh ahash 薛西斯 クセルクセス | yaroslav: jaros iaros | yat: 中山 孙逸仙 孫逸仙 | zacchaeus: zac zak | zachary: zachar zakhar
zechar zaccar zkrya | zechariah: zach zakh zac zkrya | zeno: zen | zeus: zevs zews 宙斯 ゼウス | zygmunt: sigis zsigm segis
| danube: 多瑙 ドナウ | everest: 珠穆朗玛 珠峰 エベレスト chomol sagarm | ganges: 恒河 ガンジス gang | mekong: 湄公 メコン | nile: 尼罗 ナイル nyl | rhine: 莱茵
萊茵 ライン | seine: 塞纳 セーヌ | thames: 泰晤士 テムズ | yangtze: 长江 長江 扬子 揚子
| abyssinia: habes habs etiop ethiop | anatolia: anadol 小亚细亚 小亞細亞 | andalusia: endul andal alandl vandal | bosphorus:
bosfor bosp bogaz | byzantine: bizan bizant vizant bysan byzan 拜占庭 ビザンツ ビザンティン ビザンチン | canton: guangzh guangdong 广州 廣州 广东
廣東 | cappadocia: kapad kapp | caucasus: kafkas kavkaz kaukas caucas alqwq qwqaz 高加索 コーカサス カフカス | cilicia: kilik tsilik cilic
| dardanelles: canakk dardan | dnieper: dnepr dnipr dniepr dinyep dnep dnjepr | hejaz: hicaz hidsch hedj hijaz hidzh khidzh alhja |
himalaya: 喜马拉雅 喜馬拉雅 ヒマラヤ | himalayas: 喜马拉雅 喜馬拉雅 ヒマラヤ | hittite: hitit hetit heth khett | hittites: hitit hetit heth khett
| huns: hun gunn khun 匈奴 匈人 フン | macao: aomen 澳门 澳門 マカオ | maghreb: magrip magreb magrib almghrb | manchu: manzh mandz
mantsch 满洲 满族 滿洲 滿族 満洲 | manchuria: manzh mandz mantsch mandch 满洲 滿洲 満州 満洲 東北 东北 | mongol: mogol mongg 蒙古 モンゴル | mongols:
mogol mongg 蒙古 モンゴル | mughal: babur mogol mogul mogor mghwl 莫卧儿 ムガル | nanking: nanjing 南京 | phrygia: frig frij |
rumelia: rumel | siberia: sibir 西伯利亚 シベリア | thrace: trak frak tracia | tibet: xizang 西藏 吐蕃 チベット | tsingtao: qingd 青岛
| urals: ural
| angeles: 洛杉矶 洛杉磯 ロサンゼルス | bangkok: 曼谷 バンコク | busan: 釜山 | detroit: 底特律 | francisco: 旧金山 舊金山 三藩 |
hanoi: 河内 河內 ハノイ | harvard: 哈佛 | hawaii: 夏威夷 | hollywood: 好莱坞 好萊塢 | honolulu: 檀香山 火奴 | kyiv: 基辅 基輔 |
lisbon: 里斯本 リスボン | liverpool: 利物浦 リヴァプール リバプール | malacca: 马六甲 馬六甲 マラッカ | massachusetts: 麻省 马萨诸塞 麻薩諸塞
麻塞諸塞 | melbourne: 墨尔本 墨爾本 | mumbai: 孟买 孟買 | ottawa: 渥太华 渥太華 | oxford: 牛津 | penang: 槟城 檳城 槟榔屿 | philadelphia: 费城
費城 | pittsburgh: 匹兹堡 匹茲堡 | portsmouth: 朴茨茅斯 樸茨茅斯 | pyongyang: 平壤 | quebec: 魁北克 | rotterdam: 鹿特丹 | saigon: 西贡 西貢
| seoul: 首尔 首爾 汉城 漢城 | sydney: 悉尼 雪梨 | turin: 都灵 都靈 | vancouver: 温哥华 溫哥華 | vladivostok: 海参崴 海參崴 符拉迪沃斯托克 |
yangon: 仰光 | york: 纽约 紐約 约克 約克
"""
