import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { theirPage } from '../../../platform/http/in-their-language.js';
import { OrderContacts } from '../order-contacts.js';
import type { OrderGroup } from '../order-group.entity.js';

/** Where a purchase is shown to whoever bought, and in which language they read. */
export interface WayBack {
  language: 'vi' | 'en';
  /** Of the page of their order. */
  url: string;
}

/** The way back from a gateway's page, in the language the purchase was made in. */
@Injectable()
export class BuyersWayBack {
  constructor(
    private readonly contacts: OrderContacts,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** Vietnamese once the purchase's contact is no longer kept. @param groupCode of a purchase that is there */
  async of(tx: EntityManager, groupCode: string): Promise<WayBack> {
    const groups: Pick<OrderGroup, 'id' | 'contactSealed' | 'contactClear'>[] = await tx.query(
      `SELECT id, contact_sealed AS "contactSealed", contact_clear AS "contactClear" FROM order_groups WHERE code = $1`,
      [groupCode],
    );
    const contact = groups[0] === undefined ? null : await this.contacts.open(tx, groups[0]);
    const language = contact?.language ?? 'vi';
    const path = `/don-hang/${groupCode}`;
    return { language, url: theirPage(this.environment.publicUrl, contact ?? {}, path) };
  }
}
