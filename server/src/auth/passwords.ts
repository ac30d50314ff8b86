import { hash, verify, type Options } from "@node-rs/argon2";

const argon2id = 2;
/** OWASP's first choice for Argon2id: 19 MiB, two passes, one lane. */
const cost: Options = { algorithm: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

export function verifyPassword({
  password,
  hash: stored,
}: {
  password: string;
  hash: string;
}): Promise<boolean> {
  return verify(stored, password);
}
