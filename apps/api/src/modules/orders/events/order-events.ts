import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { orderEventQueue } from '../order-queues.js';
import { recordOrderEvents, type OrderEvent } from './record-order-events.js';

/** Moves of which somebody is told: the buyer, or the shop of what its buyer did. */
const TOLD: Readonly<Record<string, readonly string[]>> = {
  order: ['confirmed', 'cancelled'],
  fulfillment: ['handed_over', 'delivered', 'unsent'],
  return: ['requested', 'escalated', 'agreed', 'settled', 'declined', 'withdrawn'],
};

/** Writes down what moved, and the jobs that tell whom it concerns, in the caller's transaction. */
export async function recordAndTell(
  { tx, jobs }: { tx: EntityManager; jobs: Jobs },
  events: readonly OrderEvent[],
): Promise<void> {
  const ids = await recordOrderEvents(tx, events);
  for (const [index, { axis, to }] of events.entries()) {
    const eventId = ids[index];
    if (eventId !== undefined && TOLD[axis]?.includes(to) === true)
      await jobs.enqueue(tx, orderEventQueue, { eventId });
  }
}

/** The same, for whoever has no business with jobs otherwise. */
@Injectable()
export class OrderEvents {
  constructor(private readonly jobs: Jobs) {}

  record(tx: EntityManager, events: readonly OrderEvent[]): Promise<void> {
    return recordAndTell({ tx, jobs: this.jobs }, events);
  }
}
