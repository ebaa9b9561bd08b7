// manager/controlapi/service_test.go: a client lists a service, and sends its update with the version that it saw.
import { at } from '../../../model/setup.ts';
import { begins, touches } from '../acts.ts';
import type { SwarmSetup } from '../swarm-setup.ts';
import type { SimplifiedRow, UpstreamCase } from '../upstream-case.ts';

const ROW = { section: '11.7', source: 'manager/controlapi/service_test.go', runs: ['operator'] } as const;

const SWARM: SwarmSetup = {
  services: [{ specs: { v1: {}, v1Scaled: { template: 'v1', replicas: 42 } } }],
  setup: { operator: { request: at(10), scaleTo: 42 } },
};

export const CONTROL_API: readonly UpstreamCase[] = [
  {
    ...ROW,
    test: 'TestUpdateService: replicas, with the version that it has',
    swarm: SWARM,
    script: [{ does: [begins('scale')], shows: ({ spec }) => spec, expected: 'v1Scaled' }],
  },
  {
    ...ROW,
    test: 'TestUpdateService: with an old version',
    swarm: SWARM,
    script: [
      { does: [begins('scale')], forMs: 5, shows: ({ spec }) => spec, expected: 'v1' },
      { does: [touches()], shows: ({ spec }) => spec, expected: 'v1' },
    ],
  },
];

const NO_SUCH_REQUEST = 'the model has no requests that are malformed: every one is of a move that it knows';
export const CONTROL_API_SIMPLIFIED: readonly SimplifiedRow[] = [
  'TestUpdateService: without a version',
  'TestUpdateService: mode change',
  'TestUpdateService: rename',
  'TestUpdateService: port conflict',
  'TestValidateUpdate',
  'TestServiceUpdateRejectNetworkChange',
].map((test) => ({ section: ROW.section, source: ROW.source, test, simplified: NO_SUCH_REQUEST }));
