import { SimError } from '../errors.ts';
import { convergedV0 } from './converged-v0.ts';
import { convergedV1 } from './converged-v1.ts';
import { convergedV2 } from './converged-v2.ts';
import { convergedV3 } from './converged-v3.ts';
import { convergedV4 } from './converged-v4.ts';
import { harness } from './harness.ts';
import { headServes } from './head-serves.ts';
import type { Rule } from './judge.ts';
import { DOCKER_CLI_PACES, dockerCli } from './peer/docker-cli.ts';
import { dockerStackWait } from './peer/docker-stack-wait.ts';
import { FALLEN } from './naive/naive.ts';
import { matchory } from './peer/matchory.ts';
import { portainer } from './peer/portainer.ts';
import { sureDeploy } from './peer/sure-deploy.ts';
import { TERRAFORM_PACES, terraform } from './peer/terraform.ts';
import { TSURU_PACES, tsuru } from './peer/tsuru.ts';

/** Every rule that can be put to the test, by name. */
export const CATALOGUE: readonly Rule[] = [
  {
    name: 'cc-ci/v0',
    summary: 'every service has N of N tasks running; then the app answers and HC1 holds',
    needs: ['health'],
    create: harness(convergedV0),
  },
  {
    name: 'cc-ci/v1',
    summary: 'N of N, and every status unset, completed or rollback_completed; then the app answers and HC1 holds',
    needs: ['health'],
    create: harness(convergedV1),
  },
  {
    name: 'cc-ci/v2',
    summary: 'N of N, and no status updating or rollback_started; then the app answers and HC1 holds',
    needs: ['health'],
    create: harness(convergedV2),
  },
  {
    name: 'cc-ci/v3',
    summary: "the app's status is unset or completed; then the app answers and HC1 holds",
    needs: ['health'],
    create: harness(convergedV3),
  },
  {
    name: 'cc-ci/v4',
    summary: 'v3, once the update was seen to start or a grace has run out; then the app answers and HC1 holds',
    needs: ['capture', 'health'],
    create: harness(convergedV4),
  },
  {
    name: 'head-serves',
    summary: "one up-to-date running task of the head in every slot, unchanged for longer than the engine's own window",
    claims: ['misattribution', 'false-alarm', 'late'],
    create: headServes,
  },
  {
    name: 'peer/docker-cli',
    summary:
      'completed, or N up-to-date tasks running for the length of the monitor; fails on paused, not on a rollback',
    paces: DOCKER_CLI_PACES,
    create: dockerCli,
  },
  {
    name: 'peer/docker-stack-wait',
    summary: 'every status unset or completed, and N of N',
    create: dockerStackWait,
  },
  {
    name: 'peer/terraform',
    summary: 'after 7 s: completed, or N tasks of any spec running',
    paces: TERRAFORM_PACES,
    create: terraform,
  },
  {
    name: 'peer/matchory',
    summary: 'no status and N of N, or completed: seen once it counts for good',
    create: matchory,
  },
  {
    name: 'peer/sure-deploy',
    summary: 'no update or rollback is under way, seen once; then the stamp is right',
    create: sureDeploy,
  },
  {
    name: 'peer/tsuru',
    summary: 'every task from before the deploy is over, and every other has reached its desired state',
    needs: ['capture'],
    paces: TSURU_PACES,
    create: tsuru,
  },
  {
    name: 'peer/portainer',
    summary: 'every service has N of N tasks running',
    create: portainer,
  },
];

/** What is put to the test when no rule is named: the harness's own and the one to ship. The peers' are known to be fooled. */
export const STANDARD_RULES: readonly Rule[] = CATALOGUE.filter(({ name }) => !name.startsWith('peer/'));

/** Rules that are shown to be wrong are there for whoever names them. */
const ALL: readonly Rule[] = [...CATALOGUE, ...FALLEN];

export function ruleNamed(name: string): Rule {
  const rule = ALL.find((candidate) => candidate.name === name);
  if (rule !== undefined) return rule;
  throw unknown(name);
}

/** The rules that names or patterns such as `peer/*` mean, each once, in the order in which they are named. */
export function rulesNamed(names: readonly string[]): readonly Rule[] {
  return [...new Set(names.flatMap(matching))];
}

function matching(name: string): readonly Rule[] {
  if (!name.endsWith('*')) return [ruleNamed(name)];
  const known = name.startsWith('naive/') ? FALLEN : CATALOGUE;
  const rules = known.filter((rule) => rule.name.startsWith(name.slice(0, -1)));
  if (rules.length === 0) throw unknown(name);
  return rules;
}

function unknown(name: string): SimError {
  return new SimError({
    code: 'usage.unknown-rule',
    what: `no rule is called "${name}"`,
    remedy: `The rules are ${CATALOGUE.map((known) => known.name).join(', ')}.`,
  });
}
