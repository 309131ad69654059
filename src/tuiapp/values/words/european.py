"""The words of German, French, Italian and Portuguese reports."""

from __future__ import annotations

from tuiapp.values.qualifier import Qualifier
from tuiapp.values.words.entries import COMMA, Kind, Word, counting, either, qualifiers, scales

_GERMAN_ONES = ("ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")
_GERMAN_TENS = ("zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
GERMAN = (
    counting("ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn")
    | either("eins, eine, einen, einer, eines, einem", Word(Kind.ONES, "eins", 1))
    | counting("siebzehn achtzehn neunzehn", 17)
    | counting("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig", 20, 10)
    | {
        f"{ones}und{tens}": Word(Kind.ONES, "", 10 * ten + one)
        for one, ones in enumerate(_GERMAN_ONES, 1)
        for ten, tens in enumerate(_GERMAN_TENS, 2)
    }
    | scales({"hundert": 100, "tausend": 1000}, COMMA)
    | {"billion": Word(Kind.AMBIGUOUS, "billion")}
    | qualifiers(
        Kind.BEFORE,
        {
            Qualifier.AT_LEAST: "mindestens, wenigstens, nicht weniger als",
            Qualifier.OVER: "mehr als, über, gut",
            Qualifier.UP_TO: "bis zu, höchstens, maximal, nicht mehr als",
            Qualifier.BELOW: "weniger als, unter",
            Qualifier.NEARLY: "fast, knapp, beinahe, nahezu",
            Qualifier.ABOUT: "rund, etwa, ungefähr, zirka",
        },
    )
    | qualifiers(Kind.AFTER, {Qualifier.AT_LEAST: "oder mehr, und mehr", Qualifier.UP_TO: "oder weniger"})
    | {"bis": Word(Kind.RANGE), "zwischen": Word(Kind.BETWEEN), "und": Word(Kind.AND), "oder": Word(Kind.OR)}
    | either("insgesamt, je, jeweils, von, um", Word(Kind.SKIP))
    | either("mehrere, einige, viele, dutzende, zahlreiche", Word(Kind.VAGUE))
)

FRENCH = (
    counting("un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize")
    | counting("vingt trente quarante cinquante soixante", 20, 10)
    | scales({"cent, cents": 100, "mille": 1000, "million, millions": 10**6}, COMMA)
    | either("billion, billions", Word(Kind.AMBIGUOUS, "billion"))
    | qualifiers(
        Kind.BEFORE,
        {
            Qualifier.AT_LEAST: "au moins, pas moins de",
            Qualifier.OVER: "plus de, plus d, supérieur à, dépassant",
            Qualifier.UP_TO: "jusqu à, au plus",
            Qualifier.BELOW: "moins de, moins d",
            Qualifier.NEARLY: "près de, presque",
            Qualifier.ABOUT: "environ, quelque, autour de",
        },
    )
    | qualifiers(Kind.AFTER, {Qualifier.AT_LEAST: "ou plus", Qualifier.UP_TO: "ou moins"})
    | {"à": Word(Kind.RANGE), "entre": Word(Kind.BETWEEN), "et": Word(Kind.AND), "ou": Word(Kind.OR)}
    | either("de, d, au total, chacun, pour", Word(Kind.SKIP))
    | either("pour cent", Word(Kind.PERCENT, mark=COMMA))
    | either("plusieurs, quelques, des", Word(Kind.VAGUE))
)

ITALIAN = (
    counting("uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici")
    | counting("venti trenta quaranta cinquanta sessanta settanta ottanta novanta", 20, 10)
    | scales({"cento": 100, "mille": 1000, "mila": 1000}, COMMA)
    | qualifiers(
        Kind.BEFORE,
        {
            Qualifier.AT_LEAST: "almeno, non meno di",
            Qualifier.OVER: "oltre, più di, superiore a",
            Qualifier.UP_TO: "fino a, al massimo",
            Qualifier.BELOW: "meno di",
            Qualifier.NEARLY: "quasi",
            Qualifier.ABOUT: "circa",
        },
    )
    | {
        "a": Word(Kind.RANGE),
        "tra": Word(Kind.BETWEEN),
        "da": Word(Kind.BETWEEN),
        "e": Word(Kind.AND),
        "o": Word(Kind.OR),
    }
    | either("di, in totale, ciascuno", Word(Kind.SKIP))
    | either("per cento", Word(Kind.PERCENT, mark=COMMA))
    | either("diversi, diverse, numerosi, alcuni", Word(Kind.VAGUE))
)

PORTUGUESE = (
    counting("um dois três quatro cinco seis sete oito nove dez onze doze treze quatorze quinze dezesseis")
    | either("uma", Word(Kind.ONES, "uma", 1))
    | counting("vinte trinta quarenta cinquenta sessenta setenta oitenta noventa", 20, 10)
    | scales({"cem": 100, "mil": 1000}, COMMA)
    | qualifiers(
        Kind.BEFORE,
        {
            Qualifier.AT_LEAST: "pelo menos, no mínimo",
            Qualifier.OVER: "mais de, acima de, superior a",
            Qualifier.UP_TO: "até, no máximo",
            Qualifier.BELOW: "menos de",
            Qualifier.NEARLY: "quase",
            Qualifier.ABOUT: "cerca de, aproximadamente, em torno de",
        },
    )
    | qualifiers(Kind.AFTER, {Qualifier.AT_LEAST: "ou mais", Qualifier.UP_TO: "ou menos"})
    | {"a": Word(Kind.RANGE), "entre": Word(Kind.BETWEEN), "e": Word(Kind.AND), "ou": Word(Kind.OR)}
    | either("de, no total, cada", Word(Kind.SKIP))
    | either("por cento", Word(Kind.PERCENT, mark=COMMA))
    | either("vários, várias, diversos, alguns", Word(Kind.VAGUE))
)

UNMISTAKABLE = scales(
    {
        "millionen, mio, milioni, milione, milhões, milhão": 10**6,
        "milliarde, milliarden, mrd, milliard, milliards, miliardo, miliardi, bilhão, bilhões": 10**9,
        "billionen, bio, trilhão, trilhões": 10**12,
    },
    COMMA,
) | {"prozent": Word(Kind.PERCENT, mark=COMMA)}
"""Scales that mean one thing in whatever language the report is; each brings its decimal mark with it."""
