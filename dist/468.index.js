export const id = 468;
export const ids = [468];
export const modules = {

/***/ 19741:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   DM: () => (/* binding */ inClusterContext),
/* harmony export */   Ku: () => (/* binding */ selectContext),
/* harmony export */   UU: () => (/* binding */ readKubeconfig)
/* harmony export */ });
/* unused harmony export inCluster */
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(73024);
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_fs__WEBPACK_IMPORTED_MODULE_0__);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(48161);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1___default = /*#__PURE__*/__webpack_require__.n(node_os__WEBPACK_IMPORTED_MODULE_1__);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(76760);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_2___default = /*#__PURE__*/__webpack_require__.n(node_path__WEBPACK_IMPORTED_MODULE_2__);
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(38815);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(13798);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(37428);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(83916);






/** Name of the context of a run that is itself in a pod of the cluster. */
const inClusterContext = 'in-cluster';
/** Where a pod has the token and the certificate of its service account. */
const serviceAccountFolder = '/var/run/secrets/kubernetes.io/serviceaccount';
const filePath = zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().optional();
const list = (entry) => zod__WEBPACK_IMPORTED_MODULE_4__/* .array */ .YOg(entry)
    .nullish()
    .transform(entries => entries ?? []);
const clusterSchema = zod__WEBPACK_IMPORTED_MODULE_4__/* .looseObject */ ._H3({
    server: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(),
    'certificate-authority': filePath,
    'proxy-url': zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().optional()
});
const userSchema = zod__WEBPACK_IMPORTED_MODULE_4__/* .looseObject */ ._H3({
    'client-certificate': filePath,
    'client-key': filePath,
    tokenFile: filePath,
    exec: zod__WEBPACK_IMPORTED_MODULE_4__/* .looseObject */ ._H3({ command: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP() }).nullish()
});
const contextSchema = zod__WEBPACK_IMPORTED_MODULE_4__/* .looseObject */ ._H3({ cluster: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(), user: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().optional() });
const schema = zod__WEBPACK_IMPORTED_MODULE_4__/* .looseObject */ ._H3({
    clusters: list(zod__WEBPACK_IMPORTED_MODULE_4__/* .looseObject */ ._H3({ name: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(), cluster: clusterSchema })),
    users: list(zod__WEBPACK_IMPORTED_MODULE_4__/* .looseObject */ ._H3({ name: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(), user: userSchema.nullish().transform(user => user ?? {}) })),
    contexts: list(zod__WEBPACK_IMPORTED_MODULE_4__/* .looseObject */ ._H3({ name: zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP(), context: contextSchema })),
    'current-context': zod__WEBPACK_IMPORTED_MODULE_4__/* .string */ .YjP().nullish()
});
/**
 * The kubeconfig that kubectl would use: the file of `path`; else the files of KUBECONFIG, of which those that are missing are
 * left out and the first of two entries of a name holds; else ~/.kube/config; else the service account of the pod that
 * the program runs in. Throws an InputError when there is none, or one cannot be read.
 */
