export const id = 684;
export const ids = [684];
export const modules = {

/***/ 92684:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   stretchLimits: () => (/* binding */ stretchLimits)
/* harmony export */ });
/** The same cluster, whose commands and readings may take longer by a factor than their callers grant them. */
function stretchLimits(kubernetes, timeScale) {
    return {
        ...kubernetes,
        proxyGet: (namespace, pod, port, path, seconds) => kubernetes.proxyGet(namespace, pod, port, path, seconds * timeScale),
        exec: (target, command, seconds) => kubernetes.exec(target, command, seconds * timeScale),
        openShell: target => stretchShell(kubernetes.openShell(target), timeScale),
        startExec: (target, command, seconds) => stretchExec(kubernetes.startExec(target, command, seconds * timeScale), timeScale)
    };
}
function stretchShell(shell, timeScale) {
    return {
        run: (script, seconds) => shell.run(script, seconds * timeScale),
        get dead() {
            return shell.dead;
        },
        close: () => {
            shell.close();
        }
    };
}
function stretchExec(running, timeScale) {
    return { ...running, line: (pattern, seconds) => running.line(pattern, seconds * timeScale) };
}


/***/ })

};
