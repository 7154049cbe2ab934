export const id = 978;
export const ids = [978];
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

/***/ 23978:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  connect: () => (/* binding */ connect)
});

// EXTERNAL MODULE: ./node_modules/@kubernetes/client-node/dist/index.js + 874 modules
var dist = __webpack_require__(18803);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 10 modules
var schemas = __webpack_require__(13798);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(83916);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(77030);
;// CONCATENATED MODULE: ./src/kubernetes/proxy.ts


/**
 * The proxy that the environment names for an API server, read as kubectl and helm read it (Go's
 * golang.org/x/net/http/httpproxy): HTTPS_PROXY, or HTTP_PROXY for an `http:` server, unless NO_PROXY leaves the server out.
 * proxy-from-env, the library for this, knows no ranges in NO_PROXY, by which most API servers are left out.
 */
function proxyFor(server, environment) {
    const url = new URL(server);
    const name = url.protocol === 'https:' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
    const proxy = variable(environment, name);
    if (proxy === '' || isDirect(url, variable(environment, 'NO_PROXY')))
        return undefined;
    const whole = proxy.includes('://') ? proxy : `http://${proxy}`;
    // The address may carry a password, so the message does not repeat it.
    if (!URL.canParse(whole))
        throw new errors/* InputError */.dz(`${name}: is not an address; write it like http://proxy.example:3128`);
    return whole;
}
function variable(environment, name) {
    return [environment[name], environment[name.toLowerCase()]].find(value => value !== undefined && value !== '') ?? '';
}
function isDirect(url, noProxy) {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
    if (host === 'localhost' || contains(host, '127.0.0.0', 8) || contains(host, '::1', 128))
        return true;
    return noProxy
        .toLowerCase()
        .split(',')
        .some(entry => matches(entry.trim(), host, port));
}
/** Whether an entry of NO_PROXY is about a host: `*`, a range, or an address or domain that may have a port. */
function matches(entry, host, port) {
    if (entry === '*')
        return true;
    const [, network, prefix] = /^(.+)\/(\d+)$/.exec(entry) ?? [];
    if (network !== undefined)
        return contains(host, network, Number(prefix));
    const [, bracketed, plain, onlyPort] = /^(?:\[(.+)\]|([^:]+)):(\d+)$/.exec(entry) ?? [];
    const name = bracketed ?? plain ?? entry;
    if (name === '' || (onlyPort !== undefined && onlyPort !== port))
        return false;
    if ((0,external_node_net_.isIP)(name) !== 0)
        return contains(host, name, (0,external_node_net_.isIP)(name) === 4 ? 32 : 128);
    // `.example.com` and `*.example.com` are the domains below, `example.com` is also that one itself.
    const domain = name.replace(/^\*(?=\.)/, '');
    return domain.startsWith('.') ? host.endsWith(domain) : host === domain || host.endsWith(`.${domain}`);
}
function contains(host, network, prefix) {
    const version = (0,external_node_net_.isIP)(network);
    if (version === 0 || (0,external_node_net_.isIP)(host) !== version || prefix > (version === 4 ? 32 : 128))
        return false;
    const family = version === 4 ? 'ipv4' : 'ipv6';
    const range = new external_node_net_.BlockList();
    range.addSubnet(network, prefix, family);
    return range.check(host, family);
}

;// CONCATENATED MODULE: ./src/kubernetes/connection.ts




