import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import type { ServerResponse } from 'node:http';
import pg from 'pg';
import type { Clock } from '#kernel/time';
import { CLOCK } from '../clock/clock.module.js';
import { ENVIRONMENT, type Environment } from '../config/config.module.js';
import { sameText } from '../http/client-address.js';
import { currentRequest } from '../http/request-context.js';
import { CHANGED_PAGES_HEADER, PAGE_CHANGES } from './channel.js';

/** Outside /api, so that the public port, which hands on only that, has no such address. */
const STREAM_PATH = '/page-changes';
/** How often a storefront hears that nothing was missed; it serves what it keeps for less than a second after each. */
const BEAT_MS = 250;
/** A database that says nothing for so long has cut us off, whatever the socket thinks. */
const ANSWER_PATIENCE_MS = 2_000;

/**
 * Tells storefronts which of their pages are no longer true. They keep no connection to the database: each holds one
 * long answer of the API, line by line:
 *
 * - `changed <tags>`: drop the pages that carry any of these words;
 * - `beat <instant>`: everything committed before this was asked of the database has been said; and what time it is here.
 *
 * One connection listens, from the first storefront on. Where it is cut, every storefront is cut off too, empties what it
 * keeps and comes back: nobody could tell what was missed.
 */
@Injectable()
export class PageChanges implements OnModuleDestroy {
  private readonly logger = new Logger('page-changes');
  private readonly readers = new Set<ServerResponse>();
  private listening: pg.Client | null = null;
  private beat: NodeJS.Timeout | undefined;

  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Adds the stream, and the header that names changed pages on the answer to whoever changed them. */
  serve(fastify: FastifyInstance): void {
    fastify.get(STREAM_PATH, (request, reply) => {
      if (!sameText(String(request.headers['x-floor-secret'] ?? ''), this.environment.storefrontSecret)) {
        void reply.code(404).send();
        return;
      }
      reply.hijack();
      this.add(reply.raw);
    });
    fastify.addHook('onSend', (_request, reply, payload, done) => {
      const changed = currentRequest()?.changedPages;
      if (changed !== undefined && changed.size > 0) {
        const words = [...changed].join(' ');
        // Headers are 16 KB at most, and a request that changes so much has changed nearly everything.
        void reply.header(CHANGED_PAGES_HEADER, words.length > 4_000 ? 'floor' : words);
      }
      done(null, payload);
    });
  }

  onModuleDestroy(): void {
    this.cutOff();
  }

  private add(reader: ServerResponse): void {
    reader.writeHead(200, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
    reader.flushHeaders();
    this.readers.add(reader);
    reader.once('close', () => {
      this.readers.delete(reader);
      if (this.readers.size === 0) this.cutOff();
    });
    if (this.listening === null) void this.listen();
  }

  private async listen(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.environment.databaseUrl,
      application_name: 'floor page changes',
      connectionTimeoutMillis: ANSWER_PATIENCE_MS,
      query_timeout: ANSWER_PATIENCE_MS,
      keepAlive: true,
    });
    this.listening = client;
    client.on('notification', ({ payload }) => this.say(`changed ${payload ?? 'floor'}`));
    client.on('error', (error) => this.lost(client, error));
    client.on('end', () => this.lost(client, new Error('the connection ended')));
    try {
      await client.connect();
      await client.query(`LISTEN ${PAGE_CHANGES}`);
      await this.confirm(client);
    } catch (error) {
      this.lost(client, error as Error);
    }
  }

  /**
   * A session that listens is given what was committed before its statement began before it is given the result. So once
   * the result is there, everything earlier has been said.
   */
  private async confirm(client: pg.Client): Promise<void> {
    await client.query('SELECT');
    if (this.listening !== client) return;
    this.say(`beat ${this.clock.now().toISOString()}`);
    this.beat = setTimeout(() => {
      this.confirm(client).catch((error: unknown) => this.lost(client, error as Error));
    }, BEAT_MS);
    this.beat.unref();
  }

  private say(line: string): void {
    for (const reader of this.readers) reader.write(`${line}\n`);
  }

  private lost(client: pg.Client, error: Error): void {
    if (this.listening !== client) return;
    this.logger.warn(`page changes are not heard: ${error.message}`);
    this.cutOff();
  }

  private cutOff(): void {
    clearTimeout(this.beat);
    const client = this.listening;
    this.listening = null;
    client?.end().catch(() => undefined);
    for (const reader of this.readers) reader.destroy();
    this.readers.clear();
  }
}
