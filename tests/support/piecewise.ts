import type { Person } from './people.js';

/** What is told of a file on its way. */
export interface UploadBody {
  id: string;
  kind: string;
  bytes: number;
  offset: number;
  status: string;
  fault: string | null;
  resultId: string | null;
}

export interface PieceAnswer {
  status: number;
  /** `Upload-Offset` of the answer, or `offset` of the problem. */
  offset: number | null;
  code: string | undefined;
  errors: { path: string; code: string }[];
}

/** Sends files in pieces as somebody of a shop. `origin` may change: a server that was restarted listens elsewhere. */
export class Piecewise {
  constructor(
    public origin: string,
    private readonly person: Person,
    private readonly slug: string,
  ) {}

  /** Announces a file; throws where that is refused. */
  async begin(wish: Record<string, unknown>): Promise<UploadBody> {
    const answer = await fetch(this.url(''), {
      method: 'POST',
      headers: { ...this.person.headers, 'content-type': 'application/json' },
      body: JSON.stringify({ kind: 'picture', ...wish }),
    });
    const body = (await answer.json()) as UploadBody & { code?: string };
    if (answer.status !== 201) throw new Error(`${answer.status} ${body.code ?? ''}`);
    return body;
  }

  async look(id: string): Promise<UploadBody> {
    const answer = await fetch(this.url(id), { headers: this.person.headers });
    return (await answer.json()) as UploadBody;
  }

  /** Sends one piece. Rejects where no answer comes. */
  async piece(id: string, offset: number, bytes: Uint8Array): Promise<PieceAnswer> {
    const answer = await fetch(this.url(id), {
      method: 'PATCH',
      headers: {
        ...this.person.headers,
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(offset),
      },
      body: new Uint8Array(bytes),
    });
    const text = await answer.text();
    const problem = (text === '' ? {} : JSON.parse(text)) as Partial<PieceAnswer>;
    const header = answer.headers.get('upload-offset');
    return {
      status: answer.status,
      offset: header === null ? (problem.offset ?? null) : Number(header),
      code: problem.code,
      errors: problem.errors ?? [],
    };
  }

  /** All of it from there on, in pieces of that size; the last answer. */
  async rest(id: string, whole: Uint8Array, { from = 0, size = 100_000 } = {}): Promise<PieceAnswer> {
    let answer = await this.piece(id, from, whole.subarray(from, from + size));
    while (answer.status === 204 && (answer.offset ?? 0) < whole.length) {
      const offset = answer.offset ?? 0;
      answer = await this.piece(id, offset, whole.subarray(offset, offset + size));
    }
    return answer;
  }

  private url(id: string): string {
    return `${this.origin}/api/v1/seller/${this.slug}/uploads${id === '' ? '' : `/${id}`}`;
  }
}
