export const id = 884;
export const ids = [884];
export const modules = {

/***/ 10573:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   JW: () => (/* binding */ findAz),
/* harmony export */   K$: () => (/* binding */ createAz),
/* harmony export */   sp: () => (/* binding */ AzError)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(13798);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(37428);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(83916);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8301);
/* harmony import */ var _results_redact_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(69154);
/* harmony import */ var _login_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(29769);





/** `--network-plugin none` came with this version (learn.microsoft.com/azure/aks/use-byo-cni). */
const oldestVersion = [2, 39];
/** Longer output of az is a whole answer of ARM, of which the first lines say what is wrong. */
const shownLines = 6;
const versionSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ 'azure-cli': zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP() });
const accountSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ id: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(), name: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP() });
/** az said no. */
class AzError extends _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ClusterError */ .b$ {
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
function createAz(host, subscription) {
    const run = (args, environment) => runAz(host, [...args, '--subscription', subscription], environment);
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
async function findAz(host) {
    let version;
    try {
        version = readAnswer(['version'], await runAz(host, ['version']), versionSchema)['azure-cli'];
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz(`cluster: aks needs the Azure CLI: put az ${oldestVersion.join('.')} or later on the PATH (runners of GitHub have it): ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_3__/* .errorMessage */ .gJ)(error)}`);
    }
    const [major = 0, minor = 0] = version.split('.').map(Number);
    if (major < oldestVersion[0] || (major === oldestVersion[0] && minor < oldestVersion[1])) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz(`cluster: aks needs az ${oldestVersion.join('.')} or later, and this is ${version}; update it with: az upgrade`);
    }
    const args = ['account', 'show'];
    try {
        const { id } = readAnswer(args, await runAz(host, args), accountSchema);
        return createAz(host, id);
    }
    catch (error) {
        if (!(error instanceof AzError))
            throw error;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .InputError */ .dz(`cluster: aks needs a login to Azure: run azure/login (with OIDC) in a step before this one, or az login: ${error.said}`);
    }
}
/** Runs az, once more after a renewed login when the first one has expired. */
async function runAz(host, args, environment) {
    const call = () => callAz(host.processes, args, environment);
    let result = await call();
    if (result.exitCode !== 0 && isExpiredLogin(result.stderr) && (await (0,_login_js__WEBPACK_IMPORTED_MODULE_1__/* .renewLogin */ .P8)(host)))
        result = await call();
    const { exitCode, stdout, stderr } = result;
    if (exitCode === 0)
        return stdout;
    const said = wordsOf((0,_results_redact_js__WEBPACK_IMPORTED_MODULE_0__/* .redactText */ .Rd)(stderr === '' ? stdout : stderr));
    throw new AzError(`az ${nameOf(args)} failed: ${said}${adviceOn(said)}`, said);
}
function callAz(processes, args, environment) {
    return processes.run('az', [...args, '--output', 'json', '--only-show-errors'], {
        environment: { AZURE_CORE_NO_COLOR: 'true', AZURE_CORE_SURVEY_MESSAGE: 'false', ...environment }
    });
}
function readAnswer(args, stdout, schema) {
    const parsed = schema.safeParse((0,_json_js__WEBPACK_IMPORTED_MODULE_4__/* .safeJson */ .o)(stdout));
    if (parsed.success)
        return parsed.data;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .ClusterError */ .b$(`az ${nameOf(args)} gave another answer than expected: ${zod__WEBPACK_IMPORTED_MODULE_5__/* .prettifyError */ .S1(parsed.error)}`);
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
        return '; the login has expired; log in again, or add id-token: write to the permissions of the job, so that it is renewed';
    }
    return '';
}
/** AADSTS700024 is what a workflow's OIDC token gives when it is asked for anew after its ten minutes. */
function isExpiredLogin(said) {
    return /AADSTS700024|AADSTS700082|ExpiredAuthenticationToken|InvalidAuthenticationToken|az login/.test(said);
}


/***/ }),

/***/ 94475:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P9: () => (/* binding */ describeCost),
/* harmony export */   jp: () => (/* binding */ aroundSeconds),
/* harmony export */   kV: () => (/* binding */ nodeCount)
/* harmony export */ });
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10466);

