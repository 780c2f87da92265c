import { Inject, Injectable } from '@nestjs/common';
import { parsePublicCode } from '#kernel/ids';
import { addMonths, vietnamDay, type Clock } from '#kernel/time';
import type { Principal } from '../../../platform/access/access.js';
import { recordAudit } from '../../../platform/audit/record-audit.js';
import { CLOCK } from '../../../platform/clock/clock.module.js';
import { ENVIRONMENT, type Environment } from '../../../platform/config/config.module.js';
import { FloorProfile } from '../../../platform/data/floor-profile.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { Problem } from '../../../platform/http/problem.js';
import { SellerTransactions } from '../../sellers/index.js';
import { demandPeriod, readSales } from './read-sales.js';
import { SalesStatement } from './sales-statement.entity.js';
import {
  digestOf,
  shortDigest,
  statementNumber,
  type FirstForm,
  type StatementContent,
} from './statement-content.js';
import { statementPdf } from './statement-pdf.js';
import { statementSheet } from './statement-sheet.js';
import type { SalesDto, SalesQueryDto, StatedSalesDto, StatementDto } from './statement.dto.js';

/** Months that are shown where nobody says which. */
const USUAL_MONTHS = 12;
const LONGEST_LIST = 100;

export const contentOf = ({ content }: Pick<SalesStatement, 'content'>): StatementContent | FirstForm =>
  JSON.parse(content) as StatementContent | FirstForm;

/** What form 1 did not tell. */
const UNTOLD_GOODS = { returnedItemsVnd: null, netItemsVnd: null };
const UNTOLD_ORDERS = { returnedVnd: null, netVnd: null };

/** A statement in a list. */
export function statementView(statement: SalesStatement): StatementDto {
  const { id, code, fromMonth, toMonth, issuedAt } = statement;
  const { itemsVnd, netItemsVnd } = { ...UNTOLD_GOODS, ...contentOf(statement).sum };
  const number = statementNumber(statement);
  return { id, number, code, fromMonth, toMonth, issuedAt, itemsVnd, netItemsVnd };
}

/** A shop's sales and the statements it has of them; what assessors check. */
@Injectable()
export class StatementsService {
  constructor(
    private readonly sellerTransactions: SellerTransactions,
    private readonly transactions: Transactions,
    private readonly floor: FloorProfile,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** What a statement would say now. @throws Problem validation_failed (the period), not_found, not_allowed */
  async sales(principal: Principal, slug: string, asked: SalesQueryDto): Promise<SalesDto> {
    const now = this.clock.now();
    const today = vietnamDay(now);
    const toMonth = asked.toMonth ?? today.slice(0, 7);
    const fromMonth = asked.fromMonth ?? addMonths(`${toMonth}-01`, 1 - USUAL_MONTHS).slice(0, 7);
    demandPeriod({ fromMonth, toMonth }, now);
    const sales = await this.sellerTransactions.run(principal, slug, 'shop', (tx) =>
      readSales(tx, { fromMonth, toMonth }),
    );
    return { fromMonth, toMonth, ...sales };
  }

  /** Newest first. */
  async list(principal: Principal, slug: string): Promise<StatementDto[]> {
    const statements = await this.sellerTransactions.run(principal, slug, 'shop', (tx, { sellerId }) =>
      tx.find(SalesStatement, {
        where: { sellerId },
        order: { year: 'DESC', number: 'DESC' },
        take: LONGEST_LIST,
      }),
    );
    return statements.map(statementView);
  }

  /** The paper, or the sheet; who took it is history. @throws Problem not_found, also for one of another shop */
  async file(
    principal: Principal,
    slug: string,
    id: string,
    kind: 'pdf' | 'xlsx',
  ): Promise<{ bytes: Buffer; name: string }> {
    const now = this.clock.now();
    const statement = await this.sellerTransactions.run(principal, slug, 'shop', async (tx, { sellerId }) => {
      const found = await tx.findOneBy(SalesStatement, { id, sellerId });
      if (found === null) throw new Problem('not_found');
      await recordAudit(tx, [
        {
          at: now,
          actorKind: 'seller',
          action: 'sales_statement.taken',
          subjectType: 'sales_statement',
          subjectId: id,
          after: { number: statementNumber(found), format: kind },
        },
      ]);
      return found;
    });
    const content = contentOf(statement);
    const checkUrl = `${this.environment.publicUrl}/xac-nhan/${statement.code}`;
    const paper = { statement, content, checkUrl, publicUrl: this.environment.publicUrl };
    const bytes =
      kind === 'pdf' ? await statementPdf(paper, this.floor) : await statementSheet(paper, this.floor);
    const no = String(statement.number).padStart(2, '0');
    return { bytes, name: `bang-ke-${no}-${statement.year}-${content.slug}.${kind}` };
  }

  /** What the statement with this code states. @throws Problem not_found */
  async check(typed: string): Promise<StatedSalesDto> {
    const code = parsePublicCode(typed);
    const statement =
      code === null
        ? null
        : await this.transactions.run('buyer', (tx) => tx.findOneBy(SalesStatement, { code }));
    if (statement === null) throw new Problem('not_found');
    const { slug, shopName, legalName, fromMonth, toMonth, rows, months, sum } = contentOf(statement);
    return {
      number: statementNumber(statement),
      issuedAt: statement.issuedAt,
      digest: shortDigest(statement.digest),
      unchanged: digestOf(statement.content) === statement.digest,
      shopName,
      shopSlug: slug,
      legalName,
      fromMonth,
      toMonth,
      rows: rows.map((row) => ({ ...UNTOLD_GOODS, returnedQuantity: null, ...row })),
      months: months.map((month) => ({ ...UNTOLD_ORDERS, ...month })),
      sum: { ...UNTOLD_GOODS, ...UNTOLD_ORDERS, ...sum },
    };
  }
}
