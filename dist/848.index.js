export const id = 848;
export const ids = [848];
export const modules = {

/***/ 5607:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  x: () => (/* binding */ createHelm),
  H: () => (/* binding */ readChartVersion)
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
;// CONCATENATED MODULE: ./src/cilium/helm.ts



/** Name of Cilium's release: the one that its documentation and command line use. */
const release = 'cilium';
const listSchema = classic_schemas/* array */.YOg(classic_schemas/* looseObject */._H3({
    name: classic_schemas/* string */.YjP(),
    status: classic_schemas/* string */.YjP(),
    chart: classic_schemas/* string */.YjP(),
    app_version: classic_schemas/* string */.YjP(),
    revision: number().int()
}));
/** Agents and operator roll within a minute; pods of a node that is gone never do. */
const rollbackTimeout = '150s';
/** Helm by its command. Rejects with a ClusterError that holds helm's own words. */
function createHelm(processes, target) {
    const connection = [
        ...(target.kubeconfig === undefined ? [] : ['--kubeconfig', target.kubeconfig]),
        '--kube-context',
        target.context,
        '--namespace',
        target.namespace
    ];
    const helm = (args) => runHelm(processes, args);
    return {
        async release() {
            const output = await helm(['list', ...connection, '--all', '--filter', `^${release}$`, '--output', 'json']);
            const found = listSchema.parse(JSON.parse(output))[0];
            if (found === undefined)
                return undefined;
            return {
                status: found.status,
                revision: found.revision,
                chartVersion: found.chart.replace(/^cilium-/, ''),
                appVersion: found.app_version
            };
        },
        async upgrade(chart, valuesFiles) {
            const files = valuesFiles.flatMap(file => ['--values', file]);
            // The full values each time: reused ones would carry keys of the previous mode over. All revisions are kept, or the
            // one to go back to would be lost after ten blocks.
            const how = ['--reset-values', '--history-max', '0'];
            await helm(['upgrade', '--install', release, ...chartArguments(chart), ...connection, ...how, ...files]);
        },
        async rollback(revision) {
            await helm(['rollback', release, String(revision), ...connection, '--wait', '--timeout', rollbackTimeout]);
        },
        async uninstall() {
            await helm(['uninstall', release, ...connection, '--wait', '--timeout', rollbackTimeout]);
        },
        async values() {
            const output = await helm(['get', 'values', release, ...connection, '--output', 'json']);
            return classic_schemas/* record */.g1P(classic_schemas/* string */.YjP(), classic_schemas/* unknown */.L5J()).parse(JSON.parse(output));
        }
    };
}
/** The chart's own version; asks its registry, and no cluster. */
async function readChartVersion(processes, chart) {
    const output = await runHelm(processes, ['show', 'chart', ...chartArguments(chart)]);
    return classic_schemas/* looseObject */._H3({ version: classic_schemas/* string */.YjP() }).parse((0,dist/* parse */.qg)(output)).version;
}
async function runHelm(processes, args) {
    const { exitCode, stdout, stderr } = await processes.run('helm', args);
    if (exitCode !== 0) {
        throw new errors/* ClusterError */.b$(`helm ${args[0] ?? ''} failed (exit code ${String(exitCode)}): ${(stderr || stdout).trim()}`);
    }
    return stdout;
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
/* harmony export */   a: () => (/* binding */ readEarlierRelease),
/* harmony export */   p: () => (/* binding */ putBack)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(83916);

/**
 * Looks at what is installed on a cluster that is not ours, before it is changed. Throws a ClusterError for what could not
 * be put back: a Cilium without a Helm release, and a release that is not deployed.
 */
async function readEarlierRelease(kubernetes, helm, namespace) {
    const release = await helm.release();
    if (release === undefined) {
        if ((await kubernetes.daemonSet(namespace, 'cilium')) !== undefined) {
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ClusterError */ .b$(`Cilium runs in namespace ${namespace}, but helm did not install it there, so it could not be put back; name its namespace with cilium-namespace, or install it with helm as release "cilium"`);
        }
        return { namespace, revision: 0 };
    }
    if (release.status !== 'deployed') {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ClusterError */ .b$(`the Helm release cilium is ${release.status} (revision ${String(release.revision)}), so another change is under way or was cut off; bring it back first: helm rollback cilium --namespace ${namespace}`);
    }
    return { namespace, revision: release.revision };
}
/** Puts back what was installed, or removes what was not there before. */
async function putBack(helm, earlier) {
    const now = await helm.release();
    if (now?.revision === earlier.revision)
        return;
    if (earlier.revision > 0)
        await helm.rollback(earlier.revision);
    else if (now !== undefined)
        await helm.uninstall();
}


/***/ }),

