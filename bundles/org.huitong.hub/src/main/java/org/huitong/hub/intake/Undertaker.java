// SPDX-License-Identifier: Apache-2.0
package org.huitong.hub.intake;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.huitong.api.connector.Callback;
import org.huitong.api.text.LocalText;
import org.huitong.api.vault.Sealed;
import org.huitong.api.vault.Vault;
import org.huitong.hub.account.AccountName;
import org.huitong.hub.journal.Letter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes dead letters of calls that could not be processed, and reads them back. Their bytes are sealed. */
@Component(service = Undertaker.class)
public final class Undertaker {
    private static final String KEY_CLASS = "message";

    private final Vault vault;
    private final CallbackCodec codec = new CallbackCodec();

    @Activate
    public Undertaker(@Reference Vault vault) {
        this.vault = vault;
    }

    /** A letter of the whole call; the same bytes make the same letter however often they come. */
    public Letter letter(AccountName account, Callback callback, LocalText reason) {
        return letter(account, callback, callback.body(), reason);
    }

    /**
     * A letter of one part of a call. The whole call is kept, since only its connector can read it.
     *
     * @param part what could not be read: it tells this letter from others of the same call
     */
    public Letter letter(AccountName account, Callback callback, byte[] part, LocalText reason) {
        byte[] fingerprint = fingerprint(account, part);
        Sealed body = vault.seal(KEY_CLASS, codec.encode(callback), fingerprint);
        return new Letter(
                fingerprint, account.platform(), account.account(), callback.receivedAt(), reason, part.length, body);
    }

    public Callback open(byte[] fingerprint, Sealed body) {
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
