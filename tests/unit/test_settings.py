"""Settings are kept privately and atomically; a file that is no good is named and left as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tuiapp import settings


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config" / "tuiapp" / "settings.json"


def write(file: Path, text: str | bytes) -> Path:
    file.parent.mkdir(parents=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_without_a_file_nothing_is_set_and_none_is_made(file: Path) -> None:
    assert settings.read(file) == {}
    assert not file.parent.exists()


def test_a_change_is_read_again_and_is_private(file: Path) -> None:
    settings.change(file, "theme", "light")
    assert settings.read(file) == {"theme": "light"}
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert [one.name for one in file.parent.iterdir()] == ["settings.json"]


def test_what_else_is_set_stays(file: Path) -> None:
    write(file, '{"other": [1, "武汉"], "theme": "dark"}')
    settings.change(file, "theme", "light")
    assert settings.read(file) == {"other": [1, "武汉"], "theme": "light"}
    before = file.read_bytes()
    settings.change(file, "theme", "light")
    assert file.read_bytes() == before


def test_a_link_stays_a_link(file: Path, tmp_path: Path) -> None:
    real = write(tmp_path / "dots" / "settings.json", "{}")
    file.parent.mkdir(parents=True)
    file.symlink_to(real)
    settings.change(file, "theme", "light")
    assert file.is_symlink()
    assert settings.read(real) == {"theme": "light"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{\n  "theme": light\n}', ":2: no JSON"),
        ("", ":1: no JSON"),
        ("[]", ":1: no JSON object"),
        (b'{"theme": "\xff"}', "no JSON in UTF-8"),
        ("[" * 100_000, "no JSON in UTF-8"),
    ],
    ids=["no value", "empty", "list", "bytes", "deep"],
)
def test_a_broken_file_is_named_and_left_as_it_is(file: Path, text: str | bytes, said: str) -> None:
    before = write(file, text).read_bytes()
    for use in (lambda: settings.read(file), lambda: settings.change(file, "theme", "light")):
        with pytest.raises(settings.SettingsError) as caught:
            use()
        assert str(caught.value).startswith(str(file))
        assert said in str(caught.value)
    assert file.read_bytes() == before


def test_a_folder_in_its_place_is_named(file: Path) -> None:
    file.mkdir(parents=True)
    with pytest.raises(settings.SettingsError, match="directory"):
        settings.read(file)


def test_a_failed_write_leaves_nothing_behind(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(file, "{}")

    def refuse(_self: Path, _target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError):
        settings.change(file, "theme", "light")
    assert [one.name for one in file.parent.iterdir()] == ["settings.json"]
    assert file.read_text() == "{}"
