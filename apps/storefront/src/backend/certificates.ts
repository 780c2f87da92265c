import { FormData } from 'undici';
import type { Backend } from './api.js';
import type {
  AssessmentList,
  CertificateEntry,
  CertificateFigures,
  CertificateForecast,
  CertificateList,
  IssuingBody,
  NoticeList,
  ShopCertificate,
} from './certificates.types.js';

const ROOT = '/admin/certificates';
const one = (id: string): string => `${ROOT}/${encodeURIComponent(id)}`;

export const getCertificates = (api: Backend, query: object): Promise<CertificateList> =>
  api.get(ROOT, { query: { ...query } });

/** @throws ApiProblem 404 outside the officer's communes */
export const getCertificate = (api: Backend, id: string): Promise<CertificateEntry> => api.get(one(id));

/** @throws ApiProblem 400 where there is no such day */
export const getCertificateFigures = (api: Backend, query: object): Promise<CertificateFigures> =>
  api.get(`${ROOT}/figures`, { query: { ...query } });

/** @throws ApiProblem 400 where there is no such day */
export const getCertificateForecast = (api: Backend, query: object): Promise<CertificateForecast> =>
  api.get(`${ROOT}/forecast`, { query: { ...query } });

/** What shops were told of certificates that run out, in the officer's communes. */
export const getNotices = (api: Backend, query: object): Promise<NoticeList> =>
  api.get(`${ROOT}/notices`, { query: { ...query } });

/** The certificates of a shop from inside, the soonest to end first. */
export const getShopCertificates = async (api: Backend, slug: string): Promise<ShopCertificate[]> =>
  (await api.get<{ items: ShopCertificate[] }>(`/seller/${encodeURIComponent(slug)}/certificates`)).items;

export const getIssuingBodies = async (api: Backend): Promise<IssuingBody[]> =>
  (await api.get<{ items: IssuingBody[] }>(`${ROOT}/issuing-bodies`)).items;

/** @throws ApiProblem 400 `validation_failed` by field */
export const recordCertificate = (api: Backend, body: object): Promise<{ id: string }> =>
  api.send('POST', ROOT, { body });

/** @throws ApiProblem 400 `validation_failed` by field, 409 `state_conflict` */
export const followCertificate = (
  api: Backend,
  id: string,
  how: 'renewals' | 'upgrades',
  body: object,
): Promise<{ id: string }> => api.send('POST', `${one(id)}/${how}`, { body });

/** @throws ApiProblem 400 `validation_failed` by field */
export const correctCertificate = (api: Backend, id: string, body: object): Promise<unknown> =>
  api.send('POST', `${one(id)}/corrections`, { body });
/** @throws ApiProblem 409 `state_conflict`: something rests on it */
export const takeEntryBack = (api: Backend, id: string, body: object): Promise<unknown> =>
  api.send('POST', `${one(id)}/removals`, { body });

export const getAssessments = (api: Backend, query: object): Promise<AssessmentList> =>
  api.get('/admin/assessments', { query: { ...query } });

/** @throws ApiProblem 400 `validation_failed` by field */
export const recordAssessment = (api: Backend, body: object): Promise<{ id: string }> =>
  api.send('POST', '/admin/assessments', { body });

export const removeAssessment = (api: Backend, id: string, reason: string): Promise<unknown> =>
  api.send('POST', `/admin/assessments/${encodeURIComponent(id)}/removal`, { body: { reason } });

export const keepCertificate = (api: Backend, id: string, body: object): Promise<unknown> =>
  api.send('PUT', `${one(id)}/late-renewal`, { body });
export const revokeCertificate = (api: Backend, id: string, body: object): Promise<unknown> =>
  api.send('POST', `${one(id)}/revocation`, { body });
export const inspectCertificate = (api: Backend, id: string, body: object): Promise<unknown> =>
  api.send('POST', `${one(id)}/inspections`, { body });
export const linkCertificate = (api: Backend, id: string, productSlug: string): Promise<unknown> =>
  api.send('PUT', `${one(id)}/product`, { body: { productSlug } });

/** @throws ApiProblem 413 `too_large`, 415 `unsupported_type` */
export function sendScan(api: Backend, id: string, kind: string, file: File): Promise<unknown> {
  const body = new FormData();
  body.append('kind', kind);
  body.append('file', file, file.name);
  return api.send('POST', `${one(id)}/scans`, { body });
}
