"""Words that turn a statement round: pairs of opposites with their inflections, and words of negation. Knows no texts."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import product

from rephrase.fidelity.words import Remembered

# Nothing else stands for these; a rewrite that loses or gains one says the contrary, unless another word makes up for it.
NEGATIONS = frozenset(
    "not no never without none nobody nothing neither nor cannot nowhere dont doesnt didnt isnt arent wasnt werent cant couldnt"
    " wont wouldnt shouldnt hasnt havent hadnt mustnt neednt aint mightnt nicht kein keine keinen keiner keinem nie niemals ohne"
    " jamais sans nunca jamás sin não sem не нет без никогда".split()
)
# Words by which a paraphrase can deny without a negation, and stems of verbs that say so in all their forms.
DENIALS = NEGATIONS | frozenset(
    "hardly barely scarcely seldom rarely less least fewer absence absent unable only instead rather ceased cease until unless"
    " missing loses lost zero devoid dismiss dismissed otherwise impossible unlikely unknown untrue non nonzero regardless withheld"
    " disagree disagreed doubt doubts doubted too".split()
)
_DENYING_STEM = re.compile(
    r"fail|lack(?:s|ed|ing)?$|refus|den(?:y|ie[sd]|ials?$)|reject|declin|avoid|prevent|forb[ai]d|prohibit|ban(?:s|ned|ning)?$"
    r"|except(?!ional)|exclu[ds]|oppos(?!it)|ignor|omit|omission|withh[oe]ld|exempt"
)
# Words that may leave a paraphrase without a negation though what it says is denied, or the other way round: no longer
# works, broke; not easy, difficult. Generous: each keeps a rewrite from failing.
_SOFT = frozenset(
    "break breaks broke broken done finished stop stops stopped stopping continue continues continued ended quit gone free"
    " difficult hard empty leaves left remain remains remained remaining anything besides apart alone despite although though contrary"
    " difference differs wrong incorrect invalid inability incapable insufficient illegal irregular irrelevant improper imperfect"
    " indirect infinite invisible inaccurate independent incomplete inadequate inappropriate inconsistent inactive immune miss missed"
    " bar barred block blocked cannot against dead exclusively solely still formerly previously reduce reduces reduced reducing".split()
)
_DENYING = re.compile(
    r"(?:un(?!der|do[ien]|til|ion|it|iv|iq|ic|an)|dis(?!cus|tan|tri|pla|cov|ea|h|k|c\b|cip)|non|mis(?!sion))[a-z]{4}|[a-z]{3,}less(?:ly|ness)?$|[a-z]{3,}(?:tight|proof)$"
    r"|i(?:l(?:leg|lic|lit|log)|m(?:bal|mat|mob|mor|mut|pat|pen|perf|pers|poss|pract|prec|prob|prop)|r(?:rat|rec|reg|rel|rep|res|rev))[a-z]{2}"
    r"|informal|in(?:ab|acc|act|adeq|appr|aud|cap|comple|compat|consis|conv|corr|cur|def|dep|det|dir|dist|eff|elig|equ|evit|exp(?!l|r|e[cn]d)|fin|flex"
    r"|frequ|just|num|oper|ord|organ|san|sec|sens|sep|sig|sol|stab|suff|sup|surm|tang|tol|val|variab|vis|vol(?!v))[a-z]{2}"
)


# Words whose prefix denies what the rest of them says, the commonest.
DENYING = frozenset(
    "impossible impractical improbable imperfect improper immoral illegal illegitimate illogical irregular irrelevant irrational irresponsible"
    " incorrect incomplete inaccurate inadequate inappropriate incapable inconsistent insufficient invalid ineffective inefficient"
    " insignificant invisible inexact inequal unlikely unknown unable unstable uncertain unclear uncommon unequal uneven unnecessary unneeded"
    " unusual unsuccessful unavailable unaware unexpected unfair unfamiliar unhappy unimportant unrelated unreliable unsafe unsuitable"
    " unsure untrue unwilling unacceptable unchanged unpopular unreal unrealistic unseen unsolved unused disagree disagrees disagreed"
    " disapprove disapproves disapproved dissatisfied dishonest dislike dislikes disliked".split()
)


def _denies(unit: str) -> bool:
    return unit in DENIALS or _DENYING.match(unit) is not None or _DENYING_STEM.match(unit) is not None


denies = Remembered(_denies).__getitem__  # whether a word denies, by itself or by a part of it


def _may_deny(unit: str) -> bool:
    return unit in _SOFT or denies(unit)


may_deny = Remembered(_may_deny).__getitem__  # whether a word may deny, in whatever way


# Their opposite is the same seen from the other end: A is above B, B is below A.
CONVERSE = frozenset(
    "before after above below precede precedes preceded preceding follow follows followed following buy buys bought sell sells sold"
    " win wins won lose loses lost give gives gave take takes took north south east west parent child parents children left right"
    " teacher student teachers students lend lent borrow borrowed inside outside over under beneath husband wife cause effect".split()
)
PREFIXES = ("un", "in", "im", "ir", "il", "dis", "non")

_VERBS = (
    "increase/decrease gain/lose accept/reject approve/reject allow/forbid permit/prohibit support/oppose include/exclude expand/contract"
    " strengthen/weaken widen/narrow lengthen/shorten raise/lower attack/defend import/export appear/disappear succeed/fail agree/disagree"
    " open/close enter/leave arrive/depart add/subtract multiply/divide push/pull attract/repel encourage/discourage connect/disconnect"
    " confirm/deny praise/criticize accelerate/decelerate heat/cool create/destroy remember/forget love/hate improve/worsen"
    " ascend/descend precede/follow enable/disable lend/borrow freeze/melt hire/fire acquit/convict upgrade/downgrade"
)
_FORMS = (  # each inflected form with its own opposite
    "rise/fall rises/falls rose/fell risen/fallen rising/falling grow/shrink grows/shrinks grew/shrank growing/shrinking grown/shrunk"
    " buy/sell buys/sells bought/sold buying/selling win/lose wins/loses won/lost winning/losing begin/end begins/ends began/ended"
    " beginning/ending start/end starts/ends started/ended start/finish started/finished give/take gives/takes gave/took"
    " up/down upward/downward upwards/downwards above/below before/after inside/outside within/outside over/under with/without"
    " more/less more/fewer most/least most/fewest higher/lower highest/lowest larger/smaller largest/smallest bigger/smaller"
    " biggest/smallest greater/smaller greater/less greater/lower greatest/least greatest/smallest better/worse best/worst"
    " older/younger older/newer oldest/youngest oldest/newest longer/shorter longest/shortest taller/shorter tallest/shortest"
    " faster/slower fastest/slowest quicker/slower stronger/weaker strongest/weakest richer/poorer richest/poorest heavier/lighter"
    " heaviest/lightest earlier/later earliest/latest hotter/colder hottest/coldest warmer/colder warmer/cooler deeper/shallower"
    " wider/narrower thicker/thinner closer/farther closer/further nearer/farther nearest/farthest cheaper/dearer harder/easier"
    " harder/softer easier/tougher upper/lower further/nearer minimum/maximum maximal/minimal majority/minority maximize/minimize"
    " always/never always/sometimes everyone/nobody everything/nothing everywhere/nowhere all/none both/neither either/neither every/no"
    " often/seldom often/rarely often/never frequently/rarely usually/rarely sometimes/never many/few much/little some/no still/nolonger"
    " first/last former/latter early/late next/previous north/south northern/southern northeast/southwest northwest/southeast"
    " east/west eastern/western left/right top/bottom front/back positive/negative true/false rich/poor strong/weak hot/cold warm/cool"
    " wet/dry alive/dead living/dead male/female males/females man/woman men/women boy/girl boys/girls husband/wife father/mother"
    " brother/sister son/daughter sons/daughters king/queen uncle/aunt import/export imports/exports open/closed"
    " opened/closed internal/external interior/exterior allowed/forbidden legal/illegal ancient/modern public/private urban/rural"
    " old/new young/old good/bad easy/difficult easy/hard simple/complex simple/complicated hard/soft thick/thin deep/shallow"
    " wide/narrow fast/slow quick/slow quickly/slowly rapidly/slowly high/low large/small big/small great/small tall/short long/short"
    " heavy/light bright/dark light/dark day/night summer/winter morning/evening input/output inputs/outputs even/odd"
    " vertical/horizontal parent/child parents/children teacher/student teachers/students friend/enemy friends/enemies"
    " victory/defeat attack/defence attack/defense present/absent rare/common frequent/rare guilty/innocent happy/sad clean/dirty"
    " full/empty safe/dangerous success/failure profit/loss profits/losses profitable/unprofitable love/hate peace/war"
    " increase/reduction increased/reduced increases/reduces increasing/declining rose/declined rise/decline rising/declining rose/dropped"
    " rise/drop grew/declined growth/decline raised/lowered ascending/descending parallel/perpendicular convex/concave"
    " finite/infinite continuous/discrete active/passive acid/base acidic/basic absolute/relative exact/approximate upstream/downstream"
    " domestic/foreign major/minor mental/physical natural/artificial optional/required voluntary/compulsory temporary/permanent"
    " singular/plural solid/liquid optimistic/pessimistic superior/inferior majority/minority exceed/fall exceeded/fell above/beneath"
    " sender/receiver buyer/seller buyers/sellers employer/employee employers/employees winner/loser winners/losers predator/prey"
    " asset/liability assets/liabilities supply/demand cause/effect question/answer heaven/hell birth/death born/died"
)
# Words of one sense, and those of the contrary one: each is the opposite of all of the other side.
_SIDES = (
    "beginning start onset outset / end finish conclusion",
    "begin start / end finish",
    "begins starts / ends finishes",
    "began started / ended finished concluded",
    "first / last final",
    "before prior / after following upon",
    "buy buys bought buying purchase purchases purchased purchasing / sell sells sold selling",
    "more additional extra further / less fewer",
    "increase increases increased increasing rise rises rose risen rising grow grows grew grown growing gain gains gained gaining climb"
    " climbs climbed soar soared surge surged doubled tripled multiplied expanded / decrease decreases decreased decreasing fall falls fell fallen falling drop drops dropped"
    " decline declines declined declining shrink shrinks shrank reduce reduces reduced reducing lose loses lost losing plunge plunged halved",
    "exceed exceeds exceeded exceeding more greater higher above / less fewer lower below",
    "loss / gain profit",
    "surpass surpassed exceed exceeded outnumber outnumbered bigger larger greater / smaller lower less fewer below",
    "most majority largest / least minority",
    "longer longest taller / shorter shortest",
    "friend friends buddy companion companions / enemy enemies foe",
    "child children kid kids / parent parents",
    "dead killed deceased / alive living",
    "accept accepts accepted approve approves approved adopted endorsed / reject rejects rejected dismissed refused",
    "won win wins beat beats / lost lose loses",
    "new recent modern / old ancient",
    "wide broad / narrow",
    "high tall elevated / low",
    "large big huge vast enormous massive great / small tiny little",
    "fast quick rapid swift quickly rapidly / slow slowly",
    "rich wealthy affluent / poor impoverished",
    "easy simple straightforward / difficult hard challenging complicated complex",
    "strong powerful / weak feeble",
    "disappear disappears disappeared vanish vanishes vanished / appear appears appeared emerge emerged",
    "safe secure / dangerous hazardous unsafe",
    "correct right accurate true valid / incorrect wrong false inaccurate invalid",
    "best finest / worst",
    "highest tallest largest biggest greatest most maximum / lowest shortest smallest least fewest minimum",
    "often frequently usually regularly commonly normally typically always / rarely seldom never",
    "happy glad pleased / sad unhappy",
    "bad poor worse / good better",
    "inside within intracellular internal interior / outside extracellular external exterior",
)
_COUNT_WORDS = "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty"
COUNTS = frozenset(_COUNT_WORDS.split())
# Words of one kind, of which one excludes another: each is the opposite of all the rest.
_KINDS = (
    "monday tuesday wednesday thursday friday saturday sunday",
    "january february march april may june july august september october november december",
    "spring summer autumn winter",
    _COUNT_WORDS,
    "first second third fourth fifth sixth seventh eighth ninth tenth",
    "millimeters centimeters meters kilometers inches feet yards miles",
    "million billion trillion thousand",
    "red blue green yellow black white brown purple orange",
)
OF_A_KIND = frozenset(word for kind in _KINDS for word in kind.split())


def _inflected(verb: str) -> tuple[str, str, str, str]:
    stem = verb.removesuffix("e")
    doubled = verb + verb[-1] if verb in ("add", "permit", "repel", "acquit") and verb != "add" else stem
    if verb.endswith("y"):
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    plural = verb + ("es" if verb.endswith(("s", "x", "h")) else "s")
    return verb, plural, doubled + "ed", doubled + "ing"


def _pairs() -> Iterator[tuple[str, str]]:
    for pair in _VERBS.split():
        one, other = pair.split("/")
        yield from zip(_inflected(one), _inflected(other), strict=True)
    for pair in _FORMS.split():
        one, other = pair.split("/")
        yield one, other


def _table() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}  # a set's order changes from process to process, and reasons with it
    for one, other in _pairs():
        found.setdefault(one, {})[other] = None
        found.setdefault(other, {})[one] = None
    for sides in _SIDES:
        one_side, other_side = map(str.split, sides.split("/"))
        for one, other in product(one_side, other_side):
            found.setdefault(one, {})[other] = None
            found.setdefault(other, {})[one] = None
    for kind in _KINDS:
        for one in kind.split():
            found.setdefault(one, {}).update(dict.fromkeys(other for other in kind.split() if other != one))
    return {word: tuple(others) for word, others in found.items()}


OPPOSITES = _table()  # word -> its opposites, in both directions
_OPPOSITE_SETS = {word: frozenset(others) for word, others in OPPOSITES.items()}


def opposed(words: Iterable[str], others: Collection[str]) -> Iterator[tuple[str, str]]:
    """Those of some words that have opposites among some others, each with one of these."""
    for word in words:
        if word in _OPPOSITE_SETS and not _OPPOSITE_SETS[word].isdisjoint(others):
            yield from ((word, other) for other in OPPOSITES[word] if other in others)
