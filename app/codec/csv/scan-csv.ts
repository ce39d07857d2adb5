import type { RowProblem } from '../decoded-rows.ts'

export interface CsvCell {
  readonly text: string
  /** Written in double quotes: an empty one is an empty text, not nothing. */
  readonly quoted: boolean
}
export interface CsvRecord {
  readonly line: number
  readonly cells: readonly CsvCell[]
}

/** Records as RFC 4180 has them: quoted cells may hold delimiters, doubled quotes and line ends. Blank lines do not count. */
export function* scanCsv(
  text: string,
  delimiter: string,
  report: (problem: RowProblem) => void,
  firstLine = 1,
): Generator<CsvRecord> {
  const scanner = new CsvScanner(text, delimiter, report, firstLine)
  for (let record = scanner.record(); record !== undefined; record = scanner.record()) yield record
}

/** The same, one by one. */
export class CsvScanner {
  readonly #text: string
  readonly #delimiter: string
  readonly #report: (problem: RowProblem) => void
  readonly #quotes: Finder
  readonly #delimiters: Finder
  readonly #lineFeeds: Finder
  readonly #returns: Finder
  #at = 0
  #line: number
  #lineStart = 0

  constructor(text: string, delimiter: string, report: (problem: RowProblem) => void, firstLine: number) {
    this.#line = firstLine
    this.#text = text
    this.#delimiter = delimiter
    this.#report = report
    this.#quotes = new Finder(text, '"')
    this.#delimiters = new Finder(text, delimiter)
    this.#lineFeeds = new Finder(text, '\n')
    this.#returns = new Finder(text, '\r')
  }

  record(): CsvRecord | undefined {
    while (this.#at < this.#text.length) {
      const line = this.#line
      const cells = this.#cells()
      this.#takeLineEnd()
      if (cells.length > 1 || cells[0]?.text !== '' || cells[0].quoted) return { line, cells }
    }
    return undefined
  }

  #cells(): readonly CsvCell[] {
    const cells: CsvCell[] = []
    for (;;) {
      cells.push(this.#quotes.from(this.#at) === this.#at ? this.#quoted() : this.#plain())
      if (this.#delimiters.from(this.#at) !== this.#at) return cells
      this.#at += this.#delimiter.length
    }
  }

  /** Behind the last cell of a record there is nothing else. */
  #takeLineEnd(): void {
    if (this.#at >= this.#text.length) return
    this.#at += this.#text.startsWith('\r\n', this.#at) ? 2 : 1
    this.#line++
    this.#lineStart = this.#at
  }

  #cellEnd(): number {
    const lineEnd = Math.min(this.#lineFeeds.from(this.#at), this.#returns.from(this.#at))
    return Math.min(this.#delimiters.from(this.#at), lineEnd, this.#text.length)
  }

  #plain(): CsvCell {
    const start = this.#at
    this.#at = this.#cellEnd()
    return { text: this.#text.slice(start, this.#at), quoted: false }
  }

  #quoted(): CsvCell {
    const [line, character] = [this.#line, this.#at - this.#lineStart + 1]
    this.#at++
    let value = ''
    for (;;) {
      const close = this.#text.indexOf('"', this.#at)
      if (close < 0) {
        this.#complain(line, character, 'pack.open-quote', 'A quote has no end')
        const rest = value + this.#text.slice(this.#at)
        this.#at = this.#text.length
        return { text: rest, quoted: true }
      }
      value += this.#text.slice(this.#at, close)
      this.#countLines(close)
      this.#at = close + 1
      if (this.#text[this.#at] !== '"') break
      value += '"'
      this.#at++
    }
    if (this.#at < this.#cellEnd()) {
      const place = this.#at - this.#lineStart + 1
      this.#complain(this.#line, place, 'pack.after-quote', 'Only a delimiter may follow a quoted cell')
      return { text: value + this.#plain().text, quoted: true }
    }
    return { text: value, quoted: true }
  }

  #countLines(end: number): void {
    for (let at = this.#text.indexOf('\n', this.#at); at >= 0 && at < end; at = this.#text.indexOf('\n', at + 1)) {
      this.#line++
      this.#lineStart = at + 1
    }
  }

  #complain(line: number, character: number, code: string, message: string): void {
    this.#report({ severity: 'error', line, character, code, message })
  }
}

/** Longer than any text. */
const NOWHERE = 0x3fffffff

/** Where a text has something next, from places that never go back. */
class Finder {
  readonly #text: string
  readonly #what: string
  #found = -1

  constructor(text: string, what: string) {
    this.#text = text
    this.#what = what
  }

  from(at: number): number {
    if (this.#found < at) {
      const index = this.#text.indexOf(this.#what, at)
      this.#found = index < 0 ? NOWHERE : index
    }
    return this.#found
  }
}
