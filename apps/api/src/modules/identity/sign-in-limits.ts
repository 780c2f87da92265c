import type { Limit } from '../../platform/access/hit-counters.js';

// What slows guessing down. A pause grows from a quarter of an hour to a day and ends by itself. None is ever the only
// way in: a stranger who uses up an account's share leaves its owner the known device (a lane of its own), the code and
// the passkey. Limits of one subject are listed from the shortest pause to the longest.

const QUARTER = 15 * 60;
const HOUR = 60 * 60;
const DAY = 24 * HOUR;

/** Sign-ins of one address, right or wrong: an office behind one router stays below, fifty a second do not. */
export const SIGN_INS_BY_ADDRESS: readonly Limit[] = [
  { name: 'sign-in by address', hits: 60, seconds: 10 * 60 },
  { name: 'sign-in by address a day', hits: 1_000, seconds: DAY },
];

/** Passwords that one address tries on one account: it cannot use up alone what all strangers share. */
export const PASSWORDS_BY_ADDRESS: readonly Limit[] = [
  { name: 'password by address', hits: 5, seconds: QUARTER },
  { name: 'password by address a day', hits: 20, seconds: DAY },
];

/** Passwords tried on one account from devices nobody knows, from however many addresses. */
export const PASSWORDS_BY_STRANGERS: readonly Limit[] = [
  { name: 'password by strangers', hits: 20, seconds: QUARTER },
  { name: 'password by strangers a day', hits: 100, seconds: DAY },
];

/** Passwords tried on one account from a device on which its owner has signed in before. */
export const PASSWORDS_BY_DEVICE: readonly Limit[] = [
  { name: 'password by device', hits: 10, seconds: QUARTER },
  { name: 'password by device a day', hits: 50, seconds: DAY },
];

/** Codes of six digits that one address tries, over all numbers; each code itself takes five tries. */
export const CODES_TRIED_BY_ADDRESS: readonly Limit[] = [
  { name: 'code by address', hits: 30, seconds: QUARTER },
  { name: 'code by address a day', hits: 300, seconds: DAY },
];

/** Second factors tried on one account by strangers who had the first one right, or on a known device. */
export const SECOND_FACTORS: readonly Limit[] = [
  { name: 'second factor', hits: 10, seconds: QUARTER },
  { name: 'second factor a day', hits: 50, seconds: DAY },
];

/** A second code for the same number goes out after this many seconds at the earliest. */
export const RESEND_SECONDS = 60;

/** Codes sent to one number for strangers, or for one known device or session: a message costs money and annoys. */
export const CODES_TO_NUMBER: readonly Limit[] = [
  { name: 'codes a minute', hits: 1, seconds: RESEND_SECONDS },
  { name: 'codes an hour', hits: 8, seconds: HOUR },
  { name: 'codes a day', hits: 20, seconds: DAY },
];

/**
 * Beyond what strangers share, one code in five minutes goes to a network that has had none for that number today. Whoever
 * wants to keep the owner from it needs a network of their own for each, and all of them are used up in that time.
 */
export const CODES_BEYOND_SHARE: Limit = { name: 'codes beyond share', hits: 1, seconds: 5 * 60 };
export const CODES_TO_NEW_NETWORK: Limit = { name: 'codes to new network', hits: 1, seconds: DAY };

/** Codes that one address asks for to one number: alone it cannot use up what the number may get. */
export const CODES_ASKED_BY_ADDRESS_FOR_NUMBER: readonly Limit[] = [
  { name: 'codes by address to number', hits: 5, seconds: HOUR },
  { name: 'codes by address to number a day', hits: 8, seconds: DAY },
];

/** Codes that one address asks for, over all numbers. */
export const CODES_ASKED_BY_ADDRESS: readonly Limit[] = [
  { name: 'codes by address', hits: 30, seconds: HOUR },
  { name: 'codes by address a day', hits: 100, seconds: DAY },
];

/** People whom one officer looks for by phone or mail: helping needs a few an hour, trying numbers out needs thousands. */
export const LOOK_UPS_BY_OFFICER: readonly Limit[] = [
  { name: 'look-ups by officer', hits: 60, seconds: 10 * 60 },
  { name: 'look-ups by officer a day', hits: 400, seconds: DAY },
];
