/// <reference types="node" />
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')

// WCAG 2.2: text needs a contrast of 4.5 to 1.

function theme(name: 'dark' | 'light'): ReadonlyMap<string, string> {
  const block = css.slice(css.indexOf(`[data-theme="${name}"] {`))
  const body = block.slice(0, block.indexOf('}'))
  return new Map([...body.matchAll(/--([\w-]+): (#\w+);/g)].map(([, key = '', value = '']) => [key, value]))
}

const channels = (hex: string): readonly number[] => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16))

function over(front: string, back: string): string {
  const alpha = front.length === 9 ? Number.parseInt(front.slice(7), 16) / 255 : 1
  const [below] = [channels(back)]
  const mixed = channels(front).map((value, index) => Math.round(value * alpha + (below[index] ?? 0) * (1 - alpha)))
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = channels(hex).map((value) => {
    const share = value / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05)
}

const TEXTS = ['ink', 'ink-2', 'ink-3', 'accent', 'good', 'warn', 'bad'] as const
const GROUNDS = ['ground', 'panel', 'raised', 'hover', 'active'] as const
const SOFT = ['good', 'warn', 'bad', 'accent'] as const

describe.each(['dark', 'light'] as const)('the %s theme', (name) => {
  const tokens = theme(name)
  const color = (token: string): string => tokens.get(token) ?? ''

  it('defines the same tokens as the other', () => {
    expect([...tokens.keys()].sort()).toEqual([...theme(name === 'dark' ? 'light' : 'dark').keys()].sort())
  })

  it.each(TEXTS.flatMap((text) => GROUNDS.map((ground) => [text, ground] as const)))(
    'shows %s on %s with enough contrast',
    (text, ground) => expect(contrast(color(text), color(ground))).toBeGreaterThanOrEqual(4.5),
  )

  it.each(SOFT.flatMap((hue) => (['panel', 'raised'] as const).map((ground) => [hue, ground] as const)))(
    'shows a badge in %s on %s with enough contrast',
    (hue, ground) =>
      expect(contrast(color(hue), over(color(`${hue}-soft`), color(ground)))).toBeGreaterThanOrEqual(4.5),
  )

  it.each(['warn', 'bad'].flatMap((row) => TEXTS.map((text) => [text, row] as const)))(
    'shows %s on a row marked %s with enough contrast',
    (text, row) =>
      expect(contrast(color(text), over(color(`${row}-soft`), color('panel')))).toBeGreaterThanOrEqual(4.5),
  )

  it('shows the text of the main button with enough contrast', () => {
    expect(contrast(color('accent-ink'), color('accent'))).toBeGreaterThanOrEqual(4.5)
  })
})
