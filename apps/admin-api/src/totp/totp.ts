import { generateSecret, generateURI, verify } from 'otplib';
import { toString as qrCode } from 'qrcode';

/** Clocks may differ by one step (30 s) either way (RFC 6238, 5.2). */
const toleranceSeconds = 30;

/** A fresh secret of 160 bits in Base32, and how an authenticator takes it in: typed, by its `otpauth:` URI, or scanned. */
export async function newTotpEnrolment(issuer: string, username: string, secret = generateSecret()) {
  const uri = generateURI({ issuer, label: username, secret });
  const svg = await qrCode(uri, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' });
  return { secret, uri, qrCode: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}` };
}

/**
 * The time step (RFC 6238's T) that a code belongs to, or null where it is none of the present ones or not younger than
 * `lastStep`, the one that was used last: a code works once.
 */
export async function stepOfCode(secret: string, code: string, lastStep: number | null): Promise<number | null> {
  const token = code.replaceAll(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const result = await verify({
    secret,
    token,
    epochTolerance: toleranceSeconds,
    ...(lastStep === null ? {} : { afterTimeStep: lastStep }),
  });
  return result.valid && 'timeStep' in result ? result.timeStep : null;
}
