"""What the shipped dataset links to: hosts that somebody has looked at, and no copy, proxy or nameless page."""

from __future__ import annotations

import ipaddress
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

import pytest

from tuiapp.dataset.load import load

ROOT = Path(__file__).parents[2]
PROXIES = (
    "translate.",
    "transpage",
    "translatecallback",
    "libproxy",
    "ezproxy",
    "webcache",
    "/amp/",
    "web.archive.org",
)


@cache
def links() -> tuple[SplitResult, ...]:
    reports = (report for event in load(ROOT / "data").events for report in event.reports)
    return tuple(urlsplit(report.url) for report in reports if report.url)


@cache
def reviewed() -> dict[str, dict[str, str]]:
    return tomllib.loads((ROOT / "tests" / "link_hosts.toml").read_text(encoding="utf-8"))


def wrong(url: SplitResult) -> Iterator[str]:
    """What keeps an address from being linked, whoever serves it."""
    if url.netloc != url.hostname or "." not in url.netloc or url.netloc.endswith("."):
        yield "more or less than a host's name"
    try:
        ipaddress.ip_address(url.hostname or "")
        yield "a bare number"
    except ValueError:
        pass
    if any(sign in url.geturl().lower() for sign in PROXIES):
        yield "a proxy or a translation"


@pytest.mark.parametrize(
    "address",
    [
        "http://103.52.134.50/scripts/news.php",
        "http://119.23.250.19:2008/api/articlese.php",
        "http://admin.richbox.biz:80/bjcs3.aspx",
        "https://en.people.cn./n3/2023/0801/c90000-20052167.html",
        "https://translate.baiducontent.com/transpage?cb=translateCallback&query=http%3A%2F%2Fwww.js.taiwan.cn",
        "https://www-scmp-com.libproxy1.nus.edu.sg/business/china-business/article/3199168/",
    ],
)
def test_what_may_not_be_linked_is_seen(address: str) -> None:
    assert list(wrong(urlsplit(address)))


def test_no_link_goes_to_a_number_a_port_a_proxy_or_a_translation() -> None:
    assert [(url.geturl(), reasons) for url in links() if (reasons := list(wrong(url)))] == []


def test_every_linked_host_was_reviewed_and_no_other_is_kept_in_the_list() -> None:
    hosts = {url.netloc for url in links()}
    listed = {host for hosts_of in reviewed().values() for host in hosts_of}
    assert (hosts - listed, listed - hosts) == (set(), set())
    assert all(name.strip() for hosts_of in reviewed().values() for name in hosts_of.values())


def test_a_host_that_is_known_to_serve_https_is_linked_so() -> None:
    assert set(reviewed()) == {"https", "http"}
    assert [url.geturl() for url in links() if url.netloc not in reviewed()[url.scheme]] == []


def test_no_page_is_linked_under_two_schemes() -> None:
    pages = {(url.scheme, url.netloc, url.path, url.query) for url in links()}
    assert len({page[1:] for page in pages}) == len(pages)
