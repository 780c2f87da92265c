import type { MigrationInterface, QueryRunner } from 'typeorm';

const PHONES = `FROM order_groups g JOIN orders o ON o.order_group_id = g.id`;
const OPEN = `${PHONES} JOIN payments p ON p.payable_id = o.id
  WHERE g.contact_phone_hash = ANY (phones) AND o.status IN ('placed', 'confirmed') AND p.method = 'cod'`;

const HISTORY = (column: string, value: string): string => `
  CREATE FUNCTION cod_history(phones varchar[]) RETURNS TABLE (received boolean, open boolean${column})
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
  BEGIN ATOMIC
    SELECT EXISTS (SELECT ${PHONES} WHERE g.contact_phone_hash = ANY (phones) AND o.status = 'completed'),
      EXISTS (SELECT ${OPEN})${value};
  END`;

/**
 * What a phone has open to be paid at the door counts towards what it may have sent unpaid: several orders are not more
 * than one. What is paid first, or is to be before anything is sent, is not open.
 */
export class CountWhatIsOpenUnpaid1799835000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Asked of every larger order of an unknown phone; without it all purchases ever made would be read.
    await runner.query(`CREATE INDEX order_groups_phone ON order_groups (contact_phone_hash)
      WHERE contact_phone_hash IS NOT NULL`);
    await this.replace(
      runner,
      HISTORY(
        ', open_vnd bigint',
        `, coalesce((SELECT sum(greatest(p.amount_vnd - greatest(p.received_vnd - p.refunds_vnd, coalesce(p.deposit_vnd, 0)), 0))
          ${OPEN}), 0)::bigint`,
      ),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await this.replace(runner, HISTORY('', ''));
    await runner.query(`DROP INDEX order_groups_phone`);
  }

  /** What a function answers with cannot be changed in place. */
  private async replace(runner: QueryRunner, history: string): Promise<void> {
    await runner.query(`DROP FUNCTION cod_history(varchar[])`);
    await runner.query(history);
    await runner.query(`REVOKE EXECUTE ON FUNCTION cod_history(varchar[]) FROM PUBLIC`);
    await runner.query(`GRANT EXECUTE ON FUNCTION cod_history(varchar[]) TO floor_buyer`);
  }
}
