import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiForbiddenResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Access } from '../access/access.js';
import { ENVIRONMENT, type Environment } from '../config/config.module.js';
import { clientAddress, sameText } from '../http/client-address.js';
import { Problem } from '../http/problem.js';
import { Metrics } from './metrics.js';

const LOOPBACK = /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|::ffff:127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/;

@ApiTags('health')
@Controller('metrics')
@Access('operator')
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  /** Figures of this process for Prometheus: from this machine, or with METRICS_TOKEN as bearer. */
  @Get()
  @ApiOkResponse({ description: 'Figures', content: { 'text/plain': { schema: { type: 'string' } } } })
  @ApiForbiddenResponse({ description: 'From elsewhere and without the token' })
  async report(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    if (!this.isOperator(request)) throw new Problem('not_allowed');
    const { text, contentType } = await this.metrics.report();
    void reply.header('content-type', contentType);
    return text;
  }

  private isOperator(request: FastifyRequest): boolean {
    const token = this.environment.metricsToken;
    if (token !== null && sameText(request.headers.authorization ?? '', `Bearer ${token}`)) return true;
    // Behind a proxy nobody told us of, everybody would seem to sit on this machine.
    const unknownProxy =
      this.environment.trustProxy === false &&
      (request.headers['x-forwarded-for'] !== undefined || request.headers['forwarded'] !== undefined);
    return !unknownProxy && LOOPBACK.test(clientAddress(request, this.environment.storefrontSecret));
  }
}
