"""Words in a column's name that say that it is filled in only after the submit.

Source: design, "Leak guard", with the words of the outcome itself. A name alone proves nothing (`Do Not Call`
may be asked in the form), so the draft asks the person to check.
"""

import re

from model.lead.field import Known
from model.reading.text import fold, without_accents

LATE_WORDS: dict[str, Known] = {
    **dict.fromkeys(
        (
            *(
                "duration",
                "call",
                "calls",
                "tag",
                "tags",
                "status",
                "stage",
                "quality",
                "score",
                "reason",
                "last",
            ),
            *(
                "contacted",
                "attempt",
                "attempts",
                "note",
                "notes",
                "comment",
                "feedback",
                "disposition",
                "owner",
            ),
            *(
                "ghi chu",
                "tinh trang",
                "trang thai",
                "ly do",
                "cuoc goi",
                "lan goi",
                "so lan goi",
                "thoi luong",
            ),
            *("danh gia", "phan hoi", "nguoi phu trach", "chat luong", "nhan xet", "goi lan cuoi", "lien he"),
        ),
        "contact",
    ),
    **dict.fromkeys(
        (
            *(
                "closed",
                "close",
                "quote",
                "offer",
                "interest rate",
                "emi",
                "won",
                "lost",
                "win",
                "revenue",
                "paid",
            ),
            *("payment", "deposit", "invoice", "contract", "refund", "outcome", "result", "competitor"),
            *("ket qua", "lai suat", "bao gia", "chot", "doanh thu", "doanh so", "dat coc", "thanh toan"),
            *("hop dong", "doi thu", "hoan tien"),
        ),
        "close",
    ),
}
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def words_of(name: str) -> str:
    """The words of a column's name, without accents, between single blanks.

    >>> words_of("lastCallDate"), words_of("Tình trạng_đơn")
    ('last call date', 'tinh trang don')
    """
    return fold(_CAMEL.sub(" ", without_accents(name)))


def late_word(name: str) -> tuple[str, Known] | None:
    """The first late word that the name holds, and when such a column is known; None where it holds none.

    >>> late_word("Ghi chú"), late_word("loss_reason"), late_word("marital"), late_word("gói học")
    (('ghi chu', 'contact'), ('reason', 'contact'), None, None)
    """
    words = f" {words_of(name)} "
    return next(((word, known) for word, known in LATE_WORDS.items() if f" {word} " in words), None)
