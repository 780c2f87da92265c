import type { APIContext } from 'astro';
import { getMe } from '../backend/account.js';
import {
  getReportReasons,
  type FiledReport,
  type ReportedPage,
  type ReportReasons,
} from '../backend/reports.js';
import type { FormPage } from './form-problems.js';
import { takeReport, type ReportField } from './reports.js';

interface ReportPageState {
  reasons: ReportReasons;
  /** Then the answer goes to the account, and no contact is asked for. */
  signedIn: boolean;
  page: FormPage<ReportField> | null;
  filed: FiledReport | null;
}

/** What the page of a report shows: a fresh form, the form that was sent back, or that it was taken. Kept nowhere. */
export async function reportPage(
  context: Pick<APIContext, 'locals' | 'request'> & { response: ResponseInit & { headers: Headers } },
  about: ReportedPage,
): Promise<ReportPageState> {
  const { locals, request, response } = context;
  const { api } = locals;
  response.headers.set('cache-control', 'private, no-store');
  const state: ReportPageState = {
    reasons: await getReportReasons(api),
    signedIn: api.session.claims && (await getMe(api).catch(() => null)) !== null,
    page: null,
    filed: null,
  };
  if (request.method !== 'POST') return state;
  const taken = await takeReport(context, about, await request.formData());
  if ('filed' in taken) return { ...state, filed: taken.filed };
  response.status = taken.status;
  return { ...state, page: taken };
}
