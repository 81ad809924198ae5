"""The words for numbers of further languages, in the notation of `vocabulary.py`. A line with `*` has endings that stand in
the place of each star: of the cases of Finnish and Estonian.

None of the function words is one of English. The forms of these languages are not all here: what one does not say is no proof.
"""

from __future__ import annotations

from collections.abc import Mapping

MORE_LANGUAGES: Mapping[str, str] = {
    "sv": """och det som på är av för med till inte från ett också efter eller hade vid blev när hans ska mellan
0 noll | 1 ett en | 2 två | 3 tre | 4 fyra | 5 fem | 6 sex | 7 sju | 8 åtta | 9 nio | 10 tio | 11 elva | 12 tolv | 13 tretton
14 fjorton | 15 femton | 16 sexton | 17 sjutton | 18 arton | 19 nitton | 20 tjugo | 30 trettio | 40 fyrtio | 50 femtio
60 sextio | 70 sjuttio | 80 åttio | 90 nittio | x100 hundra hundratals | x1000 tusen tusentals | x1000000 miljon miljoner
x1000000000 miljard miljarder | x12 dussin | 1. första förste | 2. andra andre | 3. tredje | 4. fjärde | 5. femte | 6. sjätte
7. sjunde | 8. åttonde | 9. nionde | 10. tionde | ~2 båda dubbelt par | ~10 årtionde årtionden decennium decennier
~100 århundrade århundraden sekel | 1/2 halv halva halvt hälften | 1/3 tredjedel tredjedelar | 1/4 kvart fjärdedel
m1 januari | m2 februari | m3 mars | m4 april | m5 maj | m6 juni | m7 juli | m8 augusti | m9 september | m10 oktober
m11 november | m12 december""",
    "da": """og det til er på som af av ikke der har fra blev ble også efter etter når eller hvor havde mellem mellom hans kan
0 nul null | 1 en et én ett | 2 to | 3 tre | 4 fire | 5 fem | 6 seks | 7 syv sju | 8 otte åtte | 9 ni | 10 ti | 11 elleve | 12 tolv
13 tretten | 14 fjorten | 15 femten | 16 seksten | 17 sytten | 18 atten | 19 nitten | 20 tyve tjue | 30 tredive tretti
40 fyrre førti | 50 halvtreds femti | 60 tres seksti | 70 halvfjerds sytti | 80 firs åtti | 90 halvfems nitti
x100 hundrede hundreder hundre | x1000 tusind tusinde tusinder tusen | x1000000 million millioner
x1000000000 milliard milliarder | x12 dusin | 1. første | 2. anden andet andre | 3. tredje | 4. fjerde | 5. femte | 6. sjette
7. syvende sjuende | 8. ottende åttende | 9. niende | 10. tiende | ~2 begge dobbelt par | ~10 årti årtier tiår
~100 århundrede århundreder århundre | 1/2 halv halve halvt halvdelen | 3/2 halvanden | 1/3 tredjedel | 1/4 kvart fjerdedel
m1 januar | m2 februar | m3 marts mars | m4 april | m5 maj mai | m6 juni | m7 juli | m8 august | m9 september | m10 oktober
m11 november | m12 december desember | & og""",
    "fi": """ja ei että hän oli mutta myös ovat joka kun niin tai sekä hänen olivat mukaan vuonna jälkeen kuin ovat
* n ssa ssä sta stä lla llä lta ltä lle ksi na nä
0 nolla | 1 yksi yhtä yhde* | 2 kaksi kahta kahde* | 3 kolme kolmea kolme* | 4 neljä neljää neljä* | 5 viisi viittä viide*
6 kuusi kuutta kuude* | 7 seitsemän seitsemää seitsemä* | 8 kahdeksan kahdeksaa kahdeksa* | 9 yhdeksän yhdeksää yhdeksä*
10 kymmenen kymmentä kymmene* | 11 yksitoista | 12 kaksitoista | 13 kolmetoista | 14 neljätoista | 15 viisitoista
16 kuusitoista | 17 seitsemäntoista | 18 kahdeksantoista | 19 yhdeksäntoista | 20 kaksikymmentä kahdenkymmenen
30 kolmekymmentä kolmenkymmenen | 40 neljäkymmentä | 50 viisikymmentä | 60 kuusikymmentä | 70 seitsemänkymmentä
80 kahdeksankymmentä | 90 yhdeksänkymmentä | x100 sata sataa sadan | x1000 tuhat tuhatta tuhannen tuhansia
x1000000 miljoona miljoonaa miljoonan | x1000000000 miljardi miljardia | x12 tusina | 1. ensimmäinen ensimmäisen ensimmäisenä
2. toinen toisen | 3. kolmas kolmannen | 4. neljäs neljännen | 5. viides | ~2 molemmat kaksinkertainen pari
~10 vuosikymmen vuosikymmenen vuosikymmentä | ~100 vuosisata vuosisadan vuosisadalla | 1/2 puoli puolet | 1/4 neljännes
m1 tammikuuta tammikuu | m2 helmikuuta helmikuu | m3 maaliskuuta maaliskuu | m4 huhtikuuta huhtikuu | m5 toukokuuta toukokuu
m6 kesäkuuta kesäkuu | m7 heinäkuuta heinäkuu | m8 elokuuta elokuu | m9 syyskuuta syyskuu | m10 lokakuuta lokakuu
m11 marraskuuta marraskuu | m12 joulukuuta joulukuu""",
    "et": """ja ei et oli mis kui aga ning ka oma nende tema selle või pärast olid aastal mida kes siis
* s st sse l lt le ks ni na ta ga
0 null | 1 üks üht ühte ühe ühe* | 2 kaks kaht kahte kahe kahe* | 3 kolm kolme kolme* | 4 neli nelja nelja* | 5 viis viit viie viie*
6 kuus kuut kuue kuue* | 7 seitse seitset seitsme seitsme* | 8 kaheksa kaheksat kaheksa* | 9 üheksa üheksat üheksa*
10 kümme kümmet kümne kümne* | 11 üksteist üheteist üheteistkümne | 12 kaksteist kaheteist kaheteistkümne | 13 kolmteist
13 kolmeteist kolmeteistkümne | 14 neliteist neljateist neljateistkümne | 15 viisteist viieteist viieteistkümne
16 kuusteist kuueteist kuueteistkümne | 17 seitseteist seitsmeteist seitsmeteistkümne | 18 kaheksateist kaheksateistkümne
19 üheksateist üheksateistkümne | 20 kakskümmend kahtkümmend kahekümne kahekümne* | 30 kolmkümmend kolmekümne kolmekümne*
40 nelikümmend neljakümne neljakümne* | 50 viiskümmend viiekümne viiekümne* | 60 kuuskümmend kuuekümne kuuekümne*
70 seitsekümmend seitsmekümne seitsmekümne* | 80 kaheksakümmend kaheksakümne kaheksakümne*
90 üheksakümmend üheksakümne üheksakümne* | x100 sada sadat saja saja* | x1000 tuhat tuhandet tuhande tuhande* tuhandeid
x1000000 miljon miljonit miljoni miljoni* | x1000000000 miljard miljardit miljardi | x12 tosin | 1. esimene esimese esimest
2. teine teise teist | 3. kolmas kolmanda kolmandat | 4. neljas neljanda | 5. viies viienda | ~2 mõlemad mõlema kahekordne paar
~10 kümnend kümnendi aastakümme | ~100 sajand sajandi sajandil | 1/2 pool poole poolt | 3/2 poolteist | 1/4 veerand
m1 jaanuar jaanuaril jaanuari | m2 veebruar veebruaril veebruari | m3 märts märtsil märtsi | m4 aprill aprillil aprilli
m5 mai mail | m6 juuni juunil | m7 juuli juulil | m8 august augustil augusti | m9 september septembril septembri
m10 oktoober oktoobril oktoobri | m11 november novembril novembri | m12 detsember detsembril detsembri""",
    "cs": """je se na že jako ale byl jeho které který jsou nebo také až pro při podle bylo která ako však
0 nula | 1 jeden jedna jedno jednoho jedné jednu | 2 dva dvě dvou dvěma dve dvoch | 3 tři tří třem tri troch | 4 čtyři čtyř štyri
5 pět pěti päť | 6 šest šesti šesť | 7 sedm sedmi sedem | 8 osm osmi osem | 9 devět devíti deväť | 10 deset deseti desať
11 jedenáct jedenáctí jedenásť | 12 dvanáct dvanácti dvanásť | 13 třináct třinácti trinásť | 14 čtrnáct čtrnácti štrnásť
15 patnáct patnácti pätnásť | 16 šestnáct šestnácti šestnásť | 17 sedmnáct sedmnácti sedemnásť | 18 osmnáct osmnácti osemnásť
19 devatenáct devatenácti devätnásť | 20 dvacet dvaceti dvadsať | 30 třicet třiceti tridsať | 40 čtyřicet čtyřiceti štyridsať
50 padesát padesáti päťdesiat | 60 šedesát šedesáti šesťdesiat | 70 sedmdesát sedmdesáti sedemdesiat
80 osmdesát osmdesáti osemdesiat | 90 devadesát devadesáti deväťdesiat | x100 sto stě sta set | x1000 tisíc tisíce tisíců
x1000000 milion miliony milionů milión miliónov | x1000000000 miliarda miliardy miliard miliardu | x12 tucet
1. první prvý prvá prvé | 2. druhý druhá druhé druhého | 3. třetí tretí | 4. čtvrtý čtvrtá | 5. pátý pátá | 6. šestý | 7. sedmý
8. osmý | 9. devátý | 10. desátý | ~2 oba obě dvakrát dvojitý pár | ~10 desetiletí | ~100 století storočí storočia
1/2 půl polovina polovinu poloviny | 3/2 půldruhého | 1/3 třetina třetinu | 1/4 čtvrt čtvrtina
m1 ledna leden lednu januára | m2 února únor únoru februára | m3 března březen březnu marca | m4 dubna duben dubnu apríla
m5 května květen květnu mája | m6 června červen červnu júna | m7 července červenec červenci júla | m8 srpna srpen srpnu augusta
m9 září septembra | m10 října říjen říjnu októbra | m11 listopadu listopad novembra | m12 prosince prosinec prosinci decembra""",
    "hu": """az és hogy nem volt egy meg csak már ez mint még azt vagy után szerint lett ezt amely aki
0 nulla | 1 egy | 2 kettő két kettőt | 3 három hármat | 4 négy négyet | 5 öt ötöt | 6 hat hatot | 7 hét hetet | 8 nyolc nyolcat
9 kilenc kilencet | 10 tíz tizet tizen | 20 húsz huszat huszon | 30 harminc | 40 negyven | 50 ötven | 60 hatvan | 70 hetven
80 nyolcvan | 90 kilencven | x100 száz | x1000 ezer ezret | x1000000 millió | x1000000000 milliárd | x12 tucat
1. első | 2. második | 3. harmadik | 4. negyedik | 5. ötödik | 6. hatodik | 7. hetedik | 8. nyolcadik | 9. kilencedik
10. tizedik | ~2 mindkét mindkettő dupla pár | ~10 évtized évtizedben | ~100 század században | 1/2 fél fele | 3/2 másfél
1/3 harmad harmada | 1/4 negyed negyede | m1 január januárban | m2 február | m3 március | m4 április | m5 május | m6 június
m7 július | m8 augusztus | m9 szeptember | m10 október | m11 november | m12 december""",
    "el": """και το του η ο την της τα στο με για από είναι που σε των τον δεν ότι στην οι ένα μια ήταν στη
0 μηδέν | 1 ένα ένας μία μια έναν ενός μιας | 2 δύο δυο | 3 τρία τρεις τριών | 4 τέσσερα τέσσερις τεσσάρων | 5 πέντε | 6 έξι
7 επτά εφτά | 8 οκτώ οχτώ | 9 εννέα εννιά | 10 δέκα | 11 έντεκα ένδεκα | 12 δώδεκα | 13 δεκατρία δεκατρείς δεκατριών
14 δεκατέσσερα δεκατέσσερις | 15 δεκαπέντε | 16 δεκαέξι δεκάξι | 17 δεκαεπτά δεκαεφτά | 18 δεκαοκτώ δεκαοχτώ
19 δεκαεννέα δεκαεννιά | 20 είκοσι | 30 τριάντα | 40 σαράντα | 50 πενήντα | 60 εξήντα | 70 εβδομήντα | 80 ογδόντα | 90 ενενήντα
100 εκατό εκατόν | 200 διακόσια διακόσιοι διακόσιες διακοσίων | 300 τριακόσια τριακόσιοι τριακόσιες | 400 τετρακόσια τετρακόσιοι
400 τετρακόσιες | 500 πεντακόσια πεντακόσιοι πεντακόσιες | 600 εξακόσια εξακόσιοι εξακόσιες | 700 επτακόσια επτακόσιοι
800 οκτακόσια οκτακόσιοι οκτακόσιες | 900 εννιακόσια εννιακόσιοι | x1000 χίλια χίλιοι χίλιες χιλιάδες χιλιάδων χιλίων
x1000000 εκατομμύριο εκατομμύρια εκατομμυρίων | x1000000000 δισεκατομμύριο δισεκατομμύρια δισεκατομμυρίων | x12 ντουζίνα
1. πρώτος πρώτη πρώτο πρώτης πρώτου | 2. δεύτερος δεύτερη δεύτερο δευτέρου | 3. τρίτος τρίτη τρίτο τρίτου | 4. τέταρτος τέταρτη
4. τέταρτο | 5. πέμπτος πέμπτη πέμπτο | 6. έκτος έκτη έκτο | 7. έβδομος έβδομη | 8. όγδοος όγδοη | 9. ένατος | 10. δέκατος δέκατη
~2 αμφότεροι διπλάσιο διπλό ζευγάρι δις | ~3 τριπλάσιο | ~10 δεκαετία δεκαετίες δεκαετίας δεκάδες | ~100 αιώνας αιώνα αιώνες αιώνων
~100 εκατοντάδες | 1/2 μισό μισή μισά ήμισυ | 1/4 τέταρτο | m1 ιανουαρίου ιανουάριο ιανουάριος | m2 φεβρουαρίου φεβρουάριο
m3 μαρτίου μάρτιο μάρτιος | m4 απριλίου απρίλιο | m5 μαΐου μάιο μάιος | m6 ιουνίου ιούνιο | m7 ιουλίου ιούλιο | m8 αυγούστου αύγουστο
m9 σεπτεμβρίου σεπτέμβριο | m10 οκτωβρίου οκτώβριο | m11 νοεμβρίου νοέμβριο | m12 δεκεμβρίου δεκέμβριο""",
}
