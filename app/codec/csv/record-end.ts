/**
 * Where the last whole record of a CSV text ends: behind the last line feed outside of quotes. Quotes
 * open only at the start of a cell, as the scanner has it.
 */
export function recordEnd(text: string, delimiter: string): number {
  let end = 0
  let from = 0
  for (;;) {
    const quote = text.indexOf('"', from)
    const plainEnd = quote < 0 ? text.length : quote
    end = Math.max(end, lastLineEnd(text, from, plainEnd))
    if (quote < 0) return end
    from = opensCell(text, quote, delimiter) ? closingQuote(text, quote + 1) + 1 : quote + 1
    if (from === 0) return end
  }
}

function lastLineEnd(text: string, from: number, to: number): number {
  if (to <= from) return 0
  const feed = text.lastIndexOf('\n', to - 1)
  return feed >= from ? feed + 1 : 0
}

function opensCell(text: string, quote: number, delimiter: string): boolean {
  const before = text[quote - 1]
  if (before === undefined || before === '\n' || before === '\r') return true
  return text.startsWith(delimiter, quote - delimiter.length)
}

/** A doubled quote stands for one and closes nothing; -1 when the text ends before. */
function closingQuote(text: string, from: number): number {
  for (let at = from; ; at += 2) {
    at = text.indexOf('"', at)
    if (at < 0 || text[at + 1] !== '"') return at
  }
}
