export const id = 761;
export const ids = [761];
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
/* harmony import */ var _restore_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17848);
/* harmony import */ var _state_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(83471);


/** Undoes every run that is selected and gives what is left of them, each with its cure. */
async function restoreAll(host, connect, select) {
    const left = [];
    for (const undo of (await (0,_state_js__WEBPACK_IMPORTED_MODULE_1__/* .readUndos */ .K)(host.state)).filter(select)) {
        host.outputs.info(`run ${undo.runId}:`);
        left.push(...(await (0,_restore_js__WEBPACK_IMPORTED_MODULE_0__/* .restore */ .PF)(host, connect, undo)));
    }
    return left;
}


/***/ })

};
