import { createContext, type Provider } from "preact";
import { useContext } from "preact/hooks";

/** A context that must be provided: its hook never answers undefined. */
export function strictContext<T>(name: string): [Provider<T | null>, () => T] {
  const context = createContext<T | null>(null);
  const use = () => {
    const value = useContext(context);
    if (value === null) throw new Error(`${name} is used outside its provider.`);
    return value;
  };
  return [context.Provider, use];
}
