import type { IncomingMessage } from 'node:http';
import { BlockList } from 'node:net';
import { describe, expect, test } from 'vitest';
import { callerAddress } from './caller.js';

/** A request from this socket with this header; nothing else of it is read. */
function request(remoteAddress: string, forwarded?: string): IncomingMessage {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  return { socket: { remoteAddress }, headers } as unknown as IncomingMessage;
}

describe('the buyer’s address', () => {
  test('is the socket’s when nobody is trusted, whatever the header claims', () => {
    expect(callerAddress(request('203.0.113.9', '198.51.100.1'), false)).toBe('203.0.113.9');
  });

  test('is written plainly when IPv4 arrives through IPv6', () => {
    expect(callerAddress(request('::ffff:203.0.113.9'), false)).toBe('203.0.113.9');
  });

  test('is what the last of so many proxies saw, not what the buyer wrote before', () => {
    const forged = request('10.0.0.2', '1.1.1.1, 198.51.100.7');
    expect(callerAddress(forged, 1)).toBe('198.51.100.7');
    expect(callerAddress(request('10.0.0.2', '1.1.1.1, 198.51.100.7, 10.0.0.1'), 2)).toBe('198.51.100.7');
  });

  test('falls back to the socket when the header is shorter than promised or no address', () => {
    expect(callerAddress(request('10.0.0.2'), 1)).toBe('10.0.0.2');
    expect(callerAddress(request('10.0.0.2', '198.51.100.7'), 3)).toBe('10.0.0.2');
    expect(callerAddress(request('10.0.0.2', 'unknown'), 1)).toBe('10.0.0.2');
  });

  test('is the first one from the right that is not a trusted network', () => {
    const trusted = new BlockList();
    trusted.addSubnet('10.0.0.0', 8, 'ipv4');
    expect(callerAddress(request('10.0.0.2', '1.1.1.1, 198.51.100.7, 10.9.9.9'), trusted)).toBe(
      '198.51.100.7',
    );
    expect(callerAddress(request('203.0.113.9', '198.51.100.7'), trusted)).toBe('203.0.113.9');
  });
});
