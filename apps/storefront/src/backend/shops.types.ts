/** What the sellers' side and the desk answer, under the names of the pages. */
import type { Day } from '#kernel/time';

export interface MyShop {
  slug: string;
  name: string;
  status: string;
  as: 'owner' | 'staff' | 'mandate';
  permissions: string[];
  until: string | null;
}
export interface MyInvitation {
  id: string;
  seller: { slug: string; name: string };
  role: 'owner' | 'staff';
  permissions: string[];
  invitedBy: string;
  expiresAt: string;
}
export interface MyShops {
  items: MyShop[];
  invitations: MyInvitation[];
}

/** What the officer asked to have mended at one step. */
export interface Addition {
  step: string;
  /** A field or a kind of paper; null: the whole step. */
  field: string | null;
  /** What it is about, and the reason of the list, in words. */
  about: string;
  because: string;
  words: string;
}

export interface ShopHome {
  slug: string;
  name: string;
  status: string;
  /** Officers may have opened the shop without an application. */
  applied: boolean;
  capacity: 'member' | 'mandate';
  permissions: string[];
  missing: { step: string; fields: string[] }[];
  additions: Addition[];
  additionsUntil: Day | null;
  answerBy: Day | null;
  refused: boolean;
  suspendsFrom: Day | null;
  papers: PaperKind[];
  /** Acts of staff no owner has said they saw; 0 for whoever is no owner. */
  toConfirm: number;
  /** Staff who wait for an owner's answer; 0 for whoever is no owner. */
  asking: number;
}

/** How one part of an application stands. */
interface ApplicationPart {
  done: boolean;
  missing: string[];
  asked: string[];
}

/** A whole application, as its own side reads it. */
export interface ShopApplication {
  steps: (ApplicationPart & { step: string; answers: Record<string, unknown> })[];
  documents: ApplicationPart;
  cooperative: NamedCooperative | null;
}

/** An entry of the register of cooperatives, as whoever applies finds it. */
export interface FoundCooperative {
  id: string;
  registerNumber: string;
  name: string;
  foundedOn: Day | null;
  status: string;
  commune: { code: string; name: string };
  /** Another shop is this cooperative's already. */
  hasShop: boolean;
}
export interface NamedCooperative extends FoundCooperative {
  /** An officer has confirmed it. */
  linked: boolean;
}

export interface PaperKind {
  kind: string;
  needed: boolean;
}
export interface ShopDocument {
  id: string;
  kind: string;
  uploadedAt: string;
}

export interface ShopMember {
  id: string;
  name: string;
  self: boolean;
  role: 'owner' | 'staff';
  permissions: string[];
  since: string;
}
export interface ShopInvitation {
  id: string;
  phone: string;
  role: 'owner' | 'staff';
  permissions: string[];
  expiresAt: string;
}
export interface ShopPeople {
  members: ShopMember[];
  invitations: ShopInvitation[];
}

export interface ShopMandate {
  id: string;
  staff: { name: string };
  reason: string;
  permissions: string[];
  status: string;
  statusChangedAt: string;
  requestedAt: string;
  consentedAt: string | null;
}

export interface StaffMandate {
  id: string;
  shop: { slug: string; name: string };
  reason: string;
  status: string;
  requestedAt: string;
  consentedAt: string | null;
}

export interface ShopActivity {
  id: string;
  at: string;
  action: string;
  actor: { name: string } | null;
  onBehalf: boolean;
  before: Readonly<Record<string, unknown>> | null;
  after: Readonly<Record<string, unknown>> | null;
  confirmedAt: string | null;
}

export interface ShopLetter {
  id: string;
  number: string;
  kind: string;
  issuedAt: string;
}

export interface DeskShop {
  slug: string;
  name: string;
  kind: 'cooperative' | 'cooperative_group' | 'small_enterprise' | 'farm' | 'household' | 'association';
  commune: { code: string; name: string };
  status: string;
  since: string;
  clock: 'answer' | 'additions' | 'suspension' | null;
  dueOn: Day | null;
  daysLeft: number | null;
}
export interface DeskList {
  items: DeskShop[];
  nextCursor: string | null;
}

/** A decision's reasons, as the API lists them. */
export interface Reason {
  code: string;
  name: string;
}

/** One thing somebody checked about an application. */
export interface CheckLine {
  subject: string;
  method: 'manual' | 'vneid';
  result: 'matches' | 'differs' | 'not_applicable';
  note: string;
  by: { name: string } | null;
  at: string;
  /** From before the application was sent: it does not count any more. */
  outdated: boolean;
}

/** What there is to check, what was checked since, and what earlier decisions were founded on. */
export interface Checks {
  subjects: string[];
  methods: string[];
  open: CheckLine[];
  records: { letter: { id: string; number: string; kind: string }; lines: CheckLine[] }[];
}

/** An application or shop as an officer sees it. */
export interface DeskCase {
  slug: string;
  name: string;
  status: string;
  commune: { code: string; name: string };
  submittedAt: string | null;
  clock: 'answer' | 'additions' | 'suspension' | null;
  dueOn: Day | null;
  daysLeft: number | null;
  /** What they wrote, step by step; sealed fields are null until opened. */
  application: Record<string, Record<string, unknown>>;
  /** Names of fields that are sealed. */
  sealed: string[];
  register: Record<string, unknown> | null;
  documents: (ShopDocument & { name: string })[];
  letters: ShopLetter[];
  history: ShopActivity[];
  /** What may be asked for anew, step by step. */
  askable: Record<string, string[]>;
  checks: Checks;
  /** What this officer may do now. */
  acts: string[];
  ownWork: boolean;
  suspension: { id: string; startsOn: Day; begun: boolean } | null;
  reasons: { additions: Reason[]; refuse: Reason[]; suspend: Reason[]; close: Reason[] };
}
