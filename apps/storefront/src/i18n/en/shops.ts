/** What a buyer reads of a shop's work: what a token may do there. */
export const shops = {
  seller: {
    people: {
      permissions: {
        shop: 'Edit the shop’s details and application',
        listings: 'List and edit products',
        orders: 'Accept and deliver orders',
        money: 'See sales figures',
        members: 'Add and remove co-workers',
      } as Record<string, string>,
    },
  },
};
