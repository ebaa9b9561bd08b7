import { describe, expect, test } from 'vitest';
import { app, read } from './reading.ts';

describe('what is odd but not wrong', () => {
  test('unknown keys in the parts that are read are named with their line', () => {
    const { warnings } = read(
      app(
        'colour: red',
        'x-mine: fine',
        'deploy:',
        '  update_config: {oder: start-first}',
        '  restart_policy: {conditon: any}',
        '  flavour: mild',
        '  resources: {reservations: {ram: 1g}}',
        'healthcheck: {test: x, intervall: 5s}',
      ),
    );
    expect(warnings.map((warning) => warning.split(': ')[0])).toEqual([
      'compose.yml:4 services.app.colour',
      'compose.yml:9 services.app.deploy.flavour',
      'compose.yml:7 services.app.deploy.update_config.oder',
      'compose.yml:8 services.app.deploy.restart_policy.conditon',
      'compose.yml:10 services.app.deploy.resources.reservations.ram',
      'compose.yml:11 services.app.healthcheck.intervall',
    ]);
    expect(read(`service: {}\n${app()}`).warnings).toEqual([expect.stringMatching(/^compose\.yml:1 service: /)]);
  });

  test('limits and extends are said to be left out', () => {
    const { warnings } = read(app('extends: {service: x}', 'deploy: {resources: {limits: {memory: 1g, cpus: "0.5"}}}'));
    expect(warnings).toEqual([
      expect.stringMatching(
        /^compose\.yml:5 services\.app\.deploy\.resources\.limits\.memory: a limit is not simulated/,
      ),
      expect.stringMatching(/^compose\.yml:4 services\.app\.extends: it is not followed/),
    ]);
  });

  test('a variable without a value is named, its neighbours are not', () => {
    const environment = { OTHER: 'secret' };
    const { warnings } = read(app('stop_grace_period: 5s${UNIT}'), { environment });
    expect(warnings).toEqual([
      'compose.yml:4 services.app.stop_grace_period: the variable UNIT is not set; it counts as blank',
    ]);
  });

  test('a host that is full before the head arrives', () => {
    const { warnings } = read(app(), { overrides: ['host.memory=1g', 'host.load=1g'] });
    expect(warnings).toEqual([expect.stringContaining('already exceed host.memory')]);
  });
});
