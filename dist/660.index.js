export const id = 660;
export const ids = [660];
export const modules = {

/***/ 10573:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JW: () => (/* binding */ findAz),
/* harmony export */   K$: () => (/* binding */ createAz),
/* harmony export */   sp: () => (/* binding */ AzError)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(13798);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(37428);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(83916);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8301);
/* harmony import */ var _results_redact_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(69154);




/** `--network-plugin none` came with this version (learn.microsoft.com/azure/aks/use-byo-cni). */
const oldestVersion = [2, 39];
/** Longer output of az is a whole answer of ARM, of which the first lines say what is wrong. */
const shownLines = 6;
const versionSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({ 'azure-cli': zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() });
const accountSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({ id: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), name: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() });
/** az said no. */
class AzError extends _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ClusterError */ .b$ {
    /** Everything that it said. */
    said;
    constructor(message, said) {
        super(message);
        this.said = said;
    }
    /** Whether ARM's own error has this code. */
    hasCode(code) {
        return this.said.includes(`(${code})`) || this.said.includes(`Code: ${code}`);
    }
}
/** The Azure CLI in a subscription that is known. */
function createAz(processes, subscription) {
    const run = (args, environment) => runAz(processes, [...args, '--subscription', subscription], environment);
    return {
        subscription,
        json: async (args, schema) => readAnswer(args, await run(args), schema),
        run: async (args, environment) => {
            await run(args, environment);
        }
    };
}
/**
 * The Azure CLI in the subscription of the workflow's login. Throws an InputError that says how to get az, a newer one, or
 * a login: all of this is looked at before anything is touched.
 */
async function findAz(processes) {
    let version;
    try {
        version = readAnswer(['version'], await runAz(processes, ['version']), versionSchema)['azure-cli'];
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz(`cluster: aks needs the Azure CLI: put az ${oldestVersion.join('.')} or later on the PATH (runners of GitHub have it): ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .errorMessage */ .gJ)(error)}`);
    }
    const [major = 0, minor = 0] = version.split('.').map(Number);
    if (major < oldestVersion[0] || (major === oldestVersion[0] && minor < oldestVersion[1])) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz(`cluster: aks needs az ${oldestVersion.join('.')} or later, and this is ${version}; update it with: az upgrade`);
    }
    const args = ['account', 'show'];
    try {
        const { id } = readAnswer(args, await runAz(processes, args), accountSchema);
        return createAz(processes, id);
    }
    catch (error) {
        if (!(error instanceof AzError))
            throw error;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz(`cluster: aks needs a login to Azure: run azure/login (with OIDC) in a step before this one, or az login: ${error.said}`);
    }
}
async function runAz(processes, args, environment) {
    const { exitCode, stdout, stderr } = await processes.run('az', [...args, '--output', 'json', '--only-show-errors'], {
        environment: { AZURE_CORE_NO_COLOR: 'true', AZURE_CORE_SURVEY_MESSAGE: 'false', ...environment }
    });
    if (exitCode === 0)
        return stdout;
    const said = wordsOf((0,_results_redact_js__WEBPACK_IMPORTED_MODULE_0__/* .redactText */ .Rd)(stderr === '' ? stdout : stderr));
    throw new AzError(`az ${nameOf(args)} failed: ${said}${adviceOn(said)}`, said);
}
function readAnswer(args, stdout, schema) {
    const parsed = schema.safeParse((0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .safeJson */ .o)(stdout));
    if (parsed.success)
        return parsed.data;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ClusterError */ .b$(`az ${nameOf(args)} gave another answer than expected: ${zod__WEBPACK_IMPORTED_MODULE_4__/* .prettifyError */ .S1(parsed.error)}`);
}
/** `aks create` of a whole command line. */
function nameOf(args) {
    const end = args.findIndex(arg => arg.startsWith('--'));
    return args.slice(0, end < 0 ? args.length : end).join(' ');
}
/** az says it twice: as `(Code) Message`, then on lines of their own. */
function wordsOf(output) {
    const lines = output
        .split('\n')
        .map(line => line.replace(/^ERROR: /, '').trim())
        .filter(line => line !== '' && !/^(Code|Message|Exception Details|Target): ?/.test(line));
    return lines.slice(0, shownLines).join('\n');
}
/** What a user can do, where az's words alone do not say it. */
function adviceOn(said) {
    if (/quota/i.test(said)) {
        return '; take another aks-vm-size or aks-location, or have the quota raised';
    }
    if (isExpiredLogin(said)) {
        return '; the login has expired (one by OIDC cannot be renewed after the first hour): log in again';
    }
    return '';
}
/** AADSTS700024 is what a workflow's OIDC token gives when it is asked for anew after its ten minutes. */
function isExpiredLogin(said) {
    return /AADSTS700024|AADSTS700082|ExpiredAuthenticationToken|InvalidAuthenticationToken|az login/.test(said);
}


/***/ }),

