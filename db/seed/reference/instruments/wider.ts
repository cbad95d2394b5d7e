import { both } from '../bilingual';
import { type InstrumentRow, scheme } from '../instrument-row';

const EU = both('Union européenne', 'European Union');
const REGION = both('Région', 'Region');
const READ_ON = '2026-11-23';

/** European, regional and export schemes. */
export const WIDER_SCHEMES: readonly InstrumentRow[] = [
  scheme('EUROSTARS', {
    label: both('Eurostars (Eurostars-2, puis Innovative SMEs)', 'Eurostars (Eurostars-2, then Innovative SMEs)'),
    funder: both('Eureka et Bpifrance', 'Eureka and Bpifrance'),
    aidForms: ['grant'],
    aidRule: 'other',
    notes: both(
      'Porté par une PME innovante ; 37 pays ; partenaires français financés par Bpifrance.',
      'Led by an innovative SME; 37 countries; French partners funded by Bpifrance.',
    ),
    source: 'nextmove.fr, Eurostars',
    mark: 'public',
    serves: ['T4'],
    rules: { firmLeads: true },
  }),
  scheme('H2020-SMEI', {
    label: both('H2020, instrument PME (phases 1 et 2)', 'H2020 SME Instrument (phases 1 and 2)'),
    funder: EU,
    aidForms: ['grant'],
    aidRule: 'other',
    validFrom: '2014-01-01',
    validUntil: '2020-12-31',
    notes: both(
      'Remplacé par l’Accélérateur de l’EIC ; le jour de fin est un modèle.',
      'Replaced by the EIC Accelerator; the end day is a model.',
    ),
    mark: 'model',
    serves: ['T4'],
    replacedBy: 'EIC-ACC',
    rules: { firmLeads: true, singleApplicant: true },
  }),
  scheme('EIC-ACC', {
    label: both('Accélérateur de l’EIC', 'EIC Accelerator'),
    funder: EU,
    aidForms: ['grant', 'equity'],
    aidRule: 'other',
    validFrom: '2021-01-01',
    rate: { percent: 70, source: 'een-ouest.fr, Accélérateur de l’EIC', readOn: READ_ON },
    notes: both(
      'Subvention de 2,5 M€ au plus (70 % au plus) et fonds propres de 10 à 15 M€ au plus selon l’année, ou l’un des deux ; TRL 5 ou 6 au moins ; candidat seul. Le jour d’ouverture est un modèle.',
      'Grant of up to €2.5 m (at most 70%) and equity of up to €10–15 m depending on the year, or one of the two; TRL of at least 5 or 6; single applicant. The opening day is a model.',
    ),
    source: 'ixeo-conseil.com · rasph.com · een-ouest.fr',
    mark: 'public',
    serves: ['T4', 'T2'],
    rules: { firmLeads: true, singleApplicant: true },
  }),
  scheme('HE-CL4', {
    label: both('Horizon Europe, cluster 4 et partenariat Photonics', 'Horizon Europe, Cluster 4 and Photonics partnership'),
    funder: EU,
    aidForms: ['grant'],
    aidRule: 'other',
    notes: both('Succède à FP7 et H2020 LEIT-ICT.', 'Follows FP7 and H2020 LEIT-ICT.'),
    mark: 'model',
    serves: ['T4'],
  }),
  scheme('EDF', {
    label: both('Fonds européen de la défense', 'European Defence Fund'),
    funder: EU,
    aidForms: ['grant'],
    aidRule: 'other',
    validFrom: '2021-01-01',
    notes: both('Le jour d’ouverture est un modèle.', 'The opening day is a model.'),
    mark: 'model',
    serves: ['T4'],
  }),
  scheme('EEN', {
    label: both('Enterprise Europe Network', 'Enterprise Europe Network'),
    funder: EU,
    aidForms: ['service'],
    notes: both('Conseil et recherche de partenaires.', 'Advice and partner search.'),
    mark: 'model',
    serves: ['T3', 'T4'],
  }),
  scheme('FEDER', {
    label: both('LIFE, Interreg MED, programme opérationnel FEDER', 'LIFE, Interreg MED, ERDF operational programme'),
    funder: both('Union européenne et Région', 'European Union and Region'),
    aidForms: ['grant'],
    notes: both('Dépôt auprès de l’autorité de gestion régionale.', 'Filed with the regional managing authority.'),
    mark: 'model',
    serves: ['T4', 'S3'],
  }),
  scheme('BF-VIE', {
    label: both('V.I.E', 'V.I.E (international volunteering)'),
    funder: both('Business France (UBIFRANCE avant 2015)', 'Business France (UBIFRANCE before 2015)'),
    aidForms: ['service'],
    notes: both(
      'Un jeune de 18 à 28 ans en mission à l’étranger pour l’entreprise.',
      'A person of 18 to 28 posted abroad for the company.',
    ),
    mark: 'model',
    serves: ['T3'],
  }),
  scheme('ASS-PROSP', {
    label: both('Assurance prospection', 'Market-entry insurance'),
    funder: both('Bpifrance Assurance Export (Coface avant 2017)', 'Bpifrance Assurance Export (Coface before 2017)'),
    aidForms: ['advance'],
    aidRule: 'de_minimis',
    rate: { percent: 65, source: 'maregionsud.fr, assurance prospection', readOn: '2025-04-01' },
    notes: both(
      'CA de 500 M€ au plus, comptes de 12 mois au moins ; 65 % couverts, avance de 50 % ; prospection de 2 à 3 ans, franchise de 2 ans, remboursement sur 3 à 4 ans, 30 % au moins ; prime de 3 %. « A3P » de Coface existait pour les débutants.',
      'Turnover of €500 m at most, accounts of at least 12 months; 65% covered, 50% advanced; prospecting for 2–3 years, grace of 2 years, repayment over 3–4 years, at least 30%; premium of 3%. Coface’s “A3P” existed for starters.',
    ),
    source: 'maregionsud.fr · coface.fr',
    mark: 'public',
    serves: ['T3'],
  }),
  scheme('TFE', {
    label: both(
      'Team France Export, CCI International, aide régionale à l’export',
      'Team France Export, CCI International, regional export aid',
    ),
    funder: both('Région et chambres de commerce', 'Region and chambers of commerce'),
    aidForms: ['service', 'grant'],
    notes: both('En partie seulement en 2013-2016.', 'Only partly in 2013–2016.'),
    mark: 'model',
    serves: ['T3'],
  }),
  scheme('PACA-FOND', {
    label: both(
      'Co-investissement et prêts régionaux (PACA Investissement, puis Région Sud Investissement)',
      'Regional co-investment and loans (PACA Investissement, then Région Sud Investissement)',
    ),
    funder: REGION,
    aidForms: ['equity', 'loan'],
    notes: both('Aux côtés d’un investisseur privé.', 'Beside a private investor.'),
    mark: 'model',
    serves: ['T2'],
  }),
  scheme('PRIDES', {
    label: both('Label régional PRIDES', 'PRIDES regional label'),
    funder: REGION,
    aidForms: ['service'],
    validUntil: '2016-12-31',
    notes: both(
      'Label régional de réseaux qui comprenait les pôles. Terminé : le jour de fin est un modèle.',
      'Regional network label that included the clusters. Ended: the end day is a model.',
    ),
    source: 'marseille.fr, pôles de compétitivité',
    mark: 'public',
    serves: [],
  }),
  scheme('PFA-ACC', {
    label: both('Accélérateurs (Bpifrance, Région, filière)', 'Accelerators (Bpifrance, Region, sector)'),
    funder: both('Bpifrance et Région', 'Bpifrance and Region'),
    aidForms: ['service'],
    aidRule: 'de_minimis',
    validFrom: '2017-01-01',
    notes: both(
      'Programmes de 12 à 24 mois ; le jour d’ouverture est un modèle.',
      'Programmes of 12 to 24 months; the opening day is a model.',
    ),
    mark: 'model',
    serves: ['T1'],
  }),
];
