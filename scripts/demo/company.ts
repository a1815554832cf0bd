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

const workspaceId = (index: number): string => `00000000-0000-7000-8000-0000000000e${index}`

const support: Team = {
  id: 'support',
  name: 'Customer Support',
  startHour: 6,
  endHour: 20,
  workspaceId: workspaceId(1),
  vendorProjects: ['Customer Support', 'proj-support', 'northwind-ai-studio'],
}
const sales: Team = {
  id: 'sales',
  name: 'Sales',
  startHour: 13,
  endHour: 22,
  workspaceId: workspaceId(2),
  vendorProjects: ['Sales', 'proj-sales'],
}
const engineering: Team = {
  id: 'engineering',
  name: 'Engineering',
  startHour: 8,
  endHour: 18,
  workspaceId: workspaceId(3),
  vendorProjects: ['Engineering', 'proj-engineering', 'Northwind-Foundry', 'northwind-ai-prod'],
}
const legal: Team = {
  id: 'legal',
  name: 'Legal',
  startHour: 8,
  endHour: 17,
  workspaceId: workspaceId(4),
  vendorProjects: ['Legal', 'proj-legal'],
}
const clinical: Team = {
  id: 'clinical',
  name: 'Clinical Operations',
  startHour: 12,
  endHour: 22,
  workspaceId: workspaceId(5),
  vendorProjects: ['Clinical Operations', 'proj-clinical', 'northwind-clinical', 'northwind-aoai-se'],
}
const finance: Team = {
  id: 'finance',
  name: 'Finance',
  startHour: 7,
  endHour: 16,
  workspaceId: workspaceId(6),
  vendorProjects: ['Finance', 'proj-finance'],
}

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
