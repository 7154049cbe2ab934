import { z } from 'zod';

/** Maximum number of entries in each list of a record, so that a bump with hundreds of differences stays readable. */
export const maxRendered = 50;

/** A field that differs between what the chart renders for the two arms. */
const changeSchema = z.strictObject({
  /** Kind, namespace and name, such as `ConfigMap kube-system/cilium-config`. */
  object: z.string(),
  /** Dotted path of the field; empty if one arm does not have the object. */
  path: z.string(),
  /** Value of each arm as JSON; absent if it has none. */
  reference: z.string().optional(),
  candidate: z.string().optional()
});
export type RenderedChange = z.infer<typeof changeSchema>;

/** The first differences, and how many more there are. */
const changesSchema = z.strictObject({
  changes: z.array(changeSchema).max(maxRendered),
  more: z.int().nonnegative()
});
export type RenderedChanges = z.infer<typeof changesSchema>;

/** A key of the candidate's values. */
const keySchema = z.strictObject({
  /** Dotted path. */
  key: z.string(),
  /** File and line, such as `values.yaml:12`; absent if it is not written in a file. */
  at: z.string().optional()
});
export type PlacedKey = z.infer<typeof keySchema>;

/** What the chart renders for the values of both arms (`helm template`), and which values it ignores. */
export const renderedSchema = z.strictObject({
  /** Keys of the candidate's values that the chart does not have and that change nothing. */
  unknownKeys: z.array(keySchema.extend({ nearest: z.string().optional() })).max(maxRendered),
  /** Absent if the run has one arm. */
  arms: z
    .strictObject({
      /** Number of objects that were compared. */
      objects: z.int().nonnegative(),
      /** What differs and reaches Cilium, one entry for the scenarios that share it. Empty if nothing does. */
      differences: z.array(changesSchema.extend({ scenarios: z.array(z.string()) })).max(maxRendered),
      /** Settings of the agents that differ only because the chart's version does. */
      defaults: changesSchema,
      /** Objects that differ but are only for people to look at. */
      forDisplay: z.array(z.string()).max(maxRendered),
      /** If something reaches Cilium: keys of the values that differ. */
      responsible: z.array(keySchema).max(maxRendered).optional(),
      /** If nothing reaches Cilium: keys of the values that differ and that the scenarios set themselves. */
      overridden: z.array(keySchema).max(maxRendered),
      /** If nothing reaches Cilium: the other keys of the values that differ. */
      withoutEffect: z.array(keySchema).max(maxRendered)
    })
    .optional()
});
export type Rendered = z.infer<typeof renderedSchema>;

/** Whether both arms were compared, and nothing that Cilium sees differs. */
export function isUnchanged(rendered: Rendered | undefined): boolean {
  const { differences, defaults } = rendered?.arms ?? {};
  return differences?.length === 0 && defaults?.changes.length === 0;
}
