"""The words of Chinese reports, simplified and traditional, which other reports quote."""

from __future__ import annotations

from tuiapp.values.qualifier import Qualifier
from tuiapp.values.words.entries import POINT, Kind, Word, either, qualifiers, scales

CHINESE = (
    {
        char: Word(Kind.ONES, char, value)
        for value, chars in enumerate(("零〇", "一", "二两兩", "三", "四", "五", "六", "七", "八", "九"))
        for char in chars
    }
    | scales({"十": 10, "百": 100, "千": 1000, "万,萬": 10**4, "亿,億": 10**8}, POINT)
    | qualifiers(
        Kind.BEFORE,
        {
            Qualifier.AT_LEAST: "不低于, 不低於, 不少于, 不少於, 不小于, 至少, 最少",
            Qualifier.OVER: "超, 超过, 超過, 超过了, 超出, 逾, 突破, 突破了, 打破, 过, 過,"
            "高于, 高於, 大于, 大於, 多于, 多於",
            Qualifier.UP_TO: "不超过, 不超過, 不高于, 不高於, 不多于, 不大于, 至多, 最多, 最高",
            Qualifier.BELOW: "不足, 不到, 低于, 低於, 少于, 少於, 小于, 小於",
            Qualifier.NEARLY: "近, 将近, 將近, 接近, 逼近",
            Qualifier.ABOUT: "约, 約, 大约, 大約, 约为, 約為, 约合, 約合, 约达, 約達,"
            "折合, 折合约, 折合約, 约折合, 大概",
        },
    )
    | qualifiers(
        Kind.AFTER,
        {
            Qualifier.AT_LEAST: "以上, 及以上, 或以上, 含以上, 起",
            Qualifier.UP_TO: "以下, 及以下, 或以下, 以内, 以內",
            Qualifier.ABOUT: "左右, 上下",
        },
    )
    | either("多, 余, 餘, 馀", Word(Kind.MORE, Qualifier.OVER))
    | either("级, 級, 级别, 級別, 量级, 量級, 规模, 規模", Word(Kind.LEVEL))
    | either(
        "达, 達, 达到, 達到, 高达, 高達, 多达, 多達, 共, 共计, 共計, 合计, 合計, 总计, 總計, 计, 計, 为, 為,"
        "均, 均在, 均为, 均為, 各, 在, 同比, 比上年, 较上年, 其中, 了",
        Word(Kind.SKIP),
    )
    | either("至, 到", Word(Kind.RANGE))
    | either("或, 或者", Word(Kind.OR))
    | {"含": Word(Kind.INCLUDED), "不含": Word(Kind.EXCLUDED), "百分之": Word(Kind.PERCENT, mark=POINT)}
    | either("百分点, 個百分點, 个百分点, 百分點", Word(Kind.POINTS))
    | either("增长, 增長, 增加, 增幅, 增, 上升, 上涨, 上漲, 提高, 升", Word(Kind.SIGN, "+", 1))
    | either("下降, 减少, 減少, 下滑, 降低, 下跌, 降, 减, 減", Word(Kind.SIGN, "-", -1))
    | either("翻番, 翻一番, 翻倍", Word(Kind.MULTIPLE, "", 100))
    | either("翻两番, 翻兩番", Word(Kind.MULTIPLE, "", 300))
    | {"倍": Word(Kind.TIMES), "第": Word(Kind.ORDINAL), "分之": Word(Kind.FRACTION)}
    | either(
        "个, 個, 项, 項, 宗, 家, 份, 件, 户, 戶, 人, 名, 位, 台, 臺, 辆, 輛, 批, 笔, 筆, 条, 條, 所, 场, 場",
        Word(Kind.COUNTER),
    )
    | either("数, 數, 几, 幾, 若干, 上百, 上千, 上万, 上亿, 上億, 众多, 眾多", Word(Kind.VAGUE))
)
