import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { freePort, freePortFrom, isFree } from './ports.js';

const FROM = 27_000;
const MANY = 20;
const CHOOSER = `
  const { freePortFrom } = await import(${JSON.stringify(new URL('./ports.ts', import.meta.url).href)});
  const ports = [];
  for (let turn = 0; turn < ${MANY}; turn += 1) ports.push(await freePortFrom(${FROM}));
  console.log(JSON.stringify(ports));
  process.stdin.resume();`;

const ending: (() => void)[] = [];
afterAll(() => {
  for (const end of ending) end();
});

/** What a process of its own was given; it lives on and holds it. */
async function choose(): Promise<number[]> {
  const chooser = spawn(process.execPath, ['--input-type=module', '-e', CHOOSER]);
  ending.push(() => chooser.kill('SIGKILL'));
  let said = '';
  for await (const chunk of chooser.stdout) {
    said += String(chunk);
    if (said.endsWith('\n')) break;
  }
  return JSON.parse(said) as number[];
}

test.runIf(process.platform === 'linux')(
  'of processes that choose at the same time no two are given the same port, though none listens yet',
  async () => {
    const ports = (await Promise.all([choose(), choose(), choose(), choose()])).flat();
    expect(ports).toHaveLength(4 * MANY);
    expect(new Set(ports).size).toBe(4 * MANY);
  },
);

test('a port somebody listens at is passed over, and none is from where the system takes its own', async () => {
  const port = await freePort();
  expect(port).toBeGreaterThanOrEqual(20_000);
  expect(port).toBeLessThan(32_768);
  const somebody = createServer();
  await new Promise<void>((listening) => somebody.listen(port, '127.0.0.1', listening));
  ending.push(() => somebody.close());
  expect(await isFree(port, '127.0.0.1')).toBe(false);
  expect(await freePortFrom(port)).toBeGreaterThan(port);
  expect(await freePort()).not.toBe(port);
});
