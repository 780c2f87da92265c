import { hashed, link, nothing, people, plain, type TableOfPeople } from '../classification.js';

/** Reviews of purchases of the account. */
const ORDERS = `SELECT o.id FROM orders o JOIN order_groups g ON g.id = o.order_group_id WHERE g.account_id = $1`;
const FORGOTTEN = {
  step: 'loses name, pictures and earlier versions; what it says of the goods stays',
} as const;

/** What buyers say of goods, and the questions they ask. */
export const productReviewColumns: Readonly<Record<string, TableOfPeople>> = {
  product_reviews: people({
    of: `order_id IN (${ORDERS})`,
    none: `product_id seller_id order_id order_line_id rating version status status_changed_at marked hidden_reason
      hidden_words helpful_count answer answered_at answer_edited_at answer_status answer_hidden_reason
      answer_hidden_words answer_version written_at edited_at`,
    personal: {
      author_name: plain('the short form of a name, published because its owner chose so'),
      words: plain('published by whoever wrote it; phone numbers, mail and links are refused'),
      moderated_by: link,
      answered_by: link,
    },
    kept: 'as long as the product; the name with the contact of the purchase: 3 years (Decree 248/2026)',
    erasure: FORGOTTEN,
    title: ['Đánh giá của bạn', 'Your reviews'],
    shown: 'rating status written_at',
  }),
  product_review_versions: people({
    of: `review_id IN (SELECT id FROM product_reviews WHERE order_id IN (${ORDERS}))`,
    none: 'review_id version rating replaced_at',
    personal: { words: plain('was published by whoever wrote it; an officer compares what was changed') },
    kept: 'with the contact of the purchase: 3 years (Decree 248/2026)',
    erasure: FORGOTTEN,
    title: ['Đánh giá trước khi sửa', 'Reviews before you changed them'],
    shown: 'version rating',
  }),
  product_questions: people({
    of: 'account_id = $1',
    none: `product_id seller_id status status_changed_at marked hidden_reason hidden_words version answer answered_at
      answer_status answer_hidden_reason answer_hidden_words answer_version asked_at language`,
    personal: {
      account_id: link,
      asker_name: plain('the short form of a name, published because its owner chose so'),
      words: plain('published by whoever asked; phone numbers, mail and links are refused'),
      moderated_by: link,
      answered_by: link,
    },
    kept: 'as long as the product',
    erasure: { step: 'loses account and name; question and answer stay' },
    title: ['Câu hỏi của bạn', 'Your questions'],
    shown: 'status asked_at',
  }),
  review_votes: people({
    of: 'account_id = $1',
    none: 'review_id',
    personal: { account_id: link, device_hash: hashed },
    kept: 'as long as the review',
    erasure: 'rows',
    title: ['Đánh giá bạn thấy hữu ích', 'Reviews you found helpful'],
    shown: 'created_at',
  }),
  review_reports: people({
    of: 'account_id = $1',
    none: 'review_id of_answer reason reported_at closed_at',
    personal: {
      account_id: link,
      device_hash: hashed,
      words: plain('what is wrong with a text that everybody reads; only officers read it'),
    },
    kept: 'as long as the review',
    erasure: 'rows',
    title: ['Đánh giá bạn đã báo', 'Reviews you reported'],
    shown: 'reason',
  }),
  question_reports: people({
    of: 'account_id = $1',
    none: 'question_id of_answer reason reported_at closed_at',
    personal: {
      account_id: link,
      device_hash: hashed,
      words: plain('what is wrong with a text that everybody reads; only officers read it'),
    },
    kept: 'as long as the question',
    erasure: 'rows',
    title: ['Câu hỏi, câu trả lời bạn đã báo', 'Questions and answers you reported'],
    shown: 'reason',
  }),
  review_invitations: nothing('order_group_id invited_at'),
  review_refusals: people({
    none: 'order_group_id refused_at',
    personal: { phone_hash: hashed },
    kept: 'with the contact of the purchase: 3 years (Decree 248/2026)',
    erasure: { kept: 'a digest, by which nobody is invited; goes with the contact of the purchase' },
  }),
  review_photos: nothing('order_id review_id position sha width height'),
  product_ratings: nothing('product_id rated_1 rated_2 rated_3 rated_4 rated_5 rating_count rating_average'),
};
