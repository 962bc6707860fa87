"""Prints crates/ftp-proto/src/diagnosis/charset/cjk.rs: the letters that the word stems use, in the
charsets of Chinese, Japanese and Korean servers. Run it when a stem has a new letter:

    python3 tests/cjk_charsets.py > crates/ftp-proto/src/diagnosis/charset/cjk.rs
"""

import pathlib

WORDS = pathlib.Path(__file__).parent.parent / "crates/ftp-proto/src/diagnosis/words"
CHARSETS = [("GBK", "gbk"), ("BIG5", "big5"), ("SHIFT_JIS", "shift_jis"), ("EUC_JP", "euc_jp"), ("EUC_KR", "euc_kr")]

letters = {c for file in WORDS.glob("*.rs") for c in file.read_text() if c >= "\u2e80"}

print("//! The letters of the word stems in the charsets that are not UTF-8: made by `tests/cjk_charsets.py`.")
for name, codec in CHARSETS:
    known = []
    for letter in sorted(letters):
        try:
            code = letter.encode(codec)
        except UnicodeEncodeError:
            continue
        if len(code) == 2:
            known.append((letter, code))
    lines = [known[at : at + 20] for at in range(0, len(known), 20)]
    print(f"\npub(super) const {name}: (&str, &[u8]) = (")
    print('    "\\')
    print("\\\n".join("".join(letter for letter, _ in line) for line in lines) + '",')
    print('    b"\\')
    print("\\\n".join("".join("\\x%02x\\x%02x" % tuple(code) for _, code in line) for line in lines) + '",')
    print(");")
