import type { importTargets, ImportTarget } from "@tagalong/shared/contracts/contact-transfer.ts";
import type { PropertyDefinition } from "@tagalong/shared/contracts/contact.ts";
import { fold } from "@tagalong/shared/criteria/fold.ts";

/** What columns are called in other programs' files, as `wordsOf` writes it. */
const synonyms: [target: keyof typeof importTargets, names: string][] = [
  [
    "externalId",
    "external id,id,user id,customer id,contact id,customer number,customer no,uid,kundennummer",
  ],
  ["email", "email,e mail,email address,e mail address,mail,correo,邮箱,电子邮件,メール"],
  [
    "phone",
    "phone,phone number,telephone,tel,mobile,mobile phone,mobile number,cell,whatsapp,telefon,handy,téléphone,teléfono,电话,手机,手机号,電話",
  ],
  ["firstName", "first name,firstname,given name,vorname,prénom,nombre"],
  ["lastName", "last name,lastname,surname,family name,nachname,nom de famille,apellido,apellidos"],
  ["name", "name,display name,full name,contact,contact name,nom,姓名,名前"],
  [
    "company",
    "company,company name,organization,organisation,account,account name,firma,société,empresa,公司,会社",
  ],
  ["country", "country,country code,land,pays,país,国家,国"],
  ["owner", "owner,contact owner,account owner,agent,assignee"],
  ["firstSeen", "first seen,first seen at,signed up,signed up at"],
  ["lastSeen", "last seen,last seen at,last active,last activity"],
  ["tags", "tags,tag,labels,label,标签"],
];

const known = new Map(
  synonyms.flatMap(([target, names]) => names.split(",").map((name) => [name, target] as const)),
);

const wordsOf = (header: string) =>
  fold(header.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2"))
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, " ")
    .trim();

/** What each column seems to be, each target once; properties by their key or label. */
export function guessColumns(
  headers: readonly string[],
  properties: readonly PropertyDefinition[],
): ImportTarget[] {
  const byWords = new Map<string, ImportTarget>(known);
  for (const { key, label } of properties) {
    for (const name of [key, label]) {
      const words = wordsOf(name);
      if (!byWords.has(words)) byWords.set(words, `property.${key}`);
    }
  }
  const taken = new Set<ImportTarget>();
  return headers.map((header) => {
    const target = byWords.get(wordsOf(header)) ?? "ignore";
    if (taken.has(target)) return "ignore";
    taken.add(target);
    return target;
  });
}
