import type { SmartList } from "@tagalong/shared/contracts/smart-list.ts";
import { useEffect, useRef, useState } from "preact/hooks";
import { sentenceOf } from "../api/api-error.ts";
import { useRouter } from "../navigation/router.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { say, sayFailed } from "../ui/toaster.tsx";
import { ListDialog } from "./list-dialog.tsx";
import "./list-tabs.css";
import { storedView, viewOf } from "./list-view.ts";
import type { SmartLists } from "./use-smart-lists.ts";

/** All contacts and the smart lists side by side (C7); the chosen one with what can be done with it. */
export function ListTabs({
  smart,
  current,
  changeable,
  deleted,
  setDeleted,
}: {
  smart: SmartLists;
  current: SmartList | null;
  changeable: boolean;
  /** The list that was deleted last, which the page still knows. */
  deleted: SmartList | null;
  setDeleted: (list: SmartList | null) => void;
}) {
  const router = useRouter();
  const nav = useRef<HTMLElement>(null);
  const [renaming, setRenaming] = useState<SmartList | null>(null);
  const lists = smart.lists ?? [];

  useEffect(() => {
    nav.current
      ?.querySelector("[aria-current]")
      ?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [current?.id, lists.length]);

  if (lists.length === 0 && !deleted) return null;

  const act = async (action: string) => {
    if (!current) return;
    if (action === "rename") return setRenaming(current);
    try {
      if (action === "delete") {
        setDeleted(current);
        await smart.remove(current.id);
        router.go("/contacts");
      } else {
        const { shared } = await smart.edit(current.id, { shared: !current.shared });
        say(shared ? "Everybody sees this list now" : "Only you see this list now");
      }
    } catch (error) {
      setDeleted(null);
      sayFailed(sentenceOf(error));
    }
  };
  const restore = async (list: SmartList) => {
    const { name, shared } = list;
    try {
      const { id } = await smart.create({ name, shared, ...storedView(viewOf(list)) });
      setDeleted(null);
      router.go(`/contacts?list=${id}`);
    } catch (error) {
      sayFailed(sentenceOf(error));
    }
  };

  return (
    <>
      <div class="list-tabs">
        <nav ref={nav} aria-label="Smart lists">
          <a
            class="list-tab"
            href={router.href("/contacts")}
            aria-current={current ? undefined : "page"}
          >
            All contacts
          </a>
          {lists.map((list) => (
            <a
              key={list.id}
              class="list-tab"
              href={router.href(`/contacts?list=${list.id}`)}
              aria-current={list.id === current?.id ? "page" : undefined}
            >
              {!list.shared && <Icon name="lock" size={12} />}
              <span class="truncate">{list.name}</span>
              {!list.shared && <span class="visually-hidden">(only you)</span>}
            </a>
          ))}
        </nav>
        {current && changeable && <Actions list={current} act={(action) => void act(action)} />}
      </div>
      {deleted && deleted.id !== current?.id && (
        <p class="list-deleted" role="status">
          <span>The list “{deleted.name}” is deleted. Its contacts are as they were.</span>
          <Button size="sm" look="quiet" icon="undo" onClick={() => void restore(deleted)}>
            Undo
          </Button>
          <IconButton label="Dismiss" icon="close" size="sm" onClick={() => setDeleted(null)} />
        </p>
      )}
      {renaming && (
        <ListDialog
          title="Rename list"
          action="Rename"
          name={renaming.name}
          close={() => setRenaming(null)}
          save={async ({ name }) => {
            await smart.edit(renaming.id, { name });
          }}
        />
      )}
    </>
  );
}

function Actions({ list, act }: { list: SmartList; act: (action: string) => void }) {
  const { me, can } = useSignedIn();
  const mine = list.ownerId === me.agent.id;
  return (
    <Menu
      label={`Actions for the list ${list.name}`}
      trigger={<Icon name="more" />}
      placement="bottom-end"
      items={[
        { value: "rename", label: "Rename…" },
        ...(list.shared && mine ? [{ value: "share", label: "Keep it to myself" }] : []),
        ...(!list.shared && can("manage contacts")
          ? [{ value: "share", label: "Share with everybody" }]
          : []),
        { value: "delete", label: "Delete" },
      ]}
      select={act}
    />
  );
}
