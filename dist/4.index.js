export const id = 4;
export const ids = [4];
export const modules = {

/***/ 68036:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Dk: () => (/* binding */ jobIn),
/* harmony export */   Ri: () => (/* binding */ baselineName),
/* harmony export */   UW: () => (/* binding */ rawName),
/* harmony export */   kH: () => (/* binding */ withoutAttempt),
/* harmony export */   kq: () => (/* binding */ commentKeyIn),
/* harmony export */   ml: () => (/* binding */ isRawName)
/* harmony export */ });
const prefix = 'cilium-perf-gate-';
const baselinePrefix = `${prefix}baseline-`;
/** Name of the artifact that later runs compare with; one for each `comment-key`. */
function baselineName(commentKey) {
    return `${baselinePrefix}${commentKey}`;
}
/** Name of the artifact with everything that was measured; an attempt may not write that of another. */
function rawName(commentKey, job, attempt) {
    return `${prefix}${commentKey}-${job}-${String(attempt)}`;
}
/** Whether an artifact is one of a run's raw material by its name. */
function isRawName(name) {
    return name.startsWith(prefix) && !name.startsWith(baselinePrefix);
}
/** What the attempts of one job's artifact have in common. */
function withoutAttempt(name) {
    return name.replace(/-\d+$/, '');
}
/** Which job of a run an artifact of raw material is of, with its `comment-key`: `aks-measure`. */
function jobIn(name) {
    return withoutAttempt(name).slice(prefix.length);
}
/** The `comment-key` in the name of a job's raw material, and so in that of its baselines; `undefined` when it has none. */
function commentKeyIn(name, job) {
    const key = jobIn(name);
    const end = `-${job}`;
    const found = key.endsWith(end) ? key.slice(0, -end.length) : '';
    return /^[A-Za-z0-9_-]{1,40}$/.test(found) ? found : undefined;
}


/***/ }),

/***/ 70440:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FQ: () => (/* binding */ ephemeralInputs),
/* harmony export */   o8: () => (/* binding */ aks),
/* harmony export */   zl: () => (/* binding */ existingInputs)
/* harmony export */ });
/* harmony import */ var _cidr_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7491);
/* harmony import */ var _values_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(18463);


/**
 * Ranges that pods of an AKS cluster cannot have: its Services and its nodes by default, and what AKS refuses (Azure's
 * planning of IP addresses for AKS names the four; the defaults are those of `az aks create`).
 */
const takenRanges = {
    '10.0.0.0/16': "the cluster's Services",
    '10.224.0.0/12': "the cluster's nodes",
    '169.254.0.0/16': 'a range that AKS refuses',
    '172.30.0.0/16': 'a range that AKS refuses',
    '172.31.0.0/16': 'a range that AKS refuses',
    '192.0.2.0/24': 'a range that AKS refuses'
};
const podCidr = _values_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN.superRefine((value, context) => {
    const wrong = (message) => {
        context.addIssue({ code: 'custom', input: value, message });
    };
    const range = (0,_cidr_js__WEBPACK_IMPORTED_MODULE_1__/* .readCidr */ .vi)(value);
    if (range === undefined) {
        wrong('is not an IPv4 range; write its first address and its length, for example 192.168.0.0/16');
        return;
    }
    // Cilium gives each node a /24.
    if (range.prefix > 22)
        wrong('has no room for the nodes, which get a /24 each; write at least a /22');
    for (const [taken, owner] of Object.entries(takenRanges)) {
        if ((0,_cidr_js__WEBPACK_IMPORTED_MODULE_1__/* .cidrsOverlap */ .hj)(value, taken))
            wrong(`overlaps ${taken}, ${owner}; write for example 192.168.0.0/16`);
    }
});
/** Up to 90 characters; what Azure allows in the name of a resource group, without its rare letters. */
const resourceGroup = _values_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN.regex(/^[A-Za-z0-9_.()-]{0,89}[A-Za-z0-9_()-]$/, {
    error: 'is not the name of a resource group; write letters, digits, hyphens and underscores, for example perf-lab'
});
/** What Azure allows in a tag (learn.microsoft.com/azure/azure-resource-manager/management/tag-resources). */
const tag = _values_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN
    .regex(/^[^<>%&\\?/=]{1,512}=.{0,256}$/, {
    error: 'is not a tag; write name=value, the name without any of < > % & \\ ? /',
    abort: true
})
    .regex(/^(?!cilium-perf-gate-)/i, { error: 'has the name of a tag of this program; write another name' });
const aksName = _values_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN.regex(/^[A-Za-z0-9]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?$/, {
    error: 'is not the name of an AKS cluster; write at most 63 letters, digits and hyphens, for example perf-lab'
});
/** Inputs of `cluster: aks`: a cluster that is there, or one that is made for the run. */
const aks = {
    'aks-resource-group': {
        group: 'Cluster',
        summary: 'Resource group of an AKS cluster that exists.',
        description: [
            'Resource group of an AKS cluster that exists, with `aks-name`. Its credentials are fetched into a file of the run; your own kubeconfig is left alone.',
            'Leave it out to have a cluster made for the run: then write `aks-location`. Log in before this step (azure/login with OIDC); no password is asked for here.'
        ],
        example: 'aks-resource-group: perf-lab',
        placeholder: '<group>',
        required: false,
        provider: 'aks',
        parser: resourceGroup
    },
    'aks-name': {
        group: 'Cluster',
        summary: 'Name of the AKS cluster that exists, in aks-resource-group.',
        description: [
            'Name of the AKS cluster, in `aks-resource-group`. A BYOCNI cluster is reconfigured if `allow-reconfigure` has the same name. A cluster with Azure CNI powered by Cilium is measured as it is: Azure manages its Cilium, so version, values, routing and IPsec cannot be chosen.',
            'Use it for the cluster that you keep for measuring. Do not name one that serves users.'
        ],
        example: 'aks-name: perf-lab',
        placeholder: '<name>',
        required: false,
        provider: 'aks',
        parser: aksName
    },
    'aks-transit-encryption': {
        group: 'Cluster',
        summary: 'Set the encryption of a managed AKS cluster: none or wireguard; left as it is when left out.',
        description: [
            'Transit encryption of Advanced Container Networking Services to set on a cluster with Azure CNI powered by Cilium, whose name `allow-reconfigure` must have: Azure restarts its agents. It is put back at the end. The cluster must have these services already, because Azure bills them.',
            'Leave it out to measure what the cluster has. It means nothing on BYOCNI: there `scenarios` decide.'
        ],
        example: 'aks-transit-encryption: wireguard',
        placeholder: '<none|wireguard>',
        required: false,
        provider: 'aks',
        applied: true,
        parser: _values_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN.pipe((0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(['none', 'wireguard']))
    },
    'aks-location': {
        group: 'Cluster',
        summary: 'Azure region in which a BYOCNI cluster is made for the run, and removed after it.',
        description: [
            'Azure region in which a cluster is made for the run: two nodes, no CNI but Cilium, in a resource group of its own, whose deletion is requested at the end, after a failure or a cancel too. It takes about ten minutes more than a cluster that exists, and is billed while it lives.',
            'Use it for nightly runs on real machines. Run `cilium-perf-gate sweep` in a later job: it removes what a killed runner left.'
        ],
        example: 'aks-location: westeurope',
        placeholder: '<region>',
        required: false,
        provider: 'aks',
        parser: _values_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN.regex(/^[a-z0-9]+$/, {
            error: 'is not a region; write its short name, for example westeurope'
        })
    },
    'aks-vm-size': {
        group: 'Cluster',
        summary: 'Size of both nodes of the AKS cluster that is made.',
        description: [
            'Size of both nodes of the cluster that is made. The default is that of the published benchmark.',
            'Take the size that your clusters use: network limits differ by size, so runs on different sizes are never compared.'
        ],
        example: 'aks-vm-size: Standard_D8s_v5',
        placeholder: '<size>',
        required: false,
        default: 'Standard_D4s_v5',
        defaultHolds: 'with `aks-location`',
        provider: 'aks',
        parser: _values_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN.regex(/^[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9-]+)+$/, {
            error: 'is not a size; write it as Azure does, for example Standard_D4s_v5'
        })
    },
    'aks-zone': {
        group: 'Cluster',
        summary: 'Availability zone of both nodes, 1 to 3; a proximity placement group when left out.',
        description: [
            'Availability zone for both nodes of the cluster that is made. Without it they share a proximity placement group, which every region has.',
            'Set it when your clusters are zonal: the zone is then the same in every run.'
        ],
        example: 'aks-zone: 1',
        placeholder: '<1|2|3>',
        required: false,
        provider: 'aks',
        parser: _values_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN.pipe((0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .choice */ .Yq)(['1', '2', '3']))
    },
    'aks-kubernetes-version': {
        group: 'Cluster',
        summary: "Kubernetes version of the AKS cluster that is made; Azure's default when left out.",
        description: [
            "Kubernetes version of the cluster that is made, two or three numbers. Without it Azure's default is taken, which changes now and then; runs on another minor version are not compared.",
            'Set it so that nightly runs stay comparable.'
        ],
        // Quoted, or YAML would read a number.
        example: "aks-kubernetes-version: '1.34'",
        placeholder: '<version>',
        required: false,
        provider: 'aks',
        parser: _values_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN.regex(/^\d+\.\d+(\.\d+)?$/, {
            error: 'is not a version; write two or three numbers without v, for example 1.34'
        })
    },
    'aks-pod-cidr': {
        group: 'Cluster',
        summary: 'Range of the pods of the AKS cluster that is made.',
        description: [
            "IPv4 range of the pods of the cluster that is made. The default is what Cilium's own tests take: clear of 10.0.0.0/16, where AKS has its Services.",
            'Change it only when your values name another range.'
        ],
        example: 'aks-pod-cidr: 192.168.0.0/16',
        placeholder: '<range>',
        required: false,
        default: '192.168.0.0/16',
        defaultHolds: 'with `aks-location`',
        provider: 'aks',
        parser: podCidr
    },
    'aks-tags': {
        group: 'Cluster',
        summary: 'Tags of the resource group of the AKS cluster that is made, each as name=value.',
        description: [
            "Tags of the resource group, the cluster and what belongs to it, each as `name=value`, one per line or separated by commas. The program's own tags, by which `sweep` finds what a killed runner left, are added.",
            'Set them when a policy of your subscription refuses what has no tag, or when costs are told apart by one.'
        ],
        example: 'aks-tags: costcenter=4711, owner=network',
        placeholder: '<name=value,…>',
        required: false,
        provider: 'aks',
        parser: (0,_values_js__WEBPACK_IMPORTED_MODULE_0__/* .list */ .p_)(tag)
    },
    'aks-node-price': {
        group: 'Cluster',
        summary: 'Price of one node for an hour, for the estimated cost of the AKS cluster that is made.',
        description: [
            'Price of one node for an hour, a number in any currency. The plan then says what the run will cost; without it, how many node hours.',
            "Take it from Azure's price list for your size and region: this program asks nobody for prices."
        ],
        example: 'aks-node-price: 0.23',
        placeholder: '<number>',
        required: false,
        provider: 'aks',
        parser: _values_js__WEBPACK_IMPORTED_MODULE_0__/* .oneLine */ .TN
            .regex(/^\d{1,4}(\.\d{1,4})?$/, { error: 'is not a price; write a number such as 0.23' })
            .transform(Number)
    }
};
/** What belongs to a cluster that is made for the run, besides its location. */
const ephemeralInputs = [
    'aks-vm-size',
    'aks-zone',
    'aks-kubernetes-version',
    'aks-pod-cidr',
    'aks-tags',
    'aks-node-price'
];
/** What belongs to a cluster that exists. */
const existingInputs = [
    'aks-resource-group',
    'aks-name',
    'aks-transit-encryption'
];


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

