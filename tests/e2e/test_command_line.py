"""The command line as a script meets it: exit codes, what goes to which stream, and what is never imported."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import resource
import shlex
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import hostile
from e2e import program
from tuiapp.cli.main import main

Result = subprocess.CompletedProcess[str]

VALID = {
    "dataset.toml": 'format = 1\ntitle = "Small"\nversion = "1"\nlicence = "none"\n',
    "regions.toml": (
        '[[region]]\nid = "china"\nname = "China"\nkind = "country"\n\n'
        '[[region]]\nid = "wuhan"\nname = "Wuhan"\nkind = "city"\nwithin = "china"\n'
    ),
    "sectors.toml": '[[sector]]\nid = "energy"\nname = "Energy"\n',
    "indicators.toml": "",
    "rates.toml": "",
    "events/a.toml": """\
[[event]]
id = "fair"
name = "A fair"
kind = "fair"
dates = "2023-05-18"
region = "wuhan"

  [[event.report]]
  id = "paper"
  publisher = "A paper"
  publisher_kind = "media"

  [[event.signing]]
  id = "all"
  label = "All projects"
  count = "10"
  investment = "30 billion yuan"

  [[event.signing]]
  id = "part"
  part_of = "all"
  label = "A part"
  count = "4"
""",
}


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


def environment(cache: Path) -> dict[str, str]:
    """The user's folders in a place of the test's own, whatever the system calls them."""
    kept = {name: value for name, value in program.environment().items() if not name.startswith("LC_")}
    home = {"HOME": str(cache), "XDG_CACHE_HOME": str(cache), "LOCALAPPDATA": str(cache)}
    return kept | home | {"LANG": "C", "COLUMNS": "100"}


@pytest.fixture
def run(cache: Path, tmp_path: Path) -> Callable[..., Result]:
    def run(*arguments: str | Path) -> Result:
        command = [*program.COMMAND, *map(str, arguments)]
        return subprocess.run(
            command, capture_output=True, encoding="utf-8", cwd=tmp_path, env=environment(cache), timeout=120
        )

    return run


@pytest.fixture
def call(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Result]:
    """Like `run`, but in this process: for what is printed, where how a process ends is told elsewhere."""
    for name, value in environment(cache).items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str | Path) -> Result:
        words = list(map(str, arguments))
        code = main(words)
        out, err = capsys.readouterr()
        return Result(words, code, out, err)

    return call


def small(folder: Path, **changes: str) -> Path:
    """A valid dataset, with some files changed; a file's name has `_` for `.` and `/`."""
    (folder / "events").mkdir(parents=True)
    for name, text in VALID.items():
        (folder / name).write_text(changes.get(re.sub(r"[./]", "_", name), text), encoding="utf-8")
    return folder


def test_export_prints_data_and_nothing_else(run: Callable[..., Result]) -> None:
    result = run("export")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("# Signed projects\n")


@pytest.mark.parametrize("format_id", ["md", "csv", "json", "jsonl"])
def test_the_same_view_is_the_same_bytes_wherever_the_data_lies(
    format_id: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    printed = []
    for folder in ("a", "b"):
        assert main(["--data", str(small(tmp_path / folder)), "export", "--format", format_id]) == 0
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1]
    assert str(tmp_path) not in printed[0]


