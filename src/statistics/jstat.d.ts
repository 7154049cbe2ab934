/** The part of jstat in use; the package has no types of its own. */
declare module 'jstat' {
  interface Statistics {
    studentt: { cdf(x: number, df: number): number; inv(p: number, df: number): number };
    normal: { cdf(x: number, mean: number, sd: number): number; inv(p: number, mean: number, sd: number): number };
    centralF: { cdf(x: number, numeratorDf: number, denominatorDf: number): number };
  }
  const jstat: { jStat: Statistics };
  export default jstat;
}
