import { madeUp } from './made-up.ts'
import { vendorSecret } from './vendor-secret.ts'

/** GitLab tokens of people, runners, deployments, agents and feeds. */
export const gitlabToken = vendorSecret({
  code: 'secret_gitlab_token',
  label: 'GitLab Token',
  hints: [
    'glpat-',
    'gldt-',
    'glrt-',
    'glcbt-',
    'glptt-',
    'glft-',
    'glsoat-',
    'glimt-',
    'glagent-',
    'gloas-',
    'glffct-',
    'gr1348941',
  ],
  shape:
    'gl(?:pat|dt|rt|cbt|ptt|ft|soat|imt|agent|oas|ffct)-[A-Za-z0-9_-]{20,80}(?:\\.[a-z0-9]{2}\\.[a-z0-9]{9})?|GR1348941[A-Za-z0-9_-]{20}',
  samples: [`glpat-${madeUp('url', 20)}`, `glrt-${madeUp('url', 20, 2)}`, `gloas-${madeUp('hex', 64)}`],
})
