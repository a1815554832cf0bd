import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** Keys of OpenAI for projects, services, administrators and people, and others of the form that it made common. */
export const openaiKey = vendorSecret({
  code: 'secret_openai_key',
  label: 'OpenAI Key',
  hints: ['sk-proj-', 'sk-svcacct-', 'sk-admin-', 'sk-none-', 'sk-'],
  shape:
    'sk-(?:(?:proj|svcacct|admin|None)-[A-Za-z0-9_-]{20,220}|[A-Za-z0-9]{20}T3BlbkFJ[A-Za-z0-9]{20}|[A-Za-z0-9]{32,64}|(?=[A-Za-z]{0,20}\\d)(?=[a-z0-9]{0,20}[A-Z])[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-]))',
  samples: [
    `sk-proj-${madeUp('url', 74)}T3BlbkFJ${madeUp('url', 74, 2)}`,
    `sk-${madeUp('alnum', 20)}T3BlbkFJ${madeUp('alnum', 20, 2)}`,
    `sk-admin-${madeUp('url', 58)}T3BlbkFJ${madeUp('url', 58, 2)}`,
    `sk-${madeUp('hex', 32)}`,
  ],
  ignore: [['class="sk-circle-fade-dot sk-cube-grid-1234567890"', 'names of style classes']],
})
