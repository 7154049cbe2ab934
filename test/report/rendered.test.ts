import { describe, expect, test } from '@jest/globals';
import type { Rendered, RenderedChange } from '../../src/model/rendered.ts';
import { renderComment } from '../../src/report/comment.ts';
import { plainText } from '../../src/report/blocks.ts';
import { describeArms, describeUnknownKeys, diffLines, suspectSections } from '../../src/report/rendered.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { commentContext, createComparison, omit, reference } from '../support/comparison-builder.ts';
import { createUnchangedRun, sameArms, shapes } from '../support/comparison-shapes.ts';
import { createRun } from '../support/run-builder.ts';

const changed = (path: string): RenderedChange => ({
  object: 'ConfigMap kube-system/cilium-config',
  path,
  reference: '"a"',
  candidate: '"b"'
});
const rendered: Rendered = {
  unknownKeys: [],
  arms: {
    objects: 25,
    differences: [
      { scenarios: ['vxlan'], changes: [changed('data.x'), { ...changed(''), object: 'Service s' }], more: 7 }
    ],
    defaults: { changes: [changed('data.y')], more: 0 },
    forDisplay: [],
    overridden: [],
    withoutEffect: []
  }
};

describe('a rendered difference', () => {
  test('has the agents’ settings by key alone, and objects by name alone', () => {
    expect(diffLines({ changes: [changed('data.x'), changed('metadata.name')], more: 0 })).toEqual([
      '- x: "a"',
      '+ x: "b"',
      '- ConfigMap kube-system/cilium-config metadata.name: "a"',
      '+ ConfigMap kube-system/cilium-config metadata.name: "b"'
    ]);
    expect(diffLines({ changes: [{ object: 'Service s', path: '', candidate: 'exists' }], more: 7 })).toEqual([
      '+ Service s',
      '  and 7 more'
    ]);
  });

  test('is folded in the comment, and the defaults that came with a version are separate', () => {
    const older = { ...reference, chartVersion: '1.19.4' };
    const text = renderComment(createRun({ reference: older, rendered }), createComparison(), commentContext);
    expect(text).toContain('<summary>Rendered manifests that differ: 9 fields</summary>');
    expect(text).toContain('- x: "a"\n+ x: "b"\n- Service s\n+ Service s\n  and 7 more');
    expect(text).toContain('<summary>Defaults of the agents that changed with the version: 1</summary>');
    expect(text).toContain('differences between chart 1.19.4 (-) and 1.20.2 (+)');
  });

  test('is in the open up to ten lines with the keys of the values behind it, unless the run passes', () => {
    const many = Array.from({ length: 8 }, (_, index) => changed(`data.k${index}`));
    const of = (changes: typeof many): string => {
      const arms = rendered.arms && {
        ...rendered.arms,
        differences: [{ scenarios: ['vxlan'], changes, more: 0 }],
        defaults: { changes: [], more: 0 },
        responsible: [{ key: 'bpf.monitorAggregation', at: 'v.yaml:41' }]
      };
      const run = createRun({ reference, rendered: { ...rendered, ...(arms && { arms }) } });
      return renderComment(run, createComparison({ verdict: 'inconclusive' }), commentContext);
    };
    const few = of(many.slice(0, 2));
    expect(few.split('<details>')[0]).toContain(
      '**Only this differs for Cilium:** `bpf.monitorAggregation` (`v.yaml:41`).\n\n```diff\n- k0: "a"\n+ k0: "b"\n- k1: "a"\n+ k1: "b"\n```'
    );
    expect(few).not.toContain('Rendered manifests that differ');
    expect(of(many).split('<details>')[0]).toMatch(/\+ k4: "b"\n {2}and 6 more lines, below\n```/);
    expect(of(many)).toContain('<summary>Rendered manifests that differ: 8 fields</summary>');
    expect(renderComment(createRun({ reference, rendered }), createComparison(), commentContext)).not.toContain(
      'Only this'
    );
  });

  describe('of a single setting', () => {
    const suspect = (
      change: Partial<RenderedChange>,
      responsible = [{ key: 'bpf.monitorAggregation', at: 'v.yaml:41' }]
    ) => {
      const differences = [{ scenarios: ['vxlan'], changes: [{ ...changed('data.k'), ...change }], more: 0 }];
      return suspectSections({
        reference,
        rendered: { unknownKeys: [], arms: { ...sameArms, differences, responsible } }
      })[0];
    };

    test('is one line', () => {
      const text = (...shown: Parameters<typeof suspect>): string =>
        plainText(suspect(...shown)?.paragraphs?.[0] ?? '');
      expect(text({})).toBe('k: a → b (bpf.monitorAggregation, v.yaml:41).');
      expect(text({ reference: '5', candidate: 'true' }, [])).toBe('k: 5 → true.');
      expect(suspect({})?.body).toBeUndefined();
    });

    test.each<[string, Partial<RenderedChange>]>([
      ['is long', { candidate: JSON.stringify('b'.repeat(51)) }],
      ['has a structure', { candidate: '{"a":1}' }],
      ['differs only in its type', { reference: '"5"', candidate: '5' }],
      ['is a secret by its key alone', { path: 'data.password', reference: '"hunter22"', candidate: '"hunter23"' }]
    ])('is a diff if it %s', (_, change) => {
      expect(suspect(change)?.body).toMatchObject({ kind: 'code', language: 'diff' });
    });

    test('is a diff if one side does not have it, or several keys may be behind it', () => {
      const differences = [{ scenarios: ['vxlan'], changes: [omit(changed('data.k'), 'reference')], more: 0 }];
      const arms = { ...sameArms, differences };
      expect(suspectSections({ reference, rendered: { unknownKeys: [], arms } })[0]?.body).toBeDefined();
      const keys = ['a', 'b'].map(key => ({ key, at: 'v.yaml:1' }));
      expect(suspect({}, keys)?.body).toBeDefined();
    });
  });

  test('is in the log of the plan', () => {
    expect(describeArms(rendered)).toEqual([
      'compared 25 rendered objects of both arms: reference (-) and now (+)',
      '  vxlan:',
      ...['    - x: "a"', '    + x: "b"', '    - Service s', '    + Service s', '      and 7 more'],
      '  defaults that changed with the version:',
      ...['    - y: "a"', '    + y: "b"']
    ]);
  });

  test('comes with the keys that do nothing', () => {
    const { rendered: unchanged } = shapes.unchanged().run;
    expect(describeUnknownKeys(unchanged ?? rendered)).toEqual([
      'cilium-values: ciliumEndPointSlice (cilium/values.yaml:7) has no effect: the chart does not have this key, and renders the same without it; did you mean ciliumEndpointSlice?'
    ]);
    expect(describeArms(unchanged ?? rendered)).toEqual([
      'compared 25 rendered objects of both arms: nothing that Cilium sees differs',
      'These values differ, but this run sets them itself: routingMode (cilium/values.yaml:12).',
      'These values differ, but change nothing that Cilium sees: hubble.ui.replicas.'
    ]);
  });

  test('cannot write lines of its own', () => {
    const hostile = { ...changed('data.x'), candidate: '"\n::error::no"' };
    expect(diffLines({ changes: [hostile], more: 0 })[1]).toBe('+ x: " ::error::no"');
  });
});

describe('an unchanged run', () => {
  test('says what was compared, and which values differ all the same', () => {
    const { run, comparison } = shapes.unchanged();
    const text = renderComment(run, comparison, commentContext);
    expect(text).toContain(
      '### ✅ Cilium performance: nothing that Cilium sees differs\n\nNothing was measured, because everything that Cilium sees renders the same (25 objects) for cilium/values.yaml of main and for this run (vxlan, native+wireguard).'
    );
    expect(text).toContain(
      '- These values differ, but this run sets them itself: `routingMode` (`cilium/values.yaml:12`).'
    );
    expect(text).toContain('- These values differ, but change nothing that Cilium sees: `hubble.ui.replicas`.');
    expect(text).toContain(
      '- `ciliumEndPointSlice` (`cilium/values.yaml:7`) has no effect: the chart does not have this key, and renders the same without it; did you mean `ciliumEndpointSlice`?'
    );
    expect(text).not.toMatch(/Setup|Control|Baseline|Reproduce/);
  });

  test('names objects that differ but only people look at', () => {
    const { arms } = createUnchangedRun().rendered ?? {};
    const run = createUnchangedRun({ arms: arms && { ...arms, forDisplay: ['Deployment kube-system/hubble-ui'] } });
    const text = renderComment(run, shapes.unchanged().comparison, commentContext);
    expect(text).toContain('renders the same (25 objects, except for 1 object that only people look at) for');
    expect(text).toContain('- These objects differ, but only people look at them: Deployment kube-system/hubble-ui.');
  });

  test('has no tables without numbers in its summary', () => {
    expect(renderSummary(createUnchangedRun())).toMatch(
      /^# .*\n\nUnchanged: nothing was measured, because everything that Cilium sees .*\.\n$/
    );
  });
});
