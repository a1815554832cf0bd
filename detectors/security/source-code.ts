import { detector, type Found, type Verdict, verdict } from '../detector.ts'
import type { Reading } from '../engine/reading.ts'

/** How lines begin that prose does not have: assignments, imports, markup, comments of code. */
const OPENINGS = `[\\w.$[\\]'"]{1,60} ?[+*/|-]?= ?\\S|(?:import|from|export|package|using|require|include|use) \\S|#include|#!\\/|@\\w+|\\/\\/|\\/\\*|\\*\\/|--`
const CODE_OPENING = new RegExp(`^\\s*(?:${OPENINGS})`)
/** Lines that may also be told by their end: statements and blocks, definitions, calls, tags. */
const CODE_LINE = new RegExp(
  `^\\s*(?:.{1,200}[;{}]$|[})\\]]{1,3}[;,]?$|${OPENINGS}|(?:public|private|protected|static|final|async|def|func|fn|function|class|interface|struct|enum|const|let|var|return|if|else|elif|for|while|switch|case|try|except|catch|with|SELECT|INSERT|UPDATE|CREATE|FROM|WHERE|JOIN)\\b.{0,160}[;{}():,]$|<\\/?\\w+[^>]{0,120}>$|.{0,120}=>.{0,80}$|\\w[\\w.]{0,60}\\(.{0,120}\\);?$)`,
)
/** The signs that a line must end with to be told by its end, unless it holds an arrow. */
const CODE_ENDS = ';{}():,>]'
const INCLUDE = '#include'
/** How much may follow it in its line, but for blanks. */
const INCLUDED_MAX = 80
/** So much is searched for it at a time: to the end of a text it would be for every line. */
const INCLUDE_REACH = 1_024
const BLANKS_MAX = 4
const TAB = 9
const RETURN = 13
const SPACE = 32
const CLOSES = 41
const COLON = 58
const SEMICOLON = 59
const EQUALS = 61
const ANGLE = 62
const BRACE = 123
const CLOSING_BRACE = 125
const LINE_MAX = 400
const LINES_MIN = 3
const LINES_MAX = 400
/** Lines in a row that may be no code and still not end a block. */
const GAP_MAX = 1
const NOTICE =
  /\b(?:confidential|proprietary|internal use only|do not distribute|trade secret|all rights reserved)\b/i

/**
 * Source code: three lines or more that only code has. It is low on its own, because ordinary prompts quote code;
 * medium when a notice says that the code is not to be shared.
 */
export const sourceCode = detector({
  code: 'security_source_code',
  label: 'Source Code',
  category: 'security',
  severity: 'low',
  dataType: 'security',
  mechanism: 'region',
  hints: ['); ', '{ ', '): ', '}; ', '"; ', '#include', '=> ', "'; ", '} ', '#!/'],
  pattern: find,
  check,
  cost: 4,
  examples: {
    find: [
      [
        'look:\nconst a = read(1);\nconst b = a + 2;\nwrite(b);\nthanks a lot',
        'const a = read(1);\nconst b = a + 2;\nwrite(b);\n',
      ],
      [
        'def add(a, b):\n    total = a + b\n    return total * (1 + 0)\n',
        'def add(a, b):\n    total = a + b\n    return total * (1 + 0)\n',
      ],
      [
        '#include <stdio.h>\nint main(void) {\n  return run();\n}\n',
        '#include <stdio.h>\nint main(void) {\n  return run();\n}\n',
      ],
      [
        'SELECT id\nFROM people;\nINSERT INTO people VALUES (1);\nDELETE FROM people;\n',
        'FROM people;\nINSERT INTO people VALUES (1);\nDELETE FROM people;\n',
      ],
      [
        'see\nconst a = read(1); \t \r\nconst b = a + 2;\nwrite(b);',
        'const a = read(1); \t \r\nconst b = a + 2;\nwrite(b);',
      ],
      [
        '#include <stdio.h> // first\nstatic int a = 1;\nstatic int b = 2;\n',
        '#include <stdio.h> // first\nstatic int a = 1;\nstatic int b = 2;\n',
      ],
    ],
    ignore: [
      ['What does `const a = 1;` do?', 'a line in a question'],
      ['Buy milk;\nthen go home;\nand sleep.', 'prose with semicolons'],
      ['Ingredients:\nflour\nsugar\nDirections:\nmix', 'a recipe'],
      ['Dear team:\n\nPlease find the notes below:\n\nRegards', 'a letter'],
    ],
  },
})

