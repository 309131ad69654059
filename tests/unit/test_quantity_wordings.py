"""Every wording that sources print, with what it means."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

import pytest

from tuiapp.values.parse import parse_amount, parse_count, parse_growth, parse_percent, parse_threshold, parse_value
from tuiapp.values.qualifier import Qualifier
from tuiapp.values.quantity import Quantity

EXACT, AT_LEAST, OVER, UP_TO, BELOW, NEARLY, ABOUT, RANGE = Qualifier
M, BN, TN = 10**6, 10**9, 10**12


class Case(NamedTuple):
    text: str
    qualifier: Qualifier
    value: int | str
    unit: str = "CNY"
    language: str = "en"


AMOUNTS = [
    # qualifiers, English
    Case("30 billion yuan", EXACT, 30 * BN),
    Case("over 30 billion yuan", OVER, 30 * BN),
    Case("Over 30 billion yuan", OVER, 30 * BN),
    Case("more than 30 billion yuan", OVER, 30 * BN),
    Case("above 30 billion yuan", OVER, 30 * BN),
    Case("exceeding 30 billion yuan", OVER, 30 * BN),
    Case("exceeds 95 billion yuan", OVER, 95 * BN),
    Case("exceed 200 billion yuan", OVER, 200 * BN),
    Case("exceeded 14.2 billion yuan", OVER, "14200000000"),
    Case("surpassing 10 billion yuan", OVER, 10 * BN),
    Case("surpassed 850 billion yuan", OVER, 850 * BN),
    Case("surpassing the 50 billion yuan mark", OVER, 50 * BN),
    Case("in excess of $2 billion", OVER, 2 * BN, "USD"),
    Case("well over 2 billion yuan", OVER, 2 * BN),
    Case("more than 586-billion-yuan", OVER, 586 * BN),
    Case("over 50-billion-yuan level", OVER, 50 * BN),
    Case("> 30 billion yuan", OVER, 30 * BN),
    Case("at least 30 billion yuan", AT_LEAST, 30 * BN),
    Case("no less than 30 billion yuan", AT_LEAST, 30 * BN),
    Case("not less than 30 billion yuan", AT_LEAST, 30 * BN),
    Case("30 billion yuan or more", AT_LEAST, 30 * BN),
    Case("≥ 30 billion yuan", AT_LEAST, 30 * BN),
    Case(">=30 billion yuan", AT_LEAST, 30 * BN),
    Case("nearly 55 billion yuan", NEARLY, 55 * BN),
    Case("almost 55 billion yuan", NEARLY, 55 * BN),
    Case("close to 55 billion yuan", NEARLY, 55 * BN),
    Case("just under 55 billion yuan", NEARLY, 55 * BN),
    Case("less than 55 billion yuan", BELOW, 55 * BN),
    Case("under 55 billion yuan", BELOW, 55 * BN),
    Case("<55 billion yuan", BELOW, 55 * BN),
    Case("up to 55 billion yuan", UP_TO, 55 * BN),
    Case("no more than 55 billion yuan", UP_TO, 55 * BN),
    Case("55 billion yuan or less", UP_TO, 55 * BN),
    Case("up to a record 55 billion yuan", EXACT, 55 * BN),
    Case("up to a record high of 55 billion yuan", EXACT, 55 * BN),
    Case("a total of 55 billion yuan", EXACT, 55 * BN),
    Case("totaling over 55 billion yuan", OVER, 55 * BN),
    Case("worth about 55 billion yuan", ABOUT, 55 * BN),
    Case("about 55 billion yuan", ABOUT, 55 * BN),
    Case("around 55 billion yuan", ABOUT, 55 * BN),
    Case("approximately 55 billion yuan", ABOUT, 55 * BN),
    Case("approx. US$5.9 billion", ABOUT, "5900000000", "USD"),
    Case("Some 80 billion yuan", ABOUT, 80 * BN),
    Case("some US$10 billion", ABOUT, 10 * BN, "USD"),
    Case("~55 billion yuan", ABOUT, 55 * BN),
    Case("≈55 billion yuan", ABOUT, 55 * BN),
    Case("trillion-yuan-level", ABOUT, TN),
    Case("a trillion-yuan-level", ABOUT, TN),
    Case("over a trillion yuan", OVER, TN),
    Case("over trillion yuan", OVER, TN),
    # currencies and units, English
    Case("¥1.2 trillion", EXACT, "1200000000000"),
    Case("￥1.2 trillion", EXACT, "1200000000000"),
    Case("CN¥110.04 billion", EXACT, "110040000000"),
    Case("CNY 15 billion", EXACT, 15 * BN),
    Case("RMB 1.12 trillion", EXACT, "1120000000000"),
    Case("RMB33 billion", EXACT, 33 * BN),
    Case("nearly RMB40 billion", NEARLY, 40 * BN),
    Case("20 billion RMB", EXACT, 20 * BN),
    Case("404 billion Yuan", EXACT, 404 * BN),
    Case("893.15 billion Yuan RMB", EXACT, "893150000000"),
    Case("5 billion renminbi", EXACT, 5 * BN),
    Case("about 500 bln yuan", ABOUT, 500 * BN),
    Case("500 bn yuan", EXACT, 500 * BN),
    Case("500bn yuan", EXACT, 500 * BN),
    Case("30 mln yuan", EXACT, 30 * M),
    Case("30 million yuan", EXACT, 30 * M),
    Case("10,000 yuan", EXACT, 10_000),
    Case("400-billion-yuan", EXACT, 400 * BN),
    Case("5-billion-yuan", EXACT, 5 * BN),
    Case("five-billion-yuan", EXACT, 5 * BN),
    Case("one hundred and five million yuan", EXACT, 105 * M),
    Case("$4.4 billion", EXACT, "4400000000", "USD"),
    Case("$ 1.8 billion", EXACT, "1800000000", "USD"),
    Case("US$11.85 billion", EXACT, "11850000000", "USD"),
    Case("USD24.95 billion", EXACT, "24950000000", "USD"),
    Case("exceeded USD 9 billion", OVER, 9 * BN, "USD"),
    Case("296 million USD", EXACT, 296 * M, "USD"),
    Case("230 million U.S. dollars", EXACT, 230 * M, "USD"),
    Case("about 30 billion U.S. Dollars", ABOUT, 30 * BN, "USD"),
    Case("1.41 billion US dollars", EXACT, "1410000000", "USD"),
    Case("3.03 billion dollars", EXACT, "3030000000", "USD"),
    Case("20.8-billion-dollars", EXACT, "20800000000", "USD"),
    Case("$13.7 billion dollars", EXACT, "13700000000", "USD"),
    Case("approximately $18 billion USD", ABOUT, 18 * BN, "USD"),
    Case("about seven billion dollars", ABOUT, 7 * BN, "USD"),
    Case("188 million euros", EXACT, 188 * M, "EUR"),
    Case("€188 million", EXACT, 188 * M, "EUR"),
    Case("HK$10 billion", EXACT, 10 * BN, "HKD"),
    Case("10 billion Hong Kong dollars", EXACT, 10 * BN, "HKD"),
    Case("NT$50 billion", EXACT, 50 * BN, "TWD"),
    Case("£5 million", EXACT, 5 * M, "GBP"),
    Case("300 million yen", EXACT, 300 * M, "JPY"),
    # ranges, English
    Case("10 to 15 billion yuan", RANGE, 10 * BN),
    Case("10-15 billion yuan", RANGE, 10 * BN),
    Case("10–15 billion yuan", RANGE, 10 * BN),
    Case("from 10 billion yuan to 15 billion yuan", RANGE, 10 * BN),
    Case("between 10 and 15 billion yuan", RANGE, 10 * BN),
    Case("$5-10 billion", RANGE, 5 * BN, "USD"),
    Case("500 million to 1 billion yuan", RANGE, 500 * M),
    # qualifiers, Chinese
    Case("550亿元", EXACT, 55 * BN, "CNY", "zh"),
    Case("超550亿元", OVER, 55 * BN, "CNY", "zh"),
    Case("超过550亿元", OVER, 55 * BN, "CNY", "zh"),
    Case("超過550億元", OVER, 55 * BN, "CNY", "zh"),
    Case("逾550亿元", OVER, 55 * BN, "CNY", "zh"),
    Case("突破550亿元", OVER, 55 * BN, "CNY", "zh"),
    Case("打破150億元", OVER, 15 * BN, "CNY", "zh"),
    Case("过550亿元", OVER, 55 * BN, "CNY", "zh"),
    Case("過550億元", OVER, 55 * BN, "CNY", "zh"),
    Case("7840多亿元", OVER, 784 * BN, "CNY", "zh"),
    Case("7840亿多元", OVER, 784 * BN, "CNY", "zh"),
    Case("百余亿元", OVER, 10 * BN, "CNY", "zh"),
    Case("近550亿元", NEARLY, 55 * BN, "CNY", "zh"),
    Case("近亿元", NEARLY, 100 * M, "CNY", "zh"),
    Case("150亿元以上", AT_LEAST, 15 * BN, "CNY", "zh"),
    Case("150亿元及以上", AT_LEAST, 15 * BN, "CNY", "zh"),
    Case("不低于150亿元", AT_LEAST, 15 * BN, "CNY", "zh"),
    Case("不少于150亿元", AT_LEAST, 15 * BN, "CNY", "zh"),
    Case("150亿元以下", UP_TO, 15 * BN, "CNY", "zh"),
    Case("不超过150亿元", UP_TO, 15 * BN, "CNY", "zh"),
    Case("不足150亿元", BELOW, 15 * BN, "CNY", "zh"),
    Case("达150亿元", EXACT, 15 * BN, "CNY", "zh"),
    Case("達150億元", EXACT, 15 * BN, "CNY", "zh"),
    Case("高达150亿元", EXACT, 15 * BN, "CNY", "zh"),
    Case("约150亿元", ABOUT, 15 * BN, "CNY", "zh"),
    Case("約150億元", ABOUT, 15 * BN, "CNY", "zh"),
    Case("约为17.65亿元", ABOUT, "1765000000", "CNY", "zh"),
    Case("约合765亿元", ABOUT, "76500000000", "CNY", "zh"),
    Case("折合765亿元", ABOUT, "76500000000", "CNY", "zh"),
    Case("150亿元左右", ABOUT, 15 * BN, "CNY", "zh"),
    Case("2000亿元级", ABOUT, 200 * BN, "CNY", "zh"),
    Case("超过150亿元以上", OVER, 15 * BN, "CNY", "zh"),
    Case("约150亿元以上", ABOUT, 15 * BN, "CNY", "zh"),
    # units, Chinese
    Case("5000元", EXACT, 5000, "CNY", "zh"),
    Case("3000万元", EXACT, 30 * M, "CNY", "zh"),
    Case("11547萬元", EXACT, "115470000", "CNY", "zh"),
    Case("0.7亿元", EXACT, 70 * M, "CNY", "zh"),
    Case("10.92億元", EXACT, "1092000000", "CNY", "zh"),
    Case("6.4万亿元", EXACT, "6400000000000", "CNY", "zh"),
    Case("1.63萬億元", EXACT, "1630000000000", "CNY", "zh"),
    Case("百億元", EXACT, 10 * BN, "CNY", "zh"),
    Case("超百亿元", OVER, 10 * BN, "CNY", "zh"),
    Case("超千亿元", OVER, 100 * BN, "CNY", "zh"),
    Case("超萬億元", OVER, TN, "CNY", "zh"),
    Case("3亿5000万元", EXACT, 350 * M, "CNY", "zh"),
    Case("两千三百五十亿元", EXACT, 235 * BN, "CNY", "zh"),
    Case("三十二亿五千万元", EXACT, "3250000000", "CNY", "zh"),
    Case("100亿元人民币", EXACT, 10 * BN, "CNY", "zh"),
    Case("人民币100亿元", EXACT, 10 * BN, "CNY", "zh"),
    Case("100亿元(人民币)", EXACT, 10 * BN, "CNY", "zh"),
    Case("１００亿元", EXACT, 10 * BN, "CNY", "zh"),
    Case("1.8亿美元", EXACT, 180 * M, "USD", "zh"),
    Case("4200万美元", EXACT, 42 * M, "USD", "zh"),
    Case("20.2億美元", EXACT, 2020 * M, "USD", "zh"),
    Case("19.2亿美金", EXACT, 1920 * M, "USD", "zh"),
    Case("超9亿美元", OVER, 900 * M, "USD", "zh"),
    Case("5亿欧元", EXACT, 500 * M, "EUR", "zh"),
    Case("5亿港元", EXACT, 500 * M, "HKD", "zh"),
    Case("5億新台幣", EXACT, 500 * M, "TWD", "zh"),
    Case("5亿日元", EXACT, 500 * M, "JPY", "zh"),
    # ranges, Chinese
    Case("10-50亿元", RANGE, BN, "CNY", "zh"),
    Case("10-50億元", RANGE, BN, "CNY", "zh"),
    Case("10—50亿元", RANGE, BN, "CNY", "zh"),
    Case("10~50亿元", RANGE, BN, "CNY", "zh"),
    Case("10～50亿元", RANGE, BN, "CNY", "zh"),
    Case("10亿元至50亿元", RANGE, BN, "CNY", "zh"),
    Case("10亿至50亿元", RANGE, BN, "CNY", "zh"),
    Case("10到50亿元", RANGE, BN, "CNY", "zh"),
    Case("三十至五十亿元", RANGE, 3 * BN, "CNY", "zh"),
    Case("百至千亿元", RANGE, 10 * BN, "CNY", "zh"),
    # other languages: the unit's word sets the decimal mark, else the language does
    Case("mehr als 130 Milliarden Yuan", OVER, 130 * BN, "CNY", "de"),
    Case("über 130 Milliarden Yuan", OVER, 130 * BN, "CNY", "de"),
    Case("rund 130 Milliarden Yuan", ABOUT, 130 * BN, "CNY", "de"),
    Case("etwa 46,59 Milliarden US-Dollar", ABOUT, "46590000000", "USD", "de"),
    Case("893,15 Milliarden Yuan RMB", EXACT, "893150000000", "CNY", "de"),
    Case("2,26 Billionen Yuan", EXACT, "2260000000000", "CNY", "de"),
    Case("5,342 Milliarden Yuan", EXACT, "5342000000", "CNY", "de"),
    Case("5,342 Milliarden Yuan", EXACT, "5342000000", "CNY", "en"),
    Case("5,342 billion yuan", EXACT, "5342000000000", "CNY", "en"),
    Case("more than 1.5 million yuan", OVER, 1_500_000, "CNY", "de"),
    Case("1.234.567 Yuan", EXACT, 1_234_567, "CNY", "de"),
    Case("fünf Milliarden Yuan", EXACT, 5 * BN, "CNY", "de"),
    Case("10 bis 15 Milliarden Yuan", RANGE, 10 * BN, "CNY", "de"),
    Case("185,42 milliards de yuans", EXACT, "185420000000", "CNY", "fr"),
    Case("près de 2,5 millions d'euros", NEARLY, 2_500_000, "EUR", "fr"),
    Case("1,5 million de dollars", EXACT, 1_500_000, "USD", "fr"),
    Case("12 345 yuans", EXACT, 12_345, "CNY", "fr"),
    Case("jusqu'à 5 milliards de yuans", UP_TO, 5 * BN, "CNY", "fr"),
    Case("644 miliardi di yuan", EXACT, 644 * BN, "CNY", "it"),
    Case("circa 90,66 miliardi di dollari", ABOUT, "90660000000", "USD", "it"),
    Case("oltre 5 miliardi di yuan", OVER, 5 * BN, "CNY", "it"),
    Case("12,4 bilhões de yuans", EXACT, "12400000000", "CNY", "pt"),
    Case("US$ 23,43 bilhões", EXACT, "23430000000", "USD", "pt"),
    Case("mais de 5 bilhões de yuans", OVER, 5 * BN, "CNY", "pt"),
]

COUNTS = [
    Case("28", EXACT, 28),
    Case("2,391", EXACT, 2391),
    Case("six", EXACT, 6),
    Case("Nineteen", EXACT, 19),
    Case("Twenty-eight", EXACT, 28),
    Case("Forty-eight", EXACT, 48),
    Case("Two hundred twenty-four", EXACT, 224),
    Case("two hundred and twenty-four", EXACT, 224),
    Case("two thousand three hundred", EXACT, 2300),
    Case("a hundred", EXACT, 100),
    Case("two dozen", EXACT, 24),
    Case("28 projects", EXACT, 28),
    Case("one project", EXACT, 1),
    Case("more than 200", OVER, 200),
    Case("More than 1,100", OVER, 1100),
    Case("Over 380", OVER, 380),
    Case("Nearly 2,000", NEARLY, 2000),
    Case("About 12", ABOUT, 12),
    Case("some 556", ABOUT, 556),
    Case("up to a record-breaking 410", EXACT, 410),
    Case("up to a record 410", EXACT, 410),
    Case("up to 410", UP_TO, 410),
    Case("500+", AT_LEAST, 500),
    Case("10-15", RANGE, 10),
    Case("10 to 15 projects", RANGE, 10),
    Case("100个", EXACT, 100, language="zh"),
    Case("101個", EXACT, 101, language="zh"),
    Case("15项", EXACT, 15, language="zh"),
    Case("15項", EXACT, 15, language="zh"),
    Case("72宗", EXACT, 72, language="zh"),
    Case("80家", EXACT, 80, language="zh"),
    Case("28个项目", EXACT, 28, language="zh"),
    Case("10余个", OVER, 10, language="zh"),
    Case("十余个", OVER, 10, language="zh"),
    Case("100多个", OVER, 100, language="zh"),
    Case("16个以上", AT_LEAST, 16, language="zh"),
    Case("超1500个", OVER, 1500, language="zh"),
    Case("超過2000個", OVER, 2000, language="zh"),
    Case("近400个", NEARLY, 400, language="zh"),
    Case("约400个", ABOUT, 400, language="zh"),
    Case("达400个", EXACT, 400, language="zh"),
    Case("1.5万个", EXACT, 15_000, language="zh"),
    Case("两个", EXACT, 2, language="zh"),
    Case("十五", EXACT, 15, language="zh"),
    Case("一百零五个", EXACT, 105, language="zh"),
    Case("1.154", EXACT, 1154, language="it"),
    Case("1.933", EXACT, 1933, language="de"),
    Case("Sieben", EXACT, 7, language="de"),
    Case("eines", EXACT, 1, language="de"),
    Case("fünfundvierzig", EXACT, 45, language="de"),
    Case("mais de 400", OVER, 400, language="pt"),
    Case("quatorze", EXACT, 14, language="fr"),
    Case("dodici", EXACT, 12, language="it"),
]

GROWTHS = [
    Case("+21.36%", EXACT, "21.36", "percent"),
    Case("+39 %", EXACT, 39, "percent"),
    Case("-2.6%", EXACT, "-2.6", "percent"),
    Case("−2.6 %", EXACT, "-2.6", "percent"),
    Case("up 46 percent", EXACT, 46, "percent"),
    Case("+3.9 per cent", EXACT, "3.9", "percent"),
    Case("over 50%", OVER, 50, "percent"),
    Case("over 45 percent year-on-year", OVER, 45, "percent"),
    Case("an increase of 12%", EXACT, 12, "percent"),
    Case("a 12% increase", EXACT, 12, "percent"),
    Case("a 12% decrease", EXACT, -12, "percent"),
    Case("down 5 percent", EXACT, -5, "percent"),
    Case("down over 5%", BELOW, -5, "percent"),
    Case("down at least 5%", UP_TO, -5, "percent"),
    Case("down nearly 5%", OVER, -5, "percent"),
    Case("down less than 5%", OVER, -5, "percent"),
    Case("down about 5%", ABOUT, -5, "percent"),
    Case("over -5%", OVER, -5, "percent"),
    Case("doubled", EXACT, 100, "percent"),
    Case("more than doubled", OVER, 100, "percent"),
    Case("nearly tripled", NEARLY, 200, "percent"),
    Case("quadrupled", EXACT, 300, "percent"),
    Case("grew by 4 times", EXACT, 400, "percent"),
    Case("grew by over 1.5 times", OVER, 150, "percent"),
    Case("+38 projects", EXACT, 38, "projects"),
    Case("-38 projects", EXACT, -38, "projects"),
    Case("up by 5 to 10 percent", RANGE, 5, "percent"),
    Case("down 5 to 10 percent", RANGE, -10, "percent"),
    Case("+约11%", ABOUT, 11, "percent", "zh"),
    Case("+4倍", EXACT, 400, "percent", "zh"),
    Case("同比增长4倍", EXACT, 400, "percent", "zh"),
    Case("同比增长21.36%", EXACT, "21.36", "percent", "zh"),
    Case("同比下降2.6%", EXACT, "-2.6", "percent", "zh"),
    Case("翻番", EXACT, 100, "percent", "zh"),
    Case("翻两番", EXACT, 300, "percent", "zh"),
    Case("+38个", EXACT, 38, "projects", "zh"),
    Case("+38 projects", EXACT, 38, "projects", "zh"),
    Case("+13,7 Prozent", EXACT, "13.7", "percent", "de"),
    Case("+30,51%", EXACT, "30.51", "percent", "it"),
    Case("plus 2,5 pour cent", EXACT, "2.5", "percent", "fr"),
    Case("+2,5 por cento", EXACT, "2.5", "percent", "pt"),
]

SHARES = [
    Case("56.9%", EXACT, "56.9"),
    Case("exceeding 30%", OVER, 30),
    Case("15 percent", EXACT, 15),
    Case("3-percent", EXACT, 3),
    Case("80%以上", AT_LEAST, 80, language="zh"),
    Case("百分之十五", EXACT, 15, language="zh"),
    Case("近15%", NEARLY, 15, language="zh"),
    Case("10%-15%", RANGE, 10),
    Case("10-15%", RANGE, 10),
    Case("76,8 Prozent", EXACT, "76.8", language="de"),
]


Meaning = tuple[Qualifier, Decimal | int, str]


def meaning(quantity: Quantity) -> Meaning:
    return quantity.qualifier, quantity.value, quantity.unit


@pytest.mark.parametrize("case", AMOUNTS, ids=lambda case: f"{case.language}-{case.text}")
def test_amount(case: Case) -> None:
    quantity = parse_amount(case.text, case.language)
    assert meaning(quantity) == (case.qualifier, Decimal(case.value), case.unit)
    assert quantity.text == case.text
    assert (quantity.low is None, quantity.high is None) == ((case.qualifier is not RANGE,) * 2)


@pytest.mark.parametrize("case", COUNTS, ids=lambda case: f"{case.language}-{case.text}")
def test_count(case: Case) -> None:
    quantity = parse_count(case.text, case.language)
    assert meaning(quantity) == (case.qualifier, Decimal(case.value), "projects")
    assert quantity.text == case.text


@pytest.mark.parametrize("case", GROWTHS, ids=lambda case: f"{case.language}-{case.text}")
def test_growth(case: Case) -> None:
    quantity = parse_growth(case.text, case.language)
    assert meaning(quantity) == (case.qualifier, Decimal(case.value), case.unit)
    assert quantity.text == case.text


@pytest.mark.parametrize("case", SHARES, ids=lambda case: f"{case.language}-{case.text}")
def test_share(case: Case) -> None:
    assert meaning(parse_percent(case.text, case.language)) == (case.qualifier, Decimal(case.value), "percent")


@pytest.mark.parametrize(
    ("text", "language", "ends"),
    [
        ("10-50亿元", "zh", (BN, 5 * BN)),
        ("10亿元至50亿元", "zh", (BN, 5 * BN)),
        ("1亿元至10亿元", "zh", (100 * M, BN)),
        ("1.5-2万元", "zh", (15_000, 20_000)),
        ("3-5千万元", "zh", (30 * M, 50 * M)),
        ("5百万至1千万元", "zh", (5 * M, 10 * M)),
        ("亿元至10亿元", "zh", (100 * M, BN)),
        ("5000元至1万元", "zh", (5000, 10_000)),
        ("500,000 yuan to 1 million yuan", "en", (500_000, M)),
        ("$5 to $10 billion", "en", (5 * BN, 10 * BN)),
        ("one billion yuan to 3 billion yuan", "en", (BN, 3 * BN)),
        ("100 million yuan to one billion yuan", "en", (100 * M, BN)),
        ("two to three hundred million yuan", "en", (200 * M, 300 * M)),
        ("500 thousand to 1 million yuan", "en", (500_000, M)),
    ],
)
def test_range_ends(text: str, language: str, ends: tuple[Decimal | int, Decimal | int]) -> None:
    quantity = parse_amount(text, language)
    assert quantity.value == quantity.low == ends[0]
    assert quantity.high == ends[1]
    assert quantity.qualifier is RANGE


class Also(NamedTuple):
    text: str
    main: Meaning
    also: Meaning | None
    also_text: str = ""


@pytest.mark.parametrize(
    "case",
    [
        Also(
            "200 billion yuan ($28.04 billion)", (EXACT, 200 * BN, "CNY"), (EXACT, 28_040 * M, "USD"), "$28.04 billion"
        ),
        Also(
            "over 70 billion yuan ($9.73 billion)", (OVER, 70 * BN, "CNY"), (EXACT, 9_730 * M, "USD"), "$9.73 billion"
        ),
        Also(
            "113.5 billion yuan (about 17.1 billion U.S. dollars)",
            (EXACT, 113_500 * M, "CNY"),
            (ABOUT, 17_100 * M, "USD"),
            "about 17.1 billion U.S. dollars",
        ),
        Also("100亿元（约合14亿美元）", (EXACT, 10 * BN, "CNY"), (ABOUT, 1_400 * M, "USD"), "约合14亿美元"),
        Also("100亿元（约合14亿美元）以上", (AT_LEAST, 10 * BN, "CNY"), (ABOUT, 1_400 * M, "USD"), "约合14亿美元"),
        Also("100亿元，约合14亿美元", (EXACT, 10 * BN, "CNY"), (ABOUT, 1_400 * M, "USD"), "约合14亿美元"),
        Also(
            "10 billion yuan, or about $1.4 billion",
            (EXACT, 10 * BN, "CNY"),
            (ABOUT, 1_400 * M, "USD"),
            "about $1.4 billion",
        ),
        Also("¥10 billion (10 billion yuan)", (EXACT, 10 * BN, "CNY"), None),
    ],
    ids=lambda case: case.text,
)
def test_gloss(case: Also) -> None:
    quantity = parse_amount(case.text)
    assert meaning(quantity) == case.main
    also = quantity.also
    assert (meaning(also) if also else None) == case.also
    assert (also.text if also else "") == case.also_text


@pytest.mark.parametrize(
    ("text", "language", "meanings"),
    [
        ("over 100 million yuan each", "en", [(OVER, 100 * M, "CNY")]),
        ("exceeding 1 billion RMB", "en", [(OVER, BN, "CNY")]),
        ("above 1-billion-yuan level", "en", [(OVER, BN, "CNY")]),
        ("scale of ten billion yuan", "en", [(AT_LEAST, 10 * BN, "CNY")]),
        ("trillion-yuan-level", "en", [(AT_LEAST, TN, "CNY")]),
        ("3-billion-and-above", "en", [(AT_LEAST, 3 * BN, "CNY")]),
        ("3 billion yuan or more", "en", [(AT_LEAST, 3 * BN, "CNY")]),
        ("each worth at least $ 155 million", "en", [(AT_LEAST, 155 * M, "USD")]),
        ("less than 100 million yuan", "en", [(BELOW, 100 * M, "CNY")]),
        ("10 billion", "en", [(EXACT, 10 * BN, "CNY")]),
        ("from 5 billion yuan to 10 billion yuan each", "en", [(RANGE, 5 * BN, "CNY")]),
        ("100 million yuan or 10 million dollars", "en", [(EXACT, 100 * M, "CNY"), (EXACT, 10 * M, "USD")]),
        ("above 1 billion yuan or 100 million dollar", "en", [(OVER, BN, "CNY"), (OVER, 100 * M, "USD")]),
        ("above 5 billion yuan or US$500 million", "en", [(OVER, 5 * BN, "CNY"), (OVER, 500 * M, "USD")]),
        (
            "500 million yuan or 50 million US dollars or more",
            "en",
            [(AT_LEAST, 500 * M, "CNY"), (AT_LEAST, 50 * M, "USD")],
        ),
        ("50亿元人民币或3亿美元以上", "zh", [(AT_LEAST, 5 * BN, "CNY"), (AT_LEAST, 300 * M, "USD")]),
        ("超50亿元或3亿美元", "zh", [(OVER, 5 * BN, "CNY"), (OVER, 300 * M, "USD")]),
        ("亿元或1000万美元以上", "zh", [(AT_LEAST, 100 * M, "CNY"), (AT_LEAST, 10 * M, "USD")]),
        ("10亿元以上", "zh", [(AT_LEAST, BN, "CNY")]),
        ("100亿元及以上", "zh", [(AT_LEAST, 10 * BN, "CNY")]),
        ("50亿以上", "zh", [(AT_LEAST, 5 * BN, "CNY")]),
        ("亿元以上", "zh", [(AT_LEAST, 100 * M, "CNY")]),
        ("億元以上", "zh", [(AT_LEAST, 100 * M, "CNY")]),
        ("亿美元以上", "zh", [(AT_LEAST, 100 * M, "USD")]),
        ("均在億元以上", "zh", [(AT_LEAST, 100 * M, "CNY")]),
        ("10亿元以上(含10亿元)", "zh", [(AT_LEAST, BN, "CNY")]),
        ("10亿元（含）以上", "zh", [(AT_LEAST, BN, "CNY")]),
        ("10亿元以上（不含）", "zh", [(OVER, BN, "CNY")]),
        ("1亿元以下", "zh", [(UP_TO, 100 * M, "CNY")]),
        ("100亿级", "zh", [(AT_LEAST, 10 * BN, "CNY")]),
        ("100亿元级", "zh", [(AT_LEAST, 10 * BN, "CNY")]),
        ("过亿元", "zh", [(OVER, 100 * M, "CNY")]),
        ("10-50亿元", "zh", [(RANGE, BN, "CNY")]),
        ("mehr als fünf Milliarden Yuan", "de", [(OVER, 5 * BN, "CNY")]),
        ("more than 100 million yuan each", "de", [(OVER, 100 * M, "CNY")]),
    ],
)
def test_threshold(text: str, language: str, meanings: list[Meaning]) -> None:
    thresholds = parse_threshold(text, language)
    assert [meaning(threshold) for threshold in thresholds] == meanings
    assert all(threshold.text == text for threshold in thresholds)


def test_threshold_takes_the_amounts_currency() -> None:
    (threshold,) = parse_threshold("over 100 million", currency="USD")
    assert threshold.unit == "USD"


def test_threshold_keeps_its_gloss() -> None:
    (threshold,) = parse_threshold("over 500 million yuan ($72.88 million)")
    assert threshold.qualifier is OVER
    assert threshold.also
    assert meaning(threshold.also) == (EXACT, 72_880_000, "USD")


def test_amount_takes_the_currency_it_is_given() -> None:
    assert parse_amount("超7000亿", "zh", currency="CNY").unit == "CNY"
    assert parse_amount("$75 billion", currency="CNY").unit == "USD"


@pytest.mark.parametrize(
    ("text", "unit", "value", "printed_unit"),
    [
        ("1,668", "firms", "1668", "firms"),
        ("超过1.93万家", "firms", "19300", "firms"),
        ("168.1 GWh", "GWh", "168.1", "GWh"),
        ("678,000 units", "vehicles", "678000", "vehicles"),
        ("12.5 square kilometres", "square kilometres", "12.5", "square kilometres"),
        ("1 vehicle", "vehicles", "1", "vehicles"),
        ("50th", "rank", "50", "rank"),
        ("第18", "rank", "18", "rank"),
        ("+8.8 percent", "percent", "8.8", "percent"),
        ("over 45 percent year-on-year", "percent", "45", "percent"),
        ("-3.2%", "percent", "-3.2", "percent"),
        ("662亿美元", "USD", "66200000000", "USD"),
        ("5 billion yuan", "USD", "5000000000", "CNY"),
        ("-5 billion", "USD", "-5000000000", "USD"),
    ],
)
def test_indicator_value(text: str, unit: str, value: str, printed_unit: str) -> None:
    quantity = parse_value(text, "en", unit=unit)
    assert (quantity.value, quantity.unit, quantity.text) == (Decimal(value), printed_unit, text)


def test_growth_without_a_unit_takes_the_one_it_is_given() -> None:
    assert meaning(parse_growth("+58", unit="firms")) == (EXACT, 58, "firms")


def test_count_carries_its_unit() -> None:
    assert parse_count("22 agreements", unit="agreements").unit == "agreements"
    assert parse_count("80家", "zh", unit="firms").unit == "firms"


@pytest.mark.parametrize("text", ["10.70%", "+10.7 %", "10,7 %"])
def test_value_is_one_decimal_however_it_is_printed(text: str) -> None:
    language = "de" if "," in text else "en"
    assert str(parse_growth(text, language).value) == "10.7"


def test_amount_has_no_exponent() -> None:
    assert str(parse_amount("1.2 trillion yuan").value) == "1200000000000"
