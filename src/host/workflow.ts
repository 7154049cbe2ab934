import * as core from '@actions/core';
import type { Outputs } from './ports.ts';

/** Outputs of a workflow step: folds, annotations, step outputs and the job's summary. */
export function createWorkflowOutputs(): Outputs {
  return {
    info: core.info,
    warning: line => {
      core.warning(line);
    },
    error: line => {
      core.error(line);
    },
    group: core.group,
    setOutput: core.setOutput,
    summary: async markdown => {
      await core.summary.addRaw(markdown, true).write();
    }
  };
}
