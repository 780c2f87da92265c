import { Controller, HttpCode, Param, Post, Req, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { carrierCodes } from '#kernel/carriers';
import { Access } from '../../../../platform/access/access.js';
import { AddressThrottle, Throttled } from '../../../../platform/access/throttle.js';
import { runStatement } from '../../../../platform/database/run-statement.js';
import { Transactions } from '../../../../platform/database/transactions.js';
import { Problem } from '../../../../platform/http/problem.js';
import { rawBodyOf, TakesRawBody } from '../../../../platform/http/raw-body.js';
import { CarrierNoticeAnswer } from './shipment.dto.js';
import { wakeShipment } from './shipments.sql.js';

/** Where carriers write the code of a shipment in their notices: GHN, GHTK, Viettel Post. */
const CODE_FIELDS = ['OrderCode', 'label_id', 'ORDER_NUMBER'];

/**
 * Where carriers tell that something moved. Nothing they say here is believed, for not every carrier signs it: the shipment
 * of that code is asked about at the next sweep instead of within half an hour.
 */
@ApiTags('gateways')
@Controller('v1/webhooks/carriers/:carrier')
@Access('public')
export class CarrierNoticesController {
  constructor(private readonly transactions: Transactions) {}

  @Post()
  @HttpCode(200)
  @TakesRawBody()
  @UseGuards(AddressThrottle)
  @Throttled({ limit: 300, seconds: 60 })
  @ApiParam({ name: 'carrier', enum: carrierCodes })
  @ApiOperation({ summary: 'A notice of a carrier: its shipment is asked about soon' })
  @ApiOkResponse({ type: CarrierNoticeAnswer })
  async hear(
    @Param('carrier') carrier: string,
    @Req() request: FastifyRequest,
  ): Promise<CarrierNoticeAnswer> {
    const code = carrierCodes.find((candidate) => candidate === carrier);
    if (code === undefined) throw new Problem('not_found');
    const trackingCode = codeIn(rawBodyOf(request));
    if (trackingCode !== null)
      await this.transactions.run('worker', (tx) => runStatement(tx, wakeShipment, [code, trackingCode]));
    return { success: true };
  }
}

function codeIn(raw: Buffer): string | null {
  try {
    const told: unknown = JSON.parse(raw.toString('utf8'));
    const inner: unknown = (told as { DATA?: unknown } | null)?.DATA ?? told;
    for (const name of CODE_FIELDS) {
      const value = (inner as Record<string, unknown> | null)?.[name];
      if (typeof value === 'string' && /^[A-Za-z0-9.-]{4,60}$/.test(value)) return value;
    }
  } catch {
    // Whatever that was, it names no shipment.
  }
  return null;
}
