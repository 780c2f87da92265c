import type { MessageChannelName } from '../config/message-services.js';
import { MessageRefused } from './message.js';

/**
 * Posts to a gateway once and reads its JSON answer.
 *
 * @throws MessageRefused on a time-out, a broken connection, a redirect, or a status that is not 2xx
 */
export async function postJson(
  channel: MessageChannelName,
  url: string,
  headers: Readonly<Record<string, string>>,
  body: object,
  timeoutMs: number,
): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    // A gateway that sends elsewhere would be handed the secret and the code there.
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
  }).catch((error: unknown) => {
    throw new MessageRefused(channel, error instanceof Error ? error.name : 'no connection');
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new MessageRefused(channel, `status ${response.status}`);
  }
  return response.json().catch(() => null);
}
