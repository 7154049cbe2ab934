/** Version of this program; a test holds it equal to package.json, which the bundle does not carry. */
export const toolVersion = '0.1.0';
