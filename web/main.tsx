import { render } from 'preact'
import { fetchAhead } from './lib/page.ts'
import { path, startRouter } from './lib/router.ts'
import { restoreSession } from './models/session.ts'
import { pageAt } from './pages/index.ts'
import { App } from './parts/shell/app.tsx'
import './styles/tokens.css'
import './styles/base.css'

const root = document.getElementById('app')
if (root === null) throw new Error('index.html has no #app')

startRouter()
// The page's code and the session come at the same time.
const landing = pageAt(path.value)
if (landing !== null) fetchAhead(landing)
void restoreSession()
render(<App />, root)
