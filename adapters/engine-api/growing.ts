import type { Model, Spec } from '#model/model.js';

/** A model of its own, to whose specs and services an engine may add: rows of the original fit it. */
export interface GrowingModel extends Model {
  readonly specs: Spec[];
}

export const growing = (model: Model): GrowingModel => ({ ...model, specs: [...model.specs] });
