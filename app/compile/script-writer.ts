import type { CompiledStatement } from './compiled-flow.ts'
import type { MappedPiece } from './source-map.ts'

/** Writes a script statement by statement and notes which node wrote what. */
export class ScriptWriter {
  readonly statements: CompiledStatement[] = []
  readonly pieces: MappedPiece[] = []
  #text = ''

  get script(): string {
    return this.#text
  }

  /** One statement; its semicolon and the line end are added here. */
  statement(purpose: CompiledStatement['purpose'], write: () => void, node?: string): void {
    const start = this.#text.length
    write()
    const end = this.#text.length
    const owner = node === undefined ? {} : { node }
    this.statements.push({ purpose, ...owner, text: this.#text.slice(start), span: { start, end } })
    this.#text += ';\n'
  }

  /** The statement that declares a node, all of it the node's own. */
  declaration(purpose: CompiledStatement['purpose'], node: string, write: () => void): void {
    this.statement(purpose, () => this.mapped(node, undefined, write), node)
  }

  blankLine(): void {
    if (this.#text !== '') this.#text += '\n'
  }

  write(text: string): void {
    this.#text += text
  }

  /** What `write` adds belongs to the node, or to one field of it. */
  mapped(node: string, field: string | undefined, write: () => void): void {
    const start = this.#text.length
    write()
    const place = field === undefined ? {} : { field }
    this.pieces.push({ node, ...place, start, end: this.#text.length })
  }

  /** Part of a field's own text, as the author wrote it. */
  verbatim(node: string, field: string, text: string, from: number, to: number): void {
    const start = this.#text.length
    this.#text += text.slice(from, to)
    this.pieces.push({ node, field, start, end: this.#text.length, fieldStart: from })
  }
}
