import type { APIContext } from 'astro';
import { actOnReport, fileReport, type FiledReport, type ReportedPage } from '../backend/reports.js';
import { emptyForm, hasErrors, misfilled, refused, type FormPage } from './form-problems.js';
import { textOf } from './form-text.js';

type Context = Pick<APIContext, 'locals'>;

export type ReportField = 'reason' | 'words' | 'contact';
export type ReportActField = 'outcome' | 'answer' | 'shopWords' | 'suspensionReason' | 'words';
/** A form about a report that was not taken: which act. */
export type ReportActPage = FormPage<ReportActField> & { act: string };

export const emptyReport = (): FormPage<ReportField> => emptyForm({ reason: '', words: '', contact: '' });

/** Files a report: what is promised, or the form to show again. */
export async function takeReport(
  { locals: { api, t } }: Context,
  page: ReportedPage,
  sent: FormData,
): Promise<{ filed: FiledReport } | FormPage<ReportField>> {
  const form = emptyForm<ReportField>({
    reason: textOf(sent, 'reason', 40),
    words: textOf(sent, 'words', 2_000),
    contact: textOf(sent, 'contact', 254),
  });
  const { values, errors } = form;
  for (const name of ['reason', 'words'] as const)
    if (values[name] === '') errors[name] = t.reports.errors[name] ?? '';
  if (hasErrors(form)) return misfilled(form);
  const { reason, words, contact } = values;
  try {
    return {
      filed: await fileReport(api, page, { reason, words, ...(contact === '' ? {} : { contact }) }),
    };
  } catch (error) {
    return refused(form, error, t, {
      fields: { reason: 'reason', words: 'words', contact: 'contact' },
      words: t.reports.refusals,
    });
  }
}

/** Does what a form of the desk asks for: what was done, or the form to show again. */
export async function takeReportAct(
  { locals: { api, t } }: Context,
  report: string,
  sent: FormData,
): Promise<{ done: string } | ReportActPage> {
  const act = textOf(sent, 'act', 20);
  const page: ReportActPage = {
    ...emptyForm<ReportActField>({
      outcome: textOf(sent, 'outcome', 12),
      answer: textOf(sent, 'answer', 2_000),
      shopWords: textOf(sent, 'shopWords', 2_000),
      suspensionReason: textOf(sent, 'suspensionReason', 40),
      words: textOf(sent, 'words', 2_000),
    }),
    act,
  };
  const body = bodyOf(page, t.reports.desk.errors);
  if (hasErrors(page) || body === null) return misfilled(page) as ReportActPage;
  const done = act === 'taking-over' ? 'taking' : act;
  try {
    await actOnReport(api, report, done, body);
    return { done };
  } catch (error) {
    const fields = {
      outcome: 'outcome',
      answer: 'answer',
      shopWords: 'shopWords',
      suspensionReason: 'suspensionReason',
      words: 'words',
    } as const;
    return refused(page, error, t, { fields, words: t.reports.desk.refusals }) as ReportActPage;
  }
}

/** The body of an act; what is missing is noted in the page. Null for an act nobody offers. */
function bodyOf({ act, values, errors }: ReportActPage, words: Record<string, string>): object | null {
  const missing = (...fields: ReportActField[]): void => {
    for (const field of fields) if (values[field] === '') errors[field] = words[field] ?? '';
  };
  const { outcome, answer, shopWords, suspensionReason } = values;
  switch (act) {
    case 'taking':
    case 'forgetting':
      return {};
    case 'taking-over':
      return { takeOver: true };
    case 'lifting':
      missing('words');
      return { words: values.words };
    case 'decision':
      missing('outcome', 'answer');
      if (outcome !== '' && outcome !== 'dismissed') missing('shopWords');
      if (outcome === 'suspended') missing('suspensionReason');
      return {
        outcome,
        answer,
        ...(outcome === 'dismissed' ? {} : { shopWords }),
        ...(outcome === 'suspended' ? { suspensionReason } : {}),
      };
    default:
      return null;
  }
}
