#!/bin/sh
# Rebuilds the cluster homelab: K3s v1.36.2+k3s1, Flux 2.9.4.
# Run it again after a stop: what is done is not done twice. rebuild-homelab/ keeps what it saves.
set -eu
export KUBECONFIG="$PWD"/rebuild-homelab/kubeconfig
total=29
from=
after=
list=no
usage() {
  printf '%s\n' "usage: sh $0 [--list] [--from STEP | --after STEP]" \
    '  --list        print the steps and stop' \
    '  --from STEP   begin with this step' \
    '  --after STEP  begin with the step behind this one'
}
while [ "$#" -gt 0 ]; do
  case $1 in
    --list) list=yes ;;
    --from | --after)
      [ "$#" -gt 1 ] || { usage >&2; exit 2; }
      if [ "$1" = --from ]; then from=$2; else after=$2; fi
      shift
      ;;
    --help | -h) usage; exit 0 ;;
    *) usage >&2; exit 2 ;;
  esac
  shift
done

number=0
current=
hidden=no
show() {
  if [ "$hidden" = yes ]; then stty echo; hidden=no; echo >&2; fi
}
stopped() {
  status=$?
  show
  if [ "$status" -ne 0 ] && [ -n "$current" ]; then
    if [ "$status" -lt 128 ] && command -v "remedies_$number" >/dev/null; then echo >&2; "remedies_$number" >&2; fi
    printf '\nstopped at %s. When that is repaired: sh %s --from %s\nTo go on without it: sh %s --after %s\n' \
      "$current" "$0" "$current" "$0" "$current" >&2
    if [ "$status" -lt 128 ]; then exit 1; fi
  fi
}
trap stopped EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# ask VARIABLE WHAT secret|shown: a value that the environment does not give is asked for. @FILE gives a file's content.
ask() {
  eval "value=\${$1-}"
  if [ -z "$value" ]; then
    printf '  %s: ' "$2" >&2
    if [ "$3" = secret ] && [ -t 0 ]; then hidden=yes; stty -echo; fi
    IFS= read -r value || true
    show
    # The last character keeps line breaks at the end of the file.
    case $3$value in
      secret@*) value=$(cat "${value#@}" && echo x) && value=${value%x} ;;
    esac
  fi
  if [ -z "$value" ]; then echo '  it may not be empty' >&2; return 1; fi
  eval "$1=\$value"
  value=
}

# on_node ADDRESS [VARIABLE...]: runs the script on stdin there. Variables travel with it, not among the arguments.
on_node() {
  address=$1
  shift
  {
    for variable in "$@"; do
      eval "value=\$$variable"
      printf '%s=' "$variable"
      printf "'%s'\n" "$(printf %s "$value" | sed "s/'/'\\\\''/g")"
      printf 'export %s\n' "$variable"
    done
    # Read whole before it runs, so that no command of it can eat the rest.
    printf '%s\n' 'script() {'
    cat
    printf '%s\n' '}' 'script </dev/null'
  } | ssh -o ConnectTimeout=10 -- "$address" sh -eu
}

# begin CLUSTER FOLDER: a run from the start stops what still runs, so it is asked for by name. Copies and marks of an
# earlier rebuild look like those of this one, so their date is shown.
begin() {
  if [ "$list" = yes ]; then return 0; fi
  consent=$1
  if [ -s "$2/begun" ]; then
    printf '%s/ is of a rebuild that began %s. What that one did counts as done.\n' "$2" "$(cat "$2/begun")"
    printf 'For a new rebuild stop here and move it away first: mv %s %s.old\n' "$2" "$2"
    consent="continue $1"
  fi
  if [ -n "$from$after" ]; then return 0; fi
  printf 'This rebuilds the cluster %s. What still runs on its machines is stopped. Type "%s" to begin: ' "$1" "$consent"
  answer=
  IFS= read -r answer || true
  if [ "$answer" != "$consent" ]; then echo 'nothing was done' >&2; exit 1; fi
}

