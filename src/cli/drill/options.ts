import { InvalidArgumentError, Option } from 'commander';
import type { EndpointOptions } from '../endpoint-options.ts';
import { endpointOptions } from '../endpoint-options.ts';
import { ORDERS, type Order } from './drills.ts';

export interface DrillOptions extends EndpointOptions {
  readonly yes?: true;
  readonly rule?: readonly string[];
  readonly order: readonly Order[];
  readonly drill?: readonly string[];
  readonly image: string;
  readonly healthUrl?: string;
  readonly keep?: true;
  readonly json?: true;
}

export function drillOptions(): readonly Option[] {
  return [
    new Option('--yes', 'do not ask before services are created'),
    new Option(
      '--rule <rule>',
      'a rule to put to the test; may be repeated (default: all but peer/* that can run)',
    ).argParser(collect),
    new Option('--order <list>', 'update orders to drill under').argParser(orders).default(ORDERS, ORDERS.join(',')),
    new Option('--drill <name>', 'a drill to carry out; may be repeated (default: all, listed below)').argParser(
      collect,
    ),
    new Option('--image <image>', 'an image with /bin/sh that the engine has').default('busybox:latest'),
    new Option(
      '--health-url <url>',
      'where the app of a drill answers, {service} standing for the name of its service; rules that wait for an answer need it',
    ).argParser(url),
    new Option('--keep', 'leave the services where they are'),
    ...endpointOptions(),
  ];
}

function collect(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...text.split(',').map((name) => name.trim())];
}

function orders(text: string): readonly Order[] {
  const names = collect(text);
  const unknown = names.find((name) => !ORDERS.some((order) => order === name));
  if (unknown !== undefined) throw new InvalidArgumentError(`"${unknown}" is none of ${ORDERS.join(', ')}.`);
  return ORDERS.filter((order) => names.includes(order));
}

function url(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new InvalidArgumentError('Give a URL such as http://127.0.0.1:8080/{service}.');
}
