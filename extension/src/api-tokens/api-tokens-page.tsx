import { apiTokenSchema, type ApiToken } from "@tagalong/shared/contracts/api-token.ts";
import { permissionDetails } from "@tagalong/shared/permissions.ts";
import { useState } from "preact/hooks";
import { z } from "zod";
import { useSettingsRead } from "../api/use-settings-read.ts";
import { permissionSummary } from "../roles/permission-summary.ts";
import { useSignedIn } from "../session/signed-in.ts";
import "../settings/settings-table.css";
import { Button } from "../ui/button.tsx";
import { ConfirmDialog } from "../ui/confirm-dialog.tsx";
import { date } from "../ui/format-time.ts";
import { PageFrame } from "../ui/page-frame.tsx";
import { EmptyState, ErrorState, Loading } from "../ui/state.tsx";
import { Ago } from "../ui/time.tsx";
import { say } from "../ui/toaster.tsx";
import { NewApiTokenDialog } from "./new-api-token-dialog.tsx";

const listSchema = z.array(apiTokenSchema);

/** Settings → API tokens: programs that work with the API, each with its own permissions (P4). */
export function ApiTokensPage() {
  const { account } = useSignedIn();
  const {
    value: tokens,
    failure,
    retry,
  } = useSettingsRead("/api/api-tokens", listSchema, ["api tokens"]);
  const [creating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<ApiToken | null>(null);
  const [ended, setEnded] = useState(false);
  const active = tokens?.filter(({ status }) => status === "active") ?? [];
  const others = tokens?.filter(({ status }) => status !== "active") ?? [];
  return (
    <PageFrame
      above={<span class="muted">Settings</span>}
      title="API tokens"
      lead={
        <>
          For programs that use the{" "}
          <a href={`${account.serverUrl}/api/docs`} target="_blank" rel="noreferrer">
            API
          </a>
          . A token can do what its permissions say, and nothing that needs a person.
        </>
      }
      actions={
        <Button look="primary" icon="plus" onClick={() => setCreating(true)}>
          New token
        </Button>
      }
    >
      {failure && !tokens ? (
        <ErrorState message={failure} retry={retry} />
      ) : !tokens ? (
        <Loading label="Loading API tokens" />
      ) : (
        <>
          {active.length === 0 ? (
            <EmptyState icon="key" title="No active API token">
              Create one for each program, so that each can be revoked alone.
            </EmptyState>
          ) : (
            <TokenTable tokens={active} revoke={setRevoking} />
          )}
          {others.length > 0 && (
            <section class="settings-section">
              <Button size="sm" look="quiet" aria-expanded={ended} onClick={() => setEnded(!ended)}>
                {ended ? "Hide" : "Show"} {others.length} revoked or expired
              </Button>
              {ended && <TokenTable tokens={others} revoke={null} />}
            </section>
          )}
        </>
      )}
      {creating && <NewApiTokenDialog close={() => setCreating(false)} />}
      {revoking && <RevokeDialog token={revoking} close={() => setRevoking(null)} />}
    </PageFrame>
  );
}

function TokenTable({
  tokens,
  revoke,
}: {
  tokens: readonly ApiToken[];
  revoke: ((token: ApiToken) => void) | null;
}) {
  return (
    <div class="table-frame">
      <table class="table table-stacking settings-table">
        <thead>
          <tr>
            <th scope="col">Token</th>
            <th scope="col">Allows</th>
            <th scope="col">Last used</th>
            <th scope="col">{revoke ? "Expires" : "Ended"}</th>
            {revoke && (
              <th scope="col">
                <span class="visually-hidden">Actions</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <tr key={token.id} class={revoke ? undefined : "settings-ended"}>
              <td>
                <strong>{token.name}</strong>
                <p class="settings-about">
                  {token.hint && <>…{token.hint} · </>}
                  {date(token.createdAt)}
                  {token.createdBy && <> by {token.createdBy}</>}
                </p>
              </td>
              <td
                data-label="Allows"
                title={token.permissions.map((each) => permissionDetails[each].label).join(", ")}
              >
                {permissionSummary(token.permissions)}
              </td>
              <td data-label="Last used">
                {token.lastUsedAt ? <Ago at={token.lastUsedAt} words /> : "Never"}
              </td>
              <td data-label={revoke ? "Expires" : "Ended"}>
                {revoke
                  ? token.expiresAt
                    ? date(token.expiresAt)
                    : "Never"
                  : token.revokedAt
                    ? `Revoked ${date(token.revokedAt)}`
                    : `Expired ${date(token.expiresAt ?? token.createdAt)}`}
              </td>
              {revoke && (
                <td class="settings-actions">
                  <Button
                    size="sm"
                    look="danger"
                    aria-label={`Revoke ${token.name}`}
                    onClick={() => revoke(token)}
                  >
                    Revoke
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RevokeDialog({ token, close }: { token: ApiToken; close: () => void }) {
  const { api } = useSignedIn();
  return (
    <ConfirmDialog
      title={`Revoke “${token.name}”`}
      action="Revoke token"
      close={close}
      confirm={async () => {
        await api.call(`/api/api-tokens/${token.id}`, { method: "DELETE", answer: z.undefined() });
        say("Token revoked");
        close();
      }}
    >
      <p>Programs that use it are refused from now on. It cannot be brought back.</p>
    </ConfirmDialog>
  );
}
