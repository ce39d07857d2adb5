const DIGITS = '0123456789abcdef'

/** Two lower-case digits a byte. */
export function hexText(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += (DIGITS[byte >> 4] as string) + (DIGITS[byte & 15] as string)
  return text
}

/** Null when there are other characters than digits or an odd number of them. */
export function parseHex(text: string): Uint8Array | null {
  if (text.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(text)) return null
  const bytes = new Uint8Array(text.length / 2)
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16)
  return bytes
}
