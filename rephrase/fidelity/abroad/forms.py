"""Famous names that languages have in forms of their own, which neither letters nor sounds tell: Guillermo is William.

Saints' and rulers' names, the Bible, antiquity, and regions and waters of which CLDR has no names. Written from general
knowledge; what is not here and has such a form is taken for another name. Forms are the beginnings of romanised words.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from rephrase.fidelity.abroad.more_forms import MORE_FORMS

_FORMS = """
aachen: aquisg aix acqu akwiz ahen | achilles: achill aquil akhill | acre: akko aker | adam: adan adamo | adolphus:
adol | adrianople: edirn adrian andrin | aeneas: enea enee eney | aesop: esop ezop asop | aladdin: alad alaeddin |
albert: alberto | aleppo: halab alep halep | alexander: alej aless alexan aleks iskandar sasha sandor | alexandria:
alej aless alexan aleks iskandar | alfred: alfredo elfred | algiers: arge alger algie jazai aljaz cezay | alice:
alicia alis | alsace: elsass alsaci elzas | andrew: andre andrz andri ondre | ann: ana anna hanna | anna: ana ann
hann | anne: ana anna hann | anthony: anton antoin | antony: anton antoin marcanton | antwerp: anver amber | apulia:
pugl pouil | aristotle: aristot arist | assyria: asir assyr | athens: aten athen afin | augustine: agust agost
august avgust | augustus: august agost avgust | averroes: aver ibn rushd | avicenna: avic sina ibn | babylon: babil
babel babyl vavil | bartholomew: bartol barthel varfol | basil: vasil basil | basle: bale basel basilea | bavaria:
bayer baier bavier bavar bajor | benedict: benit bened benoi | benjamin: venyam benjam | bethlehem: belen betl bethl
vifle | biscay: vizc bizk biskay guasc | bohemia: bohm boem cech | bolzano: bozen | bombay: mumb bomb | boniface:
bonif | bosporus: bosfor bosph | bratislava: press pozs bratis | breslau: wrocl vratisl | brittany: bretagn bretan |
bruges: bruj brug | burgundy: borgo bourg burg borgon | burma: birman myan barm | caesar: cesar kaiser tsez kaysar
qaysar | cain: kain | cairo: qahir kair kahir cair | calcutta: kolk kalk calc | canton: guang cant kant | caroline:
karol carol | carthage: cartag karth kartag karfag | caspian: caspi kaspi hazar | castile: castil kastil |
catalonia: catal katal | catherine: catal cater kathar ekater katar | cecilia: cecil zezil | ceylon: ceil srilan
seyl zeyl | charlemagne: carlom karl karol | charles: carlos carl karl karol karoly charle sharl | charlotte: carlot
karlot | christ: crist christ khrist masih | christina: crist kris khris | christopher: crist christ krist khrist |
cicero: cicer zizer tsitser | cinderella: cenic asche cendr cener zolush popel kopc kulked gata | clement: klem clem
| cleopatra: kleop cleop | cologne: koln colon keln | columbus: colon colom kolum | confucius: kongz kongf kongq
confuc konfu | constance: kostni bodens konstan costan constan | constantine: konst constan costan | constantinople: konst
constan costan estambul istanbul tsargr | copenhagen: kopen kjob kobenh copenh kobanh kodan | copernicus: kopern
cope | cordova: cordob kordob | corinth: corint korint | cornwall: cornu kornw kornu cornova | corunna: corun |
courland: kurl curl kurz | crete: creta kret | crimea: krim krym crime | croesus: creso kros krez | cyprus: chipre
zyper cipr kipr kibris | cyril: kiril ciril kyril | cyrus: ciro kyros kir | damascus: damasc damas dimas | daniel:
danil | danube: donau danub duna dunai tuna | danzig: gdansk danz | darius: dario darei | david: davi daud |
democritus: democr demokr | dennis: dion denis | descartes: dekart descart cartes | dominic: doming domen | dresden:
dresd | dunkirk: dunker dunk | edirne: adrian andrin | edward: edua edou odoard eduard | egbert: egberto | elbe:
elba labe laba | eleanor: leonor eleon alien | elijah: elia eliya il | elisabeth: isabel elis yeliz erzs |
elizabeth: isabel elis eliz yeliz erzs | emily: emil | enoch: enoc henoch | ephesus: efes ephes | epicurus: epicu
epik | erasmus: erasm | ernest: ernst erne | esther: ester | etruria: etrur | etruscan: etrus | euclid: eucl eukl
evkl oklid | eugene: eugen yevg evgen | euphrates: eufrat firat yevfr furat | euripides: eurip evrip | eve: eva
hawwa yeva | ezekiel: ezeq ezech hesek | ferdinand: fernan hernan ferran | flanders: fland vlaand | florence: firenz
floren | formosa: taiw form | frances: franc franz | francis: franc franz frantis fran frants | franks: frank franc
| frederick: feder freder fried fryd fridri | gabriel: gavri jibril | galilee: galil | galileo: galil | gaul: galia
gall | gdansk: danzig dancig | geneva: genf ginebr genev ginev jenev zhenev leman | genghis: gengis dschingis
chingis djengis cengiz czyngis | genoa: genova genua gen | geoffrey: godof geof gottf jofr | george: jorge georg
giorg jerzy jiri juraj yorg georgi yorgo heorh | ghent: gante gand gent | giles: gil egid gilles | godfrey: god
gotfr geof | gothenburg: gote goteb gothe | goths: goth god got | gregory: greg grig grzeg | gustavus: gust | hague:
haya haag haye | hannibal: anibal annib gannib hanib | hanover: hannov hanov | helen: elena helen jelena yelen |
helsinki: helsing | henry: enri henr hein henri genri jindr henryk | heracles: hercul herak erc gerakl herkul |
hercules: herak ercol gerkul herkul gerakl | hermes: ermes germ merc | herod: erod irod | herodotus: hero erod gerod
| hesiod: esiod gesiod | hippocrates: hipoc ippoc hippok gippok hipok | homer: omer gomer | horace: horac oraz goraz
| hugh: hugo ugo gugo hugu | hungary: hung ungher magyar veng | huss: hus | ignatius: ignac ignaz ignat | iliad:
iliad iljad | innocent: inoc inno innok inok | isaac: isaa isac isak izak ishaq | isabella: isab izab | isaiah: isai
jesaj yesha | ishmael: isma | izmir: smyrn esmirn smirn | jacob: jacob jakob giacob yakov yakub yaqub | jaffa: yafa
jaf | james: jacob jaim santi jakob giac yakov jacq diego iago yakub jaume | jane: juan jeann johann giovan zhann
yana | jason: jason giason yason | jeremiah: jerem gerem iyer yerem | jeremy: jerem gerem | jericho: jeric geric
jerich iyerikh | jerome: jeron gerol hieron iyeron gerom | jerusalem: jerus gerus iyerus quds kudus | jesus: jes ges
iisus isus isa yesu | joan: juan jean johan giov zhann | job: hiob giob iov ayub eyup | john: juan jean joh giov
ivan jan joao hans ioann iohan yahya yuhann ianos | jonah: jonas giona iona yunus | jonathan: jonat giona ionaf
yonat | joseph: jose gius josef iosif osip jusuf yusuf jozef | joshua: josu giosu iisus yosh | juan: juan johan |
judas: jud giud iud | judea: jud giud iud yehud | judith: judit giudit yudif | julia: jul giul yul | julian: jul
giul yul | julius: jul giul yul juli | juno: juno giuno yuno | jupiter: jup giov yupit | justinian: justin giustin
yustin | jutland: jut | kaliningrad: konig kalin | konigsberg: korol krole kalinin konig | kublai: kubil khubil
qubil | lapland: lapon lapp lapl | lawrence: lor laur lavren lorens | lazarus: lazar | leghorn: livorn | leo: leon
lev | leonard: leon | leuven: lovai louva lowen lovan | lewis: luis ludw lui | liege: lutt luik lieja liegi | lille:
rijs | lionheart: corazon coeur lowen cuor coracao lvin | lisbon: lisb lissa lizbon | livonia: livl livon | livy:
livi livio tite | ljubljana: laib lubl lubian | lombardy: lomb | lorraine: loren lothr lotar lorr lotaring |
lothair: lot | louis: luis ludw lui lodew luigi ludov alois lajos lyudov | lucerne: luzern lucern | lucy: luc luz
lyuts | luke: luc luk | luther: luter lyuter | lviv: lemb lwow lvov leop | lyons: lyon lion | madeleine: magdal
madda | madras: chenn madr | magdalene: magdal madda | mainz: magun magon moguncia mayen | majorca: mallor maior
mayor | mantua: manto mantu | margaret: marg | marius: mario mari | mark: marc mark | mars: marte mart | martha:
mart marf | mary: mari maria marie mariya meryem maryam | matthew: mate matt mat matv matthi | maurice: maur mauri
moritz mori moric | mechelen: malin mechel | medina: medin | mediterranean: medit mittel sredizem akdeniz | mehmed:
mehm moham mahom muham | mencius: mengz menci | mercury: merk merc | merlin: merlin | messiah: mes | michael: mig
miche micha mikh mih mich | milan: milan mail | minerva: min | minorca: menor minor | mohammed: muham mahom moham
magomet | moldavia: mold mol | montezuma: moct mont moteuc | moors: mor maur mav | moravia: mora mahr mahren |
moscow: mosk mosc mosq mosz | moselle: mosel | moses: mois mos mose moises moysey musa | muhammad: muham mahom moham
magomet | munich: munch monac mun myunkh | muscovy: moskau mosc moskov | naples: nap neap | navarre: navar |
nazareth: nazar | nebuchadnezzar: nab neb nav | neptune: nept | nero: nero neron | nice: niza nizza nits | nicholas:
nic nik mikol mikul | nile: nilo nil | nineveh: niniv | noah: noe noa noy nuh | normandy: normand | normans: norm |
nuremberg: nur norimb nyurn | octavian: octav okt ottav | odysseus: od ul ulis odis | odyssey: od ulis odis |
oedipus: edip odip ed oidip | orpheus: orf orph | ostend: ost | ottoman: otom osman ottom | ovid: ovid | padua:
padov padu | palestine: palest filist | patrick: patric patrik | paul: pabl paol pau pavel paulo pawel bulus pal |
peking: pek bei | pericles: peric perik | perseus: pers | persia: pers iran fars | peter: pedr piet pierr petr pyotr
piotr pet boutros butrus | petrarch: petr | philip: fel fil phil | picardy: picard pikard | piedmont: piamon piemon
| plato: plat efla aflat | pliny: plin | plutarch: plut | poland: pol | pomerania: pomer pomm pomor | pompey: pomp |
pontius: ponc ponz pont | poseidon: pos nept | prague: prag prah pra | pressburg: pres bratis poz | prometheus: prom
| prussia: prus preuss | ptolemy: ptol tolom tolem | pyrenees: piri pir pyr | pythagoras: pit pyth pif fisag |
quixote: quij quich kich kikh chisc | rachel: raq rac rahel raquel rakhil | ralph: raul raoul ralf rodol | ratisbon:
regens ratis | raymond: raim ramon raym | rebecca: rebe rebek revek | remus: remo rem | rhine: rin rhein rhin reno
reyn ren | rhineland: rhein renan rin reyn nadren | rhodes: rod rhod | rhone: rodan rhon rona | richard: ric rik |
robert: rob rup | roderick: rodrig | roger: roge rug rudig | roland: rol orland roldan | rome: rom rim | romulus:
rom | rudolph: rod rud | rupert: rob rup | saladin: salad salah | saragossa: zarag sarag | sardinia: cerde sard |
satan: sat shay seytan | saturn: sat | saul: saul saulo shaul | savoy: sabo savo savoy | saxons: sach sajon sass
sakson sax | saxony: saj sach sass sax saks sas | scania: skan schon escan scan | scheherazade: sheher scheh chahr
sehr shahr | scheldt: esca scheld esco | scipio: esci scip ssip stsip | sebastian: seb | seine: sena sein sen |
seneca: sen | seville: sevil sivill | sheba: saba sab | siam: tail sia | sicily: sic siz sits | silesia: sil schles
slez slask | simon: sim | sinbad: simb sindb | smyrna: izmir esmirn smirn | socrates: soc sok sukr | solomon: sal
sol shlomo sulay suley | sophia: sof soph zof | sophocles: sof soph | sparta: espart spart | spartacus: espart spart
| stephen: est step stef steph etien sht sten istvan | strasbourg: estras stras | suleiman: solim sulay suley |
susan: sus suz | swabia: suab schwab sveb svev souab | syracuse: sirac syrak sirak | tacitus: tac taz tats | tagus:
tajo tej tag tago | tallinn: reval tallin | tangier: tang | teutonic: teut deutsch tevt | thames: tam them thems
temz | thebes: teb theb fiv tebas | theodore: teo theo fyod fedor feod | theresa: ter ther | theseus: tes thes tez |
thessalonica: sal tes thes | thessaloniki: salon selan tesal | thomas: tom thom fom tomas tomm tommas | thucydides:
tuc thuk fuk | tiber: tev tib tibr | tiberius: tib | timothy: tim | titian: tiz tic tits | titus: tit | tobias: tob
| trajan: traj troy tray | transylvania: siebenb erdel ardeal trans | trent: tren trid | treves: trev trier |
trieste: tri | tripoli: trabl trip | trojan: troy tro | troy: troy tro troia | turin: torin | tuscan: tosc tosk |
tuscany: tosc tosk | tyre: tir tyr | tyrol: tir | ulysses: ul od | ursula: urs | valentine: val | vandals: vand |
venice: ven benet vene | venus: ven | vesuvius: ves vez | vienna: vien wien vena viyana wied | virgil: virg verg |
vistula: vist wisl weich visl | vladimir: vlad wlod | vulcan: vul | vyborg: viipu viborg wiborg | wales: gal galles
uels | wallachia: val wal | walter: gual gualt walt valt | warsaw: vars wars warsz | wenceslas: vac wen wac vyac ven
| westphalia: west vest | william: guil guill wilh guglie vilh vilem vilg wil uily gugl villem viljam | wroclaw:
bresl vratisl | xenophon: jen sen xen ksen | zachary: zac zach zakh zaq | zagreb: agram zagab | zealand: seel sjael
zeel zeland seland | zeus: zeus jup dzeus zev | zion: sion zion siy | zoroaster: zor zar zarathus | zurich: zur
tsyur cyur
"""


def _read(table: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for entry in table.split("|"):
        name, forms = entry.split(":")
        yield name.strip(), tuple(forms.split())


Forms = Mapping[str, tuple[str, ...]]
_ALL: dict[str, tuple[str, ...]] = {}
for _name, _forms in (*_read(_FORMS), *_read(MORE_FORMS)):
    _ALL[_name] = _ALL.get(_name, ()) + _forms
# In the letters a to z, and what Chinese and Japanese write.
FORMS: Forms = {name: tuple(filter(str.isascii, forms)) for name, forms in _ALL.items()}
_WRITTEN: Forms = {name: tuple(form for form in forms if not form.isascii()) for name, forms in _ALL.items()}


def has_form(name: str, words: Collection[str]) -> bool:
    """Whether any of some romanised words begins as a form of an English name does, in lower case."""
    forms = FORMS.get(name, ())
    return any(word.startswith(forms) for word in words)


def is_written(name: str, text: str) -> bool:
    """Whether a Chinese or Japanese text has a famous name as it writes it."""
    return any(form in text for form in _WRITTEN.get(name, ()))
