import { maxImportSize, type ContactImport } from "@tagalong/shared/contracts/contact-transfer.ts";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { sentenceOf } from "../api/api-error.ts";
import { useSignedIn } from "../session/signed-in.ts";
import { Button } from "../ui/button.tsx";
import { classNames } from "../ui/class-names.ts";
import { Icon } from "../ui/icon.tsx";
import { ImportSteps } from "./import-steps.tsx";
import { uploadFile } from "./upload-file.ts";

type Upload = { name: string; share: number };

/** The first step: a file, chosen or dropped. */
export function ChooseFile({ uploaded }: { uploaded: (file: ContactImport) => void }) {
  const { account } = useSignedIn();
  const [upload, setUpload] = useState<Upload | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  const sending = useRef<AbortController | null>(null);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();

  useEffect(() => () => sending.current?.abort(), []);

  const send = async (file: File | undefined) => {
    if (!file) return;
    setProblem(null);
    if (file.size > maxImportSize) {
      setProblem("The file is larger than 200 MB.");
      return;
    }
    const mine = new AbortController();
    sending.current = mine;
    setUpload({ name: file.name, share: 0 });
    const progress = (share: number) => setUpload({ name: file.name, share });
    try {
      uploaded(await uploadFile(account, file, { progress, signal: mine.signal }));
    } catch (error) {
      if (!mine.signal.aborted) setProblem(sentenceOf(error));
      setUpload(null);
    }
    if (input.current) input.current.value = "";
  };

  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void send(event.dataTransfer?.files[0]);
  };

  return (
    <>
      <ImportSteps at="File" />
      <div
        class={classNames("import-drop", over && "import-drop-over")}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        {upload ? (
          <Uploading upload={upload} stop={() => sending.current?.abort()} />
        ) : (
          <>
            <span class="state-icon">
              <Icon name="arrowUp" size={20} />
            </span>
            <p class="state-title">Drop a CSV here</p>
            <input
              ref={input}
              id={id}
              class="visually-hidden"
              type="file"
              accept=".csv,.tsv,.txt,text/csv,text/plain"
              tabIndex={-1}
              aria-label="CSV file"
              onChange={(event) => void send(event.currentTarget.files?.[0])}
            />
            <Button look="primary" onClick={() => input.current?.click()}>
              Choose a file
            </Button>
            <p class="muted import-drop-hint">
              Up to 200 MB, its first row with the names of the columns. Commas, semicolons or tabs,
              in UTF-8, UTF-16 or Windows letters.
            </p>
          </>
        )}
      </div>
      {problem && (
        <p class="import-problem" role="alert">
          <Icon name="alert" size={14} />
          {problem}
        </p>
      )}
    </>
  );
}

function Uploading({ upload: { name, share }, stop }: { upload: Upload; stop: () => void }) {
  const percent = Math.round(share * 100);
  return (
    <>
      <p class="state-title truncate import-file-name">{name}</p>
      <div
        class="import-bar"
        role="progressbar"
        aria-label={`Uploading ${name}`}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
      >
        <span style={{ width: `${percent}%` }} />
      </div>
      <p class="muted">{percent < 100 ? `${percent} % uploaded` : "Looking at the file…"}</p>
      <Button size="sm" onClick={stop}>
        Stop
      </Button>
    </>
  );
}
