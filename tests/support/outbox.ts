import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Message } from '../../apps/api/src/platform/mail/messages.js';
import type { TestDatabase } from './database.js';

/** The messages that landed as files, by id. */
export async function readMessages(database: TestDatabase): Promise<Message[]> {
  const directory = join(database.dataDir, 'outbox');
  const names = await readdir(directory).catch(() => []);
  const files = names.filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    files.map(async (name) => JSON.parse(await readFile(join(directory, name), 'utf8')) as Message),
  );
}
