import { nowMs } from '#model/view.js';
import { notFound } from '../engine-error.ts';
import type { EngineWorld } from '../engine-world.ts';
import { swarmId } from '../identities.ts';
import { instantText } from '../instants.ts';
import { hostName, listNodes } from '../json/node-json.ts';
import { nodeId } from '../json/task-json.ts';
import { ENGINE_VERSION, json, text } from '../replies.ts';
import { NEWEST_API, OLDEST_API } from '../request.ts';
import type { Route } from './route.ts';

const KERNEL = { Os: 'linux', Arch: 'amd64', KernelVersion: 'simulated', GitCommit: 'simulated', GoVersion: 'none' };
const VERSIONS = { ApiVersion: NEWEST_API, MinAPIVersion: OLDEST_API };

const version = {
  Platform: { Name: 'sim, a simulated Swarm' },
  Components: [{ Name: 'Engine', Version: ENGINE_VERSION, Details: { ...VERSIONS, ...KERNEL, Experimental: 'false' } }],
  Version: ENGINE_VERSION,
  ...VERSIONS,
  ...KERNEL,
  BuildTime: '2026-01-01T00:00:00.000000000+00:00',
};

export const systemRoutes: readonly Route[] = [
  { method: 'GET', path: '_ping', on: 'nothing', answer: () => text('OK', { Swarm: 'active/manager' }) },
  { method: 'GET', path: 'version', on: 'nothing', answer: () => json(version) },
  { method: 'GET', path: 'info', on: 'nothing', answer: (_asked, world) => json(info(world)) },
  { method: 'GET', path: 'swarm', on: 'nothing', answer: (_asked, world) => json(cluster(world)) },
  {
    method: 'GET',
    path: 'distribution/:/json',
    on: 'nothing',
    // There is no registry: docker says so in a warning, and takes the image as it is called.
    answer: (_asked, _world, image) => {
      throw notFound('simulated engine: there is no registry; manifest of', image);
    },
  },
];

function cluster({ ledger }: EngineWorld) {
  const at = instantText(ledger.epochMs, 0);
  return {
    ID: swarmId('swarm', 0),
    Version: { Index: 1 },
    CreatedAt: at,
    UpdatedAt: at,
    Spec: {
      Name: 'default',
      Labels: {},
      Orchestration: { TaskHistoryRetentionLimit: 5 },
      Raft: {},
      Dispatcher: { HeartbeatPeriod: 5_000_000_000 },
      CAConfig: {},
      TaskDefaults: {},
      EncryptionConfig: { AutoLockManagers: false },
    },
    TLSInfo: {},
    RootRotationInProgress: false,
    DefaultAddrPool: ['10.0.0.0/8'],
    SubnetSize: 24,
    DataPathPort: 4789,
    JoinTokens: { Worker: '', Manager: '' },
  };
}

function info(world: EngineWorld) {
  const { row, ledger, model } = world;
  const nodes = listNodes(world);
  return {
    ID: 'SIMU:LATE:D',
    Containers: 0,
    ContainersRunning: 0,
    ContainersPaused: 0,
    ContainersStopped: 0,
    Images: 0,
    Driver: 'simulated',
    Plugins: { Volume: ['local'], Network: ['bridge', 'host', 'overlay'], Authorization: null, Log: ['json-file'] },
    MemoryLimit: true,
    SwapLimit: true,
    SystemTime: instantText(ledger.epochMs, nowMs(row)),
    LoggingDriver: 'json-file',
    OperatingSystem: 'sim, a simulated Swarm',
    OSType: 'linux',
    Architecture: 'x86_64',
    KernelVersion: KERNEL.KernelVersion,
    NCPU: 2,
    MemTotal: model.scenario.host.memoryMb * 1_048_576,
    Name: hostName(1),
    Labels: [],
    ExperimentalBuild: false,
    ServerVersion: ENGINE_VERSION,
    Swarm: {
      NodeID: nodeId(1),
      NodeAddr: '10.99.0.1',
      LocalNodeState: 'active',
      ControlAvailable: true,
      Error: '',
      RemoteManagers: [{ NodeID: nodeId(1), Addr: '10.99.0.1:2377' }],
      Nodes: nodes.length,
      Managers: 1,
      Cluster: cluster(world),
    },
    Warnings: null,
  };
}
