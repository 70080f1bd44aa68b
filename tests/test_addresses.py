"""Addresses of the web and of e-mail: which words of a text they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate.model.tokens import Sort
from collate.text.addresses import addresses, is_address
from collate.text.segmentation import segment
from collate.text.tokenise import word_tokeniser


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in sorted(addresses(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See https://example.org/licences/, or not.", ["https://example.org/licences/"]),
        ("(http://example.org/A_(b)) and <https://example.net/>", ["http://example.org/A_(b)", "https://example.net/"]),
        ("[text](https://example.org/a)!", ["https://example.org/a"]),
        ("\\url{https://example.org/a}", ["https://example.org/a"]),
        ("a,https://example.org,b,https://example.org/1,2", ["https://example.org", "https://example.org/1,2"]),
        ("mail jane.doe+x@example.org. Then", ["jane.doe+x@example.org"]),
        ("mailto:jane@example.co.uk?", ["mailto:jane@example.co.uk"]),
        ("siehe www.kirche.example/Größe; dann", ["www.kirche.example/Größe"]),
        ("см. https://ru.example.org/wiki/Слово.", ["https://ru.example.org/wiki/Слово"]),
        ("请看https://zh.example.org/a，谢谢joe@example.cn谢谢", ["https://zh.example.org/a", "joe@example.cn"]),
        ("انظر https://ar.example.org/نص، ثم", ["https://ar.example.org/نص"]),
        ("ראו http://www.example.org/דף׃", ["http://www.example.org/דף"]),
        ("and/or 9:30 read/write 1/2 x@y a @ b @name www. http:// ://x", []),
        ("file:///etc/hosts", ["file:///etc/hosts"]),
    ],
)
def test_an_address_ends_before_the_mark_behind_it(text: str, expected: list[str]) -> None:
    assert found(text) == expected
    assert all(is_address(address) for address in expected)
    assert not any(is_address(word) for word in text.split() if not any(a in word for a in expected))


@given(st.lists(st.sampled_from(["https://", "www.", "@", "a", "é", "道", ".", "/", ")", "(", " ", "\n", "-", "'"])))
def test_an_address_is_one_word_and_no_other_token_changes(parts: list[str]) -> None:
    text = "".join(parts)
    plain = [tuple(span) for span in segment(text).spans.tolist()]
    tokens = word_tokeniser(text)
    joined = [tuple(span) for span in tokens.spans.tolist()]
    spans = list(addresses(text))
    for span, sort in zip(joined, tokens.sorts.tolist(), strict=True):
        touched = [a for a in spans if a[0] < span[1] and span[0] < a[1]]
        assert not touched or (sort == Sort.WORD and all(span[0] <= a[0] and a[1] <= span[1] for a in touched))
        assert touched or span in plain or "'" in text[slice(*span)]
