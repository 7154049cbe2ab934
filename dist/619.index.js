export const id = 619;
export const ids = [619];
export const modules = {

/***/ 71927:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VG: () => (/* binding */ folderProblems),
/* harmony export */   tH: () => (/* binding */ fileProblems),
/* harmony export */   wE: () => (/* binding */ missingFiles)
/* harmony export */ });
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(94862);

/** A sentence for each path that is not what its input needs. */
function missingFiles(values, files) {
    const problems = [];
    const needFile = (name, path) => {
        if (path !== undefined)
            problems.push(...fileProblems(name, path, files));
    };
    needFile('kind-config', values['kind-config']);
    needFile('kubeconfig', values.kubeconfig);
    needFile('cilium-version-file', values['cilium-version-file']);
    for (const path of values['cilium-values'] ?? [])
        needFile('cilium-values', path);
    for (const path of values['reference-values'] ?? [])
        needFile('reference-values', path);
    problems.push(...chartProblems(values['cilium-chart'], files), ...folderProblems('output', values.output, files));
    return problems;
}
/** Problems of a path that must be a file. */
function fileProblems(name, path, files) {
    if (!files.exists(path))
        return [`${name}: ${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(path)} does not exist; write the path of a file.`];
    if (files.isFolder(path))
        return [`${name}: ${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(path)} is a folder; write the path of a file.`];
    return [];
}
/** Problems of a path where a folder is, or will be created. */
function folderProblems(name, path, files) {
    if (path === undefined || !files.exists(path) || files.isFolder(path))
        return [];
    return [`${name}: ${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(path)} is a file; write the path of a folder, which may be missing.`];
}
function chartProblems(chart, files) {
    if (chart?.kind !== 'path')
        return [];
    if (!files.exists(chart.path)) {
        return [`cilium-chart: ${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(chart.path)} does not exist; write the path of a chart, oci://… or https://….`];
    }
    if (files.isFolder(chart.path) && !files.exists(`${chart.path}/Chart.yaml`)) {
        return [`cilium-chart: ${(0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(chart.path)} has no Chart.yaml; write the folder that has one, or a .tgz archive.`];
    }
    return [];
}


/***/ }),

/***/ 23619:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  parseOptions: () => (/* binding */ parseOptions)
});

// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(83916);
// EXTERNAL MODULE: ./src/inputs/aks.ts
var aks = __webpack_require__(70440);
// EXTERNAL MODULE: ./src/inputs/text.ts
var inputs_text = __webpack_require__(94862);
;// CONCATENATED MODULE: ./src/inputs/aks-contradictions.ts


