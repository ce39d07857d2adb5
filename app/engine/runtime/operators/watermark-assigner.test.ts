import { describe, expect, it } from 'vitest'
import { columnOf } from '../testing-kit/changelog.ts'
import { runOperator } from '../testing-kit/run-operator.ts'
import { WatermarkAssigner } from './watermark-assigner.ts'

/** WATERMARK FOR c0 AS c0 - 2 */
function run(changelog: string) {
  const operator = new WatermarkAssigner((row) => {
    const time = columnOf<number | null>(row, 0)
    return time === null ? undefined : time - 2
  })
  return runOperator(operator, changelog, { watermarks: true }).out
}

describe('WatermarkAssigner', () => {
  it('sends the watermark after the row that advanced it', () => {
    expect(run('+I 5\n+I 4\n+I 9')).toEqual(['+I 5', '~ 3', '+I 4', '+I 9', '~ 7'])
  })

  it('starts at 0, so that times up to 1970 send none', () => {
    expect(run('+I -10\n+I 2\n+I 3')).toEqual(['+I -10', '+I 2', '+I 3', '~ 1'])
  })

  it('passes of its input only the last watermark', () => {
    expect(run('~ 100\n+I 5\n~ max')).toEqual(['+I 5', '~ 3', '~ max'])
  })

  it('is silent while its input is idle', () => {
    expect(run('~ idle\n+I 5\n~ active\n+I 6')).toEqual(['~ idle', '+I 5', '~ active', '+I 6', '~ 4'])
  })

  it('fails on a row without time', () => {
    expect(() => run('+I null')).toThrow('RowTime field should not be null')
  })
})
