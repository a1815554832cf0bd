import type { Detector } from '../../detector.ts'
import { aeEmirates } from './ae-emirates.ts'
import { arCuit } from './ar-cuit.ts'
import { arDni } from './ar-dni.ts'
import { atSvnr } from './at-svnr.ts'
import { auAbn } from './au-abn.ts'
import { auAcn } from './au-acn.ts'
import { auTfn } from './au-tfn.ts'
import { beNn } from './be-nn.ts'
import { bgEgn } from './bg-egn.ts'
import { bgLnch } from './bg-lnch.ts'
import { brCnpj } from './br-cnpj.ts'
import { brCpf } from './br-cpf.ts'
import { byUnp } from './by-unp.ts'
import { caBn } from './ca-bn.ts'
import { caSin } from './ca-sin.ts'
import { chAhv } from './ch-ahv.ts'
import { chUid } from './ch-uid.ts'
import { clRut } from './cl-rut.ts'
import { cnRic } from './cn-ric.ts'
import { cnUscc } from './cn-uscc.ts'
import { coNit } from './co-nit.ts'
import { cuNi } from './cu-ni.ts'
import { cyTic } from './cy-tic.ts'
import { czIco } from './cz-ico.ts'
import { czRc } from './cz-rc.ts'
import { deIdnr } from './de-idnr.ts'
import { deRvnr } from './de-rvnr.ts'
import { dkCpr } from './dk-cpr.ts'
import { dkCvr } from './dk-cvr.ts'
import { doCedula } from './do-cedula.ts'
import { doRnc } from './do-rnc.ts'
import { ecCi } from './ec-ci.ts'
import { ecRuc } from './ec-ruc.ts'
import { eeIk } from './ee-ik.ts'
import { egId } from './eg-id.ts'
import { esCif } from './es-cif.ts'
import { esDni } from './es-dni.ts'
import { esNie } from './es-nie.ts'
import { esNss } from './es-nss.ts'
import { fiHetu } from './fi-hetu.ts'
import { fiYtunnus } from './fi-ytunnus.ts'
import { frNif } from './fr-nif.ts'
import { frNir } from './fr-nir.ts'
import { frSiren } from './fr-siren.ts'
import { grAfm } from './gr-afm.ts'
import { grAmka } from './gr-amka.ts'
import { gtCui } from './gt-cui.ts'
import { gtNit } from './gt-nit.ts'
import { hkHkid } from './hk-hkid.ts'
import { hrOib } from './hr-oib.ts'
import { huTaj } from './hu-taj.ts'
import { huTax } from './hu-tax.ts'
import { idNik } from './id-nik.ts'
import { idNpwp } from './id-npwp.ts'
import { iePps } from './ie-pps.ts'
import { ilId } from './il-id.ts'
import { inAadhaar } from './in-aadhaar.ts'
import { inEpic } from './in-epic.ts'
import { inGstin } from './in-gstin.ts'
import { inPan } from './in-pan.ts'
import { irMelli } from './ir-melli.ts'
import { isKennitala } from './is-kennitala.ts'
import { itCf } from './it-cf.ts'
import { itIva } from './it-iva.ts'
import { jmbg } from './jmbg.ts'
import { jpCorporate } from './jp-corporate.ts'
import { jpMyNumber } from './jp-my-number.ts'
import { kePin } from './ke-pin.ts'
import { krBrn } from './kr-brn.ts'
import { krRrn } from './kr-rrn.ts'
import { kwCivil } from './kw-civil.ts'
import { kzIin } from './kz-iin.ts'
import { lkNic } from './lk-nic.ts'
import { ltAsmens } from './lt-asmens.ts'
import { luMatricule } from './lu-matricule.ts'
import { lvPk } from './lv-pk.ts'
import { maIce } from './ma-ice.ts'
import { mdIdnp } from './md-idnp.ts'
import { mtId } from './mt-id.ts'
import { muNid } from './mu-nid.ts'
import { mxCurp } from './mx-curp.ts'
import { mxRfc } from './mx-rfc.ts'
import { myNric } from './my-nric.ts'
import { mzNuit } from './mz-nuit.ts'
import { ngNin } from './ng-nin.ts'
import { nlBsn } from './nl-bsn.ts'
import { noFnr } from './no-fnr.ts'
import { noOrgnr } from './no-orgnr.ts'
import { nzIrd } from './nz-ird.ts'
import { nzNhi } from './nz-nhi.ts'
import { peDni } from './pe-dni.ts'
import { peRuc } from './pe-ruc.ts'
import { phIds } from './ph-ids.ts'
import { pkCnic } from './pk-cnic.ts'
import { plNip } from './pl-nip.ts'
import { plPesel } from './pl-pesel.ts'
import { plRegon } from './pl-regon.ts'
import { ptCc } from './pt-cc.ts'
import { ptNif } from './pt-nif.ts'
import { pyRuc } from './py-ruc.ts'
import { roCnp } from './ro-cnp.ts'
import { roCui } from './ro-cui.ts'
import { rsPib } from './rs-pib.ts'
import { ruInn } from './ru-inn.ts'
import { ruSnils } from './ru-snils.ts'
import { saId } from './sa-id.ts'
import { seOrgnr } from './se-orgnr.ts'
import { sePersonnummer } from './se-personnummer.ts'
import { sgNric } from './sg-nric.ts'
import { siEmso } from './si-emso.ts'
import { siTax } from './si-tax.ts'
import { skDic } from './sk-dic.ts'
import { svNit } from './sv-nit.ts'
import { thId } from './th-id.ts'
import { tnMf } from './tn-mf.ts'
import { trTckn } from './tr-tckn.ts'
import { trVkn } from './tr-vkn.ts'
import { twId } from './tw-id.ts'
import { uaEdrpou } from './ua-edrpou.ts'
import { uaRnokpp } from './ua-rnokpp.ts'
import { ukNhs } from './uk-nhs.ts'
import { ukNino } from './uk-nino.ts'
import { ukUtr } from './uk-utr.ts'
import { usEin } from './us-ein.ts'
import { usItin } from './us-itin.ts'
import { usPtin } from './us-ptin.ts'
import { uyCi } from './uy-ci.ts'
import { uyRut } from './uy-rut.ts'
import { veRif } from './ve-rif.ts'
import { vnCccd } from './vn-cccd.ts'
import { vnMst } from './vn-mst.ts'
import { zaId } from './za-id.ts'

