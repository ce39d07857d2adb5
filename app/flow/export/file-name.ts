const MAX_LENGTH = 80
/** Names that Windows keeps for itself, with or without an ending. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i

/** A name as part of a path that every system accepts and keeps apart: letters, digits, - and _. */
export function fileName(name: string, taken: Set<string>): string {
  const words = name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .replace(/^-+|-+$/g, '')
  const cut = [...words].slice(0, MAX_LENGTH).join('')
  const base = cut === '' ? 'unnamed' : DEVICE.test(cut) ? `${cut}_` : cut
  let free = base
  for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${base}-${number}`
  taken.add(free.toLowerCase())
  return free
}
