"""How many inputs a property is tried with: fewer in `make test` where one input is costly, all of them in `make hunt`."""

from hypothesis import settings


def tried(times: int, hunted: int) -> settings:
    """Try a property with some inputs, and with more when `make hunt` looks for new ones.

    Parameters
    ----------
    times : int
        In `make test`. An input that is collated costs 20 ms and more; a property may take about three seconds.
    hunted : int
        In `make hunt`, which takes as long as it takes.

    Returns
    -------
    settings
        To decorate the test with.
    """
    profile = settings.default
    assert profile is not None  # conftest.py has loaded one
    is_hunt = not profile.derandomize
    return settings(max_examples=hunted if is_hunt else times, deadline=None)