function readKubeconfig(path, environment) {
    if (path !== undefined)
        return readFile(path);
    const listed = (environment['KUBECONFIG'] ?? '').split(node_path__WEBPACK_IMPORTED_MODULE_2__.delimiter).filter(file => file !== '');
    const candidates = listed.length > 0 ? listed : [(0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(environment['HOME'] ?? (0,node_os__WEBPACK_IMPORTED_MODULE_1__.homedir)(), '.kube', 'config')];
    const files = candidates.filter(file => (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(file));
    if (files.length > 0)
        return merge(files.map(readFile));
    const own = inCluster(environment);
    if (own !== undefined)
        return own;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .InputError */ .dz(`kubeconfig: missing; there is no ${candidates.join(' and no ')}, which ${listed.length > 0 ? 'KUBECONFIG names' : 'is the default'}; write the path of a kubeconfig`);
}
/** The kubeconfig of the service account of this pod, or `undefined` outside of a cluster. */
function inCluster(environment, folder = serviceAccountFolder) {
    const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = environment;
    const tokenFile = (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, 'token');
    if (host === undefined || port === undefined || !(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(tokenFile))
        return undefined;
    const name = inClusterContext;
    const server = `https://${host.includes(':') ? `[${host}]` : host}:${port}`;
    return {
        clusters: [{ name, cluster: { server, 'certificate-authority': (0,node_path__WEBPACK_IMPORTED_MODULE_2__.join)(folder, 'ca.crt') } }],
        users: [{ name, user: { tokenFile } }],
        contexts: [{ name, context: { cluster: name, user: name } }],
        'current-context': name
    };
}
/**
 * The kubeconfig with one context, its cluster and its user, current. Throws an InputError that lists the contexts when the
 * one that is asked for, or the current one, is not there.
 */
function selectContext(config, wanted) {
    const has = `it has: ${config.contexts.map(({ name }) => name).join(', ') || 'none'}`;
    const name = wanted ?? config['current-context'] ?? '';
    if (name === '') {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .InputError */ .dz(`context: missing; the kubeconfig has no current context, so write one; ${has}`);
    }
    const found = config.contexts.find(context => context.name === name);
    if (found === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .InputError */ .dz(`context: the kubeconfig has no context "${name}"${wanted === undefined ? ', which it names as its current one' : ''}; ${has}`);
    }
    const { cluster: clusterName, user: userName = '' } = found.context;
    const cluster = config.clusters.find(each => each.name === clusterName);
    const user = userName === '' ? { name: 'none', user: {} } : config.users.find(each => each.name === userName);
    if (cluster === undefined || user === undefined) {
        const missing = cluster === undefined ? `cluster "${clusterName}"` : `user "${userName}"`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .InputError */ .dz(`context: "${name}" names the ${missing}, which the kubeconfig does not have`);
    }
    if (!URL.canParse(cluster.cluster.server)) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .InputError */ .dz(`context: the server of "${name}" is no address: "${cluster.cluster.server}"`);
    }
    return {
        clusters: [cluster],
        users: [user],
        contexts: [{ name, context: { ...found.context, user: user.name } }],
        'current-context': name
    };
}
function readFile(file) {
    let document;
    try {
        document = (0,yaml__WEBPACK_IMPORTED_MODULE_3__/* .parse */ .qg)((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(file, 'utf8'));
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .InputError */ .dz(`kubeconfig: cannot read ${file}: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .errorMessage */ .gJ)(error)}`);
    }
    // kubectl takes an empty file for an empty kubeconfig.
    const parsed = schema.safeParse(document ?? {});
    if (!parsed.success)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_5__/* .InputError */ .dz(`kubeconfig: ${file} is not one: ${zod__WEBPACK_IMPORTED_MODULE_6__/* .prettifyError */ .S1(parsed.error)}`);
    return withAbsolutePaths(parsed.data, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.dirname)((0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(file)));
}
/** Paths in a kubeconfig are relative to its folder. */
function withAbsolutePaths(config, folder) {
    const absolute = (body, keys) => Object.fromEntries(keys.flatMap(key => {
        const value = body[key];
        return typeof value === 'string' && value !== '' ? [[key, (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(folder, value)]] : [];
    }));
    return {
        ...config,
        clusters: config.clusters.map(({ name, cluster }) => ({
            name,
            cluster: { ...cluster, ...absolute(cluster, ['certificate-authority']) }
        })),
        users: config.users.map(({ name, user }) => ({
            name,
            user: {
                ...user,
                ...absolute(user, ['client-certificate', 'client-key', 'tokenFile']),
                ...(user.exec === undefined || user.exec === null
                    ? {}
                    : { exec: { ...user.exec, command: absoluteCommand(user.exec.command, folder) } })
            }
        }))
    };
}
/** A bare name is looked for on the PATH. */
function absoluteCommand(command, folder) {
    const isPath = command.includes('/') || command.includes(node_path__WEBPACK_IMPORTED_MODULE_2__.sep);
    return isPath && !(0,node_path__WEBPACK_IMPORTED_MODULE_2__.isAbsolute)(command) ? (0,node_path__WEBPACK_IMPORTED_MODULE_2__.resolve)(folder, command) : command;
}
function merge(configs) {
    const firsts = (lists) => [
        ...new Map(lists
            .flat()
            .toReversed()
            .map(entry => [entry.name, entry])).values()
    ].toReversed();
    return {
        clusters: firsts(configs.map(({ clusters }) => clusters)),
        users: firsts(configs.map(({ users }) => users)),
        contexts: firsts(configs.map(({ contexts }) => contexts)),
        'current-context': configs.map(config => config['current-context']).find(name => (name ?? '') !== '')
    };
}


/***/ }),

/***/ 47468:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  run: () => (/* binding */ run)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(83916);
// EXTERNAL MODULE: ./src/cilium/agents.ts
var cilium_agents = __webpack_require__(43727);
;// CONCATENATED MODULE: ./src/cilium/describe.ts


/**
 * An installation that helm knows; it can change between blocks. `chart` says where the chart comes from, `valuesFrom` whose
 * values it started from where the inputs name none.
 */
function installationOfHelm(kubernetes, helm, namespace, chart, valuesFrom) {
    return {
        values: () => helm.values(),
        async describe() {
            const release = await helm.release();
            if (release === undefined)
                throw new errors/* ClusterError */.b$('Cilium is not there after its installation');
            const { appVersion: version, chartVersion } = release;
            const started = valuesFrom === undefined ? {} : { valuesFrom };
            return { version, chart, chartVersion, ...started, ...(await readImage(kubernetes, namespace)) };
        }
    };
}
/** An installation whose values nobody tells: its version is the agents' own word. */
function installationOfAgents(kubernetes, namespace, version) {
    return {
        values: () => Promise.resolve({}),
        async describe() {
            return { version, chart: 'not known', chartVersion: '', ...(await readImage(kubernetes, namespace)) };
        }
    };
}
/** The image that the agents really run. */
async function readImage(kubernetes, namespace) {
    const agent = (await (0,cilium_agents/* listAgentPods */.uJ)(kubernetes, namespace))[0]?.status?.containerStatuses?.find(status => status.name === 'cilium-agent');
    if (agent === undefined)
        throw new errors/* ClusterError */.b$(`no Cilium agent runs in namespace ${namespace}`);
    return { agentImage: agent.image, agentImageId: agent.imageID };
}

// EXTERNAL MODULE: ./src/host/limit.ts
var host_limit = __webpack_require__(81177);
// EXTERNAL MODULE: ./src/proof/index.ts + 34 modules
var src_proof = __webpack_require__(41681);
;// CONCATENATED MODULE: ./src/cilium/enrolment.ts




/** Label that puts a namespace's pods behind ztunnel (Cilium 1.19 and later). */
const enrolmentLabel = 'io.cilium/mtls-enabled';
/** An agent takes a change of the label over within seconds. */
const limitSeconds = 60;
const pollSeconds = 0.5;
const readingSeconds = 20;
/** Enrols a namespace and waits until the agents of the measured nodes have it in their tables as done. */
async function enrol(kubernetes, clock, ciliumNamespace, nodes, namespace) {
    await kubernetes.labelNamespace(namespace, { [enrolmentLabel]: 'true' });
    const otherwise = `namespace ${namespace} is not enrolled`;
    await untilAgentsAgree(kubernetes, clock, ciliumNamespace, nodes, otherwise, enrolments => enrolments.some(entry => entry.namespace === namespace && entry.kind === 'Done'));
}
/**
 * Takes a namespace out again and waits until no agent of the measured nodes has it. Its pods must be gone before: the rules in their network
 * namespaces stay when ztunnel goes, and swallow their connections (cilium/cilium#46333).
 */
async function disenrol(kubernetes, clock, ciliumNamespace, nodes, namespace) {
    await kubernetes.labelNamespace(namespace, { [enrolmentLabel]: null });
    const otherwise = `namespace ${namespace} is still enrolled`;
    await untilAgentsAgree(kubernetes, clock, ciliumNamespace, nodes, otherwise, enrolments => enrolments.every(entry => entry.namespace !== namespace));
}
async function untilAgentsAgree(kubernetes, clock, ciliumNamespace, nodes, otherwise, holds) {
    const limit = (0,host_limit/* startLimit */.iP)(clock, limitSeconds);
    for (;;) {
        const found = await Promise.all(nodes.map(async (node) => {
            const agent = await (0,cilium_agents/* agentOn */.lR)(kubernetes, ciliumNamespace, node);
            if (agent === undefined)
                return { node, done: false, why: `: no Cilium agent runs on ${node}` };
            const place = await (0,cilium_agents/* readSections */.jn)(kubernetes, agent, [src_proof/* enrolmentSection */.wK], readingSeconds);
            const table = place.sections[src_proof/* enrolmentSection */.wK.name];
            // An agent that cannot be asked for a moment is asked again.
            if (table?.ok === false)
                return { node, done: false, why: `: enrolment of ${node} could not be read: ${table.why}` };
            return { node, done: holds((0,src_proof/* readEnrolments */.WA)(place, node)), why: '' };
        }));
        const missing = found.filter(({ done }) => !done);
        if (missing.length === 0)
            return;
        if (limit.isOver()) {
            const where = missing.map(({ node }) => node).join(' and ');
            const why = missing.find(one => one.why !== '')?.why ?? '';
            throw new errors/* ClusterError */.b$(`${otherwise} on ${where} after ${String(limit.seconds)} s${why}`);
        }
        await clock.sleep(pollSeconds);
    }
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 10 modules
var schemas = __webpack_require__(13798);
// EXTERNAL MODULE: ./src/json.ts
var json = __webpack_require__(8301);
// EXTERNAL MODULE: ./src/kubernetes/pod-state.ts
var pod_state = __webpack_require__(18595);
// EXTERNAL MODULE: ./src/scenario/scenario.ts
var scenario_scenario = __webpack_require__(27502);
// EXTERNAL MODULE: ./src/scenario/version.ts
var scenario_version = __webpack_require__(86326);
;// CONCATENATED MODULE: ./src/cilium/found.ts







const detailsSchema = schemas/* object */.Ikc({
    encryption: schemas/* object */.Ikc({ wireguard: schemas/* object */.Ikc({ 'node-encryption': schemas/* string */.YjP().optional() }).nullish() }).nullish()
});
/**
 * Reads from the agents of the measured nodes which scenario the cluster is in; the others are told of only by their pods.
 * Throws an InputError when there is no agent in the namespace or one is too old, and a ClusterError when one cannot be asked
 * or the two are in different modes.
 */
async function findCilium(kubernetes, namespace, nodes) {
    const pods = (await (0,cilium_agents/* listAgentPods */.uJ)(kubernetes, namespace)).filter(cilium_agents/* isStaying */.cH);
    if (pods.length === 0) {
        throw new errors/* InputError */.dz(`cilium-namespace: no Cilium agent runs in namespace "${namespace}" (no pod with the label k8s-app=cilium), so there is nothing to measure as it is; name the namespace of Cilium`);
    }
    const measured = nodes.map(node => {
        const pod = pods.find(({ spec }) => spec?.nodeName === node);
        if (pod === undefined)
            throw new errors/* TransientError */.N_(`no Cilium agent runs on ${node}`);
        // Before it is asked: the oldest agents have no program that answers.
        refuseOldVersion(/:v?(\d+\.\d+\.\d+[\w.-]*)/.exec(imageOf(pod))?.[1]);
        if (!(0,pod_state/* isReady */.i_)(pod))
            throw new errors/* TransientError */.N_(`the Cilium agent on ${node} is not ready`);
        return pod;
    });
    const found = await Promise.all(measured.map(pod => readAgent(kubernetes, (0,cilium_agents/* toAgent */.r5)(pod, namespace))));
    const byName = new Map();
    for (const { agent, scenario } of found) {
        const name = (0,scenario_scenario/* scenarioName */.ic)(scenario);
        byName.set(name, [...(byName.get(name) ?? []), agent.node]);
    }
    const [first] = found;
    if (first === undefined || byName.size > 1) {
        const modes = [...byName].map(([name, nodes]) => `${name} on ${nodes.join(', ')}`);
        throw new errors/* ClusterError */.b$(`the Cilium agents are in different modes: ${modes.join('; ')}; wait until the rollout of Cilium is through, or repair it`);
    }
    return {
        scenario: first.scenario,
        nodeEncryption: found.some(({ nodeEncryption }) => nodeEncryption),
        version: first.version,
        elsewhere: describeOthers(pods, measured)
    };
}
/** What is unlike the measured agents elsewhere, as their pods show it. */
function describeOthers(pods, measured) {
    const others = pods.filter(pod => !measured.includes(pod));
    const images = measured.map(imageOf);
    const unlike = [
        { what: 'are not ready', of: others.filter(pod => !(0,pod_state/* isReady */.i_)(pod)) },
        { what: 'have another image', of: others.filter(pod => !images.includes(imageOf(pod))) }
    ];
    return unlike
        .filter(({ of }) => of.length > 0)
        .map(({ what, of }) => {
        const named = of.slice(0, 3).map(({ spec }) => spec?.nodeName ?? '');
        const more = of.length > 3 ? [`${String(of.length - 3)} more`] : [];
        return `agents of other nodes that ${what}: ${[...named, ...more].join(', ')}`;
    });
}
function imageOf({ spec }) {
    return spec?.containers.find(({ name }) => name === cilium_agents/* agentContainer */.dY)?.image ?? '';
}
async function readAgent(kubernetes, agent) {
    const status = await (0,cilium_agents/* readStatusJson */.Jw)(kubernetes, agent);
    const details = detailsSchema.safeParse((0,json/* safeJson */.o)(status)).data;
    const version = (0,cilium_agents/* versionOfStatus */.e8)(status);
    refuseOldVersion(version);
    return {
        agent,
        scenario: (0,cilium_agents/* scenarioOfStatus */.UX)(status, agent),
        nodeEncryption: details?.encryption?.wireguard?.['node-encryption'] === 'Enabled',
        version
    };
}
/**
 * Until 1.15 the status has no routing mode (cilium/cilium#32036), until 1.14 the agent no cilium-dbg (cilium/cilium#28085);
 * what is read of an agent has the same members from 1.16 to 1.20 (api/v1/models of 1.16.19, 1.17.0, 1.18.5 and 1.20.2).
 */
function refuseOldVersion(version) {
    if (!(0,scenario_version/* isBefore */.Y)(version, 1, 16))
        return;
    throw new errors/* InputError */.dz(`cluster: its agents run Cilium ${String(version)}, which does not tell the mode that it is in; Cilium 1.16 and later can be measured as it is`);
}

// EXTERNAL MODULE: ./src/cilium/helm.ts + 1 modules
var cilium_helm = __webpack_require__(5607);
;// CONCATENATED MODULE: ./src/cilium/installed.ts

/** Looks for Cilium's agents in a namespace; `undefined` when there are none. */
async function findInstalled(kubernetes, namespace) {
    const daemonSet = await (0,cilium_agents/* findAgentDaemonSet */.bf)(kubernetes, namespace, await (0,cilium_agents/* listAgentPods */.uJ)(kubernetes, namespace));
    if (daemonSet === undefined)
        return undefined;
    const release = releaseOf(daemonSet);
    return { release, manager: managerOf(daemonSet, release?.name) };
}
function releaseOf({ metadata }) {
    // Helm writes both on all that it installs.
    const name = metadata?.annotations?.['meta.helm.sh/release-name'];
    const namespace = metadata?.annotations?.['meta.helm.sh/release-namespace'];
    return name === undefined || namespace === undefined ? undefined : { name, namespace };
}
/**
 * Flux labels what it applies (fluxcd.io: helm-controller, kustomize-controller), Argo CD writes its tracking id or a label
 * of the application's name, and AKS labels what Azure manages.
 */
function managerOf({ metadata }, release) {
    const { labels = {}, annotations = {} } = metadata ?? {};
    for (const [prefix, kind, command] of [
        ['helm.toolkit.fluxcd.io', 'HelmRelease', 'helmrelease'],
        ['kustomize.toolkit.fluxcd.io', 'Kustomization', 'kustomization']
    ]) {
        const name = labels[`${prefix}/name`];
        if (name === undefined)
            continue;
        const namespace = labels[`${prefix}/namespace`] ?? '';
        return {
            owner: `Flux (${kind} ${namespace}/${name})`,
            pause: `flux suspend ${command} ${name} --namespace ${namespace}`
        };
    }
    const application = annotations['argocd.argoproj.io/tracking-id']?.split(':')[0] ??
        labels['argocd.argoproj.io/instance'] ??
        labels['app.kubernetes.io/instance'];
    // The last of them is also a plain label of charts, which then has the name of Helm's release.
    if (application !== undefined && application !== release) {
        return {
            owner: `Argo CD (Application ${application})`,
            pause: `argocd app set ${application} --sync-policy none`
        };
    }
    if (labels['kubernetes.azure.com/managedby'] === 'aks') {
        return { owner: 'Azure (AKS)', pause: 'measure it as it is, with apply: false' };
    }
    return undefined;
}

;// CONCATENATED MODULE: ./src/cilium/patience.ts


/** Agents that have just been restarted answer within seconds, and agree when a rollout is through. */
const patienceSeconds = 60;
const patience_pollSeconds = 2;
/** Looks at Cilium until a look succeeds, for a minute on a normal cluster; says why it waits. Rejects at once with an InputError. */
async function patiently({ clock, outputs }, look) {
    const limit = (0,host_limit/* startLimit */.iP)(clock, patienceSeconds);
    for (let said = '';;) {
        try {
            return await look();
        }
        catch (error) {
            if (error instanceof errors/* InputError */.dz || error instanceof errors/* CancelledError */.cc || limit.isOver())
                throw error;
            const why = (0,errors/* errorMessage */.gJ)(error);
            if (why !== said)
                outputs.info(`waiting for Cilium: ${why}`);
            said = why;
            await clock.sleep(patience_pollSeconds);
        }
    }
}

;// CONCATENATED MODULE: ./src/kubernetes/placement.ts


const controlPlaneLabel = 'node-role.kubernetes.io/control-plane';
/** Keeps Cilium off a node (Cilium's own clusters for tests use it). */
const noCiliumLabel = 'cilium.io/no-schedule';
/** On every node of a cloud until its controller has been there: until then zone and addresses are missing. */
const uninitializedTaint = 'node.cloudprovider.kubernetes.io/uninitialized';
/** Taints that go once a node has its network, or its agent; the node's own condition tells whether it is ready. */
const passingTaints = /^node\.kubernetes\.io\/(not-ready|network-unavailable)$|^node\.cilium\.io\//;
/** A cloud's controller takes this off within a minute or two of a node's start. */
const initializingSeconds = 300;
const pauseSeconds = 5;
/** What test pods tolerate on clusters that are made for the measurement. */
const controlPlaneToleration = {
    key: controlPlaneLabel,
    operator: 'Exists',
    effect: 'NoSchedule'
};
/** All that the test pods of a run tolerate. */
function tolerationsOf({ tolerateControlPlane }, wanted) {
    return tolerateControlPlane ? [controlPlaneToleration, ...wanted] : wanted;
}
/** Whether a node is one of the control plane's. */
function isControlPlane(node) {
    return node.metadata?.labels?.[controlPlaneLabel] !== undefined;
}
/** Whether a node's cloud provider has not initialized it yet. */
function isUninitialized(node) {
    return (node.spec?.taints ?? []).some(({ key }) => key === uninitializedTaint);
}
/**
 * Chooses two different nodes for client and server: those that the inputs name, else usable ones, ready ones first, then
 * workers, then by name so that all runs of one cluster choose alike. A new node that its cloud provider has not initialized
 * is waited for where it takes that one. Throws an InputError when a wanted node cannot be used, and a ClusterError that says
 * why each other node cannot be used when there are not two.
 */
async function chooseNodes(kubernetes, { clock, outputs }, known, wanted, tolerations) {
    const limit = (0,host_limit/* startLimit */.iP)(clock, initializingSeconds);
    for (let nodes = known, told = false;; nodes = await kubernetes.nodes(), told = true) {
        try {
            return await choose(kubernetes, nodes, wanted, tolerations);
        }
        catch (error) {
            const awaited = nodes.filter(isUninitialized);
            if (awaited.length === 0 || limit.isOver())
                throw error;
            // Throws what will be the matter even then.
            await choose(kubernetes, nodes.map(initialized), wanted, tolerations);
            if (!told)
                outputs.info(`waiting for the cloud provider to initialize ${awaited.map(nameOf).join(', ')}`);
        }
        await clock.sleep(pauseSeconds);
    }
}
/** The node as it is once its cloud provider has been there. */
function initialized(node) {
    const taints = (node.spec?.taints ?? []).filter(({ key }) => key !== uninitializedTaint);
    return { ...node, spec: { ...node.spec, taints } };
}
async function choose(kubernetes, nodes, wanted, tolerations) {
    const wish = async (input, text) => text === undefined ? undefined : { input, text, nodes: await findWanted(kubernetes, nodes, input, text) };
    const [client, server] = [await wish('client-node', wanted.client), await wish('server-node', wanted.server)];
    const usable = usableNodes(nodes, tolerations);
    const clients = client === undefined ? usable : wantedNodes(client, tolerations);
    const servers = server === undefined ? usable : wantedNodes(server, tolerations);
    for (const one of clients) {
        const other = servers.find(candidate => nameOf(candidate) !== nameOf(one));
        if (other !== undefined)
            return { client: one, server: other, nodes };
    }
    if (client !== undefined && server !== undefined) {
        throw new errors/* InputError */.dz(`server-node: only ${clients.map(nameOf).join()} can be used, which is the client's node; choose two different nodes`);
    }
    const refused = nodes.flatMap(node => {
        const obstacle = obstacleOn(node, tolerations, false);
        return obstacle === undefined ? [] : [`${nameOf(node)}: ${obstacle}`];
    });
    throw new errors/* ClusterError */.b$(`client and server need two schedulable Linux nodes; usable: ${usable.map(nameOf).join(', ') || 'none'}; not usable: ${refused.join('; ') || 'none'}`);
}
async function findWanted(kubernetes, nodes, input, text) {
    const named = nodes.filter(node => nameOf(node) === text);
    if (named.length > 0)
        return named;
    const names = nodes.map(nameOf).join(', ');
    // Names hold lower-case letters, digits, hyphens and dots; whatever else is written selects by labels.
    if (/^[a-z0-9.-]+$/.test(text))
        throw new errors/* InputError */.dz(`${input}: the cluster has no node "${text}"; it has: ${names}`);
    const matching = new Set((await kubernetes.nodes(text)).map(nameOf));
    const selected = nodes.filter(node => matching.has(nameOf(node)));
    if (selected.length === 0) {
        throw new errors/* InputError */.dz(`${input}: no node matches the label selector "${text}"; the cluster has: ${names}`);
    }
    return selected;
}
function wantedNodes({ input, text, nodes }, tolerations) {
    const obstacles = nodes.flatMap(node => {
        const obstacle = obstacleOn(node, tolerations, true);
        return obstacle === undefined ? [] : [`${nameOf(node)}: ${obstacle}`];
    });
    const usable = nodes.filter(node => obstacleOn(node, tolerations, true) === undefined);
    if (usable.length === 0) {
        throw new errors/* InputError */.dz(`${input}: "${text}" cannot be used (${obstacles.join('; ')}); choose another node, or let the test pods tolerate its taints with tolerations`);
    }
    return sort(usable);
}
function usableNodes(nodes, tolerations) {
    return sort(nodes.filter(node => obstacleOn(node, tolerations, false) === undefined));
}
function sort(nodes) {
    return nodes.toSorted((a, b) => Number(awaitsNetwork(a)) - Number(awaitsNetwork(b)) ||
        Number(isControlPlane(a)) - Number(isControlPlane(b)) ||
        nameOf(a).localeCompare(nameOf(b)));
}
/** Why pods cannot be put on a node, or `undefined`. A node that the user names may carry Cilium's label against it. */
function obstacleOn(node, tolerations, named) {
    if (node.metadata?.deletionTimestamp !== undefined)
        return 'being deleted';
    if (node.spec?.unschedulable === true)
        return 'cordoned';
    if (node.metadata?.labels?.['kubernetes.io/os'] !== 'linux')
        return 'not a Linux node';
    if (!named && node.metadata.labels[noCiliumLabel] !== undefined)
        return `labeled ${noCiliumLabel}`;
    if (isUninitialized(node))
        return 'not yet initialized by its cloud provider';
    const ready = node.status?.conditions?.find(({ type }) => type === 'Ready');
    if (ready?.status === 'Unknown')
        return `unreachable: ${ready.message ?? ready.reason ?? ''}`;
    if (ready?.status === 'False' && !awaitsNetwork(node))
        return `not ready: ${ready.message ?? ready.reason ?? ''}`;
    const taint = (node.spec?.taints ?? []).find(candidate => !isHarmless(candidate, tolerations));
    return taint === undefined ? undefined : `tainted ${taint.key}:${taint.effect}`;
}
/** Before Cilium is installed no node is ready. That is waited for; every other reason is a property of the node. */
function awaitsNetwork(node) {
    const ready = node.status?.conditions?.find(({ type }) => type === 'Ready');
    return ready?.status === 'False' && /network ?plugin|\bcni\b/i.test(ready.message ?? '');
}
function isHarmless(taint, tolerations) {
    if (taint.effect === 'PreferNoSchedule' || passingTaints.test(taint.key))
        return true;
    return tolerations.some(({ key, operator, value, effect }) => (key === undefined || key === taint.key) &&
        (effect === undefined || effect === taint.effect) &&
        (operator === 'Exists' || (value ?? '') === (taint.value ?? '')));
}
function nameOf(node) {
    return node.metadata?.name ?? '';
}

// EXTERNAL MODULE: ./src/cluster/aks/cost.ts
var aks_cost = __webpack_require__(94475);
;// CONCATENATED MODULE: ./src/cluster/aks/nodes.ts




const nodes_limitSeconds = 300;
const nodes_pauseSeconds = 5;
/**
 * Waits until both nodes of a new cluster have come and Azure has initialized them: until then pods are kept off by a taint,
 * and zone and size are missing. They are not ready: that takes Cilium.
 */
async function waitForNodes(kubernetes, { clock, outputs }) {
    const limit = (0,host_limit/* startLimit */.iP)(clock, nodes_limitSeconds);
    let told = false;
    for (;;) {
        let seen;
        try {
            const nodes = await kubernetes.nodes();
            const initialized = nodes.filter(node => !isUninitialized(node)).length;
            if (initialized >= aks_cost/* nodeCount */.kV)
                return;
            seen =
                nodes.length < aks_cost/* nodeCount */.kV
                    ? `${String(nodes.length)} of ${String(aks_cost/* nodeCount */.kV)} nodes have come`
                    : `${String(initialized)} of ${String(aks_cost/* nodeCount */.kV)} nodes are initialized by Azure`;
        }
        catch (error) {
            if (!(error instanceof errors/* ClusterError */.b$))
                throw error;
            seen = (0,errors/* errorMessage */.gJ)(error);
        }
        if (limit.isOver()) {
            throw new errors/* ClusterError */.b$(`the new cluster had not its nodes within ${String(limit.seconds)} s: ${seen}`);
        }
        if (!told)
            outputs.info(`  waiting for the nodes: ${seen}`);
        told = true;
        await clock.sleep(nodes_pauseSeconds);
    }
}

// EXTERNAL MODULE: ./src/cluster/turn.ts
var turn = __webpack_require__(21863);
// EXTERNAL MODULE: ./src/kubernetes/patience.ts
var patience = __webpack_require__(98001);
;// CONCATENATED MODULE: ./src/kubernetes/permissions.ts

/**
 * What measuring needs, by `group/resource` as `core/pods`. Cluster-wide: a run's namespaces get their names when it starts.
 * An exec by WebSocket is a `get` for the API server, and a `create` for those that follow RBAC by the letter.
 */
const measuring = {
    'core/namespaces': ['get', 'list', 'create', 'patch', 'delete'],
    'core/nodes': ['list'],
    'core/pods': ['get', 'list', 'create', 'delete'],
    'core/pods/exec': ['get', 'create'],
    'core/pods/log': ['get'],
    'core/pods/proxy': ['get'],
    'core/serviceaccounts': ['create'],
    'core/services': ['create', 'delete'],
    'core/events': ['list'],
    'coordination.k8s.io/leases': ['get', 'create', 'update'],
    'cilium.io/ciliumnodes': ['list'],
    'cilium.io/ciliumnodeconfigs': ['list']
};
/** Helm 4 watches what it waits for. */
const permissions_all = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete'];
/** What setting a mode needs in Cilium's namespace: helm and its release there, and what the chart renders. */
const reconfiguring = {
    'core/secrets': permissions_all,
    'core/configmaps': permissions_all,
    'core/serviceaccounts': permissions_all,
    'core/services': permissions_all,
    'apps/daemonsets': permissions_all,
    'apps/deployments': permissions_all,
    'apps/replicasets': ['get', 'list', 'watch']
};
/** The same elsewhere: the chart has roles in a namespace of secrets, too. */
const reconfiguringCluster = {
    'rbac.authorization.k8s.io/clusterroles': [...permissions_all, 'bind', 'escalate'],
    'rbac.authorization.k8s.io/clusterrolebindings': permissions_all,
    'rbac.authorization.k8s.io/roles': [...permissions_all, 'bind', 'escalate'],
    'rbac.authorization.k8s.io/rolebindings': permissions_all
};
/**
 * Everything that a run needs permission for, by whether it reconfigures Cilium, which lives in `namespace`, and by where the
 * Secret lies with which it pulls the test image.
 */
function neededPermissions(apply, namespace, pullSecretNamespace) {
    return [
        ...permissions(measuring),
        // Granted by no example: few clusters need it, and a Secret can be anything.
        ...(pullSecretNamespace === undefined
            ? []
            : [
                ...permissions({ 'core/secrets': ['get'] }, pullSecretNamespace),
                ...permissions({ 'core/secrets': ['create'] })
            ]),
        ...(apply ? [...permissions(reconfiguring, namespace), ...permissions(reconfiguringCluster)] : [])
    ];
}
function permissions(verbs, namespace) {
    return Object.entries(verbs).flatMap(([kind, list]) => {
        const [group = '', ...resource] = kind.split('/');
        return list.map(verb => ({
            group: group === 'core' ? '' : group,
            resource: resource.join('/'),
            verb,
            ...(namespace === undefined ? {} : { namespace })
        }));
    });
}
/** Asks the API server for each permission; throws one InputError that lists all that are missing. */
async function requirePermissions(kubernetes, apply, namespace, pullSecretNamespace) {
    const needed = neededPermissions(apply, namespace, pullSecretNamespace);
    const granted = await Promise.all(needed.map(permission => kubernetes.isAllowed(permission)));
    const missing = needed.filter((_, index) => granted[index] !== true);
    if (missing.length === 0)
        return;
    const manifest = `examples/rbac/${apply ? 'reconfigure' : 'measure'}.yaml`;
    throw new errors/* InputError */.dz(`context: the user of "${kubernetes.context}" may not do all that this run needs (${manifest} grants it); missing:\n${summarize(missing)}`);
}
function summarize(missing) {
    const verbs = new Map();
    for (const { group, resource, verb, namespace } of missing) {
        const kind = `${resource}${group === '' ? '' : `.${group}`}${namespace === undefined ? '' : ` in namespace ${namespace}`}`;
        verbs.set(kind, [...(verbs.get(kind) ?? []), verb]);
    }
    return [...verbs].map(([kind, list]) => `  ${list.join(', ')} ${kind}`).join('\n');
}

;// CONCATENATED MODULE: ./src/enter-cluster.ts





/** The upgrade of a managed control plane takes it away for less. */
const enter_cluster_patienceSeconds = 120;
/**
 * Makes or finds the cluster, makes sure that the run may do there what it will, and waits for its turn. Throws an InputError
 * that lists all permissions that are missing.
 */
async function enterCluster(entry) {
    const { options, host, connect, choice, id, source, remember } = entry;
    return host.outputs.group('Cluster', async () => {
        const started = host.clock.seconds();
        const cluster = await choice.obtain();
        const seconds = host.clock.seconds() - started;
        const kubernetes = (0,patience/* repeatRequests */.q)(await connect(cluster.kubeconfig, cluster.context, host.clock.timeScale), host, () => (0,host_limit/* startLimit */.iP)(host.clock, enter_cluster_patienceSeconds));
        // AKS says that a cluster is made a little before its nodes and its name are there for everybody.
        if (cluster.provider === 'aks' && cluster.ours)
            await waitForNodes(kubernetes, host);
        if (!cluster.ours) {
            const { apply, cilium, imagePullSecret } = options;
            await requirePermissions(kubernetes, apply, cilium.namespace, imagePullSecret?.namespace);
        }
        const place = placeOf(host, source);
        await remember({
            turn: place,
            context: kubernetes.context,
            ...(cluster.kubeconfig === undefined ? {} : { kubeconfig: cluster.kubeconfig })
        });
        return { cluster, kubernetes, turn: await (0,turn/* takeTurn */.Vm)(host, kubernetes, { id, place }), seconds };
    });
}
/** Where others find the run: its workflow run, or its process. */
function placeOf({ environment, hostName }, source) {
    if (source === undefined)
        return `process ${String(process.pid)} on ${hostName}`;
    const server = environment['GITHUB_SERVER_URL'] ?? 'https://github.com';
    return `${server}/${source.repository}/actions/runs/${String(source.runId)}`;
}

;// CONCATENATED MODULE: ./src/scenario/mode-keys.ts
/**
 * Keys of the agent's configuration (ConfigMap cilium-config, CiliumNodeConfig) that make up a scenario's mode, in the
 * releases 1.18 to 1.20. Whoever sets one of them past the chart's values measures another mode than the one named.
 */
const modeKeys = [
    'routing-mode',
    'tunnel-protocol',
    'auto-direct-node-routes',
    'ipv4-native-routing-cidr',
    'enable-wireguard',
    'encrypt-node',
    'enable-ipsec',
    'ipsec-key-file',
    'enable-ipsec-encrypted-overlay',
    'enable-ztunnel',
    'ztunnel-ca-type',
    'enable-encryption-strict-mode',
    'encryption-strict-mode-cidr',
    'encryption-strict-mode-allow-remote-node-identities',
    'enable-encryption-strict-mode-egress',
    'encryption-strict-egress-cidr',
    'encryption-strict-egress-allow-remote-node-identities',
    'enable-encryption-strict-mode-ingress'
];

;// CONCATENATED MODULE: ./src/scenario/value-tree.ts
/** Values files as Helm reads them: mappings are merged, later files win, and `null` takes a key away. */
function mergeValues(files) {
    return files.reduce(merged, {});
}
function merged(below, above) {
    const result = { ...below };
    for (const [key, value] of Object.entries(above)) {
        const earlier = result[key];
        // A mapping may itself hold nulls, so it is merged even where nothing is below it.
        result[key] = isMapping(value) ? merged(isMapping(earlier) ? earlier : {}, value) : (value ?? undefined);
    }
    return result;
}
/** The value at a path of keys written with dots, `undefined` when there is none. */
function valueAt(values, path) {
    return path.split('.').reduce((node, key) => (isMapping(node) ? node[key] : undefined), values);
}
/** Whether a template's `if` would take the value for true. */
function isSet(value) {
    if (Array.isArray(value))
        return value.length > 0;
    if (isMapping(value))
        return Object.keys(value).length > 0;
    return Boolean(value);
}
/** Whether a value is a mapping of further values. */
function isMapping(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}

;// CONCATENATED MODULE: ./src/scenario/spire.ts


/** The chart's default: the agent's own CA. */
const internalCa = 'https://localhost:15012';
/**
 * What is missing for certificates by SPIRE, which this program does not install. `ca.type: spire` alone starts, keeps
 * the agent's own CA as issuer and looks healthy, so everything that really points at SPIRE is asked for.
 */
function* spireRefusals(values, ciliumVersion) {
    if ((0,scenario_version/* isBefore */.Y)(ciliumVersion, 1, 20)) {
        yield `ztunnel-ca: spire came with Cilium 1.20, but cilium-version is ${String(ciliumVersion)}; write ztunnel-ca: internal, or a later version.`;
        return;
    }
    const missing = [
        ...(asksSpire(values)
            ? []
            : ['encryption.ztunnel.caAddress (or SPIRE_ENABLED: "true" in encryption.ztunnel.extraEnv)']),
        ...['encryption.ztunnel.extraVolumes', 'encryption.ztunnel.extraVolumeMounts'].filter(path => !isSet(valueAt(values, path))),
        ...['mesh-auth-spire-server-address', 'mesh-auth-spire-agent-socket']
            .filter(key => !operatorHas(values, key))
            .map(key => `--${key}=… in operator.extraArgs`)
    ];
    if (missing.length > 0) {
        yield `ztunnel-ca: spire needs a SPIRE that is installed already, and cilium-values does not lead to it: ${missing.join(', ')} missing; add that, or write ztunnel-ca: internal.`;
    }
}
/** Whether ztunnel asks another CA than the agent: by address, or in the way of Cilium's guide, by a variable. */
function asksSpire(values) {
    const address = valueAt(values, 'encryption.ztunnel.caAddress');
    const variables = valueAt(values, 'encryption.ztunnel.extraEnv');
    return ((isSet(address) && address !== internalCa) ||
        (Array.isArray(variables) &&
            variables.some((each) => isMapping(each) && each['name'] === 'SPIRE_ENABLED' && String(each['value']) === 'true')));
}
/** The operator reads its flags and the ConfigMap. */
function operatorHas(values, key) {
    const flags = valueAt(values, 'operator.extraArgs');
    const config = valueAt(values, 'extraConfig');
    return ((Array.isArray(flags) &&
        flags.some(flag => flag === `--${key}` || (typeof flag === 'string' && flag.startsWith(`--${key}=`)))) ||
        (isMapping(config) && isSet(config[key])));
}

// EXTERNAL MODULE: ./src/scenario/values.ts
var scenario_values = __webpack_require__(77706);
;// CONCATENATED MODULE: ./src/scenario/refusals.ts






/**
 * A sentence for each reason why a scenario is not set and measured: what cannot go together, both sides named, and what to
 * write instead (rules 9). The chart itself accepts several of them. A sentence that is not about the scenario does not
 * name it, so that several scenarios give the same one.
 */
function refusals(scenario, modes, circumstances) {
    const values = mergeValues(circumstances.userValues);
    const all = { ...circumstances, name: (0,scenario_scenario/* scenarioName */.ic)(scenario), scenario, modes, values };
    return [
        ...modeKeysElsewhere(all),
        ...noRollout(all),
        ...addressFamilies(all),
        ...aksByocni(all),
        ...strictMode(all),
        ...(scenario.encryption === 'wireguard' ? nodeEncryption(all) : []),
        ...(scenario.encryption === 'ztunnel' ? ztunnel(all) : []),
        ...refusalsToMeasure(scenario, circumstances.tests)
    ];
}
/** A sentence for each reason why a scenario is not measured on a cluster that is in it already, however it came into it. */
function* refusalsToMeasure(scenario, tests) {
    const udp = scenario.encryption === 'ztunnel' ? tests.filter(test => test.startsWith('udp-')) : [];
    if (udp.length > 0) {
        yield `tests: ${udp.join(' and ')} cannot be measured in "${(0,scenario_scenario/* scenarioName */.ic)(scenario)}", because ztunnel does not encrypt UDP; leave out the test or the scenario.`;
    }
}
function* modeKeysElsewhere({ values, nodeConfigs = [] }) {
    const instead = 'leave it out: scenarios and the inputs of the modes decide it';
    const extraConfig = valueAt(values, 'extraConfig');
    for (const key of isMapping(extraConfig) ? modeKeys.filter(each => extraConfig[each] !== undefined) : []) {
        yield `cilium-values: extraConfig sets ${key}, which belongs to the scenario; ${instead}.`;
    }
    for (const argument of texts(valueAt(values, 'extraArgs'))) {
        const key = modeKeys.find(each => argument === `--${each}` || argument.startsWith(`--${each}=`));
        if (key !== undefined) {
            yield `cilium-values: extraArgs sets ${key}, which belongs to the scenario; ${instead}.`;
        }
    }
    const variables = environmentNames(valueAt(values, 'extraEnv'));
    for (const key of modeKeys) {
        const variable = `CILIUM_${key.toUpperCase().replaceAll('-', '_')}`;
        if (variables.includes(variable)) {
            yield `cilium-values: extraEnv sets ${variable}, which belongs to the scenario; ${instead}.`;
        }
    }
    for (const { name, defaults } of nodeConfigs) {
        for (const key of modeKeys.filter(each => Object.hasOwn(defaults, each))) {
            yield `scenarios: the cluster's CiliumNodeConfig ${name} sets ${key}, which belongs to the scenario; take the key out of it, or measure on another cluster.`;
        }
    }
}
/** Every agent would go on in the mode in which it was started. */
function* noRollout({ values }) {
    if (valueAt(values, 'updateStrategy.type') === 'OnDelete') {
        yield 'cilium-values: updateStrategy.type: OnDelete keeps the agents from being restarted, but every switch of the mode needs a rollout; leave it out, or write RollingUpdate.';
    }
}
function* addressFamilies({ values }) {
    if (valueAt(values, 'ipv4.enabled') === false) {
        yield 'cilium-values: ipv4.enabled is false, but only IPv4 is measured; leave it out, or write true.';
    }
}
function* aksByocni({ values, scenario, name, provider }) {
    const enabled = isSet(valueAt(values, 'aksbyocni.enabled'));
    if (!enabled && provider !== 'aks')
        return;
    if (enabled && scenario.routing === 'native') {
        yield `scenarios: "${name}" routes natively, which aksbyocni.enabled in cilium-values forbids; measure vxlan or geneve, or leave aksbyocni out where the network has routes to the pods.`;
    }
    const mode = valueAt(values, 'ipam.mode');
    if (isSet(mode) && mode !== 'cluster-pool' && mode !== 'multi-pool') {
        yield `cilium-values: ipam.mode: ${String(mode)} contradicts aksbyocni.enabled, with which the chart writes no ipam key at all; write ipam.mode: cluster-pool, or leave aksbyocni out.`;
    }
}
function* strictMode({ values, scenario, name, modes, ciliumVersion }) {
    const mode = (0,scenario_values/* strictModeOf */.k2)(scenario, modes);
    if (mode === 'egress') {
        if (isSet(valueAt(values, 'ipv6.enabled'))) {
            yield 'strict-mode: egress protects IPv4 only, but cilium-values has ipv6.enabled; write strict-mode: off, or leave IPv6 out.';
        }
        if (scenario.encryption === 'ipsec' && (0,scenario_version/* isBefore */.Y)(ciliumVersion, 1, 19)) {
            yield `strict-mode: egress works with IPsec from Cilium 1.19 on, but cilium-version is ${String(ciliumVersion)}; leave out "${name}", or write strict-mode: off.`;
        }
    }
    if (mode !== 'ingress')
        return;
    if (scenario.encryption === 'ipsec') {
        yield `strict-mode: ingress works with WireGuard only, an agent of "${name}" would not start; leave that scenario out, or write strict-mode: egress.`;
    }
    else if ((0,scenario_version/* isBefore */.Y)(ciliumVersion, 1, 19)) {
        yield `strict-mode: ingress came with Cilium 1.19, but cilium-version is ${String(ciliumVersion)}; write strict-mode: egress, or a later version.`;
    }
    else if ((0,scenario_version/* isBefore */.Y)(ciliumVersion, 1, 20) && scenario.routing === 'native') {
        yield `strict-mode: ingress needs a tunnel before Cilium 1.20, but "${name}" has none and cilium-version is ${String(ciliumVersion)}; write strict-mode: egress, or leave that scenario out.`;
    }
}
function* nodeEncryption({ modes, provider, workers }) {
    if (modes.wireguardNodeEncryption && provider === 'kind' && workers !== undefined && workers < 2) {
        yield `wireguard-node-encryption: control-plane nodes opt out of it, and the kind cluster has ${workers === 0 ? 'no worker' : 'one worker'}; write kind-workers: 2, or leave node encryption out.`;
    }
}
function* ztunnel(all) {
    const { values, name, modes, ciliumVersion } = all;
    if ((0,scenario_version/* isBefore */.Y)(ciliumVersion, 1, 19)) {
        yield `scenarios: "${name}" needs Cilium 1.19 or later, but cilium-version is ${String(ciliumVersion)}; leave it out, or write for example cilium-version: 1.20.2.`;
        return;
    }
    for (const [path, meaning] of [
        ['clustermesh.useAPIServer', 'is set'],
        ['clustermesh.config.enabled', 'is set'],
        ['cluster.id', 'is not 0']
    ]) {
        const value = valueAt(values, path);
        if (isSet(value) && value !== '0') {
            yield `cilium-values: ${path} ${meaning}, but Cilium has no ztunnel ("${name}") with cluster mesh; leave it out, or leave out the scenario.`;
        }
    }
    if (isSet(valueAt(values, 'encryption.ztunnel.secrets.bootstrapRootCert'))) {
        yield `cilium-values: encryption.ztunnel.secrets.bootstrapRootCert makes a Secret without the three keys that the agent also needs in "${name}"; leave it out: a missing Secret cilium-ztunnel-secrets is made whole, one that exists is used.`;
    }
    yield* ztunnelOptions(all);
    if (modes.ztunnelCa === 'spire')
        yield* spireRefusals(values, ciliumVersion);
}
/** Options that would be lost without a word, or take the user's own values with them. */
function* ztunnelOptions({ values, modes, ciliumVersion }) {
    const { ztunnelWorkerThreads, ztunnelImage } = modes;
    if ((0,scenario_version/* isBefore */.Y)(ciliumVersion, 1, 19, 2)) {
        for (const [input, value] of Object.entries({
            'ztunnel-worker-threads': ztunnelWorkerThreads,
            'ztunnel-image': ztunnelImage
        })) {
            if (value !== undefined) {
                yield `${input}: ${value} cannot be set before Cilium 1.19.2, whose chart has no value for it, and cilium-version is ${String(ciliumVersion)}; leave it out, or write a later version.`;
            }
        }
    }
    // Helm replaces lists: ours would take away the user's variables, SPIRE's among them.
    if (ztunnelWorkerThreads !== undefined && isSet(valueAt(values, 'encryption.ztunnel.extraEnv'))) {
        yield `ztunnel-worker-threads: ${ztunnelWorkerThreads} would replace encryption.ztunnel.extraEnv of cilium-values; leave it out, and add ZTUNNEL_WORKER_THREADS to that list.`;
    }
}
function texts(value) {
    return Array.isArray(value) ? value.filter(each => typeof each === 'string') : [];
}
function environmentNames(value) {
    return Array.isArray(value) ? value.map((each) => (isMapping(each) ? each['name'] : undefined)) : [];
}

;// CONCATENATED MODULE: ./src/as-found.ts











/** Enters a cluster for `apply: false` and looks at it; throws as either does, and then keeps no turn. */
async function enterAsFound(entry) {
    const entered = await enterCluster(entry);
    try {
        return { entered, found: await lookAtCluster(entry.host, entry.options, entered) };
    }
    catch (error) {
        entered.turn.stop();
        throw error;
    }
}
/**
 * Reads the mode of a cluster for `apply: false`, and touches nothing. Throws an InputError when it is not the scenario that
 * the options name, or one that cannot be measured as asked.
 */
async function lookAtCluster(host, wanted, { cluster, kubernetes }) {
    const { namespace } = wanted.cilium;
    const tolerations = tolerationsOf(cluster, wanted.nodes.tolerations);
    const placement = await chooseNodes(kubernetes, host, await kubernetes.nodes(), wanted.nodes, tolerations);
    const nodes = [placement.client, placement.server].map(({ metadata }) => metadata?.name ?? '');
    const { scenario, nodeEncryption, version, elsewhere } = await patiently(host, () => findCilium(kubernetes, namespace, nodes));
    const name = (0,scenario_scenario/* scenarioName */.ic)(scenario);
    const [named] = wanted.scenarios;
    if (named !== undefined && (0,scenario_scenario/* scenarioName */.ic)(named) !== name) {
        throw new errors/* InputError */.dz(`scenarios: "${(0,scenario_scenario/* scenarioName */.ic)(named)}" is not what the cluster is in: its agents report ${name}; write ${name}, or leave scenarios out with apply: false`);
    }
    host.outputs.info(`found on ${kubernetes.context}: Cilium ${version} in the mode ${name}; nothing of it is changed`);
    for (const notice of elsewhere)
        host.outputs.info(notice);
    const options = {
        ...wanted,
        scenarios: [scenario],
        modes: { ...wanted.modes, wireguardNodeEncryption: nodeEncryption }
    };
    const refused = [...refusalsToMeasure(scenario, options.tests)];
    if (refused.length > 0)
        throw new errors/* InputError */.dz(refused.join('\n'));
    const helm = await findHelm(host, kubernetes, cluster.kubeconfig, namespace);
    const valuesUnknown = typeof helm === 'string' ? helm : undefined;
    if (valuesUnknown !== undefined)
        host.outputs.info(`its Helm values are not known: ${valuesUnknown}`);
    const enrolledNamespaces = [...(await kubernetes.namespaces(`${enrolmentLabel}=true`))];
    return {
        options,
        placement,
        version,
        installation: typeof helm === 'string'
            ? installationOfAgents(kubernetes, namespace, version)
            : installationOfHelm(kubernetes, helm, namespace, `Helm release ${helm.name}, as found`),
        record: { enrolledNamespaces, ...(valuesUnknown === undefined ? {} : { valuesUnknown }) }
    };
}
/**
 * Helm for the release that Cilium came with, or why its values are not known: helm may be missing, may have installed nothing,
 * or may not read its Secrets. None of it stops the measurement.
 */
async function findHelm({ processes }, kubernetes, kubeconfig, namespace) {
    try {
        const release = (await findInstalled(kubernetes, namespace))?.release;
        if (release === undefined)
            return `helm did not install the Cilium in namespace ${namespace}`;
        const { context } = kubernetes;
        const helm = (0,cilium_helm/* createHelm */.xs)(processes, { kubeconfig, context, namespace: release.namespace, release: release.name });
        if ((await helm.release()) !== undefined)
            return helm;
        return `there is no Helm release "${release.name}" in namespace ${release.namespace}`;
    }
    catch (error) {
        if (error instanceof errors/* CancelledError */.cc)
            throw error;
        return (0,errors/* errorMessage */.gJ)(error);
    }
}

// EXTERNAL MODULE: ./src/baseline/files.ts
var files = __webpack_require__(69744);
// EXTERNAL MODULE: ./src/cluster/aks/az.ts
var aks_az = __webpack_require__(10573);
;// CONCATENATED MODULE: ./src/cluster/aks/show.ts



const clusterSchema = schemas/* looseObject */._H3({
    name: schemas/* string */.YjP(),
    location: schemas/* string */.YjP(),
    provisioningState: schemas/* string */.YjP(),
    powerState: schemas/* looseObject */._H3({ code: schemas/* string */.YjP() }).nullish(),
    networkProfile: schemas/* looseObject */._H3({
        networkPlugin: schemas/* string */.YjP().nullish(),
        networkDataplane: schemas/* string */.YjP().nullish(),
        podCidr: schemas/* string */.YjP().nullish(),
        serviceCidr: schemas/* string */.YjP().nullish(),
        advancedNetworking: schemas/* looseObject */._H3({
            enabled: schemas/* boolean */.zMY().nullish(),
            security: schemas/* looseObject */._H3({ transitEncryption: schemas/* looseObject */._H3({ type: schemas/* string */.YjP().nullish() }).nullish() })
                .nullish()
        })
            .nullish()
    })
});
/** What Azure says of a cluster. Throws an InputError when there is none of this name. */
async function showCluster(az, resourceGroup, name) {
    try {
        return await az.json(['aks', 'show', '--resource-group', resourceGroup, '--name', name], clusterSchema);
    }
    catch (error) {
        if (!(error instanceof aks_az/* AzError */.sp))
            throw error;
        if (error.hasCode('ResourceGroupNotFound')) {
            throw new errors/* InputError */.dz(`aks-resource-group: there is no "${resourceGroup}" in subscription ${az.subscription}; write the group of the cluster, or log in to its subscription`);
        }
        if (error.hasCode('ResourceNotFound')) {
            throw new errors/* InputError */.dz(`aks-name: there is no AKS cluster "${name}" in the resource group ${resourceGroup}; see: az aks list --resource-group ${resourceGroup} --output table`);
        }
        throw error;
    }
}
/** Whose network it is. Throws an InputError for any other network than Cilium's, and a ClusterError for a cluster that does not run. */
function networkingOf(cluster) {
    const { name, powerState, provisioningState, networkProfile } = cluster;
    if (powerState?.code === 'Stopped') {
        throw new errors/* ClusterError */.b$(`the AKS cluster ${name} is stopped; start it with: az aks start`);
    }
    if (provisioningState === 'Deleting' || provisioningState === 'Creating') {
        throw new errors/* ClusterError */.b$(`the AKS cluster ${name} is in state ${provisioningState}; wait, or name another one`);
    }
    const plugin = networkProfile.networkPlugin ?? 'none';
    if (plugin === 'none')
        return 'byocni';
    if (plugin === 'azure' && networkProfile.networkDataplane === 'cilium')
        return 'managed';
    throw new errors/* InputError */.dz(`aks-name: the network of "${name}" is ${plugin} (dataplane ${networkProfile.networkDataplane ?? 'azure'}), where Cilium cannot be put in; name a cluster made with --network-plugin none (BYOCNI), or with --network-plugin azure --network-dataplane cilium`);
}

;// CONCATENATED MODULE: ./src/cluster/aks/adapt.ts



/**
 * The options as the cluster allows them: one whose Cilium Azure manages is measured as it is (`apply: false`). Throws an
 * InputError when inputs were given that such a cluster cannot take. Other clusters, and a mere plan, are not asked.
 */
async function adaptToManaged(host, options) {
    const { cluster } = options;
    if (cluster.provider !== 'aks' || cluster.kind !== 'existing' || !options.apply || options.planOnly)
        return options;
    const az = await (0,aks_az/* findAz */.JW)(host);
    const found = await showCluster(az, cluster.resourceGroup, cluster.name);
    if (networkingOf(found) === 'byocni')
        return options;
    const useless = cluster.appliedInputs;
    if (useless.length > 0) {
        throw new errors/* InputError */.dz(`${useless.join(', ')}: "${cluster.name}" has Azure CNI powered by Cilium, whose version, values and modes Azure decides; leave out ${useless.join(', ')}`);
    }
    if (cluster.scenariosGiven && options.scenarios.length > 1) {
        throw new errors/* InputError */.dz(`scenarios: lists ${String(options.scenarios.length)}, but "${cluster.name}" has Azure CNI powered by Cilium and is in one; name that one, or leave it out`);
    }
    return { ...options, apply: false, scenarios: cluster.scenariosGiven ? options.scenarios : [] };
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./src/cilium/rollout.ts + 3 modules
var cilium_rollout = __webpack_require__(76399);
// EXTERNAL MODULE: ./src/host/try-again.ts
var try_again = __webpack_require__(96926);
// EXTERNAL MODULE: ./src/cilium/mend.ts
var mend = __webpack_require__(21157);
;// CONCATENATED MODULE: ./src/cilium/upgrade.ts



/** Helm itself gives a change of somebody else five minutes; an API server that restarts, or a registry that fails, is back sooner. */
const upgrade_limitSeconds = 300;
/**
 * Upgrades the release, again while helm fails for reasons that pass. Helm refuses every upgrade while a revision is pending:
 * one that an upgrade of this run left is removed, and a change of somebody else is waited for.
 */
async function upgradePatiently(upgrade) {
    const { host, kubernetes, helm, namespace, chart, valuesFiles, block, cutOff } = upgrade;
    await (0,try_again/* tryAgain */.Q)(host, (0,host_limit/* startLimit */.iP)(host.clock, upgrade_limitSeconds), async () => {
        if (cutOff.size > 0)
            await (0,mend/* removeCutOff */.Iz)(kubernetes, helm, namespace, cutOff, host.outputs.info);
        cutOff.add(block);
        await helm.upgrade(chart, valuesFiles);
        cutOff.clear();
    });
}

;// CONCATENATED MODULE: ./src/cilium/apply.ts





/**
 * Puts Cilium into a scenario's mode by one helm upgrade with the full values, in the order cluster < user's files <
 * scenario, and waits until the agents of the measured nodes show it.
 */
async function applyScenario(setup, scenario, block) {
    const { host, kubernetes, helm } = setup;
    const started = host.clock.seconds();
    const since = host.clock.now();
    const annotation = { [scenario_values/* blockAnnotation */.TU]: block };
    const owned = {
        ...(0,scenario_values/* scenarioValues */.jr)(scenario, setup.network, setup.version, setup.modes),
        podAnnotations: annotation,
        operator: { podAnnotations: annotation }
    };
    const clusterFile = `${setup.workFolder}/cluster-values.yaml`;
    const scenarioFile = `${setup.workFolder}/scenario-values.yaml`;
    await host.files.write(clusterFile, (0,dist/* stringify */.As)((0,scenario_values/* clusterValuesFor */.o2)(setup.clusterValues, scenario)), 0o600);
    await host.files.write(scenarioFile, (0,dist/* stringify */.As)(owned), 0o600);
    const valuesFiles = [clusterFile, ...setup.userValuesFiles, scenarioFile];
    const { namespace, chart, cutOff } = setup;
    await upgradePatiently({ host, kubernetes, helm, namespace, chart, valuesFiles, block, cutOff });
    const rollout = { namespace, scenario, nodes: setup.nodes, since };
    await (0,cilium_rollout/* waitForMode */._U)(kubernetes, host.clock, rollout, line => {
        const elapsed = Math.round(host.clock.seconds() - started);
        host.outputs.info(`  ${String(elapsed)} s: ${line}`);
    });
}
/** Reads the user's values files; throws an InputError when one is not a YAML mapping. */
async function readUserValues(host, files) {
    return Promise.all(files.map(async (file) => {
        const document = (0,dist/* parse */.qg)(await host.files.read(file)) ?? {};
        if (typeof document !== 'object' || Array.isArray(document)) {
            throw new errors/* InputError */.dz(`cilium-values: ${file} is not a mapping of Helm values`);
        }
        return document;
    }));
}

// EXTERNAL MODULE: ./src/cluster/kind-config.ts
var kind_config = __webpack_require__(9633);
// EXTERNAL MODULE: ./src/cluster/kind.ts + 2 modules
var kind = __webpack_require__(58895);
// EXTERNAL MODULE: ./src/kubernetes/kubeconfig.ts
var kubernetes_kubeconfig = __webpack_require__(19741);
;// CONCATENATED MODULE: ./src/cluster/kubeconfig.ts

/**
 * A cluster of the user's: reached, measured, never created or removed. Helm knows no service account of a pod as a context,
 * so that one is written to `ownFile` as a kubeconfig.
 */
function createKubeconfigCluster({ files, environment }, options, ownFile) {
    return {
        async obtain() {
            const found = findContext(options, environment);
            const context = found['current-context'] ?? undefined;
            const own = options.kubeconfig === undefined && context === kubernetes_kubeconfig/* inClusterContext */.DM;
            if (own)
                await files.write(ownFile, JSON.stringify(found), 0o600);
            return {
                provider: 'kubeconfig',
                name: context,
                ours: false,
                kubeconfig: own ? ownFile : options.kubeconfig,
                context,
                ciliumValues: {},
                tolerateControlPlane: false
            };
        }
    };
}
/** The context that the inputs mean. Throws an InputError when the kubeconfig does not have it; asks no cluster. */
function findContext({ kubeconfig, context, allowReconfigure }, environment) {
    return (0,kubernetes_kubeconfig/* selectContext */.Ku)((0,kubernetes_kubeconfig/* readKubeconfig */.UU)(kubeconfig, environment), context ?? allowReconfigure);
}

;// CONCATENATED MODULE: ./src/subject.ts






/** For a registry that is busy. Nothing waits for the run yet, so a wrong address is said soon. */
const chartLimitSeconds = 60;
/** Reads chart and values before anything is touched, and refuses what cannot go together with the scenarios. */
async function readSubject(host, options, version, valuesFiles) {
    const chart = { source: options.cilium.chart, version };
    const [{ name: chartName, version: chartVersion }, userValues] = await Promise.all([
        (0,try_again/* tryAgain */.Q)(host, (0,host_limit/* startLimit */.iP)(host.clock, chartLimitSeconds), () => (0,cilium_helm/* readChart */.VR)(host.processes, chart)),
        readUserValues(host, valuesFiles)
    ]);
    const subject = { chart, chartName, chartVersion, valuesFiles, userValues };
    refuse(options, subject, {});
    return subject;
}
/** The candidate: what the inputs name. */
async function readCandidate(host, options) {
    const { version, versionFile, valuesFiles } = options.cilium;
    const chosen = versionFile === undefined ? version : readVersion(versionFile, await host.files.read(versionFile));
    return readSubject(host, options, chosen, valuesFiles);
}
/** The version in a file's first line. Throws an InputError when there is none. */
function readVersion(path, text) {
    const version = /^v?(\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]+)?)\s*(?:\n|$)/.exec(text)?.[1];
    if (version === undefined) {
        throw new errors/* InputError */.dz(`cilium-version-file: the first line of ${path} is not a version; write three numbers, for example 1.20.2`);
    }
    return version;
}
/** Throws an InputError with a sentence for each thing that cannot be measured as asked. */
function refuse(options, { chartVersion, userValues, valuesFrom }, found) {
    const circumstances = {
        ciliumVersion: chartVersion,
        provider: options.cluster.provider,
        tests: options.tests,
        userValues,
        ...found
    };
    const sentences = options.scenarios.flatMap(scenario => refusals(scenario, options.modes, circumstances));
    if (sentences.length === 0)
        return;
    const whose = valuesFrom === undefined ? [] : [`cilium-values: not given, so the values are those of ${valuesFrom}.`];
    throw new errors/* InputError */.dz([...new Set(sentences), ...whose].join('\n'));
}

;// CONCATENATED MODULE: ./src/check-files.ts






/**
 * Reads every file that a run with these options would read, as far as that needs no other program, and refuses what the
 * run would refuse: for `plan-only`. Throws an InputError. An earlier run that could not be compared with is a warning,
 * as it is for the run.
 */
async function checkFiles(host, options) {
    const { cluster, cilium, comparing } = options;
    if (cluster.provider === 'kind' && cluster.configFile !== undefined) {
        const { name, workers, configFile } = cluster;
        (0,kind_config/* kindConfig */.p)(await host.files.read(configFile), { name, workers, imageInput: (0,kind/* imageInput */.EA)(cluster) });
    }
    if (cluster.provider === 'kubeconfig')
        findContext(cluster, host.environment);
    if (options.apply) {
        const { versionFile, valuesFiles } = cilium;
        const version = versionFile === undefined ? cilium.version : readVersion(versionFile, await host.files.read(versionFile));
        await checkArm(host, options, version, valuesFiles);
        const { referenceValues = valuesFiles, referenceVersion = version } = comparing;
        await checkArm(host, options, referenceVersion, referenceValues);
    }
    for (const reason of await (0,files/* refusedBaselineFiles */.pF)(host.files, comparing.baselineFiles)) {
        host.outputs.warning(`baseline-files: ${reason}`);
    }
}
/** A chart by path tells its version to helm alone; what depends on that is left to the run. */
async function checkArm(host, options, chartVersion, valuesFiles) {
    const userValues = await readUserValues(host, valuesFiles);
    if (chartVersion !== undefined)
        refuse(options, { chartVersion, userValues }, {});
}

// EXTERNAL MODULE: ./src/cluster/aks/login.ts
var login = __webpack_require__(29769);
// EXTERNAL MODULE: ./src/cluster/aks/tags.ts
var tags = __webpack_require__(39895);
// EXTERNAL MODULE: ./src/plan/plan.ts + 1 modules
var plan_plan = __webpack_require__(10466);
// EXTERNAL MODULE: ./src/results/redact.ts + 5 modules
var redact = __webpack_require__(69154);
;// CONCATENATED MODULE: ./src/cluster/aks/credentials.ts





const kubeconfigSchema = schemas/* looseObject */._H3({
    users: schemas/* array */.YOg(schemas/* looseObject */._H3({
        user: schemas/* looseObject */._H3({
            exec: schemas/* looseObject */._H3({ command: schemas/* string */.YjP(), args: schemas/* array */.YOg(schemas/* string */.YjP()).nullish() }).nullish()
        })
    }))
});
/**
 * Fetches a cluster's credentials into a file of the run, with the cluster's name as context. Where Azure AD is asked for
 * them, kubelogin is told to take the login of az: its own default waits for a person and a code.
 */
async function fetchCredentials(host, az, cluster, kubeconfig) {
    const { resourceGroup, name } = cluster;
    await host.files.write(kubeconfig, '', 0o600);
    await az.run([
        ...['aks', 'get-credentials', '--resource-group', resourceGroup, '--name', name],
        ...['--file', kubeconfig, '--context', name, '--overwrite-existing']
    ], 
    // az itself calls kubelogin where it finds it, on whatever this names: never on the user's own file.
    { KUBECONFIG: kubeconfig });
    const plugin = kubeconfigSchema.safeParse((0,dist/* parse */.qg)(await host.files.read(kubeconfig))).data?.users[0]?.user.exec;
    if (plugin?.command !== 'kubelogin')
        return;
    await (0,login/* keepLogin */.Lp)(host);
    try {
        const converted = await host.processes.run('kubelogin', [
            ...['convert-kubeconfig', '--login', 'azurecli', '--kubeconfig', kubeconfig]
        ]);
        if (converted.exitCode === 0)
            return;
        throw new errors/* ClusterError */.b$((0,redact/* redactText */.Rd)(converted.stderr || converted.stdout).trim());
    }
    catch (error) {
        throw new errors/* ClusterError */.b$(`the AKS cluster ${name} asks Azure AD who comes, so its credentials need kubelogin on the PATH; run azure/use-kubelogin in a step before this one, or az aks install-cli: ${(0,errors/* errorMessage */.gJ)(error)}`);
    }
}

// EXTERNAL MODULE: ./src/cluster/aks/groups.ts
var groups = __webpack_require__(59130);
// EXTERNAL MODULE: ./src/inputs/cidr.ts
var cidr = __webpack_require__(7491);
;// CONCATENATED MODULE: ./src/cluster/aks/values.ts



/** A cluster whose description names no range of the pods gets the one of Cilium's own tests. */
const defaultPodCidr = '192.168.0.0/16';
/** What Cilium must be told on a BYOCNI cluster; its Services take a part of Cilium's own default, 10.0.0.0/8. */
function byocniValues(podCidr) {
    return {
        aksbyocni: { enabled: true },
        ipam: { mode: 'cluster-pool', operator: { clusterPoolIPv4PodCIDRList: [podCidr ?? defaultPodCidr] } },
        // Azure's network hands no packet on by a node's address unless a route of its own says so.
        autoDirectNodeRoutes: false
    };
}
const poolSchema = schemas/* looseObject */._H3({
    'cluster-pool-ipv4-cidr': schemas/* string */.YjP().min(1),
    'cluster-pool-ipv4-mask-size': schemas/* string */.YjP().regex(/^\d+$/).optional()
});
/** The values with the pool that a running Cilium (its ConfigMap) has: on a living cluster it cannot change. */
function keepPool(values, config) {
    const pool = poolSchema.safeParse(config).data;
    if (pool === undefined)
        return values;
    const maskSize = pool['cluster-pool-ipv4-mask-size'];
    return {
        ...values,
        ipam: {
            mode: 'cluster-pool',
            operator: {
                clusterPoolIPv4PodCIDRList: (0,cidr/* listedRanges */.eh)(pool['cluster-pool-ipv4-cidr']),
                ...(maskSize === undefined ? {} : { clusterPoolIPv4MaskSize: Number(maskSize) })
            }
        }
    };
}
/** Throws an InputError when the pods would have addresses of the Services: whom a packet is for could not be told. */
function clearOfServices(podRanges, serviceCidr) {
    const taken = podRanges.find(range => serviceCidr !== undefined && (0,cidr/* cidrsOverlap */.hj)(range, serviceCidr));
    if (taken === undefined)
        return;
    throw new errors/* InputError */.dz(`cilium-values: the range of the pods, ${taken}, overlaps ${serviceCidr ?? ''}, the range of the cluster's Services; write for example ipam.operator.clusterPoolIPv4PodCIDRList: [${defaultPodCidr}]`);
}

;// CONCATENATED MODULE: ./src/cluster/aks/ephemeral.ts









const progressSeconds = 10;
const toldEverySeconds = 60;
const idSchema = schemas/* looseObject */._H3({ id: schemas/* string */.YjP() });
/**
 * A BYOCNI cluster of two nodes, in a resource group of its own that has the run's name. Everything goes with that group,
 * so nothing but its deletion has to be undone.
 */
function createEphemeralAks(host, options, run) {
    return {
        async obtain() {
            const az = await (0,aks_az/* findAz */.JW)(host);
            const name = run.runId;
            // az would take a group that is there for its own, tags and all, and the clean-up would remove it.
            if ((await (0,groups/* findGroup */.$B)(az, name)) !== undefined) {
                throw new errors/* ClusterError */.b$(`a resource group ${name} exists already and is not this run's; start the run again`);
            }
            await run.beforeCreation({ subscription: az.subscription, resourceGroup: name });
            host.outputs.info(`resource group ${name} in ${options.location} (subscription ${az.subscription})`);
            const tags = [...options.tags, ...run.tags()];
            await az.run(['group', 'create', '--name', name, '--location', options.location, '--tags', ...tags]);
            const place = await placeNodes(az, name, options, tags);
            await createCluster(host, az, name, options, tags, place);
            await fetchCredentials(host, az, { resourceGroup: name, name }, run.kubeconfig);
            const { networkProfile } = await showCluster(az, name, name);
            return {
                provider: 'aks',
                networking: 'byocni',
                name,
                ours: true,
                kubeconfig: run.kubeconfig,
                context: name,
                ciliumValues: byocniValues(options.podCidr),
                serviceCidr: networkProfile.serviceCidr ?? undefined,
                tolerateControlPlane: false
            };
        }
    };
}
/** The flags that keep both nodes near to each other: a zone, or a proximity placement group, which every region has. */
async function placeNodes(az, name, { zone, location }, tags) {
    if (zone !== undefined)
        return ['--zones', zone];
    const { id } = await az.json([
        ...['ppg', 'create', '--resource-group', name, '--name', name, '--location', location, '--type', 'Standard'],
        ...['--tags', ...tags]
    ], idSchema);
    return ['--ppg', id];
}
async function createCluster(host, az, name, { location, vmSize, podCidr, kubernetesVersion }, tags, place) {
    const creation = az.run([
        ...['aks', 'create', '--resource-group', name, '--name', name, '--location', location],
        ...['--network-plugin', 'none', '--pod-cidr', podCidr],
        ...['--node-count', String(aks_cost/* nodeCount */.kV), '--node-vm-size', vmSize, ...place],
        ...(kubernetesVersion === undefined ? [] : ['--kubernetes-version', kubernetesVersion]),
        // No key: nobody logs in to the nodes.
        ...['--tier', 'free', '--no-ssh-key', '--tags', ...tags]
    ]);
    await withProgress(host, `creating the AKS cluster ${name} (${String(aks_cost/* nodeCount */.kV)} x ${vmSize})`, creation);
}
/** az is silent for minutes; a log without a line looks like a job that hangs. */
async function withProgress(host, what, work) {
    const started = host.clock.seconds();
    let told = started;
    host.outputs.info(`  ${what}: takes about five minutes`);
    for (;;) {
        const ended = await Promise.race([work.then(() => true), host.clock.sleep(progressSeconds).then(() => false)]);
        const now = host.clock.seconds();
        if (ended) {
            host.outputs.info(`  ${what}: done after ${(0,plan_plan/* formatMinutes */.dp)(now - started)}`);
            return;
        }
        if (now - told < toldEverySeconds)
            continue;
        told = now;
        host.outputs.info(`  ${what}: ${(0,plan_plan/* formatMinutes */.dp)(now - started)} elapsed`);
    }
}

// EXTERNAL MODULE: ./src/cluster/aks/managed.ts
var managed = __webpack_require__(65929);
;// CONCATENATED MODULE: ./src/cluster/aks/existing.ts






/** An AKS cluster of the user's: found by name, never created or removed. */
function createExistingAks(host, options, kubeconfig, apply, beforeChange) {
    const { resourceGroup, name } = options;
    return {
        async obtain() {
            const az = await (0,aks_az/* findAz */.JW)(host);
            const cluster = await showCluster(az, resourceGroup, name);
            const networking = networkingOf(cluster);
            if (networking === 'byocni') {
                refuseUnlessAllowed(options, apply);
            }
            else {
                host.outputs.info((0,managed/* describeManaged */.xs)(cluster));
                await (0,managed/* setTransitEncryption */.x5)(host, az, options, cluster, beforeChange);
            }
            await fetchCredentials(host, az, options, kubeconfig);
            return {
                provider: 'aks',
                networking,
                name,
                ours: false,
                kubeconfig,
                context: name,
                ciliumValues: networking === 'byocni' ? byocniValues(cluster.networkProfile.podCidr) : {},
                serviceCidr: cluster.networkProfile.serviceCidr ?? undefined,
                tolerateControlPlane: false
            };
        }
    };
}
function refuseUnlessAllowed({ name, allowReconfigure, transitEncryption }, apply) {
    if (transitEncryption !== undefined) {
        throw new errors/* InputError */.dz(`aks-transit-encryption: "${name}" is a BYOCNI cluster, whose encryption scenarios decides; leave it out, and write for example scenarios: vxlan+wireguard`);
    }
    if (apply && allowReconfigure === undefined) {
        throw new errors/* InputError */.dz(`allow-reconfigure: missing; "${name}" is a BYOCNI cluster, whose Cilium would be reconfigured: write "${name}" to allow that, or apply: false to measure it as it is`);
    }
}

;// CONCATENATED MODULE: ./src/cluster/select.ts





/** The cluster that the options ask for. `remember` is told what will have to be undone before it is done. */
function selectCluster(options, host, workFolder, remember, run) {
    const kubeconfig = (0,external_node_path_.join)(workFolder, 'kubeconfig');
    switch (options.provider) {
        case 'kubeconfig':
            return createKubeconfigCluster(host, options, kubeconfig);
        case 'aks':
            return options.kind === 'existing'
                ? createExistingAks(host, options, kubeconfig, run.apply, aksTransit => remember({ aksTransit }))
                : createEphemeralAks(host, options, { ...run, kubeconfig, beforeCreation: aks => remember({ aks }) });
        case 'kind':
            return (0,kind/* createKindCluster */.HS)(host, options, kubeconfig, () => options.keep ? Promise.resolve() : remember({ kindCluster: options.name }));
    }
}

;// CONCATENATED MODULE: ./src/cluster/tools.ts


const helm = {
    name: 'helm',
    asks: ['version', '--template', '{{.Version}}'],
    minimum: [3, 8],
    why: 'it reads charts from oci:// registries'
};
const tools_kind = {
    name: 'kind',
    asks: ['version', '--quiet'],
    minimum: [0, 20],
    why: "it gives each node a cgroup namespace of its own, which Cilium's socket load balancing needs"
};
/** The engine, asked by its command. */
const docker = {
    name: 'docker',
    asks: ['info', '--format', '{{.ServerVersion}}'],
    minimum: [20, 10],
    why: 'it gives containers cgroup namespaces of their own, which kind asks for'
};
/**
 * Asks every program that a run will start for its version, all at once. Throws one InputError with a line for each that
 * is missing or too old; a version that cannot be read, of a build from source for example, is let pass.
 */
async function checkTools({ processes, environment }, { apply, cluster: { provider } }) {
    // Nothing is applied to a cluster that is measured as it is, and its Helm release is shown only where helm can tell.
    const needed = [...(apply ? [helm] : []), ...(provider === 'kind' ? [tools_kind, ...engines(environment)] : [])];
    const problems = (await Promise.all(needed.map(tool => problemOf(processes, tool)))).filter(problem => problem !== undefined);
    if (problems.length === 0)
        return;
    throw new errors/* InputError */.dz(`this machine lacks what the run starts (GitHub's Ubuntu runners have all of it):\n${problems.join('\n')}`);
}
/** kind takes another engine than Docker when its own variable says so, and checks that one itself. */
function engines(environment) {
    const named = environment['KIND_EXPERIMENTAL_PROVIDER'];
    return named === undefined || named === '' || named === 'docker' ? [docker] : [];
}
async function problemOf(processes, { name, asks, minimum, why }) {
    const wanted = `${minimum.join('.')}.0 or newer is needed (${why})`;
    try {
        const { exitCode, stdout, stderr } = await processes.run(name, asks);
        const version = /\d+\.\d+\.\d+\S*/.exec(stdout)?.[0];
        if (exitCode !== 0) {
            const said = (stderr || stdout).trim().split('\n')[0] ?? '';
            return `${name}: ${name} ${asks[0] ?? ''} failed (exit code ${String(exitCode)}): ${said}; version ${wanted}`;
        }
        return (0,scenario_version/* isBefore */.Y)(version, ...minimum) ? `${name}: version ${String(version)} found; ${wanted}` : undefined;
    }
    catch (error) {
        if (!(error instanceof errors/* ClusterError */.b$))
            throw error;
        return `${name}: not found on PATH; version ${wanted}`;
    }
}

;// CONCATENATED MODULE: ./src/impossible.ts


/** The options without the scenarios that cannot work. Throws an InputError when none is left. */
function withoutImpossible(options, impossible) {
    if (impossible.size === 0)
        return options;
    const scenarios = options.scenarios.filter(scenario => !impossible.has((0,scenario_scenario/* scenarioName */.ic)(scenario)));
    if (scenarios.length === 0) {
        const reasons = [...impossible].map(([name, reason]) => `"${name}": ${reason}`);
        throw new errors/* InputError */.dz(`scenarios: none of them can work on a kind cluster of this machine: ${reasons.join('; ')}; write others, or use another runner or a cluster of other machines`);
    }
    return { ...options, scenarios };
}
/** What the run says of the scenarios that cannot work: nothing of them was tried. */
function impossibleResults({ scenarios }, impossible, arms) {
    return scenarios.flatMap(scenario => {
        const name = (0,scenario_scenario/* scenarioName */.ic)(scenario);
        const lack = impossible.get(name);
        if (lack === undefined)
            return [];
        const message = `${lack}, and all nodes of a kind cluster run on it`;
        return arms.map(arm => ({
            ...{ name, arm, ...scenario, status: 'failed' },
            ...{ reason: { kind: 'kernel-lacks', message }, values: {} }
        }));
    });
}

// EXTERNAL MODULE: ./src/plan/estimate.ts
var estimate = __webpack_require__(41517);
;// CONCATENATED MODULE: ./src/plan/next.ts
/** Decides after each round from what has been measured. */
function nextRound(plan, { finishedRounds, elapsedSeconds, decided }) {
    if (decided !== undefined)
        return { kind: 'stop', cause: 'comparison', reason: decided };
    const blocks = plan.rounds[finishedRounds];
    if (blocks === undefined) {
        return { kind: 'stop', cause: 'plan', reason: `all ${String(plan.rounds.length)} rounds are measured` };
    }
    const { budgetSeconds } = plan;
    if (budgetSeconds !== undefined && finishedRounds > 0) {
        // Rounds take alike: the same blocks in another order.
        const expected = elapsedSeconds + elapsedSeconds / finishedRounds;
        if (expected > budgetSeconds) {
            return {
                kind: 'stop',
                cause: 'time-budget',
                reason: `another round would end after ${String(Math.round(expected / 60))} minutes, beyond the time budget of ${String(Math.round(budgetSeconds / 60))}`
            };
        }
    }
    return { kind: 'round', number: finishedRounds + 1, blocks };
}

;// CONCATENATED MODULE: ./src/plan/record.ts

/** The plan as run.json keeps it. */
function recordPlan(plan) {
    return {
        suite: plan.suite,
        seed: plan.seed,
        rounds: plan.rounds.length,
        samplesPerBlock: plan.samplesPerBlock,
        scenarios: plan.scenarios.map(scenario_scenario/* scenarioName */.ic),
        tests: [...plan.tests],
        durationSeconds: plan.durationSeconds,
        omitSeconds: plan.omitSeconds,
        order: plan.rounds.map(blocks => blocks.map(block => ({
            arm: block.arm,
            scenario: (0,scenario_scenario/* scenarioName */.ic)(block.scenario),
            path: block.path,
            tests: [...block.tests]
        }))),
        estimatedSeconds: plan.estimatedSeconds
    };
}

// EXTERNAL MODULE: ./src/report/figures.ts
var figures = __webpack_require__(53831);
// EXTERNAL MODULE: ./src/report/markdown.ts
var markdown = __webpack_require__(54285);
// EXTERNAL MODULE: ./src/report/matrix-table.ts
var matrix_table = __webpack_require__(63356);
;// CONCATENATED MODULE: ./src/report/progress.ts



/** A log's line for a sample: `round 1/2 vxlan tcp-throughput 7.61 Gbit/s (5.0 s)`, or why it has no figure. */
function describeSample(sample, rounds) {
    const where = sample.path === 'host' ? 'control' : (0,markdown/* oneLine */.TN)(sample.scenario);
    const retry = sample.attempt === 1 ? '' : ' (retry)';
    const head = `round ${String(sample.round)}/${String(rounds)} ${where} ${sample.test}${retry}`;
    if (sample.status === 'invalid') {
        return `${head} invalid: ${(0,markdown/* oneLine */.TN)(sample.reason?.message ?? 'no reason was recorded')}`;
    }
    const seconds = (Date.parse(sample.endedAt) - Date.parse(sample.startedAt)) / 1000;
    return `${head} ${describeFigures(sample)} (${(0,figures/* formatDecimal */.zJ)(seconds, 1)} s)`;
}
/** A log's line for a row of a traffic matrix. */
function describeRow(row) {
    const said = row.expected === 'recorded' ? 'recorded' : row.matches ? 'as expected' : `expected ${row.expected}`;
    return `${row.source} to ${row.destination} (${(0,matrix_table/* place */.i)(row)} node): ${row.seen}, ${said}; ${(0,figures/* formatDecimal */.zJ)(row.bytes / 1e6, 1)} MB; ${(0,markdown/* oneLine */.TN)(row.reason)}`;
}
/** A log's line for the second witness of a node. */
function describeWitness({ node, seen, reason }) {
    return `second witness on ${(0,markdown/* oneLine */.TN)(node)}: ${seen}; ${(0,markdown/* oneLine */.TN)(reason)}`;
}
function describeFigures(sample) {
    const figure = (metric, scale, decimals) => {
        const value = Object.hasOwn(sample.metrics, metric) ? sample.metrics[metric]?.value : undefined;
        return value === undefined ? '?' : (0,figures/* formatDecimal */.zJ)(value / scale, decimals);
    };
    const gigabits = (metric) => figure(metric, 1e9, 2);
    const latency = () => `${figure('latency-mean', 1, 2)} µs, ${figure('transaction-rate', 1, 0)}/s`;
    const describe = {
        'tcp-throughput': () => `${gigabits('throughput')} Gbit/s`,
        'tcp-bidirectional': () => `${gigabits('throughput-tx')}/${gigabits('throughput-rx')} Gbit/s`,
        'tcp-latency': latency,
        'tcp-stream': () => `${gigabits('throughput')} Gbit/s`,
        'udp-throughput': () => `${gigabits('throughput')} Gbit/s, ${figure('lost-datagrams', 1, 1)} % lost`,
        'udp-latency': latency,
        'tcp-connect': latency
    };
    return describe[sample.test]();
}

// EXTERNAL MODULE: ./src/statistics/design.ts
var design = __webpack_require__(46977);
// EXTERNAL MODULE: ./src/statistics/expected.ts
var expected = __webpack_require__(93395);
// EXTERNAL MODULE: ./src/suite/index.ts + 11 modules
var suite = __webpack_require__(8357);
// EXTERNAL MODULE: ./src/verdict/policy.ts
var verdict_policy = __webpack_require__(52815);
// EXTERNAL MODULE: ./src/report/change.ts
var change = __webpack_require__(46484);
// EXTERNAL MODULE: ./src/report/outcomes.ts
var outcomes = __webpack_require__(51921);
;// CONCATENATED MODULE: ./src/report/sight.ts







/** What the plan's comparison of arms can show, before anything is measured; nothing for a plan without a second arm. */
function describeSight(plan, policy) {
    const metrics = plan.tests.flatMap(test => [suite/* tests */.C[test].primaryMetric, ...(0,verdict_policy/* gatedBesides */.X1)(policy, test)]);
    const own = metrics.length * plan.scenarios.length;
    if (plan.arms.length === 1 || own === 0)
        return [];
    const family = own * policy.legs;
    const others = policy.legs === 1 ? '' : ` and as many in each of ${String(policy.legs - 1)} other jobs`;
    const rounds = plan.rounds.length;
    const sd = (0,expected/* differenceSd */.xu)(expected/* ASSUMED_NOISE */.mG, plan.samplesPerBlock);
    const sight = [...new Set(metrics.map(betterOf))].flatMap(better => {
        const { log } = (0,verdict_policy/* marginFor */.o6)(policy, better);
        const detectable = (0,expected/* expectedDetectable */.OT)((0,design/* designFor */.m)(rounds), family, log, sd);
        return detectable === undefined ? [] : [{ better, detectable }];
    });
    if (sight.length === 0)
        return [`  sees: nothing, for ${String(rounds)} rounds are too few to know the noise; plan three`];
    const { within, between } = expected/* ASSUMED_NOISE */.mG;
    return [
        `  sees in 9 of 10 cases: ${describeLosses(sight)}, if figures scatter by ${(0,change/* formatShare */.T1)(within)} within blocks and ${(0,change/* formatShare */.T1)(between)} between them; ${String(own)} metrics gate in ${plan.scenarios.map(scenario_scenario/* scenarioName */.ic).join(', ')}${others}`
    ];
}
/** The same from the noise of the rounds that were measured; nothing before it is known, and nothing after the last one. */
function describeMeasuredSight(sight, rounds, planned) {
    if (sight.length === 0 || rounds >= planned)
        return [];
    const after = `after round ${String(rounds)}: by the noise until now`;
    return [`${after}, ${String(planned)} rounds will see in 9 of 10 cases ${describeLosses(sight)}`];
}
/** The largest of what can be missed, by direction. */
function describeLosses(sight) {
    return ['higher', 'lower']
        .flatMap(better => {
        const all = sight.filter(one => one.better === better).map(one => one.detectable);
        if (all.length === 0)
            return [];
        const largest = Math.max(...all);
        const share = better === 'higher' ? 1 - Math.exp(-largest) : Math.exp(largest) - 1;
        return [`${outcomes/* lossWords */.VH[better]} by ${(0,change/* formatShare */.T1)(share)}`];
    })
        .join(' or ');
}
/** What no sample tells yet is told by the name: what is neither a throughput nor a rate grows when it gets worse. */
function betterOf(metric) {
    return /^throughput|rate$/.test(metric) ? 'higher' : 'lower';
}

// EXTERNAL MODULE: ./src/results/lasting.ts
var lasting = __webpack_require__(31694);
// EXTERNAL MODULE: ./src/verdict/paired.ts + 5 modules
var paired = __webpack_require__(80066);
;// CONCATENATED MODULE: ./src/cilium/ztunnel-state.ts







/** An agent hears of a new pod and tells its ztunnel within seconds. */
const ztunnel_state_limitSeconds = 60;
const ztunnel_state_pollSeconds = 0.5;
const ztunnel_state_readingSeconds = 20;
/**
 * ztunnel's own view, of its admin port. That listens on the node's loopback only, and ztunnel's image has no shell, so our
 * host pod asks; its bash can, where curl is missing. Cilium's connectivity test reads the same.
 */
const configSection = {
    name: 'ztunnel-config',
    command: [
        ...['bash', '-c'],
        'exec 3<>/dev/tcp/127.0.0.1/15000 && printf "GET /config_dump HTTP/1.0\\r\\n\\r\\n" >&3 && cat <&3'
    ],
    keep: src_proof/* someText */.aX
};
/**
 * The public certificate of Cilium's own CA, mounted into the agent with ztunnel's Secret. The Secret itself holds private
 * keys, so it is not read for that.
 */
const caSection = { name: 'internal-ca', command: ['cat', '/etc/ztunnel/ca-root.crt'], keep: src_proof/* someText */.aX };
const dumpSchema = schemas/* object */.Ikc({
    workloads: schemas/* array */.YOg(schemas/* object */.Ikc({
        workloadIps: schemas/* array */.YOg(schemas/* string */.YjP()).default([]),
        protocol: schemas/* string */.YjP().default(''),
        status: schemas/* string */.YjP().default('')
    })),
    certificates: schemas/* array */.YOg(schemas/* object */.Ikc({ identity: schemas/* string */.YjP(), certChain: schemas/* array */.YOg(schemas/* object */.Ikc({ pem: schemas/* string */.YjP() })).default([]) }))
});
/**
 * Waits until the ztunnel of the client's node knows both pods as healthy HBONE workloads, and that of the server's node the
 * server. A ztunnel that cannot be asked is not waited for: the proof of each probe decides. @throws ClusterError when one
 * that answers does not know a pod in time.
 */
async function waitForWorkloads(hosts, clock, client, server) {
    const limit = (0,host_limit/* startLimit */.iP)(clock, ztunnel_state_limitSeconds);
    const needed = [
        { by: client.node, pod: client },
        { by: client.node, pod: server },
        { by: server.node, pod: server }
    ];
    for (;;) {
        const nodes = [client.node, server.node];
        const dumps = await Promise.all(nodes.map(async (node) => dumpOf(await hosts.read(node, [configSection]))));
        const missing = needed.find(({ by, pod }) => {
            const dump = dumps[nodes.indexOf(by)];
            return dump !== undefined && !knows(dump, pod);
        });
        if (missing === undefined)
            return;
        if (limit.isOver()) {
            throw new errors/* ClusterError */.b$(`the ztunnel on ${missing.by} does not have the test pod ${missing.pod.ip} as a healthy HBONE workload after ${String(limit.seconds)} s`);
        }
        await clock.sleep(ztunnel_state_pollSeconds);
    }
}
/**
 * Who issued a test pod's certificate, of the ztunnel of its node; ztunnel asks for one with the pod's first connection.
 * `undefined` when ztunnel cannot be asked or has none.
 */
async function readIssuer(hosts, kubernetes, ciliumNamespace, pod) {
    const dump = dumpOf(await hosts.read(pod.node, [configSection]));
    if (dump === undefined)
        return undefined;
    const agent = await (0,cilium_agents/* agentOn */.lR)(kubernetes, ciliumNamespace, pod.node);
    const ca = agent && textOf(await (0,cilium_agents/* readSections */.jn)(kubernetes, agent, [caSection], ztunnel_state_readingSeconds), caSection);
    return issuerOf(dump, pod, certificate(ca));
}
function textOf(place, section) {
    const reading = place.sections[section.name];
    return reading?.ok === true ? reading.text : undefined;
}
function dumpOf(place) {
    const answer = textOf(place, configSection);
    if (answer === undefined)
        return undefined;
    const body = answer.slice(answer.indexOf('{'));
    return dumpSchema.safeParse((0,json/* safeJson */.o)(body)).data;
}
function knows(dump, { ip }) {
    const workload = dump.workloads.find(({ workloadIps }) => workloadIps.includes(ip));
    return workload?.protocol === 'HBONE' && workload.status === 'Healthy';
}
function issuerOf(dump, { namespace, serviceAccount }, ca) {
    const own = dump.certificates.find(({ identity }) => identity.endsWith(`/ns/${namespace}/sa/${serviceAccount}`));
    const encoded = own?.certChain[0]?.pem;
    const leaf = encoded === undefined ? undefined : certificate(Buffer.from(encoded, 'base64').toString());
    if (leaf === undefined)
        return undefined;
    const name = leaf.issuer.split('\n').join(', ');
    return { name, internal: ca === undefined ? undefined : leaf.verify(ca.publicKey) };
}
function certificate(pem) {
    if (pem === undefined)
        return undefined;
    try {
        return new external_node_crypto_.X509Certificate(pem);
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./src/cilium/datapath.ts



/** The settings that an agent really has: those that can change while it runs. */
const datapath_configSection = {
    name: 'config',
    command: ['cilium-dbg', 'config', '-o', 'json'],
    keep: src_proof/* wholeJson */.e9
};
const statusSchema = schemas/* object */.Ikc({
    routing: schemas/* object */.Ikc({ 'intra-host-routing-mode': schemas/* string */.YjP().optional() }).nullish(),
    'datapath-mode': schemas/* string */.YjP().optional(),
    hubble: schemas/* object */.Ikc({ state: schemas/* string */.YjP().optional() }).nullish(),
    'ipv4-big-tcp': schemas/* object */.Ikc({ enabled: schemas/* boolean */.zMY().default(false), maxGSO: schemas/* number */.aig().optional() }).optional()
});
const configSchema = schemas/* object */.Ikc({ MonitorAggregationLevel: schemas/* string */.YjP().optional() });
/**
 * How an agent carries packets, by its `cilium-dbg status -o json` (1.16 to 1.20) and its settings: what a kernel cannot do it
 * does otherwise than the values say. What it does not tell is left out; `undefined` when its status cannot be read.
 */
function datapathOf(status, config) {
    const parsed = statusSchema.safeParse((0,json/* safeJson */.o)(status)).data;
    if (parsed === undefined)
        return undefined;
    const { routing, hubble, 'datapath-mode': mode, 'ipv4-big-tcp': bigTcp } = parsed;
    const hostRouting = routing?.['intra-host-routing-mode'];
    const settings = config?.ok === true ? configSchema.safeParse((0,json/* safeJson */.o)(config.text)).data : undefined;
    const monitorAggregation = settings?.MonitorAggregationLevel;
    return {
        ...(hostRouting === undefined ? {} : { hostRouting }),
        ...(mode === undefined ? {} : { mode }),
        ...(hubble?.state === undefined ? {} : { hubble: hubble.state }),
        ...(monitorAggregation === undefined ? {} : { monitorAggregation }),
        ...(bigTcp === undefined
            ? {}
            : { bigTcp: bigTcp.enabled ? `IPv4, ${String(bigTcp.maxGSO ?? '?')} bytes` : 'Disabled' })
    };
}

;// CONCATENATED MODULE: ./src/kubernetes/describe.ts

const describe_readingSeconds = 15;
/** What Kubernetes itself knows of a node. */
function nodeFacts(node, role) {
    const info = node.status?.nodeInfo;
    const labels = node.metadata?.labels ?? {};
    return {
        name: node.metadata?.name ?? '',
        role,
        controlPlane: isControlPlane(node),
        kernel: info?.kernelVersion ?? '',
        osImage: info?.osImage ?? '',
        containerRuntime: info?.containerRuntimeVersion ?? '',
        architecture: info?.architecture ?? '',
        cpus: node.status?.capacity?.['cpu'] ?? '',
        ...optional('instanceType', labels['node.kubernetes.io/instance-type']),
        ...optional('zone', labels['topology.kubernetes.io/zone']),
        ...optional('nodeImage', labels['kubernetes.azure.com/node-image-version'])
    };
}
function optional(key, value) {
    return value === undefined || value === '' ? {} : { [key]: value };
}
/** MTU of a pod's eth0, bytes. That of its route takes a program that the test image does not have. */
async function readPodMtu(kubernetes, pod) {
    const { exitCode, stdout } = await kubernetes.exec(pod, ['cat', '/sys/class/net/eth0/mtu'], describe_readingSeconds);
    const podMtu = Number(stdout.trim());
    return exitCode === 0 && Number.isInteger(podMtu) && podMtu > 0 ? { podMtu } : {};
}

// EXTERNAL MODULE: ./src/kubernetes/port.ts
var port = __webpack_require__(66497);
;// CONCATENATED MODULE: ./src/kubernetes/reachable.ts


/** The upgrade of a managed control plane takes it away for less. */
const reachable_limitSeconds = 120;
const reachable_pollSeconds = 1;
/** Waits until the API server answers. Rejects with a ClusterError that holds its last words when it does not come back. */
async function waitForApiServer(kubernetes, clock) {
    const limit = (0,host_limit/* startLimit */.iP)(clock, reachable_limitSeconds);
    for (;;) {
        try {
            await kubernetes.version();
            return;
        }
        catch (error) {
            if (error instanceof errors/* CancelledError */.cc)
                throw error;
            if (limit.isOver()) {
                throw new errors/* ClusterError */.b$(`the API server was gone for more than ${String(limit.seconds)} s: ${(0,errors/* errorMessage */.gJ)(error)}`);
            }
            await clock.sleep(reachable_pollSeconds);
        }
    }
}

;// CONCATENATED MODULE: ./src/measure/attempts.ts


/** A failed sample is tried once more, on new pods. */
const limit = 2;
/**
 * Takes a sample of each test, as often as it is listed. The samples on the same pods stand or fall together, by a proof of
 * their own: what made new pods necessary, such as an agent's restart, may have ended the counters of the ones before. Those
 * that it does not carry are recorded again as invalid; also when the block cannot go on, because what was measured until
 * then needs that proof as well. Gives the reason when no pods' samples are carried.
 */
async function takeAll(tests, first, { renew, take, reasonAgainstBlock, record }) {
    let pods = first;
    /** Taken on these pods. */
    let valid = [];
    /** What each proof says against the samples that it is for. */
    const outcomes = [];
    const prove = async (on) => {
        const reason = await reasonAgainstBlock(on, valid.map(({ test }) => test));
        // What the second witness saw stands for itself: such samples do not rest on the block's counters alone.
        const counted = valid.filter(({ proof }) => !(0,src_proof/* standsByWitness */.ue)(proof?.witness));
        const carried = reason === undefined || (valid.length > 0 && counted.length === 0);
        outcomes.push(carried ? undefined : reason);
        if (!carried)
            for (const sample of counted)
                await record({ ...sample, status: 'invalid', reason });
    };
    try {
        const repeats = new Map();
        for (const test of tests) {
            const repeat = (repeats.get(test) ?? 0) + 1;
            repeats.set(test, repeat);
            for (let attempt = 1; attempt <= limit; attempt++) {
                pods ??= await renew();
                const sample = await take(pods, test, { repeat, attempt });
                if (sample.status === 'valid') {
                    valid.push(sample);
                    break;
                }
                // Whatever failed may live on in the pods: a tool that still runs, a connection that still sends.
                const old = pods;
                pods = undefined;
                if (valid.length > 0)
                    await prove(old);
                valid = [];
            }
        }
    }
    catch (error) {
        if (pods !== undefined && !(error instanceof errors/* CancelledError */.cc))
            await prove(pods);
        throw error;
    }
    if (pods !== undefined)
        await prove(pods);
    return outcomes.includes(undefined) ? undefined : outcomes.at(-1);
}

// EXTERNAL MODULE: ./src/proof/contract.ts
var contract = __webpack_require__(87918);
;// CONCATENATED MODULE: ./src/measure/execute.ts


/** Seconds for a server to say that it listens. */
const listenSeconds = 10;
/** Beyond what the tool needs: a control connection that has to be opened again, a slow exit. */
const graceSeconds = 10;
/** Starts the server side of a test where it needs one, so that other preparations can go on meanwhile. */
function prepareTest(kubernetes, pair, test, target) {
    const limit = test.expectedSeconds(target) + graceSeconds;
    const { server } = test;
    const running = server && kubernetes.startExec(pair.server.target, server.command, limit + listenSeconds);
    const listening = server && running?.line(server.readyLine, listenSeconds);
    // A server that does not come up is told when the client would have run.
    listening?.catch(() => undefined);
    return {
        async run() {
            const started = Date.now();
            try {
                await listening;
                const result = await kubernetes.exec(pair.client.target, test.client(target), limit);
                return { parsed: test.parse(result, target), output: result, started: result.started, ended: result.ended };
            }
            catch (error) {
                return failedExecution(error, started);
            }
            finally {
                running?.close();
            }
        }
    };
}
/** Runs a command in the client pod whose figures do not matter, only that it could run. */
async function warmUp(kubernetes, pair, test, target) {
    const command = test.warmUp?.(target);
    return command === undefined ? undefined : kubernetes.exec(pair.client.target, command, graceSeconds * 2);
}
function failedExecution(error, started) {
    if (error instanceof port/* ExecError */.c || error instanceof errors/* ClusterError */.b$) {
        const stdout = error instanceof port/* ExecError */.c ? error.stdout : '';
        const stderr = error instanceof port/* ExecError */.c ? error.stderr : '';
        return {
            parsed: { ok: false, reason: failureReason(error) },
            output: { exitCode: undefined, stdout, stderr },
            started,
            ended: Date.now()
        };
    }
    throw error;
}
/** The typed reason for a command that could not be followed to its end. */
function failureReason(error) {
    return { kind: error instanceof port/* ExecError */.c ? error.kind : 'cluster-failed', message: (0,errors/* errorMessage */.gJ)(error) };
}

// EXTERNAL MODULE: ./src/kubernetes/test-pods.ts
var test_pods = __webpack_require__(77483);
;// CONCATENATED MODULE: ./src/measure/observe.ts



/** Ticks per second of /proc/stat: USER_HZ, fixed at 100 for programs on Linux. */
const ticksPerSecond = 100;
const statSection = { name: 'stat', command: ['cat', '/proc/stat'], keep: src_proof/* someText */.aX };
/** The test pod's own cgroup: version 2, else version 1. */
const throttlingSection = {
    name: 'cpu-stat',
    command: ['sh', '-c', 'cat /sys/fs/cgroup/cpu.stat 2>/dev/null || cat /sys/fs/cgroup/cpu/cpu.stat'],
    keep: src_proof/* someText */.aX
};
/**
 * CPU time of every pod of the node, by the node's cgroups (version 2) in the host pod. A pod's cgroup lies one to four
 * levels deep, by its class and by who manages the cgroups.
 */
const podCpuSection = {
    name: 'pod-cpu',
    command: [
        'bash',
        '-c',
        `for stat in ${test_pods/* hostCgroups */.KO}/{,*/}{,*/}{,*/}*pod*/cpu.stat; do [ -r "$stat" ] && read -r line <"$stat" && echo "$stat:$line"; done; :`
    ],
    keep: src_proof/* someText */.aX
};
/** What is read of the nodes around a sample besides its proof; a probe goes without. */
function machineSections(encryption) {
    return { host: encryption === 'ztunnel' ? [statSection, podCpuSection] : [statSection], agent: [src_proof/* datapathSection */.fP] };
}
/** CPU seconds that a side's ztunnel used between two snapshots; `undefined` where its cgroup could not be read. */
function ztunnelSeconds(before, after, side) {
    const uid = after.ztunnels?.[side][0]?.identity.split('/')[0];
    if (uid === undefined || uid === '')
        return undefined;
    const [first, last] = [before, after].map(snapshot => podMicroseconds(observe_textOf(snapshot.hosts[side], podCpuSection) ?? '', uid));
    return first === undefined || last === undefined ? undefined : (last - first) / 1e6;
}
/** A pod's own cgroup is named `pod<uid>`; systemd's driver writes the UID with underscores and `.slice` behind it. */
function podMicroseconds(text, uid) {
    const names = [`pod${uid}/cpu.stat:`, `pod${uid.replaceAll('-', '_')}.slice/cpu.stat:`];
    const line = text.split('\n').find(candidate => names.some(name => candidate.includes(name)));
    const value = /usage_usec (\d+)$/.exec(line ?? '')?.[1];
    return value === undefined ? undefined : Number(value);
}
/** Busy CPU seconds of a side's node between two snapshots, all cores; `undefined` when one could not be read. */
function busySeconds(before, after, side) {
    const [first, last] = [before, after].map(snapshot => {
        const text = observe_textOf(snapshot.hosts[side], statSection);
        return text === undefined ? undefined : parseBusySeconds(text);
    });
    return first === undefined || last === undefined ? undefined : last - first;
}
/** Test pods whose CPU was throttled between two snapshots, as far as their cgroups can be read. */
function throttledSides(before, after) {
    return contract/* sides */.r.filter(side => {
        const [first, last] = [before, after].map(snapshot => {
            const count = /^nr_throttled (\d+)$/m.exec(observe_textOf(snapshot.pods[side], throttlingSection) ?? '')?.[1];
            return count === undefined ? undefined : Number(count);
        });
        return first !== undefined && last !== undefined && last > first;
    });
}
function observe_textOf(place, section) {
    const reading = place.sections[section.name];
    return reading?.ok === true ? reading.text : undefined;
}
/** Busy seconds of all cores from /proc/stat (proc_stat(5)): user, nice, system, irq and softirq. */
function parseBusySeconds(stat) {
    const line = /^cpu +(.*)$/m.exec(stat)?.[1];
    const [user, nice, system, , , irq, softirq] = (line ?? '').split(' ').map(Number);
    const ticks = [user, nice, system, irq, softirq].reduce((sum, value) => sum + (value ?? NaN), 0);
    if (!Number.isFinite(ticks))
        throw new Error(`unreadable /proc/stat: ${stat.slice(0, 100)}`);
    return ticks / ticksPerSecond;
}
/** How the drop counters of both nodes grew between two snapshots, by reason; nothing where they could not be read. */
function droppedBetween(before, after, nodes) {
    return contract/* sides */.r.flatMap(side => {
        const [first, last] = [before, after].map(({ agents }) => (0,src_proof/* droppedPackets */.EM)(agents[side]));
        if (first === undefined || last === undefined)
            return [];
        return [...last]
            .map(([reason, count]) => ({ node: nodes[side], reason, count: count - (first.get(reason) ?? 0) }))
            .filter(drop => drop.count > 0);
    });
}

// EXTERNAL MODULE: ./src/kubernetes/identity.ts
var kubernetes_identity = __webpack_require__(58096);
;// CONCATENATED MODULE: ./src/measure/pod-pair.ts



/** Names of the test pods and of their service accounts. */
const podNames = { client: 'perf-client', server: 'perf-server' };
/** The manifest of one end of a pair. */
function podOf(spec, role) {
    const { image, hostNetwork, tolerations } = spec;
    const name = podNames[role];
    const node = role === 'client' ? spec.clientNode : spec.serverNode;
    return (0,test_pods/* testPod */.uG)({ name, serviceAccount: name, role, node, image, hostNetwork, tolerations });
}
/** Makes client and server anew, removing any that are there, and waits until both run. */
async function createPair(kubernetes, clock, spec) {
    await removePair(kubernetes, clock, spec.namespace);
    const create = async (role) => {
        const { namespace } = spec;
        await kubernetes.createPod(namespace, podOf(spec, role));
        return toEnd(await (0,test_pods/* waitForRunning */.Gh)(kubernetes, clock, namespace, podNames[role]), namespace);
    };
    const [client, server] = await Promise.all([create('client'), create('server')]);
    return { client, server };
}
/** Removes client and server and waits until they are gone. */
async function removePair(kubernetes, clock, namespace) {
    await Promise.all(Object.values(podNames).map(name => (0,test_pods/* removePod */.gH)(kubernetes, clock, namespace, name)));
}
/** What happened to a pair's pods since it was made, or `undefined` when both are the same, unrestarted ones. */
async function pairChange(kubernetes, pair) {
    const { namespace } = pair.client.target;
    const now = new Map((await kubernetes.pods(namespace)).map(pod => [pod.metadata?.name, pod]));
    const changes = ['client', 'server'].flatMap(role => {
        const end = pair[role];
        const pod = now.get(end.pod);
        if (pod === undefined || pod.metadata?.deletionTimestamp !== undefined)
            return [`the ${role} pod ${end.pod} was deleted`];
        if (pod.status?.phase !== 'Running')
            return [`the ${role} pod ${end.pod} is ${pod.status?.phase ?? 'in no phase'}`];
        return (0,kubernetes_identity/* podIdentity */.Q)(pod) === end.identity ? [] : [`the ${role} pod ${end.pod} was replaced or restarted`];
    });
    return changes.length === 0 ? undefined : changes.join('; ');
}
function toEnd(pod, namespace) {
    const name = pod.metadata?.name ?? '';
    return {
        pod: name,
        node: pod.spec?.nodeName ?? '',
        ip: (0,pod_state/* ipv4Of */.dx)(pod, 'pod'),
        nodeIp: (0,pod_state/* ipv4Of */.dx)(pod, 'node'),
        imageId: pod.status?.containerStatuses?.[0]?.imageID ?? '',
        identity: (0,kubernetes_identity/* podIdentity */.Q)(pod),
        target: { namespace, pod: name, container: test_pods/* testContainer */.Ib, image: 'test' }
    };
}

// EXTERNAL MODULE: ./src/kubernetes/readings.ts + 1 modules
var readings = __webpack_require__(80765);
;// CONCATENATED MODULE: ./src/measure/snapshot.ts









/** Seconds for one place's readings; they take a fraction of one. */
const snapshot_readingSeconds = 20;
const ztunnelMetricsPort = 15020;
/** The kubelet tells within these seconds that a container ended and was started again. */
const restartSeconds = 3;
const restartPollSeconds = 0.5;
/** A ztunnel answers within milliseconds. One that cannot be reached would keep the API server waiting for half a minute, or for minutes. */
const metricsSeconds = 5;
/**
 * Reads both nodes by our host pods and by their agents, both test pods and, where asked, the ztunnels, all at once. What
 * cannot be read is in the snapshot as a failed reading; only a cancelled run rejects.
 */
async function takeSnapshot(observatory, pair, { sections, withZtunnels }) {
    const seconds = observatory.clock.seconds();
    const [hosts, agents, pods, ztunnels] = await Promise.all([
        ofNodes(pair, node => observatory.hosts.read(node, sections.host)),
        ofNodes(pair, node => snapshot_readAgent(observatory, node, sections.agent)),
        readPods(observatory, pair),
        withZtunnels ? readZtunnels(observatory, pair) : undefined
    ]);
    return { seconds, hosts, agents, pods, ...(ztunnels === undefined ? {} : { ztunnels }) };
}
async function snapshot_readAgent(observatory, node, sections) {
    const { kubernetes, ciliumNamespace } = observatory;
    const agent = await (0,cilium_agents/* agentOn */.lR)(kubernetes, ciliumNamespace, node).catch(failure);
    if (agent === undefined || agent instanceof Error)
        return (0,readings/* noPod */.tQ)(sections, agent?.message ?? `no Cilium agent runs on ${node}`);
    const reading = await (0,cilium_agents/* readSections */.jn)(kubernetes, agent, sections, snapshot_readingSeconds);
    const failed = Object.values(reading.sections).some(one => !one.ok && one.lasting !== true);
    const successor = failed ? await successorOf(observatory, agent) : undefined;
    if (successor === undefined)
        return reading;
    // What was read before the restart does not belong to the agent after it, so none of it is kept.
    const { identity, address } = successor;
    const why = `the Cilium agent on ${node} restarted while it was read`;
    return { identity, address, sections: (0,readings/* failedReadings */.jl)(sections, why) };
}
/** The agent that has taken another's place, waited for a little; the words of a reading that failed do not tell of it. */
async function successorOf({ kubernetes, clock, ciliumNamespace }, old) {
    const limit = (0,host_limit/* startLimit */.iP)(clock, restartSeconds);
    for (;;) {
        const now = await (0,cilium_agents/* agentOn */.lR)(kubernetes, ciliumNamespace, old.node).catch(failure);
        if (now !== undefined && !(now instanceof Error) && now.identity !== old.identity)
            return now;
        if (limit.isOver())
            return undefined;
        await clock.sleep(restartPollSeconds);
    }
}
async function readPods({ kubernetes, shells }, pair) {
    const sections = [...src_proof/* podSections */.Av, throttlingSection];
    const namespaces = [...new Set(contract/* sides */.r.map(side => pair[side].target.namespace))];
    const listed = new Map(await Promise.all(namespaces.map(async (namespace) => [namespace, await kubernetes.pods(namespace).catch(failure)])));
    const readPod = async ({ target }) => {
        const pods = listed.get(target.namespace) ?? [];
        if (pods instanceof Error)
            return { identity: '', sections: (0,readings/* failedReadings */.jl)(sections, pods.message) };
        const pod = pods.find(({ metadata }) => metadata?.name === target.pod);
        if (pod === undefined)
            return { identity: '', sections: (0,readings/* failedReadings */.jl)(sections, `pod ${target.pod} is gone`) };
        const identity = (0,kubernetes_identity/* podIdentity */.Q)(pod);
        return { identity, sections: await (0,readings/* readByShell */.Yy)(shells, target, identity, sections, snapshot_readingSeconds) };
    };
    const [client, server] = await Promise.all([readPod(pair.client), readPod(pair.server)]);
    return { client, server };
}
/** Every ztunnel pod of the two nodes; none listed is an answer, a failed listing is not. */
async function readZtunnels(observatory, pair) {
    const { kubernetes, ciliumNamespace } = observatory;
    const found = await ofNodes(pair, async (node) => {
        const pods = await kubernetes.pods(ciliumNamespace, `app=${cilium_rollout/* ztunnelName */.w9}`, node).catch(failure);
        return pods instanceof Error ? undefined : Promise.all(pods.map(pod => readZtunnel(observatory, pod)));
    });
    const { client, server } = found;
    return client === undefined || server === undefined ? undefined : { client, server };
}
async function readZtunnel({ kubernetes, ciliumNamespace }, pod) {
    const identity = (0,kubernetes_identity/* podIdentity */.Q)(pod);
    const name = pod.metadata?.name ?? '';
    try {
        const text = await kubernetes.proxyGet(ciliumNamespace, name, ztunnelMetricsPort, 'metrics', metricsSeconds);
        return { identity, sections: { [src_proof/* metricsSection */.Pd.name]: { ok: true, text } } };
    }
    catch (error) {
        return { identity, sections: (0,readings/* failedReadings */.jl)([src_proof/* metricsSection */.Pd], failure(error).message) };
    }
}
/** One reading for each node; both ends of a path can be on the same one. */
async function ofNodes(pair, read) {
    const client = read(pair.client.node);
    const server = pair.server.node === pair.client.node ? client : read(pair.server.node);
    const [first, second] = await Promise.all([client, server]);
    return { client: first, server: second };
}
function failure(error) {
    if (error instanceof errors/* CancelledError */.cc)
        throw error;
    return new Error((0,errors/* errorMessage */.gJ)(error));
}

;// CONCATENATED MODULE: ./src/measure/observed.ts








/** netperf's request and response have one byte each unless told otherwise. */
const transactionBytes = 1;
const rereadPauseSeconds = 0.25;
/** The readings that a path's proof needs. */
function readingsOf({ scenario, kind }) {
    const { sections, needsZtunnel } = src_proof/* proofs */.g_[scenario.encryption];
    return kind === 'host'
        ? { sections: src_proof/* controlSections */.Ae, withZtunnels: false }
        : { sections, withZtunnels: needsZtunnel };
}
/** How a block on a path is proven besides its samples, where its mode needs that. */
function blockProofOf({ encryption }, kind) {
    return kind === 'pod' ? src_proof/* proofs */.g_[encryption].block : undefined;
}
/** Two lists of sections as one, each section once. */
function withSections(one, other) {
    const join = (of) => [
        ...new Map([...one[of], ...other[of]].map(section => [section.name, section])).values()
    ];
    return { host: join('host'), agent: join('agent') };
}
/** Runs a test between two snapshots, which read `more` besides the proof's sections, and judges both. Only a cancelled run rejects. */
async function executeObserved(observatory, pair, test, target, path, more = { host: [], agent: [] }) {
    const { sections, withZtunnels } = readingsOf(path);
    const readings = { sections: withSections(sections, more), withZtunnels };
    const read = () => takeSnapshot(observatory, pair, readings);
    // Before all else, so that it misses nothing of the transfer however slowly it starts.
    const watch = path.witness?.called === true ? await path.witness.watch(path.facts, test.expectedSeconds(target)) : undefined;
    const prepared = prepareTest(observatory.kubernetes, pair, test, target);
    const before = await read();
    const execution = await prepared.run();
    const [change, after, sightings] = await Promise.all([
        changeOf(observatory, pair),
        snapshotAfter(observatory, before, path.facts, read),
        watch?.stop()
    ]);
    const facts = sampleFacts(test.name, execution);
    const judgement = facts === undefined ? undefined : judge(path, before, after, facts, sightings);
    // Only from here on: a witness that no proof needs would cost every sample a little of its speed.
    if (judgement?.proof.shared === true)
        path.witness?.call();
    const disturbed = invalidReason(execution, change, before, after);
    if (path.kind === 'host')
        return { execution, before, after, proof: judgement?.proof, reason: disturbed ?? judgement?.reason };
    const nodes = { client: pair.client.node, server: pair.server.node };
    const { encryption } = path.scenario;
    const failed = judgement === undefined ? (0,src_proof/* judgeFailed */.nT)(encryption, before, after, path.facts, sightings) : undefined;
    const clear = failed?.reason ?? (0,src_proof/* clearTraffic */.jg)(encryption, before, after, path.facts);
    const reason = (disturbed && withClearTraffic(disturbed, clear)) ??
        reasonOfStrictMode(droppedBetween(before, after, nodes)) ??
        judgement?.reason;
    return { execution, before, after, proof: judgement?.proof ?? failed, reason };
}
/** Whatever disturbed a sample, clear traffic in it is said too. */
function withClearTraffic(reason, clear) {
    return clear === undefined ? reason : { ...reason, message: `${reason.message}; ${clear}` };
}
/**
 * Why a sample does not count under strict mode, which drops what would leave or arrive in the clear; only strict mode has
 * this reason (Cilium's pkg/monitor/api/drop.go, code 195). The counter is the node's: it does not tell whose packets they were.
 */
function reasonOfStrictMode(drops) {
    const unencrypted = drops.filter(({ reason }) => reason === 'Traffic is unencrypted' || reason === '195');
    if (unencrypted.length === 0)
        return undefined;
    const counts = unencrypted.map(({ node, count }) => `${String(count)} on ${node}`).join(', ');
    return {
        kind: 'proof-mismatch',
        message: `strict mode dropped packets that were not encrypted (datapath drop reason 195): ${counts}`
    };
}
async function changeOf(observatory, pair) {
    try {
        const message = await pairChange(observatory.kubernetes, pair);
        return message === undefined ? undefined : { kind: 'pod-replaced', message };
    }
    catch (error) {
        if (error instanceof errors/* CancelledError */.cc)
            throw error;
        return { kind: 'connection-lost', message: `the test pods cannot be read: ${(0,errors/* errorMessage */.gJ)(error)}` };
    }
}
/** ztunnel counts a connection within a second of its end, so its metrics are read again until both nodes agree. */
async function snapshotAfter(observatory, before, facts, read) {
    const limit = (0,host_limit/* startLimit */.iP)(observatory.clock, src_proof/* ZTUNNEL_REREAD_SECONDS */.lN);
    for (;;) {
        const after = await read();
        const someZtunnel = contract/* sides */.r.some(side => (after.ztunnels?.[side].length ?? 0) > 0);
        if (!someZtunnel || (0,src_proof/* ztunnelsAgree */.S8)(before, after, facts))
            return after;
        if (limit.isOver())
            return after;
        await observatory.clock.sleep(rereadPauseSeconds);
    }
}
function sampleFacts(test, execution) {
    if (!execution.parsed.ok)
        return undefined;
    const { receivedBytes, transactions } = execution.parsed;
    return { test, receivedBytes, ...(transactions === undefined ? {} : { transactions, transactionBytes }) };
}
function judge(path, before, after, sample, sightings) {
    const { encryption } = path.scenario;
    const { facts, background } = path;
    if (path.kind === 'pod')
        return (0,src_proof/* judgeSample */.KH)(encryption, before, after, sample, facts, background, sightings);
    return controlJudgement((0,src_proof/* judgeControl */.Pt)(encryption, before, after, sample, facts, background));
}
/** The control counts only while its path is in the clear: under WireGuard's node encryption it is not. */
function controlJudgement(proof) {
    if (proof.verdict === 'plaintext')
        return { proof };
    const kind = proof.verdict === 'unproven' ? 'unproven' : 'proof-mismatch';
    return { proof, reason: { kind, message: `the control is not available: ${proof.reason}` } };
}
/** The sides whose agent is another one, or started again. One that could not be asked is not among them. */
function restartedAgents(before, after) {
    return contract/* sides */.r.filter(side => {
        const [first, last] = [before.agents[side].identity, after.agents[side].identity];
        return first !== '' && last !== '' && first !== last;
    });
}
/** A change of the pods explains a tool's failure better than the tool does, so it comes first. */
function invalidReason(execution, change, before, after) {
    if (change !== undefined)
        return change;
    const restarted = restartedAgents(before, after);
    const agents = restarted.length === 0 ? [] : [`the Cilium agent of ${nodesOf(restarted)} restarted during the sample`];
    if (!execution.parsed.ok) {
        const { kind, message } = execution.parsed.reason;
        // The tool's own words do not tell what it lost its connection to.
        return { kind, message: [...agents, ...changedZtunnels(before, after), message].join('; ') };
    }
    if (agents.length > 0)
        return { kind: 'agent-restarted', message: agents.join('; ') };
    const throttled = throttledSides(before, after);
    if (throttled.length === 0)
        return undefined;
    return {
        kind: 'cpu-throttled',
        message: `the CPU of the ${throttled.join(' and the ')} pod was throttled: something gives it a limit`
    };
}
function changedZtunnels(before, after) {
    const identities = ({ ztunnels }, side) => ztunnels?.[side]
        .map(({ identity }) => identity)
        .sort()
        .join();
    const changed = contract/* sides */.r.filter(side => {
        const [first, last] = [before, after].map(snapshot => identities(snapshot, side));
        return first !== undefined && last !== undefined && first !== last;
    });
    return changed.length === 0 ? [] : [`the ztunnel of ${nodesOf(changed)} was restarted or replaced during the sample`];
}
function nodesOf(some) {
    return some.map(side => `the ${side}'s node`).join(' and ');
}

;// CONCATENATED MODULE: ./src/measure/or-warn.ts

/** What a reading gives, or `undefined` with a warning: nothing measured is given up for a description. */
async function orWarn(outputs, what, read) {
    try {
        return await read();
    }
    catch (error) {
        if (error instanceof errors/* CancelledError */.cc)
            throw error;
        outputs.warning(`${what} cannot be described now: ${(0,errors/* errorMessage */.gJ)(error)}`);
        return undefined;
    }
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
;// CONCATENATED MODULE: ./src/measure/path.ts







/** Learns of a fresh pair what its proof needs: addresses, and the idle traffic of counters that others share. */
async function learnPath(observatory, pair, scenario, kind, witness) {
    return {
        scenario,
        kind,
        ...(kind === 'pod' && sharesCounters(scenario) ? { witness } : {}),
        facts: await describePath(observatory, pair, scenario),
        background: await measureBackground(observatory, pair, scenario, kind, blockProofOf(scenario, kind)?.sections)
    };
}
/** The addresses of a pair and of its nodes. */
async function describePath(observatory, pair, scenario) {
    /** The address of the agent's own interface on a node: IPsec's tunnels end there in native routing. */
    const internalIp = async ({ node }) => {
        const addresses = (await observatory.kubernetes.ciliumNodes(node)).flatMap(found => found.addresses);
        return addresses.find(({ type, ip }) => type === 'CiliumInternalIP' && (0,external_node_net_.isIPv4)(ip))?.ip;
    };
    const [client, server] = await Promise.all([internalIp(pair.client), internalIp(pair.server)]);
    return {
        namespace: pair.client.target.namespace,
        serviceAccounts: podNames,
        podIps: { client: pair.client.ip, server: pair.server.ip },
        nodeIps: { client: pair.client.nodeIp, server: pair.server.nodeIp },
        ciliumInternalIps: { client, server },
        encapsulated: await encapsulatesFirst(observatory, pair.client.node, scenario),
        sameNode: pair.client.node === pair.server.node
    };
}
/** IPsec encrypts what is encapsulated since 1.18 (cilium/cilium#37723); before, it was encrypted first. */
async function encapsulatesFirst({ kubernetes, ciliumNamespace }, node, { routing, encryption }) {
    if (routing === 'native' || encryption !== 'ipsec')
        return routing !== 'native';
    const agent = await (0,cilium_agents/* agentOn */.lR)(kubernetes, ciliumNamespace, node);
    return agent === undefined || !(0,scenario_version/* isBefore */.Y)((0,cilium_agents/* versionOfStatus */.e8)(await (0,cilium_agents/* readStatusJson */.Jw)(kubernetes, agent)), 1, 18);
}
/** Only the counters of WireGuard and IPsec are shared with other traffic; ztunnel's series carry our principals. */
function sharesCounters({ encryption }) {
    return encryption === 'wireguard' || encryption === 'ipsec';
}
/** What others encrypt while nothing of ours runs, where counters can be shared. A block's own sections are read at its begin. */
async function measureBackground(observatory, pair, scenario, kind, ofBlock = []) {
    if (!sharesCounters(scenario))
        return undefined;
    const readings = readingsOf({ scenario, kind });
    const sections = withSections(readings.sections, { host: [], agent: ofBlock });
    const before = await takeSnapshot(observatory, pair, { ...readings, sections });
    await observatory.clock.sleep(src_proof/* BACKGROUND_SECONDS */.NR);
    return { before, after: await takeSnapshot(observatory, pair, readings) };
}

;// CONCATENATED MODULE: ./src/measure/issuer.ts
/** Why ztunnel's certificates are not those of the CA that was asked for by name; anybody may issue them when none was. */
function reasonAgainstIssuer(issuer, wanted) {
    if (wanted === undefined || (issuer?.internal !== undefined && issuer.internal === (wanted === 'internal')))
        return undefined;
    if (issuer?.internal === undefined)
        return {
            kind: 'unproven',
            message: `ztunnel-ca is ${wanted}, but the issuer of the client's certificate cannot be read`
        };
    const seen = issuer.internal ? "Cilium's own CA" : `another CA than Cilium's own (${issuer.name})`;
    return {
        kind: 'proof-mismatch',
        message: `ztunnel-ca is ${wanted}, but the certificate of the client was issued by ${seen}`
    };
}

// EXTERNAL MODULE: ./src/kubernetes/reach.ts
var reach = __webpack_require__(35999);
;// CONCATENATED MODULE: ./src/measure/routes.ts






const routes_readingSeconds = 15;
/** Routes that Cilium or a network of the cloud is still bringing come within seconds. */
const routes_limitSeconds = 20;
const nodesSchema = schemas/* array */.YOg(schemas/* looseObject */._H3({
    name: schemas/* string */.YjP(),
    'primary-address': schemas/* looseObject */._H3({
        ipv4: schemas/* looseObject */._H3({ ip: schemas/* string */.YjP(), 'alloc-range': schemas/* string */.YjP() })
    })
}));
/**
 * Whether pods need routes that a connection between them shows. ztunnel takes the connections of enrolled pods over and
 * accepts each of them, whether it reaches the other pod or not.
 */
function routesCanBeAsked({ routing, encryption }) {
    return routing === 'native' && encryption !== 'ztunnel';
}
/**
 * Why the pods of two nodes do not reach each other with native routing, where the routes are not Cilium's own; `undefined`
 * when they do. The sentence names every route that the network of the nodes must have.
 */
async function missingRoutes(kubernetes, clock, ciliumNamespace, { client, server }) {
    const limit = (0,host_limit/* startLimit */.iP)(clock, routes_limitSeconds);
    let said;
    do {
        const there = await (0,reach/* whyUnreached */.Y)(kubernetes, clock, client.target, server.ip);
        const back = await (0,reach/* whyUnreached */.Y)(kubernetes, clock, server.target, client.ip);
        if (there === undefined && back === undefined)
            return undefined;
        said = there ?? back ?? '';
        await clock.sleep(1);
    } while (!limit.isOver());
    // Without the list the sentence names the routes in general.
    const listing = await listNodes(kubernetes, ciliumNamespace, client.node).catch((error) => {
        if (error instanceof errors/* CancelledError */.cc)
            throw error;
        return '';
    });
    return `pods on ${client.node} and ${server.node} do not reach each other (${said}): native routing needs routes in the network of the nodes, which this program cannot make there: ${describeRoutes(listing)}. On Azure put them into the route table of the nodes' subnet, or announce them by BGP to an Azure Route Server; or measure vxlan or geneve`;
}
async function listNodes(kubernetes, ciliumNamespace, node) {
    const agent = await (0,cilium_agents/* agentOn */.lR)(kubernetes, ciliumNamespace, node);
    if (agent === undefined)
        return '';
    return (await kubernetes.exec(agent.target, ['cilium-dbg', 'node', 'list', '-o', 'json'], routes_readingSeconds)).stdout;
}
/** The routes that a network needs, from Cilium's list of the nodes. */
function describeRoutes(listing) {
    const nodes = nodesSchema.safeParse((0,json/* safeJson */.o)(listing)).data ?? [];
    if (nodes.length === 0)
        return "to each node's range of pods by the address of the node";
    return nodes
        .map(({ name, 'primary-address': { ipv4 } }) => `${ipv4['alloc-range']} by ${ipv4.ip} (${name})`)
        .join(', ');
}

// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(38522);
;// CONCATENATED MODULE: ./src/measure/cpu.ts


const bytesPerGigabyte = 1e9;
/**
 * CPU time of the nodes (of a kind cluster one figure: its nodes are one machine) and of their ztunnels between two snapshots:
 * for a transaction where the test counts those, else for a GB. What could not be read has no figure.
 */
function cpuMetrics(oneMachine, { receivedBytes, transactions }, before, after) {
    // A transaction moves a byte each way: by the GB its cost would be a figure that nobody has ever seen.
    const [factor, unit] = transactions === undefined
        ? [bytesPerGigabyte / receivedBytes, 's/GB']
        : [1e6 / transactions, 'us/transaction'];
    if (!Number.isFinite(factor))
        return {};
    const seconds = new Map([
        ...(oneMachine
            ? [['machine-cpu', busySeconds(before, after, 'client')]]
            : contract/* sides */.r.map(side => [`${side}-node-cpu`, busySeconds(before, after, side)])),
        ...contract/* sides */.r.map(side => [`${side}-ztunnel-cpu`, ztunnelSeconds(before, after, side)])
    ]);
    return Object.fromEntries([...seconds].flatMap(([name, value]) => value === undefined ? [] : [[name, { value: value * factor, unit, better: 'lower' }]]));
}

;// CONCATENATED MODULE: ./src/measure/sample.ts









/** Takes one sample. Whatever fails becomes the sample's reason; only a cancelled run rejects. */
async function takeSample(context, pair, path, spec) {
    const test = suite/* tests */.C[spec.test];
    const { durationSeconds, omitSeconds } = spec;
    const target = {
        serverIp: pair.server.ip,
        durationSeconds,
        omitSeconds,
        timeScale: context.clock.timeScale
    };
    await warmUp(context.kubernetes, pair, test, target).catch((error) => {
        // A path that is broken shows in the sample itself.
        if (error instanceof errors/* CancelledError */.cc)
            throw error;
    });
    const more = machineSections(path.scenario.encryption);
    const observed = await executeObserved(context, pair, test, target, path, more);
    const { execution, before, after, proof, reason } = observed;
    const id = sampleId(path, spec);
    const raw = `raw/${id}.json.gz`;
    const command = [...test.client(target)];
    await writeRaw(context, raw, command, execution);
    const { parsed } = execution;
    return {
        toolVersion: parsed.ok ? parsed.toolVersion : undefined,
        sample: {
            id,
            round: spec.round,
            block: spec.block,
            arm: spec.arm,
            scenario: (0,scenario_scenario/* scenarioName */.ic)(path.scenario),
            test: spec.test,
            path: path.kind,
            repeat: spec.repeat,
            attempt: spec.attempt,
            status: reason === undefined ? 'valid' : 'invalid',
            ...(reason === undefined ? {} : { reason }),
            command,
            startedAt: new Date(execution.started).toISOString(),
            endedAt: new Date(execution.ended).toISOString(),
            client: { pod: pair.client.pod, node: pair.client.node, ip: pair.client.ip },
            server: { pod: pair.server.pod, node: pair.server.node, ip: pair.server.ip },
            metrics: parsed.ok ? { ...parsed.metrics, ...cpuMetrics(context.oneMachine, parsed, before, after) } : {},
            ...(proof === undefined ? {} : { proof: recordProof(proof) }),
            drops: droppedBetween(before, after, { client: pair.client.node, server: pair.server.node }),
            agentRestarts: restartedAgents(before, after).map(side => pair[side].node),
            raw
        }
    };
}
/** A proof as run.json keeps it. */
function recordProof(proof) {
    const { verdict, reason, mode, coverage, notes, faults, witness } = proof;
    const recorded = { verdict, reason, mode, coverage: [...coverage], notes: [...notes], faults: [...faults] };
    return witness === undefined ? recorded : { ...recorded, witness };
}
/** Identifies a sample and names its raw file. */
function sampleId(path, spec) {
    const name = path.kind === 'host' ? 'control' : (0,scenario_scenario/* scenarioName */.ic)(path.scenario).replaceAll('+', '-');
    const arm = spec.arm === 'candidate' ? '' : `-${spec.arm}`;
    const repeat = spec.repeat === 1 ? '' : `-${String(spec.repeat)}`;
    const attempt = spec.attempt === 1 ? '' : `-attempt${String(spec.attempt)}`;
    return `r${String(spec.round)}-b${String(spec.block)}-${name}${arm}-${spec.test}${repeat}${attempt}`;
}
async function writeRaw(context, path, command, execution) {
    const { exitCode, stdout, stderr } = execution.output;
    const content = JSON.stringify({
        command,
        exitCode: exitCode ?? null,
        stdout: (0,redact/* redactText */.Rd)(stdout),
        stderr: (0,redact/* redactText */.Rd)(stderr)
    });
    await context.files.write(`${context.output}/${path}`, (0,external_node_zlib_.gzipSync)(content));
}

;// CONCATENATED MODULE: ./src/measure/settle.ts



/** When a path counts as steady (rules 10): a new cluster's first probes were at a hundredth of its speed. */
const settledWhen = {
    leastProbes: 5,
    window: 3,
    /** The window's probes lie within this part of their median. */
    tolerance: 0.1,
    /** The window's median is at least this part of the best probe so far. */
    shareOfBest: 0.8,
    limitSeconds: 180
};
/**
 * Probes the path with one-second transfers until it is steady or the limit is reached. A probe that is not proven in the
 * scenario's mode counts as failed: after a switch packets can go on in the mode before for as long as a minute. Where nothing
 * is to be measured three proven probes in a row are enough (`steady` is false). Each new failure is told as it comes.
 */
async function settle(observatory, pair, path, steady, onFailure) {
    const { clock } = observatory;
    const started = clock.seconds();
    const limit = (0,host_limit/* startLimit */.iP)(clock, settledWhen.limitSeconds);
    const probes = [];
    /** Probes since the last failed one. */
    let streak = [];
    let failedProbes = 0;
    let lastFailure;
    const target = { serverIp: pair.server.ip, durationSeconds: 1, omitSeconds: 0, timeScale: clock.timeScale };
    for (;;) {
        const probe = readProbe(await executeObserved(observatory, pair, suite/* tests */.C['tcp-throughput'], target, path));
        if (typeof probe === 'string') {
            failedProbes += 1;
            // The same sentence for minutes says nothing new.
            if (probe !== lastFailure)
                onFailure(probe);
            lastFailure = probe;
            streak = [];
            await clock.sleep(1);
        }
        else {
            probes.push(probe);
            streak.push(probe);
        }
        const settled = streak.length >= settledWhen.window && (!steady || isSettled(probes));
        const seconds = clock.seconds() - started;
        if (settled || limit.isOver())
            return { settled, seconds, probes, failedProbes, lastFailure };
    }
}
/** A probe's throughput, bit/s, or why it does not count: one that is not proven may be of the mode before. */
function readProbe({ execution, reason }) {
    if (reason !== undefined)
        return reason.message;
    const throughput = execution.parsed.ok ? execution.parsed.metrics['throughput']?.value : undefined;
    return throughput ?? 'a probe without throughput';
}
/** Whether a series of probes ends in a steady stretch. */
function isSettled(probes) {
    if (probes.length < settledWhen.leastProbes)
        return false;
    const window = probes.slice(-settledWhen.window).sort((a, b) => a - b);
    const median = window[Math.floor(window.length / 2)] ?? 0;
    const near = window.every(probe => Math.abs(probe - median) <= settledWhen.tolerance * median);
    return near && median >= settledWhen.shareOfBest * Math.max(...probes);
}

;// CONCATENATED MODULE: ./src/measure/matrix-ends.ts



/** iperf3's port, which the Service before the enrolled server has too. */
const serverPort = 5201;
const serviceName = 'perf-server';
/** Makes the pods of a mode's matrix. */
function createEnds(places, measured, encryption) {
    return encryption === 'ztunnel' ? ztunnelEnds(places, measured) : nodeEnds(places, measured);
}
async function ztunnelEnds({ kubernetes, clock, pods, other }, measured) {
    const outside = await createPair(kubernetes, clock, other);
    await kubernetes.deleteService(pods.namespace, serviceName);
    const service = await kubernetes.createService(pods.namespace, serviceName, { [test_pods/* roleLabel */.bR]: 'server' }, serverPort);
    const pairOf = (end) => (end === 'other' ? outside : measured);
    return {
        of({ source, destination }) {
            const pair = { client: pairOf(source).client, server: pairOf(destination).server };
            return { pair, address: destination === 'service' ? service : pair.server.ip };
        },
        async remove() {
            await Promise.all([
                removePair(kubernetes, clock, other.namespace),
                kubernetes.deleteService(pods.namespace, serviceName)
            ]);
        }
    };
}
/** The pod that is a pod's neighbour on its node lives in the other namespace, with client and server changed over. */
async function nodeEnds({ kubernetes, clock, control, other }, measured) {
    const swapped = { ...other, clientNode: other.serverNode, serverNode: other.clientNode };
    const [hosts, neighbours] = await Promise.all([
        // Not every cluster admits host-network pods; the rows of the others are worth as much.
        createPair(kubernetes, clock, control).catch((error) => {
            if (error instanceof errors/* CancelledError */.cc)
                throw error;
            return (0,errors/* errorMessage */.gJ)(error);
        }),
        createPair(kubernetes, clock, swapped)
    ]);
    const servers = {
        'other-node': measured.server,
        'same-node': neighbours.server
    };
    return {
        of({ source, destination, placement }) {
            if (source !== 'host' && destination !== 'host') {
                const server = servers[placement];
                return { pair: { client: measured.client, server }, address: server.ip };
            }
            if (typeof hosts === 'string')
                return `there are no host-network pods: ${hosts}`;
            const client = source === 'host' ? hosts.client : measured.client;
            const host = placement === 'same-node' ? hosts.client : hosts.server;
            const server = destination === 'host' ? host : servers[placement];
            return { pair: { client, server }, address: server.ip };
        },
        async remove() {
            await Promise.all([control, other].map(({ namespace }) => removePair(kubernetes, clock, namespace)));
        }
    };
}

;// CONCATENATED MODULE: ./src/measure/matrix.ts











const matrix_rereadPauseSeconds = 0.25;
/**
 * Measures who is encrypted to whom: one transfer of a second for each row of the mode's traffic matrix, judged by the
 * counters of both nodes; tells each as it ends. A transfer that fails is a row that is `unproven`, which is tried once more; only a
 * cluster that fails rejects.
 */
async function measureMatrix(observatory, places, modes, pair, path, tell) {
    const { scenario } = path;
    const ends = await createEnds(places, pair, scenario.encryption);
    try {
        const nodeEncryption = scenario.encryption === 'wireguard' && modes.wireguardNodeEncryption;
        const options = {
            routing: scenario.routing,
            nodeEncryption,
            optedOut: nodeEncryption && (await someNodeOptedOut(observatory, pair))
        };
        const backgrounds = new Map();
        const results = [];
        const add = (row) => {
            results.push(row);
            tell(describeRow(row));
        };
        for (const row of (0,src_proof/* expectedMatrix */.Kc)(scenario.encryption, options)) {
            const here = ends.of(row);
            if (typeof here === 'string') {
                // What cannot be tried promises nothing, and breaks no promise.
                add({ ...row, expected: 'recorded', seen: 'unproven', reason: here, bytes: 0, matches: true });
                continue;
            }
            if (!backgrounds.has(row.placement)) {
                backgrounds.set(row.placement, await measureBackground(observatory, here.pair, scenario, 'pod'));
            }
            const measure = () => measureRow(observatory, scenario, row, here, backgrounds.get(row.placement));
            const first = await measure();
            if (isInDoubt(first))
                tell(`${describeRow(first)}; trying it once more`);
            add(isInDoubt(first) ? await measure() : first);
        }
        return results;
    }
    finally {
        await ends.remove().catch((error) => {
            if (error instanceof errors/* CancelledError */.cc)
                throw error;
            // They are removed before they are made again, and go with their namespaces in the end.
            tell(`the pods of the traffic matrix could not be removed: ${(0,errors/* errorMessage */.gJ)(error)}`);
        });
    }
}
/** It breaks its promise only because nothing was proven: another transfer may show more. */
function isInDoubt({ seen, matches }) {
    return seen === 'unproven' && !matches;
}
async function someNodeOptedOut({ kubernetes, ciliumNamespace }, pair) {
    const optedOut = await Promise.all([pair.client.node, pair.server.node].map(async (node) => {
        const agent = await (0,cilium_agents/* agentOn */.lR)(kubernetes, ciliumNamespace, node);
        return agent !== undefined && (0,cilium_agents/* nodeEncryptionOptedOut */.qG)(await (0,cilium_agents/* readStatusJson */.Jw)(kubernetes, agent));
    }));
    return optedOut.some(Boolean);
}
async function measureRow(observatory, scenario, row, { pair, address }, background) {
    const readings = readingsOf({ scenario, kind: 'pod' });
    const read = () => takeSnapshot(observatory, pair, readings);
    const target = { serverIp: address, durationSeconds: 1, omitSeconds: 0, timeScale: observatory.clock.timeScale };
    const prepared = prepareTest(observatory.kubernetes, pair, suite/* tests */.C['tcp-throughput'], target);
    const before = await read();
    const { parsed } = await prepared.run();
    const bytes = parsed.ok ? parsed.receivedBytes : 0;
    const look = async (after) => scenario.encryption === 'ztunnel'
        ? (0,src_proof/* observeZtunnelRow */.J$)(before, after, bytes, {
            source: row.source,
            destination: row.destination,
            namespaces: { client: pair.client.target.namespace, server: pair.server.target.namespace }
        })
        : (0,src_proof/* observeTransfer */.QR)(scenario.encryption, before, after, bytes, await describePath(observatory, pair, scenario), background);
    const { seen, reason } = parsed.ok
        ? await observeUntilCounted(observatory, scenario, read, look)
        : { seen: 'unproven', reason: parsed.reason.message };
    const { matches } = (0,src_proof/* judgeRow */.gV)(row, seen, reason);
    const { source, destination, placement, expected } = row;
    return { source, destination, placement, expected, seen, reason, bytes, matches };
}
/** ztunnel counts a connection within a second or two of its end; until then what it will count looks like nothing. */
async function observeUntilCounted({ clock }, { encryption }, read, look) {
    const limit = (0,host_limit/* startLimit */.iP)(clock, src_proof/* ZTUNNEL_REREAD_SECONDS */.lN);
    for (;;) {
        const observation = await look(await read());
        if (encryption !== 'ztunnel' || observation.seen === 'encrypted')
            return observation;
        if (limit.isOver())
            return observation;
        await clock.sleep(matrix_rereadPauseSeconds);
    }
}

;// CONCATENATED MODULE: ./src/kubernetes/host-pods.ts





/** Seconds for all readings of a node; they take a fraction of one. */
const host_pods_readingSeconds = 20;
/** Service account of the host pods, in their namespace. */
const hostAccount = 'perf-host';
/** None is made at first. */
function createHostPods(kubernetes, clock, shells, spec) {
    const { namespace, nodes, image, tolerations } = spec;
    /** By node: a pod, or why there is none. */
    const pods = new Map();
    const make = async (name, node) => {
        await (0,test_pods/* removePod */.gH)(kubernetes, clock, namespace, name);
        const made = {
            name,
            serviceAccount: hostAccount,
            role: 'host',
            node,
            image,
            hostNetwork: true,
            tolerations
        };
        await kubernetes.createPod(namespace, (0,test_pods/* testPod */.uG)(made));
        const pod = await (0,test_pods/* waitForRunning */.Gh)(kubernetes, clock, namespace, name);
        return {
            target: { namespace, pod: name, container: test_pods/* testContainer */.Ib, image: 'test' },
            identity: (0,kubernetes_identity/* podIdentity */.Q)(pod),
            address: (0,pod_state/* ipv4Of */.dx)(pod, 'node')
        };
    };
    const isThere = async (pod) => {
        const now = await kubernetes.pod(namespace, pod.target.pod);
        return now !== undefined && now.status?.phase === 'Running' && (0,kubernetes_identity/* podIdentity */.Q)(now) === pod.identity;
    };
    return {
        async ensure() {
            await Promise.all(Object.entries(nodes).map(async ([name, node]) => {
                try {
                    const pod = pods.get(node);
                    if (pod === undefined || pod instanceof Error || !(await isThere(pod)))
                        pods.set(node, await make(name, node));
                }
                catch (error) {
                    if (error instanceof errors/* CancelledError */.cc)
                        throw error;
                    pods.set(node, new Error(`there is no host-network pod on ${node}: ${(0,errors/* errorMessage */.gJ)(error)} (reading a node needs pods with hostNetwork and a hostPath in namespace ${namespace})`));
                }
            }));
            return [...pods.values()].find(pod => pod instanceof Error)?.message;
        },
        async read(node, sections) {
            const pod = pods.get(node) ?? new Error(`there is no host-network pod on ${node}`);
            if (pod instanceof Error) {
                return (0,readings/* noPod */.tQ)(sections, pod.message);
            }
            const { target, identity, address } = pod;
            return { identity, address, sections: await (0,readings/* readByShell */.Yy)(shells, target, identity, sections, host_pods_readingSeconds) };
        }
    };
}

;// CONCATENATED MODULE: ./src/measure/witness.ts







const witness_podNames = { client: 'perf-witness-client', server: 'perf-witness-server' };
/** For a command that ends at once, and for tcpdump to open its socket. */
const commandSeconds = 20;
const verifySeconds = 2;
/** A witness without pods; they are made when they are first needed. */
function createWitness(kubernetes, clock, spec) {
    let called = false;
    let ready;
    let mayBeThere = false;
    /** Why there is none and will be none; it is not asked for again, because each try may take minutes. */
    let missing;
    const make = async () => {
        const { namespace, image, tolerations } = spec;
        mayBeThere = true;
        await Promise.all(contract/* sides */.r.map(async (side) => {
            const name = witness_podNames[side];
            const node = side === 'client' ? spec.clientNode : spec.serverNode;
            const pod = { name, serviceAccount: hostAccount, role: side, node, image, tolerations };
            await (0,test_pods/* removePod */.gH)(kubernetes, clock, namespace, name);
            await kubernetes.createPod(namespace, (0,test_pods/* testPod */.uG)({ ...pod, hostNetwork: true, capture: true }));
            await (0,test_pods/* waitForRunning */.Gh)(kubernetes, clock, namespace, name);
        }));
    };
    return {
        get called() {
            return called;
        },
        call() {
            called = true;
        },
        async watch(facts, seconds) {
            let absent = missing;
            try {
                if (absent === undefined)
                    await (ready ??= make());
            }
            catch (error) {
                ready = undefined;
                absent = whyNot(error);
                if (!(error instanceof errors/* TransientError */.N_))
                    missing = absent;
            }
            const looks = await bothSides(side => absent ?? startLook(kubernetes, targetOf(spec.namespace, side), side, facts, seconds));
            return {
                stop: () => bothSides(side => {
                    const look = looks[side];
                    return typeof look === 'string' ? { ok: false, why: look } : look();
                })
            };
        },
        async release() {
            if (!mayBeThere)
                return;
            mayBeThere = false;
            ready = undefined;
            await Promise.all(contract/* sides */.r.map(side => kubernetes.deletePod(spec.namespace, witness_podNames[side])));
        }
    };
}
/** Lets the witness look at a transfer of its own between the test pods. */
async function callWitness(witness, { kubernetes, clock }, pair, facts) {
    const target = {
        serverIp: pair.server.ip,
        durationSeconds: verifySeconds,
        omitSeconds: 0,
        timeScale: clock.timeScale
    };
    const test = suite/* tests */.C['tcp-throughput'];
    const watch = await witness.watch(facts, test.expectedSeconds(target));
    const { parsed } = await prepareTest(kubernetes, pair, test, target).run();
    const sightings = await watch.stop();
    return contract/* sides */.r.map(side => {
        const { node } = pair[side];
        const sighting = sightings[side];
        if (!sighting.ok)
            return { node, seen: 'not available', reason: sighting.why };
        const { verdict, reason } = (0,src_proof/* judgeSighting */.bO)(sighting, node);
        if (verdict !== 'plaintext' && !parsed.ok)
            return { node, seen: 'not available', reason: `the transfer to look at failed: ${parsed.reason.message}` };
        return { node, seen: verdict, reason };
    });
}
/** Starts both captures of a node and waits until they listen; or says why they do not. */
async function startLook(kubernetes, target, side, facts, seconds) {
    const running = [];
    const close = () => {
        for (const one of running)
            one.close();
    };
    const start = async (command) => {
        const one = kubernetes.startExec(target, command, seconds + 3 * commandSeconds);
        running.push(one);
        await one.line(src_proof/* listeningLine */.gt, commandSeconds);
        return one;
    };
    try {
        const { stdout } = await kubernetes.exec(target, src_proof/* innerIndexesCommand */.iZ, commandSeconds);
        const commands = (0,src_proof/* captureCommands */.Rp)(side, facts, stdout);
        const [clear, sealed] = await Promise.all([start(commands.clear), start(commands.sealed)]);
        return async () => {
            try {
                const { exitCode, stderr } = await kubernetes.exec(target, ['killall', '-INT', 'tcpdump'], commandSeconds);
                // 1: it found none, because both have seen enough and ended by themselves.
                if (exitCode > 1)
                    return { ok: false, why: `tcpdump cannot be ended: ${stderr.trim()}` };
                return (0,src_proof/* readSighting */.Kt)({ clear: await clear.result, sealed: await sealed.result });
            }
            catch (error) {
                return { ok: false, why: whyNot(error) };
            }
            finally {
                close();
            }
        };
    }
    catch (error) {
        close();
        return whyNot(error);
    }
}
function targetOf(namespace, side) {
    return { namespace, pod: witness_podNames[side], container: test_pods/* testContainer */.Ib, image: 'witness' };
}
/** An obstacle is an answer; only a cancelled run goes on failing. */
function whyNot(error) {
    if (error instanceof errors/* CancelledError */.cc)
        throw error;
    return (0,errors/* errorMessage */.gJ)(error);
}
async function bothSides(of) {
    const [client, server] = await Promise.all([of('client'), of('server')]);
    return { client, server };
}

;// CONCATENATED MODULE: ./src/measure/verify.ts



/** Runs a scenario's traffic matrix and calls the second witness; tells each result as it comes, since all take minutes. */
async function verify(context, pair, path, tell) {
    const { kubernetes, clock, pods, control, other } = context;
    const matrix = await measureMatrix(context, { kubernetes, clock, pods, control, other }, context.modes, pair, path, tell);
    const witness = await callWitness(context.witness, context, pair, path.facts);
    for (const one of witness)
        tell(describeWitness(one));
    return { matrix, witness };
}
/**
 * Why a verification fails its scenario; `undefined` when every row is as promised and the witness does not object. Where
 * nothing was seen to differ and rows are merely unproven, the next block may prove them.
 */
function reasonAgainstVerification({ matrix, witness }, encrypted) {
    const broken = matrix.filter(row => !row.matches);
    const rows = broken.map(({ source, destination, placement, expected, seen, reason }) => `${source} to ${destination} on the ${placement === 'same-node' ? 'same' : 'other'} node is ${seen}, not ${expected} (${reason})`);
    const objections = witness
        .filter(({ seen }) => seen === (encrypted ? 'plaintext' : 'encrypted'))
        .map(({ reason }) => `the second witness: ${reason}`);
    const all = [...rows, ...objections].join('; ');
    if (all === '')
        return undefined;
    return objections.length > 0 || broken.some(({ seen }) => seen !== 'unproven')
        ? { kind: 'matrix-differs', message: `traffic is not what the mode promises: ${all}` }
        : { kind: 'unproven', message: `what the mode promises could not be proven: ${all}` };
}

;// CONCATENATED MODULE: ./src/measure/block.ts






















/** Endpoints regenerate within seconds of a pod's start. */
const endpointLimitSeconds = 60;
/** An agent's settings take a fraction of a second. */
const statusSeconds = 20;
/** A block that cannot go on, with its reason. */
class BlockError extends Error {
    name = 'BlockError';
    reason;
    settling;
    constructor(reason, settling) {
        super(reason.message);
        this.reason = reason;
        this.settling = settling;
    }
}
/**
 * Measures one block: applies its scenario (the control leaves Cilium alone), makes new test pods, waits until the path
 * is steady, takes the samples. A failure of the cluster ends the block with its reason; only a cancelled run rejects.
 */
async function measureBlock(context, plan, round, index) {
    const { clock, outputs } = context.setup.host;
    const startedAt = clock.now().toISOString();
    const scenario = (0,scenario_scenario/* scenarioName */.ic)(plan.scenario);
    let found = {};
    let switchSeconds = 0;
    let status;
    let certificates;
    let verification;
    let reason;
    try {
        if (plan.path === 'pod') {
            // Pods that outlive a switch keep the routes, the MTU and the in-pod rules of the mode before.
            await removePair(context.kubernetes, clock, context.pods.namespace);
            switchSeconds = await switchTo(context, plan, round, index);
            outputs.info(`  Cilium is ${scenario} after ${switchSeconds.toFixed(1)} s`);
            status = await orWarn(outputs, "the agent's status", () => readStatus(context, plan));
        }
        const first = await steadyPair(context, plan);
        found = { settling: recordSettling(first.settling) };
        certificates = first.certificates;
        const mtu = await orWarn(outputs, 'the MTU of the pods', () => readPodMtu(context.kubernetes, first.pair.client.target));
        found = { ...found, ...mtu };
        if (plan.verify) {
            verification = await verify({ ...context, modes: context.setup.modes }, first.pair, first.path, line => {
                outputs.info(`  ${line}`);
            });
            reason = reasonAgainstVerification(verification, plan.scenario.encryption !== 'none');
        }
        // Figures of a mode that does not do what it promises would be figures of something else.
        reason ??= await takeSamples(context, plan, round, index, first);
    }
    catch (error) {
        if (error instanceof errors/* CancelledError */.cc)
            throw error;
        if (error instanceof BlockError && error.settling !== undefined)
            found.settling ??= recordSettling(error.settling);
        reason = error instanceof BlockError ? error.reason : { kind: 'cluster-failed', message: (0,errors/* errorMessage */.gJ)(error) };
    }
    finally {
        await releaseWitness(context);
    }
    return {
        statusCheck: status?.check,
        datapath: status?.datapath,
        serviceLeak: status?.serviceLeak,
        certificates,
        verification,
        block: {
            index,
            round,
            arm: plan.arm,
            scenario,
            path: plan.path,
            status: reason === undefined ? 'measured' : 'invalid',
            ...(reason === undefined ? {} : { reason }),
            startedAt,
            endedAt: clock.now().toISOString(),
            switchSeconds,
            ...found
        }
    };
}
/** Its pods go with their namespace in the end, so that they stay for now is no reason to lose a block. */
async function releaseWitness({ witness, setup }) {
    try {
        await witness.release();
    }
    catch (error) {
        if (error instanceof errors/* CancelledError */.cc)
            throw error;
        setup.host.outputs.warning(`the pods of the second witness could not be removed: ${(0,errors/* errorMessage */.gJ)(error)}`);
    }
}
async function switchTo(context, plan, round, index) {
    try {
        return await context.setup.enter(plan.scenario, 
        // With the run's name: an earlier run may have left the same release, and a block without a rollout is no block like the others.
        `${context.pods.namespace}-round-${String(round)}-block-${String(index)}`, context.pods.namespace);
    }
    catch (error) {
        if (error instanceof errors/* CancelledError */.cc)
            throw error;
        const passing = error instanceof errors/* TransientError */.N_ || error instanceof port/* ExecError */.c;
        throw new BlockError({ kind: passing ? 'cluster-failed' : 'rollout-failed', message: (0,errors/* errorMessage */.gJ)(error) });
    }
}
/** Makes client and server anew and waits until the path between them is ready, known and steady. */
async function steadyPair(context, plan) {
    const { clock, outputs } = context.setup.host;
    const pair = await createPair(context.kubernetes, clock, plan.path === 'pod' ? context.pods : context.control);
    await context.onPair(pair);
    const [blind] = await Promise.all([context.hosts.ensure(), waitForEndpoints(context)]);
    // No probe would be proven, so the path would never count as settled.
    if (blind !== undefined)
        throw new BlockError({ kind: 'unproven', message: blind });
    const throughZtunnel = plan.path === 'pod' && plan.scenario.encryption === 'ztunnel';
    const client = enrolledPod(pair.client, podNames.client);
    if (throughZtunnel) {
        const server = enrolledPod(pair.server, podNames.server);
        await waitForWorkloads(context.hosts, clock, client, server);
    }
    if (plan.path === 'pod' && context.setup.foreignRoutes && routesCanBeAsked(plan.scenario)) {
        const missing = await missingRoutes(context.kubernetes, clock, context.ciliumNamespace, pair);
        if (missing !== undefined)
            throw new BlockError({ kind: 'rollout-failed', message: missing });
    }
    const path = await learnPath(context, pair, plan.scenario, plan.path, context.witness);
    // Without samples a path that is proven will do: who is encrypted to whom does not depend on speed.
    const settling = await settle(context, pair, path, plan.tests.length > 0, why => {
        outputs.info(`  a probe failed: ${(0,markdown/* oneLine */.TN)(why)}`);
    });
    const last = settling.probes.slice(-3).map(probe => (probe / 1e9).toFixed(2));
    outputs.info(`  ${settling.settled ? 'steady' : 'not steady'} after ${settling.seconds.toFixed(1)} s and ${String(settling.probes.length)} probes (last ${last.join(', ')} Gbit/s)`);
    if (!settling.settled)
        throw new BlockError(unsettled(settling), settling);
    return { pair, path, settling, certificates: throughZtunnel ? await checkIssuer(context, client) : undefined };
}
function enrolledPod({ node, ip, target }, serviceAccount) {
    return { node, ip, namespace: target.namespace, serviceAccount };
}
/** Who issued the client's certificate. @throws BlockError when it is not the CA that was asked for. */
async function checkIssuer(context, client) {
    const issuer = await orWarn(context.setup.host.outputs, "the issuer of the client's certificate", () => readIssuer(context.hosts, context.kubernetes, context.ciliumNamespace, client));
    const reason = reasonAgainstIssuer(issuer, context.setup.ztunnelCa);
    if (reason !== undefined)
        throw new BlockError(reason);
    if (issuer?.internal === undefined)
        return { issuer: issuer?.name ?? '', ca: 'unknown' };
    return { issuer: issuer.name, ca: issuer.internal ? 'internal' : 'other' };
}
/** Takes the block's samples; gives the reason when the block's own proof carries none of them. */
async function takeSamples(context, plan, round, index, first) {
    const { durationSeconds, omitSeconds } = context;
    const blockProof = blockProofOf(plan.scenario, plan.path);
    const readBlock = (pair, ofBlock) => {
        const { sections } = readingsOf({ scenario: plan.scenario, kind: plan.path });
        return takeSnapshot(context, pair, {
            sections: withSections(sections, { host: [], agent: ofBlock }),
            withZtunnels: false
        });
    };
    /** Read again for each pair: an agent that restarted has begun its counters anew. */
    const begin = async ({ pair, path }) => ({
        pair,
        path,
        start: blockProof === undefined ? undefined : await readBlock(pair, blockProof.sections)
    });
    return takeAll(plan.tests, await begin(first), {
        renew: async () => {
            // A cut connection is often an API server that restarts: new pods can wait for it, and need it.
            await waitForApiServer(context.kubernetes, context.clock);
            return begin(await steadyPair(context, plan));
        },
        take: async ({ pair, path }, test, which) => {
            const spec = { round, block: index, arm: plan.arm, test, ...which, durationSeconds, omitSeconds };
            const { sample, toolVersion } = await takeSample(context, pair, path, spec);
            await context.onSample(sample, toolVersion);
            return sample;
        },
        reasonAgainstBlock: async ({ pair, path, start }, tests) => {
            if (blockProof === undefined || start === undefined)
                return undefined;
            try {
                // The counters go on while the API server restarts.
                await waitForApiServer(context.kubernetes, context.clock);
            }
            catch (error) {
                if (error instanceof errors/* CancelledError */.cc)
                    throw error;
                return { kind: 'unproven', message: (0,errors/* errorMessage */.gJ)(error) };
            }
            const end = await readBlock(pair, blockProof.sections);
            return (0,src_proof/* reasonAgainstBlock */.jD)(blockProof.judge(start, end, path.facts, tests, path.background));
        },
        record: sample => context.onSample(sample, undefined)
    });
}
function recordSettling({ seconds, settled, probes }) {
    return { seconds, settled, probes };
}
function unsettled(settling) {
    const failures = settling.lastFailure === undefined
        ? ''
        : `; ${String(settling.failedProbes)} probes failed, the last: ${settling.lastFailure}`;
    return {
        kind: 'unsettled',
        message: `the path was not steady after ${String(settling.probes.length)} one-second probes in ${settling.seconds.toFixed(0)} s${failures}`
    };
}
async function readStatus(context, plan) {
    const agent = await (0,cilium_agents/* agentOn */.lR)(context.kubernetes, context.ciliumNamespace, context.pods.clientNode);
    if (agent === undefined)
        return undefined;
    const check = await (0,cilium_agents/* readStatusCheck */.Tr)(context.kubernetes, agent);
    const status = await (0,cilium_agents/* readStatusJson */.Jw)(context.kubernetes, agent);
    const { sections } = await (0,cilium_agents/* readSections */.jn)(context.kubernetes, agent, [datapath_configSection], statusSeconds);
    const datapath = datapathOf(status, sections[datapath_configSection.name]);
    if (plan.scenario.encryption !== 'ztunnel')
        return { check, datapath, serviceLeak: undefined };
    const { leaks, reason } = (0,src_proof/* judgeServiceLeak */.Cy)(status);
    const serviceLeak = { leaks: leaks === 'unknown' ? leaks : leaks ? 'yes' : 'no', reason };
    if (serviceLeak.leaks !== 'no') {
        context.setup.host.outputs.warning(`Services (${serviceLeak.leaks === 'yes' ? 'leak' : 'leak unknown'}): ${reason}`);
    }
    return { check, datapath, serviceLeak };
}
/** Waits until all endpoints of both nodes are ready. A look that fails is none, and is said once the time is over. */
async function waitForEndpoints(context) {
    const { clock } = context.setup.host;
    const limit = (0,host_limit/* startLimit */.iP)(clock, endpointLimitSeconds);
    const nodes = [context.pods.clientNode, context.pods.serverNode];
    for (;;) {
        const failures = [];
        const ready = await Promise.all(nodes.map(async (node) => {
            try {
                const agent = await (0,cilium_agents/* agentOn */.lR)(context.kubernetes, context.ciliumNamespace, node);
                return agent !== undefined && (await (0,cilium_agents/* endpointsReady */.uG)(context.kubernetes, agent));
            }
            catch (error) {
                if (error instanceof errors/* CancelledError */.cc)
                    throw error;
                failures.push(`: ${(0,errors/* errorMessage */.gJ)(error)}`);
                return false;
            }
        }));
        if (ready.every(Boolean))
            return;
        if (limit.isOver()) {
            throw new Error(`the endpoints on ${nodes.filter((_, index) => ready[index] !== true).join(' and ')} were not ready within ${String(limit.seconds)} s${failures.join('')}`);
        }
        await clock.sleep(0.5);
    }
}

;// CONCATENATED MODULE: ./src/kubernetes/machine.ts
/** Hyper-V's synthetic interface; with accelerated networking it has a virtual function of the card beneath it. */
const syntheticDriver = 'hv_netvsc';
/** What may stand in a path: the kernel's names of interfaces have neither slashes nor spaces. */
const deviceName = /^[\w.@:-]+$/;
/** Reads the CPU model, and the interface of the default route with its driver, in the host network of a node. */
async function readMachine(read) {
    const files = async (commands) => {
        const sections = Object.entries(commands).map(([name, command]) => ({
            ...{ name, command },
            keep: ({ stdout }) => stdout.trim()
        }));
        const { sections: readings } = await read(sections);
        return Object.fromEntries(Object.entries(readings).map(([name, reading]) => [name, reading.ok ? reading.text : '']));
    };
    const { cpus = '', routes = '' } = await files({
        cpus: ['cat', '/proc/cpuinfo'],
        routes: ['cat', '/proc/net/route']
    });
    const cpuModel = /^model name\s*:\s*(.+)$/m.exec(cpus)?.[1];
    const device = defaultDevice(routes);
    return {
        ...(cpuModel === undefined ? {} : { cpuModel }),
        ...(device === undefined ? {} : await readInterface(device, files))
    };
}
/** The interface of the default route in /proc/net/route, which has destination and mask in hexadecimal. */
function defaultDevice(routes) {
    const columns = routes.split('\n').map(line => line.trim().split(/\s+/));
    const device = columns.find(([, destination, , , , , , mask]) => destination === '00000000' && mask === '00000000')?.[0];
    return device !== undefined && deviceName.test(device) ? device : undefined;
}
async function readInterface(device, files) {
    const folder = `/sys/class/net/${device}`;
    const { mtu, driver = '', entries = '' } = await files({
        mtu: ['cat', `${folder}/mtu`],
        driver: ['readlink', `${folder}/device/driver`],
        entries: ['ls', folder]
    });
    const bytes = Number(mtu);
    if (!Number.isInteger(bytes) || bytes <= 0)
        return {};
    const name = machine_nameOf(driver);
    const beneath = /^lower_(\S+)$/m.exec(entries)?.[1];
    const virtualFunction = async () => {
        if (beneath === undefined || !deviceName.test(beneath))
            return 'none';
        const { driver: lower = '' } = await files({ driver: ['readlink', `/sys/class/net/${beneath}/device/driver`] });
        return machine_nameOf(lower) || 'unknown driver';
    };
    return {
        interface: {
            name: device,
            mtu: bytes,
            ...(name === '' ? {} : { driver: name }),
            ...(name === syntheticDriver ? { virtualFunction: await virtualFunction() } : {})
        }
    };
}
function machine_nameOf(link) {
    return link.split('/').at(-1) ?? '';
}

// EXTERNAL MODULE: ./src/report/unlike-nodes.ts
var unlike_nodes = __webpack_require__(64704);
;// CONCATENATED MODULE: ./src/measure/set-up.ts





const netperfVersionSeconds = 15;
/**
 * What is known of an arm's scenario after a block of it; `blocks` are all that were measured, `before` what was known after
 * the block before: its values stand in for those that cannot be read now.
 */
async function describeScenario(prepared, block, result, blocks, before) {
    const name = (0,scenario_scenario/* scenarioName */.ic)(block.scenario);
    const own = blocks.filter(other => other.path === 'pod' && other.arm === block.arm && other.scenario === name);
    const reason = own.findLast(other => other.reason !== undefined)?.reason;
    const status = reason === undefined ? 'measured' : own.some(other => other.status === 'measured') ? 'incomplete' : 'failed';
    return {
        name,
        arm: block.arm,
        routing: block.scenario.routing,
        encryption: block.scenario.encryption,
        status,
        ...(reason === undefined ? {} : { reason }),
        values: (await orWarn(prepared.host.outputs, "Cilium's values", () => prepared.installation.values())) ??
            before?.values ??
            {},
        ...(result.statusCheck === undefined ? {} : { statusCheck: result.statusCheck }),
        ...(result.datapath === undefined ? {} : { datapath: result.datapath }),
        ...(result.serviceLeak === undefined ? {} : { serviceLeak: result.serviceLeak }),
        ...(result.certificates === undefined ? {} : { certificates: result.certificates })
    };
}
/**
 * Records Cilium, nodes and machines, once a block has shown that Cilium runs, as far as they answer: only the two measured
 * nodes are asked, of the others only what Kubernetes knows is recorded. What the two differ in is said unless it was before:
 * their CPU models are known only now. False when something could not be read.
 */
async function describeMachines(prepared) {
    const { hosts, pods } = prepared.blocks;
    const cilium = await orWarn(prepared.host.outputs, 'Cilium', () => prepared.installation.describe());
    if (cilium !== undefined)
        await prepared.record({ type: 'cilium', cilium });
    let complete = cilium !== undefined;
    const nodes = await Promise.all(prepared.nodes.map(async (node) => {
        const name = node.metadata?.name ?? '';
        const role = name === pods.clientNode ? 'client' : name === pods.serverNode ? 'server' : 'other';
        if (role === 'other')
            return nodeFacts(node, role);
        const machine = await orWarn(prepared.host.outputs, `node ${name}`, () => readMachine(sections => hosts.read(name, sections)));
        if (machine?.cpuModel === undefined && machine?.interface === undefined)
            complete = false;
        return { ...nodeFacts(node, role), ...machine };
    }));
    for (const notice of (0,unlike_nodes/* unlikeNodes */.w)(nodes)) {
        if (!prepared.told.has(notice))
            prepared.host.outputs.warning(notice);
        prepared.told.add(notice);
    }
    await prepared.record({
        type: 'cluster',
        seconds: prepared.clusterSeconds,
        cluster: {
            provider: prepared.provider,
            ...(prepared.networking === undefined ? {} : { networking: prepared.networking }),
            name: prepared.clusterName,
            kubernetesVersion: prepared.kubernetesVersion,
            nodes
        }
    });
    return complete;
}
/** Records the tools' image and versions as they become known. */
function createToolRecord(prepared) {
    const { kubernetes, pods } = prepared.blocks;
    let tools;
    const note = async (more) => {
        const updated = { image: pods.image, imageId: '', ...tools, ...more };
        if (JSON.stringify(updated) === JSON.stringify(tools))
            return;
        tools = updated;
        await prepared.record({ type: 'tools', tools: updated });
    };
    return {
        async onPair(pair) {
            if (tools?.netperf !== undefined)
                return;
            const result = await orWarn(prepared.host.outputs, 'netperf', () => kubernetes.exec(pair.client.target, ['netperf', '-V'], netperfVersionSeconds));
            const netperf = /version (\S+)/.exec(result?.stdout ?? '')?.[1];
            await note({ imageId: pair.client.imageId, ...(netperf === undefined ? {} : { netperf }) });
        },
        async onVersion(test, version) {
            if (version !== undefined && !test.endsWith('latency'))
                await note({ iperf3: version });
        }
    };
}

;// CONCATENATED MODULE: ./src/measure/rounds.ts












/** Blocks of a scenario that may fail in a row for reasons that can pass. */
const maxTries = 3;
/**
 * Measures round after round until the plan says stop, and returns why it stopped. A scenario that failed for a lasting
 * reason is not tried again. `measure` takes each block; tests pass one that needs no cluster.
 */
async function measureRounds(plan, prepared, measure = measureBlock) {
    const { outputs, clock } = prepared.host;
    const started = clock.seconds();
    const failed = new Map();
    const verifications = new Map();
    /** Scenarios whose verification was planned and has proven nothing yet: their next block verifies them. */
    const unverified = new Set();
    const blocks = [];
    const scenarios = new Map();
    const samples = new Map();
    const planned = recordPlan(plan);
    const tools = createToolRecord(prepared);
    /** The arm that ran when the machines were described; the candidate's Cilium is the one that the run is about. */
    let described;
    let measuredBlockSeconds;
    const remaining = (left) => {
        const elapsed = clock.seconds() - started;
        const todo = (0,estimate/* estimateSeconds */.q)(left, plan.durationSeconds, plan.omitSeconds, measuredBlockSeconds);
        return `${(0,plan_plan/* formatMinutes */.dp)(elapsed)} elapsed, about ${(0,plan_plan/* formatMinutes */.dp)(todo)} left`;
    };
    for (let finished = 0;; finished++) {
        const elapsedSeconds = clock.seconds() - started;
        const compared = compareAtLook(plan, { plan: planned, blocks, samples: [...samples.values()] }, prepared.policy);
        for (const line of describeMeasuredSight(compared?.sight ?? [], finished, plan.rounds.length))
            outputs.info(line);
        const next = nextRound(plan, { finishedRounds: finished, elapsedSeconds, decided: compared?.stop?.reason });
        if (next.kind === 'stop') {
            if (!blocks.some(cameUp))
                throw new errors/* ClusterError */.b$(describeFailures(blocks));
            if (described === undefined)
                await describeMachines(prepared);
            outputs.info(`stop: ${next.reason}`);
            return next.cause;
        }
        for (const [position, drawn] of next.blocks.entries()) {
            const name = (0,scenario_scenario/* scenarioName */.ic)(drawn.scenario);
            if (failed.has(name))
                continue;
            if (drawn.verify)
                unverified.add(name);
            const isOwn = drawn.path === 'pod' && drawn.arm === 'candidate';
            const block = { ...drawn, verify: isOwn && unverified.has(name) };
            const later = [next.blocks.slice(position + 1), ...plan.rounds.slice(next.number)];
            let samplesLeft = block.tests.length;
            const title = `Round ${String(next.number)} of ${String(plan.rounds.length)}: ${(0,plan_plan/* describeBlock */.B4)(block)}`;
            const setup = prepared.setups.get(block.arm);
            if (setup === undefined)
                throw new Error(`the ${block.arm} arm has no set-up`);
            const ended = await outputs.group(title, () => measure({
                ...prepared.blocks,
                setup,
                onPair: tools.onPair,
                onSample: async (sample, version) => {
                    samples.set(sample.id, sample);
                    await prepared.record({ type: 'sample', sample });
                    await tools.onVersion(sample.test, version);
                    if (sample.status === 'valid')
                        samplesLeft -= 1;
                    const here = {
                        ...block,
                        path: 'host',
                        tests: block.tests.slice(block.tests.length - samplesLeft)
                    };
                    outputs.info(`  ${describeSample(sample, plan.rounds.length)}; ${remaining([[here], ...later])}`);
                }
            }, block, next.number, blocks.length));
            const result = { ...ended, block: giveUp(ended.block, blocks) };
            blocks.push(result.block);
            await prepared.record({ type: 'block', block: result.block });
            if (result.block.reason !== undefined)
                outputs.warning(`${title}: ${result.block.reason.message}`);
            if (block.path === 'pod') {
                if (result.block.status === 'measured')
                    measuredBlockSeconds = blockOverhead(blocks);
                const { verification } = result;
                if (verification !== undefined) {
                    verifications.set(name, verification);
                    if (verification.matrix.every(({ matches }) => matches))
                        unverified.delete(name);
                }
                if ((0,lasting/* isLasting */.d)(result.block.reason))
                    failed.set(name, result.block.reason);
                const key = `${block.arm} ${name}`;
                const scenario = await describeScenario(prepared, block, result, blocks, scenarios.get(key));
                scenarios.set(key, scenario);
                const verified = block.arm === 'candidate' ? verifications.get(name) : undefined;
                await prepared.record({ type: 'scenario', scenario: { ...scenario, ...verified } });
            }
            if (described !== 'candidate' && described !== block.arm && cameUp(result.block)) {
                // An agent that has just gone is asked again after a later block.
                if (await describeMachines(prepared))
                    described = block.arm;
            }
        }
    }
}
/**
 * The block, with a lasting reason when its scenario failed in so many blocks in a row: what the cluster fails at every time is
 * no passing fault, and each try can cost minutes.
 */
function giveUp(block, earlier) {
    const { reason, path, scenario } = block;
    if (reason?.kind !== 'cluster-failed' || path !== 'pod')
        return block;
    const last = earlier.filter(other => other.path === 'pod' && other.scenario === scenario).slice(1 - maxTries);
    if (last.length < maxTries - 1 || last.some(other => other.reason?.kind !== 'cluster-failed'))
        return block;
    const message = `${reason.message}; it failed in ${String(maxTries)} blocks in a row and is not tried again`;
    return { ...block, reason: { kind: 'rollout-failed', message } };
}
/** Cilium ran in the block's mode, whatever became of its samples. */
function cameUp({ path, reason }) {
    return path === 'pod' && reason?.kind !== 'rollout-failed' && reason?.kind !== 'cluster-failed';
}
/** Why nothing is known of the machines: what became of the blocks, each reason once. */
function describeFailures(blocks) {
    const own = blocks.filter(({ path }) => path === 'pod');
    const reasons = own.flatMap(({ scenario, reason }) => reason === undefined ? [] : [`${scenario}: ${reason.message}`]);
    return ['no scenario could be set up', ...new Set(reasons)].join('; ');
}
/** What the comparison says so far; only with two arms, and only at its looks. */
function compareAtLook(plan, measured, policy) {
    return plan.arms.length > 1 ? (0,paired/* compareArms */.J)(measured, policy, false) : undefined;
}
/** Mean seconds that a block took besides its samples: switch and settling. */
function blockOverhead(blocks) {
    const measured = blocks.filter(block => block.path === 'pod' && block.status === 'measured');
    const total = measured.reduce((sum, block) => sum + block.switchSeconds + (block.settling?.seconds ?? 0), 0);
    return total / measured.length;
}

;// CONCATENATED MODULE: ./src/plan/values.ts



/** The Helm values that each scenario will set over the user's own; what only the cluster knows is named as such. */
function describeValues(options) {
    const network = { podCidr: "<range of the cluster's pods>", autoDirectNodeRoutes: true };
    return options.scenarios.flatMap(scenario => {
        const values = (0,scenario_values/* scenarioValues */.jr)(scenario, network, options.cilium.version, options.modes);
        return [
            `values of ${(0,scenario_scenario/* scenarioName */.ic)(scenario)}:`,
            ...(0,dist/* stringify */.As)(values)
                .trimEnd()
                .split('\n')
                .map(line => `  ${line}`)
        ];
    });
}

// EXTERNAL MODULE: ./src/cilium/leftovers.ts
var leftovers = __webpack_require__(62609);
;// CONCATENATED MODULE: ./src/cilium/keep.ts





/**
 * Takes the place of a switch where nothing of Cilium may be changed. What it gives makes sure that the agents of the measured
 * nodes are still in the mode that was found, waiting for one that starts, and enrols the run's own namespace in ztunnel where
 * there is one. Gives the seconds.
 */
function createKeeper(host, kubernetes, namespace, nodes) {
    const { outputs, clock } = host;
    const said = new Set();
    /** What earlier modes left stays as it is, so one block says it for all. */
    const tell = (line) => {
        if (!said.has(line))
            outputs.info(line);
        said.add(line);
    };
    return async (scenario, testNamespace) => {
        const started = clock.seconds();
        const agents = await patiently(host, () => Promise.all(nodes.map(async (node) => {
            const agent = await (0,cilium_agents/* agentOn */.lR)(kubernetes, namespace, node);
            if (agent === undefined)
                throw new errors/* TransientError */.N_(`no Cilium agent runs on ${node}`);
            const mismatch = await (0,cilium_agents/* modeMismatch */.M_)(kubernetes, agent, scenario);
            if (mismatch !== undefined)
                throw new errors/* ClusterError */.b$(`somebody changed Cilium during the run: ${mismatch}`);
            return agent;
        })));
        await (0,leftovers/* nameLeftovers */.YW)(kubernetes, agents, scenario.encryption, tell);
        if (scenario.encryption === 'ztunnel')
            await enrol(kubernetes, clock, namespace, nodes, testNamespace);
        return clock.seconds() - started;
    };
}

;// CONCATENATED MODULE: ./src/cilium/network.ts





/** The chart's own pool (ipam.operator.clusterPoolIPv4PodCIDRList in its values.yaml, 1.14 to 1.20). */
const defaultPool = '10.0.0.0/8';
const kubeadmSchema = schemas/* looseObject */._H3({ networking: schemas/* looseObject */._H3({ podSubnet: schemas/* string */.YjP() }) });
const listSchema = schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* array */.YOg(schemas/* string */.YjP())]);
/**
 * What native routing must know of the cluster's network: from the values, and from the cluster where the values leave the
 * addresses to it. Only the IPv4 part of a dual-stack cluster counts. Throws an InputError when the pods have IPv6 alone, and
 * when a scenario needs the one range of the pods and it is not known, not one, or not theirs alone.
 */
async function findNetwork(kubernetes, userValues, needsRange) {
    const values = mergeValues(userValues);
    const native = valueAt(values, 'ipv4NativeRoutingCIDR');
    const written = typeof native === 'string' && native !== '';
    const all = written ? [native] : await rangesOf(kubernetes, values);
    const podRanges = all.filter(cidr/* isIpv4Range */.FR);
    if (all.length > 0 && podRanges.length === 0) {
        throw new errors/* InputError */.dz(`cluster: its pods use the IPv6 range ${all.join(', ')}, but only IPv4 is measured`);
    }
    const [podCidr, ...more] = podRanges;
    if (needsRange) {
        const need = 'cilium-values: native routing and strict egress need';
        if (podCidr === undefined) {
            throw new errors/* InputError */.dz(`${need} the range of the pods, and this cluster does not tell it; add for example "ipv4NativeRoutingCIDR: 10.244.0.0/16"`);
        }
        if (more.length > 0) {
            throw new errors/* InputError */.dz(`${need} one range of the pods, and there are ${podRanges.join(' and ')}; add the one that holds them all, for example "ipv4NativeRoutingCIDR: ${(0,cidr/* coveringRange */.DN)(podRanges) ?? ''}"`);
        }
        const node = written ? undefined : await nodeWithin(kubernetes, podCidr);
        if (node !== undefined) {
            throw new errors/* InputError */.dz(`${need} a range with nothing but pods, and ${podCidr} also holds the node ${node}, whose traffic would pass for that of pods; add the part of it that the pods use, for example "ipv4NativeRoutingCIDR: 10.244.0.0/16"`);
        }
    }
    const direct = valueAt(values, 'autoDirectNodeRoutes');
    return {
        podCidr: more.length === 0 ? (podCidr ?? '') : '',
        podRanges,
        autoDirectNodeRoutes: typeof direct === 'boolean' ? direct : true
    };
}
async function rangesOf(kubernetes, values) {
    const mode = valueAt(values, 'ipam.mode');
    switch (mode === undefined || mode === '' ? 'cluster-pool' : mode) {
        case 'cluster-pool':
            return (0,cidr/* listedRanges */.eh)(listSchema.safeParse(valueAt(values, 'ipam.operator.clusterPoolIPv4PodCIDRList')).data ?? defaultPool);
        case 'kubernetes':
            return (await kubeadmRanges(kubernetes)) ?? coverOf(await rangesOfNodes(kubernetes));
        default:
            return coverOf((await kubernetes.ciliumNodes()).flatMap(({ podRanges }) => podRanges));
    }
}
async function kubeadmRanges(kubernetes) {
    const text = (await kubernetes.configMap('kube-system', 'kubeadm-config'))?.['ClusterConfiguration'];
    const parsed = kubeadmSchema.safeParse(text === undefined ? undefined : (0,dist/* parse */.qg)(text));
    return parsed.success ? (0,cidr/* listedRanges */.eh)(parsed.data.networking.podSubnet) : undefined;
}
async function rangesOfNodes(kubernetes) {
    return (await kubernetes.nodes()).flatMap(({ spec }) => spec?.podCIDRs ?? []);
}
/** The range that the nodes have their parts of. */
function coverOf(parts) {
    const cover = (0,cidr/* coveringRange */.DN)(parts.filter(cidr/* isIpv4Range */.FR));
    return cover === undefined ? parts : [cover];
}
/** A node with its address in a range, for people. */
async function nodeWithin(kubernetes, range) {
    const addresses = (await kubernetes.nodes()).flatMap(({ metadata, status }) => (status?.addresses ?? []).map(({ address }) => ({ name: metadata?.name ?? '', address })));
    const within = addresses.find(({ address }) => (0,cidr/* cidrsOverlap */.hj)(`${address}/32`, range));
    return within && `${within.name} (${within.address})`;
}

;// CONCATENATED MODULE: ./src/cilium/coredns.ts

/** Where kubeadm puts CoreDNS's configuration, and the line of it that asks whoever the node itself asks. */
const place = { namespace: 'kube-system', name: 'coredns', key: 'Corefile' };
const forwarding = /^(\s*forward\s+\.\s+)\/etc\/resolv\.conf\b/m;
/**
 * Lets CoreDNS of a kind cluster ask the machine's own nameservers. A kind node asks Docker's resolver, which is reached
 * by iptables rules of the node; with BPF host routing the packets of pods pass those by, and no name outside of the
 * cluster is found (cilium/cilium#23330; on Cilium 1.20.2 a pod's query to that address is refused, while the machine's
 * nameserver answers it). Cilium's own kind.sh does the same, with a public resolver. Gives what it did or
 * could not do, for the log; `undefined` when there was nothing to do. CoreDNS reloads its configuration by itself.
 */
async function freeCoreDns(kubernetes, ciliumNamespace, nameservers) {
    const corefile = (await kubernetes.configMap(place.namespace, place.name))?.[place.key];
    if (corefile === undefined || !forwarding.test(corefile))
        return undefined;
    const [agent] = [...(await (0,cilium_agents/* listAgents */.vc)(kubernetes, ciliumNamespace)).values()];
    if (agent === undefined || !(await (0,cilium_agents/* routesPastHost */.Js)(kubernetes, agent)))
        return undefined;
    const trap = "BPF host routing keeps CoreDNS from Docker's resolver (cilium/cilium#23330)";
    const addresses = await nameservers();
    if (addresses.length === 0) {
        return `${trap}, and this machine names no other: names outside of the cluster are not found in pods`;
    }
    const freed = corefile.replace(forwarding, `$1${addresses.join(' ')}`);
    await kubernetes.setConfigMap(place.namespace, place.name, { [place.key]: freed });
    return `${trap}: it asks ${addresses.join(', ')} now`;
}

;// CONCATENATED MODULE: ./src/cilium/nameservers.ts
/** systemd-resolved's list of the servers that it asks itself; the usual file names only its own loopback address. */
const places = ['/run/systemd/resolve/resolv.conf', '/etc/resolv.conf'];
/** Nameservers of this machine that its containers can ask too; none where it names only itself. */
async function machineNameservers(files) {
    for (const place of places) {
        const addresses = reachableNameservers(await files.read(place).catch(() => ''));
        if (addresses.length > 0)
            return addresses;
    }
    return [];
}
/** Nameservers of a resolv.conf without this machine's own: no loopback address, no address that needs an interface. */
function reachableNameservers(resolvConf) {
    return [...resolvConf.matchAll(/^\s*nameserver\s+(\S+)/gm)]
        .map(match => match[1] ?? '')
        .filter(address => !address.startsWith('127.') && address !== '::1' && !address.includes('%'));
}

;// CONCATENATED MODULE: ./src/cilium/secrets.ts


/** The chart names it so, without a value to change it. */
const ztunnelSecretName = 'cilium-ztunnel-secrets';
/**
 * A new IPsec key as the agent reads it: id, algorithm, key and what belongs to it. The `+` asks for a key of its own for
 * each tunnel; without it agents since 1.16 do not start.
 */
function ipsecKey(algorithm) {
    const hex = (bytes) => (0,external_node_crypto_.randomBytes)(bytes).toString('hex');
    switch (algorithm) {
        case 'rfc4106-gcm-aes':
            return `3+ rfc4106(gcm(aes)) ${hex(20)} 128`;
        case 'cbc-aes-sha256':
            return `3+ hmac(sha256) ${hex(16)} cbc(aes) ${hex(16)}`;
        case 'cbc-aes-sha512':
            return `3+ hmac(sha512) ${hex(32)} cbc(aes) ${hex(16)}`;
    }
}
/** The Secrets that a mode needs. ztunnel needs all its entries with SPIRE too. */
function secretsFor(encryption, modes) {
    switch (encryption) {
        case 'none':
        case 'wireguard':
            return [];
        case 'ipsec':
            return [
                {
                    name: scenario_values/* ipsecSecret */.lo.name,
                    stringData: () => Promise.resolve({ [scenario_values/* ipsecSecret */.lo.entry]: ipsecKey(modes.ipsecKeyAlgorithm) })
                }
            ];
        case 'ztunnel':
            return [
                {
                    name: ztunnelSecretName,
                    stringData: async () => (await __webpack_require__.e(/* import() */ 854).then(__webpack_require__.bind(__webpack_require__, 5473))).ztunnelCertificates()
                }
            ];
    }
}
/**
 * Makes the Secrets of a mode that are missing, and leaves those that exist alone. `beforeCreation` is awaited before
 * each that is made, so that what removes it is known even if the program ends at once.
 */
async function ensureSecrets(kubernetes, namespace, encryption, modes, beforeCreation) {
    for (const { name, stringData } of secretsFor(encryption, modes)) {
        if (await kubernetes.secretExists(namespace, name))
            continue;
        const content = await stringData();
        await beforeCreation(name);
        await kubernetes.createSecret(namespace, name, content);
    }
}

;// CONCATENATED MODULE: ./src/cilium/switch.ts







/**
 * Takes Cilium from whatever mode it is in to a scenario's, in the order that cuts no pod off: the test pods are gone
 * already, the namespace leaves ztunnel before ztunnel goes, and enters it before new pods come. Gives the seconds.
 */
async function switchMode(setup, scenario, block, testNamespace) {
    const { kubernetes, namespace, host } = setup;
    const { clock } = host;
    const started = clock.seconds();
    if ((await kubernetes.namespaces(`${enrolmentLabel}=true`)).includes(testNamespace)) {
        await disenrol(kubernetes, clock, namespace, setup.nodes, testNamespace);
    }
    await ensureSecrets(kubernetes, namespace, scenario.encryption, setup.modes, async (name) => {
        await setup.beforeSecret(name);
        if (scenario.encryption === 'ztunnel')
            await removeZtunnels(kubernetes, namespace);
    });
    await applyScenario(setup, scenario, block);
    if (setup.behindDockerDns) {
        const done = await freeCoreDns(kubernetes, namespace, () => machineNameservers(host.files));
        if (done !== undefined)
            host.outputs.info(`  ${done}`);
    }
    await (0,leftovers/* removeLeftovers */.DA)(kubernetes, namespace, scenario.encryption, setup.blockedBefore, host.outputs.info);
    if (scenario.encryption === 'ztunnel')
        await enrol(kubernetes, clock, namespace, setup.nodes, testNamespace);
    return clock.seconds() - started;
}
/**
 * An interrupted run can leave ztunnels whose Secret is gone. They hold its certificates and never trust an agent that has new
 * ones. They go before the Secret comes: interrupted in between, the next run finds it missing again, and heals.
 */
async function removeZtunnels(kubernetes, namespace) {
    for (const pod of await kubernetes.pods(namespace, `app=${cilium_rollout/* ztunnelName */.w9}`)) {
        await kubernetes.deletePod(namespace, pod.metadata?.name ?? '');
    }
}

;// CONCATENATED MODULE: ./src/kubernetes/shells.ts
/** No shell is open at first. A shell that died is replaced at the next reading, not within one. */
function createShells(kubernetes) {
    const open = new Map();
    const last = new Map();
    return {
        run(target, identity, script, timeoutSeconds) {
            const key = `${target.namespace}/${target.pod}/${target.container}/${identity}`;
            const start = () => {
                for (const [other, shell] of open)
                    if (shell.dead)
                        open.delete(other);
                const shell = open.get(key) ?? kubernetes.openShell(target);
                open.set(key, shell);
                return shell.run(script, timeoutSeconds);
            };
            const result = (last.get(key) ?? Promise.resolve()).then(start, start);
            last.set(key, result);
            return result;
        },
        closeAll() {
            for (const shell of open.values())
                shell.close();
            open.clear();
        }
    };
}

// EXTERNAL MODULE: ./src/kubernetes/pull-secret.ts
var pull_secret = __webpack_require__(21406);
;// CONCATENATED MODULE: ./src/cilium/release.ts

/**
 * Looks at what is installed on a cluster that is not ours, before it is changed; `undefined` when nothing is. Throws a
 * ClusterError for what could not be put back: a Cilium without a Helm release, and a release that is not deployed.
 */
async function readInstalledRelease(helm, installed, namespace) {
    const release = await helm.release();
    if (release === undefined) {
        if (installed !== undefined) {
            const whose = installed.manager === undefined ? '' : ` (it belongs to ${installed.manager.owner})`;
            throw new errors/* ClusterError */.b$(`Cilium runs in namespace ${namespace}, but helm did not install it there${whose}, so it could not be put back; name its namespace with cilium-namespace, install it with helm, or write apply: false to measure it as it is`);
        }
        return undefined;
    }
    if (release.status !== 'deployed') {
        throw new errors/* ClusterError */.b$(`the Helm release ${helm.name} is ${release.status} (revision ${String(release.revision)}), so another change is under way or was cut off; bring it back first: helm rollback ${helm.name} --namespace ${namespace}`);
    }
    return release;
}
/**
 * Throws an InputError when a release would get another chart: a distribution's own has other defaults, and one with Cilium
 * as a part of it would lose its other parts.
 */
function refuseOtherChart(name, { chartName, chartVersion }, candidate) {
    if (chartName === candidate)
        return;
    throw new errors/* InputError */.dz(`cilium-chart: the Helm release ${name} is of the chart ${chartName} ${chartVersion}, and the chart ${candidate} would replace it with other defaults; write the path of a chart ${chartName}, or apply: false to measure it as it is`);
}

;// CONCATENATED MODULE: ./src/start.ts






/**
 * Looks at the Cilium of a cluster that exists: which release of Helm it is, who else manages it, and what the arms start from.
 * A cluster of the run's own, and one that is measured as it is, are not looked at. Throws as `readInstalledRelease` and
 * `refuseOtherChart` do.
 */
async function findStart({ options, subjects, found, host, entered, workFolder, made }) {
    const { cluster, kubernetes } = entered;
    const changesExisting = !cluster.ours && found === undefined;
    const installed = changesExisting ? await findInstalled(kubernetes, options.cilium.namespace) : undefined;
    const { name, namespace } = installed?.release ?? {
        name: cilium_helm/* defaultReleaseName */.Ad,
        namespace: options.cilium.namespace
    };
    const target = { kubeconfig: cluster.kubeconfig, context: kubernetes.context, namespace, release: name };
    const helm = (0,cilium_helm/* createHelm */.xs)(host.processes, target);
    if (changesExisting && made)
        await (0,mend/* mendRelease */.S5)(helm, host.outputs.warning);
    const release = changesExisting ? await readInstalledRelease(helm, installed, namespace) : undefined;
    const earlier = { namespace, name, revision: release?.revision ?? 0 };
    if (release === undefined)
        return { helm, subjects, earlier };
    if (installed?.manager !== undefined) {
        const { owner, pause } = installed.manager;
        host.outputs.warning(`${owner} manages this Cilium and can put it back while the run measures, which would invalidate blocks; to prevent that: ${pause}`);
    }
    const started = new Map();
    for (const [arm, subject] of subjects) {
        refuseOtherChart(name, release, subject.chartName);
        started.set(arm, await onRelease(host, helm, release, subject, workFolder));
    }
    const candidate = started.get('candidate');
    if (candidate?.valuesFrom !== undefined) {
        host.outputs.info(`cilium-values is not given: starting from the values of ${candidate.valuesFrom}`);
    }
    if (candidate !== undefined && candidate.chartVersion !== release.chartVersion) {
        host.outputs.info(`the run installs chart ${candidate.chartVersion} over ${release.chartVersion}; to keep the version, write cilium-version: ${release.chartVersion}`);
    }
    return { helm, subjects: started, earlier };
}
/**
 * Where the inputs name no values file, the release's own values take their place: they hold what the cluster cannot do
 * without, such as the API server's address where there is no kube-proxy. `folder` is not uploaded.
 */
async function onRelease({ files }, helm, { revision, chartVersion }, subject, folder) {
    if (subject.valuesFiles.length > 0)
        return subject;
    const values = await helm.values();
    const file = (0,external_node_path_.join)(folder, 'installed-values.yaml');
    await files.write(file, (0,dist/* stringify */.As)(values), 0o600);
    const valuesFrom = `Helm release ${helm.name}, revision ${String(revision)}, chart ${chartVersion}`;
    return { ...subject, valuesFiles: [file], userValues: [values], valuesFrom };
}

;// CONCATENATED MODULE: ./src/run-namespaces.ts



/** Makes a run's namespaces with the service accounts of its pods; they are remembered before the first of them is there. */
async function makeNamespaces(kubernetes, remember, id, pullSecret) {
    const made = { pods: id, control: `${id}-control`, other: `${id}-other` };
    await remember({ namespaces: Object.values(made) });
    const owner = { 'app.kubernetes.io/managed-by': 'cilium-perf-gate' };
    await kubernetes.ensureNamespace(made.pods, owner);
    await kubernetes.ensureNamespace(made.other, owner);
    // Host-network pods are refused by every stricter level of pod security.
    await kubernetes.ensureNamespace(made.control, { ...owner, 'pod-security.kubernetes.io/enforce': 'privileged' });
    const accounts = [...Object.values(podNames), hostAccount];
    for (const namespace of Object.values(made))
        await (0,pull_secret/* createAccounts */.r)(kubernetes, namespace, accounts, pullSecret);
    return made;
}

;// CONCATENATED MODULE: ./src/prepare.ts

























/** Helm's questions are those of an API server that is back within that. */
const helmLimitSeconds = 120;
/**
 * Looks at the cluster before it is touched, then makes the run's namespaces: for the test pods, for the control, for pods
 * that are never enrolled in ztunnel.
 */
async function prepare(preparation) {
    const { options, found, host, id, workFolder, remember, record } = preparation;
    const { cluster, kubernetes, turn } = preparation.entered;
    const { namespace } = options.cilium;
    const [kubernetesVersion, nodesBefore, nodeConfigs] = await Promise.all([
        kubernetes.version(),
        kubernetes.nodes(),
        kubernetes.ciliumNodeConfigs()
    ]);
    const workers = nodesBefore.filter(node => !isControlPlane(node)).length;
    const made = cluster.ours || nodesBefore.every(isMadeByUs);
    const { helm, subjects, earlier } = await (0,try_again/* tryAgain */.Q)(host, (0,host_limit/* startLimit */.iP)(host.clock, helmLimitSeconds), () => findStart({ ...preparation, made }));
    for (const subject of subjects.values())
        refuse(options, subject, { workers, nodeConfigs });
    if (found === undefined && cluster.provider === 'kubeconfig')
        refuseOtherContext(options, kubernetes.context);
    const needsRange = options.scenarios.some(scenario => (0,scenario_values/* needsPodCidr */.dZ)(scenario, options.modes));
    const tolerations = tolerationsOf(cluster, options.nodes.tolerations);
    const placement = found?.placement ?? (await chooseNodes(kubernetes, host, nodesBefore, options.nodes, tolerations));
    const clientNode = placement.client.metadata?.name ?? '';
    const serverNode = placement.server.metadata?.name ?? '';
    host.outputs.info(`Kubernetes ${kubernetesVersion}; client on ${clientNode}, server on ${serverNode}; Cilium ${found === undefined ? `chart ${describeCharts(subjects)}` : `${found.version}, as it is`}`);
    const measured = [nodeFacts(placement.client, 'client'), nodeFacts(placement.server, 'server')];
    const told = new Set((0,unlike_nodes/* unlikeNodes */.w)(measured));
    for (const notice of told)
        host.outputs.warning(notice);
    const pods = { clientNode, serverNode, image: options.image, tolerations };
    let blockedBefore = [];
    if (!cluster.ours && found === undefined) {
        await refuseForeignEnrolments(options, kubernetes);
        const release = { ...earlier, rolloutSeconds: await (0,cilium_rollout/* rolloutSeconds */.$q)(kubernetes, earlier.namespace) };
        await remember({ release });
        blockedBefore = await (0,leftovers/* findBlockedNodes */.fI)(kubernetes, namespace, host.outputs.info);
        const probe = { ...pods, hostNetwork: false };
        await remember({
            before: {
                blockedNodes: [...blockedBefore],
                pods: [podOf(probe, 'client'), podOf(probe, 'server')],
                ...(options.imagePullSecret === undefined ? {} : { pullSecret: options.imagePullSecret })
            }
        });
    }
    const pullSecret = await (0,pull_secret/* readPullSecret */.s)(kubernetes, options.imagePullSecret);
    const namespaces = await makeNamespaces(kubernetes, remember, id, pullSecret);
    const secrets = [];
    const clusterValues = cluster.networking === 'byocni' && !cluster.ours
        ? keepPool(cluster.ciliumValues, await kubernetes.configMap(namespace, 'cilium-config'))
        : cluster.ciliumValues;
    const shared = {
        host,
        kubernetes,
        helm,
        namespace,
        clusterValues,
        modes: options.modes,
        nodes: [clientNode, serverNode],
        blockedBefore,
        behindDockerDns: made && cluster.provider === 'kind',
        beforeSecret: async (name) => {
            // A cluster that was made for the run may keep them: they go with it.
            if (cluster.ours)
                return;
            secrets.push([namespace, name]);
            await remember({ secrets: [...secrets] });
        },
        cutOff: new Set(),
        workFolder
    };
    const setups = new Map();
    const inTurn = (enter) => async (...block) => {
        turn.check();
        return enter(...block);
    };
    if (found !== undefined) {
        const keep = createKeeper(host, kubernetes, namespace, [clientNode, serverNode]);
        setups.set('candidate', {
            host,
            modes: options.modes,
            ztunnelCa: undefined,
            foreignRoutes: true,
            enter: inTurn((scenario, _, testNamespace) => keep(scenario, testNamespace))
        });
    }
    for (const [arm, { chart, chartVersion, valuesFiles, userValues }] of subjects) {
        const network = await findNetwork(kubernetes, [clusterValues, ...userValues], needsRange);
        clearOfServices(network.podRanges, cluster.serviceCidr);
        const setup = { ...shared, chart, version: chartVersion, userValuesFiles: valuesFiles, network };
        setups.set(arm, {
            host,
            modes: options.modes,
            ztunnelCa: options.modes.ztunnelCa,
            foreignRoutes: !network.autoDirectNodeRoutes,
            enter: inTurn((scenario, block, testNamespace) => switchMode(setup, scenario, block, testNamespace))
        });
    }
    const shells = createShells(kubernetes);
    return {
        host,
        installation: found?.installation ??
            installationOfHelm(kubernetes, helm, namespace, chartText(options.cilium.chart), subjects.get('candidate')?.valuesFrom),
        setups,
        kubernetesVersion,
        nodes: placement.nodes,
        told,
        clusterName: cluster.name ?? kubernetes.context,
        provider: cluster.provider,
        networking: cluster.networking,
        clusterSeconds: preparation.entered.seconds,
        blocks: {
            kubernetes,
            clock: host.clock,
            shells,
            hosts: createHostPods(kubernetes, host.clock, shells, {
                ...pods,
                namespace: namespaces.control,
                nodes: { 'perf-host-client': clientNode, 'perf-host-server': serverNode }
            }),
            files: host.files,
            output: preparation.output,
            ciliumNamespace: namespace,
            oneMachine: cluster.provider === 'kind',
            pods: { ...pods, namespace: namespaces.pods, hostNetwork: false },
            control: { ...pods, namespace: namespaces.control, hostNetwork: true },
            other: { ...pods, namespace: namespaces.other, hostNetwork: false },
            witness: createWitness(kubernetes, host.clock, {
                ...pods,
                namespace: namespaces.control,
                image: options.witnessImage
            }),
            durationSeconds: options.durationSeconds,
            omitSeconds: options.omitSeconds
        },
        policy: options.comparing.policy,
        record
    };
}
/** A kind cluster of an earlier run that was told to keep it. */
function isMadeByUs({ metadata }) {
    return metadata?.labels?.[kind_config/* madeLabel */._] !== undefined;
}
function describeCharts(subjects) {
    const versions = [...subjects].map(([arm, { chartVersion }]) => `${chartVersion}${arm === 'reference' ? ' (reference)' : ''}`);
    return versions.join(' and ');
}
/** Leaving ztunnel would cut the user's enrolled pods off, so such a cluster is not taken through other modes. */
async function refuseForeignEnrolments(options, kubernetes) {
    const enrolled = await kubernetes.namespaces(`${enrolmentLabel}=true`);
    if (enrolled.length === 0)
        return;
    throw new errors/* InputError */.dz(`scenarios: the cluster has namespaces enrolled in ztunnel (${enrolled.join(', ')}), whose pods would lose their connections when ${options.scenarios.map(scenario_scenario/* scenarioName */.ic).join(', ')} is applied; measure on another cluster, or take the label ${enrolmentLabel} away first`);
}
/** The context is checked once more against what the kubeconfig really selected. */
function refuseOtherContext(options, context) {
    if (options.cluster.provider !== 'kubeconfig')
        return;
    const allowed = options.cluster.allowReconfigure ?? '';
    if (allowed !== context) {
        throw new errors/* InputError */.dz(`allow-reconfigure: it names "${allowed}", but the kubeconfig's context is "${context}"; name that one if its Cilium may be reconfigured`);
    }
}
function chartText(chart) {
    switch (chart.kind) {
        case 'path':
            return 'local path';
        case 'oci':
            return chart.reference;
        case 'repository':
            return chart.url;
    }
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
;// CONCATENATED MODULE: ./src/reference.ts





/** Which reference the inputs and the event ask for. Throws an InputError for a base where there is none. */
function wantedReference({ apply, comparing, verifyOnly }, base) {
    if (verifyOnly || !apply)
        return undefined;
    if (comparing.referenceValues !== undefined)
        return 'values';
    if (comparing.referenceVersion !== undefined)
        return 'version';
    if (comparing.reference === 'base' && base === undefined) {
        throw new errors/* InputError */.dz('reference: base needs a commit before this one, which this event does not have; write reference: none, or reference-values');
    }
    return (comparing.reference ?? (base?.isDefault === true ? 'base' : 'none')) === 'base' ? 'base' : undefined;
}
/** Reads the reference arm; files of the base commit are written to `folder`, which is not uploaded. */
async function readReference(host, options, kind, candidate, base, folder) {
    const { comparing, cilium } = options;
    const commit = kind === 'base' ? await base?.commit() : undefined;
    if (kind === 'base' && commit === undefined) {
        throw new errors/* InputError */.dz('reference: base needs a commit before this one, and there is none; write reference: none');
    }
    const found = commit !== undefined
        ? await readBase(host, options, candidate, commit, folder)
        : {
            version: comparing.referenceVersion ?? candidate.chart.version,
            valuesFiles: comparing.referenceValues ?? cilium.valuesFiles,
            description: [
                ...(comparing.referenceValues === undefined ? [] : [`values of ${comparing.referenceValues.join(', ')}`]),
                ...(comparing.referenceVersion === undefined ? [] : [`Cilium ${comparing.referenceVersion}`])
            ].join(' and '),
            sha: undefined
        };
    const subject = await readSubject(host, options, found.version, found.valuesFiles);
    return {
        subject,
        record: {
            source: kind,
            description: found.description,
            ...(found.sha === undefined ? {} : { sha: found.sha }),
            chartVersion: subject.chartVersion,
            identical: subject.chartVersion === candidate.chartVersion &&
                (0,external_node_util_.isDeepStrictEqual)(mergeValues(subject.userValues), mergeValues(candidate.userValues))
        }
    };
}
async function readBase(host, { cilium }, candidate, commit, folder) {
    const short = commit.sha.slice(0, 7);
    await refuseChart(host, cilium.chart, commit);
    const valuesFiles = [];
    const absent = [];
    const warn = (path, instead) => {
        absent.push(path);
        host.outputs.warning(`${path} is not in ${commit.branch} at ${short}: the reference is measured ${instead}`);
    };
    for (const [index, path] of cilium.valuesFiles.entries()) {
        const text = await commit.file(inRepository('cilium-values', path));
        if (text === undefined)
            warn(path, 'without it');
        const file = (0,external_node_path_.join)(folder, `reference-values-${String(index)}.yaml`);
        await host.files.write(file, text ?? '{}\n', 0o600);
        valuesFiles.push(file);
    }
    const { versionFile } = cilium;
    const text = versionFile === undefined ? undefined : await commit.file(inRepository('cilium-version-file', versionFile));
    if (versionFile !== undefined && text === undefined)
        warn(versionFile, "with the candidate's version");
    // Reports show it: with a file too few, the arms differ by more than the change under test.
    const without = absent.length === 0 ? '' : `, which has no ${absent.join(', ')}`;
    return {
        version: versionFile === undefined || text === undefined ? candidate.chart.version : readVersion(versionFile, text),
        valuesFiles,
        description: `${commit.branch} at ${short}${without}`,
        sha: commit.sha
    };
}
/** A chart that is part of the repository may be what changed, and both arms would be installed from the same folder. */
async function refuseChart(host, chart, commit) {
    if (chart.kind !== 'path')
        return;
    const inside = inCheckout(chart.path);
    if (isOutside(inside))
        return;
    const known = await commit.file(host.files.isFolder(chart.path) ? external_node_path_.posix.join(inside, 'Chart.yaml') : inside);
    if (known === undefined)
        return;
    throw new errors/* InputError */.dz(`cilium-chart: "${chart.path}" is part of the repository, and the reference would be installed from the same files as the candidate; write reference: none, or an oci://… or https://… chart`);
}
/** A file's path in the repository, which the job has checked out as its working directory. */
function inRepository(input, path) {
    const inside = inCheckout(path);
    if (isOutside(inside)) {
        throw new errors/* InputError */.dz(`${input}: "${path}" lies outside of the checkout, so the base commit does not tell what it was; write reference: none, or reference-values`);
    }
    return inside;
}
/** A path below the working directory as Git writes it, on Windows too. */
function inCheckout(path) {
    return (0,external_node_path_.relative)('.', (0,external_node_path_.resolve)(path)).split(external_node_path_.sep).join('/');
}
function isOutside(path) {
    return path === '..' || path.startsWith('../') || (0,external_node_path_.isAbsolute)(path);
}

// EXTERNAL MODULE: ./src/report/comparison-files.ts + 13 modules
var comparison_files = __webpack_require__(34326);
// EXTERNAL MODULE: ./src/restore/restore.ts + 3 modules
var restore = __webpack_require__(63796);
// EXTERNAL MODULE: ./src/restore/state.ts
var state = __webpack_require__(83471);
;// CONCATENATED MODULE: ./src/restore/undoing.ts




/** Keeps account of what a run makes, from nothing on. `output` is absolute. */
function startUndoing(host, connect, runId, output, followedBy) {
    const workFolder = (0,external_node_path_.join)(host.state.folder, runId);
    const { timeScale } = host.clock;
    let undo = { runId, pid: process.pid, output, timeScale, workFolder, namespaces: [], secrets: [] };
    return {
        workFolder,
        remember: async (more) => {
            undo = { ...undo, ...more };
            await (0,state/* saveUndo */.r)(host.state, undo);
        },
        finish: async (failure) => {
            const left = await host.outputs.group('Clean up', () => (0,restore/* restore */.PF)(host, connect, undo, undefined, followedBy));
            if (left.length === 0)
                return;
            if (failure === undefined)
                throw new errors/* ClusterError */.b$(left.join('\n'));
            for (const line of left)
                host.outputs.error(line);
        }
    };
}

// EXTERNAL MODULE: ./src/results/recorder.ts
var recorder = __webpack_require__(15042);
// EXTERNAL MODULE: ./src/version.ts
var version = __webpack_require__(311);
;// CONCATENATED MODULE: ./src/run.ts




























/**
 * The whole story: plan, cluster, rounds of blocks, results, clean-up. After a failure what was measured is written,
 * what was made is removed, and the error is thrown on. After a signal nothing is removed: the post step or `restore`
 * does that (rules 5).
 */
async function run(asked, dependencies) {
    const { host, connect, source, base, onFailed } = dependencies;
    const wanted = await adaptToManaged(host, asked);
    const { baseline, baselineFiles } = wanted.comparing;
    // What cannot be compared with afterwards need not be measured before.
    if (baseline === 'file')
        await (0,files/* findBaselineFiles */.s1)(host.files, baselineFiles);
    const kind = wantedReference(wanted, base);
    const arms = kind === undefined ? ['candidate'] : ['candidate', 'reference'];
    const seed = wanted.seed ?? (0,external_node_crypto_.randomUUID)().slice(0, 8);
    if (wanted.planOnly) {
        await checkFiles(host, wanted);
        sayPlan(host, (0,plan_plan/* createPlan */.qT)(wanted, arms, seed), wanted);
        for (const line of wanted.apply ? describeValues(wanted) : [])
            host.outputs.info(line);
        return undefined;
    }
    const id = `cpg-${(0,external_node_crypto_.randomUUID)().slice(0, 8)}`;
    const output = (0,external_node_path_.resolve)(wanted.output);
    // An action has a post step, which sees the end of what takes minutes.
    const undoing = startUndoing(host, connect, id, output, source === undefined ? 'nothing' : 'post-step');
    const { workFolder, remember } = undoing;
    await checkTools(host, wanted);
    // Known with the plan, which comes before whatever is made.
    let expectedSeconds = 0;
    const choice = selectCluster(wanted.cluster, host, workFolder, remember, {
        runId: id,
        apply: wanted.apply,
        tags: () => (0,tags/* runTags */.H)(id, host.clock.now(), expectedSeconds, source?.runId)
    });
    const [candidate, prospect] = await Promise.all([
        wanted.apply ? readCandidate(host, wanted) : undefined,
        choice.examine?.(wanted.scenarios)
    ]);
    if (prospect !== undefined && candidate !== undefined)
        refuse(wanted, candidate, { workers: prospect.workers });
    const impossible = prospect?.impossible ?? new Map();
    const entry = { options: wanted, host, connect, choice, id, source, remember };
    // What is planned for a cluster that stays as it is depends on what is found.
    const seen = wanted.apply
        ? undefined
        : await enterAsFound(entry).catch(async (error) => {
            if (!(error instanceof errors/* CancelledError */.cc))
                await undoing.finish((0,errors/* errorMessage */.gJ)(error));
            throw error;
        });
    const options = seen?.found.options ?? withoutImpossible(wanted, impossible);
    const plan = (0,plan_plan/* createPlan */.qT)(options, arms, seed);
    sayPlan(host, plan, options);
    expectedSeconds = plan.estimatedSeconds;
    const failed = impossibleResults(wanted, impossible, arms);
    for (const { name, arm, reason } of failed) {
        if (arm === 'candidate')
            host.outputs.warning(`${name} cannot be measured: ${reason?.message ?? ''}`);
    }
    const reference = kind === undefined || candidate === undefined
        ? undefined
        : await readReference(host, options, kind, candidate, base, workFolder);
    if (reference?.record.identical === true) {
        host.outputs.warning(`both arms are the same (${reference.record.description}): the run shows how much unchanged figures differ`);
    }
    const subjects = new Map([
        ...(candidate === undefined ? [] : [['candidate', candidate]]),
        ...(reference === undefined ? [] : [['reference', reference.subject]])
    ]);
    await remember({});
    const scenarios = (seen?.found.options ?? wanted).scenarios.map(scenario_scenario/* scenarioName */.ic);
    const about = { id, source, reference, asFound: seen?.found.record, plan: { ...recordPlan(plan), scenarios } };
    const record = await startRecord(host, output, about, failed);
    let entered = seen?.entered;
    try {
        const ready = (entered ??= await enterCluster(entry));
        const { found } = seen ?? {};
        const prepared = await host.outputs.group('Prepare', () => prepare({ options, subjects, found, host, entered: ready, id, output, workFolder, remember, record }));
        let cause;
        try {
            cause = await measureRounds(plan, prepared);
        }
        finally {
            prepared.blocks.shells.closeAll();
        }
        const endedAt = host.clock.now().toISOString();
        await record({ type: 'ended', endedAt, ...(cause === 'time-budget' ? { stoppedByBudget: true } : {}) });
    }
    catch (error) {
        entered?.turn.stop();
        await record({ type: 'ended', endedAt: host.clock.now().toISOString(), incompleteReason: (0,errors/* errorMessage */.gJ)(error) });
        if (error instanceof errors/* CancelledError */.cc) {
            await (0,restore/* writeFromJournal */.bK)(host, output);
        }
        else {
            await undoing.finish((0,errors/* errorMessage */.gJ)(error));
            await onFailed(await (0,restore/* readJournal */.a0)(host, output));
        }
        throw error;
    }
    entered.turn.stop();
    try {
        await undoing.finish();
    }
    catch (error) {
        // What was measured is none the worse for what could not be removed; after a signal there is no time to say so.
        if (!host.stop.aborted)
            await onFailed(await (0,restore/* readJournal */.a0)(host, output));
        throw error;
    }
    return (0,restore/* readJournal */.a0)(host, output);
}
function sayPlan(host, plan, { cluster, comparing }) {
    const cost = (0,aks_cost/* describeCost */.P9)(cluster, plan.estimatedSeconds);
    for (const line of [...(0,plan_plan/* describePlan */.df)(plan), ...cost, ...describeSight(plan, comparing.policy)]) {
        host.outputs.info(line);
    }
    (0,login/* sayLogin */.$7)(host, cluster, plan.estimatedSeconds);
}
/** Starts the journal with what is known, in place of an earlier run's in the same folder. */
async function startRecord(host, output, { id, plan, source, asFound, reference }, failed) {
    // The post step would take this run for concluded.
    await host.files.remove((0,comparison_files/* comparisonPath */.t)(output));
    const record = await (0,recorder/* startJournal */.q)(host.files, output);
    await record({
        type: 'started',
        run: {
            id,
            tool: { name: 'cilium-perf-gate', version: version/* toolVersion */.f },
            startedAt: host.clock.now().toISOString(),
            ...(source === undefined ? {} : { source }),
            ...(reference === undefined ? {} : { reference: reference.record }),
            ...(asFound === undefined ? {} : { asFound }),
            plan
        }
    });
    for (const scenario of failed)
        await record({ type: 'scenario', scenario });
    return record;
}


/***/ })

};
