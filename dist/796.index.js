export const id = 796;
export const ids = [796];
export const modules = {

/***/ 43727:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Js: () => (/* binding */ routesPastHost),
/* harmony export */   Jw: () => (/* binding */ readStatusJson),
/* harmony export */   M_: () => (/* binding */ modeMismatch),
/* harmony export */   Tg: () => (/* binding */ listAgentPodsOn),
/* harmony export */   Tr: () => (/* binding */ readStatusCheck),
/* harmony export */   UX: () => (/* binding */ scenarioOfStatus),
/* harmony export */   bf: () => (/* binding */ findAgentDaemonSet),
/* harmony export */   cH: () => (/* binding */ isStaying),
/* harmony export */   dY: () => (/* binding */ agentContainer),
/* harmony export */   e8: () => (/* binding */ versionOfStatus),
/* harmony export */   iX: () => (/* binding */ configDrift),
/* harmony export */   jn: () => (/* binding */ readSections),
/* harmony export */   lR: () => (/* binding */ agentOn),
/* harmony export */   qG: () => (/* binding */ nodeEncryptionOptedOut),
/* harmony export */   r5: () => (/* binding */ toAgent),
/* harmony export */   uG: () => (/* binding */ endpointsReady),
/* harmony export */   uJ: () => (/* binding */ listAgentPods),
/* harmony export */   vc: () => (/* binding */ listAgents)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(13798);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(83916);
/* harmony import */ var _kubernetes_identity_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(58096);
/* harmony import */ var _kubernetes_pod_state_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(18595);
/* harmony import */ var _kubernetes_readings_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(80765);
/* harmony import */ var _scenario_scenario_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(27502);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8301);







const agentContainer = 'cilium-agent';
/** The chart's label of the agents' pods. */
const agentSelector = 'k8s-app=cilium';
/** Seconds for one `cilium-dbg` call: it answers in a fraction of one, but an agent that starts can keep it waiting. */
const callSeconds = 20;
const statusSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
    routing: zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({
        'inter-host-routing-mode': zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP(),
        'intra-host-routing-mode': zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(),
        'tunnel-protocol': zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional()
    }),
    encryption: zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ mode: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional(), msg: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional() })
});
/** The modes in the words of `cilium-dbg status` (models.EncryptionStatus). */
const statusModes = {
    none: 'Disabled',
    wireguard: 'Wireguard',
    ipsec: 'IPsec',
    ztunnel: 'Ztunnel'
};
/** The agents' pods of the whole cluster, whatever state they are in. */
async function listAgentPods(kubernetes, namespace) {
    return kubernetes.pods(namespace, agentSelector);
}
/** The agents' pods of some nodes, leaving ones too: a request for each node, however large the cluster is. */
async function listAgentPodsOn(kubernetes, namespace, nodes) {
    const pods = await Promise.all(nodes.map(node => kubernetes.pods(namespace, agentSelector, node)));
    return pods.flat().filter(pod => !(0,_kubernetes_pod_state_js__WEBPACK_IMPORTED_MODULE_0__/* .hasEnded */ .hY)(pod));
}
/** The agents' DaemonSet; the chart lets users choose its name, so its pods tell it where there are some. */
async function findAgentDaemonSet(kubernetes, namespace, pods) {
    const owners = pods.flatMap(pod => pod.metadata?.ownerReferences ?? []);
    const name = owners.find(({ kind }) => kind === 'DaemonSet')?.name ?? 'cilium';
    return kubernetes.daemonSet(namespace, name);
}
/**
 * The agents of the whole cluster that can be asked, by node. One that is starting, evicted, or on a node that is not ready is
 * left out: measuring needs two agents, not all.
 */
async function listAgents(kubernetes, namespace) {
    return new Map((await listAgentPods(kubernetes, namespace))
        .filter(pod => isStaying(pod) && (0,_kubernetes_pod_state_js__WEBPACK_IMPORTED_MODULE_0__/* .isReady */ .i_)(pod))
        .map(pod => [pod.spec?.nodeName ?? '', toAgent(pod, namespace)]));
}
/** The agent of one node, ready or not; the others of the cluster are not asked for. */
async function agentOn(kubernetes, namespace, node) {
    const pod = (await kubernetes.pods(namespace, agentSelector, node)).find(isStaying);
    return pod === undefined ? undefined : toAgent(pod, namespace);
}
/** Whether a pod is neither leaving nor evicted: such a one stays as a record beside the one that takes its place. */
function isStaying(pod) {
    return pod.metadata?.deletionTimestamp === undefined && !(0,_kubernetes_pod_state_js__WEBPACK_IMPORTED_MODULE_0__/* .hasEnded */ .hY)(pod);
}
/** An agent as its pod shows it now. */
function toAgent(pod, namespace) {
    const name = pod.metadata?.name ?? '';
    return {
        pod: name,
        node: pod.spec?.nodeName ?? '',
        identity: (0,_kubernetes_identity_js__WEBPACK_IMPORTED_MODULE_3__/* .podIdentity */ .Q)(pod),
        address: (0,_kubernetes_pod_state_js__WEBPACK_IMPORTED_MODULE_0__/* .ipv4Of */ .dx)(pod, 'node'),
        target: { namespace, pod: name, container: agentContainer, image: 'agent' }
    };
}
/** Reads sections in an agent. Only a cancelled run rejects. */
async function readSections(kubernetes, { target, identity, address }, sections, timeoutSeconds) {
    return { identity, address, sections: await (0,_kubernetes_readings_js__WEBPACK_IMPORTED_MODULE_1__/* .readByExec */ .$d)(kubernetes, target, sections, timeoutSeconds) };
}
/**
 * What an agent says that does not fit the scenario, or `undefined` when its mode and routing are the wanted ones. Throws a
 * TransientError while the agent cannot tell.
 */
async function modeMismatch(kubernetes, agent, scenario) {
    const status = await readStatus(kubernetes, agent);
    const { mode = '' } = status.encryption;
    if (mode !== statusModes[scenario.encryption]) {
        const said = status.encryption.msg === undefined ? '' : ` (${status.encryption.msg})`;
        return `agent ${agent.pod} on ${agent.node} reports encryption "${mode}"${said}, not "${statusModes[scenario.encryption]}"`;
    }
    const routing = status.routing['inter-host-routing-mode'];
    const wanted = scenario.routing === 'native' ? 'Native' : 'Tunnel';
    const protocol = status.routing['tunnel-protocol'];
    if (routing !== wanted || (wanted === 'Tunnel' && protocol !== scenario.routing)) {
        return `agent ${agent.pod} on ${agent.node} reports routing "${routing} ${protocol ?? ''}", not "${scenario.routing}"`;
    }
    return undefined;
}
/** Whether packets between pods and the network pass the node's own network stack by (`Host: BPF` in the status). */
async function routesPastHost(kubernetes, agent) {
    return (await readStatus(kubernetes, agent)).routing['intra-host-routing-mode'] === 'BPF';
}
/**
 * The scenario that an agent's `cilium-dbg status -o json` tells of. Throws a ClusterError for a mode that is not known, a
 * TransientError while there is none.
 */
function scenarioOfStatus(text, agent) {
    const where = `agent ${agent.pod} on ${agent.node}`;
    const { encryption: told, routing: routes } = parseStatus(text, agent);
    const encryption = _scenario_scenario_js__WEBPACK_IMPORTED_MODULE_4__/* .encryptionModes */ .cx.find(mode => statusModes[mode] === told.mode);
    if (encryption === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .ClusterError */ .b$(`${where} reports encryption "${told.mode ?? ''}", which this program does not know`);
    }
    const mode = routes['inter-host-routing-mode'];
    const routing = _scenario_scenario_js__WEBPACK_IMPORTED_MODULE_4__/* .routingModes */ .bI.find(each => each === (mode === 'Native' ? 'native' : routes['tunnel-protocol']));
    if (routing === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .ClusterError */ .b$(`${where} reports routing "${mode} ${routes['tunnel-protocol'] ?? ''}", which this program does not know`);
    }
    return { routing, encryption };
}
/** What an agent prints for `cilium-dbg status -o json`, or why it does not. */
async function readStatusJson(kubernetes, agent) {
    const { stdout, stderr } = await kubernetes.exec(agent.target, ['cilium-dbg', 'status', '-o', 'json'], callSeconds);
    return stdout === '' ? stderr : stdout;
}
const versionSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ cilium: zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ msg: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP() }) });
/** Cilium's version in an agent's status, without `v`; empty when it is not told. */
function versionOfStatus(status) {
    const said = versionSchema.safeParse((0,_json_js__WEBPACK_IMPORTED_MODULE_6__/* .safeJson */ .o)(status)).data?.cilium.msg ?? '';
    return /^v?(\d+\.\d+\.\d+\S*)/.exec(said)?.[1] ?? '';
}
const nodeEncryptionSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({
    encryption: zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ wireguard: zod__WEBPACK_IMPORTED_MODULE_2__/* .object */ .Ikc({ 'node-encryption': zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP().optional() }).nullish() }).nullish()
});
/** Whether an agent's status says that its node opted out of WireGuard's node encryption. */
function nodeEncryptionOptedOut(status) {
    const parsed = nodeEncryptionSchema.safeParse((0,_json_js__WEBPACK_IMPORTED_MODULE_6__/* .safeJson */ .o)(status));
    return parsed.data?.encryption?.wireguard?.['node-encryption'] === 'OptedOut';
}
async function readStatus(kubernetes, agent) {
    return parseStatus(await readStatusJson(kubernetes, agent), agent);
}
/** An agent that starts has no socket at first, and then a status with a blank mode. */
function parseStatus(text, { pod, node }) {
    const { data } = statusSchema.safeParse((0,_json_js__WEBPACK_IMPORTED_MODULE_6__/* .safeJson */ .o)(text));
    if (data === undefined)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .TransientError */ .N_(`agent ${pod} on ${node}: unreadable status: ${text.trim().slice(0, 200)}`);
    if ((data.encryption.mode ?? '') === '')
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .TransientError */ .N_(`agent ${pod} on ${node} does not know its mode yet`);
    return data;
}
/** The lines of `cilium-dbg status` that the published documents show. */
async function readStatusCheck(kubernetes, agent) {
    const { stdout } = await kubernetes.exec(agent.target, ['cilium-dbg', 'status'], callSeconds);
    return stdout
        .split('\n')
        .filter(line => /^(KubeProxyReplacement|Routing|Masquerading|Encryption):/.test(line))
        .map(line => line.trimEnd())
        .join('\n');
}
/** The value is left out when it is zero. */
const driftSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ value: zod__WEBPACK_IMPORTED_MODULE_2__/* .number */ .aig().default(0) }));
/**
 * How many of the agent's settings differ from the ConfigMap (metric cilium_drift_checker_config_delta, since 1.18).
 * `undefined` when the agent does not export it.
 */
async function configDrift(kubernetes, agent) {
    const command = ['cilium-dbg', 'metrics', 'list', '-p', 'drift_checker_config_delta', '-o', 'json'];
    const { stdout } = await kubernetes.exec(agent.target, command, callSeconds);
    const parsed = driftSchema.safeParse((0,_json_js__WEBPACK_IMPORTED_MODULE_6__/* .safeJson */ .o)(stdout));
    return parsed.success ? parsed.data[0]?.value : undefined;
}
const endpointsSchema = zod__WEBPACK_IMPORTED_MODULE_2__/* .array */ .YOg(zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ status: zod__WEBPACK_IMPORTED_MODULE_2__/* .looseObject */ ._H3({ state: zod__WEBPACK_IMPORTED_MODULE_2__/* .string */ .YjP() }) }));
/** True when every endpoint of the agent's node is ready: policy and datapath of all pods are in place. */
async function endpointsReady(kubernetes, agent) {
    const { stdout } = await kubernetes.exec(agent.target, ['cilium-dbg', 'endpoint', 'list', '-o', 'json'], callSeconds);
    const parsed = endpointsSchema.safeParse((0,_json_js__WEBPACK_IMPORTED_MODULE_6__/* .safeJson */ .o)(stdout));
    return parsed.success && parsed.data.every(endpoint => endpoint.status.state === 'ready');
}


/***/ }),

/***/ 5607:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  xs: () => (/* binding */ createHelm),
  Ad: () => (/* binding */ defaultReleaseName),
  VR: () => (/* binding */ readChart)
});

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 10 modules
var classic_schemas = __webpack_require__(13798);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/api.js
var api = __webpack_require__(43759);
;// CONCATENATED MODULE: ./node_modules/zod/v4/classic/coerce.js


function string(params) {
    return core._coercedString(schemas.ZodString, params);
}
function number(params) {
    return api/* _coercedNumber */.qG(classic_schemas/* ZodNumber */.rSt, params);
}
function coerce_boolean(params) {
    return core._coercedBoolean(schemas.ZodBoolean, params);
}
function bigint(params) {
    return core._coercedBigint(schemas.ZodBigInt, params);
}
function date(params) {
    return core._coercedDate(schemas.ZodDate, params);
}

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(83916);
// EXTERNAL MODULE: ./src/results/redact.ts + 5 modules
var redact = __webpack_require__(69154);
// EXTERNAL MODULE: ./src/transient.ts
var src_transient = __webpack_require__(13901);
;// CONCATENATED MODULE: ./src/cilium/helm.ts





/** Name of a release that is made: the one that Cilium's documentation and command line use. */
const defaultReleaseName = 'cilium';
const listSchema = classic_schemas/* array */.YOg(classic_schemas/* looseObject */._H3({
    name: classic_schemas/* string */.YjP(),
    status: classic_schemas/* string */.YjP(),
    chart: classic_schemas/* string */.YjP(),
    app_version: classic_schemas/* string */.YjP(),
    revision: number().int(),
    updated: classic_schemas/* string */.YjP().optional()
}));
/** `--all` in the words that Helm 4 knows too. */
const anyStatus = ['--deployed', '--failed', '--pending', '--superseded', '--uninstalled', '--uninstalling'];
/** Helm by its command. Rejects with a ClusterError that holds helm's own words, a TransientError where they tell of one. */
function createHelm(processes, target) {
    const { release } = target;
    const connection = [
        ...(target.kubeconfig === undefined ? [] : ['--kubeconfig', target.kubeconfig]),
        '--kube-context',
        target.context,
        '--namespace',
        target.namespace
    ];
    const helm = (args) => runHelm(processes, args);
    return {
        name: release,
        async release() {
            const output = await helm(['list', ...connection, ...anyStatus, '--filter', `^${release}$`, '--output', 'json']);
            // The filter is a pattern, and the dots that a name may have match anything.
            const found = listSchema.parse(JSON.parse(output)).find(({ name }) => name === release);
            if (found === undefined)
                return undefined;
            const { status, revision, chart, app_version: appVersion, updated } = found;
            const [, chartName = chart, chartVersion = ''] = /^(.+?)-(\d+\.\d+\.\d+.*)$/.exec(chart) ?? [];
            return { status, revision, chartName, chartVersion, appVersion, updated };
        },
        async upgrade(chart, valuesFiles) {
            const files = valuesFiles.flatMap(file => ['--values', file]);
            // The full values each time: reused ones would carry keys of the previous mode over. All revisions are kept, or the
            // one to go back to would be lost after ten blocks.
            const how = ['--reset-values', '--history-max', '0'];
            await helm(['upgrade', '--install', release, ...chartArguments(chart), ...connection, ...how, ...files]);
        },
        async rollback(revision) {
            await helm(['rollback', release, String(revision), ...connection]);
        },
        async uninstall(waitSeconds) {
            await helm(['uninstall', release, ...connection, ...waitFor(waitSeconds)]);
        },
        async values() {
            const output = await helm(['get', 'values', release, ...connection, '--output', 'json']);
            // `null` for a release that was given none.
            return classic_schemas/* record */.g1P(classic_schemas/* string */.YjP(), classic_schemas/* unknown */.L5J()).parse(JSON.parse(output) ?? {});
        }
    };
}
/** The chart's own name and version; asks its registry, and no cluster. */
async function readChart(processes, chart) {
    const output = await runHelm(processes, ['show', 'chart', ...chartArguments(chart)]);
    return classic_schemas/* object */.Ikc({ name: classic_schemas/* string */.YjP(), version: classic_schemas/* string */.YjP() }).parse((0,dist/* parse */.qg)(output));
}
async function runHelm(processes, args) {
    const { exitCode, stdout, stderr } = await processes.run('helm', args);
    if (exitCode !== 0) {
        const said = (0,redact/* redactText */.Rd)(stderr || stdout).trim();
        const message = `helm ${args[0] ?? ''} failed (exit code ${String(exitCode)}): ${said}`;
        throw (0,src_transient/* isPassingFailure */.I)(said) ? new errors/* TransientError */.N_(message) : new errors/* ClusterError */.b$(message);
    }
    return stdout;
}
function waitFor(seconds) {
    return seconds === undefined ? [] : ['--wait', '--timeout', `${String(Math.max(1, Math.floor(seconds)))}s`];
}
function chartArguments({ source, version }) {
    return [...chartReference(source), ...(version === undefined ? [] : ['--version', version])];
}
function chartReference(chart) {
    switch (chart.kind) {
        case 'path':
            return [chart.path];
        case 'oci':
            return [chart.reference];
        case 'repository':
            return ['cilium', '--repo', chart.url];
    }
}


/***/ }),

/***/ 62609:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DA: () => (/* binding */ removeLeftovers),
/* harmony export */   YW: () => (/* binding */ nameLeftovers),
/* harmony export */   fI: () => (/* binding */ findBlockedNodes),
/* harmony export */   kB: () => (/* binding */ unblockNodes)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(83916);
/* harmony import */ var _proof_index_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(41681);
/* harmony import */ var _agents_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(43727);



const readingSeconds = 20;
/** Agents that are asked at a time. */
const batchSize = 10;
const removal = ['ip', 'xfrm', 'policy', 'delete', ..._proof_index_js__WEBPACK_IMPORTED_MODULE_0__/* .blockPolicySelector */ .Zi];
const removalText = removal.join(' ');
/**
 * Looks on every node for kernel state that an earlier mode left, and tells it. IPsec's block policy, which drops all that
 * WireGuard sends, is deleted where the run caused it. Where it was there `before` the run it stays, and only WireGuard cannot
 * be measured: throws a ClusterError that names all of these nodes.
 */
async function removeLeftovers(kubernetes, namespace, mode, before, tell) {
    const kept = [];
    await forEachAgent(kubernetes, namespace, async (agent) => {
        if (!(await tellLeftovers(kubernetes, agent, mode, tell)))
            return;
        if (before.includes(agent.node)) {
            kept.push(agent.node);
        }
        else {
            await removeBlockPolicy(kubernetes, agent);
            tell(`  deleted on ${agent.node}: ${_proof_index_js__WEBPACK_IMPORTED_MODULE_0__/* .blockPolicyText */ .be}`);
        }
    });
    if (kept.length > 0 && mode === 'wireguard') {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ClusterError */ .b$(`before this run began, these nodes already had ${_proof_index_js__WEBPACK_IMPORTED_MODULE_0__/* .blockPolicyText */ .be}: ${kept.sort().join(', ')}; delete it on each of them with: ${removalText}`);
    }
}
/** Tells what other modes left on some nodes of a cluster that is not changed. */
async function nameLeftovers(kubernetes, agents, mode, tell) {
    for (const agent of agents) {
        if (await tellLeftovers(kubernetes, agent, mode, tell))
            tell(`  ${agent.node} has ${_proof_index_js__WEBPACK_IMPORTED_MODULE_0__/* .blockPolicyText */ .be}`);
    }
}
/** Nodes with IPsec's block policy whose agent runs another mode: what some earlier IPsec left. */
async function findBlockedNodes(kubernetes, namespace, tell) {
    const blocked = [];
    await forEachAgent(kubernetes, namespace, async (agent) => {
        if (await isBlocked(kubernetes, agent, false, tell))
            blocked.push(agent.node);
    });
    return blocked.sort();
}
/**
 * Deletes IPsec's block policy on every node except those that had it before. Under IPsec itself it belongs there, so it
 * is deleted only when Cilium is about to leave that mode. Throws a ClusterError for nodes where that failed, after all were tried.
 */
async function unblockNodes(kubernetes, namespace, before, leavingIpsec, tell) {
    const failures = [];
    await forEachAgent(kubernetes, namespace, async (agent) => {
        if (before.includes(agent.node) || !(await isBlocked(kubernetes, agent, leavingIpsec, tell)))
            return;
        try {
            await removeBlockPolicy(kubernetes, agent);
            tell(`deleted on ${agent.node}: ${_proof_index_js__WEBPACK_IMPORTED_MODULE_0__/* .blockPolicyText */ .be}`);
        }
        catch (error) {
            if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .CancelledError */ .cc)
                throw error;
            failures.push((0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .errorMessage */ .gJ)(error));
        }
    });
    if (failures.length > 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ClusterError */ .b$(failures.join('; '));
}
async function forEachAgent(kubernetes, namespace, visit) {
    const agents = [...(await (0,_agents_js__WEBPACK_IMPORTED_MODULE_1__/* .listAgents */ .vc)(kubernetes, namespace)).values()];
    for (let first = 0; first < agents.length; first += batchSize) {
        await Promise.all(agents.slice(first, first + batchSize).map(visit));
    }
}
/** Tells all leftovers but the block policy, and gives whether there is one. */
async function tellLeftovers(kubernetes, agent, mode, tell) {
    const place = await (0,_agents_js__WEBPACK_IMPORTED_MODULE_1__/* .readSections */ .jn)(kubernetes, agent, _proof_index_js__WEBPACK_IMPORTED_MODULE_0__/* .leftoverSections */ .KJ, readingSeconds);
    const { found, unread } = (0,_proof_index_js__WEBPACK_IMPORTED_MODULE_0__/* .findLeftovers */ .Q_)(place, mode, `node ${agent.node}`);
    for (const why of unread)
        tell(`  left over of another mode: unknown: ${why}`);
    if (mode === 'wireguard' && place.sections[_proof_index_js__WEBPACK_IMPORTED_MODULE_0__/* .xfrmPolicySection */ .pJ.name]?.ok !== true) {
        tell(`  if no packet of WireGuard arrives, look on node ${agent.node} with ip xfrm policy for ${_proof_index_js__WEBPACK_IMPORTED_MODULE_0__/* .blockPolicyText */ .be}`);
    }
    for (const { kind, text } of found)
        if (kind !== 'xfrm-block-policy')
            tell(`  left over of another mode: ${text}`);
    return found.some(({ kind }) => kind === 'xfrm-block-policy');
}
/** False, and told, when the agent cannot be asked: then the traffic itself has to show whether something blocks it. */
async function isBlocked(kubernetes, agent, evenUnderIpsec, tell) {
    try {
        if (!evenUnderIpsec) {
            const { encryption } = (0,_agents_js__WEBPACK_IMPORTED_MODULE_1__/* .scenarioOfStatus */ .UX)(await (0,_agents_js__WEBPACK_IMPORTED_MODULE_1__/* .readStatusJson */ .Jw)(kubernetes, agent), agent);
            if (encryption === 'ipsec')
                return false;
        }
        const place = await (0,_agents_js__WEBPACK_IMPORTED_MODULE_1__/* .readSections */ .jn)(kubernetes, agent, [_proof_index_js__WEBPACK_IMPORTED_MODULE_0__/* .xfrmPolicySection */ .pJ], readingSeconds);
        return (0,_proof_index_js__WEBPACK_IMPORTED_MODULE_0__/* .hasBlockPolicy */ .KL)(place, `node ${agent.node}`);
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .CancelledError */ .cc)
            throw error;
        tell(`${agent.node}: cannot look for ${_proof_index_js__WEBPACK_IMPORTED_MODULE_0__/* .blockPolicyText */ .be}: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .errorMessage */ .gJ)(error)}`);
        return false;
    }
}
async function removeBlockPolicy(kubernetes, agent) {
    const failed = (why) => new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ClusterError */ .b$(`${agent.node} has ${_proof_index_js__WEBPACK_IMPORTED_MODULE_0__/* .blockPolicyText */ .be}, and its agent cannot delete it (${why}); delete it on the node itself with: ${removalText}`);
    const { exitCode, stderr } = await kubernetes
        .exec(agent.target, [...removal], readingSeconds)
        .catch((error) => {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .CancelledError */ .cc)
            throw error;
        throw failed((0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .errorMessage */ .gJ)(error));
    });
    if (exitCode !== 0)
        throw failed(stderr.trim());
}


/***/ }),

/***/ 21157:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Iz: () => (/* binding */ removeCutOff),
/* harmony export */   QC: () => (/* binding */ refuseOthersChange),
/* harmony export */   S5: () => (/* binding */ mendRelease)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(13798);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(83916);
/* harmony import */ var _scenario_values_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77706);



/** What helm leaves when it is killed or fails half-way. It refuses every further change of a pending release. */
const broken = /^(?:pending-|failed$|uninstalling$)/;
/** The values that an upgrade of a run gives; no other run and no other block has the same name of a block. */
const ownValues = zod__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({ podAnnotations: zod__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({ [_scenario_values_js__WEBPACK_IMPORTED_MODULE_0__/* .blockAnnotation */ .TU]: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP() }) });
/**
 * Brings back a release whose last change was cut off: to the revision before it, or away when there is none. Only for clusters
 * that were made for measuring, because nobody misses on them what the cut-off change was to bring.
 */
async function mendRelease(helm, tell) {
    const release = await helm.release();
    if (release === undefined || !broken.test(release.status))
        return;
    const { status, revision } = release;
    const cutOff = `the last change of Cilium on this cluster was cut off (${status}, revision ${String(revision)})`;
    if (status === 'uninstalling' || revision === 1) {
        tell(`${cutOff}: it is removed and installed again`);
        await helm.uninstall();
    }
    else {
        tell(`${cutOff}: it is rolled back first`);
        await helm.rollback(revision - 1);
    }
}
/**
 * Throws a TransientError that names the revision when somebody else's change of the release is under way. `isOwn` knows the
 * blocks whose upgrades may have been cut off.
 */
async function refuseOthersChange(helm, { status, revision, updated }, isOwn) {
    if (!isPending(status))
        return;
    const values = ownValues.safeParse(await helm.values());
    if (isOwn(values.data?.podAnnotations[_scenario_values_js__WEBPACK_IMPORTED_MODULE_0__/* .blockAnnotation */ .TU] ?? ''))
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TransientError */ .N_(`somebody else is changing the Helm release ${helm.name}: revision ${String(revision)} is ${status} since ${updated ?? 'an unknown time'}`);
}
/**
 * Clears the way for another try of an upgrade: removes the record of a pending revision that an upgrade of one of these blocks
 * left when it was cut off. What that had changed already is changed again by the next. Throws as `refuseOthersChange` does.
 */
