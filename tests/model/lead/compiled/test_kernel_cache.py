"""Kernels compile where nothing may be written, and processes that start at once share one cache."""

import os
import subprocess
import sys

import numpy as np
import pytest
from numba.core.caching import CacheImpl

from model.lead.compiled.kernel_cache import kernel

SCORE = """
import numpy as np
from model.lead.compiled import kernels
sums = np.zeros((1, 2))
masks = np.full((1, 3), 1, dtype=np.uint16)
kernels.predict(np.zeros((1, 1), np.int32), np.zeros((1, 0)), np.zeros(1, np.int32), masks,
                np.repeat([1.0, 2.0, 4.0], 16), np.array([[0.5, 3.0]]), np.zeros((0, 2)), sums)
print(sums.tolist())
"""


def test_where_nothing_may_be_written_it_is_compiled_in_memory(monkeypatch):
    monkeypatch.setattr(CacheImpl, "_locator_classes", [])

    @kernel("void(f8[::1])")
    def double(values):
        for place in range(len(values)):
            values[place] *= 2

    values = np.arange(3.0)
    double(values)
    assert values.tolist() == [0.0, 2.0, 4.0]


@pytest.mark.slow
def test_processes_that_start_at_once_share_one_cache(tmp_path):
    environment = os.environ | {"NUMBA_CACHE_DIR": str(tmp_path)}
    started = [
        subprocess.Popen([sys.executable, "-c", SCORE], env=environment, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    assert {process.communicate(timeout=300)[0] for process in started} == {"[[7.5, 3.0]]\n"}
    kept = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.nbc")}
    assert kept
    subprocess.run([sys.executable, "-c", SCORE], env=environment, check=True, capture_output=True)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.nbc")} == kept
