/**
 * How a patient's record is named, as sources of regular expressions. Texts come with plain letters, so without accents.
 */

/** What says that a number follows, or stood before. */
const NUMBER =
  '(?:numbers?|num|no|nr|nbr|id(?:entifier)?s?|#|n[.°º]{1,2}|nummer|numero|zeichen|kennung|code|codice|codigo)'
/** Between the words of a name: medical record, medical_record, med. rec. */
const JOINT = "(?:'s)?\\.?[\\s_-]{0,2}"

/** Names that need no such word. */
const NAMES = [
  '[a-z]{0,3}mrns?(?:\\(s\\))?',
  'm\\.\\s?r\\.\\s?n\\.?',
  `med(?:ical)?${JOINT}rec(?:ords?)?`,
  `(?:patient|pt|hospital)${JOINT}(?:chart|file|record)`,
  'uhid|empi|mc #',
  'patient["\':{<>\\s]{2,8}(?:id|identifier|number|no)',
  `hospital${JOINT}reg(?:istration)?`,
  'ipp|dossier (?:du )?(?:medical|patient)|identifiant (?:du )?patient',
  '(?:historia|historial|ficha) clinic[ao]|nhc|expediente (?:clinico|medico)',
  'prontuario|processo clinico|registro hospitalar',
  'cartella clinica|nosologico',
  'histori[ai] choroby|kartoteki(?: pacjenta)?|karty pacjenta',
  'cislo pacienta|chorobopisu?|beteg ?azonosito|kartonszam',
  'fi[sș]a (?:de )?(?:pacient|observatie)|foaie de observatie',
  'journaln(?:umme)?r|potilas(?:numero|tunnus)',
  'hasta (?:no|numarasi|kimlik no)|rekam medis',
  'ma b[eệ]nh nhan|ma bn|b[eệ]nh an s[oố]|s[oố] b[eệ]nh an',
  '(?:номер|no) (?:медицинской |амбулаторной )?карты|истори[яи] болезни|медкарт[аы]|(?:номер|id) пациента',
  'історі[яї] хвороби|номер (?:карт(?:к)?и|паці[єе]нта)',
  'αριθμ[οό]ς (?:φακ[εέ]λου |μητρ[ωώ]ου )?ασθενο[υύ]ς',
  'رقم الملف الطبي|السجل الطبي|رقم المريض|پرونده پزشکی|شماره بیمار|תיק רפואי|מספר מטופל',
  'रोगी (?:आईडी|संख्या|क्रमांक)|मरीज़? आईडी|यूएचआईडी|เลขประจำตัวผู้ป่วย',
  '病[历歷案][号號]碼?|住院号|门诊号|(?:患者|病人)(?:编号|番号|id|no|号)|カルテ(?:番号|no)|診察券(?:番号|no)',
  '환자 ?(?:등록)?번호|환자 ?id|차트 ?번호|병록 ?번호',
]
/** Whose number is that of a record. */
const HOLDERS =
  '(?:e[mhp]r|m\\.? ?r|charts?|patient(?:en)?s?|pts?|pasient|hosp(?:ital)?|(?:unit|health|clinical|case)[\\s_-]record|patienten-?akten?|kranken-?akten?|krankenblatt|pat)'
/** The same with the number first. */
const OF_PATIENTS =
  '(?:id|n[.°º]{0,2}|nr\\.?|no\\.?|numero|numer|codice|codigo|cod\\.) (?:de[li]? |du )?(?:pa[zc]ienten?|patient|pacjenta)'

/** Names of records that nothing else has. */
export const recordNames: readonly string[] = [
  `(?:${NAMES.join('|')})(?:${JOINT}${NUMBER})?`,
  `${HOLDERS}${JOINT}${NUMBER}`,
  OF_PATIENTS,
]

/** What the wards of a hospital call it among themselves, which is something else elsewhere. */
export const wardNames: readonly string[] = [
  `(?:record|file|folder|case file|case|chart|unit|clinic|registration|enroll?ment|cr|dossier|expediente|cartella|ficha|historia|journal|dosya|protokol|akten|kartei|karta)s?(?:${JOINT}${NUMBER})?`,
  'u\\.?r\\.?(?:n\\.?|\\s?(?:number|no\\.?))|pid|hrn|hn|rm',
  'карта|رقم الملف|شماره پرونده|מספר תיק|등록번호',
]

/** Literals that give such names away. */
export const recordHints: readonly string[] = (
  'mrn;m.r.n;m. r. n;medical rec;medicalrec;medical_rec;medical-rec;med rec;med. rec;med-rec;med_rec;' +
  'medrec;health rec;clinical rec;record n;record #;record i;record:;patient;\bpt i;\bpt n;\bpt #;\bpt. i;' +
  '\bpt. n;\bpt. #;\bpt. r;\bpt. c;\bpt#;\bpt_i;\bpt_n;\bpt-i;\bpt-n;\bptid;chart;hosp n;hosp. n;hosp #;' +
  'hosp. #;hosp_n;hosp i;hospital;\bemr;\behr;\bmr#;\bmr #;\bmr n;\bm.r.;mc #;uhid;\bempi ;\bempi:;\bempi);' +
  '\bpid;\bhrn;\bhn ;\bhn:;\burn ;\burn:;\burn#;\bur n;\bur.n;\bcr n;file n;file #;folder n;unit n;unit #;' +
  'unit record;clinic n;clinic #;registration n;enrolment n;enrollment n;case file;case n;case #;\bref*ea;' +
  '"mr";\bipp ;dossier;aktenzeichen;krankena;krankenblatt;\bpat-;\bpat.-;\bpat. i;\bpat. n;pasient;' +
  'journaln;potilas;\bipp:;\bipp";historia c;historia n;historia:;historial c;nhc;expediente;ficha;' +
  'prontuario;processo clinico;registro hosp;cartella;nosologico;paziente;paciente;pacjenta;choroby;' +
  'kartoteki;karta n;pacient;chorobopis;beteg azon;betegazon;kartonszam;observatie;hasta n;hasta k;dosya n;' +
  'protokol n;kartei;no. rm;no rm;rekam medis;benh nhan;bệnh;\bma bn;карт;болезни;пациента;пацієнта;хвороби;ασθεν;الملف;السجل;' +
  'المريض;پرونده;بیمار;תיק;מטופל;रोगी;मरीज;यूएचआईडी;ผู้ป่วย;病历;病歷;病案;住院号;门诊号;患者;病人;カルテ;診察券;환자;차트;병록;등록번호'
).split(';')
