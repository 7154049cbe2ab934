import { findProgram, runCommand, systemPath, tryCommand } from '../command.ts';

/** The Docker client for one engine: a socket, or the environment's default. */
export class Docker {
  readonly #environment: Record<string, string>;

  constructor(socket: string | undefined) {
    this.#environment = { PATH: systemPath(), ...(socket === undefined ? {} : { DOCKER_HOST: `unix://${socket}` }) };
  }

  async run(args: readonly string[]): Promise<string> {
    return await runCommand('docker', args, { environment: this.#environment });
  }

  /** The engine's version, if one answers. */
  async readVersion(): Promise<string | undefined> {
    if (findProgram('docker') === undefined) return undefined;
    const result = await tryCommand('docker', ['version', '--format', '{{.Server.Version}}'], {
      environment: this.#environment
    });
    const version = result.stdout.trim();
    return result.code === 0 && version !== '' ? version : undefined;
  }

  async hasImage(name: string): Promise<boolean> {
    return (
      (
        await tryCommand('docker', ['image', 'inspect', '--format', '{{.Id}}', name], {
          environment: this.#environment
        })
      ).code === 0
    );
  }

  async list(args: readonly string[]): Promise<string[]> {
    return (await this.run(args)).split('\n').filter(line => line !== '');
  }

  get environment(): Record<string, string> {
    return this.#environment;
  }
}
