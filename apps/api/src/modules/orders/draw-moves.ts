import { paymentMoves, refundMoves } from '../payments/index.js';
import { depositMoves } from './deposits/deposit-status.js';
import { disputeMoves } from './disputes/dispute-status.js';
import { goAheadMoves } from './go-ahead/go-ahead-status.js';
import { orderMoves } from './order-status.js';
import { parcelMoves } from './parcels/parcel-status.js';
import { returnMoves } from './returns/return-status.js';

interface Move {
  from: string;
  to: string;
  actor?: string;
  when?: string;
}

interface Axis {
  title: string;
  begins: string;
  moves: readonly Move[];
}

const movesOf = (table: Readonly<Record<string, readonly string[]>>): Move[] =>
  Object.entries(table).flatMap(([from, targets]) => targets.map((to) => ({ from, to })));

const AXES: readonly Axis[] = [
  { title: 'Order', begins: 'placed', moves: orderMoves },
  { title: 'Fulfillment (a parcel)', begins: 'packing', moves: parcelMoves },
  { title: 'Return', begins: 'requested', moves: returnMoves },
  {
    title: 'Go-ahead (the buyer’s word before an order to be paid on delivery is sent)',
    begins: 'asked',
    moves: goAheadMoves,
  },
  {
    title: 'Deposit (what is paid before an order to be paid on delivery is sent)',
    begins: 'asked',
    moves: depositMoves,
  },
  { title: 'Payment', begins: 'pending', moves: movesOf(paymentMoves) },
  { title: 'Refund', begins: 'owed', moves: movesOf(refundMoves) },
  { title: 'Dispute', begins: 'open', moves: disputeMoves },
];

/**
 * docs/orders.md: every axis of an order, drawn from the very tables that the writers ask. The lines of tables are padded
 * as the formatter pads them.
 */
export function drawMoves(): string {
  const parts = AXES.map(({ title, begins, moves }) =>
    [
      `## ${title}`,
      '',
      ...drawing(begins, moves),
      ...(moves.some(({ when }) => when) ? ['', ...rowsOf(moves)] : []),
    ].join('\n'),
  );
  return `${HEAD}\n${parts.join('\n\n')}\n`;
}

const HEAD = `# The axes of an order

Drawn from the tables of allowed moves by \`npm run order-moves\`; a test fails while this page says something else. A move
that is not here is refused. What a screen shows is derived from all of them.
`;

function drawing(begins: string, moves: readonly Move[]): string[] {
  const arrows = new Map<string, string[]>();
  for (const { from, to, actor } of moves) {
    const key = `${from} --> ${to}`;
    arrows.set(key, [...(arrows.get(key) ?? []), ...(actor === undefined ? [] : [actor])]);
  }
  const drawn = [...arrows].map(
    ([arrow, actors]) => `  ${arrow}${actors.length === 0 ? '' : `: ${actors.join(', ')}`}`,
  );
  return ['```mermaid', 'stateDiagram-v2', `  [*] --> ${begins}`, ...drawn, '```'];
}

function rowsOf(moves: readonly Move[]): string[] {
  const rows = [
    ['From', 'To', 'By', 'When'],
    ...moves.map(({ from, to, actor = '', when = '' }) => [from, to, actor, when]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...body.map(line)];
}
