const { default: TestSequencer } = require('@jest/test-sequencer');

/** Runs the files in order of their names: the demo creates the cluster that the others use. */
module.exports = class ByName extends TestSequencer {
  sort(tests) {
    return [...tests].sort((a, b) => a.path.localeCompare(b.path));
  }
};
