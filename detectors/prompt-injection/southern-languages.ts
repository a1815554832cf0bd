import type { Wording } from './wording.ts'

/** Languages of East Africa, South and South-East Asia that the other lists leave out. */
export const southernWordings: readonly Wording[] = [
  {
    hints: [
      'puuza',
      'puuzia',
      'sahau',
      'usifuate',
      'msifuate',
      'maagizo',
      'maelekezo',
      'bila mipaka',
      'bila vikwazo',
      'bila sheria',
    ],
    override:
      '\\b(?:u?puuz(?:a|ia|ilia)|u?sahau|usi(?:fuate|zingatie|tii)|achana na)\\b~\\b(?:maagizo|maelekezo|amri|kanuni|sheria|masharti|kila kitu|yote)\\b~\\b(?:yote|zote|yako|zako|yaliyo\\w{1,12}|zilizo\\w{1,12}|uliy?o\\w{1,12}|ya awali|ya mwanzo|hapo (?:juu|awali))\\b',
    reveal:
      '\\b(?:u?ni?onyeshe?|u?nionyeshe|onyesha|fichua|rudia|andika|niambie|taja)\\b~\\b(?:maagizo|maelekezo|prompt|ujumbe)\\b~\\b(?:yako|ya (?:mfumo|siri|mwanzo)|wa mfumo)\\b',
    persona:
      '\\b(?:sasa wewe ni|wewe sasa ni|wewe ni|jifanye|tenda kama)\\b~\\b(?:bila|isiyo na|asiye na|usiye na) (?:mipaka|vikwazo|sheria|kanuni|maadili)\\b',
  },
  {
    hints: [
      'huwag',
      'balewalain',
      'kalimutan',
      'tagubilin',
      'patakaran',
      'system prompt',
      'walang limit',
      'walang pagbabawal',
      'limitasyon',
    ],
    override:
      '\\b(?:huwag (?:mong |mo |nang )?(?:pansinin|sundin|isipin)|balewalain(?: mo)?|kalimutan(?: mo)?|isantabi(?: mo)?)\\b~\\b(?:tagubilin|utos|panuto|patakaran|alituntunin|tuntunin|instruksyon|instructions?|sinabi|iniutos)\\b',
    reveal:
      '\\b(?:ipakita|ilantad|ibunyag|isulat|ulitin|sabihin|ibigay)\\b~\\b(?:system prompt|prompt|(?:lihim|unang|paunang|nakatagong)(?: na)? (?:tagubilin|utos|panuto))\\b',
    persona:
      '\\b(?:ikaw ay|ikaw na|magpanggap|kumilos|mula ngayon|simula ngayon)\\b~\\b(?:walang|wala kang|wala nang|wala ka nang)(?: mga| kahit anong)? (?:limitasyon|patakaran|tuntunin|pagbabawal|hangganan|filter)\\b',
  },
  {
    hints: ['উপেক্ষা', 'ভুলে যা', 'ভুলে যাও', 'অমান্য', 'নির্দেশ', 'প্রম্পট', 'নিয়ম', 'সীমাবদ্ধতা'],
    override:
      '(?:আগের|পূর্বের|পূর্ববর্তী|উপরের|সব|সমস্ত|তোমার|আপনার)[^।!?\\n]{0,20}?(?:নির্দেশ|আদেশ|নিয়ম|কথা)[^।!?\\n]{0,16}?(?:উপেক্ষা|ভুলে যা|অমান্য|বাদ দা|বাদ দি|মেনো না|মানবে না)',
    reveal:
      '(?:সিস্টেম|গোপন|প্রাথমিক|লুকানো|তোমার|আপনার)[^।!?\\n]{0,12}?(?:প্রম্পট|নির্দেশ|নির্দেশনা)[^।!?\\n]{0,20}?(?:দেখা|বলো|বলুন|লেখ|প্রকাশ|জানা)',
    persona:
      '(?:এখন থেকে|তুমি এখন|আপনি এখন|ভান কর|অভিনয় কর|তোমার)[^।!?\\n]{0,30}?(?:কোনো|কোন|ছাড়া|বিনা)[^।!?\\n]{0,12}?(?:নিয়ম|সীমা|সীমাবদ্ধতা|বাধা|ফিল্টার)[^।!?\\n]{0,8}?(?:নেই|ছাড়া|নাই)',
  },
  {
    hints: [
      'abaikan',
      'lupakan',
      'jangan ikut',
      'jangan patuh',
      'arahan',
      'peraturan',
      'prompt sistem',
      'tanpa sekatan',
      'tanpa had',
      'tanpa batasan',
    ],
    override:
      '\\b(?:abaikan|lupakan|jangan (?:lagi )?(?:ikuti?|patuhi?|turuti?|dengar)|ketepikan)\\b~\\b(?:arahan|peraturan|perintah|suruhan|instruksi|panduan|aturan)(?:mu|nya)?\\b~\\b(?:sebelum\\w{0,3}|terdahulu|di atas|asal|anda|awak|kamu|pembangun|pemaju|pengembang|pencipta|sistem|semua)\\b',
    reveal:
      '\\b(?:tunjukkan?|paparkan|dedahkan|ulangi?|tuliskan|berikan|beritahu|bocorkan)\\b~\\b(?:prompt|arahan|mesej|pesan|instruksi)(?:mu)? (?:sistem|rahsia|rahasia|asal|awal|tersembunyi|yang diberikan)\\b',
    persona:
      '\\b(?:(?:kamu|anda|awak) (?:kini|sekarang|adalah)|mulai (?:sekarang|kini)|berlakon|berpura-pura|bertindaklah)\\b~\\b(?:tanpa|tiada|tidak punya) (?:sekatan|had|batasan?|peraturan|aturan|tapisan|filter|sensor)\\b',
  },
  {
    hints: [
      'dừng tuan',
      'dừng lam theo',
      'dừng nghe',
      'khong cần tuan',
      'ngừng tuan',
      'từ giờ',
      'từ nay',
      'lời nhắc',
      'prompt hệ',
      'chỉ dẫn',
    ],
    override:
      '(?:dừng|khong cần|khong|ngừng)(?: con)? (?:tuan theo|tuan thủ|lam theo|nghe theo)~(?:chỉ dẫn|hướng dẫn|quy tắc|lệnh|chỉ thị)~(?:nha phat triển|của bạn|trước|nữa|ban dầu|hệ thống|nao)',
    reveal:
      '(?:hiển thị|tiết lộ|lặp lại|in ra|viết ra|cho (?:toi|tao) (?:xem|biết))~(?:prompt|lời nhắc|chỉ dẫn|hướng dẫn) (?:hệ thống|ban dầu|bi mật|ẩn|gốc)',
    persona:
      '(?:từ (?:giờ|nay|bay giờ)|bay giờ bạn|bạn la)~khong (?:co|con)[^.!?\\n]{0,8}(?:giới hạn|quy tắc|hạn chế|bộ lọc)',
  },
  {
    hints: [
      'не викону',
      'не слуха',
      'слухай тільки',
      'не выполня',
      'слушай только',
      'розробник',
      'разработчик',
    ],
    override:
      'не (?:виконуй|слухай|выполняй|слушай)(?:те)?~(?:наказ|вказів|інструкц|команд|приказ|указан|инструкц)~(?:розробник|разработчик|попередн|предыдущ|слухай|слушай|создател|творц)',
    reveal:
      '(?:виведи|процитуй|процитируй|выведи)(?:те)?~(?:системн|перше|первое)~(?:повідомлення|сообщение)',
    persona:
      '(?:відтепер|віднині|отныне) ти~(?:вільний|без|свободн)[^.!?\\n]{0,20}(?:правил|обмежен|інтелект|интеллект|ограничен)',
  },
]
