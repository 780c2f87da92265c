/** What the API knows somebody by: the session, and the device that once signed in. */
const KNOWN_BY = /^(floor_session|floor_device)=([\w.~-]{0,300})$/;

/**
 * The cookies of one request, on their way to the API and back. The API alone makes, renews and ends a session; what it
 * sets goes on to the browser as it is, and counts for the next call of the same page already.
 */
export class SessionJar {
  private readonly held = new Map<string, string>();
  private readonly changed: string[] = [];

  /** @param cookieHeader what the browser sent; of its cookies only those two travel on */
  constructor(cookieHeader: string | null) {
    for (const cookie of (cookieHeader ?? '').split('; ')) this.hold(cookie);
  }

  /** Whether the browser claims to be somebody; only the API knows whether that is true. */
  get claims(): boolean {
    return this.held.has('floor_session');
  }

  /** The header for the API; undefined for a guest. */
  get header(): string | undefined {
    const cookies = [...this.held].map(([name, value]) => `${name}=${value}`);
    return cookies.length > 0 ? cookies.join('; ') : undefined;
  }

  /** Whole Set-Cookie lines for the browser. */
  get changes(): readonly string[] {
    return this.changed;
  }

  /** Takes over what an answer of the API sets. */
  take(setCookie: string | readonly string[] | undefined): void {
    for (const line of [setCookie ?? []].flat())
      if (this.hold(line.split(';')[0] ?? '')) this.changed.push(line);
  }

  private hold(cookie: string): boolean {
    const [, name, value] = KNOWN_BY.exec(cookie) ?? [];
    if (name === undefined) return false;
    if (value) this.held.set(name, value);
    else this.held.delete(name);
    return true;
  }
}
