/** Runs tasks in the order they came, never two at once; a failing task does not stop the next. */
export class OneAtATime {
  #last: Promise<unknown> = Promise.resolve();

  /** The result of `task`, which starts when everything handed in before has ended. */
  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
