"""Small fits on one thread: a second one gains nothing alone, and beside other processes waits for a core."""

from contextlib import AbstractContextManager

from threadpoolctl import threadpool_limits


def one_thread() -> AbstractContextManager[object]:
    """While it is entered, scikit-learn and the linear algebra below it use one thread."""
    limits: AbstractContextManager[object] = threadpool_limits(1)
    return limits
