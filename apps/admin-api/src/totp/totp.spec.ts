import { describe, expect, it } from '@jest/globals';
import { generate, generateSecret } from 'otplib';
import { newTotpEnrolment, stepOfCode } from './totp.js';

const step = () => Math.floor(Date.now() / 30_000);
const codeAt = (secret: string, offsetSeconds: number) =>
  generate({ secret, epoch: Math.floor(Date.now() / 1000) + offsetSeconds });

describe('a TOTP code', () => {
  it('is accepted in its own step and one step either way', async () => {
    const secret = generateSecret();
    for (const offset of [0, -30, 30]) {
      expect(await stepOfCode(secret, await codeAt(secret, offset), null)).not.toBeNull();
    }
    expect(await stepOfCode(secret, await codeAt(secret, -90), null)).toBeNull();
    expect(await stepOfCode(secret, await codeAt(secret, 90), null)).toBeNull();
  });

  it('is refused at or before the step that was used last', async () => {
    const secret = generateSecret();
    const code = await codeAt(secret, 0);
    const used = await stepOfCode(secret, code, null);
    expect(Math.abs((used ?? 0) - step())).toBeLessThanOrEqual(1);
    expect(await stepOfCode(secret, code, used)).toBeNull();
  });

  it.each(['', '12345', '1234567', 'abcdef', '１２３４５６'])('%j is none', async (code) => {
    expect(await stepOfCode(generateSecret(), code, null)).toBeNull();
  });

  it('may be typed with a space', async () => {
    const secret = generateSecret();
    const code = await codeAt(secret, 0);
    expect(await stepOfCode(secret, `${code.slice(0, 3)} ${code.slice(3)}`, null)).not.toBeNull();
  });
});

describe('an enrolment', () => {
  it('has a secret of 160 bits, a URI and a QR code', async () => {
    const { secret, uri, qrCode } = await newTotpEnrolment('initialsdb', 'alice');
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(uri).toBe(`otpauth://totp/initialsdb:alice?secret=${secret}&issuer=initialsdb`);
    expect(Buffer.from(qrCode.split(',')[1] ?? '', 'base64').toString()).toContain('<svg');
  });
});
