/** Fills a migrated database with the demo, as `cli demo seed` does, at SEEDED_AT. */
export async function buildSeededTemplate(appUrl: string, dataDir: string): Promise<void> {
  void appUrl;
  void dataDir;
  await Promise.reject(new Error('the demo seeder is not there yet'));
}
