import { describe, expect, test } from '@jest/globals';
import { findDebianMirror } from '../../lab/debian-mirror.ts';

const line = (text: string) => [{ name: '/etc/apt/sources.list', text }];
const stanzas = (text: string) => [{ name: '/etc/apt/sources.list.d/debian.sources', text }];

describe('the Debian mirror', () => {
  test.each([
    ['one line', line('deb http://mirror.test/debian bookworm main\n'), 'http://mirror.test/debian'],
    [
      'options and a slash at the end',
      line('deb [arch=amd64 signed-by=/a/b.gpg] https://mirror.test/debian/ trixie main contrib # ours\n'),
      'https://mirror.test/debian'
    ],
    [
      'stanzas, after that of another archive',
      stanzas(`Types: deb
URIs: http://security.test/debian-security
Suites: bookworm-security
Components: main

# a comment
Types: deb
URIs: http://mirror.test/debian
Suites: bookworm
 bookworm-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
`),
      'http://mirror.test/debian'
    ]
  ])('is found in %s', (_, files, mirror) => {
    expect(findDebianMirror(files)).toBe(mirror);
  });

  test.each([
    ['a suite that only contains the code name', line('deb http://vendor.test/apt vendor-bookworm main\n')],
    ['a vendor with Debian suites but no main', line('deb http://vendor.test/debian bookworm stable\n')],
    ['sources only', line('deb-src http://mirror.test/debian bookworm main\n')],
    ['a comment', line('# deb http://mirror.test/debian bookworm main\n')],
    ['another distribution', line('deb http://mirror.test/ubuntu noble main universe\n')],
    [
      'a stanza that is switched off',
      stanzas('Enabled: no\nTypes: deb\nURIs: http://mirror.test/debian\nSuites: bookworm\nComponents: main\n')
    ]
  ])('is not found in %s', (_, files) => {
    expect(findDebianMirror(files)).toBeUndefined();
  });
});