async function removeCutOff(kubernetes, helm, namespace, cutOff, tell) {
    const release = await helm.release();
    if (release === undefined || !isPending(release.status))
        return;
    await refuseOthersChange(helm, release, block => cutOff.has(block));
    const revision = String(release.revision);
    tell(`  removing revision ${revision} of ${helm.name}, an upgrade of this run that was cut off (${release.status})`);
    // The name that Helm's storage gives it (helm.sh/helm/v4/pkg/storage).
    await kubernetes.deleteSecret(namespace, `sh.helm.release.v1.${helm.name}.v${revision}`);
}
function isPending(status) {
    return status.startsWith('pending-');
}


/***/ }),

/***/ 76399:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  $q: () => (/* binding */ rolloutSeconds),
  hA: () => (/* binding */ unfinishedRollout),
  _U: () => (/* binding */ waitForMode),
  w9: () => (/* binding */ ztunnelName)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(83916);
// EXTERNAL MODULE: ./src/host/limit.ts
var host_limit = __webpack_require__(81177);
// EXTERNAL MODULE: ./src/kubernetes/pod-state.ts
var pod_state = __webpack_require__(18595);
// EXTERNAL MODULE: ./src/scenario/scenario.ts
var scenario = __webpack_require__(27502);
// EXTERNAL MODULE: ./src/cilium/agents.ts
var cilium_agents = __webpack_require__(43727);
// EXTERNAL MODULE: ./src/kubernetes/waits.ts
var waits = __webpack_require__(62030);
// EXTERNAL MODULE: ./src/transient.ts
var src_transient = __webpack_require__(13901);
;// CONCATENATED MODULE: ./src/cilium/log.ts
/**
 * The last line of a log that says why a component ended: the last fatal one, else the last error, else the last line.
 * Cilium logs in logfmt (`level=error msg="..." error="..."`).
 */
function lastErrorLine(log) {
    const lines = log.split('\n').filter(line => line.trim() !== '');
    return (lines.findLast(line => /\blevel=fatal\b/.test(line)) ??
        lines.findLast(line => /\blevel=error\b/.test(line)) ??
        lines.at(-1));
}

;// CONCATENATED MODULE: ./src/cilium/hopeless.ts






/** A mount is retried by the kubelet, and its first tries can come before the object; this is a wait for a missing one. */
const mountGraceSeconds = 20;
/** A process that something else killed: SIGKILL, SIGTERM. */
const killed = [137, 143];
/** Starts watching; containers that ended before `since` tell nothing of what is rolled out now. */
function watchPods(kubernetes, clock, namespace, since) {
    const mountGrace = (0,host_limit/* startLimit */.iP)(clock, mountGraceSeconds);
    const doubts = (0,waits/* createDoubts */.c)(clock);
    return {
        async refuseHopeless(pods) {
            for (const pod of pods) {
                if (pod.metadata?.deletionTimestamp !== undefined)
                    continue;
                for (const status of (0,pod_state/* containersOf */.Mz)(pod)) {
                    const failure = (await describeCrashLoop(kubernetes, namespace, pod, status, since)) ??
                        doubts.about(`${pod.metadata?.name ?? ''}/${status.name}`, status.state?.waiting);
                    if (failure !== undefined)
                        throw new errors/* ClusterError */.b$(`${place(pod, status)}: ${failure}`);
                }
                await refuseMissingMount(kubernetes, namespace, pod, mountGrace);
            }
        }
    };
}
/** Why a pod is not up yet, in the kubelet's words; `undefined` when it says nothing. */
function describeWaiting(pod) {
    const waiting = (0,pod_state/* containersOf */.Mz)(pod).find(({ state }) => state?.waiting?.reason !== undefined)?.state?.waiting;
    if (waiting?.reason === undefined)
        return undefined;
    return waiting.message === undefined ? waiting.reason : `${waiting.reason}: ${waiting.message}`;
}
/**
 * The last words of a container that crashes again and again. One that lost the API server, or was killed, may come up at a
 * later try. The kubelet restarts once without waiting, so a loop shows as its back-off or as a second restart.
 */
async function describeCrashLoop(kubernetes, namespace, pod, status, since) {
    const ended = status.lastState?.terminated;
    if (ended === undefined || ended.exitCode === 0 || status.ready)
        return undefined;
    const backsOff = status.state?.waiting?.reason === 'CrashLoopBackOff';
    const isRecent = ended.finishedAt === undefined || ended.finishedAt.getTime() >= since.getTime();
    if (!backsOff && !(status.restartCount >= 2 && isRecent))
        return undefined;
    if (killed.includes(ended.exitCode) && ended.reason !== 'OOMKilled')
        return undefined;
    const target = { namespace, pod: pod.metadata?.name ?? '', container: status.name };
    const said = lastErrorLine(await kubernetes.logs(target, { previous: true, lines: 200 })) ?? ended.reason;
    if (said !== undefined && (0,src_transient/* isPassingFailure */.I)(said))
        return undefined;
    const reason = backsOff ? 'CrashLoopBackOff' : `${String(status.restartCount)} restarts`;
    return `${reason}: ${said ?? 'it left no message'}`;
}
async function refuseMissingMount(kubernetes, namespace, pod, mountGrace) {
    if (!mountGrace.isOver() || pod.status?.phase !== 'Pending')
        return;
    const name = pod.metadata?.name ?? '';
    const missing = (await kubernetes.warnings(namespace, name)).findLast(text => /^FailedMount: .*not found/.test(text));
    if (missing !== undefined) {
        throw new errors/* ClusterError */.b$(`pod ${name} on ${pod.spec?.nodeName ?? ''} cannot start: ${missing}`);
    }
}
function place(pod, { name }) {
    return `container ${name} of pod ${pod.metadata?.name ?? ''} on ${pod.spec?.nodeName ?? ''}`;
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 10 modules
var schemas = __webpack_require__(13798);
// EXTERNAL MODULE: ./src/proof/index.ts + 34 modules
var proof = __webpack_require__(41681);
// EXTERNAL MODULE: ./src/json.ts
var json = __webpack_require__(8301);
;// CONCATENATED MODULE: ./src/cilium/mode-keys-ready.ts




/** By which an agent tells the others its WireGuard key (Cilium's pkg/annotation, on its CiliumNode). */
const wireguardKeyAnnotation = 'network.cilium.io/wg-pub-key';
/** `cilium-dbg debuginfo` takes seconds. */
const callSeconds = 30;
const encryptStatusSchema = schemas/* object */.Ikc({ ipsec: schemas/* object */.Ikc({ 'keys-in-use': schemas/* number */.aig() }) });
/**
 * What the mode's keys still lack between some nodes, or `undefined` when nothing is missing: with WireGuard every other one
 * is a peer with the key that its CiliumNode names, with IPsec each pair has keys for both directions.
 * An agent that cannot tell is not waited for: the proof of each probe and sample decides.
 */
async function unfinishedKeys(kubernetes, encryption, agents) {
    switch (encryption) {
        case 'none':
        case 'ztunnel':
            return undefined;
        case 'wireguard':
            return unfinishedPeers(kubernetes, agents);
        case 'ipsec':
            return unfinishedIpsecKeys(kubernetes, agents);
    }
}
async function unfinishedPeers(kubernetes, agents) {
    const nodes = await kubernetes.ciliumNodes();
    const found = await Promise.all(agents.map(agent => peerKeys(kubernetes, agent)));
    const keyOf = (node) => nodes.find(({ name }) => name === node)?.annotations[wireguardKeyAnnotation];
    for (const [index, { node }] of agents.entries()) {
        for (const { node: other } of agents.filter(agent => agent.node !== node)) {
            const key = keyOf(other);
            if (key === undefined)
                return `WireGuard's key of ${other} (its CiliumNode does not name one yet)`;
            if (found[index]?.includes(key) === false)
                return `WireGuard's peers (${node} does not have ${other})`;
        }
    }
    return undefined;
}
async function peerKeys(kubernetes, agent) {
    return (0,proof/* readPeerKeys */.tm)(await (0,cilium_agents/* readSections */.jn)(kubernetes, agent, [proof/* peersSection */.Ns], callSeconds));
}
async function unfinishedIpsecKeys(kubernetes, agents) {
    // One in and one out for each other node; tunnels have a second pair, which not every version counts.
    const needed = 2 * (agents.length - 1);
    for (const agent of agents) {
        const command = ['cilium-dbg', 'encrypt', 'status', '-o', 'json'];
        const { stdout } = await kubernetes.exec(agent.target, command, callSeconds);
        const status = encryptStatusSchema.safeParse((0,json/* safeJson */.o)(stdout));
        const keys = status.data?.ipsec['keys-in-use'];
        if (keys !== undefined && keys < needed) {
            return `IPsec's keys (${agent.node} uses ${String(keys)} of at least ${String(needed)})`;
        }
    }
    return undefined;
}

;// CONCATENATED MODULE: ./src/cilium/rollout.ts








/** A first installation pulls images; a switch takes seconds. Beyond this no agent that still waits comes up. */
const rolloutLimitSeconds = 300;
/** What each further batch of agents may take: one ends, its successor starts and gets ready. */
const batchSeconds = 30;
/** An agent elsewhere that is not ready by then is on a node with a fault of its own, or on one that has just come. */
const elsewhereSeconds = 30;
const pollSeconds = 0.5;
/** While all agents are listed, a look costs with their number; so many seconds of pause for each keep that bounded. */
const pollSecondsPerAgent = 0.05;
/** The chart's daemonset of ztunnel, and the `app` label of its pods. */
const ztunnelName = 'ztunnel-cilium';
/**
 * Waits until a rollout is through on the measured nodes and their agents show the scenario's mode, routing and the
 * ConfigMap's settings, and gives other nodes time for theirs. Rejects within seconds with the agent's own last error when it
 * crash-loops, and with a TransientError when time is up for something that may still come. `tell` gets what is waited for,
 * and what is not waited for any longer.
 */
async function waitForMode(kubernetes, clock, rollout, tell) {
    const watch = watchPods(kubernetes, clock, rollout.namespace, rollout.since);
    let limit = (0,host_limit/* startLimit */.iP)(clock, rolloutLimitSeconds);
    let elsewhere;
    let agents = 0;
    let told = '';
    for (;;) {
        const { look, daemonSet } = await lookPatiently(kubernetes, rollout, watch);
        const wanted = daemonSet?.status?.desiredNumberScheduled ?? 0;
        if (daemonSet !== undefined && agents === 0 && wanted > 0)
            limit = (0,host_limit/* startLimit */.iP)(clock, limitSeconds(daemonSet));
        agents = Math.max(agents, wanted);
        if (look.kind === 'finished')
            return;
        if (look.kind === 'elsewhere') {
            elsewhere ??= (0,host_limit/* startLimit */.iP)(clock, elsewhereSeconds);
            if (limit.isOver() || (!look.goesOn && elsewhere.isOver())) {
                tell(`not waiting any longer for ${look.what}`);
                return;
            }
        }
        else if (limit.isOver()) {
            const said = await lastErrorOfUnready(kubernetes, rollout);
            const message = `Cilium was not ready for ${(0,scenario/* scenarioName */.ic)(rollout.scenario)} within ${String(limit.seconds)} s: ${look.what}${said === undefined ? '' : `; ${said}`}`;
            throw look.passing ? new errors/* TransientError */.N_(message) : new errors/* ClusterError */.b$(message);
        }
        if (look.what !== told)
            tell(`waiting for ${look.what}`);
        told = look.what;
        const isSmall = daemonSet === undefined || (0,pod_state/* isRolledOut */.Zy)(daemonSet);
        await clock.sleep(isSmall ? pollSeconds : Math.max(pollSeconds, wanted * pollSecondsPerAgent));
    }
}
/** Seconds that a rollout to all nodes may take on a normal cluster, by the agents' DaemonSet as it is now. */
async function rolloutSeconds(kubernetes, namespace) {
    const daemonSet = await (0,cilium_agents/* findAgentDaemonSet */.bf)(kubernetes, namespace, await (0,cilium_agents/* listAgentPods */.uJ)(kubernetes, namespace));
    return daemonSet === undefined ? rolloutLimitSeconds : limitSeconds(daemonSet);
}
function limitSeconds(daemonSet) {
    const batches = Math.ceil((daemonSet.status?.desiredNumberScheduled ?? 0) / (0,pod_state/* replacedAtOnce */.hU)(daemonSet));
    return rolloutLimitSeconds + Math.max(0, batches - 1) * batchSeconds;
}
/** An API server that does not answer for a moment is waited for like everything else. */
async function lookPatiently(kubernetes, rollout, watch) {
    try {
        return await lookAt(kubernetes, rollout, watch);
    }
    catch (error) {
        if (!(error instanceof errors/* TransientError */.N_))
            throw error;
        return { look: { kind: 'unfinished', what: error.message, passing: true }, daemonSet: undefined };
    }
}
async function lookAt(kubernetes, rollout, watch) {
    const { namespace, nodes, scenario } = rollout;
    const measured = await (0,cilium_agents/* listAgentPodsOn */.Tg)(kubernetes, namespace, nodes);
    const daemonSet = await (0,cilium_agents/* findAgentDaemonSet */.bf)(kubernetes, namespace, measured);
    const others = daemonSet === undefined || (0,pod_state/* isRolledOut */.Zy)(daemonSet)
        ? []
        : (await (0,cilium_agents/* listAgentPods */.uJ)(kubernetes, namespace)).filter(pod => !(0,pod_state/* hasEnded */.hY)(pod) && !nodes.includes(pod.spec?.nodeName ?? ''));
    const sight = (look) => ({ look, daemonSet });
    const unfinished = (what) => sight({ kind: 'unfinished', what, passing: true });
    const agents = unfinishedOn(nodes, measured, daemonSet, 'the agents', 'cilium');
    if (agents !== undefined) {
        await watch.refuseHopeless(ofNewest(measured, daemonSet));
        const inTheWay = others.filter(pod => !(0,pod_state/* isReady */.i_)(pod));
        // No more agents are replaced while so many are not ready: one of those decides whether the rollout ever goes on.
        const isHeldUp = daemonSet !== undefined && inTheWay.length >= (0,pod_state/* replacedAtOnce */.hU)(daemonSet);
        if (!isHeldUp)
            return unfinished(agents);
        await watch.refuseHopeless(ofNewest(inTheWay, daemonSet));
        return unfinished(`${agents}; not ready elsewhere: ${describePods(inTheWay)}`);
    }
    const operator = await lookAtOperator(kubernetes, namespace, watch);
    if (operator?.kind === 'unfinished')
        return sight(operator);
    if (scenario.encryption === 'ztunnel') {
        const ztunnels = await kubernetes.daemonSet(namespace, ztunnelName);
        const pods = await Promise.all(nodes.map(node => kubernetes.pods(namespace, `app=${ztunnelName}`, node)));
        const behind = unfinishedOn(nodes, pods.flat(), ztunnels, 'the ztunnels', ztunnelName);
        if (behind !== undefined) {
            await watch.refuseHopeless(ofNewest(pods.flat(), ztunnels));
            return unfinished(behind);
        }
    }
    const mode = await lookAtMode(kubernetes, rollout, measured);
    if (mode !== undefined)
        return sight(mode);
    if (daemonSet !== undefined && !(0,pod_state/* isRolledOut */.Zy)(daemonSet))
        return sight(lookElsewhere(others, daemonSet));
    return sight(operator ?? { kind: 'finished' });
}
/** What a DaemonSet still lacks on some nodes: on each one pod, of its newest template, ready. */
function unfinishedOn(nodes, pods, daemonSet, who, name) {
    if (daemonSet?.status === undefined)
        return `${who} (daemonset ${name} does not exist yet)`;
    const { status, metadata } = daemonSet;
    if ((status.observedGeneration ?? 0) < (metadata?.generation ?? 0))
        return `${who} (rollout not yet seen)`;
    const behind = nodes.flatMap(node => {
        const own = pods.filter(pod => pod.spec?.nodeName === node);
        const [pod] = own;
        if (pod === undefined)
            return `none on ${node} yet`;
        if (own.length > 1 || !(0,pod_state/* isOfNewestTemplate */.kj)(pod, daemonSet))
            return `the old one still on ${node}`;
        return (0,pod_state/* isReady */.i_)(pod) ? [] : describePods([pod]);
    });
    return behind.length === 0 ? undefined : `${who} (${count(status)}; ${behind.join(', ')})`;
}
function count({ updatedNumberScheduled, desiredNumberScheduled, numberReady }) {
    return `${String(updatedNumberScheduled ?? 0)} of ${String(desiredNumberScheduled)} new, ${String(numberReady)} ready`;
}
/** Some pods with their nodes and why they wait; the first few of many. */
function describePods(pods) {
    const named = pods.slice(0, 3).map(pod => `${pod.spec?.nodeName ?? ''}: ${describeWaiting(pod) ?? 'not ready'}`);
    return [...named, ...(pods.length > 3 ? [`${String(pods.length - 3)} more`] : [])].join(', ');
}
function ofNewest(pods, daemonSet) {
    return daemonSet === undefined ? [] : pods.filter(pod => (0,pod_state/* isOfNewestTemplate */.kj)(pod, daemonSet));
}
function lookElsewhere(others, daemonSet) {
    const old = others.filter(pod => (0,pod_state/* isReady */.i_)(pod) && !(0,pod_state/* isOfNewestTemplate */.kj)(pod, daemonSet));
    const unready = others.filter(pod => !(0,pod_state/* isReady */.i_)(pod));
    const names = unready.length === 0 ? '' : `; ${describePods(unready)}`;
    const counted = daemonSet.status === undefined ? '' : count(daemonSet.status);
    return { kind: 'elsewhere', what: `the agents of other nodes (${counted}${names})`, goesOn: old.length > 0 };
}
/** One new operator that is available does the work; further ones may be on nodes with a fault of their own. */
async function lookAtOperator(kubernetes, namespace, watch) {
    const operator = await kubernetes.deployment(namespace, 'cilium-operator');
    if (operator?.status === undefined) {
        return { kind: 'unfinished', what: 'the operator (deployment cilium-operator does not exist yet)', passing: true };
    }
    const { status } = operator;
    const replicas = operator.spec?.replicas ?? 1;
    const [updated, available] = [status.updatedReplicas ?? 0, status.availableReplicas ?? 0];
    const isSeen = (status.observedGeneration ?? 0) >= (operator.metadata?.generation ?? 0);
    if (isSeen && updated >= replicas && available >= replicas && (status.replicas ?? 0) <= replicas)
        return undefined;
    const pods = (await kubernetes.pods(namespace, 'io.cilium/app=operator')).filter(pod => !(0,pod_state/* hasEnded */.hY)(pod) && (0,pod_state/* hasNotesOf */.Vg)(pod, operator));
    const what = `the operator (${String(updated)} of ${String(replicas)} new, ${String(available)} available)`;
    if (isSeen && available > 0 && pods.some(pod_state/* isReady */.i_))
        return { kind: 'elsewhere', what, goesOn: false };
    await watch?.refuseHopeless(pods);
    return { kind: 'unfinished', what, passing: true };
}
/** What the agents themselves say that does not fit the scenario. */
async function lookAtMode(kubernetes, { scenario, namespace }, pods) {
    const agents = pods.map(pod => (0,cilium_agents/* toAgent */.r5)(pod, namespace));
    const differs = (what) => ({ kind: 'unfinished', what, passing: false });
    try {
        for (const mismatch of await Promise.all(agents.map(agent => (0,cilium_agents/* modeMismatch */.M_)(kubernetes, agent, scenario)))) {
            if (mismatch !== undefined)
                return differs(mismatch);
        }
        const drifts = await Promise.all(agents.map(agent => (0,cilium_agents/* configDrift */.iX)(kubernetes, agent)));
        const drifted = drifts.findIndex(drift => drift !== undefined && drift > 0);
        if (drifted >= 0) {
            return differs(`agent ${agents[drifted]?.pod ?? ''} has ${String(drifts[drifted])} settings that differ from the ConfigMap`);
        }
        const keys = await unfinishedKeys(kubernetes, scenario.encryption, agents);
        return keys === undefined ? undefined : differs(keys);
    }
    catch (error) {
        if (error instanceof errors/* CancelledError */.cc)
            throw error;
        // An agent that has just started refuses its own socket for a moment; the time limit bounds the patience.
        return { kind: 'unfinished', what: (0,errors/* errorMessage */.gJ)(error), passing: true };
    }
}
/** What a measured agent that runs and does not get ready says of it. */
async function lastErrorOfUnready(kubernetes, { namespace, nodes }) {
    for (const pod of await (0,cilium_agents/* listAgentPodsOn */.Tg)(kubernetes, namespace, nodes)) {
        const status = pod.status?.containerStatuses?.find(({ ready, state }) => !ready && state?.running !== undefined);
        if (status === undefined)
            continue;
        const name = pod.metadata?.name ?? '';
        const target = { namespace, pod: name, container: status.name };
        const said = lastErrorLine(await kubernetes.logs(target, { previous: false, lines: 500 }));
        if (said !== undefined)
            return `${name} on ${pod.spec?.nodeName ?? ''} says: ${said}`;
    }
    return undefined;
}
/** What a rollout still lacks on any node, whatever the mode; `undefined` when it is through. */
async function unfinishedRollout(kubernetes, namespace) {
    const pods = (await (0,cilium_agents/* listAgentPods */.uJ)(kubernetes, namespace)).filter(pod => !(0,pod_state/* hasEnded */.hY)(pod));
    const daemonSet = await (0,cilium_agents/* findAgentDaemonSet */.bf)(kubernetes, namespace, pods);
    const nodes = [...new Set(pods.map(pod => pod.spec?.nodeName ?? ''))];
    const agents = unfinishedOn(nodes, pods, daemonSet, 'the agents', 'cilium');
    if (agents !== undefined)
        return agents;
    if (daemonSet?.status !== undefined && !(0,pod_state/* isRolledOut */.Zy)(daemonSet))
        return `the agents (${count(daemonSet.status)})`;
    const operator = await lookAtOperator(kubernetes, namespace);
    return operator?.kind === 'unfinished' ? operator.what : undefined;
}


/***/ }),

/***/ 9633:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   _: () => (/* binding */ madeLabel),
/* harmony export */   p: () => (/* binding */ kindConfig)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38815);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(13798);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(37428);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(83916);
/* harmony import */ var _inputs_cidr_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7491);




/** On the nodes of a cluster that was made for measuring: what it holds may be thrown away. */
const madeLabel = 'cilium-perf-gate/made';
/** The ranges that kind itself uses, by family. That of the pods is written out because native routing needs to know it. */
const defaults = {
    ipv4: { podSubnet: '10.244.0.0/16', serviceSubnet: '10.96.0.0/16' },
    dual: { podSubnet: '10.244.0.0/16,fd00:10:244::/56', serviceSubnet: '10.96.0.0/16,fd00:10:96::/112' }
};
const nodeSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({
    // kind takes a node without a role for a control plane.
    role: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['control-plane', 'worker']).default('control-plane'),
    image: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional(),
    labels: zod__WEBPACK_IMPORTED_MODULE_1__/* .record */ .g1P(zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP(), zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP()).optional()
});
const userConfigSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({
    kind: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('Cluster').optional(),
    apiVersion: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('kind.x-k8s.io/v1alpha4').optional(),
    name: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional(),
    nodes: zod__WEBPACK_IMPORTED_MODULE_1__/* .array */ .YOg(nodeSchema).optional(),
    networking: zod__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({
        disableDefaultCNI: zod__WEBPACK_IMPORTED_MODULE_1__/* .boolean */ .zMY().optional(),
        kubeProxyMode: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional(),
        podSubnet: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional(),
        serviceSubnet: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional(),
        ipFamily: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional()
    })
        .optional()
});
/**
 * The user's own configuration, completed with what measuring Cilium needs: no default CNI, no kube-proxy, two nodes.
 * Throws an InputError with a sentence for each place where the user's says the opposite of that or of another input.
 */
function kindConfig(userConfig, wishes) {
    const user = readUserConfig(userConfig);
    const nodes = user.nodes === undefined ? plainNodes(wishes.workers ?? 1) : withWorkers(user.nodes, wishes.workers);
    const problems = [...ownership(user, wishes), ...networking(user.networking ?? {}), ...nodeProblems(nodes, wishes)];
    if (problems.length > 0)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz(problems.map(problem => `kind-config: ${problem}`).join('\n'));
    const document = {
        ...user,
        kind: 'Cluster',
        apiVersion: 'kind.x-k8s.io/v1alpha4',
        nodes: nodes.map(node => ({ ...node, labels: { ...node.labels, [madeLabel]: 'true' } })),
        networking: {
            ...user.networking,
            disableDefaultCNI: true,
            kubeProxyMode: 'none',
            podSubnet: user.networking?.podSubnet ?? defaultsOf(user.networking).podSubnet
        }
    };
    return { document, workers: countWorkers(nodes) };
}
function plainNodes(workers) {
    return [{ role: 'control-plane' }, ...workerNodes(workers)];
}
/** A list without workers says nothing about them, so those that are wanted are added to it. */
function withWorkers(nodes, workers) {
    return countWorkers(nodes) === 0 ? [...nodes, ...workerNodes(workers ?? 0)] : nodes;
}
function workerNodes(count) {
    return Array.from({ length: count }, () => ({ role: 'worker' }));
}
function countWorkers(nodes) {
    return nodes.filter(({ role }) => role === 'worker').length;
}
function* ownership(user, { name, imageInput }) {
    if (user.name !== undefined && user.name !== name) {
        yield `name is "${user.name}", but cluster-name is "${name}"; leave it out of the file, or write the same in both`;
    }
    const own = user.nodes?.find(({ image }) => image !== undefined)?.image;
    if (imageInput !== undefined && own !== undefined) {
        yield `a node has the image "${own}", but ${imageInput} chooses the image of all nodes; leave one of the two out`;
    }
}
function* networking(user) {
    if (user.disableDefaultCNI === false) {
        yield 'networking.disableDefaultCNI is false, but Cilium is the CNI here; leave it out or write true';
    }
    if (user.kubeProxyMode !== undefined && user.kubeProxyMode !== 'none') {
        yield `networking.kubeProxyMode is "${user.kubeProxyMode}", but Cilium replaces kube-proxy here; leave it out or write none`;
    }
    if (user.ipFamily !== undefined && user.ipFamily !== 'ipv4' && user.ipFamily !== 'dual') {
        yield `networking.ipFamily is "${user.ipFamily}", but only IPv4 is measured; leave it out, or write ipv4 or dual`;
        return;
    }
    const ipv4 = [];
    for (const name of ['podSubnet', 'serviceSubnet']) {
        const text = user[name] ?? defaultsOf(user)[name];
        const ranges = (0,_inputs_cidr_js__WEBPACK_IMPORTED_MODULE_3__/* .listedRanges */ .eh)(text);
        const [range, ...more] = ranges.filter(_inputs_cidr_js__WEBPACK_IMPORTED_MODULE_3__/* .isIpv4Range */ .FR);
        if (range === undefined || more.length > 0 || (ranges.length > 1 && user.ipFamily !== 'dual')) {
            yield `networking.${name} is "${text}", which is no IPv4 range; write one such as ${defaults.ipv4[name]}, or one of each family with ipFamily: dual`;
        }
        else
            ipv4.push(range);
    }
    const [pods, services] = ipv4;
    if (pods !== undefined && services !== undefined && (0,_inputs_cidr_js__WEBPACK_IMPORTED_MODULE_3__/* .cidrsOverlap */ .hj)(pods, services)) {
        yield `networking.podSubnet ${pods} and networking.serviceSubnet ${services} overlap; write ranges apart from each other`;
    }
}
function defaultsOf(user) {
    return user?.ipFamily === 'dual' ? defaults.dual : defaults.ipv4;
}
function* nodeProblems(nodes, { workers }) {
    const listed = countWorkers(nodes);
    if (workers !== undefined && listed !== workers) {
        yield `nodes lists ${String(listed)} ${listed === 1 ? 'worker' : 'workers'}, but kind-workers is ${String(workers)}; leave one of the two out`;
    }
    if (listed === nodes.length) {
        yield 'nodes lists no control plane; add one with "role: control-plane"';
    }
    if (nodes.length < 2) {
        yield 'nodes lists one node, but client and server need two; add one with "role: worker", or write kind-workers: 1';
    }
}
function readUserConfig(text) {
    if (text === undefined)
        return {};
    let document;
    try {
        document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parse */ .qg)(text) ?? {};
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz(`kind-config: not YAML: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .errorMessage */ .gJ)(error)}`);
    }
    const parsed = userConfigSchema.safeParse(document);
    if (!parsed.success)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .InputError */ .dz(`kind-config: not a kind configuration: ${zod__WEBPACK_IMPORTED_MODULE_4__/* .prettifyError */ .S1(parsed.error)}`);
    return parsed.data;
}