/***/ 99181:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  H: () => (/* binding */ createKindCluster),
  m: () => (/* binding */ deleteKindCluster)
});

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(38815);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(83916);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 10 modules
var schemas = __webpack_require__(13798);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/errors.js
var core_errors = __webpack_require__(37428);
;// CONCATENATED MODULE: ./src/cluster/kind-config.ts



/** The range that kind itself uses; written out because native routing needs to know it. */
const defaultPodSubnet = '10.244.0.0/16';
const userConfigSchema = schemas/* looseObject */._H3({
    kind: schemas/* literal */.euz('Cluster').optional(),
    apiVersion: schemas/* literal */.euz('kind.x-k8s.io/v1alpha4').optional(),
    nodes: schemas/* array */.YOg(schemas/* looseObject */._H3({ role: schemas/* string */.YjP() })).optional(),
    networking: schemas/* looseObject */._H3({
        disableDefaultCNI: schemas/* boolean */.zMY().optional(),
        kubeProxyMode: schemas/* string */.YjP().optional(),
        podSubnet: schemas/* string */.YjP().optional(),
        ipFamily: schemas/* string */.YjP().optional()
    })
        .optional()
});
/**
 * The configuration for `kind create cluster`: the user's own, completed with what measuring Cilium needs: no default
 * CNI, no kube-proxy, two nodes. Throws an InputError where the user's says the opposite.
 */
function kindConfig(userConfig) {
    const user = readUserConfig(userConfig);
    const networking = user.networking ?? {};
    if (networking.disableDefaultCNI === false) {
        throw new errors/* InputError */.dz('kind-config: networking.disableDefaultCNI is false, but Cilium is the CNI here; leave it out or write true');
    }
    if (networking.kubeProxyMode !== undefined && networking.kubeProxyMode !== 'none') {
        throw new errors/* InputError */.dz(`kind-config: networking.kubeProxyMode is "${networking.kubeProxyMode}", but Cilium replaces kube-proxy here; leave it out or write none`);
    }
    if (networking.ipFamily !== undefined && networking.ipFamily !== 'ipv4') {
        throw new errors/* InputError */.dz(`kind-config: networking.ipFamily is "${networking.ipFamily}", but only IPv4 is measured; leave it out or write ipv4`);
    }
    const nodes = user.nodes ?? [{ role: 'control-plane' }, { role: 'worker' }];
    if (nodes.length < 2) {
        throw new errors/* InputError */.dz('kind-config: nodes lists one node, but client and server need two; add one with "role: worker"');
    }
    return {
        ...user,
        kind: 'Cluster',
        apiVersion: 'kind.x-k8s.io/v1alpha4',
        nodes,
        networking: {
            ...networking,
            disableDefaultCNI: true,
            kubeProxyMode: 'none',
            podSubnet: networking.podSubnet ?? defaultPodSubnet
        }
    };
}
function readUserConfig(text) {
    if (text === undefined)
        return {};
    let document;
    try {
        document = (0,dist/* parse */.qg)(text) ?? {};
    }
    catch (error) {
        throw new errors/* InputError */.dz(`kind-config: not YAML: ${(0,errors/* errorMessage */.gJ)(error)}`);
    }
    const parsed = userConfigSchema.safeParse(document);
    if (!parsed.success)
        throw new errors/* InputError */.dz(`kind-config: not a kind configuration: ${core_errors/* prettifyError */.S1(parsed.error)}`);
    return parsed.data;
}

;// CONCATENATED MODULE: ./src/cluster/kind.ts



/**
 * A kind cluster: found by name, or created. Its kubeconfig goes to `kubeconfig`, never into the user's own.
 * `beforeCreation` is called when the cluster is about to be made, so that a killed run can be cleaned up.
 */
