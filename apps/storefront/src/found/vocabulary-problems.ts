import { VOCABULARY, type TypeName } from './vocabulary.js';

const isOf: Readonly<Record<string, (value: unknown) => boolean>> = {
  Text: (value) => typeof value === 'string' && value.trim() !== '',
  URL: (value) => typeof value === 'string' && /^https?:\/\/[^\s/]/.test(value),
  Integer: (value) => Number.isSafeInteger(value),
  Number: (value) => typeof value === 'number' && Number.isFinite(value),
  Date: (value) => typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value),
  Time: (value) => typeof value === 'string' && /^\d{2}:\d{2}$/.test(value),
};

/** Where a data block says something that the vocabulary does not know, or knows as something else; none is right. */
export function vocabularyProblems(said: unknown, at = ''): string[] {
  if (typeof said !== 'object' || said === null) return [`${at}: not a thing`];
  const {
    '@context': context,
    '@graph': graph,
    '@type': type,
    ...properties
  } = said as Record<string, unknown>;
  if (at === '' && context !== 'https://schema.org') return ['the context is not schema.org'];
  if (Array.isArray(graph))
    return graph.flatMap((thing, index) => vocabularyProblems(thing, `graph[${index}]`));
  const known = VOCABULARY[type as TypeName] as Readonly<Record<string, string>> | undefined;
  if (!known) return [`${at}: no type ${String(type)}`];
  return Object.entries(properties).flatMap(([name, value]) => {
    const place = `${at}${String(type)}.${name}`;
    const kind = known[name];
    if (kind === undefined) return [`${place}: no such property`];
    const one = kind.replace('[]', '');
    const values = kind.endsWith('[]') && Array.isArray(value) ? (value as unknown[]) : [value];
    return values.flatMap((each) => {
      const check = isOf[one];
      if (check) return check(each) ? [] : [`${place}: ${JSON.stringify(each)} is no ${one}`];
      const inner = (each as { '@type'?: unknown } | null)?.['@type'];
      return inner === one
        ? vocabularyProblems(each, `${place} `)
        : [`${place}: ${String(inner)} is no ${one}`];
    });
  });
}
