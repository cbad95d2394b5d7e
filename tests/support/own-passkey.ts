import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';

const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest();

/** Just enough of CBOR: small whole numbers, bytes, texts, maps. */
function cbor(value: number | Buffer | string | Map<unknown, unknown>): Buffer {
  const head = (major: number, size: number) =>
    size < 24
      ? Buffer.from([(major << 5) | size])
      : size < 256
        ? Buffer.from([(major << 5) | 24, size])
        : Buffer.from([(major << 5) | 25, size >> 8, size & 255]);
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, one]) => [cbor(key as number), cbor(one as number)])]);
}

type Said = { challenge: string; origin: string; counter?: number; isVerified?: boolean; rpId?: string };

/** An authenticator of the tests: one P-256 key, which signs whatever it is told, the wrong things too. */
export function ownPasskey(rpId: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(32);
  const coordinate = (text: string) => Buffer.from(text, 'base64url');
  const key = cbor(
    new Map<number, number | Buffer>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, coordinate(x)],
      [-3, coordinate(y)],
    ]),
  );
  const client = (type: string, { challenge, origin }: Said) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const data = ({ counter = 0, isVerified = true, rpId: said = rpId }: Said, isNew: boolean) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    const flags = 0x01 | (isVerified ? 0x04 : 0) | (isNew ? 0x40 : 0);
    const credential = isNew ? [Buffer.alloc(16), Buffer.from([0, id.length]), id, key] : [];
    return Buffer.concat([sha256(said), Buffer.from([flags]), count, ...credential]);
  };
  const wrapped = (response: Record<string, unknown>) =>
    JSON.stringify({
      id: id.toString('base64url'),
      rawId: id.toString('base64url'),
      type: 'public-key',
      clientExtensionResults: {},
      response,
    });
  return {
    id: id.toString('base64url'),
    register: (said: Said) =>
      wrapped({
        clientDataJSON: client('webauthn.create', said).toString('base64url'),
        attestationObject: cbor(
          new Map<string, string | Buffer | Map<unknown, unknown>>([
            ['fmt', 'none'],
            ['attStmt', new Map()],
            ['authData', data(said, true)],
          ]),
        ).toString('base64url'),
        transports: ['internal'],
      }),
    sign: (said: Said) => {
      const [clientData, authData] = [client('webauthn.get', said), data(said, false)];
      const signature = createSign('sha256')
        .update(Buffer.concat([authData, sha256(clientData)]))
        .sign(privateKey);
      return wrapped({
        clientDataJSON: clientData.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: signature.toString('base64url'),
      });
    },
  };
}
