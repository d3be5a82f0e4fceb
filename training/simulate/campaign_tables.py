"""campaigns.csv and changes.csv: what runs, who owns it, what it promises, what was changed when."""

import numpy as np
import pandas as pd

from training.simulate import clock
from training.simulate.arrays import stream
from training.simulate.company import Company

NOTES = {
    "budget": ("tăng ngân sách", "giảm ngân sách"),
    "content": ("đổi video", "đổi tiêu đề"),
    "audience": ("mở rộng tệp tương tự", "loại tệp đã mua"),
    "landing_page": ("rút gọn trang đích",),
    "offer": ("thêm ưu đãi đóng sớm",),
}


def campaign_table(company: Company) -> pd.DataFrame:
    """campaign, name, channel, owner, message."""
    rows = [(p.key, p.name, p.channel, p.owner, p.message) for p in company.campaigns.plans]
    return pd.DataFrame(rows, columns=["campaign", "name", "channel", "owner", "message"], dtype="str")


def change_table(company: Company) -> pd.DataFrame:
    """campaign, occurred_at, kind, note: every marked move of a budget, and other changes at random."""
    rows = [*_budget_moves(company), *_other_changes(company)]
    rows.sort(key=lambda row: (row[1], row[0]))
    return pd.DataFrame(
        {
            "campaign": pd.Series([row[0] for row in rows], dtype="str"),
            "occurred_at": clock.stamps(np.array([row[1] for row in rows], dtype=np.int64)),
            "kind": pd.Series([row[2] for row in rows], dtype="str"),
            "note": pd.Series([row[3] for row in rows], dtype="str"),
        }
    )


def _budget_moves(company: Company) -> list[tuple[str, int, str, str]]:
    """Days on which a campaign's spend jumps by more than the noise of days can."""
    rows = []
    opens = clock.opens(company.world)
    for plan, daily in zip(company.campaigns.plans, company.spend, strict=True):
        before, after = daily[:-1], daily[1:]
        paying = (before > 0) & (after > 0)
        jump = np.log(np.where(paying, after, 1) / np.where(paying, before, 1))
        for day in np.flatnonzero(np.abs(jump) > 0.4):
            at = opens + (int(day) + 1) * clock.DAY
            rows.append((plan.key, at, "budget", NOTES["budget"][int(jump[day] < 0)]))
    return rows


def _other_changes(company: Company) -> list[tuple[str, int, str, str]]:
    """About one a campaign and two months, in working hours of a day on which it runs."""
    rng = stream(company.world, "changes")
    rows = []
    kinds = [kind for kind in NOTES if kind != "budget"]
    for c, plan in enumerate(company.campaigns.plans):
        start, stop = int(company.campaigns.start[c]), int(company.campaigns.stop[c])
        for _ in range(int(rng.poisson((stop - start) / 60))):
            kind = kinds[int(rng.integers(len(kinds)))]
            note = NOTES[kind][int(rng.integers(len(NOTES[kind])))]
            second = int(rng.integers(9 * clock.HOUR, 18 * clock.HOUR))
            day = int(rng.integers(start, stop))
            rows.append((plan.key, clock.opens(company.world) + day * clock.DAY + second, kind, note))
    return rows