function createKindCluster(host, options, kubeconfig, beforeCreation) {
    return {
        async obtain() {
            const config = kindConfig(options.configFile === undefined ? undefined : await host.files.read(options.configFile));
            const exists = (await kindClusters(host)).includes(options.name);
            if (exists) {
                if (options.configFile !== undefined || options.nodeImage !== undefined) {
                    throw new errors/* InputError */.dz(`cluster-name: a kind cluster "${options.name}" exists already, so kind-config and kind-node-image cannot take effect; leave them out, name another cluster, or remove it with: kind delete cluster --name ${options.name}`);
                }
                if (options.allowReconfigure !== `kind-${options.name}`) {
                    throw new errors/* InputError */.dz(`allow-reconfigure: missing; a kind cluster "${options.name}" exists already and its Cilium would be reconfigured; write "kind-${options.name}" to allow that, or name another cluster in cluster-name`);
                }
                host.outputs.info(`kind cluster "${options.name}" exists: used, and kept afterwards`);
                await kind(host, ['export', 'kubeconfig', '--name', options.name, '--kubeconfig', kubeconfig]);
            }
            else {
                await beforeCreation();
                const configFile = `${kubeconfig}.kind.yaml`;
                await host.files.write(configFile, (0,dist/* stringify */.As)(config));
                const image = options.nodeImage === undefined ? [] : ['--image', options.nodeImage];
                await kind(host, [
                    'create',
                    'cluster',
                    '--name',
                    options.name,
                    '--kubeconfig',
                    kubeconfig,
                    '--config',
                    configFile,
                    ...image
                ]);
                await host.files.remove(configFile);
            }
            return {
                provider: 'kind',
                name: options.name,
                ours: !exists,
                kubeconfig,
                context: `kind-${options.name}`,
                ciliumValues: kindValues(options.name),
                tolerateControlPlane: true
            };
        }
    };
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
async function kind(host, args) {
    const said = [];
    const { exitCode, stdout } = await host.processes.run('kind', args, {
        onLine: line => {
            said.push(line);
        }
    });
    if (exitCode !== 0) {
        throw new errors/* ClusterError */.b$(`kind ${args.slice(0, 2).join(' ')} failed (exit code ${String(exitCode)}): ${said.slice(-20).join('\n')}`);
    }
    return stdout;
}


/***/ }),

/***/ 17848:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   PF: () => (/* binding */ restore),
/* harmony export */   a0: () => (/* binding */ readJournal),
/* harmony export */   bK: () => (/* binding */ writeFromJournal)
/* harmony export */ });
/* unused harmony export removeNamespace */
/* harmony import */ var _cilium_helm_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5607);
/* harmony import */ var _cilium_release_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(53220);
/* harmony import */ var _cluster_kind_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(99181);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(83916);
/* harmony import */ var _results_files_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(23349);
/* harmony import */ var _results_journal_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(95129);
/* harmony import */ var _results_recorder_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(15042);







/** A namespace is gone within seconds, unless something in it cannot be removed. */
const namespaceLimitSeconds = 90;
/**
 * Ends a run, whether it came to its end or not: writes its results and undoes what it made (a kind cluster, or its
 * namespaces, Secrets and changes of Cilium on one that stays). Tries every part even if another fails; gives what is left, each with its cure.
 */
async function restore(host, connect, undo) {
    const left = [];
    const attempt = async (what, cure, action) => {
        try {
            await action();
            host.outputs.info(`${what}: done`);
        }
        catch (error) {
            left.push(`${what} failed: ${(0,_errors_js__WEBPACK_IMPORTED_MODULE_5__/* .errorMessage */ .gJ)(error)}; by hand: ${cure}`);
        }
    };
    await attempt(`write the results in ${undo.output}`, 'cilium-perf-gate restore', () => writeFromJournal(host, undo.output));
    if (undo.kindCluster !== undefined) {
        const name = undo.kindCluster;
        await attempt(`delete kind cluster ${name}`, `kind delete cluster --name ${name}`, () => (0,_cluster_kind_js__WEBPACK_IMPORTED_MODULE_1__/* .deleteKindCluster */ .m)(host, name));
    }
    else {
        // Pods first: those that are enrolled would be cut off for good when ztunnel goes.
        for (const namespace of undo.namespaces) {
            await attempt(`delete namespace ${namespace}`, `kubectl delete namespace ${namespace}`, async () => {
                await removeNamespace(host, await connect(undo.kubeconfig, undo.context), namespace);
            });
        }
        const { release, context } = undo;
        if (release !== undefined && context !== undefined) {
            const target = { kubeconfig: undo.kubeconfig, context, namespace: release.namespace };
            const cure = release.revision > 0
                ? `helm rollback cilium ${String(release.revision)} --namespace ${release.namespace}`
                : `helm uninstall cilium --namespace ${release.namespace}`;
            await attempt(`put Cilium back to revision ${String(release.revision)}`, cure, () => (0,_cilium_release_js__WEBPACK_IMPORTED_MODULE_6__/* .putBack */ .p)((0,_cilium_helm_js__WEBPACK_IMPORTED_MODULE_0__/* .createHelm */ .x)(host.processes, target), release));
        }
        for (const [namespace, name] of undo.secrets) {
            await attempt(`delete secret ${namespace}/${name}`, `kubectl delete secret --namespace ${namespace} ${name}`, async () => {
                await (await connect(undo.kubeconfig, undo.context)).deleteSecret(namespace, name);
            });
        }
    }
    if (left.length === 0) {
        await host.files.remove(undo.workFolder);
        await host.state.forget(undo.runId);
    }
    return left;
}
/** Deletes a namespace and waits until it is gone. */
async function removeNamespace(host, kubernetes, namespace) {
    const started = host.clock.seconds();
    await kubernetes.deleteNamespace(namespace);
    while (await kubernetes.namespaceExists(namespace)) {
        if (host.clock.seconds() - started > namespaceLimitSeconds) {
            throw new Error(`it is still terminating after ${String(namespaceLimitSeconds)} s`);
        }
        await host.clock.sleep(0.5);
    }
}
/** Writes run.json and the documents from what the journal holds; nothing when the run had not begun to write it. */
async function writeFromJournal(host, output) {
    if (!host.files.exists((0,_results_recorder_js__WEBPACK_IMPORTED_MODULE_4__/* .journalPath */ .H)(output)))
        return;
    await (0,_results_files_js__WEBPACK_IMPORTED_MODULE_2__.writeResults)(host.files, output, await readJournal(host, output));
}
/** The run that an output folder's journal tells of. */
async function readJournal(host, output) {
    return (0,_results_journal_js__WEBPACK_IMPORTED_MODULE_3__/* .buildRun */ .y2)((0,_results_journal_js__WEBPACK_IMPORTED_MODULE_3__/* .parseJournal */ .z8)(await host.files.read((0,_results_recorder_js__WEBPACK_IMPORTED_MODULE_4__/* .journalPath */ .H)(output))));
}