/***/ 14004:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  compareInputs: () => (/* binding */ compareInputs),
  definitionOf: () => (/* binding */ definitionOf),
  definitions: () => (/* binding */ definitions),
  inputNames: () => (/* binding */ inputNames),
  isInputName: () => (/* binding */ isInputName),
  reportInputs: () => (/* binding */ reportInputs),
  runInputs: () => (/* binding */ runInputs),
  verifyInputs: () => (/* binding */ verifyInputs)
});

// EXTERNAL MODULE: ./src/limits.ts
var limits = __webpack_require__(30351);
;// CONCATENATED MODULE: ./src/scenario/modes.ts
/** Algorithms of the IPsec key, by the names of cilium-cli's `--auth-algo`. */
const ipsecKeyAlgorithms = ['rfc4106-gcm-aes', 'cbc-aes-sha256', 'cbc-aes-sha512'];
/** Where Cilium drops pod traffic that should have been encrypted and is not. */
const strictModes = ['off', 'egress', 'ingress'];
/** Who issues the certificates of ztunnel's workloads: Cilium's own CA, or a SPIRE server that is already there. */
const ztunnelCas = ['internal', 'spire'];

// EXTERNAL MODULE: ./src/suite/test.ts
var test = __webpack_require__(7326);
// EXTERNAL MODULE: ./src/inputs/aks.ts
var aks = __webpack_require__(70440);
// EXTERNAL MODULE: ./node_modules/zod/v4/core/core.js
var core = __webpack_require__(88532);
// EXTERNAL MODULE: ./src/inputs/values.ts
var values = __webpack_require__(18463);
;// CONCATENATED MODULE: ./src/inputs/chart.ts


/** A chart by path, OCI reference or repository address. Whether a path exists is not asked here. */
const chart = values/* oneLine */.TN.transform((value, context) => {
    const wrong = (message, shown = value) => {
        context.addIssue({ code: 'custom', input: shown, message });
        return core/* NEVER */.tm;
    };
    if (value.startsWith('oci://')) {
        if (/(:[^/:]*|@[^/]*)$/.test(value.slice('oci://'.length).replace(/^[^/]*/, ''))) {
            return wrong('has a tag or digest; leave that out and name the version in cilium-version');
        }
        if (!/^oci:\/\/[^/\s@]+(\/[^/\s@]+)+$/.test(value)) {
            return wrong('is not an OCI reference; write it like oci://quay.io/cilium/charts/cilium');
        }
        return { kind: 'oci', reference: value };
    }
    if (value.startsWith('https://')) {
        const url = URL.parse(value);
        if (url === null)
            return wrong('is not an address; write it like https://helm.cilium.io');
        if (url.username !== '' || url.password !== '') {
            // The value itself would put the password into the log.
            return wrong('carries a user name or password; leave it out, addresses are shown in logs', `https://${url.host}`);
        }
        if (url.pathname.endsWith('.tgz')) {
            return wrong("is an archive's address; write the repository's, like https://helm.cilium.io");
        }
        return { kind: 'repository', url: value };
    }
    if (/^[A-Za-z][A-Za-z0-9+.-]*:\/\//.test(value)) {
        return wrong('is not supported; write a path, oci://… or https://…');
    }
    return { kind: 'path', path: value };
});

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 10 modules
var schemas = __webpack_require__(13798);
// EXTERNAL MODULE: ./src/github/artifact-names.ts
var artifact_names = __webpack_require__(68036);
;// CONCATENATED MODULE: ./src/inputs/comparing.ts





const percent = (example) => (0,values/* wholeNumber */.rD)(1, 50, example);
const gatedMetric = values/* oneLine */.TN.regex(new RegExp(`^(${test/* testNames */.l.join('|')})/[a-z][a-z0-9-]*$`), {
    error: 'is not test/metric; write for example tcp-latency/latency-p99'
});
const failOn = (0,values/* list */.p_)((0,values/* choice */.Yq)(['regression', 'invalid', 'inconclusive', 'advisory', 'no-baseline', 'none']))
    .refine(names => names.length === 1 || !names.includes('none'), {
    error: 'lists none beside others; write none alone, or leave it out'
})
    .transform(names => names.filter(name => name !== 'none'));
