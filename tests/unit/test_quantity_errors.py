"""What is no quantity, and what the error says of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from tuiapp.values.parse import parse_amount, parse_count, parse_growth, parse_percent, parse_threshold, parse_value
from tuiapp.values.quantity import QuantityError

Parse = Callable[[str, str], object]

amount, count, growth, percent, threshold = parse_amount, parse_count, parse_growth, parse_percent, parse_threshold
firms: Parse = partial(parse_value, unit="firms")


@pytest.mark.parametrize(
    ("parse", "text", "language", "reason"),
    [
        # no number
        (amount, "several hundred billion yuan", "en", "`several` names no number"),
        (amount, "tens of billions of yuan", "en", "`tens` names no number"),
        (amount, "数百亿元", "zh", "`数` names no number"),
        (amount, "上百亿元", "zh", "`上百` names no number"),
        (amount, "几十亿元", "zh", "`几` names no number"),
        (amount, "billion yuan", "en", "billion stands without a number"),
        (amount, "亿元", "zh", "亿 stands without a number"),
        (amount, "yuan", "en", "no number is printed"),
        (amount, "over yuan", "en", "no number is printed"),
        (count, "多个", "zh", "`多` has no number before it"),
        (count, "", "en", "nothing is printed"),
        (count, " 　", "zh", "nothing is printed"),
        (amount, "half a billion yuan", "en", "`half` is a fraction"),
        (percent, "One-third", "en", "`third` is a fraction"),
        (percent, "三分之一", "zh", "`分之` is a fraction"),
        # more than one number
        (percent, "6.97%, 62.75% and 30.28%", "zh", "more than one number is printed"),
        (count, "28 30", "en", "more than one number is printed"),
        (count, "28 of 30", "en", "more than one number is printed"),
        (count, "12 345", "en", "more than one number is printed"),
        (count, "28 (30)", "en", "only an amount of money has a second number in brackets"),
        (amount, "128 projects, extra 22.5 billion yuan", "en", "`projects` does not belong here"),
        (amount, "5 billion yuan (6 billion yuan)", "en", "two numbers in one currency"),
        (amount, "5 billion yuan ($1 billion) (€1 billion)", "en", "a bracket holds no other number"),
        (amount, "5 billion yuan ($1 billion), or €1 billion", "en", "more than two numbers are printed"),
        # brackets
        (amount, "5 billion yuan ($1 billion", "en", "a bracket is not closed"),
        (amount, "5 billion yuan $1 billion)", "en", "two currencies, CNY and USD, for one number"),
        (amount, "5 billion yuan)", "en", "a bracket is not opened"),
        (amount, "5 billion yuan (planned)", "en", "`planned` is not known here"),
        (amount, "5 billion yuan (1 billion)", "en", "no currency is printed"),
        (amount, "10亿元(含税)", "zh", "`税` is not known here"),
        # currencies
        (amount, "$1.59 billion yuan", "en", "two currencies, USD and CNY, for one number"),
        (amount, "$144.7 million yuan", "en", "two currencies, USD and CNY, for one number"),
        (amount, "75 billion", "en", "no currency is printed"),
        (count, "28 yuan", "en", "`yuan` does not belong here"),
        (threshold, "over 1 billion or 2 billion yuan", "en", "the alternatives are of one currency"),
        # wholes, separators and marks
        (count, "1.154", "en", "a count is a whole number"),
        (count, "10.000", "en", "a count is a whole number"),
        (count, "1,154", "it", "a count is a whole number"),
        (count, "14,31", "en", "14,31 is no number where `.` is the decimal mark"),
        (amount, "1.5 billion yuan.5", "en", "more than one number is printed"),
        (percent, "47.5%", "de", "47.5 is no number where `,` is the decimal mark"),
        (count, "1.154", "xx", "the decimal mark of the language is not known for 1.154"),
        (count, "0,123", "en", "0,123 is no number"),
        (count, "1234567890123456789", "en", "the number has too many digits"),
        (amount, "123456789 trillion yuan", "en", "the number is too large"),
        # words out of place
        (amount, "expected to cross 20 billion yuan", "en", "`expected` is not known here"),
        (threshold, "registered capital of more than US$30 million", "en", "`registered` is not known here"),
        (amount, "5 billion over yuan", "en", "`over` stands after its number"),
        (amount, "over nearly 5 billion yuan", "en", "its qualifiers contradict each other"),
        (amount, "up 5 billion yuan", "en", "`up` does not belong here"),
        (amount, "-5 billion yuan", "en", "`-` does not belong here"),
        (count, "28 firms", "en", "`firms` where projects are counted"),
        (count, "28%", "en", "`%` does not belong here"),
        (count, "G28", "en", "`g` is not known here"),
        (count, "二八", "zh", "these number words make no number"),
        (count, "一百五", "zh", "一百五 leaves its last unit out"),
        (count, "1万5", "zh", "1万5 leaves its last unit out"),
        (amount, "1 billion yuan", "de", "`billion` is 10⁹ in English and 10¹² in this language"),
        (amount, "1 billion de yuans", "fr", "`billion` is 10⁹ in English and 10¹² in this language"),
        # ranges
        (amount, "about 10 to 15 billion yuan", "en", "a range takes no other qualifier"),
        (amount, "15 to 10 billion yuan", "en", "the range does not rise"),
        (amount, "10-10 billion yuan", "en", "the range does not rise"),
        (amount, "500,000 to 1 million yuan", "en", "where its ends differ in unit, both print theirs"),
        (amount, "5 to 10 to 15 billion yuan", "en", "a range has two ends"),
        (amount, "to 15 billion yuan", "en", "the range has one end"),
        (amount, "from 15 billion yuan", "en", "the range has one end"),
        (amount, "15 billion yuan to", "en", "no number is printed"),
        (amount, "三至五十亿元", "zh", "how much of it both ends share is not certain"),
        # growth
        (growth, "21.36", "en", "neither a percent sign nor a rise or fall is printed"),
        (growth, "+58", "en", "no unit is printed"),
        (growth, "4 times", "en", "can mean to so many times, or by so many times"),
        (growth, "4倍", "zh", "can mean to so many times, or by so many times"),
        (growth, "fourfold", "en", "`fourfold` can mean"),
        (growth, "up 3.2 percentage points", "en", "`percentage points` are a difference, not a rate"),
        (growth, "up from 3 percent", "en", "the range has one end"),
        (growth, "rose to 50%", "en", "the range has one end"),
        (growth, "up 5% down 3%", "en", "more than one"),
        (growth, "doubled 5%", "en", "more than one number is printed"),
        (growth, "+5.5 projects", "en", "a count is a whole number"),
        # shares
        (percent, "56.9", "en", "no percent sign is printed"),
        (percent, "+5%", "en", "`+` does not belong here"),
        # values
        (firms, "168.1 GWh", "en", "`gwh` is not known here"),
        (firms, "28 projects", "en", "`projects` where firms are meant"),
        (firms, "up 50", "en", "`up` does not belong here"),
        (firms, "firms", "en", "no number is printed"),
    ],
)
def test_is_an_error_that_says_why(parse: Parse, text: str, language: str, reason: str) -> None:
    with pytest.raises(QuantityError) as caught:
        parse(text, language)
    message = str(caught.value)
    assert reason in message
    assert message.startswith(f"{text!r}: ")
    assert "; accepted: " in message


def test_error_names_the_forms_of_its_kind() -> None:
    with pytest.raises(QuantityError, match=r"accepted: 28, twenty-eight, over 200, 10余个, 10-15$"):
        parse_count("many")


def test_a_long_text_is_cut_in_the_error() -> None:
    with pytest.raises(QuantityError) as caught:
        parse_count("x" * 5000)
    assert "a sentence, not a number" in str(caught.value)
    assert len(str(caught.value)) < 200


def test_control_characters_are_shown_not_sent() -> None:
    with pytest.raises(QuantityError) as caught:
        parse_count("\x1b[31m28")
    assert "\x1b" not in str(caught.value)


def test_the_same_words_give_the_same_error_twice() -> None:
    messages = []
    for _attempt in range(2):
        with pytest.raises(QuantityError) as caught:
            parse_amount("75 billion")
        messages.append(str(caught.value))
    assert messages[0] == messages[1]
