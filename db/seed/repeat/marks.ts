/** Letters of Unicode's private area stand in a text for what differs from one repetition to the next. */
const MARKS = { label: '\uE000', folded: '\uE001', turn: '\uE002', number: '\uE003', by: '\uE004', end: '\uE005' } as const;

/** SQL that writes a mark. */
const sqlMark = (mark: keyof typeof MARKS) => `U&'\\${MARKS[mark].charCodeAt(0).toString(16).toUpperCase()}'`;

/** SQL for the repetition's name, as shown, and as search and addresses write it. */
export const LABEL = sqlMark('label');
export const FOLDED_LABEL = sqlMark('folded');
/** SQL for the repetition's number. */
export const TURN = sqlMark('turn');
/** SQL for a number of at least four digits that goes on by `step` with each repetition. */
export const numberGoingOn = (first: string, step: string) =>
  `${sqlMark('number')} || (${first})::text || ${sqlMark('by')} || (${step})::text || ${sqlMark('end')}`;

const FIRST_BYTES = Buffer.from(MARKS.label).subarray(0, 2);

export const holdsMarks = (bytes: Buffer) => bytes.includes(FIRST_BYTES);

/** The text for one repetition. */
export function filled(text: string, turn: number): string {
  return text.replace(/[\uE000\uE001\uE002]|\uE003(\d+)\uE004(\d+)\uE005/g, (mark, first: string | undefined, step: string) => {
    if (first !== undefined) return String(Number(first) + turn * Number(step)).padStart(4, '0');
    if (mark === MARKS.turn) return String(turn);
    return mark === MARKS.label ? labelOf(turn) : plainLabelOf(turn);
  });
}

/** Old lands of France: the same company is at home in each. */
const LANDS = [
  'Agenais', 'Albigeois', 'Alsace', 'Angoumois', 'Anjou', 'Armagnac', 'Artois', 'Aubrac', 'Aunis', 'Auvergne', 'Auxois', 'Avesnois',
  'Barrois', 'Bazois', 'Béarn', 'Beauce', 'Beaujolais', 'Berry', 'Bigorre', 'Bordelais', 'Boulonnais', 'Bourbonnais', 'Bourgogne', 'Brenne',
  'Bresse', 'Bretagne', 'Bugey', 'Cambrésis', 'Caux', 'Cévennes', 'Chablais', 'Champagne', 'Charolais', 'Combrailles', 'Comminges',
  'Cornouaille', 'Cotentin', 'Dauphiné', 'Diois', 'Dombes', 'Drouais', 'Faucigny', 'Flandre', 'Forez', 'Gascogne', 'Gâtinais', 'Genevois',
  'Gévaudan', 'Gironde', 'Hainaut', 'Hurepoix', 'Jura', 'Labourd', 'Landes', 'Lauragais', 'Léon', 'Limagne', 'Limousin', 'Lorraine',
  'Lyonnais', 'Mâconnais', 'Maine', 'Marche', 'Marsan', 'Maurienne', 'Médoc', 'Mellois', 'Mercantour', 'Millevaches', 'Minervois', 'Morvan',
  'Nivernais', 'Normandie', 'Oléron', 'Orléanais', 'Ossau', 'Ouche', 'Perche', 'Périgord', 'Picardie', 'Poitou', 'Ponthieu', 'Quercy',
  'Queyras', 'Retz', 'Rouergue', 'Roussillon', 'Saintonge', 'Santerre', 'Saumurois', 'Savoie', 'Sologne', 'Soule', 'Tarentaise',
  'Thiérache', 'Touraine', 'Trégor', 'Tursan', 'Valois', 'Vannetais', 'Velay', 'Vendée', 'Vendômois', 'Vercors', 'Verdunois', 'Vexin',
  'Vimeu', 'Vivarais', 'Vosges', 'Yvelines',
] as const; // biome-ignore format: one name a line would fill two screens

/** One word, another for each repetition: `Agenais`, … and after the last `Agenais2`. */
export function labelOf(turn: number): string {
  const round = Math.floor((turn - 1) / LANDS.length);
  return `${LANDS[(turn - 1) % LANDS.length]}${round > 0 ? round + 1 : ''}`;
}

function plainLabelOf(turn: number): string {
  return labelOf(turn)
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase();
}
