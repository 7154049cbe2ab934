export const id = 540;
export const ids = [540];
export const modules = {

/***/ 31540:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createTerminal: () => (/* binding */ createTerminal)
/* harmony export */ });
/* harmony import */ var _results_redact_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(69154);

/** Outputs of the command line: progress on stderr, so that stdout stays free for results. */
function createTerminal() {
    const line = (text) => void process.stderr.write(`${(0,_results_redact_js__WEBPACK_IMPORTED_MODULE_0__/* .redactLine */ .Mq)(text)}\n`);
    return {
        info: line,
        warning: text => {
            line(`warning: ${text}`);
        },
        error: text => {
            line(`error: ${text}`);
        },
        async group(title, phase) {
            line(`== ${title}`);
            return phase();
        },
        setOutput: () => undefined,
        summary: () => Promise.resolve()
    };
}


/***/ })

};
