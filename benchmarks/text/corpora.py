"""The corpora of the bars, made once from the shared data, at their first SCALE of lines."""
import lzma
import re
import zipfile

from measuring import SCALE

WORD = re.compile(r"\w\w+")
SHORTEST, LONGEST = 25, 55


class Corpora:
    def __init__(self, data, folder):
        self.data, self.folder = data, folder

    def made(self, name, lines):
        """The path of a file of lines, of which a share is taken."""
        path = self.folder / f"{name}-{SCALE:g}"
        if not path.exists():
            whole = lines()
            unfinished = path.with_name(path.name + ".part")
            unfinished.write_text("".join(whole[: max(1, round(len(whole) * SCALE))]), encoding="utf-8")
            unfinished.rename(path)
        return path

    def wikipedia(self):
        return self.made("wiki17m.txt", self._wikipedia)

    def half(self, which):
        def lines():
            whole = self._wikipedia()
            middle = len(whole) // 2
            return whole[:middle] if which == 0 else whole[middle:]

        return self.made(f"wiki17m.half{which}.txt", lines)

    def _wikipedia(self):
        with lzma.open(self.data / "wiki17m.txt.xz", "rt", encoding="utf-8") as lines:
            return lines.readlines()

    def articles(self):
        """Texts as long as AG News' articles, cut from Wikipedia."""

        def lines():
            cut = []
            for line in (self.data / "wiki2m.txt").read_text(encoding="utf-8").splitlines():
                words = line.split()
                while len(words) >= SHORTEST:
                    length = SHORTEST + 7 * len(cut) % (LONGEST - SHORTEST + 1)
                    cut.append(" ".join(words[:length]) + "\n")
                    words = words[length:]
            return cut

        return self.made("articles.txt", lines)

    def sentiment(self, part):
        return self.made(f"sst2.{part}.tsv", lambda: (self.data / "sst2" / f"{part}.tsv").read_text(encoding="utf-8").splitlines(keepends=True))

    def topics(self, name):
        """Texts to learn from, texts to be judged by (every fifth), and the labels of either, each text a line of its words."""
        by_label = self._movies() if name == "movie_reviews" else self._sentences()
        parts = {"train": ([], []), "test": ([], [])}
        for label, texts in enumerate(by_label):
            for i, text in enumerate(texts[: max(10, round(len(texts) * SCALE))]):
                kept, labels = parts["test" if i % 5 == 0 else "train"]
                kept.append(" ".join(WORD.findall(text.lower())) + "\n")
                labels.append(label)
        for part, (kept, _) in parts.items():
            (self.folder / f"{name}.{part}").write_text("".join(kept), encoding="utf-8")
        return {part: (self.folder / f"{name}.{part}", labels) for part, (_, labels) in parts.items()}

    def _movies(self):
        with zipfile.ZipFile(self.data / "movie_reviews.zip") as archive:
            names = sorted(n for n in archive.namelist() if n.endswith(".txt"))
            return [[archive.read(n).decode("latin-1") for n in names if f"/{label}/" in n] for label in ("neg", "pos")]

    def _sentences(self):
        with zipfile.ZipFile(self.data / "subjectivity.zip") as archive:
            names = sorted(n for n in archive.namelist() if n.endswith(".5000"))
            return [archive.read(n).decode("latin-1").splitlines() for n in names]
