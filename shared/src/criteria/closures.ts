import type { Reading } from "./field.ts";
import type { Plan } from "./plan.ts";

/** A compiled test of one contact under evaluation. */
export type Test = (reading: Reading) => boolean;

/** One plan as a closure. */
export function compilePlan(plan: Plan): Test {
  switch (plan.type) {
    case "constant": {
      const { holds } = plan;
      return () => holds;
    }
    case "not": {
      const test = compilePlan(plan.node);
      return (reading) => !test(reading);
    }
    case "all": {
      const tests = plan.nodes.map(compilePlan);
      return (reading) => {
        for (const test of tests) if (!test(reading)) return false;
        return true;
      };
    }
    case "any": {
      const tests = plan.nodes.map(compilePlan);
      return (reading) => {
        for (const test of tests) if (test(reading)) return true;
        return false;
      };
    }
    case "test": {
      const { field, operator, value } = plan;
      if (operator.matchesEmpty) {
        return (reading) => operator.match(field.read(reading), value, reading.now);
      }
      return (reading) => {
        const fact = field.read(reading);
        return fact !== null && operator.match(fact, value, reading.now);
      };
    }
  }
}