/** With `cluster: aks`: which of the two ways is meant, and whether its inputs are whole. */
function* aksContradictions(given, values) {
    if (values.cluster !== 'aks')
        return;
    const existing = aks/* existingInputs */.zl.filter(name => given.has(name));
    if (given.has('aks-location')) {
        for (const name of existing) {
            yield `${name}: contradicts aks-location; leave ${name} out to have a cluster made in ${(0,inputs_text/* quote */.hD)(values['aks-location'] ?? '')}, or leave aks-location out to measure one that exists.`;
        }
        if (given.has('allow-reconfigure')) {
            yield 'allow-reconfigure: contradicts aks-location, with which the cluster is made for the run; leave it out.';
        }
        if (values.apply === false) {
            yield 'apply: false measures a cluster as it is, and contradicts aks-location, with which a new one is made; leave one of the two out.';
        }
        yield* nativeWithoutRoutes(values);
        return;
    }
    if (existing.length === 0) {
        yield 'cluster: aks needs one of two things: write aks-resource-group and aks-name for a cluster that exists, or aks-location to have one made.';
    }
    else {
        for (const name of ['aks-resource-group', 'aks-name']) {
            if (!given.has(name))
                yield `${name}: missing; a cluster that exists is named by aks-resource-group and aks-name.`;
        }
    }
    for (const name of aks/* ephemeralInputs */.FQ.filter(each => given.has(each))) {
        yield `${name}: belongs to a cluster that is made for the run; leave it out, or write aks-location instead of aks-resource-group and aks-name.`;
    }
    yield* permission(values);
}
function* permission(values) {
    const { 'aks-name': name, 'allow-reconfigure': allowed, 'aks-transit-encryption': encryption } = values;
    if (name === undefined)
        return;
    if (allowed !== undefined && allowed !== name) {
        yield `allow-reconfigure: ${(0,inputs_text/* quote */.hD)(allowed)} is not the context of the AKS cluster, ${(0,inputs_text/* quote */.hD)(name)}; write the same in both, or leave it out.`;
    }
    if (allowed === undefined && encryption !== undefined) {
        yield `allow-reconfigure: missing; aks-transit-encryption changes the cluster and restarts its agents: write ${(0,inputs_text/* quote */.hD)(name)} to allow that.`;
    }
}
/** Known before a cluster is paid for: nobody can have given a network that does not exist yet its routes. */
function* nativeWithoutRoutes({ scenarios }) {
    if (scenarios?.some(({ routing }) => routing === 'native') === true) {
        yield 'scenarios: native routing needs routes to the pods in the network of the nodes, and a cluster that is made for the run has none; measure vxlan or geneve, or an existing cluster with such routes by aks-resource-group and aks-name.';
    }
}

// EXTERNAL MODULE: ./src/scenario/scenario.ts
var scenario = __webpack_require__(27502);
// EXTERNAL MODULE: ./src/inputs/definitions.ts + 5 modules
var definitions = __webpack_require__(14004);
;// CONCATENATED MODULE: ./src/inputs/contradictions.ts




