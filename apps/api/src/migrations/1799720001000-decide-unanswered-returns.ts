import type { MigrationInterface, QueryRunner } from 'typeorm';

const KINDS = `'not_received', 'not_as_described', 'refund_unpaid', 'return_declined', 'price_or_fee', 'conduct', 'other'`;
const DECLINED = `'as_described', 'used', 'not_our_goods', 'not_sent', 'goods_differ', 'other'`;
const MOVED = `status, status_changed_at, goods, decline_reason, decline_words, refund_vnd, shipping_vnd, updated_at`;
const AUDIENCES = 'floor_account, floor_buyer, floor_officer, floor_worker';

/**
 * A return that its shop left unanswered is a dispute of a kind of its own, and what an officer declines is said to be the
 * officer's. Pictures of returns lie with those of disputes: one table, one set of policies; a file made before stays where
 * it is and is read from there.
 */
export class DecideUnansweredReturns1799720001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.allow(runner, 'disputes', 'kind', `${KINDS}, 'return_unanswered'`);
    await this.allow(runner, 'order_returns', 'decline_reason', `${DECLINED}, 'officer'`);
    // Nobody proposes a return: it has a page of its own.
    await this.allow(runner, 'dispute_messages', 'proposal', `'refund', 'settled'`);
    // A picture waits for the return that it is sent with.
    await runner.query(`ALTER TABLE order_pictures ALTER COLUMN subject_id DROP NOT NULL,
      ADD CONSTRAINT order_pictures_waiting_check CHECK (subject_id IS NOT NULL OR subject = 'return')`);
    await runner.query(`
      INSERT INTO order_pictures (id, order_id, order_group_id, subject, subject_id, added_by, bytes, added_at, created_at, updated_at)
      SELECT p.id, p.order_id, o.order_group_id, 'return', p.return_id, 'buyer', p.bytes, p.created_at, p.created_at, p.updated_at
      FROM order_return_photos p JOIN orders o ON o.id = p.order_id`);
    await runner.query(`DROP TABLE order_return_photos`);
    // Pictures of one order that wait, and the sweep of those no return took.
    await runner.query(
      `CREATE INDEX order_pictures_waiting ON order_pictures (order_id, added_at) WHERE subject_id IS NULL`,
    );
    // What was not sent with a return is the buyer's alone.
    const own = `subject_id IS NOT NULL AND order_id IN (SELECT id FROM orders)`;
    await this.wall(runner, own);
    await runner.query(`GRANT UPDATE (subject_id, updated_at) ON order_pictures TO floor_worker`);
    // What nobody answered becomes a dispute by itself.
    await runner.query(`GRANT INSERT ON disputes TO floor_worker`);
    // A buyer who accepts what the shop proposed in it ends the return with it.
    await runner.query(`GRANT UPDATE (${MOVED}) ON order_returns TO floor_buyer`);
  }

  /** Works while no return was sent with pictures, none was declined by an officer, and none became a dispute. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`REVOKE UPDATE (${MOVED}) ON order_returns FROM floor_buyer`);
    await runner.query(`REVOKE INSERT ON disputes FROM floor_worker`);
    await runner.query(`REVOKE UPDATE (subject_id, updated_at) ON order_pictures FROM floor_worker`);
    const own = `order_id IN (SELECT id FROM orders)`;
    await this.wall(runner, own);
    await runner.query(`DROP INDEX order_pictures_waiting`);
    await runner.query(`
      CREATE TABLE order_return_photos (
        id uuid PRIMARY KEY DEFAULT uuidv7(),
        order_id uuid NOT NULL CONSTRAINT order_return_photos_order_fk REFERENCES orders ON DELETE RESTRICT,
        return_id uuid CONSTRAINT order_return_photos_return_fk REFERENCES order_returns ON DELETE RESTRICT,
        bytes integer NOT NULL CHECK (bytes BETWEEN 1 AND 20000000),
        width smallint NOT NULL CHECK (width > 0),
        height smallint NOT NULL CHECK (height > 0),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      )`);
    // Pictures of one order, taken but not sent with a return yet, and of its returns.
    await runner.query(`CREATE INDEX order_return_photos_order ON order_return_photos (order_id, return_id)`);
    await runner.query(`ALTER TABLE order_return_photos ENABLE ROW LEVEL SECURITY`);
    await runner.query(
      `CREATE POLICY order_return_photos_floor ON order_return_photos TO ${AUDIENCES} USING (true) WITH CHECK (true)`,
    );
    await runner.query(`CREATE POLICY order_return_photos_own ON order_return_photos FOR SELECT TO floor_seller
      USING (return_id IN (SELECT id FROM order_returns))`);
    await runner.query(
      `GRANT SELECT ON order_return_photos TO floor_buyer, floor_seller, floor_officer, floor_worker`,
    );
    await runner.query(
      `GRANT INSERT, UPDATE (return_id, updated_at), DELETE ON order_return_photos TO floor_worker`,
    );
    await runner.query(`ALTER TABLE order_pictures DROP CONSTRAINT order_pictures_waiting_check,
      ALTER COLUMN subject_id SET NOT NULL`);
    await this.allow(runner, 'dispute_messages', 'proposal', `'refund', 'return', 'settled'`);
    await this.allow(runner, 'order_returns', 'decline_reason', DECLINED);
    await this.allow(runner, 'disputes', 'kind', KINDS);
  }

  private async wall(runner: QueryRunner, own: string): Promise<void> {
    await runner.query(`ALTER POLICY order_pictures_own ON order_pictures USING (${own})`);
    await runner.query(`ALTER POLICY order_pictures_add ON order_pictures WITH CHECK (${own})`);
  }

  private async allow(runner: QueryRunner, table: string, column: string, values: string): Promise<void> {
    await runner.query(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_${column}_check,
      ADD CONSTRAINT ${table}_${column}_check CHECK (${column} IN (${values}))`);
  }
}