/** The inputs that say with what a run is compared, what a change means and where that is said. */
const comparing = {
    reference: {
        group: 'Comparing',
        summary: 'Second arm, measured in turns with the first: base (default on pull requests) or none.',
        description: [
            "What is measured in turns with the candidate, on the same nodes. `base` is the base branch: the same files of `cilium-values` and `cilium-version-file`, read at that commit through GitHub's API, without a second checkout. `none` measures the candidate alone and compares it with earlier runs.",
            'On pull requests `base` is the default, for only interleaved arms can gate at ordinary noise. `reference-values` and `reference-cilium-version` take its place. It needs `contents: read`.'
        ],
        example: 'reference: none',
        placeholder: '<base|none>',
        required: false,
        workflowOnly: true,
        parser: values/* oneLine */.TN.pipe((0,values/* choice */.Yq)(['base', 'none']))
    },
    'reference-values': {
        group: 'Comparing',
        summary: 'Helm values files of the reference arm.',
        description: [
            'Helm values files of the reference arm, one per line or separated by commas, in place of those of `cilium-values`. Both arms are measured in turns.',
            'Use it to compare two sets of values in one job.'
        ],
        example: 'reference-values: values/old.yaml',
        placeholder: '<file,…>',
        required: false,
        applied: true,
        parser: (0,values/* list */.p_)(values/* oneLine */.TN)
    },
    'reference-cilium-version': {
        group: 'Comparing',
        summary: 'Chart version of the reference arm.',
        description: [
            'Version of the chart in the reference arm, in place of `cilium-version`. Both arms are measured in turns.',
            'Use it to see what an update costs, or in a nightly job to compare with a pinned version.'
        ],
        example: 'reference-cilium-version: 1.19.6',
        placeholder: '<version>',
        required: false,
        applied: true,
        parser: values/* version */.rE
    },
    'time-budget': {
        group: 'Comparing',
        summary: 'Minutes after which no further round is begun, 5 to 360.',
        description: [
            'Minutes of measuring after which no further round is begun, from 5 to 360. The rounds planned are as many as fit; the plan says which change they can show.',
            'Use it to bound the time of a job. `rounds` still bounds the number.'
        ],
        example: 'time-budget: 30',
        placeholder: '<minutes>',
        required: false,
        parser: (0,values/* wholeNumber */.rD)(5, 360, 30)
    },
    baseline: {
        group: 'Comparing',
        summary: 'Earlier runs to compare with: artifact, file or none.',
        description: [
            "Where earlier runs come from. `artifact` finds those that this workflow published on the base branch, believing GitHub's API about where they come from and not the artifacts themselves. `file` reads `baseline-files`. `none` compares with nothing stored.",
            'A pool of five runs or more can gate where its runs agree well enough; fewer only advise. `artifact` needs `actions: read` and works in workflows only.'
        ],
        example: 'baseline: none',
        placeholder: '<artifact|file|none>',
        required: false,
        actionDefault: 'artifact',
        parser: values/* oneLine */.TN.pipe((0,values/* choice */.Yq)(['artifact', 'file', 'none']))
    },
    'baseline-files': {
        group: 'Comparing',
        summary: 'run.json or baseline.json files to compare with; globs are allowed.',
        description: [
            'Files of earlier runs, `run.json` or `baseline.json`, one per line or separated by commas; `*` and `**` are allowed. For `baseline: file`.',
            'Use it on your own machine, or where runs are kept outside of GitHub.'
        ],
        example: 'baseline-files: runs/**/run.json',
        placeholder: '<file,…>',
        required: false,
        parser: (0,values/* list */.p_)(values/* oneLine */.TN)
    },
    'baseline-workflow': {
        group: 'Comparing',
        summary: "File of the workflow whose runs are the baseline; this job's own when left out.",
        description: [
            "Path of the workflow file whose runs are the baseline. Without it, it is this job's own.",
            'Set it when pull requests are measured by another workflow than pushes.'
        ],
        example: 'baseline-workflow: .github/workflows/perf.yml',
        placeholder: '<path>',
        required: false,
        workflowOnly: true,
        parser: values/* oneLine */.TN.regex(/^\.github\/workflows\/[^/]+\.ya?ml$/, {
            error: 'is no workflow file; write it like .github/workflows/perf.yml'
        })
    },
    'margin-throughput': {
        group: 'Comparing',
        summary: 'Loss of throughput in percent below which a change counts as none, 1 to 50.',
        description: [
            'Loss of throughput in percent below which a change counts as none.',
            'A smaller margin needs more rounds; every report prints the change that it could have seen.'
        ],
        example: 'margin-throughput: 3',
        placeholder: '<percent>',
        required: false,
        default: '5',
        parser: percent(5)
    },
    'margin-latency': {
        group: 'Comparing',
        summary: 'Growth of latency in percent below which a change counts as none, 1 to 50.',
        description: [
            'Growth of latency in percent below which a change counts as none. It holds for everything that is better when lower.',
            'A smaller margin needs more rounds; every report prints the change that it could have seen.'
        ],
        example: 'margin-latency: 20',
        placeholder: '<percent>',
        required: false,
        default: '10',
        parser: percent(10)
    },
    gate: {
        group: 'Comparing',
        summary: 'Metrics that gate besides the primary one of each test, as test/metric.',
        description: [
            'Metrics that gate besides the primary one of each test (throughput, mean latency), as `test/metric`, one per line or separated by commas. The names are those of run.json.',
            'Every further metric costs power: leave out what nobody would act on.'
        ],
        example: 'gate: tcp-latency/latency-p99',
        placeholder: '<test/metric,…>',
        required: false,
        parser: (0,values/* list */.p_)(gatedMetric)
    },
    legs: {
        group: 'Comparing',
        summary: 'Jobs of a matrix whose metrics are judged as one family, 1 to 50.',
        description: [
            'Number of jobs whose gated metrics are judged as one family, this one included: the legs of a matrix. The last job, with `report/`, judges them by their figures; a leg alone must be stricter than it would be for itself, or it would stop measuring when it has seen enough for one leg and too little for all.',
            'Set it to `strategy.job-total` in a matrix that one comment tells of. Of `report/`, set it to their number: when fewer have uploaded what they measured, the verdict is `invalid`, for a leg that dies early leaves nothing that could be missed.'
        ],
        example: 'legs: 3',
        placeholder: '<number>',
        required: false,
        default: '1',
        parser: (0,values/* wholeNumber */.rD)(1, limits/* maxLegs */.o, 3)
    },
    'fail-on': {
        group: 'Comparing',
        summary: 'Verdicts that fail the job: regression, invalid, inconclusive, advisory, no-baseline; or none.',
        description: [
            'Verdicts that fail the job, one per line or separated by commas: `regression` (exit code 1), `invalid` (3), `inconclusive`, `advisory`, `no-baseline` (1); or `none`. The verdict itself does not change.',
            'Leave `invalid` in: it is what a run says whose figures are not what they seem.'
        ],
        example: 'fail-on: regression, invalid, inconclusive',
        placeholder: '<verdict,…>',
        required: false,
        default: 'regression, invalid',
        parser: failOn
    },
    comment: {
        group: 'Comparing',
        summary: 'Comment on the pull request.',
        description: [
            'Set this to false to leave the pull request without a comment. The job summary has the same text either way.',
            'It needs `pull-requests: write`. Without that, the verdict stands and the report stage (`report/`) can comment.'
        ],
        example: 'comment: false',
        required: false,
        workflowOnly: true,
        actionDefault: 'true',
        parser: values/* boolean */.zM
    },
    'comment-key': {
        group: 'Comparing',
        summary: 'Tells apart the comments of several uses of this action on one pull request.',
        description: [
            'Text by which the comment of this use of the action is found again and updated. It also names the artifacts.',
            'Set it when one pull request is measured in several ways, for example once per provider.'
        ],
        example: 'comment-key: aks',
        placeholder: '<text>',
        required: false,
        workflowOnly: true,
        actionDefault: 'default',
        parser: values/* oneLine */.TN
            .regex(/^[A-Za-z0-9_-]{1,40}$/, {
            error: 'is no key; write 1 to 40 letters, digits, hyphens and underscores, for example aks'
        })
            // The artifact of such a key would be taken for a baseline, and what it measured be missing from a report.
            .refine(key => (0,artifact_names/* isRawName */.ml)((0,artifact_names/* rawName */.UW)(key, 'job', 1)), {
            error: 'would name its artifacts as baselines are named; write a key that does not begin so, for example aks'
        })
    },
    'github-token': {
        group: 'Comparing',
        summary: "Token for GitHub's API.",
        description: [
            "Token by which baselines are found and the comment is written. The job's own token is enough: `contents: read`, `actions: read`, `pull-requests: write`.",
            'Set it only to comment as somebody else.'
        ],
        example: 'github-token: <a token from your secrets>',
        placeholder: '<token>',
        required: false,
        secret: true,
        workflowOnly: true,
        actionDefault: '${{ github.token }}',
        parser: schemas/* string */.YjP()
    }
};

;// CONCATENATED MODULE: ./src/inputs/nodes.ts

