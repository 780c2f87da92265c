import type { MigrationInterface, QueryRunner } from 'typeorm';

const CAUSES_BEFORE = ['order_event', 'receipt', 'refund_owed', 'refund_failed', 'refunded', 'withdrawn'];

/** What a carrier handed on of the cash it took moves the ledger: from the carrier's hands into the shop's. */
export class PostWhatCarriersHandOn1799680001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.nameCauses(runner, [...CAUSES_BEFORE, 'remitted']);
    await runner.query(`
      CREATE FUNCTION ledger_causes_remit() RETURNS trigger
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
      BEGIN
        INSERT INTO ledger_causes (cause, cause_id, order_id, occurred_at)
        VALUES ('remitted', NEW.id, NEW.order_id, NEW.created_at);
        RETURN NULL;
      END $$`);
    await runner.query(`CREATE TRIGGER cod_remittances_ledger AFTER INSERT ON cod_remittances FOR EACH ROW
      EXECUTE FUNCTION ledger_causes_remit()`);
    await runner.query(`
      INSERT INTO ledger_causes (cause, cause_id, order_id, occurred_at)
      SELECT 'remitted', id, order_id, created_at FROM cod_remittances`);
  }

  /** Works while no carrier handed anything on. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TRIGGER cod_remittances_ledger ON cod_remittances`);
    await runner.query(`DROP FUNCTION ledger_causes_remit()`);
    await this.nameCauses(runner, CAUSES_BEFORE);
  }

  private async nameCauses(runner: QueryRunner, causes: readonly string[]): Promise<void> {
    await runner.query(`ALTER TABLE ledger_causes DROP CONSTRAINT ledger_causes_cause_check,
      ADD CONSTRAINT ledger_causes_cause_check CHECK (cause IN ('${causes.join(`', '`)}'))`);
  }
}
