import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export const ROOT = join(import.meta.dirname, '..', '..');
export const COMPOSE_TEXT = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8');

export interface ComposeService {
  image: string;
  command: string[];
  environment: Record<string, string | number>;
  ports?: string[];
  volumes?: string[];
  user?: string;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
}

export interface ComposeFile {
  services: Record<string, ComposeService>;
  volumes: Record<string, unknown>;
}

/** docker-compose.yml with its anchors put in place and its variables still in it. */
export function readCompose(): ComposeFile {
  return parseCompose(COMPOSE_TEXT);
}

/** The file with its variables filled in: what an engine validates. */
export function filledCompose(dotEnv: Readonly<Record<string, string>>): ComposeFile {
  return parseCompose(interpolate(COMPOSE_TEXT, dotEnv));
}

function parseCompose(text: string): ComposeFile {
  return parse(text, { merge: true }) as ComposeFile;
}

/** A service's variables as the engine would hand them over, given what stands in .env. */
export function environmentOf(
  service: ComposeService,
  dotEnv: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(service.environment).map(([name, value]) => [name, interpolate(String(value), dotEnv)]),
  );
}

/** The variables a text takes from .env. */
export function variablesIn(text: string): string[] {
  return [...text.matchAll(VARIABLE)].map((found) => found[1] ?? '');
}

/** `${NAME}`, `${NAME:-default}` and `${NAME:?message}`, which is all docker-compose.yml uses of the format. */
const VARIABLE = /\$\{(\w+)(?::([-?])([^}]*))?\}/g;

function interpolate(text: string, dotEnv: Readonly<Record<string, string>>): string {
  return text.replaceAll(VARIABLE, (_whole, name: string, operator: string | undefined, rest: string) => {
    const value = dotEnv[name] ?? '';
    if (value !== '') return value;
    if (operator === '?') throw new Error(`${name} is needed: ${rest}`);
    return rest ?? '';
  });
}