/** Client and server. */
const nodeCount = 2;
/** What creating (about five minutes), installing Cilium and deleting take besides the plan; the nodes are billed meanwhile. */
const aroundSeconds = 15 * 60;
/** What a run on a cluster that is made for it will cost, with the assumption; nothing for other clusters. */
function describeCost(cluster, estimatedSeconds) {
    if (cluster.provider !== 'aks' || cluster.kind !== 'ephemeral')
        return [];
    const { vmSize, location, nodePrice } = cluster;
    const seconds = estimatedSeconds + aroundSeconds;
    const hours = (nodeCount * seconds) / 3600;
    const money = nodePrice === undefined ? '' : `, at ${String(nodePrice)} each about ${(hours * nodePrice).toFixed(2)}`;
    return [
        `  estimated cost: ${hours.toFixed(1)} node hours of ${vmSize} in ${location}${money}`,
        `    assumed: ${String(nodeCount)} nodes for ${(0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .formatMinutes */ .dp)(seconds)}, of which ${(0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .formatMinutes */ .dp)(aroundSeconds)} to create and delete; ${nodePrice === undefined ? 'aks-node-price turns it into money' : 'aks-node-price is right'}; the free tier of AKS; disks, load balancer and traffic not counted`
    ];
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

/***/ 29769:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $7: () => (/* binding */ sayLogin),
/* harmony export */   Lp: () => (/* binding */ keepLogin),
/* harmony export */   P8: () => (/* binding */ renewLogin)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(13798);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(83916);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8301);
/* harmony import */ var _plan_plan_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(10466);
/* harmony import */ var _results_redact_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(69154);
/* harmony import */ var _cost_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(94475);






/** The audience that Entra ID expects in a workflow's token (azure/login has the same default). */
const audience = 'api://AzureADTokenExchange';
/** An access token lasts 60 to 90 minutes, and a workflow's token only minutes: without it az cannot get the next one. */
const loginSeconds = 50 * 60;
/** GitHub's token lasts five minutes. */
const renewSeconds = 240;
const accountSchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .looseObject */ ._H3({
    tenantId: zod__WEBPACK_IMPORTED_MODULE_3__/* .string */ .YjP(),
    user: zod__WEBPACK_IMPORTED_MODULE_3__/* .looseObject */ ._H3({ name: zod__WEBPACK_IMPORTED_MODULE_3__/* .guid */ .OsD(), type: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz('servicePrincipal') })
});
/**
 * Logs az in again as the service principal that it is, by a new token of this job. False where the job may have none
 * (`id-token: write`), where az has another kind of login, and where Azure refuses the token, with a warning.
 */
async function renewLogin({ processes, outputs, idToken }) {
    if (idToken === undefined)
        return false;
    const shown = await processes.run('az', ['account', 'show', '--output', 'json', '--only-show-errors']);
    const account = accountSchema.safeParse((0,_json_js__WEBPACK_IMPORTED_MODULE_4__/* .safeJson */ .o)(shown.stdout)).data;
    if (account === undefined)
        return false;
    const { tenantId, user } = account;
    let login;
    try {
        const token = await idToken(audience);
        login = await processes.run('az', [
            ...['login', '--service-principal', '--username', user.name, '--tenant', tenantId],
            ...['--federated-token', token, '--output', 'none', '--only-show-errors']
        ]);
    }
    catch (error) {
        login = { exitCode: 1, stderr: (0,_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .errorMessage */ .gJ)(error) };
    }
    if (login.exitCode === 0)
        return true;
    outputs.warning(`the login to Azure could not be renewed: ${(0,_results_redact_js__WEBPACK_IMPORTED_MODULE_1__/* .redactText */ .Rd)(login.stderr).trim()}`);
    return false;
}
/**
 * Renews the login at once and then for as long as the run goes on, so that kubelogin gets a token of the cluster through az
 * whenever the last one has expired.
 */
async function keepLogin(host) {
    if (!(await renewLogin(host)))
        return;
    const end = () => {
        clearInterval(timer);
    };
    const renew = async () => {
        const renewed = await renewLogin(host).catch(() => false);
        if (!renewed)
            end();
    };
    const timer = setInterval(() => void renew(), renewSeconds * 1000);
    timer.unref();
    host.stop.addEventListener('abort', end, { once: true });
}
/** Says with the plan of a workflow's run on AKS when its login will not last, and what becomes of that. */
function sayLogin({ outputs, environment, idToken }, cluster, estimatedSeconds) {
    if (cluster.provider !== 'aks' || environment['GITHUB_ACTIONS'] !== 'true')
        return;
    const seconds = estimatedSeconds + (cluster.kind === 'ephemeral' ? _cost_js__WEBPACK_IMPORTED_MODULE_2__/* .aroundSeconds */ .jp : 0);
    if (seconds <= loginSeconds)
        return;
    if (idToken === undefined) {
        outputs.warning(`this run takes about ${(0,_plan_plan_js__WEBPACK_IMPORTED_MODULE_0__/* .formatMinutes */ .dp)(seconds)}, and a login to Azure by OIDC lasts about an hour; add id-token: write to the permissions of the job, so that the login is renewed, or the run cannot clean up after itself`);
    }
    else {
        outputs.info('  Azure: a login by OIDC does not last as long as this run; it is renewed by new tokens of the job');
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
    return (0,_groups_js__WEBPACK_IMPORTED_MODULE_1__/* .requestDeletion */ .MP)((0,_az_js__WEBPACK_IMPORTED_MODULE_0__/* .createAz */ .K$)(host, subscription), host.clock, resourceGroup, runId);
}
/** Looks whether an accepted deletion comes to its end, and says so; a slow one is not an error. */
async function confirmDeletion(host, undo) {
    const { subscription, resourceGroup } = undo;
    const az = (0,_az_js__WEBPACK_IMPORTED_MODULE_0__/* .createAz */ .K$)(host, subscription);
    if (await (0,_groups_js__WEBPACK_IMPORTED_MODULE_1__/* .isGoneWithin */ .Bo)(az, host.clock, resourceGroup, confirmSeconds)) {
        host.outputs.info(`resource group ${resourceGroup} is gone`);
        return;
    }
    host.outputs.warning(`Azure has accepted the deletion of resource group ${resourceGroup} and is still at it; see whether it is gone with: az group exists --name ${resourceGroup} --subscription ${subscription}`);
}
/** Asks for the encryption of a managed cluster to be put back; Azure takes minutes, which a post step has not. */
async function putTransitBack(host, { subscription, resourceGroup, name, encryption }) {
    await (0,_managed_js__WEBPACK_IMPORTED_MODULE_2__/* .updateTransitEncryption */ .wk)((0,_az_js__WEBPACK_IMPORTED_MODULE_0__/* .createAz */ .K$)(host, subscription), resourceGroup, name, encryption, 'no-wait');
}


/***/ }),

