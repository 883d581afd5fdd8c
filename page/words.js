/**
 * The words that the page itself says. What Python says comes finished in its answer.
 *
 * @module
 */

/**
 * @param {number} count
 * @param {string} one
 * @param {string} many
 */
const counted = (count, one, many) => `${count} ${count === 1 ? one : many}`;

/** @param {string[]} names */
function listed(names) {
  return names.length > 2 ? counted(names.length, 'fil', 'filer') : names.join(' og ');
}

/** @param {Date} moment */
function clock(moment) {
  const two = (/** @type {number} */ figure) => String(figure).padStart(2, '0');
  return `${two(moment.getHours())}.${two(moment.getMinutes())}`;
}

export const WORDS = {
  starting: 'Gjør klar programmet. Du kan slippe filen allerede nå.',
  restarting: 'Gjør klar programmet på nytt. Du kan slippe neste fil allerede nå.',
  ready: 'Klar.',
  saved: 'Den tomme arbeidsboken er lastet ned. Åpne den i Excel.',
  example: 'Dette er et eksempel. Ikke send det.',
  readyAgain: 'Klar for neste fil.',
  /** @param {string[]} names */
  waiting: (names) => `Leser ${listed(names)} så snart siden er klar.`,
  /** @param {string[]} names */
  working: (names) => `Leser ${listed(names)}.`,
  /** @param {string} name */
  reading: (name) => `Leser ${name} på nytt.`,
  /** @param {string} title */
  finished: (title) => `Ferdig: ${title}${/[.!?]$/.test(title) ? '' : '.'}`,

  cancelled: {
    title: 'Avbrutt',
    text: ['Ingenting ble laget. Du kan slippe en ny fil når du vil.'],
  },
  late: {
    title: 'Det tok for lang tid',
    /** @param {number} seconds */
    text: (seconds) => [
      `Programmet stoppet fordi arbeidet tok mer enn ${seconds < 120 ? `${seconds} sekunder` : `${Math.round(seconds / 60)} minutter`}.`,
      'Har du mange filer, prøv med færre om gangen. Gjelder det bare én fil, gi beskjed til den som har ansvar for programmet.',
      'Du kan slippe en ny fil når du vil.',
    ],
  },
  bug: {
    title: 'Det oppsto en feil i programmet',
    text: [
      'Det er ikke din feil, og filen din er ikke endret.',
      'Last ned feilbeskrivelsen og send den til den som har ansvar for programmet. Les gjennom den først: Den kan inneholde ord fra filen din.',
      'Du kan slippe en ny fil når du vil.',
    ],
  },
  bugDownload: 'Last ned feilbeskrivelsen',
  bugFile: 'nkps-reports-feil.txt',
  unreadable: {
    title: 'Filen kunne ikke leses',
    /** @param {string} name */
    text: (name) => [
      `Det gjelder ${name}. Den kan være flyttet, slettet eller endret etter at du valgte den. Det kan også være en mappe: Slipp filene i den, ikke selve mappen.`,
      'Ligger filen i OneDrive, åpne den én gang, så den blir lastet ned til maskinen. Prøv så igjen.',
    ],
  },
  lacking: {
    title: 'Siden virker ikke i denne nettleseren',
    text: [
      'Åpne siden i en nyere Edge, Chrome eller Firefox.',
      'Hjelper ikke det, be IT-avdelingen om dette: en nyere Edge, Chrome eller Firefox, med WebAssembly tillatt, og lov til å kjøre bakgrunnsarbeid (Web Worker) fra lokale filer.',
    ],
    /** @param {string} names */
    missing: (names) => `Dette mangler: ${names}.`,
  },

  show: 'Vis i arket',
  wholeFile: 'Hele filen',
  fresh: 'Ny',
  noProblems: 'Ingen feil eller merknader.',
  /** @param {string} name */
  problemsIn: (name) => `Funnet i ${name}`,
  showSheets: 'Vis arkene',
  /** @param {string} name */
  sheetsOf: (name) => `Arkene i ${name}`,
  /** @param {string} name */
  sheet: (name) => `Arket ${name}`,
  /** @param {number} count */
  marks: (count) => counted(count, 'merket celle', 'merkede celler'),
  /**
   * @param {string} label
   * @param {string} address
   */
  toProblem: (label, address) => `${label} i celle ${address}: vis hva som er funnet`,

  facts: 'Tall',
  email: 'Åpne e-post',
  /** @param {string | null} name */
  attach: (name) => `Husk å legge ved ${name ?? 'Word-rapporten'}. E-posten åpnes uten vedlegg.`,
  subject: 'Emne:',
  choose: 'Hva vil du gjøre?',
  choices: 'Du kan også',
  expected: 'Virksomheter som skal rapportere, én per linje (valgfritt)',
  newest: 'Har en virksomhet flere rapporter: bruk den som ble lagret sist',
  notes: 'Verdt å vite',
  files: 'Filene',
  fileColumns: [
    'Fil',
    'Type',
    'Virksomhet',
    'Periode',
    'Rapporteringspunkter',
    'Feil og merknader',
    'Resultat',
  ],
  openColumn: 'Åpne',
  open: 'Åpne',
  /** @param {string} name */
  openAlone: (name) => `Åpne ${name} for seg`,
  back: 'Tilbake til alle filene',

  /** @param {string} title */
  preview: (title) => `Forhåndsvisning: ${title}`,
  print: 'Skriv ut',
  notMade: (/** @type {string} */ name) => `${name} kunne ikke lages.`,
  noPreview:
    'Dokumentet er for langt til å vises her, eller kan ikke vises. Last ned filen og åpne den i Word.',
  drawing: 'Lager forhåndsvisningen …',

  /**
   * @param {string} name
   * @param {Date} moment
   */
  follows: (name, moment) => `Følger ${name}, lest kl. ${clock(moment)}`,
  /** @param {string} name */
  followsHow: (name) => `Rett i Excel og lagre ${name}. Da leses den på nytt av seg selv.`,
  /**
   * @param {string} name
   * @param {Date} moment
   */
  read: (name, moment) => `Lest ${name} kl. ${clock(moment)}`,
  rereadHow: 'Rett i Excel og lagre. Velg så filen på nytt.',
  reread: 'Les filen på nytt',
  /** @param {string} name */
  gone: (name) =>
    `Finner ikke ${name} lenger. Er den flyttet, eller har den fått nytt navn, slipper du den her på nytt.`,
  /** @param {string} name */
  held: (name) => `${name} er lagret, men Excel holder på den. Prøver igjen.`,
  /**
   * @param {number} mended
   * @param {number} left
   * @param {number} fresh
   */
  changes: (mended, left, fresh) => {
    if (mended + left + fresh === 0) return 'Ingenting å rette.';
    return `${mended} rettet, ${left} står igjen, ${counted(fresh, 'ny', 'nye')}.`;
  },
  /** @param {number} count */
  mended: (count) => `Rettet siden sist (${count})`,
};
