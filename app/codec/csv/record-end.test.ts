import { describe, expect, it } from 'vitest'
import { recordEnd } from './record-end.ts'

const whole = (text: string, delimiter = ','): string => text.slice(0, recordEnd(text, delimiter))

describe('recordEnd', () => {
  it('cuts behind the last line', () => {
    expect(whole('a,b\nc,d\ne')).toBe('a,b\nc,d\n')
    expect(whole('a,b')).toBe('')
  })

  it('does not cut in the middle of a quoted cell', () => {
    expect(whole('1,"a"\n2,"b\nc')).toBe('1,"a"\n')
    expect(whole('1,"a""\nb"\n2')).toBe('1,"a""\nb"\n')
    expect(whole('"a\nb')).toBe('')
  })

  it('takes a quote inside of a plain cell for a letter', () => {
    expect(whole('1,5"\n2,6"\n3')).toBe('1,5"\n2,6"\n')
    expect(whole('1||"x\ny"||2\n3', '||')).toBe('1||"x\ny"||2\n')
  })
})
