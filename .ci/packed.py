"""Compares the dataset in a wheel and a source archive, given as arguments, with the one in the checkout."""

import sys
import tarfile
import zipfile
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "data"


def packed(archive: str) -> dict[str, bytes]:
    """The files of an archive that lie in a folder `data`, by their path in it."""
    if archive.endswith(".whl"):
        with zipfile.ZipFile(archive) as wheel:
            files = {name: wheel.read(name) for name in wheel.namelist()}
        start = "tuiapp/data/"
    else:
        with tarfile.open(archive) as source:
            found = {member.name: source.extractfile(member) for member in source.getmembers() if member.isfile()}
            files = {name: file.read() for name, file in found.items() if file is not None}
        start = Path(archive).name.removesuffix(".tar.gz") + "/data/"
    return {name.removeprefix(start): content for name, content in files.items() if name.startswith(start)}


def main(archives: list[str]) -> int:
    """Return 0 when each archive has the files of the checkout's dataset, byte by byte, and no others."""
    expected = {path.relative_to(DATA).as_posix(): path.read_bytes() for path in DATA.rglob("*") if path.is_file()}
    same = True
    for archive in archives:
        content = packed(archive)
        wrong = sorted(name for name in {*expected, *content} if expected.get(name) != content.get(name))
        same = same and not wrong
        sys.stdout.write(f"{Path(archive).name}: {len(content)} files of the dataset")
        sys.stdout.write(f"; not as in the checkout: {', '.join(wrong)}\n" if wrong else "\n")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
