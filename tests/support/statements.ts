import { getDataSourceToken } from '@nestjs/typeorm';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import type { TestApp } from './app.js';

/** The statements the API sends through its pool while `work` runs, in order. Only for a pool of one connection. */
export async function loggedStatements(app: TestApp, work: () => Promise<void>): Promise<string[]> {
  const dataSource = app.nest.get<DataSource>(getDataSourceToken(), { strict: false });
  const { master } = dataSource.driver as unknown as { master: pg.Pool };
  const texts: string[] = [];
  const client = await master.connect();
  const { query } = client;
  const send = query.bind(client) as (...values: unknown[]) => unknown;
  const spy = (...values: unknown[]): unknown => {
    const [config] = values;
    texts.push(typeof config === 'string' ? config : (config as { text: string }).text);
    return send(...values);
  };
  client.query = spy as typeof client.query;
  client.release();
  try {
    await work();
  } finally {
    client.query = query;
  }
  return texts;
}
