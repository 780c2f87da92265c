import { Module } from '@nestjs/common';
import { ApiDocsController } from './api-docs.controller.js';
import { ApiDescription } from './api-description.js';
import { HealthController } from './health.controller.js';
import { Metrics } from './metrics.js';
import { MetricsController } from './metrics.controller.js';

/** What operators and integrators ask of a process: is it well, what does it do, how is it called. */
@Module({
  controllers: [HealthController, MetricsController, ApiDocsController],
  providers: [Metrics, ApiDescription],
})
export class HealthModule {}