/** A sentence for each pair of inputs that cannot both be meant. Inputs that could not be read are left alone. */
function contradictions(given, values) {
    return [
        ...ofAnotherCluster(given, values),
        ...contradictions_permission(values),
        ...aksContradictions(given, values),
        ...twoKubernetesVersions(given),
        ...nothingApplied(given, values),
        ...versionOfAPath(given, values),
        ...twoVersions(given, values),
        ...references(given, values),
        ...baselines(values),
        ...ofAnotherMode(given, values),
        ...publishedRecipe(given, values),
        ...warmUp(given, values)
    ];
}
function* ofAnotherCluster(given, { cluster }) {
    if (cluster === undefined)
        return;
    for (const name of given.keys()) {
        const { provider } = (0,definitions.definitionOf)(name);
        if (provider !== undefined && provider !== cluster) {
            yield `${name}: contradicts cluster: ${cluster}; leave it out, or write cluster: ${provider}.`;
        }
    }
}
function* contradictions_permission(values) {
    if (values.cluster === 'kind') {
        const { 'cluster-name': name, 'allow-reconfigure': named } = values;
        if (named !== undefined && name !== undefined && named !== `kind-${name}`) {
            yield `allow-reconfigure: ${(0,inputs_text/* quote */.hD)(named)} is not the context of the kind cluster ${(0,inputs_text/* quote */.hD)(name)}; write "kind-${name}", or leave it out.`;
        }
    }
    if (values.cluster !== 'kubeconfig' || values.apply !== true)
        return;
    const { context, 'allow-reconfigure': allowed } = values;
    if (allowed === undefined) {
        yield `allow-reconfigure: missing; with cluster: kubeconfig write ${context === undefined ? 'the name of the context' : (0,inputs_text/* quote */.hD)(context)} to allow that its Cilium is reconfigured, or apply: false to measure it as it is.`;
    }
    else if (context !== undefined && context !== allowed) {
        yield `allow-reconfigure: ${(0,inputs_text/* quote */.hD)(allowed)} is not the context that is used, ${(0,inputs_text/* quote */.hD)(context)}; write the same in both.`;
    }
}
function* twoKubernetesVersions(given) {
    const version = given.get('kubernetes-version');
    const image = given.get('kind-node-image');
    if (version !== undefined && image !== undefined) {
        yield `kubernetes-version: ${(0,inputs_text/* quote */.hD)(version)} contradicts kind-node-image: ${(0,inputs_text/* quote */.hD)(image)}, whose Kubernetes is its own; leave one of the two out.`;
    }
}
function* nothingApplied(given, values) {
    const { apply, cluster, scenarios } = values;
    if (apply !== false)
        return;
    if (cluster === 'kind') {
        yield 'apply: false measures a cluster that exists, and contradicts cluster: kind; write cluster: kubeconfig, with context: kind-<name> for a kind cluster.';
    }
    for (const name of given.keys()) {
        if ((0,definitions.definitionOf)(name).applied === true) {
            yield `${name}: contradicts apply: false, which changes nothing of Cilium; leave one of the two out.`;
        }
    }
    if (values.reference === 'base') {
        yield 'reference: base contradicts apply: false, which measures one state only; leave one of the two out.';
    }
    if (!given.has('scenarios')) {
        if (values['plan-only'] === true) {
            yield 'plan-only: with apply: false the scenario is read from the cluster, which plan-only does not ask; name it in scenarios, or leave plan-only out.';
        }
    }
    else if (scenarios !== undefined && scenarios.length > 1) {
        yield `scenarios: lists ${String(scenarios.length)}, but with apply: false the cluster is in one; name that one, or leave it out.`;
    }
}
function* versionOfAPath(given, values) {
    const version = given.get('cilium-version');
    if (values['cilium-chart']?.kind === 'path' && version !== undefined) {
        yield `cilium-version: ${(0,inputs_text/* quote */.hD)(version)} contradicts the chart by path, which has its own version; leave it out, or write an oci://… or https://… chart.`;
    }
}
function* twoVersions(given, values) {
    if (!given.has('cilium-version-file'))
        return;
    if (given.has('cilium-version')) {
        yield 'cilium-version-file: contradicts cilium-version; write one of the two.';
    }
    if (values['cilium-chart']?.kind === 'path') {
        yield 'cilium-version-file: contradicts the chart by path, which has its own version; leave it out, or write an oci://… or https://… chart.';
    }
}
function* references(given, values) {
    const instead = ['reference-values', 'reference-cilium-version'].filter(name => given.has(name));
    for (const name of instead) {
        if (values.reference !== undefined) {
            yield `${name}: contradicts reference: ${values.reference}; leave one of the two out.`;
        }
    }
    if (instead.includes('reference-cilium-version') && values['cilium-chart']?.kind === 'path') {
        yield 'reference-cilium-version: contradicts the chart by path, which has one version only; leave it out, or write an oci://… or https://… chart.';
    }
}
function* baselines({ baseline, 'baseline-files': files }) {
    if (files !== undefined && baseline !== undefined && baseline !== 'file') {
        yield `baseline-files: contradicts baseline: ${baseline}; write baseline: file, or leave it out.`;
    }
    if (files === undefined && baseline === 'file') {
        yield 'baseline-files: missing; baseline: file needs the paths of the files.';
    }
}
function* ofAnotherMode(given, { apply, scenarios }) {
    // With apply: false they are contradictions already.
    if (scenarios === undefined || apply === false)
        return;
    for (const name of given.keys()) {
        const { encryptions } = (0,definitions.definitionOf)(name);
        if (encryptions === undefined || scenarios.some(({ encryption }) => encryptions.includes(encryption)))
            continue;
        const listed = scenarios.map(scenario/* scenarioName */.ic).join(', ');
        const wanted = encryptions.map(encryption => (0,scenario/* scenarioName */.ic)({ routing: 'vxlan', encryption }));
        yield `${name}: contradicts scenarios: ${listed}, of which none has ${(0,inputs_text/* either */.gP)(encryptions)}; leave it out, or add for example ${(0,inputs_text/* either */.gP)(wanted)}.`;
    }
}
function* publishedRecipe(given, { suite }) {
    if (suite !== 'published')
        return;
    for (const [name, text] of given) {
        const { published } = (0,definitions.definitionOf)(name);
        if (published !== undefined && text !== published) {
            yield `${name}: ${(0,inputs_text/* quote */.hD)(text)} contradicts suite: published, which has ${published}; leave it out, or write suite: default.`;
        }
    }
}
function* warmUp(given, { suite, omit, duration }) {
    // In the published recipe any other omit is already a contradiction.
    if (suite === 'published' || omit === undefined || duration === undefined)
        return;
    if (given.has('omit') && omit >= duration) {
        yield `omit: "${String(omit)}" is not less than duration, ${String(duration)}; write at most ${String(duration - 1)}.`;
    }
}

