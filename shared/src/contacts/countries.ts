import { fold } from "../criteria/fold.ts";

/** ISO 3166-1 alpha-2, all that are assigned. */
const codes =
  "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

export const countryCodes: readonly string[] = codes.split(" ");

const names = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });

/** "Germany" of "DE"; a code that is none is its own name. */
export function countryName(code: string): string {
  return (countryCodes.includes(code) && names.of(code)) || code;
}

/** What people write and the standard's English names are not. */
const alsoCalled: Record<string, string> = {
  america: "US",
  "czech republic": "CZ",
  "côte d'ivoire": "CI",
  england: "GB",
  "great britain": "GB",
  holland: "NL",
  "hong kong": "HK",
  "ivory coast": "CI",
  korea: "KR",
  macao: "MO",
  myanmar: "MM",
  palestine: "PS",
  swaziland: "SZ",
  turkey: "TR",
  türkiye: "TR",
  "the netherlands": "NL",
  uae: "AE",
  uk: "GB",
  "united states of america": "US",
  usa: "US",
};

const plain = (name: string) =>
  fold(name)
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replaceAll("&", "and")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

let byName: ReadonlyMap<string, string> | undefined;

function readNames(): ReadonlyMap<string, string> {
  return new Map([
    ...Object.entries(alsoCalled).map(([name, code]) => [plain(name), code] as const),
    ...countryCodes.map((code) => [plain(countryName(code)), code] as const),
  ]);
}

/** The code of a country that is written as its code or its English name; null when it is neither. */
export function findCountry(written: string): string | null {
  const code = written.trim().toUpperCase();
  if (countryCodes.includes(code)) return code;
  byName ??= readNames();
  return byName.get(plain(written)) ?? null;
}
