/**
 * Two-sided p-value of Wilcoxon's signed-rank test that differences are symmetric about zero: exact, by counting all signs;
 * ties get midranks, zeros are dropped, nothing left gives 1. Shown beside the t-test, never decisive: with seven rounds it
 * cannot go below 1/64, so it cannot start Holm's procedure.
 * Source: Wilcoxon 1945, Biometrics Bull. 1:80; exact with ties: Hollander & Wolfe, Nonparametric Statistical Methods, 3.1.
 */
export function signedRankP(differences: readonly number[]): number {
  const left = differences.filter(difference => difference !== 0);
  const sizes = left.map(Math.abs).sort((a, b) => a - b);
  // Twice the midrank is whole, so sums can index an array.
  const ranks = left.map(
    difference => sizes.indexOf(Math.abs(difference)) + sizes.lastIndexOf(Math.abs(difference)) + 2
  );
  const total = ranks.reduce((sum, rank) => sum + rank, 0);
  const positive = ranks.reduce((sum, rank, index) => sum + ((left[index] ?? 0) > 0 ? rank : 0), 0);
  const extreme = Math.min(positive, total - positive);

  let chances = new Float64Array(total + 1);
  chances[0] = 1;
  for (const rank of ranks) {
    const before = chances;
    chances = before.map((chance, sum) => (chance + (before[sum - rank] ?? 0)) / 2);
  }
  const tail = chances.slice(0, extreme + 1).reduce((sum, chance) => sum + chance, 0);
  return Math.min(1, 2 * tail);
}