/***/ 41517:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ estimateSeconds)
/* harmony export */ });
/** Measured on the lab (kind, two cores): helm upgrade, one rollout, new test pods. */
const switchSeconds = 25;
/** At least five one-second probes with their start and end. */
const settlingSeconds = 8;
/** Pods of a traffic matrix, its transfers of a second and the second witness. */
const verifySeconds = 30;
/** Start and end of a tool, and the readings around a sample. */
const sampleOverheadSeconds = 1.5;
/** Seconds that blocks take from now on; `blockSeconds` replaces the assumed switch and settling by measured ones. */
function estimateSeconds(rounds, durationSeconds, omitSeconds, blockSeconds = switchSeconds + settlingSeconds) {
    const blocks = rounds.flat();
    const samples = blocks.flatMap(block => block.tests).length;
    const switches = blocks.filter(block => block.path === 'pod').length;
    const verified = blocks.filter(block => block.verify).length;
    return (switches * blockSeconds +
        verified * verifySeconds +
        samples * (durationSeconds + omitSeconds + sampleOverheadSeconds));
}


/***/ }),

/***/ 10466:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  qT: () => (/* binding */ createPlan),
  B4: () => (/* binding */ describeBlock),
  df: () => (/* binding */ describePlan),
  dp: () => (/* binding */ formatMinutes)
});

// EXTERNAL MODULE: ./src/scenario/scenario.ts
var scenario_scenario = __webpack_require__(27502);
// EXTERNAL MODULE: ./src/statistics/design.ts
var design = __webpack_require__(46977);
// EXTERNAL MODULE: ./src/plan/estimate.ts
var estimate = __webpack_require__(41517);
;// CONCATENATED MODULE: ./src/plan/random.ts
/**
 * A generator whose whole sequence follows from a text seed: the order of a run can be drawn again from its record.
 * Seed by FNV-1a (32 bit), sequence by mulberry32 (Tommy Ettinger, public domain): good enough to shuffle, nothing more.
 */
function seededRandom(seed) {
    let state = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(seed))
        state = Math.imul(state ^ byte, 0x01000193) >>> 0;
    return () => {
        state = (state + 0x6d2b79f5) >>> 0;
        let mixed = Math.imul(state ^ (state >>> 15), state | 1);
        mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
        return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
}
/** A new array in random order (Fisher-Yates). */
function shuffle(items, random) {
    const left = [...items];
    const drawn = [];
    while (left.length > 0)
        drawn.push(...left.splice(Math.floor(random() * left.length), 1));
    return drawn;
}

;// CONCATENATED MODULE: ./src/plan/plan.ts




/** One test of each tool that the control repeats: enough to see that the machines changed. */
const controlTests = ['tcp-throughput', 'tcp-latency'];
/** Rounds of a run that only describes; a comparison has those of its design. */
const descriptiveRounds = 3;
/**
 * Draws the order of a run from the seed: scenarios within each round, tests within each block, the control's place, and
 * which arm comes first (balanced over pairs of rounds, for what drifts must not favour one).
 */