/** Numbers that states give to people and companies, by country. */
export const nationalDetectors: readonly Detector[] = [
  aeEmirates,
  arCuit,
  arDni,
  atSvnr,
  auAbn,
  auAcn,
  auTfn,
  beNn,
  bgEgn,
  bgLnch,
  brCnpj,
  brCpf,
  byUnp,
  caBn,
  caSin,
  chAhv,
  chUid,
  clRut,
  cnRic,
  cnUscc,
  coNit,
  cuNi,
  cyTic,
  czIco,
  czRc,
  deIdnr,
  deRvnr,
  dkCpr,
  dkCvr,
  doCedula,
  doRnc,
  ecCi,
  ecRuc,
  eeIk,
  egId,
  esCif,
  esDni,
  esNie,
  esNss,
  fiHetu,
  fiYtunnus,
  frNif,
  frNir,
  frSiren,
  grAfm,
  grAmka,
  gtCui,
  gtNit,
  hkHkid,
  hrOib,
  huTaj,
  huTax,
  idNik,
  idNpwp,
  iePps,
  ilId,
  inAadhaar,
  inEpic,
  inGstin,
  inPan,
  irMelli,
  isKennitala,
  itCf,
  itIva,
  jmbg,
  jpCorporate,
  jpMyNumber,
  kePin,
  krBrn,
  krRrn,
  kwCivil,
  kzIin,
  lkNic,
  ltAsmens,
  luMatricule,
  lvPk,
  maIce,
  mdIdnp,
  mtId,
  muNid,
  mxCurp,
  mxRfc,
  myNric,
  mzNuit,
  ngNin,
  nlBsn,
  noFnr,
  noOrgnr,
  nzIrd,
  nzNhi,
  peDni,
  peRuc,
  phIds,
  pkCnic,
  plNip,
  plPesel,
  plRegon,
  ptCc,
  ptNif,
  pyRuc,
  roCnp,
  roCui,
  rsPib,
  ruInn,
  ruSnils,
  saId,
  seOrgnr,
  sePersonnummer,
  sgNric,
  siEmso,
  siTax,
  skDic,
  svNit,
  thId,
  tnMf,
  trTckn,
  trVkn,
  twId,
  uaEdrpou,
  uaRnokpp,
  ukNhs,
  ukNino,
  ukUtr,
  usEin,
  usItin,
  usPtin,
  uyCi,
  uyRut,
  veRif,
  vnCccd,
  vnMst,
  zaId,
]
