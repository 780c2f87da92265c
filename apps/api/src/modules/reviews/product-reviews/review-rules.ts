/** Why an officer takes something off a page; its author reads it. */
export const hidingReasons = [
  'abuse',
  'personal_data',
  'advertising',
  'off_topic',
  'health_claim',
  'bad_picture',
  'other',
] as const;
export type HidingReason = (typeof hidingReasons)[number];

/** Orders in which reviews of a product can be read. */
export const reviewOrders = ['newest', 'helpful', 'highest', 'lowest'] as const;
export type ReviewOrder = (typeof reviewOrders)[number];

/** Pictures of one review. */
export const MOST_REVIEW_PHOTOS = 5;
/** Pictures of one order that wait for their reviews: an order has few lines. */
export const MOST_WAITING_PHOTOS = 20;
