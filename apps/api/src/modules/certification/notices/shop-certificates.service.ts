import { Inject, Injectable } from '@nestjs/common';
import { renewalWindow } from '#kernel/certificate-chain';
import { renewalCalendar, stepOn } from '#kernel/certificate-notices';
import { daysBetween, vietnamDay, type Clock, type Day } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { SellerTransactions } from '../../sellers/index.js';
import type { ShopCertificateDto } from './notice-answers.dto.js';
import { SHOP_CERTIFICATES } from './shop-certificates.sql.js';

type Row = Omit<ShopCertificateDto, 'daysLeft' | 'step' | 'filing' | 'calendar'>;

/** The certificates of a shop with their calendar: what is to be done, until when, and what the shop was told. */
@Injectable()
export class ShopCertificatesService {
  constructor(
    private readonly sellerTransactions: SellerTransactions,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(principal: Principal, slug: string): Promise<ShopCertificateDto[]> {
    const today = vietnamDay(this.clock.now());
    const rows = await this.sellerTransactions.run(principal, slug, 'enter', (tx) =>
      tx.query<Row[]>(SHOP_CERTIFICATES, [today]),
    );
    return rows.map((row) => this.view(row, today));
  }

  private view(row: Row, today: Day): ShopCertificateDto {
    const days = this.floor.certificateNotices;
    const alive = row.standing === 'in_force' || row.standing === 'late_renewal';
    const { opensOn, closesOn } = renewalWindow(row.expiresOn);
    const state = today < opensOn ? 'before' : today <= closesOn ? 'open' : 'missed';
    return {
      ...row,
      daysLeft: daysBetween(today, row.validUntil),
      step: alive || row.standing === 'lapsed' ? stepOn(today, row, days) : null,
      filing: { opensOn, closesOn, state: row.standing === 'in_force' ? state : null },
      calendar: renewalCalendar(row.expiresOn, days),
    };
  }
}