/***/ 59130:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $B: () => (/* binding */ findGroup),
/* harmony export */   Bo: () => (/* binding */ isGoneWithin),
/* harmony export */   MP: () => (/* binding */ requestDeletion),
/* harmony export */   XK: () => (/* binding */ listOwnGroups),
/* harmony export */   p8: () => (/* binding */ isDeleting)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(13798);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(83916);
/* harmony import */ var _host_limit_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(81177);
/* harmony import */ var _az_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10573);
/* harmony import */ var _tags_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(39895);





/** ARM shows an accepted deletion at once; the rest is for a slow answer. */
const acceptanceSeconds = 30;
const confirmPauseSeconds = 10;
const groupSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
    name: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
    tags: zod__WEBPACK_IMPORTED_MODULE_2__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP()).nullish(),
    /** Set on the groups that AKS itself makes for its nodes: they go with their cluster. */
    managedBy: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().nullish(),
    properties: zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ provisioningState: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP() })
});
/** A resource group; `undefined` when there is none of this name. */
async function findGroup(az, name) {
    try {
        return await az.json(['group', 'show', '--name', name], groupSchema);
    }
    catch (error) {
        if (error instanceof _az_js__WEBPACK_IMPORTED_MODULE_0__/* .AzError */ .sp && error.hasCode('ResourceGroupNotFound'))
            return undefined;
        throw error;
    }
}
/** The resource groups that this program made, by their tag. */
async function listOwnGroups(az) {
    const groups = await az.json(['group', 'list', '--tag', _tags_js__WEBPACK_IMPORTED_MODULE_1__/* .tagNames */ .n.run], zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(groupSchema));
    return groups.filter(({ managedBy }) => managedBy === undefined || managedBy === null || managedBy === '');
}
/** Whether Azure is removing a group already. */
function isDeleting(group) {
    return group.properties.provisioningState === 'Deleting';
}
/**
 * Asks for the deletion of a run's resource group, does not wait for its end, and sees that Azure has accepted it. A group
 * that is not the run's own is left alone. Rejects with a ClusterError when it is not going.
 */
async function requestDeletion(az, clock, name, runId) {
    const group = await findGroup(az, name);
    if (group === undefined)
        return 'gone';
    const owner = group.tags?.[_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .tagNames */ .n.run];
    if (owner !== runId) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ClusterError */ .b$(`its tag ${_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .tagNames */ .n.run} is ${owner ?? 'missing'}, not ${runId}: it is left alone`);
    }
    if (isDeleting(group))
        return 'accepted';
    await az.run(['group', 'delete', '--name', name, '--yes', '--no-wait']);
    const limit = (0,_host_limit_js__WEBPACK_IMPORTED_MODULE_4__/* .startLimit */ .iP)(clock, acceptanceSeconds);
    for (;;) {
        const now = await findGroup(az, name);
        if (now === undefined)
            return 'gone';
        if (isDeleting(now))
            return 'accepted';
        if (limit.isOver()) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ClusterError */ .b$(`Azure took the request, but its state stays ${now.properties.provisioningState}`);
        }
        await clock.sleep(2);
    }
}
/** Waits for the end of a deletion that Azure has accepted; false when it is still going on after the limit. */
async function isGoneWithin(az, clock, name, limitSeconds) {
    // The last look comes before the limit, not after it.
    const limit = (0,_host_limit_js__WEBPACK_IMPORTED_MODULE_4__/* .startLimit */ .iP)(clock, limitSeconds - confirmPauseSeconds);
    for (;;) {
        const group = await findGroup(az, name);
        if (group === undefined)
            return true;
        if (!isDeleting(group)) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ClusterError */ .b$(`its deletion was accepted, but ended in state ${group.properties.provisioningState}`);
        }
        if (limit.isOver())
            return false;
        await clock.sleep(confirmPauseSeconds);
    }
}


/***/ }),

/***/ 65929:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   wk: () => (/* binding */ updateTransitEncryption),
/* harmony export */   x5: () => (/* binding */ setTransitEncryption),
/* harmony export */   xs: () => (/* binding */ describeManaged)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83916);

/** az's names of what `aks-transit-encryption` calls otherwise. */
const azureNames = { none: 'None', wireguard: 'WireGuard' };
/** What is said of a cluster whose Cilium Azure manages: what was found, and what cannot be chosen. */
function describeManaged(cluster) {
    return `${cluster.name} has Azure CNI powered by Cilium, with transit encryption ${transitEncryptionOf(cluster)}: it is measured as it is. Not to be chosen there: Cilium's version and values, the routing mode, IPsec, ztunnel and node encryption`;
}
/**
 * Sets the encryption that was asked for, after what it was has been saved. Nothing is done when it is so already. Services
 * that Azure bills are not switched on: an InputError says how.
 */