# step ID WHERE TITLE keeps|deletes check|task WHY EXPECT QUESTION [VARIABLE...]: the variables are asked for and
# forgotten.
step() {
  number=$((number + 1))
  if [ "$list" = yes ]; then printf '%2s  %-40s %s\n' "$number" "$1" "$3"; return 0; fi
  if [ -n "$after" ]; then
    if [ "$after" = "$1" ]; then after=; fi
    return 0
  fi
  if [ -n "$from" ] && [ "$from" != "$1" ]; then return 0; fi
  from=
  current=$1
  printf '\n[%s/%s] %s (%s, on %s)\n' "$number" "$total" "$3" "$1" "$2"
  if [ "$5" = task ] && "done_$number" </dev/null >/dev/null 2>&1; then echo '  already done'; return 0; fi
  printf '  %s\n  Expect: %s\n' "$6" "$7"
  if [ "$4" = deletes ]; then
    printf '  This deletes data and cannot be taken back. Type %s to do it, anything else to leave it out: ' "$1"
    answer=
    IFS= read -r answer || true
    if [ "$answer" != "$1" ]; then echo '  left out'; return 0; fi
  fi
  kind=$5
  question=$8
  shift 8
  if [ "$#" -gt 0 ]; then "inputs_$number"; fi
  "run_$number" </dev/null
  if [ "$#" -gt 0 ]; then unset "$@"; fi
  if [ "$kind" = task ] && ! "done_$number" </dev/null >/dev/null 2>&1; then
    echo '  the commands ran, but the step is not done' >&2
    return 1
  fi
  if [ -n "$question" ]; then
    printf '  %s Type yes: ' "$question"
    answer=
    IFS= read -r answer || true
    if [ "$answer" != yes ]; then echo '  without a yes it ends here' >&2; return 1; fi
  fi
}

# 1. Make the folder of this rebuild
done_1() {
test -s rebuild-homelab/begun && cat rebuild-homelab/begun
}
run_1() {
mkdir -p -m 700 rebuild-homelab
mkdir -p rebuild-homelab/volumes
date '+%Y-%m-%d %H:%M' | tee rebuild-homelab/begun
}

# 2. See that the tools are there
run_2() {
for tool in git ssh curl tar; do command -v "$tool" || { echo "$tool is missing" >&2; false; }; done
}

# 3. See that kubectl fits Kubernetes v1.36.2
run_3() {
kubectl version --client | grep -E '^Client Version: v1[.](35|36|37)[.]'
}
remedies_3() {
cat <<'END'
To install kubectl v1.36.2:
  curl -fLo rebuild-homelab/kubectl "https://dl.k8s.io/release/v1.36.2/bin/$(uname -s | tr '[:upper:]' '[:lower:]')/$(uname -m | sed 's/x86_64/amd64/; s/aarch64/arm64/')/kubectl"
  sudo install -m 755 rebuild-homelab/kubectl /usr/local/bin/kubectl
END
}

# 4. See that the Flux CLI is v2.9.4
run_4() {
flux version --client | grep -xF 'flux: v2.9.4'
}
remedies_4() {
cat <<'END'
To install the Flux CLI v2.9.4:
  curl -sSf https://fluxcd.io/install.sh | sudo FLUX_VERSION=2.9.4 bash
END
}

# 5. See that the repository can be reached
run_5() {
git ls-remote --exit-code ssh://git@github.com/fluxsmith/homelab.git refs/heads/main
}

# 6. See that node1 answers
run_6() {
on_node 10.0.0.101 <<'END'
sudo -n true
test "$(uname -n)" = node1
command -v curl
END
}

# 7. See that node2 answers
run_7() {
on_node 10.0.0.102 <<'END'
sudo -n true
test "$(uname -n)" = node2
command -v curl
END
}

# 8. Save the data that lies on node1
done_8() {
test -e rebuild-homelab/node1.saved
}
run_8() {
ssh -n 10.0.0.101 'if test -e /usr/local/bin/k3s-killall.sh; then sudo /usr/local/bin/k3s-killall.sh; fi'
ssh -n 10.0.0.101 'sudo sh -c '\''if test -d /var/lib/rancher/k3s/storage; then ls /var/lib/rancher/k3s/storage; fi'\''' > rebuild-homelab/node1.volumes
while IFS= read -r volume; do
  printf '%s\n' "$volume" |
    ssh 10.0.0.101 'IFS= read -r volume && sudo tar -C "/var/lib/rancher/k3s/storage/$volume" --numeric-owner -czf - .' \
    > rebuild-homelab/volumes/"$volume".part
  mv rebuild-homelab/volumes/"$volume".part rebuild-homelab/volumes/"$volume".tar.gz
done < rebuild-homelab/node1.volumes
if ssh -n 10.0.0.101 'test -e /usr/local/bin/k3s-uninstall.sh'; then touch rebuild-homelab/node1.old; fi
touch rebuild-homelab/node1.saved
}

