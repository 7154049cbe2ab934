import TestSequencer from '@jest/test-sequencer';

/** In the order of their names: the demo makes the cluster that the others use. */
export default class ByName extends TestSequencer.default {
  sort(tests) {
    return [...tests].sort((a, b) => a.path.localeCompare(b.path));
  }
}
