import { expect, test } from 'vitest';
import { sendForm, type FormAnswer } from './send-form.js';

const FORM = {
  action: 'http://floor/kenh-nguoi-ban/htx-mau/san-pham/1/ten',
  fields: [
    ['name', 'Tôm khô mẫu & muối'],
    ['intent', 'next'],
    ['intent', 'twice'],
  ] as [string, string][],
};

/** An answer as `fetch` gives it, which knows where it led. */
function answering(
  status: number,
  to: string | null = null,
): { sent: string[]; came: () => Promise<FormAnswer> } {
  const sent: string[] = [];
  const send = async (_address: string, request: RequestInit = {}): Promise<Response> => {
    sent.push((request.body as URLSearchParams).toString());
    const answer = new Response('<h1>trang</h1>', { status });
    return Object.defineProperties(answer, {
      url: { value: to === null ? FORM.action : `http://floor${to}` },
      redirected: { value: to !== null },
    });
  };
  return { sent, came: () => sendForm(FORM, '/dang-nhap', send) };
}

test('a form goes out as the browser would send it', async () => {
  const { sent, came } = answering(200, '/kenh-nguoi-ban/htx-mau/san-pham/1/gia');
  expect(await came()).toEqual({
    came: 'taken',
    html: '<h1>trang</h1>',
    address: 'http://floor/kenh-nguoi-ban/htx-mau/san-pham/1/gia',
  });
  expect(sent).toEqual(['name=T%C3%B4m+kh%C3%B4+m%E1%BA%ABu+%26+mu%E1%BB%91i&intent=next&intent=twice']);
});

test('where it leads says what came of it', async () => {
  expect((await answering(503, '/kenh-nguoi-ban/htx-mau/san-pham/1/gia').came()).came).toBe('taken');
  expect((await answering(409).came()).came).toBe('differs');
  expect((await answering(200).came()).came).toBe('taken');
  for (const status of [403, 404, 422]) expect((await answering(status).came()).came).toBe('refused');
});

test('a server that is not itself makes it wait, and so does a session that is over', async () => {
  for (const status of [408, 429, 500, 503])
    await expect(answering(status).came()).rejects.toMatchObject({ trouble: 'no_answer' });
  await expect(answering(401).came()).rejects.toMatchObject({ trouble: 'signed_out' });
  await expect(answering(200, '/dang-nhap?sau=x').came()).rejects.toMatchObject({ trouble: 'signed_out' });
});
