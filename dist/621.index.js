export const id = 621;
export const ids = [621];
export const modules = {

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