// EXTERNAL MODULE: ./src/inputs/missing-files.ts
var missing_files = __webpack_require__(71927);
// EXTERNAL MODULE: ./src/inputs/nearest.ts
var nearest = __webpack_require__(13915);
;// CONCATENATED MODULE: ./src/inputs/aks-options.ts

/** What a managed cluster can be given all the same. */
const permissions = ['allow-reconfigure', 'aks-transit-encryption'];
/** The AKS cluster that is meant; the contradictions have been looked at before. */
function aksOptions(values, given) {
    const { 'aks-location': location } = values;
    if (location === undefined) {
        return {
            provider: 'aks',
            kind: 'existing',
            resourceGroup: values['aks-resource-group'] ?? '',
            name: values['aks-name'] ?? '',
            allowReconfigure: values['allow-reconfigure'],
            transitEncryption: values['aks-transit-encryption'],
            scenariosGiven: given.has('scenarios'),
            appliedInputs: [...given.keys()].filter(name => (0,definitions.definitionOf)(name).applied === true && !permissions.includes(name))
        };
    }
    return {
        provider: 'aks',
        kind: 'ephemeral',
        location,
        vmSize: values['aks-vm-size'],
        zone: values['aks-zone'],
        kubernetesVersion: values['aks-kubernetes-version'],
        podCidr: values['aks-pod-cidr'],
        tags: values['aks-tags'] ?? [],
        nodePrice: values['aks-node-price']
    };
}

// EXTERNAL MODULE: ./src/inputs/read.ts
var read = __webpack_require__(44245);
;// CONCATENATED MODULE: ./src/inputs/parse.ts







/**
 * Turns the texts of the inputs into options. An absent or empty text is an input that was not given. All mistakes are
 * found before anything is touched, and thrown as one InputError with a sentence for each. `known` are the inputs that
 * there are, where it is not all of them.
 */