/***/ }),

/***/ 58895:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  HS: () => (/* binding */ createKindCluster),
  mH: () => (/* binding */ deleteKindCluster),
  EA: () => (/* binding */ imageInput)
});

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(83916);
// EXTERNAL MODULE: ./src/results/redact.ts + 5 modules
var redact = __webpack_require__(69154);
// EXTERNAL MODULE: ./src/scenario/scenario.ts
var scenario_scenario = __webpack_require__(27502);
// EXTERNAL MODULE: ./src/cluster/kind-config.ts
var kind_config = __webpack_require__(9633);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./src/cluster/kernel.ts

/** Reads what the running kernel says. Nothing is loaded or tried, so it needs no rights and changes nothing. */
async function readKernel(files) {
    const read = (path) => files.read(path).catch(() => undefined);
    const release = (await read('/proc/sys/kernel/osrelease'))?.trim() ?? '';
    const folder = `/lib/modules/${release}`;
    const [options, builtIn, installed, loaded, disabled] = await Promise.all([
        readOptions(files, release),
        read(`${folder}/modules.builtin`),
        read(`${folder}/modules.dep`),
        read('/proc/modules'),
        read('/proc/sys/kernel/modules_disabled')
    ]);
    return {
        release,
        options,
        builtIn: builtIn === undefined ? undefined : moduleFiles(builtIn),
        installed: installed === undefined ? undefined : moduleFiles(installed),
        loaded: new Set((loaded ?? '').split('\n').map(line => line.split(' ')[0] ?? '')),
        closed: disabled?.trim() === '1'
    };
}
/**
 * Whether a kernel certainly lacks a part. A module that is not loaded is no lack: the kernel loads it by itself when an
 * interface or a state of its kind is made. It is one when there is nothing to load, or nothing may be loaded.
 */
function lacks(kernel, { option, module }) {
    const { options, builtIn, installed, loaded, closed } = kernel;
    const setting = options?.get(option);
    if (setting === 'y')
        return false;
    if (module === undefined)
        return options !== undefined && setting === undefined;
    if (loaded.has(module) || builtIn?.has(module) === true)
        return false;
    // Whether it is compiled in is known by the configuration or by the list of such modules.
    if (options === undefined && builtIn === undefined)
        return false;
    if (closed)
        return true;
    // Also found where the configuration does not name it: a module can be built apart from its kernel.
    if (installed !== undefined)
        return !installed.has(module);
    return options !== undefined && setting === undefined;
}
/** The parts of a feature that a kernel certainly lacks. */
function lackingParts(kernel, { parts }) {
    return parts.filter(part => lacks(kernel, part));
}
/** The options that a kernel configuration sets, built in (`y`) or as a module (`m`). */
function parseKernelConfig(text) {
    return new Map([...text.matchAll(/^CONFIG_(\w+)=([ym])$/gm)].map(match => [match[1] ?? '', match[2]]));
}
/** The kernel's own copy of its configuration, then where distributions put it. */
async function readOptions(files, release) {
    for (const path of ['/proc/config.gz', `/boot/config-${release}`, `/lib/modules/${release}/config`]) {
        const bytes = await files.readBytes(path).catch(() => undefined);
        if (bytes === undefined)
            continue;
        return parseKernelConfig(Buffer.from(path.endsWith('.gz') ? (0,external_node_zlib_.gunzipSync)(bytes) : bytes).toString('utf8'));
    }
    return undefined;
}
/** Names of modules from lines such as `kernel/drivers/net/vxlan/vxlan.ko.zst: kernel/net/ipv4/udp_tunnel.ko.zst`. */
function moduleFiles(text) {
    const names = [...text.matchAll(/^[^:\n]*?([^/:\n]+)\.ko(?:\.\w+)?(?::|$)/gm)];
    return new Set(names.map(match => (match[1] ?? '').replaceAll('-', '_')));
}

;// CONCATENATED MODULE: ./src/cluster/kernel-features.ts

/** What a kernel needs for Cilium's routing and encryption modes (Cilium's system requirements name the same options). */
const modeFeatures = {
    vxlan: { name: 'VXLAN', parts: [{ option: 'VXLAN', module: 'vxlan' }] },
    geneve: { name: 'Geneve', parts: [{ option: 'GENEVE', module: 'geneve' }] },
    wireguard: { name: 'WireGuard', parts: [{ option: 'WIREGUARD', module: 'wireguard' }] },
    ipsec: {
        name: 'IPsec',
        parts: [
            { option: 'XFRM_USER', module: 'xfrm_user' },
            // It selects the ciphers and modes that Cilium's keys name.
            { option: 'INET_ESP', module: 'esp4' }
        ]
    }
};
/** Why a scenario cannot work on a kernel, or `undefined` when nothing certain speaks against it. */
function kernelLack(kernel, scenario) {
    const sentences = Object.entries(modeFeatures)
        .filter(([mode]) => mode === scenario.routing || mode === scenario.encryption)
        .map(([, feature]) => describeLack(kernel, feature))
        .filter(sentence => sentence !== undefined);
    return sentences.length === 0 ? undefined : sentences.join('; ');
}
function describeLack(kernel, feature) {
    const lacking = lackingParts(kernel, feature);
    if (lacking.length === 0)
        return undefined;
    const modules = lacking.flatMap(({ module }) => module ?? []).join(', ');
    const options = lacking.map(({ option }) => `CONFIG_${option}`).join(', ');
    if (kernel.closed) {
        return `the kernel ${kernel.release} has not loaded ${feature.name} (${modules}) and was told to load no further module (kernel.modules_disabled)`;
    }
    const built = lacking.every(({ option }) => kernel.options?.get(option) === 'm');
    return built
        ? `the kernel ${kernel.release} has ${feature.name} as a module (${modules}) that is not installed (Ubuntu has it in linux-modules-extra-${kernel.release})`
        : `the kernel ${kernel.release} has no ${feature.name} (${options})`;
}

;// CONCATENATED MODULE: ./src/cluster/kind.ts







/**
 * A kind cluster: found by name, or created. Its kubeconfig goes to `kubeconfig`, never into the user's own.
 * `beforeCreation` is called when the cluster is about to be made, so that a killed run can be cleaned up.
 */
function createKindCluster(host, options, kubeconfig, beforeCreation) {
    const { name } = options;
    let looked;
    const look = () => (looked ??= find(host, options));
    return {
        async examine(scenarios) {
            const found = await look();
            return found.exists
                ? undefined
                : { workers: found.config.workers, impossible: await impossibleHere(host, scenarios) };
        },
        async obtain() {
            const found = await look();
            if (found.exists) {
                host.outputs.info(`kind cluster "${name}" exists: used, and kept afterwards`);
                await kind(host, ['export', 'kubeconfig', '--name', name, '--kubeconfig', kubeconfig]);
            }
            else {
                await beforeCreation();
                await create(host, options, found.config, kubeconfig);
                if (options.keep) {
                    host.outputs.info(`it is kept: reach it with kind export kubeconfig --name ${name}, remove it with kind delete cluster --name ${name}`);
                }
            }
            if (options.loadImages.length > 0) {
                host.outputs.info(`loading ${options.loadImages.join(', ')} into the nodes`);
                await kind(host, ['load', 'docker-image', '--name', name, ...options.loadImages]);
            }
            return {
                provider: 'kind',
                name,
                ours: !found.exists,
                kubeconfig,
                context: `kind-${name}`,
                ciliumValues: kindValues(name),
                tolerateControlPlane: true
            };
        }
    };
}
/** Looks for the cluster and checks what was written about it. Throws an InputError where that cannot be. */
async function find(host, options) {
    const { name, configFile, workers } = options;
    const text = configFile === undefined ? undefined : await host.files.read(configFile);
    const config = (0,kind_config/* kindConfig */.p)(text, { name, workers, imageInput: imageInput(options) });
    const [names] = await Promise.all([kindClusters(host), refuseMissingImages(host, options.loadImages)]);
    if (!names.includes(name))
        return { exists: false, config };
    const ineffective = [
        ...(configFile === undefined ? [] : ['kind-config']),
        ...(workers === undefined ? [] : ['kind-workers']),
        imageInput(options) ?? []
    ].flat();
    if (ineffective.length > 0) {
        throw new errors/* InputError */.dz(`cluster-name: a kind cluster "${name}" exists already, so ${ineffective.join(' and ')} cannot take effect; leave ${ineffective.length === 1 ? 'it' : 'them'} out, name another cluster, or remove it with: kind delete cluster --name ${name}`);
    }
    if (options.allowReconfigure !== `kind-${name}`) {
        throw new errors/* InputError */.dz(`allow-reconfigure: missing; a kind cluster "${name}" exists already and its Cilium would be reconfigured; write "kind-${name}" to allow that, or name another cluster in cluster-name`);
    }
    return { exists: true };
}
/** The input that chooses the image of all nodes, if one does. */
function imageInput({ nodeImage, kubernetesVersion }) {
    if (kubernetesVersion !== undefined)
        return 'kubernetes-version';
    return nodeImage === undefined ? undefined : 'kind-node-image';
}
/** kind itself would say so only after the cluster was made. */
async function refuseMissingImages(host, images) {
    const missing = await Promise.all(images.map(async (image) => {
        const { exitCode } = await host.processes.run('docker', ['image', 'inspect', '--format', '{{.Id}}', image]);
        return exitCode === 0 ? undefined : image;
    }));
    const sentences = missing.flatMap(image => image === undefined
        ? []
        : `load-images: the Docker engine of this machine has no image "${image}"; build it or pull it in a step before, or leave it out`);
    if (sentences.length > 0)
        throw new errors/* InputError */.dz(sentences.join('\n'));
}
/**
 * Scenarios that cannot work on nodes of this machine, which all run on its kernel. An engine elsewhere has another
 * kernel, of which nothing is known.
 */
async function impossibleHere(host, scenarios) {
    const [kernel, engine] = await Promise.all([
        readKernel(host.files),
        host.processes.run('docker', ['info', '--format', '{{.KernelVersion}}']).catch(() => undefined)
    ]);
    if (kernel.release === '' || engine?.stdout.trim() !== kernel.release)
        return new Map();
    return new Map(scenarios.flatMap((scenario) => {
        const lack = kernelLack(kernel, scenario);
        return lack === undefined ? [] : [[(0,scenario_scenario/* scenarioName */.ic)(scenario), lack]];
    }));
}
async function create(host, options, config, kubeconfig) {
    const { name, kubernetesVersion } = options;
    const configFile = `${kubeconfig}.kind.yaml`;
    await host.files.write(configFile, (0,dist/* stringify */.As)(config.document));
    // Only kind's release notes know digests, and only for the versions of that release.
    const image = kubernetesVersion === undefined ? options.nodeImage : `kindest/node:v${kubernetesVersion}`;
    const args = ['create', 'cluster', '--name', name, '--kubeconfig', kubeconfig, '--config', configFile];
    await kind(host, [...args, ...(image === undefined ? [] : ['--image', image])], line => {
        // A step as it begins, or what is wrong; not how one could greet the cluster afterwards.
        if (/^\s*(?:•|✗|WARNING)/.test(line))
            host.outputs.info(`  ${line.trim()}`);
    });
    await host.files.remove(configFile);
}
/** What Cilium must be told on a kind cluster without kube-proxy: where the API server is, before Services work. */
function kindValues(name) {
    return {
        k8sServiceHost: `${name}-control-plane`,
        k8sServicePort: 6443,
        kubeProxyReplacement: true,
        ipam: { mode: 'kubernetes' },
        operator: { replicas: 1 }
    };
}
/** Removes a kind cluster; one that does not exist is fine. */
async function deleteKindCluster(host, name) {
    await kind(host, ['delete', 'cluster', '--name', name]);
}
async function kindClusters(host) {
    return (await kind(host, ['get', 'clusters', '--quiet'])).split('\n').filter(line => line !== '');
}
async function kind(host, args, onLine) {
    const said = [];
    const { exitCode, stdout } = await host.processes.run('kind', args, {
        onLine: line => {
            said.push(line);
            onLine?.(line);
        }
    });
    if (exitCode !== 0) {
        throw new errors/* ClusterError */.b$(`kind ${args.slice(0, 2).join(' ')} failed (exit code ${String(exitCode)}): ${(0,redact/* redactText */.Rd)(said.slice(-20).join('\n'))}`);
    }
    return stdout;
}


/***/ }),

/***/ 21863:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Tr: () => (/* binding */ turnNamespace),
/* harmony export */   Vm: () => (/* binding */ takeTurn),
/* harmony export */   xw: () => (/* binding */ endTurn)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(83916);
/* harmony import */ var _host_limit_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(81177);
/* harmony import */ var _host_running_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(11761);
/* harmony import */ var _host_try_again_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(96926);




/** Holds nothing but the Lease, so that removing it leaves nothing behind. */
const turnNamespace = 'cilium-perf-gate';
const leaseName = 'turn';
/** A run that is gone for longer is taken for dead. */
const durationSeconds = 60;
const renewSeconds = 10;
const pollSeconds = 2;
const tellSeconds = 60;
/** How long a run that waits for its turn does without the API server. */
const patienceSeconds = 120;
/** Beyond any difference between the clocks of two machines a Lease needs no watching before it is taken over. */
const clockSkewSeconds = 600;
/**
 * Waits until no other run has the cluster, and takes it; a run that has it already keeps it. Whether a holder is dead is
 * seen by its Lease not changing for the Lease's duration, because clocks of two machines differ, and while the API server
 * answers: without it no run can renew. Rejects with a ClusterError that names the holder when the turn does not come within
 * the limit.
 */
async function takeTurn(outside, kubernetes, holder, limit) {
    const { clock, outputs, hostName } = outside;
    let seen;
    let sight = (0,_host_limit_js__WEBPACK_IMPORTED_MODULE_0__/* .startExactLimit */ .Hr)(clock, renewSeconds);
    let told = -Infinity;
    /** Takes the turn, or gives who has it. */
    const look = async () => {
        const lease = await kubernetes.lease(turnNamespace, leaseName);
        if (lease === undefined)
            return (await createTurn(kubernetes, holder, clock)) ? undefined : 'a run that is ending';
        const now = clock.seconds();
        if (seen?.version !== lease.version || sight.isOver())
            seen = { version: lease.version, since: now };
        sight = (0,_host_limit_js__WEBPACK_IMPORTED_MODULE_0__/* .startExactLimit */ .Hr)(clock, renewSeconds);
        const own = lease.holder === holder.id;
        const dead = isLongDead(lease, clock.now()) || now - seen.since >= lease.durationSeconds;
        if ((own || dead) && (await kubernetes.replaceLease(renewed(lease, holder, clock)))) {
            if (!own) {
                outputs.warning(`took the cluster over from run ${describe(lease)}, which is gone without having ended; what it left is removed by its post step, or by: cilium-perf-gate restore`);
            }
            return undefined;
        }
        if (now - told >= tellSeconds) {
            told = now;
            outputs.info(`waiting: run ${describe(lease)} has the cluster; ${describeLife(lease, clock, hostName)} (Lease ${turnNamespace}/${leaseName})`);
        }
        return `run ${describe(lease)}`;
    };
    for (;;) {
        const other = await (0,_host_try_again_js__WEBPACK_IMPORTED_MODULE_1__/* .tryAgain */ .Q)(outside, limit ?? (0,_host_limit_js__WEBPACK_IMPORTED_MODULE_0__/* .startLimit */ .iP)(clock, patienceSeconds), look);
        if (other === undefined)
            return keepTurn(outside, kubernetes, holder);
        if (limit?.isOver() === true) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ClusterError */ .b$(`the cluster was still taken after ${limit.seconds.toFixed(0)} s, by ${other}`);
        }
        await clock.sleep(pollSeconds);
    }
}
function keepTurn({ clock, outputs }, kubernetes, holder) {
    let lastRenewed = clock.seconds();
    let lostTo;
    const renew = async () => {
        try {
            const lease = await kubernetes.lease(turnNamespace, leaseName);
            if (lease?.holder !== holder.id) {
                lostTo = lease === undefined ? 'nobody: its Lease was deleted' : `run ${describe(lease)}`;
            }
            else if (await kubernetes.replaceLease(renewed(lease, holder, clock))) {
                lastRenewed = clock.seconds();
            }
        }
        catch (error) {
            outputs.info(`  the Lease ${turnNamespace}/${leaseName} could not be renewed: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .errorMessage */ .gJ)(error)}`);
        }
    };
    const timer = setInterval(() => void renew(), renewSeconds * 1000);
    timer.unref();
    return {
        renew,
        stop: () => {
            clearInterval(timer);
        },
        check() {
            if (lostTo !== undefined)
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ClusterError */ .b$(`this run lost the cluster to ${lostTo}`);
            const seconds = Math.round(clock.seconds() - lastRenewed);
            if (seconds > durationSeconds * clock.timeScale) {
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TransientError */ .N_(`this run could not renew its Lease ${turnNamespace}/${leaseName} for ${String(seconds)} s, so another run may have the cluster`);
            }
        }
    };
}
/**
 * Gives the cluster to the next run: has the namespace of the Lease removed, and gives its UID. One that another run has is
 * left alone. Renewing it first keeps every other run away until it is gone.
 */
async function endTurn({ clock }, kubernetes, id) {
    const lease = await kubernetes.lease(turnNamespace, leaseName);
    const uid = (await kubernetes.namespace(turnNamespace))?.uid;
    if (lease?.holder !== id || uid === undefined)
        return undefined;
    const last = renewed(lease, { id, place: lease.place }, clock);
    if (!(await kubernetes.replaceLease(last)))
        return undefined;
    await kubernetes.deleteNamespace(turnNamespace, uid);
    return uid;
}
/** False when another run was first, or the namespace of the last one is still going. */
async function createTurn(kubernetes, holder, clock) {
    await kubernetes.ensureNamespace(turnNamespace, { 'app.kubernetes.io/managed-by': 'cilium-perf-gate' });
    const lease = { namespace: turnNamespace, name: leaseName, version: '' };
    return kubernetes.createLease(renewed(lease, holder, clock));
}
function renewed(lease, { id, place }, clock) {
    return {
        ...lease,
        durationSeconds: durationSeconds * clock.timeScale,
        holder: id,
        place,
        renewedAt: clock.now()
    };
}
function isLongDead({ renewedAt, durationSeconds: duration }, now) {
    return now.getTime() - renewedAt.getTime() > (duration + clockSkewSeconds) * 1000;
}
/** What is known of the run that has the turn: when it last said that it lives, and whether its process of this machine does. */
function describeLife({ place, renewedAt, durationSeconds: duration }, clock, hostName) {
    const seconds = Math.max(0, Math.round((clock.now().getTime() - renewedAt.getTime()) / 1000));
    const [, pid, machine] = /^process (\d+) on (.+)$/.exec(place) ?? [];
    if (pid !== undefined && machine === hostName && !(0,_host_running_js__WEBPACK_IMPORTED_MODULE_3__/* .isRunning */ .W)(Number(pid))) {
        return `its process is gone, so this run begins within ${String(duration)} s`;
    }
    return seconds > duration
        ? `it has not renewed its Lease for ${String(seconds)} s, so this run begins within ${String(duration)} s unless it does`
        : `this run begins when that one has ended`;
}
function describe({ holder, place }) {
    return place === '' ? holder : `${holder} (${place})`;
}


/***/ }),

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

/***/ 96926:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ tryAgain)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83916);

const firstPauseSeconds = 5;
const longestPauseSeconds = 30;
/**
 * Does something again while it fails for reasons that pass, with growing pauses, until the limit is over.
 * Says each time why it waits; rejects with the last failure when another pause would be too long, and at once with every other failure.
 */
async function tryAgain({ clock, outputs }, limit, action) {
    for (let pause = firstPauseSeconds;; pause = Math.min(pause * 2, longestPauseSeconds)) {
        try {
            return await action();
        }
        catch (error) {
            if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .TransientError */ .N_) || limit.left() < pause)
                throw error;
            outputs.info(`  trying again in ${String(pause)} s: ${error.message}`);
        }
        await clock.sleep(pause);
    }
}


/***/ }),

/***/ 7491:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DN: () => (/* binding */ coveringRange),
/* harmony export */   FR: () => (/* binding */ isIpv4Range),
/* harmony export */   eh: () => (/* binding */ listedRanges),
/* harmony export */   hj: () => (/* binding */ cidrsOverlap),
/* harmony export */   vi: () => (/* binding */ readCidr)
/* harmony export */ });
/** An IPv4 range as its first address and its prefix length; `undefined` for any other text, host bits included. */
function readCidr(text) {
    const range = parseRange(text);
    return range !== undefined && range.first % sizeOf(range.prefix) === 0 ? range : undefined;
}
/** Whether two ranges share an address; false when one of them is no IPv4 range. */
function cidrsOverlap(left, right) {
    const [one, other] = [parseRange(left), parseRange(right)];
    if (one === undefined || other === undefined)
        return false;
    const size = sizeOf(Math.min(one.prefix, other.prefix));
    return Math.floor(one.first / size) === Math.floor(other.first / size);
}
/** Whether a text is an IPv4 range; one with host bits counts, as it does for Kubernetes and Cilium. */
function isIpv4Range(text) {
    return parseRange(text) !== undefined;
}
/** Ranges that are listed in one text or in several; kubeadm separates by commas, Cilium's chart by spaces. */
function listedRanges(texts) {
    return [texts].flat().flatMap(text => text.split(/[\s,]+/).filter(range => range !== ''));
}
/** The smallest range that holds all of some IPv4 ranges; `undefined` when there are none, and for any other text. */
function coveringRange(texts) {
    const ranges = texts.map(parseRange);
    let cover = ranges[0];
    for (const range of ranges) {
        if (cover === undefined || range === undefined)
            return undefined;
        let prefix = Math.min(cover.prefix, range.prefix);
        while (Math.floor(cover.first / sizeOf(prefix)) !== Math.floor(range.first / sizeOf(prefix)))
            prefix -= 1;
        cover = { first: cover.first, prefix };
    }
    if (cover === undefined)
        return undefined;
    const first = cover.first - (cover.first % sizeOf(cover.prefix));
    const bytes = [24, 16, 8, 0].map(shift => Math.floor(first / 2 ** shift) % 256);
    return `${bytes.join('.')}/${String(cover.prefix)}`;
}
function parseRange(text) {
    const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
    if (match === null)
        return undefined;
    const [a = 0, b = 0, c = 0, d = 0, prefix = 0] = match.slice(1).map(Number);
    if ([a, b, c, d].some(byte => byte > 255) || prefix > 32)
        return undefined;
    return { first: ((a * 256 + b) * 256 + c) * 256 + d, prefix };
}
function sizeOf(prefix) {
    return 2 ** (32 - prefix);
}


/***/ }),

/***/ 58096:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ podIdentity)
/* harmony export */ });
/** A pod's UID and its containers' restart counts: another one means that its counters may have begun anew. */
function podIdentity(pod) {
    const restarts = (pod.status?.containerStatuses ?? []).map(status => status.restartCount);
    return `${pod.metadata?.uid ?? ''}/${restarts.join('+')}`;
}


/***/ }),

/***/ 98001:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ repeatRequests)
/* harmony export */ });
/* harmony import */ var _host_try_again_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(96926);

/** Requests that may be made twice: what reads, and what comes to the same when an answer was lost and it is done again. */
const repeatable = [
    ...['version', 'isAllowed', 'nodes', 'namespaces', 'namespace', 'lease', 'pod', 'pods', 'warnings'],
    ...['daemonSet', 'deployment', 'ciliumNodeConfigs', 'ciliumNodes', 'configMap', 'secretExists'],
    ...['pullSecret', 'logs', 'ensureNamespace', 'labelNamespace', 'createServiceAccount'],
    ...['createPullSecret', 'setConfigMap', 'deleteNamespace', 'deletePod', 'deleteService', 'deleteSecret']
];
/**
 * The same cluster, where a request that may be made twice is repeated while it fails for reasons that pass, so that a moment
 * without the API server ends nothing. `limit` gives each request how long; what is waited for is said once.
 */
