import { joinParts, type ParsedScript, parseParts, type ScriptPart } from './parse-script.ts'
import { shiftSpans } from './shift-spans.ts'

/** What was read, part by part: a part that has not changed since the last text is the same object. */
export interface ReadScript extends ParsedScript {
  readonly parts: readonly ScriptPart[]
}

/**
 * Reads one version of a script after another, as an author types: what stands before and behind the edit is
 * taken from the version before. The result is that of `parseScript`.
 */
export class ScriptReader {
  #text = ''
  #parts: readonly ScriptPart[] = []

  read(text: string): ReadScript {
    const parts = this.#parts.length === 0 ? parseParts(text, 0) : this.#readEdited(text)
    this.#text = text
    this.#parts = parts
    return { parts, ...joinParts(parts) }
  }

  #readEdited(text: string): readonly ScriptPart[] {
    const old = this.#text
    if (text === old) return this.#parts
    const prefix = commonPrefix(old, text)
    const suffix = commonSuffix(old, text, prefix)
    const moved = text.length - old.length
    const before = this.#partsBefore(prefix)
    const from = before.at(-1)?.end ?? 0
    const untouched = new Map(
      this.#parts.flatMap((part, index) => (part.start >= old.length - suffix ? [[part.start + moved, index]] : [])),
    )
    const isKnown = (offset: number): boolean => untouched.has(offset)
    const read = parseParts(text, from, isKnown)
    const behind = untouched.get(read.at(-1)?.end ?? -1)
    const rest = behind === undefined ? [] : this.#parts.slice(behind)
    return [...before, ...read, ...rest.map((part) => movePart(part, moved))]
  }

  /** What ends before the edit and does not depend on what follows. */
  #partsBefore(prefix: number): readonly ScriptPart[] {
    const changed = this.#parts.findIndex(({ end }, index) => end > prefix || !this.#endsItself(index))
    return changed < 0 ? this.#parts : this.#parts.slice(0, changed)
  }

  /** Behind its own semicolon, with no quote or comment that a later text may close. */
  #endsItself(index: number): boolean {
    const part = this.#parts[index]
    return (
      part !== undefined &&
      this.#text.charAt(part.end - 1) === ';' &&
      !part.diagnostics.some(({ code }) => code.startsWith('parse.unterminated') || code === 'parse.open-string')
    )
  }
}

const movePart = (part: ScriptPart, by: number): ScriptPart =>
  by === 0
    ? part
    : {
        ...part,
        start: part.start + by,
        end: part.end + by,
        ...(part.statement === undefined ? {} : { statement: shiftSpans(part.statement, by) }),
        diagnostics: shiftSpans(part.diagnostics, by),
      }

function commonPrefix(left: string, right: string): number {
  const most = Math.min(left.length, right.length)
  let length = 0
  while (length < most && left.charCodeAt(length) === right.charCodeAt(length)) length++
  return length
}

/** Beside the common prefix. */
function commonSuffix(left: string, right: string, prefix: number): number {
  const most = Math.min(left.length, right.length) - prefix
  let length = 0
  while (length < most && left.charCodeAt(left.length - 1 - length) === right.charCodeAt(right.length - 1 - length))
    length++
  return length
}
