import type { APIContext } from 'astro';
import { ApiProblem } from '../backend/api.js';
import {
  askVneid,
  decide,
  openSealed,
  readPaper,
  recordChecks,
  type AskedItem,
  type PaperFile,
} from '../backend/desk.js';
import type { Words } from '../i18n/vi.js';
import { textOf } from './form-text.js';
import { refusalIn } from './shop-door.js';

const decisions = ['approve', 'additions', 'refuse', 'suspend', 'lift', 'close'] as const;
const acts = [...decisions, 'check', 'vneid', 'reveal', 'read'] as const;

/** What is typed beside one field, paper or check: what was chosen, and words. */
interface Typed {
  chosen: string;
  words: string;
}

/** An act that was not done: which, what was typed, and what is said beside it. */
export interface ActState {
  act: string;
  /** Which paper was to be read. */
  document: string;
  values: {
    reason: string;
    words: string;
    when: string;
    authority: string;
    /** By step and field, such as `bank.accountNumber`. */
    items: Record<string, Typed>;
    checks: Record<string, Typed>;
  };
  /** By the field it stands beside. */
  errors: Record<string, string>;
  message: string | null;
  status: number;
}

/** What came of an act: done, opened for one look, a paper to save, or the state of its form. */
type Taken = { done: string } | { opened: Record<string, string> } | { paper: PaperFile } | ActState;

/** Every decision against somebody says why, and every look at what is sealed. */
const ASKS_REASON: ReadonlySet<string> = new Set(['refuse', 'suspend', 'close']);
const ASKS_WORDS: ReadonlySet<string> = new Set([...ASKS_REASON, 'reveal', 'read']);

/** Does one thing from the page of a shop; otherwise what is wrong with it. */
export async function takeDecision(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  slug: string,
  form: FormData,
): Promise<Taken> {
  const words = t.desk.acts;
  const act = acts.find((name) => name === form.get('act')) ?? 'approve';
  const values = {
    reason: textOf(form, 'reason', 60),
    words: textOf(form, 'words', 2_000),
    when: textOf(form, 'when', 20),
    authority: textOf(form, 'authority', 300),
    items: typedIn(form, 'item', 1_000),
    checks: typedIn(form, 'check', 500),
  };
  const document = textOf(form, 'document', 40);
  const errors = errorsIn(act, values, t);
  const state: ActState = { act, document, values, errors, message: null, status: 422 };
  if (Object.keys(errors).length > 0) return state;
  try {
    if (act === 'reveal') return { opened: await openSealed(api, slug, values.words) };
    if (act === 'read') return { paper: await readPaper(api, slug, document, values.words) };
    if (act === 'vneid') return { done: `vneid_${await askVneid(api, slug)}` };
    if (act === 'check') await recordChecks(api, slug, checksOf(values.checks));
    else await decide(api, slug, act, { ...values, items: itemsOf(values.items) });
    return { done: act };
  } catch (error) {
    state.message = openChecks(error, act, t) ?? refusalIn(error, words.refusals) ?? words.refused;
    state.status = (error as ApiProblem).status;
    return state;
  }
}

/** Pairs of fields `item-bank.accountNumber` and `item-bank.accountNumber-words`, where one of them was filled in. */
function typedIn(form: FormData, prefix: string, longest: number): Record<string, Typed> {
  const names = [...form.keys()].filter((key) => key.startsWith(`${prefix}-`) && !key.endsWith('-words'));
  const typed = names.map((key) => [
    key.slice(prefix.length + 1),
    { chosen: textOf(form, key, 60), words: textOf(form, `${key}-words`, longest) },
  ]) as [string, Typed][];
  return Object.fromEntries(typed.filter(([, { chosen, words }]) => chosen !== '' || words !== ''));
}

function errorsIn(act: string, values: ActState['values'], t: Words): Record<string, string> {
  const words: Record<string, string> = t.desk.acts.errors;
  const errors: Record<string, string> = {};
  const say = (field: string, what: string): void => {
    errors[field] = words[what] ?? '';
  };
  if (ASKS_REASON.has(act) && values.reason === '') say('reason', 'reason');
  if (ASKS_WORDS.has(act) && values.words === '') say('words', act === 'read' ? 'look' : 'words');
  if (act === 'additions') {
    if (Object.keys(values.items).length === 0) say('items', 'items');
    for (const [place, { chosen, words: typed }] of Object.entries(values.items))
      if (chosen === '' || typed === '') say(`item-${place}`, chosen === '' ? 'reason' : 'item');
  }
  if (act === 'check') {
    if (Object.keys(values.checks).length === 0) say('checks', 'checks');
    for (const [subject, { chosen, words: typed }] of Object.entries(values.checks)) {
      if (chosen === '') say(`check-${subject}`, 'result');
      else if (chosen !== 'matches' && typed === '') say(`check-${subject}`, 'note');
    }
  }
  if (act === 'suspend' && values.when === '') say('when', 'when');
  if (act === 'suspend' && values.when === 'at_once' && values.authority === '')
    say('authority', 'authority');
  return errors;
}

const itemsOf = (items: Record<string, Typed>): AskedItem[] =>
  Object.entries(items).map(([place, { chosen, words }]) => {
    const [step = '', field] = place.split('.');
    return { step, ...(field ? { field } : {}), reason: chosen, words };
  });

const checksOf = (checks: Record<string, Typed>): { subject: string; result: string; note?: string }[] =>
  Object.entries(checks).map(([subject, { chosen: result, words: note }]) => ({
    subject,
    result,
    ...(note === '' ? {} : { note }),
  }));

/** Which checks keep an application from being approved, by name. */
function openChecks(error: unknown, act: string, t: Words): string | undefined {
  if (act !== 'approve' || !(error instanceof ApiProblem) || error.code !== 'validation_failed')
    return undefined;
  const names = (error.problem.errors ?? []).flatMap(
    ({ path }) => t.desk.checks.subjects[path.replace(/^checks\./, '')]?.name ?? [],
  );
  return t.desk.checks.stillOpen(names);
}