def test_a_query_is_read_as_utf_8_whatever_the_locale_says(cache: Path, tmp_path: Path) -> None:
    plain = {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    command = [*program.COMMAND, "--data", str(small(tmp_path / "data")), "export", "publisher:报", "--format", "csv"]
    result = subprocess.run(
        command, capture_output=True, encoding="utf-8", cwd=tmp_path, env=environment(cache) | plain, timeout=120
    )
    assert (result.returncode, result.stdout) == (2, "")
    assert "No publisher `报`" in result.stderr


def test_a_file_gets_the_bytes_of_stdout(run: Callable[..., Result], tmp_path: Path) -> None:
    printed = run("export", "--format", "json")
    written = run("export", "--format", "json", "--out", "a.json")
    assert (written.returncode, written.stdout, written.stderr) == (0, "", "")
    assert (tmp_path / "a.json").read_bytes() == printed.stdout.encode()


def test_a_file_that_exists_stays(run: Callable[..., Result], tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("mine")
    result = run("export", "--out", "a.md")
    assert (result.returncode, result.stderr) == (4, "tuiapp: a.md: this file exists\n")
    assert (tmp_path / "a.md").read_text() == "mine"
    assert run("export", "--out", "a.md", "--replace").returncode == 0
    assert (tmp_path / "a.md").read_text().startswith("# Signed projects")


def test_the_command_in_a_page_prints_the_page(run: Callable[..., Result], tmp_path: Path) -> None:
    data = small(tmp_path / "data")
    page = run("export", "-sector:energy", "year:2023", "--sort", "projects:desc", "--data", data)
    assert page.returncode == 0, page.stderr
    command = shlex.split(page.stdout.split("```sh\n")[1].split("\n```")[0])
    assert command[0] == "tuiapp"
    assert run("--data", data, *command[1:]).stdout == page.stdout


def test_counts_are_sorted_and_shown_as_projects(call: Callable[..., Result]) -> None:
    short = call("export", "city:foshan", "--sort", "count:desc", "--columns", "count,signing")
    assert short.returncode == 0, short.stderr
    assert (
        short.stdout == call("export", "city:foshan", "--sort", "projects:desc", "--columns", "projects,signing").stdout
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["export", "city:chanzhou"], "changzhou"),
        (["export", "citty:changzhou"], "city"),
        (["export", "--sort", "projcts"], "nearest: `projects`"),
        (["export", "--columns", "stag"], "nearest: `stage`"),
        (["export", "--view", "signngs"], "nearest: `signings`"),
        (["export", "--view", "event:nothing-like-this"], "No event `nothing-like-this`"),
        (["export", "--view", "figures", "--sort", "date"], "Only the view `signings`"),
        (["export", "--format", "json", "--columns", "date"], "JSON holds whole records"),
        (["export", "--lane", "stage:started"], "--lane is for charts and comparisons"),
        (["export", "--view", "charts", "--lane", "stage:begun"], "No stage `begun`"),
        (["export", "province:changzhou"], "which is a city: `city:changzhou`"),
        (["export", "--view", "event:liangjiang-2023", "city:foshan"], "takes no query: city:foshan"),
        (["export", "city:foshan", "--view", "event:nothing-like-this"], "takes no query: city:foshan"),
        (["export", "%"], "`%` has no letter or digit to look for"),
        (["import", "table.csv"], "There are explore, export, compare, check, new, index, schema."),
        (["serve"], "There are explore, export, compare, check, new, index, schema."),
        (["completion", "bash"], "There are explore, export, compare, check, new, index, schema."),
        ([], "tuiapp export"),
    ],
)
def test_what_does_not_exist_is_2_and_names_the_nearest(
    arguments: list[str], said: str, run: Callable[..., Result]
) -> None:
    result = run(*arguments)
    assert (result.returncode, result.stdout) == (2, "")
    assert said in result.stderr
    assert "Traceback" not in result.stderr


EVENT = VALID["events/a.toml"]