const effects = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];
const key = '(?:[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9](?:[-\\w.]*[A-Za-z0-9])?';
const labelValue = '(?:[A-Za-z0-9](?:[-\\w.]*[A-Za-z0-9])?)?';
const requirement = `(?:!?${key}|${key} *(?:==?|!=) *${labelValue}|${key} +(?:in|notin) +\\(${labelValue}(?:, *${labelValue})*\\))`;
/** A node's name (which looks like a label's key), or a label selector in kubectl's syntax. */
const nodeOrSelector = values/* oneLine */.TN.regex(new RegExp(`^${requirement}(?:, *${requirement})*$`), {
    error: 'is neither a node name nor a label selector; write for example worker-1, or agentpool=perf'
});
/** `key`, `key=value`, `key:effect`, `key=value:effect` as `kubectl taint` writes them, or `*` for every taint. */
const toleration = values/* oneLine */.TN
    .refine(text => parseToleration(text) !== undefined, {
    error: `is not a toleration; write key, key=value, key:effect, key=value:effect or *, with the effect ${effects.join(', ')}; for example dedicated=perf:NoSchedule`
})
    .transform(text => parseToleration(text) ?? { operator: 'Exists' });
const nodes_taint = new RegExp(`^(?<key>${key})(?:=(?<value>${labelValue}))?(?::(?<effect>${effects.join('|')}))?$`);
function parseToleration(text) {
    if (text === '*')
        return { operator: 'Exists' };
    const found = nodes_taint.exec(text)?.groups;
    if (found?.['key'] === undefined)
        return undefined;
    const { key: name, value, effect } = found;
    return {
        key: name,
        ...(value === undefined ? { operator: 'Exists' } : { operator: 'Equal', value }),
        ...(effect === undefined ? {} : { effect })
    };
}
/** Inputs that choose the two measured nodes. */
const nodes = {
    'client-node': {
        group: 'Cluster',
        summary: 'Node of the client: a name or a label selector; chosen by the program when left out.',
        description: [
            'Node that the client runs on: its name, or a label selector as `kubectl --selector` takes it; the first usable node by name is taken. Without it the program takes the first usable nodes by name, workers first, and never one that is cordoned, tainted, not ready, unreachable, not yet initialized by its cloud provider, or labeled `cilium.io/no-schedule`.',
            'Set it on shared or mixed clusters, so that each run measures the same two machines. docs/existing-clusters.md has more.'
        ],
        example: 'client-node: agentpool=perf',
        placeholder: '<name|selector>',
        required: false,
        parser: nodeOrSelector
    },
    'server-node': {
        group: 'Cluster',
        summary: 'Node of the server: a name or a label selector; chosen by the program when left out.',
        description: [
            'Node that the server runs on, written as for `client-node`. It is never the node of the client; one selector may serve both.',
            'Set it together with `client-node` when the two must be of one kind, in one zone, or in different zones.'
        ],
        example: 'server-node: agentpool=perf',
        placeholder: '<name|selector>',
        required: false,
        parser: nodeOrSelector
    },
    tolerations: {
        group: 'Cluster',
        summary: 'Taints that the test pods tolerate, as key=value:effect; * for every taint.',
        description: [
            'Taints that the test pods tolerate, one per line or separated by commas: `key=value:effect` as `kubectl taint` writes it; without the value every value, without the effect every effect, and `*` for every taint.',
            'Set it to measure on nodes that are tainted to keep other pods away, which makes the best nodes for measuring.'
        ],
        example: 'tolerations: dedicated=perf:NoSchedule',
        placeholder: '<key=value:effect,…>',
        required: false,
        parser: (0,values/* list */.p_)(toleration)
    }
};

// EXTERNAL MODULE: ./src/scenario/scenario.ts
var scenario = __webpack_require__(27502);
// EXTERNAL MODULE: ./src/inputs/nearest.ts
var nearest = __webpack_require__(13915);
// EXTERNAL MODULE: ./src/inputs/text.ts
var inputs_text = __webpack_require__(94862);
;// CONCATENATED MODULE: ./src/inputs/scenarios.ts





/** Names of all scenarios. */
const scenarioNames = scenario/* routingModes */.bI.flatMap(routing => scenario/* encryptionModes */.cx.map(encryption => (0,scenario/* scenarioName */.ic)({ routing, encryption })));
const additions = scenario/* encryptionModes */.cx.filter(mode => mode !== 'none').map(mode => `+${mode}`);
/** How scenarios are named, for help and messages: shorter than all twelve. */
const scenarioGrammar = `${(0,inputs_text/* either */.gP)(scenario/* routingModes */.bI)}, alone or with ${(0,inputs_text/* either */.gP)(additions)}`;
const scenarios_scenario = schemas/* string */.YjP().transform((name, context) => {
    const parsed = (0,scenario/* parseScenario */.Mo)(name);
    if (parsed !== undefined)
        return parsed;
    const message = `is not a scenario; write ${scenarioGrammar}${(0,nearest/* didYouMean */.a)(name, scenarioNames)}`;
    context.addIssue({ code: 'custom', input: name, message });
    return core/* NEVER */.tm;
});
/** Scenarios by name, each once; `vxlan+none` is `vxlan`. */
const scenarios = (0,values/* list */.p_)(scenarios_scenario).superRefine((parsed, context) => {
    const names = parsed.map(scenario/* scenarioName */.ic);
    for (const name of new Set(names.filter((each, index) => names.indexOf(each) !== index))) {
        context.addIssue({
            code: 'custom',
            input: name,
            message: 'is listed twice (with and without +none); list it once'
        });
    }
});

;// CONCATENATED MODULE: ./src/inputs/definitions.ts









