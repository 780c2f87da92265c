/** A sentence for the person at the keyboard; the program ends with it and without a stack. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
}

const startedAt = performance.now();

// Whoever listened may have left (`npm start | head`): the floor goes on without being heard.
process.stdout.on('error', () => undefined);
process.stderr.on('error', () => undefined);

/** One line of the readable list every command prints: seconds since its start, then what happens. */
export function step(text: string): void {
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1).padStart(6);
  process.stdout.write(`${seconds} s  ${text}\n`);
}

export function warn(text: string): void {
  process.stderr.write(`         ! ${text}\n`);
}

/** Ends a command on an error: a refusal as its sentence, anything else with the stack that finds it. */
export function fail(error: unknown): void {
  const sentence =
    error instanceof Refusal || (error instanceof Error && error.name === 'BadEnvironment')
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  process.stderr.write(`\n${sentence}\n`);
  process.exitCode = 1;
}
