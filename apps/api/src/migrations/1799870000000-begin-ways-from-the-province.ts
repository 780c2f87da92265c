import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The province's file may say how to get to a point, until an officer does. */
export class BeginWaysFromTheProvince1799870000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE tourism_points ADD ways_said boolean NOT NULL DEFAULT false`);
    // Whoever said them and took them away again said something too.
    await runner.query(`
      UPDATE tourism_points t SET ways_said = true
      WHERE EXISTS (SELECT FROM audit_records r WHERE r.subject_type = 'tourism_point' AND r.subject_id = t.id
        AND r.action = 'tourism_point.ways_said')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE tourism_points DROP COLUMN ways_said`);
  }
}