/** Every input of the action, and every flag of `run`, by name. */
const definitions = {
    cluster: {
        group: 'Cluster',
        summary: 'Which cluster to measure: one made with kind, an AKS cluster, or one that a kubeconfig names.',
        description: [
            'Which cluster to measure. `kind` creates a cluster of two nodes with kind, or uses the one named `cluster-name` when it exists. `aks` uses an AKS cluster (`aks-resource-group`, `aks-name`) or makes one for the run (`aks-location`); it needs the Azure CLI and a login. `kubeconfig` uses a cluster that is already there.',
            'Use `kind` to compare scenarios on one machine. All nodes of a kind cluster share one kernel and one CPU: ratios count there, absolute figures do not. Use `aks` or `kubeconfig` for figures of real machines.'
        ],
        example: 'cluster: kind',
        placeholder: '<kind|aks|kubeconfig>',
        required: false,
        default: 'kind',
        parser: values/* oneLine */.TN.pipe((0,values/* choice */.Yq)(['kind', 'aks', 'kubeconfig']))
    },
    'cluster-name': {
        group: 'Cluster',
        summary: 'Name of the kind cluster; an existing one is used, if allow-reconfigure names it, and kept.',
        description: [
            'Name of the kind cluster. A cluster of this name that exists is used, if `allow-reconfigure` names its context, and kept. Otherwise it is created, and removed at the end unless `keep-cluster` is set.',
            'Set it to measure a cluster that an earlier step made with kind, or when several runs share one machine.'
        ],
        example: 'cluster-name: perf',
        placeholder: '<name>',
        required: false,
        default: 'cilium-perf-gate',
        defaultHolds: 'with `cluster: kind`',
        provider: 'kind',
        parser: values/* clusterName */.SL
    },
    'keep-cluster': {
        group: 'Cluster',
        summary: 'Keep the kind cluster that this run creates.',
        description: [
            'Set this to true to keep the kind cluster that this run creates. The next run with the same `cluster-name` uses it.',
            'Use it on your own machine, to look at the cluster afterwards or to save the time of creating it. It does nothing useful on a hosted runner, whose machine goes with the job.'
        ],
        example: 'keep-cluster: true',
        required: false,
        default: 'false',
        defaultHolds: 'with `cluster: kind`',
        provider: 'kind',
        parser: values/* boolean */.zM
    },
    'kind-config': {
        group: 'Cluster',
        summary: 'File with a kind configuration, merged with what the program needs.',
        description: [
            'Path of a kind configuration file. The program adds what it needs to it: two nodes, no default CNI, no kube-proxy. What says the opposite of that, or of another input, is refused.',
            'Use it for feature gates, mounts, subnets or a registry mirror. Leave it out when two plain nodes will do, or some by `kind-workers`.'
        ],
        example: 'kind-config: .github/kind.yaml',
        placeholder: '<file>',
        required: false,
        provider: 'kind',
        parser: values/* oneLine */.TN
    },
    'kind-node-image': {
        group: 'Cluster',
        summary: "Node image of the kind cluster; kind's own choice when left out.",
        description: [
            'Image of the nodes of the kind cluster, with a tag or a digest. It decides the Kubernetes version. Without it kind uses the image that belongs to its own version, unless `kubernetes-version` asks for another.',
            'Set it to stay on one image: the release notes of kind list the digest of each. Or use an image that was built on this machine.'
        ],
        example: 'kind-node-image: kindest/node:v1.34.3',
        placeholder: '<image>',
        required: false,
        provider: 'kind',
        parser: values/* image */.Sl
    },
    'kubernetes-version': {
        group: 'Cluster',
        summary: "Kubernetes version of the kind cluster, without v; that of kind's own image when left out.",
        description: [
            'Kubernetes version of the kind cluster, without `v`. The nodes get the image `kindest/node:v<version>`, by its tag: kind publishes one for some versions only, those of the release notes of your version of kind.',
            'Set it to measure on the version that your clusters run. To fix the image by its digest too, or to take it from a mirror, use `kind-node-image` in its place.'
        ],
        example: 'kubernetes-version: 1.34.3',
        placeholder: '<version>',
        required: false,
        provider: 'kind',
        parser: values/* version */.rE
    },
    'kind-workers': {
        group: 'Cluster',
        summary: 'Number of worker nodes of the kind cluster, 1 to 20; 1 when left out.',
        description: [
            'Number of worker nodes of the kind cluster, from 1 to 20, beside its control plane. Without it there is one, or as many as `kind-config` lists.',
            'Set it to 2 for `wireguard-node-encryption`, from which control-plane nodes opt out. More nodes do not measure more: all share the CPUs of one machine.'
        ],
        example: 'kind-workers: 2',
        placeholder: '<count>',
        required: false,
        provider: 'kind',
        parser: (0,values/* wholeNumber */.rD)(1, 20, 2)
    },
    'load-images': {
        group: 'Cluster',
        summary: "Images of this machine's Docker engine that the nodes of the kind cluster get.",
        description: [
            'Images that the Docker engine of this machine has, one per line or separated by commas. They are loaded into the nodes of the kind cluster, by `kind load docker-image`.',
            'Use it for a Cilium or test image that an earlier step built, named in `cilium-values` or `image` by the same tag. Leave it out for images that the nodes can pull.'
        ],
        example: 'load-images: cilium-dev:ci',
        placeholder: '<image,…>',
        required: false,
        provider: 'kind',
        parser: (0,values/* list */.p_)(values/* image */.Sl)
    },
    ...aks/* aks */.o8,
    kubeconfig: {
        group: 'Cluster',
        summary: 'Kubeconfig file; $KUBECONFIG or ~/.kube/config when left out.',
        description: [
            'Path of the kubeconfig file, for `cluster: kubeconfig`. Without it the file is found as kubectl finds it: the files that the variable `KUBECONFIG` lists, then `~/.kube/config`; in a pod of the cluster its service account, as the context `in-cluster`.',
            "Write a path here, never the file's content."
        ],
        example: 'kubeconfig: ./kubeconfig',
        placeholder: '<file>',
        required: false,
        provider: 'kubeconfig',
        parser: values/* oneLine */.TN
    },
    context: {
        group: 'Cluster',
        summary: 'Context of the kubeconfig; the one of allow-reconfigure when left out.',
        description: [
            "Name of the kubeconfig context, for `cluster: kubeconfig`. Without it the context that `allow-reconfigure` names is used, or with `apply: false` the kubeconfig's current one.",
            'Set it when the context comes from another place than the permission: the two must agree, so neither can change alone.'
        ],
        example: 'context: perf-lab',
        placeholder: '<context>',
        required: false,
        provider: 'kubeconfig',
        parser: values/* oneLine */.TN
    },
    'allow-reconfigure': {
        group: 'Cluster',
        summary: 'The context whose Cilium may be reconfigured; required for a cluster that exists.',
        description: [
            'Name of the kubeconfig context whose Cilium may be reconfigured. Required with `cluster: kubeconfig` unless `apply` is false; there it must be the context that is used, for a kind cluster that exists already, whose context is `kind-` and its name, and for an AKS cluster that exists (BYOCNI), whose context is its name. It is the permission to change a cluster that this program did not create: measuring a scenario sets the routing and encryption modes of Cilium and restarts its agents, which interrupts the network of all pods.',
            'Do not name a cluster here that serves users. At the end, after a failure or a cancel too, the earlier Helm release is put back; Cilium must have been installed with helm as release `cilium`, or not at all.'
        ],
        example: 'allow-reconfigure: perf-lab',
        placeholder: '<context>',
        required: false,
        applied: true,
        parser: values/* oneLine */.TN
    },
    ...nodes,
    apply: {
        group: 'Cluster',
        summary: 'Set to false to measure Cilium in the mode that it is in, and change nothing of it.',
        description: [
            'Set this to false to measure a cluster as it is and to prove what is found there: is my traffic encrypted? Only with a cluster that exists. Nothing is installed, reconfigured or restarted, and `allow-reconfigure` is not needed; all that is made are namespaces with test pods, removed at the end.',
            "The scenario is read from the agents. Cilium need not have been installed with helm. What is proven is the path of the run's own test pods, not that of any other pod. The load of the tests is real: mind what else the nodes do."
        ],
        example: 'apply: false',
        required: false,
        default: 'true',
        parser: values/* boolean */.zM
    },
    'cilium-chart': {
        group: 'Cilium',
        summary: 'Helm chart of Cilium: a path, oci://… or the https://… address of a repository.',
        description: [
            "Where the Helm chart of Cilium comes from: an OCI reference (`oci://…`), the address of a chart repository (`https://…`), or the path of a chart's folder or archive.",
            'Use a path to measure a chart that you changed, or on a machine that reaches no registry.'
        ],
        example: 'cilium-chart: https://helm.cilium.io',
        placeholder: '<path|oci://…|https://…>',
        required: false,
        default: 'oci://quay.io/cilium/charts/cilium',
        defaultHolds: 'with `apply: true`',
        applied: true,
        parser: chart
    },
    'cilium-version': {
        group: 'Cilium',
        summary: 'Version of the chart, without v; not with a chart by path, which has its own.',
        description: [
            'Version of the Cilium chart, without `v`. Not allowed with a `cilium-chart` by path, which has its own version.',
            'Set it to what you run or want to run. The version is recorded in the run.'
        ],
        example: 'cilium-version: 1.20.2',
        placeholder: '<version>',
        required: false,
        default: '1.20.2',
        defaultHolds: 'with a chart from a registry or repository',
        applied: true,
        parser: values/* version */.rE
    },
    'cilium-version-file': {
        group: 'Cilium',
        summary: 'File that holds the version of the chart, in place of cilium-version.',
        description: [
            'Path of a file whose first line is the version of the Cilium chart, with or without `v`, in place of `cilium-version`.',
            'Use it when pull requests change the version: the reference arm reads the same file at the base commit.'
        ],
        example: 'cilium-version-file: .cilium-version',
        placeholder: '<file>',
        required: false,
        applied: true,
        parser: values/* oneLine */.TN
    },
    'cilium-values': {
        group: 'Cilium',
        summary: 'Helm values files for Cilium, in the order in which Helm reads them.',
        description: [
            'Paths of Helm values files for Cilium, one per line or separated by commas. Later files win. What the scenario demands is applied on top.',
            'Give the files that your clusters use, so that the figures are about your set-up. Leave routing and encryption to `scenarios`. Without files, a cluster that has Cilium keeps the values of its Helm release.'
        ],
        example: 'cilium-values: |\n  cilium/values.yaml\n  cilium/values-perf.yaml',
        placeholder: '<file,…>',
        required: false,
        applied: true,
        parser: (0,values/* list */.p_)(values/* oneLine */.TN)
    },
    'cilium-namespace': {
        group: 'Cilium',
        summary: 'Namespace of Cilium.',
        description: [
            'Namespace in which Cilium is installed.',
            'Change it only when Cilium runs elsewhere on your cluster.'
        ],
        example: 'cilium-namespace: cilium',
        placeholder: '<namespace>',
        required: false,
        default: 'kube-system',
        parser: values/* namespace */.MF
    },
    'wireguard-node-encryption': {
        group: 'Modes',
        summary: 'Let WireGuard also encrypt the traffic of the nodes themselves.',
        description: [
            "Set this to true to let WireGuard also encrypt what the nodes send to each other outside of pods (Cilium's `encryption.nodeEncryption`).",
            'Use it when your clusters do. The control path is then encrypted too, so the run has no control. Control-plane nodes opt out: a kind cluster needs `kind-workers: 2`.'
        ],
        example: 'wireguard-node-encryption: true',
        required: false,
        default: 'false',
        defaultHolds: 'with a WireGuard scenario',
        encryptions: ['wireguard'],
        applied: true,
        parser: values/* boolean */.zM
    },
    'ipsec-key-algorithm': {
        group: 'Modes',
        summary: 'Algorithm of the IPsec key that is made when the cluster has none.',
        description: [
            "Algorithm of the IPsec key, by cilium-cli's names. The key is made when the Secret `cilium-ipsec-keys` is missing; one that exists is used, whatever its algorithm.",
            'Leave it out unless your clusters use another one: AES-GCM does encryption and authentication in one pass, AES-CBC with a hash needs two.'
        ],
        example: 'ipsec-key-algorithm: cbc-aes-sha256',
        placeholder: '<algorithm>',
        required: false,
        default: 'rfc4106-gcm-aes',
        defaultHolds: 'with an IPsec scenario',
        encryptions: ['ipsec'],
        applied: true,
        parser: values/* oneLine */.TN.pipe((0,values/* choice */.Yq)(ipsecKeyAlgorithms))
    },
    'strict-mode': {
        group: 'Modes',
        summary: 'Let Cilium drop unencrypted pod traffic: off, egress or ingress.',
        description: [
            'Where Cilium drops pod traffic that should be encrypted and is not. `egress` drops at the sender, for the range of the pods and IPv4 only; with IPsec it needs Cilium 1.19. `ingress` drops at the receiver, with WireGuard only, from Cilium 1.19 on, and before 1.20 only in a tunnel.',
            'Set it to measure what your clusters run. It is not needed to prove encryption. It holds for the WireGuard and IPsec scenarios; the others stay without it.'
        ],
        example: 'strict-mode: egress',
        placeholder: '<off|egress|ingress>',
        required: false,
        default: 'off',
        defaultHolds: 'with a WireGuard or IPsec scenario',
        encryptions: ['wireguard', 'ipsec'],
        applied: true,
        parser: values/* oneLine */.TN.pipe((0,values/* choice */.Yq)(strictModes))
    },
    'ztunnel-ca': {
        group: 'Modes',
        summary: "Issuer of ztunnel's certificates: internal (Cilium's own) or spire.",
        description: [
            "Who issues the certificates of ztunnel's workloads. `internal` is Cilium's own CA. `spire` is a SPIRE that is installed already, with Cilium 1.20 or later.",
            "For `spire`, `cilium-values` must lead to it as Cilium's guide says: ztunnel's CA address (or `SPIRE_ENABLED`), its extra volumes and mounts, and the operator's SPIRE server address and agent socket. The setting alone would keep the internal CA without a word, so the run is refused without them."
        ],
        example: 'ztunnel-ca: spire',
        placeholder: '<internal|spire>',
        required: false,
        default: 'internal',
        defaultHolds: 'with a ztunnel scenario',
        encryptions: ['ztunnel'],
        applied: true,
        parser: values/* oneLine */.TN.pipe((0,values/* choice */.Yq)(ztunnelCas))
    },
    'ztunnel-worker-threads': {
        group: 'Modes',
        summary: "Worker threads of ztunnel, a number or N% of the CPUs; ztunnel's own 2 when left out.",
        description: [
            "Worker threads of each ztunnel: a number, or a percentage of the node's CPUs (`ZTUNNEL_WORKER_THREADS`). Without it ztunnel takes 2.",
            'Raise it to see whether ztunnel is short of threads. Beyond that leave it alone: the default is what clusters run. It needs Cilium 1.19.2 or later.'
        ],
        example: 'ztunnel-worker-threads: 4',
        placeholder: '<count|N%>',
        required: false,
        encryptions: ['ztunnel'],
        applied: true,
        parser: values/* workerThreads */.kp
    },
    'ztunnel-image': {
        group: 'Modes',
        summary: "Image of ztunnel, by digest or by a tag other than latest; the chart's when left out.",
        description: [
            'Image of ztunnel in place of the one that the chart names, with a digest or a tag. It needs Cilium 1.19.2 or later.',
            'Set it to compare a ztunnel of your own, or to your mirror when the nodes cannot pull the default.'
        ],
        example: 'ztunnel-image: registry.example/ztunnel:1.28.0',
        placeholder: '<image>',
        required: false,
        encryptions: ['ztunnel'],
        applied: true,
        parser: values/* image */.Sl
    },
    scenarios: {
        group: 'Measuring',
        summary: `What to measure: ${scenarioGrammar}. One or several.`,
        description: [
            `The scenarios to measure, one per line or separated by commas: ${scenarioGrammar}. Each round measures all of them, in a random order.`,
            'List a routing mode also alone to see what its encryption costs. `native` needs nodes that reach each other directly, or routes that you made. ztunnel needs Cilium 1.19 or later and encrypts TCP only; WireGuard and IPsec need a kernel that has them.',
            'The Secrets that IPsec and ztunnel need are made when missing, and used as they are when there. A file of `cilium-values` that sets a mode past the scenario, in `extraConfig` for example, ends the run before anything is touched.',
            'With `apply: false` leave it out, or name the one scenario that the cluster must be in: another one that is found there ends the run.'
        ],
        example: 'scenarios: vxlan, vxlan+wireguard, native+ztunnel',
        placeholder: '<scenario,…>',
        required: false,
        default: 'vxlan',
        defaultHolds: 'with `apply: true`',
        parser: scenarios
    },
    suite: {
        group: 'Measuring',
        summary: 'The recipe: default, or published for the published benchmark (30 s, one round).',
        description: [
            'The recipe. `default` takes the inputs below. `published` is the recipe of the published benchmark: its four TCP tests, 30 seconds each, no warm-up, one round. `tests` may still choose others.',
            'Use `published` to put your figures beside the published ones. Do not use it to decide anything: one round has no spread. Another value of `rounds`, `duration` or `omit` contradicts it.'
        ],
        example: 'suite: published',
        placeholder: '<default|published>',
        required: false,
        default: 'default',
        parser: values/* oneLine */.TN.pipe((0,values/* choice */.Yq)(['default', 'published']))
    },
    tests: {
        group: 'Measuring',
        summary: `The tests to run: ${test/* testNames */.l.join(', ')}.`,
        description: [
            `The tests to run, one per line or separated by commas: ${test/* testNames */.l.join(', ')}. They run in a random order.`,
            'Leave tests out to save time. Add `tcp-connect` for new connections per second, `udp-throughput` and `udp-latency` for UDP.'
        ],
        example: 'tests: tcp-throughput, tcp-latency',
        placeholder: '<test,…>',
        required: false,
        default: 'tcp-throughput, tcp-bidirectional, tcp-latency, tcp-stream',
        parser: (0,values/* list */.p_)((0,values/* choice */.Yq)(test/* testNames */.l))
    },
    rounds: {
        group: 'Measuring',
        summary: 'How often everything is measured, 1 to 100; 3 when left out, 7 with a reference.',
        description: [
            'How often everything is measured, from 1 to 100: 3 when left out, 7 with a reference arm. Each round applies and measures every scenario anew.',
            'More rounds show the spread and take proportionally longer; `plan-only` tells how long. With 1 there is no spread.'
        ],
        example: 'rounds: 5',
        placeholder: '<count>',
        required: false,
        published: '1',
        parser: (0,values/* wholeNumber */.rD)(1, limits/* maxRounds */.I, 3)
    },
    duration: {
        group: 'Measuring',
        summary: 'Measured seconds of each test, 1 to 3600.',
        description: [
            'Measured seconds of each test, from 1 to 3600, in digits only: netperf reads `1m0s` as a million seconds.',
            'Use 5 to try things out and 10 or more for figures that you keep.'
        ],
        example: 'duration: 30',
        placeholder: '<seconds>',
        required: false,
        default: '10',
        defaultHolds: 'with `suite: default`',
        published: '30',
        parser: (0,values/* wholeNumber */.rD)(1, 3600, 10)
    },
    omit: {
        group: 'Measuring',
        summary: 'Warm-up seconds that the iperf3 tests leave out of their figures; less than duration.',
        description: [
            'Warm-up seconds before the measured ones, which the iperf3 tests leave out of their figures. It must be less than `duration`; with `duration: 1` the default is 0.',
            "Raise it when TCP's slow start shows, on long or fast paths."
        ],
        example: 'omit: 2',
        placeholder: '<seconds>',
        required: false,
        default: '1',
        defaultHolds: 'with `suite: default`',
        published: '0',
        parser: (0,values/* wholeNumber */.rD)(0, 3599, 1)
    },
    seed: {
        group: 'Measuring',
        summary: 'Seed of the random order; drawn and recorded when left out.',
        description: [
            'Text from which the random order is drawn: up to 64 letters, digits, hyphens and underscores. Without it one is drawn. Either way it is in run.json and in the output `seed`.',
            'Set it to repeat a run in the same order. Leave it out otherwise, so that each run has another order.'
        ],
        example: 'seed: nightly-42',
        placeholder: '<text>',
        required: false,
        parser: values/* seed */.cR
    },
    image: {
        group: 'Measuring',
        summary: 'Image of the test pods, with iperf3 and netperf; by digest or by a tag other than latest.',
        description: [
            'Image of the test pods. It must hold iperf3 (3.12 to 3.21) and netperf (2.7), and carry a digest or a tag. `latest` and a missing tag are refused: the next run could measure with other tools.',
            'Set it to your mirror when the nodes cannot pull the default.'
        ],
        example: 'image: registry.example/perf:3.21',
        placeholder: '<image>',
        required: false,
        default: 'quay.io/cilium/network-perf:3.21-1782913202-88c270c@sha256:c115a00b80bbf4ff49857dd545f0c40025f226d79051b2c8fdab3e8b938c7f92',
        parser: values/* image */.Sl
    },
    'time-scale': {
        group: 'Measuring',
        summary: 'Factor for every time limit, from 1 to 20: for clusters that are slow or emulated.',
        description: [
            'Factor by which every time limit on the cluster is multiplied: rollouts, commands in pods, settling, and how far a tool may miss its duration. What is measured takes as long as before.',
            'Set it to 3 or more when a healthy run ends with `was not ready within`, `did not end within` or `the path was not steady`: on emulated CPUs, overloaded machines or distant API servers.'
        ],
        example: 'time-scale: 3',
        placeholder: '<factor>',
        required: false,
        default: '1',
        parser: (0,values/* wholeNumber */.rD)(1, 20, 3)
    },
    'witness-image': {
        group: 'Measuring',
        summary: 'Image of the second witness, with tcpdump; by digest or by a tag other than latest.',
        description: [
            "Image with tcpdump, in which the second witness looks at what leaves the nodes: in `verify`, and beside each sample where the encryption counters are shared with other traffic. The default is the image of Cilium's own encryption tests.",
            'Set it to your mirror when the nodes cannot pull the default. Without the image the run goes on; samples that only the witness could prove are `unproven`.'
        ],
        example: 'witness-image: registry.example/alpine-curl:v1.10.0',
        placeholder: '<image>',
        required: false,
        default: 'quay.io/cilium/alpine-curl:v1.10.0@sha256:913e8c9f3d960dde03882defa0edd3a919d529c2eb167caa7f54194528bde364',
        parser: values/* image */.Sl
    },
    'image-pull-secret': {
        group: 'Measuring',
        summary: 'Secret with which test and witness image are pulled, as namespace/name.',
        description: [
            "Secret of type `kubernetes.io/dockerconfigjson` with which the nodes pull the images of `image` and `witness-image`, as `namespace/name`. It is copied into the run's namespaces, and removed with them. The user of the context must be able to read it, and to create Secrets in new namespaces.",
            'Set it when they are in a registry that asks who comes. Leave it out when the nodes have their own credentials, as on AKS with an attached registry.'
        ],
        example: 'image-pull-secret: default/regcred',
        placeholder: '<namespace/name>',
        required: false,
        parser: values/* secretReference */.QO
    },
    'plan-only': {
        group: 'Measuring',
        summary: 'Print the plan and the estimated time, and do nothing else.',
        description: [
            'Set this to true to print the plan and the estimated time, and to end there. Nothing is created, changed or measured.',
            'Use it before a long run, or to review what a change of inputs would do.'
        ],
        example: 'plan-only: true',
        required: false,
        default: 'false',
        parser: values/* boolean */.zM
    },
    ...comparing,
    output: {
        group: 'Results',
        summary: 'Folder for run.json, summary.md and the documents of the scenarios.',
        description: [
            'Folder for the results: run.json, summary.md, a document per scenario and the raw outputs. It is created when missing.',
            'Upload this folder as an artifact to keep the run.'
        ],
        example: 'output: results/native',
        placeholder: '<folder>',
        required: false,
        default: 'cilium-perf-gate-results',
        parser: values/* oneLine */.TN
    }
};
/** All names, in order. */
const inputNames = Object.keys(definitions);
/** The inputs that `run` has as flags. */
const runInputs = inputNames.filter(name => definitionOf(name).workflowOnly !== true);
/** The inputs that `verify` has too: all but those of samples and comparisons. */
const verifyInputs = runInputs.filter(name => definitionOf(name).group !== 'Comparing' &&
    !['suite', 'tests', 'rounds', 'duration', 'omit'].includes(name));
