/** Something that is not as it was recorded or sealed. `batch` and `record` say where, as far as that can be told. */
export interface AuditFinding {
  readonly kind:
    | 'record_changed'
    | 'record_missing'
    | 'record_added_later'
    | 'record_unsealed'
    | 'batch_changed'
    | 'batch_missing'
    | 'batch_forged'
    | 'batch_misplaced'
    | 'key_unknown';
  readonly batch?: number;
  readonly record?: string;
}

/** What a verification found; whole means that nothing was laid hands on. */
export interface AuditVerdict {
  readonly whole: boolean;
  /** The first hundred of each kind of question; where there is one there may be more. */
  readonly findings: readonly AuditFinding[];
  readonly batches: number;
  /** Records in the batches. */
  readonly records: number;
  /** The last batch as it stands, to be kept elsewhere; null before anything was sealed. */
  readonly head: { readonly no: number; readonly digest: string } | null;
}

const WORDS: Readonly<Record<AuditFinding['kind'], string>> = {
  record_changed: 'a record is not what was sealed',
  record_missing: 'a sealed record is gone',
  record_added_later: 'a record stands in a time that was sealed without it',
  record_unsealed: 'a record waits to be sealed for too long: is a worker running?',
  batch_changed: 'a batch is not what was sealed',
  batch_missing: 'a batch is gone',
  batch_forged: 'a batch bears a seal that is not ours',
  batch_misplaced: 'a batch does not follow the one before it',
  key_unknown: 'the newest seal is under a key that is neither DATA_KEY nor DATA_KEY_PREVIOUS',
};

/** The finding as one line for people. */
export function findingLine({ kind, batch, record }: AuditFinding): string {
  const where = [
    ...(batch === undefined ? [] : [`batch ${batch}`]),
    ...(record === undefined ? [] : [`record ${record}`]),
  ];
  return `${WORDS[kind]}: ${where.join(', ')}`;
}