function createPlan(options, arms, seed) {
    const random = seededRandom(seed);
    const paired = arms.length > 1 && options.suite === 'default';
    const samplesPerBlock = paired ? design/* defaultDesign */.O.samplesPerBlock : 1;
    const wanted = options.rounds ?? (paired ? (design/* defaultDesign */.O.looks.at(-1) ?? 1) : descriptiveRounds);
    const nextTurns = turnsOf(options.scenarios, arms, random);
    // Round by round: fewer rounds of the same seed are the first ones of more.
    const drawn = Array.from({ length: wanted }, (_, round) => drawRound(options, nextTurns(round), samplesPerBlock, random, round === 0));
    const seconds = (rounds) => (0,estimate/* estimateSeconds */.q)(rounds, options.durationSeconds, options.omitSeconds);
    const { timeBudgetMinutes } = options.comparing;
    const budgetSeconds = timeBudgetMinutes === undefined ? undefined : timeBudgetMinutes * 60;
    const fitting = drawn.filter((_, index) => budgetSeconds === undefined || seconds(drawn.slice(0, index + 1)) <= budgetSeconds);
    const rounds = fitting.length === 0 ? drawn.slice(0, 1) : fitting;
    return {
        suite: options.suite,
        seed,
        scenarios: options.scenarios,
        arms,
        tests: options.tests,
        durationSeconds: options.durationSeconds,
        omitSeconds: options.omitSeconds,
        samplesPerBlock,
        budgetSeconds,
        rounds,
        estimatedSeconds: seconds(rounds)
    };
}
/** Draws the turns of one round after the other; rounds are counted from 0. */
function turnsOf(scenarios, arms, random) {
    const reversed = [...arms].reverse();
    let firsts = [];
    return round => {
        firsts = round % 2 === 0 ? scenarios.map(() => random() < 0.5) : firsts.map(first => !first);
        const turns = scenarios.map((scenario, index) => ({ scenario, arms: firsts[index] === true ? arms : reversed }));
        return shuffle(turns, random);
    };
}
function drawRound(options, turns, samplesPerBlock, random, first) {
    const blocks = turns.flatMap(({ scenario, arms }) => arms.map((arm) => ({
        arm,
        scenario,
        path: 'pod',
        tests: drawTests(options.tests, samplesPerBlock, random),
        verify: first && arm === 'candidate' && (options.verifyOnly || !options.apply || scenario.encryption !== 'none')
    })));
    // The control follows some block: before the first one of a new cluster no pod network, and no ready node, exists.
    const place = Math.floor(random() * blocks.length);
    const before = blocks[place];
    if (before !== undefined && !options.verifyOnly) {
        const selected = controlTests.filter(test => options.tests.includes(test));
        const tests = shuffle(selected.length > 0 ? selected : options.tests.slice(0, 1), random);
        blocks.splice(place + 1, 0, { arm: before.arm, scenario: before.scenario, path: 'host', tests, verify: false });
    }
    return blocks;
}
/** Every test as often as wanted; TCP_CRR comes last: it leaves conntrack and TIME_WAIT entries that would slow what follows. */
function drawTests(tests, times, random) {
    const others = tests.filter(test => test !== 'tcp-connect');
    const last = tests.filter(test => test === 'tcp-connect');
    const passes = Array.from({ length: times }, () => shuffle(others, random));
    return [...passes.flat(), ...passes.flatMap(() => last)];
}
/** The plan as people read it before anything starts. */
function describePlan(plan) {
    const rounds = plan.rounds.map((blocks, index) => {
        const texts = blocks.map(block => `${describeBlock(block)} (${describeTests(block)})`);
        return `  round ${String(index + 1)}: ${texts.join(' -> ')}`;
    });
    return [
        `plan: ${describeSize(plan)}; seed ${plan.seed}`,
        ...rounds,
        `  estimated: ${formatMinutes(plan.estimatedSeconds)}, without creating or installing anything for the first time`
    ];
}
/** A block for people: `vxlan`, `vxlan of the reference`, `control`. */
function describeBlock({ arm, path, scenario }) {
    if (path === 'host')
        return 'control';
    return arm === 'candidate' ? (0,scenario_scenario/* scenarioName */.ic)(scenario) : `${(0,scenario_scenario/* scenarioName */.ic)(scenario)} of the reference`;
}
function describeTests({ tests, verify }) {
    return [...(verify ? ['verify'] : []), ...tests].join(', ');
}
function describeSize({ tests, scenarios, rounds, durationSeconds, omitSeconds }) {
    const names = scenarios.map(scenario_scenario/* scenarioName */.ic).join(', ');
    if (tests.length === 0)
        return `who is encrypted to whom in ${names}`;
    return `${String(rounds.length)} rounds of ${names}; ${String(durationSeconds)} s a sample after ${String(omitSeconds)} s of warm-up`;
}
/** Seconds as `1:05 min`. */
function formatMinutes(seconds) {
    const whole = Math.round(seconds);
    return `${String(Math.floor(whole / 60))}:${String(whole % 60).padStart(2, '0')} min`;
}


/***/ })

};
