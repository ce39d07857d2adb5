import { describe, expect, it } from 'vitest'
import { INSERT } from '../../types/row-kind.ts'
import { RunFailure } from '../run-failure.ts'
import { type Input, OutputPort } from './output-port.ts'
import { rowOf, writeChange } from './testing-kit/changelog.ts'

function noting(log: string[], name: string): Input {
  return {
    push: (kind, row) => log.push(`${name} ${writeChange(kind, row)}`),
    watermark: (time) => log.push(`${name} ~ ${time}`),
    idle: (idle) => log.push(`${name} ${idle ? 'idle' : 'active'}`),
  }
}

describe('OutputPort', () => {
  it('counts rows by kind and gives each to all consumers in their order', () => {
    const log: string[] = []
    const port = new OutputPort()
    port.connect(noting(log, 'a'))
    port.connect(noting(log, 'b'))
    port.push(INSERT, rowOf([1]))
    expect(log).toEqual(['a +I 1', 'b +I 1'])
    expect(port.kinds).toEqual([1, 0, 0, 0])
  })

  it('sends watermarks that advance, and none while it is idle', () => {
    const log: string[] = []
    const port = new OutputPort()
    port.connect(noting(log, 'a'))
    port.watermark(5)
    port.watermark(5)
    port.idle(true)
    port.idle(true)
    port.watermark(6)
    port.idle(false)
    port.watermark(6)
    expect(log).toEqual(['a ~ 5', 'a idle', 'a active', 'a ~ 6'])
  })

  it('lets the other consumers have a row that fails one of them', () => {
    const log: string[] = []
    const port = new OutputPort()
    const failing = noting(log, 'a')
    port.connect({
      ...failing,
      push: () => {
        throw new RunFailure('TableException', 'no')
      },
    })
    port.connect(noting(log, 'b'))
    expect(() => port.push(INSERT, rowOf([1]))).toThrow('no')
    expect(log).toEqual(['b +I 1'])
  })
})
