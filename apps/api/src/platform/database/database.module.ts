import { Global, Module } from '@nestjs/common';
import { TypeOrmModule, type TypeOrmModuleOptions } from '@nestjs/typeorm';
import { LOOK_BACK_MS } from '../audit/audit-sealing.sql.js';
import { ENVIRONMENT, type Environment } from '../config/config.module.js';
import { DatabaseBootCheck } from './database-boot-check.js';
import { Reader } from './reader.js';
import { Transactions } from './transactions.js';

/** A list must never outlive its reader: a query without an end is stopped by the server. */
const STATEMENT_TIMEOUT_MS = 15_000;
/** 200 buyers at once are normal: whoever waits for a connection waits, and only a stalled server gives up. */
const CONNECTION_TIMEOUT_MS = 30_000;
/** No transaction outlives the span the sealer of the history looks back (platform/audit), with as much again to spare. */
const TRANSACTION_TIMEOUT_MS = LOOK_BACK_MS / 2;

@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [ENVIRONMENT],
      useFactory: (environment: Environment): TypeOrmModuleOptions => ({
        type: 'postgres',
        url: environment.databaseUrl,
        autoLoadEntities: true,
        synchronize: false,
        retryAttempts: 3,
        retryDelay: 500,
        poolSize: environment.poolSize,
        applicationName: 'floor',
        extra: {
          statement_timeout: STATEMENT_TIMEOUT_MS,
          idle_in_transaction_session_timeout: STATEMENT_TIMEOUT_MS,
          // Statements are prepared by shape, so one plan fits all values. Left to choose, PostgreSQL plans the long ones
          // anew on every call, which takes longer than running them.
          options: `-c plan_cache_mode=force_generic_plan -c transaction_timeout=${TRANSACTION_TIMEOUT_MS}`,
          connectionTimeoutMillis: CONNECTION_TIMEOUT_MS,
        },
      }),
    }),
  ],
  providers: [Transactions, Reader, DatabaseBootCheck],
  exports: [Transactions, Reader],
})
export class DatabaseModule {}