/***/ }),

/***/ 95129:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ee: () => (/* binding */ journalLine),
/* harmony export */   y2: () => (/* binding */ buildRun),
/* harmony export */   z8: () => (/* binding */ parseJournal)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(13798);
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(64377);
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(17427);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8301);



/**
 * What happens in a run, one line of JSON each, appended as it happens: a run that is killed loses nothing that was
 * finished. run.json is always built from these lines, by the run itself or by the post step.
 */
const eventSchema = zod__WEBPACK_IMPORTED_MODULE_1__/* .discriminatedUnion */ .gMt('type', [
    zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({
        type: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('started'),
        run: _run_js__WEBPACK_IMPORTED_MODULE_0__/* .runSchema */ .Lx.pick({ id: true, tool: true, startedAt: true, source: true, reference: true, plan: true })
    }),
    zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ type: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('cluster'), cluster: _run_js__WEBPACK_IMPORTED_MODULE_0__/* .runSchema */ .Lx.shape.cluster.unwrap(), seconds: zod__WEBPACK_IMPORTED_MODULE_1__/* .number */ .aig() }),
    zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ type: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('cilium'), cilium: _run_js__WEBPACK_IMPORTED_MODULE_0__/* .runSchema */ .Lx.shape.cilium.unwrap() }),
    zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ type: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('tools'), tools: _run_js__WEBPACK_IMPORTED_MODULE_0__/* .runSchema */ .Lx.shape.tools.unwrap() }),
    zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ type: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('scenario'), scenario: _run_js__WEBPACK_IMPORTED_MODULE_0__/* .scenarioResultSchema */ .$D }),
    zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ type: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('block'), block: _run_js__WEBPACK_IMPORTED_MODULE_0__/* .blockSchema */ .jn }),
    zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ type: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('sample'), sample: _run_js__WEBPACK_IMPORTED_MODULE_0__/* .sampleSchema */ .yO }),
    zod__WEBPACK_IMPORTED_MODULE_1__/* .strictObject */ .rej({ type: zod__WEBPACK_IMPORTED_MODULE_1__/* .literal */ .euz('ended'), endedAt: zod__WEBPACK_IMPORTED_MODULE_2__/* .datetime */ .w$(), incompleteReason: zod__WEBPACK_IMPORTED_MODULE_1__/* .string */ .YjP().optional() })
]);
/** One event as its line. */
function journalLine(event) {
    return `${JSON.stringify(eventSchema.parse(event))}\n`;
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
        const whole = eventSchema.safeParse((0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .safeJson */ .o)(last));
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
    return _run_js__WEBPACK_IMPORTED_MODULE_0__/* .runSchema */ .Lx.parse({
        schemaVersion: 1,
        ...started.run,
        complete: incompleteReason === undefined,
        ...(incompleteReason === undefined ? {} : { incompleteReason }),
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
