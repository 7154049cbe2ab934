export const id = 122;
export const ids = [122];
export const modules = {

/***/ 11761:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ isRunning)
/* harmony export */ });
/** Whether a process of this machine lives. One of another user does, although no signal may be sent to it. */
function isRunning(pid) {
    try {
        process.kill(pid, 0);
        return true;
    }
    catch (error) {
        return error instanceof Error && 'code' in error && error.code === 'EPERM';
    }
}


/***/ }),

/***/ 65122:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   leftovers: () => (/* binding */ leftovers)
/* harmony export */ });
/* harmony import */ var _host_running_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(11761);
/* harmony import */ var _state_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83471);


/** Runs whose process is gone and that still have something to undo. */
async function leftovers(state) {
    return (await (0,_state_js__WEBPACK_IMPORTED_MODULE_0__/* .readUndos */ .K)(state)).filter(undo => !(0,_host_running_js__WEBPACK_IMPORTED_MODULE_1__/* .isRunning */ .W)(undo.pid));
}


/***/ }),

/***/ 83471:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K: () => (/* binding */ readUndos),
/* harmony export */   r: () => (/* binding */ saveUndo)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13798);

/** A resource group that a run made on Azure, whose deletion removes the cluster with all that belongs to it. */
const aksSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
    subscription: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    resourceGroup: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()
});
/** The transit encryption that a managed AKS cluster had before the run, by az's name. */
const transitSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
    subscription: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    resourceGroup: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    name: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    encryption: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()
});
/** What a run has to undo, saved before each thing is made. */
const undoSchema = zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
    runId: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    /** Process of the run: while it lives its things are not leftovers. */
    pid: zod__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr().positive(),
    output: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
    /** How many times as long as on a normal cluster undoing may take. */
    timeScale: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().positive().default(1),
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
    release: zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
        namespace: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(),
        name: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().default('cilium'),
        revision: zod__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr().nonnegative(),
        /** What a rollout to all of its nodes may take on a normal cluster. */
        rolloutSeconds: zod__WEBPACK_IMPORTED_MODULE_0__/* .number */ .aig().positive().default(300)
    })
        .optional(),
    /** What a cluster that is not the run's own was like before the first change. */
    before: zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({
        /** Nodes that had IPsec's block policy, though Cilium was in another mode. */
        blockedNodes: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()),
        /** Manifests of the two test pods that show whether pods reach each other again. */
        pods: zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_0__/* .custom */ .IeY(value => typeof value === 'object' && value !== null)),
        /** Where the Secret is with which they pull their image. */
        pullSecret: zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ namespace: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), name: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP() }).optional()
    })
        .optional(),
    /** Name of a kind cluster that the run made and was not told to keep. */
    kindCluster: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().optional(),
    aks: aksSchema.optional(),
    aksTransit: transitSchema.optional()
});
/** Saves what there is to undo; each call for a run replaces the last. */
async function saveUndo(state, undo) {
    await state.save(undo.runId, JSON.stringify(undoSchema.parse(undo)));
}
/** All runs that have something to undo. Throws when an entry cannot be read: skipping it would hide what it names. */
async function readUndos(state) {
    return (await state.all()).map(({ content }) => undoSchema.parse(JSON.parse(content)));
}


/***/ })

};
