"""What a user chose, kept from one session to the next: a small JSON file, private to the user.

Nobody has to have one, and a start without one pays for a look whether it is there. A file that cannot be read is
reported and left as it is: it holds what somebody wrote.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from tuiapp.i18n import _


class SettingsError(Exception):
    """The file holds no settings; the message names file and line."""


def settings_file() -> Path:
    """Where the settings are, whether or not there are any."""
    from platformdirs import user_config_path

    return user_config_path("tuiapp", appauthor=False) / "settings.json"


def read(path: Path) -> dict[str, Any]:
    """All that is set; nothing where there is no file.

    Raises:
        SettingsError: it cannot be read, or holds something else.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise SettingsError(f"{path}: {error.strerror}") from error
    except json.JSONDecodeError as error:
        raise SettingsError(
            _("{path}:{line}: no JSON: {why}").format(path=path, line=error.lineno, why=error.msg)
        ) from error
    except (ValueError, RecursionError) as error:
        raise SettingsError(_("{path}: no JSON in UTF-8").format(path=path)) from error
    if not isinstance(found, dict):
        raise SettingsError(_("{path}:1: no JSON object").format(path=path))
    return found


def change(path: Path, name: str, value: str) -> None:
    """Set one thing and keep all others; the file is old or new, never in between.

    Raises:
        SettingsError: the file is there and cannot be read.
        OSError: it cannot be written.
    """
    known = read(path)
    if known.get(name) == value:
        return
    text = json.dumps({**known, name: value}, ensure_ascii=False, indent=2) + "\n"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = Path(os.path.realpath(path))  # a link into a folder of dot files stays one
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        part.replace(target)
    finally:
        with suppress(FileNotFoundError):
            part.unlink()
