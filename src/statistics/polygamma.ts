/** Above this the asymptotic series below are exact to 1e-12. */
const ASYMPTOTIC_FROM = 10;

/** Derivative of ln Γ for x > 0: recurrence up, then Abramowitz & Stegun 6.3.18. */
export function digamma(x: number): number {
  let shifted = x;
  let below = 0;
  for (; shifted < ASYMPTOTIC_FROM; shifted += 1) below += 1 / shifted;
  const inverse = 1 / shifted ** 2;
  const series = inverse * (1 / 12 - inverse * (1 / 120 - inverse * (1 / 252 - inverse * (1 / 240 - inverse / 132))));
  return Math.log(shifted) - 1 / (2 * shifted) - series - below;
}

/** Second derivative of ln Γ for x > 0: recurrence up, then Abramowitz & Stegun 6.4.12. */
export function trigamma(x: number): number {
  let shifted = x;
  let below = 0;
  for (; shifted < ASYMPTOTIC_FROM; shifted += 1) below += 1 / shifted ** 2;
  const inverse = 1 / shifted ** 2;
  const series = inverse * (1 / 6 - inverse * (1 / 30 - inverse * (1 / 42 - inverse * (1 / 30 - (inverse * 5) / 66))));
  return 1 / shifted + inverse / 2 + series / shifted + below;
}

/** The x > 0 whose trigamma is `value` > 0, by bisection on a logarithmic scale; 1e9 stands for everything beyond. */
export function inverseTrigamma(value: number): number {
  let low = Math.log(1e-9);
  let high = Math.log(1e9);
  for (let step = 0; step < 100; step += 1) {
    const middle = (low + high) / 2;
    if (trigamma(Math.exp(middle)) > value) low = middle;
    else high = middle;
  }
  return Math.exp((low + high) / 2);
}
