import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { FastifyReply } from 'fastify';
import type { Pool } from 'pg';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { DataSource } from 'typeorm';

/** Around the 2 ms of a list and the 20 ms of a placement, up to where a buyer gives up. */
const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** What this process counts about itself, in Prometheus' form. Routes are patterns, never addresses: no slug, no token. */
@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [this.registry],
  });

  constructor(@InjectDataSource() dataSource: DataSource) {
    collectDefaultMetrics({ register: this.registry });
    const pool = (dataSource.driver as unknown as { master: Pool }).master;
    const connections: Gauge<'state'> = new Gauge({
      name: 'database_connections',
      help: 'Connections of this process by state; waiting are requests without one',
      labelNames: ['state'],
      registers: [],
      collect() {
        this.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
        this.set({ state: 'idle' }, pool.idleCount);
        this.set({ state: 'waiting' }, pool.waitingCount);
      },
    });
    this.registry.registerMetric(connections);
  }

  /** Counts an answered request; called for each by the HTTP application. */
  observe(reply: FastifyReply): void {
    const { method, routeOptions } = reply.request;
    const route = routeOptions.url ?? 'none';
    this.requests.observe({ method, route, status: reply.statusCode }, reply.elapsedTime / 1_000);
  }

  /** All figures as text, with its content type. */
  async report(): Promise<{ text: string; contentType: string }> {
    return { text: await this.registry.metrics(), contentType: this.registry.contentType };
  }
}
