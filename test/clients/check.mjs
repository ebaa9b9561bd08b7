// A deploy check of the plainest kind, for tests of whoever runs it: no library, one request after the other.
//   check.mjs            deploys, waits until the status speaks of an end, and compares the stamp
//   check.mjs sloppy     any stamp will do
//   check.mjs first      takes no status for done, as on the first poll
//   check.mjs restless   asks for something else each time that it is run
//   check.mjs stuck      never ends, and has started another process that does not either
import { spawn } from 'node:child_process';
import { request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

const { DOCKER_HOST, SIM_STACK, SIM_SERVICE, SIM_HEAD } = process.env;
const [manner] = process.argv.slice(2);
const label = `coop-cloud.${SIM_STACK}.chaos-version`;

function ask(method, path, body) {
  return new Promise((resolve, reject) => {
    const sent = request({ socketPath: DOCKER_HOST.replace('unix://', ''), method, path }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk) => (text += chunk));
      answer.on('end', () => (answer.statusCode < 300 ? resolve(text) : reject(new Error(text))));
    });
    sent.on('error', reject).end(body);
  });
}

const inspect = async () => JSON.parse(await ask('GET', `/services/${SIM_SERVICE}`));

if (manner === 'stuck') {
  spawn('sleep', ['986532'], { stdio: 'ignore' });
  console.log('stuck');
  await pause(1_000_000);
}
const { ID, Version, Spec } = await inspect();
if (manner === 'restless') await ask('GET', `/services?filters={"label":["${process.pid}"]}`);
Spec.Labels[label] = SIM_HEAD;
Spec.TaskTemplate.ContainerSpec.Image = `app:${SIM_HEAD}`;
await ask('POST', `/services/${ID}/update?version=${Version.Index}`, JSON.stringify(Spec));
for (;;) {
  const now = await inspect();
  const state = now.UpdateStatus?.State;
  const isDone = state !== 'updating' && (state !== undefined || manner === 'first');
  if (!isDone) continue;
  const stamp = now.Spec.Labels[label];
  console.log(`${state} ${stamp}`);
  const isHead = manner === 'sloppy' ? stamp !== 'eb96de94+U' : stamp === SIM_HEAD;
  process.exit((state === undefined || state === 'completed') && isHead ? 0 : 1);
}
