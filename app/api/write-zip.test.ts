import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { writeZip, type ZipContent } from './write-zip.ts'

const encode = (text: string) => new TextEncoder().encode(text)
const zipOf = (files: ReadonlyMap<string, Uint8Array | ZipContent>, most?: number): Buffer =>
  Buffer.concat([...writeZip(files, most)].filter((step) => step instanceof Uint8Array))

const FILES = new Map([
  ['流/a.sql', encode('SELECT 1\n')],
  ['empty', encode('')],
  ['b/c.json', encode('{"ü":1}')],
])

const READ_ALL = 'assert z.testzip() is None; print(json.dumps({n: z.read(n).decode() for n in z.namelist()}))'

/** What another program finds in it. */
function unzipped(zip: Uint8Array, look = READ_ALL): unknown {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-zip-'))
  const file = join(folder, 'a.zip')
  writeFileSync(file, zip)
  const script = `import json,sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); ${look}`
  const read = execFileSync('python3', ['-c', script, file], { encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  return JSON.parse(read)
}

describe('a zip archive', () => {
  it('is read by another program, with names and bytes as they were', () => {
    expect(unzipped(zipOf(FILES))).toEqual({ '流/a.sql': 'SELECT 1\n', empty: '', 'b/c.json': '{"ü":1}' })
  })

  it.each([0, 8, 60])('is read where sizes and places beyond %d bytes are long', (most) => {
    const zip = zipOf(FILES, most)
    expect(zip.length).toBeGreaterThan(zipOf(FILES).length)
    expect(unzipped(zip)).toEqual({ '流/a.sql': 'SELECT 1\n', empty: '', 'b/c.json': '{"ü":1}' })
  })

  it('holds more files than a short number counts', () => {
    const empty = encode('')
    const files = new Map(Array.from({ length: 65_600 }, (_, at) => [String(at), empty]))
    expect(unzipped(zipOf(files), 'print(len(z.namelist()))')).toBe(65_600)
  }, 30_000)

  it('takes a content piece by piece, checked before any of it is written', () => {
    const pieces = () => [encode('one '), encode('two')]
    const steps = [...writeZip(new Map([['a', { size: 7, pieces, checkedPieces: pieces }]]))]
    expect(steps.slice(0, 2)).toEqual([{ checked: 4 }, { checked: 3 }])
    expect(unzipped(Buffer.concat(steps.filter((step) => step instanceof Uint8Array)))).toEqual({ a: 'one two' })
  })

  it('carries the checksum of the content', () => {
    const bytes = encode('The quick brown fox')
    expect(zipOf(new Map([['a', bytes]])).readUInt32LE(14)).toBe(crc32(bytes))
  })

  it('is the same for the same files', () => {
    expect(zipOf(FILES)).toEqual(zipOf(FILES))
  })
})
