import { Option } from 'commander';

/** Where the engine is, as the docker command line would be told. */
export interface EndpointOptions {
  readonly context?: string;
  readonly host?: string;
  readonly tls?: true;
  readonly tlsverify?: true;
  readonly tlscacert?: string;
  readonly tlscert?: string;
  readonly tlskey?: string;
}

/** Those of a verb's options that say where the engine is, as far as they were given. */
export function endpointOf({
  context,
  host,
  tls,
  tlsverify,
  tlscacert,
  tlscert,
  tlskey,
}: EndpointOptions): EndpointOptions {
  const options = { context, host, tls, tlsverify, tlscacert, tlscert, tlskey };
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

export function endpointOptions(): readonly Option[] {
  return [
    new Option('--context <name>', 'the docker context to use (default: as docker would)'),
    new Option('-H, --host <url>', 'the engine to ask: unix://, tcp:// or ssh:// (default: as docker would)'),
    new Option('--tls', 'use TLS, whoever the engine is'),
    new Option('--tlsverify', 'use TLS, and make sure that the engine is who it should be'),
    new Option('--tlscacert <file>', 'trust certificates that this CA signed'),
    new Option('--tlscert <file>', 'the certificate to show'),
    new Option('--tlskey <file>', 'its key'),
  ];
}
