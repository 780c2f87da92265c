import type { Day } from '#kernel/time';

/** One version of the rules that a floor publishes of itself (Law 122/2025/QH15, _quy chế hoạt động_). */
export interface OperatingRules {
  readonly version: string;
  /** The day in Vietnam from which it counts. */
  readonly from: Day;
  /** What is another than in the version before. */
  readonly changes: readonly string[];
  readonly sections: readonly RulesSection[];
  /** The same in English, section by section and item by item, for reading only: the Vietnamese text is what counts. */
  readonly english?: Pick<OperatingRules, 'changes' | 'sections'>;
}

interface RulesSection {
  readonly id: string;
  readonly title: string;
  readonly items: readonly string[];
}

/** How a version stands on a day: still to come, in force, or replaced. */
export type RulesStanding = 'coming' | 'in_force' | 'replaced';

/**
 * Each version with how it stands, newest first. An order keeps to the version in force when it was placed, so that none
 * ever goes.
 *
 * @param versions oldest first
 */
export function standings(
  versions: readonly OperatingRules[],
  today: Day,
): { rules: OperatingRules; standing: RulesStanding }[] {
  const inForce = versions.findLast(({ from }) => from <= today);
  return versions
    .map((rules) => ({
      rules,
      standing: rules === inForce ? ('in_force' as const) : standingBeside(rules, today),
    }))
    .reverse();
}

function standingBeside({ from }: OperatingRules, today: Day): RulesStanding {
  return from > today ? 'coming' : 'replaced';
}
