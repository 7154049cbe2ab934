export const id = 489;
export const ids = [489,377];
export const modules = {

/***/ 8301:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   o: () => (/* binding */ safeJson)
/* harmony export */ });
/** Text as JSON, or `undefined` when it is none. */
function safeJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}


/***/ }),

/***/ 99621:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   restoreAll: () => (/* binding */ restoreAll)
/* harmony export */ });
/* harmony import */ var _restore_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(80699);
/* harmony import */ var _state_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(83471);


/** Undoes every run that is selected within the time that is left; gives what is left of them, each with its cure. */
async function restoreAll(host, connect, select, timeLeft) {
    const left = [];
    for (const undo of (await (0,_state_js__WEBPACK_IMPORTED_MODULE_1__/* .readUndos */ .K)(host.state)).filter(select)) {
        host.outputs.info(`run ${undo.runId}:`);
        left.push(...(await (0,_restore_js__WEBPACK_IMPORTED_MODULE_0__/* .restore */ .PF)(host, connect, undo, timeLeft)));
    }
    return left;
}


/***/ }),

/***/ 83471:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ readUndos),
/* harmony export */   r: () => (/* binding */ saveUndo)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13798);

/** What a run has to undo, saved before each thing is made. */
const undoSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
    runId: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    /** Process of the run: while it lives its things are not leftovers. */
    pid: zod__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr().positive(),
    output: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    /** Folder of the run's own kubeconfig and values files. */
    workFolder: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    kubeconfig: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().optional(),
    context: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().optional(),
    /** Where the run told other runs to look for it, once it asked for its turn on the cluster. */
    turn: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().optional(),
    namespaces: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()),
    /** Secrets that the run made, as namespace and name. */
    secrets: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .tuple */ .PVZ([zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()])),
    /** The Helm release before the first change, on a cluster that is not the run's own; revision 0: there was none. */
    release: zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ namespace: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), revision: zod__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr().nonnegative() }).optional(),
    /** Name of a kind cluster that the run made and was not told to keep. */
    kindCluster: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().optional()
});
/** Saves what there is to undo; each call for a run replaces the last. */
async function saveUndo(state, undo) {
    await state.save(undo.runId, JSON.stringify(undoSchema.parse(undo)));
}
/** All runs that have something to undo. Throws when an entry cannot be read: skipping it would hide what it names. */
async function readUndos(state) {
    return (await state.all()).map(({ content }) => undoSchema.parse(JSON.parse(content)));
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
