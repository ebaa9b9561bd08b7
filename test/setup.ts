// Same tests, same cases: fast-check draws from one fixed seed unless the environment asks for another.
import fc from 'fast-check';

function wholeNumberFrom(variable: string): number | undefined {
  const text = process.env[variable];
  if (text === undefined || text === '') return undefined;
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new Error(`${variable} is "${text}": give a whole number`);
  return value;
}

const numRuns = wholeNumberFrom('FC_NUM_RUNS');
fc.configureGlobal({ seed: wholeNumberFrom('FC_SEED') ?? 20261122, ...(numRuns === undefined ? {} : { numRuns }) });
