import facts from '../../../../data/programme/banks.json' with { type: 'json' };

/** Banks that a VietQR reaches, as NAPAS numbers them; the same for every province, so they are built in. */
export const banks: readonly { bin: string; name: string }[] = facts.banks;
