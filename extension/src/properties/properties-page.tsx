import type { ManagedProperty } from "@tagalong/shared/contracts/property.ts";
import { useState } from "preact/hooks";
import { sentenceOf } from "../api/api-error.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { Button } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { PageFrame } from "../ui/page-frame.tsx";
import { EmptyState, ErrorState, Loading } from "../ui/state.tsx";
import { say, sayFailed } from "../ui/toaster.tsx";
import { DeletePropertyDialog } from "./delete-property-dialog.tsx";
import "./properties-page.css";
import { PropertyDialog } from "./property-dialog.tsx";
import { moved, usePropertyList } from "./property-list.ts";
import { PropertyTable, type PropertyAction } from "./property-table.tsx";

const shows = ["Active", "Deleted"] as const;

type Opened = { dialog: "create" } | { dialog: "edit" | "delete"; property: ManagedProperty };

/** Settings → Properties: the typed custom data of contacts, and who writes it (C1). */
export function PropertiesPage() {
  const { can } = useSignedIn();
  const { properties, failure, retry, calls } = usePropertyList();
  const [show, setShow] = useState<(typeof shows)[number]>("Active");
  const [opened, setOpened] = useState<Opened | null>(null);
  const [deleted, setDeleted] = useState<ManagedProperty | null>(null);
  const mayManage = can("manage settings");
  const shown = properties?.filter((one) => (one.deletedAt === null) === (show === "Active")) ?? [];
  const stillDeleted = properties?.find(
    (one) => one.key === deleted?.key && one.deletedAt !== null,
  );
  const close = () => setOpened(null);

  const run = (action: () => Promise<unknown>, said: string) =>
    action().then(
      () => {
        say(said);
        retry();
      },
      (error: unknown) => sayFailed(sentenceOf(error)),
    );
  const act = (action: PropertyAction, property: ManagedProperty) => {
    switch (action) {
      case "edit":
      case "delete":
        return setOpened({ dialog: action, property });
      case "restore":
        return void run(() => calls.restore(property.key), "Property restored");
      case "up":
      case "down": {
        const keys = moved(properties ?? [], property.key, action === "up" ? -1 : 1);
        if (keys) void run(() => calls.order(keys), `“${property.label}” moved ${action}`);
      }
    }
  };

  return (
    <PageFrame
      above={<span class="muted">Settings</span>}
      title="Properties"
      lead="What you keep about contacts beyond name and address, and who may write it."
      actions={
        mayManage && (
          <Button look="primary" icon="plus" onClick={() => setOpened({ dialog: "create" })}>
            New property
          </Button>
        )
      }
    >
      {mayManage && (
        <div class="page-bar">
          <Menu
            label={`Show: ${show}`}
            triggerClass="pill"
            trigger={
              <>
                {show}
                <Icon name="chevron" size={12} />
              </>
            }
            items={shows.map((each) => ({ value: each, label: each, checked: each === show }))}
            select={(value) => setShow(shows.find((each) => each === value) ?? "Active")}
          />
        </div>
      )}
      {stillDeleted && (
        <p class="property-deleted" role="status">
          <span>
            “<bdi>{stillDeleted.label}</bdi>” was deleted. Contacts keep their values.
          </span>
          <Button
            size="sm"
            icon="undo"
            onClick={() => void run(() => calls.restore(stillDeleted.key), "Property restored")}
          >
            Undo
          </Button>
        </p>
      )}
      {failure && !properties ? (
        <ErrorState message={failure} retry={retry} />
      ) : !properties ? (
        <Loading label="Loading properties" />
      ) : shown.length === 0 ? (
        <EmptyState
          icon="contacts"
          title={show === "Active" ? "No properties yet" : "No property was deleted"}
        >
          {show === "Active" &&
            "Define one, and agents, your site and the API can keep it for every contact."}
        </EmptyState>
      ) : (
        <PropertyTable properties={shown} act={mayManage ? act : null} />
      )}
      {opened?.dialog === "create" && (
        <PropertyDialog {...{ calls, close, done: retry }} all={properties ?? []} />
      )}
      {opened?.dialog === "edit" && (
        <PropertyDialog
          {...{ calls, close, done: retry }}
          all={properties ?? []}
          property={opened.property}
        />
      )}
      {opened?.dialog === "delete" && (
        <DeletePropertyDialog
          {...{ calls, close }}
          property={opened.property}
          done={() => {
            setDeleted(opened.property);
            retry();
          }}
        />
      )}
    </PageFrame>
  );
}