function repeatRequests(kubernetes, { clock, outputs }, limit) {
    const said = new Set();
    const info = (line) => {
        if (!said.has(line))
            outputs.info(line);
        said.add(line);
    };
    const host = { clock, outputs: { ...outputs, info } };
    const requests = kubernetes;
    const repeat = (name) => async (...args) => {
        const answer = await (0,_host_try_again_js__WEBPACK_IMPORTED_MODULE_0__/* .tryAgain */ .Q)(host, limit(), () => requests[name](...args));
        said.clear();
        return answer;
    };
    return { ...kubernetes, ...Object.fromEntries(repeatable.map(name => [name, repeat(name)])) };
}


/***/ }),

/***/ 18595:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mz: () => (/* binding */ containersOf),
/* harmony export */   Vg: () => (/* binding */ hasNotesOf),
/* harmony export */   Zy: () => (/* binding */ isRolledOut),
/* harmony export */   dx: () => (/* binding */ ipv4Of),
/* harmony export */   hU: () => (/* binding */ replacedAtOnce),
/* harmony export */   hY: () => (/* binding */ hasEnded),
/* harmony export */   i_: () => (/* binding */ isReady),
/* harmony export */   kj: () => (/* binding */ isOfNewestTemplate)
/* harmony export */ });
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77030);
/* harmony import */ var node_net__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_net__WEBPACK_IMPORTED_MODULE_0__);

/** Whether all of a pod's containers answer; false also on a node that is not ready, whose pods Kubernetes marks so. */
function isReady({ metadata, status }) {
    if (metadata?.deletionTimestamp !== undefined)
        return false;
    const condition = status?.conditions?.find(({ type }) => type === 'Ready');
    return condition === undefined
        ? (status?.containerStatuses ?? []).every(({ ready }) => ready)
        : condition.status === 'True';
}
/** Whether a pod has ended: an evicted one stays as a record beside the one that takes its place. */
function hasEnded({ status }) {
    return status?.phase === 'Failed' || status?.phase === 'Succeeded';
}
/**
 * A pod's own IPv4 address, or that of its node; empty while it has none. The plain fields have the family that a dual-stack
 * cluster puts first, and Kubernetes before 1.29 has no list of the node's.
 */
function ipv4Of({ status }, of) {
    const [listed, first] = of === 'pod' ? [status?.podIPs, status?.podIP] : [status?.hostIPs, status?.hostIP];
    return listed?.find(({ ip }) => (0,node_net__WEBPACK_IMPORTED_MODULE_0__.isIPv4)(ip))?.ip ?? first ?? '';
}
/** All containers of a pod that have been created, init containers first. */
function containersOf({ status }) {
    return [...(status?.initContainerStatuses ?? []), ...(status?.containerStatuses ?? [])];
}
/** Whether a DaemonSet has nothing left to do, on any node. */
function isRolledOut({ metadata, status }) {
    const wanted = status?.desiredNumberScheduled ?? 0;
    return (wanted > 0 &&
        (status?.observedGeneration ?? 0) >= (metadata?.generation ?? 0) &&
        (status?.updatedNumberScheduled ?? 0) >= wanted &&
        (status?.numberReady ?? 0) >= wanted);
}
/**
 * Whether a pod is of its DaemonSet's newest template, by the generation that Kubernetes writes on both (since 1.9; pods have
 * no other mark of it that can be read without the ControllerRevisions).
 */
function isOfNewestTemplate(pod, { metadata }) {
    return (pod.metadata?.labels?.['pod-template-generation'] ===
        metadata?.annotations?.['deprecated.daemonset.template.generation']);
}
/** Whether a pod carries everything that its Deployment's newest template notes on its pods. */
function hasNotesOf(pod, { spec }) {
    const notes = Object.entries(spec?.template.metadata?.annotations ?? {});
    return notes.every(([key, value]) => pod.metadata?.annotations?.[key] === value);
}
/** How many pods of a DaemonSet may be replaced at once. */
function replacedAtOnce({ spec, status }) {
    const { maxUnavailable = 1, maxSurge = 0 } = spec?.updateStrategy?.rollingUpdate ?? {};
    const pods = status?.desiredNumberScheduled ?? 0;
    const count = (value) => typeof value === 'number' ? value : Math.ceil((Number.parseInt(value, 10) / 100) * pods);
    return Math.max(1, count(maxUnavailable), count(maxSurge));
}


/***/ }),

/***/ 66503:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  np: () => (/* binding */ UnlistedProgramError),
  JL: () => (/* binding */ imagePrograms),
  Pt: () => (/* binding */ requirePrograms)
});

;// CONCATENATED MODULE: ./src/kubernetes/script-programs.ts
const word = String.raw `(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|\$\{[^}]*\}|[^\s'"\\;&|()<>$\x60]|\$(?![({]))+`;
const token = new RegExp(String.raw `(?<blank>[ \t]+|\d*(?:<>|>>|[<>])&?[ \t]*${word})|(?<separator>\n|;|&&?|\|\|?|\$\(|\(|\))|(?<word>${word})`, 'gs');
/** Words before a command that are none themselves. */
const prefixes = new Set(['if', 'then', 'elif', 'else', 'while', 'do', '{', '!', 'exec']);
const builtins = new Set(['for', 'done', 'fi', '}', '[', ':', 'echo', 'printf', 'read', 'kill', 'exit']);
/** The programs that a command starts: its own, and where that is a shell with `-c`, those of the script. */
function programsOf(command) {
    const [program = '', flag, script = ''] = command;
    return ['sh', 'bash'].includes(program) && flag === '-c' ? [program, ...scriptPrograms(script)] : [program];
}
/**
 * The programs that a shell script of ours starts, whatever branch they are in. It reads the little of the shell's language
 * that our scripts use. @throws Error for the rest, so that no program can hide in it.
 */
