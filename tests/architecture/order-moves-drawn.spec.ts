import 'reflect-metadata';
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { drawMoves } from '../../apps/api/src/modules/orders/draw-moves.js';

it('docs/orders.md says what the tables of moves say (otherwise: npm run order-moves)', async () => {
  expect(await readFile(new URL('../../docs/orders.md', import.meta.url), 'utf8')).toBe(drawMoves());
});
