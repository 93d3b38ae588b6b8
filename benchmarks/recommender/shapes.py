"""MovieLens in other shapes: catalogues without texts, counts with heavy tails, short histories. Same seed, same files.

Of each shape a folder for each question (rand, loo, cold) with train.tsv and test.tsv, inside of train.tsv fit.tsv and valid.tsv, for cold
candidates.txt, and beside them items.tsv where items have texts.

    title   four stars and more, the texts are titles alone
    all     every rating, and its stars are its weight
    dense   users of 40 entries or more among the 800 best known items
    plays   every rating as a number of plays, log-normal around its stars, up to 10,000; every fifth item without a text
    sparse  everyone cut into people of 5 to 8 entries, in their order; items that three people have
"""
import csv
from collections import Counter, defaultdict

import numpy as np

SHAPES = ("title", "all", "dense", "plays", "sparse")
QUESTIONS = ("rand", "loo", "cold")
MOST_PLAYS = 10_000


def ratings(shared):
    with open(shared / "data" / "recommender" / "ml-latest-small" / "ratings.csv", encoding="utf-8") as lines:
        return [(r["userId"], r["movieId"], float(r["rating"]), int(r["timestamp"])) for r in csv.DictReader(lines)]


def core(rows, of_users, of_items):
    """The rows of users and items of so many entries among one another."""
    while True:
        users, items = Counter(r[0] for r in rows), Counter(r[1] for r in rows)
        kept = [r for r in rows if users[r[0]] >= of_users and items[r[1]] >= of_items]
        if len(kept) == len(rows):
            return rows
        rows = kept


def shaped(shape, rows, rng):
    liked = [(u, i, 1, t) for u, i, stars, t in rows if stars >= 4]
    if shape == "title":
        return core(liked, 5, 5)
    if shape == "all":
        return core(rows, 5, 5)
    if shape == "dense":
        best = {i for i, _ in Counter(r[1] for r in liked).most_common(800)}
        return core([r for r in liked if r[1] in best], 40, 1)
    if shape == "plays":
        return core([(u, i, plays(stars, rng), t) for u, i, stars, t in rows], 5, 5)
    return core(pieces(liked, rng), 3, 3)


def plays(stars, rng):
    return int(min(MOST_PLAYS, np.ceil(np.exp(stars - 1 + 1.5 * rng.standard_normal()))))


def pieces(rows, rng):
    of = defaultdict(list)
    for row in rows:
        of[row[0]].append(row)
    cut = []
    for user, own in of.items():
        own.sort(key=lambda r: (r[3], r[1]))
        at = piece = 0
        while at < len(own):
            size = int(rng.integers(5, 9))
            cut += [(f"{user}-{piece}", *r[1:]) for r in own[at:at + size]]
            at, piece = at + size, piece + 1
    return cut


def held_out(question, rows, rng):
    """Training rows and test rows; what is asked of the test is in training."""
    of = defaultdict(list)
    for row in rows:
        of[row[0]].append(row)
    cold = set()
    if question == "cold":
        items = sorted({r[1] for r in rows})
        cold = {items[k] for k in rng.permutation(len(items))[:len(items) // 5]}
    train, test = [], []
    for own in of.values():
        if question == "rand":
            out = {own[k][1] for k in rng.permutation(len(own))[:len(own) // 5]}
        elif question == "loo":
            out = {max(own, key=lambda r: (r[3], r[1]))[1]} if len(own) > 1 else set()
        else:
            out = cold
        train += [r for r in own if r[1] not in out]
        test += [r for r in own if r[1] in out]
    users, items = {r[0] for r in train}, {r[1] for r in train}
    return train, [r for r in test if r[0] in users and (question == "cold" or r[1] in items)], cold


def write(path, rows):
    with open(path, "w", encoding="utf-8") as out:
        out.write("user\titem\tweight\ttime\n")
        out.writelines("\t".join(map(str, row)) + "\n" for row in rows)


def texts(shape, shared, folder):
    path = shared / "data" / "recommender" / "splits-ml-latest-small" / "items.tsv"
    with open(path, encoding="utf-8") as lines, open(folder / "items.tsv", "w", encoding="utf-8") as out:
        out.write("id\ttext\n")
        for number, line in enumerate(lines):
            item, title, *more = line.rstrip("\n").split("\t")
            said = title if shape == "title" else " ".join([title, *more])
            out.write(f"{item}\t{'' if shape == 'plays' and number % 5 == 0 else said}\n")


def generate(shared, folder):
    rows = ratings(shared)
    for shape in SHAPES:
        rng = np.random.default_rng(7)
        all_rows = shaped(shape, rows, rng)
        (folder / shape).mkdir(parents=True, exist_ok=True)
        texts(shape, shared, folder / shape)
        for question in QUESTIONS:
            to = folder / shape / question
            to.mkdir(exist_ok=True)
            train, test, cold = held_out(question, all_rows, rng)
            fit, valid, unknown = held_out(question, train, rng)
            for name, part in (("train", train), ("test", test), ("fit", fit), ("valid", valid)):
                write(to / f"{name}.tsv", part)
            if question == "cold":
                (to / "candidates.txt").write_text("\n".join(sorted(cold)) + "\n")
                (to / "unknown.txt").write_text("\n".join(sorted(unknown)) + "\n")
