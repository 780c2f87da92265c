/** What waits on this device until the server has it: words of a step, pictures of a product. */

/** Whose it is and where it goes. Nobody else who signs in on the same phone is shown it, and nobody else sends it. */
interface Belonging {
  key: string;
  account: string;
  /** The shop's address. */
  shop: string;
  /** The product's id; where it is begun only now, the draft's key. */
  product: string;
  keptAt: number;
}

/** A step's form, as a browser would send it. */
export interface KeptForm extends Belonging {
  kind: 'form';
  step: string;
  /** Where it is posted to. */
  action: string;
  fields: [name: string, value: string][];
  /** Of the change that the form was made from. */
  version: number;
  /** It sends the product off, which its pictures must have reached before. */
  afterPictures: boolean;
  /**
   * `typing`: nobody has pressed the button yet; `waiting`: it goes by itself; `differs`: somebody else saved meanwhile;
   * `refused`: the server found something wrong in it. The last two wait for whoever typed it.
   */
  state: 'typing' | 'waiting' | 'differs' | 'refused';
}

export interface KeptPicture extends Belonging {
  kind: 'picture';
  /** What `product` is as long as the server has not told the product's id. */
  draftKey: string | null;
  blob: Blob;
  name: string;
  sha256: string | null;
  uploadId: string | null;
  /** The shop's picture it became, from when it has come whole until its product shows it. */
  pictureId: string | null;
  /** The version of the change it is being put into, from before that is asked until the answer came; an answer may be lost. */
  puttingInto?: number;
  state: 'waiting' | 'refused';
  /** Why the server does not take it. */
  words: string;
}

/** A change of ours that moved a product from one version to the next: nobody else wrote in between. */
export interface OwnMove extends Belonging {
  kind: 'move';
  /** What was changed: a step, or the pictures. */
  step: string;
  from: number;
  to: number;
}

export type Kept = KeptForm | KeptPicture;

export interface Keep {
  /** Everything of an account that is still to be sent or looked at, in the order it was kept. */
  of(account: string): Promise<Kept[]>;
  /** What that account moved on this device. */
  moves(account: string): Promise<OwnMove[]>;
  moved(move: OwnMove): Promise<void>;
  get(key: string): Promise<Kept | null>;
  put(thing: Kept): Promise<void>;
  forget(key: string): Promise<void>;
}

export const formKey = (of: Pick<KeptForm, 'account' | 'shop' | 'product' | 'step'>): string =>
  [of.account, of.shop, of.product, of.step].join('/');

/** A picture as it is kept; the same one chosen twice is one. */
export async function asKept(
  file: File,
  of: Pick<KeptPicture, 'account' | 'shop' | 'product' | 'draftKey'>,
): Promise<KeptPicture> {
  // Only over https; without it a lost answer costs a second sending, and the floor still keeps the picture once.
  const digest = await crypto.subtle?.digest('SHA-256', await file.arrayBuffer());
  const hex =
    digest && [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const name = hex ?? `${file.name} ${file.size} ${file.lastModified}`;
  return {
    ...of,
    kind: 'picture',
    key: [of.account, of.shop, of.product, name].join('/'),
    keptAt: Date.now(),
    blob: file,
    name: file.name,
    sha256: hex ?? null,
    uploadId: null,
    pictureId: null,
    state: 'waiting',
    words: '',
  };
}

/** What the server has not got yet and will be sent without anybody's doing. */
export const isWaiting = (thing: Kept): boolean => thing.state === 'waiting';

/** Something older than this is more likely a surprise than a help; the server forgets unused pictures after sixty days. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1_000;

/** In memory: for a browser that lets nothing be kept, where the page works until it is left. */
export function shortKeep(): Keep {
  const things = new Map<string, Kept>();
  const moves = new Map<string, OwnMove>();
  return {
    of: async (account) => inOrder([...things.values()].filter((thing) => thing.account === account)),
    moves: async (account) => [...moves.values()].filter((move) => move.account === account),
    moved: async (move) => void moves.set(move.key, move),
    get: async (key) => things.get(key) ?? null,
    put: async (thing) => void things.set(thing.key, thing),
    forget: async (key) => {
      things.delete(key);
      moves.delete(key);
    },
  };
}

/** On the device; there at once, whatever the browser needs to open it. */
export function openKeep(): Keep {
  const opening = onDevice().catch(() => shortKeep());
  return {
    of: async (account) => (await opening).of(account),
    moves: async (account) => (await opening).moves(account),
    moved: async (move) => (await opening).moved(move),
    get: async (key) => (await opening).get(key),
    put: async (thing) => (await opening).put(thing),
    forget: async (key) => (await opening).forget(key),
  };
}

async function onDevice(): Promise<Keep> {
  const database = await opened();
  const store = (mode: IDBTransactionMode): IDBObjectStore =>
    database.transaction(STORE, mode).objectStore(STORE);
  // What nobody came back for, whoever's it was.
  for (const { key, keptAt } of await done<Stored[]>(store('readonly').getAll()))
    if (Date.now() - keptAt > KEPT_MS) await done(store('readwrite').delete(key));
  const storedBy = (account: string): Promise<Stored[]> =>
    done<Stored[]>(store('readonly').index('account').getAll(account));
  return {
    of: async (account) => inOrder((await storedBy(account)).filter((thing) => thing.kind !== 'move')),
    moves: async (account) => (await storedBy(account)).filter((thing) => thing.kind === 'move'),
    moved: async (move) => void (await done(store('readwrite').put(move))),
    get: async (key) => (await done<Kept | undefined>(store('readonly').get(key))) ?? null,
    put: async (thing) => void (await done(store('readwrite').put(thing))),
    forget: (key) => done(store('readwrite').delete(key)),
  };
}

type Stored = Kept | OwnMove;

const STORE = 'things';

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open('floor-kept', 1);
  request.addEventListener('upgradeneeded', () => {
    request.result.createObjectStore(STORE, { keyPath: 'key' }).createIndex('account', 'account');
  });
  return done(request);
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('The store failed')));
  });
}

const inOrder = (things: Kept[]): Kept[] => things.sort((one, other) => one.keptAt - other.keptAt);