function parseOptions(raw, files, known = definitions.inputNames) {
    const given = new Map();
    const problems = [];
    const texts = raw instanceof Map ? raw : Object.entries(raw);
    for (const [name, text] of texts) {
        if (!(0,definitions.isInputName)(name) || !known.includes(name)) {
            problems.push(`${name}: there is no such input${(0,nearest/* didYouMean */.a)(name, known)}; if INPUT_${name.toUpperCase()} is a variable of the job or workflow (env), rename it: the runner hands inputs over by such names.`);
        }
        else if (text !== undefined && text !== '')
            given.set(name, text);
    }
    const values = {};
    const published = given.get('suite') === 'published';
    for (const name of definitions.inputNames) {
        const definition = (0,definitions.definitionOf)(name);
        const text = given.get(name) ?? (published ? definition.published : undefined) ?? definition.default;
        if (text === undefined) {
            if (definition.required)
                problems.push(`${name}: missing; it has no default.`);
            continue;
        }
        const reading = (0,read/* readInput */.R)(name, definition, text);
        if (reading.ok)
            values[name] = reading.value;
        else
            problems.push(...reading.problems);
    }
    const readable = values;
    problems.push(...contradictions(given, readable), ...(0,missing_files/* missingFiles */.wE)(readable, files));
    if (problems.length > 0)
        throw new errors/* InputError */.dz(problems.join('\n'));
    // Without a problem every input with a default has its value.
    return toOptions(values, given);
}
function toOptions(values, given) {
    return {
        cluster: clusterOptions(values, given),
        nodes: {
            client: values['client-node'],
            server: values['server-node'],
            tolerations: values.tolerations ?? []
        },
        cilium: {
            chart: values['cilium-chart'],
            version: values['cilium-chart'].kind === 'path' || values['cilium-version-file'] !== undefined
                ? undefined
                : values['cilium-version'],
            versionFile: values['cilium-version-file'],
            valuesFiles: values['cilium-values'] ?? [],
            namespace: values['cilium-namespace']
        },
        apply: values.apply,
        scenarios: values.apply || given.has('scenarios') ? values.scenarios : [],
        modes: {
            wireguardNodeEncryption: values['wireguard-node-encryption'],
            ipsecKeyAlgorithm: values['ipsec-key-algorithm'],
            strictMode: values['strict-mode'],
            ztunnelCa: values['ztunnel-ca'],
            ztunnelWorkerThreads: values['ztunnel-worker-threads'],
            ztunnelImage: values['ztunnel-image']
        },
        suite: values.suite,
        tests: values.tests,
        rounds: values.rounds,
        durationSeconds: values.duration,
        omitSeconds: given.has('omit') ? values.omit : Math.min(values.omit, values.duration - 1),
        comparing: comparingOptions(values),
        seed: values.seed,
        image: values.image,
        imagePullSecret: values['image-pull-secret'],
        timeScale: values['time-scale'],
        witnessImage: values['witness-image'],
        output: values.output,
        planOnly: values['plan-only'],
        verifyOnly: false
    };
}
function clusterOptions(values, given) {
    switch (values.cluster) {
        case 'kind':
            return {
                provider: 'kind',
                name: values['cluster-name'],
                keep: values['keep-cluster'],
                allowReconfigure: values['allow-reconfigure'],
                nodeImage: values['kind-node-image'],
                kubernetesVersion: values['kubernetes-version'],
                configFile: values['kind-config'],
                workers: values['kind-workers'],
                loadImages: values['load-images'] ?? []
            };
        case 'aks':
            return aksOptions(values, given);
        case 'kubeconfig':
            return {
                provider: 'kubeconfig',
                kubeconfig: values.kubeconfig,
                context: values.context,
                allowReconfigure: values['allow-reconfigure']
            };
    }
}
function comparingOptions(values) {
    return {
        reference: values.reference,
        referenceValues: values['reference-values'],
        referenceVersion: values['reference-cilium-version'],
        timeBudgetMinutes: values['time-budget'],
        baseline: values.baseline ?? (values['baseline-files'] === undefined ? 'none' : 'file'),
        baselineFiles: values['baseline-files'] ?? [],
        baselineWorkflow: values['baseline-workflow'],
        policy: {
            marginPercent: { throughput: values['margin-throughput'], latency: values['margin-latency'] },
            alsoGate: values.gate ?? [],
            failOn: values['fail-on'],
            legs: values.legs
        },
        comment: values.comment ?? false,
        commentKey: values['comment-key'] ?? 'default',
        token: values['github-token']
    };
}


/***/ }),

/***/ 44245:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   R: () => (/* binding */ readInput)
/* harmony export */ });
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(94862);

/** Reads the text of one input by its definition. */
function readInput(name, definition, text) {
    const result = definition.parser.safeParse(text, { reportInput: true });
    if (result.success)
        return { ok: true, value: result.data };
    const problems = result.error.issues.map(issue => {
        const shown = definition.secret === true ? 'the value' : (0,_text_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .hD)(String(issue.input));
        return `${name}: ${shown} ${issue.message}.`;
    });
    return { ok: false, problems };
}


/***/ })

};
