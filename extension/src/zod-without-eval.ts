import { config } from "zod";

// Imported before anything that builds a schema: extension pages forbid `new Function`.
config({ jitless: true });
