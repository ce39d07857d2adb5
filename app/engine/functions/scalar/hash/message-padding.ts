/** The message with a one bit, zeros and its length in bits, in whole blocks. */
export function padMessage(message: Uint8Array, block: number, littleEndian: boolean): DataView {
  const lengthBytes = block / 8
  const total = Math.ceil((message.length + 1 + lengthBytes) / block) * block
  const bytes = new Uint8Array(total)
  bytes.set(message)
  bytes[message.length] = 0x80
  const view = new DataView(bytes.buffer)
  view.setBigUint64(littleEndian ? total - lengthBytes : total - 8, BigInt(message.length) * 8n, littleEndian)
  return view
}
