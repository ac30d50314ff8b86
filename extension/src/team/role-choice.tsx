import { roleSchema, type RoleRef } from "@tagalong/shared/contracts/role.ts";
import { z } from "zod";
import { useSettingsRead } from "../api/use-settings-read.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { SelectField } from "../ui/select-field.tsx";

const listSchema = z.array(roleSchema);

/** One of the roles; those with more than one's own permissions cannot be given. */
export function RoleChoice({
  value,
  choose,
  error,
}: {
  value: RoleRef;
  choose: (role: RoleRef) => void;
  error: string | null;
}) {
  const { can } = useSignedIn();
  const { value: roles } = useSettingsRead("/api/roles", listSchema, ["roles"]);
  const chosen = roles?.find(({ id }) => id === value);
  return (
    <SelectField
      label="Role"
      hint={chosen?.description}
      error={error}
      value={String(value)}
      choose={(text) => {
        const role = roles?.find(({ id }) => String(id) === text);
        if (role) choose(role.id);
      }}
      options={(roles ?? []).map(({ id, name, permissions }) => {
        const beyond = id !== value && !permissions.every(can);
        return {
          value: String(id),
          label: beyond ? `${name} (allows more than you hold)` : name,
          disabled: beyond,
        };
      })}
    />
  );
}