async function setTransitEncryption(host, az, { resourceGroup, name, transitEncryption }, cluster, beforeChange) {
    if (transitEncryption === undefined)
        return;
    const wanted = azureNames[transitEncryption];
    const before = transitEncryptionOf(cluster);
    if (before === wanted)
        return;
    if (cluster.networkProfile.advancedNetworking?.enabled !== true) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`aks-transit-encryption: "${name}" has no Advanced Container Networking Services, which Azure bills; switch them on with: az aks update --resource-group ${resourceGroup} --name ${name} --enable-acns, or leave the input out`);
    }
    await beforeChange({ subscription: az.subscription, resourceGroup, name, encryption: before });
    host.outputs.info(`  setting its transit encryption from ${before} to ${wanted}: Azure restarts the agents`);
    await updateTransitEncryption(az, resourceGroup, name, wanted, 'wait');
}
/** Sets the transit encryption by az's name for it. */
async function updateTransitEncryption(az, resourceGroup, name, encryption, wait) {
    await az.run([
        ...['aks', 'update', '--resource-group', resourceGroup, '--name', name],
        ...['--acns-transit-encryption-type', encryption],
        ...(wait === 'wait' ? [] : ['--no-wait'])
    ]);
}
function transitEncryptionOf({ networkProfile }) {
    return networkProfile.advancedNetworking?.security?.transitEncryption?.type ?? azureNames.none;
}


/***/ }),

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
    const az = await (0,_az_js__WEBPACK_IMPORTED_MODULE_0__/* .findAz */ .JW)(host.processes);
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

/***/ 39895:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ runTags),
/* harmony export */   n: () => (/* binding */ tagNames)
/* harmony export */ });
/** Tags of everything that this program makes in Azure: by them `sweep` finds what a killed runner left. */
const tagNames = {
    /** The run that made it. */
    run: 'cilium-perf-gate-run',
    /** When it may be removed by anybody, ISO 8601. */
    expires: 'cilium-perf-gate-expires',
    /** Number of the workflow run on GitHub. */
    githubRun: 'cilium-perf-gate-github-run'
};
/** What a run may last beyond its estimate; as long as a job on GitHub's runners at most. */
const graceHours = 6;
/** The tags of a run that begins now, each as `name=value`. */
function runTags(runId, now, estimatedSeconds, githubRun) {
    const expires = new Date(now.getTime() + (estimatedSeconds + graceHours * 3600) * 1000);
    return [
        `${tagNames.run}=${runId}`,
        `${tagNames.expires}=${expires.toISOString()}`,
        ...(githubRun === undefined ? [] : [`${tagNames.githubRun}=${String(githubRun)}`])
    ];
}


/***/ }),

/***/ 79884:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kh: () => (/* binding */ putTransitBack),
/* harmony export */   Ub: () => (/* binding */ deletionCommand),
/* harmony export */   Zi: () => (/* binding */ confirmDeletion),
/* harmony export */   fl: () => (/* binding */ transitCommand),
/* harmony export */   fy: () => (/* binding */ deleteAks)
/* harmony export */ });
/* harmony import */ var _az_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10573);
/* harmony import */ var _groups_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(59130);
/* harmony import */ var _managed_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(65929);



/** Of the post step's four minutes; deleting a cluster takes Azure five to ten. */
const confirmSeconds = 90;
/** The command that removes a run's resource group by hand. */
function deletionCommand({ subscription, resourceGroup }) {
    return `az group delete --name ${resourceGroup} --subscription ${subscription} --yes`;
}
/** The command that puts the encryption of a managed cluster back by hand. */
function transitCommand({ subscription, resourceGroup, name, encryption }) {
    return `az aks update --resource-group ${resourceGroup} --name ${name} --subscription ${subscription} --acns-transit-encryption-type ${encryption}`;
}
/** Requests the deletion of a run's resource group and gives how far it has come. */
async function deleteAks(host, { subscription, resourceGroup }, runId) {
    return (0,_groups_js__WEBPACK_IMPORTED_MODULE_1__/* .requestDeletion */ .MP)((0,_az_js__WEBPACK_IMPORTED_MODULE_0__/* .createAz */ .K$)(host.processes, subscription), host.clock, resourceGroup, runId);
}
/** Looks whether an accepted deletion comes to its end, and says so; a slow one is not an error. */
async function confirmDeletion(host, undo) {
    const { subscription, resourceGroup } = undo;
    const az = (0,_az_js__WEBPACK_IMPORTED_MODULE_0__/* .createAz */ .K$)(host.processes, subscription);
    if (await (0,_groups_js__WEBPACK_IMPORTED_MODULE_1__/* .isGoneWithin */ .Bo)(az, host.clock, resourceGroup, confirmSeconds)) {
        host.outputs.info(`resource group ${resourceGroup} is gone`);
        return;
    }
    host.outputs.warning(`Azure has accepted the deletion of resource group ${resourceGroup} and is still at it; see whether it is gone with: az group exists --name ${resourceGroup} --subscription ${subscription}`);
}
/** Asks for the encryption of a managed cluster to be put back; Azure takes minutes, which a post step has not. */
async function putTransitBack(host, { subscription, resourceGroup, name, encryption }) {
    await (0,_managed_js__WEBPACK_IMPORTED_MODULE_2__/* .updateTransitEncryption */ .wk)((0,_az_js__WEBPACK_IMPORTED_MODULE_0__/* .createAz */ .K$)(host.processes, subscription), resourceGroup, name, encryption, 'no-wait');
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


/***/ })

};
