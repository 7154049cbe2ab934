export const id = 154;
export const ids = [154];
export const modules = {

/***/ 69154:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Mq: () => (/* binding */ redactLine),
  Rd: () => (/* binding */ redactText),
  FI: () => (/* binding */ redactValue)
});

// UNUSED EXPORTS: redacted

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(77598);
;// CONCATENATED MODULE: ./src/results/secret-names.ts
/** Names that speak of secrets but hold a reference, a switch or a measure: `secretName`, `ipsec-key-file`, `tokenExpirationSeconds`. */
const harmlessEndings = new Set([
    ...[
        'address',
        'algo',
        'algorithm',
        'audience',
        'audiences',
        'class',
        'count',
        'create',
        'dir',
        'directory',
        'domain'
    ],
    ...['duration', 'enabled', 'endpoint', 'expiration', 'expiry', 'file', 'format', 'host', 'id', 'interval', 'issuer'],
    ...['key', 'kind', 'length', 'limit', 'method', 'mode', 'mount', 'name', 'names', 'namespace', 'namespaces', 'only'],
    ...[
        'path',
        'policy',
        'port',
        'provider',
        'ref',
        'refs',
        'rotation',
        'seconds',
        'selector',
        'size',
        'socket',
        'source'
    ],
    ...['spi', 'sync', 'ttl', 'type', 'url', 'version', 'watcher']
]);
/** Words too short or too common to count anywhere but at the end of a name: `mesh-auth-queue-size` is no secret. */
const secretLastWords = new Set(['auth', 'authorization', 'bearer', 'creds', 'jwt', 'pat', 'psk', 'pwd', 'sas', 'sig']);
/** Runs of words that name key material although neither word does alone. */
const secretPhrases = [
    ...['access key', 'account key', 'admin key', 'api key', 'auth key', 'ca bundle', 'client key', 'connection string'],
    ...[
        'encryption key',
        'key data',
        'key material',
        'key pem',
        'master key',
        'private key',
        'preshared key',
        'primary key'
    ],
    ...['secondary key', 'secret key', 'server key', 'shared key', 'signing key', 'sas url', 'ssh key', 'tls key']
];
/** The same names written as one lower-case word, as in `apikey` or `PGPASSWORD`. */
const secretStems = /passw(?:or)?d|passphrase|secret|token|credential|apikey|accesskey|accountkey|sharedkey|privatekey|presharedkey|clientkeydata|connectionstring/;
function wordsOf(name) {
    return name
        .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
        .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
        .toLowerCase()
        .split(/[^a-z0-9]+/)
        .filter(word => word !== '');
}
/** Whether a name announces a public key, as in `wg-pub-key`, `Public key` or `Pubkey`. */
function isPublicKeyName(name) {
    return /(?:^| )(?:pub ?key|public ?key|peer)$/.test(wordsOf(name).join(' '));
}
/** Whether the value under this name is a secret by the name alone. */
function isSecretName(name) {
    if (isPublicKeyName(name))
        return false;
    // File names inside a Secret or a certificate directory: `tls.key`, `ca-private.key`.
    if (/[a-z0-9]\.key$/i.test(name.trim()))
        return true;
    const words = wordsOf(name);
    const joined = words.join(' ');
    if (secretPhrases.some(phrase => joined === phrase || joined.endsWith(` ${phrase}`)))
        return true;
    const last = words.at(-1);
    if (last === undefined || harmlessEndings.has(last))
        return false;
    return (secretLastWords.has(last) ||
        words.some(word => secretStems.test(word)) ||
        secretPhrases.some(phrase => ` ${joined} `.includes(` ${phrase} `)));
}
/** Whether a name inside a secret's own mapping refers to the secret, or describes it, instead of holding it. */
function isReferenceName(name) {
    return /(?:^| )(?:enabled|kind|names?|namespace|optional|ref|type|api version|default mode)$/.test(wordsOf(name).join(' '));
}
/** Whether a name announces a digest, a commit or an identifier: hexadecimal that is meant to be read. */
function isIdentifierName(name) {
    const words = wordsOf(name).join(' ');
    return (/(?:^| )(?:checksum|commit|digest|hash|revision|sha\d*)(?: |$)/.test(words) ||
        /(?:^| )(?:id|seed|serial|serial number|uid|uuid|version)$/.test(words));
}

