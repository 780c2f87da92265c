import { getMetadataStorage } from 'class-validator';

/**
 * What a field makes of a value of the address that keeps all its rules; undefined where one is broken or the value is
 * anything unusual, and class-validator has to say what is wrong with it.
 */
export type ReadsValue = (value: unknown) => unknown;

interface Field {
  read: ReadsValue;
  /** How many rules of class-validator `read` answers for. */
  rules: number;
}

type QueryClass = new () => object;

/** By the prototype of the class that declares them. */
const declared = new WeakMap<object, Map<string, Field>>();
/** By class, all its fields; null for a class with a rule that no reader answers for. */
const known = new WeakMap<QueryClass, ReadonlyMap<string, ReadsValue> | null>();

const rulesOf = (type: QueryClass, name: string): number =>
  getMetadataStorage()
    .getTargetValidationMetadatas(type, '', false, false)
    .filter(({ propertyName }) => propertyName === name).length;

/** Applies the field's rules, and notes the reader that answers for exactly these. */
export function readQuickly(read: ReadsValue, rules: PropertyDecorator): PropertyDecorator {
  return (target, name) => {
    const type = target.constructor as QueryClass;
    const before = rulesOf(type, String(name));
    rules(target, name);
    const fields = declared.get(target) ?? new Map<string, Field>();
    declared.set(target, fields.set(String(name), { read, rules: rulesOf(type, String(name)) - before }));
  };
}

/**
 * A query as its class would have it, where every field of it is good: what class-validator and class-transformer would
 * give, without their walk through all rules of all fields, which took longer than the rest of a read. Undefined where it
 * is not good or the class has other rules than those of query-fields.ts; then they decide.
 */
export function quickQuery(type: unknown, query: unknown): object | undefined {
  if (typeof type !== 'function' || typeof query !== 'object' || query === null) return undefined;
  const fields = fieldsOf(type as QueryClass);
  if (fields === null) return undefined;
  const read = new (type as QueryClass)() as Record<string, unknown>;
  for (const [name, value] of Object.entries(query)) {
    const good = fields.get(name)?.(value);
    if (good === undefined) return undefined;
    read[name] = good;
  }
  return read;
}

function fieldsOf(type: QueryClass): ReadonlyMap<string, ReadsValue> | null {
  let fields = known.get(type);
  if (fields === undefined) {
    fields = collect(type);
    known.set(type, fields);
  }
  return fields;
}

function collect(type: QueryClass): ReadonlyMap<string, ReadsValue> | null {
  const fields = new Map<string, Field>();
  for (let at = type.prototype as object | null; at !== null; at = Object.getPrototypeOf(at) as object | null)
    for (const [name, field] of declared.get(at) ?? []) if (!fields.has(name)) fields.set(name, field);
  const ruled = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  const answered = ruled.every(
    ({ propertyName }) => fields.get(propertyName)?.rules === rulesOf(type, propertyName),
  );
  return ruled.length > 0 && answered ? new Map([...fields].map(([name, { read }]) => [name, read])) : null;
}
