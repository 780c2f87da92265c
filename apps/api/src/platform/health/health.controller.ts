import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Access } from '../access/access.js';
import { Reader } from '../database/reader.js';
import { Problem } from '../http/problem.js';
import { databaseReady } from './health.sql.js';

/** A probe comes every few seconds; one that waits longer for a connection than this says enough. */
const PATIENCE_MS = 2_000;

class HealthDto {
  @ApiProperty({ enum: ['ok'] }) status!: string;
}

/** For whoever watches over the processes. */
@ApiTags('health')
@Controller('health')
@Access('public')
export class HealthController {
  constructor(private readonly reader: Reader) {}

  /** The process runs. Asks nothing of anybody, so that a database's trouble does not restart the API. */
  @Get('live')
  @ApiOkResponse({ type: HealthDto })
  live(): HealthDto {
    return { status: 'ok' };
  }

  /** The process can serve: its database answers and is migrated; otherwise 503 `overloaded`. */
  @Get('ready')
  @ApiOkResponse({ type: HealthDto })
  async ready(): Promise<HealthDto> {
    const answer = await Promise.race([this.databaseAnswers(), patienceEnds()]);
    if (!answer) throw new Problem('overloaded', { retryAfterSeconds: 2 });
    return { status: 'ok' };
  }

  private async databaseAnswers(): Promise<boolean> {
    try {
      return (await this.reader.row<{ ready: boolean }>(databaseReady))?.ready === true;
    } catch {
      return false;
    }
  }
}

function patienceEnds(): Promise<false> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(false), PATIENCE_MS).unref();
  });
}
