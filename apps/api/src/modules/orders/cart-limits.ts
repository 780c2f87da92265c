/** A cart is for a household's shopping, and a page of it has to stay readable. */
export const MAX_CART_LINES = 50;
