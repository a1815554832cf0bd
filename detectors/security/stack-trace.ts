import { detector, type Verdict, verdict } from '../detector.ts'

/** Stack traces, which tell paths and the inner structure of a system. Low, because people ask about their errors. */
export const stackTrace = detector({
  code: 'security_stack_trace',
  label: 'Stack Trace',
  category: 'security',
  severity: 'low',
  dataType: 'security',
  mechanism: 'region',
  hints: [
    'traceback (most recent',
    'goroutine 0',
    '.js:0',
    '.ts:0',
    '.java:0',
    '.kt:0',
    '.scala:0',
    '.cs:',
    '<anonymous>',
    'native method',
  ],
  pattern:
    /Traceback \(most recent call last\):\n(?:[ \t]{1,12}[^\n]{0,400}\n){2,200}[^\n]{0,200}|(?:[ \t]{1,12}at [^\n]{1,300}(?:\([^\n()]{1,300}\)|:\d{1,6})(?:\n|$)){2,200}|goroutine \d{1,9} \[[^\]\n]{1,60}\]:\n(?:[^\n]{1,400}\n){2,200}/g,
  check,
  cost: 4,
  examples: {
    find: [
      [
        'Traceback (most recent call last):\n  File "a.py", line 1, in <module>\n    run()\nKeyError: 1',
        'Traceback (most recent call last):\n  File "a.py", line 1, in <module>\n    run()\nKeyError: 1',
      ],
      [
        'Error: no\n    at run (/srv/app/a.js:1:2)\n    at main (/srv/app/b.js:3:4)',
        '    at run (/srv/app/a.js:1:2)\n    at main (/srv/app/b.js:3:4)',
      ],
      [
        'Exception\n\tat com.contoso.A.b(A.java:1)\n\tat com.contoso.C.d(C.java:2)\n',
        '\tat com.contoso.A.b(A.java:1)\n\tat com.contoso.C.d(C.java:2)\n',
      ],
      [
        'goroutine 1 [running]:\nmain.run()\n\t/srv/main.go:10\n',
        'goroutine 1 [running]:\nmain.run()\n\t/srv/main.go:10\n',
      ],
    ],
    ignore: [
      ['We met at noon at the office', 'prose'],
      ['    at run (/srv/app/a.js:1:2)', 'one line'],
      ['what does "Traceback (most recent call last)" mean?', 'a question'],
      ['goroutine 1 is running', 'prose'],
    ],
  },
})

function check(value: string): Verdict | null {
  return value.includes('\n') ? verdict.bare : null
}
