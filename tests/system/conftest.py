import pytest

from souk import BIN, System


def pytest_addoption(parser):
    parser.addoption("--cluster", action="store_true", help="those marked so on a cluster of three primaries, instead of all on one Redis")


def pytest_collection_modifyitems(config, items):
    if config.getoption("--cluster"):
        System.default_primaries = 3
        items[:] = [item for item in items if item.get_closest_marker("cluster")]


def pytest_sessionstart(session):
    missing = [name for name in ("inventory", "payment") if not (BIN / name).exists()]
    if missing:
        pytest.exit(f"not built: {', '.join(str(BIN / name) for name in missing)}", returncode=2)


def running_system(folder, **settings):
    system = System(folder, **settings)
    try:
        yield system.start()
    finally:
        system.stop()


@pytest.fixture(scope="module")
def souk(tmp_path_factory):
    """One system for all tests of a file: for those that leave every process running."""
    yield from running_system(tmp_path_factory.mktemp("souk"))


@pytest.fixture
def own_souk(tmp_path):
    """A system of its own: for a test that kills or stops something."""
    yield from running_system(tmp_path)


@pytest.fixture
def souk_of_two_workers(tmp_path):
    """A system of its own whose APIs let another process share their port."""
    yield from running_system(tmp_path, SOUK_WORKERS="2")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item):
    """A failed test shows the last lines of every process."""
    report = (yield).get_result()
    if report.failed:
        for system in [value for value in getattr(item, "funcargs", {}).values() if isinstance(value, System)]:
            for process in system.services:
                report.sections.append((process.name, "".join(process.output().splitlines(keepends=True)[-5:])))


@pytest.fixture(params=["inventory_api", "inventory_consumer", "payment_api", "payment_consumer"])
def service(souk, request):
    return getattr(souk, request.param)
