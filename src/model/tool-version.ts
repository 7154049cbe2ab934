/** Version of this program. A test compares it with package.json, which is not part of the bundle. */
export const toolVersion = '0.1.0';
