export const id = 709;
export const ids = [709];
export const modules = {

/***/ 46709:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createHost: () => (/* binding */ createHost)
});

// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(48161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(83916);
;// CONCATENATED MODULE: ./src/host/clock.ts

/** The machine's clock. */
function createClock(stop) {
    return {
        now: () => new Date(),
        seconds: () => performance.now() / 1000,
        timeScale: 1,
        sleep: seconds => new Promise((resolve, reject) => {
            const cancelled = () => {
                clearTimeout(timer);
                reject(new errors/* CancelledError */.cc(`stopped by ${String(stop.reason)}`));
            };
            if (stop.aborted) {
                reject(new errors/* CancelledError */.cc(`stopped by ${String(stop.reason)}`));
                return;
            }
            const timer = setTimeout(() => {
                stop.removeEventListener('abort', cancelled);
                resolve();
            }, seconds * 1000);
            stop.addEventListener('abort', cancelled, { once: true });
        })
    };
}

// EXTERNAL MODULE: ./src/host/files.ts
var host_files = __webpack_require__(73285);
;// CONCATENATED MODULE: ./src/host/id-token.ts
/**
 * How a job of a workflow gets a token that tells others which job it is; `undefined` without `id-token: write`, and outside
 * of a workflow. The token is masked in the job's log.
 */
function createIdToken(environment) {
    const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: token } = environment;
    if (url === undefined || url === '' || token === undefined || token === '')
        return undefined;
    return async (audience) => (await Promise.all(/* import() */[__webpack_require__.e(119), __webpack_require__.e(838)]).then(__webpack_require__.bind(__webpack_require__, 33838))).getIDToken(audience);
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(51455);
// EXTERNAL MODULE: ./node_modules/@actions/exec/lib/exec.js + 3 modules
var exec = __webpack_require__(81260);
;// CONCATENATED MODULE: ./src/host/processes.ts



/** Commands by @actions/exec, quiet: what they print reaches the log through `onLine`. */
function createProcesses(stop) {
    return {
        async run(command, args, options = {}) {
            throwIfStopped(stop);
            const onAbort = () => void terminateChildren();
            stop.addEventListener('abort', onAbort, { once: true });
            try {
                const onLine = options.onLine ?? (() => undefined);
                const result = await (0,exec/* getExecOutput */.H)(command, [...args], {
                    silent: true,
                    ignoreReturnCode: true,
                    env: { ...definedEnvironment(), ...options.environment },
                    listeners: { stdline: onLine, errline: onLine }
                });
                throwIfStopped(stop);
                return result;
            }
            catch (error) {
                if (error instanceof errors/* CancelledError */.cc)
                    throw error;
                throw new errors/* ClusterError */.b$(`cannot run ${command}`, { cause: error });
            }
            finally {
                stop.removeEventListener('abort', onAbort);
            }
        }
    };
}
function throwIfStopped(stop) {
    if (stop.aborted)
        throw new errors/* CancelledError */.cc(`stopped by ${String(stop.reason)}`);
}
function definedEnvironment() {
    const entries = Object.entries(process.env).filter((entry) => entry[1] !== undefined);
    return Object.fromEntries(entries);
}
/**
 * Tells every command that this process started to end. @actions/exec gives no handle to its child, so the children
 * are taken from the kernel's own list (proc(5), /proc/pid/task/tid/children). Only Linux has it; elsewhere the terminal
 * signals its whole process group.
 */
async function terminateChildren() {
    const tasks = '/proc/self/task';
    for (const task of await (0,promises_.readdir)(tasks).catch(() => [])) {
        const children = await (0,promises_.readFile)(`${tasks}/${task}/children`, 'utf8').catch(() => '');
        for (const pid of children.trim().split(/\s+/).filter(Boolean)) {
            try {
                process.kill(Number(pid), 'SIGTERM');
            }
            catch {
                // It ended between the listing and now.
            }
        }
    }
}

;// CONCATENATED MODULE: ./src/host/signals.ts
/**
 * An AbortSignal that the first SIGINT or SIGTERM aborts. A runner sends SIGINT, SIGTERM 7.5 s later and SIGKILL 2.5 s
 * after that (rules 5), so the second signal must not end the process: whoever listens has 5 s to flush.
 */
function listenForSignals() {
    const controller = new AbortController();
    for (const name of ['SIGINT', 'SIGTERM']) {
        process.on(name, () => {
            controller.abort(name);
        });
    }
    return controller.signal;
}

;// CONCATENATED MODULE: ./src/host/state.ts

/**
 * State in one folder, a file for each run, readable by its owner alone: it may name clusters and hold Helm values.
 * On a runner the folder lives in the job's temporary folder, on the command line in the user's state folder.
 */
function createState(files, folder) {
    const path = (id) => (0,external_node_path_.join)(folder, `${id}.json`);
    return {
        folder,
        save: (id, content) => files.write(path(id), content, 0o600),
        async all() {
            const names = (await files.list(folder)).filter(name => name.endsWith('.json'));
            return Promise.all(names.map(async (name) => ({ id: name.slice(0, -'.json'.length), content: await files.read((0,external_node_path_.join)(folder, name)) })));
        },
        forget: id => files.remove(path(id))
    };
}

;// CONCATENATED MODULE: ./src/host/host.ts








/** This machine, with the given place for people to read. */
function createHost(outputs) {
    const stop = listenForSignals();
    const files = (0,host_files/* createFiles */.q)();
    return {
        processes: createProcesses(stop),
        files,
        state: createState(files, stateFolder(process.env)),
        outputs,
        clock: createClock(stop),
        idToken: createIdToken(process.env),
        stop,
        hostName: (0,external_node_os_.hostname)(),
        environment: process.env
    };
}
/** The runner's temporary folder outlives the step but not the job; elsewhere the XDG state folder. */
function stateFolder(environment) {
    const runnerTemp = environment['GITHUB_ACTIONS'] === 'true' ? environment['RUNNER_TEMP'] : undefined;
    const base = runnerTemp ?? environment['XDG_STATE_HOME'] ?? (0,external_node_path_.join)((0,external_node_os_.homedir)(), '.local', 'state');
    return (0,external_node_path_.join)(base, 'cilium-perf-gate');
}


/***/ })

};
