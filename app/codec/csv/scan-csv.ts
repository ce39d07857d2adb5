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

const LINE_END = /\r\n|\n|\r/y

/** Records as RFC 4180 has them: quoted cells may hold delimiters, doubled quotes and line ends. Blank lines do not count. */
export function* scanCsv(
  text: string,
  delimiter: string,
  report: (problem: RowProblem) => void,
  firstLine = 1,
): Generator<CsvRecord> {
  const scanner = new CsvScanner(text, delimiter, report, firstLine)
  for (;;) {
    const record = scanner.record()
    if (record === undefined) return
    if (record.cells.length > 1 || record.cells[0]?.text !== '' || record.cells[0].quoted) yield record
  }
}

class CsvScanner {
  readonly #text: string
  readonly #delimiter: string
  readonly #report: (problem: RowProblem) => void
  #at = 0
  #line: number
  #lineStart = 0

  constructor(text: string, delimiter: string, report: (problem: RowProblem) => void, firstLine: number) {
    this.#line = firstLine
    this.#text = text
    this.#delimiter = delimiter
    this.#report = report
  }

  record(): CsvRecord | undefined {
    if (this.#at >= this.#text.length) return undefined
    const line = this.#line
    const cells: CsvCell[] = []
    for (;;) {
      cells.push(this.#text[this.#at] === '"' ? this.#quoted() : this.#plain())
      if (this.#takeDelimiter()) continue
      this.#takeLineEnd()
      return { line, cells }
    }
  }

  #takeDelimiter(): boolean {
    if (!this.#text.startsWith(this.#delimiter, this.#at)) return false
    this.#at += this.#delimiter.length
    return true
  }

  #takeLineEnd(): boolean {
    LINE_END.lastIndex = this.#at
    if (!LINE_END.test(this.#text)) return false
    this.#at = LINE_END.lastIndex
    this.#line++
    this.#lineStart = this.#at
    return true
  }

  #plain(): CsvCell {
    const start = this.#at
    while (this.#at < this.#text.length && !this.#atEndOfCell()) this.#at++
    return { text: this.#text.slice(start, this.#at), quoted: false }
  }

  #atEndOfCell(): boolean {
    const character = this.#text[this.#at]
    return character === '\n' || character === '\r' || this.#text.startsWith(this.#delimiter, this.#at)
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
    if (this.#at < this.#text.length && !this.#atEndOfCell()) {
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
