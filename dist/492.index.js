export const id = 492;
export const ids = [492];
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

/***/ 4535:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ imagePrograms),
/* harmony export */   q: () => (/* binding */ requireProgram)
/* harmony export */ });
/** What may be started where; docs/programs.md shows the same table. */
const imagePrograms = {
    test: {
        image: 'quay.io/cilium/network-perf',
        programs: ['bash', 'sh', 'cat', 'ls', 'readlink', 'sleep', 'timeout', 'iperf3', 'netperf', 'netserver'],
        optional: [],
        source: 'https://github.com/cilium/image-tools/blob/main/images/network-perf/Dockerfile'
    },
    agent: {
        image: 'quay.io/cilium/cilium',
        programs: ['cilium-dbg'],
        optional: ['ip', 'cat'],
        source: 'https://github.com/microsoft/retina/issues/2405 (AKS ships the agent without a shell)'
    },
    witness: {
        image: 'quay.io/cilium/alpine-curl',
        programs: ['sleep', 'cat', 'pkill', 'tcpdump'],
        optional: [],
        source: 'https://github.com/cilium/alpine-curl/blob/v1.10.0/Dockerfile (Alpine, so busybox; and tcpdump)'
    },
    ztunnel: {
        image: 'quay.io/cilium/ztunnel',
        programs: [],
        optional: [],
        source: 'https://github.com/istio/ztunnel/blob/master/Dockerfile.ztunnel (distroless)'
    }
};
/** Checks that an image may be relied on, or asked, for a program. @throws Error, because only a mistake of ours asks for another. */
function requireProgram(image, program) {
    const { programs, optional } = imagePrograms[image];
    if (program !== undefined && (programs.includes(program) || optional.includes(program)))
        return;
    throw new Error(`"${program ?? ''}" is not in the list of programs of the ${image} image (programs.ts)`);
}


/***/ }),

/***/ 16492:
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
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 10 modules
var schemas = __webpack_require__(13798);
;// CONCATENATED MODULE: ./src/kubernetes/identity.ts
/** A pod's UID and its containers' restart counts: another one means that its counters may have begun anew. */
function podIdentity(pod) {
    const restarts = (pod.status?.containerStatuses ?? []).map(status => status.restartCount);
    return `${pod.metadata?.uid ?? ''}/${restarts.join('+')}`;
}

// EXTERNAL MODULE: ./src/kubernetes/port.ts
var port = __webpack_require__(66497);
// EXTERNAL MODULE: ./src/kubernetes/programs.ts
var programs = __webpack_require__(4535);
;// CONCATENATED MODULE: ./src/kubernetes/sections.ts


const sections_open = '--- section ';
const exit = '--- exit ';
const done = '--- done';
/**
 * One shell script that runs all sections of a place, so that they cost a single exec. It is made of words that the shell
 * takes as they are. A section's standard error comes behind its output, never in it.
 */
