export const id = 845;
export const ids = [845];
export const modules = {

/***/ 9660:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   sweepAks: () => (/* binding */ sweepAks)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(83916);
/* harmony import */ var _az_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10573);
/* harmony import */ var _groups_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(59130);
/* harmony import */ var _tags_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(39895);
/* harmony import */ var _undo_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(79884);





/**
 * Removes the resource groups that runs left in Azure: those whose time is over, and those of one workflow run whatever
 * their age. Tries each one; gives a sentence for each that is left although it should be gone, with its cure.
 */
async function sweepAks(host, githubRun) {
    const az = await (0,_az_js__WEBPACK_IMPORTED_MODULE_0__/* .findAz */ .JW)(host);
    const left = [];
    const groups = await (0,_groups_js__WEBPACK_IMPORTED_MODULE_1__/* .listOwnGroups */ .XK)(az);
    if (groups.length === 0)
        host.outputs.info(`no resource group in ${az.subscription} has the tag ${_tags_js__WEBPACK_IMPORTED_MODULE_2__/* .tagNames */ .n.run}`);
    for (const group of groups) {
        const { name } = group;
        const by = (0,_undo_js__WEBPACK_IMPORTED_MODULE_3__/* .deletionCommand */ .Ub)({ subscription: az.subscription, resourceGroup: name });
        const judged = judge(group, host.clock.now(), githubRun);
        if (judged.remove === undefined) {
            left.push(`${name}: ${judged.reason}; by hand: ${by}`);
        }
        else if (!judged.remove) {
            host.outputs.info(`${name}: ${judged.reason}`);
        }
        else {
            try {
                const ended = await (0,_groups_js__WEBPACK_IMPORTED_MODULE_1__/* .requestDeletion */ .MP)(az, host.clock, name, group.tags?.[_tags_js__WEBPACK_IMPORTED_MODULE_2__/* .tagNames */ .n.run] ?? '');
                host.outputs.info(`${name}: ${judged.reason}; ${ended === 'gone' ? 'gone' : 'deletion accepted'}`);
            }
            catch (error) {
                left.push(`${name}: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_4__/* .errorMessage */ .gJ)(error)}; by hand: ${by}`);
            }
        }
    }
    return left;
}
/** Whether a group goes and why; `undefined` when its tags do not tell. */
function judge(group, now, githubRun) {
    if ((0,_groups_js__WEBPACK_IMPORTED_MODULE_1__/* .isDeleting */ .p8)(group))
        return { remove: false, reason: 'is being deleted already' };
    if (githubRun !== undefined && group.tags?.[_tags_js__WEBPACK_IMPORTED_MODULE_2__/* .tagNames */ .n.githubRun] === githubRun) {
        return { remove: true, reason: `was made by workflow run ${githubRun}` };
    }
    const text = group.tags?.[_tags_js__WEBPACK_IMPORTED_MODULE_2__/* .tagNames */ .n.expires] ?? '';
    const expires = Date.parse(text);
    if (Number.isNaN(expires)) {
        return { remove: undefined, reason: `its tag ${_tags_js__WEBPACK_IMPORTED_MODULE_2__/* .tagNames */ .n.expires} is no time (${JSON.stringify(text)})` };
    }
    const when = new Date(expires).toISOString();
    return expires <= now.getTime()
        ? { remove: true, reason: `expired ${when}` }
        : { remove: false, reason: `kept until ${when}` };
}


/***/ }),

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

/***/ 27502:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mo: () => (/* binding */ parseScenario),
/* harmony export */   bI: () => (/* binding */ routingModes),
/* harmony export */   cx: () => (/* binding */ encryptionModes),
/* harmony export */   ic: () => (/* binding */ scenarioName)
/* harmony export */ });
/** Routing modes in Cilium's words: tunnelling by VXLAN or Geneve, or native routing. */
const routingModes = ['vxlan', 'geneve', 'native'];
/** Encryption modes of Cilium's `encryption.type`, and `none`. */
const encryptionModes = ['none', 'wireguard', 'ipsec', 'ztunnel'];
/** The scenario's name as users write it: the encryption is left out when there is none. */
function scenarioName(scenario) {
    return scenario.encryption === 'none' ? scenario.routing : `${scenario.routing}+${scenario.encryption}`;
}
/** Reads a scenario's name; `undefined` when it is none. `vxlan+none` is the long form of `vxlan`. */
function parseScenario(name) {
    const [routing, encryption = 'none', ...rest] = name.split('+');
    const knownRouting = routingModes.find(mode => mode === routing);
    const knownEncryption = encryptionModes.find(mode => mode === encryption);
    if (knownRouting === undefined || knownEncryption === undefined || rest.length > 0)
        return undefined;
    return { routing: knownRouting, encryption: knownEncryption };
}


/***/ }),

/***/ 46977:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   O: () => (/* binding */ defaultDesign),
/* harmony export */   m: () => (/* binding */ designFor)
/* harmony export */ });
/** Before four rounds the variance of a difference is known too badly to decide by. */
const FIRST_LOOK = 4;
const MOST_LOOKS = 4;
/**
 * Chosen by bench/calibration.ts among 1, 2 and 3 samples a block, 3 to 5 looks, 5 to 12 rounds, rho 0.6 to 1.5, and own,
 * pooled and moderated variances (four primary metrics, noise of 5 % within and 2 % between blocks, 25 s a switch, 8 s of
 * settling, 10 s a sample, a control of two samples a round):
 * - Two samples a block: one wastes switches on noise within blocks, with three there are too few rounds for the variance.
 * - Looks after every round from the fourth to the seventh. A look after the third saves 1 minute and raises the false
 *   alarms of a metric three times as noisy as the others above 7 %.
 * - rho = 1.5 keeps 1.4 % more power than even spending, for 0.1 minutes.
 * - futility 0.05 ends an unchanged comparison 5 minutes earlier for 0.1 % of power; it can only lower false alarms.
 * Figures, 4,000 simulations: false alarms 2 % (5 % with threefold variances, 7 % with a ninefold one), power 92 %
 * at two margins, 20 minutes expected there and 23 without change, 29 at most.
 */
const defaultDesign = {
    looks: [4, 5, 6, 7],
    samplesPerBlock: 2,
    alpha: 0.05,
    equivalenceAlpha: 0.05,
    spendingRho: 1.5,
    power: 0.9,
    futility: 0.05
};
/** The default design for another number of rounds: up to four looks spread evenly from the fourth round to the last. */
function designFor(rounds) {
    if (!Number.isInteger(rounds) || rounds < 1)
        throw new RangeError(`${String(rounds)} rounds cannot be planned`);
    if (rounds <= FIRST_LOOK)
        return { ...defaultDesign, looks: [rounds] };
    const count = Math.min(MOST_LOOKS, rounds - FIRST_LOOK + 1);
    const looks = Array.from({ length: count }, (_, index) => Math.round(FIRST_LOOK + (index * (rounds - FIRST_LOOK)) / (count - 1)));
    return { ...defaultDesign, looks };
}


/***/ })

};
