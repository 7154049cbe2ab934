export const id = 869;
export const ids = [869];
export const modules = {

/***/ 55869:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   createWorkflowOutputs: () => (/* binding */ createWorkflowOutputs)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(33838);
/* harmony import */ var _results_redact_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(69154);


/** Outputs of a workflow step: folds, annotations, step outputs and the job's summary. */
function createWorkflowOutputs() {
    return {
        info: line => {
            _actions_core__WEBPACK_IMPORTED_MODULE_0__.info(withoutCommands((0,_results_redact_js__WEBPACK_IMPORTED_MODULE_1__/* .redactLine */ .Mq)(line)));
        },
        warning: line => {
            _actions_core__WEBPACK_IMPORTED_MODULE_0__.warning((0,_results_redact_js__WEBPACK_IMPORTED_MODULE_1__/* .redactLine */ .Mq)(line));
        },
        error: line => {
            _actions_core__WEBPACK_IMPORTED_MODULE_0__.error((0,_results_redact_js__WEBPACK_IMPORTED_MODULE_1__/* .redactLine */ .Mq)(line));
        },
        group: _actions_core__WEBPACK_IMPORTED_MODULE_0__.group,
        setOutput: _actions_core__WEBPACK_IMPORTED_MODULE_0__.setOutput,
        summary: async (markdown) => {
            await _actions_core__WEBPACK_IMPORTED_MODULE_0__.summary.addRaw(markdown, true).write();
        }
    };
}
/**
 * The runner takes a line that begins with `::` for a command, wherever the text comes from, and `##[` anywhere for one of
 * its old form. Annotations, titles and outputs are escaped by @actions/core; plain lines are not.
 */
function withoutCommands(text) {
    return text.replace(/^(\s*:)(?=:)|(#)(?=#\[)/gm, '$1$2\u2060');
}


/***/ })

};