function scriptPrograms(script) {
    const programs = [];
    let words = [];
    let read = '';
    const endCommand = () => {
        const first = words.findIndex(one => !prefixes.has(one) && !/^\w+=/.test(one));
        const command = first < 0 ? [] : words.slice(first).map(unquote);
        if (command[0] !== undefined && !builtins.has(command[0]))
            programs.push(...programsOf(command));
        words = [];
    };
    for (const { 0: text, groups = {} } of script.matchAll(token)) {
        if (groups['separator'] !== undefined)
            endCommand();
        // Only single quotes keep the shell from running what is in them.
        else if (/\$\(|`/.test(text.replaceAll(/'[^']*'/g, '')))
            break;
        if (groups['word'] !== undefined)
            words.push(text);
        read += text;
    }
    endCommand();
    if (read !== script)
        throw new Error(`a script that is not understood: ${script}`);
    return programs;
}
function unquote(text) {
    return text.replaceAll(/'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)/gs, (_, single, double, escaped) => single ?? double ?? escaped ?? '');
}

;// CONCATENATED MODULE: ./src/kubernetes/programs.ts

/** What may be started where; docs/images.md shows the same, with its sources. */
const imagePrograms = {
    test: {
        image: 'quay.io/cilium/network-perf',
        programs: ['bash', 'sh', 'cat', 'ls', 'readlink', 'sleep', 'iperf3', 'netperf', 'netserver'],
        optional: []
    },
    agent: {
        image: 'quay.io/cilium/cilium',
        programs: ['cilium-dbg'],
        optional: ['ip', 'cat']
    },
    witness: {
        image: 'quay.io/cilium/alpine-curl',
        programs: ['sleep', 'cat', 'killall', 'tcpdump'],
        optional: []
    },
    ztunnel: {
        image: 'quay.io/cilium/ztunnel',
        programs: [],
        optional: []
    }
};
/** A program was asked for that an image may not have: only a mistake of ours does so. */
class UnlistedProgramError extends Error {
    name = 'UnlistedProgramError';
}
/** Checks that an image may be relied on, or asked, for every program that a command starts. @throws UnlistedProgramError */
function requirePrograms(image, command) {
    const { programs, optional } = imagePrograms[image];
    const unlisted = programsOf(command).find(program => !programs.includes(program) && !optional.includes(program));
    if (unlisted === undefined)
        return;
    throw new UnlistedProgramError(`"${unlisted}" is not in the list of programs of the ${image} image (programs.ts)`);
}


/***/ }),

/***/ 21406:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ createAccounts),
/* harmony export */   s: () => (/* binding */ readPullSecret)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83916);

/** Reads the Secret with which the test image is to be pulled. Throws an InputError when it is not there. */
async function readPullSecret(kubernetes, wanted) {
    if (wanted === undefined)
        return undefined;
    const { namespace, name } = wanted;
    const secret = await kubernetes.pullSecret(namespace, name);
    if (secret !== undefined)
        return secret;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`image-pull-secret: there is no Secret ${namespace}/${name} of type kubernetes.io/dockerconfigjson; make it with: kubectl create secret docker-registry ${name} --namespace ${namespace}`);
}
/** Makes the service accounts of a run in one of its namespaces; their pods pull with a copy of the Secret, if there is one. */
async function createAccounts(kubernetes, namespace, names, secret) {
    if (secret !== undefined)
        await kubernetes.createPullSecret(namespace, secret);
    for (const name of names)
        await kubernetes.createServiceAccount(namespace, name, secret?.name);
}


/***/ }),

/***/ 35999:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ whyUnreached)
/* harmony export */ });
/** Nothing listens there: a pod that is reached refuses at once, and one without a route never answers. */
const closedPort = '5999';
const connectMilliseconds = 3000;
const readingSeconds = 15;
/** Why a test pod does not reach the pod at an address, in its tool's words; `undefined` when it does. */
async function whyUnreached(kubernetes, { timeScale }, from, address) {
    const patience = ['--connect-timeout', String(connectMilliseconds * timeScale)];
    const command = ['iperf3', '-c', address, '-p', closedPort, '-n', '1', ...patience];
    const { stdout, stderr } = await kubernetes.exec(from, command, readingSeconds);
    const said = `${stdout}${stderr}`;
    return said.includes('Connection refused') ? undefined : said.trim().replaceAll('\n', ' ');
}


/***/ }),

/***/ 80765:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  jl: () => (/* binding */ failedReadings),
  tQ: () => (/* binding */ noPod),
  $d: () => (/* binding */ readByExec),
  Yy: () => (/* binding */ readByShell)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(83916);
// EXTERNAL MODULE: ./src/kubernetes/port.ts
var port = __webpack_require__(66497);
// EXTERNAL MODULE: ./src/kubernetes/programs.ts + 1 modules
var programs = __webpack_require__(66503);
;// CONCATENATED MODULE: ./src/kubernetes/sections.ts

const sections_open = '--- section ';
const exit = '--- exit ';
const done = '--- done';
/**
 * One shell script that runs all sections of a place, so that they cost a single exec. It is made of words that the shell
 * takes as they are. A section's standard error comes behind its output, never in it.
 */
function composeScript(sections) {
    return sections
        .map(({ name, command }) => {
        const words = command.map(quote).join(' ');
        return [
            `echo '${sections_open}${name}'`,
            `{ said=$(${words} </dev/null 2>&1 >&3 3>&-); code=$?; } 3>&1`,
            `printf '\\n${exit}%s\\n%s\\n${done}\\n' "$code" "$said"`
        ].join('; ');
    })
        .join('\n');
}
function quote(word) {
    return `'${word.replaceAll("'", "'\\''")}'`;
}
/** The readings in what such a script printed; a section without its end, or with an exit code, is a failed reading. */
function parseSections(sections, stdout) {
    return Object.fromEntries(sections.map(section => [section.name, readSection(section, stdout)]));
}
function readSection(section, stdout) {
    const title = `${sections_open}${section.name}\n`;
    const start = stdout.indexOf(title);
    if (start < 0)
        return { ok: false, why: 'it was not run' };
    const from = start + title.length;
    const end = stdout.indexOf(`\n${exit}`, from - 1);
    if (end < 0)
        return { ok: false, why: 'it was cut off' };
    const [code = '', ...said] = stdout
        .slice(end + 1 + exit.length)
        .split(`\n${done}`, 1)[0]
        ?.split('\n') ?? [];
    return toReading(section, { exitCode: Number(code), stdout: stdout.slice(from, end), stderr: said.join('\n') });
}
/** What a section's command left behind as its reading: failed unless it ended well and printed something whole. */
function toReading(section, printed) {
    const { exitCode, stdout, stderr } = printed;
    if (exitCode !== 0) {
        const said = (stderr.trim() || stdout.trim()).slice(-300);
        return { ok: false, why: `exit code ${String(exitCode)}: ${said}` };
    }
    try {
        return { ok: true, text: section.keep(printed) };
    }
    catch (error) {
        return { ok: false, why: (0,errors/* errorMessage */.gJ)(error) };
    }
}

;// CONCATENATED MODULE: ./src/kubernetes/readings.ts




/** Each of the sections as a failed reading, with the same reason. */
function failedReadings(sections, why) {
    return Object.fromEntries(sections.map(({ name }) => [name, { ok: false, why }]));
}
/** The reading of a node on which there is no pod to read in. */
function noPod(sections, why) {
    return { identity: '', address: '', sections: failedReadings([{ name: 'pod' }, ...sections], why) };
}
/** Reads sections by a shell that stays open, all by one script. What could not be read is read once more. */
async function readByShell(shells, target, identity, sections, timeoutSeconds) {
    return twice(sections, async (some) => {
        try {
            return parseSections(some, await shells.run(target, identity, composeScript(some), timeoutSeconds));
        }
        catch (error) {
            return Object.fromEntries(some.map(({ name }) => [name, failureOf(error)]));
        }
    });
}
/** Reads sections where there is no shell: each by an exec of its own, all at once. What could not be read is read once more. */
async function readByExec(kubernetes, target, sections, timeoutSeconds) {
    return twice(sections, async (some) => {
        const readings = await Promise.all(some.map(async (section) => {
            try {
                const result = await kubernetes.exec(target, section.command, timeoutSeconds);
                const said = result.exitCode === 0 ? '' : result.stdout + result.stderr;
                return [section.name, missingProgram(target, section, said) ?? toReading(section, result)];
            }
            catch (error) {
                return [section.name, missingProgram(target, section, (0,errors/* errorMessage */.gJ)(error)) ?? failureOf(error)];
            }
        }));
        return Object.fromEntries(readings);
    });
}
async function twice(sections, read) {
    if (sections.length === 0)
        return {};
    const first = await read(sections);
    const again = sections.filter(({ name }) => {
        const reading = first[name];
        return reading?.ok === false && reading.lasting !== true;
    });
    return again.length === 0 ? first : { ...first, ...(await read(again)) };
}
function failureOf(error) {
    if (error instanceof errors/* CancelledError */.cc || error instanceof programs/* UnlistedProgramError */.np)
        throw error;
    const why = (0,errors/* errorMessage */.gJ)(error);
    // A second wait as long as the first would help no one.
    return error instanceof port/* ExecError */.c && error.kind === 'timeout'
        ? { ok: false, why, lasting: true }
        : { ok: false, why };
}
/** A container runtime's words for a program that an image does not have. */
function missingProgram(target, { command }, said) {
    const [program = ''] = command;
    if (!/executable file not found|no such file or directory/i.test(said) || !said.includes(`"${program}"`))
        return undefined;
    const { image } = programs/* imagePrograms */.JL[target.image];
    return { ok: false, why: `the image of pod ${target.pod} has no ${program}; ${image} has it`, lasting: true };
}


/***/ }),

/***/ 77483:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gh: () => (/* binding */ waitForRunning),
/* harmony export */   Ib: () => (/* binding */ testContainer),
/* harmony export */   KO: () => (/* binding */ hostCgroups),
/* harmony export */   bR: () => (/* binding */ roleLabel),
/* harmony export */   gH: () => (/* binding */ removePod),
/* harmony export */   uG: () => (/* binding */ testPod)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(83916);
/* harmony import */ var _host_limit_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(81177);
/* harmony import */ var _waits_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(62030);



/** Label by which client and server know each other. */
const roleLabel = 'cilium-perf-gate/role';
/** Pulling the tools' image the first time is the longest that a healthy cluster takes. */
const startLimitSeconds = 180;
const pollSeconds = 0.3;
/** A pod goes within two seconds; that a node is gone is known after 40 to 50 (node-monitor-grace-period). */
const removalLimitSeconds = 60;
/** Where a pod of the role `host` has its node's cgroups. */
const hostCgroups = '/host/cgroup';
/** Name of the container in every test pod. */
const testContainer = 'tools';
/**
 * The manifest of a test pod: pinned to its node, never beside its partner, fit for pod security `restricted` unless it
 * uses the host's network or looks at packets. No CPU limit: throttling would be measured instead of the network (rules 10).
 */
function testPod(spec) {
    return {
        metadata: { name: spec.name, labels: { [roleLabel]: spec.role } },
        spec: {
            affinity: {
                // By the node's name, as DaemonSets do it: on some clouds the label with the host name is another one.
                nodeAffinity: {
                    requiredDuringSchedulingIgnoredDuringExecution: {
                        nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: [spec.node] }] }]
                    }
                },
                ...(spec.role === 'host' ? {} : apartFrom(spec.role === 'client' ? 'server' : 'client'))
            },
            tolerations: [...spec.tolerations],
            hostNetwork: spec.hostNetwork,
            restartPolicy: 'Never',
            terminationGracePeriodSeconds: 1,
            serviceAccountName: spec.serviceAccount,
            automountServiceAccountToken: false,
            enableServiceLinks: false,
            securityContext: {
                ...(spec.capture === true ? { runAsUser: 0 } : { runAsNonRoot: true, runAsUser: 1000, runAsGroup: 1000 }),
                seccompProfile: { type: 'RuntimeDefault' }
            },
            containers: [
                {
                    name: testContainer,
                    image: spec.image,
                    imagePullPolicy: 'IfNotPresent',
                    command: spec.role === 'server' && spec.capture !== true ? ['netserver', '-D'] : ['sleep', 'infinity'],
                    resources: { requests: { cpu: '100m' } },
                    securityContext: {
                        allowPrivilegeEscalation: false,
                        readOnlyRootFilesystem: true,
                        // tcpdump opens its socket with the first and sets its user with the others, even when that stays root.
                        capabilities: { drop: ['ALL'], ...(spec.capture === true ? { add: ['NET_RAW', 'SETUID', 'SETGID'] } : {}) }
                    },
                    volumeMounts: [
                        { name: 'tmp', mountPath: '/tmp' },
                        ...(spec.role === 'host' ? [{ name: 'cgroup', mountPath: hostCgroups, readOnly: true }] : [])
                    ]
                }
            ],
            volumes: [
                { name: 'tmp', emptyDir: {} },
                ...(spec.role === 'host' ? [{ name: 'cgroup', hostPath: { path: '/sys/fs/cgroup', type: 'Directory' } }] : [])
            ]
        }
    };
}
function apartFrom(partner) {
    return {
        podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [
                { labelSelector: { matchLabels: { [roleLabel]: partner } }, topologyKey: 'kubernetes.io/hostname' }
            ]
        }
    };
}
/**
 * Waits until a pod runs and has its address. Rejects with the kubelet's or scheduler's own words when it cannot; what the
 * kubelet tries again, and an API server that does not answer for a moment, is waited for.
 */
async function waitForRunning(kubernetes, clock, namespace, name, limit = (0,_host_limit_js__WEBPACK_IMPORTED_MODULE_1__/* .startLimit */ .iP)(clock, startLimitSeconds)) {
    const doubts = (0,_waits_js__WEBPACK_IMPORTED_MODULE_0__/* .createDoubts */ .c)(clock);
    for (;;) {
        const pod = await readPatiently(kubernetes, limit, namespace, name);
        if (pod instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TransientError */ .N_) {
            await clock.sleep(pollSeconds);
            continue;
        }
        const status = pod?.status;
        if (pod !== undefined && status?.phase === 'Running' && status.podIP !== undefined)
            return pod;
        const waiting = status?.containerStatuses?.[0]?.state?.waiting;
        const hopeless = doubts.about(name, waiting);
        if (hopeless !== undefined)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ClusterError */ .b$(`pod ${namespace}/${name} cannot start: ${hopeless}`);
        const terminated = status?.containerStatuses?.[0]?.state?.terminated;
        if (status?.phase === 'Failed' || terminated !== undefined) {
            const log = await kubernetes.logs({ namespace, pod: name, container: testContainer }, { previous: false, lines: 20 });
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ClusterError */ .b$(`pod ${namespace}/${name} ended: ${status?.reason ?? terminated?.reason ?? ''} ${status?.message ?? ''} ${log}`.trim());
        }
        if (limit.isOver()) {
            const warnings = await kubernetes.warnings(namespace, name);
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ClusterError */ .b$(`pod ${namespace}/${name} was not running after ${String(limit.seconds)} s: ${warnings.at(-1) ?? waiting?.message ?? status?.phase ?? 'it does not exist'}`);
        }
        await clock.sleep(pollSeconds);
    }
}
/**
 * Deletes a pod at once and waits until it is gone, so that its name and its node's ports are free again. Rejects with a
 * ClusterError where the pod stays, as it does on a node that is gone.
 */
async function removePod(kubernetes, clock, namespace, name) {
    await kubernetes.deletePod(namespace, name);
    const limit = (0,_host_limit_js__WEBPACK_IMPORTED_MODULE_1__/* .startLimit */ .iP)(clock, removalLimitSeconds);
    for (;;) {
        const pod = await readPatiently(kubernetes, limit, namespace, name);
        if (pod === undefined)
            return;
        if (pod instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TransientError */ .N_) {
            await clock.sleep(pollSeconds);
            continue;
        }
        if (limit.isOver()) {
            const node = pod.spec?.nodeName ?? '';
            const ready = (await kubernetes.nodes())
                .find(({ metadata }) => metadata?.name === node)
                ?.status?.conditions?.find(({ type }) => type === 'Ready');
            const why = ready === undefined || ready.status === 'True' ? '' : `, which is not ready: ${ready.message ?? ''}`;
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .ClusterError */ .b$(`pod ${namespace}/${name} was still there ${String(limit.seconds)} s after it was deleted, on node ${node}${why}`);
        }
        await clock.sleep(pollSeconds);
    }
}
/** A pod, or why the API server did not answer for the moment; rejects with that once the limit is over. */
async function readPatiently(kubernetes, limit, namespace, name) {
    try {
        return await kubernetes.pod(namespace, name);
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .TransientError */ .N_ && !limit.isOver())
            return error;
        throw error;
    }
}


/***/ }),

/***/ 62030:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ createDoubts)
/* harmony export */ });
/* harmony import */ var _host_limit_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(81177);

/**
 * Seconds until a wait without hope is believed: the first failed pull or start can be a passing fault, and the kubelet tries
 * again within this time.
 */
const beliefSeconds = 10;
/** Seconds for a registry that is busy or not reached: the kubelet tries five times within them. */
const registrySeconds = 120;
/** Reasons of a waiting container (the kubelet's words) that never pass. */
const hopeless = new Set(['ErrImageNeverPull', 'InvalidImageName']);
const noImage = /not found|manifest unknown|does not exist|no such host|denied|unauthorized|authorization failed|no match for platform|no matching manifest|invalid reference|\b40[134]\b/i;
const noProgram = /executable file not found|no such file or directory|exec format error|permission denied/i;
/** The kubelet's words for failures, each with what it says in addition when no further try will help. */
const failures = {
    ErrImagePull: noImage,
    ImagePullBackOff: noImage,
    CreateContainerConfigError: /not found|couldn't find|non-root|non-numeric user/i,
    CreateContainerError: noProgram,
    RunContainerError: noProgram
};
const pullReasons = ['ErrImagePull', 'ImagePullBackOff'];
/** Starts without doubts; one for each wait. */
function createDoubts(clock) {
    const doubts = new Map();
    return {
        about(container, waiting) {
            const before = doubts.get(container);
            const kind = waiting === undefined ? undefined : kindOf(waiting);
            // Kubelets before 1.31 do not repeat in a back-off why the pull failed, so that one leaves the doubt as it is.
            const repeatsNothing = waiting?.reason === 'ImagePullBackOff' && kind === 'passing' && before !== undefined;
            if (kind === undefined)
                doubts.delete(container);
            else if (!repeatsNothing) {
                const limits = {
                    hopeless: before?.kind === 'hopeless' ? before.limits.hopeless : (0,_host_limit_js__WEBPACK_IMPORTED_MODULE_0__/* .startLimit */ .iP)(clock, beliefSeconds),
                    passing: before?.limits.passing ?? (0,_host_limit_js__WEBPACK_IMPORTED_MODULE_0__/* .startLimit */ .iP)(clock, registrySeconds)
                };
                doubts.set(container, { limits, kind, said: `${waiting?.reason ?? ''}: ${waiting?.message ?? ''}` });
            }
            const doubt = doubts.get(container);
            return doubt?.limits[doubt.kind].isOver() === true ? doubt.said : undefined;
        }
    };
}
function kindOf(waiting) {
    if (isHopeless(waiting))
        return 'hopeless';
    return pullReasons.includes(waiting.reason) ? 'passing' : undefined;
}
function isHopeless({ reason = '', message = '' }) {
    if (hopeless.has(reason))
        return true;
    return Object.hasOwn(failures, reason) && failures[reason]?.test(message) === true;
}


/***/ }),

/***/ 87918:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ sides)
/* harmony export */ });
const sides = ['client', 'server'];


/***/ }),

/***/ 41681:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  NR: () => (/* reexport */ BACKGROUND_SECONDS),
  lN: () => (/* reexport */ ZTUNNEL_REREAD_SECONDS),
  Zi: () => (/* reexport */ blockPolicySelector),
  be: () => (/* reexport */ blockPolicyText),
  Rp: () => (/* reexport */ captureCommands),
  jg: () => (/* reexport */ clearTraffic),
  Ae: () => (/* reexport */ controlSections),
  fP: () => (/* reexport */ datapathSection),
  EM: () => (/* reexport */ droppedPackets),
  wK: () => (/* reexport */ enrolmentSection),
  Kc: () => (/* reexport */ matrix/* expectedMatrix */.Kc),
  Q_: () => (/* reexport */ findLeftovers),
  KL: () => (/* reexport */ hasBlockPolicy),
  iZ: () => (/* reexport */ innerIndexesCommand),
  Pt: () => (/* reexport */ judgeControl),
  nT: () => (/* reexport */ judgeFailed),
  gV: () => (/* reexport */ matrix/* judgeRow */.gV),
  KH: () => (/* reexport */ judgeSample),
  Cy: () => (/* reexport */ judgeServiceLeak),
  bO: () => (/* reexport */ judgeSighting),
  KJ: () => (/* reexport */ leftoverSections),
  gt: () => (/* reexport */ listeningLine),
  Pd: () => (/* reexport */ metricsSection),
  QR: () => (/* reexport */ observeTransfer),
  J$: () => (/* reexport */ observeZtunnelRow),
  Ns: () => (/* reexport */ peersSection),
  Av: () => (/* reexport */ podSections),
  g_: () => (/* reexport */ proofs),
  WA: () => (/* reexport */ readEnrolments),
  tm: () => (/* reexport */ readPeerKeys),
  Kt: () => (/* reexport */ readSighting),
  jD: () => (/* reexport */ reasonAgainstBlock),
  aX: () => (/* reexport */ someText),
  ue: () => (/* reexport */ standsByWitness),
  e9: () => (/* reexport */ wholeJson),
  pJ: () => (/* reexport */ xfrmPolicySection),
  S8: () => (/* reexport */ ztunnelsAgree)
});

// UNUSED EXPORTS: checkEnrolled, reasonAgainst

// EXTERNAL MODULE: ./src/proof/contract.ts
var contract = __webpack_require__(87918);
;// CONCATENATED MODULE: ./src/proof/draft.ts
/** Why nothing can be proved: a failed or broken reading, a counter that went back, a place that was replaced. */
class NoProof extends Error {
    name = 'NoProof';
}
/** Runs a judge; whatever it cannot read makes the proof `unproven` with that as its reason (rule 0). */
function prove(mode, body) {
    const draft = { coverage: [], notes: [], faults: [] };
    return { mode, ...findingOf(() => body(draft)), ...draft };
}
/** The finding of a judge, `unproven` where it gave up. */
function findingOf(body) {
    try {
        return body();
    }
    catch (error) {
        if (error instanceof NoProof)
            return { verdict: 'unproven', reason: error.message };
        throw error;
    }
}
/** A share for people. */
function percent(share) {
    return `${(share * 100).toFixed(1)} %`;
}

;// CONCATENATED MODULE: ./src/proof/counters.ts

const directions = ['sent', 'received'];
const nothing = { packets: 0, bytes: 0 };
/** What a counter gained. @throws NoProof when it went back: it was reset, and what it lost is unknown. */
function gained(before, after, what) {
    const packets = after.packets - before.packets;
    const bytes = after.bytes - before.bytes;
    if (packets < 0 || bytes < 0)
        throw new NoProof(`${what} went back: it was reset in between`);
    return { packets, bytes };
}
/** `counter` times `factor`. */
function scaled(counter, factor) {
    return { packets: counter.packets * factor, bytes: counter.bytes * factor };
}
/** `counter` less `background`, never below zero. */
function less(counter, background) {
    return {
        packets: Math.max(0, counter.packets - background.packets),
        bytes: Math.max(0, counter.bytes - background.bytes)
    };
}
/** The sum of counters. */
function sum(counters) {
    return counters.reduce((a, b) => ({ packets: a.packets + b.packets, bytes: a.bytes + b.bytes }), nothing);
}

;// CONCATENATED MODULE: ./src/proof/thresholds.ts
// The limits of a proof, in one place; docs/proof.md gives the evidence for them.
/** Share of the pods' payload in a bulk direction, and of their packets in any other, that an encryption counter must cover. */
const COVERAGE_NEEDED = 0.98;
/** Share of what the pods moved below which an encryption counter counts as not moved: `none`. */
const PLAINTEXT_SHARE = 0.01;
/** Share of the control's packets below which it is the clear path that it is meant to be. */
const CONTROL_SHARE = 0.02;
/** Ethernet header in the pods' bytes that no encryption counter has. */
const ETHERNET_HEADER_BYTES = 14;
/**
 * IP and TCP header of each packet, with TCP's timestamps. A pod's interface counts one for up to 64 KiB, the wire one for
 * each segment. Where there are no timestamps 12 bytes too many are taken away of each segment, which makes a good sample
 * look 0.8 % worse and never a bad one better.
 */
const TCP_HEADER_BYTES = 52;
/** Header and authentication tag of WireGuard, which the counters of its link contain. */
const WIREGUARD_BYTES = 32;
/** VXLAN or Geneve without options: 8, and the Ethernet, IP and UDP headers that it adds. */
const ENCAPSULATION_BYTES = 50;
/** Seconds over which the idle background must have been measured. */
const BACKGROUND_SECONDS = 5;
/** Background above this share of what the pods moved, in the unit of the direction: the counter is shared with other traffic. */
const BACKGROUND_SHARE = 0.1;
/**
 * The same for acknowledgements, as long as what is left without the background is what the pods moved within
 * ACKNOWLEDGEMENT_TOLERANCE. There are few of them: 400 packets a second are a fifth of those of a 2 Gbit/s transfer.
 */
const ACKNOWLEDGEMENT_BACKGROUND_SHARE = 0.5;
/** Both ends count acknowledgements alike (recorded: 1.000 to 1.005), so a counter that is off by more has others' packets. */
const ACKNOWLEDGEMENT_TOLERANCE = 0.02;
/** Encrypted packets or payload above this multiple of the pods': the counter is shared with other traffic. */
const SHARED_FACTOR = 1.5;
/** Packets that each transaction of a request-response test needs in each direction, times the coverage. */
const RR_PACKETS = 1;
/** Packets in each direction of a transaction with a connection of its own; never scaled by the coverage. */
const CRR_PACKETS = 3;
/**
 * What a pod may receive beyond what its node decrypted: ARP answers, and packets on their way at both ends of the window.
 * Above both it is clear traffic.
 */
const CLEAR_PACKETS = 10;
const CLEAR_SHARE = 0.02;
/** Growth of the decisive XFRM errors, as a share of the pods' packets, above which a sample is invalid. */
const XFRM_ERROR_SHARE = 0.001;
/** Share of cilium_wg0's delta over a block that the measured peer must make up. */
const PEER_SHARE = 0.9;
/** The ztunnels of both nodes are read again until their bytes differ by less than this. */
const ZTUNNEL_AGREEMENT = 0.01;
/** How long they may be read again, seconds. */
const ZTUNNEL_REREAD_SECONDS = 2;
/**
 * A pod that received less than this share of what the other sent does not count what it receives: before Linux 6.7
 * veth ignored what bpf_redirect_peer delivered (cilium/cilium#21496, #34245), which is every received packet under BPF
 * host routing.
 */
const BLIND_RECEIVER_SHARE = 0.1;

;// CONCATENATED MODULE: ./src/proof/source.ts



/** An object that the kernel does not have, after a listing that worked. */
const absent = {
    identity: 'absent',
    path: { sent: nothing, received: nothing },
    all: { sent: nothing, received: nothing }
};
/**
 * Bytes of VXLAN or Geneve around a packet before it is encrypted: WireGuard does so since Cilium 1.15, IPsec since 1.18
 * (upgrade notes).
 */
function encapsulationBytes({ encapsulated }) {
    return encapsulated ? ENCAPSULATION_BYTES : 0;
}
/** The gain within a window. @throws NoProof when counters went back or belong to other objects than before. */
function gain(source, window, side, direction, path) {
    const first = source.read(window.before, side, path);
    const last = source.read(window.after, side, path);
    const what = `${source.name} on the ${side}'s node`;
    if (first.identity !== last.identity)
        throw new NoProof(`${what} was set up anew in between`);
    return {
        path: gained(first.path[direction], last.path[direction], what),
        all: gained(first.all[direction], last.all[direction], what),
        identity: first.identity
    };
}
/** What the idle background makes of a source in `seconds`. @throws NoProof when it was not measured for long enough. */
function backgroundOf(source, background, seconds, side, direction, path) {
    if (background === undefined)
        throw new NoProof('the idle background was not measured: the counters may be those of other traffic');
    const measured = background.after.seconds - background.before.seconds;
    if (measured < BACKGROUND_SECONDS)
        throw new NoProof(`the idle background was measured for ${measured.toFixed(1)} s; ${String(BACKGROUND_SECONDS)} s are needed`);
    return scaled(gain(source, background, side, direction, path).path, seconds / measured);
}
/** A gain without the background, as far as it is known. */
function withoutBackground(counter, background) {
    return background === undefined ? counter : less(counter, background);
}

;// CONCATENATED MODULE: ./src/proof/keep.ts
/** A text that is never empty, such as a file of /proc. @throws Error when it is. */
function someText({ stdout }) {
    if (stdout.trim() === '')
        throw new Error('it printed nothing');
    return stdout;
}
/** A whole JSON document. @throws Error when it is empty, cut off, or has something before or after it. */
function wholeJson({ stdout }) {
    parseWhole(stdout);
    return stdout;
}
/** One member of a JSON document, as a document with only that; the rest, often megabytes, is not kept. @throws Error as above. */
function memberOf(key) {
    return ({ stdout }) => {
        const document = parseWhole(stdout);
        const value = typeof document === 'object' && document !== null ? document[key] : undefined;
        return JSON.stringify(value === undefined ? {} : { [key]: value });
    };
}
/**
 * A listing of iproute2, which may be empty. @throws Error when the kernel changed what was being listed ("Dump was
 * interrupted and may be inconsistent", with exit code 0), or anything else was said.
 */
function wholeListing({ stdout, stderr }) {
    if (stderr.trim() !== '')
        throw new Error(stderr.trim().slice(0, 300));
    return stdout;
}
function parseWhole(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        throw new Error(text.trim() === '' ? 'it printed nothing' : `it did not print JSON alone: ${text.trim().slice(0, 100)}`);
    }
}

;// CONCATENATED MODULE: ./src/proof/readings.ts

/** What a section printed. @throws NoProof when it was not read. */
function textOf(place, section, where) {
    const reading = place.sections[section.name];
    if (reading === undefined)
        throw new NoProof(`${section.name} of ${where} was not read`);
    if (!reading.ok)
        throw new NoProof(`${section.name} of ${where} could not be read: ${reading.why}`);
    return reading.text;
}
/** JSON in the shape that is needed. @throws NoProof when it is none. */
function parseJson(text, schema, what) {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        throw new NoProof(`${what} is not JSON`);
    }
    const parsed = schema.safeParse(value);
    if (!parsed.success)
        throw new NoProof(`${what} has not the expected form: ${parsed.error.issues[0]?.message ?? ''}`);
    return parsed.data;
}

;// CONCATENATED MODULE: ./src/proof/xfrm-state.ts



/** All XFRM states. `nokeys` (iproute2 5.0 and later) leaves the keys in the kernel. An empty listing is a proof too. */
const xfrmStateSection = {
    name: 'xfrm-state',
    command: ['ip', '-s', 'xfrm', 'state', 'list', 'nokeys'],
    keep: wholeListing
};
const markMask = 0xf00;
const markOfDirection = [
    [0xd00, 'received'],
    [0xe00, 'sent']
];
/** The security associations of a node. @throws NoProof unless the listing worked and is understood. */
function readXfrmState(place, where) {
    return textOf(place, xfrmStateSection, where)
        .split(/^(?=src )/m)
        .filter(block => block.trim() !== '')
        .map(block => parseState(block, where));
}
function parseState(block, where) {
    const ends = /^src (\S+) dst (\S+)/.exec(block);
    const spi = /\bspi (0x[0-9a-f]+)/.exec(block);
    const moved = /(\d+)\(bytes\), (\d+)\(packets\)/.exec(block);
    const failed = /\bfailed (\d+)/.exec(block);
    const added = /\badd (\S+ \S+) use/.exec(block);
    const mark = /\bmark (0x[0-9a-f]+)/.exec(block)?.[1];
    if (!ends || !spi || !moved || !failed || !added)
        throw new NoProof(`an XFRM state of ${where} is not understood: ${block.split('\n')[0] ?? ''}`);
    const [, source = '', destination = ''] = ends;
    return {
        source,
        destination,
        direction: markOfDirection.find(([value]) => (Number(mark ?? 0) & markMask) === value)?.[1],
        bytes: Number(moved[1]),
        packets: Number(moved[2]),
        failed: Number(failed[1]),
        identity: [source, destination, spi[1], mark, added[1]].join(' ')
    };
}

;// CONCATENATED MODULE: ./src/proof/ipsec-states.ts



/** The security associations of a node that lie between the two measured nodes. */
function statesOfPath({ agents }, side, path) {
    const near = endsOf(side, path);
    const far = endsOf(side === 'client' ? 'server' : 'client', path);
    return readXfrmState(agents[side], `the ${side}'s node`).filter(({ source, destination, direction }) => (direction === 'sent' && near.has(source) && far.has(destination)) ||
        (direction === 'received' && far.has(source) && near.has(destination)));
}
/** IPsec ends at the node IPs when tunnelling and at the CiliumInternalIPs in native routing; both pairs can exist. */
function endsOf(side, path) {
    const internal = path.ciliumInternalIps[side];
    return new Set([path.nodeIps[side], ...(internal === undefined ? [] : [internal])]);
}
/** Packets and bytes of the security associations; the bytes are those inside ESP. */
const ipsecSource = {
    name: 'IPsec',
    sections: { host: [], agent: [xfrmStateSection] },
    overheadBytes: encapsulationBytes,
    read(nodes, side, path) {
        const all = readXfrmState(nodes.agents[side], `the ${side}'s node`);
        if (all.length === 0)
            return absent;
        const ofPath = statesOfPath(nodes, side, path);
        return {
            identity: ofPath
                .map(({ identity }) => identity)
                .sort()
                .join(', ') || 'none between the two nodes',
            path: totals(ofPath),
            // A rotation elsewhere in the cluster changes states that are not of the path, and may take away from this sum.
            all: totals(all)
        };
    }
};
function totals(states) {
    return {
        sent: sum(states.filter(({ direction }) => direction === 'sent')),
        received: sum(states.filter(({ direction }) => direction === 'received'))
    };
}

;// CONCATENATED MODULE: ./src/proof/interfaces.ts



/**
 * Counters of all interfaces of a network namespace. All, not one by name: only a listing that worked proves that an
 * interface is absent. Works in any image that has `cat`, without a mounted sysfs.
 */
const interfacesSection = { name: 'net-dev', command: ['cat', '/proc/net/dev'], keep: someText };
/** Counters of every interface of a place by name. @throws NoProof unless it is a whole listing, which always has `lo`. */
function readInterfaces(place, where) {
    const interfaces = new Map();
    for (const line of textOf(place, interfacesSection, where).split('\n')) {
        const [name, rest] = line.split(/:(.*)/);
        if (name === undefined || rest === undefined)
            continue;
        const numbers = rest.trim().split(/\s+/).map(Number);
        const [receivedBytes, receivedPackets] = numbers;
        const [sentBytes, sentPackets, , sendDrops] = numbers.slice(8);
        if (numbers.some(Number.isNaN) || receivedBytes === undefined || receivedPackets === undefined)
            continue;
        if (sentPackets === undefined || sentBytes === undefined || sendDrops === undefined)
            continue;
        interfaces.set(name.trim(), {
            sent: { packets: sentPackets, bytes: sentBytes },
            received: { packets: receivedPackets, bytes: receivedBytes },
            sendDrops
        });
    }
    if (!interfaces.has('lo'))
        throw new NoProof(`/proc/net/dev of ${where} is not whole: it has no lo`);
    return interfaces;
}

;// CONCATENATED MODULE: ./src/proof/roles.ts
/** The suite's bulk tests send from client to server; a bidirectional one is bulk both ways, so nothing but payload decides it. */
const roles = {
    'tcp-throughput': { forward: 'bulk', backward: 'acknowledgements' },
    'tcp-bidirectional': { forward: 'bulk', backward: 'bulk' },
    'tcp-latency': { forward: 'transactions', backward: 'transactions' },
    'tcp-stream': { forward: 'bulk', backward: 'acknowledgements' },
    'udp-throughput': { forward: 'bulk', backward: 'control' },
    'udp-latency': { forward: 'transactions', backward: 'transactions' },
    'tcp-connect': { forward: 'transactions', backward: 'transactions' }
};
/** What a node's direction carries in a test: forward is what the client's node sends and the server's receives. */
function roleOf(test, side, direction) {
    return roles[test][(side === 'client') === (direction === 'sent') ? 'forward' : 'backward'];
}
/** Whether the test's figure is a number of transactions rather than of bytes. */
function countsTransactions(test) {
    return roles[test].forward === 'transactions';
}
/** Whether payload flows both ways. */
function isBidirectional(test) {
    return roles[test].backward === 'bulk';
}

;// CONCATENATED MODULE: ./src/proof/pod-counters.ts






/** What is read in the two test pods. */
const podSections = [interfacesSection];
/** Kubernetes' name of a pod's own interface under Cilium. */
const podInterface = 'eth0';
/**
 * What eth0 of both pods really moved, with a note where one does not count what it receives: then the other's sent packets
 * stand in, which a sample without heavy loss hardly differs from.
 * @throws NoProof when a pod has no eth0 or its counters went back.
 */
function podTraffic(before, after, notes) {
    const own = bySide(side => byDirection(direction => eth0Gain(before, after, side, direction)));
    return bySide(side => {
        const other = own[side === 'client' ? 'server' : 'client'].sent;
        const received = own[side].received;
        const blind = received.bytes < BLIND_RECEIVER_SHARE * other.bytes && received.packets < BLIND_RECEIVER_SHARE * other.packets;
        if (!blind)
            return own[side];
        notes.push(`The ${side} pod's eth0 counts ${percent(received.packets / other.packets)} of the packets that it was sent ` +
            '(veth before Linux 6.7 does not count under BPF host routing): what the other pod sent stands in.');
        return { sent: own[side].sent, received: other };
    });
}
/**
 * Checks that the pods' interfaces saw what the tool says it moved; else a proof of them would prove nothing of the sample.
 * @throws NoProof when they did not.
 */
function checkToolTraffic(traffic, sample) {
    if (countsTransactions(sample.test)) {
        const needed = packetsNeeded(sample);
        for (const side of contract/* sides */.r)
            for (const direction of directions)
                if (traffic[side][direction].packets < needed)
                    throw new NoProof(`eth0 of the ${side} pod has ${String(traffic[side][direction].packets)} packets ${direction}; ` +
                        `${String(sample.transactions)} transactions need ${String(Math.ceil(needed))}`);
        return;
    }
    if (sample.receivedBytes <= 0)
        throw new NoProof('the tool received no payload');
    for (const side of contract/* sides */.r) {
        const bytes = directions
            .filter(direction => roleOf(sample.test, side, direction) === 'bulk')
            .reduce((total, direction) => total + traffic[side][direction].bytes, 0);
        if (bytes < COVERAGE_NEEDED * sample.receivedBytes)
            throw new NoProof(`eth0 of the ${side} pod moved ${String(bytes)} bytes, the tool says ${String(sample.receivedBytes)}` +
                (isBidirectional(sample.test) ? ' both ways' : ''));
    }
}
/** Packets that a request-response test's transactions need each way. @throws NoProof without a number of transactions. */
function packetsNeeded(sample) {
    if (sample.transactions === undefined || sample.transactions <= 0)
        throw new NoProof('the tool counted no transactions');
    return sample.test === 'tcp-connect'
        ? CRR_PACKETS * sample.transactions
        : RR_PACKETS * COVERAGE_NEEDED * sample.transactions;
}
/** One value for each side. */
function bySide(of) {
    return { client: of('client'), server: of('server') };
}
/** What a pod's eth0 gained. @throws NoProof when the pod has none or its counter went back. */
function eth0Gain(before, after, side, direction) {
    const [first, last] = [eth0(before.pods[side], side), eth0(after.pods[side], side)];
    return gained(first[direction], last[direction], `${podInterface} ${direction} of the ${side} pod`);
}
function byDirection(of) {
    return { sent: of('sent'), received: of('received') };
}
function eth0(place, side) {
    const counters = readInterfaces(place, `the ${side} pod`).get(podInterface);
    if (counters === undefined)
        throw new NoProof(`the ${side} pod has no ${podInterface}`);
    return counters;
}

;// CONCATENATED MODULE: ./src/proof/wireguard-link.ts






/** Cilium's WireGuard interface. */
const wireguardLink = 'cilium_wg0';
/** Another index is another interface, whose counters began at zero. There is no such file where there is no interface. */
const indexSection = {
    name: 'wireguard-index',
    command: ['cat', `/sys/class/net/${wireguardLink}/ifindex`],
    keep: someText
};
/**
 * The link's counters: equal to the sum of its peers' (which only `cilium-dbg debuginfo` tells, in seconds) and read in
 * milliseconds. That the link carries nearly only the measured peer's traffic is shown per block.
 */
const wireguardSource = {
    name: 'WireGuard',
    sections: { host: [interfacesSection, indexSection], agent: [] },
    overheadBytes: path => WIREGUARD_BYTES + encapsulationBytes(path),
    read({ hosts }, side) {
        const where = `the ${side}'s node`;
        const link = readInterfaces(hosts[side], where).get(wireguardLink);
        if (link === undefined)
            return absent;
        const index = textOf(hosts[side], indexSection, where).trim();
        if (!/^\d+$/.test(index))
            throw new NoProof(`the index of ${wireguardLink} of ${where} is not a number`);
        const counters = { sent: link.sent, received: link.received };
        return { identity: `link ${index}`, path: counters, all: counters };
    }
};

;// CONCATENATED MODULE: ./src/proof/witness.ts



/** Clear packets that are counted before the witness has seen enough. */
const CLEAR_LIMIT = 1000;
/** Encrypted packets that show that the witness is awake. */
const SEALED_LIMIT = 10;
const wireguardPort = 51871;
const hbonePort = 15008;
/** Longest evidence line that is kept. */
const lineLimit = 160;
/** Devices on which packets are not yet encrypted: Cilium's own (pkg/defaults/node.go) and the loopback. */
const innerDevices = [
    'lo',
    'cilium_host',
    'cilium_net',
    'cilium_vxlan',
    'cilium_geneve',
    'cilium_wg0',
    'cilium_ipip4',
    'cilium_ipip6'
];
/** Prints the interface index of each device that the node has; a missing one is an error message and no more. */
const innerIndexesCommand = [
    'cat',
    ...innerDevices.map(name => `/sys/class/net/${name}/ifindex`)
];
/**
 * The command lines of tcpdump on one side's node. The kernel filters, so that nothing is copied while all is encrypted. Only
 * what the node's own pod sends: packets to a pod, and those that IPsec puts back on the interface after decrypting them, come
 * in. VXLAN and Geneve are known by what they carry, not by a port that can be set. tcpdump stays root (-Z): another user
 * could not be signalled without a capability more.
 * @throws NoProof when an address is not IPv4 or the node told no index.
 */
function captureCommands(side, path, innerIndexes) {
    const indexes = innerIndexes.split('\n').filter(line => /^\d+$/.test(line));
    if (indexes.length === 0)
        throw new NoProof('the interfaces of the node cannot be read');
    const other = side === 'client' ? 'server' : 'client';
    const [from, to] = [path.podIps[side], path.podIps[other]];
    const far = [path.nodeIps[other], path.ciliumInternalIps[other]].filter(ip => ip !== undefined);
    // Behind the UDP header: 8 bytes of VXLAN or Geneve and 14 of Ethernet, then IP without options.
    const carried = `(udp[42:4] = ${word(from)} and udp[46:4] = ${word(to)})`;
    const carriedHbone = `(udp[39] = 6 and (udp[50:2] = ${String(hbonePort)} or udp[52:2] = ${String(hbonePort)}))`;
    const direct = `(ip src host ${from} and ip dst host ${to})`;
    const hbone = `tcp port ${String(hbonePort)}`;
    const onWire = ['outbound', ...indexes.map(index => `not ifindex ${index}`)].join(' and ');
    const betweenNodes = far.map(ip => `ip dst host ${address(ip)}`).join(' or ');
    const filters = {
        clear: `((${direct} and not ${hbone}) or (${carried} and not ${carriedHbone}))`,
        sealed: `(((udp port ${String(wireguardPort)} or ip proto 50 or udp[39] = 50) and (${betweenNodes}))` +
            ` or (${direct} and ${hbone}) or (${carried} and ${carriedHbone}))`
    };
    const command = (kind, limit) => ['tcpdump', '-Z', 'root', '-i', 'any', '-nn', '-t', '-s', '128', '-c', String(limit)].concat(`${onWire} and ${filters[kind]}`);
    return { clear: command('clear', CLEAR_LIMIT), sealed: command('sealed', SEALED_LIMIT) };
}
/** tcpdump says so when its filter is in place. */
const listeningLine = /listening on /;
/** What a node's two captures saw. One that did not end with its counts, or lost packets, has seen nothing for certain. */
function readSighting({ clear, sealed }) {
    const counted = captured(clear);
    const awake = captured(sealed);
    if (counted === undefined || awake === undefined)
        return { ok: false, why: `tcpdump did not say what it saw: ${lastLine(counted === undefined ? clear : sealed)}` };
    // What the filter lets through and tcpdump does not get is clear traffic too; how much of it is counted twice is unknown.
    if (counted === 0 && lost(clear) > 0)
        return { ok: false, why: `tcpdump lost ${String(lost(clear))} packets` };
    const [first] = clear.stdout.split('\n').filter(line => line.trim() !== '');
    return {
        ok: true,
        clear: counted,
        sealed: awake,
        ...(first === undefined ? {} : { first: first.slice(0, lineLimit) })
    };
}
/** Judges what one node's witness saw of a transfer between the test pods: a single clear packet is clear traffic. */
function judgeSighting(sighting, where) {
    if (!sighting.ok)
        return { verdict: 'unproven', reason: sighting.why };
    if (sighting.clear > 0)
        return { verdict: 'plaintext', reason: clearText(sighting, where) };
    if (sighting.sealed === 0)
        return { verdict: 'unproven', reason: `nothing between the two nodes was seen to leave ${where}` };
    return {
        verdict: 'encrypted',
        reason: `encrypted packets left ${where} and none between the test pods in the clear`
    };
}
/**
 * Lets the second witness decide a sample of an encrypting mode. A clear packet makes it plaintext whatever the counters
 * say. Where they are shared with other traffic and cover what the pods moved, a witness on both nodes that was awake and saw
 * nothing clear makes it encrypted.
 */
function decideByWitness(proof, sightings) {
    const seen = { ...proof, witness: sightings };
    const findings = bySide(side => judgeSighting(sightings[side], `the ${side}'s node`));
    const clear = contract/* sides */.r.map(side => findings[side]).filter(({ verdict }) => verdict === 'plaintext');
    if (clear.length > 0)
        return { ...seen, verdict: 'plaintext', reason: [...clear.map(({ reason }) => reason), proof.reason].join('; ') };
    if (proof.shared !== true || proof.coverage.some(({ share, needed }) => share < needed))
        return seen;
    const blind = contract/* sides */.r.map(side => findings[side]).find(({ verdict }) => verdict === 'unproven');
    if (blind !== undefined)
        return { ...seen, reason: `${proof.reason}; the second witness cannot decide: ${blind.reason}` };
    return {
        ...seen,
        verdict: 'encrypted',
        reason: `${proof.reason}; it covers what the pods moved, and the second witness saw no clear packet leave either node`
    };
}
/** Whether what a witness saw on both nodes shows by itself that all was encrypted. */
function standsByWitness(sightings) {
    return sightings !== undefined && contract/* sides */.r.every(side => judgeSighting(sightings[side], side).verdict === 'encrypted');
}
function clearText({ clear, first }, where) {
    const count = clear >= CLEAR_LIMIT ? `at least ${String(CLEAR_LIMIT)}` : String(clear);
    return `${count} packets between the test pods left ${where} in the clear${first === undefined ? '' : ` (the first: ${first})`}`;
}
function captured({ stderr }) {
    return numberIn(stderr, /^(\d+) packets? captured$/m);
}
function lost({ stderr }) {
    return numberIn(stderr, /^(\d+) packets? dropped by kernel$/m) ?? 0;
}
function numberIn(text, pattern) {
    const found = pattern.exec(text)?.[1];
    return found === undefined ? undefined : Number(found);
}
function lastLine({ stderr }) {
    return stderr.trim().split('\n').at(-1)?.slice(0, lineLimit) ?? '';
}
/** An IPv4 address as the filter compares four bytes. */
function word(ip) {
    const bytes = address(ip).split('.').map(Number);
    return `0x${bytes.map(byte => byte.toString(16).padStart(2, '0')).join('')}`;
}
function address(ip) {
    if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(ip))
        throw new NoProof(`the second witness knows IPv4 only, not ${ip}`);
    return ip;
}

