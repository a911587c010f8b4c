const EXACT = 1
const LABEL_START = 0.95
const WHOLE_WORD = 0.9
const WORD_START = 0.7
const WITHIN = 0.3
/** A further word tells less about a command than its label. */
const KEYWORD_SHARE = 0.95

/**
 * How well a command fits what was typed, 0 (not at all) … 1: every typed word must stand in the label or in a
 * further word, best at the beginning of one. No letters are skipped: 'open pref' is not OpenGradient.
 */
export function commandScore(search: string, label: string, keywords: readonly string[]): number {
  const typed = search.trim().toLowerCase()
  if (typed === '') return EXACT
  const lowLabel = label.toLowerCase()
  const lowKeywords = keywords.map((keyword) => keyword.toLowerCase())
  if (lowLabel === typed || lowKeywords.includes(typed)) return EXACT
  if (lowLabel.startsWith(typed)) return LABEL_START
  const scores = typed.split(/\s+/).map((word) => wordScore(word, lowLabel, lowKeywords))
  return Math.min(...scores)
}

function wordScore(word: string, label: string, keywords: readonly string[]): number {
  const further = keywords.map((keyword) => KEYWORD_SHARE * textScore(word, keyword))
  return Math.max(textScore(word, label), ...further)
}

function textScore(word: string, text: string): number {
  const words = text.split(/[^\p{L}\p{N}]+/u)
  if (words.includes(word)) return WHOLE_WORD
  if (words.some((candidate) => candidate.startsWith(word))) return WORD_START
  return text.includes(word) ? WITHIN : 0
}
