import { Inject, Injectable } from '@nestjs/common';
import { noticeStarts, USUAL_NOTICE_DAYS, type NoticeDays } from '#kernel/certificate-notices';
import { fillNumbers } from '#kernel/fill-numbers';
import type { Day } from '#kernel/time';
import { ENVIRONMENT, type Environment } from '../config/config.module.js';
import type { Language } from '../http/problem.js';
import { readDataFile } from './data-files.js';

/**
 * When orders move by themselves (contract: timers). Hours after an order can be sent, days after its last parcel came;
 * hours after which a buyer whose word is waited for is reminded, and after which the shop is told that none came.
 */
export interface OrderTimers {
  /** For so long the goods of an unpaid transfer or deposit are held; it is asked for again as long. */
  transferHours: number;
  /** For so long goods are held that are paid on a gateway's page. */
  onlineMinutes: number;
  escalateHours: number;
  unconfirmedHours: number;
  completedDays: number;
  /** After so many days at a tourism point shop and buyer are reminded; after so many it is not kept any longer. */
  pickupRemindDays: number;
  pickupKeepDays: number;
  /** For how many days after an order was completed its buyer may still ask for an invoice. */
  invoiceDays: number;
  /** How many days after a parcel came its goods may go back. */
  returnDays: number;
  /** Working days a shop has to answer a return before officers hear of it. */
  returnAnswerDays: number;
  /** Days after which a shop may say that goods it agreed to take back never came. */
  returnGoodsDays: number;
  goAheadReminderHours: number;
  goAheadHours: number;
  /** Days after which cash that a carrier took at the door should have come to the shop. */
  remittedDays: number;
  /** For how many days after goods came they may be reviewed, and for how many a review may be changed. */
  reviewDays: number;
  reviewEditDays: number;
  /** How many days after it was completed a purchase brings its one invitation to review. */
  reviewInvitationDays: number;
}

/** A gateway's page lives for at least half an hour, and goods are held longer than anybody can pay for them. */
const SHORTEST_ONLINE_MINUTES = 35;

const USUAL_ORDER_TIMERS: OrderTimers = {
  transferHours: 24,
  onlineMinutes: 35,
  escalateHours: 24,
  unconfirmedHours: 72,
  completedDays: 7,
  pickupRemindDays: 3,
  pickupKeepDays: 7,
  invoiceDays: 7,
  returnDays: 7,
  returnAnswerDays: 2,
  returnGoodsDays: 14,
  goAheadReminderHours: 4,
  goAheadHours: 24,
  remittedDays: 14,
  reviewDays: 180,
  reviewEditDays: 30,
  reviewInvitationDays: 1,
};

/**
 * How long complaints may take, in working days: the first reply, and until it is resolved, by kind (Law 122/2025: both
 * are published). Kinds that are not named take `resolution`.
 */
export interface ComplaintTimers {
  firstReply: number;
  resolution: number;
  resolutionByKind: Readonly<Record<string, number>>;
}

const USUAL_COMPLAINT_TIMERS: ComplaintTimers = { firstReply: 2, resolution: 10, resolutionByKind: {} };
/** The same of reports of products and shops: until an officer takes one, and until it is decided, by its reason. */
const USUAL_REPORT_TIMERS: ComplaintTimers = { firstReply: 2, resolution: 7, resolutionByKind: {} };

/**
 * That the Ministry of Industry and Trade confirmed this floor (Law 122/2025/QH15: before it operates). A change of what was
 * registered is told to it within 20 working days.
 */
export interface FloorRegistration {
  readonly number: string;
  readonly date: Day;
  readonly authority: string;
  /** Where the authority shows it, for the badge; null until there is such a page. */
  readonly url: string | null;
}

/** What a profile says in words. */
export interface FloorTexts {
  fullName: string;
  floorName: string;
  deliveryTerms: string;
  returnTerms: string;
}

/** Who runs this floor, for which province, on which terms: the province profile, read once at boot. */
@Injectable()
export class FloorProfile {
  readonly province: { code: string; name: string; fullName: string; floorName: string };
  /** What of it is said in English too. */
  private readonly english: FloorTexts;
  readonly operator: { name: string; address: string; phone: string; email: string };
  /** Null until the floor is registered; pages then say nothing of it. */
  readonly registration: FloorRegistration | null;
  readonly deliveryTerms: string;
  readonly returnTerms: string;
  /** How far a shop raises an approved price without asking, in percent, and how long each step of approval may take. */
  readonly approval: { priceJumpPercent: number; checkWorkingDays: number; publishWorkingDays: number };
  /** When shops and officers are told that a certificate runs out, beside the days that the decree sets. */
  readonly certificateNotices: NoticeDays;
  readonly orderTimers: OrderTimers;
  readonly complaintTimers: ComplaintTimers;
  readonly reportTimers: ComplaintTimers;
  /** The floor's goods are illustrative. */
  readonly demo: boolean;

  constructor(@Inject(ENVIRONMENT) environment: Environment) {
    const province = readDataFile<FloorProfile['province'] & { english?: Partial<FloorTexts> }>(
      `${environment.province}/province.json`,
    );
    this.province = province;
    const floor = readDataFile<
      Pick<FloorProfile, 'operator' | 'deliveryTerms' | 'returnTerms' | 'approval'> & {
        registration?: FloorRegistration;
        english?: Partial<FloorTexts>;
        certificateNotices?: Partial<NoticeDays>;
        orderTimers?: Partial<OrderTimers>;
        complaintTimers?: Partial<ComplaintTimers>;
        reportTimers?: Partial<ComplaintTimers>;
      }
    >(`${environment.province}/floor.json`);
    this.operator = floor.operator;
    this.registration = floor.registration ?? null;
    this.approval = floor.approval;
    this.certificateNotices = { ...USUAL_NOTICE_DAYS, ...floor.certificateNotices };
    this.orderTimers = { ...USUAL_ORDER_TIMERS, ...floor.orderTimers };
    if (this.orderTimers.onlineMinutes < SHORTEST_ONLINE_MINUTES)
      throw new Error(
        `orderTimers.onlineMinutes is under ${SHORTEST_ONLINE_MINUTES}: a gateway's page would outlive its goods.`,
      );
    this.deliveryTerms = fillNumbers(floor.deliveryTerms, { ...this.orderTimers });
    this.returnTerms = fillNumbers(floor.returnTerms, { ...this.orderTimers });
    const english = { ...this.textsIn('vi'), ...province.english, ...floor.english };
    const inNumbers = (terms: string): string => fillNumbers(terms, { ...this.orderTimers });
    this.english = {
      ...english,
      deliveryTerms: inNumbers(english.deliveryTerms),
      returnTerms: inNumbers(english.returnTerms),
    };
    this.complaintTimers = { ...USUAL_COMPLAINT_TIMERS, ...floor.complaintTimers };
    this.reportTimers = { ...USUAL_REPORT_TIMERS, ...floor.reportTimers };
    // A province whose days make no calendar is told at boot, not on the day that a notice does not go out.
    noticeStarts(this.certificateNotices);
    this.demo = environment.demo;
  }

  /** Names and terms in the reader's language; a province that has no English says them in Vietnamese. */
  textsIn(language: Language): FloorTexts {
    if (language === 'en') return this.english;
    const { fullName, floorName } = this.province;
    return { fullName, floorName, deliveryTerms: this.deliveryTerms, returnTerms: this.returnTerms };
  }
}
