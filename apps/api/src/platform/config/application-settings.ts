import type { EnvironmentReader } from './environment-reader.ts';

/** How applications for a shop are checked and answered. */
export interface ApplicationSettings {
  /** The electronic identification service that says whether people are who they say; null: not offered. */
  vneid: VneidService | null;
  /** Working days in which officers answer an application for a shop. */
  applicationAnswerDays: number;
  /** Working days an applicant has for adding what officers asked for. */
  applicationAdditionDays: number;
}

/** Access to the electronic identification service, by contract. */
export interface VneidService {
  url: string;
  clientId: string;
  clientSecret: string;
  /** How long it may take before it counts as not available. */
  timeoutSeconds: number;
}

export const readApplicationSettings = (reader: EnvironmentReader): ApplicationSettings => ({
  vneid: vneidService(
    reader.together('VNEID_URL, VNEID_CLIENT_ID and VNEID_CLIENT_SECRET', {
      url: reader.url('VNEID_URL', ['https:', 'http:']),
      clientId: reader.text('VNEID_CLIENT_ID'),
      clientSecret: reader.text('VNEID_CLIENT_SECRET'),
    }),
    // An officer is waiting with the papers on the table.
    reader.number('VNEID_TIMEOUT_SECONDS', 10, { min: 0.1, max: 120 }),
  ),
  applicationAnswerDays: reader.number('APPLICATION_ANSWER_DAYS', 5, { min: 1, max: 60, whole: true }),
  applicationAdditionDays: reader.number('APPLICATION_ADDITION_DAYS', 20, { min: 1, max: 120, whole: true }),
});

const vneidService = (
  service: Omit<VneidService, 'timeoutSeconds'> | null,
  timeoutSeconds: number,
): VneidService | null => (service === null ? null : { ...service, timeoutSeconds });