/** The inputs that `compare` has too. */
const compareInputs = [
    'baseline-files',
    'margin-throughput',
    'margin-latency',
    'gate',
    'legs',
    'fail-on'
];
/** The inputs that the second stage (`report/`) has too. */
const reportInputs = [
    'baseline',
    'baseline-files',
    'baseline-workflow',
    'margin-throughput',
    'margin-latency',
    'gate',
    'legs',
    'fail-on',
    'comment',
    'comment-key',
    'github-token'
];
/** The definition of one input in its general form, with the optional parts that it may not have. */
function definitionOf(name) {
    return definitions[name];
}
/** Whether a name, from wherever it comes, is an input's. */
function isInputName(name) {
    return Object.hasOwn(definitions, name);
}


/***/ }),

/***/ 13915:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ didYouMean)
/* harmony export */ });
/* unused harmony export nearest */
/** The known name that a mistyped one most likely meant; `undefined` when none is near. */
function nearest(given, names) {
    const wanted = given.toLowerCase().replaceAll('_', '-');
    const [best] = names
        .map(name => ({ name, distance: editDistance(wanted, name) }))
        .filter(({ name, distance }) => distance <= Math.max(1, Math.floor(name.length / 3)))
        .sort((a, b) => a.distance - b.distance);
    return best?.name;
}
/** ` (did you mean vxlan?)`, or nothing when no name is near. */
function didYouMean(given, names, prefix = '') {
    const name = nearest(given, names);
    return name === undefined ? '' : ` (did you mean ${prefix}${name}?)`;
}
/** Levenshtein distance: insertions, deletions and replacements of one character. */
function editDistance(a, b) {
    let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
    for (const [row, letter] of Array.from(a).entries()) {
        const current = [row + 1];
        for (const [column, other] of Array.from(b).entries()) {
            const replaced = (previous[column] ?? 0) + (letter === other ? 0 : 1);
            current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
        }
        previous = current;
    }
    return previous.at(-1) ?? 0;
}


