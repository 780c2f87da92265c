import { readDataFile } from '../../platform/data/data-files.js';

/** A bank as NAPAS numbers it. */
export interface Bank {
  bin: string;
  name: string;
}

const { banks } = readDataFile<{ banks: Bank[] }>('programme/banks.json');

/** What people call the bank with that number; the number itself for one the list does not know yet. */
export function bankName(bin: string): string {
  return banks.find((bank) => bank.bin === bin)?.name ?? bin;
}
