export const id = 371;
export const ids = [371,377];
export const modules = {

/***/ 7280:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Lj: () => (/* binding */ lacksProof),
/* harmony export */   nn: () => (/* binding */ isProven),
/* harmony export */   wC: () => (/* binding */ refuseUnproven)
/* harmony export */ });
/* harmony import */ var _scenario_scenario_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(27502);

const unproven = {
    kind: 'unproven',
    message: 'it was recorded as valid without the proof that its mode demands'
};
/** Whether every valid sample of a run carries the evidence that its figures need. */
function isProven(run) {
    return !run.samples.some(isUnproven);
}
/**
 * A stored run whose samples of pods are invalid where they call themselves valid and do not carry their proof: whoever wrote
 * it, no figure of theirs is shown or compared. What is measured here needs none of it, for no such sample is recorded.
 */
function refuseUnproven(run) {
    return {
        ...run,
        samples: run.samples.map(sample => isUnproven(sample) ? { ...sample, status: 'invalid', reason: unproven } : sample)
    };
}
/** Whether a sample calls itself valid without its proof, or did before it was refused. */
function lacksProof(sample) {
    return isUnproven(sample) || sample.reason?.message === unproven.message;
}
function isUnproven(sample) {
    return sample.status === 'valid' && sample.path === 'pod' && !carriesProof(sample);
}
/** Whether a sample of pods was proven to be what its scenario, not the proof itself, says of the traffic. */
function carriesProof({ scenario, proof }) {
    const mode = (0,_scenario_scenario_js__WEBPACK_IMPORTED_MODULE_0__/* .parseScenario */ .Mo)(scenario)?.encryption;
    return mode !== undefined && proof?.mode === mode && proof.verdict === (mode === 'none' ? 'plaintext' : 'encrypted');
}


/***/ }),

/***/ 85351:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readRun: () => (/* binding */ readRun)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(83916);
/* harmony import */ var _proven_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7280);
/* harmony import */ var _read_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(72460);



/** Reads a run.json, without the figures of what was not proven; throws an InputError that says what is wrong with it. */
async function readRun(files, path) {
    const text = await files.read(path);
    try {
        return (0,_proven_js__WEBPACK_IMPORTED_MODULE_0__/* .refuseUnproven */ .wC)((0,_read_js__WEBPACK_IMPORTED_MODULE_1__/* .parseRun */ .zZ)(text));
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz(`${path} is not a run`, { cause: error });
    }
}


/***/ }),

/***/ 64377:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   w$: () => (/* binding */ datetime)
/* harmony export */ });
/* unused harmony exports date, time, duration */
/* harmony import */ var _core_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(43759);
/* harmony import */ var _schemas_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(13798);



function datetime(params) {
    return _core_index_js__WEBPACK_IMPORTED_MODULE_0__/* ._isoDateTime */ .G1(_schemas_js__WEBPACK_IMPORTED_MODULE_1__/* .ZodISODateTime */ .You, params);
}
function date(params) {
    return core._isoDate(ZodISODate, params);
}
function time(params) {
    return core._isoTime(ZodISOTime, params);
}
function duration(params) {
    return core._isoDuration(ZodISODuration, params);
}


/***/ })

};
