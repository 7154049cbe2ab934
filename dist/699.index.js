export const id = 699;
export const ids = [699];
export const modules = {

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
;// CONCATENATED MODULE: ./src/cilium/helm.ts




/** Name of a release that is made: the one that Cilium's documentation and command line use. */
const defaultReleaseName = 'cilium';
const listSchema = classic_schemas/* array */.YOg(classic_schemas/* looseObject */._H3({
    name: classic_schemas/* string */.YjP(),
    status: classic_schemas/* string */.YjP(),
    chart: classic_schemas/* string */.YjP(),
    app_version: classic_schemas/* string */.YjP(),
    revision: number().int()
}));
/** `--all` in the words that Helm 4 knows too. */
const anyStatus = ['--deployed', '--failed', '--pending', '--superseded', '--uninstalled', '--uninstalling'];
/** Helm by its command. Rejects with a ClusterError that holds helm's own words. */
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
            const { status, revision, chart, app_version: appVersion } = found;
            const [, chartName = chart, chartVersion = ''] = /^(.+?)-(\d+\.\d+\.\d+.*)$/.exec(chart) ?? [];
            return { status, revision, chartName, chartVersion, appVersion };
        },
        async upgrade(chart, valuesFiles) {
            const files = valuesFiles.flatMap(file => ['--values', file]);
            // The full values each time: reused ones would carry keys of the previous mode over. All revisions are kept, or the
            // one to go back to would be lost after ten blocks.
            const how = ['--reset-values', '--history-max', '0'];
            await helm(['upgrade', '--install', release, ...chartArguments(chart), ...connection, ...how, ...files]);
        },
        async rollback(revision, waitSeconds) {
            await helm(['rollback', release, String(revision), ...connection, ...waitFor(waitSeconds)]);
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
        throw new errors/* ClusterError */.b$(`helm ${args[0] ?? ''} failed (exit code ${String(exitCode)}): ${(0,redact/* redactText */.Rd)(stderr || stdout).trim()}`);
    }
    return stdout;
}
function waitFor(seconds) {
    return ['--wait', '--timeout', `${String(Math.max(1, Math.floor(seconds)))}s`];
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

/***/ 53220:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   QI: () => (/* binding */ readInstalledRelease),
/* harmony export */   RX: () => (/* binding */ refuseOtherChart),
/* harmony export */   pK: () => (/* binding */ putBack)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83916);

/**
 * Looks at what is installed on a cluster that is not ours, before it is changed; `undefined` when nothing is. Throws a
 * ClusterError for what could not be put back: a Cilium without a Helm release, and a release that is not deployed.
 */
async function readInstalledRelease(helm, installed, namespace) {
    const release = await helm.release();
    if (release === undefined) {
        if (installed !== undefined) {
            const whose = installed.manager === undefined ? '' : ` (it belongs to ${installed.manager.owner})`;
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ClusterError */ .b$(`Cilium runs in namespace ${namespace}, but helm did not install it there${whose}, so it could not be put back; name its namespace with cilium-namespace, install it with helm, or write apply: false to measure it as it is`);
        }
        return undefined;
    }
    if (release.status !== 'deployed') {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ClusterError */ .b$(`the Helm release ${helm.name} is ${release.status} (revision ${String(release.revision)}), so another change is under way or was cut off; bring it back first: helm rollback ${helm.name} --namespace ${namespace}`);
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
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`cilium-chart: the Helm release ${name} is of the chart ${chartName} ${chartVersion}, and the chart ${candidate} would replace it with other defaults; write the path of a chart ${chartName}, or apply: false to measure it as it is`);
}
/** Puts back what was installed, or removes what was not there before; waits so long for the pods. */
async function putBack(helm, earlier, waitSeconds) {
    const now = await helm.release();
    if (now?.revision === earlier.revision)
        return;
    if (earlier.revision > 0)
        await helm.rollback(earlier.revision, waitSeconds);
    else if (now !== undefined)
        await helm.uninstall(waitSeconds);
}


/***/ }),

/***/ 9633:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   p: () => (/* binding */ kindConfig)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(38815);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(13798);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(37428);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(83916);
/* harmony import */ var _inputs_cidr_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7491);




