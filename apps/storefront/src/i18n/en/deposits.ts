export const deposits = {
  deposits: {
    hint: (deposit: string, door: string) =>
      `Pay ${deposit} now by VietQR within {transferHours} hours and ${door} in cash on delivery. If you do not take the goods, the seller returns all of what you paid in advance.`,
    ahead: 'In advance, by transfer',
    door: 'On delivery',
    asked: {
      shop: (amounts: string) =>
        `The seller asks for a part in advance: ${amounts}. Please check the amounts and place the order again, or pay all of it by bank transfer.`,
      unknown_phone: (amounts: string) =>
        `This phone number has not received any order here yet, so a part of a large order is paid in advance: ${amounts}. Please check the amounts and place the order again, or pay all of it by bank transfer.`,
      refused_parcels: (amounts: string) =>
        `Some recent orders to this number were not accepted, so a part of this order is paid in advance: ${amounts}. Please check the amounts and place the order again, or pay all of it by bank transfer.`,
    } as Record<string, (amounts: string) => string>,
    amount: (deposit: string, seller: string) => `${deposit} to ${seller}`,
    due: (deposit: string, door: string) =>
      `You pay ${deposit} in advance by bank transfer and ${door} on delivery. If you do not take the goods, the seller returns all of what you paid in advance.`,
    came: (deposit: string, door: string) =>
      `${deposit} paid in advance; you pay ${door} on delivery. If you do not take the goods, the seller returns all of what you paid in advance.`,
    ofContract: (deposit: string) =>
      `${deposit} in advance by bank transfer, the rest on delivery. If you do not take the goods, the seller returns all of what you paid in advance.`,
  },
};
