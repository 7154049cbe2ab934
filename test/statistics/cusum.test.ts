import { describe, expect, test } from '@jest/globals';
import { seededRandom } from '../../src/plan/plan.ts';
import { findShifts, type Night } from '../../src/statistics/cusum.ts';

/** Nights with noise that the machines share (5 %), their own (3 %) and the control's (2 %); `change` is added to night n. */
function nightsOf(
  seed: string,
  count: number,
  change: (night: number) => number = () => 0,
  machines: (night: number) => number = () => 0
): Night[] {
  const random = seededRandom(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Array.from({ length: count }, (_, night) => {
    const shared = 0.05 * normal() + machines(night);
    return { value: shared + 0.03 * normal() + change(night), control: shared + 0.02 * normal() };
  });
}

const from =
  (first: number, size: number, end = Infinity) =>
  (night: number): number =>
    night >= first && night < end ? Math.log(1 + size) : 0;
const found = (nights: readonly Night[], metrics = 4) => findShifts(nights, metrics).shifts;

describe('lasting changes', () => {
  test('a loss of 10 % is found within a few nights, with its size and first night', () => {
    const [shift, ...others] = found(nightsOf('loss', 90, from(60, -0.1)));
    expect(others).toEqual([]);
    expect(shift).toMatchObject({ machines: false });
    expect(Math.abs((shift?.first ?? 0) - 60)).toBeLessThanOrEqual(1);
    expect((shift?.detected ?? 0) - 60).toBeLessThan(6);
    expect(shift?.low).toBeLessThan(Math.log(0.9));
    expect(shift?.high).toBeGreaterThan(Math.log(0.9));
    expect(Math.abs((shift?.size ?? 0) - Math.log(0.9))).toBeLessThan(0.02);
  });

  test('a gain is found like a loss', () => {
    const loss = nightsOf('mirrored', 90, from(60, -0.1));
    const gain = loss.map(({ value, control = 0 }) => ({ value: -value, control: -control }));
    const [lost, gained] = [found(loss), found(gain)];
    expect(lost).toHaveLength(1);
    expect(gained.map(({ first, detected, size }) => [first, detected, -size])).toEqual(
      lost.map(({ first, detected, size }) => [first, detected, size])
    );
  });

  test('a loss that is taken back is two changes', () => {
    const shifts = found(nightsOf('back', 120, from(60, -0.1, 80)));
    expect(shifts.map(({ size }) => Math.sign(size))).toEqual([-1, 1]);
    expect(Math.abs((shifts[0]?.size ?? 0) + (shifts[1]?.size ?? 0))).toBeLessThan(0.03);
  });

  test('a loss does not become its own reference while it is not certain', () => {
    // 3 % with little noise: only a frozen reference lets what is beyond the allowance add up.
    const nights = nightsOf('frozen', 120, from(60, -0.04)).map(({ value, control = 0 }) => ({
      value: value - control
    }));
    expect(found(nights)).toHaveLength(1);
  });

  test('a slow decline is found', () => {
    expect(found(nightsOf('slow', 200, night => -0.001 * Math.max(0, night - 60))).length).toBeGreaterThan(0);
  });

  test('the changes found so far stay the same as the series grows', () => {
    const nights = nightsOf('causal', 200, night => from(60, -0.1)(night) + from(120, 0.15)(night));
    const whole = found(nights);
    expect(whole).toHaveLength(2);
    for (const { first, detected } of whole) {
      expect(found(nights.slice(0, detected + 1)).at(-1)).toMatchObject({ first, detected });
      expect(found(nights.slice(0, detected)).some(one => one.first === first)).toBe(false);
    }
  });

  test('four unchanged metrics raise less than one false alarm a year', () => {
    const years = Array.from({ length: 60 }, (_, year) => found(nightsOf(`unchanged ${year}`, 365)).length);
    expect((4 * years.reduce((sum, alarms) => sum + alarms, 0)) / 60).toBeLessThan(1);
  });
});

describe('what is no change', () => {
  test('slower machines, which the control shows too', () => {
    const slow = found(nightsOf('machines', 120, undefined, from(60, -0.1)));
    expect(slow.filter(({ machines }) => !machines)).toEqual([]);
    const withoutControl = nightsOf('machines', 120, undefined, from(60, -0.1)).map(({ value }) => ({ value }));
    expect(found(withoutControl)).toMatchObject([{ machines: false }]);
  });

  test('slower machines after only five nights, too few to learn the weight of the control', () => {
    const shifts = found(nightsOf('early machines', 20, undefined, from(5, -0.5)));
    expect(shifts.length).toBeGreaterThan(0);
    expect(shifts.filter(({ machines }) => !machines)).toEqual([]);
  });

  test('one or two nights that are far off', () => {
    for (const outliers of [[70], [70, 71], [70, 72, 90, 91]]) {
      expect(found(nightsOf('outliers', 120, night => (outliers.includes(night) ? -0.5 : 0)))).toEqual([]);
    }
  });

  test('a night in thirty that is far off', () => {
    const random = seededRandom('nights far off');
    const years = Array.from(
      { length: 60 },
      (_, year) => found(nightsOf(`outliers ${year}`, 365, () => (random() < 1 / 30 ? -0.3 : 0))).length
    );
    // If each of them counted in full, these would be more than two a year.
    expect((4 * years.reduce((sum, alarms) => sum + alarms, 0)) / 60).toBeLessThan(1.2);
  });

  test('nights that resemble the night before', () => {
    const years = Array.from({ length: 60 }, (_, year) => {
      let before = 0;
      const nights = nightsOf(`correlated ${year}`, 365).map(({ value, control = 0 }) => {
        before = 0.3 * before + (value - control);
        return { value: before };
      });
      return found(nights).length;
    });
    // Without the correlation, these are more than three a year.
    expect((4 * years.reduce((sum, alarms) => sum + alarms, 0)) / 60).toBeLessThan(1.5);
  });

  test('a control that does not correlate is ignored', () => {
    const other = nightsOf('other machines', 200);
    const nights = nightsOf('own machines', 200).map(({ value }, night) => ({ value, control: other[night]?.control }));
    expect(findShifts(nights, 4).weight).toBeLessThan(0.15);
    const weights = Array.from({ length: 60 }, (_, seed) => {
      const [few, others] = ['own', 'other'].map(name => nightsOf(`${name} ${seed}`, 12));
      return findShifts(
        (few ?? []).map(({ value }, night) => ({ value, control: others?.[night]?.control })),
        4
      ).weight;
    });
    expect(weights.reduce((sum, weight) => sum + weight, 0) / 60).toBeLessThan(0.1);
    const same = findShifts(nightsOf('own machines', 200), 4).weight;
    expect(Math.abs(same - 0.05 ** 2 / (0.05 ** 2 + 0.02 ** 2))).toBeLessThan(0.1);
  });

  test('fewer nights than a level needs, equal ones and none', () => {
    expect(findShifts([], 4)).toEqual({ shifts: [], expected: [], weight: 0 });
    expect(found(nightsOf('few', 5, from(3, -0.9)))).toEqual([]);
    const equal = Array.from({ length: 40 }, () => ({ value: 1, control: 1 }));
    expect(findShifts(equal, 4)).toMatchObject({ shifts: [], weight: 0 });
  });
});

test('more metrics need more evidence, because each can raise a false alarm', () => {
  const nights = nightsOf('many', 120, from(60, -0.06));
  const [few, many] = [4, 4000].map(metrics => found(nights, metrics)[0]?.detected ?? Infinity);
  expect(many).toBeGreaterThan(few ?? 0);
});

test('an unchanged night is expected near its control, within the noise that is left', () => {
  const nights = nightsOf('band', 200);
  const { expected } = findShifts(nights, 4);
  expect(expected.slice(0, 5)).toEqual([undefined, undefined, undefined, undefined, undefined]);
  const inside = nights.slice(50).map(({ value }, night) => {
    const { center = NaN, sd = NaN } = expected[night + 50] ?? {};
    return Math.abs(value - center) <= 2 * sd;
  });
  const share = inside.filter(Boolean).length / inside.length;
  expect(share).toBeGreaterThan(0.9);
  expect(share).toBeLessThan(0.99);
  // Without the control, the noise would be 5.8 %.
  expect(expected.at(-1)?.sd).toBeLessThan(0.042);
});
