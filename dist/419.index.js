export const id = 419;
export const ids = [419];
export const modules = {

/***/ 73419:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   setOutputs: () => (/* binding */ setOutputs)
/* harmony export */ });
/* harmony import */ var _report_summary_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(44383);

/** Sets every output of the action and adds the table to the job's summary. */
async function setOutputs(host, output, run) {
    const count = (status) => String(run.samples.filter(sample => sample.status === status).length);
    const values = {
        run: `${output}/run.json`,
        summary: `${output}/summary.md`,
        output,
        complete: String(run.complete),
        'valid-samples': count('valid'),
        'invalid-samples': count('invalid'),
        seed: run.plan.seed
    };
    for (const [name, value] of Object.entries(values))
        host.outputs.setOutput(name, value);
    await host.outputs.summary((0,_report_summary_js__WEBPACK_IMPORTED_MODULE_0__.renderSummary)(run));
}


/***/ })

};
