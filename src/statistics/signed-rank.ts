/**
 * Two-sided p-value of Wilcoxon's signed-rank test that differences are symmetric about zero. Exact, by counting all
 * sign combinations; ties get midranks, zeros are dropped, and no remaining difference gives 1. Shown next to the
 * t-test but never decisive: with seven rounds it cannot fall below 1/64, so it could never start Holm's procedure.
 * Source: Wilcoxon 1945, Biometrics Bull. 1:80; exact with ties: Hollander & Wolfe, Nonparametric Statistical Methods,
 * 3.1.
 */
export function signedRankP(differences: readonly number[]): number {
  const left = differences.filter(difference => difference !== 0);
  const sizes = left.map(Math.abs).sort((a, b) => a - b);
  // Twice a midrank is an integer, so sums can be array indices.
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
