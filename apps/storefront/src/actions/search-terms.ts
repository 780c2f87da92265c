import type { APIContext } from 'astro';
import {
  addSearchTerm,
  changeSearchTerm,
  getSearchTerm,
  removeSearchTerm,
  type SearchTerm,
} from '../backend/search-terms.js';
import { ApiProblem } from '../backend/api.js';
import { emptyForm, hasErrors, misfilled, refused, type FormPage } from './form-problems.js';
import { textOf } from './form-text.js';

const GROUPS = ['I', 'II', 'III', 'IV', 'V', 'VI'] as const;

export type TermPage = FormPage<'words' | 'means' | 'version'> & {
  sets: readonly string[];
  groups: readonly string[];
  suggested: boolean;
};

/** The form of a term: as it stands, or empty for a new one. `version` goes with it. */
export const termForm = (term: SearchTerm | null): TermPage => ({
  ...emptyForm({
    words: term?.words ?? '',
    means: (term?.means ?? []).join('\n'),
    version: term === null ? '' : String(term.version),
  }),
  sets: (term?.sets ?? []).map(String),
  groups: term?.groups ?? [],
  suggested: term?.suggested ?? false,
});

/** Adds, changes or takes off a term; what was done, or the page to show again. */
export async function takeSearchTerm(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  id: string | null,
  form: FormData,
): Promise<'da-luu' | 'da-bo' | TermPage> {
  const page: TermPage = {
    ...emptyForm({
      words: textOf(form, 'words', 100),
      means: textOf(form, 'means', 1_000),
      version: textOf(form, 'version', 10),
    }),
    sets: form.getAll('sets').map(String),
    groups: form.getAll('groups').map(String),
    suggested: form.has('suggested'),
  };
  const version = Number(page.values.version);
  const body = {
    words: page.values.words,
    means: [
      ...new Set(
        page.values.means
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean),
      ),
    ],
    sets: page.sets.map(Number),
    groups: GROUPS.filter((group) => page.groups.includes(group)),
    suggested: page.suggested,
  };
  try {
    if (id !== null && form.get('act') === 'remove') {
      await removeSearchTerm(api, id, version);
      return 'da-bo';
    }
    if (body.means.length + body.sets.length + body.groups.length === 0 && !body.suggested)
      page.errors.means = t.searchDesk.form.noMeaning;
    if (hasErrors(page)) return { ...page, ...misfilled(page) };
    await (id === null ? addSearchTerm(api, body) : changeSearchTerm(api, id, { ...body, version }));
    return 'da-luu';
  } catch (error) {
    const fields = { words: 'words', means: 'means' } as const;
    return { ...page, ...refused(page, error, t, { fields, words: t.searchDesk.refusals }) };
  }
}

/** The term as it is now; null where there is none. */
export async function findSearchTerm(
  { locals: { api } }: Pick<APIContext, 'locals'>,
  id: string | null,
): Promise<SearchTerm | null> {
  if (id === null || !/^[0-9a-f-]{36}$/.test(id)) return null;
  try {
    return await getSearchTerm(api, id);
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
}