/***/ }),

/***/ 94862:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   LV: () => (/* binding */ wrap),
/* harmony export */   gP: () => (/* binding */ either),
/* harmony export */   hD: () => (/* binding */ quote)
/* harmony export */ });
/** Longest part of a value that a message repeats: enough to recognise it, short enough for one annotation. */
const longestQuote = 120;
/** A value as messages show it: in double quotes, with line ends and control characters made visible. */
function quote(value) {
    return JSON.stringify(value.length > longestQuote ? `${value.slice(0, longestQuote)}…` : value);
}
/** `a, b or c`. */
function either(names) {
    return new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(names);
}
/** Breaks a paragraph at spaces into lines of at most `width` characters; a longer word gets a line of its own. */
function wrap(paragraph, width) {
    const lines = [];
    let line = '';
    for (const word of paragraph.split(' ')) {
        if (line !== '' && line.length + 1 + word.length > width) {
            lines.push(line);
            line = word;
        }
        else {
            line = line === '' ? word : `${line} ${word}`;
        }
    }
    return [...lines, line];
}


/***/ }),

/***/ 18463:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MF: () => (/* binding */ namespace),
/* harmony export */   QO: () => (/* binding */ secretReference),
/* harmony export */   SL: () => (/* binding */ clusterName),
/* harmony export */   Sl: () => (/* binding */ image),
/* harmony export */   TN: () => (/* binding */ oneLine),
/* harmony export */   Yq: () => (/* binding */ choice),
/* harmony export */   cR: () => (/* binding */ seed),
/* harmony export */   kp: () => (/* binding */ workerThreads),
/* harmony export */   p_: () => (/* binding */ list),
/* harmony export */   rD: () => (/* binding */ wholeNumber),
/* harmony export */   rE: () => (/* binding */ version),
/* harmony export */   zM: () => (/* binding */ boolean)
/* harmony export */ });
/* harmony import */ var zod__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(13798);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(13915);
/* harmony import */ var _text_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(94862);



