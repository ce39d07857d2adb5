import { decodeOptions } from '../../app/codec/decode-options.ts'
import type { Wanted } from '../../app/codec/json/scanned-field.ts'
import { NdjsonReader } from '../../app/codec/ndjson-reader.ts'
import { textChunks } from '../../app/codec/text-chunks.ts'
import { BIGINT, STRING } from '../../app/types/construct-type.ts'
import type { LogicalType } from '../../app/types/logical-type.ts'
import { median, rounded } from './statistics.ts'

const TIMESTAMP: LogicalType = { kind: 'TIMESTAMP', precision: 3, nullable: true }
const FIELDS = [
  { name: 'auction', type: BIGINT },
  { name: 'bidder', type: BIGINT },
  { name: 'price', type: BIGINT },
  { name: 'channel', type: STRING },
  { name: 'url', type: STRING },
  { name: 'dateTime', type: TIMESTAMP },
  { name: 'extra', type: STRING },
]
const NAMES = FIELDS.map(({ name }) => name)
/** With its line feed. */
const LINE_BYTES = 257
const TARGET = 1.2

/** Rows a second out of JSON lines of 257 bytes, once for every column and once for those that a query over prices reads. */
export function timeIngest(rows: number, runs: number): number {
  const bytes = new TextEncoder().encode(Array.from({ length: rows }, (_, n) => lineOf(n)).join(''))
  for (const columns of [NAMES, ['auction', 'bidder', 'price', 'dateTime']]) {
    const wanted = NAMES.map((name) => columns.includes(name))
    decode(bytes, wanted)
    const cpu = Array.from({ length: runs }, () => decode(bytes, wanted))
    const line = {
      bytes: LINE_BYTES,
      rows,
      columns,
      millionRowsPerCpuSecond: rounded(rows / median(cpu) / 1e6),
      target: TARGET,
    }
    console.log(JSON.stringify({ ingest: 'json', ...line }))
  }
  return 0
}

function lineOf(n: number): string {
  const bid = {
    auction: 1000 + (n % 977),
    bidder: 2000 + (n % 499),
    price: 100 + (n % 100_003),
    channel: `channel-${n % 997}`,
    url: `https://shop.example/item/${n % 1009}/page.html?query=1`,
    dateTime: `2024-01-01 00:${String(Math.floor(n / 60) % 60).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}.000`,
  }
  const text = JSON.stringify(bid).slice(0, -1)
  return `${text},"extra":"${'x'.repeat(Math.max(0, LINE_BYTES - text.length - 13))}"}\n`
}

/** CPU seconds. */
function decode(bytes: Uint8Array, wanted: readonly Wanted[]): number {
  const started = process.cpuUsage()
  const reader = new NdjsonReader(
    FIELDS,
    decodeOptions(() => undefined),
    () => undefined,
    wanted,
  )
  for (const chunk of textChunks(piecesOf(bytes), { encoding: 'utf-8', delimiter: undefined })) {
    if (chunk === 'wait') continue
    reader.open(chunk)
    while (reader.next() !== undefined);
  }
  const { user, system } = process.cpuUsage(started)
  return (user + system) / 1e6
}

const PIECE = 256 * 1024

function* piecesOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE)
}