;// CONCATENATED MODULE: ./src/proof/prometheus.ts

const sampleLine = /^([a-zA-Z_:][\w:]*)(?:\{((?:[^"}]|"(?:[^"\\]|\\.)*")*)\})?\s+(\S+)/;
const label = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;
/** The series whose names begin with `prefix`. @throws NoProof for a line of them that is not understood. */
function parseSeries(text, prefix) {
    return text
        .split('\n')
        .filter(line => line.startsWith(prefix))
        .map(line => {
        const found = sampleLine.exec(line);
        const value = Number(found?.[3]);
        if (found === null || !Number.isFinite(value))
            throw new NoProof(`a line of the metrics is not understood: ${line}`);
        const labels = [...(found[2] ?? '').matchAll(label)].map(([, name = '', quoted = '']) => [
            name,
            prometheus_unescape(quoted)
        ]);
        return { name: found[1] ?? '', labels: new Map(labels), value };
    });
}
function prometheus_unescape(quoted) {
    return quoted.replace(/\\(.)/g, (_, character) => (character === 'n' ? '\n' : character));
}

;// CONCATENATED MODULE: ./src/proof/addresses.ts


/** Checks that a reading comes from that side's node: counters of another node would prove anything. @throws NoProof when it does not. */
function checkNode(place, side, path) {
    const { address } = place;
    if (address === path.nodeIps[side])
        return;
    if (address === '')
        textOf(place, { name: 'pod' }, `the ${side}'s node`);
    throw new NoProof(`the counters of the ${side}'s node were read on another node: it is ${path.nodeIps[side]}, they are of ${address}`);
}

;// CONCATENATED MODULE: ./src/proof/window.ts



/** Checks that agents and test pods are the same at both ends of the window. @throws NoProof when one is not. */
function checkPlaces(before, after) {
    if (!(after.seconds > before.seconds))
        throw new NoProof('the two readings have no time between them');
    for (const side of contract/* sides */.r) {
        checkSame(before.agents[side], after.agents[side], `the Cilium agent of the ${side}'s node`);
        checkSame(before.pods[side], after.pods[side], `the ${side} pod`);
    }
}
/** Checks one place. @throws NoProof when it could not be asked, or was restarted or replaced: its counters may have begun anew. */
function checkSame(before, after, what) {
    for (const { identity, sections } of [before, after]) {
        if (identity !== '')
            continue;
        const [why = 'there is none'] = Object.values(sections).flatMap(reading => (reading.ok ? [] : [reading.why]));
        throw new NoProof(`${what} could not be asked: ${why}`);
    }
    if (before.identity !== after.identity)
        throw new NoProof(`${what} was restarted or replaced in between`);
}
/** Checks that the readings are of the two nodes of the path. @throws NoProof when one is of another. */
function checkNodes(snapshots, path) {
    for (const { hosts, agents } of snapshots)
        for (const side of contract/* sides */.r)
            for (const place of [hosts[side], agents[side]])
                checkNode(place, side, path);
}
/**
 * Checks that the path is one that the scenarios are about: between pods, over two nodes. Cilium neither encrypts nor
 * tunnels within a node, and a host-network pod takes the control's path. @throws NoProof otherwise.
 */
function checkPath(path) {
    if (path.sameNode)
        throw new NoProof('client and server run on one node: nothing passed between nodes');
    for (const side of contract/* sides */.r)
        if (Object.values(path.nodeIps).includes(path.podIps[side]))
            throw new NoProof(`the ${side} pod has its node's address ${path.podIps[side]}: it runs on the host network`);
}

;// CONCATENATED MODULE: ./src/proof/ztunnel-metrics.ts







/** Read through the API server's proxy, not by a command: ztunnel's image has no shell. */
const metricsSection = { name: 'metrics' };
const connectionsOpened = 'istio_tcp_connections_opened_total';
const received = 'istio_tcp_received_bytes_total';
const sent = 'istio_tcp_sent_bytes_total';
const counters = [connectionsOpened, received, sent];
/** ztunnel names whoever sees the connection: the client's node as `source`, the server's as `destination`. */
const reporterOfSide = { client: 'source', server: 'destination' };
/**
 * What both nodes' ztunnels counted in a window.
 * @throws NoProof unless each node has one ztunnel, the same one all the time, and its counters only grew.
 */
function ztunnelCounts(before, after, path) {
    return bySide(side => countOf(grownSeries(before, after, side), side, path));
}
/** The TCP series of a node's only ztunnel with their gains. @throws NoProof as `ztunnelCounts`. */
function grownSeries(before, after, side) {
    const first = onlyZtunnel(before, side);
    const last = onlyZtunnel(after, side);
    checkSame(first, last, `the ztunnel of the ${side}'s node`);
    return grown(seriesOf(first, side), seriesOf(last, side), side);
}
/** How many ztunnels are listed on both nodes together. @throws NoProof when they were not listed. */
function ztunnelsListed(snapshot) {
    if (snapshot.ztunnels === undefined)
        throw new NoProof('the ztunnels were not listed');
    return snapshot.ztunnels.client.length + snapshot.ztunnels.server.length;
}
/**
 * Whether both nodes' ztunnels have counted the same so far. They do within a second of a connection's end; until then (and
 * for at most ZTUNNEL_REREAD_SECONDS) the snapshot after a sample is read again. The client's may stay up to about 1 % above
 * the server's, by what was sent and never read, so a lasting difference is no fault. A failed reading agrees with nothing.
 */
function ztunnelsAgree(before, after, path) {
    try {
        return difference(ztunnelCounts(before, after, path)) <= ZTUNNEL_AGREEMENT;
    }
    catch (error) {
        if (error instanceof NoProof)
            return false;
        throw error;
    }
}
/** By which share two nodes' bytes and connections differ, the larger of both. */
function difference({ client, server }) {
    const share = (a, b) => (a === b ? 0 : Math.abs(a - b) / Math.max(a, b));
    return Math.max(share(client.requestBytes + client.responseBytes, server.requestBytes + server.responseBytes), share(client.connections, server.connections));
}
function onlyZtunnel(snapshot, side) {
    ztunnelsListed(snapshot);
    const [ztunnel, ...others] = snapshot.ztunnels?.[side] ?? [];
    if (ztunnel === undefined)
        throw new NoProof(`the ${side}'s node has no ztunnel`);
    if (others.length > 0)
        throw new NoProof(`the ${side}'s node has ${String(others.length + 1)} ztunnels`);
    return ztunnel;
}
function seriesOf(place, side) {
    const where = `the ztunnel of the ${side}'s node`;
    const text = textOf(place, metricsSection, where);
    // Present from the start, unlike the series of connections; and the end says that nothing is cut off.
    if (!/^istio_build\{[^}]*component="ztunnel"/m.test(text) || !text.trimEnd().endsWith('# EOF'))
        throw new NoProof(`the metrics of ${where} are not those of a ztunnel, or not whole`);
    return parseSeries(text, 'istio_tcp_').filter(({ name }) => counters.includes(name));
}
function grown(before, after, side) {
    const first = new Map(before.map(series => [keyOf(series), series.value]));
    const last = new Map(after.map(series => [keyOf(series), series.value]));
    for (const [key, value] of first)
        if ((last.get(key) ?? -1) < value)
            throw new NoProof(`a counter of the ztunnel of the ${side}'s node went back: it was reset in between`);
    return after.map(series => ({ ...series, gained: series.value - (first.get(keyOf(series)) ?? 0) }));
}
function keyOf({ name, labels }) {
    return JSON.stringify([name, ...[...labels].sort(([a], [b]) => (a < b ? -1 : 1))]);
}
function countOf(series, side, path) {
    const total = (name, filter) => series.filter(one => one.name === name && filter(one)).reduce((all, { gained }) => all + gained, 0);
    const ours = (one) => isMutualTls(one) &&
        one.labels.get('reporter') === reporterOfSide[side] &&
        isPrincipal(one.labels.get('source_principal'), path.namespace, path.serviceAccounts.client) &&
        isPrincipal(one.labels.get('destination_principal'), path.namespace, path.serviceAccounts.server);
    const clear = (one) => !isMutualTls(one) && touches(one, side, path.namespace);
    return {
        requestBytes: total(received, ours),
        responseBytes: total(sent, ours),
        connections: total(connectionsOpened, ours),
        clearConnections: total(connectionsOpened, clear),
        clearBytes: total(received, clear) + total(sent, clear)
    };
}
/** Connections of the test pods without mutual TLS, for people. */
function ztunnel_metrics_clearText({ clearConnections, clearBytes }, side) {
    const place = side === 'client' ? 'from' : 'to';
    return (`the ztunnel of the ${side}'s node counted ${String(clearConnections)} connections ${place} the test namespace ` +
        `without mutual TLS (${String(clearBytes)} bytes)`);
}
/** Whether a connection was under mutual TLS by ztunnel's own account. */
function isMutualTls({ labels }) {
    return labels.get('connection_security_policy') === 'mutual_tls';
}
/**
 * Whether a connection begins (client's node) or ends (server's node) in the namespace. Any reporter, and the principal as
 * well as the workload's namespace: ztunnel leaves either as "unknown" on paths in the clear.
 */
function touches({ labels }, side, namespace) {
    const end = side === 'client' ? 'source' : 'destination';
    return (labels.get(`${end}_workload_namespace`) === namespace ||
        (labels.get(`${end}_principal`) ?? '').includes(`/ns/${namespace}/`));
}
/** Any trust domain: SPIRE's is the user's own. */
function isPrincipal(principal, namespace, account) {
    return principal?.replace(/^spiffe:\/\/[^/]+/, '') === `/ns/${namespace}/sa/${account}`;
}

;// CONCATENATED MODULE: ./src/proof/clear-traffic.ts









const sources = {
    wireguard: wireguardSource,
    ipsec: ipsecSource
};
/**
 * Traffic in the clear that the counters alone show, whatever became of the transfer: packets that a pod received beyond all
 * that its node decrypted, or connections without mutual TLS. What a pod merely sent does not count, because a mode that
 * refuses packets drops it. `undefined` where nothing is seen, or where the counters cannot tell.
 */
function clearTraffic(mode, before, after, path) {
    const seen = contract/* sides */.r.flatMap(side => {
        try {
            return clear_traffic_textOf(mode, before, after, side, path) ?? [];
        }
        catch (error) {
            if (error instanceof NoProof)
                return [];
            throw error;
        }
    });
    return seen.length === 0 ? undefined : seen.join('; ');
}
/** The proof of a sample whose transfer failed: there is one only where something was seen in the clear. */
function judgeFailed(mode, before, after, path, sightings) {
    const clear = clearTraffic(mode, before, after, path);
    const nothing = { mode, coverage: [], notes: [], faults: [] };
    const counted = clear === undefined
        ? { ...nothing, verdict: 'unproven', reason: 'the transfer failed' }
        : { ...nothing, verdict: 'plaintext', reason: clear };
    const proof = sightings === undefined ? counted : decideByWitness(counted, sightings);
    return proof.verdict === 'plaintext' ? proof : undefined;
}
function clear_traffic_textOf(mode, before, after, side, path) {
    if (mode === 'ztunnel') {
        const count = ztunnelCounts(before, after, path)[side];
        return count.clearConnections > 0 ? ztunnel_metrics_clearText(count, side) : undefined;
    }
    const source = sources[mode];
    if (source === undefined)
        return undefined;
    const received = eth0Gain(before, after, side, 'received').packets;
    const decrypted = gain(source, { before, after }, side, 'received', path).all.packets;
    const clear = received - decrypted;
    if (clear <= CLEAR_PACKETS || clear <= CLEAR_SHARE * received)
        return undefined;
    return (`at least ${String(clear)} packets reached the ${side} pod in the clear ` +
        `(it received ${String(received)}, ${source.name} decrypted ${String(decrypted)} on its node)`);
}

;// CONCATENATED MODULE: ./src/proof/coverage.ts






/**
 * Compares what a source of packet counters (WireGuard, IPsec) gained with what the pods moved, over the four pairs of node
 * and direction. `plaintext` is judged without taking the background away, of all that the mode encrypted on the two nodes,
 * so that neither can make an encrypted sample look clear.
 */
function judgeCoverage(source, window, background, sample, path, traffic, draft) {
    const pairs = contract/* sides */.r.flatMap(side => directions.map((direction) => {
        const { packets, bytes } = traffic[side][direction];
        return {
            side,
            direction,
            role: roleOf(sample.test, side, direction),
            pods: { packets, bytes: bytes - ETHERNET_HEADER_BYTES * packets },
            ...gain(source, window, side, direction, path)
        };
    }));
    const decisive = pairs.filter(({ role }) => role !== 'control');
    const still = decisive.find(({ pods }) => pods.packets === 0);
    if (still !== undefined)
        throw new NoProof(`eth0 of the ${still.side} pod has no packets ${still.direction} during the sample`);
    if (decisive.every(isClear)) {
        draft.coverage.push(...pairs.map(pair => coverageOf(pair, ofCounter(pair, pair.all, source, path))));
        return {
            verdict: 'plaintext',
            reason: `${source.name} moved less than ${percent(PLAINTEXT_SHARE)} of what the pods moved, on both nodes`
        };
    }
    const seconds = window.after.seconds - window.before.seconds;
    const amounts = pairs.map((pair) => {
        const idle = backgroundOf(source, background, seconds, pair.side, pair.direction, path);
        return {
            pair,
            expected: expectedOf(pair),
            gross: ofCounter(pair, pair.path, source, path),
            net: ofCounter(pair, withoutBackground(pair.path, idle), source, path),
            idleShare: idle[unitOf(pair)] / pair.pods[unitOf(pair)]
        };
    });
    const shared = amounts
        .filter(({ pair }) => pair.role !== 'control')
        .map(sharedBy)
        .find(why => why !== undefined);
    // The background's rate is a guess for the time of the sample, so a shared counter is shown with all that it has.
    const coverage = amounts.map(({ pair, gross, net }) => coverageOf(pair, shared === undefined ? net : gross));
    draft.coverage.push(...coverage);
    if (shared !== undefined)
        return {
            verdict: 'unproven',
            shared: true,
            reason: `${source.name}'s counter is shared with other traffic: ${shared}`
        };
    const lacking = coverage.find(({ share, needed }) => share < needed);
    if (lacking !== undefined)
        return { verdict: 'unproven', reason: `${source.name} covers ${shareText(lacking)}` };
    return {
        verdict: 'encrypted',
        reason: `${source.name} covers at least ${percent(COVERAGE_NEEDED)} of what the pods moved, on both nodes and both ways`
    };
}
/** Bytes of a bulk direction, packets of any other. */
function unitOf({ role }) {
    return role === 'bulk' ? 'bytes' : 'packets';
}
/** What the pods moved: the payload of a bulk direction, the packets of any other. */
function expectedOf({ role, pods }) {
    return role === 'bulk' ? pods.bytes - TCP_HEADER_BYTES * pods.packets : pods.packets;
}
/**
 * What a counter has in that unit. Each packet that it counted had its own headers, of which the pod's interface saw far
 * fewer: without taking them away a leak of some percent would hide behind them.
 */
function ofCounter({ role }, counter, source, path) {
    if (role !== 'bulk')
        return counter.packets;
    return Math.max(0, counter.bytes - (TCP_HEADER_BYTES + source.overheadBytes(path)) * counter.packets);
}
function isClear(pair) {
    const unit = unitOf(pair);
    return pair.all[unit] < PLAINTEXT_SHARE * pair.pods[unit];
}
function sharedBy({ pair, expected, net, idleShare }) {
    const where = `on the ${pair.side}'s node, ${pair.direction}`;
    const of = `of the pods' ${unitOf(pair)}`;
    const background = `its background is ${percent(idleShare)} ${of}`;
    const acknowledgements = pair.role === 'acknowledgements';
    if (idleShare > (acknowledgements ? ACKNOWLEDGEMENT_BACKGROUND_SHARE : BACKGROUND_SHARE))
        return `${where}, ${background}`;
    if (net > SHARED_FACTOR * expected)
        return `${where}, it has ${percent(net / expected)} ${of}`;
    if (idleShare > BACKGROUND_SHARE && Math.abs(net / expected - 1) > ACKNOWLEDGEMENT_TOLERANCE)
        return `${where}, ${background} and without it the counter has ${percent(net / expected)}`;
    return undefined;
}
function coverageOf(pair, counted) {
    const { side, direction, role } = pair;
    const expected = expectedOf(pair);
    return {
        side,
        direction,
        unit: unitOf(pair),
        counted,
        expected,
        share: expected === 0 ? 0 : counted / expected,
        needed: role === 'control' ? 0 : COVERAGE_NEEDED
    };
}
/** "59.8 % of the bytes that the client's node sent; 98.0 % are needed". */
function shareText({ side, direction, unit, share, needed }) {
    const verb = direction === 'sent' ? 'sent' : 'received';
    return `${percent(share)} of the ${unit} that the ${side}'s node ${verb}; ${percent(needed)} are needed`;
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 10 modules
var schemas = __webpack_require__(13798);
;// CONCATENATED MODULE: ./src/proof/datapath.ts





/** What Cilium's datapath forwarded and dropped on a node, by reason. An empty map prints nothing, which is no reading. */
const datapathSection = {
    name: 'datapath',
    command: ['cilium-dbg', 'bpf', 'metrics', 'list', '-o', 'json'],
    keep: wholeJson
};
const count = schemas/* int */.Whr().nonnegative();
const metricsSchema = schemas/* array */.YOg(schemas/* object */.Ikc({ reason: schemas/* string */.YjP(), packets: count, bytes: count.default(0) }));
/** Packets and bytes by reason, all directions and places together. @throws NoProof when they were not read. */
function readDatapath(place, where) {
    const metrics = parseJson(textOf(place, datapathSection, where), metricsSchema, `the datapath metrics of ${where}`);
    const counters = new Map();
    for (const { reason, ...counter } of metrics)
        counters.set(reason, sum([counters.get(reason) ?? nothing, counter]));
    return counters;
}
/** Reasons below 130 count packets on their way (pkg/monitor/api/drop.go); "Invalid packet" is the name of a drop, too. */
const forwarded = new Set([
    ...['Success', 'Interface', 'Interface Decrypted', 'Interface Decrypting', 'Interface Encrypting'],
    ...['LB, sock cgroup: No backend slot entry found', 'LB, sock cgroup: No backend entry found'],
    ...['LB, sock cgroup: Reverse entry update failed', 'LB, sock cgroup: Reverse entry stale'],
    ...['LB: sock cgroup: Reverse entry delete succeeded', 'Fragmented packet', 'Fragmented packet entry update failed'],
    ...['Missed tail call to custom program', 'MTU error message']
]);
/** Dropped packets by reason; `undefined` where they were not read. */
function droppedPackets(place) {
    try {
        const counters = [...readDatapath(place, 'the node')];
        return new Map(counters.flatMap(([reason, { packets }]) => (forwarded.has(reason) ? [] : [[reason, packets]])));
    }
    catch (error) {
        if (error instanceof NoProof)
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/proof/no-ipsec.ts




/**
 * Reasons under which Cilium's datapath counts packets that were encrypted or are to be decrypted (codes 4, 12 and 13 in
 * pkg/monitor/api/drop.go). With IPsec the sending node counts each one when it comes back from the kernel encrypted
 * (cil_to_netdev, send_trace_notify with TRACE_REASON_ENCRYPTED in bpf/bpf_host.c).
 */
const encryptedReasons = ['Interface Decrypted', 'Interface Decrypting', 'Interface Encrypting'];
/** The identity of a count by the datapath's own counters. */
const byDatapath = 'the counters of the datapath';
/**
 * Shows that IPsec carried nothing. By the kernel's security associations where the agent's image has `ip`; elsewhere by the
 * datapath: Cilium's policies apply only to packets that its datapath marks for encryption, and it counts those. Both
 * directions and all peers are in that one figure, so it can clear a path of IPsec, but never prove one encrypted.
 */
const noIpsecSource = {
    name: ipsecSource.name,
    sections: { host: [], agent: [...ipsecSource.sections.agent, datapathSection] },
    overheadBytes: path => ipsecSource.overheadBytes(path),
    read: (nodes, side, path) => nodes.agents[side].sections[xfrmStateSection.name]?.ok === false
        ? countByDatapath(nodes, side)
        : ipsecSource.read(nodes, side, path)
};
function countByDatapath({ agents }, side) {
    const counters = readDatapath(agents[side], `the ${side}'s node`);
    const total = sum(encryptedReasons.map(reason => counters.get(reason) ?? nothing));
    const both = { sent: total, received: total };
    return { identity: byDatapath, path: both, all: both };
}

;// CONCATENATED MODULE: ./src/proof/enrolment.ts






const table = 'mtls-enrolled-namespaces';
/**
 * The agent's table of enrolled namespaces out of a dump of all its tables. A whole dump without the table (Cilium 1.18, or
 * another mode) is no failed reading: nothing is enrolled. The table is the agent's own, so every agent is asked.
 */
const enrolmentSection = {
    name: 'enrolment',
    command: ['cilium-dbg', 'statedb', 'dump'],
    keep: memberOf(table)
};
const tableSchema = schemas/* object */.Ikc({
    [table]: schemas/* array */.YOg(schemas/* object */.Ikc({ Name: schemas/* string */.YjP(), Status: schemas/* object */.Ikc({ kind: schemas/* string */.YjP().default(''), error: schemas/* string */.YjP().optional() }) }))
        .default([])
});
/** The namespaces that an agent has enrolled. @throws NoProof when the table was not read. */
function readEnrolments(place, where) {
    const text = textOf(place, enrolmentSection, where);
    return parseJson(text, tableSchema, `the table of enrolled namespaces of ${where}`)[table].map(({ Name, Status }) => ({
        namespace: Name,
        kind: Status.kind,
        ...(Status.error === undefined ? {} : { error: Status.error })
    }));
}
/** Checks that an agent has the namespace enrolled. @throws NoProof when it has not, with its own words. */
function checkEnrolled(place, namespace, where) {
    const found = readEnrolments(place, where).find(enrolment => enrolment.namespace === namespace);
    if (found === undefined)
        throw new NoProof(`namespace ${namespace} is not enrolled on ${where}`);
    if (found.kind !== 'Done')
        throw new NoProof(`namespace ${namespace} is ${found.kind || 'not yet handled'} on ${where}: ${found.error ?? ''}`);
}
/** Judges a block of ztunnel: the test pods' namespace was enrolled on both nodes from its start to its end. */
function judgeEnrolment(start, end, path) {
    try {
        for (const side of contract/* sides */.r) {
            const where = `the ${side}'s node`;
            checkSame(start.agents[side], end.agents[side], `the Cilium agent of ${where}`);
            for (const { agents } of [start, end])
                checkEnrolled(agents[side], path.namespace, where);
        }
        return { verdict: 'proven', reason: `Namespace ${path.namespace} is enrolled on both nodes.`, notes: [] };
    }
    catch (error) {
        if (error instanceof NoProof)
            return { verdict: 'unproven', reason: error.message, notes: [] };
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/proof/ztunnel.ts







/** ztunnel: what it counted between the two test pods' principals under mutual TLS, and nothing else of their namespace. */
const ztunnel = {
    mode: 'ztunnel',
    sections: { host: [], agent: [] },
    needsZtunnel: true,
    block: { sections: [enrolmentSection], judge: judgeEnrolment },
    judge: (before, after, sample, path) => prove('ztunnel', draft => {
        checkPath(path);
        checkPlaces(before, after);
        return judgeZtunnel(ztunnelCounts(before, after, path), sample, draft);
    })
};
/** Compares what both ztunnels counted with what the tool says: ztunnel counts payload, as the tool does. */
function judgeZtunnel(counts, sample, draft) {
    const coverage = contract/* sides */.r.flatMap(side => ztunnel_coverageOf(counts[side], side, sample));
    draft.coverage.push(...coverage);
    const apart = difference(counts);
    if (apart > ZTUNNEL_AGREEMENT)
        draft.notes.push(`The ztunnels of the two nodes differ by ${percent(apart)}.`);
    const clear = contract/* sides */.r.filter(side => counts[side].clearConnections > 0).map(side => ztunnel_metrics_clearText(counts[side], side));
    const none = coverage.every(({ share }) => share < PLAINTEXT_SHARE);
    if (none)
        return {
            verdict: 'plaintext',
            reason: [`the ztunnels counted less than ${percent(PLAINTEXT_SHARE)} of the sample as mutual TLS`, ...clear].join('; ')
        };
    if (clear.length > 0)
        return { verdict: 'unproven', reason: clear.join('; ') };
    const lacking = coverage.find(({ share, needed }) => share < needed);
    if (lacking !== undefined)
        return {
            verdict: 'unproven',
            reason: `the ztunnel of the ${lacking.side}'s node counted ${percent(lacking.share)} of the ${lacking.unit} ` +
                `${lacking.direction} as mutual TLS; ${percent(lacking.needed)} are needed`
        };
    return {
        verdict: 'encrypted',
        reason: `both ztunnels counted at least ${percent(COVERAGE_NEEDED)} of the sample as mutual TLS and no connection otherwise`
    };
}
function ztunnel_coverageOf(count, side, sample) {
    const request = side === 'client' ? 'sent' : 'received';
    const response = side === 'client' ? 'received' : 'sent';
    const entry = (direction, unit, counted, expected) => ({
        side,
        direction,
        unit,
        counted,
        expected,
        share: counted / expected,
        needed: COVERAGE_NEEDED
    });
    if (countsTransactions(sample.test)) {
        const { transactions, transactionBytes } = sample;
        if (transactions === undefined || transactions <= 0)
            throw new NoProof('the tool counted no transactions');
        if (sample.test === 'tcp-connect')
            return [entry(request, 'connections', count.connections, transactions)];
        if (transactionBytes === undefined || transactionBytes <= 0)
            throw new NoProof('the size of a transaction is not known');
        return [
            entry(request, 'bytes', count.requestBytes, transactions * transactionBytes),
            entry(response, 'bytes', count.responseBytes, transactions * transactionBytes)
        ];
    }
    if (sample.receivedBytes <= 0)
        throw new NoProof('the tool received no payload');
    // The tool's figure is both directions together; ztunnel's two are added up for a bidirectional test alone.
    const counted = isBidirectional(sample.test) ? count.requestBytes + count.responseBytes : count.requestBytes;
    return [entry(request, 'bytes', counted, sample.receivedBytes)];
}

;// CONCATENATED MODULE: ./src/proof/none.ts











/** The sources of encrypted packets that are to be absent or unmoved. */
const packetSources = [wireguardSource, noIpsecSource];
/** No encryption: each of the three modes is positively absent from both nodes, or did not move with the sample. */
const none = {
    mode: 'none',
    sections: {
        host: packetSources.flatMap(({ sections }) => sections.host),
        agent: packetSources.flatMap(({ sections }) => sections.agent)
    },
    needsZtunnel: true,
    judge: (before, after, sample, path, background) => prove('none', draft => {
        checkPath(path);
        checkPlaces(before, after);
        checkNodes([before, after], path);
        const traffic = podTraffic(before, after, draft.notes);
        checkToolTraffic(traffic, sample);
        const findings = [
            ...packetSources.map(source => findingOf(() => judgeSource(source, { before, after }, background, sample, path, traffic, draft))),
            findingOf(() => judgeNoZtunnel(before, after, sample, path, draft))
        ];
        return (findings.find(({ verdict }) => verdict === 'encrypted') ??
            findings.find(({ verdict }) => verdict === 'unproven') ?? {
            verdict: 'plaintext',
            reason: findings.map(({ reason }) => reason).join('; ')
        });
    })
};
function judgeSource(source, window, background, sample, path, traffic, draft) {
    const gains = contract/* sides */.r.flatMap(side => directions.map(direction => gain(source, window, side, direction, path)));
    if (gains.every(({ identity }) => identity === absent.identity))
        return { verdict: 'plaintext', reason: `neither node has anything of ${source.name}` };
    if (gains.some(({ identity }) => identity !== absent.identity && identity !== byDatapath))
        draft.notes.push(`${source.name} is still set up on a node, although the scenario is none.`);
    return judgeCoverage(source, window, background, sample, path, traffic, draft);
}
function judgeNoZtunnel(before, after, sample, path, draft) {
    if (ztunnelsListed(before) + ztunnelsListed(after) === 0)
        return { verdict: 'plaintext', reason: 'neither node has a ztunnel' };
    draft.notes.push('A ztunnel runs on a node, although the scenario is none.');
    return judgeZtunnel(ztunnelCounts(before, after, path), sample, draft);
}

;// CONCATENATED MODULE: ./src/proof/control.ts










/** What is read of the nodes around a sample of the control, in every mode. ztunnel never takes host-network pods. */
const controlSections = none.sections;
/**
 * Judges a sample of the control: `plaintext` when less than 2 % of it is in any encryption counter of either node, else
 * `encrypted` (as under WireGuard's node encryption): shown, and used for nothing.
 *
 * A host-network pod's interface is the node's, with everybody's packets in it, so it is only an upper bound: bulk is
 * compared with the payload, transactions with the packets that they need, and the node's interface stands only for
 * acknowledgements.
 */
function judgeControl(mode, before, after, sample, path, background) {
    return prove(mode, draft => {
        if (path.sameNode)
            throw new NoProof('the control ran within one node');
        checkPlaces(before, after);
        checkNodes([before, after], path);
        const seconds = after.seconds - before.seconds;
        for (const source of packetSources)
            for (const side of contract/* sides */.r)
                for (const direction of directions) {
                    const { path: counter, identity } = gain(source, { before, after }, side, direction, path);
                    if (identity === absent.identity || roleOf(sample.test, side, direction) === 'control')
                        continue;
                    const idle = background && backgroundOf(source, background, seconds, side, direction, path);
                    draft.coverage.push(control_coverageOf(withoutBackground(counter, idle), side, direction, sample, () => uplink(before.pods[side], after.pods[side], direction, `the control's ${side} pod`)));
                }
        const worst = Math.max(0, ...draft.coverage.map(({ share }) => share));
        return worst < CONTROL_SHARE
            ? { verdict: 'plaintext', reason: `at most ${percent(worst)} of the control is in an encryption counter` }
            : { verdict: 'encrypted', reason: `${percent(worst)} of the control is in an encryption counter` };
    });
}
function control_coverageOf(counted, side, direction, sample, node) {
    const bulk = roleOf(sample.test, side, direction) === 'bulk';
    const unit = bulk ? 'bytes' : 'packets';
    const expected = bulk
        ? Math.min(sample.receivedBytes, node().bytes)
        : countsTransactions(sample.test)
            ? packetsNeeded(sample)
            : node().packets;
    if (expected <= 0)
        throw new NoProof(`the control moved nothing that the ${side}'s node ${direction}`);
    return { side, direction, unit, counted: counted[unit], expected, share: counted[unit] / expected, needed: 0 };
}
/** The busiest interface that is not Cilium's or a pod's: its name differs by machine (eth0, ens5, enP1s1). */
function uplink(before, after, direction, where) {
    const first = readInterfaces(before, where);
    const gains = [...readInterfaces(after, where)]
        .filter(([name]) => !/^(lo|lxc|cilium_|veth|docker|br-)/.test(name))
        .flatMap(([name, counters]) => {
        const earlier = first.get(name);
        return earlier === undefined ? [] : [gained(earlier[direction], counters[direction], `${name} of ${where}`)];
    });
    const [busiest] = gains.sort((a, b) => b.bytes - a.bytes);
    if (busiest === undefined)
        throw new NoProof(`${where} has no interface of the node`);
    return busiest;
}

;// CONCATENATED MODULE: ./src/proof/xfrm-policy.ts


/** Policies hold no keys. */
const xfrmPolicySection = {
    name: 'xfrm-policy',
    command: ['ip', 'xfrm', 'policy'],
    keep: wholeListing
};
/** Whether the node has IPsec's catch-all that drops what is marked for encryption and matches no other policy. */
function hasBlockPolicy(place, where) {
    return textOf(place, xfrmPolicySection, where)
        .split(/^(?=src )/m)
        .some(policy => /\bdir out\b.*\baction block\b.*\bpriority 100\b/.test(policy) && /\bmark 0xe00\/0xf00\b/.test(policy));
}

;// CONCATENATED MODULE: ./src/proof/leftovers.ts







const encryptStatusSection = {
    name: 'encrypt-status',
    command: ['cilium-dbg', 'encrypt', 'status', '-o', 'json'],
    keep: wholeJson
};
const linksSection = { name: 'links', command: ['ip', '-j', 'link'], keep: wholeListing };
/** What is read in an agent to find what an earlier mode left in the kernel. */
const leftoverSections = [
    linksSection,
    xfrmStateSection,
    xfrmPolicySection,
    encryptStatusSection
];
/**
 * The one policy that breaks another mode, as arguments of `ip xfrm policy delete`. With it cilium_wg0's own packets, which
 * carry the same mark, are dropped: IPsec -> none -> WireGuard loses all pod traffic between nodes on 1.20.2.
 */
const blockPolicySelector = [
    ...['src', '0.0.0.0/0', 'dst', '0.0.0.0/0', 'dir', 'out'],
    ...['mark', '0xe00', 'mask', '0xf00']
];
/** The policy in words, for messages that say where it is. */
const blockPolicyText = 'the XFRM policy "dir out action block priority 100 mark 0xe00/0xf00" of an earlier IPsec, which drops what WireGuard sends';
const statusSchema = schemas/* object */.Ikc({
    ipsec: schemas/* object */.Ikc({ 'keys-in-use': schemas/* int */.Whr().default(0) }).nullish(),
    wireguard: schemas/* object */.Ikc({ interfaces: schemas/* array */.YOg(schemas/* unknown */.L5J()).nullish() }).nullish()
});
const finders = [
    {
        of: 'ipsec',
        find: (place, where) => hasBlockPolicy(place, where)
            ? {
                kind: 'xfrm-block-policy',
                text: `${where} has ${blockPolicyText}`
            }
            : undefined
    },
    {
        of: 'ipsec',
        find: (place, where) => {
            const { length } = readXfrmState(place, where).filter(({ direction }) => direction !== undefined);
            return length === 0
                ? undefined
                : { kind: 'ipsec-states', text: `${where} has ${String(length)} XFRM states of Cilium` };
        }
    },
    {
        of: 'ipsec',
        find: (place, where) => {
            const keys = encryptStatus(place, where).ipsec?.['keys-in-use'] ?? 0;
            return keys === 0
                ? undefined
                : { kind: 'ipsec-keys', text: `${where} says that ${String(keys)} IPsec keys are in use` };
        }
    },
    {
        of: 'wireguard',
        find: (place, where) => readLinks(place, where).includes(wireguardLink)
            ? { kind: 'wireguard-link', text: `${where} still has ${wireguardLink}` }
            : undefined
    },
    {
        of: 'wireguard',
        find: (place, where) => (encryptStatus(place, where).wireguard?.interfaces?.length ?? 0) > 0
            ? { kind: 'wireguard-status', text: `${where} says that WireGuard is set up` }
            : undefined
    }
];
/** What was found of other modes than `mode` on a node, and what could not be looked at: that is never taken for clean. */
function findLeftovers(place, mode, where) {
    const found = [];
    const unread = new Set();
    for (const { of, find } of finders) {
        if (of === mode)
            continue;
        const { verdict, reason } = findingOf(() => {
            const leftover = find(place, where);
            if (leftover !== undefined)
                found.push(leftover);
            return { verdict: 'plaintext', reason: '' };
        });
        if (verdict === 'unproven')
            unread.add(reason);
    }
    return { found, unread: [...unread] };
}
const linksSchema = schemas/* array */.YOg(schemas/* object */.Ikc({ ifname: schemas/* string */.YjP() }));
/** Names of the links of a node. @throws NoProof unless it is a whole listing, which always has `lo`. */
function readLinks(place, where) {
    const links = parseJson(textOf(place, linksSection, where), linksSchema, `the listing of links of ${where}`);
    const names = links.map(({ ifname }) => ifname);
    if (!names.includes('lo'))
        throw new NoProof(`the listing of links of ${where} has no lo`);
    return names;
}
/** While an agent starts, its status has kernel state under a blank mode: then it is not asked yet. */
function encryptStatus(place, where) {
    const text = textOf(place, encryptStatusSection, where);
    const status = parseJson(text, statusSchema.extend({ mode: schemas/* string */.YjP().default('') }), `encrypt status of ${where}`);
    if (status.mode === '')
        throw new NoProof(`the agent of ${where} does not know its mode yet`);
    return status;
}

// EXTERNAL MODULE: ./src/proof/matrix.ts
var matrix = __webpack_require__(84449);
;// CONCATENATED MODULE: ./src/proof/observe.ts









const observe_sent = { client: 'sent', server: 'received' };
/**
 * Judges a transfer from client to server by the counters of WireGuard or IPsec on its way: what the client's node sent
 * and the server's received. Its pods may be host-network ones or on one node, so the payload is what it is compared with.
 */
function observeTransfer(mode, before, after, receivedBytes, path, background) {
    return observed(() => {
        checkPlaces(before, after);
        checkNodes([before, after], path);
        const sources = mode === 'none' ? packetSources : [mode === 'wireguard' ? wireguardSource : ipsecSource];
        return sources
            .map(source => seenBy(source, before, after, receivedBytes, path, background))
            .reduce((worst, next) => (worst.seen === 'plaintext' ? next : worst));
    });
}
function seenBy(source, before, after, receivedBytes, path, background) {
    if (receivedBytes <= 0)
        throw new NoProof('the transfer moved nothing');
    const seconds = after.seconds - before.seconds;
    const shares = contract/* sides */.r.map(side => {
        const { path: counter } = gain(source, { before, after }, side, observe_sent[side], path);
        const idle = background && backgroundOf(source, background, seconds, side, observe_sent[side], path);
        return payloadOf(withoutBackground(counter, idle), source, path) / receivedBytes;
    });
    const reason = `${source.name} counted ${shares.map(percent).join(' | ')} of ${String(receivedBytes)} bytes (client's | server's node)`;
    if (shares.every(share => share < CONTROL_SHARE))
        return { seen: 'plaintext', reason };
    return { seen: shares.every(share => share >= COVERAGE_NEEDED) ? 'encrypted' : 'unproven', reason };
}
/**
 * What a counter has besides the headers of each packet, so that neither a leak nor other small packets hide behind them. Those
 * of an encapsulation are left in, because not every row's packets have them.
 */
function payloadOf({ packets, bytes }, source, path) {
    const headers = TCP_HEADER_BYTES + source.overheadBytes({ ...path, encapsulated: false });
    return Math.max(0, bytes - headers * packets);
}
/**
 * Judges a row of ztunnel's table by what both ztunnels counted (client's node | server's node): enrolled to enrolled
 * mutual_tls | mutual_tls, enrolled to other unknown | nothing, other to enrolled nothing | unknown, others nothing. A
 * transfer that an enrolled end did not report at all is `unproven`, not plaintext.
 */
function observeZtunnelRow(before, after, receivedBytes, row) {
    return observed(() => {
        if (receivedBytes <= 0)
            throw new NoProof('the transfer moved nothing');
        checkPlaces(before, after);
        const seen = contract/* sides */.r.map(side => policyOf(grownSeries(before, after, side), side, row.namespaces[side], receivedBytes));
        const reason = `ztunnels counted ${seen.join(' | ')} (client's | server's node)`;
        const clear = [row.source, row.destination].map((end) => (end === 'other' ? 'nothing' : 'unknown'));
        if (seen.every(policy => policy === 'mutual_tls'))
            return { seen: 'encrypted', reason };
        if (seen.every((policy, index) => policy === clear[index]))
            return { seen: 'plaintext', reason };
        return { seen: 'unproven', reason };
    });
}
function policyOf(series, side, namespace, receivedBytes) {
    const [reporter, end] = side === 'client' ? ['source', 'source'] : ['destination', 'destination'];
    const ours = series.filter(({ name, labels }) => name === 'istio_tcp_received_bytes_total' &&
        labels.get('reporter') === reporter &&
        labels.get(`${end}_workload_namespace`) === namespace);
    const bytes = (mutual) => ours.filter(one => isMutualTls(one) === mutual).reduce((total, { gained }) => total + gained, 0);
    const encrypted = bytes(true);
    const clear = bytes(false);
    if (encrypted + clear < CONTROL_SHARE * receivedBytes)
        return 'nothing';
    if (encrypted >= COVERAGE_NEEDED * receivedBytes && clear === 0)
        return 'mutual_tls';
    if (clear >= COVERAGE_NEEDED * receivedBytes && encrypted === 0)
        return 'unknown';
    return 'mixed';
}
function observed(body) {
    let result = { seen: 'unproven', reason: '' };
    const { verdict, reason } = findingOf(() => {
        result = body();
        return { verdict: 'plaintext', reason: '' };
    });
    return verdict === 'unproven' ? { seen: 'unproven', reason } : result;
}

;// CONCATENATED MODULE: ./src/proof/xfrm-stat.ts



/** XFRM's error counters. They never go back to zero while the node runs, so only their growth counts. */
const xfrmStatSection = {
    name: 'xfrm-stat',
    command: ['cat', '/proc/net/xfrm_stat'],
    keep: someText
};
/** Errors that make a sample invalid when they grow, with the direction of the packets that they lose (rules 8). */
const decisiveErrors = {
    XfrmOutPolBlock: 'sent',
    XfrmInStateProtoError: 'received',
    XfrmInNoStates: 'received',
    XfrmOutNoStates: 'sent'
};
/** The error counters by name. @throws NoProof when they were not read. */
function readXfrmStat(place, where) {
    const text = textOf(place, xfrmStatSection, where);
    const counters = new Map([...text.matchAll(/^(Xfrm\w+)\s+(\d+)\s*$/gm)].map(([, name = '', value]) => [name, Number(value)]));
    const missing = Object.keys(decisiveErrors).find(name => !counters.has(name));
    if (missing !== undefined)
        throw new NoProof(`the XFRM errors of ${where} lack ${missing}`);
    return counters;
}

;// CONCATENATED MODULE: ./src/proof/ipsec.ts








/** IPsec: the security associations between the two nodes must have carried what the pods moved, without failures. */
const ipsec = {
    mode: 'ipsec',
    sections: { host: [xfrmStatSection], agent: ipsecSource.sections.agent },
    needsZtunnel: false,
    judge: (before, after, sample, path, background) => prove('ipsec', draft => {
        checkPath(path);
        checkPlaces(before, after);
        checkNodes([before, after], path);
        const traffic = podTraffic(before, after, draft.notes);
        // Before the traffic is asked for: with unequal keys there is none, and these say why.
        for (const side of contract/* sides */.r)
            findErrors(before, after, side, path, traffic, draft);
        checkToolTraffic(traffic, sample);
        return judgeCoverage(ipsecSource, { before, after }, background, sample, path, traffic, draft);
    })
};
/**
 * Growth of errors. Only growth counts: a healthy switch leaves XfrmInNoStates behind for good, as one agent is seconds
 * ahead of the other.
 */
function findErrors(before, after, side, path, traffic, draft) {
    const where = `the ${side}'s node`;
    const failed = growth(failures(before, side, path), failures(after, side, path), `failed packets of ${where}`);
    if (failed > XFRM_ERROR_SHARE * traffic[side].received.packets)
        draft.faults.push(`${String(failed)} packets failed authentication on ${where}: do both nodes have the same key?`);
    else if (failed > 0)
        draft.notes.push(`${String(failed)} packets failed authentication on ${where}.`);
    const first = readXfrmStat(before.hosts[side], where);
    for (const [name, last] of readXfrmStat(after.hosts[side], where)) {
        const grown = growth(first.get(name) ?? 0, last, `${name} of ${where}`);
        if (grown === 0)
            continue;
        const text = `${name} grew by ${String(grown)} on ${where}`;
        const direction = decisiveErrors[name];
        if (direction !== undefined && grown > XFRM_ERROR_SHARE * traffic[side][direction].packets)
            draft.faults.push(text);
        else
            draft.notes.push(`${text}.`);
    }
}
function failures(nodes, side, path) {
    return statesOfPath(nodes, side, path).reduce((total, { failed }) => total + failed, 0);
}
function growth(before, after, what) {
    if (after < before)
        throw new NoProof(`${what} went back: it was reset in between`);
    return after - before;
}

;// CONCATENATED MODULE: ./src/proof/wireguard-peers.ts











/**
 * Counters by peer, which neither status nor `encrypt status` tells on 1.20 and the official image has no `wg` for. The
 * call takes seconds, hence once per block; of its megabytes only the part on encryption is kept.
 */
const peersSection = {
    name: 'wireguard-peers',
    command: ['cilium-dbg', 'debuginfo', '--output', 'json'],
    keep: memberOf('encryption')
};
const wireguard_peers_count = schemas/* int */.Whr().nonnegative().default(0);
const peerSchema = schemas/* object */.Ikc({
    endpoint: schemas/* string */.YjP().default(''),
    'public-key': schemas/* string */.YjP().optional(),
    'last-handshake-time': schemas/* string */.YjP().optional(),
    'transfer-rx': wireguard_peers_count,
    'transfer-tx': wireguard_peers_count
});
const peersSchema = schemas/* object */.Ikc({
    encryption: schemas/* object */.Ikc({
        wireguard: schemas/* object */.Ikc({ interfaces: schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP(), peers: schemas/* array */.YOg(peerSchema).nullish() })) })
            .optional()
    })
});
/**
 * Judges a block: cilium_wg0's counters stand for the measured path only when the measured peer, which has shaken hands, made
 * up nearly all of what they gained in each direction that decides a sample, on both nodes. What other peers already had at
 * the same rate before the block does not count against it, because the samples' background takes it away.
 */
function judgePeers(start, end, path, tests, background) {
    try {
        checkNodes([start, end], path);
        const notes = contract/* sides */.r.flatMap(side => {
            checkSame(start.agents[side], end.agents[side], `the Cilium agent of the ${side}'s node`);
            if (!measuredPeer(end, side, path).handshake)
                throw new NoProof(`the measured peer of the ${side}'s node has never shaken hands`);
            return directions
                .filter(direction => tests.some(test => roleOf(test, side, direction) !== 'control'))
                .map(direction => judgeDirection(start, end, path, side, direction, background));
        });
        return { verdict: 'proven', reason: 'The measured peers carried the traffic of cilium_wg0.', notes };
    }
    catch (error) {
        if (error instanceof NoProof)
            return { verdict: 'unproven', reason: error.message, notes: [] };
        throw error;
    }
}
function judgeDirection(start, end, path, side, direction, background) {
    const { peer, others } = split(start, end, path, side, direction);
    const what = `${wireguardLink} of the ${side}'s node ${direction}`;
    if (peer === 0)
        throw new NoProof(`the measured peer has nothing of what ${what} in the whole block`);
    const share = (unexplained) => peer / (peer + unexplained);
    if (share(others) >= PEER_SHARE)
        return `The measured peer makes up ${percent(share(others))} of what ${what}.`;
    const before = background && split(background.before, start, path, side, direction).others;
    const rate = background && before ? before / (start.seconds - background.before.seconds) : 0;
    const left = share(Math.max(0, others - rate * (end.seconds - start.seconds)));
    const told = `the measured peer makes up ${percent(left)} of what ${what}, without what other peers had before`;
    if (left >= PEER_SHARE)
        return `${told}.`;
    throw new NoProof(`${told}; ${percent(PEER_SHARE)} are needed: use two nodes that nothing else runs on`);
}
/** Bytes that the link gained by the measured peer and by all others. */
function split(first, last, path, side, direction) {
    const peer = measuredPeer(last, side, path)[direction] - measuredPeer(first, side, path)[direction];
    if (peer < 0)
        throw new NoProof(`the measured peer's counters of the ${side}'s node went back`);
    const link = gain(wireguardSource, { before: first, after: last }, side, direction, path).all.bytes;
    return { peer, others: Math.max(0, link - peer) };
}
/** Public keys of an agent's peers; `undefined` when it cannot be told. */
function readPeerKeys(agent) {
    try {
        return peersOf(agent, 'the node').flatMap(({ 'public-key': key }) => (key === undefined ? [] : [key]));
    }
    catch (error) {
        if (error instanceof NoProof)
            return undefined;
        throw error;
    }
}
function measuredPeer(reading, side, path) {
    const where = `the ${side}'s node`;
    const other = path.nodeIps[side === 'client' ? 'server' : 'client'];
    const peers = peersOf(reading.agents[side], where);
    const peer = peers.find(({ endpoint }) => endpoint.replace(/:\d+$/, '').replace(/^\[|\]$/g, '') === other);
    if (peer === undefined)
        throw new NoProof(`${wireguardLink} of ${where} has no peer ${other}`);
    return {
        handshake: isTime(peer['last-handshake-time']),
        received: peer['transfer-rx'],
        sent: peer['transfer-tx']
    };
}
function peersOf(agent, where) {
    const { encryption } = parseJson(textOf(agent, peersSection, where), peersSchema, `debuginfo of ${where}`);
    const { wireguard } = encryption;
    const link = wireguard?.interfaces.find(({ name }) => name === wireguardLink);
    if (link === undefined)
        throw new NoProof(`the agent of ${where} has no ${wireguardLink}`);
    return link.peers ?? [];
}
/** Never is written as Go's zero time or as the epoch. */
function isTime(text) {
    return text !== undefined && Date.parse(text) > 0;
}

;// CONCATENATED MODULE: ./src/proof/wireguard.ts







/** WireGuard: cilium_wg0 must have carried what the pods moved. */
const wireguard = {
    mode: 'wireguard',
    sections: wireguardSource.sections,
    needsZtunnel: false,
    block: { sections: [peersSection], judge: judgePeers },
    judge: (before, after, sample, path, background) => prove('wireguard', draft => {
        checkPath(path);
        checkPlaces(before, after);
        checkNodes([before, after], path);
        const traffic = podTraffic(before, after, draft.notes);
        checkToolTraffic(traffic, sample);
        const drops = bySide(side => {
            const [first = 0, last = 0] = [before, after].map(({ hosts }) => readInterfaces(hosts[side], `the ${side}'s node`).get(wireguardLink)?.sendDrops);
            return last - first;
        });
        for (const [side, count] of Object.entries(drops))
            if (count > 0)
                draft.notes.push(`${wireguardLink} of the ${side}'s node dropped ${String(count)} packets.`);
        return judgeCoverage(wireguardSource, { before, after }, background, sample, path, traffic, draft);
    })
};

;// CONCATENATED MODULE: ./src/proof/sample.ts





/** How each mode is proved. */
const proofs = { none: none, wireguard: wireguard, ipsec: ipsec, ztunnel: ztunnel };
/** Judges a sample by the mode that its scenario says. Its block is judged later and can still make it invalid. */
function judgeSample(encryption, before, after, sample, path, background, sightings) {
    const counted = proofs[encryption].judge(before, after, sample, path, background);
    const proof = sightings === undefined ? counted : decideByWitness(counted, sightings);
    const reason = reasonAgainst(proof);
    return reason === undefined ? { proof } : { proof, reason };
}
/**
 * Why a proof does not carry a sample of its own mode. `proof-mismatch` is known to be wrong: the opposite was proved, or
 * the mode failed on packets of the sample; `unproven` is what nobody knows.
 */
function reasonAgainst({ verdict, reason, mode, faults }) {
    const wanted = mode === 'none' ? 'plaintext' : 'encrypted';
    const errors = faults.join('; ');
    if (verdict === 'unproven')
        return {
            kind: faults.length > 0 ? 'proof-mismatch' : 'unproven',
            message: [errors, reason].filter(Boolean).join('; ')
        };
    if (verdict !== wanted)
        return {
            kind: 'proof-mismatch',
            message: [`the scenario is ${mode}, the traffic was ${verdict}: ${reason}`, errors].filter(Boolean).join('; ')
        };
    return faults.length > 0 ? { kind: 'proof-mismatch', message: errors } : undefined;
}
/** Why a block's proof does not carry its samples. */
function reasonAgainstBlock({ verdict, reason }) {
    return verdict === 'proven' ? undefined : { kind: 'unproven', message: reason };
}

;// CONCATENATED MODULE: ./src/proof/service-leak.ts



const service_leak_statusSchema = schemas/* object */.Ikc({
    'kube-proxy-replacement': schemas/* object */.Ikc({
        features: schemas/* object */.Ikc({
            socketLB: schemas/* object */.Ikc({ enabled: schemas/* boolean */.zMY().optional() }).nullish(),
            bpfSocketLBHostnsOnly: schemas/* boolean */.zMY().optional()
        })
            .nullish()
    })
        .nullish()
});
/**
 * Judges an agent's `cilium-dbg status -o json`. ztunnel knows no Services: a ClusterIP is encrypted only where the socket
 * load balancer has put the pod's IP in its place within the pod. Values do not tell, for the chart turns that off by other
 * ones too (gatewayAPI.enabled, kubeProxyReplacement=false).
 */
function judgeServiceLeak(status) {
    try {
        const features = parseJson(status, service_leak_statusSchema, "the agent's status")['kube-proxy-replacement']?.features;
        if (features?.socketLB?.enabled !== true)
            return { leaks: true, reason: 'the socket load balancer is off: Services are reached in the clear' };
        if (features.bpfSocketLBHostnsOnly === true)
            return {
                leaks: true,
                reason: 'the socket load balancer works on the host only: pods reach Services in the clear'
            };
        return { leaks: false, reason: 'the socket load balancer puts the pod IP in place of a Service within the pod' };
    }
    catch (error) {
        if (error instanceof NoProof)
            return { leaks: 'unknown', reason: error.message };
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/proof/index.ts


















/***/ }),

/***/ 63796:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  a0: () => (/* binding */ readJournal),
  PF: () => (/* binding */ restore),
  bK: () => (/* binding */ writeFromJournal)
});

// EXTERNAL MODULE: ./src/cilium/helm.ts + 1 modules
var cilium_helm = __webpack_require__(5607);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(83916);
// EXTERNAL MODULE: ./src/host/try-again.ts
var try_again = __webpack_require__(96926);
// EXTERNAL MODULE: ./src/cilium/leftovers.ts
var leftovers = __webpack_require__(62609);
// EXTERNAL MODULE: ./src/cilium/mend.ts
var mend = __webpack_require__(21157);
// EXTERNAL MODULE: ./src/cilium/rollout.ts + 3 modules
var rollout = __webpack_require__(76399);
;// CONCATENATED MODULE: ./src/cilium/put-back.ts





const pollSeconds = 1;
/** What helm needs in addition to its own wait. */
const helmOwnSeconds = 10;
/**
 * Puts back the Cilium that was installed, or removes what was not there before, and waits until every agent is ready. What the
 * run's IPsec left in the kernel goes too: it would cut off all pods of a cluster with WireGuard. False when nothing had changed.
 * A change of somebody else is waited for.
 * Helm itself does not wait for the rollback: killed while it waits, it would leave the release pending.
 */
async function putCiliumBack(host, kubernetes, helm, runId, { namespace, revision }, blockedBefore, limit) {
    const { clock, outputs } = host;
    const now = await (0,try_again/* tryAgain */.Q)(host, limit, async () => {
        const release = await helm.release();
        if (release !== undefined)
            await (0,mend/* refuseOthersChange */.QC)(helm, release, block => block.startsWith(`${runId}-`));
        return release;
    });
    if ((now?.revision ?? 0) === revision)
        return false;
    // Agents that are broken cannot be asked, and that must not keep the good ones away. After an uninstallation there are none.
    await (0,leftovers/* unblockNodes */.kB)(kubernetes, namespace, blockedBefore, true, outputs.info).catch((error) => {
        if (error instanceof errors/* CancelledError */.cc)
            throw error;
        outputs.warning((0,errors/* errorMessage */.gJ)(error));
    });
    if (revision === 0) {
        await (0,try_again/* tryAgain */.Q)(host, limit, async () => {
            if ((await helm.release()) !== undefined)
                await helm.uninstall(limit.left() - helmOwnSeconds);
        });
        return true;
    }
    await (0,try_again/* tryAgain */.Q)(host, limit, () => helm.rollback(revision));
    await untilRolledOut(kubernetes, clock, namespace, limit);
    // An agent of the run's IPsec can have written its policy again until it was replaced.
    await (0,leftovers/* unblockNodes */.kB)(kubernetes, namespace, blockedBefore, false, outputs.info);
    return true;
}
async function untilRolledOut(kubernetes, clock, namespace, limit) {
    for (;;) {
        const unfinished = await (0,rollout/* unfinishedRollout */.hA)(kubernetes, namespace);
        if (unfinished === undefined)
            return;
        if (limit.isOver()) {
            throw new errors/* ClusterError */.b$(`rolled back, but not ready within ${limit.seconds.toFixed(0)} s: ${unfinished}`);
        }
        await clock.sleep(pollSeconds);
    }
}

// EXTERNAL MODULE: ./src/cluster/aks/undo.ts
var aks_undo = __webpack_require__(79884);
// EXTERNAL MODULE: ./src/cluster/kind.ts + 2 modules
var kind = __webpack_require__(58895);
// EXTERNAL MODULE: ./src/cluster/turn.ts
var cluster_turn = __webpack_require__(21863);
// EXTERNAL MODULE: ./src/host/limit.ts
var limit = __webpack_require__(81177);
// EXTERNAL MODULE: ./src/kubernetes/patience.ts
var patience = __webpack_require__(98001);
// EXTERNAL MODULE: ./src/kubernetes/pull-secret.ts
var pull_secret = __webpack_require__(21406);
// EXTERNAL MODULE: ./src/results/files.ts + 6 modules
var files = __webpack_require__(24928);
// EXTERNAL MODULE: ./src/results/journal.ts
var journal = __webpack_require__(95129);
// EXTERNAL MODULE: ./src/results/recorder.ts
var recorder = __webpack_require__(15042);
;// CONCATENATED MODULE: ./src/restore/parts.ts


/**
 * Undoes one thing within its limit and the time that is left; gives what is left of it, with its cure. What was given up
 * goes on in the background: there is no way to call a request back.
 */
async function attempt({ what, cure, limitSeconds, undo }, timeLeft, { clock, outputs }) {
    const wanted = limitSeconds * clock.timeScale;
    const seconds = Math.min(wanted, timeLeft());
    if (seconds <= 0)
        return `${what}: there was no time left to try; by hand: ${cure}`;
    try {
        await within(seconds, undo((0,limit/* startExactLimit */.Hr)(clock, seconds - 1)));
        outputs.info(`${what}: done`);
        return undefined;
    }
    catch (error) {
        const cut = seconds < wanted ? ` (${seconds.toFixed(0)} s were left for it, not ${wanted.toFixed(0)} s)` : '';
        return `${what} failed: ${(0,errors/* errorMessage */.gJ)(error)}${cut}; by hand: ${cure}`;
    }
}
function within(seconds, work) {
    return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
            reject(new Error(`it did not end within ${seconds.toFixed(0)} s`));
        }, seconds * 1000);
        work.then(resolve, reject).finally(() => {
            clearTimeout(timer);
        });
    });
}