/** The ranges that kind itself uses, by family. That of the pods is written out because native routing needs to know it. */
const defaults = {
    ipv4: { podSubnet: '10.244.0.0/16', serviceSubnet: '10.96.0.0/16' },
    dual: { podSubnet: '10.244.0.0/16,fd00:10:244::/56', serviceSubnet: '10.96.0.0/16,fd00:10:96::/112' }
};
const nodeSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .looseObject */ ._H3({
    // kind takes a node without a role for a control plane.
    role: zod__WEBPACK_IMPORTED_MODULE_1__/* ["enum"] */ .k5n(['control-plane', 'worker']).default('control-plane'),
    image: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional()
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
        nodes,
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
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83916);

/** Holds nothing but the Lease, so that removing it leaves nothing behind. */
const turnNamespace = 'cilium-perf-gate';
const leaseName = 'turn';
/** An API server may be gone for half a minute; a run that is gone for longer is taken for dead. */
const durationSeconds = 60;
const renewSeconds = 10;
const pollSeconds = 2;
const tellSeconds = 60;
/** Beyond any difference between the clocks of two machines a Lease needs no watching before it is taken over. */
const clockSkewSeconds = 600;
/**
 * Waits until no other run has the cluster, and takes it; a run that has it already keeps it. Whether a holder is dead is
 * seen by its Lease not changing for the Lease's duration, for clocks of two machines differ. Rejects with a ClusterError
 * that names the holder when the turn does not come within the limit.
 */
async function takeTurn({ clock, outputs }, kubernetes, holder, limit) {
    let seen;
    let told = -Infinity;
    for (;;) {
        const lease = await kubernetes.lease(turnNamespace, leaseName);
        if (lease === undefined) {
            if (await createTurn(kubernetes, holder, clock))
                break;
        }
        else {
            const now = clock.seconds();
            if (seen?.version !== lease.version)
                seen = { version: lease.version, since: now };
            const own = lease.holder === holder.id;
            const dead = isLongDead(lease, clock.now()) || now - seen.since >= lease.durationSeconds;
            if ((own || dead) && (await kubernetes.replaceLease(renewed(lease, holder, clock)))) {
                if (!own) {
                    outputs.warning(`took the cluster over from run ${describe(lease)}, which is gone without having ended; what it left is removed by its post step, or by: cilium-perf-gate restore`);
                }
                break;
            }
            if (now - told >= tellSeconds) {
                told = now;
                outputs.info(`waiting: run ${describe(lease)} has the cluster (Lease ${turnNamespace}/${leaseName}); this run begins when that one has ended`);
            }
        }
        if (limit?.isOver() === true) {
            const by = lease === undefined ? 'a run that is ending' : `run ${describe(lease)}`;
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ClusterError */ .b$(`the cluster was still taken after ${limit.seconds.toFixed(0)} s, by ${by}`);
        }
        await clock.sleep(pollSeconds);
    }
    return keepTurn({ clock, outputs }, kubernetes, holder);
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
            outputs.info(`  the Lease ${turnNamespace}/${leaseName} could not be renewed: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .errorMessage */ .gJ)(error)}`);
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
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ClusterError */ .b$(`this run lost the cluster to ${lostTo}`);
            const seconds = Math.round(clock.seconds() - lastRenewed);
            if (seconds > durationSeconds * clock.timeScale) {
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ClusterError */ .b$(`this run could not renew its Lease ${turnNamespace}/${leaseName} for ${String(seconds)} s, so another run may have the cluster`);
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
function describe({ holder, place }) {
    return place === '' ? holder : `${holder} (${place})`;
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

/***/ 80699:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  a0: () => (/* binding */ readJournal),
  PF: () => (/* binding */ restore),
  bK: () => (/* binding */ writeFromJournal)
});

// EXTERNAL MODULE: ./src/cilium/helm.ts + 1 modules
var helm = __webpack_require__(5607);
// EXTERNAL MODULE: ./src/cilium/release.ts
var cilium_release = __webpack_require__(53220);
// EXTERNAL MODULE: ./src/cluster/aks/undo.ts
var aks_undo = __webpack_require__(79884);
// EXTERNAL MODULE: ./src/cluster/kind.ts + 2 modules
var kind = __webpack_require__(58895);
// EXTERNAL MODULE: ./src/cluster/turn.ts
var cluster_turn = __webpack_require__(21863);
// EXTERNAL MODULE: ./src/host/limit.ts
var limit = __webpack_require__(81177);
// EXTERNAL MODULE: ./src/results/files.ts + 6 modules
var files = __webpack_require__(24928);
// EXTERNAL MODULE: ./src/results/journal.ts
var journal = __webpack_require__(95129);
// EXTERNAL MODULE: ./src/results/recorder.ts
var recorder = __webpack_require__(15042);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(83916);
;// CONCATENATED MODULE: ./src/restore/parts.ts


/**
 * Undoes one thing within its limit and the time that is left; gives what is left of it, with its cure. What was given up
 * goes on in the background: there is no way to call a request back.
 */
async function attempt({ what, cure, limitSeconds, undo }, timeLeft, { clock, outputs }) {
    const seconds = Math.min(limitSeconds * clock.timeScale, timeLeft());
    if (seconds <= 0)
        return `${what}: there was no time left to try; by hand: ${cure}`;
    try {
        await within(seconds, undo((0,limit/* startExactLimit */.Hr)(clock, seconds - 1)));
        outputs.info(`${what}: done`);
        return undefined;
    }
    catch (error) {
        return `${what} failed: ${(0,errors/* errorMessage */.gJ)(error)}; by hand: ${cure}`;
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
;// CONCATENATED MODULE: ./src/restore/restore.ts











/** A namespace is gone within seconds, unless something in it cannot be removed. */
const namespaceLimitSeconds = 60;
/** A Lease whose holder died runs out within a minute; a run that lives keeps its turn for longer than a post step has. */
const turnLimitSeconds = 65;
/** Agents and operator roll within a minute; pods of a node that is gone never do. */
const ciliumLimitSeconds = 120;
const kindLimitSeconds = 150;
/** Calls of az take a second or a few, and Azure shows what it has accepted within half a minute. */
const azureLimitSeconds = 60;
/** A little more than confirmDeletion looks. */
const confirmLimitSeconds = 110;
/** For what takes a request or a few. */
const shortLimitSeconds = 20;
/** What helm needs besides its own wait. */
const helmOwnSeconds = 10;
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
    const open = () => connect(undo.kubeconfig, undo.context, host.clock.timeScale);
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
        // Pods before Cilium: those that are enrolled would be cut off for good when ztunnel goes.
        const [mayChange] = await Promise.all([
            undo.turn === undefined ||
                part('take the turn on the cluster', 'wait until the other run has ended, then: cilium-perf-gate restore', turnLimitSeconds, async (limit) => {
                    turn = await (0,cluster_turn/* takeTurn */.Vm)(host, await open(), { id: undo.runId, place: undo.turn ?? '' }, limit);
                }),
            ...undo.namespaces.map(namespace => part(`delete namespace ${namespace}`, `kubectl delete namespace ${namespace}`, namespaceLimitSeconds, async (limit) => {
                await removeNamespace(host, await open(), namespace, limit);
            }))
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
                await part(what, cure, ciliumLimitSeconds, limit => (0,cilium_release/* putBack */.pK)((0,helm/* createHelm */.xs)(host.processes, target), release, limit.seconds - helmOwnSeconds));
            }
            else {
                left.push(`${what}: not done while another run has the cluster; by hand, when it has ended: ${cure}`);
            }
        }
        for (const [namespace, name] of undo.secrets) {
            const what = `delete secret ${namespace}/${name}`;
            const cure = `kubectl delete secret --namespace ${namespace} ${name}`;
            if (mayChange) {
                await part(what, cure, shortLimitSeconds, async () => {
                    await (await open()).deleteSecret(namespace, name);
                });
            }
            else {
                left.push(`${what}: not done while another run has the cluster; by hand, when it has ended: ${cure}`);
            }
        }
        if (turn !== undefined) {
            turn.stop();
            await part('give the cluster to the next run', `kubectl delete namespace ${cluster_turn/* turnNamespace */.Tr}`, shortLimitSeconds, async (limit) => {
                const kubernetes = await open();
                const uid = await (0,cluster_turn/* endTurn */.xw)(host, kubernetes, undo.runId);
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
    release: zod__WEBPACK_IMPORTED_MODULE_0__/* .strictObject */ .rej({ namespace: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP(), name: zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP().default('cilium'), revision: zod__WEBPACK_IMPORTED_MODULE_0__/* .int */ .Whr().nonnegative() })
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


/***/ })

};
