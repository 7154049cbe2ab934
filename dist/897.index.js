export const id = 897;
export const ids = [897,619];
export const modules = {

/***/ 12897:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  parseArguments: () => (/* binding */ parseArguments)
});

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(76760);
// EXTERNAL MODULE: ./src/errors.ts
var errors = __webpack_require__(83916);
// EXTERNAL MODULE: ./src/inputs/definitions.ts + 5 modules
var definitions = __webpack_require__(14004);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./src/inputs/nearest.ts
var nearest = __webpack_require__(13915);
// EXTERNAL MODULE: ./src/inputs/text.ts
var inputs_text = __webpack_require__(94862);
;// CONCATENATED MODULE: ./src/inputs/flags.ts





/** Whether a flag is followed by a value; a boolean's flag stands alone. */
function takesValue(name) {
    return (0,definitions.definitionOf)(name).placeholder !== undefined;
}
/**
 * Reads the flags of a command, each at most once and with a value, and up to `positionals` other words. Throws one
 * InputError for all that is wrong, except when help is asked for.
 */
function readFlags(command, known, positionals, argv) {
    const values = new Map();
    const words = [];
    const problems = [];
    let help = false;
    /** What a word is after a flag that takes none, or that was refused; Node takes such a word for a positional. */
    let afterFlag;
    for (const token of tokenize(known, argv)) {
        if (token.kind === 'option-terminator')
            continue;
        if (token.kind === 'positional') {
            const word = token.value;
            if (afterFlag !== undefined)
                problems.push(...afterFlag(word));
            else if (words.length < positionals)
                words.push(word);
            else
                problems.push(`${(0,inputs_text/* quote */.hD)(word)} belongs to no flag of ${command}; write a flag before each value, see ${command} --help.`);
            afterFlag = undefined;
            continue;
        }
        afterFlag = undefined;
        const name = known.find(each => each === token.name);
        if (token.name === 'help') {
            help = true;
        }
        else if (name === undefined) {
            const hint = (0,nearest/* didYouMean */.a)(token.name, known, '--');
            problems.push(`${token.rawName} is not a flag of ${command}${hint}; see ${command} --help.`);
            afterFlag = () => [];
        }
        else {
            const wrong = keep(values, name, token);
            problems.push(...wrong);
            if (wrong.length > 0)
                afterFlag = () => [];
            else if (!takesValue(name))
                afterFlag = word => [standsAlone(name, word)];
        }
    }
    if (!help && problems.length > 0)
        throw new errors/* InputError */.dz(problems.join('\n'));
    return { values, positionals: words, help };
}
function tokenize(known, argv) {
    const types = known.map(name => [name, { type: takesValue(name) ? 'string' : 'boolean' }]);
    return (0,external_node_util_.parseArgs)({
        args: [...argv],
        strict: false,
        tokens: true,
        options: { help: { type: 'boolean', short: 'h' }, ...Object.fromEntries(types) }
    }).tokens;
}
/** Stores a flag's value; returns what is wrong with it. */
function keep(values, name, token) {
    const earlier = values.get(name);
    const value = token.value ?? (takesValue(name) ? '' : 'true');
    // `--seed --rounds 3` is a seed without its value, not a seed named --rounds.
    if (value === '' || (token.inlineValue === false && value.startsWith('--'))) {
        return [`--${name} has no value; write --${name}${usage(name)}.`];
    }
    if (earlier !== undefined) {
        return [`--${name} is given twice, with ${(0,inputs_text/* quote */.hD)(earlier)} and ${(0,inputs_text/* quote */.hD)(value)}; give it once.`];
    }
    values.set(name, value);
    return [];
}
function usage(name) {
    const { placeholder } = (0,definitions.definitionOf)(name);
    return placeholder === undefined ? ' alone, =true or =false' : ` ${placeholder}`;
}
function standsAlone(name, word) {
    return `--${name} stands alone; for ${(0,inputs_text/* quote */.hD)(word)} write --${name}=true or --${name}=false.`;
}

;// CONCATENATED MODULE: ./src/inputs/definition.ts
/** Groups of inputs, in the order of the help text and of action.yml. */
const groups = ['Cluster', 'Cilium', 'Modes', 'Measuring', 'Comparing', 'Results'];