function composeScript(image, sections) {
    return sections
        .map(({ name, command }) => {
        (0,programs/* requireProgram */.q)(image, command[0]);
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
            const script = composeScript(target.image, some);
            return parseSections(some, await shells.run(target, identity, script, timeoutSeconds));
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
    if (error instanceof errors/* CancelledError */.cc)
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
    const { image } = programs/* imagePrograms */.J[target.image];
    return { ok: false, why: `the image of pod ${target.pod} has no ${program}; ${image} has it`, lasting: true };
}

// EXTERNAL MODULE: ./src/scenario/scenario.ts
var scenario_scenario = __webpack_require__(27502);
// EXTERNAL MODULE: ./src/json.ts
var json = __webpack_require__(8301);
;// CONCATENATED MODULE: ./src/cilium/agents.ts






const agentContainer = 'cilium-agent';
const agentLabel = 'k8s-app=cilium';
/** Seconds for one `cilium-dbg` call: it answers in a fraction of one, but an agent that starts can keep it waiting. */
const callSeconds = 20;
const statusSchema = schemas/* looseObject */._H3({
    routing: schemas/* looseObject */._H3({
        'inter-host-routing-mode': schemas/* string */.YjP(),
        'intra-host-routing-mode': schemas/* string */.YjP().optional(),
        'tunnel-protocol': schemas/* string */.YjP().optional()
    }),
    encryption: schemas/* looseObject */._H3({ mode: schemas/* string */.YjP().optional(), msg: schemas/* string */.YjP().optional() })
});
/** The modes in the words of `cilium-dbg status` (models.EncryptionStatus). */
const statusModes = {
    none: 'Disabled',
    wireguard: 'Wireguard',
    ipsec: 'IPsec',
    ztunnel: 'Ztunnel'
};
/** The agents' pods, one per node. */
async function listAgentPods(kubernetes, namespace) {
    return kubernetes.pods(namespace, agentLabel);
}
/** The agents' DaemonSet; the chart lets users choose its name, so its pods tell it where there are some. */
async function findAgentDaemonSet(kubernetes, namespace) {
    const owners = (await listAgentPods(kubernetes, namespace)).flatMap(pod => pod.metadata?.ownerReferences ?? []);
    const name = owners.find(({ kind }) => kind === 'DaemonSet')?.name ?? 'cilium';
    return kubernetes.daemonSet(namespace, name);
}
/** The running agents by node. */
async function listAgents(kubernetes, namespace) {
    const pods = (await listAgentPods(kubernetes, namespace)).filter(isStaying);
    return new Map(pods.map(pod => [pod.spec?.nodeName ?? '', toAgent(pod, namespace)]));
}
/** The running agent of one node; the others of the cluster are not asked for. */
async function agentOn(kubernetes, namespace, node) {
    const pod = (await kubernetes.pods(namespace, agentLabel, node)).find(isStaying);
    return pod === undefined ? undefined : toAgent(pod, namespace);
}
function isStaying(pod) {
    return pod.metadata?.deletionTimestamp === undefined;
}
function toAgent(pod, namespace) {
    const name = pod.metadata?.name ?? '';
    return {
        pod: name,
        node: pod.spec?.nodeName ?? '',
        identity: podIdentity(pod),
        address: pod.status?.hostIP ?? '',
        target: { namespace, pod: name, container: agentContainer, image: 'agent' }
    };
}
/** Reads sections in an agent. Only a cancelled run rejects. */
async function readSections(kubernetes, { target, identity, address }, sections, timeoutSeconds) {
    return { identity, address, sections: await readByExec(kubernetes, target, sections, timeoutSeconds) };
}
/** What an agent says that does not fit the scenario, or `undefined` when its mode and routing are the wanted ones. */
async function modeMismatch(kubernetes, agent, scenario) {
    const status = await readStatus(kubernetes, agent);
    const mode = status.encryption.mode ?? '';
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
/** The scenario that an agent's `cilium-dbg status -o json` tells of. Throws a ClusterError for a mode that is not known. */
function scenarioOfStatus(text, agent) {
    const where = `agent ${agent.pod} on ${agent.node}`;
    const parsed = statusSchema.safeParse((0,json/* safeJson */.o)(text));
    if (!parsed.success)
        throw new errors/* ClusterError */.b$(`${where}: unreadable status: ${text.trim().slice(0, 200)}`);
    const { encryption: told, routing: routes } = parsed.data;
    const encryption = scenario_scenario/* encryptionModes */.cx.find(mode => statusModes[mode] === told.mode);
    if (encryption === undefined) {
        throw new errors/* ClusterError */.b$(`${where} reports encryption "${told.mode ?? ''}", which this program does not know`);
    }
    const mode = routes['inter-host-routing-mode'];
    const routing = scenario_scenario/* routingModes */.bI.find(each => each === (mode === 'Native' ? 'native' : routes['tunnel-protocol']));
    if (routing === undefined) {
        throw new errors/* ClusterError */.b$(`${where} reports routing "${mode} ${routes['tunnel-protocol'] ?? ''}", which this program does not know`);
    }
    return { routing, encryption };
}
/** What an agent prints for `cilium-dbg status -o json`. */
async function readStatusJson(kubernetes, agent) {
    return (await kubernetes.exec(agent.target, ['cilium-dbg', 'status', '-o', 'json'], callSeconds)).stdout;
}
const nodeEncryptionSchema = schemas/* object */.Ikc({
    encryption: schemas/* object */.Ikc({ wireguard: schemas/* object */.Ikc({ 'node-encryption': schemas/* string */.YjP().optional() }).nullish() }).nullish()
});
/** Whether an agent's status says that its node opted out of WireGuard's node encryption. */
function nodeEncryptionOptedOut(status) {
    const parsed = nodeEncryptionSchema.safeParse((0,json/* safeJson */.o)(status));
    return parsed.data?.encryption?.wireguard?.['node-encryption'] === 'OptedOut';
}
async function readStatus(kubernetes, agent) {
    const result = await kubernetes.exec(agent.target, ['cilium-dbg', 'status', '-o', 'json'], callSeconds);
    const parsed = statusSchema.safeParse((0,json/* safeJson */.o)(result.stdout));
    if (!parsed.success) {
        throw new errors/* ClusterError */.b$(`agent ${agent.pod}: unreadable status (exit code ${String(result.exitCode)}): ${result.stderr.trim()}`);
    }
    return parsed.data;
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
const driftSchema = schemas/* array */.YOg(schemas/* looseObject */._H3({ value: schemas/* number */.aig().default(0) }));
/**
 * How many of the agent's settings differ from the ConfigMap (metric cilium_drift_checker_config_delta, since 1.18).
 * `undefined` when the agent does not export it.
 */
async function configDrift(kubernetes, agent) {
    const command = ['cilium-dbg', 'metrics', 'list', '-p', 'drift_checker_config_delta', '-o', 'json'];
    const { stdout } = await kubernetes.exec(agent.target, command, callSeconds);
    const parsed = driftSchema.safeParse((0,json/* safeJson */.o)(stdout));
    return parsed.success ? parsed.data[0]?.value : undefined;
}
const endpointsSchema = schemas/* array */.YOg(schemas/* looseObject */._H3({ status: schemas/* looseObject */._H3({ state: schemas/* string */.YjP() }) }));
/** True when every endpoint of the agent's node is ready: policy and datapath of all pods are in place. */
async function endpointsReady(kubernetes, agent) {
    const { stdout } = await kubernetes.exec(agent.target, ['cilium-dbg', 'endpoint', 'list', '-o', 'json'], callSeconds);
    const parsed = endpointsSchema.safeParse((0,json/* safeJson */.o)(stdout));
    return parsed.success && parsed.data.every(endpoint => endpoint.status.state === 'ready');
}

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
    const agent = (await listAgentPods(kubernetes, namespace))[0]?.status?.containerStatuses?.find(status => status.name === 'cilium-agent');
    if (agent === undefined)
        throw new errors/* ClusterError */.b$(`no Cilium agent runs in namespace ${namespace}`);
    return { agentImage: agent.image, agentImageId: agent.imageID };
}

// EXTERNAL MODULE: ./src/host/limit.ts
var host_limit = __webpack_require__(81177);
;// CONCATENATED MODULE: ./src/proof/contract.ts
const sides = ['client', 'server'];

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
        for (const side of sides)
            for (const direction of directions)
                if (traffic[side][direction].packets < needed)
                    throw new NoProof(`eth0 of the ${side} pod has ${String(traffic[side][direction].packets)} packets ${direction}; ` +
                        `${String(sample.transactions)} transactions need ${String(Math.ceil(needed))}`);
        return;
    }
    if (sample.receivedBytes <= 0)
        throw new NoProof('the tool received no payload');
    for (const side of sides) {
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
    const clear = sides.map(side => findings[side]).filter(({ verdict }) => verdict === 'plaintext');
    if (clear.length > 0)
        return { ...seen, verdict: 'plaintext', reason: [...clear.map(({ reason }) => reason), proof.reason].join('; ') };
    if (proof.shared !== true || proof.coverage.some(({ share, needed }) => share < needed))
        return seen;
    const blind = sides.map(side => findings[side]).find(({ verdict }) => verdict === 'unproven');
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
    return sightings !== undefined && sides.every(side => judgeSighting(sightings[side], side).verdict === 'encrypted');
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
    for (const side of sides) {
        checkSame(before.agents[side], after.agents[side], `the Cilium agent of the ${side}'s node`);
        checkSame(before.pods[side], after.pods[side], `the ${side} pod`);
    }
}
/** Checks one place. @throws NoProof when it was restarted or replaced: its counters may have begun anew. */
function checkSame(before, after, what) {
    if (before.identity !== after.identity)
        throw new NoProof(`${what} was restarted or replaced in between`);
}
/** Checks that the readings are of the two nodes of the path. @throws NoProof when one is of another. */
function checkNodes(snapshots, path) {
    for (const { hosts, agents } of snapshots)
        for (const side of sides)
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
    for (const side of sides)
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
    const seen = sides.flatMap(side => {
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
    const pairs = sides.flatMap(side => directions.map((direction) => {
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
        for (const side of sides) {
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
    const coverage = sides.flatMap(side => ztunnel_coverageOf(counts[side], side, sample));
    draft.coverage.push(...coverage);
    const apart = difference(counts);
    if (apart > ZTUNNEL_AGREEMENT)
        draft.notes.push(`The ztunnels of the two nodes differ by ${percent(apart)}.`);
    const clear = sides.filter(side => counts[side].clearConnections > 0).map(side => ztunnel_metrics_clearText(counts[side], side));
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
    const gains = sides.flatMap(side => directions.map(direction => gain(source, window, side, direction, path)));
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
            for (const side of sides)
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
const leftovers_statusSchema = schemas/* object */.Ikc({
    ipsec: schemas/* object */.Ikc({ 'keys-in-use': schemas/* int */.Whr().default(0) }).nullish(),
    wireguard: schemas/* object */.Ikc({ interfaces: schemas/* array */.YOg(schemas/* unknown */.L5J()).nullish() }).nullish()
});
const finders = [
    {
        of: 'ipsec',
        find: (place, where) => hasBlockPolicy(place, where)
            ? {
                kind: 'xfrm-block-policy',
                text: `${where} has the XFRM policy "dir out action block priority 100 mark 0xe00/0xf00" of IPsec, which drops what WireGuard sends`
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
    const status = parseJson(text, leftovers_statusSchema.extend({ mode: schemas/* string */.YjP().default('') }), `encrypt status of ${where}`);
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
    const shares = sides.map(side => {
        const { path: counter } = gain(source, { before, after }, side, observe_sent[side], path);
        const idle = background && backgroundOf(source, background, seconds, side, observe_sent[side], path);
        return withoutBackground(counter, idle).bytes / receivedBytes;
    });
    const reason = `${source.name} counted ${shares.map(percent).join(' | ')} of ${String(receivedBytes)} bytes (client's | server's node)`;
    if (shares.every(share => share < CONTROL_SHARE))
        return { seen: 'plaintext', reason };
    return { seen: shares.every(share => share >= COVERAGE_NEEDED) ? 'encrypted' : 'unproven', reason };
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
        const seen = sides.map(side => policyOf(grownSeries(before, after, side), side, row.namespaces[side], receivedBytes));
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
        for (const side of sides)
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
 * Judges a block: cilium_wg0's counters stand for the measured path only when the measured peer made up nearly all of what
 * they gained, on both nodes and both ways, and has shaken hands.
 */
function judgePeers(start, end, path) {
    try {
        checkNodes([start, end], path);
        const notes = sides.flatMap(side => {
            checkSame(start.agents[side], end.agents[side], `the Cilium agent of the ${side}'s node`);
            return judgePeer(start, end, side, path);
        });
        return { verdict: 'proven', reason: 'The measured peers carried the traffic of cilium_wg0.', notes };
    }
    catch (error) {
        if (error instanceof NoProof)
            return { verdict: 'unproven', reason: error.message, notes: [] };
        throw error;
    }
}
function judgePeer(start, end, side, path) {
    const first = measuredPeer(start, side, path);
    const last = measuredPeer(end, side, path);
    const where = `the ${side}'s node`;
    if (!last.handshake)
        throw new NoProof(`the measured peer of ${where} has never shaken hands`);
    return directions.map(direction => {
        const link = gain(wireguardSource, { before: start, after: end }, side, direction, path).all.bytes;
        const peer = last[direction] - first[direction];
        if (peer < 0)
            throw new NoProof(`the measured peer's counters of ${where} went back`);
        if (link === 0)
            throw new NoProof(`${wireguardLink} of ${where} has nothing ${direction} in the whole block`);
        const share = peer / link;
        if (share < PEER_SHARE)
            throw new NoProof(`the measured peer makes up ${percent(share)} of what ${wireguardLink} of ${where} ${direction}, ` +
                `${percent(PEER_SHARE)} are needed: use two nodes that nothing else runs on`);
        return `The measured peer makes up ${percent(share)} of what ${wireguardLink} of ${where} ${direction}.`;
    });
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
















;// CONCATENATED MODULE: ./src/cilium/enrolment.ts




/** Label that puts a namespace's pods behind ztunnel (Cilium 1.19 and later). */
const enrolmentLabel = 'io.cilium/mtls-enabled';
/** An agent takes a change of the label over within seconds. */
const limitSeconds = 60;
const pollSeconds = 0.5;
const readingSeconds = 20;
/** Enrols a namespace and waits until every agent has it in its table as done. */
async function enrol(kubernetes, clock, ciliumNamespace, namespace) {
    await kubernetes.labelNamespace(namespace, { [enrolmentLabel]: 'true' });
    await untilEveryAgent(kubernetes, clock, ciliumNamespace, `namespace ${namespace} is not enrolled`, enrolments => enrolments.some(entry => entry.namespace === namespace && entry.kind === 'Done'));
}
/**
 * Takes a namespace out again and waits until no agent has it. Its pods must be gone before: the rules in their network
 * namespaces stay when ztunnel goes, and swallow their connections (cilium/cilium#46333).
 */
async function disenrol(kubernetes, clock, ciliumNamespace, namespace) {
    await kubernetes.labelNamespace(namespace, { [enrolmentLabel]: null });
    await untilEveryAgent(kubernetes, clock, ciliumNamespace, `namespace ${namespace} is still enrolled`, enrolments => enrolments.every(entry => entry.namespace !== namespace));
}
async function untilEveryAgent(kubernetes, clock, ciliumNamespace, otherwise, holds) {
    const limit = (0,host_limit/* startLimit */.iP)(clock, limitSeconds);
    for (;;) {
        const agents = [...(await listAgents(kubernetes, ciliumNamespace)).values()];
        const found = await Promise.all(agents.map(async (agent) => {
            const place = await readSections(kubernetes, agent, [enrolmentSection], readingSeconds);
            const table = place.sections[enrolmentSection.name];
            // An agent that cannot be asked for a moment is asked again.
            if (table?.ok === false)
                return { agent, done: false, why: `: enrolment of ${agent.node} could not be read: ${table.why}` };
            return { agent, done: holds(readEnrolments(place, agent.node)), why: '' };
        }));
        const missing = found.filter(({ done }) => !done);
        if (missing.length === 0)
            return;
        if (limit.isOver()) {
            const nodes = missing.map(({ agent }) => agent.node).join(' and ');
            const why = missing.find(one => one.why !== '')?.why ?? '';
            throw new errors/* ClusterError */.b$(`${otherwise} on ${nodes} after ${String(limit.seconds)} s${why}`);
        }
        await clock.sleep(pollSeconds);
    }
}

// EXTERNAL MODULE: ./src/scenario/version.ts
var scenario_version = __webpack_require__(86326);
;// CONCATENATED MODULE: ./src/cilium/found.ts






const detailsSchema = schemas/* object */.Ikc({
    cilium: schemas/* object */.Ikc({ msg: schemas/* string */.YjP().optional() }).nullish(),
    encryption: schemas/* object */.Ikc({ wireguard: schemas/* object */.Ikc({ 'node-encryption': schemas/* string */.YjP().optional() }).nullish() }).nullish()
});
/**
 * Reads from all agents which scenario the cluster is in. Throws an InputError when there is no agent in the namespace, and
 * a ClusterError when an agent cannot be asked or two are in different modes.
 */
async function findCilium(kubernetes, namespace) {
    const agents = [...(await listAgents(kubernetes, namespace)).values()];
    if (agents.length === 0) {
        throw new errors/* InputError */.dz(`cilium-namespace: no Cilium agent runs in namespace "${namespace}" (no pod with the label k8s-app=cilium), so there is nothing to measure as it is; name the namespace of Cilium`);
    }
    // Before anything is asked: the oldest agents have no program that answers.
    for (const { spec } of await listAgentPods(kubernetes, namespace)) {
        const image = spec?.containers.find(({ name }) => name === 'cilium-agent')?.image ?? '';
        refuseOldVersion(/:v?(\d+\.\d+\.\d+[\w.-]*)/.exec(image)?.[1]);
    }
    const found = await Promise.all(agents.map(agent => readAgent(kubernetes, agent)));
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
        version: first.version
    };
}
async function readAgent(kubernetes, agent) {
    const status = await readStatusJson(kubernetes, agent);
    const details = detailsSchema.safeParse((0,json/* safeJson */.o)(status)).data;
    const version = /^v?(\d+\.\d+\.\d+\S*)/.exec(details?.cilium?.msg ?? '')?.[1] ?? '';
    refuseOldVersion(version);
    return {
        agent,
        scenario: scenarioOfStatus(status, agent),
        nodeEncryption: details?.encryption?.wireguard?.['node-encryption'] === 'Enabled',
        version
    };
}
/**
 * Until 1.15 the status has no routing mode (cilium/cilium#32036), until 1.14 the agent no cilium-dbg (cilium/cilium#28085);
 * what else is read is the same from 1.16 on.
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
    const daemonSet = await findAgentDaemonSet(kubernetes, namespace);
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

;// CONCATENATED MODULE: ./src/kubernetes/placement.ts

const controlPlaneLabel = 'node-role.kubernetes.io/control-plane';
/** Keeps Cilium off a node (Cilium's own clusters for tests use it). */
const noCiliumLabel = 'cilium.io/no-schedule';
/** On every node of a cloud until its controller has been there: until then zone and addresses are missing. */
const uninitializedTaint = 'node.cloudprovider.kubernetes.io/uninitialized';
/** Taints that go once a node has its network, or its agent; the node's own condition tells whether it is ready. */
const passingTaints = /^node\.kubernetes\.io\/(not-ready|network-unavailable)$|^node\.cilium\.io\//;
/** What test pods tolerate on clusters that are made for the measurement. */
const controlPlaneToleration = {
    key: controlPlaneLabel,
    operator: 'Exists',
    effect: 'NoSchedule'
};
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
 * workers, then by name so that all runs of one cluster choose alike. Throws an InputError when a wanted node cannot be used,
 * and a ClusterError that says why each other node cannot be used when there are not two.
 */
async function chooseNodes(kubernetes, nodes, wanted, tolerations) {
    const wish = async (input, text) => text === undefined ? undefined : { input, text, nodes: await findWanted(kubernetes, nodes, input, text) };
    const [client, server] = [await wish('client-node', wanted.client), await wish('server-node', wanted.server)];
    const usable = usableNodes(nodes, tolerations);
    const clients = client === undefined ? usable : wantedNodes(client, tolerations);
    const servers = server === undefined ? usable : wantedNodes(server, tolerations);
    for (const one of clients) {
        const other = servers.find(candidate => nameOf(candidate) !== nameOf(one));
        if (other !== undefined)
            return { client: one, server: other };
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
    const selected = await kubernetes.nodes(text);
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
const pauseSeconds = 5;
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
        await clock.sleep(pauseSeconds);
    }
}

// EXTERNAL MODULE: ./src/cluster/turn.ts
var turn = __webpack_require__(21863);
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
        const kubernetes = await connect(cluster.kubeconfig, cluster.context, host.clock.timeScale);
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
function placeOf({ environment }, source) {
    if (source === undefined) {
        return `process ${String(process.pid)}${environment['HOSTNAME'] === undefined ? '' : ` on ${environment['HOSTNAME']}`}`;
    }
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
        ...(scenario.encryption === 'ztunnel' ? refusals_ztunnel(all) : []),
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
function* refusals_ztunnel(all) {
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
/** Agents that have just been restarted answer within seconds, and agree when a rollout is through. */
const patienceSeconds = 60;
const as_found_pollSeconds = 2;
/**
 * Reads the mode of a cluster for `apply: false`, and touches nothing. Throws an InputError when it is not the scenario that
 * the options name, or one that cannot be measured as asked.
 */
async function lookAtCluster(host, wanted, { cluster, kubernetes }) {
    const { namespace } = wanted.cilium;
    const { scenario, nodeEncryption, version } = await patiently(host, () => findCilium(kubernetes, namespace));
    const name = (0,scenario_scenario/* scenarioName */.ic)(scenario);
    const [named] = wanted.scenarios;
    if (named !== undefined && (0,scenario_scenario/* scenarioName */.ic)(named) !== name) {
        throw new errors/* InputError */.dz(`scenarios: "${(0,scenario_scenario/* scenarioName */.ic)(named)}" is not what the cluster is in: its agents report ${name}; write ${name}, or leave scenarios out with apply: false`);
    }
    host.outputs.info(`found on ${kubernetes.context}: Cilium ${version} in the mode ${name}; nothing of it is changed`);
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
        version,
        installation: typeof helm === 'string'
            ? installationOfAgents(kubernetes, namespace, version)
            : installationOfHelm(kubernetes, helm, namespace, `Helm release ${helm.name}, as found`),
        record: { enrolledNamespaces, ...(valuesUnknown === undefined ? {} : { valuesUnknown }) }
    };
}
async function patiently({ clock, outputs }, look) {
    const limit = (0,host_limit/* startLimit */.iP)(clock, patienceSeconds);
    for (;;) {
        try {
            return await look();
        }
        catch (error) {
            if (error instanceof errors/* InputError */.dz || error instanceof errors/* CancelledError */.cc)
                throw error;
            if (limit.isOver())
                throw error;
            outputs.info(`waiting for Cilium: ${(0,errors/* errorMessage */.gJ)(error)}`);
            await clock.sleep(as_found_pollSeconds);
        }
    }
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
;// CONCATENATED MODULE: ./src/kubernetes/waits.ts
/** Reasons of a waiting container that no further waiting ends (the kubelet's words). */
const hopelessWaits = new Set([
    'CrashLoopBackOff',
    'ErrImagePull',
    'ImagePullBackOff',
    'ErrImageNeverPull',
    'InvalidImageName',
    'CreateContainerConfigError',
    'CreateContainerError',
    'RunContainerError'
]);

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

;// CONCATENATED MODULE: ./src/cilium/mode-keys-ready.ts




/** By which an agent tells the others its WireGuard key (Cilium's pkg/annotation, on its CiliumNode). */
const wireguardKeyAnnotation = 'network.cilium.io/wg-pub-key';
/** `cilium-dbg debuginfo` takes seconds. */
const mode_keys_ready_callSeconds = 30;
const encryptStatusSchema = schemas/* object */.Ikc({ ipsec: schemas/* object */.Ikc({ 'keys-in-use': schemas/* number */.aig() }) });
/**
 * What the mode's keys still lack on some node, or `undefined` when nothing is missing (rules 9): with WireGuard every
 * other node is a peer with the key that its CiliumNode names, with IPsec each pair of nodes has keys for both directions.
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
    for (const [index, agent] of agents.entries()) {
        for (const { name, annotations } of nodes.filter(node => node.name !== agent.node)) {
            const key = annotations[wireguardKeyAnnotation];
            if (key === undefined)
                return `WireGuard's key of ${name} (its CiliumNode does not name one yet)`;
            if (found[index]?.includes(key) === false)
                return `WireGuard's peers (${agent.node} does not have ${name})`;
        }
    }
    return undefined;
}
async function peerKeys(kubernetes, agent) {
    return readPeerKeys(await readSections(kubernetes, agent, [peersSection], mode_keys_ready_callSeconds));
}
async function unfinishedIpsecKeys(kubernetes, agents) {
    // One in and one out for each other node; tunnels have a second pair, which not every version counts.
    const needed = 2 * (agents.length - 1);
    for (const agent of agents) {
        const command = ['cilium-dbg', 'encrypt', 'status', '-o', 'json'];
        const { stdout } = await kubernetes.exec(agent.target, command, mode_keys_ready_callSeconds);
        const status = encryptStatusSchema.safeParse((0,json/* safeJson */.o)(stdout));
        const keys = status.data?.ipsec['keys-in-use'];
        if (keys !== undefined && keys < needed) {
            return `IPsec's keys (${agent.node} uses ${String(keys)} of at least ${String(needed)})`;
        }
    }
    return undefined;
}

;// CONCATENATED MODULE: ./src/cilium/rollout.ts







/** A first installation pulls images; a switch takes seconds. Beyond this nothing that is still waiting will come. */
const rolloutLimitSeconds = 300;
const rollout_pollSeconds = 0.5;
/** The chart's daemonset of ztunnel, and the `app` label of its pods. */
const ztunnelName = 'ztunnel-cilium';
/** A mount is retried by the kubelet, and its first tries can come before the object; this is a wait for a missing one. */
const mountGraceSeconds = 20;
/**
 * Waits until one rollout of agents and operator is through and every agent shows the scenario's mode, routing and the
 * ConfigMap's settings (rules 9). Rejects within seconds with the agent's own last error when it crash-loops.
 */
async function waitForMode(kubernetes, clock, namespace, scenario, onWaiting) {
    const limit = (0,host_limit/* startLimit */.iP)(clock, rolloutLimitSeconds);
    const mountGrace = (0,host_limit/* startLimit */.iP)(clock, mountGraceSeconds);
    let waitingFor = '';
    for (;;) {
        await throwOnHopelessPods(kubernetes, namespace, scenario, mountGrace);
        const unfinished = await unfinishedPart(kubernetes, namespace, scenario);
        if (unfinished === undefined)
            return;
        if (unfinished !== waitingFor)
            onWaiting(unfinished);
        waitingFor = unfinished;
        if (limit.isOver()) {
            const said = await lastErrorOfUnready(kubernetes, namespace);
            throw new errors/* ClusterError */.b$(`Cilium was not ready for ${(0,scenario_scenario/* scenarioName */.ic)(scenario)} within ${String(limit.seconds)} s: ${unfinished}${said === undefined ? '' : `; ${said}`}`);
        }
        await clock.sleep(rollout_pollSeconds);
    }
}
/** What an agent that runs and does not get ready says of it. */
async function lastErrorOfUnready(kubernetes, namespace) {
    for (const pod of await listAgentPods(kubernetes, namespace)) {
        const status = pod.status?.containerStatuses?.find(({ ready, state }) => !ready && state?.running !== undefined);
        if (status === undefined)
            continue;
        const name = pod.metadata?.name ?? '';
        const log = await kubernetes.logs({ namespace, pod: name, container: status.name }, { previous: false, lines: 500 });
        const said = lastErrorLine(log);
        if (said !== undefined)
            return `${name} on ${pod.spec?.nodeName ?? ''} says: ${said}`;
    }
    return undefined;
}
async function unfinishedPart(kubernetes, namespace, scenario) {
    return ((await unfinishedRollout(kubernetes, namespace)) ??
        (scenario.encryption === 'ztunnel'
            ? unfinishedDaemonSet(await kubernetes.daemonSet(namespace, ztunnelName), 'the ztunnels', ztunnelName)
            : undefined) ??
        (await unfinishedMode(kubernetes, namespace, scenario)));
}
async function unfinishedRollout(kubernetes, namespace) {
    const [agents, operator, pods] = await Promise.all([
        findAgentDaemonSet(kubernetes, namespace),
        kubernetes.deployment(namespace, 'cilium-operator'),
        listAgentPods(kubernetes, namespace)
    ]);
    const unfinishedAgents = unfinishedDaemonSet(agents, 'the agents', 'cilium');
    if (unfinishedAgents !== undefined)
        return unfinishedAgents;
    if (operator?.status === undefined)
        return 'the operator (deployment cilium-operator does not exist yet)';
    const leaving = pods.filter(pod => pod.metadata?.deletionTimestamp !== undefined);
    const revisions = new Set(pods.map(pod => pod.metadata?.labels?.['controller-revision-hash']));
    if (leaving.length > 0 || revisions.size > 1)
        return 'the agents (old ones are still leaving)';
    const replicas = operator.spec?.replicas ?? 1;
    const operatorStatus = operator.status;
    if ((operatorStatus.observedGeneration ?? 0) < (operator.metadata?.generation ?? 0) ||
        (operatorStatus.updatedReplicas ?? 0) < replicas ||
        (operatorStatus.availableReplicas ?? 0) < replicas ||
        (operatorStatus.replicas ?? 0) > replicas) {
        return `the operator (${String(operatorStatus.updatedReplicas ?? 0)} of ${String(replicas)} new, ${String(operatorStatus.availableReplicas ?? 0)} available)`;
    }
    return undefined;
}
function unfinishedDaemonSet(daemonSet, who, name) {
    if (daemonSet?.status === undefined)
        return `${who} (daemonset ${name} does not exist yet)`;
    const { status } = daemonSet;
    const wanted = status.desiredNumberScheduled;
    if ((status.observedGeneration ?? 0) < (daemonSet.metadata?.generation ?? 0))
        return `${who} (rollout not yet seen)`;
    if (wanted === 0 || (status.updatedNumberScheduled ?? 0) < wanted || status.numberReady < wanted) {
        return `${who} (${String(status.updatedNumberScheduled ?? 0)} of ${String(wanted)} new, ${String(status.numberReady)} ready)`;
    }
    return undefined;
}
async function unfinishedMode(kubernetes, namespace, scenario) {
    const agents = [...(await listAgents(kubernetes, namespace)).values()];
    try {
        for (const mismatch of await Promise.all(agents.map(agent => modeMismatch(kubernetes, agent, scenario)))) {
            if (mismatch !== undefined)
                return mismatch;
        }
        const drifts = await Promise.all(agents.map(agent => configDrift(kubernetes, agent)));
        const drifted = drifts.findIndex(drift => drift !== undefined && drift > 0);
        if (drifted >= 0)
            return `agent ${agents[drifted]?.pod ?? ''} has ${String(drifts[drifted])} settings that differ from the ConfigMap`;
        return await unfinishedKeys(kubernetes, scenario.encryption, agents);
    }
    catch (error) {
        // An agent that has just started refuses its own socket for a moment; the time limit bounds the patience.
        return (0,errors/* errorMessage */.gJ)(error);
    }
}
async function throwOnHopelessPods(kubernetes, namespace, { encryption }, mountGrace) {
    const operators = await kubernetes.pods(namespace, 'io.cilium/app=operator');
    const ztunnels = encryption === 'ztunnel' ? await kubernetes.pods(namespace, `app=${ztunnelName}`) : [];
    for (const pod of [...(await listAgentPods(kubernetes, namespace)), ...operators, ...ztunnels]) {
        if (pod.metadata?.deletionTimestamp !== undefined)
            continue;
        const statuses = [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];
        for (const status of statuses) {
            const reason = hopelessReason(status);
            if (reason !== undefined)
                throw new errors/* ClusterError */.b$(await describeFailure(kubernetes, namespace, pod, status, reason));
        }
        if (mountGrace.isOver() && pod.status?.phase === 'Pending') {
            const mounts = (await kubernetes.warnings(namespace, pod.metadata?.name ?? '')).filter(text => /^FailedMount: .*not found/.test(text));
            const last = mounts.at(-1);
            if (last !== undefined)
                throw new errors/* ClusterError */.b$(`pod ${pod.metadata?.name ?? ''} on ${pod.spec?.nodeName ?? ''} cannot start: ${last}`);
        }
    }
}
/** The kubelet restarts once without waiting, so a crash loop shows as its back-off or as a second restart. */
function hopelessReason(status) {
    const waiting = status.state?.waiting?.reason;
    if (waiting !== undefined && hopelessWaits.has(waiting))
        return waiting;
    const exit = status.lastState?.terminated?.exitCode;
    return status.restartCount >= 2 && exit !== undefined && exit !== 0
        ? `${String(status.restartCount)} restarts`
        : undefined;
}
async function describeFailure(kubernetes, namespace, pod, status, reason) {
    const name = pod.metadata?.name ?? '';
    const target = { namespace, pod: name, container: status.name };
    const where = `container ${status.name} of pod ${name} on ${pod.spec?.nodeName ?? ''}`;
    const previous = status.lastState?.terminated === undefined ? '' : await kubernetes.logs(target, { previous: true, lines: 200 });
    const said = lastErrorLine(previous) ?? status.state?.waiting?.message ?? (await kubernetes.warnings(namespace, name)).at(-1);
    return `${where}: ${reason}: ${said ?? 'it left no message'}`;
}

;// CONCATENATED MODULE: ./src/cilium/apply.ts




/**
 * Puts Cilium into a scenario's mode by one helm upgrade with the full values, in the order cluster < user's files <
 * scenario, and waits until every agent shows it.
 */
async function applyScenario(setup, scenario, block) {
    const { host, kubernetes, helm } = setup;
    const started = host.clock.seconds();
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
    await helm.upgrade(setup.chart, [clusterFile, ...setup.userValuesFiles, scenarioFile]);
    await waitForMode(kubernetes, host.clock, setup.namespace, scenario, what => {
        const elapsed = Math.round(host.clock.seconds() - started);
        host.outputs.info(`  ${String(elapsed)} s: waiting for ${what}`);
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




/** Reads chart and values before anything is touched, and refuses what cannot go together with the scenarios. */
async function readSubject(host, options, version, valuesFiles) {
    const chart = { source: options.cilium.chart, version };
    const [{ name: chartName, version: chartVersion }, userValues] = await Promise.all([
        (0,cilium_helm/* readChart */.VR)(host.processes, chart),
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
/** A log's lines for a traffic matrix and the second witness. */
function describeVerification({ matrix, witness }) {
    return [
        ...matrix.map(row => {
            const said = row.expected === 'recorded' ? 'recorded' : row.matches ? 'as expected' : `expected ${row.expected}`;
            return `${row.source} to ${row.destination} (${(0,matrix_table/* place */.i)(row)} node): ${row.seen}, ${said}; ${(0,figures/* formatDecimal */.zJ)(row.bytes / 1e6, 1)} MB; ${(0,markdown/* oneLine */.TN)(row.reason)}`;
        }),
        ...witness.map(({ node, seen, reason }) => `second witness on ${(0,markdown/* oneLine */.TN)(node)}: ${seen}; ${(0,markdown/* oneLine */.TN)(reason)}`)
    ];
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
    keep: someText
};
/**
 * The public certificate of Cilium's own CA, mounted into the agent with ztunnel's Secret. The Secret itself holds private
 * keys, so it is not read for that.
 */
const caSection = { name: 'internal-ca', command: ['cat', '/etc/ztunnel/ca-root.crt'], keep: someText };
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
    const agent = await agentOn(kubernetes, ciliumNamespace, pod.node);
    const ca = agent && ztunnel_state_textOf(await readSections(kubernetes, agent, [caSection], ztunnel_state_readingSeconds), caSection);
    return issuerOf(dump, pod, certificate(ca));
}
function ztunnel_state_textOf(place, section) {
    const reading = place.sections[section.name];
    return reading?.ok === true ? reading.text : undefined;
}
function dumpOf(place) {
    const answer = ztunnel_state_textOf(place, configSection);
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


const datapath_statusSchema = schemas/* object */.Ikc({
    routing: schemas/* object */.Ikc({ 'intra-host-routing-mode': schemas/* string */.YjP().optional() }).nullish(),
    'datapath-mode': schemas/* string */.YjP().optional(),
    hubble: schemas/* object */.Ikc({ state: schemas/* string */.YjP().optional() }).nullish(),
    'ipv4-big-tcp': schemas/* object */.Ikc({ enabled: schemas/* boolean */.zMY().default(false), maxGSO: schemas/* number */.aig().optional() }).optional()
});
/**
 * How an agent carries packets, by its `cilium-dbg status -o json` (1.16 to 1.20): what a kernel cannot do it does otherwise
 * than the values say. What it does not tell is left out; `undefined` when it cannot be read.
 */
function datapathOf(status) {
    const parsed = datapath_statusSchema.safeParse((0,json/* safeJson */.o)(status)).data;
    if (parsed === undefined)
        return undefined;
    const { routing, hubble, 'datapath-mode': mode, 'ipv4-big-tcp': bigTcp } = parsed;
    const hostRouting = routing?.['intra-host-routing-mode'];
    return {
        ...(hostRouting === undefined ? {} : { hostRouting }),
        ...(mode === undefined ? {} : { mode }),
        ...(hubble?.state === undefined ? {} : { hubble: hubble.state }),
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
 * Takes a sample of each test, as often as it is listed. Gives the reason when the block's own proof does not carry the valid ones, which it then
 * records again as invalid; also when the block cannot go on, for what was measured until then needs that proof as well.
 */
async function takeAll(tests, first, { renew, take, reasonAgainstBlock, record }) {
    const valid = [];
    let pods = first;
    const prove = async () => {
        const reason = await reasonAgainstBlock(pods ?? first);
        if (reason === undefined)
            return undefined;
        // What the second witness saw stands for itself: such samples do not rest on the block's counters alone.
        const counted = valid.filter(({ proof }) => !standsByWitness(proof?.witness));
        if (valid.length > 0 && counted.length === 0)
            return undefined;
        for (const sample of counted)
            await record({ ...sample, status: 'invalid', reason });
        return reason;
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
                pods = undefined;
            }
        }
    }
    catch (error) {
        if (!(error instanceof errors/* CancelledError */.cc))
            await prove();
        throw error;
    }
    return prove();
}

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

;// CONCATENATED MODULE: ./src/kubernetes/test-pods.ts



/** Label by which client and server know each other. */
const roleLabel = 'cilium-perf-gate/role';
/** Pulling the tools' image the first time is the longest that a healthy cluster takes. */
const startLimitSeconds = 180;
const test_pods_pollSeconds = 0.3;
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
/** Waits until a pod runs and has its address. Rejects with the kubelet's or scheduler's own words when it cannot. */
async function waitForRunning(kubernetes, clock, namespace, name) {
    const limit = (0,host_limit/* startLimit */.iP)(clock, startLimitSeconds);
    for (;;) {
        const pod = await kubernetes.pod(namespace, name);
        const status = pod?.status;
        if (pod !== undefined && status?.phase === 'Running' && status.podIP !== undefined)
            return pod;
        const waiting = status?.containerStatuses?.[0]?.state?.waiting;
        if (waiting?.reason !== undefined && hopelessWaits.has(waiting.reason)) {
            throw new errors/* ClusterError */.b$(`pod ${namespace}/${name} cannot start: ${waiting.reason}: ${waiting.message ?? ''}`);
        }
        const terminated = status?.containerStatuses?.[0]?.state?.terminated;
        if (status?.phase === 'Failed' || terminated !== undefined) {
            const log = await kubernetes.logs({ namespace, pod: name, container: testContainer }, { previous: false, lines: 20 });
            throw new errors/* ClusterError */.b$(`pod ${namespace}/${name} ended: ${status?.reason ?? terminated?.reason ?? ''} ${status?.message ?? ''} ${log}`.trim());
        }
        if (limit.isOver()) {
            const warnings = await kubernetes.warnings(namespace, name);
            throw new errors/* ClusterError */.b$(`pod ${namespace}/${name} was not running after ${String(limit.seconds)} s: ${warnings.at(-1) ?? status?.phase ?? 'it does not exist'}`);
        }
        await clock.sleep(test_pods_pollSeconds);
    }
}
/**
 * Deletes a pod at once and waits until it is gone, so that its name and its node's ports are free again. Rejects with a
 * ClusterError where the pod stays, as it does on a node that is gone.
 */
async function removePod(kubernetes, clock, namespace, name) {
    await kubernetes.deletePod(namespace, name);
    const limit = (0,host_limit/* startLimit */.iP)(clock, removalLimitSeconds);
    for (;;) {
        const pod = await kubernetes.pod(namespace, name);
        if (pod === undefined)
            return;
        if (limit.isOver()) {
            const node = pod.spec?.nodeName ?? '';
            const ready = (await kubernetes.nodes())
                .find(({ metadata }) => metadata?.name === node)
                ?.status?.conditions?.find(({ type }) => type === 'Ready');
            const why = ready === undefined || ready.status === 'True' ? '' : `, which is not ready: ${ready.message ?? ''}`;
            throw new errors/* ClusterError */.b$(`pod ${namespace}/${name} was still there ${String(limit.seconds)} s after it was deleted, on node ${node}${why}`);
        }
        await clock.sleep(test_pods_pollSeconds);
    }
}

;// CONCATENATED MODULE: ./src/measure/observe.ts



/** Ticks per second of /proc/stat: USER_HZ, fixed at 100 for programs on Linux. */
const ticksPerSecond = 100;
const statSection = { name: 'stat', command: ['cat', '/proc/stat'], keep: someText };
/** The test pod's own cgroup: version 2, else version 1. */
const throttlingSection = {
    name: 'cpu-stat',
    command: ['sh', '-c', 'cat /sys/fs/cgroup/cpu.stat 2>/dev/null || cat /sys/fs/cgroup/cpu/cpu.stat'],
    keep: someText
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
        `for stat in ${hostCgroups}/{,*/}{,*/}{,*/}*pod*/cpu.stat; do [ -r "$stat" ] && read -r line <"$stat" && echo "$stat:$line"; done; :`
    ],
    keep: someText
};
/** What is read of the nodes around a sample besides its proof; a probe goes without. */
function machineSections(encryption) {
    return { host: encryption === 'ztunnel' ? [statSection, podCpuSection] : [statSection], agent: [datapathSection] };
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
    return sides.filter(side => {
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
    return sides.flatMap(side => {
        const [first, last] = [before, after].map(({ agents }) => droppedPackets(agents[side]));
        if (first === undefined || last === undefined)
            return [];
        return [...last]
            .map(([reason, count]) => ({ node: nodes[side], reason, count: count - (first.get(reason) ?? 0) }))
            .filter(drop => drop.count > 0);
    });
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
;// CONCATENATED MODULE: ./src/measure/pod-pair.ts



/** Names of the test pods and of their service accounts. */
const podNames = { client: 'perf-client', server: 'perf-server' };
/** Makes client and server anew, removing any that are there, and waits until both run. */
async function createPair(kubernetes, clock, spec) {
    await removePair(kubernetes, clock, spec.namespace);
    const create = async (role, node) => {
        const { image, hostNetwork, tolerations, namespace } = spec;
        const name = podNames[role];
        const pod = testPod({ name, serviceAccount: name, role, node, image, hostNetwork, tolerations });
        await kubernetes.createPod(namespace, pod);
        return toEnd(await waitForRunning(kubernetes, clock, namespace, podNames[role]), namespace);
    };
    const [client, server] = await Promise.all([create('client', spec.clientNode), create('server', spec.serverNode)]);
    return { client, server };
}
/** Removes client and server and waits until they are gone. */
async function removePair(kubernetes, clock, namespace) {
    await Promise.all(Object.values(podNames).map(name => removePod(kubernetes, clock, namespace, name)));
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
        return podIdentity(pod) === end.identity ? [] : [`the ${role} pod ${end.pod} was replaced or restarted`];
    });
    return changes.length === 0 ? undefined : changes.join('; ');
}
function toEnd(pod, namespace) {
    const name = pod.metadata?.name ?? '';
    return {
        pod: name,
        node: pod.spec?.nodeName ?? '',
        ip: ipv4Of(pod.status?.podIPs) ?? pod.status?.podIP ?? '',
        nodeIp: ipv4Of(pod.status?.hostIPs) ?? pod.status?.hostIP ?? '',
        imageId: pod.status?.containerStatuses?.[0]?.imageID ?? '',
        identity: podIdentity(pod),
        target: { namespace, pod: name, container: testContainer, image: 'test' }
    };
}
/** On a dual-stack cluster the plain fields have the family that the cluster puts first. */
function ipv4Of(addresses) {
    return addresses?.find(({ ip }) => ip !== undefined && (0,external_node_net_.isIPv4)(ip))?.ip;
}

;// CONCATENATED MODULE: ./src/measure/snapshot.ts








/** Seconds for one place's readings; they take a fraction of one. */
const snapshot_readingSeconds = 20;
const ztunnelMetricsPort = 15020;
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
async function snapshot_readAgent({ kubernetes, ciliumNamespace }, node, sections) {
    const agent = await agentOn(kubernetes, ciliumNamespace, node).catch(failure);
    if (agent !== undefined && !(agent instanceof Error))
        return readSections(kubernetes, agent, sections, snapshot_readingSeconds);
    const why = agent?.message ?? `no Cilium agent runs on ${node}`;
    return noPod(sections, why);
}
async function readPods({ kubernetes, shells }, pair) {
    const sections = [...podSections, throttlingSection];
    const namespaces = [...new Set(sides.map(side => pair[side].target.namespace))];
    const listed = new Map(await Promise.all(namespaces.map(async (namespace) => [namespace, await kubernetes.pods(namespace).catch(failure)])));
    const readPod = async ({ target }) => {
        const pods = listed.get(target.namespace) ?? [];
        if (pods instanceof Error)
            return { identity: '', sections: failedReadings(sections, pods.message) };
        const pod = pods.find(({ metadata }) => metadata?.name === target.pod);
        if (pod === undefined)
            return { identity: '', sections: failedReadings(sections, `pod ${target.pod} is gone`) };
        const identity = podIdentity(pod);
        return { identity, sections: await readByShell(shells, target, identity, sections, snapshot_readingSeconds) };
    };
    const [client, server] = await Promise.all([readPod(pair.client), readPod(pair.server)]);
    return { client, server };
}
/** Every ztunnel pod of the two nodes; none listed is an answer, a failed listing is not. */
async function readZtunnels(observatory, pair) {
    const { kubernetes, ciliumNamespace } = observatory;
    const found = await ofNodes(pair, async (node) => {
        const pods = await kubernetes.pods(ciliumNamespace, `app=${ztunnelName}`, node).catch(failure);
        return pods instanceof Error ? undefined : Promise.all(pods.map(pod => readZtunnel(observatory, pod)));
    });
    const { client, server } = found;
    return client === undefined || server === undefined ? undefined : { client, server };
}
async function readZtunnel({ kubernetes, ciliumNamespace }, pod) {
    const identity = podIdentity(pod);
    const name = pod.metadata?.name ?? '';
    try {
        const text = await kubernetes.proxyGet(ciliumNamespace, name, ztunnelMetricsPort, 'metrics', metricsSeconds);
        return { identity, sections: { [metricsSection.name]: { ok: true, text } } };
    }
    catch (error) {
        return { identity, sections: failedReadings([metricsSection], failure(error).message) };
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
    const { sections, needsZtunnel } = proofs[scenario.encryption];
    return kind === 'host'
        ? { sections: controlSections, withZtunnels: false }
        : { sections, withZtunnels: needsZtunnel };
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
    const failed = judgement === undefined ? judgeFailed(encryption, before, after, path.facts, sightings) : undefined;
    const clear = failed?.reason ?? clearTraffic(encryption, before, after, path.facts);
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
    const limit = (0,host_limit/* startLimit */.iP)(observatory.clock, ZTUNNEL_REREAD_SECONDS);
    for (;;) {
        const after = await read();
        const someZtunnel = sides.some(side => (after.ztunnels?.[side].length ?? 0) > 0);
        if (!someZtunnel || ztunnelsAgree(before, after, facts))
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
        return judgeSample(encryption, before, after, sample, facts, background, sightings);
    return controlJudgement(judgeControl(encryption, before, after, sample, facts, background));
}
/** The control counts only while its path is in the clear: under WireGuard's node encryption it is not. */
function controlJudgement(proof) {
    if (proof.verdict === 'plaintext')
        return { proof };
    const kind = proof.verdict === 'unproven' ? 'unproven' : 'proof-mismatch';
    return { proof, reason: { kind, message: `the control is not available: ${proof.reason}` } };
}
/** A change of the pods explains a tool's failure better than the tool does, so it comes first. */
function invalidReason(execution, change, before, after) {
    if (change !== undefined)
        return change;
    const restarted = sides.filter(side => before.agents[side].identity !== after.agents[side].identity);
    const agentsOf = (some) => `the Cilium agent of ${nodesOf(some)} restarted during the sample`;
    if (!execution.parsed.ok) {
        const { kind, message } = execution.parsed.reason;
        // The tool's own words do not tell what it lost its connection to. An agent that could not be asked explains nothing.
        const known = restarted.filter(side => after.agents[side].identity !== '');
        const agents = known.length === 0 ? [] : [agentsOf(known)];
        return { kind, message: [...agents, ...changedZtunnels(before, after), message].join('; ') };
    }
    if (restarted.length > 0)
        return { kind: 'agent-restarted', message: agentsOf(restarted) };
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
    const changed = sides.filter(side => {
        const [first, last] = [before, after].map(snapshot => identities(snapshot, side));
        return first !== undefined && last !== undefined && first !== last;
    });
    return changed.length === 0 ? [] : [`the ztunnel of ${nodesOf(changed)} was restarted or replaced during the sample`];
}
function nodesOf(some) {
    return some.map(side => `the ${side}'s node`).join(' and ');
}

;// CONCATENATED MODULE: ./src/measure/path.ts





/** Learns of a fresh pair what its proof needs: addresses, and the idle traffic of counters that others share. */
async function learnPath(observatory, pair, scenario, kind, witness) {
    return {
        scenario,
        kind,
        ...(kind === 'pod' && sharesCounters(scenario) ? { witness } : {}),
        facts: await describePath(observatory, pair, scenario),
        background: await measureBackground(observatory, pair, scenario, kind)
    };
}
/** The addresses of a pair and of its nodes. */
async function describePath({ kubernetes }, pair, { routing }) {
    const nodes = await kubernetes.ciliumNodes();
    /** The address of the agent's own interface on a node: IPsec's tunnels end there in native routing. */
    const internalIp = (name) => nodes.find(node => node.name === name)?.addresses.find(({ type, ip }) => type === 'CiliumInternalIP' && (0,external_node_net_.isIPv4)(ip))
        ?.ip;
    return {
        namespace: pair.client.target.namespace,
        serviceAccounts: podNames,
        podIps: { client: pair.client.ip, server: pair.server.ip },
        nodeIps: { client: pair.client.nodeIp, server: pair.server.nodeIp },
        ciliumInternalIps: { client: internalIp(pair.client.node), server: internalIp(pair.server.node) },
        encapsulated: routing !== 'native',
        sameNode: pair.client.node === pair.server.node
    };
}
/** Only the counters of WireGuard and IPsec are shared with other traffic; ztunnel's series carry our principals. */
function sharesCounters({ encryption }) {
    return encryption === 'wireguard' || encryption === 'ipsec';
}
/** What others encrypt while nothing of ours runs, where counters can be shared. */
async function measureBackground(observatory, pair, scenario, kind) {
    if (!sharesCounters(scenario))
        return undefined;
    const readings = readingsOf({ scenario, kind });
    const before = await takeSnapshot(observatory, pair, readings);
    await observatory.clock.sleep(BACKGROUND_SECONDS);
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

;// CONCATENATED MODULE: ./src/measure/routes.ts




/** Nothing listens there: a pod that is reached refuses at once, and one without a route never answers. */
const closedPort = 5999;
const connectMilliseconds = 3000;
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
        const there = await answers(kubernetes, connectMilliseconds * clock.timeScale, client.target, server.ip);
        const back = await answers(kubernetes, connectMilliseconds * clock.timeScale, server.target, client.ip);
        if (there === undefined && back === undefined)
            return undefined;
        said = there ?? back ?? '';
        await clock.sleep(1);
    } while (!limit.isOver());
    const agent = await agentOn(kubernetes, ciliumNamespace, client.node);
    const listing = agent === undefined
        ? ''
        : (await kubernetes.exec(agent.target, ['cilium-dbg', 'node', 'list', '-o', 'json'], routes_readingSeconds)).stdout;
    return `pods on ${client.node} and ${server.node} do not reach each other (${said}): native routing needs routes in the network of the nodes, which this program cannot make there: ${describeRoutes(listing)}. On Azure put them into the route table of the nodes' subnet, or announce them by BGP to an Azure Route Server; or measure vxlan or geneve`;
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
/** What the tool said when an address did not answer; `undefined` when it did, by a refusal. */
async function answers(kubernetes, milliseconds, from, address) {
    const command = [
        'iperf3',
        '-c',
        address,
        '-p',
        String(closedPort),
        '-n',
        '1',
        '--connect-timeout',
        String(milliseconds)
    ];
    const { stdout, stderr } = await kubernetes.exec(from, command, routes_readingSeconds);
    const said = `${stdout}${stderr}`;
    return said.includes('Connection refused') ? undefined : said.trim().replaceAll('\n', ' ');
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
            : sides.map(side => [`${side}-node-cpu`, busySeconds(before, after, side)])),
        ...sides.map(side => [`${side}-ztunnel-cpu`, ztunnelSeconds(before, after, side)])
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
            agentRestarts: sides
                .filter(side => before.agents[side].identity !== after.agents[side].identity)
                .map(side => pair[side].node),
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
 * is to be measured three proven probes in a row are enough (`steady` is false).
 */
async function settle(observatory, pair, path, steady) {
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
    const service = await kubernetes.createService(pods.namespace, serviceName, { [roleLabel]: 'server' }, serverPort);
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
 * counters of both nodes. A transfer that fails is a row that is `unproven`; only a cluster that fails rejects.
 */
async function measureMatrix(observatory, places, modes, pair, path) {
    const { scenario } = path;
    const ends = await createEnds(places, pair, scenario.encryption);
    try {
        const options = {
            routing: scenario.routing,
            nodeEncryption: scenario.encryption === 'wireguard' && modes.wireguardNodeEncryption,
            optedOut: await someNodeOptedOut(observatory, pair)
        };
        const backgrounds = new Map();
        const results = [];
        for (const row of (0,matrix/* expectedMatrix */.Kc)(scenario.encryption, options)) {
            const here = ends.of(row);
            if (typeof here === 'string') {
                // What cannot be tried promises nothing, and breaks no promise.
                results.push({ ...row, expected: 'recorded', seen: 'unproven', reason: here, bytes: 0, matches: true });
                continue;
            }
            if (!backgrounds.has(row.placement)) {
                backgrounds.set(row.placement, await measureBackground(observatory, here.pair, scenario, 'pod'));
            }
            results.push(await measureRow(observatory, scenario, row, here, backgrounds.get(row.placement)));
        }
        return results;
    }
    finally {
        await ends.remove();
    }
}
async function someNodeOptedOut({ kubernetes, ciliumNamespace }, pair) {
    const optedOut = await Promise.all([pair.client.node, pair.server.node].map(async (node) => {
        const agent = await agentOn(kubernetes, ciliumNamespace, node);
        return agent !== undefined && nodeEncryptionOptedOut(await readStatusJson(kubernetes, agent));
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
        ? observeZtunnelRow(before, after, bytes, {
            source: row.source,
            destination: row.destination,
            namespaces: { client: pair.client.target.namespace, server: pair.server.target.namespace }
        })
        : observeTransfer(scenario.encryption, before, after, bytes, await describePath(observatory, pair, scenario), background);
    const { seen, reason } = parsed.ok
        ? await observeUntilCounted(observatory, scenario, read, look)
        : { seen: 'unproven', reason: parsed.reason.message };
    const { matches } = (0,matrix/* judgeRow */.gV)(row, seen, reason);
    const { source, destination, placement, expected } = row;
    return { source, destination, placement, expected, seen, reason, bytes, matches };
}
/** ztunnel counts a connection within a second or two of its end; until then what it will count looks like nothing. */
async function observeUntilCounted({ clock }, { encryption }, read, look) {
    const limit = (0,host_limit/* startLimit */.iP)(clock, ZTUNNEL_REREAD_SECONDS);
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
        await removePod(kubernetes, clock, namespace, name);
        const made = {
            name,
            serviceAccount: hostAccount,
            role: 'host',
            node,
            image,
            hostNetwork: true,
            tolerations
        };
        await kubernetes.createPod(namespace, testPod(made));
        const pod = await waitForRunning(kubernetes, clock, namespace, name);
        return {
            target: { namespace, pod: name, container: testContainer, image: 'test' },
            identity: podIdentity(pod),
            address: pod.status?.hostIP ?? ''
        };
    };
    const isThere = async (pod) => {
        const now = await kubernetes.pod(namespace, pod.target.pod);
        return now !== undefined && now.status?.phase === 'Running' && podIdentity(now) === pod.identity;
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
        },
        async read(node, sections) {
            const pod = pods.get(node) ?? new Error(`there is no host-network pod on ${node}`);
            if (pod instanceof Error) {
                return noPod(sections, pod.message);
            }
            const { target, identity, address } = pod;
            return { identity, address, sections: await readByShell(shells, target, identity, sections, host_pods_readingSeconds) };
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
    /** Why there is none; it is not asked for again, because each try may take minutes. */
    let missing;
    const make = async () => {
        const { namespace, image, tolerations } = spec;
        await Promise.all(sides.map(async (side) => {
            const name = witness_podNames[side];
            const node = side === 'client' ? spec.clientNode : spec.serverNode;
            const pod = { name, serviceAccount: hostAccount, role: side, node, image, tolerations };
            await removePod(kubernetes, clock, namespace, name);
            await kubernetes.createPod(namespace, testPod({ ...pod, hostNetwork: true, capture: true }));
            await waitForRunning(kubernetes, clock, namespace, name);
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
            try {
                if (missing === undefined)
                    await (ready ??= make());
            }
            catch (error) {
                missing = whyNot(error);
            }
            const looks = await bothSides(side => missing ?? startLook(kubernetes, targetOf(spec.namespace, side), side, facts, seconds));
            return {
                stop: () => bothSides(side => {
                    const look = looks[side];
                    return typeof look === 'string' ? { ok: false, why: look } : look();
                })
            };
        },
        async release() {
            if (ready === undefined)
                return;
            ready = undefined;
            await Promise.all(sides.map(side => kubernetes.deletePod(spec.namespace, witness_podNames[side])));
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
    await witness.release();
    return sides.map(side => {
        const { node } = pair[side];
        const sighting = sightings[side];
        if (!sighting.ok)
            return { node, seen: 'not available', reason: sighting.why };
        const { verdict, reason } = judgeSighting(sighting, node);
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
        await one.line(listeningLine, commandSeconds);
        return one;
    };
    try {
        const { stdout } = await kubernetes.exec(target, innerIndexesCommand, commandSeconds);
        const commands = captureCommands(side, facts, stdout);
        const [clear, sealed] = await Promise.all([start(commands.clear), start(commands.sealed)]);
        return async () => {
            try {
                // Finds none where both have seen enough and ended by themselves.
                await kubernetes.exec(target, ['pkill', '-INT', 'tcpdump'], commandSeconds);
                return readSighting({ clear: await clear.result, sealed: await sealed.result });
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
    return { namespace, pod: witness_podNames[side], container: testContainer, image: 'witness' };
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


/** Runs a scenario's traffic matrix and calls the second witness. */
async function verify(context, pair, path) {
    const { kubernetes, clock, pods, control, other, witness } = context;
    const matrix = await measureMatrix(context, { kubernetes, clock, pods, control, other }, context.modes, pair, path);
    return { matrix, witness: await callWitness(witness, context, pair, path.facts) };
}
/** Why a verification fails its scenario; `undefined` when every row is as promised and the witness does not object. */
function reasonAgainstVerification({ matrix, witness }, encrypted) {
    const rows = matrix
        .filter(row => !row.matches)
        .map(({ source, destination, placement, expected, seen, reason }) => `${source} to ${destination} on the ${placement === 'same-node' ? 'same' : 'other'} node is ${seen}, not ${expected} (${reason})`);
    const objections = witness
        .filter(({ seen }) => seen === (encrypted ? 'plaintext' : 'encrypted'))
        .map(({ reason }) => `the second witness: ${reason}`);
    const all = [...rows, ...objections];
    return all.length === 0
        ? undefined
        : { kind: 'matrix-differs', message: `traffic is not what the mode promises: ${all.join('; ')}` };
}

;// CONCATENATED MODULE: ./src/measure/block.ts




















/** Endpoints regenerate within seconds of a pod's start. */
const endpointLimitSeconds = 60;
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
            status = await block_readStatus(context, plan);
        }
        const first = await steadyPair(context, plan);
        found = { settling: recordSettling(first.settling) };
        certificates = first.certificates;
        found = { ...found, ...(await readPodMtu(context.kubernetes, first.pair.client.target)) };
        if (plan.verify) {
            verification = await verify({ ...context, modes: context.setup.modes }, first.pair, first.path);
            for (const line of describeVerification(verification))
                outputs.info(`  ${line}`);
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
        throw new BlockError({ kind: 'rollout-failed', message: (0,errors/* errorMessage */.gJ)(error) });
    }
}
/** Makes client and server anew and waits until the path between them is ready, known and steady. */
async function steadyPair(context, plan) {
    const { clock, outputs } = context.setup.host;
    const pair = await createPair(context.kubernetes, clock, plan.path === 'pod' ? context.pods : context.control);
    await context.onPair(pair);
    await Promise.all([context.hosts.ensure(), waitForEndpoints(context)]);
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
    const settling = await settle(context, pair, path, plan.tests.length > 0);
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
    const issuer = await readIssuer(context.hosts, context.kubernetes, context.ciliumNamespace, client);
    const reason = reasonAgainstIssuer(issuer, context.setup.ztunnelCa);
    if (reason !== undefined)
        throw new BlockError(reason);
    if (issuer?.internal === undefined)
        return { issuer: issuer?.name ?? '', ca: 'unknown' };
    return { issuer: issuer.name, ca: issuer.internal ? 'internal' : 'other' };
}
/** Takes the block's samples; gives the reason when the block's own proof does not carry them. */
async function takeSamples(context, plan, round, index, first) {
    const { durationSeconds, omitSeconds } = context;
    const { block: ofBlock } = proofs[plan.scenario.encryption];
    const blockProof = plan.path === 'pod' ? ofBlock : undefined;
    const readBlock = (pair, ofBlock) => {
        const { sections } = readingsOf({ scenario: plan.scenario, kind: plan.path });
        return takeSnapshot(context, pair, {
            sections: withSections(sections, { host: [], agent: ofBlock }),
            withZtunnels: false
        });
    };
    const start = blockProof === undefined ? undefined : await readBlock(first.pair, blockProof.sections);
    return takeAll(plan.tests, first, {
        renew: async () => {
            // A cut connection is often an API server that restarts: new pods can wait for it, and need it.
            await waitForApiServer(context.kubernetes, context.clock);
            return steadyPair(context, plan);
        },
        take: async ({ pair, path }, test, which) => {
            const spec = { round, block: index, arm: plan.arm, test, ...which, durationSeconds, omitSeconds };
            const { sample, toolVersion } = await takeSample(context, pair, path, spec);
            await context.onSample(sample, toolVersion);
            return sample;
        },
        reasonAgainstBlock: async ({ pair, path }) => {
            if (blockProof === undefined || start === undefined)
                return undefined;
            const end = await readBlock(pair, blockProof.sections);
            return reasonAgainstBlock(blockProof.judge(start, end, path.facts));
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
async function block_readStatus(context, plan) {
    const agent = await agentOn(context.kubernetes, context.ciliumNamespace, context.pods.clientNode);
    if (agent === undefined)
        return undefined;
    const check = await readStatusCheck(context.kubernetes, agent);
    const status = await readStatusJson(context.kubernetes, agent);
    const datapath = datapathOf(status);
    if (plan.scenario.encryption !== 'ztunnel')
        return { check, datapath, serviceLeak: undefined };
    const { leaks, reason } = judgeServiceLeak(status);
    const serviceLeak = { leaks: leaks === 'unknown' ? leaks : leaks ? 'yes' : 'no', reason };
    if (serviceLeak.leaks !== 'no') {
        context.setup.host.outputs.warning(`Services (${serviceLeak.leaks === 'yes' ? 'leak' : 'leak unknown'}): ${reason}`);
    }
    return { check, datapath, serviceLeak };
}
async function waitForEndpoints(context) {
    const { clock } = context.setup.host;
    const limit = (0,host_limit/* startLimit */.iP)(clock, endpointLimitSeconds);
    const nodes = [context.pods.clientNode, context.pods.serverNode];
    for (;;) {
        const ready = await Promise.all(nodes.map(async (node) => {
            const agent = await agentOn(context.kubernetes, context.ciliumNamespace, node);
            return agent !== undefined && (await endpointsReady(context.kubernetes, agent));
        }));
        if (ready.every(Boolean))
            return;
        if (limit.isOver()) {
            throw new Error(`the endpoints on ${nodes.filter((_, index) => ready[index] !== true).join(' and ')} were not ready within ${String(limit.seconds)} s`);
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

;// CONCATENATED MODULE: ./src/measure/set-up.ts



const netperfVersionSeconds = 15;
/** What is known of an arm's scenario after a block of it; `blocks` are all that were measured. */
async function describeScenario(prepared, block, result, blocks) {
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
        values: await prepared.installation.values(),
        ...(result.statusCheck === undefined ? {} : { statusCheck: result.statusCheck }),
        ...(result.datapath === undefined ? {} : { datapath: result.datapath }),
        ...(result.serviceLeak === undefined ? {} : { serviceLeak: result.serviceLeak }),
        ...(result.certificates === undefined ? {} : { certificates: result.certificates })
    };
}
/** Cilium, nodes and machines, once the first block has shown that Cilium runs. */
async function describeMachines(prepared) {
    const { hosts, pods } = prepared.blocks;
    await prepared.record({ type: 'cilium', cilium: await prepared.installation.describe() });
    const nodes = await Promise.all(prepared.nodes.map(async (node) => {
        const name = node.metadata?.name ?? '';
        const role = name === pods.clientNode ? 'client' : name === pods.serverNode ? 'server' : 'other';
        // Only the measured nodes have a host pod.
        const machine = role === 'other' ? {} : await readMachine(sections => hosts.read(name, sections));
        return { ...nodeFacts(node, role), ...machine };
    }));
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
            if (tools !== undefined)
                return;
            const { stdout } = await kubernetes.exec(pair.client.target, ['netperf', '-V'], netperfVersionSeconds);
            const netperf = /version (\S+)/.exec(stdout)?.[1];
            await note({ imageId: pair.client.imageId, ...(netperf === undefined ? {} : { netperf }) });
        },
        async onVersion(test, version) {
            if (version !== undefined && !test.endsWith('latency'))
                await note({ iperf3: version });
        }
    };
}

;// CONCATENATED MODULE: ./src/measure/rounds.ts












/**
 * Measures round after round until the plan says stop, and returns why it stopped. A scenario that failed for a lasting
 * reason is not tried again. `measure` takes each block; tests pass one that needs no cluster.
 */
async function measureRounds(plan, prepared, measure = measureBlock) {
    const { outputs, clock } = prepared.host;
    const started = clock.seconds();
    const failed = new Map();
    const verifications = new Map();
    const blocks = [];
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
            if (described === undefined && !(blocks.some(cameUp) && (await describeIfPossible(prepared)))) {
                throw new errors/* ClusterError */.b$(describeFailures(blocks));
            }
            outputs.info(`stop: ${next.reason}`);
            return next.cause;
        }
        for (const [position, block] of next.blocks.entries()) {
            const name = (0,scenario_scenario/* scenarioName */.ic)(block.scenario);
            if (failed.has(name))
                continue;
            const later = [next.blocks.slice(position + 1), ...plan.rounds.slice(next.number)];
            let samplesLeft = block.tests.length;
            const title = `Round ${String(next.number)} of ${String(plan.rounds.length)}: ${(0,plan_plan/* describeBlock */.B4)(block)}`;
            const setup = prepared.setups.get(block.arm);
            if (setup === undefined)
                throw new Error(`the ${block.arm} arm has no set-up`);
            const result = await outputs.group(title, () => measure({
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
            blocks.push(result.block);
            await prepared.record({ type: 'block', block: result.block });
            if (result.block.reason !== undefined)
                outputs.warning(`${title}: ${result.block.reason.message}`);
            if (block.path === 'pod') {
                if (result.block.status === 'measured')
                    measuredBlockSeconds = blockOverhead(blocks);
                const { verification } = result;
                if (verification !== undefined)
                    verifications.set(name, verification);
                if ((0,lasting/* isLasting */.d)(result.block.reason))
                    failed.set(name, result.block.reason);
                const scenario = await describeScenario(prepared, block, result, blocks);
                const verified = block.arm === 'candidate' ? verifications.get(name) : undefined;
                await prepared.record({ type: 'scenario', scenario: { ...scenario, ...verified } });
            }
            if (described !== 'candidate' && described !== block.arm && cameUp(result.block)) {
                if (await describeIfPossible(prepared))
                    described = block.arm;
            }
        }
    }
}
/** Cilium ran in the block's mode, whatever became of its samples. */
function cameUp({ path, reason }) {
    return path === 'pod' && reason?.kind !== 'rollout-failed' && reason?.kind !== 'cluster-failed';
}
/** Why nothing is known of the machines: what became of the blocks, each reason once. */
function describeFailures(blocks) {
    const own = blocks.filter(({ path }) => path === 'pod');
    const reasons = own.flatMap(({ scenario, reason }) => reason === undefined ? [] : [`${scenario}: ${reason.message}`]);
    const what = own.some(cameUp) ? 'Cilium cannot be asked any more' : 'no scenario could be set up';
    return [what, ...new Set(reasons)].join('; ');
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
/** An agent that has just gone is no reason to lose a run: it is asked again after a later block. */
async function describeIfPossible(prepared) {
    try {
        await describeMachines(prepared);
        return true;
    }
    catch (error) {
        if (error instanceof errors/* CancelledError */.cc)
            throw error;
        prepared.host.outputs.warning(`the machines cannot be described yet: ${(0,errors/* errorMessage */.gJ)(error)}`);
        return false;
    }
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

;// CONCATENATED MODULE: ./src/cilium/leftovers.ts



const leftovers_readingSeconds = 20;
/**
 * Looks on every node for kernel state that an earlier mode left. The XFRM policy of IPsec that drops all of WireGuard's
 * packets is deleted on clusters of ours and stops the scenario on others that are reconfigured; the rest is told.
 */
async function handleLeftovers(kubernetes, namespace, mode, blockPolicy, tell) {
    for (const agent of (await listAgents(kubernetes, namespace)).values()) {
        const place = await readSections(kubernetes, agent, leftoverSections, leftovers_readingSeconds);
        const { found, unread } = findLeftovers(place, mode, `node ${agent.node}`);
        for (const why of unread)
            tell(`  left over of another mode: unknown: ${why}`);
        for (const leftover of found) {
            if (leftover.kind !== 'xfrm-block-policy' || blockPolicy === 'tell') {
                tell(`  left over of another mode: ${leftover.text}`);
                continue;
            }
            const remedy = ['ip', 'xfrm', 'policy', 'delete', ...blockPolicySelector];
            if (blockPolicy === 'refuse') {
                throw new errors/* ClusterError */.b$(`${leftover.text}; delete it on that node with: ${remedy.join(' ')}`);
            }
            const { exitCode, stderr } = await kubernetes.exec(agent.target, remedy, leftovers_readingSeconds);
            if (exitCode !== 0)
                throw new errors/* ClusterError */.b$(`${leftover.text}; deleting it failed: ${stderr.trim()}`);
            tell(`  deleted on ${agent.node}: ${leftover.text}`);
        }
    }
}

;// CONCATENATED MODULE: ./src/cilium/keep.ts




/**
 * Takes the place of a switch where nothing of Cilium may be changed: makes sure that every agent is still in the mode that
 * was found, and enrols the run's own namespace in ztunnel where there is one. Gives the seconds.
 */
async function keepMode({ outputs, clock }, kubernetes, namespace, scenario, testNamespace) {
    const started = clock.seconds();
    const agents = [...(await listAgents(kubernetes, namespace)).values()];
    for (const mismatch of await Promise.all(agents.map(agent => modeMismatch(kubernetes, agent, scenario)))) {
        if (mismatch !== undefined)
            throw new errors/* ClusterError */.b$(`somebody changed Cilium during the run: ${mismatch}`);
    }
    await handleLeftovers(kubernetes, namespace, scenario.encryption, 'tell', outputs.info);
    if (scenario.encryption === 'ztunnel')
        await enrol(kubernetes, clock, namespace, testNamespace);
    return clock.seconds() - started;
}

;// CONCATENATED MODULE: ./src/cilium/network.ts





/** The chart's own pool (ipam.operator.clusterPoolIPv4PodCIDRList in its values.yaml, 1.14 to 1.20). */
const defaultPool = '10.0.0.0/8';
const kubeadmSchema = schemas/* looseObject */._H3({ networking: schemas/* looseObject */._H3({ podSubnet: schemas/* string */.YjP() }) });
const listSchema = schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* array */.YOg(schemas/* string */.YjP())]);
/**
 * What native routing must know of the cluster's network: from the values, and from the cluster where the values leave the
 * addresses to it. Only the IPv4 part of a dual-stack cluster counts. Throws an InputError when the pods have IPv6 alone, and
 * when a scenario needs the one range of the pods and it is not known or not one.
 */
async function findNetwork(kubernetes, userValues, needsRange) {
    const values = mergeValues(userValues);
    const all = await rangesOf(kubernetes, values);
    const podRanges = all.filter(cidr/* isIpv4Range */.FR);
    if (all.length > 0 && podRanges.length === 0) {
        throw new errors/* InputError */.dz(`cluster: its pods use the IPv6 range ${all.join(', ')}, but only IPv4 is measured`);
    }
    const [podCidr, ...more] = podRanges;
    if (needsRange && podCidr === undefined) {
        throw new errors/* InputError */.dz('cilium-values: native routing and strict egress need the range of the pods, and this cluster does not tell it; add for example "ipv4NativeRoutingCIDR: 10.244.0.0/16"');
    }
    if (needsRange && more.length > 0) {
        throw new errors/* InputError */.dz(`cilium-values: native routing and strict egress need one range of the pods, and there are ${podRanges.join(' and ')}; add the one that holds them all, for example "ipv4NativeRoutingCIDR: ${(0,cidr/* coveringRange */.DN)(podRanges) ?? ''}"`);
    }
    const direct = valueAt(values, 'autoDirectNodeRoutes');
    return {
        podCidr: more.length === 0 ? (podCidr ?? '') : '',
        podRanges,
        autoDirectNodeRoutes: typeof direct === 'boolean' ? direct : true
    };
}
async function rangesOf(kubernetes, values) {
    const native = valueAt(values, 'ipv4NativeRoutingCIDR');
    if (typeof native === 'string' && native !== '')
        return [native];
    const mode = valueAt(values, 'ipam.mode');
    switch (mode === undefined || mode === '' ? 'cluster-pool' : mode) {
        case 'cluster-pool':
            return (0,cidr/* listedRanges */.eh)(listSchema.safeParse(valueAt(values, 'ipam.operator.clusterPoolIPv4PodCIDRList')).data ?? defaultPool);
        case 'kubernetes':
            return (await kubeadmRanges(kubernetes)) ?? (await partsOf(kubernetes, await rangesOfNodes(kubernetes)));
        default:
            return partsOf(kubernetes, (await kubernetes.ciliumNodes()).flatMap(({ podRanges }) => podRanges));
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
/**
 * The range that the nodes have their parts of. A range with a node's own address in it is none: the traffic of the nodes
 * would pass for that of pods.
 */
async function partsOf(kubernetes, parts) {
    const ipv4 = parts.filter(cidr/* isIpv4Range */.FR);
    const cover = (0,cidr/* coveringRange */.DN)(ipv4);
    if (cover === undefined)
        return parts;
    const addresses = (await kubernetes.nodes()).flatMap(({ status }) => status?.addresses ?? []);
    const holdsNode = addresses.some(({ address }) => (0,cidr/* cidrsOverlap */.hj)(`${address}/32`, cover));
    return holdsNode ? [] : [cover];
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
    const [agent] = [...(await listAgents(kubernetes, ciliumNamespace)).values()];
    if (agent === undefined || !(await routesPastHost(kubernetes, agent)))
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
        await disenrol(kubernetes, clock, namespace, testNamespace);
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
    await handleLeftovers(kubernetes, namespace, scenario.encryption, setup.ours ? 'delete' : 'refuse', host.outputs.info);
    if (scenario.encryption === 'ztunnel')
        await enrol(kubernetes, clock, namespace, testNamespace);
    return clock.seconds() - started;
}
/**
 * An interrupted run can leave ztunnels whose Secret is gone. They hold its certificates and never trust an agent that has new
 * ones. They go before the Secret comes: interrupted in between, the next run finds it missing again, and heals.
 */
async function removeZtunnels(kubernetes, namespace) {
    for (const pod of await kubernetes.pods(namespace, `app=${ztunnelName}`)) {
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

;// CONCATENATED MODULE: ./src/kubernetes/pull-secret.ts

/** Reads the Secret with which the test image is to be pulled. Throws an InputError when it is not there. */
async function readPullSecret(kubernetes, wanted) {
    if (wanted === undefined)
        return undefined;
    const { namespace, name } = wanted;
    const secret = await kubernetes.pullSecret(namespace, name);
    if (secret !== undefined)
        return secret;
    throw new errors/* InputError */.dz(`image-pull-secret: there is no Secret ${namespace}/${name} of type kubernetes.io/dockerconfigjson; make it with: kubectl create secret docker-registry ${name} --namespace ${namespace}`);
}
/** Makes the service accounts of a run in one of its namespaces; their pods pull with a copy of the Secret, if there is one. */
async function createAccounts(kubernetes, namespace, names, secret) {
    if (secret !== undefined)
        await kubernetes.createPullSecret(namespace, secret);
    for (const name of names)
        await kubernetes.createServiceAccount(namespace, name, secret?.name);
}

// EXTERNAL MODULE: ./src/cilium/release.ts
var cilium_release = __webpack_require__(53220);
;// CONCATENATED MODULE: ./src/start.ts





/**
 * Looks at the Cilium of a cluster that exists: which release of Helm it is, who else manages it, and what the arms start from.
 * A cluster of the run's own, and one that is measured as it is, are not looked at. Throws as `readInstalledRelease` and
 * `refuseOtherChart` do.
 */
async function findStart({ options, subjects, found, host, entered, workFolder }) {
    const { cluster, kubernetes } = entered;
    const changesExisting = !cluster.ours && found === undefined;
    const installed = changesExisting ? await findInstalled(kubernetes, options.cilium.namespace) : undefined;
    const { name, namespace } = installed?.release ?? {
        name: cilium_helm/* defaultReleaseName */.Ad,
        namespace: options.cilium.namespace
    };
    const target = { kubeconfig: cluster.kubeconfig, context: kubernetes.context, namespace, release: name };
    const helm = (0,cilium_helm/* createHelm */.xs)(host.processes, target);
    const release = changesExisting ? await (0,cilium_release/* readInstalledRelease */.QI)(helm, installed, namespace) : undefined;
    const earlier = { namespace, name, revision: release?.revision ?? 0 };
    if (release === undefined)
        return { helm, subjects, earlier };
    if (installed?.manager !== undefined) {
        const { owner, pause } = installed.manager;
        host.outputs.warning(`${owner} manages this Cilium and can put it back while the run measures, which would invalidate blocks; to prevent that: ${pause}`);
    }
    const started = new Map();
    for (const [arm, subject] of subjects) {
        (0,cilium_release/* refuseOtherChart */.RX)(name, release, subject.chartName);
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

// EXTERNAL MODULE: ./src/report/unlike-nodes.ts
var unlike_nodes = __webpack_require__(64704);
;// CONCATENATED MODULE: ./src/prepare.ts



















/**
 * Looks at the cluster before it is touched, then makes the run's namespaces: for the test pods, for the control, for pods
 * that are never enrolled in ztunnel.
 */
async function prepare(preparation) {
    const { options, found, host, id, workFolder, remember, record } = preparation;
    const { cluster, kubernetes, turn } = preparation.entered;
    const { namespace } = options.cilium;
    const [kubernetesVersion, nodes, nodeConfigs] = await Promise.all([
        kubernetes.version(),
        kubernetes.nodes(),
        kubernetes.ciliumNodeConfigs()
    ]);
    const workers = nodes.filter(node => !isControlPlane(node)).length;
    const { helm, subjects, earlier } = await findStart(preparation);
    for (const subject of subjects.values())
        refuse(options, subject, { workers, nodeConfigs });
    if (found === undefined && cluster.provider === 'kubeconfig')
        refuseOtherContext(options, kubernetes.context);
    const needsRange = options.scenarios.some(scenario => (0,scenario_values/* needsPodCidr */.dZ)(scenario, options.modes));
    const tolerations = [...(cluster.tolerateControlPlane ? [controlPlaneToleration] : []), ...options.nodes.tolerations];
    const placement = await chooseNodes(kubernetes, nodes, options.nodes, tolerations);
    const clientNode = placement.client.metadata?.name ?? '';
    const serverNode = placement.server.metadata?.name ?? '';
    host.outputs.info(`Kubernetes ${kubernetesVersion}; client on ${clientNode}, server on ${serverNode}; Cilium ${found === undefined ? `chart ${describeCharts(subjects)}` : `${found.version}, as it is`}`);
    const measured = [nodeFacts(placement.client, 'client'), nodeFacts(placement.server, 'server')];
    for (const notice of (0,unlike_nodes/* unlikeNodes */.w)(measured))
        host.outputs.warning(notice);
    if (!cluster.ours && found === undefined) {
        await refuseForeignEnrolments(options, kubernetes);
        await remember({ release: earlier });
    }
    const pullSecret = await readPullSecret(kubernetes, options.imagePullSecret);
    const control = `${id}-control`;
    const other = `${id}-other`;
    await remember({ namespaces: [id, control, other] });
    const owner = { 'app.kubernetes.io/managed-by': 'cilium-perf-gate' };
    await kubernetes.createNamespace(id, owner);
    await kubernetes.createNamespace(other, owner);
    // Host-network pods are refused by every stricter level of pod security.
    await kubernetes.createNamespace(control, { ...owner, 'pod-security.kubernetes.io/enforce': 'privileged' });
    const accounts = [...Object.values(podNames), hostAccount];
    for (const namespace of [id, control, other])
        await createAccounts(kubernetes, namespace, accounts, pullSecret);
    const secrets = [];
    const pods = { clientNode, serverNode, image: options.image, tolerations };
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
        ours: cluster.ours,
        behindDockerDns: cluster.ours && cluster.provider === 'kind',
        beforeSecret: async (name) => {
            // A cluster that was made for the run may keep them: they go with it.
            if (cluster.ours)
                return;
            secrets.push([namespace, name]);
            await remember({ secrets: [...secrets] });
        },
        workFolder
    };
    const setups = new Map();
    const inTurn = (enter) => async (...block) => {
        turn.check();
        return enter(...block);
    };
    if (found !== undefined) {
        setups.set('candidate', {
            host,
            modes: options.modes,
            ztunnelCa: undefined,
            foreignRoutes: true,
            enter: inTurn((scenario, _, testNamespace) => keepMode(host, kubernetes, namespace, scenario, testNamespace))
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
        nodes,
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
                namespace: control,
                nodes: { 'perf-host-client': clientNode, 'perf-host-server': serverNode }
            }),
            files: host.files,
            output: preparation.output,
            ciliumNamespace: namespace,
            oneMachine: cluster.provider === 'kind',
            pods: { ...pods, namespace: id, hostNetwork: false },
            control: { ...pods, namespace: control, hostNetwork: true },
            other: { ...pods, namespace: other, hostNetwork: false },
            witness: createWitness(kubernetes, host.clock, { ...pods, namespace: control, image: options.witnessImage }),
            durationSeconds: options.durationSeconds,
            omitSeconds: options.omitSeconds
        },
        policy: options.comparing.policy,
        record
    };
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
// EXTERNAL MODULE: ./src/restore/restore.ts + 1 modules
var restore = __webpack_require__(80699);
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
