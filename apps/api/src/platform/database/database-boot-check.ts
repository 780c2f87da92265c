import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { ENVIRONMENT, type Environment } from '../config/config.module.js';
import { assertProductionDatabase } from '../config/production.js';

/** PostgreSQL below this lacks uuidv7() and the builtin locale the folding needs. */
const OLDEST_SERVER = 180_000;

/** Refuses to boot on a server or with a role that would make the database's own guards worthless. */
@Injectable()
export class DatabaseBootCheck implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly dataSource: DataSource,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  async onModuleInit(): Promise<void> {
    const [facts] = await this.dataSource.query<BootFacts[]>(`
      SELECT current_setting('server_version_num')::int AS version, current_setting('server_version') AS version_text,
        rolsuper AS is_super, rolbypassrls AS bypasses,
        EXISTS (SELECT 1 FROM pg_class c WHERE c.relowner = r.oid AND c.relkind IN ('r', 'v', 'm', 'S')) AS owns
      FROM pg_roles r WHERE rolname = current_user`);
    if (facts === undefined) throw new Error('The database did not say which role this is');
    if (facts.version < OLDEST_SERVER) {
      throw new Error(`PostgreSQL 18 or newer is needed; this server is PostgreSQL ${facts.version_text}`);
    }
    if (facts.is_super || facts.bypasses) {
      throw new Error('DATABASE_URL must not be a superuser or a role with BYPASSRLS: use floor_app');
    }
    if (facts.owns) throw new Error('DATABASE_URL must be a role that owns no table: use floor_app');
    if (!this.environment.demo) {
      await assertProductionDatabase({
        query: async (text) => ({ rows: await this.dataSource.query<Record<string, unknown>[]>(text) }),
      });
    }
  }
}

interface BootFacts {
  version: number;
  version_text: string;
  is_super: boolean;
  bypasses: boolean;
  owns: boolean;
}
