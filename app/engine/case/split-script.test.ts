import { describe, expect, it } from 'vitest'
import { splitScript } from './split-script.ts'

describe('splitScript', () => {
  it('cuts at semicolons outside quotes and comments', () => {
    expect(splitScript("SELECT 'a;b', `c;d` -- e;f\n FROM t /* g;h */;\n\nSELECT 2;;")).toEqual([
      "SELECT 'a;b', `c;d` \n FROM t",
      'SELECT 2',
    ])
  })

  it('keeps doubled quotes and hints', () => {
    expect(splitScript("SELECT 'it''s; ok' FROM t /*+ OPTIONS('a'=';') */")).toEqual([
      "SELECT 'it''s; ok' FROM t /*+ OPTIONS('a'=';') */",
    ])
  })

  it('keeps a statement set together up to its END', () => {
    const set =
      'EXECUTE STATEMENT SET\nBEGIN\n INSERT INTO a SELECT CASE WHEN x THEN 1 END FROM t;\n INSERT INTO b SELECT 1;\nEND'
    expect(splitScript(`${set};SELECT 1`)).toEqual([set, 'SELECT 1'])
  })

  it('writes a set in two words as one', () => {
    expect(splitScript('BEGIN STATEMENT SET; INSERT INTO a SELECT 1; END;')).toEqual([
      'EXECUTE STATEMENT SET BEGIN INSERT INTO a SELECT 1; END',
    ])
  })
})