// Every message here is the end of a sentence that starts with the input's name and the quoted value.
/** One value on one line, exactly as written: nothing is trimmed, so that nothing is guessed. */
const oneLine = zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()
    .regex(/^[^\r\n]*$/, { error: 'has more than one line; write one value on one line', abort: true })
    .regex(/\S/, { error: 'is blank; write a value, or leave the input out', abort: true })
    .regex(/^\S(.*\S)?$/, { error: 'has spaces around it; write it without', abort: true });
/** `true` or `false`, nothing else: YAML's other spellings (`yes`, `on`) are strings on GitHub. */
const boolean = oneLine
    .pipe(zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(['true', 'false'], { error: 'is neither true nor false; write true or false' }))
    .transform(value => value === 'true');
/** One of a few names. */
function choice(names) {
    return zod__WEBPACK_IMPORTED_MODULE_0__/* ["enum"] */ .k5n(names, {
        error: ({ input }) => `is not known; write ${(0,_text_js__WEBPACK_IMPORTED_MODULE_1__/* .either */ .gP)(names)}${(0,_nearest_js__WEBPACK_IMPORTED_MODULE_2__/* .didYouMean */ .a)(String(input), names)}`
    });
}
/** Plain digits between two bounds: `1m0s`, `1e3` and `1.5` mean something else to every tool that reads them. */
function wholeNumber(minimum, maximum, example) {
    return oneLine
        .refine(value => /^(0|[1-9]\d*)$/.test(value) && Number(value) >= minimum && Number(value) <= maximum, {
        error: `is not a whole number from ${String(minimum)} to ${String(maximum)}; write digits only, for example ${String(example)}`
    })
        .transform(Number);
}
/** Entries separated by commas or line ends, each once; blank entries (a comma at a line's end) do not count. */
function list(item) {
    return zod__WEBPACK_IMPORTED_MODULE_0__/* .string */ .YjP()
        .refine(value => entries(value).length > 0, {
        error: 'lists nothing; write entries separated by commas or line ends, or leave the input out',
        abort: true
    })
        .transform(entries)
        .superRefine((names, context) => {
        const repeated = names.filter((name, index) => names.indexOf(name) !== index);
        for (const name of new Set(repeated)) {
            context.addIssue({ code: 'custom', input: name, message: 'is listed twice; list it once' });
        }
    })
        .pipe(zod__WEBPACK_IMPORTED_MODULE_0__/* .array */ .YOg(item));
}
function entries(value) {
    return value
        .split(/[,\r\n]/)
        .map(entry => entry.trim())
        .filter(entry => entry !== '');
}
/** A chart's or program's version as the chart repository spells it. */
const version = oneLine.regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/, {
    error: ({ input }) => /^v\d/.test(String(input))
        ? `starts with v; write ${String(input).slice(1)}`
        : 'is not a version; write three numbers without v, for example 1.20.2'
});
/** A Kubernetes namespace (RFC 1123 label). */
const namespace = oneLine.regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, {
    error: 'is not a namespace; write at most 63 lower-case letters, digits and hyphens, for example kube-system'
});
/** A Secret and its namespace. */
const secretReference = oneLine
    .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\/[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/, {
    error: 'is not a Secret; write its namespace and its name, for example default/regcred',
    abort: true
})
    .transform(value => {
    const [namespace = '', name = ''] = value.split('/');
    return { namespace, name };
});
/** A kind cluster's name. kind appends `-control-plane`, and a host name has at most 63 characters. */
const clusterName = oneLine.regex(/^[a-z0-9]([a-z0-9.-]{0,47}[a-z0-9])?$/, {
    error: 'is not a cluster name; write at most 49 lower-case letters, digits, dots and hyphens, for example perf'
});
/** Text that seeds the order; short and plain, because it is repeated in tables and commands. */
const seed = oneLine.regex(/^[A-Za-z0-9_-]{1,64}$/, {
    error: 'is not a seed; write 1 to 64 letters, digits, hyphens and underscores, for example nightly-42'
});
/** ztunnel's threads: a number, or a percentage of the node's CPUs. */
const workerThreads = oneLine.refine(value => /^[1-9]\d*%?$/.test(value) && parseInt(value, 10) <= (value.endsWith('%') ? 100 : 256), { error: 'is no number of threads; write 1 to 256, or 1% to 100% of the CPUs, for example 4' });
const reference = /^(?:[A-Za-z0-9.-]+(?::\d+)?\/)?[a-z0-9]+(?:[._/-]+[a-z0-9]+)*(?::(?<tag>\w[\w.-]{0,127}))?(?:@(?<digest>sha256:[0-9a-f]{64}))?$/;
/**
 * An image reference that names one image: by digest, or by a tag other than `latest`. Without either, two runs of the
 * same workflow can measure with two versions of iperf3 (one thread before 3.16, one per stream since).
 */
const image = oneLine.superRefine((value, context) => {
    const parts = reference.exec(value)?.groups;
    const wrong = (message) => {
        context.addIssue({ code: 'custom', input: value, message });
    };
    if (parts === undefined) {
        wrong('is not an image reference; write repository:tag, repository@sha256:… or both');
        return;
    }
    const { tag, digest } = parts;
    if (digest === undefined && tag === undefined) {
        wrong('has no tag and no digest, so the next run could use another image; add a tag or @sha256:…');
    }
    else if (digest === undefined && tag === 'latest') {
        wrong('has the tag latest, so the next run could use another image; write another tag or add @sha256:…');
    }
});


/***/ }),

/***/ 30351:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ maxRounds),
/* harmony export */   o: () => (/* binding */ maxLegs)
/* harmony export */ });
/** How often everything is measured at most. It bounds the inputs, and so whatever a stored run may claim. */
const maxRounds = 100;
/** Jobs of a matrix that can be judged as one family, and so the runs that are read for one report. */
const maxLegs = 50;


/***/ }),

/***/ 27502:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Mo: () => (/* binding */ parseScenario),
/* harmony export */   bI: () => (/* binding */ routingModes),
/* harmony export */   cx: () => (/* binding */ encryptionModes),
/* harmony export */   ic: () => (/* binding */ scenarioName)
/* harmony export */ });
/** Routing modes in Cilium's words: tunnelling by VXLAN or Geneve, or native routing. */
const routingModes = ['vxlan', 'geneve', 'native'];
/** Encryption modes of Cilium's `encryption.type`, and `none`. */
const encryptionModes = ['none', 'wireguard', 'ipsec', 'ztunnel'];
/** The scenario's name as users write it: the encryption is left out when there is none. */
function scenarioName(scenario) {
    return scenario.encryption === 'none' ? scenario.routing : `${scenario.routing}+${scenario.encryption}`;
}
/** Reads a scenario's name; `undefined` when it is none. `vxlan+none` is the long form of `vxlan`. */
function parseScenario(name) {
    const [routing, encryption = 'none', ...rest] = name.split('+');
    const knownRouting = routingModes.find(mode => mode === routing);
    const knownEncryption = encryptionModes.find(mode => mode === encryption);
    if (knownRouting === undefined || knownEncryption === undefined || rest.length > 0)
        return undefined;
    return { routing: knownRouting, encryption: knownEncryption };
}


/***/ }),

/***/ 7326:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ testNames)
/* harmony export */ });
/** The tests of the suite. The first four are the published benchmark's TCP rows. */
const testNames = [
    'tcp-throughput',
    'tcp-bidirectional',
    'tcp-latency',
    'tcp-stream',
    'udp-throughput',
    'udp-latency',
    'tcp-connect'
];


/***/ })

};
