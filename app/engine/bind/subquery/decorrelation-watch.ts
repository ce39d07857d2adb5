import { unsupported } from '../../../sql/diagnostic.ts'
import type { Span } from '../../../sql/span.ts'

/**
 * What the subqueries of one statement hold. Where a correlated one makes Flink take the plan apart, it loses groups whose
 * only key is a literal: an EXISTS that does not depend on the row then counts as TRUE, whatever there is.
 */
export class DecorrelationWatch {
  #isCorrelated = false
  #groupsByLiteral = false

  /** Throws SqlError. */
  correlated(span: Span): void {
    this.#isCorrelated = true
    this.#assertOne(span)
  }

  /** Throws SqlError. */
  groupedByLiteral(span: Span): void {
    this.#groupsByLiteral = true
    this.#assertOne(span)
  }

  #assertOne(span: Span): void {
    if (this.#isCorrelated && this.#groupsByLiteral)
      throw unsupported('an EXISTS inside an expression beside a correlated subquery, which Flink takes for TRUE', span)
  }
}
