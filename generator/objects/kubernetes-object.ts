/** A Kubernetes object as plain data. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: { readonly [key: string]: string };
    readonly annotations?: { readonly [key: string]: string };
  };
  readonly [field: string]: unknown;
}

/** An object and the file, without `.yaml`, that holds it within its component's folder. One file, one object. */
export interface Manifest {
  readonly file: string;
  readonly object: KubernetesObject;
}
