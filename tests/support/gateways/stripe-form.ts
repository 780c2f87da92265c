/** A form as Stripe reads it: `a[b][0][c]=d` is a tree. */
export type Tree = { [name: string]: string | Tree };

/** What a request may carry: a rule for a value, or names below it. `*` is any name; numbers are places in a list. */
export type Rule = ((value: string) => string | null) | { [name: string]: Rule };

export function readForm(body: string): Tree {
  const tree: Tree = {};
  for (const [name, value] of new URLSearchParams(body)) {
    const path = name.split(/[[\]]+/).filter((part) => part !== '');
    let at = tree;
    for (const part of path.slice(0, -1)) {
      const next = (at[part] ??= {});
      if (typeof next === 'string') throw new Error(`Invalid ${name}`);
      at = next;
    }
    at[path.at(-1) ?? ''] = value;
  }
  return tree;
}

/** The first thing wrong: its path and why; null where all is in order. */
export function faultOf(tree: Tree, rules: { [name: string]: Rule }, path = ''): [string, string] | null {
  for (const [name, value] of Object.entries(tree)) {
    const at = path === '' ? name : `${path}[${name}]`;
    const rule = rules[name] ?? (/^\d+$/.test(name) ? rules['0'] : undefined) ?? rules['*'];
    if (rule === undefined) return [at, `Received unknown parameter: ${at}`];
    const fault =
      typeof rule === 'function'
        ? typeof value === 'string'
          ? rule(value)
          : 'Invalid object'
        : typeof value === 'string'
          ? 'Invalid string'
          : faultOf(value, rule, at);
    if (Array.isArray(fault)) return fault;
    if (fault !== null) return [at, fault];
  }
  return null;
}

export const text =
  (most: number) =>
  (value: string): string | null =>
    value !== '' && value.length <= most ? null : 'Invalid string';
export const oneOf =
  (...allowed: string[]) =>
  (value: string): string | null =>
    allowed.includes(value) ? null : `Invalid value: must be one of ${allowed.join(', ')}`;
/** The đồng has no decimals: nothing but digits is an amount. */
export const integer =
  (min: number, max: number) =>
  (value: string): string | null =>
    /^\d+$/.test(value) && Number(value) >= min && Number(value) <= max ? null : `Invalid integer: ${value}`;
export const address = (value: string): string | null =>
  URL.canParse(value.replace('{CHECKOUT_SESSION_ID}', 'x')) && /^https?:/.test(value)
    ? null
    : 'Not a valid URL';
