import 'reflect-metadata';
import { writeFile } from 'node:fs/promises';
import { drawMoves } from './modules/orders/index.js';

/** `npm run order-moves`, from the repository root: after every change of a table of allowed moves. */
await writeFile('docs/orders.md', drawMoves());
console.log('docs/orders.md is as the tables of moves say');
