// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.intake;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeMap;
import org.huitong.api.connector.Callback;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;
import org.huitong.hub.account.AccountName;
import org.huitong.hub.journal.DeadLetterDraft;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes dead letters of calls that could not be processed, and reads them back. Their bytes are sealed. */
@Component(service = DeadLetterClerk.class)
public final class DeadLetterClerk {
    private static final String KEY_CLASS = "message";

    private final Vault vault;
    private final CallbackCodec codec = new CallbackCodec();

    @Activate
    public DeadLetterClerk(@Reference Vault vault) {
        this.vault = vault;
    }

    /** A letter of the whole call; the same bytes make the same letter however often they come. */
    public DeadLetterDraft letter(Call call, LocalText reason) {
        return letter(call, Optional.empty(), reason);
    }

    /**
     * A letter of one part of a call. The whole call is kept with it, since only its connector can read it.
     *
     * @param row what could not be read: it tells this letter from others of the same call, and people see it
     */
    public DeadLetterDraft letter(Call call, byte[] row, LocalText reason) {
        return letter(call, Optional.of(row), reason);
    }

    private DeadLetterDraft letter(Call call, Optional<byte[]> given, LocalText reason) {
        Secrets secrets = new Secrets(call.secrets());
        Secrets.Cut cut = secrets.cut(call.callback());
        Optional<byte[]> row = given.map(secrets::cut);
        byte[] part = row.orElseGet(() -> said(cut.callback()));
        byte[] fingerprint = fingerprint(call.account(), part);
        Sealed body = vault.seal(KEY_CLASS, codec.encode(new Kept(cut, row)), fingerprint);
        return new DeadLetterDraft(
                fingerprint,
                call.account().platform(),
                call.account().account(),
                call.callback().receivedAt(),
                reason,
                row.orElseGet(() -> cut.callback().body()).length,
                body);
    }

    /** The body; of a call without one its address, where other platforms than most say everything. */
    private static byte[] said(Callback call) {
        return call.body().length > 0
                ? call.body()
                : new TreeMap<>(call.query()).toString().getBytes(StandardCharsets.UTF_8);
    }

    public Kept open(byte[] fingerprint, Sealed body) {
        return codec.decode(vault.open(body, fingerprint));
    }

    /** Made with the keys: a call may be short, and who has the database alone must not guess it. */
    private byte[] fingerprint(AccountName account, byte[] part) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(part.length + 64);
        bytes.writeBytes(account.toString().getBytes(StandardCharsets.UTF_8));
        bytes.write(0);
        bytes.writeBytes(part);
        return Arrays.copyOf(vault.fingerprint("dead-letter", bytes.toByteArray()), 16);
    }
}
