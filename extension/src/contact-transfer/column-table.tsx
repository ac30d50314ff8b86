import {
  delimiters,
  encodings,
  type Delimiter,
  type Encoding,
  type FileFormat,
  type ImportCheck,
  type ImportPreview,
  type ImportTarget,
} from "@tagalong/shared/contracts/contact-transfer.ts";
import type { ApiError } from "../api/api-error.ts";
import { counted } from "../tags/tag-words.ts";
import { Icon } from "../ui/icon.tsx";
import { SelectField } from "../ui/select-field.tsx";

const optionsOf = (labels: Record<string, string>) =>
  Object.entries(labels).map(([value, label]) => ({ value, label }));

/** Every column of the file with its first values, what it is imported as, and what is wrong. */
export function ColumnTable({
  file,
  columns,
  targets,
  problems,
  refusal,
  assign,
  read,
}: {
  file: ImportPreview;
  columns: readonly ImportTarget[];
  targets: readonly { value: string; label: string }[];
  problems: ImportCheck["problems"];
  refusal: ApiError | null;
  assign: (at: number, target: ImportTarget) => void;
  read: (format: FileFormat) => void;
}) {
  const { format } = file;
  return (
    <section class="import-section" aria-labelledby="import-columns">
      <header class="import-file">
        <h2 id="import-columns" class="truncate">
          {file.name}
        </h2>
        <span class="faint">{sizeInWords(file.size)}</span>
        <div class="import-format">
          <SelectField
            label="Letters"
            value={format.encoding}
            options={optionsOf(encodings)}
            choose={(encoding) => read({ ...format, encoding: encoding as Encoding })}
          />
          <SelectField
            label="Divided by"
            value={format.delimiter}
            options={optionsOf(delimiters)}
            choose={(delimiter) => read({ ...format, delimiter: delimiter as Delimiter })}
          />
        </div>
      </header>
      <div class="table-frame">
        <table class="table table-stacking import-table">
          <thead>
            <tr>
              <th scope="col">Column</th>
              <th scope="col">First values</th>
              <th scope="col">Import as</th>
              <th scope="col">Problems</th>
            </tr>
          </thead>
          <tbody>
            {file.columns.map(({ header }, at) => {
              const name = header.trim() || `Column ${at + 1}`;
              const wrong = problems.find(({ column }) => column === at);
              const refused = refusal?.path === `columns.${at}` ? refusal.message : null;
              return (
                <tr key={at} class={columns[at] === "ignore" ? "import-ignored" : undefined}>
                  <td>
                    <span class="import-header truncate">{name}</span>
                  </td>
                  <td>
                    <Samples values={file.rows.map(({ cells }) => cells[at] ?? "")} />
                  </td>
                  <td>
                    <span class="select">
                      <select
                        class="input"
                        aria-label={`Import ${name} as`}
                        value={columns[at]}
                        onChange={(event) => assign(at, event.currentTarget.value)}
                      >
                        {targets.map(({ value, label }) => (
                          <option key={value} value={value}>
                            {label}
                          </option>
                        ))}
                      </select>
                      <Icon name="chevron" size={14} />
                    </span>
                  </td>
                  <td>
                    {(refused ?? wrong) && (
                      <span class="import-wrong">
                        <Icon name="alert" size={14} />
                        {refused ?? counted(wrong?.rows ?? 0, "row")}
                      </span>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Samples({ values }: { values: readonly string[] }) {
  const shown = [...new Set(values.map((value) => value.trim()).filter(Boolean))].slice(0, 3);
  if (shown.length === 0) return <span class="faint">Nothing in the first rows</span>;
  return (
    <span class="import-samples">
      {shown.map((value) => (
        <span key={value} class="truncate">
          {value}
        </span>
      ))}
    </span>
  );
}

function sizeInWords(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
