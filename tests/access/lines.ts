import { officerRoles, type OfficerRole } from '#kernel/permissions';
import type { ThingName } from './things.js';
import type { World } from './world.js';

/** People in a shop, as the table calls them. `mandate`: assisting staff whom the shop let act for it. */
export const shopPeople = [
  'owner',
  'staff for listings',
  'staff for orders',
  'staff for money',
  'mandate',
] as const;
export type ShopPerson = (typeof shopPeople)[number];

/**
 * Everybody who tries every route. Officers stand twice: with the commune of the thing as theirs (`in`), and with
 * another one (`out of`). The bearer token belongs to the shop's owner, who is administrator too, and has no scope.
 */
export const callers = [
  'guest',
  'buyer',
  ...shopPeople,
  'owner of another shop',
  ...officerRoles.flatMap((role) => [`${role} in territory`, `${role} out of territory`] as const),
  'bearer token without scope',
] as const;
export type Caller = (typeof callers)[number];

/** What the table says of a route. */
export interface Line {
  readonly kind: 'anybody' | 'secret' | 'operator' | 'account' | 'shop' | 'officers';
  readonly shopPeople: readonly ShopPerson[];
  readonly roles: readonly OfficerRole[];
  /** Needs a fresh check (`@Fresh`). */
  readonly fresh: boolean;
  /** What the address names, where it names something that must be there (things.ts). */
  readonly thing: ThingName | undefined;
  /** A body the route would take, where an empty one is refused before the thing is looked for. */
  readonly body: (world: World) => object;
}

/** A line with its possible additions. */
export interface FullLine extends Line {
  /** The act is sensitive: it needs a fresh check. */
  freshly(): FullLine;
  /** The address names such a thing. */
  about(thing: ThingName): FullLine;
  /** The route takes such a body. */
  taking(body: (world: World) => object): FullLine;
}

/** Whoever asks; the answer holds nothing personal. */
export const anybody: FullLine = line({ kind: 'anybody' });
/** Nobody by who they are: the address or a header must carry the secret. */
export const secretHolders: FullLine = line({ kind: 'secret' });
/** Loopback, or the operator's token. */
export const operatorOnly: FullLine = line({ kind: 'operator' });
/** Everybody with a session, about their own account. */
export const signedIn: FullLine = line({ kind: 'account' });
/** These people of the shop in the address. */
export const inShop = (...people: ShopPerson[]): FullLine => line({ kind: 'shop', shopPeople: people });
/** These officers, in their communes. */
export const officers = (...roles: OfficerRole[]): FullLine => line({ kind: 'officers', roles });

function line(of: Partial<Line> & Pick<Line, 'kind'>): FullLine {
  const whole: Line = { shopPeople: [], roles: [], fresh: false, thing: undefined, body: () => ({}), ...of };
  return {
    ...whole,
    freshly: () => line({ ...whole, fresh: true }),
    about: (thing) => line({ ...whole, thing }),
    taking: (body) => line({ ...whole, body }),
  };
}
