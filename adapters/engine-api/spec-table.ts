import type { Model, Spec } from '#model/model.js';
import { plansOf, type ServicePlan } from '#model/scenario.js';
import { forcesOf, SPECS_PER_SERVICE } from '#model/specs.js';
import { canonical, objectIn, omit, textIn, type JsonObject } from './documents.ts';
import type { GrowingModel } from './growing.ts';
import { documentOf } from './spec-document.ts';
import { specFromDocument } from './spec-from-document.ts';

/** The specs of a world: those of its scenario, and those that clients have sent, each with the JSON that it came as. */
export interface SpecTable {
  /** Index of the spec that a document is, for this service. The same document has the same index; a new one gets a new one. */
  readonly indexOf: (service: number, document: JsonObject) => number;
  readonly documentAt: (spec: number) => JsonObject;
}

/** What is known of the own specs of a scenario, of whose model none has grown yet: made once, for any number of worlds. */
export interface SpecSeeds {
  readonly documents: readonly JsonObject[];
  readonly templates: ReadonlyMap<string, number>;
  readonly containers: ReadonlyMap<string, number>;
  readonly known: ReadonlyMap<string, number>;
}

export function specSeeds(model: Model): SpecSeeds {
  const plans = plansOf(model.scenario);
  const documents = model.specs.map((spec, i) => {
    const { service, mode } = plans[Math.floor(i / SPECS_PER_SERVICE)] as ServicePlan;
    return documentOf(spec, { stack: model.scenario.stack, service, mode, forced: forcesOf(i) });
  });
  const templates = new Map<string, number>();
  const containers = new Map<string, number>();
  const known = new Map<string, number>();
  model.specs.forEach(({ templateId, containerSpecId }, i) => {
    const document = documents[i] ?? {};
    putNew(templates, templateOf(document), templateId);
    putNew(containers, containerOf(document), containerSpecId);
    putNew(known, keyOf(Math.floor(i / SPECS_PER_SERVICE), document), i);
  });
  return { documents, templates, containers, known };
}

function putNew(into: Map<string, number>, key: string, value: number): void {
  if (!into.has(key)) into.set(key, value);
}

export interface SpecTableOptions {
  readonly model: GrowingModel;
  readonly seeds: SpecSeeds;
  /** Whether a stamp is the head's. A spec is the head when it is, and its template is the first that came under such a stamp. */
  readonly isHeadStamp: (stamp: string) => boolean;
  /** What becomes of the tasks of a template that this service has not had: a fate's index plus one, or 0. Absent: the head's fate, of the head. */
  readonly fateOf?: ((service: number, document: JsonObject) => number) | undefined;
}

export function specTable({ model, seeds, isHeadStamp, fateOf }: SpecTableOptions): SpecTable {
  const plans = plansOf(model.scenario);
  const first = model.specs.length;
  const documents = [...seeds.documents];
  const templates = numbering(seeds.templates);
  const containers = numbering(seeds.containers);
  const known = new Map(seeds.known);
  const fates = new Map<number, number>();
  const heads = new Map<number, number>();
  const documentAt = (spec: number): JsonObject => documents[spec] ?? {};

  const indexOf = (service: number, document: JsonObject): number => {
    const key = keyOf(service, document);
    const found = known.get(key);
    if (found !== undefined) return found;
    const plan = plans[service] as ServicePlan;
    const decoded = specFromDocument(document, plan.head.behaviour);
    const templateId = templates.of(templateOf(document));
    const containerSpecId = containers.of(containerOf(document));
    const spec: Spec = {
      ...decoded,
      name: nameOf(document, model.specs.length - first + 1),
      template: `template ${templateId}`,
      templateId,
      containerSpecId,
      isHead: isHead(service, decoded.stamp, templateId),
      ...preferencesOf(document),
      ...endpointOf(document),
      ...(fateOf === undefined ? {} : { fate: fateOfTemplate(service, templateId, document) }),
    };
    model.specs.push(spec);
    documents[model.specs.length - 1] = document;
    known.set(key, model.specs.length - 1);
    return model.specs.length - 1;
  };

  const isHead = (service: number, stamp: string | null, templateId: number): boolean => {
    if (stamp === null || !isHeadStamp(stamp)) return false;
    if (!heads.has(service)) heads.set(service, templateId);
    return heads.get(service) === templateId;
  };

  const fateOfTemplate = (service: number, templateId: number, document: JsonObject): number => {
    const key = service * FACTOR + templateId;
    if (!fates.has(key)) fates.set(key, fateOf?.(service, document) ?? 0);
    return fates.get(key) ?? 0;
  };

  return { indexOf, documentAt };
}

const FACTOR = 100_000;

const keyOf = (service: number, document: JsonObject): string => `${service} ${canonical(document)}`;

const taskOf = (document: JsonObject): JsonObject => objectIn(document, 'TaskTemplate');

/** What IsTaskDirty compares as a whole: all of the task but its placement. */
function templateOf(document: JsonObject): string {
  return `${textIn(document, 'Name')} ${canonical(omit(taskOf(document), 'Placement', 'Runtime'))}`;
}

const containerOf = (document: JsonObject): string =>
  `${textIn(document, 'Name')} ${canonical(taskOf(document)['ContainerSpec'])}`;

/** Placement beside the constraint on a label, which the model knows. Platforms do not tell nodes of one kind apart. */
function preferencesOf(document: JsonObject): { readonly preferences?: string } {
  const text = canonical(omit(objectIn(taskOf(document), 'Placement'), 'Platforms'));
  return text === NOTHING ? {} : { preferences: text };
}

/** An endpoint of mode vip is the same as none. */
function endpointOf(document: JsonObject): { readonly endpoint?: string } {
  const { Mode: mode, ...rest } = objectIn(document, 'EndpointSpec');
  const text = canonical(mode === 'dnsrr' ? { ...rest, Mode: mode } : rest);
  return text === NOTHING ? {} : { endpoint: text };
}

const NOTHING = canonical(undefined);

/** People tell specs apart by image and number. */
function nameOf(document: JsonObject, nth: number): string {
  const image = textIn(objectIn(taskOf(document), 'ContainerSpec'), 'Image').replace(/@sha256:.*/, '');
  return `spec ${nth}, ${image}`;
}

/** Gives each text a number: one that was settled before, or the next above them all. */
function numbering(settled: ReadonlyMap<string, number>) {
  const numbers = new Map(settled);
  let next = Math.max(-1, ...settled.values()) + 1;
  return {
    of(text: string): number {
      const found = numbers.get(text);
      if (found !== undefined) return found;
      numbers.set(text, next);
      return next++;
    },
  };
}
