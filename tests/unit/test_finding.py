"""What is found by way of columns and full text, held against what the SQL of the same query finds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import support
from naive import datasets
from tuiapp.catalog import bits, common, finding, schema
from tuiapp.catalog.catalog import Catalog
from tuiapp.catalog.clause import ALL, NONE, Clause
from tuiapp.catalog.errors import Interrupted
from tuiapp.catalog.kept import Kept
from tuiapp.catalog.query import Query
from tuiapp.catalog.ways import Matching
from tuiapp.catalog.words import Asked
from tuiapp.compiler.build import compile_dataset

QUERIES = (
    *("p", "pr", "projects", "s", "new energy", "常", "常州", "项目 i", "-s", '-"new energy" jiangsu', "china"),
    *("region:jiangsu", "province:jiangsu", "city:suzhou,changzhou", "-region:jiangsu", "region:c", "zone:w"),
    *("sector:energy", "sector:new-energy", "-sector:energy", "sector:e", "sectors:several", "counterpart:germany"),
    *("year:2023", "year:2020,2022", "date:..2021", "date:2022-06..", "date:2023-05-18", "-year:2023", "year:20"),
    *("stage:agreed", "stage:started,planned", "-stage:agreed", "status:contracted", "measure:fund-size", "unit:firms"),
    *(
        "basis:period",
        "kind:forum",
        "publisher:x",
        "lang:zh",
        "check:any",
        "check:error",
        "-check:any",
        "check:no-count",
    ),
    *("investment>1bn", "investment>=1bn", "investment<1bn", "investment<=1bn", "investment:1bn..5bn", "projects:..9"),
    *("count>3", "-count:3,5", "unit:firms count<9"),
    *("projects>3", "projects<3", "projects:3,5", "-projects>3", "investment:2bn..", "event:f", "held:china"),
    *("stage:agreed sector:energy year:2022", "jiangsu s investment>1bn", "region:jiangsu -s -kind:forum"),
)


@pytest.fixture(scope="module")
def catalogs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Catalog]]:
    """The labelled dataset, and one at random with all that can be asked for; one without full text."""
    base: Path = tmp_path_factory.mktemp("finding")
    folder = datasets.write(base / "data", 4, 300)
    made = [Catalog.open(compile_dataset(folder, base / "index")), support.compiled(base / "labelled")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "has_full_text", lambda _connection: False)
        made.append(Catalog.open(compile_dataset(folder, base / "plain")))
    # A newer event comes first: the words of all others stay under the numbers they had.
    edited = support.write_dataset(base / "edited")
    compile_dataset(edited, base / "index-edited")
    newer = support.FORUM.replace('"forum-23"', '"forum-26"').replace("edition = 5", "edition = 8")
    newer = newer.replace("dates = 2023", "dates = 2026")
    (edited / "events" / "newer.toml").write_text(newer, encoding="utf-8")
    made.append(support.opened(edited, base / "index-edited"))
    assert [one._connection.aligned for one in made] == [True, True, True, False]
    yield made
    for one in made:
        one.close()


@pytest.mark.parametrize("text", QUERIES)
@pytest.mark.parametrize("typing", [True, False])
def test_every_way_finds_what_sql_finds(catalogs: list[Catalog], text: str, typing: bool) -> None:
    for catalog in catalogs:
        query, compiler = Query.parse(text, typing=True), catalog._compiler
        try:
            clauses = [compiler.where(query, typing=typing)]
            clauses += [one.clause for one in compiler.outside(query, typing=typing)]
        except ValueError:
            continue  # this dataset has no such value
        for clause in clauses:
            by_sql = clause._replace(way=None)
            assert _found(catalog, clause) == _found(catalog, by_sql), clause


def _found(catalog: Catalog, clause: Clause) -> list[int]:
    return list(bits.positions_of(finding.Finder(catalog._connection).find(clause)))


def test_most_of_all_is_found_by_what_is_left(catalogs: list[Catalog], monkeypatch: pytest.MonkeyPatch) -> None:
    catalog = catalogs[0]
    # Ranks of one byte are looked up, longer ones are picked out of an order.
    for byte in (0, 256):
        monkeypatch.setattr(finding, "_BYTE", byte)
        for text in ("year:2000..2100", "year:2022", "projects>0", "projects:..0", "investment>0", "check:no-count"):
            clause = catalog._compiler.where(Query.parse(text))
            monkeypatch.setattr(Kept, "found", lambda _self, _clause: None)
            assert _found(catalog, clause) == _found(catalog, clause._replace(way=None)), text


def test_all_and_none(catalogs: list[Catalog]) -> None:
    finder = finding.Finder(catalogs[0]._connection)
    assert finder.find(ALL).bit_count() == finder.total == catalogs[0].about.signings
    assert finder.find(NONE) == 0


def test_a_term_is_found_once_while_the_next_is_typed(catalogs: list[Catalog], monkeypatch: pytest.MonkeyPatch) -> None:
    catalog = catalogs[0].fork()
    catalog.count(Query.parse("stage:agreed count>17"))
    asked: list[Clause] = []
    find = finding.Finder._find

    def noted(self: finding.Finder, clause: Clause) -> int:
        asked.append(clause)
        return find(self, clause)

    monkeypatch.setattr(finding.Finder, "_find", noted)
    # Another connection to the same index knows what this one found.
    with catalog.fork() as other:
        other.count(Query.parse("stage:agreed count>18"))
        both, one = asked
        assert one in both.way.clauses  # type: ignore[union-attr]
        assert one.parameters != ()
        other.count(Query.parse("stage:agreed count>18"))
        assert len(asked) == 2
    catalog.close()


def test_only_so_many_answers_are_kept() -> None:
    kept = Kept()
    clauses = [Clause(f"t.n = {n}") for n in range(100)]
    kept.keep(clauses[0], 1)
    for n, clause in enumerate(clauses[1:]):
        kept.keep(clause, n)
        assert kept.found(clauses[0]) == 1
    assert kept.found(clauses[-1]) == 98
    assert kept.found(clauses[1]) is None


def test_finding_gives_up_between_statements(catalogs: list[Catalog]) -> None:
    with catalogs[0].fork() as catalog:
        where = catalog._compiler.where(Query.parse("investment>7m sector:energy"))
        catalog.interrupt()
        with pytest.raises(Interrupted):
            finding.Finder(catalog._connection).find(where)
        assert catalog.count(Query.parse("investment>7m sector:energy")) >= 0


def test_common_words_are_found_as_full_text_finds_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(common, "_FEWEST", 100)
    folder = datasets.write(tmp_path / "data", 5, 300)
    with Catalog.open(compile_dataset(folder, tmp_path / "index")) as catalog:
        sql = "SELECT substr(key, 7) FROM stored WHERE key LIKE 'found %'"
        stored = [asked for (asked,) in catalog._connection.rows(sql)]
        assert Asked(("own",), " p").in_full_text in stored
        assert len(stored) > 10
        match = "t.n IN (SELECT rowid FROM signing_words WHERE signing_words MATCH ?)"
        sizes = set()
        for asked in stored:
            found = common.found(catalog._connection, asked)
            assert found is not None
            assert list(bits.positions_of(found)) == _found(catalog, Clause(match, (asked,))), asked
            assert _found(catalog, Clause(match, (asked,), Matching())) == list(bits.positions_of(found))
            sizes.add(found.bit_count())
        assert len(sizes) > 2
        assert common.found(catalog._connection, Asked(("own",), " qqq").in_full_text) is None


def test_of_few_signings_no_words_are_common(catalogs: list[Catalog]) -> None:
    assert not catalogs[0]._connection.rows("SELECT 1 FROM stored WHERE key LIKE 'found %'")
