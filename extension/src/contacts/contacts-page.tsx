import type { ContactSelection, ContactSort } from "@tagalong/shared/contracts/contact-filter.ts";
import type { SmartList } from "@tagalong/shared/contracts/smart-list.ts";
import { useEffect, useRef, useState } from "preact/hooks";
import { hasListChanges, ListChanges } from "../contact-lists/list-changes.tsx";
import { ListTabs } from "../contact-lists/list-tabs.tsx";
import { viewOf } from "../contact-lists/list-view.ts";
import { useSmartLists, type SmartLists } from "../contact-lists/use-smart-lists.ts";
import { ExportButton } from "../contact-transfer/export-button.tsx";
import { useRouter } from "../navigation/router.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { counted } from "../tags/tag-words.ts";
import { Button } from "../ui/button.tsx";
import { classNames } from "../ui/class-names.ts";
import { useShortcuts } from "../ui/shortcuts.ts";
import { EmptyState, ErrorState, Loading } from "../ui/state.tsx";
import { useMedia } from "../ui/use-media.ts";
import { ActiveFilters } from "./active-filters.tsx";
import { ChosenBar } from "./chosen-bar.tsx";
import { chosenColumns } from "./contact-columns.tsx";
import { ContactFilters } from "./contact-filters.tsx";
import { ContactGrid, type GridControl } from "./contact-grid.tsx";
import { ContactPanel } from "./contact-panel.tsx";
import type { ContactRows } from "./contact-rows.ts";
import { filtersNothing } from "./contact-view.ts";
import "./contacts-page.css";
import { NewContactButton } from "./new-contact-button.tsx";
import { noChoice, type RowChoice } from "./row-choice.ts";
import { useAgents } from "./use-agents.ts";
import { useContactRows } from "./use-contact-rows.ts";
import { idIn, useContactView } from "./use-contact-view.ts";
import { useProperties } from "./use-properties.ts";

/** Audiences → Contacts: all of them or a smart list, once it is known which (C2, C7). */
export function ContactsPage() {
  const router = useRouter();
  const smart = useSmartLists();
  const id = idIn(router.query.value.get("list"));
  const [deleted, setDeleted] = useState<SmartList | null>(null);
  const found = smart.lists?.find((each) => each.id === id) ?? null;
  const list = found ?? (deleted?.id === id ? deleted : null);
  if (id === null || list) return <ContactsOf {...{ smart, list, deleted, setDeleted }} />;
  if (!smart.lists) return <Loading label="Loading the list" rows={10} />;
  return (
    <EmptyState icon="contacts" title="There is no such list">
      It was deleted, or somebody keeps it to themselves.{" "}
      <a href={router.href("/contacts")}>See all contacts</a>
    </EmptyState>
  );
}

