import { readDataFile } from '../../platform/data/data-files.js';

/** A bank as NAPAS numbers it. */
export interface Bank {
  bin: string;
  name: string;
}

const { banks } = readDataFile<{ banks: Bank[] }>('programme/banks.json');

/** Whether there is a bank of that number. */
export const isBank = (bin: string): boolean => banks.some((bank) => bank.bin === bin);

/** What people call the bank with that number; the number itself for one the list does not know yet. */
export function bankName(bin: string): string {
  return banks.find((bank) => bank.bin === bin)?.name ?? bin;
}
