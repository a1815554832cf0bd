/**
 * A team of the demo company. Units: `startHour` and `endHour` are UTC, so that teams stand for time zones as
 * well.
 */
export type Team = {
  readonly id: 'support' | 'sales' | 'engineering' | 'legal' | 'clinical' | 'finance'
  readonly name: string
  readonly startHour: number
  readonly endHour: number
  readonly workspaceId: string
  /** What vendors' reports call its projects. */
  readonly vendorProjects: readonly string[]
}

/** A person of the demo company; `hoursShift` moves the team's working hours for early and late risers. */
export type Person = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly team: Team
  readonly hoursShift: number
}

/** A team whose vendors call its projects by its name, by its id, and by `otherProjects`. */
const team = (
  index: number,
  id: Team['id'],
  name: string,
  [startHour, endHour]: readonly [number, number],
  ...otherProjects: readonly string[]
): Team => ({
  id,
  name,
  startHour,
  endHour,
  workspaceId: `00000000-0000-7000-8000-0000000000e${index}`,
  vendorProjects: [name, `proj-${id}`, ...otherProjects],
})

const support = team(1, 'support', 'Customer Support', [6, 20], 'northwind-ai-studio')
const sales = team(2, 'sales', 'Sales', [13, 22])
const engineering = team(3, 'engineering', 'Engineering', [8, 18], 'Northwind-Foundry', 'northwind-ai-prod')
const legal = team(4, 'legal', 'Legal', [8, 17])
const clinical = team(
  5,
  'clinical',
  'Clinical Operations',
  [12, 22],
  'northwind-clinical',
  'patient-portal',
  'northwind-aoai-se',
)
const finance = team(6, 'finance', 'Finance', [7, 16])

const staff: readonly (readonly [Team, readonly string[]])[] = [
  [
    support,
    [
      'Amara Okafor',
      'Ben Lindqvist',
      'Carla Mendes',
      'Dmitri Volkov',
      'Elif Aydin',
      'Farah Haddad',
      'Gareth Pryce',
      'Hana Sato',
    ],
  ],
  [
    sales,
    [
      'Ian McAllister',
      'Julia Brandt',
      'Kwame Mensah',
      'Lena Fischer',
      'Marco Ricci',
      'Nadia Rahman',
      'Owen Gallagher',
    ],
  ],
  [
    engineering,
    [
      'Priya Raman',
      'Quentin Dubois',
      'Rosa Jimenez',
      'Sven Halvorsen',
      'Tomasz Zielinski',
      'Uma Krishnan',
      'Viktor Horvath',
      'Wei Zhang',
      'Ximena Castro',
      'Yusuf Demir',
    ],
  ],
  [legal, ['Zoe Papadakis', 'Alistair Boyd', 'Beatriz Nunes', 'Conrad Weiss']],
  [
    clinical,
    ['Delia Moreau', 'Emeka Nwosu', 'Fiona Campbell', 'Goran Petrovic', 'Helen Tran', 'Isaac Goldberg'],
  ],
  [finance, ['Jana Novakova', 'Kofi Asante', 'Lucia Romano', 'Mikkel Jensen', 'Noor Siddiqui']],
]

const domain = 'northwind-demo.example'

function person(name: string, team: Team, index: number): Person {
  const handle = name.toLowerCase().replaceAll(' ', '.')
  return Object.freeze({
    id: handle,
    name,
    email: `${handle}@${domain}`,
    team,
    hoursShift: (index % 3) - 1,
  })
}

/**
 * The demo company: 6 teams, 40 people. Its domain is reserved (RFC 2606), so no mail of it reaches anyone.
 */
export const company = Object.freeze({
  name: 'Northwind Health',
  domain,
  teams: Object.freeze(staff.map(([team]) => Object.freeze(team))),
  people: Object.freeze(staff.flatMap(([team, names]) => names.map((name, i) => person(name, team, i)))),
})