/** The list, its filters, and the contact that is open beside it. */
function ContactsOf({
  smart,
  list,
  deleted,
  setDeleted,
}: {
  smart: SmartLists;
  list: SmartList | null;
  deleted: SmartList | null;
  setDeleted: (list: SmartList | null) => void;
}) {
  const { can } = useSignedIn();
  const router = useRouter();
  const saved = list && { id: list.id, view: viewOf(list) };
  const { view, contactId, change, show, reset } = useContactView(saved);
  const mayEditList = list !== null && (!list.shared || can("manage contacts"));
  const { shown, wanted } = useContactRows(view);
  const properties = useProperties();
  const agents = useAgents();
  const beside = useMedia("(min-width: 1000px)");
  const grid = useRef<GridControl | null>(null);
  const page = useRef<HTMLDivElement>(null);
  const [choice, setChoice] = useChoice(JSON.stringify(view.filter));
  const loading = wanted !== shown || !shown.loaded.value;
  const failure = wanted.failure.value;
  const empty = shown.loaded.value && shown.rows.value.length === 0;
  const selection: ContactSelection = choice.all
    ? { filter: view.filter, ...(choice.except.size > 0 && { except: [...choice.except] }) }
    : { contactIds: [...choice.ids] };
  const matching = shown.count.value;
  const chosenCount = !choice.all
    ? choice.ids.size
    : matching && Math.max(0, matching - choice.except.size);

  shown.mayRefresh = () =>
    shown.scrollTop === 0 &&
    contactId === null &&
    chosenCount === 0 &&
    !page.current?.matches(":has(.contact-grid:is(:hover, :focus-within))");

  const closePanel = () => {
    const id = contactId;
    show(null);
    if (id !== null) requestAnimationFrame(() => grid.current?.focus(id));
  };
  useEscape(contactId === null ? null : closePanel);
  useShortcuts([
    { key: "j", label: "Next contact", group: "Contacts", run: () => grid.current?.move("next") },
    {
      key: "k",
      label: "Previous contact",
      group: "Contacts",
      run: () => grid.current?.move("previous"),
    },
    { key: "x", label: "Check the contact", group: "Contacts", run: () => grid.current?.check() },
  ]);

  const order = (sort: ContactSort) => {
    const natural = sort === "name" ? "asc" : "desc";
    const other = view.direction === "asc" ? "desc" : "asc";
    change({ sort, direction: sort === view.sort ? other : natural });
  };

  return (
    <div ref={page} class={classNames("contacts", contactId !== null && "contacts-open")}>
      <section class="contacts-main" aria-label="Contacts" inert={contactId !== null && !beside}>
        <header class="contacts-header">
          <div class="page-title">
            <h1>Contacts</h1>
          </div>
          <Count list={shown} loading={loading} />
          <div class="page-actions">
            {can("manage contacts") && (
              <a class="button button-plain button-md" href={router.href("/contacts/import")}>
                Import
              </a>
            )}
            <ExportButton filter={view.filter} total={shown.count.value ?? 0} />
            <NewContactButton />
          </div>
        </header>
        <ListTabs {...{ smart, deleted, setDeleted }} current={list} changeable={mayEditList} />
        <ContactFilters view={view} change={change} properties={properties} />
        <ActiveFilters filter={view.filter} change={(filter) => change({ filter })}>
          {hasListChanges(view, list) && (
            <ListChanges
              smart={smart}
              list={list}
              view={view}
              mayEdit={mayEditList}
              reset={reset}
            />
          )}
        </ActiveFilters>
        {list?.flags.map((flag) => (
          <p key={flag.path} class="list-flags">
            {flag.message}
          </p>
        ))}
        {failure && (loading || empty) ? (
          <ErrorState message={failure} retry={() => void wanted.refresh()} />
        ) : !shown.loaded.value ? (
          <Loading label="Loading contacts" rows={10} />
        ) : empty ? (
          <Nothing filtered={!filtersNothing(view.filter)} clear={() => change({ filter: {} })} />
        ) : (
          <div
            class={classNames("contacts-rows", loading && "contacts-loading")}
            aria-busy={loading}
          >
            <ContactGrid
              list={shown}
              columns={chosenColumns(view.columns, properties)}
              agents={agents}
              sort={view.sort}
              direction={view.direction}
              order={order}
              choice={can("tag contacts") ? { value: choice, change: setChoice } : null}
              openId={contactId}
              href={(id) => router.href(`/contacts/${id}`)}
              open={show}
              control={grid}
            />
          </div>
        )}
        {chosenCount !== 0 && (
          <ChosenBar
            choice={choice}
            selection={selection}
            count={chosenCount}
            matching={matching}
            chooseAll={() => setChoice({ ...noChoice, all: true })}
            clear={() => setChoice(noChoice)}
          />
        )}
      </section>
      {contactId !== null && (
        <ContactPanel
          key={contactId}
          id={contactId}
          covers={!beside}
          close={closePanel}
          move={(to) => grid.current?.move(to)}
        />
      )}
    </div>
  );
}

/** Checked rows belong to one filter: another one begins with none. */
function useChoice(filter: string): [RowChoice, (choice: RowChoice) => void] {
  const [held, hold] = useState({ filter, choice: noChoice });
  return [held.filter === filter ? held.choice : noChoice, (choice) => hold({ filter, choice })];
}

/** How many match, which may be known later than the rows; and that the list is no longer current. */
function Count({ list, loading }: { list: ContactRows; loading: boolean }) {
  const count = list.count.value;
  return (
    <p class="contacts-count muted" role="status">
      {count === null || loading ? (
        <span class="contacts-counting">
          <span class="visually-hidden">Counting</span>
        </span>
      ) : (
        <span>{counted(count, "contact")}</span>
      )}
      {list.changed.value && (
        <Button size="sm" look="quiet" icon="reopen" onClick={() => void list.refresh()}>
          Show changes
        </Button>
      )}
    </p>
  );
}

function Nothing({ filtered, clear }: { filtered: boolean; clear: () => void }) {
  return filtered ? (
    <EmptyState icon="contacts" title="No contacts match these filters.">
      <Button onClick={clear}>Clear filters</Button>
    </EmptyState>
  ) : (
    <EmptyState icon="contacts" title="No contacts yet">
      Everyone who writes to you becomes a contact.
    </EmptyState>
  );
}

const ownsEscape = "input, textarea, select, [role=menu], [role=dialog], [role=listbox]";

/** Escape from anywhere on the page, unless something smaller is open and takes it. */
function useEscape(run: (() => void) | null): void {
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || !latest.current) return;
      if (document.querySelector("[role=dialog][data-state=open]")) return;
      if (event.target instanceof Element && event.target.closest(ownsEscape)) return;
      latest.current();
    };
    addEventListener("keydown", listen);
    return () => removeEventListener("keydown", listen);
  }, []);
}
