export const id = 392;
export const ids = [392];
export const modules = {

/***/ 38392:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   readEnvironment: () => (/* binding */ readEnvironment)
/* harmony export */ });
/**
 * The inputs of a workflow step, as the runner passes them: `INPUT_` and the name in capitals, hyphens kept. Names that
 * the action does not know are passed too (the runner only warns), so that a mistyped one is refused like a flag.
 */
function readEnvironment(environment) {
    const raw = new Map();
    for (const [variable, text] of Object.entries(environment)) {
        if (variable.startsWith('INPUT_') && text !== undefined) {
            raw.set(variable.slice('INPUT_'.length).toLowerCase(), text);
        }
    }
    return raw;
}


/***/ })

};