/** More than any tool of the suite prints; a pod that prints more is cut off instead of filling the memory. */
const outputLimitBytes = 16 * 1024 * 1024;
/** Load balancers in front of an API server drop connections that are silent for minutes; a tool under -J is silent. */
const pingMilliseconds = 10_000;
const tokenFileSchema = schemas/* object */.Ikc({ name: schemas/* literal */.euz('token-file'), config: schemas/* object */.Ikc({ path: schemas/* string */.YjP() }) });
/** client-node's own reader of token files keeps the end of the line, which is no header, and looks once a minute. */
const tokenFiles = {
    isAuthProvider: user => tokenFileOf(user) !== undefined,
    async applyAuthentication(user, options) {
        const token = await (0,promises_.readFile)(tokenFileOf(user) ?? '', 'utf8');
        options.headers = { ...options.headers, Authorization: `Bearer ${token.trim()}` };
    }
};
function tokenFileOf(user) {
    const provider = user.authProvider;
    return tokenFileSchema.safeParse(provider).data?.config.path;
}
/**
 * The selected context of a kubeconfig for client-node, which knows neither `tokenFile` nor the variables of a proxy. An
 * `http:` server is one that the user wrote so, as for kubectl proxy.
 */
function createConnection({ clusters, users, ...rest }, environment) {
    const config = new dist/* KubeConfig */.ypW();
    config.addAuthenticator(tokenFiles);
    const document = {
        ...rest,
        clusters: clusters.map(({ name, cluster }) => {
            const own = cluster['proxy-url'] ?? '';
            const proxy = own === '' ? proxyFor(cluster.server, environment) : own;
            return {
                name,
                cluster: {
                    ...cluster,
                    ...(proxy === undefined ? {} : { 'proxy-url': proxy }),
                    ...(cluster.server.startsWith('http:') ? { 'insecure-skip-tls-verify': true } : {})
                }
            };
        }),
        users: users.map(({ name, user: { tokenFile, ...user } }) => ({
            name,
            user: tokenFile === undefined
                ? user
                : { ...user, token: undefined, 'auth-provider': { name: 'token-file', config: { path: tokenFile } } }
        }))
    };
    config.loadFromString(JSON.stringify(document));
    return config;
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(57075);
// EXTERNAL MODULE: ./src/kubernetes/port.ts
var port = __webpack_require__(66497);
;// CONCATENATED MODULE: ./src/kubernetes/exec.ts





class Collector extends external_node_stream_.Writable {
    #chunks = [];
    #onData;
    #size = 0;
    constructor(onData) {
        super();
        this.#onData = onData;
    }
    _write(chunk, _encoding, done) {
        if (this.#size < outputLimitBytes)
            this.#chunks.push(Buffer.from(chunk));
        this.#size += chunk.length;
        this.#onData();
        done();
    }
    get text() {
        return Buffer.concat(this.#chunks).toString('utf8');
    }
}
/**
 * Starts a command in a pod by a WebSocket of its own. A connection that closes before the command's status came is
 * `connection-lost`: the exit code is unknown then, so it is never taken for success.
 */
function startExec(config, target, command, timeoutSeconds, stop) {
    const started = Date.now();
    const where = `${command[0] ?? ''} in pod ${target.namespace}/${target.pod}`;
    let watchers = [];
    const notify = () => {
        for (const watcher of [...watchers])
            watcher();
    };
    const stdout = new Collector(notify);
    const stderr = new Collector(notify);
    let socket;
    let closed = false;
    let settled = false;
    const result = new Promise((resolve, reject) => {
        const settle = (action) => {
            if (settled)
                return;
            settled = true;
            clearTimeout(timer);
            clearInterval(ping);
            stop.removeEventListener('abort', cancelled);
            action();
            notify();
            socket?.terminate();
        };
        const fail = (kind, message) => {
            settle(() => {
                reject(new port/* ExecError */.c(kind, message, stdout.text, stderr.text));
            });
        };
        const cancelled = () => {
            settle(() => {
                reject(new errors/* CancelledError */.cc(`stopped by ${String(stop.reason)} during ${where}`));
            });
        };
        const timer = setTimeout(() => {
            fail('timeout', `${where} did not end within ${String(timeoutSeconds)} s`);
        }, timeoutSeconds * 1000);
        const ping = setInterval(() => socket?.ping(), pingMilliseconds);
        stop.addEventListener('abort', cancelled, { once: true });
        if (stop.aborted) {
            cancelled();
            return;
        }
        const onStatus = (status) => {
            const exitCode = exitCodeOf(status);
            if (exitCode === undefined) {
                fail('connection-lost', `${where} was not run: ${status.message ?? 'the API server gave no reason'}`);
                return;
            }
            settle(() => {
                resolve({ exitCode, stdout: stdout.text, stderr: stderr.text, started, ended: Date.now() });
            });
        };
        new dist/* Exec */.WoD(config)
            .exec(target.namespace, target.pod, target.container, [...command], stdout, stderr, null, false, onStatus)
            .then(open => {
            socket = open;
            if (closed || settled) {
                open.terminate();
                return;
            }
            open.on('close', (code) => {
                fail('connection-lost', `the connection of ${where} was cut (WebSocket code ${String(code)})`);
            });
            open.on('error', (error) => {
                fail('connection-lost', `the connection of ${where} failed: ${error.message}`);
            });
        }, (error) => {
            fail('connection-lost', `${where} could not be started: ${connectionErrorText(error)}`);
        });
    });
    // Whoever only waits for a line and then closes does not look at the result.
    result.catch(() => undefined);
    return {
        result,
        close() {
            closed = true;
            socket?.terminate();
        },
        line: (pattern, seconds) => new Promise((resolve, reject) => {
            const timer = setTimeout(() => {
                finish();
                reject(new port/* ExecError */.c('timeout', `${where} said nothing like ${String(pattern)} within ${String(seconds)} s`, stdout.text, stderr.text));
            }, seconds * 1000);
            const finish = () => {
                clearTimeout(timer);
                watchers = watchers.filter(watcher => watcher !== look);
            };
            const look = () => {
                const match = pattern.exec(stdout.text) ?? pattern.exec(stderr.text);
                if (match !== null) {
                    finish();
                    resolve(match[0]);
                }
                else if (settled) {
                    finish();
                    result.then(ended => {
                        reject(new port/* ExecError */.c('connection-lost', `${where} ended with exit code ${String(ended.exitCode)}: ${(ended.stderr || ended.stdout).trim()}`, ended.stdout, ended.stderr));
                    }, (error) => {
                        reject(error instanceof Error ? error : new Error(String(error)));
                    });
                }
            };
            watchers.push(look);
            look();
        })
    };
}
/** 0 for Success, the code from the ExitCode cause, `undefined` when the command was never run. */
function exitCodeOf(status) {
    if (status.status === 'Success')
        return 0;
    const cause = status.details?.causes?.find(candidate => candidate.reason === 'ExitCode');
    return cause?.message === undefined ? undefined : Number(cause.message);
}
/** client-node rejects with an Error, an ErrorEvent of the WebSocket, or an object without either's fields. */
function connectionErrorText(error) {
    if (error instanceof Error)
        return error.message;
    if (typeof error === 'object' && error !== null && 'message' in error)
        return String(error.message);
    return String(error);
}

// EXTERNAL MODULE: ./src/kubernetes/programs.ts + 1 modules
var programs = __webpack_require__(66503);
;// CONCATENATED MODULE: ./src/kubernetes/gateway.ts

/**
 * The one way into a pod: starts only programs that the table of images has, in a script too. Real cluster and fake both go
 * through it.
 */
function gateway(executor) {
    return {
        exec(target, command, timeoutSeconds) {
            (0,programs/* requirePrograms */.Pt)(target.image, command);
            return executor.exec(target, command, timeoutSeconds);
        },
        openShell(target) {
            (0,programs/* requirePrograms */.Pt)(target.image, ['sh']);
            const shell = executor.openShell(target);
            return {
                run(script, timeoutSeconds) {
                    (0,programs/* requirePrograms */.Pt)(target.image, ['sh', '-c', script]);
                    return shell.run(script, timeoutSeconds);
                },
                get dead() {
                    return shell.dead;
                },
                close: () => {
                    shell.close();
                }
            };
        },
        startExec(target, command, timeoutSeconds) {
            (0,programs/* requirePrograms */.Pt)(target.image, command);
            return executor.startExec(target, command, timeoutSeconds);
        }
    };
}

// EXTERNAL MODULE: ./src/kubernetes/kubeconfig.ts
var kubernetes_kubeconfig = __webpack_require__(19741);
;// CONCATENATED MODULE: ./src/kubernetes/shell.ts





/**
 * Opens a shell in a pod that stays: an exec of its own costs a tenth of a second and a good part of a core, a script in
 * a shell that runs already next to nothing. It dies with its connection; its user opens another.
 */
function openShell(config, target, stop) {
    const where = `the shell in pod ${target.namespace}/${target.pod}`;
    const input = new external_node_stream_.PassThrough();
    let output = '';
    let count = 0;
    let socket;
    let death;
    let pending;
    const die = (error) => {
        if (death !== undefined)
            return;
        death = error;
        clearInterval(ping);
        stop.removeEventListener('abort', onStop);
        socket?.terminate();
        pending?.fail(error);
        pending = undefined;
    };
    const lost = (why) => {
        die(new port/* ExecError */.c('connection-lost', `${where}: ${why}`, output, ''));
    };
    const onStop = () => {
        die(new errors/* CancelledError */.cc(`stopped by ${String(stop.reason)}`));
    };
    const ping = setInterval(() => socket?.ping(), pingMilliseconds);
    stop.addEventListener('abort', onStop, { once: true });
    const collect = new external_node_stream_.Writable({
        write(chunk, _encoding, next) {
            output += chunk.toString('utf8');
            if (output.length > outputLimitBytes)
                lost('it printed too much');
            const end = pending === undefined ? -1 : output.indexOf(pending.end);
            if (pending !== undefined && end >= 0) {
                const { done } = pending;
                const text = output.slice(0, end);
                pending = undefined;
                output = '';
                done(text);
            }
            next();
        }
    });
    new dist/* Exec */.WoD(config)
        .exec(target.namespace, target.pod, target.container, ['sh'], collect, collect, input, false, status => {
        lost(status.message ?? 'it ended');
    })
        .then(open => {
        socket = open;
        if (death !== undefined)
            open.terminate();
        open.on('close', () => {
            lost('its connection was cut');
        });
        open.on('error', (error) => {
            lost(error.message);
        });
    }, (error) => {
        lost(error instanceof Error ? error.message : 'it could not be started');
    });
    return {
        get dead() {
            return death !== undefined;
        },
        run(script, timeoutSeconds) {
            return new Promise((resolve, reject) => {
                if (death !== undefined) {
                    reject(death);
                    return;
                }
                if (pending !== undefined) {
                    reject(new Error(`${where} was given a script while another one ran`));
                    return;
                }
                count += 1;
                const end = `\n--- end ${String(count)}\n`;
                const timer = setTimeout(() => {
                    die(new port/* ExecError */.c('timeout', `${where} did not answer within ${String(timeoutSeconds)} s`, output, ''));
                }, timeoutSeconds * 1000);
                pending = {
                    end,
                    done: text => {
                        clearTimeout(timer);
                        resolve(text);
                    },
                    fail: error => {
                        clearTimeout(timer);
                        reject(error);
                    }
                };
                input.write(`${script}\nprintf '\\n--- end ${String(count)}\\n'\n`);
            });
        },
        close() {
            lost('it was closed');
        }
    };
}

// EXTERNAL MODULE: ./src/json.ts
var json = __webpack_require__(8301);
// EXTERNAL MODULE: ./src/transient.ts
var src_transient = __webpack_require__(13901);
;// CONCATENATED MODULE: ./src/kubernetes/client.ts










/**
 * Connects by a kubeconfig, the one that kubectl would use when no path is given, through the proxy that the environment
 * names. Throws an InputError when the kubeconfig or the context is not there; nothing is sent yet.
 */
function connect(path, context, { environment, stop }) {
    const kubeconfig = (0,kubernetes_kubeconfig/* selectContext */.Ku)((0,kubernetes_kubeconfig/* readKubeconfig */.UU)(path, environment), context);
    return createKubernetes(createConnection(kubeconfig, environment), stop);
}
const nodeConfigsSchema = schemas/* object */.Ikc({
    items: schemas/* array */.YOg(schemas/* looseObject */._H3({
        metadata: schemas/* looseObject */._H3({ name: schemas/* string */.YjP() }),
        spec: schemas/* looseObject */._H3({ defaults: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()).default({}) })
    })
        .transform(({ metadata, spec }) => ({ name: metadata.name, defaults: spec.defaults })))
});
const ranges = schemas/* array */.YOg(schemas/* string */.YjP()).default([]);
const ciliumNodesSchema = schemas/* object */.Ikc({
    metadata: schemas/* object */.Ikc({ continue: schemas/* string */.YjP().optional() })
        .transform(({ continue: _continue }) => ({ _continue }))
        .optional(),
    items: schemas/* array */.YOg(schemas/* looseObject */._H3({
        metadata: schemas/* looseObject */._H3({ name: schemas/* string */.YjP(), annotations: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()).default({}) }),
        spec: schemas/* object */.Ikc({
            addresses: schemas/* array */.YOg(schemas/* object */.Ikc({ type: schemas/* string */.YjP(), ip: schemas/* string */.YjP() })).default([]),
            ipam: schemas/* object */.Ikc({
                podCIDRs: ranges,
                pools: schemas/* object */.Ikc({ allocated: schemas/* array */.YOg(schemas/* object */.Ikc({ cidrs: ranges })).default([]) }).optional()
            })
                .optional()
        })
            .optional()
    })
        .transform(({ metadata: { name, annotations }, spec }) => ({
        name,
        annotations,
        addresses: spec?.addresses ?? [],
        podRanges: [
            ...(spec?.ipam?.podCIDRs ?? []),
            ...(spec?.ipam?.pools?.allocated.flatMap(({ cidrs }) => cidrs) ?? [])
        ]
    })))
});
function createKubernetes(config, stop) {
    const core = config.makeApiClient(dist/* CoreV1Api */.f5Y);
    const apps = config.makeApiClient(dist/* AppsV1Api */.eY6);
    const authorization = config.makeApiClient(dist/* AuthorizationV1Api */.NwU);
    const coordination = config.makeApiClient(dist/* CoordinationV1Api */.hSW);
    const versions = config.makeApiClient(dist/* VersionApi */.Nq_);
    const custom = config.makeApiClient(dist/* CustomObjectsApi */.aVm);
    return {
        context: config.getCurrentContext(),
        version: () => ask('read the version', async () => (await versions.getCode()).gitVersion),
        isAllowed: ({ group, resource, verb, namespace }) => ask('ask for permissions', async () => {
            const [kind = '', subresource] = resource.split('/');
            const resourceAttributes = {
                group,
                resource: kind,
                verb,
                ...(subresource === undefined ? {} : { subresource }),
                ...(namespace === undefined ? {} : { namespace })
            };
            const review = await authorization.createSelfSubjectAccessReview({ body: { spec: { resourceAttributes } } });
            return review.status?.allowed === true;
        }),
        nodes: labelSelector => ask('list the nodes', () => everyPage(page => core.listNode({ ...page, ...(labelSelector === undefined ? {} : { labelSelector }) }))),
        labelNamespace: (name, labels) => ask(`label namespace ${name}`, async () => {
            await core.patchNamespace({ name, body: { metadata: { labels } } }, (0,dist/* setHeaderOptions */.OkF)('Content-Type', dist/* PatchStrategy */.Qve.MergePatch));
        }),
        namespaces: labelSelector => ask('list the namespaces', async () => (await core.listNamespace({ labelSelector })).items.map(item => item.metadata?.name ?? '')),
        ensureNamespace: (name, labels) => ask(`create namespace ${name}`, async () => {
            await unless([409], core.createNamespace({ body: { metadata: { name, labels: { ...labels } } } }));
        }),
        namespace: name => ask(`read namespace ${name}`, async () => {
            const found = await orUndefined(core.readNamespace({ name }));
            return found === undefined ? undefined : { uid: found.metadata?.uid ?? '' };
        }),
        deleteNamespace: (name, uid) => ask(`delete namespace ${name}`, async () => {
            const body = uid === undefined ? {} : { body: { preconditions: { uid } } };
            await unless(uid === undefined ? [404] : [404, 409], core.deleteNamespace({ name, ...body }));
        }),
        lease: (namespace, name) => ask(`read lease ${namespace}/${name}`, async () => {
            const found = await orUndefined(coordination.readNamespacedLease({ namespace, name }));
            return found === undefined ? undefined : toLease(found);
        }),
        createLease: lease => ask(`create lease ${lease.namespace}/${lease.name}`, async () => {
            const { namespace } = lease;
            try {
                return ((await unless([404, 409], coordination.createNamespacedLease({ namespace, body: leaseBody(lease) }))) !==
                    undefined);
            }
            catch (error) {
                if (isTerminating(error))
                    return false;
                throw error;
            }
        }),
        replaceLease: lease => ask(`renew lease ${lease.namespace}/${lease.name}`, async () => {
            const { namespace, name } = lease;
            const replacing = coordination.replaceNamespacedLease({ namespace, name, body: leaseBody(lease) });
            return (await unless([404, 409], replacing)) !== undefined;
        }),
        createServiceAccount: (namespace, name, pullSecret) => ask(`create service account ${namespace}/${name}`, async () => {
            const secrets = pullSecret === undefined ? {} : { imagePullSecrets: [{ name: pullSecret }] };
            await unless([409], core.createNamespacedServiceAccount({ namespace, body: { metadata: { name }, ...secrets } }));
        }),
        createPod: (namespace, pod) => ask(`create pod ${namespace}/${pod.metadata?.name ?? ''}`, async () => {
            await core.createNamespacedPod({ namespace, body: pod });
        }),
        createService: (namespace, name, selector, port) => ask(`create service ${namespace}/${name}`, async () => {
            const spec = { selector: { ...selector }, ports: [{ port }] };
            const service = await core.createNamespacedService({ namespace, body: { metadata: { name }, spec } });
            return service.spec?.clusterIP ?? '';
        }),
        deleteService: (namespace, name) => ask(`delete service ${namespace}/${name}`, async () => {
            await orUndefined(core.deleteNamespacedService({ namespace, name }));
        }),
        pod: (namespace, name) => ask(`read pod ${namespace}/${name}`, () => orUndefined(core.readNamespacedPod({ namespace, name }))),
        pods: (namespace, labelSelector, node) => ask(`list the pods of ${namespace}`, () => {
            const label = labelSelector === undefined ? {} : { labelSelector };
            const field = node === undefined ? {} : { fieldSelector: `spec.nodeName=${node}` };
            return everyPage(page => core.listNamespacedPod({ namespace, ...page, ...label, ...field }));
        }),
        deletePod: (namespace, name) => ask(`delete pod ${namespace}/${name}`, async () => {
            await orUndefined(core.deleteNamespacedPod({ namespace, name, gracePeriodSeconds: 1 }));
        }),
        warnings: (namespace, objectName) => ask(`list the events of ${namespace}/${objectName}`, async () => {
            const fieldSelector = `involvedObject.name=${objectName},type=Warning`;
            const events = (await core.listNamespacedEvent({ namespace, fieldSelector })).items;
            return events
                .sort((a, b) => Number(a.lastTimestamp ?? 0) - Number(b.lastTimestamp ?? 0))
                .map(event => `${event.reason ?? 'Warning'}: ${event.message ?? ''}`);
        }),
        daemonSet: (namespace, name) => ask(`read daemonset ${namespace}/${name}`, () => orUndefined(apps.readNamespacedDaemonSet({ namespace, name }))),
        deployment: (namespace, name) => ask(`read deployment ${namespace}/${name}`, () => orUndefined(apps.readNamespacedDeployment({ namespace, name }))),
        ciliumNodeConfigs: () => ask('list the CiliumNodeConfigs', async () => {
            const request = { group: 'cilium.io', version: 'v2', plural: 'ciliumnodeconfigs' };
            return nodeConfigsSchema.parse((await orUndefined(custom.listClusterCustomObject(request))) ?? { items: [] })
                .items;
        }),
        ciliumNodes: name => ask('list the CiliumNodes', () => {
            // As a list, which needs no permission more.
            const field = name === undefined ? {} : { fieldSelector: `metadata.name=${name}` };
            const request = { group: 'cilium.io', version: 'v2', plural: 'ciliumnodes', ...field };
            return everyPage(async (page) => ciliumNodesSchema.parse((await orUndefined(custom.listClusterCustomObject({ ...request, ...page }))) ?? { items: [] }));
        }),
        configMap: (namespace, name) => ask(`read configmap ${namespace}/${name}`, async () => {
            const map = await orUndefined(core.readNamespacedConfigMap({ namespace, name }));
            return map === undefined ? undefined : (map.data ?? {});
        }),
        setConfigMap: (namespace, name, data) => ask(`change configmap ${namespace}/${name}`, async () => {
            await core.patchNamespacedConfigMap({ namespace, name, body: { data } }, (0,dist/* setHeaderOptions */.OkF)('Content-Type', dist/* PatchStrategy */.Qve.MergePatch));
        }),
        secretExists: (namespace, name) => ask(`read secret ${namespace}/${name}`, async () => (await orUndefined(core.readNamespacedSecret({ namespace, name }))) !== undefined),
        pullSecret: (namespace, name) => ask(`read secret ${namespace}/${name}`, async () => {
            const secret = await orUndefined(core.readNamespacedSecret({ namespace, name }));
            const dockerConfig = secret?.data?.[dockerConfigKey];
            return secret?.type !== pullSecretType || dockerConfig === undefined ? undefined : { name, dockerConfig };
        }),
        createPullSecret: (namespace, { name, dockerConfig }) => ask(`create secret ${namespace}/${name}`, async () => {
            const body = { metadata: { name }, type: pullSecretType, data: { [dockerConfigKey]: dockerConfig } };
            await unless([409], core.createNamespacedSecret({ namespace, body }));
        }),
        createSecret: (namespace, name, stringData) => ask(`create secret ${namespace}/${name}`, async () => {
            await core.createNamespacedSecret({ namespace, body: { metadata: { name }, stringData: { ...stringData } } });
        }),
        deleteSecret: (namespace, name) => ask(`delete secret ${namespace}/${name}`, async () => {
            await orUndefined(core.deleteNamespacedSecret({ namespace, name }));
        }),
        proxyGet: (namespace, pod, port, path, timeoutSeconds) => ask(`read ${path} of pod ${namespace}/${pod}`, () => core.connectGetNamespacedPodProxyWithPath({ namespace, name: `${pod}:${String(port)}`, path }, limitedTo(timeoutSeconds))),
        logs: (target, { previous, lines }) => ask(`read the log of ${target.namespace}/${target.pod}`, async () => {
            const { namespace, pod: name, container } = target;
            return ((await orUndefined(core.readNamespacedPodLog({ namespace, name, container, previous, tailLines: lines }))) ??
                '');
        }),
        ...gateway({
            exec: (target, command, timeoutSeconds) => startExec(config, target, command, timeoutSeconds, stop).result,
            openShell: target => openShell(config, target, stop),
            startExec: (target, command, timeoutSeconds) => startExec(config, target, command, timeoutSeconds, stop)
        })
    };
}
/** Objects in one answer of a list: those of a large cluster have megabytes. */
const pageSize = 100;
/** All objects of a list, page by page. */
async function everyPage(list) {
    const objects = [];
    let from;
    do {
        const { items, metadata } = await list({ limit: pageSize, ...(from === undefined ? {} : { _continue: from }) });
        objects.push(...items);
        from = metadata?._continue;
    } while (from !== undefined && from !== '');
    return objects;
}
/** Options of a request that is given up after some seconds: the API server has no such limit for what it proxies. */
function limitedTo(seconds) {
    const limit = {
        pre: request => {
            request.setSignal(AbortSignal.timeout(seconds * 1000));
            return new dist/* Observable */.cPK(Promise.resolve(request));
        },
        post: response => new dist/* Observable */.cPK(Promise.resolve(response))
    };
    return { middleware: [limit], middlewareMergeStrategy: 'append' };
}
const pullSecretType = 'kubernetes.io/dockerconfigjson';
const dockerConfigKey = '.dockerconfigjson';
const placeAnnotation = 'cilium-perf-gate/run';
function toLease({ metadata, spec }) {
    return {
        namespace: metadata?.namespace ?? '',
        name: metadata?.name ?? '',
        version: metadata?.resourceVersion ?? '',
        holder: spec?.holderIdentity ?? '',
        place: metadata?.annotations?.[placeAnnotation] ?? '',
        renewedAt: new Date(spec?.renewTime ?? 0),
        durationSeconds: spec?.leaseDurationSeconds ?? 0
    };
}
function leaseBody({ namespace, name, version, holder, place, renewedAt, durationSeconds }) {
    return {
        metadata: {
            namespace,
            name,
            annotations: { [placeAnnotation]: place },
            ...(version === '' ? {} : { resourceVersion: version })
        },
        spec: {
            holderIdentity: holder,
            leaseDurationSeconds: durationSeconds,
            renewTime: new dist/* V1MicroTime */.Nun(renewedAt.getTime())
        }
    };
}
/** The API server refuses what is made in a namespace that is being deleted, as if it were forbidden. */
function isTerminating(error) {
    if (!(error instanceof dist/* ApiException */.UJ4) || error.code !== 403)
        return false;
    const body = error.body;
    return (typeof body === 'string' ? body : JSON.stringify(body)).includes('NamespaceTerminating');
}
async function orUndefined(request) {
    return unless([404], request);
}
/** The answer to a request, or `undefined` when the API server refused it with one of the codes. */
async function unless(codes, request) {
    try {
        return await request;
    }
    catch (error) {
        if (error instanceof dist/* ApiException */.UJ4 && codes.includes(error.code))
            return undefined;
        throw error;
    }
}
async function ask(what, request) {
    try {
        return await request();
    }
    catch (error) {
        // Not as its cause: that would repeat the answer in its raw form.
        const message = `Kubernetes: cannot ${what}: ${apiErrorText(error)}`;
        throw isTransient(error) ? new errors/* TransientError */.N_(message) : new errors/* ClusterError */.b$(message);
    }
}
/** The API server was busy or lost its store for a moment, something before it failed, or it did not answer at all. */
function isTransient(error) {
    if (error instanceof dist/* ApiException */.UJ4)
        return error.code === 429 || error.code >= 500;
    return (0,src_transient/* isPassingFailure */.I)((0,errors/* errorMessage */.gJ)(error));
}
/** The API server's own sentence; client-node hides it in a body that may be text or an object. */
function apiErrorText(error) {
    if (!(error instanceof dist/* ApiException */.UJ4))
        return (0,errors/* errorMessage */.gJ)(error);
    const body = error.body;
    const status = typeof body === 'string' ? (0,json/* safeJson */.o)(body) : body;
    const said = typeof status === 'object' && status !== null && 'message' in status ? String(status.message) : String(body);
    // Its body has no message.
    if (error.code !== 401)
        return `${String(error.code)} ${said}`;
    return `401 Unauthorized: the API server does not accept the credentials of the kubeconfig, or they have expired; log in anew before this step`;
}


/***/ }),

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
