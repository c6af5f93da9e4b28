/** The word that somebody meant: the one that takes the fewest changes of a letter; undefined where none is near. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  const ranked = words
    .map((one) => ({ one, far: distance(word.toLowerCase(), one.toLowerCase()) }))
    .toSorted((a, b) => a.far - b.far);
  const [best] = ranked;
  return best && best.far <= Math.max(2, Math.floor(best.one.length / 3)) ? best.one : undefined;
}

/** What follows where there is no such word. */
export const didYouMean = (word: string, words: readonly string[]): string => {
  const best = nearest(word, words);
  return best === undefined ? '' : ` Did you mean ${best}?`;
};

/** Letters to put in, take out or change (Levenshtein). Of long words only the beginning counts. */
function distance(from: string, to: string): number {
  const [a, b] = [from.slice(0, 64), to.slice(0, 64)];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const changed = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(changed, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
