import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ROOT } from './tools.ts';

interface DemoAccount {
  role: string;
  phone: string;
  password: string;
  seller: string | null;
}

/** What the demo's accounts are called to the person at the keyboard. */
const ROLES: Readonly<Record<string, string>> = {
  buyer: 'buyer',
  owner: 'owner of',
  staff: 'staff of',
  assisting_staff: 'assisting staff',
  commune_checker: 'commune checker',
  certification_officer: 'certification officer',
  approver: 'approver',
  support: 'support',
  administrator: 'administrator',
};

/** The accounts to try the demo with, a line each; empty for a copy on a database of its own. */
export function demoAccountLines(dataDir: string): string {
  const file = join(dataDir, 'demo-accounts.json');
  if (!existsSync(file)) return '';
  const accounts = JSON.parse(readFileSync(file, 'utf8')) as DemoAccount[];
  const rows = accounts.map(({ role, phone, password, seller }) => {
    const who = [ROLES[role] ?? role, seller ?? ''].join(' ').trim();
    return `  ${phone}  ${password}  ${who}`;
  });
  const inside = relative(ROOT, file);
  const where = inside.startsWith('..') ? file : inside;
  return ['', `demo accounts, phone and password (${where}):`, ...rows, ''].join('\n');
}
