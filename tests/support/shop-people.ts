import type { TestApp } from './app.js';
import { callAs, type Told } from './caller.js';
import type { Person } from './people.js';

/** What somebody is told of the shops they work in, and of those that invite them. */
export interface ShopsOf {
  items: { slug: string; as: string; permissions: string[] }[];
  invitations: {
    id: string;
    seller: { slug: string };
    role: string;
    permissions: string[];
    invitedBy: string;
  }[];
}

/** What an owner is told of the people of their shop. */
export interface PeopleThere {
  members: { id: string; name: string; role: string; permissions: string[]; self: boolean }[];
  invitations: { id: string; phone: string; permissions: string[] }[];
}

/** The rights most tests give. */
export const STAFF = { role: 'staff', permissions: ['orders'] };

/** The people of one shop as its owners, and those they invite, change them over HTTP. */
export class ShopPeople {
  constructor(
    private readonly app: Pick<TestApp, 'url'>,
    readonly slug: string,
  ) {}

  private call<Body = object>(
    person: Person,
    method: string,
    path: string,
    body?: object,
  ): Promise<Told<Body>> {
    return callAs<Body>(this.app, person, method, path, body);
  }

  invite(by: Person, phone: string, rights: object = STAFF): Promise<Told<{ id: string }>> {
    return this.call(by, 'POST', `/seller/${this.slug}/members`, { phone, ...rights });
  }

  takeBack(by: Person, invitationId: string): Promise<Told<object>> {
    return this.call(by, 'DELETE', `/seller/${this.slug}/invitations/${invitationId}`);
  }

  accept(person: Person, invitationId: string): Promise<Told<object>> {
    return this.call(person, 'POST', `/me/shop-invitations/${invitationId}/acceptance`, {});
  }

  refuse(person: Person, invitationId: string): Promise<Told<object>> {
    return this.call(person, 'DELETE', `/me/shop-invitations/${invitationId}`);
  }

  change(by: Person, memberId: string, rights: object): Promise<Told<object>> {
    return this.call(by, 'PUT', `/seller/${this.slug}/members/${memberId}`, rights);
  }

  end(by: Person, memberId: string): Promise<Told<object>> {
    return this.call(by, 'DELETE', `/seller/${this.slug}/members/${memberId}`);
  }

  leave(person: Person): Promise<Told<object>> {
    return this.call(person, 'DELETE', `/me/shops/${this.slug}`);
  }

  list(by: Person): Promise<Told<PeopleThere>> {
    return this.call(by, 'GET', `/seller/${this.slug}/members`);
  }

  async shopsOf(person: Person): Promise<ShopsOf> {
    return (await this.call<ShopsOf>(person, 'GET', '/me/shops')).body;
  }
}
