"""Interactions of a given size, as lines 'user TAB item'. Same seed, same file."""
import numpy as np


def interactions(users, items, size, path, seed=7):
    """As skewed as MovieLens 1M: users of log-normal many items, 20 at least, items whose popularity falls exponentially with their rank."""
    rng = np.random.default_rng(seed)
    activity = rng.lognormal(0, 1, users)
    fewest = min(20, size // users)
    counts = fewest + (activity / activity.sum() * (size - fewest * users)).astype(int)
    popularity = -np.arange(items) * 6.6 / items
    with open(path, "w", encoding="utf-8") as out:
        for u, n in enumerate(np.minimum(counts, items // 2)):
            best = np.argpartition(-(popularity + rng.gumbel(size=items)), n)[:n]
            out.writelines(f"{u}\t{i}\n" for i in best)
