import sharp from 'sharp';
import { toAsciiUpper } from '#kernel/text';
import { expect } from 'vitest';
import type { TestApp } from './app.js';
import { callAs } from './caller.js';
import type { Person } from './people.js';
import { type Shopkeeper, words } from './shopkeeper.js';

const { fields, steps, documents } = words.onboarding;

/** Xã Đất Mũi. */
const HOME_COMMUNE = '32248';

/** A cooperative that is nobody's, with numbers that are in order and belong to nobody. */
export const COOPERATIVE = {
  legalName: 'Hợp tác xã Ba Khía Mẫu',
  commune: 'Năm Căn',
  registrationNumber: '960207000099',
  registeredOn: '15/3/2010',
  taxCode: '2000123453',
  representative: 'Trần Thị Mẫu',
  position: 'Giám đốc hợp tác xã',
  dateOfBirth: '7/2/1980',
  idNumber: '096180012345',
  addressLine: 'Ấp Mẫu',
  phone: '0290 3000 000',
  bank: 'Agribank',
  accountNumber: '7500201001234',
  accountName: 'HTX BA KHIA MAU',
} as const;

/** What stands in the fields of each step, by their labels. */
export const ANSWERS = {
  registration: {
    [fields.registrationNumber.label]: COOPERATIVE.registrationNumber,
    [fields.registeredOn.label]: COOPERATIVE.registeredOn,
    [fields.taxCode.label]: COOPERATIVE.taxCode,
  },
  representative: {
    [fields.representativeName.label]: COOPERATIVE.representative,
    [fields.position.label]: COOPERATIVE.position,
    [fields.dateOfBirth.label]: COOPERATIVE.dateOfBirth,
    [fields.idNumber.label]: COOPERATIVE.idNumber,
  },
  address: {
    [fields.communeCode.label]: COOPERATIVE.commune,
    [fields.addressLine.label]: COOPERATIVE.addressLine,
    [fields.phone.label]: COOPERATIVE.phone,
  },
  bank: {
    [fields.accountNumber.label]: COOPERATIVE.accountNumber,
    [fields.accountName.label]: COOPERATIVE.accountName,
  },
  consents: {},
} as const;

/**
 * A photograph as a phone makes it, lying on its side: two megabytes, or fewer where whoever takes it draws every size of it.
 *
 * @param width in pixels
 */
export async function photograph(width = 2_400): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
  const buffer = await sharp({
    create: { width, height: (width * 3) / 4, channels: 3, background: '#fff', noise },
  })
    .jpeg({ quality: 90 })
    .withMetadata({ orientation: 6 })
    .toBuffer();
  return { name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer };
}

/** The four answers a shop begins with; ends at the second step. */
export async function startShop(at: Shopkeeper, shopName: string): Promise<string> {
  await at.choose(words.common.sellerKinds.cooperative);
  await at.answer({
    [fields.legalName.label]: COOPERATIVE.legalName,
    [fields.name.label]: shopName,
    [fields.communeCode.label]: COOPERATIVE.commune,
  });
  await at.press(words.onboarding.startSubmit);
  await at.expectHeading(steps.registration.title);
  return at.path.split('/')[2] ?? '';
}

/** One step filled in and saved; ends at the next one. */
export async function answerStep(at: Shopkeeper, step: keyof typeof ANSWERS): Promise<void> {
  await at.expectHeading(steps[step].title);
  if (step === 'bank') await at.field(fields.bankBin.label).selectOption({ label: COOPERATIVE.bank });
  if (step === 'consents')
    for (const { label } of [fields.representativeData, fields.bankAccountData])
      await at.page.getByRole('checkbox', { name: label }).check();
  await at.answer(ANSWERS[step]);
  await at.press(words.onboarding.saveNext);
}

/** A photograph of a paper, sent as this browser can: by itself with scripts, by the button without. */
export async function sendPaper(at: Shopkeeper, kind: string, javaScript: boolean): Promise<void> {
  const { label } = documents.kinds[kind] ?? { label: kind };
  const section = at.page.getByRole('region', { name: label, exact: true });
  const before = await section.locator('.paper-files li').count();
  await section.getByLabel(`${documents.take}: ${label}`).setInputFiles(await photograph());
  if (!javaScript) await section.getByRole('button', { name: documents.send }).first().click();
  await section.locator('.paper-files li').nth(before).waitFor();
  expect(await section.locator('.paper-files li').count()).toBe(before + 1);
}

/** What the API takes for the same cooperative. */
const BODIES = {
  registration: {
    registrationNumber: COOPERATIVE.registrationNumber,
    registeredOn: '2010-03-15',
    taxCode: COOPERATIVE.taxCode,
  },
  representative: {
    representativeName: COOPERATIVE.representative,
    position: COOPERATIVE.position,
    dateOfBirth: '1980-02-07',
    idNumber: COOPERATIVE.idNumber,
  },
  address: { communeCode: HOME_COMMUNE, addressLine: COOPERATIVE.addressLine, phone: COOPERATIVE.phone },
  bank: { bankBin: '970405', accountNumber: COOPERATIVE.accountNumber, accountName: COOPERATIVE.accountName },
  consents: { representativeData: '2026-11', bankAccountData: '2026-11' },
};

/** A draft of that person's, for tests of what comes after the first answers; its slug. */
export async function begunShop(app: TestApp, person: Person, name: string): Promise<string> {
  const { legalName } = COOPERATIVE;
  const begun = await callAs<{ slug: string }>(app, person, 'POST', '/seller-applications', {
    kind: 'cooperative',
    legalName: `${legalName} ${name}`,
    name,
    communeCode: HOME_COMMUNE,
  });
  expect(begun.status).toBe(201);
  return begun.body.slug;
}

/** The same, complete and with the officers. */
export async function submittedShop(app: TestApp, person: Person, name: string): Promise<string> {
  const slug = await begunShop(app, person, name);
  const accountName = `${COOPERATIVE.accountName} ${toAsciiUpper(name)}`;
  for (const [step, body] of Object.entries({ ...BODIES, bank: { ...BODIES.bank, accountName } })) {
    const saved = await callAs(app, person, 'PUT', `/seller/${slug}/application/${step}`, {
      version: 1,
      ...body,
    });
    expect([step, saved.status]).toEqual([step, 204]);
  }
  const { buffer } = await photograph();
  for (const kind of ['registration', 'identity', 'bank']) {
    const form = new FormData();
    form.append('kind', kind);
    form.append('file', new Blob([new Uint8Array(buffer)]), 'anh.jpg');
    const url = `${app.url}/api/v1/seller/${slug}/documents`;
    const sent = await fetch(url, { method: 'POST', body: form, headers: person.headers });
    expect([kind, sent.status]).toEqual([kind, 201]);
    await sent.arrayBuffer();
  }
  expect((await callAs(app, person, 'POST', `/seller/${slug}/application/submission`)).status).toBe(204);
  return slug;
}
