import type { TestDatabase } from './database.js';

/** What happened with an order, in its order: `order: placed → cancelled by buyer`. */
export async function eventsOf(database: Pick<TestDatabase, 'query'>, orderCode: string): Promise<string[]> {
  const rows = await database.query<{ said: string }>(
    `SELECT e.axis || ': ' || coalesce(e.from_status || ' → ', '') || e.to_status || ' by ' || e.actor_kind AS said
     FROM order_events e JOIN orders o ON o.id = e.order_id WHERE o.code = $1
     ORDER BY e.occurred_at, array_position('{order,payment,fulfillment,return,dispute}', e.axis::text), e.id`,
    [orderCode],
  );
  return rows.map(({ said }) => said);
}
