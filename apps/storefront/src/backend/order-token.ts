/** What opens an order beside the session: the secret that its link brought. */
export const openedBy = (token: string | undefined): { headers: Record<string, string> } => ({
  headers: token === undefined ? {} : { 'order-token': token },
});
