import { existsSync } from 'node:fs';
import { isIP } from 'node:net';
import { dirname, join } from 'node:path';

/** A boot is refused; the message names the variables and what is wrong, never what they held. */
export class BadEnvironment extends Error {
  override readonly name = 'BadEnvironment';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The environment is not right:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

/** 256 bits written in hex are 64 characters, in base64 44; 32 is the least that can be called a key. */
const SHORTEST_SECRET = 32;

interface NumberRange {
  min: number;
  max: number;
  whole?: boolean;
}

/** Takes variables one by one and collects what is wrong, so that a person sees all of it in one go. */
export class EnvironmentReader {
  readonly problems: string[] = [];
  private readonly env: Readonly<Record<string, string | undefined>>;

  constructor(env: Readonly<Record<string, string | undefined>>) {
    this.env = env;
  }

  text(name: string): string | null {
    const value = this.env[name]?.trim();
    return value === undefined || value === '' ? null : value;
  }

  number(name: string, fallback: number, { min, max, whole = false }: NumberRange): number {
    const text = this.text(name);
    if (text === null) return fallback;
    const value = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
    if (Number.isNaN(value) || value < min || value > max || (whole && !Number.isInteger(value))) {
      this.problems.push(`${name} must be a ${whole ? 'whole ' : ''}number from ${min} to ${max}`);
      return fallback;
    }
    return value;
  }

  /** Names out of a list, comma separated, in their own order; all of them unless given. */
  list<T extends string>(name: string, allowed: readonly T[]): readonly T[] {
    const given = this.text(name)
      ?.split(',')
      .map((part) => part.trim());
    if (given === undefined) return allowed;
    const known = given.flatMap((part) => allowed.find((candidate) => candidate === part) ?? []);
    if (known.length !== given.length || new Set(known).size !== known.length)
      this.problems.push(`${name} must be a list out of ${allowed.join(', ')}`);
    return known;
  }

  /** Values that mean nothing one without the other: all, or null for none and, beside a problem, for some. */
  together<T extends Record<string, string | null>>(
    names: string,
    values: T,
  ): { [K in keyof T]: string } | null {
    const given = Object.values(values).filter((value) => value !== null).length;
    if (given === 0) return null;
    if (given < Object.keys(values).length) {
      this.problems.push(`${names} belong together: give all of them`);
      return null;
    }
    return values as { [K in keyof T]: string };
  }

  choice<T extends string>(name: string, allowed: readonly T[], fallback: T): T {
    const text = this.text(name);
    if (text === null) return fallback;
    const found = allowed.find((candidate) => candidate === text);
    if (found === undefined) this.problems.push(`${name} must be one of ${allowed.join(', ')}`);
    return found ?? fallback;
  }

  secret(name: string): string | null {
    const text = this.text(name);
    if (text !== null && text.length < SHORTEST_SECRET) {
      this.problems.push(`${name} must have at least ${SHORTEST_SECRET} characters`);
    }
    return text;
  }

  url(name: string, protocols: readonly string[]): string | null {
    const text = this.text(name);
    if (text === null) return null;
    if (!URL.canParse(text) || !protocols.includes(new URL(text).protocol)) {
      this.problems.push(`${name} must be an address that begins with ${protocols.join(' or ')}//`);
      return null;
    }
    return text;
  }

  databaseUrl(name: string): string | null {
    return this.url(name, ['postgres:', 'postgresql:']);
  }

  databaseUrls(name: string): string[] {
    const text = this.text(name);
    if (text === null) return [];
    const urls = text.split(',').map((part) => part.trim());
    const bad = urls.some((url) => !URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol));
    if (bad) this.problems.push(`${name} must be postgresql:// addresses separated by commas`);
    return bad ? [] : urls;
  }

  origin(name: string): string | null {
    const text = this.url(name, ['http:', 'https:']);
    if (text === null) return null;
    const url = new URL(text);
    if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '') {
      this.problems.push(`${name} must be an origin only, such as https://san.example.vn`);
      return null;
    }
    return url.origin;
  }

  /** An address to listen on: names are left out, because one that does not resolve is found out only too late. */
  host(name: string, fallback: string): string {
    const text = this.text(name);
    if (text === null || text === 'localhost' || isIP(text) !== 0) return text ?? fallback;
    this.problems.push(`${name} must be an IP address, or localhost`);
    return fallback;
  }

  /** A folder under data/ that holds a province; the form is checked first, so that it cannot lead anywhere else. */
  province(name: string, fallback: string): string {
    const text = this.text(name);
    if (text === null) return fallback;
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) || !hasProvince(text)) {
      this.problems.push(`${name} must be the name of a folder under data/ with a province.json`);
      return fallback;
    }
    return text;
  }

  /** `true` means one proxy: trusting any number of them would let a buyer write his own address. */
  trustProxy(name: string): false | number | string {
    const text = this.text(name);
    if (text === null || text === 'false' || text === '0') return false;
    if (text === 'true') return 1;
    if (/^\d{1,2}$/.test(text)) return Number(text);
    if (/^[0-9a-fA-F.:/, ]+$/.test(text)) return text.replaceAll(' ', '');
    this.problems.push(`${name} must be a number of proxies, or their addresses separated by commas`);
    return false;
  }
}

/** The folder data/ lies above the sources as well as above the compiled files. */
function hasProvince(slug: string): boolean {
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'data', slug, 'province.json'))) return true;
  }
  return false;
}
