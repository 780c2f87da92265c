import { createHash } from 'node:crypto';
import type { Statement } from './reader.js';

/** The SQL types of a statement's parameters by name, in the order in which they are numbered. */
export type ParameterTypes = Readonly<Record<string, string>>;

/** A statement of one shape: its text, and the order in which it takes its values. */
export interface ShapedStatement extends Statement {
  readonly order: readonly string[];
}

/**
 * Builds a named statement whose text depends on a shape (which order, which conditions) and never on a value. The name
 * is a digest of the text, so the same shape is the same prepared statement in every process and after every restart.
 *
 * @param write gets each parameter as its typed placeholder (`$3::text`)
 */
export function shapedStatement(
  prefix: string,
  types: ParameterTypes,
  write: (placeholder: (name: string) => string) => string,
): ShapedStatement {
  const order = Object.keys(types);
  const text = write((name) => {
    const index = order.indexOf(name);
    if (index < 0) throw new Error(`The statement has no parameter ${name}`);
    return `$${index + 1}::${types[name] ?? ''}`;
  });
  return { name: `${prefix}_${createHash('sha256').update(text).digest('hex').slice(0, 16)}`, text, order };
}

/** A statement's values in the order it takes them. */
export function valuesFor(statement: ShapedStatement, bag: Readonly<Record<string, unknown>>): unknown[] {
  return statement.order.map((name) => bag[name] ?? null);
}
