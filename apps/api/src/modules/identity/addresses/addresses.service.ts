import { Inject, Injectable } from '@nestjs/common';
import { isUuid, uuidv7 } from '#kernel/ids';
import { parsePhone } from '#kernel/phone';
import type { Clock } from '#kernel/time';
import type { EntityManager } from 'typeorm';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { fieldProblem } from '../../../platform/http/validation.js';
import { DataKeys, type DataKey } from '../../../platform/sealing/data-keys.js';
import { Account } from '../accounts/account.entity.js';
import { checkPlace, placesOf, type CheckedPlace } from './address-place.js';
import type { AddressDto } from './address.dto.js';
import { Address } from './address.entity.js';

/** A household, its relatives, a workplace; more is somebody else's address book. */
const MAX_ADDRESSES = 20;

/** Where somebody has goods sent. */
@Injectable()
export class AddressesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly dataKeys: DataKeys,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(accountId: string): Promise<object> {
    return this.transactions.run('account', async (tx) => ({
      items: await this.views(tx, accountId),
      nextCursor: null,
    }));
  }

  /** @throws Problem validation_failed, addresses_full */
  async add(accountId: string, form: AddressDto): Promise<object> {
    const phone = checkPhone(form.phone);
    return this.transactions.run('account', async (tx) => {
      const place = await checkPlace(tx, form);
      await lockAccount(tx, accountId);
      const count = await tx.countBy(Address, { accountId });
      if (count >= MAX_ADDRESSES) throw new Problem('addresses_full');
      const now = this.clock.now();
      const id = uuidv7(now.getTime());
      const isDefault = form.isDefault === true || count === 0;
      if (isDefault) await noDefault(tx, accountId, now);
      const sealed = sealAddress(await this.dataKeys.of(tx, accountId), form, phone, place);
      await tx.insert(Address, { id, accountId, ...sealed, isDefault, createdAt: now, updatedAt: now });
      return this.view(tx, accountId, id);
    });
  }

  /** @throws Problem not_found, validation_failed */
  async change(accountId: string, id: string, form: AddressDto): Promise<object> {
    const phone = checkPhone(form.phone);
    return this.transactions.run('account', async (tx) => {
      const place = await checkPlace(tx, form);
      await lockAccount(tx, accountId);
      const address = await findOwn(tx, accountId, id);
      const now = this.clock.now();
      const isDefault = form.isDefault ?? address.isDefault;
      if (isDefault && !address.isDefault) await noDefault(tx, accountId, now);
      const sealed = sealAddress(await this.dataKeys.of(tx, accountId), form, phone, place);
      await tx.update(Address, { id, accountId }, { ...sealed, isDefault, updatedAt: now });
      return this.view(tx, accountId, id);
    });
  }

  /** @throws Problem not_found */
  async remove(accountId: string, id: string): Promise<void> {
    await this.transactions.run('account', async (tx) => {
      await lockAccount(tx, accountId);
      const address = await findOwn(tx, accountId, id);
      await tx.delete(Address, { id, accountId });
      if (!address.isDefault) return;
      // Somebody who still has addresses has one that is filled in first: the newest.
      await tx.query(
        `UPDATE addresses SET is_default = true, updated_at = $2
         WHERE id = (SELECT id FROM addresses WHERE account_id = $1 ORDER BY id DESC LIMIT 1)`,
        [accountId, this.clock.now()],
      );
    });
  }

  private async view(tx: EntityManager, accountId: string, id: string): Promise<object> {
    const view = (await this.views(tx, accountId)).find((candidate) => candidate.id === id);
    if (view === undefined) throw new Problem('not_found');
    return view;
  }

  private async views(tx: EntityManager, accountId: string): Promise<{ id: string }[]> {
    const addresses = await tx.find(Address, {
      where: { accountId },
      order: { isDefault: 'DESC', id: 'ASC' },
    });
    if (addresses.length === 0) return [];
    const key = await this.dataKeys.of(tx, accountId);
    const places = await placesOf(tx, addresses);
    return addresses.map((address) => {
      const { id, provinceCode, communeCode, isDefault } = address;
      return {
        id,
        ...openAddress(key, address),
        provinceCode,
        communeCode,
        ...places.of(address),
        isDefault,
      };
    });
  }
}

function checkPhone(typed: string): string {
  const phone = parsePhone(typed);
  if (phone === null)
    throw fieldProblem('phone', 'bad_phone', 'Số điện thoại chưa đúng', 'Not a valid phone number');
  return phone.e164;
}

/** Two devices that save at once take turns, so that neither the limit nor the one default is passed. */
async function lockAccount(tx: EntityManager, accountId: string): Promise<void> {
  await tx.findOne(Account, {
    where: { id: accountId },
    select: { id: true },
    lock: { mode: 'for_no_key_update' },
  });
}

async function findOwn(tx: EntityManager, accountId: string, id: string): Promise<Address> {
  const address = isUuid(id) ? await tx.findOneBy(Address, { id, accountId }) : null;
  if (address === null) throw new Problem('not_found');
  return address;
}

async function noDefault(tx: EntityManager, accountId: string, now: Date): Promise<void> {
  await tx.update(Address, { accountId, isDefault: true }, { isDefault: false, updatedAt: now });
}

function sealAddress(
  key: DataKey,
  { name, line }: AddressDto,
  phone: string,
  { provinceCode, communeCode, ward }: CheckedPlace,
): Pick<
  Address,
  'nameSealed' | 'phoneSealed' | 'lineSealed' | 'wardSealed' | 'provinceCode' | 'communeCode'
> {
  return {
    nameSealed: key.seal(name, 'addresses.name'),
    phoneSealed: key.seal(phone, 'addresses.phone'),
    lineSealed: key.seal(line, 'addresses.line'),
    wardSealed: ward === null ? null : key.seal(ward, 'addresses.ward'),
    provinceCode,
    communeCode,
  };
}

function openAddress(
  key: DataKey,
  address: Address,
): { name: string; phone: string; ward: string | null; line: string } {
  return {
    name: key.open(address.nameSealed, 'addresses.name'),
    phone: key.open(address.phoneSealed, 'addresses.phone'),
    ward: address.wardSealed === null ? null : key.open(address.wardSealed, 'addresses.ward'),
    line: key.open(address.lineSealed, 'addresses.line'),
  };
}
