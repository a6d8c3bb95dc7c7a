"""What every test may lean on."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT.parent / "shared" / "samples"


@pytest.fixture(scope="session")
def samples() -> Path:
    """The documents handed to the founders, which are not in the repository: real ones among them."""
    if not SAMPLES.is_dir():
        pytest.skip("the folder of samples does not stand beside this checkout")
    return SAMPLES