;// CONCATENATED MODULE: ./src/results/redact-patterns.ts

/**
 * Forms that are secret whatever stands before them; the first group, where there is one, is kept. A text can be a megabyte
 * that somebody made up: where a form may begin at each of its characters, none may search the rest of the text from there.
 */
const redact_patterns_forms = [
    // PEM, also with escaped newlines, also cut off before its end.
    /()(-----BEGIN [A-Z0-9 ]+-----(?:(?:(?!-----BEGIN )[\s\S])*?(?:-----END [A-Z0-9 ]+-----|(?=-----BEGIN ))|(?:[A-Za-z0-9+/=\s]|\\[nr])*))/g,
    /()((?<![A-Za-z0-9+/])LS0tLS1CRUdJTi[A-Za-z0-9+/]+={0,2})/g,
    /()(\bgithub_pat_\w{16,})/g,
    /()(\bgh[opusr]_[\w.-]{16,})/g,
    /()(\bglpat-[\w-]{16,})/g,
    /()(\bnpm_[A-Za-z0-9]{30,})/g,
    /()(\bxox[abeoprs]-[\w-]{10,})/g,
    /()(\b(?:AKIA|ASIA)[A-Z0-9]{16}\b)/g,
    /()(\bAIza[\w-]{35})/g,
    // A JSON web token. Of what may begin one in a word, the first alone is tried: no other one ends differently.
    /(?<![\w-])(?=([\w-]*?)\beyJ[\w-]{6})\1(eyJ[\w-]{6,}\.[\w-]{4,}(?:\.[\w-]*){0,3})/g,
    // Client secrets of Entra ID.
    /()((?<![\w~.-])[\w~.-]{3}\dQ~[\w~.-]{31,34})/g,
    /(\b(?:bearer|basic)\s+)(?!\[redacted )([\w.~+/=-]{8,})/gi,
    /([?&;]sig=)(?!\[redacted )([^&\s"'<>]+)/gi,
    /(\b(?:AccountKey|SharedAccessKey|SharedAccessSignature)=)(?!\[redacted )([^;\s"']+)/gi,
    /((?<![a-z0-9+.-])[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@"']*:)(?!\[redacted )([^\s/@"']+)(?=@)/gi,
    // IPsec: `3+ rfc4106(gcm(aes)) <key> 128`, `auth-trunc hmac(sha256) 0x<key> 128`, `enc cbc(aes) 0x<key>`.
    /(\b[a-z][\w-]{0,40}\((?:[^()\s]|\([^()\s]*\))*\)['"]?\s+)((?:0x)?[0-9a-f]{8,})/gi,
    /(\b\d+\+?\s+(?:rfc\d+|hmac|cbc|gcm)\([^\s]*\)\s+)(?!\[redacted )([^\s"']+)/gi,
    /(\b(?:enc|auth|auth-trunc|aead)\s+\S+\s+)(0x[0-9a-f]+)/gi,
    /()(\b0x[0-9a-f]{32,}\b)/gi
];
/** Long hexadecimal with a boundary on both sides; a path's component (`/templates/<hash>/`) is not a key. */
const longHex = /(?<![\w+/@.-])[0-9a-f]{40,}(?![\w+/=])/gi;
/** What stands before the id of a container (a runtime's words) or of a commit: neither is a secret, and both name what failed. */
const idBefore = /(?:\b(?:containerd|docker|cri-o):\/\/|\b(?:task|container|sandbox|commit)\s+["'`]?)$/i;
function isId(value, before) {
    return (value.length === 64 || value.length === 40) && /^[0-9a-f]+$/.test(value) && idBefore.test(before.slice(-24));
}
/** A key of 32 bytes (WireGuard), other padded base64, and long base64 without padding. */
const longBase64 = /(?<![\w+/.-])(?:[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{22,}={1,2}|[A-Za-z0-9+/]{40,})(?![A-Za-z0-9+/=_])/g;
/** The name in front of a value, as in `"public-key": "`, `Pubkey: ` or `imageID=`. */
const nameBefore = /([A-Za-z][\w./-]*(?: key)?)\\*["']?\s*[:=]\s*\\*["']?$/i;
function precedingName(text, offset) {
    return nameBefore.exec(text.slice(Math.max(0, offset - 120), offset))?.[1] ?? '';
}
function looksLikeKey(value) {
    if (/^[A-Za-z0-9+/]{43}=$/.test(value))
        return true;
    if (!/[a-z]/.test(value) || !/[A-Z]/.test(value))
        return false;
    return value.endsWith('=') ? value.length % 4 === 0 : /[0-9+]/.test(value);
}
/** Replaces what nothing but a secret looks like: tokens and PEM. */
function redactForms(text, replace) {
    let clean = text;
    for (const form of redact_patterns_forms) {
        clean = clean.replace(form, (_match, kept, secret) => kept + replace(secret));
    }
    return clean;
}
/** Replaces what is secret by its form alone: tokens, PEM, keys in base64 and hexadecimal. */
function redactPatterns(text, replace) {
    const clean = redactForms(text, replace).replace(longHex, (value, offset, whole) => /^\d+$/.test(value) ||
        isIdentifierName(precedingName(whole, offset)) ||
        isId(value, whole.slice(Math.max(0, offset - 24), offset))
        ? value
        : replace(value));
    return clean.replace(longBase64, (value, offset, whole) => {
        if (!looksLikeKey(value))
            return value;
        const name = precedingName(whole, offset);
        return isPublicKeyName(name) || (/^[0-9a-f]+$/i.test(value) && isIdentifierName(name)) ? value : replace(value);
    });
}

;// CONCATENATED MODULE: ./src/results/redact-scalar.ts
/** The pattern of a marker, for those that must take it as one value. */
const marker = String.raw `\[redacted sha256:[0-9a-f]{8}\]`;
const settled = new RegExp(String.raw `^\s*(?:|true|false|null|~|\{\}|\[\]|\(hidden\)|${marker}[,;)}\]]*)\s*$`);
/** Whether a value needs no redaction whatever its name: nothing, a switch, or redacted already. */
function isSettled(value) {
    return settled.test(value);
}
/** Replaces one scalar of YAML or JSON and keeps its quotes. */
function redactScalar(value, replace) {
    const [, quote = '', inner = value] = /^(["'])([\s\S]*)\1$/.exec(value) ?? [];
    return isSettled(inner) ? value : quote + replace(inner) + quote;
}

;// CONCATENATED MODULE: ./src/results/redact-yaml.ts


/** `  - "name": value`; a name has at most three words, so that prose with a colon is rarely one. */
const mappingLine = /^([ \t]*(?:- +)*)(["']?)([A-Za-z_.][\w./-]{0,80}(?: [\w./-]{1,80}){0,2})\2[ \t]*:(?:[ \t]+(.*))?$/;
const listItem = /^([ \t]*- +)(.*)$/;
const blockScalar = /^[|>][-+0-9]*\s*(?:#.*)?$/;
/** A mapping that goes on below, and a quoted value with something behind it: the assignments know where these end. */
const leftToAssignments = /[{[]\s*$|^(["'])(?:[^\\]|\\.)*?\1./;
/**
 * Goes over YAML line by line, so that passphrases with spaces, block scalars and mappings below a secret's name are
 * found. Not a parser: manifests come cut off, with log lines around them, or several to a text.
 */
function redactYamlLines(text, isSecretData, replace) {
    const result = [];
    const block = [];
    let blockColumn;
    let inside;
    let variable;
    const endBlock = () => {
        const content = block.join('\n');
        if (isSettled(content))
            result.push(...block);
        else
            result.push(' '.repeat((blockColumn ?? 0) + 2) + replace(content.trim()));
        block.length = 0;
        blockColumn = undefined;
    };
    for (const line of text.split('\n')) {
        const indent = line.search(/[^ \t]|$/);
        const blank = line.trim() === '';
        if (blockColumn !== undefined) {
            if (blank || indent > blockColumn) {
                block.push(line);
                continue;
            }
            endBlock();
        }
        const match = mappingLine.exec(line.trimEnd());
        const [, lead = '', , name = '', value = ''] = match ?? [];
        const column = match === null ? indent : lead.length;
        const isItem = /^[ \t]*- /.test(line);
        if (inside !== undefined && !blank && (column < inside.column || (column === inside.column && !isItem))) {
            inside = undefined;
        }
        if (match === null) {
            const item = inside === undefined ? null : listItem.exec(line);
            result.push(item === null ? line : (item[1] ?? '') + redactScalar(item[2] ?? '', replace));
            continue;
        }
        const isValueOfSecretVariable = name === 'value' && variable?.secret === true && variable.column === column;
        if (name === 'name')
            variable = { column, secret: isSecretName(value.replace(/["',]/g, '')) };
        const belongsInside = inside !== undefined && (inside.everything || !isReferenceName(name));
        const isSecret = isSecretName(name) || isSecretData(name);
        if (!(belongsInside || isValueOfSecretVariable || isSecret) || (isSecret && leftToAssignments.test(value))) {
            result.push(line);
        }
        else if (blockScalar.test(value)) {
            result.push(line);
            blockColumn = column;
        }
        else if (value === '') {
            result.push(line);
            inside ??= { column, everything: isSecretData(name) };
        }
        else {
            const head = line.trimEnd().slice(0, -value.length);
            result.push(head + redactScalar(value, replace));
        }
    }
    if (blockColumn !== undefined)
        endBlock();
    return result.join('\n');
}

;// CONCATENATED MODULE: ./src/results/redact-named.ts



/**
 * `name: value`, `"name": "value"`, `name=value`, also with the quotes of a string inside a string. With a space before
 * the colon only in front of what JSON allows: `volume "x-secrets" : not found` is a sentence.
 */
const assignment = new RegExp(String.raw `(?<![A-Za-z0-9_])((?:[A-Za-z][\w./-]{0,80} ){0,2}[A-Za-z_][\w./-]{0,80})` +
    String.raw `(\\*["']?(?:[ \t]*(?:=>|:=|=)|:)[ \t]*|\\*["'][ \t]+:[ \t]*(?=\\*["'{[\d]))`, 'g');
/** `--name value`. */
const flag = /((?<=^|\s)--?([A-Za-z][\w.-]*)[ \t]+)(?!-)/g;
const bareValue = new RegExp(`(?:${marker}|[^\\s"'\\\\])*`, 'y');
const openingQuote = /\\*["']/y;
const bareWithRest = new RegExp(`^(${marker}|[{[][\\s\\S]*|[\\s\\S]*?)([,;)}\\]]*)$`);
const secretObject = /\bkind\\*["']?\s*:\s*\\*["']?Secret\b/;
/** Replaces what a name announces as secret in text of any form: YAML, JSON, logs, environment, command lines. */
function redactNamed(text, replace) {
    const holdsSecretObject = secretObject.test(text);
    const isSecretData = (name) => holdsSecretObject && (name === 'data' || name === 'stringData');
    const lines = redactYamlLines(text, isSecretData, replace);
    const assigned = redactValuesAfter(assignment, 1, lines, name => isSecretName(name) || isSecretData(name), replace);
    return redactValuesAfter(flag, 2, assigned, isSecretName, replace);
}
function redactValuesAfter(pattern, nameGroup, text, isSecret, replace) {
    let result = '';
    let done = 0;
    let brackets;
    const closingBracket = (start) => {
        brackets ??= closingBrackets(text);
        return brackets.get(start) ?? lineEnd(text, start);
    };
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
        const start = match.index + match[0].length;
        // What is no secret is searched on from its value's start: a message can hold assignments of its own.
        pattern.lastIndex = start;
        if (!isSecret(match[nameGroup] ?? ''))
            continue;
        const end = valueEnd(text, start, closingBracket);
        result += text.slice(done, start) + redactFound(text.slice(start, end), replace);
        done = end;
        pattern.lastIndex = end;
    }
    return result + text.slice(done);
}
function redactFound(value, replace) {
    if (isSettled(value))
        return value;
    const quote = /^(\\+["'])[\s\S]*\1$/.exec(value)?.[1];
    if (quote !== undefined) {
        const inner = value.slice(quote.length, -quote.length);
        return isSettled(inner) ? value : quote + replace(inner) + quote;
    }
    if (/^["']/.test(value))
        return redactScalar(value, replace);
    // A comma or bracket behind a bare value belongs to what surrounds it; so does a lone opening bracket.
    const [, bare = value, rest = ''] = bareWithRest.exec(value) ?? [];
    return isSettled(bare) || /^[{[]?$/.test(bare) ? value : replace(bare) + rest;
}
function valueEnd(text, start, closingBracket) {
    openingQuote.lastIndex = start;
    const quote = openingQuote.exec(text)?.[0];
    if (quote !== undefined)
        return closingQuote(text, start + quote.length, quote);
    if (/[{[]/.test(text.charAt(start)) && !text.startsWith('[redacted sha256:', start)) {
        return closingBracket(start);
    }
    bareValue.lastIndex = start;
    bareValue.exec(text);
    return bareValue.lastIndex;
}
function lineEnd(text, from) {
    const end = text.indexOf('\n', from);
    return end === -1 ? text.length : end;
}
function closingQuote(text, from, quote) {
    for (let at = from; at < text.length; at++) {
        if (text.startsWith(quote, at))
            return at + quote.length;
        if (text.charAt(at) === '\\' && quote.length === 1)
            at++;
    }
    return lineEnd(text, from);
}
/** Behind which place each opening bracket is closed, of either kind; found in one pass, for a text may open many. */
function closingBrackets(text) {
    const open = [];
    const closed = new Map();
    for (const { 0: bracket, index } of text.matchAll(/[{}[\]]/g)) {
        if (bracket === '{' || bracket === '[') {
            open.push(index);
            continue;
        }
        const start = open.pop();
        if (start !== undefined)
            closed.set(start, index + 1);
    }
    return closed;
}

;// CONCATENATED MODULE: ./src/results/redact.ts




const secretFlag = /^--?([A-Za-z][\w.-]*)$/;
/** What stands in a secret's place: the hash tells whether two are the same, and nothing else. */
function redacted(secret) {
    return `[redacted sha256:${(0,external_node_crypto_.createHash)('sha256').update(secret).digest('hex').slice(0, 8)}]`;
}
/**
 * Takes secrets out of text from outside: tool outputs, logs, manifests, messages. Text without any is returned
 * unchanged, byte for byte. JSON that holds secrets is written anew, since only its structure shows all of them.
 */
function redactText(text) {
    const json = redactJson(text);
    return redactPatterns(json ?? redactNamed(text, redacted), redacted);
}
/**
 * Takes out of a line of this program's own what nothing but a secret looks like. Its sentences name secrets that they do not
 * hold (`delete secret kube-system/cilium-ca: done`), and commits and paths, which look like keys.
 */
function redactLine(text) {
    return redactForms(text, redacted);
}
function redactValue(value) {
    return redactNode(value, '');
}
/** The text with its secrets replaced when it is one JSON document; `undefined` for any other text. */
function redactJson(text) {
    if (!/^\s*[[{]/.test(text))
        return undefined;
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        return undefined;
    }
    const clean = redactNode(value, '');
    if (JSON.stringify(clean) !== JSON.stringify(value)) {
        return JSON.stringify(clean, null, text.trim().includes('\n') ? 2 : 0) + (text.endsWith('\n') ? '\n' : '');
    }
    // Of a name written twice (iperf3 before 3.14 does that) only the last is read: the text may hold what the value hides.
    return countNames(value) === countWrittenNames(text) ? text : undefined;
}
function countWrittenNames(text) {
    return Array.from(text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)).filter(match => match[1] !== undefined).length;
}
function countNames(value) {
    if (typeof value !== 'object' || value === null)
        return 0;
    const children = Object.values(value);
    return children.reduce((sum, child) => sum + countNames(child), Array.isArray(value) ? 0 : children.length);
}
function redactNode(value, name) {
    if (typeof value === 'string') {
        if (isSecretName(name))
            return redactLeaf(value);
        if (isPublicKeyName(name) && /^[A-Za-z0-9+/]{43}=$/.test(value))
            return value;
        return isIdentifierName(name) ? redactIdentifier(value) : redactText(value);
    }
    if (typeof value === 'number')
        return isSecretName(name) ? redactLeaf(String(value), value) : value;
    if (Array.isArray(value))
        return isSecretName(name) ? redactInside(value) : redactList(value, name);
    if (typeof value !== 'object' || value === null)
        return value;
    return isSecretName(name) ? redactInside(value) : redactObject(value, name);
}
/** A digest or a commit is kept whole; anything else under such a name is text like any other. */
function redactIdentifier(value) {
    return /^(?:[\w.:/-]+@)?(?:sha\d+:)?[0-9a-f]{32,128}(?:-dirty)?$/i.test(value) ? value : redactText(value);
}
/** Switches and empty values under a secret's name say nothing; keeping them keeps the document readable. */
function redactLeaf(value, unchanged = value) {
    const plain = value.trim();
    return plain === '' || /^(?:true|false|null|\[redacted sha256:[0-9a-f]{8}\])$/.test(plain)
        ? unchanged
        : redacted(value);
}
function redactObject(value, name) {
    const entries = Object.entries(value);
    const fields = new Map(entries);
    const isSecret = fields.get('kind') === 'Secret';
    const variable = fields.get('name');
    return Object.fromEntries(entries.map(([key, child]) => {
        const safeKey = redactPatterns(key, redacted);
        if (isSecret && (key === 'data' || key === 'stringData'))
            return [safeKey, redactInside(child, true)];
        // A container's environment: { name: DB_PASSWORD, value: ... }.
        if (key === 'value' && typeof variable === 'string' && isSecretName(variable)) {
            return [safeKey, redactInside(child)];
        }
        // `tls: { cert: ..., key: ... }` as in the chart's clustermesh and Hubble values.
        if (key === 'key' && typeof child === 'string' && (fields.has('cert') || /^(?:tls|ca)$/i.test(name))) {
            return [safeKey, redactLeaf(child)];
        }
        return [safeKey, redactNode(child, key)];
    }));
}
/** An argument list can carry a secret in the element after its flag. */
function redactList(values, name) {
    return values.map((value, index) => {
        const before = values[index - 1];
        const flag = typeof before === 'string' ? secretFlag.exec(before)?.[1] : undefined;
        return typeof value === 'string' && flag !== undefined && isSecretName(flag)
            ? redactLeaf(value)
            : redactNode(value, typeof value === 'string' ? name : '');
    });
}
/** Everything below a secret's name, except what only refers to it; below a Kubernetes Secret's data nothing refers. */
function redactInside(value, everything = false) {
    if (typeof value === 'string')
        return redactLeaf(value);
    if (typeof value === 'number')
        return redactLeaf(String(value), value);
    if (Array.isArray(value))
        return value.map(child => redactInside(child, everything));
    if (typeof value !== 'object' || value === null)
        return value;
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [
        redactPatterns(key, redacted),
        !everything && isReferenceName(key) ? redactNode(child, key) : redactInside(child, everything)
    ]));
}


/***/ })

};
