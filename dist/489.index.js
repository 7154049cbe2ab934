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
async function restoreAll(host, connect, select, timeLeft, followedBy) {
    const left = [];
    for (const undo of (await (0,_state_js__WEBPACK_IMPORTED_MODULE_1__/* .readUndos */ .K)(host.state)).filter(select)) {
        host.outputs.info(`run ${undo.runId}:`);
        left.push(...(await (0,_restore_js__WEBPACK_IMPORTED_MODULE_0__/* .restore */ .PF)(host, connect, undo, timeLeft, followedBy)));
    }
    return left;
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