BROKEN: dict[str, tuple[dict[str, str], str]] = {
    "no TOML": ({"events_a_toml": EVENT + "key = \n"}, r"events/a\.toml:\d+: "),
    "unknown key": ({"events_a_toml": EVENT.replace("label =", "labl =", 1)}, r"events/a\.toml:1\d: .*labl"),
    "missing key": ({"events_a_toml": EVENT.replace('kind = "fair"\n', "")}, r"events/a\.toml:1: .*kind"),
    "no source": (
        {"events_a_toml": EVENT.replace("[[event.report]]", "[[event.figure]]")},
        r"events/a\.toml:\d+: .*report",
    ),
    "unknown region": ({"events_a_toml": EVENT.replace('"wuhan"', '"wuhann"')}, r"events/a\.toml:\d+: .*wuhann"),
    "unknown sector": (
        {"events_a_toml": EVENT.replace('count = "4"', 'sectors = ["enrgy"]')},
        r"events/a\.toml:\d+: .*enrgy",
    ),
    "unknown whole": (
        {"events_a_toml": EVENT.replace('part_of = "all"', 'part_of = "al"')},
        r"events/a\.toml:\d+: .*al",
    ),
    "no quantity": ({"events_a_toml": EVENT.replace('"10"', '"many"')}, r"events/a\.toml:\d+: .*count: .*many"),
    "half a project": ({"events_a_toml": EVENT.replace('"10"', '"10.5"')}, r"events/a\.toml:\d+: .*count: .*10\.5"),
    "no date": ({"events_a_toml": EVENT.replace("2023-05-18", "2023-02-30")}, r"events/a\.toml:\d+: .*dates"),
    "a time": (
        {"events_a_toml": EVENT.replace('"2023-05-18"', "2023-05-18T10:00:00")},
        r"events/a\.toml:\d+: .*dates",
    ),
    "an id twice": ({"events_a_toml": EVENT.replace('id = "part"', 'id = "all"')}, r"events/a\.toml:\d+: .*all"),
    "a newer format": ({"dataset_toml": VALID["dataset.toml"].replace("= 1", "= 99", 1)}, r"dataset\.toml:1: .*99"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_an_invalid_dataset_is_3_with_file_and_line(
    kind: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    changes, said = BROKEN[kind]
    code = main(["export", "--data", str(small(tmp_path / "data", **changes))])
    out, err = capsys.readouterr()
    assert (code, out) == (3, ""), err
    *problems, end = err.splitlines()
    assert any(re.match(said, problem) for problem in problems), err
    assert re.fullmatch(r"tuiapp: \d+ problems?; the dataset is invalid", end)


def test_all_problems_are_said_at_once(run: Callable[..., Result], tmp_path: Path) -> None:
    event = EVENT.replace('"10"', '"many"').replace('"4"', '"few"')
    result = run("check", small(tmp_path / "data", events_a_toml=event))
    assert (result.returncode, result.stdout) == (3, "")
    assert "many" in result.stderr
    assert "few" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    "arguments", [["--data", "nowhere", "export"], ["check", "nowhere"], ["index", "--data", "nowhere"]]
)
def test_a_folder_that_is_not_there_is_4(arguments: list[str], run: Callable[..., Result]) -> None:
    result = run(*arguments)
    assert (result.returncode, result.stderr) == (4, "tuiapp: nowhere: no such folder\n")


def test_a_file_that_cannot_be_written_is_4(run: Callable[..., Result]) -> None:
    result = run("export", "--out", "no/such/folder.md")
    assert result.returncode == 4
    assert "Traceback" not in result.stderr


def test_check_is_0_without_findings(run: Callable[..., Result], tmp_path: Path) -> None:
    result = run("check", small(tmp_path / "data"), "--format", "json")
    assert (result.returncode, result.stderr) == (0, "")
    assert json.loads(result.stdout)["findings"] == [] or all(
        finding["severity"] == "warning" for finding in json.loads(result.stdout)["findings"]
    )


@pytest.fixture
def contradiction(tmp_path: Path) -> Path:
    """A dataset whose part is larger than its whole."""
    return small(tmp_path / "data", events_a_toml=EVENT.replace('count = "4"', 'count = "40"'))


@pytest.mark.parametrize("format_id", ["text", "json", "md"])
def test_check_is_1_with_an_error_and_names_its_line(
    format_id: str, contradiction: Path, run: Callable[..., Result]
) -> None:
    result = run("check", contradiction, "--format", format_id)
    assert (result.returncode, result.stderr) == (1, "")
    if format_id == "json":
        errors = [one for one in json.loads(result.stdout)["findings"] if one["severity"] == "error"]
        assert [(one["subject"], one["file"], one["line"]) for one in errors] == [("fair/part", "events/a.toml", 19)]
    else:
        assert "events/a.toml:19" in result.stdout
        assert "1 error," in result.stdout


def test_check_says_how_much_is_missing_and_is_0(run: Callable[..., Result], tmp_path: Path) -> None:
    bare = EVENT.replace('count = "4"', "")
    folder = small(tmp_path / "data", events_a_toml=bare)
    found = json.loads(run("check", folder, "--format", "json").stdout)
    missing = {one["check"]: one["signings"] for one in found["missing"]}
    assert missing["no-count"] == 1
    assert not {one["check"] for one in found["findings"]} & missing.keys()
    for format_id, line in (("text", "       1  No count  check:no-count"), ("md", "| No count | 1 | no-count |")):
        result = run("check", folder, "--format", format_id)
        assert result.returncode == 0
        assert line in result.stdout.splitlines()


def test_an_acknowledged_error_is_0_and_still_shown(contradiction: Path, run: Callable[..., Result]) -> None:
    found = json.loads(run("check", contradiction, "--format", "json").stdout)["findings"]
    check = next(one["check"] for one in found if one["severity"] == "error")
    note = f'  notes = [{{ check = "{check}", date = 2025-11-22, why = "as printed", use = true }}]\n'
    with (contradiction / "events" / "a.toml").open("a") as file:
        file.write(note)
    result = run("check", contradiction)
    assert result.returncode == 0, result.stdout
    assert "as printed" in result.stdout
    assert "1 acknowledged" in result.stdout
    # What is new comes after what is known, where the terminal stands.
    (contradiction / "events" / "Z.toml").write_text(
        EVENT.replace('id = "fair"', 'id = "zfair"').replace('count = "4"', 'count = "40"'), encoding="utf-8"
    )
    result = run("check", contradiction)
    assert result.returncode == 1
    assert result.stdout.index("as printed") < result.stdout.index("zfair/part") < result.stdout.index("1 error,")


def test_index_tells_its_progress(run: Callable[..., Result], tmp_path: Path) -> None:
    result = run("index", "--progress", "--data", small(tmp_path / "data"))
    assert (result.returncode, result.stdout) == (0, "")
    *steps, end = map(json.loads, result.stderr.splitlines())
    assert steps
    assert all(set(step) == {"files_done", "files", "rows", "share", "left", "waiting"} for step in steps)
    assert steps[-1]["share"] == 1
    assert Path(end["index"]).is_file()
    again = run("index", "--data", tmp_path / "data")
    assert again.stdout == f"{end['index']}\n"


def test_index_tells_its_failure(run: Callable[..., Result], tmp_path: Path) -> None:
    result = run("index", "--progress", "--data", small(tmp_path / "data", sectors_toml="x = 1\n"))
    assert result.returncode == 3
    assert "sectors.toml" in json.loads(result.stderr.splitlines()[-1])["error"]


def test_a_changed_dataset_is_read_again(run: Callable[..., Result], tmp_path: Path) -> None:
    data = small(tmp_path / "data")
    assert "A part" in run("export", "--data", data).stdout
    (data / "events" / "a.toml").write_text(EVENT.replace("A part", "Another part"))
    assert "Another part" in run("export", "--data", data).stdout


def test_a_broken_cache_is_built_again(run: Callable[..., Result], tmp_path: Path) -> None:
    data = small(tmp_path / "data")
    index = Path(json.loads(run("index", "--progress", "--data", data).stderr.splitlines()[-1])["index"])
    index.write_bytes(b"no index" * 1000)
    result = run("export", "--data", data)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.fixture(scope="session")
def hostile_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile.write_dataset(tmp_path_factory.mktemp("hostile") / "data")


@pytest.mark.parametrize("view", ["signings", "events", "figures", "left-out", "charts", "event:hostile"])
@pytest.mark.parametrize("format_id", ["md", "csv", "json", "jsonl"])
def test_hostile_texts_steer_nothing(
    view: str, format_id: str, call: Callable[..., Result], hostile_data: Path
) -> None:
    result = call("export", "--data", hostile_data, "--view", view, "--format", format_id)
    assert (result.returncode, result.stderr) == (0, "")
    assert not hostile.has_controls(result.stdout)
    assert "武汉" in result.stdout
    if format_id == "csv":
        cells = [cell for row in csv.reader(io.StringIO(result.stdout)) for cell in row]
        assert not [cell for cell in cells if re.match(r"[=+@＝＋＠]|-\D", cell)]


@pytest.mark.parametrize("format_id", ["md", "csv", "json", "jsonl"])
def test_hostile_comparisons_steer_nothing(format_id: str, call: Callable[..., Result], hostile_data: Path) -> None:
    asked = ('"[bold]markup[/bold]"', '"right to left \u202eoverride"', "id:hostile/s9")
    result = call("compare", *asked, "--data", hostile_data, "--format", format_id)
    assert (result.returncode, result.stderr) == (0, "")
    assert not hostile.has_controls(result.stdout)


@pytest.mark.parametrize("format_id", ["text", "json", "md"])
def test_hostile_findings_steer_nothing(format_id: str, call: Callable[..., Result], hostile_data: Path) -> None:
    result = call("check", hostile_data, "--format", format_id)
    assert result.stdout
    assert not hostile.has_controls(result.stdout)


@pytest.mark.parametrize("below", [".", "below/it"])
def test_a_cache_that_cannot_be_written_is_4_and_said(tmp_path: Path, below: str) -> None:
    blocked = tmp_path / "cache"
    blocked.write_text("a file where the folder would be")
    result = subprocess.run(
        [*program.COMMAND, "export"],
        capture_output=True,
        text=True,
        env=environment(blocked / below),
        check=False,
    )
    assert (result.returncode, result.stdout) == (4, "")
    assert result.stderr.startswith(f"tuiapp: {blocked}")
    assert result.stderr.endswith("the index of the dataset is kept there\n")


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["schema"], ["export", "--format", "json"]])
def test_a_reader_that_leaves_early_is_no_failure(arguments: list[str], cache: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        result = subprocess.run(
            [*program.COMMAND, *arguments], stdout=write, stderr=subprocess.PIPE, env=environment(cache)
        )
    finally:
        os.close(write)
    assert (result.returncode, result.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full is a device of Linux")
@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["export"], ["schema"]])
def test_a_full_disk_is_4(arguments: list[str], cache: Path) -> None:
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [*program.COMMAND, *arguments], stdout=full, stderr=subprocess.PIPE, env=environment(cache)
        )
    assert (result.returncode, result.stderr) == (4, b"tuiapp: no space left on device\n")


