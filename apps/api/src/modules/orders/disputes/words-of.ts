import type { DisputeWords } from './dispute-record.js';
import type { DisputeMessageDto } from './disputes.dto.js';

/** What was said and proposed, as it is kept; a proposal without money names none. */
export const wordsOf = ({ words, proposal }: DisputeMessageDto): DisputeWords => ({
  words,
  proposal:
    proposal === undefined
      ? null
      : {
          outcome: proposal.outcome,
          amountVnd: proposal.outcome === 'refund' ? (proposal.amountVnd ?? null) : null,
        },
});
