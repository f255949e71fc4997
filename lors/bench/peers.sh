# The servers that lors/bench/transfer measures beside the depots. Sourced by it; each start_* sets what the commands
# below need and adds its process to `pids`. A peer that is not installed is left out and named.

missing() { # PROGRAM...: whether one of them is not installed
  local program
  for program in "$@"; do
    command -v "$program" >/dev/null || { echo "not installed, left out: $program" >&2; return 0; }
  done
  return 1
}

port_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

free_port() {
  local port
  while port=$((20000 + RANDOM % 10000)) && port_taken "$port"; do :; done
  echo "$port"
}

await_port() {
  local tries=200
  until port_taken "$1"; do
    tries=$((tries - 1))
    [ $tries -gt 0 ] || { echo "no server on port $1" >&2; exit 1; }
    sleep 0.1
  done
}

start_nginx() { # plain on nginx_port, TLS 1.3 (AES-256-GCM) on tls_port
  missing nginx curl openssl && return 1
  local home=$work/nginx
  mkdir -p "$home/files"
  nginx_port=$(free_port) tls_port=$(free_port)
  openssl req -x509 -newkey rsa:2048 -nodes -days 1 -subj /CN=localhost -keyout "$home/key" -out "$home/certificate" \
    2>/dev/null
  cat >"$home/conf" <<CONF
daemon off; pid $home/pid; error_log $home/error.log; worker_processes 2; user $(id -un);
events { worker_connections 64; }
http {
  access_log off; sendfile on; tcp_nodelay on; client_max_body_size 0; client_body_temp_path $home/files/tmp;
  server { listen 127.0.0.1:$nginx_port; root $home/files; dav_methods PUT DELETE; }
  server {
    listen 127.0.0.1:$tls_port ssl; root $home/files; dav_methods PUT DELETE;
    ssl_certificate $home/certificate; ssl_certificate_key $home/key; ssl_protocols TLSv1.3;
    ssl_conf_command Ciphersuites TLS_AES_256_GCM_SHA384;
  }
}
CONF
  nginx -c "$home/conf" -p "$home" 2>/dev/null &
  pids+=($!)
  await_port "$nginx_port"
}

start_xrootd() {
  missing xrootd xrdcp && return 1
  local home=$work/xrootd
  mkdir -p "$home/files/t" "$home/admin"
  xrootd_port=$(free_port)
  printf '%s\n' "all.export /" "oss.localroot $home/files" "all.adminpath $home/admin" "all.pidpath $home/admin" \
    "xrd.port $xrootd_port" >"$home/conf"
  local user=()
  if [ "$(id -u)" = 0 ]; then # It refuses to run as root.
    chmod 755 "$work"
    chown -R nobody "$home"
    user=(-R nobody)
  fi
  xrootd -c "$home/conf" -l "$home/log" -n bench "${user[@]}" >/dev/null 2>&1 &
  pids+=($!)
  await_port "$xrootd_port"
  export XRD_CPUSEPGWRTRD=0 # no checksums of pages: the faster way
}

start_gridftp() {
  missing globus-gridftp-server globus-url-copy && return 1
  gridftp_port=$(free_port)
  gridftp_files=$work/gridftp
  mkdir -p "$gridftp_files"
  local user=()
  if [ "$(id -u)" = 0 ]; then # It lets nobody be root.
    chmod 755 "$work"
    chown nobody "$gridftp_files"
    user=(-anonymous-user nobody)
  fi
  globus-gridftp-server -p "$gridftp_port" -aa -control-interface 127.0.0.1 -data-interface 127.0.0.1 "${user[@]}" \
    >"$work/gridftp.log" 2>&1 &
  pids+=($!)
  await_port "$gridftp_port"
}

start_rclone() { # WebDAV
  missing rclone && return 1
  rclone_port=$(free_port)
  mkdir -p "$work/rclone"
  rclone serve webdav --addr "127.0.0.1:$rclone_port" "$work/rclone" --config /dev/null >"$work/rclone.log" 2>&1 &
  pids+=($!)
  await_port "$rclone_port"
}
