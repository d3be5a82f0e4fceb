"""Who teaches, by what the file says became of each lead."""

from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pytest

from model.lead.field import Columns
from training.dataset import label
from training.outcomes import read_outcomes

NOW = datetime(2024, 12, 1, tzinfo=UTC)
COLUMNS = Columns("y", ("Đã chốt",), "price", "created", "closed", worked="worked")
FRAME = pd.DataFrame(
    {
        "created": ["2024-01-01", "2024-01-01", "2024-01-01", "30/11/2024", "30/11/2024", "", "2099-01-01"],
        "closed": ["2024-01-11", "2024-06-01", "", "01/12/2024", "", "", ""],
        "y": ["đã chốt", "ĐÃ CHỐT", "", "Đã chốt", "lost", "lost", ""],
        "price": ["1.500.000", "2tr", "", "0", "", "", ""],
        "worked": ["yes", "", "no", "yes", "no", "không", "yes"],
    }
)


def found(frame: pd.DataFrame = FRAME):
    return read_outcomes(frame, COLUMNS, None, None, NOW)


def test_outcomes_are_read_as_people_write_them():
    read = found()
    assert read.won.tolist() == [True, True, False, True, False, False, False]
    assert read.ended.tolist() == [True, True, False, True, True, True, False]
    assert read.worked.tolist() == [True, True, False, True, False, False, True]
    np.testing.assert_array_equal(read.value[:4], [1.5e6, 2e6, np.nan, 0.0])


def test_as_of_is_the_newest_time_that_is_not_in_the_future():
    assert found().as_of == NOW


def test_matured_leads_that_somebody_worked_or_that_ended_teach():
    labelled = label(found(), 60.0, learn_horizon=False)
    # old and won · old and won late · old, not worked · young · young · undated, ended · not yet submitted
    assert labelled.rows.tolist() == [True, True, False, False, False, True, False]
    assert labelled.won.tolist()[:2] == [True, False]
    assert labelled.left_out == {"not_matured": 3, "not_worked": 1}


def test_a_young_lead_does_not_teach_whatever_its_outcome():
    labelled = label(found(), 60.0, learn_horizon=False)
    assert not labelled.rows[3]
    assert not labelled.rows[4]


def test_without_a_horizon_every_lead_is_matured_and_open_ones_are_counted_as_not_won():
    labelled = label(found(), None, learn_horizon=True)
    assert labelled.horizon is None
    assert labelled.matured == len(FRAME)
    assert labelled.taken_as_not_won == 1


@pytest.mark.parametrize(("won", "value"), [("true", True), ("1", 1), ("1", 1.0), ("yes", "YES ")])
def test_won_is_found_whatever_its_type(won, value):
    frame = pd.DataFrame({"y": [value, None]})
    read = read_outcomes(frame, Columns("y", (won,)), None, None, NOW)
    assert read.won.tolist() == [True, False]


def test_times_without_a_zone_are_the_companys():
    read = read_outcomes(FRAME, COLUMNS, "Asia/Ho_Chi_Minh", None, NOW)
    assert str(read.submitted[0]) == "2023-12-31T17:00:00"


MARKED = ["0.05", "0.05", "0.01", "0.05", "", "0", "2"]


def weighed(**more) -> list[float]:
    columns = replace(COLUMNS, work_probability="chance")
    return read_outcomes(
        FRAME.assign(chance=MARKED).assign(**more), columns, None, None, NOW
    ).weights.tolist()


def test_a_worked_lead_that_was_marked_at_random_stands_for_its_like():
    # worked · ended · neither worked nor ended · worked · unmarked · no chance · no chance at all
    assert weighed() == [20.0, 20.0, 1.0, 20.0, 1.0, 1.0, 1.0]


def test_no_weight_is_above_twenty():
    assert weighed(worked="yes")[2] == 20.0
    assert weighed(chance=["0.2", "0.1", "0.001", "", "", "", ""])[:3] == [5.0, 10.0, 1.0]


def test_without_the_column_every_lead_counts_once():
    assert set(found().weights.tolist()) == {1.0}