;// CONCATENATED MODULE: ./src/inputs/help.ts



const width = 100;
const textColumn = 30;
/** The commands, with a line on each. */
const commands = {
    run: 'Measure scenarios on a cluster and write the results.',
    verify: 'Put scenarios on a cluster and show who is encrypted to whom.',
    compare: 'Compare runs with their reference arms or with earlier runs, from their files.',
    restore: 'Put back what an interrupted run left behind.',
    sweep: 'Remove from Azure the clusters of runs that were killed.',
    report: 'Write the documents of a run anew from its run.json.'
};
/** The text of `--help`, of the program or of one command. */
function help(command) {
    switch (command) {
        case undefined:
            return page('cilium-perf-gate <command> [flags]', 'Measures Cilium between two nodes of a cluster.', [
                ['Commands', Object.entries(commands)],
                [
                    'Flags',
                    [
                        ['--help, -h', 'Show this help, or that of a command.'],
                        ['--version', 'Show the version.']
                    ]
                ]
            ]);
        case 'run':
            return page('cilium-perf-gate run [flags]', `${commands.run} Lists are separated by commas. A boolean flag may be written --flag=false.`, groups.map(group => [group, definitions.runInputs.filter(name => (0,definitions.definitionOf)(name).group === group).map(flag)]));
        case 'verify':
            return page('cilium-perf-gate verify [flags]', `${commands.verify} Exits with 3 when a row is not as the mode promises.`, groups
                .filter(group => group !== 'Comparing')
                .map(group => [group, definitions.verifyInputs.filter(name => (0,definitions.definitionOf)(name).group === group).map(flag)]));
        case 'compare':
            return page('cilium-perf-gate compare <run.json>... [flags]', `${commands.compare} Several runs, such as the legs of a matrix, are judged as one family. Exits as run does.`, [
                [
                    'Flags',
                    [
                        ...definitions.compareInputs.map(flag),
                        ['--output <folder>', 'Folder for the reports; several runs need it. [default: the folder of run.json]']
                    ]
                ]
            ]);
        case 'restore':
            return page('cilium-perf-gate restore [flags]', commands.restore, [['Flags', [flag('output')]]]);
        case 'sweep':
            return page('cilium-perf-gate sweep [workflow run id]', `${commands.sweep} Removes every resource group with the tag cilium-perf-gate-run whose tag cilium-perf-gate-expires is past, and those of the named workflow run whatever their age.`, []);
        case 'report':
            return page('cilium-perf-gate report <run.json> [flags]', commands.report, [
                ['Flags', [['--output <folder>', 'Folder for the documents. [default: the folder of run.json]']]]
            ]);
    }
}
function flag(name) {
    const definition = (0,definitions.definitionOf)(name);
    const usage = definition.placeholder !== undefined
        ? `--${name} ${definition.placeholder}`
        : definition.default === 'true'
            ? `--${name}=false`
            : `--${name}`;
    return [usage, definition.summary + defaultText(definition)];
}
function defaultText(definition) {
    // A boolean is false unless its flag is there: saying so on every line helps nobody.
    if (definition.default === undefined || definition.placeholder === undefined)
        return '';
    const published = definition.published === undefined ? '' : `; published: ${definition.published}`;
    // A whole digest is wider than the page.
    const shown = definition.default.replace(/(@sha256:[0-9a-f]{7})[0-9a-f]+/, '$1…');
    return ` [default: ${shown}${published}]`;
}
function page(usage, text, sections) {
    const lines = [`Usage: ${usage}`, '', ...(0,inputs_text/* wrap */.LV)(text, width)];
    for (const [title, rows] of sections) {
        lines.push('', `${title}:`);
        for (const [term = '', meaning = ''] of rows)
            lines.push(...row(term, meaning));
    }
    return `${lines.join('\n')}\n`;
}
/** A term and its meaning side by side; a long term gets a line of its own. */
function row(term, meaning) {
    const [first = '', ...rest] = (0,inputs_text/* wrap */.LV)(meaning, width - textColumn);
    const start = `  ${term}`;
    const indent = ' '.repeat(textColumn);
    const head = start.length < textColumn ? [start.padEnd(textColumn) + first] : [start, indent + first];
    return [...head, ...rest.map(line => indent + line)];
}

