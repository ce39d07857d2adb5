import { describe, expect, it } from 'vitest'
import { changedOptions, OPTION_EFFECTS } from './option-effects.ts'

describe('the table of options', () => {
  it('names each option once', () => {
    const keys = OPTION_EFFECTS.map((entry) => entry.key)
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([])
  })
})

describe('changedOptions', () => {
  const refused = (key: string, value: string) => changedOptions(new Map([[key, value]]), 'refused')

  it('finds what is set to another value than its default', () => {
    expect(refused('table.exec.source.idle-timeout', '1 d')).toEqual([
      { key: 'table.exec.source.idle-timeout', value: '1 d' },
    ])
  })

  it('takes the default for no change, in any case and unit', () => {
    expect(refused('table.exec.mini-batch.enabled', 'FALSE')).toEqual([])
    expect(refused('table.exec.source.idle-timeout', '0')).toEqual([])
    expect(refused('table.exec.source.idle-timeout', '0 s')).toEqual([])
    expect(refused('table.exec.source.idle-timeout', 'PT0S')).toEqual([])
    expect(refused('table.exec.source.idle-timeout', '0.5 s')).not.toEqual([])
  })

  it('lets pass what has another effect, and what no one knows', () => {
    expect(refused('table.exec.rank.topn-cache-size', '1')).toEqual([])
    expect(refused('table.no.such.option', 'x')).toEqual([])
  })
})
