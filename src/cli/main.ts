#!/usr/bin/env node
import { processIo } from './process-io.ts';
import { runCli } from './run-cli.ts';

const { io, end } = processIo();
end(await runCli(process.argv.slice(2), io));