/**
 * The next block of code, from the first line that looks like code. Empty, where such a line stands after another, and
 * behind a block that is too short: none that begins in it is longer.
 */
function find({ text }: Reading, from: number): Found | null {
  const last = firstEnd(text, from)
  if (last < 0) return null
  const seen = Math.min(last + 1, text.length)
  const start = text.lastIndexOf('\n', last - 1) + 1
  if (start > 0 && isCode(lineBefore(text, start))) return { start: seen, end: seen, isSure: false }
  let end = start
  let lines = 0
  let gap = 0
  let at = start
  for (let n = 0; n < LINES_MAX && at < text.length; n++) {
    const stop = lineEnd(text, at)
    if (stop - at > LINE_MAX) {
      at = 0
      break
    }
    const line = text.slice(at, stop + 1)
    at = Math.min(stop + 1, text.length)
    if (isCode(line)) {
      lines++
      gap = 0
      end = at
    } else if (n === 0 || (line.trim() !== '' && ++gap > GAP_MAX)) break
  }
  if (lines >= LINES_MIN) return { start, end, isSure: false }
  const behind = Math.max(seen, at)
  return { start: behind, end: behind, isSure: false }
}

/**
 * The end of the first line that a block may begin with, from the beginning of a line on; -1 when there is none. Looks at
 * ends of lines, and into those alone in which something is included.
 */
function firstEnd(text: string, from: number): number {
  let searched = from
  let include = -1
  for (let at = from; at < text.length; ) {
    const end = lineEnd(text, at)
    if (mayBeginBlock(text, at, end)) return end
    while (include < at && searched < end) {
      const start = Math.max(at, searched)
      const to = Math.max(end, start + INCLUDE_REACH)
      const found = text.slice(start, to).indexOf(INCLUDE)
      include = found < 0 ? -1 : start + found
      searched = found < 0 ? to - INCLUDE.length + 1 : include
    }
    if (include >= at && include < end && includes(text, at, end)) return end
    at = end + 1
  }
  return -1
}

/** Tells whether a line includes something and ends soon after it. */
function includes(text: string, start: number, end: number): boolean {
  const line = text.slice(start, end)
  const last = line.lastIndexOf(INCLUDE)
  if (last < 0) return false
  let rest = line.length
  for (let blanks = 0; blanks < BLANKS_MAX && isBlank(line.charCodeAt(rest - 1)); blanks++) rest--
  return rest - last - INCLUDE.length <= INCLUDED_MAX
}

function lineEnd(text: string, at: number): number {
  const lineFeed = text.indexOf('\n', at)
  return lineFeed < 0 ? text.length : lineFeed
}

/** Tells whether a line ends as one does with which a block may begin. */
function mayBeginBlock(text: string, start: number, end: number): boolean {
  let last = end - 1
  while (last >= start && end - last <= BLANKS_MAX && isBlank(text.charCodeAt(last))) last--
  if (last < start) return false
  const code = text.charCodeAt(last)
  if (code === SEMICOLON || code === BRACE || code === CLOSING_BRACE) return true
  const before = last > start ? text.charCodeAt(last - 1) : 0
  return (code === COLON && before === CLOSES) || (code === ANGLE && before === EQUALS)
}

function isBlank(code: number): boolean {
  return code === SPACE || code === TAB || code === RETURN
}

function lineBefore(text: string, start: number): string {
  return text.slice(Math.max(text.lastIndexOf('\n', start - 2) + 1, start - 400), start)
}

function isCode(line: string): boolean {
  const whole = line.slice(0, 400).trimEnd()
  if (whole === '') return false
  const isToldByEnd = CODE_ENDS.includes(whole.charAt(whole.length - 1)) || whole.includes('=>')
  return (
    (isToldByEnd ? CODE_LINE : CODE_OPENING).test(whole) && !/^\s*[A-Z][a-z]+ [a-z]+ [^(){}=]*$/.test(line)
  )
}

function check(value: string): Verdict | null {
  let lines = 0
  for (let start = 0; start < value.length && lines < LINES_MIN; ) {
    const lineFeed = value.indexOf('\n', start)
    const end = lineFeed < 0 ? value.length : lineFeed
    if (isCode(value.slice(start, end))) lines++
    start = end + 1
  }
  if (lines < LINES_MIN) return null
  return NOTICE.test(value) ? verdict.selfNamed : verdict.bare
}
