/** Words of the page behind a label. */
export const traces = {
  trace: {
    title: 'Trace a product',
    lead: 'Type the code printed on the label to see who made it, where, and whether its OCOP certificate is valid.',
    codeLabel: 'Code on the label',
    codeHint: 'Eight characters, for example CDFH JKM7. Capitals and spaces do not matter.',
    submit: 'Look up',
    missingTitle: 'Code not found',
    missingHead: 'Please check the code on the label',
    problems: {
      empty: 'Please type the code printed on the label.',
      letters: (letters: string) =>
        `Codes do not use the characters ${letters}. It may be another one that looks similar; please look again.`,
      strange: 'A code has only letters and digits.',
      length: (length: number) => `A code has exactly 8 characters; you typed ${length}.`,
      mistyped: 'A character is wrong or two are swapped. Please compare each one with the label.',
      unknown:
        'We have not given this code to any product. If it is clearly printed on the packet, the label may not be one of ours.',
    },
    neverUsed:
      'To avoid confusion, codes do not use the letters A, B, E, G, I, L, O, Q, S, U, Z or the digits 0 and 1.',
    ofBatch: (batch: string) => `Label of batch ${batch}`,
    ofProduct: 'Label of the product, not of one batch. Batch and best-before date are on the packet.',
    states: {
      good: (stars: number) => `${stars}-star OCOP product with a valid certificate.`,
      lateRenewal: (day: string) =>
        `The OCOP certificate is being reassessed and stays valid to the end of ${day}.`,
      lapsed: (day: string) => `The OCOP certificate expired after ${day}.`,
      revoked: (day: string, decision: string) =>
        `The OCOP certificate was revoked on ${day} by Decision ${decision}.`,
      expired: (day: string) =>
        `This batch is past its date: the last day was ${day}. It should not be used.`,
      withdrawn: (day: string) => `This product was withdrawn on ${day} and is no longer sold here.`,
      takenDown: (day: string) =>
        `This product was taken down on ${day} at the request of the competent authority.`,
      suspended: 'This shop’s sales are suspended for now.',
      closed: 'This shop has closed.',
      paused: 'The shop has paused sales of this product.',
    },
    batch: 'Batch',
    batchCode: 'Batch number',
    variant: 'Option',
    madeOn: 'Made on',
    expiresOn: 'Use by',
    noExpiry: 'No date given',
    origin: 'Where it is made',
    producer: 'Producer',
    address: 'Address',
    place: 'Place of production',
    before: 'Before 1 July 2025',
    beforeAtPacking: 'Name when it was made',
    mapTitle: (place: string) => `Map: ${place}`,
    certificateNow: 'Certificate today',
    certificateAtPacking: (day: string) => `Certificate when it was made, ${day}`,
    sameCertificate: 'The same certificate as today.',
    noneAtPacking: 'On that day the product had no valid OCOP certificate.',
    revokedSince: (day: string, decision: string) =>
      `This certificate was later revoked on ${day} by Decision ${decision}.`,
    stars: 'Rating',
    issuerUntil: (day: string) => `dissolved after ${day}; certificates it issued remain valid`,
    certificateStatus: 'Status',
    statuses: {
      in_force: 'Valid',
      late_renewal: 'Being reassessed, still valid',
      lapsed: 'Expired',
      revoked: 'Revoked',
    },
    tasteAt: 'See it and taste it at',
    toProduct: 'See the product on the marketplace',
    toSeller: (name: string) => `Visit ${name}’s shop`,
    another: 'Look up another code',
    printedCode: 'Code on the label',
    linkFromProduct: 'See the traceability page',
    privacy: 'This page only counts visits and records nothing about who looks.',
  },
};
