import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../engine/sha256.ts'
import { check } from '../index.ts'
import { keccak256 } from './money/keccak.ts'

/** Values that authorities and libraries publish as examples, and the same with a digit or a letter changed. */
const published: readonly (readonly [code: string, valid: readonly string[], invalid: readonly string[]])[] =
  [
    [
      'pii_iban',
      ['GB82 WEST 1234 5698 7654 32', 'MT84MALT011000012345MTLCAST001S'],
      [
        'GB82 WEST 1234 5698 7654 33',
        'GB82123412345698765432',
        'DE00000000000000000066',
        'DE01000000000000000048',
        'DE99000000000000000030',
      ],
    ],
    [
      'pii_eu_vat',
      [
        'IE8D79739I',
        'IE6433435OA',
        'BG7523169263',
        'CZ640903926',
        'BE 456.973.433',
        'EL 94051189',
        'IT - 01404480202',
      ],
      ['IE8D79729I', 'BG 1037735942', 'CZ 640913926', 'CZ 8058018314', 'BE 456.973.432', 'NL 009122746B00'],
    ],
    ['pii_ar_cuit', ['20-05536168-2'], ['20-05536168-3']],
    ['pii_au_tfn', ['123 456 782'], ['123 456 783']],
    ['pii_au_abn', ['83 914 571 673'], ['83 914 571 674']],
    ['pii_be_nn', ['85.07.30-033.28'], ['85.07.30-033.29', '85.13.30-033.28']],
    ['pii_bg_egn', ['8032056031'], ['8032056032', '8019256031']],
    ['pii_br_cpf', ['390.533.447-05'], ['390.533.447-06']],
    [
      'pii_br_cnpj',
      ['16.727.230/0001-97', '12.ABC.345/01DE-35'],
      ['16.727.230/0001-98', '12.ABC.345/01DE-36'],
    ],
    ['pii_ca_sin', ['130 692 544'], ['130 692 545', '030 692 544']],
    ['pii_ch_ahv', ['756.9217.0769.85'], ['756.9217.0769.84', '123.9217.0769.85']],
    ['pii_cl_rut', ['12.531.909-2', 'CL 12531909-2'], ['12.531.909-1']],
    ['pii_cn_ric', ['360426199101010071'], ['360426199113010071', '360426199101010072']],
    ['pii_cz_rc', ['710319/2745'], ['710319/2746', '711319/2745']],
    ['pii_de_idnr', ['36 574 261 809'], ['36 574 261 808', '36554266806']],
    ['pii_dk_cpr', ['211062-5629'], ['321062-5629']],
    ['pii_ee_ik', ['36805280109'], ['36805280108']],
    ['pii_es_dni', ['54362315-K'], ['54362315-Z']],
    ['pii_es_nie', ['X-2482300-W'], ['X-2482300-A']],
    ['pii_fi_hetu', ['131052-308T'], ['131052-308U', '310252-308T']],
    ['pii_fr_nir', ['2 95 10 99 126 111 93'], ['2 95 10 99 126 111 99']],
    ['pii_gr_amka', ['01013099997'], ['01013099999', '01133099997']],
    ['pii_hk_hkid', ['G123456(A)', 'AB987654(3)'], ['G123456(0)', 'AB987654(4)']],
    ['pii_hr_oib', ['33392005961'], ['33392005962']],
    ['pii_ie_pps', ['6433435F', '6433435FT'], ['6433435E']],
    ['pii_in_aadhaar', ['2341 2341 2346'], ['2341 2341 2347', '1234 1234 1234']],
    ['pii_in_gstin', ['27AAPFU0939F1ZV'], ['27AAPFU0939F1Z0', '47AAPFU0939F1ZV']],
    ['pii_is_kennitala', ['450401-3150'], ['320174-3399']],
    ['pii_it_cf', ['RCCMNL83S18D969H'], ['RCCMNL83S18D967H', 'RCCMNL83S00D969H']],
    ['pii_jp_my_number', ['123456789018'], ['123456789017']],
    ['pii_kr_rrn', ['971013-9019902'], ['971013-9019903', '971313-9019902']],
    ['pii_lt_asmens', ['33309240064'], ['33309240065']],
    ['pii_lu_matricule', ['1893120105732'], ['1893120105733']],
    ['pii_lv_pk', ['161175-19997'], ['161175-19998']],
    ['pii_mx_curp', ['BOXW310820HNERXN09'], ['BOXW310820HNERXN08', 'BOXW311320HNERXN09']],
    ['pii_nl_bsn', ['1112.22.333'], ['1112.52.333', '111222334']],
    ['pii_no_fnr', ['151086 95088'], ['151086 95077']],
    ['pii_nz_ird', ['49-091-850', '136-410-132'], ['136-410-133']],
    ['pii_pl_pesel', ['44051401359'], ['44051401358', '44051301359']],
    ['pii_pt_nif', ['501 964 843'], ['501 964 842']],
    ['pii_ro_cnp', ['1630615123457'], ['1630615123458', '1631315123457']],
    ['pii_ru_snils', ['112-233-445 95'], ['112-233-445 96']],
    ['pii_se_personnummer', ['880320-0016', '19880320-0016'], ['880320-0018', '881320-0016']],
    ['pii_sg_nric', ['S1234567D', 'G1234567X'], ['S1234567A', 'G1234567Y']],
    ['pii_si_emso', ['0101006500006'], ['0101006500007']],
    ['pii_th_id', ['1-1120-34563-56-2'], ['1-1120-34563-56-3']],
    ['pii_tr_tckn', ['17291716060'], ['17291716050', '07291716092']],
    ['pii_tw_id', ['A123456789'], ['A123456788', 'A323456789']],
    ['pii_uk_nino', ['HH 01 23 45 D'], ['TN 01 23 45 D', 'HH 01 23 45 E']],
    ['pii_uk_utr', ['1955839661'], ['2955839661']],
    ['phi_uk_nhs', ['943 476 5919', '401 023 2137'], ['943 476 5918']],
    ['pii_za_id', ['7503305044089'], ['7503305044088', '7513305044089']],
    ['pii_us_itin', ['912-90-3456'], ['123-90-3456', '912-45-3456']],
    ['phi_npi', ['1234567893', '1245319599'], ['1234567894', '3234567893']],
    ['phi_dea', ['AB1234563', 'F91234563'], ['AB1234564', 'IB1234563']],
    ['phi_mbi', ['1EG4-TE5-MK73'], ['1SG4-TE5-MK73', '0EG4-TE5-MK73']],
    ['pii_us_routing', ['021000021', '121000358'], ['021000022', '991000358']],
    ['pii_vin', ['1HGCM82633A004352', '1M8GDM9AXKP042788'], ['1HGCM82643A004352', 'IHGCM82633A004352']],
    ['pii_imei', ['490154203237518'], ['490154203237519']],
    [
      'pii_eu_vat',
      ['DE136695976', 'ATU13585627', 'FR40303265045', 'NL004495445B01', 'ESB58378431'],
      ['DE136695978', 'ATU13585626', 'FR41303265045'],
    ],
    [
      'pii_crypto_wallet',
      [
        '1BoatSLRHtKNngkdXEeobR76b53LETtpyT',
        'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
        'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0',
        '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
      ],
      [
        '1BoatSLRHtKNngkdXEeobR76b53LETtpyU',
        'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5',
        '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD',
      ],
    ],
  ]

describe.each(published)('%s', (code, valid, invalid) => {
  it.each(valid)('accepts %s', (value) => {
    expect(check(code, value)).toBe(true)
  })

  it.each(invalid)('refuses %s', (value) => {
    expect(check(code, value)).toBe(false)
  })
})

describe('the digests behind wallet checksums', () => {
  it.each([0, 3, 55, 56, 63, 64, 65, 200])('gives the SHA-256 of %s bytes', (length) => {
    const bytes = Uint8Array.from({ length }, (_, i) => (i * 37) & 255)
    expect(Buffer.from(sha256(bytes)).toString('hex')).toBe(createHash('sha256').update(bytes).digest('hex'))
  })

  it('gives the published Keccak-256 of short texts', () => {
    expect(keccak256('')).toBe('c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470')
    expect(keccak256('abc')).toBe('4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45')
  })
})
