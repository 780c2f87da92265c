import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const FOLDER = join(import.meta.dirname, '..', '..', 'docs', 'decisions');

test('decisions are numbered one after another, each number once, the same in the name and in the title', () => {
  const files = readdirSync(FOLDER).sort();
  expect(files.map((file) => Number(file.slice(0, 4)))).toEqual(files.map((_, index) => index + 1));
  for (const file of files)
    expect(readFileSync(join(FOLDER, file), 'utf8').split('\n')[0], file).toMatch(
      new RegExp(`^# ${Number(file.slice(0, 4))}\\. \\S`),
    );
});
