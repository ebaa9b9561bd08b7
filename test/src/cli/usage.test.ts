import { describe, expect, test } from 'vitest';
import { emptyFolder, filesIn, sim } from './memory-io.ts';

describe('usage that sim refuses', () => {
  test.each([
    [['explore', '--runs', '0'], /'--runs <n>' argument '0' is invalid\. Give a whole number from 1 to/],
    [['explore', '--runs', 'x'], /argument 'x' is invalid\. Give a whole number/],
    [['explore', '--runs', '1.5'], /argument '1\.5' is invalid/],
    [['explore', '--seed', '-1'], /'--seed <n>' argument '-1' is invalid\. Give a whole number from 0/],
    [['explore', '--workers', '0'], /Give a whole number from 1 to 64/],
    [['explore', '--runs', '5', '--for', '10s'], /'--runs <n>' cannot be used with option '--for <duration>'/],
    [['explore', '--for', '10'], /Give a time such as 10s/],
    [['explore', '--for', '0s'], /Give a time such as 10s/],
    [['explore', '--strategy', 'luck'], /Allowed choices are auto, discrete-event, urw, coverage, pct, uniform/],
    [['explore', '--refute', 'true-pass'], /"true-pass" is none of lucky-pass, late-crash, masking-race/],
    [['explore', '--head', 'flies-away'], /flies-away/],
    [['explore', '--moves', 'sideways'], /sideways/],
    [['explore', '--moves', 'none,leader-change'], /"none,leader-change" is not a list of faults/],
    [['explore', '--moves', 'node-down'], /needs a second node.*--set host\.nodes=2/],
    [
      ['explore', '--head', 'worker=dies'],
      /has no service "worker"\. Without a name it is about app; there is no other/,
    ],
    [['explore', '--set', 'monitor'], /KEY=VALUE/],
    [['explore', '--set', 'update_config.oder=x'], /update_config\.order/],
    [['explore', '--rule', 'cc-ci/v9'], /cc-ci\/v9.*cc-ci\/v0.*cc-ci\/v4.*head-serves/],
    [['explore', 'a.yml', 'b.yml'], /too many arguments/],
    [['explore', '--sede', '1'], /unknown option '--sede'.*--seed/],
    [['explroe'], /unknown command 'explroe'.*explore/],
    [['prove', '--reduce', 'slots'], /--reduce slots.*--reduce forget,slots/],
    [['prove', '--reduce', 'less'], /"less" is none of forget, collapse, slots, none/],
    [['replay'], /missing required argument 'trace'/],
  ])('sim %j', async (argv, said) => {
    const cwd = emptyFolder();
    const ran = await sim(argv, { cwd });
    expect(ran).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ran.stderr).toMatch(/^sim: [^\n]+\n$/);
    expect(ran.stderr).toMatch(said);
    expect(ran.stderr).not.toMatch(/\bat .*:\d+:\d+/);
    expect(filesIn(cwd)).toEqual([]);
  });

  test('with --json the same stands on stdout as one object', async () => {
    const ran = await sim(['explore', '--json', '--runs', '0']);
    expect(ran.exitCode).toBe(2);
    expect(JSON.parse(ran.stdout)).toEqual({
      schemaVersion: 1,
      error: {
        code: 'usage.bad-value',
        what: "option '--runs <n>' argument '0' is invalid. Give a whole number from 1 to 1000000000",
        where: null,
        remedy: 'See sim --help, or --help after a verb.',
      },
    });
  });

  test('no verb at all: the help, and exit 2', async () => {
    const ran = await sim([]);
    expect(ran.exitCode).toBe(2);
    expect(ran.stdout).toBe('');
    expect(ran.stderr).toContain('Usage: sim');
  });
});

describe('help', () => {
  test.each(['--help', 'explore --help', 'replay --help', 'scenario -h'])('sim %s', async (command) => {
    const ran = await sim(command.split(' '));
    expect(ran).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ran.stdout).toContain('Usage: sim');
    expect(ran.stdout).toContain('Example');
    // A terminal of 100 columns shows it without folding.
    expect(Math.max(...ran.stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  test('teaches the exit codes', async () => {
    const { stdout } = await sim(['--help']);
    for (const code of ['0', '1', '2', '3', '4', '5', '70', '130'])
      expect(stdout).toMatch(new RegExp(`^  ${code} +\\S`, 'm'));
  });

  test('--version is the version of package.json', async () => {
    expect(await sim(['--version'])).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) as string,
    });
  });
});
