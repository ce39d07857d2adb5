import { closeSync, openSync, writeSync } from 'node:fs'

export type EventFormat = 'ndjson' | 'csv'

const BLOCK = 1024 * 1024

/** A file of about this size with rows of about 257 bytes, two a millisecond of event time; answers how many. */
export function writeEvents(path: string, size: number, format: EventFormat): number {
  const file = openSync(path, 'w')
  const filler = 'abcdefghijklmnopqrstuvwxyz'.repeat(6)
  let rows = 0
  let written = 0
  if (format === 'csv') written += writeSync(file, 'id,channel,price,at,extra\n')
  while (written < size) {
    let block = ''
    while (block.length < BLOCK) block += lineOf(rows++, filler, format)
    written += writeSync(file, block)
  }
  closeSync(file)
  return rows
}

function lineOf(row: number, filler: string, format: EventFormat): string {
  const at = new Date(Date.UTC(2024, 0, 1) + Math.floor(row / 2)).toISOString().replace('T', ' ').replace('Z', '')
  const channel = `channel-${(row * 7919) % 1000}`
  const price = `${row % 997}.${String(row % 100).padStart(2, '0')}`
  if (format === 'csv') return `${row},${channel},${price},${at},${filler}\n`
  return `{"id":${row},"channel":"${channel}","price":${price},"at":"${at}","extra":"${filler}"}\n`
}