// EXTERNAL MODULE: ./src/restore/state.ts
var state = __webpack_require__(83471);
// EXTERNAL MODULE: ./src/kubernetes/pod-state.ts
var pod_state = __webpack_require__(18595);
// EXTERNAL MODULE: ./src/kubernetes/port.ts
var port = __webpack_require__(66497);
// EXTERNAL MODULE: ./src/kubernetes/reach.ts
var reach = __webpack_require__(35999);
// EXTERNAL MODULE: ./src/kubernetes/test-pods.ts
var test_pods = __webpack_require__(77483);
;// CONCATENATED MODULE: ./src/restore/traffic.ts






const traffic_pollSeconds = 1;
/**
 * Makes two test pods in a namespace of their own and waits until each reaches the other, which they do not where a node drops what
 * its agent believes to be sent. Rejects with the tool's words when they do not within the limit.
 */
async function seeTraffic(host, kubernetes, namespace, pods, pullSecret, limit) {
    const { clock } = host;
    await kubernetes.ensureNamespace(namespace, { 'app.kubernetes.io/managed-by': 'cilium-perf-gate' });
    const accounts = pods.map(({ spec }) => spec?.serviceAccountName ?? '');
    await (0,pull_secret/* createAccounts */.r)(kubernetes, namespace, accounts, pullSecret);
    const ends = await Promise.all(pods.map(async (pod) => {
        const name = pod.metadata?.name ?? '';
        await (0,try_again/* tryAgain */.Q)(host, limit, async () => {
            if ((await kubernetes.pod(namespace, name)) === undefined)
                await kubernetes.createPod(namespace, pod);
        });
        const running = await (0,test_pods/* waitForRunning */.Gh)(kubernetes, clock, namespace, name, limit);
        const target = { namespace, pod: name, container: test_pods/* testContainer */.Ib, image: 'test' };
        return { target, address: (0,pod_state/* ipv4Of */.dx)(running, 'pod'), node: running.spec?.nodeName ?? '' };
    }));
    for (;;) {
        const failures = [];
        for (const from of ends) {
            for (const to of ends.filter(other => other !== from)) {
                const why = await (0,reach/* whyUnreached */.Y)(kubernetes, clock, from.target, to.address).catch((error) => {
                    if (error instanceof port/* ExecError */.c)
                        return error.message;
                    throw error;
                });
                if (why !== undefined)
                    failures.push(`a pod on ${from.node} does not reach one on ${to.node} (${why})`);
            }
        }
        if (failures.length === 0)
            return;
        if (limit.isOver())
            throw new Error(failures.join('; '));
        await clock.sleep(traffic_pollSeconds);
    }
}

