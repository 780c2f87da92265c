import { vietnamDay, type Day } from '#kernel/time';
import { readDataFile } from '../../../platform/data/data-files.js';

interface Purpose {
  readonly purpose: string;
  /** Without it there is no account. */
  readonly required: boolean;
  /** The page of the shop where the text stands. */
  readonly page: string;
  /** Oldest first. */
  readonly versions: readonly { readonly version: string; readonly from: Day }[];
}

/** A text people can agree to, in the version that counts at one moment. */
export interface ConsentText {
  readonly purpose: string;
  readonly required: boolean;
  readonly page: string;
  readonly version: string;
  /** The day in Vietnam since which this version counts. */
  readonly from: Day;
}

const { purposes, applicationPurposes } = readDataFile<{
  purposes: readonly Purpose[];
  applicationPurposes: readonly Purpose[];
}>('programme/consents.json');

/** Every purpose of an account with the version in force at that moment; before its first day the first version counts. */
export function consentTexts(now: Date): ConsentText[] {
  return inForce(purposes, now);
}

/** The same of what an application for a shop asks for. */
export function applicationConsentTexts(now: Date): ConsentText[] {
  return inForce(applicationPurposes, now);
}

function inForce(all: readonly Purpose[], now: Date): ConsentText[] {
  const today = vietnamDay(now);
  return all.map(({ purpose, required, page, versions }) => {
    const text = versions.findLast(({ from }) => from <= today) ?? versions[0];
    if (text === undefined) throw new Error(`${purpose} has no version in consents.json`);
    return { purpose, required, page, version: text.version, from: text.from };
  });
}
