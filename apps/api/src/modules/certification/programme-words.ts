import { readDataFile } from '../../platform/data/data-files.js';
import type { Language } from '../../platform/http/problem.js';

/** English names of the programme's groups and sets, by code and number. */
const english = readDataFile<{
  groups: Readonly<Record<string, string>>;
  sets: Readonly<Record<string, string>>;
}>('programme/product-sets-en.json');

interface Taxonomy {
  groups: { code: string; name: string; sets: { no: number; name: string }[] }[];
}

/** The answer of groups and sets with its names in the reader's language. */
export function taxonomyIn(language: Language, body: string): string {
  if (language === 'vi') return body;
  const { groups } = JSON.parse(body) as Taxonomy;
  for (const group of groups) {
    group.name = english.groups[group.code] ?? group.name;
    for (const set of group.sets) set.name = english.sets[set.no] ?? set.name;
  }
  return JSON.stringify({ groups });
}

interface Faceted {
  facets?: Record<'stars' | 'group' | 'set', { value: string; label: string }[]>;
}

/** The answer of a list with the labels of its fixed facets in the reader's language; places and shops keep their names. */
export function facetsIn(language: Language, body: string): string {
  if (language === 'vi') return body;
  const list = JSON.parse(body) as Faceted;
  if (!list.facets) return body;
  for (const facet of list.facets.stars) facet.label = `${facet.value} stars`;
  for (const facet of list.facets.group) facet.label = english.groups[facet.value] ?? facet.label;
  for (const facet of list.facets.set) facet.label = english.sets[facet.value] ?? facet.label;
  return JSON.stringify(list);
}
