/** Keys of every test process: what one sealed, the seeded template included, the others open. */
export const TEST_SECRETS = {
  SESSION_SECRET: 'a-session-secret-only-tests-know-0123456789',
  DATA_KEY: 'a-data-key-that-only-tests-know-0123456789',
} as const;
