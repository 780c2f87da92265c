import { publicCode } from '#kernel/ids';
import { CreateAdministrator } from '../modules/identity/index.js';
import { Problem } from '../platform/http/problem.js';
import type { Environment } from '../platform/config/environment.js';
import { ask, askHidden } from './ask.js';
import { inAdministration } from './run-administration.js';

interface Words {
  phone?: string | undefined;
  name?: string | undefined;
  besideOthers: boolean;
}

/**
 * Makes the first administrator and tells on the terminal how they sign in. What is not given is asked for; the password
 * is typed unseen, or made here and shown once.
 */
export async function createAdministrator(environment: Environment, words: Words): Promise<void> {
  const hasTerminal = process.stdin.isTTY;
  if (!hasTerminal && (words.phone === undefined || words.name === undefined))
    throw new Error('Without a terminal to ask on, --phone and --name are needed');
  const phone = words.phone ?? (await ask('Phone number they sign in with: '));
  const name = words.name ?? (await ask('Full name: '));
  const typed = hasTerminal ? await typedPassword() : '';
  const password = typed === '' ? `${publicCode(8)}-${publicCode(8)}` : typed;
  const { isNew, hasSet } = await inAdministration(environment, async (app) => {
    try {
      return await app
        .get(CreateAdministrator)
        .run({ phone, name, password, besideOthers: words.besideOthers });
    } catch (error) {
      throw explained(error);
    }
  });
  console.log(isNew ? 'the account is open' : 'the person had an account, and keeps its name');
  if (!hasSet) console.log('their password is what it was');
  else if (typed === '') console.log(`password, shown this once: ${password}`);
  console.log(`They sign in at ${environment.publicUrl}/dang-nhap and first set up a second factor at`);
  console.log(`${environment.publicUrl}/tai-khoan/bao-mat: without it no officer can do anything.`);
  console.log(`Everybody else gets their duties from them, at ${environment.publicUrl}/quan-tri/dia-ban.`);
}

async function typedPassword(): Promise<string> {
  const first = await askHidden('Password (nothing: one is made): ');
  if (first === '') return first;
  if ((await askHidden('Once more: ')) !== first) throw new Error('The two passwords differ');
  return first;
}

function explained(error: unknown): unknown {
  if (!(error instanceof Problem)) return error;
  if (error.code === 'state_conflict')
    return new Error(
      'There is an administrator of the province already, or the account is blocked. Administrators are appointed at ' +
        '/quan-tri/dia-ban; if none of them can get in any more, repeat this with --beside-others',
    );
  const [first] = error.more.errors ?? [];
  return first === undefined ? error : new Error(`${first.path}: ${first.en}`);
}
