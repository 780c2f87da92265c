import type { TestSpecification } from 'vitest/node';
import { BaseSequencer } from 'vitest/node';

/** Projects by how long their files take. */
const LONG_TO_SHORT = ['faults', 'web', 'api', 'architecture', 'unit'];

/** Begins with what takes long, so that no core stands idle at the end while another works at one long file. */
export class LongestFirst extends BaseSequencer {
  /** Within a project Vitest's own order holds: what took longest last time, or where nothing is known the largest file. */
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ project }: TestSpecification): number => LONG_TO_SHORT.indexOf(project.name);
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}