// EXTERNAL MODULE: ./src/inputs/missing-files.ts
var missing_files = __webpack_require__(71927);
// EXTERNAL MODULE: ./src/inputs/parse.ts + 3 modules
var parse = __webpack_require__(23619);
// EXTERNAL MODULE: ./src/inputs/read.ts
var read = __webpack_require__(44245);
;// CONCATENATED MODULE: ./src/inputs/arguments.ts










const flagsOf = {
    run: definitions.runInputs,
    verify: definitions.verifyInputs,
    compare: [...definitions.compareInputs, 'output'],
    restore: ['output'],
    sweep: [],
    report: ['output']
};
/** Words besides flags: the files to read, or the workflow run to sweep up after. */
const positionalsOf = { report: 1, compare: 20, sweep: 1 };
const commandNames = Object.keys(commands);
/** Reads the command line (without node and the program's path). Throws an InputError for whatever is wrong with it. */
function parseArguments(argv, files) {
    const [first, ...rest] = argv;
    if (first === '--version')
        return { kind: 'version' };
    if (first === '--help' || first === '-h')
        return { kind: 'help', text: help(undefined) };
    const command = commandNames.find(name => name === first);
    if (command === undefined)
        throw new errors/* InputError */.dz(unknownCommand(first));
    const flags = readFlags(command, flagsOf[command], positionalsOf[command] ?? 0, rest);
    if (flags.help)
        return { kind: 'help', text: help(command) };
    switch (command) {
        case 'run':
            return { kind: 'run', options: (0,parse.parseOptions)(flags.values, files) };
        case 'verify': {
            const options = (0,parse.parseOptions)(flags.values, files);
            return { kind: 'run', options: { ...options, tests: [], rounds: 1, verifyOnly: true } };
        }
        case 'restore':
            return { kind: 'restore', output: readOutput(flags.values.get('output') ?? definitions.definitions.output.default, files) };
        case 'sweep':
            return { kind: 'sweep', githubRun: readRunId(flags.positionals[0]) };
        case 'report':
        case 'compare': {
            const runs = flags.positionals;
            const [run] = runs;
            if (run === undefined)
                throw new errors/* InputError */.dz(`The path of a run.json is missing; write ${command} <run.json>.`);
            const problems = runs.flatMap(path => (0,missing_files/* fileProblems */.tH)(command, path, files));
            const folder = flags.values.get('output');
            if (runs.length > 1 && folder === undefined) {
                problems.push(`output: missing; with ${String(runs.length)} runs write --output <folder> for their reports.`);
            }
            if (problems.length > 0)
                throw new errors/* InputError */.dz(problems.join('\n'));
            const output = readOutput(folder ?? (0,external_node_path_.dirname)(run), files);
            if (command === 'report')
                return { kind: 'report', run, output };
            return { kind: 'compare', runs, output, comparing: (0,parse.parseOptions)(flags.values, files).comparing };
        }
    }
}
function readRunId(text) {
    if (text === undefined || /^\d+$/.test(text))
        return text;
    throw new errors/* InputError */.dz(`${(0,inputs_text/* quote */.hD)(text)} is not the id of a workflow run; write sweep alone, or for example sweep "$GITHUB_RUN_ID".`);
}
function unknownCommand(given) {
    const wanted = `write ${(0,inputs_text/* either */.gP)([...commandNames, '--help'])}`;
    if (given === undefined)
        return `The command is missing; ${wanted}.`;
    return given.startsWith('-')
        ? `${(0,inputs_text/* quote */.hD)(given)} comes before the command; ${wanted}.`
        : `${(0,inputs_text/* quote */.hD)(given)} is not a command; ${wanted}${(0,nearest/* didYouMean */.a)(given, commandNames)}.`;
}
function readOutput(text, files) {
    const reading = (0,read/* readInput */.R)('output', definitions.definitions.output, text);
    const problems = reading.ok ? (0,missing_files/* folderProblems */.VG)('output', reading.value, files) : reading.problems;
    if (!reading.ok || problems.length > 0)
        throw new errors/* InputError */.dz(problems.join('\n'));
    return reading.value;
}


/***/ }),

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
