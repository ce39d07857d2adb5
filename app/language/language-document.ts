import type { Diagnostic } from '../sql/diagnostic.ts'
import { formatScript } from '../sql/format-script.ts'
import type { Span } from '../sql/span.ts'
import { complete } from './complete.ts'
import { define, findReferences, type Reference } from './define.ts'
import { type Fold, findFolds } from './fold.ts'
import { type Hover, hover } from './hover.ts'
import { type OutlineItem, outline } from './outline.ts'
import type { CompletionLimits } from './place-filler.ts'
import { prepareRename, type Renaming, rename } from './rename.ts'
import type { RunStatement } from './run-statement.ts'
import { Script } from './script.ts'
import { ScriptNames } from './script-names.ts'
import { type SignatureHelp, signatureHelp } from './signature-help.ts'
import type { Completion } from './suggestion.ts'

/** A Flink SQL script in an editor: everything that can be asked about it. Places are UTF-16 offsets. */
export class LanguageDocument {
  readonly #script: Script
  readonly #names: ScriptNames

  /** `run` decides how far mistakes are looked for: `bindOnly`, or `planStatement` as `millrace check` does. */
  constructor(run: RunStatement) {
    this.#script = new Script(run)
    this.#names = new ScriptNames(this.#script)
  }

  get text(): string {
    return this.#script.text
  }

  setText(text: string): void {
    this.#script.setText(text)
  }

  get diagnostics(): readonly Diagnostic[] {
    return this.#script.diagnostics
  }

  complete(offset: number, limits?: CompletionLimits): Completion {
    return complete(this.#script, this.#names, offset, limits)
  }

  hover(offset: number): Hover | undefined {
    return hover(this.#script, this.#names, offset)
  }

  define(offset: number): Span | undefined {
    return define(this.#script, this.#names, offset)
  }

  references(offset: number): readonly Reference[] {
    return findReferences(this.#script, this.#names, offset)
  }

  prepareRename(offset: number): ReturnType<typeof prepareRename> {
    return prepareRename(this.#script, this.#names, offset)
  }

  rename(offset: number, name: string): Renaming {
    return rename(this.#script, this.#names, offset, name)
  }

  signatureHelp(offset: number): SignatureHelp | undefined {
    return signatureHelp(this.#script, this.#names, offset)
  }

  outline(): readonly OutlineItem[] {
    return outline(this.#script)
  }

  folds(): readonly Fold[] {
    return findFolds(this.#script)
  }

  /** The whole text in the house layout. */
  formatted(): string {
    return formatScript(this.#script.text)
  }
}