;// CONCATENATED MODULE: ./src/restore/restore.ts















/** A namespace is gone within seconds; a busy cluster was seen to take more than a minute. */
const namespaceLimitSeconds = 120;
/** A Lease whose holder died runs out within a minute; a run that lives keeps its turn for longer than a post step has. */
const turnLimitSeconds = 65;
/** Test pods run within seconds, for their image is there; the path between them may take as long again. */
const trafficLimitSeconds = 90;
const kindLimitSeconds = 150;
/** Calls of az take a second or a few, and Azure shows what it has accepted within half a minute. */
const azureLimitSeconds = 60;
/** A little more than confirmDeletion looks. */
const confirmLimitSeconds = 110;
/** For what takes a request or a few. */
const shortLimitSeconds = 20;
/**
 * Ends a run, whether it came to its end or not: writes its results and undoes what it made (a kind cluster, an AKS cluster,
 * or its namespaces, Secrets and changes of Cilium on one that stays). Tries every part even if another fails, each within its
 * limit and the time that is left; gives what is left, each with its cure.
 */
async function restore(machine, connect, undo, timeLeft = () => Infinity, followedBy = 'nothing') {
    const host = (0,limit/* withTimeScale */._Z)(machine, undo.timeScale);
    const left = [];
    const part = async (what, cure, limitSeconds, action) => {
        const failure = await attempt({ what, cure, limitSeconds, undo: action }, timeLeft, host);
        if (failure !== undefined)
            left.push(failure);
        return failure === undefined;
    };
    const open = async (limit) => (0,patience/* repeatRequests */.q)(await connect(undo.kubeconfig, undo.context, host.clock.timeScale), host, () => limit);
    const deleteNamespace = (namespace) => part(`delete namespace ${namespace}`, `kubectl delete namespace ${namespace}`, namespaceLimitSeconds, async (limit) => {
        await removeNamespace(host, await open(limit), namespace, limit);
    });
    const { aks } = undo;
    let deletion;
    if (aks !== undefined) {
        // Before all else: it is billed, and nothing else needs what it takes away.
        const what = `request the deletion of resource group ${aks.resourceGroup}`;
        await part(what, (0,aks_undo/* deletionCommand */.Ub)(aks), azureLimitSeconds, async () => {
            deletion = await (0,aks_undo/* deleteAks */.fy)(host, aks, undo.runId);
        });
    }
    await part(`write the results in ${undo.output}`, 'cilium-perf-gate restore', shortLimitSeconds, () => writeFromJournal(host, undo.output));
    if (undo.kindCluster !== undefined) {
        const name = undo.kindCluster;
        await part(`delete kind cluster ${name}`, `kind delete cluster --name ${name}`, kindLimitSeconds, () => (0,kind/* deleteKindCluster */.mH)(host, name));
    }
    else if (aks === undefined) {
        let turn;
        const { before } = undo;
        const trafficNamespace = `${undo.runId}-restored`;
        const namespaces = [...undo.namespaces, ...(before === undefined ? [] : [trafficNamespace])];
        // Pods before Cilium: those that are enrolled would be cut off for good when ztunnel goes.
        const [mayChange] = await Promise.all([
            undo.turn === undefined ||
                part('take the turn on the cluster', 'wait until the other run has ended, then: cilium-perf-gate restore', turnLimitSeconds, async (limit) => {
                    turn = await (0,cluster_turn/* takeTurn */.Vm)(host, await open(limit), { id: undo.runId, place: undo.turn ?? '' }, limit);
                }),
            ...namespaces.map(deleteNamespace)
        ]);
        const { release, context } = undo;
        if (release !== undefined && context !== undefined) {
            const what = `put Cilium back to revision ${String(release.revision)}`;
            const cure = release.revision > 0
                ? `helm rollback ${release.name} ${String(release.revision)} --namespace ${release.namespace}`
                : `helm uninstall ${release.name} --namespace ${release.namespace}`;
            if (mayChange) {
                const { name, namespace } = release;
                const target = { kubeconfig: undo.kubeconfig, context, namespace, release: name };
                const outcome = { changed: false };
                const isBack = await part(what, cure, release.rolloutSeconds, async (limit) => {
                    const helm = (0,cilium_helm/* createHelm */.xs)(host.processes, target);
                    outcome.changed = await putCiliumBack(host, await open(limit), helm, undo.runId, release, before?.blockedNodes ?? [], limit);
                });
                if (isBack && outcome.changed && release.revision > 0 && before !== undefined) {
                    const look = `kubectl exec --namespace ${namespace} daemonset/cilium -- cilium-dbg monitor --type drop`;
                    await part('see that pods of two nodes reach each other', look, trafficLimitSeconds, async (limit) => {
                        const kubernetes = await open(limit);
                        const secret = await (0,pull_secret/* readPullSecret */.s)(kubernetes, before.pullSecret);
                        await seeTraffic(host, kubernetes, trafficNamespace, before.pods, secret, limit);
                    });
                    await deleteNamespace(trafficNamespace);
                }
            }
            else {
                left.push(`${what}: not done while another run has the cluster; by hand, when it has ended: ${cure}`);
            }
        }
        for (const [namespace, name] of undo.secrets) {
            const what = `delete secret ${namespace}/${name}`;
            const cure = `kubectl delete secret --namespace ${namespace} ${name}`;
            if (mayChange) {
                await part(what, cure, shortLimitSeconds, async (limit) => {
                    await (await open(limit)).deleteSecret(namespace, name);
                });
            }
            else {
                left.push(`${what}: not done while another run has the cluster; by hand, when it has ended: ${cure}`);
            }
        }
        if (turn !== undefined) {
            turn.stop();
            await part('give the cluster to the next run', `kubectl delete namespace ${cluster_turn/* turnNamespace */.Tr}`, shortLimitSeconds, async (limit) => {
                const kubernetes = await open(limit);
                const uid = await (0,try_again/* tryAgain */.Q)(host, limit, () => (0,cluster_turn/* endTurn */.xw)(host, kubernetes, undo.runId));
                if (uid !== undefined)
                    await untilGone(host, kubernetes, cluster_turn/* turnNamespace */.Tr, uid, limit);
            });
        }
    }
    const { aksTransit } = undo;
    if (aksTransit !== undefined) {
        const what = `put the transit encryption of ${aksTransit.name} back to ${aksTransit.encryption}`;
        await part(what, (0,aks_undo/* transitCommand */.fl)(aksTransit), azureLimitSeconds, () => (0,aks_undo/* putTransitBack */.Kh)(host, aksTransit));
    }
    if (aks !== undefined && deletion !== undefined && followedBy === 'this-step') {
        const what = `see resource group ${aks.resourceGroup} go`;
        await part(what, (0,aks_undo/* deletionCommand */.Ub)(aks), confirmLimitSeconds, () => (0,aks_undo/* confirmDeletion */.Zi)(host, aks));
    }
    if (left.length === 0) {
        await host.files.remove(undo.workFolder);
        if (deletion === 'accepted' && followedBy === 'post-step')
            await (0,state/* saveUndo */.r)(host.state, undo);
        else
            await host.state.forget(undo.runId);
    }
    return left;
}
/** Deletes a namespace and waits until it is gone. */
async function removeNamespace(host, kubernetes, namespace, limit) {
    const uid = (await kubernetes.namespace(namespace))?.uid;
    if (uid === undefined)
        return;
    await kubernetes.deleteNamespace(namespace);
    await untilGone(host, kubernetes, namespace, uid, limit);
}
/** Another namespace that took its name meanwhile is as good as none. */
async function untilGone({ clock }, kubernetes, namespace, uid, limit) {
    while ((await kubernetes.namespace(namespace))?.uid === uid) {
        if (limit.isOver())
            throw new Error(`it is still terminating after ${limit.seconds.toFixed(0)} s`);
        await clock.sleep(0.5);
    }
}
/** Writes run.json and the documents from what the journal holds; nothing when the run had not begun to write it. */
async function writeFromJournal(host, output) {
    if (!host.files.exists((0,recorder/* journalPath */.H)(output)))
        return;
    await (0,files.writeResults)(host.files, output, await readJournal(host, output));
}
/** The run that an output folder's journal tells of. */
async function readJournal(host, output) {
    return (0,journal/* buildRun */.y2)((0,journal/* parseJournal */.z8)(await host.files.read((0,recorder/* journalPath */.H)(output))));
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


/***/ }),

/***/ 95129:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ee: () => (/* binding */ journalLine),
/* harmony export */   y2: () => (/* binding */ buildRun),
/* harmony export */   z8: () => (/* binding */ parseJournal)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(13798);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(64377);
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17427);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(8301);
/* harmony import */ var _redact_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(69154);
/* harmony import */ var _write_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(35677);





/**
 * What happens in a run, one line of JSON each, appended as it happens: a run that is killed loses nothing that was
 * finished. run.json is always built from these lines, by the run itself or by the post step.
 */
const eventSchema = zod__WEBPACK_IMPORTED_MODULE_3__/* .discriminatedUnion */ .gMt('type', [
    zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
        type: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz('started'),
        run: _run_js__WEBPACK_IMPORTED_MODULE_0__/* .runSchema */ .Lx.pick({
            id: true,
            tool: true,
            startedAt: true,
            source: true,
            reference: true,
            asFound: true,
            plan: true
        })
    }),
    zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({ type: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz('cluster'), cluster: _run_js__WEBPACK_IMPORTED_MODULE_0__/* .runSchema */ .Lx.shape.cluster.unwrap(), seconds: zod__WEBPACK_IMPORTED_MODULE_3__/* .number */ .aig() }),
    zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({ type: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz('cilium'), cilium: _run_js__WEBPACK_IMPORTED_MODULE_0__/* .runSchema */ .Lx.shape.cilium.unwrap() }),
    zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({ type: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz('tools'), tools: _run_js__WEBPACK_IMPORTED_MODULE_0__/* .runSchema */ .Lx.shape.tools.unwrap() }),
    zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({ type: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz('scenario'), scenario: _run_js__WEBPACK_IMPORTED_MODULE_0__/* .scenarioResultSchema */ .$D }),
    zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({ type: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz('block'), block: _run_js__WEBPACK_IMPORTED_MODULE_0__/* .blockSchema */ .jn }),
    zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({ type: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz('sample'), sample: _run_js__WEBPACK_IMPORTED_MODULE_0__/* .sampleSchema */ .yO }),
    zod__WEBPACK_IMPORTED_MODULE_3__/* .strictObject */ .rej({
        type: zod__WEBPACK_IMPORTED_MODULE_3__/* .literal */ .euz('ended'),
        endedAt: zod__WEBPACK_IMPORTED_MODULE_4__/* .datetime */ .w$(),
        ..._run_js__WEBPACK_IMPORTED_MODULE_0__/* .runSchema */ .Lx.pick({ incompleteReason: true, stoppedByBudget: true }).shape
    })
]);
/** One event as its line, without secrets: the journal is uploaded, and all reports are made of it. */
function journalLine(event) {
    const clean = event.type === 'started' ? { ...event, run: (0,_write_js__WEBPACK_IMPORTED_MODULE_2__/* .redactRun */ .VS)(event.run) } : (0,_redact_js__WEBPACK_IMPORTED_MODULE_1__/* .redactValue */ .FI)(event);
    return `${JSON.stringify(eventSchema.parse(clean))}\n`;
}
/** Reads a journal; a last line cut short by a kill is left out, any other damage is an error. */
function parseJournal(text) {
    const lines = text.split('\n');
    const last = lines.pop();
    const events = lines.map((line, index) => {
        try {
            return eventSchema.parse(JSON.parse(line));
        }
        catch (error) {
            throw new Error(`journal, line ${String(index + 1)}`, { cause: error });
        }
    });
    if (last !== undefined && last !== '') {
        const whole = eventSchema.safeParse((0,_json_js__WEBPACK_IMPORTED_MODULE_5__/* .safeJson */ .o)(last));
        if (whole.success)
            events.push(whole.data);
    }
    return events;
}
/** The run that a journal tells of; without its end it is incomplete. Throws when it does not even tell of a start. */
function buildRun(events) {
    const started = only(events, 'started');
    if (started === undefined)
        throw new Error('the journal has no start, so there is no run to write');
    const ended = only(events, 'ended');
    const blocks = all(events, 'block').map(event => event.block);
    // A sample comes again when the proof of its block makes it invalid: the last word counts.
    const samples = [...new Map(all(events, 'sample').map(event => [event.sample.id, event.sample])).values()];
    const scenarios = new Map(all(events, 'scenario').map(event => [`${event.scenario.arm} ${event.scenario.name}`, event.scenario]));
    const cluster = only(events, 'cluster');
    const cilium = only(events, 'cilium');
    const tools = only(events, 'tools');
    const endedAt = ended?.endedAt ?? samples.at(-1)?.endedAt ?? blocks.at(-1)?.endedAt ?? started.run.startedAt;
    const incompleteReason = ended === undefined ? 'the run was killed before it could end' : ended.incompleteReason;
    const run = _run_js__WEBPACK_IMPORTED_MODULE_0__/* .runSchema */ .Lx.parse({
        schemaVersion: 1,
        ...started.run,
        complete: incompleteReason === undefined,
        ...(incompleteReason === undefined ? {} : { incompleteReason }),
        ...(ended?.stoppedByBudget === undefined ? {} : { stoppedByBudget: ended.stoppedByBudget }),
        endedAt,
        ...(cluster === undefined ? {} : { cluster: cluster.cluster }),
        ...(cilium === undefined ? {} : { cilium: cilium.cilium }),
        ...(tools === undefined ? {} : { tools: tools.tools }),
        scenarios: [...scenarios.values()],
        blocks,
        samples,
        timing: {
            totalSeconds: secondsBetween(started.run.startedAt, endedAt),
            clusterSeconds: cluster?.seconds ?? 0,
            switchSeconds: sum(blocks.map(block => block.switchSeconds)),
            settlingSeconds: sum(blocks.map(block => block.settling?.seconds ?? 0)),
            samplingSeconds: sum(samples.map(sample => secondsBetween(sample.startedAt, sample.endedAt)))
        }
    });
    return (0,_write_js__WEBPACK_IMPORTED_MODULE_2__/* .inOrder */ .al)(run);
}
function all(events, type) {
    return events.filter((event) => event.type === type);
}
function only(events, type) {
    return all(events, type).at(-1);
}
function secondsBetween(start, end) {
    return Math.max(0, (Date.parse(end) - Date.parse(start)) / 1000);
}
function sum(values) {
    return values.reduce((total, value) => total + value, 0);
}


/***/ }),

/***/ 15042:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ journalPath),
/* harmony export */   q: () => (/* binding */ startJournal)
/* harmony export */ });
/* harmony import */ var _journal_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(95129);

/** Path of the journal in an output folder. */
function journalPath(output) {
    return `${output}/journal.jsonl`;
}
/** Starts the journal of a new run; one of an earlier run in the same folder is replaced. */
async function startJournal(files, output) {
    const path = journalPath(output);
    await files.remove(path);
    return event => files.append(path, (0,_journal_js__WEBPACK_IMPORTED_MODULE_0__/* .journalLine */ .Ee)(event));
}


/***/ }),

/***/ 13901:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ isPassingFailure)
/* harmony export */ });
/**
 * Words of Go programs (helm, the agent, kubelet), of Node.js and of registries for a request that may succeed when it is made again:
 * time-outs, connections that were cut, servers that were busy or starting.
 */
const passing = [
    /context deadline exceeded|i\/o timeout|TLS handshake timeout|Client\.Timeout exceeded|client connection (?:lost|force closed)/,
    /connection refused|connection reset by peer|broken pipe|unexpected EOF|: EOF$|use of closed network connection/m,
    /no route to host|network is unreachable|server misbehaving|temporary failure in name resolution/i,
    /etcdserver: |leader changed|server is currently unable to handle|server was unable to return a response in the time/,
    /too ?many ?requests|internal server error|internal error occurred|bad gateway|service unavailable|gateway time-?out/i,
    /E(?:CONNREFUSED|CONNRESET|CONNABORTED|TIMEDOUT|PIPE|AI_AGAIN|HOSTUNREACH|NETUNREACH)|TimeoutError|UND_ERR_(?:CONNECT|SOCKET)/,
    /socket (?:hang up|disconnected)|other side closed|premature close/i,
    /another operation \(install\/upgrade\/rollback\) is in progress/
];
/** Whether a component's words are those of a failure that passes. */
function isPassingFailure(text) {
    return passing.some(words => words.test(text));
}


/***/ })

};
