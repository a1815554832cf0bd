import { workerSecrets } from './embedded/secrets.ts'

console.log(JSON.stringify(await workerSecrets(), null, 2))
