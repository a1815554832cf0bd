import { page } from '../lib/page.ts'

export const sqlWorkbench = page({
  path: '/sql',
  title: 'SQL',
  icon: 'table',
  permission: 'sql:run',
  group: 'Analyse',
  load: async () => (await import('./sql/sql-page.tsx')).SqlPage,
})
