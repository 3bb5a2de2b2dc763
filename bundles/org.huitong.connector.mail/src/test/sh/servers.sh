#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# A Dovecot and a Postfix of their own in a folder: servers.sh start|stop FOLDER IMAP_PORT SMTP_PORT. Wants root.
set -euo pipefail
do=$1 d=$2 imap=${3:-} smtp=${4:-}
if [ "$do" = stop ]; then
  postfix -c "$d/pf" stop >/dev/null 2>&1 || true
  doveadm -c "$d/dovecot.conf" stop >/dev/null 2>&1 || true
  exit 0
fi
mkdir -p "$d/mail" "$d/run" "$d/pf" "$d/queue" "$d/lib"
id vmailtest >/dev/null 2>&1 || useradd --system --no-create-home vmailtest
chown vmailtest "$d/mail"
chown postfix "$d/lib"
chmod 755 "$d"
cat > "$d/dovecot.conf" <<DOVECOT
base_dir = $d/run
state_dir = $d/run
protocols = imap lmtp
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
log_path = $d/dovecot.log
mail_location = maildir:$d/mail/%u
mail_uid = vmailtest
mail_gid = vmailtest
first_valid_uid = 1
lmtp_save_to_detail_mailbox = no
passdb {
  driver = static
  args = password=secret-of-mail
}
userdb {
  driver = static
  args = uid=vmailtest gid=vmailtest home=$d/mail/%u
}
service imap-login {
  inet_listener imap {
    address = 127.0.0.1
    port = $imap
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  unix_listener lmtp-in {
    mode = 0666
  }
}
service auth {
  unix_listener auth-in {
    mode = 0666
  }
}
DOVECOT
cat > "$d/pf/main.cf" <<POSTFIX
compatibility_level = 3.6
queue_directory = $d/queue
data_directory = $d/lib
maillog_file = $d/postfix.log
maillog_file_prefixes = $d
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.acme.test
mydestination =
virtual_mailbox_domains = acme.test
virtual_mailbox_maps = regexp:$d/pf/known
virtual_transport = lmtp:unix:$d/run/lmtp-in
relay_transport = error:no way out
default_transport = error:no way out
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = $d/run/auth-in
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_recipient_restrictions = reject_unlisted_recipient, permit_sasl_authenticated, reject
message_size_limit = 30000000
smtputf8_enable = yes
alias_maps =
alias_database =
local_recipient_maps =
bounce_queue_lifetime = 0
POSTFIX
echo '/^(huitong|zhang)@acme\.test$/ ok' > "$d/pf/known"
sed -E "s/^smtp +inet.*$/127.0.0.1:$smtp inet n - n - - smtpd/; s/^([a-z0-9:.]+ +(inet|unix|unix-dgram|fifo) +[yn-] +[yn-]) +y /\1 n /" /etc/postfix/master.cf > "$d/pf/master.cf"
dovecot -c "$d/dovecot.conf"
postfix -c "$d/pf" start
