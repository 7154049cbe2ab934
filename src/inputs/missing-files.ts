import type { InputValues } from './definitions.ts';
import { quote } from './text.ts';

/** Questions about paths: the only access to the outside while inputs are parsed. */
export interface InputFiles {
  exists(path: string): boolean;
  isFolder(path: string): boolean;
}

/**
 * One sentence for each path that does not fit its input. Values and version files are checked when they are read: they
 * can name a place in a file, and only the base commit may have them.
 */
export function missingFiles(values: Partial<InputValues>, files: InputFiles): string[] {
  const problems: string[] = [];
  const needFile = (name: string, path: string | undefined): void => {
    if (path !== undefined) problems.push(...fileProblems(name, path, files));
  };
  needFile('kind-config', values['kind-config']);
  needFile('kubeconfig', values.kubeconfig);
  problems.push(...chartProblems(values['cilium-chart'], files), ...folderProblems('output', values.output, files));
  return problems;
}

/** Problems with a path that must be a file. */
export function fileProblems(name: string, path: string, files: InputFiles): string[] {
  if (!files.exists(path)) return [`${name}: ${quote(path)} does not exist; write the path of a file.`];
  if (files.isFolder(path)) return [`${name}: ${quote(path)} is a folder; write the path of a file.`];
  return [];
}

/** Problems with a path that must be a folder, or not exist yet. */
export function folderProblems(name: string, path: string | undefined, files: InputFiles): string[] {
  if (path === undefined || !files.exists(path) || files.isFolder(path)) return [];
  return [`${name}: ${quote(path)} is a file; write the path of a folder; it is created if missing.`];
}

function chartProblems(chart: InputValues['cilium-chart'] | undefined, files: InputFiles): string[] {
  if (chart?.kind !== 'path') return [];
  if (!files.exists(chart.path)) {
    return [`cilium-chart: ${quote(chart.path)} does not exist; write the path of a chart, oci://… or https://….`];
  }
  if (files.isFolder(chart.path) && !files.exists(`${chart.path}/Chart.yaml`)) {
    return [`cilium-chart: ${quote(chart.path)} has no Chart.yaml; write the folder that has one, or a .tgz archive.`];
  }
  return [];
}
