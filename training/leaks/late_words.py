"""Words in a column's name that say that it is filled in only after the submit.

Source: design, "Leak guard", with the words of the outcome itself. A name alone proves nothing (`Do Not Call`
may be asked in the form): the guard wants evidence beside it, and a draft asks the person to check.
"""

import re
from collections.abc import Iterable

from model.lead.field import Known
from model.reading.text import fold, without_accents

# Without accents, as they stand in a folded name. "contact": from the first call on; "close": of the deal.
_WORDS: dict[Known, str] = {
    "contact": """
        duration, call, calls, called, talk, talked, tag, tags, status, stage, quality, score, rating, reason,
        last, contacted, reached, answered, attempt, attempts, note, notes, remark, remarks, comment,
        feedback, disposition, owner, assigned, follow up, followup, next step, qualified, disqualified,
        discarded, nurturing, modified, updated,
        ghi chu, tinh trang, trang thai, ly do, cuoc goi, lan goi, da goi, so lan goi, goi lan cuoi,
        thoi luong, nghe may, bat may, danh gia, xep loai, phan hoi, nguoi phu trach, nhan vien tu van,
        tu van vien, chat luong, nhan xet, lien he, cham soc, cap nhat
    """,
    "close": """
        closed, close, quote, quoted, offer, interest rate, emi, won, lost, win, revenue, paid, payment,
        deposit, invoice, contract, refund, outcome, result, results, competitor,
        ket qua, lai suat, bao gia, chot, doanh thu, doanh so, dat coc, thanh toan, hop dong, doi thu,
        hoan tien
    """,
}
LATE_WORDS: dict[str, Known] = {
    word.strip(): known for known, words in _WORDS.items() for word in words.split(",")
}
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def words_of(name: str) -> str:
    """The words of a column's name, without accents, between single blanks.

    >>> words_of("lastCallDate"), words_of("Tình trạng_đơn")
    ('last call date', 'tinh trang don')
    """
    return fold(_CAMEL.sub(" ", without_accents(name)))


def late_word(name: str, more: Iterable[str] = ()) -> tuple[str, Known] | None:
    """The first late word that the name holds, and when such a column is known; None where it holds none.

    ``more`` are a company's own words, for what the first call brings.

    >>> late_word("Ghi chú"), late_word("loss_reason"), late_word("marital"), late_word("gói học")
    (('ghi chu', 'contact'), ('reason', 'contact'), None, None)
    >>> late_word("Ngày học thử"), late_word("Ngày học thử", more=["học thử"])
    (None, ('hoc thu', 'contact'))
    """
    words = f" {words_of(name)} "
    late: dict[str, Known] = LATE_WORDS | {words_of(word): "contact" for word in more}
    return next(((word, known) for word, known in late.items() if f" {word} " in words), None)
