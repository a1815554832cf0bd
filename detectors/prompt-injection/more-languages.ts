import type { Wording } from './wording.ts'

/** Further languages. Letters that folding leaves as they are stand in both forms. */
export const moreWordings: readonly Wording[] = [
  {
    hints: [
      'ignorera',
      'glom ',
      'bortse',
      'strunta i',
      'folj inte',
      'systemprompt',
      'lats',
      'utan begrans',
      'utan regler',
      'utan filter',
      'ignorer ',
      'glem ',
      'se bort fra',
      'uden begraens',
      'uden regler',
      'uten begrens',
      'uten regler',
      'begr\u00e6nsninger',
    ],
    override:
      '\\b(?:ignorera?|glom(?! inte)|glem(?! ikke)|bortse fran|se bort fra|strunta i|folj inte|folg ikke)\\b~\\b(?:alla|alle|dina|dine|de|tidligere|tidigare|foregaende|foregaende|foreg.ende|ovanstaende|ovenst.ende|allt|alt)\\b~\\b(?:instruktion\\w{0,4}|instruks\\w{0,3}|regler?|order|ordrer|riktlinjer|retningslinjer|kommando\\w{0,3}|ovan|ovenfor)\\b',
    reveal:
      '\\b(?:visa|vis|avsloja|afslor|avslor|upprepa|gentag|gjenta|skriv ut|beratta)\\b~\\b(?:din|ditt|dina|dine|hela|hele)\\b~\\b(?:systemprompt\\w{0,2}|prompt\\w{0,2}|(?:hemliga|hemmelige) instruk\\w{0,6}|instruktioner)\\b',
    persona:
      '\\b(?:du (?:ar|er) nu|latsas|lad som om|lat som|agera som|oppfor deg som)\\b~\\b(?:utan|uden|uten) (?:begr.{1,2}nsning\\w{0,3}|begrensning\\w{0,3}|regler|filtre?|etik|censur)\\b',
  },
  {
    hints: [
      'ignoruj',
      'zapomen na',
      'nedodrzuj',
      'zabudni na',
      'pokyn',
      'instrukce',
      'systemovy prompt',
      'bez omezen',
      'bez pravidel',
      'bez filtr',
    ],
    override:
      '\\b(?:ignoruj(?:te)?|zapomen(?:te)? na|zabudni na|nedodrzuj(?:te)?|preskoc(?:te)?|neposlouchej)\\b~\\b(?:vsechn\\w{1,3}|vsetk\\w{1,2}|sve|svoje|predchozi|predchadzajuce|drivejsi|puvodni|povodne)\\b~\\b(?:pokyn\\w{0,3}|instrukc\\w{0,3}|pravidl\\w{0,2}|prikaz\\w{0,2})\\b',
    reveal:
      '\\b(?:ukaz|prozrad|zopakuj|vypis|zobraz|napis)(?:te)?\\b~\\b(?:svuj|cely|sve|tvuj|tajne|text)\\b~\\b(?:prompt|pokyn\\w{0,3}|instrukc\\w{0,3}|vyse)\\b',
    persona: '\\b(?:nyni jsi|ted jsi|predstirej|chovej se)\\b~\\bbez (?:omezeni|pravidel|filtru|cenzury)\\b',
  },
  {
    hints: [
      'zanemari',
      'ignoriraj',
      'zaboravi',
      'upute',
      'instrukcije',
      'naredbe',
      'sistemski prompt',
      'bez ogranicenja',
      'bez pravila',
      'bez filtera',
    ],
    override:
      '\\b(?:zanemari(?:te)?|ignorir?aj(?:te)?|(?<!ne )zaboravi(?:te)?)\\b~\\b(?:sv[eai]|svoj[ea]|prethodn\\w{1,2}|ranij\\w{1,2}|gornj\\w{1,2})\\b~\\b(?:uput[eau]|uputstva|instrukcij[ea]|naredb[ea]|pravila|naloge)\\b',
    reveal:
      '\\b(?:pokazi|otkrij|ponovi|ispisi|reci)(?:te)?\\b~\\b(?:svoj|cijeli|ceo|tajne|sistemski|pocetni|tekst)\\b~\\b(?:prompt|upute|uputstva|instrukcije|iznad)\\b',
    persona: '\\b(?:sada si|pretvaraj se|ponasaj se)\\b~\\bbez (?:ogranicenja|pravila|filtera|cenzure)\\b',
  },
  {
    hints: [
      'ignora ',
      'ignor\u0103',
      'ignora',
      'uita',
      'uit\u0103',
      'instructiuni',
      'instruc\u021biuni',
      'promptul',
      'fara restric',
      'f\u0103r\u0103',
      'fara',
    ],
    override:
      '\\b(?:ignora(?:ti)?|uita(?:ti)?|nu urma|nesocoteste|nesocote[s\u0219]te)\\b~\\b(?:toate|tot|orice|anterioare|ini[t\u021b]iale|de mai sus)\\b(?:~\\b(?:instruc[t\u021b]iunile|regulile|ordinele|indica[t\u021b]iile|ce (?:[s\u0219]tii|[t\u021b]i s-a spus))|)',
    reveal:
      '\\b(?:arata(?:-mi)?|dezvaluie|repeta|scrie|afi[s\u0219]eaza)\\b~\\b(?:promptul|mesajul de sistem|instruc[t\u021b]iunile (?:tale|secrete|ini[t\u021b]iale)|textul de mai sus)\\b',
    persona:
      '\\b(?:acum e[s\u0219]ti|prefa-te|de acum e[s\u0219]ti)\\b~\\bfara (?:restric[t\u021b]ii|filtre|reguli|limite|etica)\\b',
  },
  {
    hints: ['ігнор', 'забуд', 'не викон', 'інструкц', 'вказівк', 'промпт', 'обмежен'],
    override:
      '(?:ігноруй|проігноруй|забудь|не виконуй|не слухай)(?:те)?~(?:всі|усі|свої|твої|попередн|минул|початков|вище)~(?:інструкц|вказівк|правил|команд|обмежен)',
    reveal:
      '(?:покажи|розкрий|повтори|напиши|виведи)(?:те)?~(?:свій|весь|системн|початков|прихован|текст)~(?:промпт|інструкц|вказівк|вище)',
    persona: '(?:ти тепер|тепер ти|вдавай|поводься)~без (?:обмежень|правил|фільтрів|цензури)',
  },
  {
    hints: [
      'abaikan',
      'lupakan',
      'jangan ikuti',
      'instruksi',
      'perintah',
      'prompt sistem',
      'tanpa batasan',
      'tanpa aturan',
      'tanpa filter',
      'tanpa sensor',
    ],
    override:
      '\\b(?:abaikan|lupakan|jangan (?:ikuti|patuhi))\\b~\\b(?:instruksi|perintah|aturan|petunjuk|arahan|segala\\w{0,4}|semua)\\b~\\b(?:sebelumnya|di atas|awal|tadi|sebelum ini|instruksi|perintah|aturan|petunjuk)\\b',
    reveal:
      '\\b(?:tampilkan|ungkapkan|ulangi|tulis|tunjukkan|beritahu)\\b~\\b(?:prompt (?:sistem|awal)|instruksi (?:rahasia|awal|sistem)|teks di atas|pesan sistem)\\b',
    persona:
      '\\b(?:kamu sekarang|anda sekarang|berpura-pura\\w{0,3}|bertindaklah)\\b~\\btanpa (?:batasan|aturan|filter|sensor)\\b',
  },
  {
    hints: [
      'bo qua',
      'b\u1ecf qua',
      'qu\u00ean',
      'quen',
      'ph\u1edbt l\u1edd',
      '\u0111\u1eebng tu\u00e2n',
      'prompt h\u1ec7 th\u1ed1ng',
      'kh\u00f4ng c\u00f3',
      'khong co',
      'l\u1eddi nh\u1eafc',
    ],
    override:
      '(?:b\u1ecf qua|qu[\u00eae]n|ph\u1edbt l\u1edd|[\u0111d]\u1eebng tu[\u00e2a]n) (?:\\S{1,7} ){0,5}?(?:h\u01b0\u1edbng d\u1eabn|ch\u1ec9 d\u1eabn|m\u1ec7nh l\u1ec7nh|quy t\u1eafc|ch\u1ec9 th\u1ecb)~(?:tr\u01b0\u1edbc|[\u1edfo] tr[\u00eae]n|ban [\u0111d]\u1ea7u)',
    reveal:
      '(?:hi\u1ec3n th\u1ecb|ti\u1ebft l\u1ed9|l\u1eb7p l\u1ea1i|in ra|cho t[\u00f4o]i (?:xem|bi\u1ebft))~(?:prompt (?:h\u1ec7 th\u1ed1ng|c\u1ee7a b\u1ea1n)|l\u1eddi nh\u1eafc|h\u01b0\u1edbng d\u1eabn b[\u00edi] m\u1eadt|v[\u0103a]n b\u1ea3n [\u1edfo] tr[\u00eae]n)',
    persona:
      '(?:b[\u00e2a]y gi\u1edd b\u1ea1n l[\u00e0a]|gi\u1ea3 v\u1edd l[\u00e0a]|[\u0111d][\u00f3o]ng vai)~kh[\u00f4o]ng c[\u00f3o] (?:gi\u1edbi h\u1ea1n|quy t\u1eafc|b\u1ed9 l\u1ecdc)',
  },
  {
    hints: ['αγνο', 'ξεχα', 'ξέχα', 'αγνό', 'οδηγ', 'εντολ', 'κανόνες', 'κανονες', 'prompt σου'],
    override:
      '(?:αγνόησε|αγνοήστε|αγνοησε|ξέχασε|ξεχάστε|ξεχασε|μην ακολουθ)\\S{0,4}~(?:όλες|ολες|τις|προηγούμεν|παραπάνω|αρχικ)~(?:οδηγί|εντολ|κανόν|οδηγι|κανον)',
    reveal:
      '(?:δείξε|δειξε|αποκάλυψε|επανάλαβε|γράψε)~(?:prompt|κρυφές|αρχικές|παραπάνω)~(?:σου|οδηγίες|εντολές|κείμενο)',
    persona: '(?:τώρα είσαι|κάνε πως είσαι|προσποιήσου)~χωρίς (?:περιορισμούς|κανόνες|φίλτρα|όρια)',
  },
  {
    hints: ['نادیده', 'فراموش کن', 'دستور', 'پرامپت', 'بدون محدودیت', 'بدون قانون', 'بدون فیلتر'],
    override:
      '(?:تمام|همه|کلیه)?[^.!؟\\n]{0,8}(?:دستورات|دستورالعمل|دستورها|قوانین|قواعد)[^.!؟\\n]{0,24}?(?:قبلی|بالا|پیشین|خود)[^.!؟\\n]{0,12}?(?:نادیده|فراموش|رعایت نکن|کنار بگذار)',
    reveal:
      '(?:پرامپت|دستورالعمل|دستورات|متن بالا|پیام سیستم)[^.!؟\\n]{0,20}?(?:نشان بده|تکرار کن|بگو|افشا|چاپ کن)',
    persona: '(?:تو اکنون|وانمود کن|از این پس|نقش)[^.!؟\\n]{0,30}?بدون (?:محدودیت|قانون|قوانین|فیلتر|سانسور)',
  },
  {
    hints: [
      'התעלם',
      'שכח את',
      'תתעלם',
      'הוראות',
      'הפרומפט',
      'פרומפט',
      'בלי מגבלות',
      'ללא מגבלות',
      'בלי כללים',
      'ללא כללים',
    ],
    override:
      '(?:התעלם|תתעלם|התעלמי|שכח|תשכח|אל תציית)~(?:ההוראות|הוראות|הכללים|הפקודות|ההנחיות|הנחיות)~(?:הקודמות|הקודמים|שלמעלה|המקוריות|שלך|שקיבלת)',
    reveal:
      '(?:הצג|הראה|גלה|חזור על|הדפס|כתוב)~(?:הנחיית המערכת|הפרומפט|ההוראות (?:הסודיות|המקוריות|שלך)|הטקסט שלמעלה)',
    persona: '(?:אתה עכשיו|העמד פנים|מעכשיו אתה|דמיין שאתה)~(?:בלי|ללא) (?:מגבלות|כללים|צנזורה|חוקים)',
  },
  {
    hints: ['เพิกเฉย', 'ลืม', 'ไม่ต้องทำตาม', 'ละเว้น', 'พรอมต์', 'คำสั่ง', 'ไม่มีข้อจำกัด'],
    override:
      '(?:เพิกเฉย|ลืม|ไม่ต้องทำตาม|ละเว้น|อย่าทำตาม)~(?:คำสั่ง|กฎ|คำแนะนำ|ข้อความ)~(?:ก่อนหน้า|ด้านบน|ทั้งหมด|เดิม|ข้างต้น)',
    reveal: '(?:แสดง|เปิดเผย|ทำซ้ำ|บอก|พิมพ์)~(?:พรอมต์|คำสั่งลับ|คำสั่งระบบ|ข้อความด้านบน)',
    persona: '(?:ตอนนี้คุณคือ|แกล้งทำเป็น|สวมบทบาท)~(?:ไม่มี|ปราศจาก)(?:ข้อจำกัด|กฎ|ตัวกรอง)',
  },
]