# 9. Save the data that lies on node2
done_9() {
test -e rebuild-homelab/node2.saved
}
run_9() {
ssh -n 10.0.0.102 'if test -e /usr/local/bin/k3s-killall.sh; then sudo /usr/local/bin/k3s-killall.sh; fi'
ssh -n 10.0.0.102 'sudo sh -c '\''if test -d /var/lib/rancher/k3s/storage; then ls /var/lib/rancher/k3s/storage; fi'\''' > rebuild-homelab/node2.volumes
while IFS= read -r volume; do
  printf '%s\n' "$volume" |
    ssh 10.0.0.102 'IFS= read -r volume && sudo tar -C "/var/lib/rancher/k3s/storage/$volume" --numeric-owner -czf - .' \
    > rebuild-homelab/volumes/"$volume".part
  mv rebuild-homelab/volumes/"$volume".part rebuild-homelab/volumes/"$volume".tar.gz
done < rebuild-homelab/node2.volumes
if ssh -n 10.0.0.102 'test -e /usr/local/bin/k3s-agent-uninstall.sh'; then touch rebuild-homelab/node2.old; fi
touch rebuild-homelab/node2.saved
}

# 10. See that there is a copy of every volume
run_10() {
wrong=
look() {
  volume=$1
  empty=$2
  shift 2
  if test -e "$empty"; then
    ls -l "$empty"
  elif test ! -e "$1"; then
    wrong=yes
    echo "there is no copy of $volume" >&2
  elif test "$#" -gt 1; then
    wrong=yes
    ls -l "$@"
    echo "there are several copies of $volume: leave the one that counts" >&2
  elif test -s "$1" && tar -tzf "$1" > /dev/null; then
    ls -l "$1"
  else
    wrong=yes
    echo "the copy of $volume is damaged: $1" >&2
  fi
}
look observability/grafana rebuild-homelab/volumes/observability_grafana.empty rebuild-homelab/volumes/*_observability_grafana.tar.gz
look observability/storage-loki-0 rebuild-homelab/volumes/observability_storage-loki-0.empty rebuild-homelab/volumes/*_observability_storage-loki-0.tar.gz
look observability/storage-tempo-0 rebuild-homelab/volumes/observability_storage-tempo-0.empty rebuild-homelab/volumes/*_observability_storage-tempo-0.tar.gz
test -z "$wrong"
}
remedies_10() {
cat <<'END'
To begin observability/grafana with a backup of dashboards, users and settings made by hand, unpacked in DIRECTORY:
  sudo tar -C DIRECTORY --numeric-owner -czf - . > rebuild-homelab/volumes/backup_observability_grafana.tar.gz
To begin observability/grafana empty:
  touch rebuild-homelab/volumes/observability_grafana.empty
To begin observability/storage-loki-0 with a backup of logs of the last 168h, unpacked in DIRECTORY:
  sudo tar -C DIRECTORY --numeric-owner -czf - . > rebuild-homelab/volumes/backup_observability_storage-loki-0.tar.gz
To begin observability/storage-loki-0 empty:
  touch rebuild-homelab/volumes/observability_storage-loki-0.empty
To begin observability/storage-tempo-0 with a backup of traces of the last 72h, unpacked in DIRECTORY:
  sudo tar -C DIRECTORY --numeric-owner -czf - . > rebuild-homelab/volumes/backup_observability_storage-tempo-0.tar.gz
To begin observability/storage-tempo-0 empty:
  touch rebuild-homelab/volumes/observability_storage-tempo-0.empty
END
}

# 11. Remove the old K3s from node2
done_11() {
test ! -e rebuild-homelab/node2.old
}
run_11() {
test -e rebuild-homelab/node2.saved
ssh -n 10.0.0.102 'sudo /usr/local/bin/k3s-agent-uninstall.sh'
rm rebuild-homelab/node2.old
}

# 12. Remove the old K3s from node1
done_12() {
test ! -e rebuild-homelab/node1.old
}
run_12() {
test -e rebuild-homelab/node1.saved
ssh -n 10.0.0.101 'sudo /usr/local/bin/k3s-uninstall.sh'
rm rebuild-homelab/node1.old
}

# 13. Install K3s on node1
done_13() {
on_node 10.0.0.101 <<'END'
/usr/local/bin/k3s --version | grep -qF 'k3s version v1.36.2+k3s1 ' && { systemctl is-active --quiet k3s || rc-service k3s status; }
END
}
run_13() {
on_node 10.0.0.101 <<'END'
curl -sfL https://get.k3s.io | INSTALL_K3S_VERSION=v1.36.2+k3s1 sh -s - server --disable traefik --node-label hardware=light
END
}

# 14. Fetch the kubeconfig
done_14() {
kubectl get --raw /readyz
}
run_14() {
ssh -n 10.0.0.101 'sudo cat /etc/rancher/k3s/k3s.yaml' > rebuild-homelab/kubeconfig.part
sed 's|https://127.0.0.1:6443|https://10.0.0.101:6443|' rebuild-homelab/kubeconfig.part > rebuild-homelab/kubeconfig
rm rebuild-homelab/kubeconfig.part
kubectl get --raw /readyz
}

# 15. Join node2 as an agent
done_15() {
on_node 10.0.0.102 <<'END'
/usr/local/bin/k3s --version | grep -qF 'k3s version v1.36.2+k3s1 ' && { systemctl is-active --quiet k3s-agent || rc-service k3s-agent status; }
END
}
print_15_K3S_TOKEN() {
on_node 10.0.0.101 <<'END'
sudo cat /var/lib/rancher/k3s/server/node-token
END
}
inputs_15() {
K3S_TOKEN=$(print_15_K3S_TOKEN)
export K3S_TOKEN
}
run_15() {
on_node 10.0.0.102 K3S_TOKEN <<'END'
curl -sfL https://get.k3s.io | INSTALL_K3S_VERSION=v1.36.2+k3s1 K3S_URL=https://10.0.0.101:6443 sh -s - agent --node-label hardware=heavy --node-label svccontroller.k3s.cattle.io/enablelb=true --node-label svccontroller.k3s.cattle.io/lbpool=public
END
}

# 16. Wait until all nodes are ready
run_16() {
kubectl wait --for=create --timeout=5m node/node1 node/node2
kubectl wait --for=condition=Ready --timeout=5m node/node1 node/node2
kubectl get nodes --show-labels
}

# 17. See that node1 carries its labels
done_17() {
kubectl get nodes -l hardware=light --field-selector=metadata.name=node1 -o name | grep -qxF node/node1
}
run_17() {
kubectl label --overwrite node node1 hardware=light
}

# 18. See that node2 carries its labels
done_18() {
kubectl get nodes -l hardware=heavy,svccontroller.k3s.cattle.io/enablelb=true,svccontroller.k3s.cattle.io/lbpool=public --field-selector=metadata.name=node2 -o name | grep -qxF node/node2
}
run_18() {
kubectl label --overwrite node node2 hardware=heavy svccontroller.k3s.cattle.io/enablelb=true svccontroller.k3s.cattle.io/lbpool=public
}

# 19. Make the namespaces of what Git does not hold
done_19() {
kubectl get namespace observability
}
run_19() {
kubectl get namespace observability || kubectl create namespace observability
}

# 20. Put back the volume observability/grafana
done_20() {
test -e rebuild-homelab/volumes/observability_grafana.empty || { kubectl -n observability get pvc grafana && ! kubectl -n observability get pod restore-grafana; }
}
run_20() {
copy=$(ls rebuild-homelab/volumes/*_observability_grafana.tar.gz)
test -f "$copy" || { echo "several copies: leave the one that counts" >&2; false; }
kubectl apply -f - <<'YAML'
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: grafana
  namespace: observability
spec:
  accessModes:
    - ReadWriteOnce
  resources:
    requests:
      storage: 5Gi
  storageClassName: local-path
---
apiVersion: v1
kind: Pod
metadata:
  name: restore-grafana
  namespace: observability
spec:
  restartPolicy: Never
  containers:
    - name: restore
      image: docker.io/library/busybox:1.37
      command:
        - sleep
        - "86400"
      volumeMounts:
        - name: volume
          mountPath: /volume
  volumes:
    - name: volume
      persistentVolumeClaim:
        claimName: grafana
YAML
kubectl -n observability wait --for=condition=Ready --timeout=5m pod/restore-grafana
kubectl -n observability exec -i restore-grafana -- tar -C /volume -xzf - < "$copy"
kubectl -n observability delete pod restore-grafana
}

# 21. Put back the volume observability/storage-loki-0
done_21() {
test -e rebuild-homelab/volumes/observability_storage-loki-0.empty || { kubectl -n observability get pvc storage-loki-0 && ! kubectl -n observability get pod restore-storage-loki-0; }
}
run_21() {
copy=$(ls rebuild-homelab/volumes/*_observability_storage-loki-0.tar.gz)
test -f "$copy" || { echo "several copies: leave the one that counts" >&2; false; }
kubectl apply -f - <<'YAML'
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: storage-loki-0
  namespace: observability
spec:
  accessModes:
    - ReadWriteOnce
  resources:
    requests:
      storage: 10Gi
  storageClassName: local-path
---
apiVersion: v1
kind: Pod
metadata:
  name: restore-storage-loki-0
  namespace: observability
spec:
  restartPolicy: Never
  containers:
    - name: restore
      image: docker.io/library/busybox:1.37
      command:
        - sleep
        - "86400"
      volumeMounts:
        - name: volume
          mountPath: /volume
  volumes:
    - name: volume
      persistentVolumeClaim:
        claimName: storage-loki-0
YAML
kubectl -n observability wait --for=condition=Ready --timeout=5m pod/restore-storage-loki-0
kubectl -n observability exec -i restore-storage-loki-0 -- tar -C /volume -xzf - < "$copy"
kubectl -n observability delete pod restore-storage-loki-0
}

# 22. Put back the volume observability/storage-tempo-0
done_22() {
test -e rebuild-homelab/volumes/observability_storage-tempo-0.empty || { kubectl -n observability get pvc storage-tempo-0 && ! kubectl -n observability get pod restore-storage-tempo-0; }
}
run_22() {
copy=$(ls rebuild-homelab/volumes/*_observability_storage-tempo-0.tar.gz)
test -f "$copy" || { echo "several copies: leave the one that counts" >&2; false; }
kubectl apply -f - <<'YAML'
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: storage-tempo-0
  namespace: observability
spec:
  accessModes:
    - ReadWriteOnce
  resources:
    requests:
      storage: 10Gi
  storageClassName: local-path
---
apiVersion: v1
kind: Pod
metadata:
  name: restore-storage-tempo-0
  namespace: observability
spec:
  restartPolicy: Never
  containers:
    - name: restore
      image: docker.io/library/busybox:1.37
      command:
        - sleep
        - "86400"
      volumeMounts:
        - name: volume
          mountPath: /volume
  volumes:
    - name: volume
      persistentVolumeClaim:
        claimName: storage-tempo-0
YAML
kubectl -n observability wait --for=condition=Ready --timeout=5m pod/restore-storage-tempo-0
kubectl -n observability exec -i restore-storage-tempo-0 -- tar -C /volume -xzf - < "$copy"
kubectl -n observability delete pod restore-storage-tempo-0
}

# 23. Bootstrap Flux
done_23() {
kubectl -n flux-system wait --for=condition=Ready --timeout=1m kustomizations.kustomize.toolkit.fluxcd.io/flux-system
}
inputs_23() {
ask GITHUB_TOKEN 'a GitHub token that may administer and push to fluxsmith/homelab' secret
export GITHUB_TOKEN
}
run_23() {
flux bootstrap github --owner=fluxsmith --repository=homelab --personal --branch=main --path=clusters/homelab
}

# 24. See that Flux is healthy
run_24() {
flux check
}

# 25. Wait until everything in Git is applied
run_25() {
kubectl -n flux-system wait --for=condition=Ready --timeout=5m kustomizations.kustomize.toolkit.fluxcd.io/flux-system
kubectl wait --all --all-namespaces --for=condition=Ready --timeout=93m kustomizations.kustomize.toolkit.fluxcd.io
}
remedies_25() {
cat <<'END'
To see which Kustomization is not ready, and why:
  flux get kustomizations --all-namespaces
  flux events --all-namespaces --types=Warning
END
}

# 26. See that nothing failed
run_26() {
flux get all --all-namespaces --status-selector ready=false
test -z "$(flux get all --all-namespaces --no-header --status-selector ready=false 2>/dev/null)"
}

# 27. See that every volume is bound
run_27() {
kubectl get pvc --all-namespaces
test -z "$(kubectl get pvc --all-namespaces -o jsonpath='{range .items[?(@.status.phase!="Bound")]}{.metadata.namespace}/{.metadata.name}{"\n"}{end}')"
}

# 28. See that every load balancer has its address
run_28() {
kubectl get services --all-namespaces -o jsonpath='{range .items[?(@.spec.type=="LoadBalancer")]}{.metadata.namespace}/{.metadata.name} {.status.loadBalancer.ingress[*].ip}{"\n"}{end}'
kubectl get services --all-namespaces -o jsonpath='{range .items[?(@.spec.type=="LoadBalancer")]}{.metadata.namespace}/{.metadata.name} {.status.loadBalancer.ingress[*].ip}{"\n"}{end}' | awk 'NF < 2 { bare = 1 } END { exit bare }'
kubectl get services --all-namespaces -o jsonpath='{range .items[?(@.spec.type=="LoadBalancer")]}{.metadata.namespace}/{.metadata.name} {.status.loadBalancer.ingress[*].ip}{"\n"}{end}' | tr ' ' '\n' | grep -xF 10.0.0.102
}

# 29. See that 10.0.0.102 answers
run_29() {
curl -sS -o /dev/null -w '%{http_code}\n' --retry 5 --retry-all-errors --max-time 60 http://10.0.0.102/
}

begin homelab rebuild-homelab
step folder 'the workstation' 'Make the folder of this rebuild' keeps task 'It keeps what is saved and the new kubeconfig, and marks what is done. Each rebuild begins with a new one: where rebuild-homelab/begun has the date of another, first: mv rebuild-homelab rebuild-homelab.old' 'The date of today.' ''
step tools 'the workstation' 'See that the tools are there' keeps check 'Half a rebuild is worse than none.' 'The path of each tool.' ''
step kubectl 'the workstation' 'See that kubectl fits Kubernetes v1.36.2' keeps check 'It speaks with servers of its own minor version and the one before and after: 1.35, 1.36, 1.37.' 'Client Version: v1.36.2, or near it.' ''
step flux-cli 'the workstation' 'See that the Flux CLI is v2.9.4' keeps check 'Bootstrap installs the version of the CLI: another one would change Flux while it restores it.' 'flux: v2.9.4' ''
step repository 'the workstation' 'See that the repository can be reached' keeps check 'Everything in clusters/homelab and below comes from branch main. What was not pushed is not there.' 'The commit that the cluster will follow.' ''
step machine-node1 node1 'See that node1 answers' keeps check 'The plan reaches node1 by ssh at 10.0.0.101, as a user who may use sudo without a password. K3s names a node after its host name. On a new installation of the system, first: ssh-keygen -R 10.0.0.101' 'The path of curl, and nothing else.' ''
step machine-node2 node2 'See that node2 answers' keeps check 'The plan reaches node2 by ssh at 10.0.0.102, as a user who may use sudo without a password. K3s names a node after its host name. On a new installation of the system, first: ssh-keygen -R 10.0.0.102' 'The path of curl, and nothing else.' ''
step save-node1 'the workstation' 'Save the data that lies on node1' keeps task 'Volumes of class local-path are folders in /var/lib/rancher/k3s/storage of their node, and /usr/local/bin/k3s-uninstall.sh deletes them with everything else in /var/lib/rancher/k3s. Whatever is still there is copied off the node first. Its containers are stopped before, because files of a running program are copied half written.' 'One file for each volume in rebuild-homelab/volumes; none where the machine is new.' ''
step save-node2 'the workstation' 'Save the data that lies on node2' keeps task 'Volumes of class local-path are folders in /var/lib/rancher/k3s/storage of their node, and /usr/local/bin/k3s-agent-uninstall.sh deletes them with everything else in /var/lib/rancher/k3s. Whatever is still there is copied off the node first. Its containers are stopped before, because files of a running program are copied half written.' 'One file for each volume in rebuild-homelab/volumes; none where the machine is new.' ''
step copies 'the workstation' 'See that there is a copy of every volume' keeps check 'From here on the machines are changed. A volume begins with its copy, or empty where a file says that it may. What was not saved from its node comes from a backup.' 'One file for each volume, whole, with a date you trust.' 'Shall every volume begin with what stands here, of this date?'
step remove-node2 'the workstation' 'Remove the old K3s from node2' deletes task 'With it goes /var/lib/rancher/k3s/storage on node2, and every volume in it. Leave it out when the old cluster is to be repaired rather than replaced.' 'The trace of the script; an error about something that is not there does no harm.' ''
step remove-node1 'the workstation' 'Remove the old K3s from node1' deletes task 'With it goes /var/lib/rancher/k3s/storage on node1, and every volume in it. Leave it out when the old cluster is to be repaired rather than replaced.' 'The trace of the script; an error about something that is not there does no harm.' ''
step install-node1 node1 'Install K3s on node1' keeps task 'The version is pinned: without it the installer takes the newest. What is disabled must be so from the start, and the labels of the node must be there before anything is scheduled.' 'The last line is "[INFO]  systemd: Starting k3s".' ''
step kubeconfig 'the workstation' 'Fetch the kubeconfig' keeps task 'K3s writes one that means the machine itself; here node1 is 10.0.0.101. It opens the whole cluster: keep it.' ok ''
step join-node2 node2 'Join node2 as an agent' keeps task 'It registers at https://10.0.0.101:6443 with the token of the new cluster, and brings its labels along.' 'The last line is "[INFO]  systemd: Starting k3s-agent".' '' K3S_TOKEN
step nodes-ready 'the workstation' 'Wait until all nodes are ready' keeps check 'What is scheduled while a node is missing goes to another one, and its volume with it.' 'All 2 nodes are Ready.' ''
step labels-node1 'the workstation' 'See that node1 carries its labels' keeps task 'Node labels are in no file that Flux applies. Set later, pods would wait and Services keep a wrong address.' 'node/node1 labeled, or not labeled when all were there' ''
step labels-node2 'the workstation' 'See that node2 carries its labels' keeps task 'Node labels are in no file that Flux applies. Set later, pods would wait and Services keep a wrong address.' 'node/node2 labeled, or not labeled when all were there' ''
step namespaces 'the workstation' 'Make the namespaces of what Git does not hold' keeps task 'Secrets and volumes come before Flux, and so their namespaces. Flux takes them over.' 'namespace/observability created' ''
step restore-observability-grafana 'the workstation' 'Put back the volume observability/grafana' keeps task 'It holds dashboards, users and settings made by hand. A pod of its own has the volume made and fills it, before its owner starts on an empty one.' 'pod "restore-grafana" deleted' ''
step restore-observability-storage-loki-0 'the workstation' 'Put back the volume observability/storage-loki-0' keeps task 'It holds logs of the last 168h. A pod of its own has the volume made and fills it, before its owner starts on an empty one.' 'pod "restore-storage-loki-0" deleted' ''
step restore-observability-storage-tempo-0 'the workstation' 'Put back the volume observability/storage-tempo-0' keeps task 'It holds traces of the last 72h. A pod of its own has the volume made and fills it, before its owner starts on an empty one.' 'pod "restore-storage-tempo-0" deleted' ''
step bootstrap 'the workstation' 'Bootstrap Flux' keeps task 'From here on Git rebuilds the cluster. Bootstrap writes clusters/homelab/flux-system, pushes it to main, and makes a deploy key of its own; the key of the old cluster is replaced.' '"all components are healthy". Then pull: the repository may have a new commit. The kubeconfig is in rebuild-homelab.' '' GITHUB_TOKEN
step verify-flux 'the workstation' 'See that Flux is healthy' keeps check 'Nothing else can be judged before.' '"all checks passed"' ''
step verify-kustomizations 'the workstation' 'Wait until everything in Git is applied' keeps check 'Controllers, configuration and apps follow each other; images and models are fetched anew, which takes its time: by the timeouts of the Kustomizations up to 93 minutes. To watch it in another terminal: flux get kustomizations --watch' '"condition met" for each Kustomization.' ''
step verify-nothing-failed 'the workstation' 'See that nothing failed' keeps check 'A Kustomization can be ready while a source or a release that it does not wait for is not.' Nothing. ''
step verify-volumes 'the workstation' 'See that every volume is bound' keeps check 'A claim that is not bound belongs to a pod that could not be scheduled.' 'STATUS Bound in every line.' ''
step verify-addresses 'the workstation' 'See that every load balancer has its address' keeps check 'Without one the Service is there and nobody reaches it.' 'An address behind each Service; among them 10.0.0.102.' ''
step probe-10.0.0.102 'the workstation' 'See that 10.0.0.102 answers' keeps check 'That is where Gateway envoy-gateway-system/public is published.' 'Any HTTP status, 404 too.' ''

current=
if [ -n "$from$after" ]; then
  printf 'there is no step %s; see --list\n' "$from$after" >&2
  exit 2
fi
if [ "$list" = no ]; then printf '\nThe cluster is rebuilt.\n'; fi
