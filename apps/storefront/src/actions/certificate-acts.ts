import type { APIContext } from 'astro';
import {
  inspectCertificate,
  keepCertificate,
  linkCertificate,
  revokeCertificate,
  sendScan,
  takeEntryBack,
} from '../backend/certificates.js';
import { emptyForm, hasErrors, misfilled, refused, type FormPage } from './form-problems.js';
import { fileOf, textOf } from './form-text.js';

const FIELDS = [
  'until',
  'evidence',
  'inspectedOn',
  'inspectedBy',
  'covered',
  'outcome',
  'findings',
  'kind',
  'file',
  'productSlug',
  'revokedOn',
  'ground',
  'decisionNumber',
  'revokedBy',
  'what',
  'reason',
] as const;
export type ActField = (typeof FIELDS)[number];

/** What an officer records about a certificate that is there. */
const ACTS = ['keep', 'inspect', 'scan', 'link', 'revoke', 'back'] as const;
export type CertificateAct = (typeof ACTS)[number];

/** An act that was not taken: which, what was typed, and what is said beside it. */
export type ActPage = FormPage<ActField> & { act: CertificateAct; chosen: string[] };

const NEEDED: Readonly<Record<CertificateAct, readonly ActField[]>> = {
  keep: ['until', 'evidence'],
  inspect: ['inspectedOn', 'inspectedBy', 'outcome'],
  scan: ['kind'],
  link: ['productSlug'],
  revoke: ['revokedOn', 'ground', 'decisionNumber', 'revokedBy'],
  back: ['what', 'reason'],
};

export async function takeCertificateAct(
  { locals: { api, t } }: Pick<APIContext, 'locals'>,
  id: string,
  form: FormData,
): Promise<{ done: CertificateAct | 'gone' } | ActPage> {
  const act = ACTS.find((name) => name === form.get('act')) ?? 'keep';
  const values = Object.fromEntries(FIELDS.map((name) => [name, textOf(form, name, 2_000)])) as Record<
    ActField,
    string
  >;
  const covered = form.getAll('covered').map(String);
  const page: ActPage = { ...emptyForm(values), act, chosen: covered };
  for (const name of NEEDED[act]) if (values[name] === '') page.errors[name] = t.certificates.form.missing;
  if (act === 'inspect' && covered.length === 0) page.errors.covered = t.certificates.form.missing;
  const file = fileOf(form);
  if (act === 'scan' && file === null) page.errors.file = t.certificates.form.missing;
  if (hasErrors(page)) return { ...misfilled(page), act, chosen: covered };
  const { until, evidence, inspectedOn, inspectedBy, outcome, findings, kind, productSlug } = values;
  const { revokedOn, ground, decisionNumber, revokedBy, what, reason } = values;
  const run: Readonly<Record<CertificateAct, () => Promise<unknown>>> = {
    keep: () => keepCertificate(api, id, { until, evidence }),
    inspect: () => inspectCertificate(api, id, { inspectedOn, inspectedBy, covered, outcome, findings }),
    scan: () => sendScan(api, id, kind, file as File),
    link: () => linkCertificate(api, id, productSlug),
    back: () => takeEntryBack(api, id, { what, reason }),
    revoke: () => revokeCertificate(api, id, { revokedOn, ground, decisionNumber, revokedBy }),
  };
  try {
    await run[act]();
    return { done: act === 'back' && what === 'entry' ? 'gone' : act };
  } catch (error) {
    const fields = Object.fromEntries(FIELDS.map((name) => [name, name])) as Record<string, ActField>;
    return {
      ...refused(page, error, t, {
        fields,
        words: act === 'back' ? t.certificates.entry.backRefusals : t.certificates.entry.refusals,
      }),
      act,
      chosen: covered,
    };
  }
}
