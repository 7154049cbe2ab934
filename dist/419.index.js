export const id = 419;
export const ids = [419];
export const modules = {

/***/ 73419:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   setOutputs: () => (/* binding */ setOutputs)
/* harmony export */ });
/** Sets every output of the action. */
function setOutputs(host, output, { run, conclusion }) {
    const count = (status) => String(run.samples.filter(sample => sample.status === status).length);
    const { comparison, artifactId, commentUrl } = conclusion ?? {};
    const outcomes = (outcome) => String(comparison?.metrics.filter(metric => metric.gated && metric.outcome === outcome).length ?? 0);
    const values = {
        verdict: comparison?.verdict ?? '',
        regressions: outcomes('regression'),
        improvements: outcomes('improvement'),
        equivalent: outcomes('equivalent'),
        inconclusive: outcomes('inconclusive'),
        'baseline-runs': String(comparison?.baseline.candidates.filter(({ used }) => used).length ?? 0),
        'comment-url': commentUrl ?? '',
        'artifact-id': artifactId === undefined ? '' : String(artifactId),
        run: `${output}/run.json`,
        comparison: `${output}/comparison.json`,
        report: `${output}/report.html`,
        summary: `${output}/summary.md`,
        output,
        complete: String(run.complete),
        'valid-samples': count('valid'),
        'invalid-samples': count('invalid'),
        seed: run.plan.seed
    };
    for (const [name, value] of Object.entries(values))
        host.outputs.setOutput(name, value);
}


/***/ })

};
