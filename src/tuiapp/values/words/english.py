"""The words of English reports, which reports in other languages quote."""

from __future__ import annotations

from tuiapp.values.qualifier import Qualifier
from tuiapp.values.words.entries import POINT, Kind, Word, counting, either, qualifiers, scales

ENGLISH = (
    counting("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen")
    | counting("zero", 0)
    | counting("sixteen seventeen eighteen nineteen", 16)
    | counting("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
    | scales(
        {
            "dozen": 12,
            "hundred": 100,
            "thousand": 1000,
            "million, millions, mln, mn": 10**6,
            "billion, billions, bln, bn": 10**9,
            "trillion, trillions, trln, tn": 10**12,
        },
        POINT,
    )
    | either("a, an", Word(Kind.ARTICLE, "a", 1))
    | qualifiers(
        Kind.BEFORE,
        {
            Qualifier.AT_LEAST: "at least, no less than, not less than, no fewer than, not fewer than, a minimum of",
            Qualifier.OVER: "over, more than, above, exceed, exceeds, exceeded, exceeding, surpass, surpasses,"
            "surpassed,"
            "surpassing, in excess of, upwards of, greater than, higher than, larger than, well over, just over,"
            "just above,"
            "slightly over, slightly more than, a little over, topped, topping, tops, cross, crosses, crossed,"
            "crossing,"
            "passed, passing, beyond",
            Qualifier.UP_TO: "up to, as much as, as many as, no more than, not more than, at most, a maximum of,"
            "not exceeding",
            Qualifier.BELOW: "less than, fewer than, lower than, smaller than, below, under",
            Qualifier.NEARLY: "nearly, almost, close to, near, approaching, just under, just below, just short of",
            Qualifier.ABOUT: "about, around, approximately, approx, some, roughly, circa, ca, estimated,"
            "an estimated,"
            "in the region of",
        },
    )
    | qualifiers(
        Kind.AFTER,
        {
            Qualifier.AT_LEAST: "or more, and more, or above, and above, or over, and over, or higher, and higher,"
            "or larger, and up, or up",
            Qualifier.UP_TO: "or less, or fewer, or below, and below, or under, and under",
            Qualifier.ABOUT: "or so",
        },
    )
    | either("level, levels, scale, scale of, a scale of, the scale of, class", Word(Kind.LEVEL))
    | either(
        "of, the, each, apiece, worth, total, total of, a total of, in total, totaling, totalling, totals, totaled,"
        "totalled, with, valued at, reach, reaches, reached, reaching, hit, hits, hitting, amount to, amounts to,"
        "amounted to, amounting to, stood at, stands at, came to, record, a record, record breaking,"
        "a record breaking,"
        "a record high of, up to a record, up to a record breaking, up to a record high of, mark, equivalent to,"
        "year on year, yoy, by, in all, altogether, overall, all together",
        Word(Kind.SKIP),
    )
    | either("to, through", Word(Kind.RANGE))
    | either("between, from", Word(Kind.BETWEEN))
    | {"and": Word(Kind.AND), "or": Word(Kind.OR)}
    | either("percent, per cent, pct", Word(Kind.PERCENT, mark=POINT))
    | either("percentage point, percentage points, points, pp", Word(Kind.POINTS))
    | either(
        "up, rise, rises, rose, rising, a rise, grow, grows, grew, growing, grown, growth, increase, increases,"
        "increased,"
        "increasing, an increase, climbed, jumped, surged, soared, gained, plus",
        Word(Kind.SIGN, "+", 1),
    )
    | either(
        "down, fall, falls, fell, falling, a fall, decline, declines, declined, a decline, drop, drops, dropped,"
        "a drop,"
        "decrease, decreases, decreased, a decrease, shrank, minus",
        Word(Kind.SIGN, "-", -1),
    )
    | {"doubled": Word(Kind.MULTIPLE, "", 100), "doubling": Word(Kind.MULTIPLE, "", 100)}
    | {"tripled": Word(Kind.MULTIPLE, "", 200), "trebled": Word(Kind.MULTIPLE, "", 200)}
    | {"quadrupled": Word(Kind.MULTIPLE, "", 300), "times": Word(Kind.TIMES)}
    | either("fold, twofold, threefold, fourfold, fivefold, sixfold, tenfold", Word(Kind.FOLD))
    | either("unit, units, items, pieces, sets", Word(Kind.COUNTER))
    | either("st, nd, rd, th", Word(Kind.ORDINAL))
    | either(
        "several, dozens, tens, scores, hundreds, thousands, many, numerous, few, a few, multiple, various,"
        "countless,"
        "a number of, a couple of",
        Word(Kind.VAGUE),
    )
    | either("half, third, thirds, quarter, quarters, fifth, fifths, tenth, tenths", Word(Kind.FRACTION))
)
