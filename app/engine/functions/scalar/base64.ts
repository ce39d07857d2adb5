const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

export function base64Text(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const [a, b, c] = [bytes[i] as number, bytes[i + 1], bytes[i + 2]]
    text += (DIGITS[a >> 2] as string) + DIGITS[((a & 3) << 4) | ((b ?? 0) >> 4)]
    text += b === undefined ? '=' : (DIGITS[((b & 15) << 2) | ((c ?? 0) >> 6)] as string)
    text += c === undefined ? '=' : (DIGITS[c & 63] as string)
  }
  return text
}

/** As `java.util.Base64.getDecoder`: the padding may be missing. A message when it is no base64. */
export function parseBase64(text: string): Uint8Array | string {
  const body = text.replace(/={1,2}$/, '')
  const padding = text.length - body.length
  const wrong = [...body].find((c) => !DIGITS.includes(c))
  if (wrong !== undefined) return `Illegal base64 character ${wrong.charCodeAt(0).toString(16)}`
  const rest = body.length % 4
  if (rest === 1) return 'Last unit does not have enough valid bits'
  if (padding > 0 && (rest + padding) % 4 !== 0) return 'Input byte array has wrong 4-byte ending unit'
  const bytes = new Uint8Array(Math.floor((body.length * 3) / 4))
  let at = 0
  for (let i = 0; i < body.length; i += 4) {
    const n = [0, 1, 2, 3].reduce((bits, k) => (bits << 6) | Math.max(DIGITS.indexOf(body[i + k] ?? 'A'), 0), 0)
    for (const shift of [16, 8, 0]) if (at < bytes.length) bytes[at++] = (n >> shift) & 255
  }
  return bytes
}
