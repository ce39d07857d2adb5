import { describe, expect, it } from 'vitest'
import { diffLines } from './line-diff.ts'

const text = (before: string, after: string) => diffLines(before, after).map((line) => line.change + line.text)

describe('the difference of two scripts', () => {
  it('keeps what is in both and marks what came and went', () => {
    expect(text('a\nb\nc', 'a\nx\nc')).toEqual([' a', '-b', '+x', ' c'])
  })
  it('shows removed lines before the added ones in their place', () => {
    expect(text('a\nb', 'c\nd')).toEqual(['-a', '-b', '+c', '+d'])
  })
  it('has nothing to mark in equal texts', () => {
    expect(text('a\nb', 'a\nb')).toEqual([' a', ' b'])
  })
  it('finds lines that moved apart', () => {
    expect(text('a\nb', 'a\nnew\nlines\nb')).toEqual([' a', '+new', '+lines', ' b'])
  })
})
