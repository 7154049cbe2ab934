export const id = 897;
export const ids = [897];
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
var definitions = __webpack_require__(23324);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(57975);
// EXTERNAL MODULE: ./src/inputs/nearest.ts
var nearest = __webpack_require__(13915);
// EXTERNAL MODULE: ./src/inputs/text.ts
var inputs_text = __webpack_require__(94862);
;// CONCATENATED MODULE: ./src/inputs/flags.ts





/** Whether a flag is followed by a value; a boolean's flag stands alone. */
function takesValue(name) {
    return (0,definitions/* definitionOf */.Fg)(name).placeholder !== undefined;
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
    const { placeholder } = (0,definitions/* definitionOf */.Fg)(name);
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
    compare: 'Compare a run with its reference arm or with earlier runs, from their files.',
    restore: 'Put back what an interrupted run left behind.',
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
            return page('cilium-perf-gate run [flags]', `${commands.run} Lists are separated by commas. A boolean flag may be written --flag=false.`, groups.map(group => [group, definitions/* runInputs */.HM.filter(name => (0,definitions/* definitionOf */.Fg)(name).group === group).map(flag)]));
        case 'verify':
            return page('cilium-perf-gate verify [flags]', `${commands.verify} Exits with 3 when a row is not as the mode promises.`, groups
                .filter(group => group !== 'Comparing')
                .map(group => [group, definitions/* verifyInputs */.fn.filter(name => (0,definitions/* definitionOf */.Fg)(name).group === group).map(flag)]));
        case 'compare':
            return page('cilium-perf-gate compare <run.json> [flags]', `${commands.compare} Exits as run does.`, [
                [
                    'Flags',
                    [
                        ...definitions/* compareInputs */.RC.map(flag),
                        ['--output <folder>', 'Folder for the reports. [default: the folder of run.json]']
                    ]
                ]
            ]);
        case 'restore':
            return page('cilium-perf-gate restore [flags]', commands.restore, [['Flags', [flag('output')]]]);
        case 'report':
            return page('cilium-perf-gate report <run.json> [flags]', commands.report, [
                ['Flags', [['--output <folder>', 'Folder for the documents. [default: the folder of run.json]']]]
            ]);
    }
}
function flag(name) {
    const definition = (0,definitions/* definitionOf */.Fg)(name);
    const usage = definition.placeholder === undefined ? `--${name}` : `--${name} ${definition.placeholder}`;
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
// EXTERNAL MODULE: ./src/inputs/parse.ts + 1 modules
var parse = __webpack_require__(45428);
// EXTERNAL MODULE: ./src/inputs/read.ts
var read = __webpack_require__(44245);
;// CONCATENATED MODULE: ./src/inputs/arguments.ts










const flagsOf = {
    run: definitions/* runInputs */.HM,
    verify: definitions/* verifyInputs */.fn,
    compare: [...definitions/* compareInputs */.RC, 'output'],
    restore: ['output'],
    report: ['output']
};
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
    const flags = readFlags(command, flagsOf[command], command === 'report' || command === 'compare' ? 1 : 0, rest);
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
            return { kind: 'restore', output: readOutput(flags.values.get('output') ?? definitions/* definitions */.BG.output.default, files) };
        case 'report':
        case 'compare': {
            const [run] = flags.positionals;
            if (run === undefined)
                throw new errors/* InputError */.dz(`The path of a run.json is missing; write ${command} <run.json>.`);
            const problems = (0,missing_files/* fileProblems */.tH)(command, run, files);
            if (problems.length > 0)
                throw new errors/* InputError */.dz(problems.join('\n'));
            const output = readOutput(flags.values.get('output') ?? (0,external_node_path_.dirname)(run), files);
            if (command === 'report')
                return { kind: 'report', run, output };
            return { kind: 'compare', run, output, comparing: (0,parse.parseOptions)(flags.values, files).comparing };
        }
    }
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
    const reading = (0,read/* readInput */.R)('output', definitions/* definitions */.BG.output, text);
    const problems = reading.ok ? (0,missing_files/* folderProblems */.VG)('output', reading.value, files) : reading.problems;
    if (!reading.ok || problems.length > 0)
        throw new errors/* InputError */.dz(problems.join('\n'));
    return reading.value;
}


/***/ })

};