def run_without(stream: str, cache: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program with a stream closed, given as a shell closes it: `>&-`."""
    line = f"{shlex.join([*program.COMMAND, *arguments])} {stream}"
    return subprocess.run(["sh", "-c", line], capture_output=True, env=environment(cache))


@pytest.mark.skipif(os.name == "nt", reason="a shell that closes a stream is one of POSIX")
@pytest.mark.parametrize("closed", [">&-", "<&- >&-"])
@pytest.mark.parametrize(
    "arguments", [["--version"], ["--help"], ["export", "--help"], ["export"], ["check"], ["index"], ["schema"]]
)
def test_a_closed_stdout_is_4(arguments: list[str], closed: str, cache: Path) -> None:
    result = run_without(closed, cache, *arguments)
    said = b"tuiapp: stdout is closed; nothing can be printed\n"
    assert (result.returncode, result.stdout, result.stderr) == (4, b"", said)


@pytest.mark.skipif(os.name == "nt", reason="a shell that closes a stream is one of POSIX")
def test_a_closed_stdout_is_no_matter_where_nothing_is_printed(cache: Path, tmp_path: Path) -> None:
    assert run_without(">&-", cache, "export", "--out", str(tmp_path / "a.md")).returncode == 0
    assert (tmp_path / "a.md").read_text(encoding="utf-8").startswith("# Signed projects")
    progress = run_without(">&-", cache, "index", "--progress")
    assert progress.returncode == 0
    assert b'{"index": ' in progress.stderr
    unknown = run_without(">&-", cache, "exprot")
    assert (unknown.returncode, b"nearest: `export`" in unknown.stderr) == (2, True)


@pytest.mark.skipif(os.name == "nt", reason="a shell that closes a stream is one of POSIX")
@pytest.mark.parametrize(("arguments", "said"), [([], b"needs a terminal"), (["new"], b"Nobody can be asked here")])
def test_a_closed_stdin_is_nobody(arguments: list[str], said: bytes, cache: Path) -> None:
    result = run_without("<&-", cache, *arguments)
    assert result.returncode == 2
    assert said in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="a shell that closes a stream is one of POSIX")
def test_a_closed_stderr_changes_nothing(cache: Path) -> None:
    result = run_without("2>&-", cache, "--version")
    assert (result.returncode, result.stdout.startswith(b"tuiapp ")) == (0, True)
    assert run_without("2>&-", cache, "exprot").returncode == 2
    assert run_without("<&- >&- 2>&-", cache, "export").returncode == 4


def imported(cache: Path, *arguments: str) -> set[str]:
    """The top-level packages that a command line imports."""
    code = (
        "import sys; from tuiapp.cli.main import main; main(sys.argv[1:]); "
        "print(*sorted({name.split('.')[0] for name in sys.modules}), file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, encoding="utf-8", env=environment(cache)
    )
    return set(result.stderr.split())


HEAVY = {"textual", "pydantic", "tomli", "tomli_w", "rich_argparse"}


def test_version_imports_next_to_nothing(cache: Path) -> None:
    assert not imported(cache, "--version") & (HEAVY | {"rich", "argparse", "sqlite3", "platformdirs"})


@pytest.mark.parametrize("arguments", [["export"], ["export", "--format", "json"], ["index"], ["explore"]])
def test_a_fresh_index_spares_the_compiler(arguments: list[str], cache: Path, run: Callable[..., Result]) -> None:
    assert run("index").returncode == 0
    assert not imported(cache, *arguments) & HEAVY


def test_version_takes_no_more_than_four_bare_interpreters(cache: Path) -> None:
    def fastest(command: Sequence[str]) -> float:
        """Seconds of processor time: a busy machine makes every start slow by the clock.

        Not from `os.times`, which counts hundredths: a bare interpreter takes none on a fast machine.
        """
        used = []
        for _attempt in range(7):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([sys.executable, *command], capture_output=True, check=True, env=environment(cache))
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            used.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
        return min(used)

    assert fastest(["-m", "tuiapp", "--version"]) <= 4 * fastest(["-c", "pass"])
