"""How long it takes to find a near-copy among 100,000 earlier replies, and what keeping them costs."""

from __future__ import annotations

import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

REPLIES = 100_000
DRAFTS = 40
TOPICS = 400
"""Invented subjects; replies on the same one share phrases, as those of one team do."""


def main(count: int) -> None:
    """Fill a new ledger with invented replies and search it."""
    home = Path(tempfile.mkdtemp(prefix="fairnotice-bench-"))
    os.environ.update(
        FAIRNOTICE_HOME=str(home), FAIRNOTICE_SECRET_KEY=str(home), DJANGO_SETTINGS_MODULE="fairnotice.settings"
    )
    import django  # noqa: PLC0415  after the environment is set

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    texts = invented(count)
    begun = time.perf_counter()
    keep(texts)
    kept = time.perf_counter() - begun
    size = (home / "ledger.sqlite3").stat().st_size
    print(f"{count} replies kept in {kept:.1f} s ({1000 * kept / count:.2f} ms each), {size / 1e6:.0f} MB")
    chance = random.Random(7)  # noqa: S311  no secret
    copies = [
        " ".join(chance.sample(words, len(words))) for words in (chance.choice(texts).split() for _ in range(DRAFTS))
    ]
    search("copies in another order", copies, found=True)
    search("new replies", invented(count + DRAFTS, seed=5)[-DRAFTS:], found=False)


def invented(count: int, seed: int = 3) -> list[str]:
    """Return *count* replies of 40 to 90 words, from phrases that recur and words as frequent as in a language."""
    chance = random.Random(seed)  # noqa: S311  no secret
    words = [
        f"{a}{b}{c}"
        for a in "bdfgklmnprst"
        for b in ("a", "e", "i", "o", "u")
        for c in ("ba", "ne", "ri", "so", "tu", "l")
    ]
    common = [1 / (rank + 3) for rank in range(len(words))]
    phrases = [chance.choices(words, common, k=chance.randint(5, 9)) for _ in range(TOPICS)]
    texts = []
    for _ in range(count):
        text: list[str] = []
        while len(text) < chance.randint(40, 90):
            text += chance.choice(phrases) if chance.random() < 0.25 else chance.choices(words, common, k=8)
        texts.append(" ".join(text))
    return texts


def keep(texts: list[str]) -> None:
    """Lay the replies into the ledger as `remember_words` does, without a case around each."""
    from django.db import connection, transaction  # noqa: PLC0415

    from fairnotice.ledger.hearing import SentWords, WordPrint  # noqa: PLC0415
    from fairnotice.notices.likeness import prints_to_keep  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_keys=OFF")
    with transaction.atomic(), connection.constraint_checks_disabled():
        for start in range(0, len(texts), 1000):
            some = texts[start : start + 1000]
            sent = [
                SentWords(pk=start + n + 1, event_id=start + n + 1, account_id=f"a-{start + n}", words=text)
                for n, text in enumerate(some)
            ]
            SentWords.objects.bulk_create(sent)
            WordPrint.objects.bulk_create(
                WordPrint(value=value, sent=each)
                for each in sent
                for value in prints_to_keep(tuple(each.words.split()))
            )
        connection.needs_rollback = False
        cursor = connection.cursor()
        cursor.execute("PRAGMA defer_foreign_keys=ON")


def search(name: str, drafts: list[str], *, found: bool) -> None:
    """Search each draft as the gate does and print the times."""
    from fairnotice.actions import own_words  # noqa: PLC0415
    from fairnotice.notices.likeness import likeness  # noqa: PLC0415

    times, hits = [], 0
    for draft in drafts:
        begun = time.perf_counter()
        words = tuple(draft.split())
        shares = [likeness(words, tuple(text.split())).share for text in own_words.earlier_words(words, account_id="-")]
        times.append(1000 * (time.perf_counter() - begun))
        hits += max(shares, default=0) >= 0.80
    times.sort()
    print(
        f"{name}: {hits} of {len(drafts)} found (all should be: {found}), "
        f"median {statistics.median(times):.0f} ms, slowest {times[-1]:.0f} ms"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else REPLIES)
