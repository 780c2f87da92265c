import type { OperatingRulesDto } from '#client/api';
import { orMissing, type Backend } from './api.js';

export type OperatingRules = OperatingRulesDto;

/** The version in force, or the named one; null where there is no such version. */
export const getOperatingRules = (api: Backend, version?: string): Promise<OperatingRules | null> =>
  orMissing(
    api.get<OperatingRules>(
      version === undefined ? '/operating-rules' : `/operating-rules/${encodeURIComponent(version)}`,
      { tags: () => [] },
    ),
  );
