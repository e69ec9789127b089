import type { MapNode } from '../../yaml/index.ts';
import { Accumulation } from './accumulation.ts';
import { readCrds } from './crds.ts';
import { Failure } from './failure.ts';
import type { Place } from './failure.ts';
import { mergeFieldConfigs, readFieldConfig } from './field-config.ts';
import { caught, isRemote, join } from './files.ts';
import { absorb } from './generators/absorb.ts';
import { runGenerators } from './generators/index.ts';
import { inlineObjects } from './inline.ts';
import { isComponent } from './kustomization.ts';
import type { KustomizationFile } from './kustomization.ts';
import { configuredBy, runPlugin } from './plugins.ts';
import { joinPaths } from './provenance.ts';
import type { Provenance } from './provenance.ts';
import type { ResourceMap } from './resource-map.ts';
import { Resource } from './resource.ts';
import type { Text } from './shape.ts';
import { judgeCycle, kustomizationAt } from './site.ts';
import type { Site } from './site.ts';
import { transformers } from './transformers/index.ts';
import type { Workshop } from './transformers/transformer.ts';
import { noteVariables } from './variables.ts';

/** Gathers a directory, as a base or by itself. `chain` are the directories that led here. */
export function accumulate(site: Site, directory: string, chain: readonly string[], place: Place): Accumulation {
  const known = site.accumulations.get(directory);
  if (known) {
    for (const below of known.directories) if (below !== directory) judgeCycle(below, chain, place);
    return known;
  }
  const accumulation = new Accumulation();
  new Target(site, directory, [...chain, directory], kustomizationAt(site, directory, place)).addTo(accumulation);
  site.accumulations.set(directory, accumulation);
  return accumulation;
}

/** A directory whose kustomization is carried out on an accumulation: its own, or for a component its parent's. */
class Target {
  readonly #site: Site;
  readonly #directory: string;
  readonly #chain: readonly string[];
  readonly #file: KustomizationFile;
  /** The path by which the directory of the accumulation refers to this one: of a component, else empty. */
  readonly #via: string;

  constructor(site: Site, directory: string, chain: readonly string[], file: KustomizationFile, via = '') {
    this.#site = site;
    this.#directory = directory;
    this.#chain = chain;
    this.#file = file;
    this.#via = via;
  }

  addTo(accumulation: Accumulation): void {
    const { files, schemas } = this.#site;
    const { content } = this.#file;
    const workshop: Workshop = { files, schemas, directory: this.#directory };
    accumulation.directories.add(this.#directory);
    this.#addResources(accumulation, [...(content.resources ?? []), ...(content.bases ?? [])]);
    const configurations = (content.configurations ?? []).map((text) => ({
      path: this.#pathOf(text),
      place: text.node,
    }));
    accumulation.fields = mergeFieldConfigs(accumulation.fields, readFieldConfig(files, configurations), content.at);
    for (const text of content.crds ?? []) {
      const fields = readCrds(files, this.#pathOf(text), text);
      accumulation.fields = mergeFieldConfigs(accumulation.fields, fields, text.node);
    }
    for (const generated of runGenerators(content, workshop, (texts) => this.#plugins(texts))) {
      generated.provenance ??= this.#provenance(`${generated.id.kind}Generator`);
      absorb(accumulation.resources, generated);
    }
    for (const path of content.components ?? []) this.#addComponent(accumulation, path);
    this.#transform(accumulation, workshop);
    for (const variable of content.vars ?? []) noteVariables(accumulation, variable);
  }

  #transform(accumulation: Accumulation, workshop: Workshop): void {
    const { resources, fields } = accumulation;
    const { content } = this.#file;
    for (const transformer of transformers) {
      for (const config of transformer.fromKustomization(content, fields)) {
        transformer.apply(config, resources, workshop);
        resources.changed();
        this.#note(resources, this.#provenance(transformer.kind));
      }
    }
    for (const plugin of this.#plugins(content.transformers ?? [])) {
      runPlugin(plugin, resources, workshop);
      this.#note(resources, configuredBy(plugin));
    }
    if (content.validators?.length) this.#validate(accumulation, content.validators, workshop);
  }

  #note(resources: ResourceMap, provenance: Provenance): void {
    resources.changed();
    resources.dropEmpty();
    for (const resource of resources.list) {
      if (resource.provenance) resource.transformations = [...resource.transformations, provenance];
      else resource.provenance = provenance;
    }
  }

  #provenance(kind: string): Provenance {
    return { path: joinPaths(this.#via, this.#file.name), by: { kind } };
  }

  /** Validators are transformers that must leave everything as it is. */
  #validate({ resources }: Accumulation, validators: readonly Text[], workshop: Workshop): void {
    const before = resources.list.map(({ root }) => root);
    for (const plugin of this.#plugins(validators)) runPlugin(plugin, resources, workshop);
    if (resources.list.some(({ root }, index) => root !== before[index])) {
      throw new Failure('changing-validator', 'A validator must not change objects.', (validators[0] as Text).node);
    }
  }

  /** The objects that configure generators, transformers or validators: inline, in files or in directories. */
  #plugins(texts: readonly Text[]): readonly Resource[] {
    const accumulation = new Accumulation();
    const paths: Text[] = [];
    for (const text of texts) {
      const inline = caught(() => inlineObjects(text));
      if (inline instanceof Failure) paths.push(text);
      else for (const object of inline) accumulation.resources.append(this.#resource(object, this.#file.name));
    }
    this.#addResources(accumulation, paths);
    return accumulation.resources.list;
  }

  #addResources(accumulation: Accumulation, paths: readonly Text[]): void {
    const { files } = this.#site;
    for (const text of paths) {
      const path = this.#pathOf(text);
      if (files.exists(path)) {
        for (const object of files.objects(path, text.node)) {
          accumulation.resources.append(this.#resource(object, text.text), text.node);
        }
      } else {
        this.#addDirectory(accumulation, path, text);
      }
    }
  }

  #resource(object: MapNode, path: string): Resource {
    const resource = new Resource(object);
    resource.provenance = { path: joinPaths(this.#via, path) };
    return resource;
  }

  #addDirectory(accumulation: Accumulation, directory: string, text: Text): void {
    this.#judgeDirectory(directory, text);
    const file = kustomizationAt(this.#site, directory, text.node);
    if (isComponent(file))
      throw new Failure('unexpected-component', `${text.text} is a Component: list it under components.`, text.node);
    const gathered = accumulate(this.#site, directory, this.#chain, text.node);
    accumulation.take(gathered, joinPaths(this.#via, text.text), text.node);
  }

  #addComponent(accumulation: Accumulation, text: Text): void {
    const directory = this.#pathOf(text);
    this.#judgeDirectory(directory, text);
    const file = kustomizationAt(this.#site, directory, text.node);
    if (!isComponent(file))
      throw new Failure('no-component', `${text.text} is no Component: list it under resources.`, text.node);
    const via = joinPaths(this.#via, text.text);
    new Target(this.#site, directory, [...this.#chain, directory], file, via).addTo(accumulation);
    accumulation.resources.demandUnique();
  }

  #judgeDirectory(directory: string, { text, node }: Text): void {
    if (text === '' || !this.#site.files.isDirectory(directory)) {
      if (isRemote(text)) throw new Failure('remote', `${text} is remote, and nothing is fetched.`, node);
      throw new Failure('missing-file', `There is no file or directory ${text || '""'} here.`, node);
    }
    judgeCycle(directory, this.#chain, node);
  }

  #pathOf({ text }: Text): string {
    // A path out of the tree names nothing in it.
    return join(this.#directory, text) ?? text;
  }
}
