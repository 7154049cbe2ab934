export const id = 854;
export const ids = [854];
export const modules = {

/***/ 5473:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   ztunnelCertificates: () => (/* binding */ ztunnelCertificates)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(77598);
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0___default = /*#__PURE__*/__webpack_require__.n(node_crypto__WEBPACK_IMPORTED_MODULE_0__);

const dayMs = 24 * 60 * 60 * 1000;
const validDays = 3650;
/** The nodes' clocks may be behind the one here. */
const backdatedMs = 60 * 60 * 1000;
const rsa = {
    name: 'RSASSA-PKCS1-v1_5',
    hash: 'SHA-256',
    publicExponent: new Uint8Array([1, 0, 1]),
    modulusLength: 2048
};
/**
 * The entries of the Secret cilium-ztunnel-secrets, new for every call, in the form of Cilium's
 * examples/kubernetes-ztunnel/generate-secrets.sh: the bootstrap pair secures ztunnel's connection to the agent, the CA
 * pair signs the workloads' certificates. The agent takes keys as PKCS#8 only ("PRIVATE KEY").
 */
async function ztunnelCertificates() {
    const x509 = await loadX509();
    const { ExtendedKeyUsage, KeyUsageFlags } = x509;
    const [bootstrap, ca] = await Promise.all([
        selfSigned(x509, [
            new x509.BasicConstraintsExtension(false),
            new x509.KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyEncipherment),
            new x509.ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth]),
            new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: 'localhost' }])
        ]),
        selfSigned(x509, [
            new x509.BasicConstraintsExtension(true, undefined, true),
            new x509.KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.cRLSign | KeyUsageFlags.keyCertSign, true)
        ])
    ]);
    return {
        'bootstrap-private.key': bootstrap.key,
        'bootstrap-root.crt': bootstrap.certificate,
        'ca-private.key': ca.key,
        'ca-root.crt': ca.certificate
    };
}
/** The library is loaded when it is needed; it asks for the metadata part of Reflect, which must be there before. */
async function loadX509() {
    await __webpack_require__.e(/* import() */ 477).then(__webpack_require__.t.bind(__webpack_require__, 80477, 23));
    return Promise.all(/* import() */[__webpack_require__.e(860), __webpack_require__.e(927)]).then(__webpack_require__.t.bind(__webpack_require__, 8927, 19));
}
/** A new RSA key and its self-signed certificate, both as PEM. */
async function selfSigned(x509, extensions) {
    const keys = await node_crypto__WEBPACK_IMPORTED_MODULE_0__.webcrypto.subtle.generateKey(rsa, true, ['sign', 'verify']);
    const notBefore = new Date(Date.now() - backdatedMs);
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
        // At most 20 octets, positive, not zero.
        serialNumber: `01${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes)(18).toString('hex')}`,
        name: 'O=cluster.local',
        notBefore,
        notAfter: new Date(notBefore.getTime() + validDays * dayMs),
        signingAlgorithm: rsa,
        keys,
        extensions: [
            ...extensions,
            await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
            await x509.AuthorityKeyIdentifierExtension.create(keys.publicKey)
        ]
    });
    const key = await node_crypto__WEBPACK_IMPORTED_MODULE_0__.webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
    return {
        key: `${x509.PemConverter.encode(key, x509.PemConverter.PrivateKeyTag)}\n`,
        certificate: `${certificate.toString('pem')}\n`
    };
}


/***/ })

};
