export const id = 419;
export const ids = [419];
export const modules = {

/***/ 73419:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   setOutputs: () => (/* binding */ setOutputs)
/* harmony export */ });
/** Sets every output of the action, of a run that failed too; on the command line nobody reads them. */
function setOutputs(host, output, run, conclusion) {
    const count = (status) => String(run.samples.filter(sample => sample.status === status).length);
    const { comparison, artifactId, commentUrl } = conclusion ?? {};
    const outcomes = (outcome) => String(comparison?.metrics.filter(metric => metric.gated && metric.outcome === outcome).length ?? 0);
    const values = {
        verdict: comparison?.verdict ?? '',
        regressions: outcomes('regression'),
        improvements: outcomes('improvement'),
        equivalent: outcomes('equivalent'),
        inconclusive: outcomes('inconclusive'),
        invalid: outcomes('invalid'),
        'baseline-runs': String(comparison === undefined ? 0 : earlierRunsCompared(comparison)),
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
/** Runs of the pool, which a reference arm only stands beside. */
function earlierRunsCompared({ design, baseline }) {
    if (design !== 'history' && design !== 'single')
        return 0;
    return baseline.candidates.filter(({ used }) => used).length;
}


/***/ })

};
