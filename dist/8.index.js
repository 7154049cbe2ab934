export const id = 8;
export const ids = [8,377];
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
/* harmony import */ var _restore_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(63796);
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

/***/ 77706:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TU: () => (/* binding */ blockAnnotation),
/* harmony export */   dZ: () => (/* binding */ needsPodCidr),
/* harmony export */   jr: () => (/* binding */ scenarioValues),
/* harmony export */   k2: () => (/* binding */ strictModeOf),
/* harmony export */   lo: () => (/* binding */ ipsecSecret),
/* harmony export */   o2: () => (/* binding */ clusterValuesFor)
/* harmony export */ });
/* harmony import */ var _version_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(86326);

/** Pod annotation that changes with every block, so that one helm upgrade is one rollout of agents and operator. */
const blockAnnotation = 'cilium-perf-gate/block';
/** The Secret and its entry that hold the IPsec key: the chart's defaults, written so that a user's other name cannot win. */
const ipsecSecret = { name: 'cilium-ipsec-keys', entry: 'keys' };
/**
 * The values that the scenario owns and always writes, whatever the user's files say (rules 9), so that no key of a
 * previous mode survives. An unknown version (of a chart by path, before it was looked into) counts as the newest.
 */
function scenarioValues(scenario, network, ciliumVersion, modes) {
    return {
        ...routingValues(scenario, network),
        encryption: encryptionValues(scenario, network, ciliumVersion, modes)
    };
}
/** The cluster's values for one scenario: the chart refuses BYOCNI's own setting with native routing. */
function clusterValuesFor(clusterValues, { routing }) {
    return routing === 'native' && clusterValues['aksbyocni'] !== undefined
        ? { ...clusterValues, aksbyocni: { enabled: false } }
        : clusterValues;
}
/** Whether a scenario cannot be set up without the range of the pods. */
function needsPodCidr(scenario, modes) {
    return scenario.routing === 'native' || strictModeOf(scenario, modes) === 'egress';
}
/** The strict mode that a scenario gets: without encryption it would drop everything, and ztunnel has none. */
function strictModeOf({ encryption }, modes) {
    return encryption === 'wireguard' || encryption === 'ipsec' ? modes.strictMode : 'off';
}
function routingValues(scenario, network) {
    if (scenario.routing === 'native') {
        return {
            routingMode: 'native',
            tunnelProtocol: '',
            autoDirectNodeRoutes: network.autoDirectNodeRoutes,
            ipv4NativeRoutingCIDR: network.podCidr
        };
    }
    return {
        routingMode: 'tunnel',
        tunnelProtocol: scenario.routing,
        autoDirectNodeRoutes: false,
        ipv4NativeRoutingCIDR: ''
    };
}
function encryptionValues(scenario, network, ciliumVersion, modes) {
    const { encryption } = scenario;
    return {
        enabled: encryption !== 'none',
        // The chart's default: without encryption the type means nothing, but a user's mistyped one would pass through.
        type: encryption === 'none' ? 'ipsec' : encryption,
        nodeEncryption: encryption === 'wireguard' && modes.wireguardNodeEncryption,
        strictMode: strictModeValues(scenario, network, ciliumVersion, modes),
        ...(encryption === 'ipsec' ? { ipsec: { secretName: ipsecSecret.name, keyFile: ipsecSecret.entry } } : {}),
        ...(encryption === 'ztunnel' ? { ztunnel: ztunnelValues(ciliumVersion, modes) } : {})
    };
}
/** 1.18 reads the old keys, at the top; 1.19 reads both, 1.20 the new ones only. */
function strictModeValues(scenario, network, ciliumVersion, modes) {
    const off = { enabled: false, cidr: '', allowRemoteNodeIdentities: false };
    const strictMode = strictModeOf(scenario, modes);
    const egress = strictMode === 'egress'
        ? {
            enabled: true,
            cidr: network.podCidr,
            // A tunnelled packet goes from node to node: without this the agent would drop it, encrypted or not.
            allowRemoteNodeIdentities: scenario.routing !== 'native'
        }
        : off;
    const oldKeys = (0,_version_js__WEBPACK_IMPORTED_MODULE_0__/* .isBefore */ .Y)(ciliumVersion, 1, 19) ? egress : (0,_version_js__WEBPACK_IMPORTED_MODULE_0__/* .isBefore */ .Y)(ciliumVersion, 1, 20) ? off : {};
    return { ...oldKeys, egress, ingress: { enabled: strictMode === 'ingress' } };
}
/**
 * The chart starts the new ztunnel beside the old one, on whose ports of the node it crash-loops ("Address already in use",
 * seen on 1.20.2 when only ztunnel's resources changed). The test pods are gone meanwhile, so none loses a connection, and all
 * nodes may go at once: the chart takes no share, so it is a number that is larger than what is measured on.
 */
const ztunnelRollout = { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 100 } };
function ztunnelValues(ciliumVersion, modes) {
    const { ztunnelCa, ztunnelWorkerThreads, ztunnelImage } = modes;
    return {
        updateStrategy: ztunnelRollout,
        ...((0,_version_js__WEBPACK_IMPORTED_MODULE_0__/* .isBefore */ .Y)(ciliumVersion, 1, 20) ? {} : { ca: { type: ztunnelCa } }),
        ...(ztunnelWorkerThreads === undefined
            ? {}
            : { extraEnv: [{ name: 'ZTUNNEL_WORKER_THREADS', value: ztunnelWorkerThreads }] }),
        ...(ztunnelImage === undefined ? {} : { image: { override: ztunnelImage } })
    };
}


/***/ }),

/***/ 86326:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ isBefore)
/* harmony export */ });
/** Whether a chart's version is known to be older than a release. Its pre-releases count as the release. */
function isBefore(version, major, minor, patch = 0) {
    const numbers = /^v?(\d+)\.(\d+)\.(\d+)/
        .exec(version ?? '')
        ?.slice(1)
        .map(Number);
    if (numbers === undefined)
        return false;
    const [ownMajor = 0, ownMinor = 0, ownPatch = 0] = numbers;
    if (ownMajor !== major)
        return ownMajor < major;
    if (ownMinor !== minor)
        return ownMinor < minor;
    return ownPatch < patch;
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
