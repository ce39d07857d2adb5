import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { writeZip } from './write-zip.ts'

const encode = (text: string) => new TextEncoder().encode(text)

describe('a zip archive', () => {
  it('is read by another program, with names and bytes as they were', () => {
    const folder = mkdtempSync(join(tmpdir(), 'millrace-zip-'))
    const file = join(folder, 'a.zip')
    writeFileSync(
      file,
      writeZip(
        new Map([
          ['流/a.sql', encode('SELECT 1\n')],
          ['empty', encode('')],
          ['b/c.json', encode('{"ü":1}')],
        ]),
      ),
    )
    const script =
      'import json,sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); assert z.testzip() is None; print(json.dumps({n: z.read(n).decode() for n in z.namelist()}))'
    const read = execFileSync('python3', ['-c', script, file], { encoding: 'utf8' })
    rmSync(folder, { recursive: true })
    expect(JSON.parse(read)).toEqual({ '流/a.sql': 'SELECT 1\n', empty: '', 'b/c.json': '{"ü":1}' })
  })

  it('carries the checksum of the content', () => {
    const bytes = encode('The quick brown fox')
    const zip = writeZip(new Map([['a', bytes]]))
    expect(new DataView(zip.buffer).getUint32(14, true)).toBe(crc32(bytes))
  })

  it('is the same for the same files', () => {
    const files = new Map([['a', encode('1')]])
    expect(writeZip(files)).toEqual(writeZip(files))
  })
})
