export const id = 94;
export const ids = [94];
export const modules = {

/***/ 51094:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readSource: () => (/* binding */ readSource)
/* harmony export */ });
/* harmony import */ var _actions_github__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(92413);

/** Where on GitHub this job runs, from the runner's environment. */
function readSource() {
    return {
        repository: `${_actions_github__WEBPACK_IMPORTED_MODULE_0__/* .context */ ._.repo.owner}/${_actions_github__WEBPACK_IMPORTED_MODULE_0__/* .context */ ._.repo.repo}`,
        sha: _actions_github__WEBPACK_IMPORTED_MODULE_0__/* .context */ ._.sha,
        ref: _actions_github__WEBPACK_IMPORTED_MODULE_0__/* .context */ ._.ref,
        event: _actions_github__WEBPACK_IMPORTED_MODULE_0__/* .context */ ._.eventName,
        workflow: _actions_github__WEBPACK_IMPORTED_MODULE_0__/* .context */ ._.workflow,
        job: _actions_github__WEBPACK_IMPORTED_MODULE_0__/* .context */ ._.job,
        runId: _actions_github__WEBPACK_IMPORTED_MODULE_0__/* .context */ ._.runId,
        runAttempt: _actions_github__WEBPACK_IMPORTED_MODULE_0__/* .context */ ._.runAttempt
    };
}


/***/ })

};
