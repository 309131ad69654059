"""Symbols, currencies, and what is counted: the same in every report."""

from __future__ import annotations

from tuiapp.values.qualifier import Qualifier
from tuiapp.values.words.entries import Kind, Table, Word, currencies, either

CURRENCIES = currencies(
    {
        "CNY": "yuan, yuans, renminbi, rmb, ¥, cn¥, rmb¥, cnh, 元, 人民币, 人民幣, 元人民币, 元人民幣",
        "USD": "$, us$, dollar, dollars, us dollar, us dollars, usdollars, american dollars, 美元, 美金, 元美金,"
        "us dólares, dollari, dollari usa, dólar, dólares",
        "EUR": "€, euro, euros, 欧元, 歐元",
        "HKD": "hk$, hong kong dollar, hong kong dollars, hk dollar, hk dollars, 港元, 港币, 港幣",
        "TWD": "nt$, ntd, new taiwan dollar, new taiwan dollars, taiwan dollar, taiwan dollars, 新台币, 新臺幣, 新台幣,"
        "台币, 台幣, 臺幣",
        "GBP": "£, pound, pounds, pounds sterling, 英镑, 英鎊",
        "JPY": "yen, jp¥, 日元, 日圆, 日圓",
        "KRW": "₩, won, 韩元, 韓元, 韩币",
        "SGD": "s$, sg$, singapore dollar, singapore dollars, 新加坡元, 新元, 坡币",
        "MOP": "mop$, pataca, patacas, 澳门元, 澳門元, 澳门币",
        "AUD": "a$, au$, australian dollar, australian dollars, 澳元",
        "CAD": "c$, ca$, canadian dollar, canadian dollars, 加元",
        "CHF": "swiss franc, swiss francs, 瑞士法郎",
    }
)

SYMBOLS: Table = {
    "%": Word(Kind.PERCENT),
    "+": Word(Kind.SIGN, "+", 1),
    "-": Word(Kind.HYPHEN),
    "~": Word(Kind.TILDE),
    ",": Word(Kind.COMMA),
    "(": Word(Kind.OPEN),
    ")": Word(Kind.CLOSE),
    ">": Word(Kind.BEFORE, Qualifier.OVER),
    "<": Word(Kind.BEFORE, Qualifier.BELOW),
    "≥": Word(Kind.BEFORE, Qualifier.AT_LEAST),
    ">=": Word(Kind.BEFORE, Qualifier.AT_LEAST),
    "≤": Word(Kind.BEFORE, Qualifier.UP_TO),
    "<=": Word(Kind.BEFORE, Qualifier.UP_TO),
    "≈": Word(Kind.BEFORE, Qualifier.ABOUT),
}

NOUNS = (
    either("project, projects, 项目, 項目, projekt, projekte, projekten, projet, projets", Word(Kind.NOUN, "projects"))
    | either("progetto, progetti, projeto, projetos", Word(Kind.NOUN, "projects"))
    | either("agreement, agreements, contract, contracts, deal, deals", Word(Kind.NOUN, "agreements"))
    | either(
        "协议, 協議, 合同, 合约, 合約, abkommen, verträge, accords, contrats, accordi, contratti",
        Word(Kind.NOUN, "agreements"),
    )
    | either("firm, firms, company, companies, enterprise, enterprises, business, businesses", Word(Kind.NOUN, "firms"))
    | either("企业, 企業, 公司, unternehmen, firmen, entreprises, imprese, aziende, empresas", Word(Kind.NOUN, "firms"))
    | either("result, results, outcome, outcomes, 成果", Word(Kind.NOUN, "results"))
)
