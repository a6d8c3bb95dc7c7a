"""What every test may lean on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says something about the machine, and nothing about the code.
settings.register_profile("nianbao", deadline=None)
settings.load_profile("nianbao")

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT.parent / "shared" / "samples"


@pytest.fixture(scope="session")
def samples() -> Path:
    """The documents handed to the founders, which are not in the repository: real ones among them."""
    if not SAMPLES.is_dir():
        pytest.skip("the folder of samples does not stand beside this checkout")
    return SAMPLES


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where everything is said to be installed (NIANBAO_NO_SKIPS), a skipped test is a failed run."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("NIANBAO_NO_SKIPS") and reporter is not None and reporter.stats.get("skipped"):
        reporter.write_line("some tests were skipped, and NIANBAO_NO_SKIPS allows none", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
